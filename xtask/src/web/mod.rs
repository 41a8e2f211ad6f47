//! The web app: the engine as WebAssembly, the pages around it, and what both weigh.
//!
//! ```text
//!   toolchain   rustup's target, or Debian's packages where rustup cannot add it
//!       v
//!   engine      npm -> cargo build -> bindgen -> wasm-opt   web/src/engine/wasm
//!       v
//!   site        vite build -> compress         target/wasm/site
//!       v
//!   talk        people in Chromium over a relay          web/tests/engine, web/tests/stories
//! ```

mod engine;
mod site;
mod talk;
mod toolchain;

use std::path::PathBuf;

use crate::program::{Failure, Program};
use crate::{prepare, screens};

/// Everything that is built for the web app, beside cargo's own folders.
fn folder() -> PathBuf {
    crate::target().join("wasm")
}

/// Where the built web app lies.
pub fn site_folder() -> PathBuf {
    folder().join("site")
}

/// `cargo xtask web`: from a fresh machine to the files that a relay serves.
pub fn run() -> Result<(), Failure> {
    prepare::for_web()?;
    screens::install()?;
    engine::build()?;
    site::build()
}

/// The same, and a page without screens; then people in Chromium. `pictures` is `--pictures FOLDER`, or
/// nothing.
pub fn talk(pictures: &[String]) -> Result<(), Failure> {
    prepare::for_browser_tests()?;
    run()?;
    site::build_for_tests()?;
    let programs = ["build", "--locked", "--package", "corridor", "--package", "corridor-relay"];
    Program::cargo(programs).run()?;
    talk::run(pictures)
}
