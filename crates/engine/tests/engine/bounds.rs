//! What is just allowed, and what is just too much or not one's to do.

use corridor_content::limits::MENTIONS;
use corridor_engine::command::{Answer, Command, CommandError, FileToSend, TextToSend};
use corridor_engine::view::{FileState, RoomId};
use corridor_sealing::room_state::Role;

use crate::support::{World, recover};

const YEAR: u64 = 366 * 24 * 60 * 60 * 1000;

fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Bounds", &[ben]);
    world.run();
    world.look(ann, &room);
    world.look(ben, &room);
    (world, ann, ben, room)
}

fn name<T>(outcome: Result<T, CommandError>) -> Option<&'static str> {
    outcome.err().map(|error| error.name())
}

#[test]
fn a_text_has_one_byte_to_48_kibibytes_and_the_longest_arrives() {
    const MOST: usize = 60 * 1024 / 5 * 4;
    let (mut world, ann, ben, room) = two(210);
    let text =
        |length: usize| Command::SendText { room, text: "x".repeat(length).into(), seen: None };
    assert_eq!(name(world.command(ann, text(0))), Some("text_length"));
    assert_eq!(name(world.command(ann, text(MOST + 1))), Some("text_length"));
    for length in [1, MOST] {
        assert_eq!(name(world.command(ann, text(length))), None);
    }
    world.run();
    let lengths: Vec<usize> = world.texts(ben, &room).iter().map(String::len).collect();
    assert_eq!(lengths, [1, MOST]);
}

#[test]
fn a_title_has_something_to_read_and_at_most_256_bytes() {
    let (mut world, ann, _, room) = two(211);
    for (title, expected) in [
        (String::new(), Some("title")),
        (" \u{a0} ".to_owned(), Some("title")),
        ("two\nlines".to_owned(), Some("title")),
        ("x".repeat(257), Some("title")),
        ("x".repeat(256), None),
        (" y ".to_owned(), None),
    ] {
        let rename = Command::Rename { room, title: title.clone() };
        assert_eq!(name(world.command(ann, rename)), expected, "{title:?}");
        let create = Command::CreateRoom { title: title.clone(), with: Vec::new() };
        assert_eq!(name(world.command(ann, create)), expected, "{title:?}");
    }
}

#[test]
fn a_text_is_put_off_for_a_year_and_names_up_to_32_people_who_are_there() {
    let (mut world, ann, ben, room) = two(212);
    let now = world.now;
    let send = |world: &mut World, text: TextToSend| {
        name(world.command(ann, Command::SendText { room, text, seen: None }))
    };
    let at = |at| TextToSend { send_at: Some(at), ..TextToSend::from("later") };
    assert_eq!(send(&mut world, at(now)), Some("send_at"));
    assert_eq!(send(&mut world, at(now + 1)), None);
    assert_eq!(send(&mut world, at(now + YEAR)), None);
    assert_eq!(send(&mut world, at(now + YEAR + 1)), Some("send_at"));
    let person = world.account(ben);
    let names = |people| TextToSend { mentions: people, ..TextToSend::from("you") };
    assert_eq!(send(&mut world, names(vec![person.clone(); MENTIONS])), None);
    assert_eq!(send(&mut world, names(vec![person.clone(); MENTIONS + 1])), Some("mentions"));
    let cid = world.join("cid");
    let absent = world.account(cid);
    assert_eq!(send(&mut world, names(vec![person, absent])), Some("mentions"));
}

#[test]
fn what_is_said_of_a_file_may_fill_what_there_is_for_it() {
    let (mut world, ann, ben, room) = two(213);
    let file = || FileToSend {
        name: "x".repeat(255),
        media_type: "x".repeat(127),
        content: vec![7],
        preview: Some([&b"RIFF....WEBP"[..], &vec![0; 24 * 1024 - 12]].concat()),
        caption: "x".repeat(16 * 1024),
        about: corridor_engine::kinds::AboutFile::default(),
    };
    let send = |world: &mut World, file| {
        name(world.command(ann, Command::SendFile { room, file, seen: None }))
    };
    assert_eq!(send(&mut world, file()), None);
    let not_webp = Some(b"RIFF....WAVE".to_vec());
    assert_eq!(send(&mut world, FileToSend { preview: not_webp, ..file() }), Some("preview"));
    let not_riff = Some(b"LIST....WEBP".to_vec());
    assert_eq!(send(&mut world, FileToSend { preview: not_riff, ..file() }), Some("preview"));
    world.run();
    let items = world.timeline(ben, &room);
    let shown = items.iter().find_map(|item| item.file.clone()).unwrap();
    assert_eq!((shown.name.len(), shown.media_type.len(), shown.bytes), (255, 127, 1));
    assert!(shown.has_preview);
    assert_eq!((shown.state, shown.bytes_done), (FileState::Elsewhere, 0));
}

#[test]
fn seventeen_people_come_in_by_two_commits() {
    for (people, commits) in [(15, 1), (16, 2)] {
        let mut world = World::new(214);
        let ann = world.join("ann");
        let others: Vec<usize> =
            (0..people).map(|number| world.join(&format!("guest{number}"))).collect();
        world.disconnect(ann);
        world.room(ann, "Many", &others);
        // Beside the room itself: one for each commit, her own devices among those who are asked for.
        let left = world.clients[ann].engine.pending(world.now).unwrap();
        assert_eq!(left.to_send, 1 + commits, "{people}");
    }
}

#[test]
fn nobody_gives_a_role_above_their_own_or_takes_one_from_their_equals() {
    let mut world = World::new(215);
    let names = ["olga", "adam", "alma", "mia", "gus"];
    let all = names.map(|name| world.join(name));
    let [olga, adam, alma, mia, gus] = all;
    let room = world.room(olga, "Roles", &all[1..]);
    world.run();
    let people = all.map(|client| world.account(client));
    let give = |world: &mut World, by: usize, to: usize, role| {
        let command = Command::SetRole { room, person: people[to].clone(), role };
        let outcome = name(world.command(by, command));
        world.run();
        outcome
    };
    for (to, role) in [(adam, Role::Admin), (alma, Role::Admin), (gus, Role::Guest)] {
        assert_eq!(give(&mut world, olga, to, role), None);
    }
    let not_allowed = Some("not_allowed");
    for (by, to, role, expected) in [
        (adam, alma, Role::Member, not_allowed),
        (adam, olga, Role::Member, not_allowed),
        (adam, mia, Role::Admin, not_allowed),
        (adam, mia, Role::Owner, not_allowed),
        (adam, mia, Role::Guest, None),
        (adam, mia, Role::Member, None),
        (mia, gus, Role::Member, not_allowed),
        (gus, mia, Role::Guest, not_allowed),
        (mia, mia, Role::Guest, not_allowed),
    ] {
        assert_eq!(give(&mut world, by, to, role), expected, "{by} {to} {role:?}");
    }
    let remove = |world: &mut World, by: usize, who: usize| {
        let command = Command::RemovePeople { room, people: vec![people[who].clone()] };
        let outcome = name(world.command(by, command));
        world.run();
        outcome
    };
    for (by, who, expected) in [
        (adam, alma, not_allowed),
        (adam, olga, not_allowed),
        (adam, adam, not_allowed),
        (mia, gus, not_allowed),
        (gus, mia, not_allowed),
        (adam, gus, None),
        (adam, gus, Some("not_a_member")),
        (olga, alma, None),
    ] {
        assert_eq!(remove(&mut world, by, who), expected, "{by} {who}");
    }
    let add = Command::AddPeople { room, people: vec![people[mia].clone()] };
    assert_eq!(name(world.command(olga, add)), Some("already_member"));
    assert_eq!(world.people(olga, &room).len(), 3);
    // The last owner makes another one first.
    assert_eq!(name(world.command(olga, Command::Leave { room })), Some("last_owner"));
    assert_eq!(give(&mut world, olga, mia, Role::Owner), None);
    assert_eq!(name(world.command(olga, Command::Leave { room })), None);
    world.run();
    assert_eq!(world.people(mia, &room).len(), 2);
}

#[test]
fn a_room_founded_anew_has_the_same_people_but_who_is_left_out() {
    let mut world = World::new(216);
    let all = ["ann", "ben", "cid"].map(|name| world.join(name));
    let [ann, ben, cid] = all;
    let room = world.room(ann, "Anew", &[ben, cid]);
    world.run();
    let without = vec![world.account(cid)];
    let refound = Command::Refound { room, without };
    let Answer::Room(again) = world.command(ann, refound).unwrap() else { panic!() };
    world.run();
    assert_ne!(again, room);
    assert_eq!(world.people(ben, &again), ["ann@relay.example", "ben@relay.example"]);
    assert!(world.clients[cid].engine.room(&again).unwrap().is_none());
    let with = world.account(ben);
    let Answer::Room(direct) = world.command(ann, Command::OpenDirectRoom { with }).unwrap() else {
        panic!()
    };
    let refound = Command::Refound { room: direct, without: Vec::new() };
    assert_eq!(name(world.command(ann, refound)), Some("direct_room"));
    let own = world.account(ann);
    let alone = Command::OpenDirectRoom { with: own };
    assert_eq!(name(world.command(ann, alone)), Some("not_allowed"));
}

#[test]
fn a_roster_says_who_is_new_and_a_room_what_one_may_do() {
    let (mut world, ann, ben, room) = two(217);
    let cid = world.join("cid");
    let people = vec![world.account(cid)];
    world.command(ben, Command::AddPeople { room, people }).unwrap_err();
    let people = vec![world.account(cid)];
    world.command(ann, Command::AddPeople { room, people }).unwrap();
    world.run();
    let phone = recover(&mut world, ann);
    world.run();
    let roster = |world: &World| world.clients[ben].engine.roster(&room).unwrap().unwrap();
    let news = |world: &World| -> Vec<(String, bool, usize)> {
        let people = roster(world).people.into_iter();
        let mut news: Vec<_> = people
            .map(|one| (one.account.name().to_owned(), one.is_new, one.devices.len()))
            .collect();
        news.sort();
        news
    };
    let expected = |ann, cid| {
        [("ann".to_owned(), ann, 2), ("ben".to_owned(), false, 1), ("cid".to_owned(), cid, 1)]
    };
    assert_eq!(news(&world), expected(true, true));
    let new_devices: usize = roster(&world)
        .people
        .iter()
        .map(|one| one.devices.iter().filter(|device| device.is_new).count())
        .sum();
    assert_eq!(new_devices, 2);
    assert!(roster(&world).mark > roster(&world).acknowledged);
    world.look(ben, &room);
    assert_eq!(news(&world), expected(false, false));
    assert_eq!(roster(&world).mark, roster(&world).acknowledged);
    let may = |world: &World, client: usize| {
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        (view.own_role, view.may_post, view.may_configure, view.people, view.devices)
    };
    assert_eq!(may(&world, ann), (Role::Owner, true, true, 3, 4));
    assert_eq!(may(&world, ben), (Role::Member, true, false, 3, 4));
    world.command(ann, Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    assert_eq!(may(&world, ann), (Role::Owner, true, true, 3, 4));
    assert_eq!(may(&world, ben), (Role::Member, false, false, 3, 4));
    let listed = world.clients[phone].engine.devices().unwrap();
    assert_eq!(listed.len(), 2);
}
