//! strace(1): kills a program at an exact system call, lets calls fail, and writes down all of them.
//!
//! It runs as a grandchild (`-D`), so that what is started is the program itself, which one waits for
//! and signals as ever. Calls are counted by strace for each thread, from 1.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// strace writes megabytes on a busy machine.
const LOG_PATIENCE: Duration = Duration::from_mins(1);

/// A program is killed as it enters a call for the `nth` time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KillAt {
    pub call: &'static str,
    pub nth: u32,
}

/// What calls answer instead of being made.
#[derive(Clone, Copy, Debug)]
pub struct FailWith {
    pub call: &'static str,
    pub error: &'static str,
    pub from_nth: u32,
}

/// Where a program was killed: the call, and what kind of file it was about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KillPoint {
    pub call: String,
    pub about: &'static str,
}

/// Kills at `at`; what led there is in `log` afterwards.
pub fn killing(at: KillAt, log: &Path) -> Command {
    let mut command = base(log);
    command.args(["-y", "-e", &format!("trace={}", at.call)]);
    command.arg("-e").arg(format!("inject={}:signal=SIGKILL:when={}", at.call, at.nth));
    command
}

/// Lets calls about one of `paths` fail, of every thread from its `from_nth` call on.
pub fn failing(failure: FailWith, paths: &[&Path], log: &Path) -> Command {
    let FailWith { call, error, from_nth } = failure;
    let mut command = base(log);
    command.args(["-y", "-e", &format!("trace={call}")]);
    for path in paths {
        command.arg("-P").arg(path);
    }
    command.arg("-e").arg(format!("inject={call}:error={error}:when={from_nth}+"));
    command
}

/// Writes down `calls` with everything that was written, in the order of their beginning.
pub fn recording(calls: &str, log: &Path) -> Command {
    let mut command = writing_down(calls, log);
    // Only the calls that are written down stop it; what is injected needs it to stop at all of them.
    command.arg("--seccomp-bpf");
    command
}

/// The same, and kills at `at`, which is one of `calls`.
pub fn recording_until(at: KillAt, calls: &str, log: &Path) -> Command {
    let mut command = writing_down(calls, log);
    command.arg("-e").arg(format!("inject={}:signal=SIGKILL:when={}", at.call, at.nth));
    command
}

fn writing_down(calls: &str, log: &Path) -> Command {
    let mut command = base(log);
    // Longer than the longest single write of any of our programs.
    command.args(["-y", "-xx", "-s", "67108864", "-e", &format!("trace={calls}")]);
    command
}

fn base(log: &Path) -> Command {
    let here = Command::new("strace").arg("--version").stdout(Stdio::null()).status();
    assert!(
        here.is_ok_and(|status| status.success()),
        "this test needs strace; `cargo xtask test` installs it, or: apt-get install strace"
    );
    let mut command = Command::new("strace");
    // Ends are written down: they say that the log is complete.
    command.args(["-D", "-f", "-e", "quiet=attach,personality", "-o"]).arg(log);
    command
}

/// Waits until the log of a process that has ended is complete.
pub fn wait_for_log(process: u32, log: &Path) {
    let deadline = Instant::now() + LOG_PATIENCE;
    let process = process.to_string();
    // Its first thread is the last to be written down, in a column of its own.
    let is_end =
        |line: &str| line.split_whitespace().next() == Some(&process) && line.contains(" +++ ");
    while !fs::read_to_string(log).is_ok_and(|text| text.lines().rev().take(50).any(is_end)) {
        assert!(Instant::now() < deadline, "strace does not finish its log");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The call at which a program was killed, from the log of [`killing`].
pub fn kill_point(at: KillAt, log: &Path) -> Option<KillPoint> {
    let text = fs::read_to_string(log).unwrap_or_default();
    // The last one that did not return.
    let begins = format!("{}(", at.call);
    let line = text.lines().rev().find(|line| {
        let unfinished = line.ends_with("= ?") || line.contains("<unfinished");
        unfinished && line.contains(&begins)
    })?;
    Some(KillPoint { call: at.call.to_owned(), about: kind_of(line) })
}

fn kind_of(line: &str) -> &'static str {
    const KINDS: [(&str, &str); 12] = [
        (".jnl", "journal"),
        ("/tables/", "table"),
        ("/tables", "folder of tables"),
        ("/current", "version of a space"),
        ("/.tmp", "version of a space"),
        ("/keyspaces/", "space"),
        ("/keyspaces", "folder of spaces"),
        ("/store", "store"),
        ("eventfd", "wake-up of a thread"),
        ("socket:", "connection"),
        ("TCP", "connection"),
        ("/relay", "directory"),
    ];
    let found = KINDS.iter().find(|(part, _)| line.contains(part));
    found.map_or("other", |(_, kind)| kind)
}
