//! `cargo mutants`: small changes to a crate, each of which its tests have to notice.
//!
//! What is not mutated, and why, stands in `.cargo/mutants.toml`; what survived, and why, in
//! `docs/mutation-testing.md`. A whole crate takes hours, so one usually runs a part:
//! `cargo xtask mutants --package corridor-relay-core --shard 0/8`.

use std::path::PathBuf;

use crate::program::{Failure, Program};

/// The version that `.cargo/mutants.toml` is written for.
const VERSION: &str = "cargo-mutants@27.1.0";

pub fn run() -> Result<(), Failure> {
    let program = find()?;
    let output = crate::target().join("mutants");
    let arguments = arguments(&std::env::args().skip(2).collect::<Vec<_>>());
    Program::new(program, arguments).argument("--output").argument(output).run()
}

/// Whose tests are asked about a crate besides its own.
const ALSO_ASKED: &str = "corridor-simulator";

/// A part is spread evenly over the crate. Of the whole, cargo-mutants takes no word on that.
fn arguments(wishes: &[String]) -> Vec<String> {
    let is_part = wishes.iter().any(|word| word.starts_with("--shard"));
    let spread: &[&str] = if is_part { &["--sharding", "round-robin"] } else { &[] };
    let package = wishes.iter().skip_while(|word| *word != "--package").nth(1);
    let asked = package.map_or(Vec::new(), |package| vec![package.clone(), ALSO_ASKED.to_owned()]);
    let asked = asked.into_iter().flat_map(|package| ["--test-package".to_owned(), package]);
    let words = ["mutants", "--in-place"].iter().chain(spread).map(|word| (*word).to_owned());
    words.chain(asked).chain(wishes.iter().cloned()).collect()
}

/// Finds it, or builds it into `target/tools`.
fn find() -> Result<PathBuf, Failure> {
    if Program::new("cargo-mutants", ["mutants", "--version"]).succeeds() {
        return Ok(PathBuf::from("cargo-mutants"));
    }
    let tools = crate::target().join("tools");
    let program = tools.join("bin/cargo-mutants");
    if !Program::new(&program, ["mutants", "--version"]).succeeds() {
        Program::cargo(["install", "--locked", VERSION, "--root"])
            .argument(&tools)
            .variable("CARGO_TARGET_DIR", tools.join("build"))
            .run()?;
        // A gigabyte that nobody needs again.
        let _ = std::fs::remove_dir_all(tools.join("build"));
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_a_part_is_spread() {
        let arguments = |words: &[&str]| {
            super::arguments(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
                .join(" ")
        };
        assert_eq!(arguments(&["--list"]), "mutants --in-place --list");
        let part = "mutants --in-place --sharding round-robin --shard 0/8";
        assert_eq!(arguments(&["--shard", "0/8"]), part);
        let asked = "--test-package corridor-engine --test-package corridor-simulator";
        assert_eq!(
            arguments(&["--package", "corridor-engine"]),
            format!("mutants --in-place {asked} --package corridor-engine")
        );
    }
}
