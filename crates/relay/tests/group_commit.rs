//! What happens when the disk refuses, and when the process dies.

mod support;

use corridor_relay_core::{InvitationSecret, Relay, RelayConfig, StartError};
use corridor_store::{Batch, Space, SpaceName, Store, StoreError};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{ErrorReply, Response};
use support::people::Person;
use support::{World, commit, follow, message, seqs, token};

fn refusal(response: Option<Response>) -> ErrorReply {
    match response {
        Some(Response::Error(error)) => error,
        other => panic!("expected an error, got {other:?}"),
    }
}

#[test]
fn everything_in_a_failed_batch_and_on_top_of_it_is_refused_and_can_be_retried() {
    for (failure, code) in [
        (StoreError::Unavailable("gone".to_owned()), ErrorCode::StorageUnavailable),
        (StoreError::Full, ErrorCode::StorageFull),
        (StoreError::AssertionFailed(0), ErrorCode::StorageUnavailable),
    ] {
        let mut world = World::new();
        let (alice, bob) = (world.join("alice"), world.join("bob"));
        let log = world.found(alice, 1);
        world.ask(bob, follow(log, &token(0), 1));
        world.append(alice, message(log, 1, 0));
        world.frames(bob);

        let in_batch = [message(log, 2, 0), commit(log, 3, 0, true)];
        let in_batch = in_batch.map(|append| world.send(alice, Request::Append(append)));
        let (id, _lost) = world.relay.take_batch().unwrap();
        // These were decided on what is in flight: an append, a conflict, and a double.
        let on_top = [message(log, 4, 1), message(log, 5, 0), message(log, 2, 0)];
        let on_top = on_top.map(|append| world.send(alice, Request::Append(append)));
        world.drain();
        assert_eq!(world.frames(alice), [], "nothing is answered before the disk answers");
        world.relay.handle_committed(id, Err(failure), &world.store);
        world.drain();
        for request in in_batch.into_iter().chain(on_top) {
            let error = refusal(world.reply(alice, request));
            assert_eq!(error.code, code);
            assert!(error.retry_after_ms.is_some());
        }
        assert_eq!(world.frames(bob), [], "no follower heard of it");
        assert!(world.relay.take_batch().is_none(), "nothing is left of it");
        assert_eq!(world.page(alice, log, &token(0), 1).head.seq, 1);

        // The same requests again, as clients send them: not at once, if the disk was full.
        world.pass(1_000);
        assert_eq!(world.append(alice, message(log, 2, 0)), Response::Appended { seq: 2 });
        assert_eq!(world.append(alice, commit(log, 3, 0, true)), Response::Appended { seq: 3 });
        assert_eq!(world.append(alice, message(log, 4, 1)), Response::Appended { seq: 4 });
        assert_eq!(seqs(&world.pushed_entries(bob)), [2, 3]);
    }
}

#[test]
fn a_batch_that_reached_the_disk_though_its_commit_failed_is_found_again() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let request = world.send(alice, Request::Append(message(log, 1, 0)));
    let (id, batch) = world.relay.take_batch().unwrap();
    world.store.commit(&batch).unwrap();
    let failure = StoreError::Unavailable("the outcome is unknown".to_owned());
    world.relay.handle_committed(id, Err(failure), &world.store);
    world.drain();
    refusal(world.reply(alice, request));
    assert_eq!(world.append(alice, message(log, 1, 0)), Response::Appended { seq: 1 });
    assert_eq!(world.append(alice, message(log, 2, 0)), Response::Appended { seq: 2 });
}

#[test]
fn a_registration_that_was_not_written_is_not_signed_in() {
    let mut world = World::new();
    let conn = world.greet();
    let alice = Person::new("alice");
    let request = world.send(conn, alice.register("alice", world.nonce(conn)));
    let (id, _lost) = world.relay.take_batch().unwrap();
    world.relay.handle_committed(id, Err(StoreError::Full), &world.store);
    world.drain();
    assert_eq!(refusal(world.reply(conn, request)).code, ErrorCode::StorageFull);
    assert_eq!(world.code(conn, support::create_log(1)), ErrorCode::NotAuthenticated);
    world.pass(1_000);
    let again = world.ask(conn, alice.register("alice", world.nonce(conn)));
    assert!(matches!(again, Response::Authenticated { .. }), "{again:?}");
}

#[test]
fn on_a_full_disk_what_frees_room_is_taken_and_nothing_else_until_it_is_tried_again() {
    let mut world = World::new();
    let alice = world.join("alice");
    let (log, other) = (world.found(alice, 1), world.found(alice, 2));
    world.append(alice, message(log, 1, 0));
    let request = world.send(alice, Request::Append(message(log, 2, 0)));
    let (id, batch) = world.relay.take_batch().unwrap();
    assert!(!batch.frees_room());
    world.relay.handle_committed(id, Err(StoreError::Full), &world.store);
    world.drain();
    assert_eq!(refusal(world.reply(alice, request)).code, ErrorCode::StorageFull);

    // Not even staged, so that it does not take the deletion down with it.
    assert_eq!(world.append_code(alice, message(log, 3, 0)), ErrorCode::StorageFull);
    let deletion = Request::DeleteLog { log: other, delete_token: support::delete_token() };
    let deletion = world.send(alice, deletion);
    let refused = world.send(alice, Request::Append(message(log, 3, 0)));
    let (id, batch) = world.relay.take_batch().unwrap();
    assert!(batch.frees_room());
    world.store.commit(&batch).unwrap();
    world.relay.handle_committed(id, Ok(()), &world.store);
    world.drain();
    assert_eq!(world.reply(alice, deletion), Some(Response::Done {}));
    assert_eq!(refusal(world.reply(alice, refused)).code, ErrorCode::StorageFull);
    assert_eq!(world.page(alice, log, &token(0), 1).head.seq, 1, "reading goes on");

    world.pass(1_000);
    assert_eq!(world.append(alice, message(log, 3, 0)), Response::Appended { seq: 2 });
}

#[test]
fn expiry_and_purges_may_use_the_reserve_and_a_batch_with_anything_else_may_not() {
    let mut world = World::new();
    let alice = world.join("alice");
    let (log, other) = (world.found(alice, 1), world.found(alice, 2));
    world.append(alice, message(other, 1, 0));
    let deletion = Request::DeleteLog { log: other, delete_token: support::delete_token() };
    world.send(alice, deletion.clone());
    world.send(alice, Request::Append(message(log, 1, 0)));
    let (id, batch) = world.relay.take_batch().unwrap();
    assert!(!batch.frees_room(), "an append is in it");
    world.store.commit(&batch).unwrap();
    world.relay.handle_committed(id, Ok(()), &world.store);
    for _ in 0..2 {
        world.now += 86_400_000;
        world.relay.handle_timeout(world.now, &world.store);
        let (id, batch) = world.relay.take_batch().expect("a day is noted, rows are purged");
        assert!(batch.frees_room());
        world.store.commit(&batch).unwrap();
        world.relay.handle_committed(id, Ok(()), &world.store);
    }
}

#[test]
fn one_batch_is_in_flight_and_takes_all_that_waits() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.send(alice, Request::Append(message(log, 1, 0)));
    let (first, batch) = world.relay.take_batch().unwrap();
    for number in 2..=50 {
        world.send(alice, Request::Append(message(log, number, 0)));
    }
    assert!(world.relay.take_batch().is_none());
    world.store.commit(&batch).unwrap();
    world.relay.handle_committed(first, Ok(()), &world.store);
    world.relay.handle_committed(first, Err(StoreError::Full), &world.store);
    let (second, batch) = world.relay.take_batch().unwrap();
    world.store.commit(&batch).unwrap();
    world.relay.handle_committed(second, Ok(()), &world.store);
    assert!(world.relay.take_batch().is_none());
    world.drain();
    assert_eq!(world.page(alice, log, &token(0), 1).head.seq, 50);
}

#[test]
fn a_restart_keeps_the_lineage_and_a_restore_begins_a_new_one() {
    let mut world = World::new();
    let lineage = world.relay.lineage();
    world.restart();
    assert_eq!(world.relay.lineage(), lineage);
    let new = corridor_wire::id::LineageId::from_bytes([5; 16]);
    corridor_relay_core::begin_lineage(&world.store, new).unwrap();
    world.restart();
    assert_eq!(world.relay.lineage(), new);
}

#[test]
fn a_store_from_the_future_is_refused() {
    let world = World::new();
    let mut batch = Batch::new();
    batch.put(Space::undated(SpaceName::new("relay")), "format", 2u32.to_be_bytes());
    world.store.commit(&batch).unwrap();
    let config = RelayConfig::new(support::relay_name(), InvitationSecret::from_bytes([1; 32]));
    let opened = Relay::open(config, [0; 32], world.now, &world.store);
    assert_eq!(opened.err(), Some(StartError::NewerFormat(2)));
}

#[test]
fn a_relay_restored_from_yesterday_says_so_to_who_knows_better() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    let yesterday = world.store.fork();
    world.append(alice, commit(log, 2, 0, false));
    world.append(alice, message(log, 3, 1));
    world.store = yesterday;
    world.restart();
    let alice = world.come_back("alice");
    assert_eq!(world.append_code(alice, message(log, 4, 1)), ErrorCode::TokenUnknown);
    let with_old_token =
        corridor_wire::client_frame::Append { token: Some(token(0)), ..message(log, 4, 1) };
    assert_eq!(world.append_code(alice, with_old_token), ErrorCode::VersionAhead);
    assert_eq!(world.code(alice, follow(log, &token(0), 4)), ErrorCode::CursorAhead);
    // Uploading again what it forgot.
    assert_eq!(world.append(alice, commit(log, 2, 0, false)), Response::Appended { seq: 2 });
    assert_eq!(world.append(alice, message(log, 3, 1)), Response::Appended { seq: 3 });
}
