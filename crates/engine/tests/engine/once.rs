//! A command that is given again, by somebody who did not hear the answer, is carried out once.

use crate::support::World;
use corridor_engine::Location;
use corridor_engine::command::{Answer, Command, CommandError, CommandId};
use corridor_engine::view::{ItemKind, RoomId};

const DAY: u64 = 24 * 60 * 60 * 1000;

fn give(
    world: &mut World,
    client: usize,
    id: u8,
    command: Command,
) -> Result<Answer, CommandError> {
    let (entropy, now) = (world.entropy(), world.now);
    let id = CommandId([id; 16]);
    let answer = world.clients[client].engine.command_once(now, entropy, id, command);
    world.drain(client);
    answer
}

fn text(room: RoomId, text: &str) -> Command {
    Command::SendText { room, text: text.into(), seen: None }
}

/// How often a text stands in a client's timeline.
fn times(world: &World, client: usize, room: &RoomId, text: &str) -> usize {
    let items = world.timeline(client, room);
    items.iter().filter(|item| item.kind == ItemKind::Text && item.text == text).count()
}

#[test]
fn a_text_that_is_given_again_is_said_once() {
    let mut world = World::new(90);
    let directory = tempfile::tempdir().unwrap();
    let ann = world.add_client(Location::File(directory.path().join("ann.db")));
    world.join_with(ann, "ann");
    let ben = world.join("ben");
    let room = world.room(ann, "Once", &[ben]);
    world.run();
    let first = give(&mut world, ann, 1, text(room, "aye")).unwrap();
    assert!(matches!(first, Answer::Queued(_)));
    assert_eq!(give(&mut world, ann, 1, text(room, "aye")).unwrap(), first);
    world.run();
    // The program has ended in between, and the message has long been sent.
    world.restart(ann);
    world.connect(ann);
    assert_eq!(give(&mut world, ann, 1, text(room, "aye")).unwrap(), first);
    world.run();
    for client in [ann, ben] {
        assert_eq!(times(&world, client, &room, "aye"), 1);
    }
    // The same words under another id are said again.
    assert_ne!(give(&mut world, ann, 2, text(room, "aye")).unwrap(), first);
    world.run();
    assert_eq!(times(&world, ben, &room, "aye"), 2);
}

#[test]
fn each_kind_of_answer_is_given_again() {
    let mut world = World::new(91);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let create = Command::CreateRoom { title: "Twice".to_owned(), with: vec![world.account(ben)] };
    let made = give(&mut world, ann, 1, create.clone()).unwrap();
    let Answer::Room(room) = made else { panic!("{made:?}") };
    assert_eq!(give(&mut world, ann, 1, create).unwrap(), made);
    assert_eq!(world.clients[ann].engine.rooms().unwrap().len(), 1);
    let rename = |title: &str| Command::Rename { room, title: title.to_owned() };
    assert_eq!(give(&mut world, ann, 2, rename("Renamed")).unwrap(), Answer::Done);
    world.run();
    give(&mut world, ann, 3, rename("Renamed again")).unwrap();
    world.run();
    // What came since is not undone by an echo.
    assert_eq!(give(&mut world, ann, 2, rename("Renamed")).unwrap(), Answer::Done);
    world.run();
    assert_eq!(world.clients[ben].engine.rooms().unwrap()[0].title, "Renamed again");
}

#[test]
fn what_was_refused_was_not_taken_and_ids_are_forgotten_after_a_week() {
    let mut world = World::new(92);
    let ann = world.join("ann");
    let room = world.room(ann, "Refused", &[]);
    world.run();
    assert!(give(&mut world, ann, 1, text(room, "")).is_err());
    let taken = give(&mut world, ann, 1, text(room, "aye")).unwrap();
    world.now += 7 * DAY;
    give(&mut world, ann, 2, text(room, "another")).unwrap();
    assert_eq!(give(&mut world, ann, 1, text(room, "aye")).unwrap(), taken);
    world.now += 1;
    give(&mut world, ann, 3, text(room, "a third")).unwrap();
    assert_ne!(give(&mut world, ann, 1, text(room, "aye")).unwrap(), taken);
}
