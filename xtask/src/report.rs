//! What passed and what did not, counted over checks and tests alike.

use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::program::Failure;

#[derive(Default)]
pub struct Report {
    steps: Vec<Step>,
    passed: u64,
    failed: u64,
}

struct Step {
    name: &'static str,
    outcome: Result<String, Failure>,
    took: Duration,
}

/// Tests that ran inside one step.
#[derive(Clone, Copy, Default)]
pub struct Tests {
    pub passed: u64,
    pub failed: u64,
}

impl Report {
    /// A check that is one thing.
    pub fn check(&mut self, name: &'static str, check: impl FnOnce() -> Result<(), Failure>) {
        self.step(name, || match check() {
            Ok(()) => (Tests { passed: 1, failed: 0 }, Ok(String::new())),
            Err(failure) => (Tests { passed: 0, failed: 1 }, Err(failure)),
        });
    }

    /// A step that runs tests, or one that may not apply and says why.
    pub fn step(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> (Tests, Result<String, Failure>),
    ) {
        println!("\n== {name}");
        let start = Instant::now();
        let (tests, outcome) = step();
        if outcome.is_err() {
            println!("{name} failed");
        }
        self.passed += tests.passed;
        // A step that fails without a failed test did not come to its tests.
        self.failed += tests.failed.max(u64::from(outcome.is_err()));
        self.steps.push(Step { name, outcome, took: start.elapsed() });
    }

    /// Prints what failed with its reasons, every step, and last of all the plain line that other programs read.
    pub fn finish(&self) -> ExitCode {
        println!();
        for step in &self.steps {
            let Err(Failure(failure)) = &step.outcome else { continue };
            println!("-- {}: {failure}\n", step.name);
        }
        for step in &self.steps {
            let (mark, note) = match &step.outcome {
                Ok(note) => ("ok  ", note.as_str()),
                // The rest of it stands above.
                Err(failure) => ("FAIL", failure.0.lines().next().unwrap_or_default()),
            };
            println!("{mark} {:>5.1} s  {}  {note}", step.took.as_secs_f64(), step.name);
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Counts tests from what `cargo test` and `cargo nextest run` print.
#[derive(Default)]
pub struct TestCounter(Mutex<Tests>);

impl TestCounter {
    pub fn see(&self, line: &str) {
        let counted = count_cargo_test(line).or_else(|| count_nextest(line));
        if let (Some(counted), Ok(mut tests)) = (counted, self.0.lock()) {
            tests.passed += counted.passed;
            tests.failed += counted.failed;
        }
    }

    pub fn tests(&self) -> Tests {
        self.0.lock().map(|tests| *tests).unwrap_or_default()
    }
}

/// `test result: ok. 25 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s`
fn count_cargo_test(line: &str) -> Option<Tests> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |name| number_before(counts, name);
    Some(Tests { passed: count(" passed")?, failed: count(" failed")? })
}

/// `     Summary [   0.02s] 26 tests run: 25 passed, 1 failed, 0 skipped`
fn count_nextest(line: &str) -> Option<Tests> {
    let counts = line.trim_start().strip_prefix("Summary [")?.split_once("run: ")?.1;
    let count = |name| number_before(counts, name);
    Some(Tests { passed: count(" passed")?, failed: count(" failed").unwrap_or(0) })
}

fn number_before(text: &str, name: &str) -> Option<u64> {
    let before = &text[..text.find(name)?];
    before.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_over_both_runners() {
        let counter = TestCounter::default();
        for line in [
            "test result: ok. 25 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 5 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out",
            "     Summary [   0.024s] 26 tests run: 25 passed (1 slow), 1 failed, 0 skipped",
            "     Summary [   0.024s] 3 tests run: 3 passed, 0 skipped",
            "12 passed and this is talk about 3 failed attempts",
        ] {
            counter.see(line);
        }
        let tests = counter.tests();
        assert_eq!((tests.passed, tests.failed), (58, 2));
    }
}
