//! What has to wait: for the relay, for a line, for large parts. It is done then, once, and not before.

use crate::support::World;
use corridor_engine::command::{Command, CommandError};
use corridor_engine::{Location, output::Change};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{ErrorReply, RelayFrame, Response};
use corridor_wire::{decode, encode, limits};

const HOUR: u64 = 60 * 60 * 1000;

/// The appends of a client that are on their way, by the number of their request.
fn appends(world: &World, client: usize) -> Vec<u64> {
    let frames = world.clients[client].to_relay.iter();
    let decoded = frames.map(|frame| decode::<ClientFrame>(frame, limits::FRAME_BYTES).unwrap());
    let appends = decoded.filter(|frame| matches!(frame.request, Request::Append(_)));
    appends.map(|frame| frame.request_id).collect()
}

/// The one append of a client is lost, and the relay says when to ask again.
fn put_off(world: &mut World, client: usize, retry_after_ms: Option<u64>) {
    let waiting = appends(world, client);
    assert_eq!(waiting.len(), 1);
    world.clients[client].to_relay.clear();
    let error = ErrorReply { code: ErrorCode::RateLimited, detail: String::new(), retry_after_ms };
    let reply = RelayFrame::Reply { request_id: waiting[0], response: Response::Error(error) };
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.handle_frame(now, entropy, &encode(&reply)).unwrap();
    world.drain(client);
}

/// How many appends are on their way after so much more time.
fn after(world: &mut World, client: usize, milliseconds: u64) -> usize {
    world.now += milliseconds;
    let (entropy, now) = (world.entropy(), world.now);
    world.clients[client].engine.handle_timeout(now, entropy).unwrap();
    world.drain(client);
    appends(world, client).len()
}

#[test]
fn what_the_relay_puts_off_is_sent_when_it_says_and_not_before() {
    let mut world = World::new(60);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Patience", &[ben]);
    world.run();
    world.say(ann, &room, "later");
    // Nothing is asked in a circle, and no relay silences anybody for longer than an hour.
    for (asked, waits) in
        [(Some(9_000), 9_000), (None, 1_000), (Some(0), 50), (Some(9 * HOUR), HOUR)]
    {
        put_off(&mut world, ann, asked);
        assert_eq!(after(&mut world, ann, waits - 1), 0, "{asked:?}");
        assert!(world.clients[ann].engine.poll_wake().is_some_and(|wake| wake <= world.now + 1));
        assert_eq!(after(&mut world, ann, 1), 1, "{asked:?}");
    }
    world.run();
    assert_eq!(world.texts(ben, &room), ["later"]);
}

#[test]
fn a_letter_that_the_relay_puts_off_is_sent_when_it_says_and_not_before() {
    let mut world = World::new(61);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Letters", &[ben]);
    // The room is founded in a few appends of its own; the last one is the letter.
    let at_ben = |world: &World| world.clients[ben].engine.room(&room).unwrap().is_some();
    let mut was_put_off = false;
    for _ in 0..1_000 {
        let is_letter = {
            let frame = world.clients[ann].to_relay.front();
            frame.is_some_and(|frame| {
                let frame = decode::<ClientFrame>(frame, limits::FRAME_BYTES).unwrap();
                matches!(frame.request, Request::Append(append) if append.log != room)
            })
        };
        if is_letter {
            put_off(&mut world, ann, Some(9_000));
            assert_eq!(after(&mut world, ann, 8_999), 0);
            assert!(world.clients[ann].engine.pending(world.now).unwrap().to_send > 0);
            assert_eq!(after(&mut world, ann, 1), 1);
            was_put_off = true;
            break;
        }
        if !world.step() {
            world.commit_relay();
        }
    }
    assert!(was_put_off && !at_ben(&world));
    world.run();
    assert!(at_ben(&world));
    assert_eq!(world.clients[ann].engine.pending(world.now).unwrap().to_send, 0);
}

#[test]
fn a_room_whose_welcome_is_large_is_joined_by_all() {
    let mut world = World::new(62);
    let ann = world.join("ann");
    let others: Vec<usize> = (0..24).map(|number| world.join(&format!("guest{number}"))).collect();
    let room = world.room(ann, "Hall", &others);
    world.run();
    assert!(!world.blobs.is_empty(), "it travels in blobs");
    world.say(ann, &room, "welcome");
    world.run();
    for guest in others {
        assert_eq!(world.texts(guest, &room), ["welcome"]);
    }
}

#[test]
fn letters_that_expired_unread_are_not_waited_for() {
    let mut world = World::new(63);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    world.disconnect(ben);
    world.room(ann, "Missed", &[ben]);
    world.run();
    world.disconnect(ann);
    for _ in 0..45 {
        world.now += 24 * HOUR;
        let now = world.now;
        world.relay.handle_timeout(now, &world.store);
        world.commit_relay();
    }
    world.connect(ben);
    world.run();
    assert_eq!(world.clients[ben].engine.pending(world.now).unwrap().to_receive, 0);
}

#[test]
fn who_leaves_is_taken_out_by_one_who_is_about_to_say_something() {
    let mut world = World::new(64);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Leaving", &[ben]);
    world.run();
    world.disconnect(ann);
    world.command(ben, Command::Leave { room }).unwrap();
    world.run();
    world.say(ann, &room, "are you there?");
    world.connect(ann);
    world.run();
    assert_eq!(world.people(ann, &room), ["ann@relay.example"]);
}

#[test]
fn a_lost_device_is_withdrawn_from_its_rooms_though_there_is_no_line() {
    let mut world = World::new(65);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let stranger = world.clients[ben].engine.account().unwrap().unwrap().device;
    let phone = crate::support::recover(&mut world, ann);
    let room = world.room(ann, "Lost", &[ben]);
    world.run();
    let device = world.clients[phone].engine.account().unwrap().unwrap().device;
    for client in [ann, ben, phone] {
        world.disconnect(client);
    }
    let refused = world.command(ann, Command::RevokeDevice { device: stranger });
    assert!(matches!(refused, Err(CommandError::UnknownDevice)), "{refused:?}");
    world.command(ann, Command::RevokeDevice { device }).unwrap();
    world.connect(ann);
    world.run();
    let roster = world.clients[ann].engine.roster(&room).unwrap().unwrap();
    assert!(roster.people.iter().all(|person| person.devices.len() == 1));
    let listed = world.clients[ann].engine.devices().unwrap();
    let listed: Vec<_> = listed.iter().map(|view| view.device).collect();
    assert_eq!(listed, [world.clients[ann].engine.account().unwrap().unwrap().device]);
}

#[test]
fn an_account_that_is_asked_for_again_is_the_same_and_another_name_is_another() {
    let mut world = World::new(66);
    let ann = world.add_client(Location::Memory);
    assert_eq!(world.clients[ann].engine.relay_address().unwrap(), None);
    let invitation = world.invitation();
    let mut words_of = |name: &str| {
        let (invitation, name) = (invitation.clone(), name.to_owned());
        world.command(ann, Command::Join { invitation, name }).unwrap();
        let engine = &world.clients[ann].engine;
        assert_eq!(engine.relay_address().unwrap(), Some(invitation_address()));
        engine.recovery_words().unwrap().unwrap().to_string()
    };
    let first = words_of("ann");
    assert_eq!(words_of("ann"), first);
    assert_ne!(words_of("anna"), first);
    world.connect(ann);
    world.run();
    assert_eq!(world.account(ann).to_string(), "anna@relay.example");
    let refused = |change: &Change| matches!(change, Change::JoinRefused { .. });
    assert!(!world.clients[ann].changes.iter().any(refused));
}

fn invitation_address() -> corridor_wire::invitation::RelayAddress {
    corridor_wire::invitation::RelayAddress::parse_origin("https://relay.example").unwrap()
}

#[test]
fn those_who_stay_take_turns_to_take_out_who_leaves() {
    let mut world = World::new(96);
    let all = ["ann", "ben", "cid", "dan"].map(|name| world.join(name));
    let [ann, ben, cid, dan] = all;
    let room = world.room(ann, "Turns", &all[1..]);
    world.run();
    // Ann founded the room, so the first turn is hers, and she is away.
    world.disconnect(ann);
    world.command(dan, Command::Leave { room }).unwrap();
    let people = |world: &World, client: usize| {
        world.clients[client].engine.roster(&room).unwrap().unwrap().people
    };
    while ![ben, cid].iter().all(|one| people(&world, *one).iter().any(|one| one.is_leaving)) {
        if !world.step() {
            world.commit_relay();
        }
    }
    for client in [ben, cid] {
        let own = world.account(client);
        let stay = people(&world, client).into_iter().filter(|one| !one.is_leaving);
        let turn = stay.map(|one| one.account).position(|one| one == own).unwrap() as u64;
        assert!([1, 2].contains(&turn));
        assert!(appends(&world, client).is_empty());
        let wake = world.clients[client].engine.poll_wake();
        assert_eq!(wake, Some(world.now + turn * 2_000), "whose turn is {turn}");
    }
    world.run();
    assert_eq!(people(&world, ben).len(), 3);
}

#[test]
fn a_commit_too_large_for_a_record_is_fetched_by_who_is_there_and_the_room_goes_on() {
    let mut world = World::new(97);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Large", &[ben]);
    world.run();
    // Each comes with two devices, and each device with a key package of some kilobytes.
    let guests: Vec<usize> = (0..12).map(|number| world.join(&format!("guest{number}"))).collect();
    for guest in &guests {
        crate::support::recover(&mut world, *guest);
    }
    let people = guests.iter().map(|guest| world.account(*guest)).collect();
    world.command(ann, Command::AddPeople { room, people }).unwrap();
    let before = world.downloads.len();
    world.run();
    // Message, Welcome and tree; the message by Ben, the others by each device that came.
    assert_eq!(world.uploads.len(), 3);
    assert_eq!(world.downloads.len() - before, 1 + 2 * 2 * guests.len());
    assert_eq!(world.people(ben, &room).len(), 14);
    world.look(ben, &room);
    world.say(ben, &room, "welcome");
    world.run();
    assert_eq!(world.texts(guests[0], &room), ["welcome"]);
}
