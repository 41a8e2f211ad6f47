//! A relay that this program starts: its own program and directory, with limits out of the way of
//! what is measured.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use corridor_wire::invitation::{Invitation, InvitationCode, RelayAddress};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::connection::Connection;
use crate::failure::Failure;
use crate::process::Process;

const VARIABLE_PREFIX: &str = "CORRIDOR_RELAY_";

/// Settings that are not the defaults: the limits that protect a relay from one client would
/// otherwise be what is measured, since every client here is this one.
const SETTINGS: [(&str, &str); 9] = [
    ("LIMITS_REQUESTS_PER_SECOND", "1000000000"),
    ("LIMITS_REQUESTS_BURST", "1000000000"),
    ("LIMITS_BYTES_PER_SECOND", "1000000000000"),
    ("LIMITS_BYTES_BURST", "1000000000000"),
    ("LIMITS_RECORD_BYTES_PER_DAY", "1000000000000000"),
    ("LIMITS_LOGS_PER_DAY", "1000000"),
    ("CONNECTIONS_MOST", "100000"),
    ("CONNECTIONS_AUTHENTICATION_SECONDS", "60"),
    ("LOG_LEVEL", "warn"),
];

/// A relay's directory and its program.
pub struct Relay {
    program: PathBuf,
    directory: PathBuf,
}

/// A relay that serves. It is killed when this is dropped.
pub struct Running {
    child: Child,
    pub process: Process,
}

impl Relay {
    /// Sets up a directory that does not exist yet. Any free port will do.
    pub async fn init(program: &Path, directory: PathBuf) -> Result<Self, Failure> {
        let relay = Self { program: program.to_path_buf(), directory };
        relay.output("init", &["--listen", "127.0.0.1:0"]).await?;
        Ok(relay)
    }

    /// Starts it and waits until it says that it is ready.
    pub async fn serve(&self) -> Result<Running, Failure> {
        let mut child = self
            .command("serve")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(Failure::Program)?;
        let pid = child.id().ok_or(Failure::NeverReady)?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).await.map_err(Failure::Program)?;
        }
        if line.is_empty() {
            return Err(Failure::NeverReady);
        }
        Ok(Running { child, process: Process::new(pid) })
    }

    /// Starts it and says how long it took until a client was greeted.
    pub async fn serve_timed(
        &self,
        address: &RelayAddress,
    ) -> Result<(Running, Duration), Failure> {
        let begun = Instant::now();
        let running = self.serve().await?;
        drop(Connection::open(address).await?);
        Ok((running, begun.elapsed()))
    }

    /// Invitations to the running relay, and where they all lead.
    pub async fn invite(
        &self,
        count: usize,
    ) -> Result<(RelayAddress, Vec<InvitationCode>), Failure> {
        let text = self.output("invite", &["--count", &count.to_string()]).await?;
        let invitations =
            text.lines().map(Invitation::parse).collect::<Result<Vec<Invitation>, _>>()?;
        let first = invitations.first().ok_or(Failure::NeverReady)?;
        let address = first.address.clone();
        Ok((address, invitations.into_iter().map(|invitation| invitation.code).collect()))
    }

    /// Bytes of its store on the disk.
    pub fn store_bytes(&self) -> Result<u64, Failure> {
        bytes_below(&self.directory.join("store"))
            .map_err(|error| Failure::System("the relay's store", error))
    }

    async fn output(&self, command: &'static str, arguments: &[&str]) -> Result<String, Failure> {
        let output =
            self.command(command).args(arguments).output().await.map_err(Failure::Program)?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Failure::Command { command, message });
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self, command: &str) -> Command {
        let mut program = Command::new(&self.program);
        // Two runs compare only if no setting comes from whoever called.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with(VARIABLE_PREFIX) {
                program.env_remove(name);
            }
        }
        for (name, value) in SETTINGS {
            program.env(format!("{VARIABLE_PREFIX}{name}"), value);
        }
        program.arg(command).arg("--dir").arg(&self.directory).stdin(Stdio::null());
        program
    }
}

impl Running {
    /// `kill -9`: what is not on the disk now is gone.
    pub async fn kill(mut self) -> Result<(), Failure> {
        self.child.kill().await.map_err(Failure::Program)
    }

    /// Asks it to stop and says how long that took.
    pub async fn stop(mut self) -> Result<Duration, Failure> {
        let begun = Instant::now();
        let pid = self.child.id().and_then(|pid| Pid::from_raw(i32::try_from(pid).ok()?));
        if let Some(pid) = pid {
            kill_process(pid, Signal::TERM)
                .map_err(|error| Failure::System("stopping the relay", error.into()))?;
        }
        self.child.wait().await.map_err(Failure::Program)?;
        Ok(begun.elapsed())
    }
}

fn bytes_below(folder: &Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { bytes_below(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}

/// The relay's program: the one named, or the one beside this program. Where cargo runs this
/// program, cargo builds the relay first, so that no stale one is measured.
pub async fn find_program(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        return if named.exists() {
            Ok(named.to_path_buf())
        } else {
            Err(Failure::NoRelay(named.to_path_buf()))
        };
    }
    if let Some(cargo) = std::env::var_os("CARGO") {
        let mut build = Command::new(cargo);
        build.args(["build", "--package", "corridor-relay"]).stdin(Stdio::null());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        // Standard output is the report's.
        let status = build.stdout(Stdio::null()).status().await.map_err(Failure::Program)?;
        if !status.success() {
            return Err(Failure::Build);
        }
    }
    let this = std::env::current_exe().map_err(Failure::Program)?;
    let beside = this.with_file_name("corridor-relay");
    if beside.exists() { Ok(beside) } else { Err(Failure::NoRelay(beside)) }
}
