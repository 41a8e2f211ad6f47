//! Questions to people who are each asked alone.

use corridor_simulator::deed::Deed;
use corridor_simulator::fault::Fault;
use corridor_simulator::feature::Feature;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Conduct, Step};

use super::{keeps_every_promise, person, plan, with_only};

/// A reminder stood in the log behind the withdrawal of its question: its author showed it, nobody else did.
#[test]
fn a_reminder_behind_the_withdrawal_of_its_question_is_shown_by_all_or_by_none() {
    let people =
        [person(0, 1, false, true), person(0, 1, false, false), person(0, 1, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 2_048_681, action: FillDisk { relay: 0, ms: 5_944_465 } },
        Step { after: 479_705, action: Do { by: 53, room: 7, which: 12, deed: Deed::Withdraw } },
    ];
    let hers = |feature| Use { by: 26, room: 0, which: 1, feature };
    let mut plan = plan(409, Conduct::Honest, &people, &steps);
    plan.features = vec![
        Step { after: 1_352_166, action: Say { by: 21, room: 0, bytes: 0, look: true } },
        Step { after: 12_010, action: hers(Feature::AskAround { count: 3 }) },
        Step { after: 1_284_708, action: hers(Feature::GoOnAround { shares: false }) },
    ];
    plan.latency_ms = 2000;
    keeps_every_promise(with_only(plan, &[Fault::DiskFull]));
}
