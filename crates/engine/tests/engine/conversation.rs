//! People found rooms, talk, come and go, and see the same.

use crate::support::World;
use corridor_engine::command::{Command, CommandError};
use corridor_engine::output::Change;
use corridor_engine::view::{Delivery, ItemKind, RoomStatus};
use corridor_sealing::room_state::Role;

#[test]
fn two_people_talk() {
    let mut world = World::new(1);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Fisheries", &[bob]);
    world.say(alice, &room, "please speak in support");
    world.run();
    world.say(bob, &room, "with pleasure");
    world.run();

    assert_eq!(world.texts(bob, &room), ["please speak in support", "with pleasure"]);
    assert_eq!(world.said(alice, &room), world.said(bob, &room));
    let view = world.clients[bob].engine.room(&room).unwrap().unwrap();
    assert_eq!((view.title.as_str(), view.people, view.unread), ("Fisheries", 2, 1));
    let own = world.timeline(alice, &room);
    let first = own.iter().find(|item| item.text == "please speak in support").unwrap();
    assert_eq!(first.delivery, Delivery::Delivered);
}

#[test]
fn what_is_written_offline_goes_out_later_in_order() {
    let mut world = World::new(2);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    world.disconnect(alice);
    let room = world.room(alice, "Offline", &[bob]);
    for n in 0..20 {
        world.say(alice, &room, &format!("message {n}"));
    }
    assert_eq!(world.timeline(alice, &room)[0].delivery, Delivery::Queued);
    world.connect(alice);
    world.run();
    let expected: Vec<_> = (0..20).map(|n| format!("message {n}")).collect();
    assert_eq!(world.texts(bob, &room), expected);
    assert!(world.clients[alice].engine.pending(world.now).unwrap().is_settled());
}

#[test]
fn the_roster_gate_holds_what_was_written_to_fewer_people() {
    let mut world = World::new(3);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Gate", &[bob]);
    world.run();
    // Bob may add people here.
    let person = world.account(bob);
    world.command(alice, Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();

    // Alice writes offline, to Bob; meanwhile Bob brings Carol in.
    world.disconnect(alice);
    world.say(alice, &room, "between us");
    let people = vec![world.account(carol)];
    world.command(bob, Command::AddPeople { room, people }).unwrap();
    world.run();
    world.connect(alice);
    world.run();
    assert!(world.texts(carol, &room).is_empty());
    let held = world.timeline(alice, &room).into_iter().find(|item| item.text == "between us");
    assert_eq!(held.unwrap().delivery, Delivery::Held);

    // A new message is refused until the roster has been looked at.
    let refused = world
        .command(alice, Command::SendText { room, text: "more".into(), seen: None })
        .unwrap_err();
    assert!(refused.to_string().contains("carol@relay.example"), "{refused}");
    let CommandError::RosterChanged { joined, mark } = refused else { panic!("{refused}") };
    assert_eq!(joined, [world.account(carol)]);

    world.command(alice, Command::AcknowledgeRoster { room, seen: mark }).unwrap();
    world.say(alice, &room, "more");
    world.run();
    assert_eq!(world.texts(carol, &room), ["between us", "more"]);
    assert_eq!(world.texts(bob, &room), ["between us", "more"]);
}

#[test]
fn a_held_message_can_be_taken_back() {
    let mut world = World::new(4);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Gate", &[bob]);
    let person = world.account(bob);
    world.command(alice, Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    world.disconnect(alice);
    world.say(alice, &room, "not for carol");
    let people = vec![world.account(carol)];
    world.command(bob, Command::AddPeople { room, people }).unwrap();
    world.run();
    world.connect(alice);
    world.run();
    let held = world.timeline(alice, &room).into_iter().find(|item| item.seq.is_none()).unwrap();
    world.command(alice, Command::Discard { local_id: held.local_id }).unwrap();
    world.look(alice, &room);
    world.run();
    assert!(world.texts(carol, &room).is_empty() && world.texts(alice, &room).is_empty());
}

#[test]
fn someone_removed_keeps_the_past_and_gets_nothing_more() {
    let mut world = World::new(5);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Board", &[bob, carol]);
    world.say(alice, &room, "before");
    world.run();
    world.disconnect(bob);
    world.say(bob, &room, "too late");
    let people = vec![world.account(bob)];
    world.command(alice, Command::RemovePeople { room, people }).unwrap();
    world.run();
    world.say(alice, &room, "after");
    world.connect(bob);
    world.run();
    assert!(world.clients[bob].changes.iter().any(|change| matches!(change,
        Change::Refused { what, .. } if what.to_string() == "send 1 queued messages")));
    assert_eq!(world.texts(bob, &room), ["before"]);
    assert_eq!(world.texts(carol, &room), ["before", "after"]);
    let view = world.clients[bob].engine.room(&room).unwrap().unwrap();
    assert_eq!(view.status, RoomStatus::Removed);
    let refused = world
        .command(bob, Command::SendText { room, text: "still here".into(), seen: None })
        .unwrap_err();
    assert!(matches!(refused, CommandError::NotInRoom), "{refused}");
    assert_eq!(world.people(carol, &room), ["alice@relay.example", "carol@relay.example"]);

    // And back again, by invitation.
    let people = vec![world.account(bob)];
    world.command(alice, Command::AddPeople { room, people }).unwrap();
    world.run();
    world.look(carol, &room);
    world.say(carol, &room, "welcome back");
    world.run();
    assert_eq!(world.texts(bob, &room), ["before", "welcome back"]);
}

#[test]
fn someone_leaves_and_the_others_take_them_out() {
    let mut world = World::new(6);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Leaving", &[bob, carol]);
    world.run();
    world.command(bob, Command::Leave { room }).unwrap();
    world.run();
    assert_eq!(world.clients[bob].engine.room(&room).unwrap().unwrap().status, RoomStatus::Left);
    for other in [alice, carol] {
        assert_eq!(world.people(other, &room), ["alice@relay.example", "carol@relay.example"]);
        assert!(world.timeline(other, &room).iter().any(|item| item.kind == ItemKind::Leaving));
    }
    let refused = world.command(alice, Command::Leave { room }).unwrap_err();
    assert!(matches!(refused, CommandError::LastOwner), "{refused}");
    let person = world.account(carol);
    world.command(alice, Command::SetRole { room, person, role: Role::Owner }).unwrap();
    world.run();
    world.command(alice, Command::Leave { room }).unwrap();
    world.run();
    assert_eq!(world.people(carol, &room), ["carol@relay.example"]);
    world.command(carol, Command::Leave { room }).unwrap();
    world.run();
}

#[test]
fn roles_decide_who_may_do_what() {
    let mut world = World::new(7);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let room = world.room(alice, "Roles", &[bob, carol]);
    world.run();
    for command in [
        Command::Rename { room, title: "Mine".to_owned() },
        Command::RemovePeople { room, people: vec![world.account(carol)] },
        Command::SetRole { room, person: world.account(bob), role: Role::Owner },
    ] {
        let refused = world.command(bob, command).unwrap_err();
        assert!(matches!(refused, CommandError::NotAllowed(_)), "{refused}");
    }
    let person = world.account(bob);
    world.command(alice, Command::SetRole { room, person, role: Role::Admin }).unwrap();
    world.run();
    world.command(bob, Command::Rename { room, title: "Ours".to_owned() }).unwrap();
    world.run();
    for client in [alice, bob, carol] {
        assert_eq!(world.clients[client].engine.room(&room).unwrap().unwrap().title, "Ours");
    }
    let people = vec![world.account(alice)];
    let refused = world.command(bob, Command::RemovePeople { room, people }).unwrap_err();
    assert!(matches!(refused, CommandError::NotAllowed(_)), "{refused}");
}

#[test]
fn a_direct_room_is_found_again_and_stays_for_two() {
    let mut world = World::new(8);
    let (alice, bob, carol) = (world.join("alice"), world.join("bob"), world.join("carol"));
    let with = world.account(bob);
    let first = world.command(alice, Command::OpenDirectRoom { with: with.clone() }).unwrap();
    let again = world.command(alice, Command::OpenDirectRoom { with: with.clone() }).unwrap();
    assert_eq!(first, again);
    world.run();
    let with = world.account(alice);
    assert_eq!(world.command(bob, Command::OpenDirectRoom { with }).unwrap(), first);
    let corridor_engine::command::Answer::Room(room) = first else { panic!() };
    let people = vec![world.account(carol)];
    let refused = world.command(alice, Command::AddPeople { room, people }).unwrap_err();
    assert!(matches!(refused, CommandError::DirectRoom), "{refused}");
    assert_eq!(
        world.clients[bob].engine.room(&room).unwrap().unwrap().title,
        "alice@relay.example"
    );
}

#[test]
fn adding_somebody_who_does_not_exist_is_said_and_the_rest_goes_on() {
    let mut world = World::new(9);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let nobody = corridor_wire::id::AccountId::parse("nobody@relay.example").unwrap();
    let with = vec![world.account(bob), nobody];
    let title = "Partly".to_owned();
    let room = match world.command(alice, Command::CreateRoom { title, with }).unwrap() {
        corridor_engine::command::Answer::Room(room) => room,
        other => panic!("{other:?}"),
    };
    world.run();
    assert_eq!(world.people(bob, &room), ["alice@relay.example", "bob@relay.example"]);
    assert!(world.clients[alice].changes.iter().any(|change| matches!(change,
        Change::Refused { what, .. } if what.to_string() == "add nobody@relay.example")));
}

#[test]
fn read_receipts_only_where_the_reader_allows_them_and_to_who_does_the_same() {
    let mut world = World::new(10);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let room = world.room(alice, "Receipts", &[bob]);
    world.say(alice, &room, "one");
    world.run();
    let through_seq = u64::MAX;
    world.command(bob, Command::MarkRead { room, through_seq }).unwrap();
    world.run();
    let delivery = |world: &World, text: &str| {
        world.timeline(alice, &room).into_iter().find(|item| item.text == text).unwrap().delivery
    };
    assert_eq!(delivery(&world, "one"), Delivery::Delivered);
    world.command(bob, Command::SetReceipts { delivered: true, read: true }).unwrap();
    world.say(alice, &room, "two");
    world.run();
    world.command(bob, Command::MarkRead { room, through_seq }).unwrap();
    world.run();
    assert_eq!(delivery(&world, "two"), Delivery::Delivered, "she tells nobody herself");
    world.command(alice, Command::SetReceipts { delivered: true, read: true }).unwrap();
    world.say(alice, &room, "two and a half");
    world.run();
    world.command(bob, Command::MarkRead { room, through_seq }).unwrap();
    world.run();
    assert_eq!(delivery(&world, "two and a half"), Delivery::Read);
    world.command(bob, Command::SetReceipts { delivered: false, read: false }).unwrap();
    world.say(alice, &room, "three");
    world.run();
    assert_eq!(delivery(&world, "three"), Delivery::Sent);
}

#[test]
fn who_left_is_said_to_leave_and_who_was_removed_to_be_removed() {
    let mut world = World::new(29);
    let (ann, ben, cid) = (world.join("ann"), world.join("ben"), world.join("cid"));
    let room = world.room(ann, "Events", &[ben, cid]);
    world.run();
    world.command(ben, Command::Leave { room }).unwrap();
    world.run();
    let people = vec![world.account(cid)];
    world.command(ann, Command::RemovePeople { room, people }).unwrap();
    world.run();
    let events: Vec<_> = world
        .timeline(ann, &room)
        .into_iter()
        .filter(|item| matches!(item.kind, ItemKind::Leaving | ItemKind::Removed))
        .map(|item| (item.kind, item.text))
        .collect();
    let expected = [(ItemKind::Leaving, "ben"), (ItemKind::Removed, "cid")];
    assert_eq!(events, expected.map(|(kind, name)| (kind, format!("{name}@relay.example"))));
}
