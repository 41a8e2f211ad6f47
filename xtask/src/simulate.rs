//! Seeds, faults and planted bugs: `corridor-simulator`, built and called.

use crate::program::{Failure, Program};
use crate::target;

/// Seeds that every change has to survive: with the stub cipher, and with the one that people use.
const STUB_SEEDS: &str = "5000";
const MLS_SEEDS: &str = "200";

/// For a person: builds what is missing, and takes what the simulator takes.
pub fn run() -> Result<(), Failure> {
    crate::prepare::run()?;
    Program::cargo(["build", "--package", "corridor-simulator", "--locked"]).run()?;
    simulator(std::env::args().skip(2)).run()
}

/// The simulator as the step that builds the programs has left it.
fn simulator(arguments: impl IntoIterator<Item = String>) -> Program {
    Program::new(target().join("debug/corridor-simulator"), arguments)
}

fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(' ').map(ToOwned::to_owned)
}

pub fn stub_seeds() -> Result<(), Failure> {
    simulator(words(&format!("--cipher stub --seeds {STUB_SEEDS}"))).run_and_tell()
}

pub fn mls_seeds() -> Result<(), Failure> {
    simulator(words(&format!("--cipher mls --seeds {MLS_SEEDS}"))).run_and_tell()
}

/// Each planted bug has to be noticed in as many seeds.
pub fn planted_bugs() -> Result<(), Failure> {
    simulator(words("--planted all --seeds 500")).run_and_tell()
}
