//! What a relay may answer, and what becomes of the question: asked again later, given up, or told.

use crate::support::{World, answer, push, refusal, refused, requests, until, wait};
use corridor_engine::PushState;
use corridor_engine::command::Command;
use corridor_engine::output::{Change, Output, Undone};
use corridor_engine::view::{Delivery, RoomId, RoomStatus};
use corridor_wire::bytes::BoundedList;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{DeviceId, LogId};
use corridor_wire::push::PushEndpoint;
use corridor_wire::relay_frame::{Head, Page, RelayFrame, Response};
use corridor_wire::{decode, limits};

fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Answers", &[ben]);
    world.run();
    world.look(ann, &room);
    (world, ann, ben, room)
}

fn count(world: &World, client: usize, is_it: impl Fn(&Request) -> bool) -> usize {
    requests(world, client).iter().filter(|(_, request)| is_it(request)).count()
}

#[test]
fn a_log_that_cannot_be_followed_yet_is_followed_after_the_pause() {
    let (mut world, ann, ben, room) = two(110);
    let device = world.clients[ben].engine.account().unwrap().unwrap().device;
    for log in [room, LogId::inbox_of(&device)] {
        let follows =
            |request: &Request| matches!(request, Request::Follow { log: at, .. } if *at == log);
        world.connect(ben);
        let (id, _) = until(&mut world, ben, follows);
        answer(&mut world, ben, id, refusal(ErrorCode::RateLimited, Some(9_000)));
        assert_eq!(count(&world, ben, follows), 0);
        assert!(world.clients[ben].engine.pending(world.now).unwrap().to_receive > 0);
        wait(&mut world, ben, 8_999);
        assert_eq!(count(&world, ben, follows), 0);
        wait(&mut world, ben, 1);
        assert_eq!(count(&world, ben, follows), 1);
        // Once is enough.
        wait(&mut world, ben, 60_000);
        assert_eq!(count(&world, ben, follows), 1);
        world.run();
        assert_eq!(world.clients[ben].engine.pending(world.now).unwrap().to_receive, 0);
    }
    world.say(ann, &room, "heard");
    world.run();
    assert_eq!(world.texts(ben, &room), ["heard"]);
}

#[test]
fn what_the_relay_has_taken_is_sent_and_still_to_be_read() {
    let (mut world, ann, _, room) = two(111);
    let is_append = |request: &Request| matches!(request, Request::Append(_));
    let last = |world: &World| world.timeline(ann, &room).pop().unwrap();
    let cursor = world.clients[ann].engine.room(&room).unwrap().unwrap().cursor;
    world.say(ann, &room, "taken");
    assert_eq!(last(&world).delivery, Delivery::Queued);
    let (id, _) = until(&mut world, ann, is_append);
    answer(&mut world, ann, id, Response::Appended { seq: cursor + 1 });
    assert_eq!((last(&world).delivery, last(&world).seq), (Delivery::Sent, None));
    let pending = world.clients[ann].engine.pending(world.now).unwrap();
    assert_eq!((pending.to_send, pending.to_receive), (1, 1));
    assert!(!pending.is_settled());
}

#[test]
fn an_append_that_is_refused_for_good_is_told_and_one_that_is_not_waits() {
    let (mut world, ann, ben, room) = two(112);
    let is_append = |request: &Request| matches!(request, Request::Append(_));
    world.say(ann, &room, "too large");
    let (id, _) = until(&mut world, ann, is_append);
    answer(&mut world, ann, id, refusal(ErrorCode::RecordTooLarge, None));
    assert_eq!(refused(&world, ann), [Undone::SendText { text: None }]);
    world.say(ann, &room, "said");
    // Another operation, after a pause; the log is followed anew before one with another token.
    let (id, first) = until(&mut world, ann, is_append);
    answer(&mut world, ann, id, refusal(ErrorCode::OpIdReused, None));
    for code in [ErrorCode::TokenUnknown, ErrorCode::TokenRevoked] {
        wait(&mut world, ann, 4_999);
        assert_eq!(count(&world, ann, is_append), 0);
        wait(&mut world, ann, 1);
        let (id, again) = until(&mut world, ann, is_append);
        let (Request::Append(first), Request::Append(again)) = (&first, &again) else { panic!() };
        assert_ne!(first.op_id, again.op_id);
        answer(&mut world, ann, id, refusal(code, None));
    }
    wait(&mut world, ann, 5_000);
    let (id, _) = until(&mut world, ann, is_append);
    // The log is not there yet, says the relay: it is followed, and told the same once more.
    let follows = |request: &Request| matches!(request, Request::Follow { .. });
    answer(&mut world, ann, id, refusal(ErrorCode::VersionAhead, None));
    assert_eq!(count(&world, ann, follows), 1);
    world.run();
    assert_eq!(world.texts(ben, &room), ["said"]);
    assert_eq!(refused(&world, ann).len(), 1);
}

#[test]
fn a_conflict_names_an_entry_that_is_not_read_or_it_is_a_contradiction() {
    for (further, is_contradiction) in [(0, true), (1, false)] {
        let (mut world, ann, ben, room) = two(113);
        let seq = world.clients[ann].engine.room(&room).unwrap().unwrap().cursor + further;
        world.say(ann, &room, "said");
        let is_append = |request: &Request| matches!(request, Request::Append(_));
        let (id, _) = until(&mut world, ann, is_append);
        let head = Head { seq, version: 1, chain: ChainHash::empty(&room) };
        answer(&mut world, ann, id, Response::Conflict { head });
        let view = world.clients[ann].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.contradiction.is_some(), is_contradiction);
        assert_eq!(count(&world, ann, is_append), 0);
        world.connect(ann);
        world.run();
        assert_eq!(world.texts(ben, &room), ["said"]);
    }
}

#[test]
fn key_packages_are_filled_up_when_few_are_left_and_a_stale_last_resort_is_renewed() {
    // As many as the crate says, which are fewer where it is simulated.
    let enough = if cfg!(feature = "simulation") { 2 } else { 10 };
    let (mut world, ann, ..) = two(114);
    let counts = |request: &Request| matches!(request, Request::CountKeyPackages {});
    let published = |world: &World| {
        requests(world, ann).into_iter().find_map(|(_, request)| match request {
            Request::PublishKeyPackages { packages, last_resort } => {
                Some((packages.as_slice().len(), last_resort.is_some()))
            }
            _ => None,
        })
    };
    let month = 30 * 24 * 60 * 60 * 1000;
    for (after, one_time, last_resort, expected) in [
        (0, enough, true, None),
        (0, enough - 1, true, Some((enough as usize + 1, false))),
        (0, 0, true, Some((2 * enough as usize, false))),
        (0, enough, false, Some((0, true))),
        (month - 1_000_000, enough, true, None),
        (2_000_000, enough, true, Some((0, true))),
    ] {
        world.now += after;
        world.connect(ann);
        let (id, _) = until(&mut world, ann, counts);
        answer(&mut world, ann, id, Response::KeyPackageCount { one_time, last_resort });
        assert_eq!(published(&world), expected, "{one_time} {last_resort} after {after}");
        world.run();
    }
}

#[test]
fn before_the_relay_knows_who_it_is_nothing_else_of_it_is_heard() {
    let (mut world, ann, _, room) = two(115);
    let head = Head { seq: 9, version: 1, chain: ChainHash::empty(&room) };
    let page = Page { log: room, entries: BoundedList::new(Vec::new()).unwrap(), head };
    let Response::Error(error) = refusal(ErrorCode::TokenRevoked, None) else { panic!() };
    for frame in [RelayFrame::Pushed(page), RelayFrame::FollowEnded { log: room, error }] {
        world.disconnect(ann);
        let (entropy, now) = (world.entropy(), world.now);
        let engine = &mut world.clients[ann].engine;
        engine.handle_connected(now, entropy).unwrap();
        let entropy = world.entropy();
        let engine = &mut world.clients[ann].engine;
        engine.handle_frame(now, entropy, &corridor_wire::encode(&frame)).unwrap();
        let outputs: Vec<_> = core::iter::from_fn(|| engine.poll_output()).collect();
        assert!(matches!(outputs[..], [Output::Disconnect { .. }]), "{outputs:?}");
    }
}

#[test]
fn a_device_that_the_relay_no_longer_knows_is_withdrawn_and_no_refusal() {
    let device = DeviceId::from_bytes([9; DeviceId::LENGTH]);
    let revokes = |request: &Request| matches!(request, Request::RevokeDevice { .. });
    for (code, told, again) in [(ErrorCode::DeviceUnknown, 0, 0), (ErrorCode::RateLimited, 1, 1)] {
        let (mut world, ann, ..) = two(116);
        world.command(ann, Command::RevokeDevice { device }).unwrap();
        let (id, _) = until(&mut world, ann, revokes);
        answer(&mut world, ann, id, refusal(code, None));
        assert_eq!(refused(&world, ann).len(), told, "{code:?}");
        // What the relay has not done is asked for on the next connection.
        world.connect(ann);
        let follows = |request: &Request| matches!(request, Request::Follow { .. });
        until(&mut world, ann, follows);
        assert_eq!(count(&world, ann, revokes), again, "{code:?}");
    }
}

#[test]
fn a_room_that_cannot_be_founded_yet_is_founded_later() {
    let mut world = World::new(117);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Later", &[ben]);
    let creates = |request: &Request| matches!(request, Request::CreateLog { .. });
    assert!(world.clients[ann].engine.pending(world.now).unwrap().to_send > 1);
    let (id, _) = until(&mut world, ann, creates);
    answer(&mut world, ann, id, refusal(ErrorCode::RateLimited, None));
    assert_eq!(refused(&world, ann), [Undone::FoundRoom { title: "Later".to_owned() }]);
    wait(&mut world, ann, 29_999);
    assert_eq!(count(&world, ann, creates), 0);
    wait(&mut world, ann, 1);
    assert_eq!(count(&world, ann, creates), 1);
    world.run();
    assert_eq!(world.people(ben, &room).len(), 2);
}

#[test]
fn key_packages_that_the_relay_puts_off_are_claimed_later_and_what_is_impossible_is_told() {
    let mut world = World::new(118);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Claims", &[]);
    world.run();
    let (of_ben, own) = (world.account(ben), world.account(ann));
    let is_bens = |request: &Request| matches!(request, Request::ClaimKeyPackages { account } if *account == of_ben);
    let add = || Command::AddPeople { room, people: vec![of_ben.clone()] };
    world.command(ann, add()).unwrap();
    let (id, _) = until(&mut world, ann, is_bens);
    answer(&mut world, ann, id, refusal(ErrorCode::RateLimited, None));
    wait(&mut world, ann, 4_999);
    assert_eq!(count(&world, ann, is_bens), 0);
    wait(&mut world, ann, 1);
    for code in [ErrorCode::AccountUnknown, ErrorCode::ForeignAccount, ErrorCode::NoKeyPackage] {
        let (id, _) = until(&mut world, ann, is_bens);
        answer(&mut world, ann, id, refusal(code, None));
        let undone = Undone::Add { people: vec![of_ben.clone()] };
        assert_eq!(refused(&world, ann), [undone], "{code:?}");
        world.clients[ann].changes.clear();
        // It is over: it can be asked for anew.
        world.command(ann, add()).unwrap();
    }
    world.run();
    assert_eq!(refused(&world, ann), []);
    assert_eq!(world.people(ann, &room), [own.to_string(), of_ben.to_string()]);
}

#[test]
fn a_log_that_its_founder_deleted_stands_still_and_who_is_alone_has_left() {
    for (with_ben, status) in [(true, RoomStatus::Halted), (false, RoomStatus::Left)] {
        let mut world = World::new(119);
        let (ann, ben) = (world.join("ann"), world.join("ben"));
        let others = if with_ben { vec![ben] } else { Vec::new() };
        let room = world.room(ann, "Deleted", &others);
        world.run();
        let Response::Error(error) = refusal(ErrorCode::LogDeleted, None) else { panic!() };
        push(&mut world, ann, &RelayFrame::FollowEnded { log: room, error });
        let view = world.clients[ann].engine.room(&room).unwrap().unwrap();
        assert_eq!(view.status, status);
        // Nobody waits for anything: nobody is told that it was not sent.
        assert_eq!(refused(&world, ann), []);
    }
}

#[test]
fn a_device_is_woken_where_it_says_and_hears_what_the_relay_makes_of_it() {
    let mut world = World::new(131);
    let ann = world.join("ann");
    let set = |world: &mut World, address: Option<&str>| {
        let endpoint = address.map(|text| PushEndpoint::parse(text).unwrap());
        let (entropy, now) = (world.entropy(), world.now);
        world.clients[ann].engine.set_push(now, entropy, endpoint).unwrap()
    };
    let state = |world: &World| world.clients[ann].engine.push().1;
    for (address, after) in [
        (Some("https://push.example/a"), PushState::On),
        (None, PushState::Off),
        (Some("https://elsewhere.example/a"), PushState::Refused),
    ] {
        world.clients[ann].changes.clear();
        assert_eq!(set(&mut world, address), PushState::Asked);
        world.drain(ann);
        world.run();
        assert_eq!(state(&world), after, "{address:?}");
        assert!(world.clients[ann].changes.contains(&Change::Settled), "it is told");
    }
    world.connect(ann);
    assert_eq!(state(&world), PushState::Unasked, "nothing outlives a connection");
    assert_eq!(set(&mut world, None), PushState::Unasked, "the relay has not greeted yet");
}

#[test]
fn a_relay_that_wakes_nobody_is_asked_nothing() {
    let mut world = World::new(132);
    let ann = world.join("ann");
    world.connect(ann);
    let frame = world.clients[ann].to_engine.pop_front().expect("a greeting is on its way");
    let RelayFrame::Greeting(mut greeting) = decode(&frame, limits::FRAME_BYTES).unwrap() else {
        panic!("the first frame is a greeting")
    };
    assert!(greeting.push_key.take().is_some());
    push(&mut world, ann, &RelayFrame::Greeting(greeting));
    world.run();
    let (entropy, now) = (world.entropy(), world.now);
    let endpoint = PushEndpoint::parse("https://push.example/a").unwrap();
    let engine = &mut world.clients[ann].engine;
    assert!(engine.is_authenticated());
    assert_eq!(engine.set_push(now, entropy, Some(endpoint)).unwrap(), PushState::Unasked);
    world.drain(ann);
    assert_eq!(count(&world, ann, |one| matches!(one, Request::SetPushEndpoint { .. })), 0);
}
