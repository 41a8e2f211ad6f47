//! What newcomers are told of what was said before they came.

use crate::support::World;
use corridor_content::{Told, encode_told};
use corridor_engine::command::{Command, CommandError, FileToSend};
use corridor_engine::view::{ItemKind, LocalId, RoomId};

fn tell(
    world: &mut World,
    by: usize,
    room: &RoomId,
    from: u64,
    through: u64,
) -> Result<(), CommandError> {
    let told = world.command(by, Command::Tell { room: *room, from, through, seen: None });
    world.run();
    told.map(|_| ())
}

fn bundle(world: &World, client: usize, room: &RoomId) -> LocalId {
    let items = world.timeline(client, room);
    items.iter().rfind(|item| item.kind == ItemKind::File).unwrap().local_id
}

#[test]
fn a_newcomer_hears_what_was_said_as_the_word_of_who_tells_it() {
    let mut world = World::new(560);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    world.say(alice, &room, "first");
    world.run();
    world.say(bob, &room, "second");
    world.say(bob, &room, "taken back");
    world.run();
    let items = world.timeline(bob, &room);
    let gone = items.iter().find(|item| item.text == "taken back").unwrap().local_id;
    world.command(bob, Command::Withdraw { local_id: gone }).unwrap();
    let people = vec![world.account(carol)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    // By whoever lets people in.
    let refused = tell(&mut world, bob, &room, 0, u64::MAX);
    assert_eq!(refused.unwrap_err().name(), "not_allowed");
    world.look(alice, &room);
    tell(&mut world, alice, &room, 0, u64::MAX).unwrap();
    let item = bundle(&world, carol, &room);
    assert!(world.clients[carol].engine.told(item).unwrap().is_none(), "nobody has fetched it");
    world.command(carol, Command::FetchFile { local_id: item }).unwrap();
    world.run();
    let told = world.clients[carol].engine.told(item).unwrap().unwrap();
    let said: Vec<_> = told.iter().map(|one| (one.sender.as_str(), one.text.as_str())).collect();
    assert_eq!(said, [("alice@relay.example", "first"), ("bob@relay.example", "second")]);
    // Nothing of it stands among what Carol was there for.
    assert!(world.texts(carol, &room).is_empty());
    assert_eq!(tell(&mut world, alice, &room, 900, 901).unwrap_err().name(), "telling");
}

#[test]
fn what_disappears_is_not_passed_on_and_what_is_no_telling_is_a_file() {
    let mut world = World::new(561);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    world.command(alice, Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
    world.run();
    world.say(alice, &room, "for an hour");
    world.run();
    assert_eq!(tell(&mut world, alice, &room, 0, u64::MAX).unwrap_err().name(), "telling");
    let forged = Told { sender: "the chair".to_owned(), sent_at_ms: 1, text: "agreed".to_owned() };
    for (content, is_told) in [(encode_told(&[forged]).unwrap(), true), (vec![0x80], false)] {
        let file = FileToSend {
            name: "told-9-1-2.cbor".to_owned(),
            media_type: corridor_content::TOLD.to_owned(),
            content,
            preview: None,
            caption: String::new(),
            about: corridor_engine::kinds::AboutFile::default(),
        };
        world.command(bob, Command::SendFile { room, file, seen: None }).unwrap();
        world.run();
        let item = bundle(&world, alice, &room);
        world.command(alice, Command::FetchFile { local_id: item }).unwrap();
        world.run();
        assert_eq!(world.clients[alice].engine.told(item).unwrap().is_some(), is_told);
    }
}

#[test]
fn a_telling_has_all_from_one_message_to_another_and_nothing_behind_it() {
    let mut world = World::new(562);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    for number in 0..1003 {
        world.say(alice, &room, &number.to_string());
    }
    world.run();
    let said = world.said(alice, &room);
    tell(&mut world, alice, &room, said[2].0, said[701].0).unwrap();
    let item = bundle(&world, bob, &room);
    world.command(bob, Command::FetchFile { local_id: item }).unwrap();
    world.run();
    let told = world.clients[bob].engine.told(item).unwrap().unwrap();
    let texts: Vec<_> = told.iter().map(|one| one.text.parse::<usize>().unwrap()).collect();
    assert_eq!(texts, (2..=701).collect::<Vec<_>>());
    // A thousand at most, however many there are behind them.
    tell(&mut world, alice, &room, said[2].0, said[1001].0).unwrap();
    let refused = tell(&mut world, alice, &room, said[1].0, said[1001].0).unwrap_err();
    assert_eq!(refused.name(), "telling");
}
