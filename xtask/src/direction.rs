//! DESIGN, "The house": arrows between crates point down only. Tests may look up.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::program::{Failure, Program};

/// Each package, and the packages whose row says that it stands on them. What those stand on is
/// allowed too.
const HOUSE: &[(&str, &[&str])] = &[
    ("corridor-wire", &[]),
    ("corridor-content", &[]),
    ("corridor-sealing", &["corridor-wire"]),
    ("corridor-engine", &["corridor-wire", "corridor-content", "corridor-sealing"]),
    ("corridor-store", &["corridor-wire"]),
    ("corridor-relay-core", &["corridor-wire", "corridor-store"]),
    ("corridor-relay", &["corridor-relay-core"]),
    ("corridor", &["corridor-engine"]),
    ("corridor-browser", &["corridor-engine"]),
    ("corridor-simulator", &["corridor-engine", "corridor-relay-core"]),
    ("corridor-loadtest", &["corridor-wire"]),
    ("corridor-end-to-end", &["corridor-wire"]),
    ("corridor-fuzz-targets", &["corridor-relay", "corridor"]),
    ("xtask", &[]),
];

/// Cores take the time, the input and the seed; none of them may reach for these.
const CORES: &[&str] = &[
    "corridor-wire",
    "corridor-content",
    "corridor-sealing",
    "corridor-engine",
    "corridor-relay-core",
];
const OUTSIDE_WORLD: &[&str] = &[
    "axum",
    "getrandom",
    "hyper",
    "hyper-util",
    "rand",
    "reqwest",
    "rustls",
    "tokio",
    "tokio-rustls",
    "tokio-tungstenite",
];

pub fn check() -> Result<(), Failure> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--locked"];
    let metadata = Program::cargo(arguments).output()?;
    let metadata: Value = serde_json::from_str(&metadata)
        .map_err(|error| Failure(format!("cargo metadata is not JSON: {error}")))?;
    let wrong = violations(&dependencies(&metadata));
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

type Dependencies = BTreeMap<String, BTreeSet<String>>;

/// What each package of the workspace depends on, tests aside.
fn dependencies(metadata: &Value) -> Dependencies {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_package = |package: &Value| {
        let dependencies = list(&package["dependencies"]);
        let built_in = dependencies.iter().filter(|one| one["kind"].as_str() != Some("dev"));
        (text(&package["name"]), built_in.map(|one| text(&one["name"])).collect())
    };
    list(&metadata["packages"]).iter().map(of_package).collect()
}

fn violations(packages: &Dependencies) -> Vec<String> {
    let mut wrong = Vec::new();
    for (package, dependencies) in packages {
        let Some(allowed) = below(package) else {
            wrong.push(format!("{package} has no row in the table of xtask/src/direction.rs"));
            continue;
        };
        for dependency in dependencies {
            if packages.contains_key(dependency) && !allowed.contains(dependency.as_str()) {
                wrong.push(format!("{package} may not depend on {dependency}: it is not below it"));
            }
            if CORES.contains(&package.as_str()) && OUTSIDE_WORLD.contains(&dependency.as_str()) {
                wrong.push(format!("{package} is a core and may not depend on {dependency}"));
            }
        }
    }
    wrong
}

/// Everything that a package may stand on; `None` when it has no row.
fn below(package: &str) -> Option<BTreeSet<&'static str>> {
    let (_, direct) = HOUSE.iter().find(|(name, _)| *name == package)?;
    let further = direct.iter().filter_map(|name| below(name)).flatten();
    Some(direct.iter().copied().chain(further).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations_of(package: &str, dependency: &str) -> Vec<String> {
        let mut packages: Dependencies =
            HOUSE.iter().map(|(name, _)| ((*name).to_owned(), BTreeSet::new())).collect();
        packages.entry(package.to_owned()).or_default().insert(dependency.to_owned());
        violations(&packages)
    }

    #[test]
    fn an_arrow_that_points_up_is_found() {
        assert!(violations_of("corridor", "corridor-wire").is_empty());
        assert!(violations_of("corridor-engine", "minicbor").is_empty());
        for (package, dependency) in [
            ("corridor-wire", "corridor-content"),
            ("corridor-sealing", "corridor-engine"),
            ("corridor", "corridor-relay-core"),
            ("corridor-relay", "corridor-sealing"),
            ("corridor-engine", "tokio"),
            ("corridor-new", "corridor-wire"),
        ] {
            assert_eq!(violations_of(package, dependency).len(), 1, "{package} -> {dependency}");
        }
    }

    #[test]
    fn tests_may_look_up() {
        let metadata = serde_json::json!({ "packages": [{ "name": "corridor-engine", "dependencies": [
            { "name": "corridor-wire", "kind": null },
            { "name": "corridor-relay-core", "kind": "dev" },
        ]}]});
        let expected = BTreeSet::from(["corridor-wire".to_owned()]);
        assert_eq!(dependencies(&metadata)["corridor-engine"], expected);
    }
}
