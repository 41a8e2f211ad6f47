//! What exists for the simulator stays with the simulator: no program that people build has it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::program::{Failure, Program};

/// The programs that people use, as packages.
const PROGRAMS: [&str; 2] = ["corridor", "corridor-relay"];

/// Features that weaken or break what they are in.
const FORBIDDEN: [&str; 4] = ["hostile", "planted", "simulation", "stub"];

/// No program is built with such a feature.
pub fn check_features() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for program in PROGRAMS {
        let tree = ["tree", "--locked", "--package", program, "--edges", "normal,build"];
        let shape = ["--prefix", "none", "--format", "{p}|{f}"];
        let tree = Program::cargo(tree.iter().chain(&shape)).output()?;
        wrong.extend(forbidden_in(&tree).into_iter().map(|what| format!("{program}: {what}")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

/// Lines are `package version (path)|feature,feature`.
fn forbidden_in(tree: &str) -> BTreeSet<String> {
    let lines = tree.lines().filter(|line| line.starts_with("corridor"));
    let features = lines.filter_map(|line| {
        let (package, features) = line.split_once('|')?;
        let name = package.split(' ').next().unwrap_or(package);
        Some((name, features.trim_end_matches(" (*)")))
    });
    let each = features.flat_map(|(name, list)| list.split(',').map(move |one| (name, one)));
    each.filter(|(_, feature)| FORBIDDEN.contains(feature))
        .map(|(name, feature)| format!("{name} is built with the feature {feature}"))
        .collect()
}

/// Each planted bug is asked for in some core: a switch without a rule would never be noticed.
pub fn check_bugs() -> Result<(), Failure> {
    let crates = crate::root().join("crates");
    let list = read(&crates.join("wire/src/planted.rs"))?;
    let mut cores = String::new();
    let mut folders: Vec<PathBuf> =
        ["relay", "engine", "sealing"].map(|name| crates.join(name).join("src")).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                cores.push_str(&read(&path)?);
            }
        }
    }
    let bugs = bugs_in(&list);
    let unused: Vec<_> = bugs
        .iter()
        .filter(|bug| !cores.contains(&format!("is_planted(Bug::{bug})")))
        .map(|bug| format!("the planted bug {bug} breaks nothing: no core asks for it"))
        .collect();
    if bugs.is_empty() {
        return Err(Failure("crates/wire/src/planted.rs lists no bugs".to_owned()));
    }
    if unused.is_empty() { Ok(()) } else { Err(Failure(unused.join("\n"))) }
}

/// `Bug "bug-name" promise;`
fn bugs_in(list: &str) -> Vec<&str> {
    list.lines()
        .filter_map(|line| {
            let mut words = line.trim().strip_suffix(';')?.split(' ');
            let (bug, name, promise) = (words.next()?, words.next()?, words.next()?);
            let is_bug = name.starts_with('"') && name.ends_with('"') && words.next().is_none();
            (is_bug && promise.parse::<u8>().is_ok()).then_some(bug)
        })
        .collect()
}

fn read(path: &std::path::Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure(format!("{} cannot be read: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_feature_is_found_wherever_it_stands() {
        let tree =
            "corridor v0.1.0 (/x)|\ncorridor-wire v0.1.0 (/x)|planted,stub (*)\nrand v1|stub";
        let found = forbidden_in(tree);
        assert_eq!(found.len(), 2);
        assert!(found.contains("corridor-wire is built with the feature planted"));
        assert!(forbidden_in("corridor-wire v0.1.0 (/x)|default (*)").is_empty());
    }

    #[test]
    fn a_bug_is_told_from_the_code_around_it() {
        let list = "    /// A rule.\n    HeadNotStored \"head-not-stored\" 1;\n    let a = 1;\n";
        assert_eq!(bugs_in(list), ["HeadNotStored"]);
    }
}
