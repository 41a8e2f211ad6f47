//! Rooms that end by themselves: formed, ended, kept, and gone without a trace.

use crate::disk::{is_in_pages, tables_with};
use crate::support::{World, refused, requests, wait};
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, FileToSend};
use corridor_engine::kinds::AboutFile;
use corridor_engine::output::{Change, Undone};
use corridor_engine::view::{ItemKind, RoomId, RoomStatus, RoomView};
use corridor_sealing::room_state::Role;
use corridor_wire::client_frame::Request;

pub const MINUTE: u64 = 60 * 1000;
pub const HOUR: u64 = 60 * MINUTE;
pub const DAY: u64 = 24 * HOUR;

pub fn view(world: &World, client: usize, room: &RoomId) -> Option<RoomView> {
    world.clients[client].engine.room(room).unwrap()
}

pub fn is_there(world: &World, client: usize, room: &RoomId) -> bool {
    let found = view(world, client, room).is_some();
    let listed = world.clients[client].engine.rooms().unwrap();
    assert_eq!(listed.iter().any(|one| one.id == *room), found);
    found
}

pub fn form(world: &mut World, by: usize, with: &[usize], minutes: u64) -> RoomId {
    let with = with.iter().map(|one| world.account(*one)).collect();
    let (title, ends_at) = ("Caucus".to_owned(), world.now + minutes * MINUTE);
    match world.command(by, Command::FormHuddle { title, with, ends_at }).unwrap() {
        Answer::Room(room) => room,
        other => panic!("{other:?}"),
    }
}

pub fn keep(world: &mut World, by: usize, room: RoomId, is_on: bool) {
    world.command(by, Command::KeepHuddle { room, is_on }).unwrap();
    world.run();
}

/// Everybody's clock, with a connection or without.
pub fn pass(world: &mut World, milliseconds: u64) {
    world.now += milliseconds;
    for client in 0..world.clients.len() {
        let now = world.now.saturating_add_signed(world.clients[client].skew);
        let entropy = world.entropy();
        world.clients[client].engine.handle_timeout(now, entropy).unwrap();
        world.drain(client);
    }
    world.run();
}

/// Alice has formed a huddle of an hour with Bob and Carol.
pub fn three(seed: u64) -> (World, [usize; 3], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = form(&mut world, people[0], &people[1..], 60);
    world.run();
    for person in people {
        world.look(person, &room);
    }
    world.run();
    (world, people, room)
}

#[test]
fn a_huddle_ends_by_itself_at_everybodys_and_its_log_goes_a_day_later() {
    let (mut world, people, room) = three(700);
    let [alice, bob, carol] = people;
    for by in people {
        world.say(by, &room, "in confidence");
    }
    world.run();
    for person in people {
        let huddle = view(&world, person, &room).unwrap().huddle.unwrap();
        assert_eq!(huddle.may_end, person == alice);
        assert!(huddle.keepers.is_empty() && huddle.ends_at.abs_diff(world.now) <= HOUR);
        assert_eq!(world.texts(person, &room).len(), 3);
        assert_eq!(world.clients[person].engine.poll_wake(), Some(huddle.ends_at));
    }
    // Bob's clock is ten minutes late, and his alone counts at his device.
    world.clients[bob].skew = -10 * i64::try_from(MINUTE).unwrap();
    pass(&mut world, HOUR);
    assert!(!is_there(&world, alice, &room) && !is_there(&world, carol, &room));
    assert!(is_there(&world, bob, &room));
    world.run();
    pass(&mut world, 10 * MINUTE);
    assert!(!is_there(&world, bob, &room));
    for person in people {
        assert!(world.clients[person].changes.contains(&Change::Room(room)));
        assert!(world.timeline(person, &room).is_empty());
        let pending = world.clients[person].engine.pending(world.now).unwrap();
        assert!(pending.is_settled(), "{pending:?}");
    }
    assert!(matches!(world.command(bob, Command::Leave { room }), Err(CommandError::NoRoom)));
    let deletes = |world: &World, client: usize| {
        let asked = requests(world, client).into_iter().map(|(_, request)| request);
        asked.filter(|one| matches!(one, Request::DeleteLog { log, .. } if *log == room)).count()
    };
    world.now += DAY - 15 * MINUTE;
    for client in people {
        wait(&mut world, client, 0);
        assert_eq!(deletes(&world, client), 0);
    }
    wait(&mut world, bob, 15 * MINUTE);
    wait(&mut world, alice, 0);
    assert_eq!((deletes(&world, alice), deletes(&world, bob)), (1, 0));
    world.run();
    wait(&mut world, alice, DAY);
    assert_eq!(deletes(&world, alice), 0, "once");
}

#[test]
fn a_device_that_is_away_erases_it_without_a_connection_and_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bob");
    let mut world = World::new(701);
    let alice = world.join("alice");
    let bob = world.add_client(Location::File(path));
    world.join_with(bob, "bob");
    let room = form(&mut world, alice, &[bob], 60);
    world.run();
    world.restart(bob);
    let end = view(&world, bob, &room).unwrap().huddle.unwrap().ends_at;
    assert_eq!(world.clients[bob].engine.poll_wake(), Some(end));
    world.now = end - 1;
    wait(&mut world, bob, 0);
    assert!(is_there(&world, bob, &room));
    wait(&mut world, bob, 1);
    assert!(!is_there(&world, bob, &room));
    assert_eq!(world.clients[bob].engine.poll_wake(), None);
    // Its log goes on for a while at the relay, and is nothing to him.
    world.connect(bob);
    world.run();
    assert!(!is_there(&world, bob, &room) && world.clients[bob].engine.is_authenticated());
}

#[test]
fn the_founder_ends_it_by_hand_also_for_who_is_away_and_members_do_not() {
    let (mut world, people, room) = three(702);
    let [alice, bob, carol] = people;
    assert!(matches!(
        world.command(bob, Command::EndHuddle { room }),
        Err(CommandError::NotAllowed(_))
    ));
    world.disconnect(carol);
    world.command(alice, Command::EndHuddle { room }).unwrap();
    assert!(is_there(&world, alice, &room), "the others have not heard");
    world.run();
    assert!(!is_there(&world, alice, &room) && !is_there(&world, bob, &room));
    assert!(is_there(&world, carol, &room));
    world.now += 10 * MINUTE;
    world.connect(carol);
    world.run();
    assert!(!is_there(&world, carol, &room));
    // One that nobody has heard of is gone at once.
    world.disconnect(alice);
    let room = form(&mut world, alice, &[bob], 60);
    world.command(alice, Command::EndHuddle { room }).unwrap();
    assert!(!is_there(&world, alice, &room));
}

#[test]
fn it_is_kept_when_all_would_keep_it_and_then_for_good() {
    let (mut world, people, room) = three(703);
    let [alice, bob, carol] = people;
    let keepers = |world: &World, at: usize| {
        view(world, at, &room).unwrap().huddle.map(|huddle| huddle.keepers.len())
    };
    keep(&mut world, alice, room, true);
    keep(&mut world, bob, room, true);
    keep(&mut world, bob, room, false);
    assert_eq!(keepers(&world, carol), Some(1));
    keep(&mut world, carol, room, true);
    assert_eq!(keepers(&world, bob), Some(2), "all but one is not all");
    // The last two at once.
    world.command(carol, Command::KeepHuddle { room, is_on: false }).unwrap();
    world.run();
    world.command(bob, Command::KeepHuddle { room, is_on: true }).unwrap();
    world.command(carol, Command::KeepHuddle { room, is_on: true }).unwrap();
    world.run();
    for person in people {
        assert_eq!(keepers(&world, person), None);
        let last = world.timeline(person, &room).pop().unwrap();
        assert_eq!(last.kind, ItemKind::HuddleKept);
        assert_eq!(world.clients[person].engine.poll_wake(), None);
    }
    let refused = world.command(bob, Command::KeepHuddle { room, is_on: false });
    assert_eq!(refused.unwrap_err().name(), "no_huddle");
    let refused = world.command(alice, Command::EndHuddle { room });
    assert_eq!(refused.unwrap_err().name(), "no_huddle");
    pass(&mut world, 2 * HOUR);
    // Whoever comes now ends nothing.
    let dan = world.join("dan");
    let added = vec![world.account(dan)];
    world.command(alice, Command::AddPeople { room, people: added }).unwrap();
    world.run();
    pass(&mut world, 2 * DAY);
    for person in [alice, bob, carol, dan] {
        assert!(is_there(&world, person, &room));
    }
}

#[test]
fn without_whom_would_not_it_is_kept_by_the_rest_and_gone_at_the_one_who_went() {
    let (mut world, people, room) = three(704);
    let [alice, bob, carol] = people;
    keep(&mut world, alice, room, true);
    keep(&mut world, bob, room, true);
    world.say(bob, &room, "among us three");
    world.run();
    world.command(carol, Command::Leave { room }).unwrap();
    world.run();
    assert_eq!(view(&world, carol, &room).unwrap().status, RoomStatus::Left);
    assert!(view(&world, alice, &room).unwrap().huddle.is_none());
    pass(&mut world, HOUR);
    assert!(is_there(&world, alice, &room) && is_there(&world, bob, &room));
    assert!(!is_there(&world, carol, &room), "she did not choose to keep it");
}

#[test]
fn who_would_keep_it_and_was_away_at_the_end_reads_on_before_it_is_erased() {
    for kept in [true, false] {
        let (mut world, people, room) = three(705);
        let [alice, bob, carol] = people;
        keep(&mut world, bob, room, true);
        world.disconnect(bob);
        keep(&mut world, alice, room, true);
        if kept {
            keep(&mut world, carol, room, true);
        }
        pass(&mut world, HOUR);
        assert!(is_there(&world, bob, &room), "nobody has told him");
        assert_eq!(is_there(&world, alice, &room), kept);
        world.connect(bob);
        world.run();
        assert_eq!(is_there(&world, bob, &room), kept);
    }
    // Nobody waits for ever.
    let (mut world, people, room) = three(706);
    keep(&mut world, people[1], room, true);
    world.disconnect(people[1]);
    pass(&mut world, HOUR);
    assert!(is_there(&world, people[1], &room));
    let wake = world.clients[people[1]].engine.poll_wake().unwrap();
    assert!(wake > world.now + 23 * HOUR && wake <= world.now + DAY, "no wake in a circle");
    world.now = wake;
    wait(&mut world, people[1], 0);
    assert!(!is_there(&world, people[1], &room));
}

#[test]
fn who_is_invited_after_the_end_is_not_let_in() {
    let mut world = World::new(707);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let [alice, bob, carol] = people;
    world.disconnect(carol);
    let room = form(&mut world, alice, &[bob, carol], 60);
    world.run();
    assert!(is_there(&world, bob, &room));
    pass(&mut world, HOUR);
    world.connect(carol);
    world.run();
    assert!(!is_there(&world, carol, &room));
    let pending = world.clients[carol].engine.pending(world.now).unwrap();
    assert!(pending.is_settled(), "{pending:?}");
}

#[test]
fn what_was_not_sent_is_told_without_a_word_of_it() {
    let (mut world, people, room) = three(708);
    world.disconnect(people[1]);
    world.say(people[1], &room, "too late");
    pass(&mut world, HOUR);
    assert!(!is_there(&world, people[1], &room));
    assert_eq!(refused(&world, people[1]), [Undone::SendQueued { count: 1 }]);
}

#[test]
fn no_other_room_is_a_huddle_and_one_has_its_terms() {
    let mut world = World::new(709);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Plenary", &[bob]);
    world.run();
    for command in [Command::EndHuddle { room }, Command::KeepHuddle { room, is_on: true }] {
        assert_eq!(world.command(alice, command).unwrap_err().name(), "no_huddle");
    }
    let now = world.now;
    for (ends_at, is_taken) in [
        (0, false),
        (now, false),
        (now + 1, true),
        (now + 7 * DAY, true),
        (now + 7 * DAY + 1, false),
        (u64::MAX, false),
    ] {
        let command = Command::FormHuddle { title: "Huddle".to_owned(), with: vec![], ends_at };
        match world.command(alice, command) {
            Ok(_) => assert!(is_taken, "{ends_at}"),
            Err(error) => assert_eq!((error.name(), is_taken), ("huddle_terms", false)),
        }
    }
}

#[test]
fn without_somebody_it_is_a_huddle_with_the_same_end() {
    let (mut world, people, room) = three(710);
    let [alice, bob, carol] = people;
    keep(&mut world, alice, room, true);
    let without = vec![world.account(carol)];
    let answer = world.command(alice, Command::Refound { room, without }).unwrap();
    let Answer::Room(again) = answer else { panic!() };
    world.run();
    let end = |room| view(&world, bob, room).unwrap().huddle.unwrap();
    assert_eq!(end(&again).ends_at, end(&room).ends_at);
    assert!(end(&again).keepers.is_empty());
    assert!(view(&world, carol, &again).is_none());
    pass(&mut world, HOUR);
    assert!(!is_there(&world, bob, &again));
}

/// In everything that a device can hold of a huddle.
fn fill(world: &mut World, by: usize, room: RoomId, marker: &str) {
    world.say(by, &room, &format!("text-{marker}"));
    let content = format!("content-{marker}-").repeat(3000).into_bytes();
    let file = FileToSend {
        name: format!("name-{marker}"),
        media_type: format!("application/{marker}"),
        content,
        preview: None,
        caption: format!("caption-{marker}"),
        about: AboutFile::default(),
    };
    world.command(by, Command::SendFile { room, file, seen: None }).unwrap();
    world.run();
    let draft = format!("draft-{marker}");
    world.clients[by].engine.set_draft(&room, &draft).unwrap();
}

#[test]
fn nothing_of_it_is_on_anybodys_disk() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["alice", "bob"].map(|name| folder.path().join(name));
    let mut world = World::new(711);
    for (path, name) in paths.iter().zip(["alice", "bob"]) {
        let client = world.add_client(Location::File(path.clone()));
        world.join_with(client, name);
    }
    let plenary = world.room(0, "kept-plenary", &[1]);
    let with = vec![world.account(1)];
    let (title, ends_at) = ("marked-title".to_owned(), world.now + HOUR);
    let formed = world.command(0, Command::FormHuddle { title, with, ends_at }).unwrap();
    let Answer::Room(room) = formed else { panic!() };
    world.run();
    for client in [0, 1] {
        world.look(client, &room);
        world.look(client, &plenary);
    }
    let person = world.account(1);
    world.command(0, Command::SetRole { room, person, role: Role::Admin }).unwrap();
    let text = "marked-description".to_owned();
    world.command(0, Command::SetDescription { room, text }).unwrap();
    world.run();
    for (client, by) in [(0, "alice"), (1, "bob")] {
        fill(&mut world, client, room, &format!("marked-{by}"));
        world.say(client, &plenary, &format!("kept-{by}"));
    }
    let (until, most) = (world.now + HOUR, 3);
    world.command(1, Command::MakeLink { room, expires_at: until, most }).unwrap();
    world.command(1, Command::Mute { room, until: Some(until) }).unwrap();
    let named = world
        .timeline(1, &room)
        .into_iter()
        .find(|item| item.file.as_ref().is_some_and(|file| file.name == "name-marked-alice"));
    world.command(1, Command::FetchFile { local_id: named.unwrap().local_id }).unwrap();
    world.run();
    assert!(!world.blobs.is_empty());
    for path in &paths {
        for marker in ["marked-title", "marked-description", "text-marked-alice", "draft-marked"] {
            assert!(is_in_pages(path, marker), "{marker}");
        }
        assert!(is_in_pages(path, room.as_bytes()));
    }
    pass(&mut world, HOUR);
    for (client, path) in paths.iter().enumerate() {
        assert!(!is_there(&world, client, &room));
        assert!(!is_in_pages(path, "marked"), "{:?}", tables_with(path, "marked"));
        assert!(is_in_pages(path, "kept-plenary") && is_in_pages(path, "kept-bob"));
        assert_eq!(world.texts(client, &plenary), ["kept-alice", "kept-bob"]);
        // Not even which it was; its founder has its log to delete.
        assert_eq!(is_in_pages(path, room.as_bytes()), client == 0);
    }
    pass(&mut world, DAY);
    assert!(!is_in_pages(&paths[0], room.as_bytes()));
}
