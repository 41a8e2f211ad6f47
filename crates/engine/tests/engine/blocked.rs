//! Somebody who is blocked: on this device nothing is heard of them, and the rooms of all go on.

use crate::support::{World, recover};
use corridor_engine::command::{Answer, Command, TextToSend};
use corridor_engine::view::{RoomId, Sought};

fn block(world: &mut World, client: usize, whom: usize, is_blocked: bool) {
    let person = world.account(whom);
    world.command(client, Command::Block { person, is_blocked }).unwrap();
    world.run();
}

fn direct(world: &mut World, client: usize, with: usize) -> RoomId {
    let with = world.account(with);
    let answer = world.command(client, Command::OpenDirectRoom { with }).unwrap();
    world.run();
    let Answer::Room(room) = answer else { panic!("{answer:?}") };
    room
}

fn unread(world: &World, client: usize, room: &RoomId) -> (usize, usize) {
    let room = world.clients[client].engine.room(room).unwrap().unwrap();
    (room.unread, room.mentions)
}

#[test]
fn what_they_say_is_there_marked_and_counts_for_nothing() {
    let mut world = World::new(520);
    let (alice, bob, mallory) = (world.join("alice"), world.join("bob"), world.join("mallory"));
    let room = world.room(alice, "Delegation", &[bob, mallory]);
    world.run();
    for one in [alice, bob, mallory] {
        world.look(one, &room);
    }
    block(&mut world, alice, mallory, true);
    let mentions = vec![world.account(alice)];
    let text = TextToSend { text: "you there".to_owned(), mentions, ..TextToSend::default() };
    world.command(mallory, Command::SendText { room, text, seen: None }).unwrap();
    world.say(bob, &room, "good morning");
    world.run();
    assert_eq!(unread(&world, alice, &room), (1, 0), "Bob's alone");
    let items = world.timeline(alice, &room);
    let marked: Vec<_> = items.iter().filter(|item| item.is_blocked).collect();
    assert_eq!(marked.len(), 1);
    assert!(!marked[0].mentions_me && marked[0].text == "you there");
    assert!(world.timeline(bob, &room).iter().all(|item| !item.is_blocked));
    // No receipt tells Mallory that it came, and everybody else has theirs.
    world.command(alice, Command::SetReceipts { delivered: true, read: true }).unwrap();
    world.command(alice, Command::MarkRead { room, through_seq: u64::MAX }).unwrap();
    world.run();
    let state = |client, text: &str| {
        let items = world.timeline(client, &room);
        items.iter().find(|item| item.text == text).unwrap().delivery.name()
    };
    assert_eq!(state(mallory, "you there"), "sent");
    // Found by who asks for it, and by nobody else.
    let sought = |sender| Sought { text: "you".to_owned(), sender, ..Sought::default() };
    let engine = &world.clients[alice].engine;
    assert!(engine.search(&sought(None), 9).unwrap().is_empty());
    assert_eq!(engine.search(&sought(Some(world.account(mallory))), 9).unwrap().len(), 1);
    // Their own device says nothing of it, and it can be taken back.
    block(&mut world, alice, mallory, false);
    assert!(world.timeline(alice, &room).iter().all(|item| !item.is_blocked));
    assert!(world.clients[alice].engine.blocked().unwrap().is_empty());
}

#[test]
fn what_answers_them_quotes_nothing_of_theirs() {
    let mut world = World::new(521);
    let (alice, bob, mallory) = (world.join("alice"), world.join("bob"), world.join("mallory"));
    let room = world.room(alice, "Delegation", &[bob, mallory]);
    world.run();
    for one in [alice, bob, mallory] {
        world.look(one, &room);
    }
    world.say(mallory, &room, "something vile");
    world.run();
    let vile = world.timeline(bob, &room).into_iter().find(|one| one.text == "something vile");
    let reply_to = vile.map(|item| item.local_id);
    let text = TextToSend { text: "stop it".to_owned(), reply_to, ..TextToSend::default() };
    world.command(bob, Command::SendText { room, text, seen: None }).unwrap();
    world.run();
    block(&mut world, alice, mallory, true);
    let items = world.timeline(alice, &room);
    let answer = items.iter().find(|item| item.text == "stop it").unwrap();
    let quote = answer.reply_to.as_ref().unwrap();
    assert_eq!((quote.text.as_str(), quote.sender.is_some()), ("", true));
}

#[test]
fn invitations_and_direct_rooms_lead_nowhere() {
    let mut world = World::new(522);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    let before = direct(&mut world, mallory, alice);
    world.say(mallory, &before, "hello");
    world.run();
    block(&mut world, alice, mallory, true);
    let view = world.clients[alice].engine.room(&before).unwrap().unwrap();
    assert!(view.is_blocked && view.unread == 0);
    // Nobody writes to whom they do not hear, by mistake.
    let text = Command::SendText { room: before, text: "hm".into(), seen: None };
    assert_eq!(world.command(alice, text).unwrap_err().name(), "blocked");
    let with = world.account(mallory);
    let open = world.command(alice, Command::OpenDirectRoom { with });
    assert_eq!(open.unwrap_err().name(), "blocked");
    // A new room of hers is none of this device's.
    let room = world.room(mallory, "Come in", &[alice]);
    world.run();
    assert!(world.clients[alice].engine.room(&room).unwrap().is_none());
    assert!(world.clients[alice].engine.room(&before).unwrap().is_some());
    let own = world.account(alice);
    let refused = world.command(alice, Command::Block { person: own, is_blocked: true });
    assert_eq!(refused.unwrap_err().name(), "own_account");
    // It is of one device alone.
    let phone = recover(&mut world, alice);
    assert!(world.clients[phone].engine.blocked().unwrap().is_empty());
}

#[test]
fn their_knocks_are_not_heard_and_those_that_wait_are_gone() {
    let mut world = World::new(523);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let expires_at = world.now + 60 * 60 * 1000;
    for round in 0..2 {
        world.command(alice, Command::MakeLink { room, expires_at, most: 5 }).unwrap();
        let link = world.clients[alice].engine.links(&room).unwrap().pop().unwrap().text;
        world.command(mallory, Command::Knock { link, word: String::new() }).unwrap();
        world.run();
        if round == 0 {
            assert_eq!(world.clients[alice].engine.knocks(None).unwrap().len(), 1);
            block(&mut world, alice, mallory, true);
        }
        assert!(world.clients[alice].engine.knocks(None).unwrap().is_empty());
        assert_eq!(world.clients[alice].engine.room(&room).unwrap().unwrap().knocks, 0);
    }
    block(&mut world, alice, mallory, false);
    assert!(
        world.clients[alice].engine.knocks(None).unwrap().is_empty(),
        "held no place, and is gone"
    );
}
