//! `cargo xtask`: what one does with this repository, from a fresh machine on.
//!
//! ```text
//! up     prepare -> build -> web -> corridor-relay init -> serve, and invitations
//! web    prepare -> the engine as WebAssembly -> the web app's files
//! talk   web -> corridor-relay -> people in Chromium, one in a terminal
//! test   prepare -> checks -> every test -> cargo deny -> "N passed, N failed"
//! check  the checks alone: format, house rules, lints
//! fuzz   prepare -> cargo-fuzz -> every fuzz target for a while -> a table
//! bench  corridor-loadtest: a relay of this machine's own, beside its disk
//! bench-room   a room of 250 people with two devices each: joined, talked in, come back to
//! bench-search a search through 100,000 messages
//! simulate   corridor-simulator: engines and relays, every fault, from seeds
//! screens    every screen of the web app: axe, and the pictures in docs/screens
//! coverage   which lines of the cores their tests run
//! mutants    small changes to the cores, each of which their tests have to notice
//! ```
#![forbid(unsafe_code)]

mod coverage;
mod deny;
mod direction;
mod fuzz;
mod links;
mod mutants;
mod prepare;
mod program;
mod report;
mod screens;
mod simulate;
mod simulation_only;
mod test;
mod tidy;
mod up;
mod web;

use std::path::PathBuf;
use std::process::ExitCode;

use program::{Failure, Program};

const USAGE: &str = "\
cargo xtask COMMAND

  up      install what is missing, build, start a relay on this machine, print invitations
  web     install what is missing, build the web app, say what it weighs
  talk    the same, then people in Chromium and one in a terminal over a real relay
  test    install what is missing, run every check and every test
  check   the quick checks: format, house rules, lints
  fuzz    run the fuzz targets with cargo-fuzz: --target T, or all; --minutes M each, or 10
  bench   measure a relay on this machine, beside its disk; takes what corridor-loadtest run takes
  bench-room              measure what a room of 250 people with two devices each costs its devices
  bench-search            measure a search through 100,000 messages
  simulate [OPTION...]    run seeds of simulated worlds, as docs/reliability.md says
  screens make pictures of the web app's screens, and look for what bars people from them
  coverage [PACKAGE...]   which lines of the cores their own tests run
  mutants [OPTION...]     cargo mutants, as docs/mutation-testing.md says; takes what that takes
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let done = match command.as_str() {
        _ if coverage::is_wrapper() => coverage::wrap(),
        "up" => up::run(),
        up::ANNOUNCE => up::announce(),
        "web" => web::run(),
        "talk" => web::talk(&std::env::args().skip(2).collect::<Vec<_>>()),
        "test" => return test::run(test::Extent::Everything),
        "check" => return test::run(test::Extent::QuickChecks),
        "fuzz" => fuzz::run(std::env::args().skip(2)),
        "bench" => bench(),
        "bench-room" => bench_engine("large_room"),
        "bench-search" => bench_engine("large_search"),
        "simulate" => simulate::run(),
        "screens" => screens::run(),
        "coverage" => coverage::run(),
        "mutants" => mutants::run(),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(Failure(format!("there is no command {other:?}\n\n{USAGE}"))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what a release would be; takes minutes, and asserts nothing about time.
fn bench() -> Result<(), Failure> {
    prepare::run()?;
    let packages = ["--package", "corridor-relay", "--package", "corridor-loadtest"];
    Program::cargo(["build", "--release", "--locked"].iter().chain(&packages)).run()?;
    let options = std::env::args().skip(2);
    let words = std::iter::once("run".to_owned()).chain(options);
    Program::new(target().join("release/corridor-loadtest"), words).run()
}

/// What the engine costs its device where there is much: programs under the engine's tests, with the relay's core.
fn bench_engine(topic: &str) -> Result<(), Failure> {
    prepare::run()?;
    let what =
        ["test", "--release", "--locked", "--package", "corridor-engine", "--test", "engine"];
    let how = [topic, "--", "--ignored", "--nocapture"];
    Program::cargo(what.iter().chain(&how)).run()
}

/// The repository, wherever the command is called from.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap_or_default()
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}
