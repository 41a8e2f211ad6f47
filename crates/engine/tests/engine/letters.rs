//! What strangers and members write into an inbox: heard from members, not too often, and never fetched where
//! it could be nothing that a room needs.

use corridor_engine::Location;
use corridor_engine::command::{Command, CommandError};
use corridor_engine::output::Change;
use corridor_engine::view::{RoomId, RoomStatus};
use corridor_sealing::blob::{BlobReference, seal_blob};
use corridor_sealing::identity::{AccountSecret, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, Payload, ReAddReason, RoomInvitation};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, BlobId, LogId};
use corridor_wire::relay_frame::{ClaimedKeyPackage, Response};
use corridor_wire::token::Token;

use crate::support::program::{OwnProgram, ask, invite_as_bob};
use crate::support::{World, answer, refused, requests, until};

const TEN_MINUTES: u64 = 10 * 60 * 1000;

fn stranger(seed: u64) -> (World, usize, usize, OwnProgram) {
    let mut world = World::new(seed);
    let (alice, mallory) = (world.join("alice"), world.join("mallory"));
    let program = invite_as_bob(&mut world, mallory, alice);
    world.run();
    let room = world.clients[alice].engine.room(&program.log).unwrap().unwrap();
    assert_eq!((room.status, room.people), (RoomStatus::Active, 2));
    (world, alice, mallory, program)
}

#[test]
fn a_member_who_keeps_asking_to_be_let_in_again_is_heard_once_in_ten_minutes() {
    let (mut world, alice, mallory, mut program) = stranger(190);
    let log = program.log;
    let asks = InboxBody::ReAddRequest { log, reason: ReAddReason::Damaged };
    let start = world.now + 60_000;
    // Each time she is heard, key packages of the account that she is not are asked for in vain.
    for (after, heard) in [(0, 1), (1, 1), (TEN_MINUTES - 1, 1), (TEN_MINUTES, 2)] {
        world.now = start + after;
        program.write(&mut world, mallory, alice, &asks);
        world.run();
        assert_eq!(refused(&world, alice).len(), heard, "after {after}");
    }
    // Of a room that is none of hers nothing is heard at all.
    world.now = start + 3 * TEN_MINUTES;
    let room = world.room(alice, "Others", &[]);
    world.run();
    let asks = InboxBody::ReAddRequest { log: room, reason: ReAddReason::Damaged };
    program.write(&mut world, mallory, alice, &asks);
    let nowhere = LogId::from_bytes([5; LogId::LENGTH]);
    let asks = InboxBody::ReAddRequest { log: nowhere, reason: ReAddReason::Damaged };
    program.write(&mut world, mallory, alice, &asks);
    world.run();
    assert_eq!(refused(&world, alice).len(), 2);
    assert_eq!(world.people(alice, &room).len(), 1);
}

#[test]
fn a_device_that_announces_itself_is_another_persons() {
    let (mut world, alice, mallory, mut program) = stranger(191);
    program.write(&mut world, mallory, alice, &InboxBody::AnnounceDevice);
    world.run();
    let changes = &world.clients[alice].changes;
    assert!(!changes.iter().any(|change| matches!(change, Change::OwnDevice(_))));
}

fn in_blob(world: &World, stored_bytes: u64) -> Payload {
    let mut rng = world.rng.clone();
    let sealed = seal_blob(b"a welcome", &mut rng).unwrap();
    let reference =
        sealed.reference(BlobId::from_bytes([6; BlobId::LENGTH]), Token::from_bytes([7; 32]));
    Payload::Blob(BlobReference { stored_bytes, ..reference })
}

fn invitation(log: RoomId, welcome: Payload, seq: u64, version: u64) -> InboxBody {
    InboxBody::RoomInvitation(RoomInvitation {
        log,
        welcome,
        tree: Payload::Inline(Vec::new()),
        seq,
        version,
        chain: ChainHash::empty(&log),
    })
}

#[test]
fn nothing_is_fetched_for_a_stranger_that_no_room_needs() {
    const MOST: u64 = 8 * 1024 * 1024;
    let (mut world, alice, mallory, mut program) = stranger(192);
    for (number, stored_bytes, fetched) in [(1, MOST + 1, 0), (2, MOST, 1)] {
        let log = LogId::from_bytes([number; LogId::LENGTH]);
        let letter = invitation(log, in_blob(&world, stored_bytes), 1, 1);
        program.write(&mut world, mallory, alice, &letter);
        world.run();
        assert_eq!(world.downloads.len(), fetched, "{stored_bytes}");
        assert!(world.clients[alice].engine.room(&log).unwrap().is_none());
    }
    // What cannot be had is not asked for again, and what is behind it is read.
    world.connect(alice);
    world.run();
    assert_eq!(world.downloads.len(), 1);
    assert_eq!(world.clients[alice].engine.pending(world.now).unwrap().to_receive, 0);
}

/// What Alice is told of Bob's key packages where the relay gives these.
fn claimed(
    world: &mut World,
    alice: usize,
    bob: usize,
    change: impl FnOnce(&mut World, Response) -> Response,
) -> Vec<String> {
    let person = world.account(bob);
    world.room(alice, "Claims", &[bob]);
    let claims = |request: &Request| matches!(request, Request::ClaimKeyPackages { account } if *account == person);
    let (id, _) = until(world, alice, claims);
    let genuine = ask(world, bob, Request::ClaimKeyPackages { account: person.clone() });
    let given = change(world, genuine);
    answer(world, alice, id, given);
    world.run();
    let told = world.clients[alice].changes.iter().filter_map(|change| match change {
        Change::Refused { why, .. } => Some(why.clone()),
        _ => None,
    });
    told.collect()
}

#[test]
fn key_packages_are_taken_from_the_account_that_was_asked_for_and_from_no_other() {
    let mut world = World::new(193);
    let (alice, bob, cid) = (world.join("alice"), world.join("bob"), world.join("cid"));
    let told = claimed(&mut world, alice, bob, |_, genuine| genuine);
    assert!(told.is_empty(), "{told:?}");
    // The devices are another's.
    let other = world.account(cid);
    let told = claimed(&mut world, alice, bob, |world, genuine| {
        let Response::ClaimedKeyPackages { account_key, .. } = genuine else { panic!() };
        let of_cid = ask(world, cid, Request::ClaimKeyPackages { account: other.clone() });
        let Response::ClaimedKeyPackages { devices, .. } = of_cid else { panic!() };
        Response::ClaimedKeyPackages { account_key, devices }
    });
    assert_eq!(told, ["a device's certificate is another account's"]);
    // So are devices and key.
    world.clients[alice].changes.clear();
    let told = claimed(&mut world, alice, bob, |world, _| {
        ask(world, cid, Request::ClaimKeyPackages { account: other.clone() })
    });
    assert_eq!(told, ["their account key has changed: compare safety numbers"]);
    let changed = Change::KeyChanged(world.account(bob));
    assert!(world.clients[alice].changes.contains(&changed));
    // A certificate that nobody signed as it stands.
    world.clients[alice].changes.clear();
    let told = claimed(&mut world, alice, bob, |_, genuine| {
        let Response::ClaimedKeyPackages { account_key, devices } = genuine else { panic!() };
        let mut devices: Vec<ClaimedKeyPackage> = devices.into_vec();
        devices[0].device.certificate.body.not_after += 1;
        let devices = corridor_wire::bytes::BoundedList::new(devices).unwrap();
        Response::ClaimedKeyPackages { account_key, devices }
    });
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("a device's certificate is not valid"), "{told:?}");
}

#[test]
fn a_key_that_changed_is_taken_when_its_person_says_so_and_only_the_one_that_was_offered() {
    let (mut world, alice, ..) = stranger(194);
    let person = AccountId::parse("mallory@relay.example").unwrap();
    let unknown = |outcome: Result<_, CommandError>| {
        assert!(matches!(outcome, Err(CommandError::UnknownPerson)));
    };
    let safety = |world: &World| world.clients[alice].engine.safety(&person).unwrap();
    assert!(safety(&world).is_none());
    unknown(world.command(alice, Command::MarkVerified { person: person.clone() }));
    unknown(world.command(alice, Command::AcceptNewKey { person: person.clone() }));
    world.room(alice, "Met", &[1]);
    world.run();
    let met = safety(&world).unwrap();
    assert!(!met.verified && met.account == person && !met.digits.is_empty());
    assert!(!met.words.is_empty());
    // Nothing was offered in its place.
    unknown(world.command(alice, Command::AcceptNewKey { person: person.clone() }));
    world.command(alice, Command::MarkVerified { person: person.clone() }).unwrap();
    assert!(safety(&world).unwrap().verified);
    let roster = world.clients[alice].engine.rooms().unwrap();
    let met = roster.iter().find(|room| room.title == "Met").unwrap().id;
    let roster = world.clients[alice].engine.roster(&met).unwrap().unwrap();
    let verified: Vec<_> =
        roster.people.iter().map(|one| (one.account.name().to_owned(), one.verified)).collect();
    assert!(verified.contains(&("mallory".to_owned(), true)), "{verified:?}");
}

#[test]
fn a_new_device_writes_to_those_that_the_accounts_key_has_certified_and_to_no_others() {
    let mut world = World::new(195);
    let ann = world.join("ann");
    let (account, words) = {
        let engine = &world.clients[ann].engine;
        (engine.account().unwrap().unwrap(), engine.recovery_words().unwrap().unwrap())
    };
    let phone = world.add_client(Location::Memory);
    let (address, words) = (account.address.clone(), words.to_string());
    let recover = Command::Recover { address, account: account.account.clone(), words };
    world.command(phone, recover).unwrap();
    world.connect(phone);
    let looks_up = |request: &Request| matches!(request, Request::LookUpAccount { .. });
    let (id, _) = until(&mut world, phone, looks_up);
    let genuine = ask(&mut world, ann, Request::LookUpAccount { account: account.account.clone() });
    let Response::Account { account_key, devices } = genuine else { panic!() };
    let mut devices = devices.into_vec();
    let listed = devices.len();
    assert_eq!(listed, 2, "the old one and the new one");
    let mut rng = world.entropy().rng();
    let (stranger, now) = (AccountSecret::generate(&mut rng), world.now / 1000);
    let own_words =
        AccountSecret::from_words(&world.clients[ann].engine.recovery_words().unwrap().unwrap())
            .unwrap();
    let other = AccountId::parse("eve@relay.example").unwrap();
    // By another key, of another name, and with an inbox that it never signed.
    for (secret, name, is_bent) in [
        (&stranger, &account.account, false),
        (&own_words, &other, false),
        (&own_words, &account.account, true),
    ] {
        let device = DeviceSecret::generate(&mut rng);
        let certificate = secret.issue(name, &device.key(), now, now + 86_400);
        let mut record = device.record(certificate);
        if is_bent {
            record.inbox_key =
                DeviceSecret::generate(&mut rng).record(record.certificate.clone()).inbox_key;
        }
        devices.push(record);
    }
    let devices = corridor_wire::bytes::BoundedList::new(devices).unwrap();
    answer(&mut world, phone, id, Response::Account { account_key, devices });
    let letters: Vec<LogId> = requests(&world, phone)
        .into_iter()
        .filter_map(|(_, request)| match request {
            Request::Append(append) => Some(append.log),
            _ => None,
        })
        .collect();
    assert_eq!(letters, [LogId::inbox_of(&account.device)]);
}
