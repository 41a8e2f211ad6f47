//! What exists for the simulator stays with the simulator: no program that people build has it.

use std::collections::BTreeSet;

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
}
