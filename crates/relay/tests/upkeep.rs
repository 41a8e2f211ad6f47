//! What nobody asks for: quotas that outlive housekeeping, counters, rows that stay small.

mod support;

use corridor_store::{Space, SpaceName, View};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use support::{DAY_MS, World, create_log, message};

/// An account that rests for an hour is not forgotten with what it has used of its day.
#[test]
fn an_hour_of_rest_does_not_renew_the_quotas_of_a_day() {
    let mut world = World::with(|config| {
        config.limits.logs_per_day = 1;
        config.limits.record_bytes_per_day = 500;
        config.limits.blob_bytes_per_day = 100;
    });
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let log = world.found(alice, 1);
    world.append(bob, message(log, 1, 0));
    let create_blob = |bytes| Request::CreateBlob { bytes, read_hash: support::token(9).hash() };
    world.ask(carol, create_blob(80));
    world.pass(DAY_MS / 24);
    assert_eq!(world.code(alice, create_log(2)), ErrorCode::LogQuota);
    assert_eq!(world.append_code(bob, message(log, 2, 0)), ErrorCode::ByteQuota);
    assert_eq!(world.code(carol, create_blob(80)), ErrorCode::BlobQuota);
    world.pass(DAY_MS);
    world.done(alice, create_log(2));
}

/// The head is written with every batch: it must not grow with the log.
#[test]
fn the_head_of_a_log_does_not_grow_with_the_entries_of_a_day() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let heads = Space::undated(SpaceName::new("heads"));
    let length = |world: &World, log: &LogId| {
        world.store.get(heads, log.as_bytes()).unwrap().expect("a head").len()
    };
    world.append(alice, message(log, 1, 0));
    let first = length(&world, &log);
    for number in 2..=20 {
        world.append(alice, message(log, number, 0));
    }
    assert_eq!(length(&world, &log), first);
    world.pass(DAY_MS);
    world.append(alice, message(log, 21, 0));
    assert!(length(&world, &log) > first);
}

#[test]
fn what_goes_out_is_counted_and_congests_until_it_is_read() {
    let mut world = World::with(|config| config.limits.push_window_bytes = 2_000);
    let alice = world.join("alice");
    assert!(!world.relay.is_congested(alice));
    let before = world.relay.counters();
    world.stalled = Some(alice);
    for _ in 0..100 {
        world.done(alice, Request::Ping {});
    }
    let after = world.relay.counters();
    assert_eq!(after.frames_sent - before.frames_sent, 100);
    assert_eq!(after.bytes_sent - before.bytes_sent, world.undrained(alice) as u64);
    assert!(world.undrained(alice) < 2_000 || world.relay.is_congested(alice));
    while world.undrained(alice) <= 2_000 {
        assert!(!world.relay.is_congested(alice));
        world.done(alice, Request::Ping {});
    }
    assert!(world.relay.is_congested(alice));
    world.resume();
    assert!(!world.relay.is_congested(alice));
}
