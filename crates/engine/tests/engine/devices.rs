#![allow(clippy::disallowed_methods)] // Looks at the files that the engine leaves on the disk.
//! Several devices of one person, restarts, long absences, and relays that forget.

use crate::support::{World, recover};
use corridor_engine::command::Command;
use corridor_engine::view::RoomStatus;
use corridor_engine::{DatabaseKey, Engine, Location};

#[test]
fn a_new_device_gets_into_the_rooms_of_its_person_and_the_others_are_told() {
    let mut world = World::new(30);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Devices", &[bob]);
    world.run();
    let phone = recover(&mut world, bob);
    assert_eq!(world.people(phone, &room), ["alice@relay.example", "bob@relay.example"]);
    let roster = world.clients[alice].engine.roster(&room).unwrap().unwrap();
    let person = roster.people.iter().find(|one| one.account.name() == "bob").unwrap();
    assert!(person.is_new && person.devices.len() == 2);
    // The gate is closed until Alice has seen the new device.
    let text = "hello".to_owned();
    assert!(
        world.command(alice, Command::SendText { room, text: text.into(), seen: None }).is_err()
    );
    world.look(alice, &room);
    world.say(alice, &room, "to both");
    world.run();
    world.say(phone, &room, "from the phone");
    world.run();
    assert_eq!(world.texts(bob, &room), ["to both", "from the phone"]);
    assert_eq!(world.texts(phone, &room), ["to both", "from the phone"]);
    // A person is removed with all devices.
    let people = vec![world.account(bob)];
    world.command(alice, Command::RemovePeople { room, people }).unwrap();
    world.run();
    for device in [bob, phone] {
        let status = world.clients[device].engine.room(&room).unwrap().unwrap().status;
        assert_eq!(status, RoomStatus::Removed);
    }
}

#[test]
fn a_person_founds_rooms_for_all_their_devices() {
    let mut world = World::new(38);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let phone = recover(&mut world, alice);
    let room = world.room(alice, "Later", &[bob]);
    let notes = world.room(alice, "Notes", &[]);
    world.run();
    world.say(phone, &room, "from the phone");
    world.say(alice, &notes, "for myself");
    world.run();
    assert_eq!(world.texts(bob, &room), ["from the phone"]);
    assert_eq!(world.texts(phone, &notes), ["for myself"]);
    // Closed on one of them, it is closed on the other, and not thought to be lost.
    world.command(alice, Command::Leave { room: notes }).unwrap();
    world.run();
    world.connect(phone);
    world.run();
    let status = world.clients[phone].engine.room(&notes).unwrap().unwrap().status;
    assert_eq!(status, RoomStatus::Left);
}

#[test]
fn a_lost_device_is_withdrawn_everywhere() {
    let mut world = World::new(31);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Lost", &[bob]);
    world.run();
    let phone = recover(&mut world, bob);
    let device = world.clients[phone].engine.account().unwrap().unwrap().device;
    world.command(bob, Command::RevokeDevice { device }).unwrap();
    world.run();
    world.look(alice, &room);
    world.say(alice, &room, "after the loss");
    world.run();
    assert!(world.texts(phone, &room).is_empty());
    assert_eq!(world.texts(bob, &room), ["after the loss"]);
    world.connect(phone);
    world.run();
    assert!(!world.clients[phone].engine.is_authenticated());
}

#[test]
fn a_device_killed_at_any_moment_goes_on_from_its_disk() {
    let directory = tempfile::tempdir().unwrap();
    let mut world = World::new(32);
    let alice = world.join("alice");
    let bob = world.add_client(Location::File(directory.path().join("bob.db")));
    world.join_with(bob, "bob");
    let room = world.room(alice, "Restarts", &[bob]);
    world.run();
    for n in 0..60 {
        world.say(alice, &room, &format!("a{n}"));
        world.say(bob, &room, &format!("b{n}"));
        for _ in 0..n % 7 {
            world.step();
        }
        world.restart(bob);
        world.connect(bob);
        for _ in 0..n % 5 {
            world.step();
        }
    }
    world.run();
    assert_eq!(world.said(alice, &room), world.said(bob, &room));
    for who in ['a', 'b'] {
        let own: Vec<_> =
            world.texts(bob, &room).into_iter().filter(|text| text.starts_with(who)).collect();
        assert_eq!(own, (0..60).map(|n| format!("{who}{n}")).collect::<Vec<_>>());
    }
}

#[test]
fn the_database_is_not_readable_without_its_key() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("alice.db");
    let mut world = World::new(33);
    let alice = world.add_client(Location::File(path.clone()));
    world.join_with(alice, "alice");
    let room = world.room(alice, "A title nobody guesses", &[]);
    world.say(alice, &room, "a text nobody guesses");
    world.run();
    drop(world);
    for file in std::fs::read_dir(directory.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [&b"nobody guesses"[..], b"alice", b"SQLite format 3"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
    let opened = Engine::open(&Location::File(path), &DatabaseKey::from_bytes([2; 32]));
    assert!(matches!(opened, Err(corridor_engine::command::StorageError::WrongKey)));
}

#[test]
fn thirty_days_away_and_everything_is_there_in_order() {
    let mut world = World::new(34);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Long", &[bob, carol]);
    world.run();
    world.disconnect(carol);
    let mut expected = Vec::new();
    for day in 0..29 {
        world.now += 24 * 60 * 60 * 1000;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        for n in 0..20 {
            let text = format!("day {day}, {n}");
            let who = if n % 2 == 0 { alice } else { bob };
            world.say(who, &room, &text);
            world.run();
            expected.push(text);
        }
        let title = format!("Long, day {day}");
        world.command(alice, Command::Rename { room, title }).unwrap();
        world.run();
    }
    world.connect(carol);
    world.run();
    assert_eq!(world.texts(carol, &room), expected);
    let view = world.clients[carol].engine.room(&room).unwrap().unwrap();
    assert_eq!((view.title.as_str(), view.unread), ("Long, day 28", expected.len()));
}

#[test]
fn away_for_longer_than_the_relay_keeps_records_means_being_added_again_visibly() {
    let mut world = World::new(35);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Too long", &[bob]);
    world.say(alice, &room, "old");
    world.run();
    world.disconnect(bob);
    for day in 0..45 {
        world.now += 24 * 60 * 60 * 1000;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        world.commit_relay();
        world.say(alice, &room, &format!("day {day}"));
        world.run();
    }
    world.connect(bob);
    world.run();
    world.look(alice, &room);
    world.say(alice, &room, "you are back");
    world.run();
    let texts = world.texts(bob, &room);
    assert_eq!(texts.first().map(String::as_str), Some("old"));
    assert_eq!(texts.last().map(String::as_str), Some("you are back"));
    assert!(
        world
            .timeline(bob, &room)
            .iter()
            .any(|item| item.kind == corridor_engine::view::ItemKind::Readded)
    );
    assert!(
        world
            .timeline(alice, &room)
            .iter()
            .any(|item| item.kind == corridor_engine::view::ItemKind::DeviceJoined)
    );
}

#[test]
fn who_is_let_in_again_has_not_looked_at_those_she_had_not_looked_at() {
    let mut world = World::new(40);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Gate", &[bob]);
    world.run();
    let people = vec![world.account(carol)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    let newcomers =
        |world: &World| world.clients[bob].engine.room(&room).unwrap().unwrap().newcomers;
    assert_eq!(newcomers(&world), [world.account(carol)]);
    // Away for longer than the relay keeps records: the others let him in anew.
    world.disconnect(bob);
    for day in 0..45 {
        world.now += 24 * 60 * 60 * 1000;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        world.commit_relay();
        world.say(alice, &room, &format!("day {day}"));
        world.run();
    }
    world.connect(bob);
    world.run();
    let kinds = world.timeline(bob, &room).into_iter().map(|item| item.kind);
    assert!(kinds.into_iter().any(|kind| kind == corridor_engine::view::ItemKind::Readded));
    assert_eq!(newcomers(&world), [world.account(carol)]);
    let text = "for alice".to_owned();
    assert!(world.command(bob, Command::SendText { room, text: text.into(), seen: None }).is_err());
}

#[test]
fn a_relay_restored_from_yesterday_gets_back_what_it_lost() {
    let mut world = World::new(36);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Backup", &[bob]);
    for n in 0..10 {
        world.say(alice, &room, &format!("kept {n}"));
    }
    world.run();
    let backup = world.store.fork();
    for n in 0..40 {
        world.say(bob, &room, &format!("lost {n}"));
        if n % 10 == 0 {
            let title = format!("Backup {n}");
            world.command(alice, Command::Rename { room, title }).unwrap();
        }
        world.run();
    }
    let before = world.said(alice, &room);
    world.store = backup;
    world.kill_relay();
    for client in [alice, bob] {
        world.connect(client);
    }
    world.run();
    world.now += 120_000;
    for client in [alice, bob] {
        world.connect(client);
    }
    world.run();
    world.say(alice, &room, "after the restore");
    world.run();
    assert_eq!(world.said(alice, &room)[..before.len()], before[..]);
    assert_eq!(world.said(alice, &room), world.said(bob, &room));
    assert_eq!(world.texts(bob, &room).last().unwrap(), "after the restore");
    for client in [alice, bob] {
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.contradiction, None);
    }
}

#[test]
fn a_clock_two_years_off_neither_stops_nor_harms() {
    let mut world = World::new(37);
    let alice = world.join("alice");
    let bob = world.add_client(Location::Memory);
    world.clients[bob].skew = 2 * 365 * 24 * 60 * 60 * 1000;
    let invitation = world.invitation();
    world.command(bob, Command::Join { invitation, name: "bob".to_owned() }).unwrap();
    world.connect(bob);
    world.run();
    // A certificate from the future is refused with the exact error, and the profile is empty again.
    assert!(world.clients[bob].changes.iter().any(|change| matches!(
        change,
        corridor_engine::output::Change::JoinRefused { code: "certificate_invalid", .. }
    )));
    // A clock that goes wrong later changes nothing that anybody depends on.
    world.clients[bob].skew = 0;
    world.join_with(bob, "bob");
    let room = world.room(alice, "Clocks", &[bob]);
    world.run();
    world.clients[bob].skew = -(2 * 365 * 24 * 60 * 60 * 1000);
    world.connect(bob);
    world.run();
    world.say(bob, &room, "from the past");
    world.say(alice, &room, "from today");
    world.run();
    assert_eq!(world.said(alice, &room), world.said(bob, &room));
    assert_eq!(world.texts(alice, &room).len(), 2);
}
