//! The web app's screens, without the engine: types, lints, unit tests; then every screen in Chromium
//! over a stand-in (web/tests/stand-in), looked at by axe, weighed, and scrolled.

use crate::prepare;
use crate::program::{Failure, Program};

/// Pictures of every screen, for the pages that show them.
const PICTURES: &str = "docs/screens";

/// `cargo xtask screens`: makes the pictures anew, and fails on what axe finds.
pub fn run() -> Result<(), Failure> {
    prepare::for_screens()?;
    install()?;
    look(&["--pictures", PICTURES])
}

pub fn check_types() -> Result<(), Failure> {
    install()?;
    npm(&["run", "types"])
}

pub fn lint() -> Result<(), Failure> {
    npm(&["run", "lint"])
}

pub fn test() -> Result<(), Failure> {
    npm(&["run", "test"])
}

/// Everything in Chromium. What took how long is printed and decides nothing.
pub fn look_and_measure() -> Result<(), Failure> {
    prepare::for_screens()?;
    look(&[])?;
    Program::new("node", ["web/tests/screens/covered.mjs", "--built"]).run_and_tell()?;
    Program::new("node", ["web/tests/screens/focus.mjs"]).run_and_tell()?;
    Program::new("node", ["web/tests/screens/scroll.mjs"]).run_and_tell()
}

fn look(options: &[&str]) -> Result<(), Failure> {
    Program::new("node", ["web/tests/screens/run.mjs"]).arguments(options).run_and_tell()
}

/// What package-lock.json names, and nothing newer; a second call costs a second.
pub fn install() -> Result<(), Failure> {
    let installed = crate::root().join("web/node_modules/.package-lock.json");
    let wanted = crate::root().join("web/package-lock.json");
    let age = |path: std::path::PathBuf| path.metadata().and_then(|file| file.modified()).ok();
    if age(installed).is_some_and(|installed| Some(installed) >= age(wanted)) {
        return Ok(());
    }
    // `npm ci` refuses a lock without addresses for the binaries of other platforms.
    npm(&["install", "--no-save", "--no-audit", "--no-fund"])
}

fn npm(words: &[&str]) -> Result<(), Failure> {
    Program::new("npm", ["--prefix", "web"]).arguments(words).run_and_tell()
}
