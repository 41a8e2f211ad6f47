//! Live push, slow followers, and where a follower's view ends.

mod support;

use corridor_relay_core::{CloseReason, ConnId};
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use corridor_wire::relay_frame::{RelayFrame, Response};
use support::{World, commit, delete_token, follow, message, record, seqs, token};

fn start(world: &mut World, conn: ConnId, log: LogId, from: u64) {
    let response = world.ask(conn, follow(log, &token(0), from));
    assert!(matches!(response, Response::Following { .. }), "{response:?}");
}

fn large(log: LogId, number: u64) -> Append {
    Append { record: record(&number.to_be_bytes().repeat(7_500)), ..message(log, number, 0) }
}

#[test]
fn a_follower_gets_what_was_and_then_what_comes() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    for number in 1..=3 {
        world.append(alice, message(log, number, 0));
    }
    start(&mut world, bob, log, 2);
    assert_eq!(seqs(&world.pushed_entries(bob)), [2, 3]);
    for number in 4..=6 {
        world.append(alice, message(log, number, 0));
    }
    let pages = world.pushed(bob);
    let entries: Vec<_> = pages.iter().flat_map(|page| page.entries.as_slice()).cloned().collect();
    assert_eq!(seqs(&entries), [4, 5, 6]);
    assert_eq!(pages.last().unwrap().head, world.page(alice, log, &token(0), 1).head);
    assert_eq!(world.pushed(alice), [], "who does not follow is not told");
    world.done(bob, Request::Unfollow { log });
    world.append(alice, message(log, 7, 0));
    assert_eq!(world.pushed(bob), []);
}

#[test]
fn a_follower_hears_nothing_that_is_not_on_disk() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    start(&mut world, alice, log, 1);
    world.frames(alice);
    let id = world.send(alice, Request::Append(message(log, 1, 0)));
    world.drain();
    assert_eq!(world.frames(alice), [], "staged");
    let (batch, writes) = world.relay.take_batch().unwrap();
    world.drain();
    assert_eq!(world.frames(alice), [], "on its way to the disk");
    let read = world.send(alice, support::read(log, &token(0), 1));
    world.drain();
    let Some(Response::Page(page)) = world.reply(alice, read) else { panic!() };
    assert_eq!((page.entries.as_slice().len(), page.head.seq), (0, 0), "readers see the disk");
    corridor_store::Store::commit(&world.store, &writes).unwrap();
    world.relay.handle_committed(batch, Ok(()), &world.store);
    world.drain();
    assert_eq!(world.reply(alice, id), Some(Response::Appended { seq: 1 }));
    assert_eq!(seqs(&world.pushed_entries(alice)), [1]);
}

#[test]
fn a_slow_follower_is_caught_up_in_order_and_its_backlog_is_bounded() {
    let mut world = World::with(|config| config.limits.push_window_bytes = 200_000);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let log = world.found(alice, 1);
    start(&mut world, bob, log, 1);
    start(&mut world, carol, log, 1);
    world.stalled = Some(bob);
    for number in 1..=60 {
        world.append(alice, large(log, number));
        assert!(world.undrained(bob) <= 200_000, "{}", world.undrained(bob));
    }
    assert_eq!(seqs(&world.pushed_entries(carol)), (1..=60).collect::<Vec<_>>(), "not slowed");
    assert_eq!(world.relay.counters().followers_lagged, 1);
    let before = seqs(&world.pushed_entries(bob));
    assert!(before.len() < 5, "{before:?}");
    // While it catches up, more arrives.
    world.stalled = Some(bob);
    let id = world.send(alice, Request::Append(large(log, 61)));
    world.settle();
    assert_eq!(world.reply(alice, id), Some(Response::Appended { seq: 61 }));
    world.resume();
    let after = seqs(&world.pushed_entries(bob));
    assert_eq!([before, after].concat(), (1..=61).collect::<Vec<_>>());
    world.append(alice, large(log, 62));
    assert_eq!(seqs(&world.pushed_entries(bob)), [62], "live again");
}

#[test]
fn several_lagging_logs_take_turns() {
    let mut world = World::with(|config| config.limits.push_window_bytes = 100_000);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let logs = [world.found(alice, 1), world.found(alice, 2)];
    for log in logs {
        start(&mut world, bob, log, 1);
    }
    world.stalled = Some(bob);
    for number in 1..=20 {
        for log in logs {
            world.append(alice, large(log, number));
        }
    }
    world.resume();
    let pages = world.pushed(bob);
    for log in logs {
        let of_log = pages.iter().filter(|page| page.log == log);
        let entries: Vec<_> = of_log.flat_map(|page| page.entries.as_slice()).cloned().collect();
        assert_eq!(seqs(&entries), (1..=20).collect::<Vec<_>>());
    }
}

#[test]
fn a_hundred_followers_share_one_encoding() {
    let mut world = World::with(|config| config.limits.connections_per_account = 200);
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let followers: Vec<_> = (0..100).map(|_| world.come_back("alice")).collect();
    for conn in &followers {
        start(&mut world, *conn, log, 1);
    }
    world.send(alice, Request::Append(message(log, 1, 0)));
    let (id, batch) = world.relay.take_batch().unwrap();
    corridor_store::Store::commit(&world.store, &batch).unwrap();
    world.relay.handle_committed(id, Ok(()), &world.store);
    let mut frames = Vec::new();
    while let Some(output) = world.relay.poll_output() {
        if let corridor_relay_core::Output::Send { frame, .. } = output {
            frames.push(frame);
        }
    }
    let pushed = &frames[1..];
    assert_eq!(pushed.len(), 100);
    assert!(pushed.iter().all(|frame| std::sync::Arc::ptr_eq(frame, &pushed[0])));
}

#[test]
fn a_removed_member_is_pushed_its_removal_and_nothing_behind_it() {
    let mut world = World::new();
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let log = world.found(alice, 1);
    start(&mut world, bob, log, 1);
    // Several in one batch, so that the removal stands in the middle of it.
    for append in [message(log, 1, 0), commit(log, 2, 0, true), message(log, 3, 1)] {
        world.send(alice, Request::Append(append));
    }
    world.settle();
    let frames = world.frames(bob);
    let entries: Vec<_> = frames
        .iter()
        .filter_map(|f| if let RelayFrame::Pushed(page) = f { Some(page) } else { None })
        .flat_map(|page| page.entries.as_slice().to_vec())
        .collect();
    assert_eq!(seqs(&entries), [1, 2]);
    let Some(RelayFrame::FollowEnded { log: ended, error }) = frames.last() else { panic!() };
    assert_eq!((*ended, error.code), (log, ErrorCode::TokenRevoked));
    // Who was away reads the same, and then hears the same.
    let response = world.ask(carol, follow(log, &token(0), 1));
    let Response::Following { head } = response else { panic!("{response:?}") };
    assert_eq!((head.seq, head.version), (2, 1));
    let frames = world.frames(carol);
    assert!(matches!(&frames[0], RelayFrame::Pushed(page) if page.entries.as_slice().len() == 2));
    assert!(matches!(&frames[1], RelayFrame::FollowEnded { error, .. }
        if error.code == ErrorCode::TokenRevoked));
    assert_eq!(frames.len(), 2);
    assert_eq!(world.relay.counters().follows, 0);
}

#[test]
fn a_removed_member_that_lags_is_caught_up_to_its_removal() {
    let mut world = World::with(|config| config.limits.push_window_bytes = 100_000);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    start(&mut world, bob, log, 1);
    world.stalled = Some(bob);
    for number in 1..=10 {
        world.append(alice, large(log, number));
    }
    world.append(alice, commit(log, 11, 0, true));
    world.append(alice, message(log, 12, 1));
    world.resume();
    let frames = world.frames(bob);
    let last_seq = frames.iter().filter_map(|frame| match frame {
        RelayFrame::Pushed(page) => page.entries.as_slice().last().map(|entry| entry.seq),
        _ => None,
    });
    assert_eq!(last_seq.max(), Some(11));
    assert!(matches!(frames.last(), Some(RelayFrame::FollowEnded { error, .. })
        if error.code == ErrorCode::TokenRevoked));
}

#[test]
fn a_deleted_log_ends_its_follows() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    start(&mut world, bob, log, 1);
    world.send(alice, Request::Append(message(log, 1, 0)));
    world.send(alice, Request::DeleteLog { log, delete_token: delete_token() });
    world.settle();
    let frames = world.frames(bob);
    assert!(matches!(&frames[0], RelayFrame::Pushed(_)), "{frames:?}");
    assert!(matches!(&frames[1], RelayFrame::FollowEnded { error, .. }
        if error.code == ErrorCode::LogDeleted));
}

#[test]
fn cursors_past_the_end_and_wrong_tokens_are_refused() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    start(&mut world, alice, log, 2);
    assert_eq!(world.code(alice, follow(log, &token(0), 3)), ErrorCode::CursorAhead);
    assert_eq!(world.code(alice, support::read(log, &token(0), 3)), ErrorCode::CursorAhead);
    assert_eq!(world.code(alice, follow(log, &token(7), 1)), ErrorCode::TokenUnknown);
    let without = Request::Follow { log, token: None, from_seq: 1 };
    assert_eq!(world.code(alice, without), ErrorCode::TokenUnknown);
    assert_eq!(world.code(alice, follow(support::log(5), &token(0), 1)), ErrorCode::LogUnknown);
}

#[test]
fn follows_are_counted_and_following_again_replaces() {
    let mut world = World::with(|config| config.limits.follows_per_connection = 2);
    let alice = world.join("alice");
    let logs = [1, 2, 3].map(|number| world.found(alice, number));
    start(&mut world, alice, logs[0], 1);
    start(&mut world, alice, logs[1], 1);
    start(&mut world, alice, logs[1], 1);
    let error = world.error(alice, follow(logs[2], &token(0), 1));
    assert_eq!(error.code, ErrorCode::TooManyFollows);
    assert!(error.retry_after_ms.is_some());
    world.append(alice, message(logs[1], 1, 0));
    assert_eq!(seqs(&world.pushed_entries(alice)), [1], "once, though followed twice");
    world.done(alice, Request::Unfollow { log: logs[0] });
    start(&mut world, alice, logs[2], 1);
}

#[test]
fn a_connection_that_asks_and_never_reads_is_closed() {
    let mut world = World::with(|config| {
        config.limits.push_window_bytes = 100_000;
        config.limits.outstanding_bytes = 500_000;
    });
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    for number in 1..=4 {
        world.append(alice, large(log, number));
    }
    world.stalled = Some(bob);
    world.send(bob, support::read(log, &token(0), 1));
    world.settle();
    assert!(world.relay.is_congested(bob), "a driver stops reading here");
    for _ in 0..3 {
        world.send(bob, support::read(log, &token(0), 1));
    }
    world.settle();
    assert_eq!(world.closed.get(&bob), Some(&CloseReason::TooSlow));
    assert!(!world.relay.is_congested(alice));
}

#[test]
fn pages_end_at_their_limits_and_a_reader_gets_everything() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    for number in 1..=1_500 {
        world.send(alice, Request::Append(message(log, number, 0)));
    }
    world.settle();
    for number in 1_501..=1_520 {
        world.send(alice, Request::Append(large(log, number)));
        world.pass(support::DAY_MS / 10);
    }
    world.settle();
    let alice = world.come_back("alice");
    let (mut from, mut seen) = (1, Vec::new());
    loop {
        let page = world.page(alice, log, &token(0), from);
        assert_eq!(page.head.seq, 1_520);
        let Some(last) = page.entries.as_slice().last() else { break };
        from = last.seq + 1;
        seen.extend(seqs(page.entries.as_slice()));
    }
    assert_eq!(seen, (1..=1_520).collect::<Vec<_>>());
}
