//! The engine as WebAssembly, with its JavaScript, in the web app's source: `web/src/engine/wasm`.

use std::fs;

use super::toolchain::{TARGET, Toolchain};
use crate::program::{Failure, Program};

const NAME: &str = "corridor_browser";

/// What every browser of today has; wasm-opt takes nothing for granted.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub fn build() -> Result<(), Failure> {
    let build = ["build", "--locked", "--profile", "web", "--target", TARGET, "--package"];
    let build = [&build[..], &["corridor-browser"]].concat();
    Toolchain::find()?.cargo(&build).run()?;

    let compiled = crate::target().join(TARGET).join("web").join(format!("{NAME}.wasm"));
    let folder = super::folder().join("bindgen");
    Program::cargo(["run", "--quiet", "--locked", "--package", "xtask", "--features", "bindgen"])
        .arguments(["--bin", "bindgen", "--"])
        .argument(&compiled)
        .argument(&folder)
        .run()?;

    let source = crate::root().join("web/src/engine/wasm");
    fs::create_dir_all(&source).map_err(|error| failed(&source, &error))?;
    for file in [format!("{NAME}.js"), format!("{NAME}.d.ts")] {
        fs::copy(folder.join(&file), source.join(&file))
            .map_err(|error| failed(&source, &error))?;
    }
    let wasm = format!("{NAME}_bg.wasm");
    let modified = |file: &std::path::Path| file.metadata().and_then(|file| file.modified()).ok();
    let (small, made) = (source.join(&wasm), modified(&compiled));
    // A minute's work, and the same from the same.
    if made.is_some() && modified(&small) >= made {
        return Ok(());
    }
    let strip = ["--no-install", "wasm-opt", "-Oz", "--strip-debug", "--strip-producers"];
    Program::new("npx", strip.iter().chain(&FEATURES))
        .within(&crate::root().join("web"))
        .argument(folder.join(&wasm))
        .argument("--output")
        .argument(&small)
        .run()
}

fn failed(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure(format!("{}: {error}", path.display()))
}
