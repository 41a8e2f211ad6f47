//! A relay that was restored from a backup, and people who come back to it at different times.

use crate::support::{World, wait};
use corridor_engine::command::Command;
use corridor_engine::view::{Delivery, RoomId, RoomStatus};
use corridor_relay_core::begin_lineage;
use corridor_wire::id::LineageId;

/// Three people have talked. Alice was away when Bob said `lost`, which Carol has read; then the relay
/// is put back to before that.
struct Restored {
    world: World,
    alice: usize,
    bob: usize,
    carol: usize,
    room: RoomId,
}

fn restored(seed: u64, lost: &[&str]) -> Restored {
    let mut world = World::new(seed);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Backup", &[bob, carol]);
    world.say(alice, &room, "kept");
    world.run();
    let backup = world.store.fork();
    world.disconnect(alice);
    for text in lost {
        world.say(bob, &room, text);
        world.run();
    }
    world.store = backup;
    begin_lineage(&world.store, LineageId::from_bytes([9; LineageId::LENGTH])).unwrap();
    world.kill_relay();
    world.connect(alice);
    world.run();
    Restored { world, alice, bob, carol, room }
}

/// These connect, and pauses pass, until nothing moves.
fn come_back(world: &mut World, clients: &[usize]) {
    for _ in 0..4 {
        for client in clients {
            world.connect(*client);
        }
        world.run();
        world.now += 61 * 60 * 1000;
        world.run();
    }
}

#[test]
fn what_some_had_read_goes_behind_what_others_wrote_on() {
    let Restored { mut world, alice, bob, carol, room } = restored(71, &["lost 1", "lost 2"]);
    world.say(alice, &room, "written on");
    world.run();
    // It does not matter whose copy comes back first.
    come_back(&mut world, &[alice, carol]);
    come_back(&mut world, &[alice, bob, carol]);
    let texts = ["kept", "written on", "lost 1", "lost 2"];
    for client in [alice, bob, carol] {
        assert_eq!(world.texts(client, &room), texts);
        assert_eq!(world.said(client, &room), world.said(alice, &room));
    }
    // Whoever had read the other history says so.
    let view = world.clients[bob].engine.room(&room).unwrap().unwrap();
    assert!(view.contradiction.is_some_and(|what| what.contains("restored")));
}

#[test]
fn behind_a_commit_authors_seal_anew_what_the_relay_lost() {
    let Restored { mut world, alice, bob, carol, room } = restored(72, &["lost 1", "lost 2"]);
    world.command(alice, Command::Rename { room, title: "New".to_owned() }).unwrap();
    world.run();
    come_back(&mut world, &[alice, carol]);
    // Bob is still away: Carol shows what he had said, and that only she has it.
    let kept = world.timeline(carol, &room);
    let kept: Vec<_> = kept.iter().filter(|item| item.delivery == Delivery::OnlyHere).collect();
    assert_eq!(
        kept.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(),
        ["lost 1", "lost 2"]
    );
    assert_eq!(world.texts(alice, &room), ["kept"]);

    come_back(&mut world, &[alice, bob, carol]);
    for client in [alice, bob, carol] {
        assert_eq!(world.texts(client, &room), ["kept", "lost 1", "lost 2"]);
        assert_eq!(world.said(client, &room), world.said(alice, &room));
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        assert_eq!((view.title.as_str(), view.status), ("New", RoomStatus::Active));
    }
}

#[test]
fn a_commit_that_the_relay_lost_is_undone_where_others_went_on() {
    let Restored { mut world, alice, bob, carol, room } = restored(73, &[]);
    // Alice's history gets a commit that nobody else has: she has to be let in again.
    let backup = world.store.fork();
    let title = "Lost".to_owned();
    world.command(alice, Command::Rename { room, title }).unwrap();
    world.run();
    assert_eq!(world.clients[alice].engine.room(&room).unwrap().unwrap().title, "Lost");
    world.store = backup;
    begin_lineage(&world.store, LineageId::from_bytes([8; LineageId::LENGTH])).unwrap();
    world.kill_relay();
    world.connect(carol);
    world.run();
    world.say(carol, &room, "written on");
    world.run();
    come_back(&mut world, &[alice, bob, carol]);
    for client in [alice, bob, carol] {
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        assert_eq!((view.status, view.people), (RoomStatus::Active, 3));
        assert_eq!(view.title, "Backup");
    }
    world.say(alice, &room, "to all");
    world.run();
    assert_eq!(world.texts(carol, &room), ["kept", "written on", "to all"]);
    // What was said before she was let in again is not hers to read.
    assert_eq!(world.texts(alice, &room), ["kept", "to all"]);
}

#[test]
fn a_log_that_is_gone_is_waited_for() {
    let mut world = World::new(74);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let backup = world.store.fork();
    let room = world.room(alice, "Gone", &[bob]);
    world.say(alice, &room, "one");
    world.run();
    world.look(bob, &room);
    world.say(bob, &room, "two");
    world.run();
    world.store = backup;
    begin_lineage(&world.store, LineageId::from_bytes([9; LineageId::LENGTH])).unwrap();
    world.kill_relay();
    come_back(&mut world, &[bob]);
    let status = |world: &World, client: usize| {
        world.clients[client].engine.room(&room).unwrap().unwrap().status
    };
    assert_eq!(status(&world, bob), RoomStatus::Halted);
    assert_eq!(world.texts(bob, &room), ["one", "two"]);
    // Only its founder has all of it.
    come_back(&mut world, &[alice, bob]);
    assert_eq!(
        (status(&world, alice), status(&world, bob)),
        (RoomStatus::Active, RoomStatus::Active)
    );
    assert_eq!(world.texts(bob, &room), ["one", "two"]);
    assert_eq!(world.said(alice, &room), world.said(bob, &room));
}

const HOUR: u64 = 60 * 60 * 1000;

#[test]
fn a_restored_relay_brings_nothing_back_that_has_disappeared() {
    for is_committed in [false, true] {
        let mut world = World::new(231);
        let people = ["alice", "bob", "carol"].map(|name| world.join(name));
        let [alice, bob, carol] = people;
        let room = world.room(alice, "Backup", &[bob, carol]);
        world.run();
        for person in people {
            world.look(person, &room);
        }
        world.command(alice, Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
        world.run();
        let backup = world.store.fork();
        world.disconnect(alice);
        world.say(bob, &room, "lost");
        world.run();
        world.now += HOUR / 2;
        world.say(bob, &room, "lost and fresh");
        world.run();
        assert_eq!(world.texts(carol, &room), ["lost", "lost and fresh"]);
        world.store = backup;
        begin_lineage(&world.store, LineageId::from_bytes([9; LineageId::LENGTH])).unwrap();
        world.kill_relay();
        world.now += HOUR / 2;
        for person in people {
            wait(&mut world, person, 0);
        }
        world.connect(alice);
        world.run();
        if is_committed {
            let title = "New".to_owned();
            world.command(alice, Command::Rename { room, title }).unwrap();
        } else {
            world.say(alice, &room, "written on");
        }
        world.run();
        for _ in 0..6 {
            for person in people {
                world.connect(person);
            }
            world.run();
            world.now += 2 * 60 * 1000;
            world.run();
        }
        for person in people {
            let texts = world.texts(person, &room);
            assert!(!texts.contains(&"lost".to_owned()), "{texts:?}");
            assert_eq!(world.said(person, &room), world.said(bob, &room));
        }
        world.now += 2 * HOUR;
        for person in people {
            wait(&mut world, person, 0);
            assert!(world.texts(person, &room).is_empty());
        }
    }
}
