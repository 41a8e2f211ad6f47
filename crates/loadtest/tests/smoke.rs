//! The load test itself: a small run ends with every figure, and leaves nothing behind. What the
//! figures are is not a test's business.
#![forbid(unsafe_code)]

use std::process::Command;

use serde_json::Value;

#[test]
fn a_small_run_measures_everything_and_removes_what_it_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_corridor-loadtest"))
        .args(["run", "--quick", "--json", "--senders", "8", "--followers", "5", "--idle", "40"])
        .arg("--dir")
        .arg(folder.path())
        .arg("--relay-binary")
        .arg(corridor_end_to_end::binaries::relay())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();

    let rates = |list: &str, rate: &str| -> Vec<f64> {
        let all = report[list].as_array().unwrap();
        all.iter().map(|one| one[rate].as_f64().unwrap()).collect()
    };
    for (list, rate, count) in [
        ("disk", "records_per_second", 3),
        ("appends", "records_per_second", 3),
        ("fan_out", "deliveries_per_second", 2),
    ] {
        let rates = rates(list, rate);
        assert_eq!(rates.len(), count, "{list}");
        assert!(rates.iter().all(|&rate| rate > 0.0), "{list}: {rates:?}");
    }
    assert_eq!(report["registering"]["accounts"], 40);
    assert_eq!(report["fan_out"][0]["followers"], 5);
    assert_eq!(report["idle"]["connections"], 40);
    assert!(report["restart"]["store_bytes"].as_u64().unwrap() > 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "something stayed behind");
}

#[test]
fn a_relay_that_is_not_there_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_corridor-loadtest"))
        .args(["run", "--quick", "--relay-binary", "/nowhere/corridor-relay"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("there is no relay at /nowhere/corridor-relay"), "{errors}");
}
