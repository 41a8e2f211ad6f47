//! What is passed on to those who are there, and to nobody else.

mod support;

use corridor_relay_core::ConnId;
use corridor_wire::client_frame::{Request, Signal};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use corridor_wire::relay_frame::{RelayFrame, Response};
use support::{World, commit, follow, log, message, token};

fn signal(log: LogId, version: u64) -> Request {
    let signal = Signal::new(vec![7; 500]).unwrap();
    Request::Signal { log, token: token(version), version, signal }
}

fn heard(world: &mut World, conn: ConnId) -> usize {
    let frames = world.frames(conn);
    frames.iter().filter(|frame| matches!(frame, RelayFrame::Signaled { .. })).count()
}

#[test]
fn a_signal_reaches_those_who_follow_and_hear_and_leaves_no_trace() {
    let mut world = World::new();
    let [alice, bob, carol, dave] = ["alice", "bob", "carol", "dave"].map(|name| world.join(name));
    let log = world.found(alice, 1);
    for conn in [alice, bob, carol] {
        world.ask(conn, follow(log, &token(0), 1));
    }
    for conn in [alice, bob, dave] {
        world.done(conn, Request::HearSignals { on: true });
    }
    world.done(alice, signal(log, 0));
    let all = [alice, bob, carol, dave].map(|conn| heard(&mut world, conn));
    assert_eq!(all, [0, 1, 0, 0], "her own she knows, Carol does not listen, Dave does not follow");
    assert_eq!(world.relay.counters().signals_passed, 1);
    assert!(world.page(alice, log, &token(0), 1).entries.as_slice().is_empty());

    world.done(bob, Request::HearSignals { on: false });
    world.done(alice, signal(log, 0));
    assert_eq!(heard(&mut world, bob), 0);
    // Who comes later has missed it.
    let again = world.come_back("bob");
    world.done(again, Request::HearSignals { on: true });
    world.ask(again, follow(log, &token(0), 1));
    assert_eq!(heard(&mut world, again), 0);
}

#[test]
fn nobody_signals_without_the_right_to_append_now() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.found(alice, 1);
    world.ask(alice, follow(room, &token(0), 1));
    world.done(alice, Request::HearSignals { on: true });
    assert_eq!(world.code(bob, signal(room, 5)), ErrorCode::TokenUnknown);
    assert_eq!(world.code(bob, signal(log(9), 0)), ErrorCode::LogUnknown);

    world.append(alice, commit(room, 1, 0, true));
    assert_eq!(world.code(bob, signal(room, 0)), ErrorCode::TokenRevoked);
    // A token of now, and a version that is not.
    let of = |version| {
        let signal = Signal::new(vec![7; 500]).unwrap();
        Request::Signal { log: room, token: token(1), version, signal }
    };
    assert!(matches!(world.ask(bob, of(0)), Response::Conflict { .. }));
    assert_eq!(world.code(bob, of(2)), ErrorCode::VersionAhead);
    world.done(bob, of(1));
    world.append(alice, message(room, 2, 1));
    assert_eq!(heard(&mut world, alice), 0, "her token was revoked, and her follow has ended");
}
