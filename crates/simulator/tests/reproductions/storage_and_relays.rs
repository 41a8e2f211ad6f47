//! Disks, processes and relays that fail or lie.

use corridor_simulator::fault::Fault;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Conduct, Step};

use super::{keeps_every_promise, person, plan, with_only};

/// A device that slept for 40 days waited for letters that had expired.
#[test]
fn an_inbox_whose_letters_have_expired_counts_as_read() {
    let people = [
        person(0, 1, true, false),
        person(0, 1, true, false),
        person(0, 1, false, true),
        person(0, 1, false, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 8284, action: Sleep { device: 53, days: 40 } },
    ];
    let mut plan = plan(0, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2_000;
    keeps_every_promise(plan);
}

/// After a failure of the database, the engine asked to be woken at once, again and again.
#[test]
fn a_database_that_fails_does_not_keep_the_engine_busy() {
    let people = [
        person(0, 1, true, false),
        person(0, 1, true, false),
        person(0, 1, true, true),
        person(0, 1, false, true),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 1_665_845, action: FailStorage { device: 58, steps: 1661, crash: false } },
        Step { after: 2, action: Say { by: 63, room: 1, bytes: 0, look: false } },
        Step { after: 145, action: Look { by: 2, room: 0 } },
    ];
    let mut plan = plan(12, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(plan);
}

/// A transaction that could not begin was no failure, so nobody was told to wait.
#[test]
fn a_transaction_that_cannot_begin_ends_the_connection() {
    let people = [
        person(0, 1, true, false),
        person(0, 2, false, false),
        person(0, 1, false, false),
        person(0, 2, false, false),
    ];
    let steps = [
        Step { after: 836_163, action: CreateRoom { by: 26, with: [59, 42, 44], count: 1 } },
        Step { after: 307_116, action: FailStorage { device: 20, steps: 847, crash: false } },
        Step { after: 4588, action: Say { by: 3, room: 6, bytes: 0, look: false } },
    ];
    let mut plan = plan(46, Conduct::Restored, &people, &steps);
    plan.latency_ms = 20;
    keeps_every_promise(plan);
}

/// The relay was then accused of having lost a room that had been left.
#[test]
fn a_room_left_before_it_was_made_is_not_followed() {
    let people = [
        person(0, 2, false, false),
        person(0, 1, true, false),
        person(0, 1, true, false),
        person(0, 1, false, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1_498_250, action: CreateRoom { by: 36, with: [11, 14, 29], count: 2 } },
        Step { after: 3, action: Leave { by: 12, room: 0 } },
    ];
    let mut plan = plan(80, Conduct::Honest, &people, &steps);
    plan.latency_ms = 20;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(plan);
}

/// While a commit's blob was fetched again, later pages looked like a gap.
#[test]
fn pages_during_a_broken_download_are_no_gap() {
    let people = [
        person(0, 2, false, false),
        person(0, 1, false, false),
        person(0, 1, false, true),
        person(0, 2, false, true),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 1_728_214, action: Say { by: 30, room: 0, bytes: 0, look: true } },
        Step { after: 323_091, action: Say { by: 44, room: 4, bytes: 600, look: true } },
        Step { after: 33, action: CreateRoom { by: 20, with: [0, 4, 24], count: 3 } },
        Step { after: 15_543, action: Say { by: 43, room: 6, bytes: 40_000, look: true } },
        Step { after: 935_841, action: Say { by: 38, room: 1, bytes: 0, look: true } },
        Step { after: 12_722, action: CreateRoom { by: 41, with: [56, 15, 7], count: 1 } },
        Step { after: 2986, action: KillRelay { relay: 0, down_ms: 29_101 } },
        Step { after: 666, action: UseInvitationAgain },
        Step { after: 79, action: Say { by: 50, room: 0, bytes: 4000, look: true } },
        Step { after: 3, action: Say { by: 34, room: 4, bytes: 0, look: true } },
        Step { after: 5, action: Say { by: 63, room: 3, bytes: 0, look: true } },
        Step { after: 82, action: Say { by: 1, room: 0, bytes: 0, look: true } },
        Step { after: 37, action: Say { by: 62, room: 1, bytes: 4000, look: true } },
        Step { after: 1_036_241, action: CreateRoom { by: 52, with: [29, 22, 1], count: 0 } },
        Step { after: 2, action: Leave { by: 4, room: 0 } },
    ];
    let mut plan = plan(118, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(plan);
}

/// Pages of the last follow came before the answer to the next, and looked like a gap.
#[test]
fn pages_before_a_new_follow_are_no_gap() {
    let people = [person(0, 1, false, true), person(0, 1, false, false), person(0, 1, true, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 23_265, action: Say { by: 39, room: 0, bytes: 600, look: true } },
        Step { after: 20_697, action: Say { by: 37, room: 1, bytes: 0, look: true } },
        Step { after: 12_014, action: Say { by: 39, room: 0, bytes: 0, look: true } },
        Step { after: 6515, action: Rename { by: 39, room: 1 } },
        Step { after: 137, action: Say { by: 0, room: 3, bytes: 600, look: true } },
        Step { after: 197, action: Say { by: 15, room: 1, bytes: 600, look: false } },
    ];
    let mut plan = plan(194, Conduct::Honest, &people, &steps);
    plan.latency_ms = 200;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(plan);
}

/// A text waited for a day and a half, because its device's clock had been set back.
#[test]
fn what_is_queued_goes_out_after_the_clock_was_set_back() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, false, false),
        person(0, 2, false, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 1_111_159, action: FailWrite { relay: 0 } },
        Step { after: 1427, action: CreateRoom { by: 48, with: [43, 35, 6], count: 3 } },
        Step { after: 1174, action: AddDevice { person: 25 } },
        Step { after: 18_262, action: FailWrite { relay: 0 } },
        Step { after: 0, action: Say { by: 6, room: 6, bytes: 0, look: true } },
        Step { after: 53_545, action: SkewClock { device: 61, ms: -123_879_758 } },
    ];
    let mut plan = plan(133, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(plan);
}

/// So did receipts.
#[test]
fn receipts_go_out_after_the_clock_was_set_back() {
    let people = [person(0, 1, true, false), person(0, 1, true, false), person(0, 2, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 2_214_956, action: CreateRoom { by: 54, with: [25, 57, 42], count: 3 } },
        Step { after: 1_535_109, action: CreateRoom { by: 28, with: [10, 10, 46], count: 3 } },
        Step { after: 165, action: Say { by: 16, room: 7, bytes: 600, look: false } },
        Step { after: 149, action: SkewClock { device: 46, ms: -30_097_761 } },
    ];
    let mut plan = plan(145, Conduct::Restored, &people, &steps);
    plan.latency_ms = 20;
    keeps_every_promise(plan);
}

/// A device that was let in again lost what its person had queued.
#[test]
fn what_is_queued_is_kept_when_a_device_is_let_in_again() {
    let people = [person(0, 1, false, true), person(0, 1, true, false), person(0, 2, false, true)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 438_154, action: FillDisk { relay: 0, ms: 3_496_648 } },
        Step { after: 20_342, action: Sleep { device: 10, days: 7 } },
        Step { after: 658_800, action: Sleep { device: 15, days: 40 } },
    ];
    let mut plan = plan(149, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2_000;
    keeps_every_promise(plan);
}

/// The same, after a relay had been restored.
#[test]
fn what_is_queued_survives_two_restored_backups() {
    let people = [
        person(0, 1, true, false),
        person(0, 1, false, true),
        person(0, 2, true, false),
        person(0, 1, true, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 5001, action: CreateRoom { by: 52, with: [21, 30, 0], count: 2 } },
        Step { after: 18, action: Say { by: 52, room: 4, bytes: 0, look: true } },
        Step { after: 17_761, action: Say { by: 27, room: 7, bytes: 0, look: true } },
        Step { after: 17_641, action: Say { by: 7, room: 7, bytes: 0, look: true } },
        Step { after: 798_597, action: Say { by: 40, room: 5, bytes: 0, look: true } },
        Step { after: 1079, action: MarkRead { by: 55, room: 5 } },
        Step { after: 1_306_839, action: Restore { relay: 0 } },
        Step { after: 175, action: Partition { device: 17, ms: 52_754 } },
        Step { after: 8, action: Restore { relay: 0 } },
        Step { after: 6086, action: Say { by: 35, room: 7, bytes: 0, look: true } },
        Step { after: 1_493_861, action: FlipBits { relay: 0 } },
        Step { after: 8034, action: Partition { device: 41, ms: 290_779 } },
        Step { after: 658, action: Say { by: 11, room: 7, bytes: 4000, look: true } },
    ];
    let mut plan = plan(35, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(plan);
}

/// A text under way when its device fell asleep for 40 days was said twice.
#[test]
fn what_a_relay_has_forgotten_is_not_said_again() {
    let people = [person(0, 1, false, false), person(0, 2, false, false), person(0, 2, true, true)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 6996, action: UseInvitationAgain },
        Step { after: 1_438_139, action: Sleep { device: 52, days: 7 } },
        Step { after: 893_739, action: OpenDirect { by: 35, with: 54 } },
        Step { after: 50, action: Say { by: 44, room: 4, bytes: 0, look: true } },
        Step { after: 1_518_757, action: Remove { by: 44, room: 0, who: 28 } },
        Step { after: 3_849_198, action: AddDevice { person: 20 } },
        Step { after: 1_086_385, action: Sleep { device: 33, days: 40 } },
        Step { after: 264_450, action: TryOldToken { by: 23 } },
    ];
    let mut plan = plan(306, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2_000;
    keeps_every_promise(plan);
}

/// A device whose database failed had read and said so; the fault was the simulator's own.
#[test]
fn a_disk_that_fails_after_a_receipt_left_changes_nothing() {
    let people = [
        person(0, 1, true, true),
        person(0, 1, false, true),
        person(0, 1, true, true),
        person(0, 1, true, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 2_425_856, action: FailStorage { device: 61, steps: 2441, crash: false } },
        Step { after: 10, action: Say { by: 55, room: 1, bytes: 0, look: true } },
    ];
    let mut plan = plan(20, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(plan);
}

/// A relay changed a record on its way and its answer: the text was sealed anew and stands once. The
/// checker asked for it where it had stood first.
#[test]
fn a_text_sealed_anew_behind_a_lie_moves() {
    let people =
        [person(0, 2, false, false), person(0, 1, false, false), person(0, 1, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 1_152_302, action: Remove { by: 4, room: 0, who: 32 } },
        Step { after: 2, action: Say { by: 45, room: 7, bytes: 4000, look: true } },
        Step { after: 195, action: Say { by: 60, room: 7, bytes: 0, look: true } },
        Step { after: 118_271, action: Say { by: 16, room: 2, bytes: 0, look: true } },
        Step { after: 1, action: Say { by: 8, room: 2, bytes: 0, look: true } },
        Step { after: 12_968, action: Lie { device: 59, ms: 113_813, fault: Fault::Rewrite } },
        Step { after: 2383, action: Lie { device: 10, ms: 7763, fault: Fault::Reorder } },
        Step { after: 171, action: Lie { device: 44, ms: 16_193, fault: Fault::Corrupt } },
        Step { after: 32, action: Say { by: 0, room: 4, bytes: 0, look: true } },
        Step { after: 508, action: Say { by: 37, room: 3, bytes: 40_000, look: true } },
        Step { after: 67, action: Say { by: 48, room: 2, bytes: 0, look: true } },
        Step { after: 644_267, action: AddDevice { person: 14 } },
        Step { after: 1, action: Say { by: 5, room: 1, bytes: 0, look: true } },
        Step { after: 8, action: Say { by: 9, room: 0, bytes: 0, look: true } },
        Step { after: 1562, action: UseInvitationAgain },
        Step { after: 2804, action: Lie { device: 39, ms: 30_233, fault: Fault::Corrupt } },
        Step { after: 19_789, action: Lie { device: 60, ms: 55_597, fault: Fault::Corrupt } },
        Step { after: 36, action: Cut { device: 26, in_frame: true } },
        Step { after: 231, action: Say { by: 45, room: 0, bytes: 600, look: true } },
    ];
    let mut plan = plan(22_747, Conduct::Lying, &people, &steps);
    plan.latency_ms = 2;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[
            Fault::Delay,
            Fault::CutInFrame,
            Fault::ClockSkew,
            Fault::Reorder,
            Fault::Corrupt,
            Fault::Rewrite,
        ],
    ));
}
