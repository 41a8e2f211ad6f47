//! Programs that always end: after their time is over, and when the test that started them panics.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(3);

/// A program that is killed when this is dropped.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which is just as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// The exit code; `None` when it was killed by a signal, or was still running when the time was
    /// over.
    pub fn wait(&mut self, limit: Duration) -> Option<i32> {
        let deadline = Instant::now() + limit;
        while Instant::now() < deadline {
            if let Some(status) = self.0.try_wait().expect("a child can be waited for") {
                return status.code();
            }
            std::thread::sleep(GLANCE);
        }
        None
    }
}

/// What a program left behind.
pub struct Finished {
    pub code: Option<i32>,
    /// The process id that it had.
    pub process: u32,
    pub stdout: String,
    pub stderr: String,
    line: String,
}

impl Finished {
    /// Panics with everything that was said, unless it ended with `code`.
    pub fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    pub fn succeeded(self) -> Self {
        self.with_code(0)
    }

    /// Standard output, one JSON value a line.
    pub fn objects(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| self.parsed(line)).collect()
    }

    /// The only line of standard output.
    pub fn object(&self) -> Value {
        let mut objects = self.objects();
        assert_eq!(objects.len(), 1, "one line was expected of {self}");
        objects.remove(0)
    }

    /// The error that `--json` writes on standard error, which may have notes above it.
    pub fn error(&self) -> Value {
        let objects = self.stderr.lines().map(|line| self.parsed(line));
        let mut errors = objects.filter_map(|object| object.get("error").cloned());
        errors.next().unwrap_or_else(|| panic!("no error on standard error of {self}"))
    }

    fn parsed(&self, line: &str) -> Value {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{line:?}: {error} in {self}"))
    }
}

impl std::fmt::Display for Finished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { code, stdout, stderr, line, .. } = self;
        write!(f, "`{line}` -> {code:?}\n--- stdout\n{stdout}\n--- stderr\n{stderr}")
    }
}

/// Runs a program to its end, without anything on standard input.
pub fn run(mut command: Command, limit: Duration) -> Finished {
    let line = shown(&command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap_or_else(|error| panic!("`{line}`: {error}"));
    let process = child.id();
    let mut running = Running(child);
    let stdout = collect(running.0.stdout.take());
    let stderr = collect(running.0.stderr.take());
    let code = running.wait(limit);
    drop(running);
    let text = |reader: JoinHandle<Vec<u8>>| {
        String::from_utf8(reader.join().expect("a reader does not panic"))
            .expect("programs write UTF-8")
    };
    Finished { code, process, stdout: text(stdout), stderr: text(stderr), line }
}

fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            stream.read_to_end(&mut bytes).expect("a pipe can be read");
        }
        bytes
    })
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name();
    let words = program.into_iter().chain(command.get_args());
    words.map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
