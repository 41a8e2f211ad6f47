//! What an engine says is left to do: each thing that waits is counted once, until it is done.

use corridor_engine::command::{Command, FileToSend};
use corridor_engine::view::{Pending, RoomId};
use corridor_wire::client_frame::Request;
use corridor_wire::relay_frame::Response;

use crate::support::{World, answer, recover, requests, until, wait};

fn pending(world: &World, client: usize) -> Pending {
    world.clients[client].engine.pending(world.now).unwrap()
}

fn to_send(world: &World, client: usize) -> usize {
    pending(world, client).to_send
}

fn two(seed: u64) -> (World, usize, usize, RoomId) {
    let mut world = World::new(seed);
    let (ann, ben) = (world.join("ann"), world.join("ben"));
    let room = world.room(ann, "Pending", &[ben]);
    world.run();
    world.look(ann, &room);
    world.look(ben, &room);
    (world, ann, ben, room)
}

#[test]
fn nothing_is_left_when_all_is_quiet() {
    let (world, ann, ben, _) = two(160);
    for client in [ann, ben] {
        assert_eq!(pending(&world, client), Pending::default());
        assert!(pending(&world, client).is_settled());
    }
}

#[test]
fn what_is_written_offline_is_counted_and_so_is_what_cannot_be_read() {
    let (mut world, ann, ben, room) = two(161);
    world.disconnect(ann);
    // One room and the inbox, of which nobody knows offline whether there is more.
    assert_eq!(pending(&world, ann), Pending { to_receive: 2, ..Pending::default() });
    world.say(ann, &room, "one");
    assert_eq!(to_send(&world, ann), 1);
    world.say(ann, &room, "two");
    assert_eq!(to_send(&world, ann), 2);
    // A room that the relay does not know, and those who are to come into it. Nothing of it can be read.
    world.room(ann, "New", &[ben]);
    let left = pending(&world, ann);
    assert_eq!((left.to_send, left.to_receive), (4, 2));
    world.connect(ann);
    world.run();
    assert_eq!(pending(&world, ann), Pending::default());
}

#[test]
fn what_is_held_waits_for_its_writer_and_not_for_the_relay() {
    let (mut world, ann, ben, room) = two(162);
    let cid = world.join("cid");
    world.disconnect(ben);
    world.say(ben, &room, "to two");
    world.say(ben, &room, "to two more");
    let people = vec![world.account(cid)];
    world.command(ann, Command::AddPeople { room, people }).unwrap();
    world.run();
    world.connect(ben);
    world.run();
    assert_eq!(pending(&world, ben), Pending { held: 2, ..Pending::default() });
    assert!(pending(&world, ben).is_settled());
    world.look(ben, &room);
    world.run();
    assert_eq!(pending(&world, ben), Pending::default());
}

#[test]
fn a_device_is_not_settled_before_its_key_packages_are_at_the_relay() {
    let (mut world, ann, ..) = two(163);
    world.connect(ann);
    let counts = |request: &Request| matches!(request, Request::CountKeyPackages {});
    let (id, _) = until(&mut world, ann, counts);
    assert_eq!(to_send(&world, ann), 1);
    answer(&mut world, ann, id, Response::KeyPackageCount { one_time: 0, last_resort: true });
    let publishes = |request: &Request| matches!(request, Request::PublishKeyPackages { .. });
    assert!(requests(&world, ann).iter().any(|(_, request)| publishes(request)));
    assert_eq!(to_send(&world, ann), 1);
}

#[test]
fn a_letter_counts_until_the_relay_has_taken_it() {
    let (mut world, ann, _, room) = two(164);
    let cid = world.join("cid");
    let people = vec![world.account(cid)];
    world.command(ann, Command::AddPeople { room, people }).unwrap();
    let is_letter =
        |request: &Request| matches!(request, Request::Append(append) if append.token.is_none());
    let (id, _) = until(&mut world, ann, is_letter);
    assert_eq!(to_send(&world, ann), 1);
    answer(&mut world, ann, id, Response::Appended { seq: 1 });
    assert_eq!(to_send(&world, ann), 0);
}

#[test]
fn a_receipt_is_owed_until_it_has_gone() {
    let (mut world, ann, ben, room) = two(165);
    world.say(ann, &room, "heard?");
    while world.texts(ben, &room).is_empty() {
        if !world.step() {
            world.commit_relay();
        }
    }
    assert_eq!(to_send(&world, ben), 1);
    let is_append = |world: &World| {
        requests(world, ben).iter().any(|(_, request)| matches!(request, Request::Append(_)))
    };
    // It waits for others to go with it.
    wait(&mut world, ben, 149);
    assert!(!is_append(&world));
    wait(&mut world, ben, 1);
    assert!(is_append(&world));
    assert_eq!(to_send(&world, ben), 1);
    world.run();
    assert_eq!(to_send(&world, ben), 0);
}

#[test]
fn files_on_their_way_are_transfers_one_each() {
    let (mut world, ann, ben, room) = two(166);
    let file = FileToSend {
        name: "plan.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        content: b"the plan".to_vec(),
        preview: None,
        caption: String::new(),
        about: corridor_engine::kinds::AboutFile::default(),
    };
    world.disconnect(ann);
    for number in 1..=2 {
        let command = Command::SendFile { room, file: file.clone(), seen: None };
        world.command(ann, command).unwrap();
        let left = pending(&world, ann);
        assert_eq!((left.transfers, left.to_send), (number, 0));
        assert!(!left.is_settled());
        let view = world.clients[ann].engine.room(&room).unwrap().unwrap();
        assert_eq!((view.queued, view.held), (number, 0));
    }
    world.say(ann, &room, "and a word");
    assert_eq!(world.clients[ann].engine.room(&room).unwrap().unwrap().queued, 3);
    world.connect(ann);
    world.run();
    assert_eq!(pending(&world, ann), Pending::default());
    assert_eq!(world.clients[ann].engine.room(&room).unwrap().unwrap().queued, 0);
    let item = world.timeline(ben, &room).into_iter().find(|item| item.file.is_some()).unwrap();
    world.disconnect(ben);
    world.command(ben, Command::FetchFile { local_id: item.local_id }).unwrap();
    assert_eq!(pending(&world, ben).transfers, 1);
}

#[test]
fn a_new_device_is_not_settled_before_it_has_announced_itself() {
    let (mut world, ann, ..) = two(167);
    let phone = recover(&mut world, ann);
    world.connect(phone);
    let counts = |request: &Request| matches!(request, Request::CountKeyPackages {});
    until(&mut world, phone, counts);
    // Two at once: its key packages, and what it does for a device that was withdrawn.
    let device = world.clients[ann].engine.account().unwrap().unwrap().device;
    world.command(phone, Command::RevokeDevice { device }).unwrap();
    let left = pending(&world, phone);
    assert!(left.to_send >= 2, "{left:?}");
    assert!(!left.is_settled());
}
