//! Taste as checks: what `STYLE` says of files and manifests, as far as a program can see it.

use std::path::{Path, PathBuf};

use crate::program::Failure;

/// A file above this is two things.
const MOST_LINES: usize = 500;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["common", "helper", "helpers", "manager", "misc", "util", "utils"];

pub fn check() -> Result<(), Failure> {
    let root = crate::root();
    let mut files = Vec::new();
    for folder in ["crates", "xtask", "fuzz"] {
        collect(&root.join(folder), &mut files);
    }
    let mut wrong = Vec::new();
    for file in &files {
        let shown = file.strip_prefix(&root).unwrap_or(file).display().to_string();
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure(format!("{shown} cannot be read: {error}")))?;
        wrong.extend(check_rust_file(file, &text).map(|what| format!("{shown}: {what}")));
    }
    let manifest = std::fs::read_to_string(root.join("Cargo.toml"))
        .map_err(|error| Failure(format!("Cargo.toml cannot be read: {error}")))?;
    wrong.extend(unexplained(&manifest).map(|name| {
        format!("Cargo.toml: the dependency {name} has no comment above it that says why")
    }));
    wrong.extend(check_walls(&root));
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

/// The cores' lints have no common file to stand in, so they are five files that are alike.
fn check_walls(root: &Path) -> Option<String> {
    let wall = |core: &&str| std::fs::read(root.join("crates").join(core).join("clippy.toml")).ok();
    let mut walls = ["wire", "content", "sealing", "engine", "relay"].iter().map(wall);
    let first = walls.next().flatten();
    let alike = first.is_some() && walls.all(|wall| wall == first);
    (!alike).then(|| "crates/*/clippy.toml: the cores' files differ".to_owned())
}

/// Every Rust file under `folder`, but nothing that was built.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

fn check_rust_file(path: &Path, text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().count();
    let too_long = (lines > MOST_LINES)
        .then(|| format!("{lines} lines are more than {MOST_LINES}: which two things is it?"));
    let name = path.with_extension("");
    let empty_name = name
        .components()
        .filter_map(|part| part.as_os_str().to_str())
        .find(|part| EMPTY_NAMES.contains(part))
        .map(|part| format!("{part:?} says nothing about what is inside"));
    let is_crate_root = ["src/lib.rs", "src/main.rs"].iter().any(|end| path.ends_with(end))
        || path.parent().is_some_and(|folder| folder.ends_with("src/bin"));
    let not_forbidden = (is_crate_root && !text.contains("#![forbid(unsafe_code)]"))
        .then(|| "lacks #![forbid(unsafe_code)]".to_owned());
    [too_long, empty_name, not_forbidden].into_iter().flatten()
}

/// Dependencies of the workspace without a comment right above them. Our own crates need none.
fn unexplained(manifest: &str) -> impl Iterator<Item = &str> {
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let pairs = section.lines().zip(section.lines().skip(1));
    pairs.filter_map(|(above, line)| {
        let name = line.split_once(" = ")?.0;
        let explained = above.starts_with("# ") || name.starts_with("corridor-");
        (!explained && !line.starts_with('#')).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(path: &str, text: &str) -> usize {
        check_rust_file(Path::new(path), text).count()
    }

    #[test]
    fn each_rule_finds_what_breaks_it() {
        assert_eq!(complaints("crates/wire/src/chain.rs", "fn f() {}\n"), 0);
        assert_eq!(complaints("crates/wire/src/chain.rs", &"\n".repeat(501)), 1);
        assert_eq!(complaints("crates/wire/src/utils.rs", ""), 1);
        assert_eq!(complaints("crates/wire/tests/common/mod.rs", ""), 1);
        assert_eq!(complaints("crates/wire/src/lib.rs", ""), 1);
        assert_eq!(complaints("crates/wire/src/bin/tool.rs", ""), 1);
        assert_eq!(complaints("crates/wire/src/lib.rs", "#![forbid(unsafe_code)]\n"), 0);
    }

    #[test]
    fn an_unexplained_dependency_is_found() {
        let manifest = "[workspace.dependencies]\ncorridor-wire = 1\n\n# Why.\na = 1\nb = 2\n# c = 3\n\n\
                        [profile.dev]\nx = 1\n";
        assert_eq!(unexplained(manifest).collect::<Vec<_>>(), ["b"]);
    }
}
