//! The JavaScript beside the engine's WebAssembly: `wasm-bindgen`, of the very version that the engine
//! was compiled with, because Cargo.lock holds both. A program of its own, so that `cargo xtask` need
//! not be built with it.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let [input, folder] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap_or_default();
    let mut bindgen = Bindgen::new();
    let made = bindgen
        .input_path(&input)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(true).generate(&folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {input} into {folder}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
