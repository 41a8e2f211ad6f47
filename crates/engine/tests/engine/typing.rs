//! Who writes just now: told both ways or not at all, to those who are there, and soon forgotten.

use crate::support::World;
use corridor_engine::command::Command;
use corridor_engine::output::Change;
use corridor_engine::view::RoomId;

fn turn_on(world: &mut World, client: usize, is_on: bool) {
    world.command(client, Command::SetTyping { is_on }).unwrap();
    world.run();
}

fn tell(world: &mut World, client: usize, room: &RoomId, writes: bool) {
    world.now += 1;
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.tell_typing(now, entropy, room, writes).unwrap();
    world.drain(client);
    while world.step() {}
}

fn seen(world: &World, client: usize, room: &RoomId) -> Vec<String> {
    let accounts = world.clients[client].engine.typing(room);
    accounts.iter().map(|account| account.name().to_owned()).collect()
}

fn changes(world: &mut World, client: usize, room: &RoomId) -> usize {
    let changes = std::mem::take(&mut world.clients[client].changes);
    changes.iter().filter(|change| **change == Change::Typing(*room)).count()
}

fn three(seed: u64) -> (World, [usize; 3], RoomId) {
    let mut world = World::new(seed);
    let people = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = world.room(people[0], "Delegation", &people[1..]);
    world.run();
    for one in people {
        world.look(one, &room);
    }
    (world, people, room)
}

#[test]
fn it_is_off_at_first_and_goes_both_ways_or_neither() {
    let (mut world, [alice, bob, carol], room) = three(700);
    assert!(!world.clients[alice].engine.tells_typing().unwrap());
    tell(&mut world, alice, &room, true);
    turn_on(&mut world, bob, true);
    tell(&mut world, alice, &room, true);
    assert!(seen(&world, bob, &room).is_empty(), "she does not tell");

    turn_on(&mut world, alice, true);
    changes(&mut world, bob, &room);
    tell(&mut world, alice, &room, true);
    assert_eq!(seen(&world, bob, &room), ["alice"]);
    assert_eq!(changes(&mut world, bob, &room), 1);
    assert!(seen(&world, carol, &room).is_empty(), "Carol does not tell, so she is not told");
    assert!(seen(&world, alice, &room).is_empty());

    turn_on(&mut world, bob, false);
    assert!(seen(&world, bob, &room).is_empty());
    world.now += 4_000;
    tell(&mut world, alice, &room, true);
    assert!(seen(&world, bob, &room).is_empty());
}

#[test]
fn it_ends_with_the_message_with_silence_and_when_they_say_so() {
    let (mut world, [alice, bob, _], room) = three(701);
    for one in [alice, bob] {
        turn_on(&mut world, one, true);
    }
    tell(&mut world, alice, &room, true);
    world.say(alice, &room, "Here it is.");
    world.run();
    assert!(seen(&world, bob, &room).is_empty());

    world.now += 3_000;
    tell(&mut world, alice, &room, true);
    assert_eq!(seen(&world, bob, &room), ["alice"]);
    tell(&mut world, alice, &room, false);
    assert!(seen(&world, bob, &room).is_empty());

    tell(&mut world, alice, &room, true);
    assert_eq!(seen(&world, bob, &room), ["alice"]);
    changes(&mut world, bob, &room);
    // The engine asks to be woken when it is to be believed no longer.
    let wake = world.clients[bob].engine.poll_wake().unwrap();
    assert!(wake <= world.now + 7_000);
    world.run();
    assert!(seen(&world, bob, &room).is_empty());
    assert_eq!(changes(&mut world, bob, &room), 1);
}

#[test]
fn it_is_told_every_few_seconds_at_most_and_leaves_nothing_in_the_log() {
    let (mut world, [alice, bob, _], room) = three(702);
    for one in [alice, bob] {
        turn_on(&mut world, one, true);
    }
    let cursor = |world: &World| world.clients[bob].engine.room(&room).unwrap().unwrap().cursor;
    let before = (cursor(&world), world.relay.counters().signals_passed);
    for _ in 0..50 {
        tell(&mut world, alice, &room, true);
        world.now += 99;
    }
    assert_eq!(world.relay.counters().signals_passed - before.1, 2);
    assert_eq!(cursor(&world), before.0);
    // An old one, that the relay kept back, is no news.
    world.clients[alice].skew = -120_000;
    world.now += 10_000;
    let (entropy, now) = (world.entropy(), world.now - 120_000);
    world.clients[alice].engine.tell_typing(now, entropy, &room, false).unwrap();
    world.run();
    assert!(seen(&world, bob, &room).is_empty());
}

#[test]
fn somebody_who_is_blocked_is_neither_told_nor_seen() {
    let (mut world, [alice, bob, carol], room) = three(703);
    for one in [alice, bob, carol] {
        turn_on(&mut world, one, true);
    }
    let person = world.account(carol);
    world.command(bob, Command::Block { person, is_blocked: true }).unwrap();
    tell(&mut world, carol, &room, true);
    assert!(seen(&world, bob, &room).is_empty());
    assert_eq!(seen(&world, alice, &room), ["carol"]);
}
