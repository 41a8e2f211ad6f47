//! `cargo mutants`: small changes to a crate, each of which its tests have to notice.
//!
//! What is not mutated, and why, stands in `.cargo/mutants.toml`; what survived, and why, in
//! `docs/mutation-testing.md`. A whole crate takes hours, so one usually runs a part, and then asks the
//! simulator about what has survived:
//! `cargo xtask mutants --package corridor-relay-core --shard 0/8`, `cargo xtask mutants --survivors`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::program::{Failure, Program};

/// The version that `.cargo/mutants.toml` is written for.
const VERSION: &str = "cargo-mutants@27.1.0";

pub fn run() -> Result<(), Failure> {
    let program = find()?;
    let output = crate::target().join("mutants");
    let wishes: Vec<String> = std::env::args().skip(2).collect();
    let arguments = if wishes.iter().any(|word| word == SURVIVORS) {
        let missed = output.join("mutants.out/missed.txt");
        let missed = std::fs::read_to_string(&missed)
            .map_err(|error| Failure(format!("{}: {error}", missed.display())))?;
        survivors(&missed)
    } else {
        arguments(&wishes, Program::cargo(["nextest", "--version"]).succeeds())
    };
    Program::new(program, arguments)
        .argument("--output")
        .argument(output)
        .variable("NEXTEST_PROFILE", "mutants")
        .run()
}

/// Asks for those that the last run missed.
const SURVIVORS: &str = "--survivors";

/// Its tests take a minute, and notice what a crate's own tests do not.
const SIMULATOR: &str = "corridor-simulator";

/// A part is spread evenly over the crate. Of the whole, cargo-mutants takes no word on that.
fn arguments(wishes: &[String], has_nextest: bool) -> Vec<String> {
    let mut words = vec!["mutants".to_owned(), "--in-place".to_owned()];
    if wishes.iter().any(|word| word.starts_with("--shard")) {
        words.extend(["--sharding".to_owned(), "round-robin".to_owned()]);
    }
    if has_nextest {
        // It stops at the first test that fails.
        words.extend(["--test-tool".to_owned(), "nextest".to_owned()]);
    }
    if let Some(package) = wishes.iter().skip_while(|word| *word != "--package").nth(1) {
        // Each mutant is compiled anew, which takes longer than its tests where it is optimized.
        let quick = format!("--cargo-arg=--config=profile.dev.package.{package}.opt-level=1");
        words.extend(["--test-package".to_owned(), package.clone(), quick]);
    }
    words.into_iter().chain(wishes.iter().cloned()).collect()
}

/// The mutants of these names, and what the simulator says of them. Fields that are left out cannot be told
/// apart by name (cargo-mutants 27.1): those of the same files come along.
fn survivors(missed: &str) -> Vec<String> {
    let words = ["mutants", "--in-place", "--test-package", SIMULATOR].map(str::to_owned);
    let files: BTreeSet<&str> = missed.lines().filter_map(|name| name.split(':').next()).collect();
    let files = files.into_iter().map(|file| format!("--file={file}"));
    let names = missed.lines().map(|name| format!("--re=^{}$", literally(name)));
    words.into_iter().chain(files).chain(names).collect()
}

/// A regular expression for a text itself.
fn literally(text: &str) -> String {
    let mut expression = String::new();
    for sign in text.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(sign) {
            expression.push('\\');
        }
        expression.push(sign);
    }
    expression
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
    fn arguments(words: &[&str], has_nextest: bool) -> String {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        super::arguments(&words, has_nextest).join(" ")
    }

    #[test]
    fn only_a_part_is_spread() {
        assert_eq!(arguments(&["--list"], false), "mutants --in-place --list");
        let part = "mutants --in-place --sharding round-robin --shard 0/8";
        assert_eq!(arguments(&["--shard", "0/8"], false), part);
    }

    #[test]
    fn a_crate_is_asked_for_its_own_tests_and_compiled_quickly() {
        let asked = "mutants --in-place --test-tool nextest --test-package corridor-engine \
            --cargo-arg=--config=profile.dev.package.corridor-engine.opt-level=1 \
            --package corridor-engine";
        assert_eq!(arguments(&["--package", "corridor-engine"], true), asked);
    }

    #[test]
    fn survivors_are_named_exactly() {
        let missed = "src/log.rs:7:3: replace + with * in Turn<'_>::page\n\
            src/log.rs:9:1: replace read -> Option<u8> with None\n";
        let [.., file, first, second] = &super::survivors(missed)[..] else { panic!() };
        assert_eq!(file, "--file=src/log.rs");
        assert_eq!(first, r"--re=^src/log\.rs:7:3: replace \+ with \* in Turn<'_>::page$");
        assert_eq!(second, r"--re=^src/log\.rs:9:1: replace read \-> Option<u8> with None$");
    }
}
