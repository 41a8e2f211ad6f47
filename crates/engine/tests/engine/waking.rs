//! Being woken by what is said in rooms: asked for inside the seal, by those whom one has seen, and for what there
//! is to know of.

use crate::support::World;
use corridor_engine::command::{Answer, Command};
use corridor_engine::view::{Delivery, RoomId};
use corridor_wire::push::PushEndpoint;

fn three(seed: u64) -> (World, [usize; 3], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = world.room(people[0], "Delegation", &people[1..]);
    world.run();
    for one in people {
        world.look(one, &room);
        set_push(&mut world, one);
    }
    (world, people, room)
}

fn set_push(world: &mut World, client: usize) {
    let endpoint = PushEndpoint::parse(&format!("https://push.example/{client}")).unwrap();
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.set_push(now, entropy, Some(endpoint)).unwrap();
    world.drain(client);
    world.run();
}

fn turn_on(world: &mut World, client: usize, is_on: bool) {
    world.command(client, Command::SetWaking { is_on }).unwrap();
    // Whether rooms may is told to the relay with the endpoint.
    set_push(world, client);
}

fn told(world: &World, client: usize, room: &RoomId) -> usize {
    world.clients[client].engine.asking_to_be_woken(room).unwrap().len()
}

/// How many devices `act` wakes.
fn woken(world: &mut World, act: impl FnOnce(&mut World)) -> u64 {
    let before = world.relay.counters().wakes;
    act(world);
    world.run();
    world.relay.counters().wakes - before
}

/// Away for longer than a relay leaves a device in peace.
fn leave(world: &mut World, client: usize) {
    world.disconnect(client);
    world.now += 10 * 60 * 1000;
}

fn say(world: &mut World, by: usize, room: &RoomId) -> u64 {
    world.now += 10 * 60 * 1000;
    woken(world, |world| world.say(by, room, "Please speak in support."))
}

#[test]
fn a_room_wakes_nobody_who_has_not_asked_for_it() {
    let (mut world, [alice, bob, carol], room) = three(710);
    leave(&mut world, bob);
    leave(&mut world, carol);
    assert!(!world.clients[bob].engine.wakes().unwrap());
    assert_eq!(say(&mut world, alice, &room), 0);
    assert_eq!(told(&world, alice, &room), 0);

    world.connect(bob);
    world.run();
    turn_on(&mut world, bob, true);
    assert_eq!(told(&world, alice, &room), 1);
    leave(&mut world, bob);
    assert_eq!(say(&mut world, alice, &room), 1, "Bob, and not Carol");

    world.connect(bob);
    world.run();
    turn_on(&mut world, bob, false);
    leave(&mut world, bob);
    assert_eq!(say(&mut world, alice, &room), 0);
    assert_eq!(told(&world, alice, &room), 0);
}

#[test]
fn what_is_done_to_messages_wakes_nobody_and_neither_do_ones_own_words() {
    let (mut world, [alice, bob, _], room) = three(711);
    turn_on(&mut world, bob, true);
    turn_on(&mut world, alice, true);
    world.say(alice, &room, "Article 4");
    world.run();
    leave(&mut world, bob);
    let said = world.timeline(alice, &room).last().unwrap().local_id;
    let react = Command::React { local_id: said, reaction: "\u{1f44d}".to_owned(), is_on: true };
    let acts = [
        react,
        Command::Edit { local_id: said, text: "Article 5".to_owned(), is_markdown: false },
        Command::Pin { local_id: said, is_on: true },
        Command::Rename { room, title: "Article 5".to_owned() },
    ];
    for act in acts {
        let act = |world: &mut World| {
            world.command(alice, act).unwrap();
        };
        assert_eq!(woken(&mut world, act), 0);
    }
    assert_eq!(say(&mut world, alice, &room), 1, "Bob, and none of hers");
}

#[test]
fn one_room_can_be_left_out() {
    let (mut world, [alice, bob, _], room) = three(712);
    let other = world.room(alice, "Banter", &[bob]);
    world.run();
    world.look(bob, &other);
    turn_on(&mut world, bob, true);
    world.command(bob, Command::SetRoomWaking { room: other, is_on: false }).unwrap();
    world.run();
    assert!(world.clients[bob].engine.is_silent(&other).unwrap());
    leave(&mut world, bob);
    assert_eq!(say(&mut world, alice, &other), 0);
    assert_eq!(say(&mut world, alice, &room), 1);
}

#[test]
fn newcomers_wake_a_device_once_its_person_has_looked_at_them() {
    let (mut world, [alice, bob, carol], room) = three(713);
    turn_on(&mut world, bob, true);
    let dave = world.join("dave");
    let people = vec![world.account(dave)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    assert_eq!(told(&world, dave, &room), 0);
    world.look(bob, &room);
    world.run();
    assert_eq!(told(&world, dave, &room), 1);
    assert_eq!(told(&world, carol, &room), 1, "once for all");
    leave(&mut world, bob);
    assert_eq!(say(&mut world, dave, &room), 1);
}

/// Somebody could ask which devices are to be woken by inviting them.
#[test]
fn a_stranger_who_invites_is_told_nothing_before_the_room_is_opened() {
    let mut world = World::new(714);
    let people = ["alice", "bob"].map(|name| world.join(name));
    turn_on(&mut world, people[1], true);
    let room = world.room(people[0], "Hello", &people[1..]);
    world.run();
    assert_eq!(told(&world, people[0], &room), 0);
    world.look(people[1], &room);
    world.run();
    assert_eq!(told(&world, people[0], &room), 1);
}

#[test]
fn what_came_out_of_a_line_is_said_to_the_relay_and_wakes_nobody_later() {
    let (mut world, [alice, bob, _], room) = three(715);
    turn_on(&mut world, bob, true);
    // Without these nothing but a ping tells the relay that he has it.
    world.command(bob, Command::SetReceipts { delivered: false, read: false }).unwrap();
    assert_eq!(say(&mut world, alice, &room), 0, "he is there");
    let gone = woken(&mut world, |world| {
        world.disconnect(bob);
        world.relay.handle_timeout(world.now, &world.store);
    });
    assert_eq!(gone, 0, "and has it");
    world.connect(bob);
    world.run();
    let text = world.timeline(bob, &room).pop().unwrap();
    assert_eq!(text.delivery, Delivery::Received);
}

#[test]
fn a_direct_room_with_somebody_who_is_blocked_wakes_nobody() {
    let mut world = World::new(716);
    let [alice, bob] = ["alice", "bob"].map(|name| world.join(name));
    let with = world.account(alice);
    world.command(bob, Command::OpenDirectRoom { with: with.clone() }).unwrap();
    world.run();
    let room = world.clients[bob].engine.rooms().unwrap()[0].id;
    let block = |world: &mut World, is_blocked| {
        world.command(bob, Command::Block { person: with.clone(), is_blocked }).unwrap();
        world.run();
    };
    block(&mut world, true);
    turn_on(&mut world, bob, true);
    assert_eq!(told(&world, alice, &room), 0);
    block(&mut world, false);
    assert_eq!(told(&world, alice, &room), 1);
    block(&mut world, true);
    assert_eq!(told(&world, alice, &room), 0);
}

#[test]
fn a_no_does_not_wait_for_a_look_at_newcomers() {
    let (mut world, [alice, bob, _], room) = three(717);
    turn_on(&mut world, bob, true);
    let dave = world.join("dave");
    let people = vec![world.account(dave)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    assert_eq!((told(&world, alice, &room), told(&world, dave, &room)), (1, 0));
    turn_on(&mut world, bob, false);
    assert_eq!((told(&world, alice, &room), told(&world, dave, &room)), (0, 0));
}

#[test]
fn who_is_removed_and_let_in_again_is_named_by_nobody_before_it_is_asked_for_again() {
    let (mut world, [alice, bob, carol], room) = three(718);
    turn_on(&mut world, bob, true);
    let people = vec![world.account(bob)];
    world.command(alice, Command::RemovePeople { room, people: people.clone() }).unwrap();
    world.run();
    turn_on(&mut world, bob, false);
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    assert_eq!((told(&world, alice, &room), told(&world, carol, &room)), (0, 0));
    world.look(bob, &room);
    turn_on(&mut world, bob, true);
    assert_eq!((told(&world, alice, &room), told(&world, carol, &room)), (1, 1));
}

#[test]
fn the_room_that_is_founded_in_anothers_place_is_as_silent() {
    let (mut world, [alice, bob, _], room) = three(719);
    turn_on(&mut world, alice, true);
    world.command(alice, Command::SetRoomWaking { room, is_on: false }).unwrap();
    let without = Vec::new();
    let Answer::Room(new) = world.command(alice, Command::Refound { room, without }).unwrap()
    else {
        panic!("a room was founded")
    };
    world.run();
    world.look(bob, &new);
    world.run();
    assert!(world.clients[alice].engine.is_silent(&new).unwrap());
    assert_eq!(told(&world, bob, &new), 0);
}
