//! What a fresh machine lacks: a C compiler and OpenSSL for SQLCipher, strace for the tests that kill
//! programs at system calls, and parts of the toolchain.

use crate::program::{Failure, Program};

/// Debian's packages, and how one sees that what they bring is there.
const PACKAGES: &[(&[&str], &[&str])] = &[
    (&["cc", "--version"], &["build-essential"]),
    (&["pkg-config", "--version"], &["pkg-config"]),
    (&["pkg-config", "--exists", "openssl"], &["libssl-dev"]),
];

/// The same for what only tests need.
const PACKAGES_OF_TESTS: &[(&[&str], &[&str])] = &[(&["strace", "--version"], &["strace"])];

/// The same for the web app: a C compiler for SQLite in WebAssembly, and what builds the pages.
const PACKAGES_OF_WEB: &[(&[&str], &[&str])] =
    &[(&["clang", "--version"], &["clang"]), (&["node", "--version"], &["nodejs", "npm"])];

/// Where rustup cannot add WebAssembly: Debian's compiler, and the sources of its library.
const PACKAGES_OF_DEBIAN_WASM: &[(&[&str], &[&str])] = &[
    (&["/usr/bin/rustc", "--version"], &["rustc-web"]),
    (&["/usr/bin/cargo", "--version"], &["cargo-web"]),
    (&["test", "-d", "/usr/lib/rustlib/src/rust/library/vendor"], &["rust-web-src"]),
];

/// The browser that tests of the web app run in.
const PACKAGES_OF_BROWSER_TESTS: &[(&[&str], &[&str])] =
    &[(&["test", "-x", "/usr/bin/chromium"], &["chromium"])];

/// Parts of the Rust toolchain that a minimal installation leaves out.
const COMPONENTS: &[&str] = &["rustfmt", "clippy"];

/// Installs what is missing, and says what. Nothing is touched where nothing is missing.
pub fn run() -> Result<(), Failure> {
    prepare(PACKAGES)
}

/// The same, and what tests need.
pub fn for_tests() -> Result<(), Failure> {
    prepare(&[PACKAGES, PACKAGES_OF_TESTS].concat())
}

/// The same for pictures of the web app's screens: Chromium, faces for six scripts and for reactions, and what makes
/// pictures small.
const PACKAGES_OF_SCREENS: &[(&[&str], &[&str])] = &[
    (&["test", "-x", "/usr/bin/chromium"], &["chromium"]),
    (&["test", "-d", "/usr/share/fonts/truetype/noto"], &["fonts-noto-core"]),
    (&["test", "-d", "/usr/share/fonts/truetype/wqy"], &["fonts-wqy-microhei"]),
    (
        &["test", "-e", "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"],
        &["fonts-noto-color-emoji"],
    ),
    (&["pngquant", "--version"], &["pngquant"]),
];

pub fn for_screens() -> Result<(), Failure> {
    prepare(PACKAGES_OF_SCREENS)
}

/// What the web app is built with.
pub fn for_web() -> Result<(), Failure> {
    prepare(PACKAGES_OF_WEB)
}

pub fn for_debian_wasm() -> Result<(), Failure> {
    prepare(PACKAGES_OF_DEBIAN_WASM)
}

pub fn for_browser_tests() -> Result<(), Failure> {
    prepare(PACKAGES_OF_BROWSER_TESTS)
}

fn prepare(packages: &[(&[&str], &[&str])]) -> Result<(), Failure> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|(probe, _)| !Program::new(probe[0], &probe[1..]).succeeds())
        .flat_map(|(_, packages)| packages.iter().copied())
        .collect();
    if !missing.is_empty() {
        install_packages(&missing)?;
    }
    for component in COMPONENTS {
        let command = component.trim_start_matches("rust");
        if !Program::cargo([command, "--version"]).succeeds() {
            println!("Rust's {component} is missing; rustup installs it.");
            Program::new("rustup", ["component", "add", component]).run()?;
        }
    }
    Ok(())
}

fn install_packages(missing: &[&str]) -> Result<(), Failure> {
    let list = missing.join(" ");
    println!(
        "Missing on this machine: {list} (to build SQLCipher or the web app, or to run the tests)."
    );
    if !Program::new("apt-get", ["--version"]).succeeds() {
        return Err(Failure(format!(
            "this is not a Debian-like system, so install what Debian calls {list} yourself \
             (a C compiler, pkg-config, OpenSSL's headers, strace), then run this again"
        )));
    }
    // Root installs as it is; somebody else through sudo, which may ask for a password.
    let is_root = Program::new("id", ["-u"]).output().is_ok_and(|id| id.trim() == "0");
    let apt = |arguments: &[&str]| {
        let words = ["apt-get"].iter().chain(arguments);
        if is_root { Program::new("apt-get", arguments) } else { Program::new("sudo", words) }
            .variable("DEBIAN_FRONTEND", "noninteractive")
            .run()
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], missing].concat())
}
