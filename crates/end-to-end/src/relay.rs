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

/// A relay that has to end does so within seconds; a test machine may be busy.
const END_PATIENCE: Duration = Duration::from_mins(1);

pub struct Relay {
    directory: PathBuf,
    /// Outside the directory, so that both are looked at on their own.
    stdout: PathBuf,
    stderr: PathBuf,
    variables: Vec<(String, String)>,
    running: Option<Running>,
    /// How often it had said that it was ready when it was last launched.
    announced: usize,
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
            announced: 0,
        };
        relay.command("init", arguments).succeeded();
        relay
    }

    /// A relay whose directory is there already.
    pub fn existing(directory: PathBuf) -> Self {
        Self {
            stdout: directory.with_extension("stdout"),
            stderr: directory.with_extension("stderr"),
            directory,
            variables: Vec::new(),
            running: None,
            announced: 0,
        }
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
        let program = Command::new(binaries::relay());
        self.launch_as(program);
    }

    /// The same with a program around it that becomes the relay, as [`crate::strace`] gives.
    pub fn launch_under(&mut self, mut tracer: Command) {
        tracer.arg(binaries::relay());
        self.launch_as(tracer);
    }

    fn launch_as(&mut self, mut program: Command) {
        assert!(self.running.is_none(), "the relay runs already");
        self.announced = self.announcements();
        let append = |path: &Path| -> File {
            OpenOptions::new().create(true).append(true).open(path).expect("a log can be opened")
        };
        let child = program
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
        self.launch();
        assert!(self.becomes_ready(), "the relay ended before it was ready\n{}", self.log());
    }

    /// Waits until it says that it is ready. `false` when it ended before that.
    pub fn becomes_ready(&mut self) -> bool {
        let deadline = Instant::now() + START_PATIENCE;
        while self.announcements() == self.announced {
            if !self.is_running() {
                return false;
            }
            assert!(Instant::now() < deadline, "the relay does not become ready\n{}", self.log());
            std::thread::sleep(Duration::from_millis(2));
        }
        true
    }

    /// How often it has said that it is ready.
    fn announcements(&self) -> usize {
        let said = fs::read_to_string(&self.stdout).unwrap_or_default();
        said.lines().filter(|line| line.contains(" is ready at ")).count()
    }

    /// Everything on standard error so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.stderr).unwrap_or_default()
    }

    /// Waits for an end that somebody else brings about.
    pub fn wait_for_end(&mut self) -> Option<i32> {
        let mut running = self.running.take().expect("the relay was started");
        running.wait(END_PATIENCE)
    }

    /// SIGKILL, in the middle of whatever it does.
    pub fn kill(&mut self) {
        drop(self.running.take().expect("the relay runs"));
    }

    /// SIGTERM, and waits for the end that it asks for. Returns the exit code.
    pub fn stop(&mut self) -> Option<i32> {
        self.terminate();
        let mut running = self.running.take().expect("the relay runs");
        running.wait(END_PATIENCE)
    }

    /// SIGTERM alone.
    pub fn terminate(&self) {
        kill_process(self.pid(), Signal::TERM).expect("the relay can be signalled");
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

    /// Memory that the process has now, as the system counts it (proc(5)).
    pub fn resident_bytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid().as_raw_nonzero()));
        let status = status.expect("a running process has a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        kibibytes.and_then(|text| text.parse::<u64>().ok()).expect("its memory is counted") * 1024
    }

    /// Sockets that the process has open, as the system counts them.
    pub fn open_sockets(&self) -> usize {
        let folder = format!("/proc/{}/fd", self.pid().as_raw_nonzero());
        let links = fs::read_dir(folder).expect("a running process lists its files");
        let targets = links.flatten().filter_map(|link| fs::read_link(link.path()).ok());
        targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
    }
}
