//! What an engine answers, and what it does with a relay that talks nonsense.

use crate::support::World;
use corridor_engine::command::{Answer, Command};
use corridor_engine::output::Output;

#[test]
fn a_room_is_found_by_title_by_person_and_by_the_beginning_of_its_id() {
    let mut world = World::new(50);
    let (ann, ben, cid) = (world.join("ann"), world.join("ben"), world.join("cid"));
    let group = world.room(ann, "Weather", &[ben]);
    let other = world.room(ann, "Climate", &[ben]);
    let with = world.account(cid);
    let direct = match world.command(ann, Command::OpenDirectRoom { with }).unwrap() {
        Answer::Room(room) => room,
        other => panic!("{other:?}"),
    };
    world.run();
    let found = |text: &str| world.clients[ann].engine.find_rooms(text).unwrap();
    assert_eq!(found("Weather"), [group]);
    assert_eq!(found("Climate"), [other]);
    assert_eq!(found("cid@relay.example"), [direct]);
    // A direct room has an empty title; nobody means it by that, nor by one's own name.
    assert_eq!(found(""), []);
    assert_eq!(found("ben@relay.example"), []);
    assert_eq!(found("Storm"), []);
    assert_eq!(found(&group.to_string()), [group]);
    assert_eq!(found(&group.to_string().to_uppercase()[..12]), [group]);
    assert_eq!(found(&group.to_string()[..3]), []);
    // What is over is meant only where nothing else is.
    let again = world.room(ann, "Weather", &[ben]);
    world.run();
    world.command(ben, Command::Leave { room: group }).unwrap();
    world.command(ben, Command::Leave { room: other }).unwrap();
    world.run();
    let found = |text: &str| world.clients[ben].engine.find_rooms(text).unwrap();
    assert_eq!(found("Weather"), [again]);
    assert_eq!(found("Climate"), [other]);
}

#[test]
fn a_device_lists_itself_from_the_start() {
    let mut world = World::new(51);
    let ann = world.join("ann");
    let own = world.clients[ann].engine.account().unwrap().unwrap().device;
    let listed = world.clients[ann].engine.devices().unwrap();
    assert_eq!(listed.iter().map(|view| view.device).collect::<Vec<_>>(), [own]);
    world.room(ann, "Alone", &[]);
    world.run();
    assert_eq!(world.clients[ann].engine.devices().unwrap().len(), 1);
}

#[test]
fn a_new_device_tells_what_was_delivered_and_not_what_was_read() {
    let mut world = World::new(53);
    let ann = world.join("ann");
    assert_eq!(world.clients[ann].engine.receipts().unwrap(), (true, false));
}

#[test]
fn nonsense_from_the_relay_ends_the_connection_and_nothing_else() {
    let mut world = World::new(52);
    let ann = world.join("ann");
    for nonsense in [&b"\xff\xff"[..], b"", &[0xa0]] {
        world.connect(ann);
        world.run();
        let (entropy, now) = (world.entropy(), world.now);
        let engine = &mut world.clients[ann].engine;
        assert!(engine.is_authenticated());
        engine.handle_frame(now, entropy, nonsense).unwrap();
        assert!(!engine.is_authenticated());
        let outputs: Vec<_> = core::iter::from_fn(|| engine.poll_output()).collect();
        assert!(outputs.iter().any(|output| matches!(output, Output::Disconnect { .. })));
    }
    world.connect(ann);
    world.run();
    assert!(world.clients[ann].engine.is_authenticated());
}
