//! The stub cipher: rooms go as they always do, only faster, and nothing is believed that the real
//! one would refuse.

use std::time::Instant;

use corridor_sealing::identity::{AccountSecret, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, InboxError, open_inbox, seal_inbox};
use corridor_sealing::record::SealedBody;
use corridor_sealing::session::{CommitRequest, OpenError, Opened};
use corridor_sealing::{Entropy, MemoryTable, Provider, key_package, stub};
use corridor_wire::certificate::CertificateError;
use corridor_wire::client_frame::{KeyPackageBytes, Record};
use corridor_wire::id::Signature;

use crate::world::{Device, Log, NOW, add, assert_agree, entropy, room};

/// Each test has a thread of its own, so the switch needs no way back.
fn stubbed_room(names: &[&str]) -> (Log, Vec<Device>) {
    stub::enable(true);
    room(names)
}

#[test]
fn a_whole_meeting_goes_as_with_the_real_cipher() {
    let (mut log, mut devices) = stubbed_room(&["alice", "bob", "carol", "dave"]);
    assert_agree(&devices);
    let [alice, bob, carol, dave] = &mut devices[..] else { panic!() };
    let entry = log.say(alice, b"welcome");
    for reader in [&mut *bob, &mut *carol, &mut *dave] {
        assert!(
            matches!(reader.open(&entry), Ok(Opened::Message { content, .. }) if content == b"welcome")
        );
    }
    let request = CommitRequest { remove: vec![dave.id()], ..CommitRequest::default() };
    log.commit(&mut [alice, bob, carol, dave], 0, request, &mut []);
    let secret = log.say(alice, b"without dave");
    assert!(dave.open(&secret).is_err());
    assert!(bob.open(&secret).is_ok() && carol.open(&secret).is_ok());
    bob.reload();
    let request = add(&mut [dave]);
    log.commit(&mut [alice, bob, carol], 0, request, &mut [dave]);
    assert_agree(&devices);
}

#[test]
fn the_same_entropy_gives_the_same_bytes() {
    let commit = || stubbed_room(&["a", "b", "c", "d", "e"]).1[0].prepare(CommitRequest::default());
    assert!(commit().unwrap().1.message == commit().unwrap().1.message);
}

#[test]
fn a_flipped_bit_anywhere_in_a_record_is_noticed() {
    let (mut log, mut devices) = stubbed_room(&["alice", "bob"]);
    let entry = log.say(&mut devices[0], b"agreed");
    for position in (0..entry.record.len()).step_by(13) {
        let mut changed = entry.clone();
        let mut bytes = entry.record.as_slice().to_vec();
        bytes[position] ^= 4;
        changed.record = Record::new(bytes).unwrap();
        assert!(matches!(devices[1].open(&changed), Err(OpenError::Invalid(_))), "{position}");
    }
    assert!(devices[1].open(&entry).is_ok());
}

#[test]
fn a_commit_that_another_signed_is_refused() {
    let (mut log, mut devices) = stubbed_room(&["alice", "bob", "carol"]);
    let [alice, bob, carol] = &mut devices[..] else { panic!() };
    // Alice's place in the tree, carol's key.
    let wrong = DeviceSecret::from_bytes(&*carol.identity.secret.to_bytes()).unwrap();
    let right = core::mem::replace(&mut alice.identity.secret, wrong);
    let prepared = alice.prepare(CommitRequest::default());
    alice.identity.secret = right;
    let (op_id, prepared) = prepared.unwrap();
    let body = SealedBody::Mls(prepared.message.clone());
    let record = alice.seal(log.version, op_id, &prepared.header, &body).unwrap();
    let entry = log.append(op_id, record, Some(prepared.header));
    assert!(matches!(bob.open(&entry), Err(OpenError::Invalid(_))));
}

#[test]
fn a_changed_key_package_is_refused() {
    stub::enable(true);
    let mut alice = Device::new("alice", "phone");
    let entropy = alice.entropy();
    let provider = Provider::new(&alice.table, entropy);
    let bytes = key_package::generate(&provider, &alice.identity, false).unwrap().into_vec();
    let validate = |bytes: Vec<u8>| {
        let bytes = KeyPackageBytes::new(bytes).unwrap();
        key_package::validate(&provider, &bytes, &alice.record, NOW).map(|_| ())
    };
    for position in (0..bytes.len()).step_by(29) {
        let mut changed = bytes.clone();
        changed[position] ^= 1;
        assert!(validate(changed).is_err(), "{position}");
    }
    validate(bytes).unwrap();
}

#[test]
fn a_letter_opens_for_its_recipient_only_and_names_its_writer() {
    stub::enable(true);
    let [alice, bob, eve] = ["alice", "bob", "eve"].map(|name| Device::new(name, "phone"));
    let mut rng = entropy("letter", 1).rng();
    let letter =
        seal_inbox(&alice.identity, &bob.record, &InboxBody::AnnounceDevice, &mut rng).unwrap();
    let (sender, _) = open_inbox(&bob.identity.secret, &letter).unwrap();
    assert_eq!(sender, alice.identity.certificate);
    assert_eq!(open_inbox(&eve.identity.secret, &letter), Err(InboxError::NotSealedHere));
    for position in (0..letter.len()).step_by(41) {
        let mut changed = letter.as_slice().to_vec();
        changed[position] ^= 1;
        let changed = Record::new(changed).unwrap();
        assert_eq!(open_inbox(&bob.identity.secret, &changed), Err(InboxError::NotSealedHere));
    }
}

/// Neither cipher believes the other's signatures, and a certificate is still the account's word.
#[test]
fn a_certificate_is_the_accounts_word() {
    let issue = || {
        let account = AccountSecret::generate(&mut entropy("issuer", 1).rng());
        let device = DeviceSecret::generate(&mut entropy("device", 1).rng());
        account.issue(&crate::world::account("ann"), &device.key(), 0, 10)
    };
    let real = issue();
    stub::enable(true);
    let stubbed = issue();
    assert_eq!(real.verify(), Err(CertificateError::Signature));
    assert_eq!(stubbed.verify(), Ok(()));
    let mut changed = stubbed.clone();
    changed.body.not_after += 1;
    assert_eq!(changed.verify(), Err(CertificateError::Signature));
    changed = stubbed.clone();
    changed.signature = Signature::from_bytes([0; 64]);
    assert_eq!(changed.verify(), Err(CertificateError::Signature));
    stub::enable(false);
    assert!(stubbed.verify().is_err() && real.verify() == Ok(()));
}

/// `cargo test -p corridor-sealing --test rooms speed -- --ignored --nocapture`
#[test]
#[allow(clippy::disallowed_macros)] // What it prints is what it is for.
#[ignore = "prints how long things take"]
fn speed_of_both_ciphers() {
    for on in [false, true] {
        stub::enable(on);
        let table = MemoryTable::default();
        let device = Device::new("alice", "phone");
        println!("{}:", if on { "stub" } else { "real" });
        time("generate a key package", 50, |round| {
            let provider = Provider::new(&table, entropy("speed", round));
            key_package::generate(&provider, &device.identity, false).unwrap();
        });
        time("found a room and add three people", 10, |_| {
            room(&["alice", "bob", "carol", "dave"]);
        });
        let (mut log, mut devices) = room(&["alice", "bob", "carol", "dave"]);
        let (alice, others) = devices.split_first_mut().unwrap();
        time("seal a message and open it", 50, |_| {
            let entry = log.say(alice, b"hello");
            others[0].open(&entry).unwrap();
        });
        time("make a commit, merge it, and let three follow", 20, |_| {
            let (op_id, prepared) = alice.prepare(CommitRequest::default()).unwrap();
            let entry = log.publish(alice, op_id, &prepared);
            alice.merge_own();
            for other in &mut *others {
                other.open(&entry).unwrap();
            }
        });
        time("seal a letter and open it", 50, |round| {
            let mut rng = Entropy::from_bytes([7; 32]).split(&round.to_string()).rng();
            let body = InboxBody::AnnounceDevice;
            let letter = seal_inbox(&device.identity, &device.record, &body, &mut rng).unwrap();
            open_inbox(&device.identity.secret, &letter).unwrap();
        });
    }
}

// It measures, so it takes the time itself.
#[allow(clippy::disallowed_methods, clippy::disallowed_macros)]
fn time(what: &str, rounds: u64, mut act: impl FnMut(u64)) {
    let start = Instant::now();
    (0..rounds).for_each(&mut act);
    println!("  {:>8} µs  {what}", start.elapsed().as_micros() / u128::from(rounds));
}
