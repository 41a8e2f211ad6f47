//! Core dumps, taken by gdb's `gcore` from processes that go on running.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use corridor_end_to_end::World;
use corridor_end_to_end::traces::Traces;
use tempfile::TempDir;

use crate::{Planted, check_only_names};

pub struct Dump {
    relay: PathBuf,
    /// Of a program that takes part, which does hold titles and texts: that the search finds them
    /// there shows that it would find them in the relay's.
    client: PathBuf,
    _folder: TempDir,
}

impl Dump {
    /// `None` when there is no `gcore` and none can be installed.
    pub fn take(world: &World, client: u32) -> Option<Self> {
        if !has_gcore() && !install_gcore() {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let relay = dump(folder.path(), &world.relay.pid().to_string());
        let client = dump(folder.path(), &client.to_string());
        Some(Self { relay, client, _folder: folder })
    }

    pub fn check(&self, traces: &Traces, planted: &Planted) -> String {
        let found = traces.in_file(&self.relay);
        check_only_names(planted, &found, "the relay's memory");
        let names = found.keys().filter(|(string, _)| planted.is_name(string)).count();
        assert!(names > 0, "accounts that are connected are in memory, so the dump is read");
        let told = traces.in_file(&self.client).into_keys();
        let told = told.filter(|(string, _)| !planted.is_name(string)).count();
        assert!(told > 10, "a client's memory holds what it shows, and the search finds it");
        let mib = |file: &Path| fs::metadata(file).map_or(0, |found| found.len()) / 1024 / 1024;
        format!(
            "a core dump of {} MiB holds {names} names and no title or text (a client's holds {told})",
            mib(&self.relay)
        )
    }
}

fn dump(folder: &Path, process: &str) -> PathBuf {
    let output = Command::new("gcore")
        .arg("-o")
        .arg(folder.join("core"))
        .arg(process)
        .stdin(Stdio::null())
        .output()
        .expect("gcore runs");
    let file = folder.join(format!("core.{process}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && file.exists(), "gcore {process}: {said}");
    file
}

fn has_gcore() -> bool {
    succeeds(Command::new("gcore").arg("--version")) || succeeds(Command::new("which").arg("gcore"))
}

fn install_gcore() -> bool {
    println!("privacy: gcore is missing; installing gdb");
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        succeeds(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
    };
    let install = ["install", "--yes", "--no-install-recommends", "gdb"];
    // Package lists may be missing or old.
    apt(&install) || (apt(&["update"]) && apt(&install))
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}
