//! Where the programs are: beside the test that runs, built first if they are not there or older
//! than what they are made of. `CORRIDOR_PROGRAMS` names another folder, such as that of a release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use rustix::fs::{FlockOperation, flock};

/// `corridor`.
pub fn client() -> PathBuf {
    find("corridor")
}

/// `corridor-relay`.
pub fn relay() -> PathBuf {
    find("corridor-relay")
}

fn find(program: &str) -> PathBuf {
    static BUILD: Once = Once::new();
    if let Some(folder) = std::env::var_os("CORRIDOR_PROGRAMS") {
        return PathBuf::from(folder).join(program);
    }
    let folder = profile_folder();
    BUILD.call_once(|| build_if_older(&folder));
    folder.join(program)
}

/// `target/debug` for a test in `target/debug/deps`.
fn profile_folder() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let deps = test.parent().expect("a test is in a folder");
    deps.parent().expect("cargo puts tests two folders down").to_path_buf()
}

fn build_if_older(folder: &Path) {
    // Tests run beside each other in several processes; one of them builds.
    let lock = fs::File::create(folder.join("end-to-end.lock")).expect("the target folder is ours");
    flock(&lock, FlockOperation::LockExclusive).expect("the lock is waited for");
    if is_fresh(&folder.join("corridor")) && is_fresh(&folder.join("corridor-relay")) {
        return;
    }
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(other) => other,
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = folder.parent().expect("a profile's folder is in the target folder");
    let status = Command::new(cargo)
        // As `cargo xtask test` builds them: other packages would mean other features, and all anew.
        .args(["build", "--locked", "--workspace", "--bins", "--profile", profile])
        .arg("--target-dir")
        .arg(target)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the programs do not build");
}

/// Whether a program is there and newer than every file that cargo made it of, as cargo itself
/// wrote down beside it.
fn is_fresh(program: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|found| found.modified());
    let Ok(built) = modified(program) else { return false };
    let Ok(made_of) = fs::read_to_string(program.with_extension("d")) else { return false };
    let Some((_, sources)) = made_of.split_once(": ") else { return false };
    sources.split_whitespace().all(|source| modified(Path::new(source)).is_ok_and(|at| at <= built))
}
