//! Following a log: begun again when it ends, not in a circle, and compared with what was read.

use corridor_engine::command::Command;
use corridor_engine::view::{RoomId, RoomStatus};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq};
use corridor_wire::relay_frame::{ErrorReply, Head, RelayFrame, Response};

use crate::support::program::ask;
use crate::support::{World, answer, push, refusal, requests, until, wait};

fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Followed", &[ben]);
    world.run();
    world.look(ann, &room);
    world.look(ben, &room);
    (world, ann, ben, room)
}

/// From where a client asks to follow a room, in requests that are on their way.
fn follows(world: &World, client: usize, room: RoomId) -> Vec<Seq> {
    let requests = requests(world, client).into_iter();
    let from = requests.filter_map(|(_, request)| match request {
        Request::Follow { log, from_seq, .. } if log == room => Some(from_seq),
        _ => None,
    });
    from.collect()
}

fn cursor(world: &World, client: usize, room: &RoomId) -> Seq {
    world.clients[client].engine.room(room).unwrap().unwrap().cursor
}

fn end_follow(world: &mut World, client: usize, log: LogId, code: ErrorCode) {
    let error = ErrorReply { code, detail: String::new(), retry_after_ms: None };
    push(world, client, &RelayFrame::FollowEnded { log, error });
}

#[test]
fn a_follow_that_ends_is_begun_again_and_one_that_ends_twice_after_a_pause() {
    let (mut world, ann, ben, room) = two(180);
    let next = cursor(&world, ben, &room) + 1;
    end_follow(&mut world, ben, room, ErrorCode::TokenRevoked);
    assert_eq!(follows(&world, ben, room), [next]);
    // Told once more while the question is on its way: once is enough.
    end_follow(&mut world, ben, room, ErrorCode::TokenRevoked);
    assert_eq!(follows(&world, ben, room), [next]);
    world.run();
    // Nothing has come in between.
    end_follow(&mut world, ben, room, ErrorCode::TokenRevoked);
    assert!(follows(&world, ben, room).is_empty());
    wait(&mut world, ben, 9_999);
    assert!(follows(&world, ben, room).is_empty());
    wait(&mut world, ben, 1);
    assert_eq!(follows(&world, ben, room), [next]);
    world.say(ann, &room, "in between");
    world.run();
    assert_eq!(world.texts(ben, &room), ["in between"]);
    end_follow(&mut world, ben, room, ErrorCode::TokenRevoked);
    assert_eq!(follows(&world, ben, room), [cursor(&world, ben, &room) + 1]);
}

#[test]
fn a_follow_that_ends_for_another_reason_is_as_one_that_is_refused() {
    let (mut world, ann, ben, room) = two(181);
    end_follow(&mut world, ben, room, ErrorCode::RateLimited);
    assert!(follows(&world, ben, room).is_empty());
    wait(&mut world, ben, 4_999);
    assert!(follows(&world, ben, room).is_empty());
    wait(&mut world, ben, 1);
    assert_eq!(follows(&world, ben, room).len(), 1);
    world.run();
    // A log that is nobody's here is nothing to be done about.
    let other = LogId::from_bytes([9; LogId::LENGTH]);
    end_follow(&mut world, ben, other, ErrorCode::TokenRevoked);
    assert!(follows(&world, ben, other).is_empty());
    end_follow(&mut world, ben, room, ErrorCode::LogDeleted);
    let view = world.clients[ben].engine.room(&room).unwrap().unwrap();
    assert_eq!(view.status, RoomStatus::Halted);
    // And it goes on when the log turns out to be there.
    world.connect(ben);
    world.run();
    let view = world.clients[ben].engine.room(&room).unwrap().unwrap();
    assert_eq!(view.status, RoomStatus::Active);
    world.say(ann, &room, "there");
    world.run();
    assert_eq!(world.texts(ben, &room), ["there"]);
}

#[test]
fn an_end_of_the_log_that_is_not_what_was_read_is_a_contradiction() {
    let wrong = ChainHash::from_slice(&[7; 32]).unwrap();
    // By how much less the relay has than was read, or by how much more, and what it vouches for.
    for (place, chain, is_contradiction) in [
        (Some(0), Some(wrong), true),
        (Some(0), None, false),
        (Some(-1), Some(wrong), true),
        (Some(1), Some(wrong), false),
        (None, Some(wrong), true),
    ] {
        let (mut world, ann, ben, room) = two(182);
        world.say(ann, &room, "read");
        world.run();
        let read = cursor(&world, ben, &room);
        world.connect(ben);
        let is_ours =
            |request: &Request| matches!(request, Request::Follow { log, .. } if *log == room);
        let (id, _) = until(&mut world, ben, is_ours);
        let genuine = read_head(&mut world, ann, &room);
        let seq = place.map_or(0, |place| read.saturating_add_signed(place));
        let chain = chain.unwrap_or(genuine.chain);
        let head = Head { seq, chain, ..genuine };
        answer(&mut world, ben, id, Response::Following { head });
        let view = world.clients[ben].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.contradiction.is_some(), is_contradiction, "{place:?}");
        assert_eq!(view.status, RoomStatus::Active);
    }
}

fn read_head(world: &mut World, client: usize, room: &RoomId) -> Head {
    let token = token_of(world, client, room);
    let read = Request::Read { log: *room, token, from_seq: 1 };
    match ask(world, client, read) {
        Response::Page(page) => page.head,
        other => panic!("{other:?}"),
    }
}

/// The token that a client follows a room with.
fn token_of(
    world: &mut World,
    client: usize,
    room: &RoomId,
) -> Option<corridor_wire::token::Token> {
    world.connect(client);
    let is_ours = |request: &Request| matches!(request, Request::Follow { log, .. } if log == room);
    match until(world, client, is_ours) {
        (_, Request::Follow { token, .. }) => token,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_relay_that_contradicts_itself_three_times_is_not_believed_any_more() {
    let (mut world, _, ben, room) = two(183);
    let wrong = ChainHash::from_slice(&[7; 32]).unwrap();
    for time in 1..=3 {
        world.connect(ben);
        let is_ours =
            |request: &Request| matches!(request, Request::Follow { log, .. } if *log == room);
        let (id, _) = until(&mut world, ben, is_ours);
        let seq = cursor(&world, ben, &room);
        let head = Head { seq, version: 1, chain: wrong };
        answer(&mut world, ben, id, Response::Following { head });
        let view = world.clients[ben].engine.room(&room).unwrap().unwrap();
        assert!(view.contradiction.is_some());
        assert_eq!(matches!(view.status, RoomStatus::Damaged(_)), time == 3, "{time}");
        if time == 1 {
            // It is read on after half a minute, and no sooner.
            wait(&mut world, ben, 29_999);
            assert!(follows(&world, ben, room).is_empty());
            wait(&mut world, ben, 1);
            assert_eq!(follows(&world, ben, room).len(), 1);
        }
    }
}

#[test]
fn who_is_out_of_a_room_does_not_follow_it_and_the_last_one_takes_it_along() {
    let (mut world, ann, ben, room) = two(184);
    let unfollows =
        |request: &Request| matches!(request, Request::Unfollow { log } if *log == room);
    let deletes =
        |request: &Request| matches!(request, Request::DeleteLog { log, .. } if *log == room);
    let people = vec![world.account(ben)];
    world.command(ann, Command::RemovePeople { room, people }).unwrap();
    until(&mut world, ben, unfollows);
    world.run();
    assert_eq!(world.clients[ben].engine.room(&room).unwrap().unwrap().status, RoomStatus::Removed);
    world.command(ann, Command::Leave { room }).unwrap();
    let asked = requests(&world, ann);
    assert!(asked.iter().any(|(_, request)| deletes(request)));
    assert!(asked.iter().any(|(_, request)| unfollows(request)));
    assert_eq!(world.clients[ann].engine.room(&room).unwrap().unwrap().status, RoomStatus::Left);
    // A room that never came to be is left without a word.
    world.disconnect(ann);
    let never = world.room(ann, "Never", &[]);
    world.command(ann, Command::Leave { room: never }).unwrap();
    world.connect(ann);
    world.run();
    assert_eq!(world.clients[ann].engine.room(&never).unwrap().unwrap().status, RoomStatus::Left);
}

#[test]
fn a_room_that_is_not_there_yet_is_founded_after_half_a_minute() {
    let mut world = World::new(185);
    let ann = world.join("ann");
    let creates = |request: &Request| matches!(request, Request::CreateLog { .. });
    world.room(ann, "Later", &[]);
    let (id, _) = until(&mut world, ann, creates);
    answer(&mut world, ann, id, refusal(ErrorCode::RateLimited, None));
    let count =
        |world: &World| requests(world, ann).iter().filter(|(_, request)| creates(request)).count();
    wait(&mut world, ann, 29_999);
    assert_eq!(count(&world), 0);
    wait(&mut world, ann, 1);
    assert_eq!(count(&world), 1);
}
