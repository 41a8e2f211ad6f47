//! Invitations, registration, devices, authentication.

mod support;

use corridor_relay_core::{CloseReason, InvitationSecret, invitation};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, AccountKey, Nonce, Signature};
use corridor_wire::invitation::InvitationCode;
use corridor_wire::relay_frame::Response;
use corridor_wire::report_to::ReportTo;
use support::people::{Person, invite};
use support::{DAY_MS, START, World};

const TWO_YEARS_S: u64 = 2 * 365 * 24 * 60 * 60;

fn authenticated(person: &Person) -> Response {
    Response::Authenticated { account: person.account.clone(), report_to: None }
}

#[test]
fn an_invitation_makes_one_account() {
    let mut world = World::new();
    world.join("alice");
    let conn = world.greet();
    let bob = Person::new("bob");
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, bob.register("alice", nonce)), ErrorCode::InvitationUsed);
    let (first, second) = (world.greet(), world.greet());
    let carol = Person::new("carol");
    // Both at once, before either is on disk.
    let ids = [
        (first, world.send(first, bob.register("shared", world.nonce(first)))),
        (second, world.send(second, carol.register("shared", world.nonce(second)))),
    ];
    world.settle();
    let replies = ids.map(|(conn, id)| world.reply(conn, id).unwrap());
    assert_eq!(replies[0], authenticated(&bob));
    assert!(matches!(&replies[1], Response::Error(e) if e.code == ErrorCode::InvitationUsed));
}

#[test]
fn registering_again_is_answered_alike_on_any_connection_and_after_a_restart() {
    let mut world = World::new();
    world.join("alice");
    let alice = Person::new("alice");
    for _ in 0..2 {
        let conn = world.greet();
        let nonce = world.nonce(conn);
        assert_eq!(world.ask(conn, alice.register("alice", nonce)), authenticated(&alice));
        world.restart();
    }
    // Also when the invitation has expired since.
    world.pass(9 * DAY_MS / 2);
    world.pass(9 * DAY_MS / 2);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.ask(conn, alice.register("alice", nonce)), authenticated(&alice));
    // Another invitation does not make the account twice.
    let other = alice.register_with(invite("other", 30), nonce);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    let Request::Register { invitation, device, .. } = other else { unreachable!() };
    let other = Request::Register { invitation, device, signature: alice.sign_nonce(nonce) };
    assert_eq!(world.code(conn, other), ErrorCode::NameTaken);
}

#[test]
fn forged_and_expired_invitations_are_refused() {
    let mut world = World::new();
    let conn = world.greet();
    let alice = Person::new("alice");
    let nonce = world.nonce(conn);
    let genuine = invite("alice", 7);
    for at in 0..36 {
        let mut bytes = *genuine.as_bytes();
        bytes[at] ^= 1;
        let forged = alice.register_with(InvitationCode::from_bytes(bytes), nonce);
        assert_eq!(world.code(conn, forged), ErrorCode::InvitationInvalid, "byte {at}");
        world.pass(20);
    }
    let other_relay = invitation::issue(&InvitationSecret::from_bytes([0; 32]), [1; 16], 30_000);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    let code = world.code(conn, alice.register_with(other_relay, nonce));
    assert_eq!(code, ErrorCode::InvitationInvalid);

    world.pass(7 * DAY_MS);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.ask(conn, alice.register_with(genuine, nonce)), authenticated(&alice));
    world.pass(DAY_MS);
    let conn = world.greet();
    let bob = Person::new("bob");
    let nonce = world.nonce(conn);
    let expired = bob.register_with(invite("bob", 7), nonce);
    assert_eq!(world.code(conn, expired), ErrorCode::InvitationExpired);
}

#[test]
fn names_are_taken_once_and_only_those_of_this_relay() {
    let mut world = World::new();
    world.join("alice");
    let conn = world.greet();
    let mut impostor = Person::new("mallory");
    impostor.account = Person::new("alice").account;
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, impostor.register("new", nonce)), ErrorCode::NameTaken);
    impostor.account = AccountId::parse("alice@elsewhere.example").unwrap();
    assert_eq!(world.code(conn, impostor.register("new", nonce)), ErrorCode::ForeignAccount);
    // A device certified by another key than the account's.
    impostor.account = Person::new("alice").account;
    assert_eq!(world.code(conn, impostor.add_device(nonce)), ErrorCode::CertificateInvalid);
    impostor.account = Person::new("nobody").account;
    assert_eq!(world.code(conn, impostor.add_device(nonce)), ErrorCode::AccountUnknown);
}

#[test]
fn a_clock_two_years_off_is_told_so() {
    let mut world = World::new();
    let conn = world.greet();
    let nonce = world.nonce(conn);
    let now = START / 1000;
    for (not_before, not_after, detail) in [
        (now + TWO_YEARS_S, now + 2 * TWO_YEARS_S, "the certificate is not valid yet"),
        (now - 2 * TWO_YEARS_S, now - TWO_YEARS_S, "the certificate has expired"),
    ] {
        let person = Person { not_before, not_after, ..Person::new("alice") };
        let error = world.error(conn, person.register("alice", nonce));
        assert_eq!((error.code, error.detail.as_str()), (ErrorCode::CertificateInvalid, detail));
    }
    // An hour is nobody's fault.
    let not_before = now + 3_600;
    let person = Person { not_before, ..Person::new("alice") };
    assert_eq!(world.ask(conn, person.register("alice", nonce)), authenticated(&person));
}

#[test]
fn a_certificate_that_expired_no_longer_authenticates_until_it_is_renewed() {
    let mut world = World::new();
    let short = Person { not_after: START / 1000 + 60, ..Person::new("alice") };
    let conn = world.greet();
    let nonce = world.nonce(conn);
    world.ask(conn, short.register("alice", nonce));
    world.pass(3 * DAY_MS);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, short.authenticate(nonce)), ErrorCode::CertificateInvalid);
    let renewed = Person::new("alice");
    assert_eq!(world.ask(conn, renewed.add_device(nonce)), authenticated(&renewed));
    world.come_back("alice");
}

#[test]
fn altered_certificates_and_signatures_are_refused() {
    let mut world = World::new();
    let conn = world.greet();
    let alice = Person::new("alice");
    let nonce = world.nonce(conn);
    let Request::Register { invitation, device, signature } = alice.register("alice", nonce) else {
        unreachable!()
    };
    let wrong = Signature::from_bytes([1; 64]);
    let mut bad_record = device.clone();
    bad_record.signature = wrong;
    let mut bad_certificate = device.clone();
    bad_certificate.certificate.signature = wrong;
    let mut bad_key = device.clone();
    bad_key.certificate.body.account_key = AccountKey::from_bytes([0xff; 32]);
    for device in [bad_record, bad_certificate, bad_key] {
        let request = Request::Register { invitation, device, signature };
        assert_eq!(world.code(conn, request), ErrorCode::CertificateInvalid);
    }
    // Signed for another connection: a recording played back.
    let recorded = alice.sign_nonce(Nonce::from_bytes([3; 32]));
    for signature in [wrong, recorded] {
        let request = Request::Register { invitation, device: device.clone(), signature };
        assert_eq!(world.code(conn, request), ErrorCode::SignatureInvalid);
    }
    assert_eq!(
        world.ask(conn, Request::Register { invitation, device, signature }),
        authenticated(&alice)
    );
    let conn = world.greet();
    let request = Request::Authenticate { device: alice.device(), signature: recorded };
    assert_eq!(world.code(conn, request), ErrorCode::SignatureInvalid);
    let stranger = Person::new("stranger");
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, stranger.authenticate(nonce)), ErrorCode::DeviceUnknown);
}

#[test]
fn a_second_device_is_listed_and_a_revoked_one_is_shut_out() {
    let mut world = World::new();
    let conn = world.join("alice");
    let alice = Person::new("alice");
    let laptop = Person::with_device("alice", "laptop");
    let second = world.greet();
    let nonce = world.nonce(second);
    assert_eq!(world.ask(second, laptop.add_device(nonce)), authenticated(&alice));
    let look_up = Request::LookUpAccount { account: alice.account.clone() };
    let Response::Account { devices, account_key } = world.ask(conn, look_up.clone()) else {
        panic!()
    };
    assert_eq!(devices.as_slice(), [alice.record(), laptop.record()]);
    assert_eq!(account_key, alice.record().certificate.body.account_key);

    let bob = world.join("bob");
    let by_bob = Person::new("bob").revoke(laptop.device());
    assert_eq!(world.code(bob, by_bob), ErrorCode::DeviceUnknown, "not one of bob's");
    let forged = Request::RevokeDevice {
        device: laptop.device(),
        signature: Signature::from_bytes([1; 64]),
    };
    assert_eq!(world.code(conn, forged), ErrorCode::SignatureInvalid);
    world.done(conn, alice.revoke(laptop.device()));
    world.done(conn, alice.revoke(laptop.device()));
    assert_eq!(world.closed.get(&second), Some(&CloseReason::DeviceRevoked));
    let conn_2 = world.greet();
    let nonce = world.nonce(conn_2);
    assert_eq!(world.code(conn_2, laptop.authenticate(nonce)), ErrorCode::DeviceRevoked);
    assert_eq!(world.code(conn_2, laptop.add_device(nonce)), ErrorCode::DeviceRevoked);
    let Response::Account { devices, .. } = world.ask(conn, look_up) else { panic!() };
    assert_eq!(devices.as_slice(), [alice.record()]);
    let unknown = alice.revoke(Person::new("nobody").device());
    assert_eq!(world.code(conn, unknown), ErrorCode::DeviceUnknown);
}

#[test]
fn an_account_has_so_many_devices_and_connections() {
    let mut world = World::with(|config| config.limits.connections_per_account = 20);
    world.join("alice");
    for number in 1..16 {
        let device = Person::with_device("alice", &number.to_string());
        let conn = world.greet();
        let nonce = world.nonce(conn);
        assert_eq!(world.ask(conn, device.add_device(nonce)), authenticated(&device));
    }
    let seventeenth = Person::with_device("alice", "one too many");
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, seventeenth.add_device(nonce)), ErrorCode::TooManyDevices);
    let open: Vec<_> = (0..4).map(|_| world.come_back("alice")).collect();
    let alice = Person::new("alice");
    let error = world.error(conn, alice.authenticate(nonce));
    assert_eq!(error.code, ErrorCode::TooManyConnections);
    assert!(error.retry_after_ms.is_some());
    world.disconnect(open[0]);
    assert_eq!(world.ask(conn, alice.authenticate(nonce)), authenticated(&alice));
}

#[test]
fn accounts_are_looked_up_by_exact_name() {
    let mut world = World::new();
    let conn = world.join("alice");
    let look_up = |text: &str| Request::LookUpAccount { account: AccountId::parse(text).unwrap() };
    assert_eq!(world.code(conn, look_up("bob@relay.example")), ErrorCode::AccountUnknown);
    assert_eq!(world.code(conn, look_up("alice@other.example")), ErrorCode::ForeignAccount);
}

/// An invitation that was used by one account opens no other, whatever is known of either.
#[test]
fn a_used_invitation_puts_no_device_into_somebody_elses_account() {
    let mut world = World::new();
    world.join("alice");
    world.join("bob");
    let conn = world.greet();
    // Alice's account key and her used invitation, bob's name.
    let mut eve = Person::with_device("bob", "eve's device");
    eve.account_key = Person::new("alice").account_key;
    let request = eve.register("alice", world.nonce(conn));
    assert_eq!(world.code(conn, request), ErrorCode::InvitationUsed);
}

#[test]
fn a_room_that_took_an_inboxs_place_is_not_taken_for_it() {
    let mut world = World::new();
    let alice = world.join("alice");
    let bob = Person::new("bob");
    let create = Request::CreateLog {
        log: bob.inbox(),
        token_hash: crate::support::token(0).hash(),
        delete_hash: crate::support::delete_token().hash(),
    };
    world.done(alice, create);
    let conn = world.greet();
    let request = bob.register("bob", world.nonce(conn));
    assert_eq!(world.code(conn, request), ErrorCode::LogExists);
}

#[test]
fn who_signs_in_is_told_where_reports_go_and_nobody_else_is() {
    let report_to = || ReportTo::new("desk@relay.example".to_owned());
    let mut world = World::with(|config| {
        config.report_to = ReportTo::new("desk@relay.example".to_owned());
    });
    let alice = Person::new("alice");
    let told = Response::Authenticated { account: alice.account.clone(), report_to: report_to() };
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.ask(conn, alice.register("alice", nonce)), told);
    let conn = world.greet();
    let nonce = world.nonce(conn);
    assert_eq!(world.ask(conn, alice.authenticate(nonce)), told);
    let conn = world.greet();
    let stranger = Person::new("mallory");
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, stranger.authenticate(nonce)), ErrorCode::DeviceUnknown);
}
