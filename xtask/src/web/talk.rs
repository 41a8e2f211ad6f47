//! People in real Chromium, over a real relay: the engine alone (web/tests/engine/talk.mjs), then the
//! screens (web/tests/stories), and how long the app takes to load.

use super::site;
use crate::program::{Failure, Program};

/// The programs, in this order, and whether each wants the command line besides the relay and the site.
const STORIES: [(&str, bool); 7] = [
    ("run", true),
    ("files", true),
    ("everyday", true),
    ("actions", false),
    ("passkey", false),
    ("push", false),
    ("load", false),
];

/// Needs the relay and the command line in their debug builds.
pub fn run(pictures: &[String]) -> Result<(), Failure> {
    let programs = crate::target().join("debug");
    let (relay, command_line) = (programs.join("corridor-relay"), programs.join("corridor"));
    Program::new("node", ["web/tests/engine/talk.mjs"])
        .argument(&relay)
        .argument(site::tests_folder())
        .run()?;
    for (story, has_command_line) in STORIES {
        let mut program =
            Program::new("node", [format!("web/tests/stories/{story}.mjs")]).argument(&relay);
        if has_command_line {
            program = program.argument(&command_line);
        }
        program.argument(super::site_folder()).arguments(pictures).run()?;
    }
    Ok(())
}
