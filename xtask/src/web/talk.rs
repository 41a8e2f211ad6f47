//! Two people in real Chromium, over a real relay: web/tests/engine/talk.mjs.

use super::site;
use crate::program::{Failure, Program};

/// Needs the relay in its debug build.
pub fn run() -> Result<(), Failure> {
    let relay = crate::target().join("debug/corridor-relay");
    Program::new("node", ["web/tests/engine/talk.mjs"])
        .argument(relay)
        .argument(site::tests_folder())
        .run()
}
