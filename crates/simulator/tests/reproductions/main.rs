//! Every run that once broke a promise, as the shortest plan that did, under the name of what was
//! wrong. The cause is mended; these keep it so.

mod absences_and_clocks;
mod asked_alone;
mod doors_and_times;
mod restored_relays;
mod storage_and_relays;
mod worked_on;

use corridor_simulator::fault::Fault;
use corridor_simulator::plan::{Cipher, Conduct, PersonPlan, Plan, Step};
use corridor_simulator::run::run;

const fn person(relay: usize, devices: usize, receipts: bool, newer: bool) -> PersonPlan {
    PersonPlan { relay, devices, receipts, newer }
}

fn keeps_every_promise(plan: Plan) {
    let report = run(plan);
    assert_eq!(report.failure, None);
}

/// All other faults are left out.
fn with_only(mut plan: Plan, faults: &[Fault]) -> Plan {
    plan.without = Fault::ALL.into_iter().filter(|fault| !faults.contains(fault)).collect();
    plan
}

fn plan(seed: u64, conduct: Conduct, people: &[PersonPlan], steps: &[Step]) -> Plan {
    let mut plan = Plan::new(seed, Cipher::Stub);
    plan.conduct = conduct;
    plan.relays = people.iter().map(|person| person.relay + 1).max().unwrap_or(1);
    plan.people = people.to_vec();
    plan.latency_ms = 20;
    plan.inline_bytes = None;
    plan.steps = steps.to_vec();
    plan.features.clear();
    plan
}
