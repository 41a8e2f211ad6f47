//! How a restored relay gets back what it lost: looked for in few questions, and given back whatever the number.

use corridor_engine::command::Command;
use corridor_engine::view::{RoomId, RoomStatus};
use corridor_relay_core::begin_lineage;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LineageId, Seq};

use crate::support::{World, answer, refusal, requests, until, wait};

/// Ann has said so much that was kept, and so much that the relay has lost since; she is not back yet.
fn lost(seed: u64, kept: usize, lost: usize) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Given back", &[ben]);
    world.run();
    world.look(ben, &room);
    for number in 0..kept {
        world.say(ann, &room, &format!("kept {number}"));
    }
    world.run();
    let backup = world.store.fork();
    for number in 0..lost {
        world.say(ann, &room, &format!("lost {number}"));
        world.run();
    }
    world.store = backup;
    begin_lineage(&world.store, LineageId::from_bytes([9; LineageId::LENGTH])).unwrap();
    world.kill_relay();
    (world, ann, ben, room)
}

fn follows(room: RoomId) -> impl Fn(&Request) -> bool {
    move |request| matches!(request, Request::Follow { log, .. } if *log == room)
}

fn reads(request: &Request) -> bool {
    matches!(request, Request::Read { .. })
}

#[test]
fn whatever_the_number_of_what_was_lost_all_of_it_comes_back_at_once() {
    for count in [1, 15, 16, 17, 32, 33] {
        let (mut world, ann, ben, room) = lost(200, 2, count);
        let before = world.said(ann, &room);
        let start = world.now;
        world.connect(ann);
        world.run();
        assert!(world.now < start + 1_000, "{count} took {} ms", world.now - start);
        assert_eq!(world.clients[ann].engine.pending(world.now).unwrap().to_receive, 0);
        world.connect(ben);
        world.run();
        for client in [ann, ben] {
            assert_eq!(world.said(client, &room), before, "{count}");
            let view = world.clients[client].engine.room(&room).unwrap().unwrap();
            assert_eq!((view.contradiction, view.status), (None, RoomStatus::Active));
        }
        world.say(ben, &room, "and on");
        world.run();
        assert_eq!(world.texts(ann, &room).last().unwrap(), "and on");
    }
}

#[test]
fn what_both_know_is_looked_for_further_back_each_time_until_where_it_was_joined() {
    let (mut world, ann, ben, room) = lost(201, 30, 0);
    for (client, joined) in [(ann, 1), (ben, 1)] {
        world.connect(client);
        let cursor = world.clients[client].engine.room(&room).unwrap().unwrap().cursor;
        let (id, _) = until(&mut world, client, follows(room));
        answer(&mut world, client, id, refusal(ErrorCode::CursorAhead, None));
        let mut asked: Vec<Seq> = Vec::new();
        while let Some((id, Request::Read { from_seq, .. })) =
            requests(&world, client).into_iter().find(|(_, request)| reads(request))
        {
            asked.push(from_seq);
            answer(&mut world, client, id, refusal(ErrorCode::CursorAhead, None));
        }
        assert_eq!(asked[..3], [cursor - 2, cursor - 8, cursor - 20], "{asked:?}");
        assert_eq!(*asked.last().unwrap(), joined);
        assert!(asked.len() <= 5, "{asked:?}");
        // Nothing is left to ask for: whoever has more may bring it back.
        let view = world.clients[client].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.status, RoomStatus::Halted);
    }
}

#[test]
fn a_log_that_is_lost_is_asked_after_every_ten_minutes_and_made_anew_by_its_founder() {
    let (mut world, ann, ben, room) = lost(202, 1, 0);
    world.connect(ben);
    let (id, _) = until(&mut world, ben, follows(room));
    answer(&mut world, ben, id, refusal(ErrorCode::LogUnknown, None));
    let count = |world: &World| {
        requests(world, ben).iter().filter(|(_, request)| follows(room)(request)).count()
    };
    let status = |world: &World, client: usize| {
        world.clients[client].engine.room(&room).unwrap().unwrap().status
    };
    assert_eq!(status(&world, ben), RoomStatus::Halted);
    wait(&mut world, ben, 599_999);
    assert_eq!(count(&world), 0);
    wait(&mut world, ben, 1);
    assert_eq!(count(&world), 1);
    world.run();
    assert_eq!(status(&world, ben), RoomStatus::Active);
    world.connect(ann);
    let (id, _) = until(&mut world, ann, follows(room));
    answer(&mut world, ann, id, refusal(ErrorCode::LogUnknown, None));
    let creates =
        |request: &Request| matches!(request, Request::CreateLog { log, .. } if *log == room);
    assert!(requests(&world, ann).iter().any(|(_, request)| creates(request)));
    assert_eq!(status(&world, ann), RoomStatus::Active);
}

#[test]
fn who_may_not_follow_any_more_is_let_in_again_or_locked_out() {
    for (code, expected) in [
        (ErrorCode::CursorExpired, RoomStatus::Damaged("it was away too long".to_owned())),
        (ErrorCode::TokenRevoked, RoomStatus::Halted),
        (ErrorCode::LogDeleted, RoomStatus::Halted),
        (ErrorCode::RateLimited, RoomStatus::Active),
    ] {
        let mut world = World::new(203);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let room = world.room(ann, "Refused", &[ben]);
        world.run();
        world.connect(ben);
        let (id, _) = until(&mut world, ben, follows(room));
        answer(&mut world, ben, id, refusal(code, None));
        let view = world.clients[ben].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.status, expected, "{code:?}");
        let say = Command::SendText { room, text: "in".to_owned().into(), seen: None };
        let said = world.command(ben, say).map_err(|error| error.name());
        assert_eq!(said.is_ok(), expected == RoomStatus::Active, "{said:?}");
    }
}

#[test]
fn what_is_given_back_is_given_back_once_where_the_relay_is_slow_to_say_so() {
    let (mut world, ann, ben, room) = lost(204, 2, 20);
    let before = world.said(ann, &room);
    world.connect(ann);
    let is_append = |request: &Request| matches!(request, Request::Append(_));
    until(&mut world, ann, is_append);
    let asked: Vec<u64> = requests(&world, ann)
        .into_iter()
        .filter(|(_, request)| is_append(request))
        .map(|(id, _)| id)
        .collect();
    assert!(!asked.is_empty() && asked.len() <= 16, "{asked:?}");
    // It is busy, it says of all of them: it is looked anew after the pause.
    for id in asked {
        answer(&mut world, ann, id, refusal(ErrorCode::RateLimited, Some(7_000)));
    }
    assert_eq!(world.clients[ann].engine.poll_wake(), Some(world.now + 7_000));
    world.run();
    world.connect(ben);
    world.run();
    assert_eq!(world.said(ann, &room), before);
    assert_eq!(world.said(ben, &room), before);
}
