//! A relay in its own directory, run by the program that operators run.

use std::fs::{self, File, OpenOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::binaries;
use crate::process::{Finished, Running, run};

/// Starting includes reading the journal again after a kill.
const START_PATIENCE: Duration = Duration::from_mins(1);

/// Administration commands do not wait for anybody.
const COMMAND_PATIENCE: Duration = Duration::from_mins(1);

pub struct Relay {
    directory: PathBuf,
    /// Outside the directory, so that both are looked at on their own.
    stdout: PathBuf,
    stderr: PathBuf,
    variables: Vec<(String, String)>,
    running: Option<Running>,
}

impl Relay {
    /// `corridor-relay init` in `parent`, with a port that the system chooses.
    pub fn init(parent: &Path) -> Self {
        Self::init_with(parent, &["--listen", "127.0.0.1:0"])
    }

    pub fn init_with(parent: &Path, arguments: &[&str]) -> Self {
        let relay = Self {
            directory: parent.join("relay"),
            stdout: parent.join("relay.stdout"),
            stderr: parent.join("relay.stderr"),
            variables: Vec::new(),
            running: None,
        };
        relay.command("init", arguments).succeeded();
        relay
    }

    /// A setting by its environment variable, from the next start on.
    pub fn set(&mut self, variable: &str, value: &str) {
        self.variables.push((variable.to_owned(), value.to_owned()));
    }

    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Everything that was ever written to standard output and standard error.
    pub fn said(&self) -> [&Path; 2] {
        [&self.stdout, &self.stderr]
    }

    /// One command on the relay's directory.
    pub fn command(&self, name: &str, arguments: &[&str]) -> Finished {
        let mut command = Command::new(binaries::relay());
        command.arg(name).arg("--dir").arg(&self.directory).args(arguments);
        run(command, COMMAND_PATIENCE)
    }

    pub fn invite(&self, count: usize) -> Vec<String> {
        let finished = self.command("invite", &["--count", &count.to_string()]).succeeded();
        let invitations: Vec<_> = finished.stdout.lines().map(str::to_owned).collect();
        assert_eq!(invitations.len(), count, "one invitation a line in {finished}");
        invitations
    }

    /// Starts `serve` and returns at once.
    pub fn launch(&mut self) {
        assert!(self.running.is_none(), "the relay runs already");
        let append = |path: &Path| -> File {
            OpenOptions::new().create(true).append(true).open(path).expect("a log can be opened")
        };
        let child = Command::new(binaries::relay())
            .arg("serve")
            .arg("--dir")
            .arg(&self.directory)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(append(&self.stdout))
            .stderr(append(&self.stderr))
            .spawn()
            .expect("the relay can be started");
        self.running = Some(Running(child));
    }

    /// Starts `serve` and returns when it says that it is ready.
    pub fn start(&mut self) {
        let announced = || fs::read_to_string(&self.stdout).unwrap_or_default().lines().count();
        let before = announced();
        self.launch();
        let deadline = Instant::now() + START_PATIENCE;
        loop {
            let said = fs::read_to_string(&self.stdout).unwrap_or_default();
            if said.lines().skip(before).any(|line| line.contains(" is ready at ")) {
                return;
            }
            let running = self.running.as_mut().expect("it was just started");
            let ended = running.0.try_wait().expect("a child can be waited for");
            let log = || fs::read_to_string(&self.stderr).unwrap_or_default();
            assert!(ended.is_none(), "the relay ended: {ended:?}\n{}", log());
            assert!(Instant::now() < deadline, "the relay does not become ready\n{}", log());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// SIGKILL, in the middle of whatever it does.
    pub fn kill(&mut self) {
        drop(self.running.take().expect("the relay runs"));
    }

    /// SIGTERM, and waits for the end that it asks for. Returns the exit code.
    pub fn stop(&mut self) -> Option<i32> {
        kill_process(self.pid(), Signal::TERM).expect("the relay can be signalled");
        let mut running = self.running.take().expect("the relay runs");
        running.wait(Duration::from_secs(30))
    }

    pub fn pid(&self) -> Pid {
        let running = self.running.as_ref().expect("the relay runs");
        Pid::from_child(&running.0)
    }

    /// Whether the process is still the one that was started.
    pub fn is_running(&mut self) -> bool {
        let running = self.running.as_mut().expect("the relay was started");
        matches!(running.0.try_wait(), Ok(None))
    }

    /// Where it listens, as it wrote down itself.
    pub fn address(&self) -> SocketAddr {
        let text = fs::read_to_string(self.directory.join("bound-address"));
        let text = text.expect("a running relay writes where it listens");
        text.trim().parse().expect("that is a socket address")
    }

    /// Sockets that the process has open, as the system counts them.
    pub fn open_sockets(&self) -> usize {
        let folder = format!("/proc/{}/fd", self.pid().as_raw_nonzero());
        let links = fs::read_dir(folder).expect("a running process lists its files");
        let targets = links.flatten().filter_map(|link| fs::read_link(link.path()).ok());
        targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
    }
}
