//! A compiler for `wasm32-unknown-unknown`. Where rustup can add the target, that is all it takes.
//! Elsewhere Debian's packages bring a compiler and the sources of the standard library, which is
//! built once into a folder of our own: nothing of the system or of rustup's toolchain changes.

use std::fs;
use std::path::PathBuf;

use crate::prepare;
use crate::program::{Failure, Program};

pub const TARGET: &str = "wasm32-unknown-unknown";

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LIBRARY: &str = "/usr/lib/rustlib/src/rust/library";

/// The crate for whose sake the standard library is built; itself nothing.
const SEED: &str = "\
[package]
name = \"seed\"
version = \"0.0.0\"
edition = \"2021\"

[profile.release]
panic = \"abort\"

[workspace]
";

pub enum Toolchain {
    Rustup,
    Debian { sysroot: PathBuf, linker: PathBuf },
}

impl Toolchain {
    /// Finds one, or makes one, and says which.
    pub fn find() -> Result<Self, Failure> {
        if has_target() || Program::new("rustup", ["target", "add", TARGET]).succeeds() {
            println!("WebAssembly: rustup's toolchain.");
            return Ok(Self::Rustup);
        }
        println!("WebAssembly: Debian's rustc-web, because rustup cannot add {TARGET} here.");
        prepare::for_debian_wasm()?;
        let sysroot = super::folder().join("sysroot");
        // Another compiler reads no library that this one wrote.
        let version = Program::new(RUSTC, ["-vV"]).output()?;
        let stamp = sysroot.join("built-by");
        if fs::read_to_string(&stamp).ok().as_ref() != Some(&version) {
            build_library(&sysroot)?;
            fs::write(&stamp, version).map_err(|error| failure(&stamp, &error))?;
        }
        Ok(Self::Debian { sysroot, linker: linker()? })
    }

    /// Cargo, set up to compile for the target.
    pub fn cargo(&self, arguments: &[&str]) -> Program {
        match self {
            Self::Rustup => Program::cargo(arguments),
            Self::Debian { sysroot, linker } => Program::new(CARGO, arguments)
                .variable("RUSTC", RUSTC)
                .variable("RUSTDOC", "/usr/bin/rustdoc")
                // What rustup's cargo set for its own compiler.
                .variable("LD_LIBRARY_PATH", "")
                .variable("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .variable(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                    format!("--sysroot {}", sysroot.display()),
                ),
        }
    }
}

fn has_target() -> bool {
    let installed = Program::new("rustup", ["target", "list", "--installed"]).output();
    installed.is_ok_and(|list| list.lines().any(|line| line == TARGET))
}

/// LLVM's linker, which rustup's toolchain has for its own.
fn linker() -> Result<PathBuf, Failure> {
    let sysroot = Program::new("rustc", ["--print", "sysroot"]).output()?;
    let version = Program::new("rustc", ["-vV"]).output()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let bundled = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    if bundled.exists() {
        Ok(bundled)
    } else {
        Err(Failure(format!("{} is missing: it links WebAssembly", bundled.display())))
    }
}

fn build_library(sysroot: &std::path::Path) -> Result<(), Failure> {
    println!("Building the standard library for {TARGET}, once; it takes a minute or two.");
    let seed = super::folder().join("seed");
    let config = format!(
        "[source.crates-io]\nreplace-with = \"vendored\"\n\n[source.vendored]\ndirectory = \"{LIBRARY}/vendor\"\n"
    );
    for (path, text) in [
        ("Cargo.toml", SEED),
        ("src/lib.rs", "#![no_std]\n"),
        (".cargo/config.toml", config.as_str()),
    ] {
        let path = seed.join(path);
        let folder = path.parent().unwrap_or(&seed);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| failure(&path, &error))?;
    }
    let target = seed.join("target");
    Program::new(CARGO, ["build", "--offline", "--release", "--target", TARGET])
        .argument("-Zbuild-std=std,panic_abort,test,proc_macro")
        .within(&seed)
        .variable("CARGO_TARGET_DIR", &target)
        .variable("RUSTC", RUSTC)
        .variable("RUSTC_BOOTSTRAP", "1")
        .variable("LD_LIBRARY_PATH", "")
        // Without it, link-time optimisation has nothing to work on.
        .variable("RUSTFLAGS", "-Cembed-bitcode=yes")
        .run()?;
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let built = target.join(TARGET).join("release/deps");
    let _ = fs::remove_dir_all(&library);
    fs::create_dir_all(&library).map_err(|error| failure(&library, &error))?;
    let entries = fs::read_dir(&built).map_err(|error| failure(&built, &error))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default();
        let is_library = path.extension().is_some_and(|end| end == "rlib")
            && !name.to_string_lossy().starts_with("libseed");
        if is_library {
            fs::copy(&path, library.join(name)).map_err(|error| failure(&path, &error))?;
        }
    }
    // What it was built from is not needed again until the compiler changes.
    let _ = fs::remove_dir_all(&target);
    Ok(())
}

fn failure(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure(format!("{}: {error}", path.display()))
}
