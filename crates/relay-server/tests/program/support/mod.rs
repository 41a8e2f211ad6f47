//! Starting the program, and talking to it.

pub mod client;
pub mod http;

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than anything takes on a busy machine; reached only when something is broken.
pub const PATIENCE: Duration = Duration::from_mins(1);

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor-relay"));
    for (name, _) in std::env::vars() {
        if name.starts_with("CORRIDOR_RELAY_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end.
pub fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// What a person sees: standard output, standard error, and the exit code, with the directory's name
/// taken out.
pub fn transcript(directory: &Path, arguments: &[&str]) -> String {
    let output = run(arguments);
    let text = format!(
        "{}{}[{}]",
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap()
    );
    text.replace(directory.to_str().unwrap(), "DIR")
}

/// A folder for one relay.
pub struct Home {
    _folder: TempDir,
    pub directory: PathBuf,
}

impl Home {
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("relay");
        Self { _folder: folder, directory }
    }

    /// On loopback, on any free port.
    pub fn new() -> Self {
        Self::with(&["--listen", "127.0.0.1:0"])
    }

    pub fn with(arguments: &[&str]) -> Self {
        let home = Self::empty();
        let output = run(&[&["init", "--dir", home.path()], arguments].concat());
        assert!(output.status.success(), "{output:?}");
        home
    }

    pub fn path(&self) -> &str {
        self.directory.to_str().unwrap()
    }

    pub fn invite(&self, count: usize) -> Vec<String> {
        let output = run(&["invite", "--dir", self.path(), "--count", &count.to_string()]);
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), count);
        lines
    }

    pub fn serve(&self) -> Serving {
        self.serve_with(&[])
    }

    pub fn serve_with(&self, variables: &[(&str, &str)]) -> Serving {
        let mut child = program()
            .args(["serve", "--dir", self.path()])
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut ready).unwrap();
        let mut err = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = err.read_to_string(&mut text);
            text
        });
        if !ready.contains("is ready at") {
            child.wait().unwrap();
            panic!("it does not start: {ready}{}", log.join().unwrap());
        }
        let bound = std::fs::read_to_string(self.directory.join("bound-address")).unwrap();
        let address = bound.trim().parse().unwrap();
        Serving { child, address, ready, log: Some(log) }
    }
}

/// A running relay. Dropped, it is killed.
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
    /// The line it printed.
    pub ready: String,
    log: Option<JoinHandle<String>>,
}

impl Serving {
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop; returns its exit code and its log.
    pub fn stop(self) -> (i32, String) {
        self.signal("-TERM");
        self.wait()
    }

    pub fn wait(mut self) -> (i32, String) {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "the relay does not stop");
            std::thread::sleep(Duration::from_millis(10));
        };
        (status.code().unwrap_or(-1), self.log.take().unwrap().join().unwrap())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
