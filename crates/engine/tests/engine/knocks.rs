//! Links to rooms: who knocks is seen, who is let in comes by an ordinary commit, and nothing else opens a door.

use crate::support::program::{ask, letter_to};
use crate::support::{World, until, wait};
use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::output::{Change, Undone};
use corridor_engine::view::RoomId;
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, seal_inbox};
use corridor_sealing::room_link::RoomLink;
use corridor_sealing::room_state::Role;
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::{Record, Request};
use corridor_wire::id::{AccountId, LogId, OpId};
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;
use rand_core::RngCore;

const DAY: u64 = 24 * 60 * 60 * 1000;

fn link_for(world: &mut World, client: usize, room: &RoomId, most: u64) -> (i64, String) {
    let expires_at = world.now + 7 * DAY;
    let command = Command::MakeLink { room: *room, expires_at, most };
    let Answer::Link(id) = world.command(client, command).unwrap() else { panic!() };
    let links = world.clients[client].engine.links(room).unwrap();
    let link = links.into_iter().find(|link| link.id == id).unwrap();
    (id, link.text)
}

fn knock(world: &mut World, client: usize, link: &str) -> Result<Answer, CommandError> {
    let command = Command::Knock { link: link.to_owned(), word: "of Blue".to_owned() };
    let answer = world.command(client, command);
    world.run();
    answer
}

/// Who waits, and what they say.
fn waiting(world: &World, client: usize) -> Vec<(i64, String, String)> {
    let knocks = world.clients[client].engine.knocks(None).unwrap();
    knocks.into_iter().map(|one| (one.id, one.account.name().to_owned(), one.word)).collect()
}

fn names(world: &World, client: usize) -> Vec<String> {
    waiting(world, client).into_iter().map(|(_, name, _)| name).collect()
}

#[test]
fn who_knocks_is_shown_and_let_in_by_an_ordinary_commit() {
    let mut world = World::new(500);
    let (alice, bob, dana) = (world.join("alice"), world.join("bob"), world.join("dana"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 10);
    // The link says nothing of the room.
    assert!(!link.contains(&room.to_string()) && !link.contains("Delegation"));
    knock(&mut world, dana, &link).unwrap();
    assert!(world.clients[dana].engine.rooms().unwrap().is_empty(), "a link admits nobody");
    assert!(world.clients[dana].engine.own_knocks().unwrap()[0].is_sent);
    let account = world.account(dana);
    let told = Change::Knocked { room, account: account.clone() };
    assert!(world.clients[alice].changes.contains(&told));
    assert_eq!(world.clients[alice].engine.room(&room).unwrap().unwrap().knocks, 1);
    let (id, name, says) = waiting(&world, alice).remove(0);
    assert_eq!((name.as_str(), says.as_str()), ("dana", "of Blue"));
    assert!(waiting(&world, bob).is_empty(), "a link is its maker's alone");

    world.command(alice, Command::LetIn { knock: id }).unwrap();
    world.run();
    assert_eq!(world.people(dana, &room).len(), 3);
    assert!(world.clients[dana].engine.own_knocks().unwrap().is_empty());
    assert!(waiting(&world, alice).is_empty());
    assert_eq!(world.clients[alice].engine.links(&room).unwrap()[0].let_in, 1);
    // The roster gate stands before everybody who has not looked.
    let text = Command::SendText { room, text: "hello".into(), seen: None };
    assert!(matches!(world.command(bob, text), Err(CommandError::RosterChanged { .. })));
    assert!(matches!(
        world.command(alice, Command::LetIn { knock: id }),
        Err(CommandError::NoLink)
    ));
}

#[test]
fn who_was_turned_away_is_not_heard_again_and_not_told() {
    let mut world = World::new(501);
    let (alice, dana) = (world.join("alice"), world.join("dana"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 10);
    knock(&mut world, dana, &link).unwrap();
    let (id, ..) = waiting(&world, alice).remove(0);
    world.command(alice, Command::TurnAway { knock: id }).unwrap();
    world.run();
    let own = world.clients[dana].engine.own_knocks().unwrap();
    assert_eq!(own.len(), 1, "nothing tells her");
    world.command(dana, Command::ForgetKnock { knock: own[0].id }).unwrap();
    knock(&mut world, dana, &link).unwrap();
    assert!(waiting(&world, alice).is_empty(), "the same person with the same link");
    let (_, other) = link_for(&mut world, alice, &room, 10);
    knock(&mut world, dana, &other).unwrap();
    assert_eq!(names(&world, alice), ["dana"]);
}

#[test]
fn a_link_ends_by_its_time_its_number_and_its_makers_word() {
    let mut world = World::new(502);
    let alice = world.join("alice");
    let people: Vec<_> = ["dana", "emil", "fay"].map(|name| world.join(name)).to_vec();
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, one) = link_for(&mut world, alice, &room, 1);
    for person in &people[..2] {
        knock(&mut world, *person, &one).unwrap();
    }
    assert_eq!(names(&world, alice), ["dana", "emil"]);
    let (id, ..) = waiting(&world, alice).remove(0);
    world.command(alice, Command::LetIn { knock: id }).unwrap();
    world.run();
    assert!(waiting(&world, alice).is_empty(), "it was for one person");
    knock(&mut world, people[2], &one).unwrap();
    assert!(waiting(&world, alice).is_empty());

    // Revoked while somebody waits, and while a knock is on its way.
    let (revoked, link) = link_for(&mut world, alice, &room, 5);
    knock(&mut world, people[1], &link).unwrap();
    let (id, ..) = waiting(&world, alice).remove(0);
    world.disconnect(alice);
    knock(&mut world, people[2], &link).unwrap();
    world.command(alice, Command::RevokeLink { link: revoked }).unwrap();
    world.connect(alice);
    world.run();
    assert!(waiting(&world, alice).is_empty());
    let gone = world.command(alice, Command::LetIn { knock: id });
    assert!(matches!(gone, Err(CommandError::NoLink)));

    let (_, late) = link_for(&mut world, alice, &room, 5);
    world.now += 7 * DAY;
    let refused = knock(&mut world, people[2], &late);
    assert_eq!(refused.unwrap_err().name(), "link_expired");
    // Whose clock is late may knock, and is not heard.
    world.clients[people[2]].skew = -(i64::try_from(8 * DAY).unwrap());
    knock(&mut world, people[2], &late).unwrap();
    assert!(waiting(&world, alice).is_empty());
}

#[test]
fn a_link_is_as_good_as_its_makers_role() {
    let mut world = World::new(503);
    let (alice, bob, dana) = (world.join("alice"), world.join("bob"), world.join("dana"));
    let room = world.room(alice, "Delegation", &[bob]);
    world.run();
    let expires_at = world.now + DAY;
    let make = |most, room| Command::MakeLink { room, expires_at, most };
    let refused = world.command(bob, make(1, room)).unwrap_err();
    assert_eq!(refused.name(), "not_allowed");
    let person = world.account(bob);
    let role = |role| Command::SetRole { room, person: person.clone(), role };
    world.command(alice, role(Role::Admin)).unwrap();
    world.run();
    let (_, link) = link_for(&mut world, bob, &room, 5);
    knock(&mut world, dana, &link).unwrap();
    let (id, ..) = waiting(&world, bob).remove(0);
    world.command(alice, role(Role::Member)).unwrap();
    world.run();
    let refused = world.command(bob, Command::LetIn { knock: id }).unwrap_err();
    assert_eq!(refused.name(), "not_allowed");
    let emil = world.join("emil");
    knock(&mut world, emil, &link).unwrap();
    assert_eq!(names(&world, bob), ["dana"], "who may not add is not asked");
    // Terms that are none, and rooms of two.
    assert_eq!(world.command(alice, make(0, room)).unwrap_err().name(), "link_terms");
    assert_eq!(world.command(alice, make(251, room)).unwrap_err().name(), "link_terms");
    let with = world.account(dana);
    let Answer::Room(direct) = world.command(alice, Command::OpenDirectRoom { with }).unwrap()
    else {
        panic!()
    };
    assert_eq!(world.command(alice, make(1, direct)).unwrap_err().name(), "direct_room");
}

#[test]
fn a_link_is_not_knocked_with_by_its_maker_or_damaged_or_with_another_key() {
    let mut world = World::new(504);
    let (alice, dana) = (world.join("alice"), world.join("dana"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, text) = link_for(&mut world, alice, &room, 5);
    assert_eq!(knock(&mut world, alice, &text).unwrap_err().name(), "link_own");
    assert_eq!(knock(&mut world, dana, "https://relay.example").unwrap_err().name(), "link");
    let long = Command::Knock { link: text.clone(), word: "x".repeat(281) };
    assert_eq!(world.command(dana, long).unwrap_err().name(), "knock_word");
    let mut link = RoomLink::parse(&text).unwrap();
    link.account = AccountId::parse("alice@other.example").unwrap();
    assert_eq!(knock(&mut world, dana, &link.to_text()).unwrap_err().name(), "link_other_relay");
    // A relay that puts a key of its own in the maker's place gets no letter.
    link.account = world.account(alice);
    link.account_key = world.clients[dana].engine.account().unwrap().unwrap().account_key;
    knock(&mut world, dana, &link.to_text()).unwrap();
    let what = Undone::Knock { account: world.account(alice) };
    let is_told =
        |change: &Change| matches!(change, Change::Refused { what: told, .. } if *told == what);
    assert!(world.clients[dana].changes.iter().any(is_told));
    assert!(waiting(&world, alice).is_empty());
    // And nobody is there at all.
    link.account = AccountId::parse("nobody@relay.example").unwrap();
    knock(&mut world, dana, &link.to_text()).unwrap();
    assert!(world.clients[dana].engine.own_knocks().unwrap().is_empty());
}

/// A letter of whoever says to be `name`, with keys of their own.
fn forged(world: &mut World, name: &str, to: &DeviceRecord, secret: &Token, says: &str) -> Record {
    let mut rng = world.entropy().rng();
    let account = AccountId::parse(&format!("{name}@relay.example")).unwrap();
    let device = DeviceSecret::generate(&mut rng);
    let now = world.now / 1000;
    let certificate =
        AccountSecret::generate(&mut rng).issue(&account, &device.key(), now, now + 86_400);
    let identity = DeviceIdentity { secret: device, certificate };
    let body = InboxBody::Knock { secret: secret.clone(), word: says.to_owned() };
    seal_inbox(&identity, to, &body, &mut rng).unwrap()
}

fn post(world: &mut World, by: usize, to: &DeviceRecord, record: Record) {
    let inbox = LogId::inbox_of(&to.certificate.device_id());
    let mut op_id = [0; 16];
    world.rng.fill_bytes(&mut op_id);
    let op_id = OpId::from_bytes(op_id);
    let append = letter_to(inbox, op_id, record);
    let answer = ask(world, by, Request::Append(append));
    assert!(matches!(answer, Response::Appended { .. }), "{answer:?}");
    world.run();
}

fn device_of(world: &mut World, by: usize, account: &AccountId) -> DeviceRecord {
    let request = Request::LookUpAccount { account: account.clone() };
    let Response::Account { devices, .. } = ask(world, by, request) else { panic!() };
    devices.as_slice()[0].clone()
}

#[test]
fn nobody_knocks_in_the_name_of_another() {
    let mut world = World::new(505);
    let (alice, mallory, bob) = (world.join("alice"), world.join("mallory"), world.join("bob"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 5);
    let secret = RoomLink::parse(&link).unwrap().secret;
    let account = world.account(alice);
    let door = device_of(&mut world, mallory, &account);
    // As somebody whom Alice has not met, as nobody, and with a secret that is none.
    for (name, secret) in
        [("bob", &secret), ("nobody", &secret), ("mallory", &Token::from_bytes([0; 32]))]
    {
        let record = forged(&mut world, name, &door, secret, "it is me");
        post(&mut world, mallory, &door, record);
        assert!(waiting(&world, alice).is_empty(), "{name}");
    }
    for word in ["two\nlines", &"x".repeat(281)] {
        let record = forged(&mut world, "mallory", &door, &secret, word);
        post(&mut world, mallory, &door, record);
    }
    assert!(waiting(&world, alice).is_empty());
    // The forged knock has not taken Bob's place, and one in his name after his is nothing.
    knock(&mut world, bob, &link).unwrap();
    assert_eq!(names(&world, alice), ["bob"]);
    let record = forged(&mut world, "bob", &door, &secret, "it is me");
    post(&mut world, mallory, &door, record);
    assert_eq!(waiting(&world, alice)[0].2, "of Blue");
    assert_eq!(waiting(&world, alice).len(), 1);
    assert!(!world.clients[alice].changes.iter().any(|one| matches!(one, Change::KeyChanged(_))));
}

#[test]
fn a_letter_that_is_repeated_is_nothing_new() {
    let mut world = World::new(506);
    let (alice, dana, mallory) = (world.join("alice"), world.join("dana"), world.join("mallory"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 5);
    let command = Command::Knock { link, word: String::new() };
    world.command(dana, command).unwrap();
    let (_, request) = until(
        &mut world,
        dana,
        |one| matches!(one, Request::Append(append) if append.token.is_none()),
    );
    let Request::Append(append) = request else { panic!() };
    world.run();
    let (id, ..) = waiting(&world, alice).remove(0);
    world.command(alice, Command::LetIn { knock: id }).unwrap();
    world.run();
    let people = vec![world.account(dana)];
    world.command(alice, Command::RemovePeople { room, people }).unwrap();
    world.run();
    let account = world.account(alice);
    let door = device_of(&mut world, mallory, &account);
    post(&mut world, mallory, &door, append.record);
    assert!(waiting(&world, alice).is_empty(), "she was let in once, and removed");
}

#[test]
fn a_door_holds_sixteen_and_others_are_not_kept_out_by_a_link_that_went_astray() {
    let mut world = World::new(507);
    let alice = world.join("alice");
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, astray) = link_for(&mut world, alice, &room, 250);
    let (_, good) = link_for(&mut world, alice, &room, 250);
    for number in 0..18 {
        let stranger = world.join(&format!("stranger{number}"));
        knock(&mut world, stranger, &astray).unwrap();
    }
    assert_eq!(waiting(&world, alice).len(), 16);
    let dana = world.join("dana");
    knock(&mut world, dana, &good).unwrap();
    assert_eq!(waiting(&world, alice).len(), 17);
    assert_eq!(names(&world, alice).last().unwrap(), "dana");
}

#[test]
fn a_knock_waits_for_the_connection_and_for_whoever_made_the_link() {
    let mut world = World::new(508);
    let (alice, dana) = (world.join("alice"), world.join("dana"));
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 5);
    world.disconnect(alice);
    world.disconnect(dana);
    knock(&mut world, dana, &link).unwrap();
    // The same link means the same.
    knock(&mut world, dana, &link).unwrap();
    assert_eq!(world.clients[dana].engine.own_knocks().unwrap().len(), 1);
    assert!(!world.clients[dana].engine.own_knocks().unwrap()[0].is_sent);
    wait(&mut world, dana, DAY);
    world.connect(dana);
    world.run();
    assert!(world.clients[dana].engine.own_knocks().unwrap()[0].is_sent);
    // Cut off before the directory has answered, it asks again.
    world.connect(alice);
    until(&mut world, alice, |one| matches!(one, Request::LookUpAccount { .. }));
    assert!(waiting(&world, alice).is_empty(), "nobody is shown whose key nobody knows");
    world.connect(alice);
    world.run();
    assert_eq!(names(&world, alice), ["dana"]);
}

#[test]
fn who_is_blocked_while_they_wait_holds_no_place() {
    let mut world = World::new(509);
    let alice = world.join("alice");
    let room = world.room(alice, "Delegation", &[]);
    world.run();
    let (_, link) = link_for(&mut world, alice, &room, 250);
    let strangers: Vec<_> = (0..16).map(|one| world.join(&format!("stranger{one}"))).collect();
    for stranger in &strangers {
        knock(&mut world, *stranger, &link).unwrap();
    }
    let dana = world.join("dana");
    knock(&mut world, dana, &link).unwrap();
    assert!(!names(&world, alice).contains(&"dana".to_owned()), "the door is full");
    let person = world.account(strangers[3]);
    world.command(alice, Command::Block { person: person.clone(), is_blocked: true }).unwrap();
    assert_eq!(waiting(&world, alice).len(), 15);
    let fay = world.join("fay");
    knock(&mut world, fay, &link).unwrap();
    assert_eq!(names(&world, alice).last().unwrap(), "fay");
    // Heard again, they have not knocked.
    world.command(alice, Command::Block { person, is_blocked: false }).unwrap();
    assert_eq!(waiting(&world, alice).len(), 16);
}
