//! Who was removed neither reads nor writes any more: not with the program, not with a copy of the
//! program's state from before, and not with the token itself in somebody else's hands.

use std::path::Path;
use std::process::Command;

use corridor_end_to_end::eavesdropper::Eavesdropper;
use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_end_to_end::{Person, World};
use corridor_wire::client_frame::{Append, ClientFrame, Record, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::{Page, RelayFrame, Response};
use corridor_wire::token::Token;

#[test]
fn a_removed_member_neither_reads_nor_appends() {
    let world = World::new();
    let [alice, carol, eve] = world.people(["alice", "carol", "eve"]);
    let ear = Eavesdropper::before(world.relay.address());
    let bob = Person::new(world.folder(), "bob");
    bob.join(&ear.invitation(&world.relay.invite(1)[0])).succeeded();

    let room = alice.new_room("Inner circle", &[&bob, &carol]);
    alice.send(&room, "before").succeeded();
    for person in [&bob, &carol] {
        person.sync();
        assert_eq!(person.texts(&room), ["before"]);
    }
    let log = LogId::from_hex(alice.room(&room)["room"].as_str().unwrap()).unwrap();
    let token = ear.last_token(&log).expect("bob has read the room");
    let outsider = Outsider::new(&world, &log);
    // The token is good, so that what follows says something about the removal.
    let page = outsider.read(&token);
    let before = page.head.seq;
    assert!(!page.entries.as_slice().is_empty());

    let stale = Person::new(world.folder(), "stale");
    copy(bob.profile(), stale.profile());
    stale.run(&["--offline", "send", &room, "from the past"]).succeeded();

    alice.run(&["remove", &room, "bob"]).succeeded();
    alice.send(&room, "after").succeeded();
    carol.sync();
    assert_eq!(carol.texts(&room), ["before", "after"]);

    // The program, and a copy of it that does not know yet.
    bob.sync();
    let refused = bob.run(&["send", &room, "still here?", "--json"]).with_code(10);
    assert_eq!(refused.error()["name"], "not_in_room");
    for person in [&bob, &stale] {
        person.run(&["sync"]).succeeded();
        let texts = person.run(&["read", &room, "--json", "--sync"]).succeeded();
        assert!(!texts.stdout.contains("after"), "{texts}");
        assert_eq!(person.room(&room)["status"], "removed");
        person.send(&room, "let me in").with_code(10);
        person.run(&["add", &room, "eve"]).with_code(10);
        person.run(&["rename", &room, "Outer circle"]).with_code(10);
    }

    // The token itself.
    let page = outsider.read(&token);
    let last = page.entries.as_slice().last().expect("the removal is there");
    assert!(last.commit.is_some_and(|commit| commit.revokes), "the removal ends it");
    assert_eq!((last.seq, page.head.seq), (before + 1, before + 1));
    outsider.check_follow_ends(&token, before + 1);
    // With the version it knew, and with the one that follows.
    for version in [page.head.version - 1, page.head.version, page.head.version + 1] {
        assert_eq!(outsider.append(Some(token.clone()), version), ErrorCode::TokenRevoked);
    }
    // And nobody guesses another.
    let guess = Token::from_bytes([42; 32]);
    assert_eq!(outsider.append(Some(guess.clone()), page.head.version), ErrorCode::TokenUnknown);
    assert_eq!(outsider.append(None, page.head.version), ErrorCode::TokenUnknown);
    let read = Request::Read { log, token: Some(guess), from_seq: 1 };
    assert_eq!(outsider.client().refusal(read), ErrorCode::TokenUnknown);

    // Nobody in the room noticed any of it, or heard from the past.
    for person in [&alice, &carol] {
        person.sync();
        assert_eq!(person.texts(&room), ["before", "after"]);
        let view = person.room(&room);
        assert_eq!((&view["skipped"], &view["people"]), (&0.into(), &2.into()), "{view}");
    }
    eve.sync();
    assert!(eve.run(&["rooms", "--json"]).succeeded().stdout.is_empty());
    println!(
        "removed: the token of version {} read up to its revocation at {} and appended nothing",
        page.head.version - 1,
        page.head.seq
    );
}

/// Somebody with an account and a stolen token.
struct Outsider<'a> {
    world: &'a World,
    device: RawDevice,
    log: LogId,
}

impl<'a> Outsider<'a> {
    fn new(world: &'a World, log: &LogId) -> Self {
        let address = world.relay.address();
        let device =
            RawDevice::registered("outsider@localhost", address, &world.relay.invite(1)[0]);
        Self { world, device, log: *log }
    }

    fn client(&self) -> RawClient {
        self.device.open(self.world.relay.address())
    }

    fn read(&self, token: &Token) -> Page {
        let request = Request::Read { log: self.log, token: Some(token.clone()), from_seq: 1 };
        match self.client().ask(request) {
            Response::Page(page) => page,
            other => panic!("{other:?}"),
        }
    }

    fn append(&self, token: Option<Token>, expect_version: u64) -> ErrorCode {
        self.client().refusal(Request::Append(Append {
            log: self.log,
            op_id: OpId::from_bytes([9; 16]),
            token,
            expect_version,
            record: Record::new(vec![0; 600]).unwrap(),
            commit: None,
            wake: None,
        }))
    }

    /// Everything up to `last_seq` is pushed, then the follow ends.
    fn check_follow_ends(&self, token: &Token, last_seq: u64) {
        let mut client = self.client();
        let request = Request::Follow { log: self.log, token: Some(token.clone()), from_seq: 1 };
        client.send(&corridor_wire::encode(&ClientFrame { request_id: 1, request }));
        let mut pushed = 0;
        loop {
            match client.next_frame() {
                Some(RelayFrame::Pushed(page)) => {
                    pushed = page.entries.as_slice().last().map_or(pushed, |entry| entry.seq);
                }
                Some(RelayFrame::FollowEnded { log, error }) => {
                    assert_eq!((log, error.code), (self.log, ErrorCode::TokenRevoked));
                    assert_eq!(pushed, last_seq);
                    return;
                }
                Some(RelayFrame::Reply { response: Response::Following { .. }, .. }) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().expect("cp runs");
    assert!(status.success());
}
