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
