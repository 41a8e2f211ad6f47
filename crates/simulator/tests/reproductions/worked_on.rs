//! Pages and statements that several people work on.

use corridor_simulator::deed::Deed;
use corridor_simulator::fault::Fault;
use corridor_simulator::feature::Feature;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Conduct, Step};
use corridor_simulator::together::Work;

use super::{keeps_every_promise, person, plan, with_only};

/// The check took the blank title for another one: the engine was right.
#[test]
fn versions_of_a_statement_that_one_device_hides_are_blank_there_alone() {
    let people =
        [person(0, 1, false, false), person(0, 2, false, false), person(0, 1, false, true)];
    let deadline_ms = Some(1_942_725);
    let ask = Deed::Ask { is_open: true, deadline_ms };
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 980_924, action: Do { by: 19, room: 4, which: 2, deed: ask } },
        Step { after: 312_450, action: Do { by: 29, room: 5, which: 46, deed: Deed::Hide } },
        Step { after: 632_585, action: Restore { relay: 0 } },
    ];
    let mut plan = plan(3128, Conduct::Restored, &people, &steps);
    let long = Feature::SendLong { bytes: 84_344, is_whole: false };
    let (propose, revise) = (Feature::Together(Work::Propose), Feature::Together(Work::Revise));
    plan.features = vec![
        Step { after: 10_000, action: Use { by: 52, room: 0, which: 0, feature: long } },
        Step { after: 263_823, action: Use { by: 37, room: 1, which: 21, feature: propose } },
        Step { after: 119_644, action: Use { by: 51, room: 1, which: 50, feature: revise } },
    ];
    plan.latency_ms = 2;
    keeps_every_promise(with_only(plan, &[Fault::Restore]));
}

/// Its author is told all of it; the check looked for the title alone.
#[test]
fn a_statement_whose_time_is_over_before_a_full_relay_has_it_is_told() {
    let three = |devices| person(0, devices, false, false);
    let people = [three(2), three(2), three(1), three(1)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 813_219, action: FillDisk { relay: 0, ms: 2_106_654 } },
        Step { after: 5_738_698, action: Partition { device: 16, ms: 245_607 } },
    ];
    let mut plan = plan(3275, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    let expiry = Feature::SetExpiry { seconds: Some(300) };
    let propose = Feature::Together(Work::Propose);
    plan.features = vec![
        Step { after: 10_000, action: Use { by: 63, room: 0, which: 16, feature: expiry } },
        Step { after: 1_820_096, action: Use { by: 28, room: 0, which: 62, feature: propose } },
    ];
    keeps_every_promise(with_only(plan, &[Fault::DiskFull, Fault::Partition]));
}
