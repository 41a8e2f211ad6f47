//! What people call themselves: to the rooms they choose, the newest word, and beside the account's name.

use crate::support::{World, recover};
use corridor_engine::command::{Command, ProfileToShow};
use corridor_engine::view::{ItemKind, ProfileView, RoomId, RoomStatus};
use corridor_store::{Batch, Space, SpaceName, Store};

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
    let whole = world.clients[bob].engine.profile(&account, None).unwrap().unwrap();
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
fn somebody_else_of_the_same_name_shows_nothing_of_theirs_for_it() {
    let mut world = World::new(544);
    let (alice, carol, dana) = (world.join("alice"), world.join("carol"), world.join("dana"));
    let other = world.join("bob");
    let with_other = world.room(carol, "One", &[alice, other]);
    world.run();
    // The relay gives the name to another key, which nobody has met but Dana.
    let mut batch = Batch::new();
    batch.delete(Space::undated(SpaceName::new("accounts")), b"bob".as_slice());
    world.store.commit(&batch).unwrap();
    let bob = world.join("bob");
    let with_bob = world.room(dana, "Two", &[alice, bob]);
    world.run();
    for client in [alice, other, bob] {
        for room in [with_other, with_bob] {
            world.look(client, &room);
        }
    }
    world.clients[other].skew = 100 * 86_400_000;
    set(&mut world, other, "The other");
    share(&mut world, other, &with_other, true);
    set(&mut world, bob, "Bob");
    share(&mut world, bob, &with_bob, true);
    assert_eq!(name(&world, alice, &with_other, other).unwrap(), "The other");
    assert_eq!(name(&world, alice, &with_bob, bob).unwrap(), "Bob");
    // By name alone it is the one whom she met first; by key each is themself.
    let engine = &world.clients[alice].engine;
    let account = world.account(bob);
    assert_eq!(engine.profile(&account, None).unwrap().unwrap().name, "The other");
    let key = world.clients[bob].engine.account().unwrap().unwrap().account_key;
    assert_eq!(engine.profile(&account, Some(&key)).unwrap().unwrap().name, "Bob");
}

#[test]
fn it_goes_with_the_last_room_that_its_person_is_in_too() {
    let mut world = World::new(545);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let (one, two) = (world.room(alice, "One", &[bob]), world.room(alice, "Two", &[bob]));
    world.run();
    for room in [one, two] {
        world.look(bob, &room);
    }
    set(&mut world, bob, "Bob");
    set(&mut world, alice, "Alice");
    share(&mut world, bob, &one, true);
    let (account, own) = (world.account(bob), world.account(alice));
    let people = vec![account.clone()];
    world.command(alice, Command::RemovePeople { room: one, people: people.clone() }).unwrap();
    world.run();
    let engine = &world.clients[alice].engine;
    assert_eq!(engine.profile(&account, None).unwrap().unwrap().name, "Bob");
    world.command(alice, Command::RemovePeople { room: two, people }).unwrap();
    world.run();
    let engine = &world.clients[alice].engine;
    assert!(engine.profile(&account, None).unwrap().is_none());
    assert_eq!(engine.profile(&own, None).unwrap().unwrap().name, "Alice");
    assert!(!world.clients[bob].engine.room(&one).unwrap().unwrap().shares_profile);
}

#[test]
fn it_stays_with_whoever_is_let_in_again() {
    let mut world = World::new(546);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "One", &[bob]);
    world.run();
    world.look(bob, &room);
    set(&mut world, bob, "Bob");
    share(&mut world, bob, &room, true);
    world.disconnect(bob);
    // Away for longer than the relay keeps anything, he is taken out and in again by one commit.
    for day in 0..45 {
        world.now += 86_400_000;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        world.commit_relay();
        world.say(alice, &room, &format!("day {day}"));
        world.run();
    }
    world.connect(bob);
    world.run();
    let status = world.clients[bob].engine.room(&room).unwrap().unwrap().status;
    assert_eq!(status, RoomStatus::Active);
    let readded = world.timeline(bob, &room).iter().any(|item| item.kind == ItemKind::Readded);
    assert!(readded, "it was as the test means it");
    assert_eq!(name(&world, alice, &room, bob).unwrap(), "Bob");
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
    assert!(world.clients[alice].engine.profile(&account, None).unwrap().is_none());
}
