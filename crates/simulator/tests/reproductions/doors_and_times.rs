//! People who come and go, and what waits for a time.

use corridor_simulator::deed::Deed;
use corridor_simulator::feature::Feature;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Cipher, Conduct, Plan, Step};

use super::{keeps_every_promise, person, plan, with_only};

/// Whom somebody added herself was no news to her, and never got her profile.
#[test]
fn whom_one_adds_oneself_gets_ones_profile() {
    let people =
        [person(0, 1, false, false), person(0, 1, false, false), person(0, 1, false, false)];
    let hers = |feature| Use { by: 3, room: 0, which: 0, feature };
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 257_465, action: hers(Feature::SetProfile) },
        Step { after: 528_058, action: hers(Feature::ShareProfile { is_on: true }) },
        Step { after: 959_775, action: Add { by: 0, room: 0, who: 35 } },
    ];
    keeps_every_promise(with_only(plan(194, Conduct::Honest, &people, &steps), &[]));
}

/// A text that was put off went with the room that its author left, and nobody told her.
#[test]
fn what_is_put_off_is_told_of_when_its_room_is_over() {
    let people =
        [person(0, 1, false, false), person(0, 1, false, false), person(0, 1, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step {
            after: 1_355_287,
            action: Do { by: 1, room: 4, which: 27, deed: Deed::PutOff { ms: 4_908_565 } },
        },
        Step { after: 1_297_608, action: Leave { by: 19, room: 6 } },
        Step { after: 1_898_056, action: Add { by: 0, room: 0, who: 10 } },
    ];
    keeps_every_promise(with_only(plan(476, Conduct::Honest, &people, &steps), &[]));
}

/// Seed 1456: a text that mentions somebody was said otherwise before it left its device, while the relay's disk
/// was full. It mentions her still; the check of the worlds had lost sight of it.
#[test]
fn what_is_said_otherwise_before_it_leaves_mentions_whom_it_did() {
    keeps_every_promise(Plan::new(1456, Cipher::Stub));
}

/// Seed 3323: a message goes with the first of its edits that is over, and one that came to a device whose clock
/// had been put back was over sooner than the check of the worlds knew.
#[test]
fn an_edit_takes_its_message_along_by_a_clock_that_was_put_back() {
    keeps_every_promise(Plan::new(3323, Cipher::Stub));
}

/// Seed 4339: so does a reaction, and that it was taken back.
#[test]
fn a_reaction_goes_with_its_message_however_often_it_was_taken_back() {
    keeps_every_promise(Plan::new(4339, Cipher::Stub));
}

/// Seed 4417: what was forwarded was taken for said at that time alone, where a clock ahead had forgotten it before.
#[test]
fn what_is_forwarded_ends_where_it_was_said_when_it_was_said() {
    keeps_every_promise(Plan::new(4417, Cipher::Stub));
}
