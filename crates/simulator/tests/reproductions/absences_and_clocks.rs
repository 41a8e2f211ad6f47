//! Long absences, clocks that were set, uploads that were forgotten meanwhile.

use corridor_simulator::fault::Fault;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Conduct, Step};

use super::{keeps_every_promise, person, plan, with_only};

/// A device that was let in again took everybody in the roster for known, looked at or not.
#[test]
fn who_was_news_stays_news_when_a_device_is_let_in_again() {
    let people = [
        person(0, 2, false, true),
        person(0, 1, false, true),
        person(0, 1, false, false),
        person(0, 1, false, true),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 9720, action: FillDisk { relay: 0, ms: 5_075_124 } },
        Step { after: 1_825_850, action: Sleep { device: 45, days: 40 } },
        Step { after: 10_751, action: Say { by: 34, room: 7, bytes: 0, look: true } },
        Step { after: 4324, action: Say { by: 39, room: 2, bytes: 0, look: true } },
        Step { after: 69, action: Sleep { device: 23, days: 40 } },
        Step { after: 14_572, action: Add { by: 20, room: 6, who: 43 } },
    ];
    let plan = plan(7430, Conduct::Honest, &people, &steps);
    keeps_every_promise(with_only(plan, &[Fault::Sleep, Fault::DiskFull]));
}

/// The relay had lost the row of a blob; the commit waited for its upload for ever.
#[test]
fn an_upload_that_a_damaged_disk_forgot_begins_again() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, false, true),
        person(0, 2, true, false),
        person(0, 2, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 988_564, action: Say { by: 14, room: 2, bytes: 0, look: true } },
        Step { after: 193_586, action: Say { by: 43, room: 3, bytes: 0, look: true } },
        Step { after: 8160, action: Say { by: 36, room: 0, bytes: 0, look: true } },
        Step { after: 314_278, action: Remove { by: 24, room: 4, who: 21 } },
        Step { after: 1638, action: FlipBits { relay: 0 } },
    ];
    let mut plan = plan(12294, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2000;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(with_only(plan, &[Fault::BitFlip, Fault::Transfer]));
}

/// The same with a relay restored while a commit's blob was on its way.
#[test]
fn an_upload_that_a_restored_relay_forgot_begins_again() {
    let people = [
        person(0, 1, false, true),
        person(0, 2, false, false),
        person(0, 2, false, false),
        person(0, 1, true, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 944_256, action: Say { by: 12, room: 0, bytes: 4000, look: true } },
        Step { after: 14_843, action: Leave { by: 53, room: 3 } },
        Step { after: 13, action: Restore { relay: 0 } },
    ];
    let mut plan = plan(14122, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(with_only(plan, &[Fault::Delay, Fault::Restore]));
}

/// A text written before the clock was set back waited, and a later one went first.
#[test]
fn a_clock_set_back_lets_no_text_overtake() {
    let people = [
        person(0, 1, false, false),
        person(0, 2, false, false),
        person(0, 2, false, false),
        person(0, 2, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 235_278, action: FillDisk { relay: 0, ms: 2_478_694 } },
        Step { after: 1_529_609, action: Say { by: 15, room: 1, bytes: 0, look: true } },
        Step { after: 534_430, action: SkewClock { device: 15, ms: -88_570_003 } },
        Step { after: 538_661, action: Sleep { device: 13, days: 1 } },
        Step { after: 109, action: Leave { by: 39, room: 3 } },
        Step { after: 11_553, action: Say { by: 55, room: 1, bytes: 0, look: true } },
    ];
    let mut plan = plan(13810, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(with_only(plan, &[Fault::Sleep, Fault::ClockSkew, Fault::DiskFull]));
}

/// A damaged device had asked to be added; with its clock set back it would not ask again for days.
#[test]
fn a_clock_set_back_does_not_keep_a_device_from_asking() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, false, false),
        person(0, 1, false, false),
        person(0, 2, true, true),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 1_200_362, action: Leave { by: 16, room: 2 } },
        Step { after: 1530, action: Restore { relay: 0 } },
        Step { after: 2_406_173, action: SkewClock { device: 7, ms: -118_631_393 } },
    ];
    let mut plan = plan(19421, Conduct::Restored, &people, &steps);
    plan.inline_bytes = Some(2000);
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::ClockSkew, Fault::Restore, Fault::Transfer],
    ));
}

/// The checker took her for somebody who had been there all the time.
#[test]
fn who_left_and_came_back_need_not_have_what_was_said_between() {
    let people = [person(0, 1, false, false), person(0, 1, true, false), person(0, 1, true, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 386_497, action: Leave { by: 44, room: 2 } },
        Step { after: 1131, action: FailWrite { relay: 0 } },
        Step { after: 1123, action: Say { by: 3, room: 4, bytes: 600, look: true } },
        Step { after: 1_736_228, action: Add { by: 0, room: 7, who: 35 } },
    ];
    let mut plan = plan(10461, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2000;
    keeps_every_promise(with_only(plan, &[Fault::Delay, Fault::IoError]));
}

/// A letter is sent again after the relay has forgotten its operation; its reader knows it. The checker did not.
#[test]
fn a_letter_may_come_twice_when_its_writer_slept_for_too_long() {
    let people = [person(0, 1, true, true), person(0, 1, true, true), person(0, 2, false, false)];
    let steps = [
        Step { after: 257_783, action: CreateRoom { by: 14, with: [24, 13, 49], count: 2 } },
        Step { after: 140, action: Sleep { device: 2, days: 1 } },
        Step { after: 1_472_768, action: Sleep { device: 58, days: 40 } },
    ];
    let plan = plan(15127, Conduct::Honest, &people, &steps);
    keeps_every_promise(with_only(plan, &[Fault::Sleep]));
}

/// The checker held it against the relay that a device that is turned away stops asking.
#[test]
fn a_withdrawn_device_may_be_away_for_long() {
    let people =
        [person(0, 1, false, false), person(0, 2, true, false), person(0, 1, false, false)];
    let steps = [
        Step { after: 2_506_175, action: Sleep { device: 44, days: 25 } },
        Step { after: 14_020, action: KeepNotes { by: 24 } },
        Step { after: 6660, action: FillDisk { relay: 0, ms: 3_089_033 } },
        Step { after: 857_685, action: RevokeDevice { by: 57 } },
        Step { after: 2_079_463, action: KillRelay { relay: 0, down_ms: 28_641 } },
        Step { after: 2_009_489, action: Sleep { device: 20, days: 40 } },
    ];
    let mut plan = plan(12724, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::Sleep, Fault::RelayKill, Fault::DiskFull],
    ));
}

/// A commit waited for forty days with its Welcome at the relay, where that had expired: whoever it
/// added found nothing to come in with.
#[test]
fn a_commit_that_waited_for_weeks_is_made_anew() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, false, false),
        person(0, 1, true, false),
        person(0, 2, true, false),
        person(0, 1, false, true),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 6845, action: Sleep { device: 4, days: 40 } },
        Step { after: 9571, action: Say { by: 11, room: 7, bytes: 0, look: false } },
        Step { after: 90, action: Say { by: 62, room: 2, bytes: 0, look: true } },
        Step { after: 1800, action: Say { by: 20, room: 1, bytes: 0, look: true } },
        Step { after: 17, action: Say { by: 22, room: 1, bytes: 0, look: true } },
        Step { after: 256, action: Say { by: 30, room: 3, bytes: 0, look: true } },
        Step { after: 556_244, action: Say { by: 57, room: 4, bytes: 600, look: false } },
        Step { after: 92, action: AddDevice { person: 25 } },
        Step { after: 344_724, action: Say { by: 25, room: 2, bytes: 600, look: true } },
        Step { after: 49, action: KeepNotes { by: 16 } },
        Step { after: 17_182, action: Say { by: 57, room: 2, bytes: 600, look: true } },
        Step { after: 15_546, action: Remove { by: 47, room: 1, who: 52 } },
        Step { after: 75, action: FailStorage { device: 45, steps: 514, crash: false } },
        Step { after: 665_468, action: Say { by: 54, room: 3, bytes: 4000, look: true } },
        Step { after: 2, action: Sleep { device: 35, days: 7 } },
        Step { after: 1837, action: RevokeDevice { by: 18 } },
        Step { after: 2_020_789, action: CreateRoom { by: 2, with: [38, 32, 9], count: 2 } },
        Step { after: 28, action: Cut { device: 42, in_frame: true } },
        Step { after: 18, action: Say { by: 10, room: 0, bytes: 600, look: true } },
        Step { after: 5, action: CreateRoom { by: 18, with: [29, 54, 21], count: 0 } },
        Step { after: 13_299, action: Sleep { device: 19, days: 40 } },
    ];
    let mut plan = plan(4298, Conduct::Honest, &people, &steps);
    plan.latency_ms = 200;
    plan.inline_bytes = Some(2000);
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::CutInFrame, Fault::ClientStorage, Fault::Sleep, Fault::Transfer],
    ));
}

/// A device that was away for long asked the same three people for ever, and two of them had left.
#[test]
fn somebody_who_is_still_there_is_asked() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, true, false),
        person(0, 1, true, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 1_055_838, action: Sleep { device: 20, days: 40 } },
        Step { after: 563_590, action: Leave { by: 42, room: 0 } },
        Step { after: 2_440_831, action: Leave { by: 49, room: 0 } },
    ];
    let mut plan = plan(22_675, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(plan, &[Fault::Sleep]));
}

/// The checker asked for an invitation that only a withdrawn device could have sent.
#[test]
fn nobody_is_left_to_invite() {
    let people = [person(0, 1, false, true), person(0, 1, true, false), person(0, 1, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 21_356, action: Say { by: 35, room: 0, bytes: 0, look: false } },
        Step { after: 1, action: UseInvitationAgain },
        Step { after: 3, action: AddDevice { person: 25 } },
        Step { after: 165, action: Say { by: 46, room: 4, bytes: 600, look: true } },
        Step { after: 4, action: FillDisk { relay: 0, ms: 346_076 } },
        Step { after: 212, action: Say { by: 40, room: 6, bytes: 4000, look: true } },
        Step { after: 773_062, action: Say { by: 3, room: 4, bytes: 0, look: true } },
        Step { after: 909_351, action: Say { by: 19, room: 7, bytes: 0, look: true } },
        Step { after: 3, action: Rename { by: 32, room: 2 } },
        Step { after: 18_849, action: Say { by: 36, room: 1, bytes: 0, look: true } },
        Step { after: 118, action: Rename { by: 0, room: 5 } },
        Step { after: 1_170_971, action: Leave { by: 31, room: 0 } },
        Step { after: 510_001, action: Say { by: 18, room: 4, bytes: 0, look: true } },
        Step { after: 7, action: Say { by: 58, room: 6, bytes: 600, look: true } },
        Step { after: 15_948, action: Say { by: 20, room: 7, bytes: 0, look: true } },
        Step { after: 8062, action: AddDevice { person: 43 } },
        Step { after: 1704, action: Cut { device: 46, in_frame: false } },
        Step { after: 927_919, action: Say { by: 47, room: 7, bytes: 0, look: true } },
        Step { after: 954_837, action: Say { by: 47, room: 2, bytes: 0, look: false } },
        Step { after: 2, action: Say { by: 42, room: 4, bytes: 600, look: true } },
        Step { after: 4, action: Remove { by: 60, room: 1, who: 47 } },
        Step { after: 10, action: CreateRoom { by: 49, with: [40, 33, 21], count: 0 } },
        Step { after: 149, action: RevokeDevice { by: 41 } },
    ];
    let mut plan = plan(27_678, Conduct::Honest, &people, &steps);
    plan.latency_ms = 20;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::Partition, Fault::Cut, Fault::DiskFull],
    ));
}

/// While a device slept, its friend changed all of hers: it asked only those that it knew.
#[test]
fn devices_that_came_later_are_asked() {
    let people = [person(0, 1, true, false), person(0, 1, false, false), person(0, 1, true, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 6348, action: Sleep { device: 13, days: 40 } },
        Step { after: 1_083_666, action: AddDevice { person: 36 } },
        Step { after: 1_836_697, action: RevokeDevice { by: 26 } },
    ];
    let mut plan = plan(66_202, Conduct::Honest, &people, &steps);
    plan.latency_ms = 200;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(plan, &[Fault::Sleep]));
}

/// The checker wanted a device to be well whose person had left, and deleted the log, on another one.
#[test]
fn a_log_that_was_deleted_meanwhile_halts_its_room() {
    let people =
        [person(0, 1, false, false), person(0, 2, false, false), person(0, 2, false, true)];
    let steps = [
        Step { after: 7262, action: OpenDirect { by: 4, with: 57 } },
        Step { after: 486_105, action: Sleep { device: 37, days: 1 } },
        Step { after: 24_938, action: Leave { by: 16, room: 7 } },
        Step { after: 13_232, action: Leave { by: 47, room: 3 } },
    ];
    let mut plan = plan(42_667, Conduct::Honest, &people, &steps);
    plan.latency_ms = 2;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(plan, &[Fault::Sleep]));
}

/// The checker wanted a letter that a device had no time to write before it was withdrawn.
#[test]
fn a_device_withdrawn_before_its_letter_invites_nobody() {
    let people = [
        person(0, 1, false, false),
        person(0, 1, true, false),
        person(0, 2, false, false),
        person(1, 2, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 296_434, action: Add { by: 18, room: 3, who: 27 } },
        Step { after: 328_320, action: AddDevice { person: 8 } },
        Step { after: 142, action: RevokeDevice { by: 34 } },
    ];
    let mut plan = plan(78_474, Conduct::Honest, &people, &steps);
    plan.latency_ms = 20;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(plan, &[]));
}
