//! A person with one profile, and the commands they type.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::binaries;
use crate::process::{Finished, run};
use crate::rpc::Rpc;

/// Longer than any command waits for the relay by itself.
const PATIENCE: Duration = Duration::from_secs(90);

pub struct Person {
    name: String,
    profile: PathBuf,
}

impl Person {
    /// Somebody whose profile does not exist yet.
    pub fn new(parent: &Path, name: &str) -> Self {
        Self { name: name.to_owned(), profile: parent.join(name) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// As it is at a relay whose name was not chosen.
    pub fn account(&self) -> String {
        format!("{}@localhost", self.name)
    }

    pub fn profile(&self) -> &Path {
        &self.profile
    }

    pub fn join(&self, invitation: &str) -> Finished {
        // In a file, because a keyring on the machine that runs the tests is somebody's own.
        self.run(&["join", invitation, "--name", &self.name, "--key", "file"])
    }

    /// `corridor --profile P ARGUMENTS`.
    pub fn run(&self, arguments: &[&str]) -> Finished {
        let mut command = self.command();
        command.args(arguments);
        run(command, PATIENCE)
    }

    /// The same with a program around it that becomes the client, as [`crate::strace`] gives.
    pub fn run_under(&self, mut tracer: Command, arguments: &[&str]) -> Finished {
        tracer.arg(binaries::client()).arg("--profile").arg(&self.profile).args(arguments);
        run(tracer, PATIENCE)
    }

    pub fn rpc(&self) -> Rpc {
        let mut command = self.command();
        command.arg("rpc");
        Rpc::start(command)
    }

    /// Opens a room and gives its short id.
    pub fn new_room(&self, title: &str, with: &[&Person]) -> String {
        let accounts: Vec<_> = with.iter().map(|person| person.account()).collect();
        let mut arguments = vec!["new", title];
        for account in &accounts {
            arguments.extend(["--with", account]);
        }
        let finished = self.run(&arguments).succeeded();
        let last = finished.stdout.lines().last();
        let id = last.and_then(|line| line.split_whitespace().next());
        id.unwrap_or_else(|| panic!("no short id in {finished}")).to_owned()
    }

    pub fn send(&self, room: &str, text: &str) -> Finished {
        self.run(&["send", room, text])
    }

    pub fn sync(&self) {
        self.run(&["sync"]).succeeded();
    }

    pub fn acknowledge(&self, room: &str) {
        self.run(&["roster", room, "--acknowledge"]).succeeded();
    }

    /// The whole timeline.
    pub fn read(&self, room: &str) -> Vec<Value> {
        self.run(&["read", room, "--json", "--limit", "100000"]).succeeded().objects()
    }

    /// The texts of the whole timeline.
    pub fn texts(&self, room: &str) -> Vec<String> {
        let items = self.read(room);
        let texts = items.iter().filter(|item| item["kind"] == "text");
        texts.filter_map(|item| item["text"].as_str()).map(str::to_owned).collect()
    }

    /// What `rooms` says of a room.
    pub fn room(&self, room: &str) -> Value {
        let rooms = self.run(&["rooms", "--json"]).succeeded().objects();
        let is_it = |view: &Value| view["room"].as_str().is_some_and(|id| id.starts_with(room));
        rooms.into_iter().find(is_it).unwrap_or_else(|| panic!("{} has no {room}", self.name))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(binaries::client());
        command.arg("--profile").arg(&self.profile);
        command
    }
}
