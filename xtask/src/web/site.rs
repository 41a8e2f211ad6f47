//! The files that a relay serves: the pages by Vite, each beside its compressed forms, weighed.

use std::path::Path;

use crate::program::{Failure, Program};

/// Where a page without screens lies, for the engine's tests.
pub fn tests_folder() -> std::path::PathBuf {
    super::folder().join("engine-tests")
}

pub fn build() -> Result<(), Failure> {
    let site = super::site_folder();
    // What the worker takes from the engine is there only now.
    npx(&["tsc", "--noEmit", "--project"], Path::new("tsconfig.engine.json"))?;
    npx(&["vite", "build", "--emptyOutDir", "--outDir"], &site)?;
    // Fails when the whole of it weighs too much.
    compress(&site)
}

pub fn build_for_tests() -> Result<(), Failure> {
    let site = tests_folder();
    let config = ["vite", "build", "--config", "tests/engine/vite.config.ts", "--outDir"];
    npx(&config, &site)?;
    compress(&site)
}

fn npx(words: &[&str], folder: &Path) -> Result<(), Failure> {
    let web = crate::root().join("web");
    Program::new("npx", ["--no-install"]).arguments(words).argument(folder).within(&web).run()
}

fn compress(site: &Path) -> Result<(), Failure> {
    Program::new("node", ["web/build/compress.mjs"]).argument(site).run()
}
