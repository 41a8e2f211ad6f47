//! `cargo deny`: licences, sources and doubled crates, and known vulnerabilities where the database
//! of them can be fetched. Building it takes minutes, so it is built beside the tests.

use std::path::PathBuf;
use std::process::Child;

use crate::program::{Failure, Program};
use crate::report::Tests;

/// The version that `deny.toml` is written for.
const VERSION: &str = "cargo-deny@0.20.2";

pub enum Deny {
    Ready { program: PathBuf },
    Building { build: Child, program: PathBuf, log: PathBuf },
    Missing { why: String },
}

impl Deny {
    /// Finds it, or starts to build it into `target/tools`, once for all later runs.
    pub fn find() -> Self {
        if Program::new("cargo-deny", ["--version"]).succeeds() {
            return Self::Ready { program: PathBuf::from("cargo-deny") };
        }
        let tools = crate::target().join("tools");
        let program = tools.join("bin/cargo-deny");
        if Program::new(&program, ["--version"]).succeeds() {
            return Self::Ready { program };
        }
        let log = tools.join("cargo-deny.log");
        println!("Building {VERSION} beside the tests, once; its log is {}.", log.display());
        let started = std::fs::create_dir_all(&tools)
            .map_err(|error| Failure(format!("{}: {error}", tools.display())))
            .and_then(|()| {
                let root = tools.as_os_str().to_string_lossy().into_owned();
                // Politely, because the tests are what everybody waits for.
                let words = ["-n", "10", "cargo", "install", "--locked", VERSION, "--root", &root];
                Program::new("nice", words)
                    .variable("CARGO_TARGET_DIR", tools.join("build"))
                    .start(&log)
            });
        match started {
            Ok(build) => Self::Building { build, program, log },
            Err(failure) => Self::Missing { why: failure.0 },
        }
    }

    /// Runs it when it is there. What was not checked is said, and is no failure.
    pub fn check(self) -> (Tests, Result<String, Failure>) {
        let program = match self {
            Self::Ready { program } => program,
            Self::Missing { why } => return not_checked(&why),
            Self::Building { mut build, program, log } => {
                println!("Waiting until cargo-deny is built.");
                if !build.wait().is_ok_and(|status| status.success()) {
                    return not_checked(&format!("it could not be built, see {}", log.display()));
                }
                // A gigabyte that nobody needs again.
                let _ = std::fs::remove_dir_all(crate::target().join("tools/build"));
                program
            }
        };
        let deny = |arguments: &[&str]| Program::new(&program, arguments).run();
        let mut tests = Tests { passed: 1, failed: 0 };
        if let Err(failure) =
            deny(&["--locked", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"])
        {
            return (Tests { passed: 0, failed: 1 }, Err(failure));
        }
        if deny(&["--locked", "fetch", "db"]).is_err() {
            let note = "bans, licences and sources; advisories not: their database is out of reach";
            println!("{note}");
            return (tests, Ok(note.to_owned()));
        }
        match deny(&["--locked", "check", "--disable-fetch", "advisories"]) {
            Ok(()) => {
                tests.passed += 1;
                (tests, Ok("bans, licences, sources and advisories".to_owned()))
            }
            Err(failure) => {
                tests.failed += 1;
                (tests, Err(failure))
            }
        }
    }
}

fn not_checked(why: &str) -> (Tests, Result<String, Failure>) {
    let note = format!("not checked: {why}");
    println!("{note}");
    (Tests::default(), Ok(note))
}
