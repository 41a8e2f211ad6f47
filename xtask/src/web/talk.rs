//! People in real Chromium, over a real relay: the engine alone (web/tests/engine/talk.mjs), then the
//! screens (web/tests/stories), and how long the app takes to load.

use std::sync::Mutex;

use super::site;
use crate::program::{Failure, Program};

/// The programs, begun in this order, and whether each wants the command line besides the relay and the site.
const STORIES: &[(&str, bool)] = &[
    ("run", true),
    ("files", true),
    ("everyday", true),
    ("kinds", true),
    ("page", true),
    ("people", true),
    ("gate", true),
    ("caucus", true),
    ("sounding", true),
    ("hour", true),
    ("print", true),
    ("actions", false),
    ("support", false),
    ("glance", false),
    ("passkey", false),
    ("push", false),
];

/// Stories at one time.
const LANES: usize = 2;

/// Needs the relay and the command line in their debug builds.
pub fn run(pictures: &[String]) -> Result<(), Failure> {
    let programs = crate::target().join("debug");
    let (relay, command_line) = (programs.join("corridor-relay"), programs.join("corridor"));
    let engine = twice("the engine without screens", || {
        Program::new("node", ["web/tests/engine/talk.mjs"])
            .argument(&relay)
            .argument(site::tests_folder())
            .run_and_tell()
    });
    let story = |(story, has_command_line): (&str, bool)| {
        twice(story, || {
            let mut program =
                Program::new("node", [format!("web/tests/stories/{story}.mjs")]).argument(&relay);
            if has_command_line {
                program = program.argument(&command_line);
            }
            program.argument(super::site_folder()).arguments(pictures).run_beside_others()
        })
    };
    // Most of each is waiting for somebody. What is measured is measured alone.
    let next = Mutex::new(STORIES.iter().copied());
    let failures = Mutex::new(Vec::new());
    let lane = || {
        while let Some(one) = next.lock().ok().and_then(|mut next| next.next()) {
            if let (Err(failure), Ok(mut failures)) = (story(one), failures.lock()) {
                failures.push(failure.0);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(lane);
        }
    });
    // All of them, whatever the ones before it found.
    let ends = [engine, story(("load", false))].into_iter().filter_map(Result::err);
    let failures = failures.into_inner().unwrap_or_default();
    let failures: Vec<_> = failures.into_iter().chain(ends.map(|one| one.0)).collect();
    if failures.is_empty() { Ok(()) } else { Err(Failure(failures.join("\n"))) }
}

/// A fault of ours fails again. A browser that was slow at the wrong moment does not, and bars no change; it is
/// said all the same.
fn twice(story: &str, run: impl Fn() -> Result<(), Failure>) -> Result<(), Failure> {
    run().or_else(|failure| {
        println!("{story} failed ({failure}); once more, to see whether it does again");
        run()
    })
}
