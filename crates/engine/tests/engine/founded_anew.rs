//! The same people's room anew, without somebody.

use crate::support::World;
use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::view::RoomId;
use corridor_sealing::room_state::Role;

fn without(world: &mut World, by: usize, room: RoomId, who: usize) -> Result<RoomId, CommandError> {
    let without = vec![world.account(who)];
    match world.command(by, Command::Refound { room, without })? {
        Answer::Room(again) => Ok(again),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nobody_comes_along_whom_its_founder_has_not_looked_at() {
    let mut world = World::new(720);
    let [alice, bob, carol, dan] = ["alice", "bob", "carol", "dan"].map(|name| world.join(name));
    let room = world.room(alice, "Article 7", &[bob, carol]);
    world.run();
    for person in [alice, bob, carol] {
        world.look(person, &room);
    }
    let person = world.account(carol);
    world.command(alice, Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    let people = vec![world.account(dan)];
    world.command(carol, Command::AddPeople { room, people }).unwrap();
    world.run();
    let Err(CommandError::RosterChanged { joined, .. }) = without(&mut world, bob, room, carol)
    else {
        panic!("Dan came along")
    };
    assert_eq!(joined, [world.account(dan)]);
    // Whoever stays out need not be looked at first.
    let again = without(&mut world, bob, room, dan).unwrap();
    world.run();
    assert_eq!(world.people(bob, &again).len(), 3);
    world.look(bob, &room);
    let again = without(&mut world, bob, room, carol).unwrap();
    world.run();
    assert!(world.people(dan, &again).len() == 3 && world.people(carol, &again).is_empty());
}

#[test]
fn what_disappears_and_who_may_write_comes_along() {
    let mut world = World::new(721);
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.join(name));
    let room = world.room(alice, "Notices", &[bob, carol]);
    world.run();
    world.command(alice, Command::SetExpiry { room, seconds: Some(3_600) }).unwrap();
    world.command(alice, Command::SetPosting { room, role: Role::Admin }).unwrap();
    world.run();
    let again = without(&mut world, alice, room, carol).unwrap();
    world.run();
    let view = world.clients[bob].engine.room(&again).unwrap().unwrap();
    assert_eq!((view.expiry_seconds, view.post_role), (Some(3_600), Role::Admin));
}
