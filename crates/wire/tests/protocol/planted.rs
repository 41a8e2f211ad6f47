//! The switches of the simulator: each has one name, and breaks its rule on its own thread only.
//! The workspace's tests have the feature from the simulator; alone: `--features planted`.
#![cfg(feature = "planted")]

use std::collections::BTreeSet;

use corridor_wire::planted::{Bug, is_planted, plant};

#[test]
fn every_bug_has_a_name_a_rule_and_a_promise_of_its_own() {
    let names: BTreeSet<_> = Bug::ALL.iter().map(|bug| bug.name()).collect();
    let rules: BTreeSet<_> = Bug::ALL.iter().map(|bug| bug.rule()).collect();
    assert_eq!((names.len(), rules.len()), (Bug::ALL.len(), Bug::ALL.len()));
    for bug in Bug::ALL {
        assert_eq!(Bug::parse(bug.name()), Some(*bug));
        assert!(bug.rule().ends_with('.') && (1..=6).contains(&bug.promise()), "{bug:?}");
    }
    assert_eq!(Bug::parse("no-such-bug"), None);
}

#[test]
#[allow(clippy::disallowed_methods)] // What another thread sees is what is tested.
fn one_bug_at_a_time_on_one_thread() {
    assert!(Bug::ALL.iter().all(|bug| !is_planted(*bug)));
    for planted in Bug::ALL {
        plant(Some(*planted));
        assert!(Bug::ALL.iter().all(|bug| is_planted(*bug) == (bug == planted)));
    }
    let elsewhere = std::thread::spawn(|| Bug::ALL.iter().any(|bug| is_planted(*bug)));
    assert!(!elsewhere.join().unwrap());
    plant(None);
    assert!(Bug::ALL.iter().all(|bug| !is_planted(*bug)));
}
