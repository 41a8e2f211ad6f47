//! Days expire as a whole.

mod support;

use corridor_relay_core::Output;
use corridor_store::View;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{RelayFrame, Response};
use support::people::invite;
use support::{DAY_MS, START, World, follow, message, read, seqs, token};

fn short(config: &mut corridor_relay_core::RelayConfig) {
    config.retention_days = 3;
}

#[test]
fn expired_days_are_dropped_and_cursors_into_them_say_so() {
    let mut world = World::with(short);
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    for day in 0..6 {
        for number in 1..=10 {
            world.append(alice, message(log, day * 10 + number, 0));
        }
        world.pass(DAY_MS);
    }
    // It is day 6; days 3, 4 and 5 have entries 31 to 60.
    let first_day = u32::try_from(START / DAY_MS).unwrap();
    let entries = corridor_store::SpaceName::new("entries");
    assert_eq!(world.store.days(entries).unwrap(), [first_day + 3, first_day + 4, first_day + 5]);
    for from in [1, 30] {
        let error = world.error(alice, read(log, &token(0), from));
        assert_eq!(error.code, ErrorCode::CursorExpired);
        assert_eq!(world.code(alice, follow(log, &token(0), from)), ErrorCode::CursorExpired);
    }
    let page = world.page(alice, log, &token(0), 31);
    assert_eq!(seqs(page.entries.as_slice()), (31..=60).collect::<Vec<_>>());
    let oldest = world.page(alice, log, &token(0), 0);
    assert_eq!(seqs(oldest.entries.as_slice())[0], 31, "0 asks for the oldest there is");
    world.restart();
    let alice = world.come_back("alice");
    assert_eq!(world.code(alice, read(log, &token(0), 30)), ErrorCode::CursorExpired);
    // A room that rests until all has expired goes on where it was.
    for _ in 0..5 {
        world.pass(DAY_MS);
    }
    let alice = world.come_back("alice");
    assert_eq!(world.code(alice, read(log, &token(0), 60)), ErrorCode::CursorExpired);
    assert_eq!(world.page(alice, log, &token(0), 61).entries.as_slice(), []);
    assert_eq!(world.append(alice, message(log, 1_000, 0)), Response::Appended { seq: 61 });
    assert_eq!(seqs(world.page(alice, log, &token(0), 0).entries.as_slice()), [61]);
}

#[test]
fn a_follower_that_lags_into_expired_days_is_told() {
    let mut world = World::with(|config| {
        config.retention_days = 3;
        config.limits.push_window_bytes = 100;
    });
    let alice = world.join("alice");
    let bob = world.join("bob");
    let log = world.found(alice, 1);
    world.ask(bob, follow(log, &token(0), 1));
    world.stalled = Some(bob);
    for number in 1..=5 {
        world.append(alice, message(log, number, 0));
    }
    for _ in 0..5 {
        world.pass(DAY_MS);
    }
    world.frames(bob);
    world.resume();
    let frames = world.frames(bob);
    assert!(
        matches!(frames.as_slice(), [RelayFrame::FollowEnded { error, .. }]
        if error.code == ErrorCode::CursorExpired),
        "{frames:?}"
    );
}

#[test]
fn a_crash_between_deciding_and_dropping_drops_at_the_next_start() {
    let mut world = World::with(short);
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    let before = world.store.fork();
    for _ in 0..4 {
        world.pass(DAY_MS);
    }
    let dropped = |world: &World| {
        let is_drop = |output: &&Output| matches!(output, Output::DropSpace(_));
        world.effects.iter().filter(is_drop).count()
    };
    assert!(dropped(&world) > 0);
    // What was decided is on disk, the dropping is not.
    let mut batch = corridor_store::Batch::new();
    for space in before.spaces().unwrap() {
        if space.day.is_some() {
            for row in before.range(space, &corridor_store::KeyRange::all()).unwrap() {
                batch.put(space, row.key, row.value);
            }
        }
    }
    corridor_store::Store::commit(&world.store, &batch).unwrap();
    world.effects.clear();
    world.restart();
    assert!(dropped(&world) > 0);
    let entries = corridor_store::SpaceName::new("entries");
    assert_eq!(world.store.days(entries).unwrap(), [] as [u32; 0]);
    assert!(world.effects.iter().any(|output| matches!(output, Output::ExpireBlobs { .. })));
}

#[test]
fn a_clock_that_jumps_two_years_ahead_and_back_loses_nothing() {
    let mut world = World::with(short);
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    let (right, wrong) = (world.now, world.now + 730 * DAY_MS);
    world.now = wrong;
    world.pass(1_000);
    world.restart();
    world.pass(3_600_000);
    world.now = right;
    world.pass(60_000);
    let alice = world.come_back("alice");
    assert_eq!(seqs(world.page(alice, log, &token(0), 1).entries.as_slice()), [1]);
    // A clock that stays there is believed in the end.
    world.now = wrong;
    for _ in 0..3 {
        world.pass(DAY_MS);
    }
    let alice = world.greet();
    let person = support::people::Person::new("alice");
    let nonce = world.nonce(alice);
    world.ask(alice, person.authenticate(nonce));
    assert_eq!(world.code(alice, read(log, &token(0), 1)), ErrorCode::CursorExpired);
}

#[test]
fn a_used_invitation_is_forgotten_only_after_it_expired() {
    let mut world = World::with(short);
    world.join("alice");
    let bob = support::people::Person::new("bob");
    for _ in 0..7 {
        world.pass(DAY_MS);
    }
    let conn_2 = world.greet();
    let nonce = world.nonce(conn_2);
    let reused = bob.register_with(invite("alice", 7), nonce);
    assert_eq!(world.code(conn_2, reused), ErrorCode::InvitationUsed);
    for _ in 0..9 {
        world.pass(DAY_MS);
    }
    let invited = corridor_store::SpaceName::new("invited");
    assert_eq!(world.store.days(invited).unwrap(), [] as [u32; 0]);
    let conn_3 = world.greet();
    let nonce = world.nonce(conn_3);
    let reused = bob.register_with(invite("alice", 7), nonce);
    assert_eq!(world.code(conn_3, reused), ErrorCode::InvitationExpired);
}

#[test]
fn a_quiet_relay_writes_nothing_and_wakes_once_a_day() {
    let mut world = World::new();
    world.pass(1_000);
    let batches = world.relay.counters().batches_committed;
    for _ in 0..100 {
        world.pass(1_000);
    }
    assert_eq!(world.relay.counters().batches_committed, batches);
    assert_eq!(world.relay.poll_wake(), Some((world.now / DAY_MS + 1) * DAY_MS));
    let alice = world.join("alice");
    world.done(alice, Request::Ping {});
}
