//! What people call themselves: to the rooms they choose, the newest word, and beside the account's name.

use crate::support::{World, recover};
use corridor_engine::command::{Command, ProfileToShow};
use corridor_engine::view::{ProfileView, RoomId};

fn jpeg(bytes: usize) -> Vec<u8> {
    let mut picture = vec![7; bytes];
    picture[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    picture
}

fn set(world: &mut World, client: usize, name: &str) {
    let profile = ProfileToShow {
        name: name.to_owned(),
        status: "in Geneva".to_owned(),
        picture: Some(jpeg(20_000)),
    };
    world.command(client, Command::SetProfile { profile }).unwrap();
    world.run();
}

fn share(world: &mut World, client: usize, room: &RoomId, is_on: bool) {
    world.command(client, Command::ShareProfile { room: *room, is_on }).unwrap();
    world.run();
}

/// What one device shows of the person of another.
fn shown(world: &World, client: usize, room: &RoomId, of: usize) -> Option<ProfileView> {
    let account = world.account(of);
    let roster = world.clients[client].engine.roster(room).unwrap().unwrap();
    roster.people.into_iter().find(|person| person.account == account).unwrap().profile
}

fn name(world: &World, client: usize, room: &RoomId, of: usize) -> Option<String> {
    shown(world, client, room, of).map(|profile| profile.name)
}

#[test]
fn nobody_gets_it_until_a_room_is_chosen_and_then_every_change() {
    let mut world = World::new(540);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let (one, other) = (world.room(alice, "One", &[bob]), world.room(alice, "Other", &[carol]));
    world.run();
    for client in [alice, bob, carol] {
        for room in [one, other] {
            world.look(client, &room);
        }
    }
    set(&mut world, alice, "Ambassador Alice");
    assert_eq!(shown(&world, bob, &one, alice), None);
    share(&mut world, alice, &one, true);
    assert_eq!(name(&world, bob, &one, alice).unwrap(), "Ambassador Alice");
    assert_eq!(shown(&world, carol, &other, alice), None);
    let account = world.account(alice);
    let whole = world.clients[bob].engine.profile(&account).unwrap().unwrap();
    assert_eq!((whole.status.as_str(), whole.picture.unwrap().len()), ("in Geneva", 20_000));
    // It stands in no timeline, is not unread, and asks for no receipt.
    assert!(world.timeline(bob, &one).iter().all(|item| item.kind.name() != "unknown"));
    assert_eq!(world.clients[bob].engine.room(&one).unwrap().unwrap().unread, 0);
    assert!(world.clients[alice].engine.room(&one).unwrap().unwrap().shares_profile);

    set(&mut world, alice, "Alice");
    assert_eq!(name(&world, bob, &one, alice).unwrap(), "Alice");
    // From now on nothing more goes there; what is there stays until all of it is taken back.
    share(&mut world, alice, &one, false);
    set(&mut world, alice, "Nobody");
    assert_eq!(name(&world, bob, &one, alice).unwrap(), "Alice");
    share(&mut world, alice, &one, true);
    world.command(alice, Command::SetProfile { profile: ProfileToShow::default() }).unwrap();
    world.run();
    assert_eq!(shown(&world, bob, &one, alice), None);
}

#[test]
fn newcomers_get_it_when_they_have_been_looked_at_and_not_before() {
    let mut world = World::new(541);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "One", &[bob]);
    world.run();
    for client in [alice, bob] {
        world.look(client, &room);
    }
    set(&mut world, bob, "Bob of Blue");
    share(&mut world, bob, &room, true);
    let people = vec![world.account(carol)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    // The gate is closed: a change waits too.
    set(&mut world, bob, "Bob");
    assert_eq!(shown(&world, carol, &room, bob), None);
    assert_eq!(name(&world, alice, &room, bob).unwrap(), "Bob of Blue");
    world.look(bob, &room);
    world.run();
    assert_eq!(name(&world, carol, &room, bob).unwrap(), "Bob");
    assert_eq!(name(&world, alice, &room, bob).unwrap(), "Bob");
}

#[test]
fn the_newest_word_counts_whichever_device_and_room_it_came_through() {
    let mut world = World::new(542);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let phone = recover(&mut world, alice);
    let room = world.room(alice, "One", &[bob]);
    let second = world.room(bob, "Two", &[alice]);
    world.run();
    for client in [alice, phone, bob] {
        for room in [room, second] {
            world.look(client, &room);
        }
    }
    share(&mut world, alice, &room, true);
    set(&mut world, alice, "From the desk");
    // The other device has it, and goes on from its version though its clock is a day late.
    assert_eq!(name(&world, phone, &room, alice).unwrap(), "From the desk");
    world.clients[phone].skew = -86_400_000;
    share(&mut world, phone, &second, true);
    set(&mut world, phone, "From the phone");
    assert_eq!(name(&world, bob, &room, alice).unwrap(), "From the phone");
    assert_eq!(name(&world, alice, &room, alice).unwrap(), "From the phone");
    // Who is blocked calls themself nothing.
    let person = world.account(alice);
    world.command(bob, Command::Block { person, is_blocked: true }).unwrap();
    assert_eq!(shown(&world, bob, &room, alice), None);
}

#[test]
fn it_has_bounds() {
    let mut world = World::new(543);
    let alice = world.join("alice");
    let refused = |world: &mut World, profile: ProfileToShow| {
        let error = world.command(alice, Command::SetProfile { profile }).unwrap_err();
        assert_eq!(error.name(), "profile");
    };
    let with = |name: &str, picture| ProfileToShow {
        name: name.to_owned(),
        status: String::new(),
        picture,
    };
    refused(&mut world, with(&"x".repeat(65), None));
    refused(&mut world, with("two\nlines", None));
    refused(&mut world, with("", Some(jpeg(24 * 1024 + 1))));
    refused(&mut world, with("", Some(b"<svg/>".to_vec())));
    let account = world.account(alice);
    assert!(world.clients[alice].engine.profile(&account).unwrap().is_none());
}
