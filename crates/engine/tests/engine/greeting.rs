//! How a connection begins: who the relay says that it is, whom it refuses, and what is forgotten by then.

// The test looks at the database; the engine does not.
#![allow(clippy::disallowed_methods)]

use corridor_engine::Location;
use corridor_engine::command::Command;
use corridor_engine::output::{Change, DisconnectReason, Output};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::RelayName;
use corridor_wire::relay_frame::{Greeting, RelayFrame, Response, VersionRange};
use corridor_wire::report_to::ReportTo;
use corridor_wire::{decode, encode, limits};

use crate::disk;
use crate::support::{World, answer, recover, refusal, requests, until};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// A client that has connected, and the relay's greeting, which it has not read.
fn greeting(world: &mut World, client: usize) -> Greeting {
    world.connect(client);
    let frame = world.clients[client].to_engine.pop_front().unwrap();
    let Ok(RelayFrame::Greeting(greeting)) = decode(&frame, limits::FRAME_BYTES) else { panic!() };
    greeting
}

/// What an engine does with a greeting.
fn greeted(world: &mut World, client: usize, greeting: Greeting) -> Vec<Output> {
    let (entropy, now) = (world.entropy(), world.now);
    let engine = &mut world.clients[client].engine;
    engine.handle_frame(now, entropy, &encode(&RelayFrame::Greeting(greeting))).unwrap();
    core::iter::from_fn(|| engine.poll_output()).collect()
}

fn left_for(outputs: &[Output]) -> &DisconnectReason {
    match outputs {
        [Output::Disconnect { reason }] => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn another_relay_and_one_of_another_version_are_told_nothing() {
    let mut world = World::new(170);
    let ann = world.join("ann");
    let genuine = greeting(&mut world, ann);
    let relay = RelayName::parse("other.example").unwrap();
    let outputs = greeted(&mut world, ann, Greeting { relay, ..genuine.clone() });
    assert_eq!(*left_for(&outputs), DisconnectReason::OtherRelay("other.example".to_owned()));
    assert_eq!(left_for(&outputs).name(), "other_relay");
    let genuine = greeting(&mut world, ann);
    let versions = VersionRange { oldest: 2, newest: 3 };
    let outputs = greeted(&mut world, ann, Greeting { versions, ..genuine });
    assert_eq!(*left_for(&outputs), DisconnectReason::Versions { oldest: 2, newest: 3 });
    assert_eq!(left_for(&outputs).name(), "unsupported_version");
    // A newer relay that speaks the old version too is as good.
    let genuine = greeting(&mut world, ann);
    let versions = VersionRange { oldest: 1, newest: 3 };
    let outputs = greeted(&mut world, ann, Greeting { versions, ..genuine });
    assert!(outputs.iter().all(|output| matches!(output, Output::Send(_))), "{outputs:?}");
    assert_eq!(outputs.len(), 2);
}

#[test]
fn nobody_is_greeted_without_an_account_or_twice() {
    let mut world = World::new(171);
    let nobody = world.add_client(Location::Memory);
    let genuine = greeting(&mut world, nobody);
    let outputs = greeted(&mut world, nobody, genuine.clone());
    assert_eq!(left_for(&outputs).name(), "malformed_frame");
    let ann = world.join("ann");
    let again = greeting(&mut world, ann);
    assert_eq!(greeted(&mut world, ann, again.clone()).len(), 2);
    let outputs = greeted(&mut world, ann, again);
    assert_eq!(left_for(&outputs).name(), "malformed_frame");
}

#[test]
fn who_is_refused_for_good_has_a_profile_as_empty_as_before() {
    let for_good = [
        ErrorCode::InvitationInvalid,
        ErrorCode::InvitationUsed,
        ErrorCode::InvitationExpired,
        ErrorCode::NameTaken,
        ErrorCode::ForeignAccount,
        ErrorCode::CertificateInvalid,
        ErrorCode::SignatureInvalid,
        ErrorCode::AccountUnknown,
        ErrorCode::TooManyDevices,
    ];
    let registers = |request: &Request| matches!(request, Request::Register { .. });
    for code in for_good.into_iter().chain([ErrorCode::RateLimited, ErrorCode::Unknown(999)]) {
        let mut world = World::new(172);
        let ann = world.add_client(Location::Memory);
        let invitation = world.invitation();
        let join = |name: &str| Command::Join { invitation: invitation.clone(), name: name.into() };
        world.command(ann, join("ann")).unwrap();
        world.connect(ann);
        let (id, _) = until(&mut world, ann, registers);
        answer(&mut world, ann, id, refusal(code, None));
        let is_refused = for_good.contains(&code);
        let told = Change::JoinRefused { code: code.name(), detail: String::new() };
        assert_eq!(world.clients[ann].changes.contains(&told), is_refused, "{code:?}");
        let address = world.clients[ann].engine.relay_address().unwrap();
        assert_eq!(address.is_none(), is_refused, "{code:?}");
        assert!(world.clients[ann].conn.is_none(), "{code:?}");
        // Whoever was not refused for good asks again, as the same.
        if !is_refused {
            world.connect(ann);
            world.run();
            assert_eq!(world.account(ann).name(), "ann");
        }
    }
}

#[test]
fn a_device_that_the_relay_refuses_keeps_what_it_has() {
    let mut world = World::new(173);
    let ann = world.join("ann");
    let room = world.room(ann, "Kept", &[]);
    world.run();
    world.connect(ann);
    let authenticates = |request: &Request| matches!(request, Request::Authenticate { .. });
    let (id, _) = until(&mut world, ann, authenticates);
    answer(&mut world, ann, id, refusal(ErrorCode::DeviceRevoked, None));
    assert!(world.clients[ann].conn.is_none());
    assert!(world.clients[ann].engine.room(&room).unwrap().is_some());
    assert!(world.clients[ann].engine.account().unwrap().unwrap().registered);
}

#[test]
fn a_certificate_is_for_ten_years_from_the_second_it_is_made_in() {
    let mut world = World::new(174);
    let ann = world.add_client(Location::Memory);
    let invitation = world.invitation();
    world.command(ann, Command::Join { invitation, name: "ann".to_owned() }).unwrap();
    world.connect(ann);
    let registers = |request: &Request| matches!(request, Request::Register { .. });
    let (_, request) = until(&mut world, ann, registers);
    let Request::Register { device, .. } = request else { panic!() };
    let body = device.certificate.body;
    assert_eq!(body.not_before, world.now / 1000);
    assert_eq!(body.not_after - body.not_before, 3_650 * 86_400);
}

#[test]
fn a_new_device_says_so_to_the_others_and_an_old_one_does_not() {
    let mut world = World::new(175);
    let ann = world.join("ann");
    let looks_up = |request: &Request| matches!(request, Request::LookUpAccount { .. });
    let counts = |request: &Request| matches!(request, Request::CountKeyPackages {});
    let phone = recover(&mut world, ann);
    let own = world.clients[phone].engine.account().unwrap().unwrap().device;
    let told = Change::OwnDevice(own);
    assert!(world.clients[ann].changes.contains(&told));
    for client in [ann, phone] {
        world.connect(client);
        until(&mut world, client, counts);
        assert!(!requests(&world, client).iter().any(|(_, request)| looks_up(request)));
        world.run();
    }
}

#[test]
fn sealed_bytes_are_kept_for_as_long_as_a_relay_keeps_them() {
    for (away, are_kept) in [(30 * DAY, true), (30 * DAY + 1, false)] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ann");
        let mut world = World::new(176);
        let ann = world.add_client(Location::File(file.clone()));
        world.join_with(ann, "ann");
        let ben = world.join("ben");
        let room = world.room(ann, "Month", &[ben]);
        world.run();
        world.say(ann, &room, "said");
        world.run();
        world.disconnect(ann);
        let sealed = || -> i64 {
            let count = "SELECT count(*) FROM entry WHERE bytes IS NOT NULL";
            disk::connect(&file).query_row(count, [], |row| row.get(0)).unwrap()
        };
        let last_read = || -> i64 {
            let last = "SELECT max(read_at) FROM entry";
            disk::connect(&file).query_row(last, [], |row| row.get(0)).unwrap()
        };
        assert!(sealed() >= 2);
        world.now = u64::try_from(last_read()).unwrap() + away;
        world.connect(ann);
        assert_eq!(sealed() > 0, are_kept, "after {away}");
    }
}

#[test]
fn whom_reports_go_to_is_kept_as_the_relay_said_last() {
    let mut world = World::new(175);
    let ann = world.join("ann");
    let account = world.account(ann);
    let named = |world: &World| world.clients[ann].engine.account().unwrap().unwrap().report_to;
    assert_eq!(named(&world), None);
    for text in [Some("desk@relay.example"), Some("\u{202e}room 7"), None] {
        world.connect(ann);
        let (id, _) = until(&mut world, ann, |one| matches!(one, Request::Authenticate { .. }));
        let report_to = text.and_then(|text| ReportTo::new(text.to_owned()));
        let response = Response::Authenticated { account: account.clone(), report_to };
        answer(&mut world, ann, id, response);
        assert_eq!(named(&world).as_deref(), text);
        world.disconnect(ann);
        assert_eq!(named(&world).as_deref(), text, "also without a connection");
    }
}
