//! Hostile members and hostile relays: what they send is refused or skipped, and nothing is lost.

use crate::support::World;
use crate::support::program::{ask, invite_as_bob};
use corridor_content::{ExternalPart, File, Message, uri};
use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::output::Change;
use corridor_engine::view::{FileState, ItemKind, RoomId, RoomStatus};
use corridor_wire::bytes::BoundedList;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, ClientFrame, CommitHeader, Record, Request};
use corridor_wire::id::OpId;
use corridor_wire::relay_frame::{Entry, Head, Page, RelayFrame, Response};
use corridor_wire::token::TokenHash;
use corridor_wire::{decode, encode, limits};

/// The last append of a client that is still on its way: it has the token of the room's epoch.
fn own_append(world: &World, client: usize) -> Append {
    let frame = world.clients[client].to_relay.back().expect("an append is on its way");
    match decode::<ClientFrame>(frame, limits::FRAME_BYTES).unwrap().request {
        Request::Append(append) => append,
        other => panic!("{other:?}"),
    }
}

/// Writes to a log with a member's token and connection, behind the back of the member's engine.
fn forge(world: &mut World, client: usize, append: Append) -> Response {
    ask(world, client, Request::Append(append))
}

fn garbage(seed: u8, like: &Append, commit: Option<CommitHeader>) -> Append {
    Append {
        log: like.log,
        op_id: OpId::from_bytes([seed; 16]),
        token: like.token.clone(),
        expect_version: like.expect_version,
        record: Record::new(vec![seed; 700]).unwrap(),
        commit,
        wake: None,
    }
}

fn three(seed: u64) -> (World, [usize; 3], RoomId) {
    let mut world = World::new(seed);
    let members = ["alice", "bob", "mallory"].map(|name| world.join(name));
    let room = world.room(members[0], "Hostile", &members[1..]);
    world.run();
    (world, members, room)
}

#[test]
fn garbage_commits_that_revoke_nobody_are_skipped_by_all_alike() {
    let (mut world, [alice, bob, mallory], room) = three(50);
    for round in 0..10u8 {
        world.say(mallory, &room, &format!("decoy {round}"));
        let append = own_append(&world, mallory);
        let header =
            CommitHeader { next_token_hash: TokenHash::from_bytes([round; 32]), revokes: false };
        let response = forge(&mut world, mallory, garbage(round + 1, &append, Some(header)));
        assert!(matches!(response, Response::Appended { .. }), "{response:?}");
        world.say(alice, &room, &format!("alice {round}"));
        let title = format!("Hostile {round}");
        world.command(alice, Command::Rename { room, title }).unwrap();
        world.run();
        world.say(bob, &room, &format!("bob {round}"));
        world.run();
    }
    for member in [alice, bob, mallory] {
        let view = world.clients[member].engine.room(&room).unwrap().unwrap();
        assert_eq!((view.title.as_str(), view.skipped), ("Hostile 9", 10));
        assert_eq!((view.status, view.contradiction), (RoomStatus::Active, None));
        assert_eq!(world.said(member, &room), world.said(alice, &room));
    }
    assert_eq!(world.texts(bob, &room).len(), 30);
}

#[test]
fn a_garbage_commit_that_revokes_halts_the_room_and_it_is_founded_anew() {
    let (mut world, [alice, bob, mallory], room) = three(51);
    world.say(mallory, &room, "decoy");
    let append = own_append(&world, mallory);
    let header = CommitHeader { next_token_hash: TokenHash::from_bytes([9; 32]), revokes: true };
    let response = forge(&mut world, mallory, garbage(1, &append, Some(header)));
    assert!(matches!(response, Response::Appended { .. }), "{response:?}");
    world.run();
    for member in [alice, bob] {
        let view = world.clients[member].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.status, RoomStatus::Halted);
    }
    let without = vec![world.account(mallory)];
    let answer = world.command(alice, Command::Refound { room, without }).unwrap();
    let Answer::Room(anew) = answer else { panic!("{answer:?}") };
    world.say(alice, &anew, "without mallory");
    world.run();
    assert_eq!(world.texts(bob, &anew), ["without mallory"]);
    assert!(world.clients[mallory].engine.room(&anew).unwrap().is_none());
}

#[test]
fn a_record_repeated_by_a_member_is_read_once() {
    let (mut world, [alice, bob, mallory], room) = three(52);
    world.say(alice, &room, "once");
    let append = own_append(&world, alice);
    world.run();
    // Mallory replays Alice's sealed bytes under an operation of her own.
    let replay = Append { op_id: OpId::from_bytes([3; 16]), ..append };
    let response = forge(&mut world, mallory, replay);
    assert!(matches!(response, Response::Appended { .. }), "{response:?}");
    world.run();
    for member in [alice, bob, mallory] {
        assert_eq!(world.texts(member, &room), ["once"]);
        assert_eq!(world.clients[member].engine.room(&room).unwrap().unwrap().skipped, 1);
    }
}

fn push(world: &mut World, client: usize, frame: &RelayFrame) {
    world.clients[client].to_engine.push_back(encode(frame).into());
}

fn page(room: &RoomId, entries: Vec<Entry>, head: Head) -> RelayFrame {
    RelayFrame::Pushed(Page { log: *room, entries: BoundedList::new(entries).unwrap(), head })
}

/// Makes a page's entries and its head's sequence from a cursor.
type Forge = fn(u64, &dyn Fn(u64, u64) -> Entry) -> (Vec<Entry>, u64);

fn contradiction(world: &World, client: usize) -> Option<String> {
    world.clients[client].changes.iter().find_map(|change| match change {
        Change::Contradiction { what, .. } => Some(what.clone()),
        _ => None,
    })
}

#[test]
fn a_relay_that_leaves_out_swaps_or_invents_is_noticed_and_nothing_is_lost() {
    let cursor = |world: &World, client: usize, room: &RoomId| {
        world.clients[client].engine.room(room).unwrap().unwrap().cursor
    };
    let invented = |seq: u64, version: u64| Entry {
        seq,
        version,
        op_id: OpId::from_bytes([1; 16]),
        record: Record::new(vec![1; 600]).unwrap(),
        commit: None,
    };
    let cases: [(Forge, &str); 3] = [
        (|cursor, entry| (vec![entry(cursor + 2, 1)], cursor + 2), "left out entries"),
        (|cursor, entry| (vec![entry(cursor + 1, 7)], cursor + 1), "counts commits differently"),
        (|cursor, _| (Vec::new(), cursor), "vouches for another history"),
    ];
    for (number, (case, expected)) in cases.into_iter().enumerate() {
        let (mut world, [alice, bob, _], room) = three(53 + number as u64);
        world.say(alice, &room, "before");
        world.run();
        let (entries, seq) = case(cursor(&world, bob, &room), &invented);
        let head = Head { seq, version: 1, chain: ChainHash::from_bytes([5; 32]) };
        push(&mut world, bob, &page(&room, entries, head));
        world.run();
        let what = contradiction(&world, bob).unwrap_or_default();
        assert!(what.contains(expected), "{what}");
        // The true relay goes on, and so does Bob.
        world.say(alice, &room, "after");
        world.run();
        world.connect(bob);
        world.run();
        assert_eq!(world.texts(bob, &room), ["before", "after"], "{expected}");
    }
}

#[test]
fn answers_that_nobody_asked_for_end_the_connection_and_nothing_else() {
    let (mut world, [alice, bob, _], room) = three(60);
    for frame in [
        RelayFrame::Reply { request_id: 77_777, response: Response::Done {} },
        RelayFrame::Goodbye { retry_after_ms: 1 },
    ] {
        push(&mut world, bob, &frame);
        world.run();
    }
    world.clients[bob].to_engine.push_back(vec![0xff; 40].into());
    world.run();
    world.connect(bob);
    world.say(alice, &room, "still here");
    world.run();
    assert_eq!(world.texts(bob, &room), ["still here"]);
}

#[test]
fn a_relay_that_swallows_what_it_acknowledged_is_found_out() {
    let (mut world, [alice, bob, _], room) = three(61);
    // The relay says that Alice's message is on disk, and throws it away.
    world.say(alice, &room, "swallowed");
    let frame = world.clients[alice].to_relay.pop_back().unwrap();
    let request_id = decode::<ClientFrame>(&frame, limits::FRAME_BYTES).unwrap().request_id;
    let seq = world.clients[alice].engine.room(&room).unwrap().unwrap().cursor + 1;
    let reply = RelayFrame::Reply { request_id, response: Response::Appended { seq } };
    push(&mut world, alice, &reply);
    world.run();
    assert!(world.texts(bob, &room).is_empty());
    // It is still hers, and goes out on the next connection.
    world.connect(alice);
    world.run();
    assert_eq!(world.texts(bob, &room), ["swallowed"]);
    assert_eq!(world.texts(alice, &room), ["swallowed"]);
}

#[test]
fn a_stranger_who_certifies_herself_as_bob_is_not_taken_for_him() {
    let mut world = World::new(62);
    let (alice, bob, mallory) = (world.join("alice"), world.join("bob"), world.join("mallory"));
    let false_room = invite_as_bob(&mut world, mallory, alice).log;
    world.run();
    let account = world.account(bob);
    // Alice is told, and writes nothing there without having been told.
    assert!(world.clients[alice].changes.contains(&Change::KeyChanged(account.clone())));
    let text = "are you bob?".to_owned();
    let command = Command::SendText { room: false_room, text: text.into(), seen: None };
    let refused = world.command(alice, command).unwrap_err();
    assert!(matches!(refused, CommandError::RosterChanged { .. }), "{refused}");
    // Whoever asks for Bob gets the Bob whom the relay's directory knows.
    let answer = world.command(alice, Command::OpenDirectRoom { with: account.clone() }).unwrap();
    let Answer::Room(room) = answer else { panic!("{answer:?}") };
    assert_ne!(room, false_room);
    world.say(alice, &room, "hello bob");
    world.run();
    assert_eq!(world.texts(bob, &room), ["hello bob"]);
    let of_alice = world.clients[alice].engine.safety(&account).unwrap().unwrap();
    let person = world.account(alice);
    let of_bob = world.clients[bob].engine.safety(&person).unwrap().unwrap();
    assert_eq!(of_alice.digits, of_bob.digits);
}

/// A file that could be fetched, but for what `bend` makes of it.
fn forged_file(relay: &str, bend: impl FnOnce(&mut File)) -> Message {
    let external = ExternalPart {
        content_type: "text/plain".to_owned(),
        url: uri::blob(relay, &"0a".repeat(16), &"0b".repeat(32)),
        expires: 0,
        size: 1000,
        encryption_algorithm: 29,
        key: vec![1; 32],
        nonce: vec![2; 12],
        aad: Vec::new(),
        hash_algorithm: 1,
        content_hash: vec![3; 32],
        description: String::new(),
        filename: "plan.pdf".to_owned(),
    };
    let mut file = File { external, preview: None, caption: String::new() };
    bend(&mut file);
    Message::file([9; 16], file)
}

#[test]
fn a_file_that_lies_is_kept_as_unknown_or_never_fetched() {
    let mut world = World::new(88);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    world.join("bob");
    let mut program = invite_as_bob(&mut world, mallory, alice);
    world.run();
    let room = program.log;
    let relay = "relay.example";
    let unknown: [fn(&mut File); 9] = [
        |file| file.external.size = 0,
        |file| file.external.size = 16 * 1024 * 1024 + 1,
        |file| file.external.size = u64::MAX,
        |file| file.external.key = vec![1; 16],
        |file| file.external.encryption_algorithm = 0,
        |file| file.external.hash_algorithm = 2,
        |file| file.external.content_hash = Vec::new(),
        |file| file.external.filename = "a\u{1b}[2Jb".to_owned(),
        |file| file.external.filename = String::new(),
    ];
    for bend in unknown {
        program.say(&mut world, mallory, &forged_file(relay, bend));
        let item = world.timeline(alice, &room).pop().unwrap();
        assert_eq!(item.kind, ItemKind::Unknown, "{item:?}");
    }
    // Nowhere else is asked: not another host, not another path of ours.
    let elsewhere: [fn(&mut File); 4] = [
        |file| file.external.url = "https://tracker.example/pixel".to_owned(),
        |file| file.external.url = uri::blob("other.example", &"0a".repeat(16), &"0b".repeat(32)),
        |file| file.external.url = "mimi://relay.example/b/../../admin".to_owned(),
        |file| file.external.url = String::new(),
    ];
    for bend in elsewhere {
        program.say(&mut world, mallory, &forged_file(relay, bend));
        let item = world.timeline(alice, &room).pop().unwrap();
        assert_eq!(item.file.unwrap().state, FileState::Gone);
        let command = Command::FetchFile { local_id: item.local_id };
        assert!(matches!(world.command(alice, command), Err(CommandError::NoFile)));
    }
    // A preview that is no small picture is left out; the file stays.
    let previews =
        [b"<svg onload=alert(1)>".to_vec(), [&[0xff, 0xd8, 0xff][..], &vec![0; 25_000]].concat()];
    for bytes in previews {
        let preview = Some(("image/jpeg".to_owned(), bytes));
        program.say(&mut world, mallory, &forged_file(relay, |file| file.preview = preview));
        let file = world.timeline(alice, &room).pop().unwrap().file.unwrap();
        assert_eq!((file.has_preview, file.state), (false, FileState::Elsewhere));
    }
    // What is behind the address is nothing, and says so.
    let local_id = world.timeline(alice, &room).pop().unwrap().local_id;
    world.command(alice, Command::FetchFile { local_id }).unwrap();
    world.run();
    let file = world.timeline(alice, &room).pop().unwrap().file.unwrap();
    assert_eq!(file.state, FileState::Gone);
}
