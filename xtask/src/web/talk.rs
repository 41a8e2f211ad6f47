//! People in real Chromium, over a real relay: the engine alone (web/tests/engine/talk.mjs), then the
//! screens (web/tests/stories), and how long the app takes to load.

use super::site;
use crate::program::{Failure, Program};

/// Needs the relay and the command line in their debug builds.
pub fn run(pictures: &[String]) -> Result<(), Failure> {
    let programs = crate::target().join("debug");
    let (relay, command_line) = (programs.join("corridor-relay"), programs.join("corridor"));
    Program::new("node", ["web/tests/engine/talk.mjs"])
        .argument(&relay)
        .argument(site::tests_folder())
        .run()?;
    Program::new("node", ["web/tests/stories/run.mjs"])
        .argument(&relay)
        .argument(command_line)
        .argument(super::site_folder())
        .arguments(pictures)
        .run()?;
    Program::new("node", ["web/tests/stories/files.mjs"])
        .argument(&relay)
        .argument(programs.join("corridor"))
        .argument(super::site_folder())
        .arguments(pictures)
        .run()?;
    Program::new("node", ["web/tests/stories/everyday.mjs"])
        .argument(&relay)
        .argument(programs.join("corridor"))
        .argument(super::site_folder())
        .arguments(pictures)
        .run()?;
    Program::new("node", ["web/tests/stories/actions.mjs"])
        .argument(&relay)
        .argument(super::site_folder())
        .arguments(pictures)
        .run()?;
    Program::new("node", ["web/tests/stories/passkey.mjs"])
        .argument(&relay)
        .argument(super::site_folder())
        .run()?;
    Program::new("node", ["web/tests/stories/load.mjs"])
        .argument(&relay)
        .argument(super::site_folder())
        .run()
}
