//! Relays that were restored from a backup while others wrote on.

use corridor_simulator::fault::Fault;
use corridor_simulator::plan::Action::*;
use corridor_simulator::plan::{Conduct, Step};

use super::{keeps_every_promise, person, plan, with_only};

/// An older token saw its revoking commit as the end of the log: what others had written over was given back for ever.
#[test]
fn a_log_is_read_past_the_commit_that_revoked_a_token() {
    let people =
        [person(0, 1, false, false), person(0, 2, false, false), person(0, 1, false, true)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 3 } },
        Step { after: 228_610, action: Say { by: 47, room: 2, bytes: 0, look: true } },
        Step { after: 293, action: Say { by: 4, room: 3, bytes: 0, look: false } },
        Step { after: 660_928, action: Remove { by: 4, room: 1, who: 17 } },
        Step { after: 642, action: Say { by: 1, room: 2, bytes: 600, look: true } },
        Step { after: 21, action: FailStorage { device: 6, steps: 2560, crash: false } },
        Step { after: 151, action: Say { by: 8, room: 2, bytes: 0, look: false } },
        Step { after: 50, action: Cut { device: 48, in_frame: true } },
        Step { after: 1064, action: Say { by: 5, room: 6, bytes: 4000, look: true } },
        Step { after: 16, action: BackUp { relay: 0 } },
        Step { after: 794, action: Cut { device: 2, in_frame: true } },
        Step { after: 13_695, action: Restore { relay: 0 } },
        Step { after: 4, action: Cut { device: 10, in_frame: true } },
    ];
    let mut plan = plan(24_205, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2000;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::CutInFrame, Fault::ClientStorage, Fault::Restore],
    ));
}

/// A token that the new history had revoked was taken for a member that locks everybody out.
#[test]
fn a_token_revoked_in_another_history_leads_back_to_what_is_common() {
    let people = [
        person(0, 1, false, false),
        person(0, 2, false, true),
        person(0, 1, false, false),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 1 } },
        Step { after: 5177, action: Rename { by: 10, room: 5 } },
        Step { after: 5, action: Say { by: 34, room: 7, bytes: 0, look: false } },
        Step { after: 107, action: FailStorage { device: 15, steps: 374, crash: true } },
        Step { after: 25, action: Say { by: 49, room: 0, bytes: 0, look: true } },
        Step { after: 33_273, action: FailStorage { device: 42, steps: 2291, crash: true } },
        Step { after: 1132, action: FlipBits { relay: 0 } },
        Step { after: 240, action: FailStorage { device: 28, steps: 2537, crash: true } },
        Step { after: 18_009, action: FlipBits { relay: 0 } },
    ];
    let mut plan = plan(57_540, Conduct::Restored, &people, &steps);
    plan.latency_ms = 200;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(plan, &[Fault::Delay, Fault::ClientStorage, Fault::BitFlip]));
}

/// The checker did not count a text that was lost, queued once more, and refused in words.
#[test]
fn a_text_that_was_queued_again_and_refused_is_told() {
    let people = [
        person(0, 2, true, true),
        person(0, 1, false, false),
        person(0, 1, false, true),
        person(0, 1, false, false),
    ];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 1_040_884, action: Say { by: 31, room: 7, bytes: 4000, look: true } },
        Step { after: 0, action: Rename { by: 59, room: 2 } },
        Step { after: 19, action: FailStorage { device: 34, steps: 1050, crash: false } },
        Step { after: 15_918, action: Partition { device: 19, ms: 218_859 } },
        Step { after: 1814, action: Partition { device: 18, ms: 31_815 } },
        Step { after: 72, action: Add { by: 5, room: 1, who: 55 } },
        Step { after: 144, action: Say { by: 37, room: 6, bytes: 0, look: false } },
        Step { after: 220, action: Restore { relay: 0 } },
        Step { after: 2_591_987, action: Remove { by: 39, room: 3, who: 18 } },
    ];
    let mut plan = plan(23_154, Conduct::Restored, &people, &steps);
    plan.latency_ms = 200;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::Partition, Fault::ClientStorage, Fault::Restore],
    ));
}

/// A text stood twice at a device that had not read the lost history: its author sealed it anew
/// behind a commit, and the relay had taken its first record too.
#[test]
fn a_text_sealed_anew_stands_once() {
    let people =
        [person(0, 1, false, false), person(0, 1, false, true), person(0, 2, false, false)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 1_177_093, action: FailStorage { device: 8, steps: 895, crash: true } },
        Step { after: 380, action: FailStorage { device: 10, steps: 689, crash: false } },
        Step { after: 17, action: FailStorage { device: 15, steps: 1336, crash: true } },
        Step { after: 14_857, action: Add { by: 51, room: 3, who: 24 } },
        Step { after: 1, action: Say { by: 61, room: 6, bytes: 0, look: true } },
        Step { after: 5, action: CrashDevice { device: 36 } },
        Step { after: 16, action: BackUp { relay: 0 } },
        Step { after: 2177, action: CrashDevice { device: 25 } },
        Step { after: 3649, action: Say { by: 9, room: 1, bytes: 600, look: true } },
        Step { after: 1157, action: Say { by: 10, room: 3, bytes: 0, look: true } },
        Step { after: 23_644, action: Rename { by: 62, room: 6 } },
        Step { after: 1847, action: Restore { relay: 0 } },
    ];
    let mut plan = plan(36_736, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2000;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::Partition, Fault::ClientCrash, Fault::ClientStorage, Fault::Restore],
    ));
}

/// The same, with a commit that several devices gave back.
#[test]
fn a_text_given_back_and_sealed_anew_stands_once() {
    let people = [person(0, 2, true, false), person(0, 2, false, false), person(0, 2, false, true)];
    let steps = [
        Step { after: 1000, action: CreateRoom { by: 0, with: [1, 2, 3], count: 2 } },
        Step { after: 20_598, action: Say { by: 62, room: 0, bytes: 0, look: true } },
        Step { after: 402_449, action: Say { by: 19, room: 3, bytes: 0, look: false } },
        Step { after: 18, action: Cut { device: 47, in_frame: true } },
        Step { after: 1835, action: Partition { device: 40, ms: 195_115 } },
        Step { after: 1428, action: Say { by: 24, room: 4, bytes: 0, look: false } },
        Step { after: 1, action: BackUp { relay: 0 } },
        Step { after: 5969, action: Say { by: 38, room: 2, bytes: 0, look: true } },
        Step { after: 116_341, action: Rename { by: 39, room: 4 } },
        Step { after: 6917, action: Say { by: 31, room: 2, bytes: 0, look: true } },
        Step { after: 8687, action: Say { by: 27, room: 6, bytes: 0, look: true } },
        Step { after: 125, action: Restore { relay: 0 } },
    ];
    let mut plan = plan(44_938, Conduct::Restored, &people, &steps);
    plan.latency_ms = 2000;
    plan.inline_bytes = None;
    keeps_every_promise(with_only(
        plan,
        &[Fault::Delay, Fault::Partition, Fault::CutInFrame, Fault::Restore],
    ));
}
