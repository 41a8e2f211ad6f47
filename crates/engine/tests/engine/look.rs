//! How lists show a room: its picture, and the group under whose heading it stands.

use crate::support::World;
use corridor_engine::command::{Answer, Command, CommandError, GroupChoice};
use corridor_engine::view::{ItemKind, RoomId, RoomView};
use corridor_sealing::room_state::{Group, Role};
use corridor_wire::id::GroupId;

fn view(world: &World, client: usize, room: &RoomId) -> RoomView {
    world.clients[client].engine.room(room).unwrap().unwrap()
}

fn jpeg(fill: u8, bytes: usize) -> Vec<u8> {
    [&[0xff, 0xd8, 0xff][..], &vec![fill; bytes - 3]].concat()
}

/// Alice owns the room, Bob is an admin of it, Carol a member.
fn three(seed: u64) -> (World, [usize; 3], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = world.room(people[0], "Plenary", &people[1..]);
    world.run();
    let person = world.account(people[1]);
    world.command(people[0], Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    for person in people {
        world.look(person, &room);
    }
    (world, people, room)
}

fn picture(world: &World, client: usize, room: &RoomId) -> Option<Vec<u8>> {
    world.clients[client].engine.room_picture(room).unwrap()
}

fn last(world: &World, client: usize, room: &RoomId) -> (ItemKind, String) {
    let item = world.timeline(client, room).pop().unwrap();
    (item.kind, item.text)
}

#[test]
fn an_admin_gives_the_room_a_picture_and_newcomers_have_it() {
    let (mut world, people, room) = three(600);
    let [alice, bob, carol] = people;
    let set = |picture| Command::SetPicture { room, picture };
    let refused = world.command(carol, set(Some(jpeg(1, 99)))).unwrap_err();
    assert!(matches!(refused, CommandError::NotAllowed(_)));
    assert!(!view(&world, carol, &room).may_rename && view(&world, bob, &room).may_rename);
    for none in [jpeg(1, 8193), b"GIF89a".to_vec(), b"<svg/>".to_vec(), Vec::new()] {
        assert_eq!(world.command(bob, set(Some(none))).unwrap_err().name(), "picture");
    }
    world.command(bob, set(Some(jpeg(1, 8192)))).unwrap();
    world.run();
    let dan = world.join("dan");
    let added = vec![world.account(dan)];
    world.command(alice, Command::AddPeople { room, people: added }).unwrap();
    world.run();
    let marks: Vec<_> =
        [alice, bob, carol, dan].map(|one| view(&world, one, &room).picture.unwrap()).to_vec();
    assert!(marks.iter().all(|mark| *mark == marks[0] && mark.len() == 16));
    assert_eq!(picture(&world, dan, &room), Some(jpeg(1, 8192)));
    // Two at once: the later commit stands, at everybody's, and what stands elsewhere in the state stays.
    world.command(alice, set(Some(jpeg(2, 50)))).unwrap();
    world.command(bob, set(Some(jpeg(3, 60)))).unwrap();
    world.command(alice, Command::Rename { room, title: "Renamed".to_owned() }).unwrap();
    world.run();
    let now = picture(&world, carol, &room).unwrap();
    assert!(now == jpeg(2, 50) || now == jpeg(3, 60));
    for one in [alice, bob, dan] {
        assert_eq!(picture(&world, one, &room).unwrap(), now);
        assert_eq!(view(&world, one, &room).title, "Renamed");
    }
    assert_ne!(view(&world, dan, &room).picture.unwrap(), marks[0]);
    world.command(bob, set(None)).unwrap();
    world.run();
    assert_eq!(picture(&world, carol, &room), None);
    assert_eq!(last(&world, carol, &room), (ItemKind::PictureChanged, String::new()));
}

/// Which room was made, and everybody has heard of it.
fn made(
    world: &mut World,
    client: usize,
    title: &str,
    with: &[usize],
    group: GroupChoice,
) -> RoomId {
    let with = with.iter().map(|one| world.account(*one)).collect();
    let command = Command::CreateRoomInGroup { title: title.to_owned(), with, group };
    let Answer::Room(room) = world.command(client, command).unwrap() else { panic!() };
    world.run();
    room
}

fn group(world: &World, client: usize, room: &RoomId) -> Group {
    view(world, client, room).group.unwrap()
}

fn new(name: &str) -> GroupChoice {
    GroupChoice::New { name: name.to_owned() }
}

#[test]
fn a_room_is_put_into_a_group_when_it_is_made_or_by_an_admin_later() {
    let (mut world, people, room) = three(601);
    let [alice, bob, carol] = people;
    let set = |group| Command::SetGroup { room, group };
    assert!(matches!(world.command(carol, set(None)), Err(CommandError::NotAllowed(_))));
    for name in ["", "two\nlines", &"x".repeat(101)] {
        assert_eq!(world.command(bob, set(Some(new(name)))).unwrap_err().name(), "group_name");
    }
    let id = GroupId::from_bytes([9; 16]);
    let unknown = set(Some(GroupChoice::Known { id }));
    assert_eq!(world.command(bob, unknown).unwrap_err().name(), "no_group");
    world.command(bob, set(Some(new("Blue")))).unwrap();
    world.run();
    assert_eq!(last(&world, carol, &room), (ItemKind::GroupChanged, "Blue".to_owned()));
    let blue = group(&world, carol, &room);
    // In one step, and by whoever is in a room of it.
    let sibling = made(&mut world, carol, "Legal", &[], GroupChoice::Known { id: blue.id });
    assert_eq!(group(&world, carol, &sibling), blue);
    // The same name is not the same group.
    let other = made(&mut world, alice, "Other", &[bob], new("Blue"));
    assert_eq!(group(&world, bob, &other).name, "Blue");
    assert_ne!(group(&world, bob, &other).id, blue.id);
    world.command(alice, set(None)).unwrap();
    world.run();
    assert_eq!(view(&world, bob, &room).group, None);
    assert_eq!(last(&world, bob, &room), (ItemKind::GroupChanged, String::new()));
    // A room that is founded anew stands where it stood.
    let answer = world.command(alice, Command::Refound { room: other, without: vec![] }).unwrap();
    let Answer::Room(again) = answer else { panic!() };
    assert_eq!(group(&world, alice, &again), group(&world, alice, &other));
}

/// What Bob sees, says and is sent in one room of a group, with siblings or without.
fn seen_by_bob(has_siblings: bool) -> (Vec<u8>, Vec<String>, usize, Vec<ItemKind>, u64, u64) {
    let mut world = World::new(602);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = made(&mut world, alice, "Plenary", &[bob], new("Blue"));
    let id = group(&world, alice, &room).id;
    if has_siblings {
        for title in ["Legal", "Fisheries"] {
            let known = GroupChoice::Known { id };
            let sibling = made(&mut world, alice, title, &[carol], known);
            world.say(carol, &sibling, "among ourselves");
            world.run();
        }
    }
    for client in [alice, bob] {
        world.look(client, &room);
    }
    world.run();
    world.say(alice, &room, "good morning");
    world.run();
    world.say(bob, &room, "good morning to you");
    world.run();
    let engine = &world.clients[bob].engine;
    let rooms: Vec<_> = engine.rooms().unwrap().iter().map(|room| room.title.clone()).collect();
    let shown = view(&world, bob, &room).group.unwrap();
    assert_eq!((shown.name.as_str(), shown.id), ("Blue", id));
    let state = shown.id.as_bytes().to_vec();
    let kinds = world.timeline(bob, &room).iter().map(|item| item.kind).collect();
    let people = world.people(bob, &room).len();
    (state, rooms, people, kinds, world.clients[bob].up, world.clients[bob].down)
}

#[test]
fn who_is_in_one_room_of_a_group_learns_nothing_of_the_others() {
    let (alone, among) = (seen_by_bob(false), seen_by_bob(true));
    assert_eq!(alone.1, ["Plenary"]);
    assert!(alone.5 > 1000, "something came");
    assert_eq!(alone, among);
}
