//! The real programs, run as a person or a script runs them.
#![allow(dead_code, reason = "each test file uses its part")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// What a command came to.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The command succeeded.
    #[track_caller]
    pub fn good(self) -> Self {
        assert_eq!(self.code, 0, "\n{}\n{}", self.out, self.err);
        self
    }

    /// The command failed with this exit code, and this name in JSON.
    #[track_caller]
    pub fn bad(self, code: i32, name: &str) -> Self {
        assert_eq!(self.code, code, "\n{}\n{}", self.out, self.err);
        let errors: Vec<Value> = objects(&self.err);
        let error = &errors.last().expect("an error as JSON")["error"];
        assert_eq!(
            (error["code"].as_i64(), error["name"].as_str()),
            (Some(code.into()), Some(name))
        );
        self
    }

    /// Standard output, one JSON object a line.
    pub fn objects(&self) -> Vec<Value> {
        objects(&self.out)
    }
}

fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

/// `corridor` without anything of the surroundings that it could listen to.
pub fn corridor(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command
        .args(arguments)
        .env_remove("CORRIDOR_PROFILE")
        .env_remove("CORRIDOR_PASSPHRASE_FILE")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("XDG_RUNTIME_DIR")
        .stdin(Stdio::null());
    command
}

pub fn run(arguments: &[&str]) -> Ran {
    Ran::of(&corridor(arguments).output().expect("corridor runs"))
}

/// One person's profile.
pub struct Person {
    pub directory: PathBuf,
}

/// The command fails with this code, says exactly this, and prints no result.
#[track_caller]
pub fn fails(person: &Person, arguments: &[&str], code: i32, shown: &str) {
    let ran = person.run(arguments);
    assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (code, shown, ""), "{arguments:?}");
}

impl Person {
    pub fn command(&self, arguments: &[&str]) -> Command {
        let directory = self.directory.to_str().expect("a path in UTF-8");
        let mut all = vec!["--profile", directory];
        all.extend(arguments);
        corridor(&all)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().expect("corridor runs"))
    }

    pub fn json(&self, arguments: &[&str]) -> Ran {
        let mut all = arguments.to_vec();
        all.push("--json");
        self.run(&all)
    }

    #[track_caller]
    pub fn good(&self, arguments: &[&str]) -> Vec<Value> {
        self.json(arguments).good().objects()
    }

    /// The texts of a room as this person has them.
    #[track_caller]
    pub fn texts(&self, room: &str) -> Vec<String> {
        self.good(&["read", room, "--peek", "--limit", "1000"])
            .iter()
            .filter(|item| item["kind"] == "text")
            .map(|item| item["text"].as_str().expect("a text").to_owned())
            .collect()
    }
}

/// A relay on this machine, stopped when dropped.
pub struct Relay {
    child: Child,
    listen: String,
    pub origin: String,
    pub folder: TempDir,
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Relay {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("relay");
        let listen = free_address();
        let made = Command::new(relay_program())
            .args(["init", "--listen", &listen, "--dir"])
            .arg(&place)
            .output()
            .expect("corridor-relay runs");
        assert!(made.status.success(), "{made:?}");
        let child = serve(&place);
        let relay =
            Self { child, listen: listen.clone(), origin: format!("http://{listen}"), folder };
        relay.wait();
        relay
    }

    /// Starts it again after `stop`, on what is on its disk.
    pub fn restart(&mut self) {
        self.child = serve(&self.folder.path().join("relay"));
        self.wait();
    }

    fn wait(&self) {
        let deadline = Instant::now() + Duration::from_mins(1);
        while std::net::TcpStream::connect(&self.listen).is_err() {
            assert!(Instant::now() < deadline, "the relay does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub fn invitation(&self) -> String {
        let output = Command::new(relay_program())
            .args(["invite", "--count", "1", "--dir"])
            .arg(self.folder.path().join("relay"))
            .output()
            .expect("corridor-relay runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn stop(&mut self) {
        self.child.kill().expect("the relay was running");
        self.child.wait().expect("the relay was a child");
    }

    /// A profile that has no account yet.
    pub fn stranger(&self, name: &str) -> Person {
        Person { directory: self.folder.path().join(name) }
    }

    #[track_caller]
    pub fn person(&self, name: &str) -> Person {
        let person = self.stranger(name);
        person.good(&["join", &self.invitation(), "--name", name]);
        person
    }
}

fn serve(place: &Path) -> Child {
    Command::new(relay_program())
        .args(["serve", "--dir"])
        .arg(place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("corridor-relay runs")
}

fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").to_string()
}

/// The relay beside this program, built if nobody has done so.
fn relay_program() -> PathBuf {
    static PROGRAM: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    PROGRAM
        .get_or_init(|| {
            let own = Path::new(env!("CARGO_BIN_EXE_corridor"));
            let folder = own.parent().expect("a folder of programs");
            let program = folder.join(format!("corridor-relay{}", std::env::consts::EXE_SUFFIX));
            if !program.exists() {
                let built = Command::new(env!("CARGO"))
                    .args(["build", "--workspace", "--bins", "--target-dir"])
                    .arg(folder.parent().expect("a target folder"))
                    .status()
                    .expect("cargo runs");
                assert!(built.success());
            }
            program
        })
        .clone()
}
