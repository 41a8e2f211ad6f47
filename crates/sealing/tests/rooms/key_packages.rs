//! Key packages: who believes which.

use corridor_sealing::Provider;
use corridor_sealing::key_package::{KeyPackageError, generate, validate};
use corridor_sealing::session::{CommitRequest, LeafError};
use corridor_wire::certificate::{CLOCK_TOLERANCE_SECONDS, CertificateError};
use corridor_wire::client_frame::KeyPackageBytes;

use crate::world::{Device, NOW, room};

fn package(device: &mut Device, last_resort: bool) -> KeyPackageBytes {
    let entropy = device.entropy();
    generate(&Provider::new(&device.table, entropy), &device.identity, last_resort).unwrap()
}

fn check(
    by: &mut Device,
    of: &Device,
    bytes: &KeyPackageBytes,
    now: u64,
) -> Option<KeyPackageError> {
    let entropy = by.entropy();
    validate(&Provider::new(&by.table, entropy), bytes, &of.record, now).err()
}

#[test]
fn a_key_package_fits_its_limit_with_room_to_spare() {
    let mut bob = Device::new("bob", "phone");
    let bytes = package(&mut bob, true);
    assert!(bytes.len() < KeyPackageBytes::LIMIT / 2, "{}", bytes.len());
}

#[test]
fn only_the_asked_devices_own_key_package_is_taken() {
    let (mut alice, mut bob) = (Device::new("alice", "phone"), Device::new("bob", "phone"));
    let laptop = Device::new("bob", "laptop");
    let bytes = package(&mut bob, false);
    assert!(check(&mut alice, &bob, &bytes, NOW).is_none());
    assert!(matches!(
        check(&mut alice, &laptop, &bytes, NOW),
        Some(KeyPackageError::AnotherDevice)
    ));
}

#[test]
fn dates_are_checked_by_whoever_adds() {
    let (mut alice, mut bob) = (Device::new("alice", "phone"), Device::new("bob", "phone"));
    let bytes = package(&mut bob, false);
    let body = bob.record.certificate.body.clone();
    let expired =
        |error| matches!(error, Some(KeyPackageError::Certificate(CertificateError::Expired)));
    let early =
        |error| matches!(error, Some(KeyPackageError::Certificate(CertificateError::NotYetValid)));
    let last = body.not_after + CLOCK_TOLERANCE_SECONDS;
    assert!(check(&mut alice, &bob, &bytes, last).is_none());
    assert!(expired(check(&mut alice, &bob, &bytes, last + 1)));
    let first = body.not_before - CLOCK_TOLERANCE_SECONDS;
    assert!(check(&mut alice, &bob, &bytes, first).is_none());
    assert!(early(check(&mut alice, &bob, &bytes, first - 1)));
    // A clock that is two years off.
    assert!(expired(check(&mut alice, &bob, &bytes, NOW + 2 * 365 * 24 * 60 * 60)));
    assert!(early(check(&mut alice, &bob, &bytes, NOW - 2 * 365 * 24 * 60 * 60)));
}

#[test]
fn every_changed_byte_is_noticed() {
    let (mut alice, mut bob) = (Device::new("alice", "phone"), Device::new("bob", "phone"));
    let bytes = package(&mut bob, false).into_vec();
    for position in (0..bytes.len()).step_by(61) {
        let mut changed = bytes.clone();
        changed[position] ^= 1;
        let changed = KeyPackageBytes::new(changed).unwrap();
        assert!(check(&mut alice, &bob, &changed, NOW).is_some(), "byte {position}");
    }
    let cut = KeyPackageBytes::new(bytes[..bytes.len() - 1].to_vec()).unwrap();
    assert!(matches!(check(&mut alice, &bob, &cut, NOW), Some(KeyPackageError::Malformed(_))));
}

#[test]
fn a_leaf_whose_certificate_is_forged_is_refused() {
    let (mut alice, mut bob) = (Device::new("alice", "phone"), Device::new("bob", "phone"));
    let mut forged = Device::new("bob", "phone");
    forged.identity.certificate.body.not_after += 1;
    let bytes = package(&mut forged, false);
    assert!(matches!(
        check(&mut alice, &bob, &bytes, NOW),
        Some(KeyPackageError::Leaf(LeafError::Certificate(CertificateError::Signature)))
    ));
    bob.record.signature = corridor_wire::id::Signature::from_bytes([0; 64]);
    let bytes = package(&mut bob, false);
    assert!(matches!(
        check(&mut alice, &bob, &bytes, NOW),
        Some(KeyPackageError::Certificate(CertificateError::Signature))
    ));
}

#[test]
fn the_last_resort_leads_in_more_than_once() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let mut carol = Device::new("carol", "phone");
    let bytes = package(&mut carol, true);
    for _ in 0..2 {
        let entropy = devices[0].entropy();
        let provider = Provider::new(&devices[0].table, entropy);
        let validated = validate(&provider, &bytes, &carol.record, NOW).unwrap();
        let [alice, bob] = &mut devices[..] else { panic!() };
        let request = CommitRequest { add: vec![validated], ..CommitRequest::default() };
        log.commit(&mut [alice, bob], 0, request, &mut [&mut carol]);
        let request = CommitRequest { remove: vec![carol.id()], ..CommitRequest::default() };
        log.commit(&mut [alice, bob, &mut carol], 0, request, &mut []);
    }
}
