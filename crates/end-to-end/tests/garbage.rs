//! A member who turns on the others: with the room's token in hand, anything can be put into its
//! log. The others skip it alike and talk on, or, locked out by force, found the room anew.

use corridor_end_to_end::eavesdropper::Eavesdropper;
use corridor_end_to_end::raw::RawDevice;
use corridor_end_to_end::{Person, World};
use corridor_wire::client_frame::{Append, CommitHeader, Record, Request};
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::{Page, Response};
use corridor_wire::token::{Token, TokenHash};

/// Alice and carol, bob whose token is used against them, and the room.
struct Scene {
    world: World,
    alice: Person,
    bob: Person,
    carol: Person,
    room: String,
    log: LogId,
    token: Token,
    hostile: RawDevice,
}

impl Scene {
    fn new() -> Self {
        let world = World::new();
        let [alice, carol] = world.people(["alice", "carol"]);
        let ear = Eavesdropper::before(world.relay.address());
        let bob = Person::new(world.folder(), "bob");
        let invitations = world.relay.invite(2);
        bob.join(&ear.invitation(&invitations[0])).succeeded();
        let room = alice.new_room("Mixed company", &[&bob, &carol]);
        alice.send(&room, "before").succeeded();
        for person in [&bob, &carol, &alice] {
            person.sync();
            person.acknowledge(&room);
        }
        let log = LogId::from_hex(alice.room(&room)["room"].as_str().unwrap()).unwrap();
        let token = ear.last_token(&log).expect("bob has read the room");
        let hostile =
            RawDevice::registered("hostile@localhost", world.relay.address(), &invitations[1]);
        Self { world, alice, bob, carol, room, log, token, hostile }
    }

    fn everybody(&self) -> [&Person; 3] {
        [&self.alice, &self.bob, &self.carol]
    }

    fn ask(&self, request: Request) -> Response {
        self.hostile.open(self.world.relay.address()).ask(request)
    }

    fn page(&self) -> Page {
        let read = Request::Read { log: self.log, token: Some(self.token.clone()), from_seq: 1 };
        match self.ask(read) {
            Response::Page(page) => page,
            other => panic!("{other:?}"),
        }
    }

    /// Puts something into the log, under whatever version it has; the relay takes it.
    fn put(&self, op: u8, record: Vec<u8>, commit: Option<CommitHeader>) {
        let head = self.page().head;
        let response = self.ask(Request::Append(Append {
            log: self.log,
            op_id: OpId::from_bytes([op; 16]),
            token: Some(self.token.clone()),
            expect_version: head.version,
            record: Record::new(record).unwrap(),
            commit,
            wake: None,
        }));
        assert_eq!(response, Response::Appended { seq: head.seq + 1 });
    }
}

fn header(revokes: bool) -> CommitHeader {
    CommitHeader { next_token_hash: TokenHash::from_bytes([66; 32]), revokes }
}

#[test]
fn garbage_in_a_log_is_skipped_by_all_alike() {
    let scene = Scene::new();
    let room = &scene.room;
    let page = scene.page();
    let text = page.entries.as_slice().iter().rev().find(|entry| entry.commit.is_none());
    let text = text.expect("alice's text is in the log").record.clone().into_vec();
    let commit = page.entries.as_slice().iter().find(|entry| entry.commit.is_some());
    let commit = commit.expect("bob's adding is in the log").clone();

    scene.put(1, vec![0xaa; 600], None);
    scene.put(2, vec![0xbb; 600], Some(header(false)));
    scene.alice.send(room, "undisturbed").succeeded();
    // What others wrote once, said again: a text, and a whole commit with its header.
    scene.put(3, text, None);
    scene.put(4, commit.record.clone().into_vec(), commit.commit);
    scene.put(5, vec![0xcc; 600], Some(header(false)));

    scene.carol.sync();
    scene.carol.send(room, "me neither").succeeded();
    scene.alice.run(&["rename", room, "Rude company"]).succeeded();
    for _ in 0..2 {
        scene.everybody().into_iter().for_each(Person::sync);
    }
    for person in scene.everybody() {
        let name = person.name();
        assert_eq!(person.texts(room), ["before", "undisturbed", "me neither"], "{name}");
        let view = person.room(room);
        assert_eq!((&view["skipped"], &view["status"]), (&5.into(), &"active".into()), "{view}");
        assert_eq!(view["title"], "Rude company");
        assert!(view["contradiction"].is_null(), "{view}");
    }

    // And it ends when he who does it is removed.
    scene.alice.run(&["remove", room, "bob"]).succeeded();
    let append = Append {
        log: scene.log,
        op_id: OpId::from_bytes([6; 16]),
        token: Some(scene.token.clone()),
        expect_version: scene.page().head.version,
        record: Record::new(vec![0xdd; 600]).unwrap(),
        commit: None,
        wake: None,
    };
    let refused = scene.ask(Request::Append(append));
    assert!(matches!(&refused, Response::Error(error) if error.code.name() == "token_revoked"));
    scene.alice.send(room, "at last").succeeded();
    scene.carol.sync();
    assert_eq!(scene.carol.texts(room).last().map(String::as_str), Some("at last"));
    println!("garbage: 5 hostile entries skipped by 3 people alike");
}

#[test]
fn a_room_that_a_member_has_locked_is_founded_anew() {
    let scene = Scene::new();
    let room = &scene.room;
    scene.put(1, vec![0xaa; 600], Some(header(true)));
    scene.alice.run(&["--offline", "send", room, "into the void"]).succeeded();
    for person in [&scene.alice, &scene.carol] {
        // What can't go out any more is not waited for.
        person.sync();
        assert_eq!(person.room(room)["status"], "halted");
        person.send(room, "anybody?").with_code(10);
        assert_eq!(person.texts(room)[0], "before", "what was said stays");
    }
    let founded = scene.alice.run(&["refound", room, "--without", "bob"]).succeeded();
    let again = founded.stdout.lines().last().and_then(|line| line.split(' ').next()).unwrap();
    scene.alice.send(again, "here").succeeded();
    scene.carol.sync();
    assert_eq!(scene.carol.texts(again), ["here"]);
    scene.bob.sync();
    assert_eq!(scene.bob.run(&["rooms", "--json"]).succeeded().objects().len(), 1);
    println!("garbage: a locked room was founded anew without its attacker");
}
