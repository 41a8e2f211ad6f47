//! Other programs, run from the repository's root, always saying which.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

/// How much of what a program printed last goes along with its failure.
const TOLD_LINES: usize = 30;

/// Why a command did not do what it is for, in a sentence for whoever called it.
#[derive(Debug)]
pub struct Failure(pub String);

impl core::fmt::Display for Failure {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

pub struct Program {
    command: Command,
}

impl Program {
    pub fn new(
        program: impl AsRef<OsStr>,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(crate::root());
        Self { command }
    }

    #[must_use]
    pub fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    #[must_use]
    pub fn arguments(mut self, all: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(all);
        self
    }

    /// The cargo that runs this program.
    pub fn cargo(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        Self::new(cargo, arguments)
    }

    /// Runs it there instead of in the repository's root.
    #[must_use]
    pub fn within(mut self, folder: &std::path::Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    #[must_use]
    pub fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn command(self) -> Command {
        self.command
    }

    fn line(&self) -> String {
        let program = std::path::Path::new(self.command.get_program()).file_name();
        let words = program.into_iter().chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }

    fn missing(&self, error: &std::io::Error) -> Failure {
        Failure(format!("`{}` cannot be run: {error}", self.line()))
    }

    /// Runs it with this program's terminal.
    pub fn run(mut self) -> Result<(), Failure> {
        println!("$ {}", self.line());
        let status = self.command.status().map_err(|error| self.missing(&error))?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure(format!("`{}` ended with {status}", self.line())))
        }
    }

    /// Whether it runs and succeeds; what it prints is nobody's business.
    pub fn succeeds(mut self) -> bool {
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.command.status().is_ok_and(|status| status.success())
    }

    /// What it prints on standard output.
    pub fn output(mut self) -> Result<String, Failure> {
        let output = self
            .command
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| self.missing(&error))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Failure(format!("`{}` ended with {}", self.line(), output.status)))
        }
    }

    /// As `run`, without a terminal: what it printed last goes along with its failure, for whoever reads
    /// the end of a long run alone.
    pub fn run_and_tell(self) -> Result<(), Failure> {
        self.watch(|_| ())
    }

    /// Beside others: all that it prints is printed in one piece when it has ended, under its line.
    pub fn run_beside_others(mut self) -> Result<(), Failure> {
        self.command.stdin(Stdio::null());
        let output = self.command.output().map_err(|error| self.missing(&error))?;
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        println!("$ {}\n{printed}", self.line());
        if output.status.success() {
            return Ok(());
        }
        let lines: Vec<_> = printed.lines().collect();
        let last = &lines[lines.len().saturating_sub(TOLD_LINES)..];
        Err(Failure(format!("`{}` ended with {}\n{}", self.line(), output.status, last.join("\n"))))
    }

    /// Runs it, passes on every line it prints as it comes, and shows it to `see` too.
    pub fn watch(mut self, see: impl Fn(&str) + Sync) -> Result<(), Failure> {
        println!("$ {}", self.line());
        let last = Mutex::new(VecDeque::new());
        let see = |line: &str| {
            see(line);
            if let Ok(mut last) = last.lock() {
                last.push_back(line.to_owned());
                if last.len() > TOLD_LINES {
                    last.pop_front();
                }
            }
        };
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(|error| self.missing(&error))?;
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        std::thread::scope(|scope| {
            scope.spawn(|| pass_on(output, &mut std::io::stdout(), &see));
            pass_on(errors, &mut std::io::stderr(), &see);
        });
        let status = child.wait().map_err(|error| self.missing(&error))?;
        if status.success() {
            Ok(())
        } else {
            let last: Vec<_> = last.into_inner().unwrap_or_default().into();
            Err(Failure(format!("`{}` ended with {status}\n{}", self.line(), last.join("\n"))))
        }
    }

    /// Starts it in the background, with everything it prints in the file `log`.
    pub fn start(mut self, log: &std::path::Path) -> Result<Child, Failure> {
        let file = std::fs::File::create(log)
            .and_then(|file| Ok((file.try_clone()?, file)))
            .map_err(|error| Failure(format!("{} cannot be written: {error}", log.display())))?;
        self.command.stdin(Stdio::null()).stdout(file.0).stderr(file.1);
        self.command.spawn().map_err(|error| self.missing(&error))
    }
}

/// A closed terminal on our side is no reason to stop reading, so that the program is not stopped.
fn pass_on(from: Option<impl Read>, to: &mut impl Write, see: &impl Fn(&str)) {
    let Some(from) = from else { return };
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        let _ = to.write_all(&line);
        see(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}
