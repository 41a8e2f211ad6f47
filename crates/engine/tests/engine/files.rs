//! Files between people: up, into a message, down; paused, taken back, refused.

use crate::support::World;
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, FileToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::output::{Change, Undone};
use corridor_engine::view::{Delivery, FileState, ItemKind, LocalId, RoomId, Sought, TimelineItem};

fn plan() -> FileToSend {
    FileToSend {
        name: "plan.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        content: (0..100_000_u32).map(|number| number.to_be_bytes()[3]).collect(),
        preview: Some([&[0xff, 0xd8, 0xff][..], &[7; 900]].concat()),
        caption: "page 2".to_owned(),
        about: AboutFile::default(),
    }
}

fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    world.look(alice, &room);
    (world, alice, bob, room)
}

fn send(world: &mut World, by: usize, room: &RoomId, file: FileToSend) -> LocalId {
    let command = Command::SendFile { room: *room, file, seen: None };
    let Answer::Queued(local_id) = world.command(by, command).unwrap() else { panic!() };
    local_id
}

/// The one file that a client shows in the room.
fn only(world: &World, client: usize, room: &RoomId) -> TimelineItem {
    let files = world.timeline(client, room).into_iter().filter(|item| item.file.is_some());
    let files: Vec<_> = files.collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.into_iter().next().unwrap()
}

fn state(world: &World, client: usize, room: &RoomId) -> FileState {
    only(world, client, room).file.unwrap().state
}

#[test]
fn a_file_is_fetched_when_somebody_asks_and_is_the_one_that_was_sent() {
    let (mut world, alice, bob, room) = two(80);
    let sent = plan();
    let local_id = send(&mut world, alice, &room, sent.clone());
    assert_eq!(state(&world, alice, &room), FileState::Uploading);
    assert_eq!(world.clients[alice].engine.room(&room).unwrap().unwrap().queued, 1);
    world.run();
    assert_eq!(state(&world, alice, &room), FileState::Sent);
    assert_eq!(only(&world, alice, &room).delivery, Delivery::Delivered);

    let item = only(&world, bob, &room);
    let file = item.file.clone().unwrap();
    assert_eq!((item.kind, item.text.as_str()), (ItemKind::File, "page 2"));
    assert_eq!((file.name.as_str(), file.bytes), ("plan.pdf", sent.content.len() as u64));
    assert_eq!((file.media_type.as_str(), file.state), ("application/pdf", FileState::Elsewhere));
    let preview = world.clients[bob].engine.file_preview(item.local_id).unwrap();
    assert_eq!((preview, file.has_preview), (sent.preview, true));
    assert!(world.clients[bob].engine.file_content(item.local_id).unwrap().is_none());
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().unread, 1);

    world.command(bob, Command::FetchFile { local_id: item.local_id }).unwrap();
    world.run();
    assert_eq!(state(&world, bob, &room), FileState::Here);
    for (client, item) in [(alice, local_id), (bob, item.local_id)] {
        let content = world.clients[client].engine.file_content(item).unwrap().unwrap();
        assert!(*content == sent.content);
    }
    // It is found by its name and by what was said with it, and read like a text.
    for wanted in ["PLAN.pdf", "page"] {
        assert_eq!(
            world.clients[bob]
                .engine
                .search(&Sought { text: wanted.to_owned(), ..Sought::default() }, 5)
                .unwrap()
                .len(),
            1
        );
    }
    // What is here is fetched no second time.
    let again = world.command(bob, Command::FetchFile { local_id: item.local_id });
    assert!(matches!(again, Err(CommandError::NoFile)));
    // What the relay has is nothing that it can read.
    let sealed: Vec<_> = world.blobs.values().collect();
    assert_eq!(sealed.len(), 1);
    assert!(!sealed[0].windows(256).any(|window| window == &sent.content[..256]));
}

#[test]
fn a_file_without_preview_or_caption_and_one_that_fills_it_all_arrive() {
    let (mut world, alice, bob, room) = two(81);
    let bare = FileToSend { preview: None, caption: String::new(), content: vec![1], ..plan() };
    let full = FileToSend {
        name: "\u{645}".repeat(127) + "x",
        preview: Some([&b"RIFF0000WEBP"[..], &vec![9; 24 * 1024 - 12]].concat()),
        caption: "c".repeat(16 * 1024),
        content: vec![2; 16 * 1024 * 1024],
        ..plan()
    };
    for file in [bare, full] {
        send(&mut world, alice, &room, file.clone());
        world.run();
        let item = world.timeline(bob, &room).pop().unwrap();
        world.command(bob, Command::FetchFile { local_id: item.local_id }).unwrap();
        world.run();
        let engine = &world.clients[bob].engine;
        assert!(*engine.file_content(item.local_id).unwrap().unwrap() == file.content);
        assert_eq!(engine.file_preview(item.local_id).unwrap(), file.preview);
        assert_eq!((item.file.unwrap().name, item.text), (file.name, file.caption));
    }
}

#[test]
fn what_no_relay_would_take_is_refused_at_once() {
    let (mut world, alice, _, room) = two(82);
    for (expected, file) in [
        ("file_size", FileToSend { content: Vec::new(), ..plan() }),
        ("file_size", FileToSend { content: vec![0; 16 * 1024 * 1024 + 1], ..plan() }),
        ("file_name", FileToSend { name: String::new(), ..plan() }),
        ("file_name", FileToSend { name: "a\nb".to_owned(), ..plan() }),
        ("file_name", FileToSend { name: "x".repeat(256), ..plan() }),
        ("media_type", FileToSend { media_type: "x".repeat(128), ..plan() }),
        ("media_type", FileToSend { media_type: "té/xt".to_owned(), ..plan() }),
        ("preview", FileToSend { preview: Some(b"<svg/>".to_vec()), ..plan() }),
        (
            "preview",
            FileToSend {
                preview: Some([&[0xff, 0xd8, 0xff][..], &vec![0; 24 * 1024]].concat()),
                ..plan()
            },
        ),
        ("text_length", FileToSend { caption: "x".repeat(16 * 1024 + 1), ..plan() }),
    ] {
        let command = Command::SendFile { room, file, seen: None };
        assert_eq!(world.command(alice, command).unwrap_err().name(), expected);
    }
    assert!(world.timeline(alice, &room).iter().all(|item| item.file.is_none()));
}

#[test]
fn nobody_who_was_not_looked_at_gets_a_file() {
    let (mut world, alice, bob, _) = two(83);
    let room = world.room(bob, "Board", &[alice]);
    world.run();
    world.look(alice, &room);
    let carol = world.join("carol");
    // She joins while the file waits for a connection: it goes up, and its message is held.
    world.disconnect(alice);
    let local_id = send(&mut world, alice, &room, plan());
    let account = world.account(carol);
    world.command(bob, Command::AddPeople { room, people: vec![account] }).unwrap();
    world.run();
    world.connect(alice);
    world.run();
    assert_eq!(state(&world, alice, &room), FileState::Waiting);
    assert_eq!(only(&world, alice, &room).delivery, Delivery::Held);
    for other in [bob, carol] {
        assert!(world.timeline(other, &room).iter().all(|item| item.file.is_none()));
    }
    let command = Command::SendFile { room, file: plan(), seen: None };
    assert_eq!(world.command(alice, command).unwrap_err().name(), "roster_changed");
    world.look(alice, &room);
    world.run();
    for client in [bob, carol] {
        assert_eq!(state(&world, client, &room), FileState::Elsewhere);
    }
    assert_eq!(only(&world, alice, &room).local_id, local_id);
}

#[test]
fn an_upload_waits_for_a_connection_survives_a_restart_and_stops_by_hand() {
    let mut world = World::new(84);
    let folder = tempfile::tempdir().unwrap();
    let alice = world.add_client(Location::File(folder.path().join("alice.db")));
    world.join_with(alice, "alice");
    let bob = world.join("bob");
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    world.look(alice, &room);
    world.disconnect(alice);
    let local_id = send(&mut world, alice, &room, plan());
    world.command(alice, Command::PauseFile { local_id }).unwrap();
    world.restart(alice);
    world.connect(alice);
    world.run();
    assert_eq!(state(&world, alice, &room), FileState::Paused);
    assert!(world.blobs.is_empty());
    // A text goes past it.
    world.say(alice, &room, "first");
    world.run();
    world.command(alice, Command::ResumeFile { local_id }).unwrap();
    world.run();
    assert_eq!(state(&world, alice, &room), FileState::Sent);
    let kinds: Vec<_> = world.timeline(bob, &room).iter().map(|item| item.kind).collect();
    assert!(kinds.ends_with(&[ItemKind::Text, ItemKind::File]), "{kinds:?}");
    let again = world.command(alice, Command::PauseFile { local_id });
    assert!(matches!(again, Err(CommandError::NoFile)));
}

#[test]
fn what_is_taken_back_is_nowhere() {
    let (mut world, alice, bob, room) = two(85);
    world.disconnect(alice);
    let local_id = send(&mut world, alice, &room, plan());
    world.command(alice, Command::Discard { local_id }).unwrap();
    assert!(world.clients[alice].engine.file_content(local_id).unwrap().is_none());
    assert!(world.clients[alice].engine.file_preview(local_id).unwrap().is_none());
    world.connect(alice);
    world.run();
    assert!(world.blobs.is_empty());
    for client in [alice, bob] {
        assert!(world.timeline(client, &room).iter().all(|item| item.file.is_none()));
    }
    // What was sent stays.
    let sent = send(&mut world, alice, &room, plan());
    world.run();
    let refused = world.command(alice, Command::Discard { local_id: sent });
    assert!(matches!(refused, Err(CommandError::NotQueued)));
    assert_eq!(state(&world, bob, &room), FileState::Elsewhere);
}

#[test]
fn a_file_that_the_relay_lost_or_changed_is_said_to_be_gone() {
    for is_lost in [true, false] {
        let (mut world, alice, bob, room) = two(86);
        send(&mut world, alice, &room, plan());
        world.run();
        if is_lost {
            world.blobs.clear();
        } else {
            for sealed in world.blobs.values_mut() {
                sealed[10] ^= 1;
            }
        }
        let local_id = only(&world, bob, &room).local_id;
        world.command(bob, Command::FetchFile { local_id }).unwrap();
        world.run();
        assert_eq!(state(&world, bob, &room), FileState::Gone);
        assert!(world.clients[bob].engine.file_content(local_id).unwrap().is_none());
        // The conversation goes on.
        world.say(alice, &room, "and?");
        world.run();
        assert_eq!(world.texts(bob, &room), ["and?"]);
    }
}

#[test]
fn who_is_out_of_the_room_is_told_what_was_not_sent() {
    let (mut world, alice, bob, room) = two(87);
    world.disconnect(bob);
    let local_id = send(&mut world, bob, &room, plan());
    let account = world.account(bob);
    world.command(alice, Command::RemovePeople { room, people: vec![account] }).unwrap();
    world.run();
    world.connect(bob);
    world.run();
    let told = world.clients[bob].changes.iter().any(|change| {
        matches!(change, Change::Refused { what: Undone::SendQueued { count: 1 }, .. })
    });
    assert!(told, "{:?}", world.clients[bob].changes);
    assert!(world.clients[bob].engine.file_content(local_id).unwrap().is_none());
    assert!(world.clients[bob].engine.pending(world.now).unwrap().is_settled());
}
