//! The rules of append, each with its exact error.

mod support;

use corridor_wire::client_frame::{Append, CommitHeader, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{Head, Response};
use corridor_wire::token::Token;
use support::{
    DAY_MS, World, commit, delete_token, follow, log, message, read, record, seqs, token,
};

const APPENDED: fn(u64) -> Response = |seq| Response::Appended { seq };

#[test]
fn records_get_dense_sequences_and_a_chain_that_readers_can_check() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    for number in 1..=5 {
        assert_eq!(world.append(alice, message(log, number, 0)), APPENDED(number));
    }
    let page = world.page(alice, log, &token(0), 1);
    assert_eq!(seqs(page.entries.as_slice()), [1, 2, 3, 4, 5]);
    let empty = corridor_wire::chain::ChainHash::empty(&log);
    let chain = page.entries.as_slice().iter().fold(empty, |chain, entry| chain.extend(entry));
    assert_eq!(page.head, Head { seq: 5, version: 0, chain });
}

#[test]
fn an_unknown_log_and_a_deleted_one_are_told_apart() {
    let mut world = World::new();
    let alice = world.join("alice");
    assert_eq!(world.append_code(alice, message(log(1), 1, 0)), ErrorCode::LogUnknown);
    let log = world.found(alice, 1);
    world.done(alice, Request::DeleteLog { log, delete_token: delete_token() });
    assert_eq!(world.append_code(alice, message(log, 1, 0)), ErrorCode::LogDeleted);
}

#[test]
fn a_wrong_token_and_no_token_are_unknown() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let wrong = Append { token: Some(Token::from_bytes([1; 32])), ..message(log, 1, 0) };
    assert_eq!(world.append_code(alice, wrong), ErrorCode::TokenUnknown);
    let none = Append { token: None, ..message(log, 1, 0) };
    assert_eq!(world.append_code(alice, none), ErrorCode::TokenUnknown);
    let of_another_log = world.found(alice, 2);
    world.append(alice, commit(of_another_log, 1, 0, false));
    let elsewhere = Append { token: Some(token(1)), ..message(log, 1, 0) };
    assert_eq!(world.append_code(alice, elsewhere), ErrorCode::TokenUnknown);
}

#[test]
fn a_stale_version_conflicts_and_shows_the_head() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, commit(log, 1, 0, false));
    let head = world.page(alice, log, &token(1), 1).head;
    assert_eq!((head.seq, head.version), (1, 1));
    assert_eq!(world.append(alice, message(log, 2, 0)), Response::Conflict { head });
    assert_eq!(world.append(alice, commit(log, 3, 0, true)), Response::Conflict { head });
    assert_eq!(world.append(alice, message(log, 2, 1)), APPENDED(2), "nothing was kept of it");
}

#[test]
fn a_version_ahead_of_the_log_says_that_the_relay_has_forgotten() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let ahead = Append { expect_version: 1, ..message(log, 1, 0) };
    assert_eq!(world.append_code(alice, ahead), ErrorCode::VersionAhead);
}

#[test]
fn a_hostile_members_garbage_commit_does_not_lock_out_the_others() {
    let mut world = World::new();
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    let log = world.found(alice, 1);
    let garbage = Append {
        record: record(b"no commit at all"),
        commit: Some(CommitHeader {
            next_token_hash: Token::from_bytes([66; 32]).hash(),
            revokes: false,
        }),
        ..message(log, 1, 0)
    };
    assert_eq!(world.append(mallory, garbage), APPENDED(1));
    // The others skip it: their epoch, and so their token, is still that of version 0.
    let sealed_again = Append { expect_version: 1, ..message(log, 2, 0) };
    assert_eq!(world.append(alice, sealed_again), APPENDED(2));
    let real = Append { token: Some(token(0)), ..commit(log, 3, 1, false) };
    assert_eq!(world.append(alice, real), APPENDED(3));
    assert_eq!(world.append(alice, message(log, 4, 2)), APPENDED(4));
}

#[test]
fn a_replayed_frame_is_answered_with_its_old_place() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let first = message(log, 1, 0);
    assert_eq!(world.append(alice, first.clone()), APPENDED(1));
    world.append(alice, message(log, 2, 0));
    assert_eq!(world.append(alice, first.clone()), APPENDED(1));
    // Also after the version moved on, and after the token was revoked.
    let revoking = commit(log, 3, 0, true);
    assert_eq!(world.append(alice, revoking.clone()), APPENDED(3));
    assert_eq!(world.append(alice, first.clone()), APPENDED(1));
    assert_eq!(world.append(alice, revoking), APPENDED(3));
    world.restart();
    let alice = world.come_back("alice");
    assert_eq!(world.append(alice, first), APPENDED(1));
    assert_eq!(world.page(alice, log, &token(1), 1).head.seq, 3);
}

#[test]
fn a_doubled_op_id_in_flight_is_one_record() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let ids: Vec<u64> =
        (0..3).map(|_| world.send(alice, Request::Append(message(log, 1, 0)))).collect();
    world.settle();
    for id in ids {
        assert_eq!(world.reply(alice, id), Some(APPENDED(1)));
    }
    assert_eq!(world.page(alice, log, &token(0), 1).head.seq, 1);
}

#[test]
fn an_op_id_is_not_used_for_another_record() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    let other_record = Append { record: record(b"another"), ..message(log, 1, 0) };
    assert_eq!(world.append_code(alice, other_record), ErrorCode::OpIdReused);
    let other_kind = commit(log, 1, 0, false);
    assert_eq!(world.append_code(alice, other_kind), ErrorCode::OpIdReused);
    let elsewhere = world.found(alice, 2);
    assert_eq!(world.append(alice, message(elsewhere, 1, 0)), APPENDED(1), "another log");
}

#[test]
fn an_op_id_is_remembered_across_days_until_they_expire() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    for day in 2..=20 {
        world.pass(support::DAY_MS);
        world.append(alice, message(log, day, 0));
    }
    assert_eq!(world.append(alice, message(log, 1, 0)), APPENDED(1));
}

#[test]
fn a_revoked_token_appends_nothing_and_reads_up_to_its_revocation() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    world.append(alice, message(log, 1, 0));
    world.append(alice, commit(log, 2, 0, true));
    world.append(alice, message(log, 3, 1));
    world.append(alice, commit(log, 4, 1, true));
    world.append(alice, message(log, 5, 2));

    let as_removed = Append { expect_version: 2, ..message(log, 6, 0) };
    assert_eq!(world.append_code(bob, as_removed), ErrorCode::TokenRevoked);
    assert_eq!(world.append_code(bob, message(log, 6, 0)), ErrorCode::TokenRevoked);
    assert_eq!(world.append_code(bob, commit(log, 6, 1, false)), ErrorCode::TokenRevoked);

    let removed = world.page(bob, log, &token(0), 1);
    assert_eq!(seqs(removed.entries.as_slice()), [1, 2], "its own removal is the last");
    assert_eq!((removed.head.seq, removed.head.version), (2, 1));
    let removed_later = world.page(bob, log, &token(1), 1);
    assert_eq!(seqs(removed_later.entries.as_slice()), [1, 2, 3, 4]);
    assert_eq!((removed_later.head.seq, removed_later.head.version), (4, 2));
    assert_eq!(seqs(world.page(bob, log, &token(2), 1).entries.as_slice()), [1, 2, 3, 4, 5]);
    assert_eq!(world.page(bob, log, &token(0), 3).entries.as_slice(), []);
    assert_eq!(world.code(bob, read(log, &token(0), 4)), ErrorCode::TokenRevoked);
    assert_eq!(world.code(bob, follow(log, &token(0), 5)), ErrorCode::TokenRevoked);
    let chain = removed.entries.as_slice().iter();
    let chain = chain.fold(corridor_wire::chain::ChainHash::empty(&log), |c, e| c.extend(e));
    assert_eq!(removed.head.chain, chain);
}

#[test]
fn repeating_an_old_token_hash_gives_a_revoked_token_no_new_life() {
    let mut world = World::new();
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    let log = world.found(alice, 1);
    world.append(alice, commit(log, 1, 0, true));
    let revived = CommitHeader { next_token_hash: token(0).hash(), revokes: false };
    let accomplice = Append { commit: Some(revived), ..message(log, 2, 1) };
    assert_eq!(world.append(mallory, accomplice), APPENDED(2));
    let removed = Append { expect_version: 2, ..message(log, 3, 0) };
    assert_eq!(world.append_code(mallory, removed), ErrorCode::TokenRevoked);
    assert_eq!(world.page(mallory, log, &token(0), 1).head.seq, 1);
}

#[test]
fn of_many_commits_to_one_version_one_wins() {
    let mut world = World::new();
    let conns: Vec<_> = (0..8).map(|number| world.join(&format!("device{number}"))).collect();
    let log = world.found(conns[0], 1);
    for round in 0..20 {
        let ids: Vec<_> = conns
            .iter()
            .enumerate()
            .map(|(at, conn)| {
                let number = round * 8 + at as u64;
                (*conn, world.send(*conn, Request::Append(commit(log, number, round, at % 2 == 0))))
            })
            .collect();
        world.settle();
        let replies: Vec<_> = ids.into_iter().filter_map(|(c, id)| world.reply(c, id)).collect();
        let won = replies.iter().filter(|r| **r == APPENDED(round + 1)).count();
        let lost =
            replies.iter().filter(|r| matches!(r, Response::Error(_) | Response::Conflict { .. }));
        assert_eq!((won, lost.count()), (1, 7), "{replies:?}");
    }
}

#[test]
fn logs_are_created_once_and_deleted_by_their_own_token() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.done(alice, support::create_log(1));
    let other =
        Request::CreateLog { log, token_hash: token(5).hash(), delete_hash: delete_token().hash() };
    assert_eq!(world.code(alice, other), ErrorCode::LogExists);
    let wrong = Request::DeleteLog { log, delete_token: token(0) };
    assert_eq!(world.code(alice, wrong), ErrorCode::TokenUnknown);
    let unknown = Request::DeleteLog { log: support::log(9), delete_token: delete_token() };
    assert_eq!(world.code(alice, unknown), ErrorCode::LogUnknown);
    for _ in 0..2 {
        world.done(alice, Request::DeleteLog { log, delete_token: delete_token() });
    }
    assert_eq!(world.code(alice, support::create_log(1)), ErrorCode::LogDeleted);
    assert_eq!(world.code(alice, read(log, &token(0), 1)), ErrorCode::LogDeleted);
    assert_eq!(world.code(alice, follow(log, &token(0), 1)), ErrorCode::LogDeleted);
}

#[test]
fn a_deleted_logs_rows_are_gone_after_a_while() {
    use corridor_store::{KeyRange, View};
    let mut world = World::new();
    let alice = world.join("alice");
    let (log, kept) = (world.found(alice, 1), world.found(alice, 2));
    for number in 0..300 {
        world.append(alice, message(log, number, 0));
    }
    world.append(alice, message(kept, 1, 0));
    world.done(alice, Request::DeleteLog { log, delete_token: delete_token() });
    // The relay is killed in the middle of it and goes on after the restart.
    world.pass(100);
    world.restart();
    for _ in 0..10 {
        world.pass(100);
    }
    let left: usize = world
        .store
        .spaces()
        .unwrap()
        .into_iter()
        .map(|space| {
            let rows = world.store.range(space, &KeyRange::prefix(log.as_bytes())).unwrap();
            rows.len()
        })
        .sum();
    assert_eq!(left, 1, "the tombstone alone");
    let alice = world.come_back("alice");
    assert_eq!(world.page(alice, kept, &token(0), 1).head.seq, 1);
    assert_eq!(world.append_code(alice, message(log, 999, 0)), ErrorCode::LogDeleted);
}

#[test]
fn the_bytes_of_a_day_are_counted_by_account_and_a_retry_is_not() {
    let mut world = World::with(|config| config.limits.record_bytes_per_day = 10_000);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    let large = |number| Append { record: record(&[0; 4_000]), ..message(log, number, 0) };
    for _ in 0..3 {
        assert_eq!(world.append(alice, large(1)), APPENDED(1));
    }
    let ahead = Append { expect_version: 1, ..large(9) };
    assert_eq!(world.append_code(alice, ahead), ErrorCode::VersionAhead);
    assert_eq!(world.append(alice, large(2)), APPENDED(2));
    world.pass(DAY_MS / 4);
    let again = world.come_back("alice");
    for conn in [alice, again] {
        let error = world.error(conn, Request::Append(large(3)));
        assert_eq!(
            (error.code, error.retry_after_ms),
            (ErrorCode::ByteQuota, Some(3 * DAY_MS / 4))
        );
    }
    assert_eq!(world.append(alice, large(2)), APPENDED(2), "a retry of what was taken");
    assert_eq!(world.append(bob, large(4)), APPENDED(3), "another account in the same log");
    world.pass(3 * DAY_MS / 4);
    assert_eq!(world.append(alice, large(3)), APPENDED(4));
}

#[test]
fn empty_records_use_up_a_day_too() {
    let mut world = World::with(|config| config.limits.record_bytes_per_day = 5_000);
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let empty = |number| Append { record: record(&[]), ..message(log, number, 0) };
    let taken = (1..=20).take_while(|number| {
        matches!(world.append(alice, empty(*number)), Response::Appended { .. })
    });
    assert!((5..20).contains(&taken.count()));
}
