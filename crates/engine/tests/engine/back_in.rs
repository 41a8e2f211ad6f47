//! Devices that come back in: invited while they believed to be in, asking the others, giving back.

use std::collections::BTreeSet;

use crate::support::{World, answer, refusal, requests, until};
use corridor_engine::command::Command;
use corridor_engine::output::Change;
use corridor_engine::view::{RoomId, RoomStatus};
use corridor_relay_core::begin_lineage;
use corridor_sealing::room_state::Role;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LineageId;

const HOUR: u64 = 60 * 60 * 1000;

fn status(world: &World, client: usize, room: &RoomId) -> RoomStatus {
    world.clients[client].engine.room(room).unwrap().unwrap().status
}

/// The invitation may come before the log has told of the removal, or after it.
#[test]
fn who_is_removed_and_invited_again_while_away_is_in_whichever_is_read_first() {
    for seed in 140..150 {
        let mut world = World::new(seed);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Parked", &[ben]);
        world.say(ann, &room, "before");
        world.run();
        world.disconnect(ben);
        let people = vec![world.account(ben)];
        world.command(ann, Command::RemovePeople { room, people: people.clone() }).unwrap();
        world.run();
        world.say(ann, &room, "without");
        world.run();
        world.command(ann, Command::AddPeople { room, people }).unwrap();
        world.run();
        world.connect(ben);
        world.run();
        assert_eq!(status(&world, ben, &room), RoomStatus::Active, "seed {seed}");
        world.look(ann, &room);
        world.say(ann, &room, "after");
        world.run();
        assert_eq!(world.texts(ben, &room), ["before", "after"], "seed {seed}");
    }
}

/// The removal stands on a later page than the one that is read with the invitation at hand.
#[test]
fn an_invitation_waits_for_the_removal_however_much_there_is_to_read_before_it() {
    for seed in 152..158 {
        let mut world = World::new(seed);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Parked", &[ben]);
        world.run();
        world.disconnect(ben);
        for _ in 0..12 {
            world.say(ann, &room, &"x".repeat(48 * 1024));
        }
        let people = vec![world.account(ben)];
        world.command(ann, Command::RemovePeople { room, people: people.clone() }).unwrap();
        world.run();
        world.command(ann, Command::AddPeople { room, people }).unwrap();
        world.run();
        world.connect(ben);
        world.run();
        assert_eq!(status(&world, ben, &room), RoomStatus::Active, "seed {seed}");
        assert_eq!(world.texts(ben, &room).len(), 12);
    }
}

#[test]
fn who_fell_away_asks_those_who_answer_for_the_room_and_then_the_others_once_an_hour() {
    let mut world = World::new(150);
    let names = ["ann", "ben", "cid", "dan", "eve", "fay"];
    let members = names.map(|name| world.join(name));
    let room = world.room(members[0], "Fallen", &members[1..]);
    world.run();
    let eve = world.account(members[4]);
    let command = Command::SetRole { room, person: eve.clone(), role: Role::Admin };
    world.command(members[0], command).unwrap();
    world.run();
    let fay = members[5];
    world.disconnect(fay);
    for day in 0..45 {
        world.now += 24 * HOUR;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        world.commit_relay();
        world.say(members[0], &room, &format!("day {day}"));
        world.run();
    }
    for member in &members[..5] {
        world.disconnect(*member);
    }
    // The relay greets, and is asked at once; what it answers is not waited for.
    let asked = |world: &mut World| -> BTreeSet<String> {
        world.connect(fay);
        let looks = |request: &Request| matches!(request, Request::CountKeyPackages {});
        until(world, fay, looks);
        for _ in 0..40 {
            let found = requests(world, fay)
                .into_iter()
                .filter_map(|(_, request)| match request {
                    Request::LookUpAccount { account } => Some(account.name().to_owned()),
                    _ => None,
                })
                .collect::<BTreeSet<_>>();
            if !found.is_empty() {
                return found;
            }
            if !world.step() {
                world.commit_relay();
            }
        }
        BTreeSet::new()
    };
    let first = asked(&mut world);
    assert!(matches!(status(&world, fay, &room), RoomStatus::Damaged(_)));
    assert!(first.is_superset(&["ann", "eve", "fay"].map(String::from).into()), "{first:?}");
    assert_eq!(first.len(), 4);
    world.now += HOUR - 1;
    assert!(asked(&mut world).is_empty());
    let mut later = BTreeSet::new();
    for wait in [1, HOUR] {
        world.now += wait;
        let round = asked(&mut world);
        assert!((3..=4).contains(&round.len()), "{round:?}");
        later.extend(round);
    }
    assert_eq!(later, names.map(String::from).into());
}

#[test]
fn a_lost_history_is_given_back_in_one_go_where_nobody_else_does() {
    let mut world = World::new(151);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Given back", &[ben]);
    world.say(ann, &room, "kept");
    world.run();
    let backup = world.store.fork();
    for number in 0..40 {
        world.say(ann, &room, &format!("lost {number}"));
        world.run();
    }
    let before = world.said(ann, &room);
    world.store = backup;
    begin_lineage(&world.store, LineageId::from_bytes([9; LineageId::LENGTH])).unwrap();
    world.kill_relay();
    let start = world.now;
    world.connect(ann);
    // Sixteen at once, until all are back: no pause of a second in between.
    for _ in 0..10_000 {
        if world.now > start || !world.clients[ann].engine.is_authenticated() && !world.step() {
            break;
        }
        if !world.step() {
            world.commit_relay();
            if world.clients[ann].to_engine.is_empty() {
                break;
            }
        }
    }
    let wake = world.clients[ann].engine.poll_wake().expect("it looks whether all is there");
    assert_eq!(wake, start + 50);
    world.run();
    assert!(world.now < start + 1_000, "{}", world.now - start);
    world.connect(ben);
    world.run();
    assert_eq!(world.said(ben, &room), before);
    assert_eq!(world.said(ann, &room), before);
}

/// The relay keeps thirty days, and clocks are two days apart at most.
#[test]
fn what_was_under_way_is_said_again_unless_the_relay_may_have_forgotten_that_it_had_it() {
    const DAY: u64 = 24 * HOUR;
    for (away, is_told) in [(28 * DAY - HOUR, false), (28 * DAY, true)] {
        let mut world = World::new(159);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Under way", &[ben]);
        world.run();
        world.look(ben, &room);
        world.say(ben, &room, "under way");
        let start = world.now;
        until(&mut world, ben, |request| matches!(request, Request::Append(_)));
        world.disconnect(ben);
        world.now = start + away;
        world.connect(ann);
        world.run();
        // He fell away, says the relay, and is let in again.
        world.connect(ben);
        let follows =
            |request: &Request| matches!(request, Request::Follow { log, .. } if *log == room);
        let (id, _) = until(&mut world, ben, follows);
        answer(&mut world, ben, id, refusal(ErrorCode::CursorExpired, None));
        assert!(matches!(status(&world, ben, &room), RoomStatus::Damaged(_)));
        world.run();
        assert_eq!(status(&world, ben, &room), RoomStatus::Active);
        let said = world.texts(ann, &room).len();
        assert_eq!(said, usize::from(!is_told), "after {away}");
        let told = world.clients[ben].changes.iter().any(|change| {
            matches!(change, Change::Refused { why, .. } if why.contains("nobody can tell"))
        });
        assert_eq!(told, is_told, "after {away}");
    }
}
