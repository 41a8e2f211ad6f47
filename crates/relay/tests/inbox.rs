//! Inboxes: everybody may write, the owner alone reads and trims.

mod support;

use corridor_store::{KeyRange, View};
use corridor_wire::client_frame::{Append, CommitHeader, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use corridor_wire::relay_frame::{Page, Response};
use support::people::Person;
use support::{DAY_MS, World, message, seqs, token};

fn letter(to: LogId, number: u64) -> Append {
    Append { token: None, expect_version: 0, ..message(to, number, 0) }
}

fn read_inbox(world: &mut World, conn: corridor_relay_core::ConnId, log: LogId, from: u64) -> Page {
    match world.ask(conn, Request::Read { log, token: None, from_seq: from }) {
        Response::Page(page) => page,
        other => panic!("expected a page, got {other:?}"),
    }
}

#[test]
fn a_new_device_has_an_inbox_that_others_write_to() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let inbox = Person::new("alice").inbox();
    let follow = Request::Follow { log: inbox, token: None, from_seq: 1 };
    assert!(matches!(world.ask(alice, follow), Response::Following { .. }));
    assert_eq!(world.append(bob, letter(inbox, 1)), Response::Appended { seq: 1 });
    assert_eq!(world.append(bob, letter(inbox, 1)), Response::Appended { seq: 1 }, "a retry");
    assert_eq!(seqs(&world.pushed_entries(alice)), [1]);
    assert_eq!(seqs(read_inbox(&mut world, alice, inbox, 1).entries.as_slice()), [1]);
}

#[test]
fn an_inbox_takes_no_commits_and_no_tokens_and_has_one_reader() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let inbox = Person::new("alice").inbox();
    let header = CommitHeader { next_token_hash: token(1).hash(), revokes: false };
    for append in [
        Append { commit: Some(header), ..letter(inbox, 1) },
        Append { token: Some(token(0)), ..letter(inbox, 1) },
        Append { expect_version: 1, ..letter(inbox, 1) },
    ] {
        assert_eq!(world.append_code(bob, append), ErrorCode::InboxRules);
    }
    for request in [
        Request::Read { log: inbox, token: None, from_seq: 1 },
        Request::Follow { log: inbox, token: None, from_seq: 1 },
        support::read(inbox, &token(0), 1),
        Request::DeleteLog { log: inbox, delete_token: support::delete_token() },
    ] {
        assert_eq!(world.code(bob, request.clone()), ErrorCode::InboxRules, "{request:?}");
    }
    assert_eq!(world.code(alice, support::read(inbox, &token(0), 1)), ErrorCode::InboxRules);
    let taken = Request::CreateLog {
        log: inbox,
        token_hash: token(0).hash(),
        delete_hash: token(1).hash(),
    };
    assert_eq!(world.code(bob, taken), ErrorCode::LogExists);
    let nobody = Person::new("nobody").inbox();
    assert_eq!(world.append_code(bob, letter(nobody, 1)), ErrorCode::LogUnknown);
}

#[test]
fn what_is_trimmed_is_gone_and_the_rest_is_read_on() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let inbox = Person::new("alice").inbox();
    for number in 1..=3 {
        world.append(bob, letter(inbox, number));
    }
    world.pass(DAY_MS);
    for number in 4..=6 {
        world.append(bob, letter(inbox, number));
    }
    assert_eq!(world.code(alice, Request::TrimInbox { through_seq: 7 }), ErrorCode::CursorAhead);
    for _ in 0..2 {
        world.done(alice, Request::TrimInbox { through_seq: 4 });
    }
    world.done(alice, Request::TrimInbox { through_seq: 2 });
    let rows: usize = world
        .store
        .spaces()
        .unwrap()
        .into_iter()
        .filter(|space| space.name.as_str() == "entries")
        .map(|space| world.store.range(space, &KeyRange::all()).unwrap().len())
        .sum();
    assert_eq!(rows, 2, "entries on disk");
    let expired = Request::Read { log: inbox, token: None, from_seq: 4 };
    assert_eq!(world.code(alice, expired), ErrorCode::CursorExpired);
    assert_eq!(seqs(read_inbox(&mut world, alice, inbox, 5).entries.as_slice()), [5, 6]);
    assert_eq!(seqs(read_inbox(&mut world, alice, inbox, 0).entries.as_slice()), [5, 6]);
    world.done(alice, Request::TrimInbox { through_seq: 6 });
    let page = read_inbox(&mut world, alice, inbox, 7);
    assert_eq!((page.entries.as_slice().len(), page.head.seq), (0, 6));
    assert_eq!(world.append(bob, letter(inbox, 1)), Response::Appended { seq: 1 }, "a late retry");
    assert_eq!(world.append(bob, letter(inbox, 7)), Response::Appended { seq: 7 });
}

#[test]
fn the_inbox_of_a_revoked_device_is_closed() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let laptop = Person::with_device("alice", "laptop");
    let second = world.greet();
    let nonce = world.nonce(second);
    world.ask(second, laptop.add_device(nonce));
    world.append(bob, letter(laptop.inbox(), 1));
    world.done(alice, Person::new("alice").revoke(laptop.device()));
    assert_eq!(world.append_code(bob, letter(laptop.inbox(), 2)), ErrorCode::LogDeleted);
}

#[test]
fn a_full_inbox_opens_when_its_owner_trims_it_or_its_letters_expire() {
    let mut world = World::with(|config| {
        config.limits.inbox_entries = 3;
        config.retention_days = 2;
    });
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let inbox = Person::new("alice").inbox();
    for number in 1..=3 {
        assert_eq!(world.append(bob, letter(inbox, number)), Response::Appended { seq: number });
    }
    for conn in [bob, carol] {
        let error = world.error(conn, Request::Append(letter(inbox, 4)));
        assert_eq!(error.code, ErrorCode::ByteQuota);
        assert!(error.retry_after_ms.is_some());
    }
    assert_eq!(world.append(bob, letter(inbox, 3)), Response::Appended { seq: 3 }, "a retry");
    let other = Person::new("carol").inbox();
    assert_eq!(world.append(bob, letter(other, 1)), Response::Appended { seq: 1 });
    world.done(alice, Request::TrimInbox { through_seq: 1 });
    assert_eq!(world.append(carol, letter(inbox, 4)), Response::Appended { seq: 4 });
    assert_eq!(world.append_code(carol, letter(inbox, 5)), ErrorCode::ByteQuota);
    for _ in 0..3 {
        world.pass(DAY_MS);
    }
    assert_eq!(world.append(carol, letter(inbox, 5)), Response::Appended { seq: 5 });
}
