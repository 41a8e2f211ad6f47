//! The same entropy and the same inputs give the same bytes, in logs, tables and inboxes.

use corridor_sealing::identity::{AccountSecret, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, seal_inbox};
use corridor_sealing::session::CommitRequest;
use corridor_sealing::{Entropy, MemoryTable, Provider};
use corridor_wire::relay_frame::Entry;
use openmls_traits::OpenMlsProvider;
use openmls_traits::crypto::OpenMlsCrypto;
use openmls_traits::types::{HpkeAeadType, HpkeConfig, HpkeKdfType, HpkeKemType};

use crate::world::{Device, room};

fn a_meeting() -> (Vec<Entry>, Vec<MemoryTable>) {
    let (mut log, mut devices) = room(&["alice", "bob", "carol", "dave"]);
    let [alice, bob, carol, dave] = &mut devices[..] else { panic!() };
    let entry = log.say(alice, b"welcome");
    for reader in [&mut *bob, &mut *carol, &mut *dave] {
        reader.open(&entry).unwrap();
    }
    let mut state = alice.session().state().clone();
    state.title.push_str(", second session");
    let request = CommitRequest { state: Some(state), ..CommitRequest::default() };
    log.commit(&mut [alice, bob, carol, dave], 0, request, &mut []);
    let request = CommitRequest { remove: vec![dave.id()], ..CommitRequest::default() };
    log.commit(&mut [alice, bob, carol, dave], 0, request, &mut []);
    let request = crate::world::add(&mut [dave]);
    log.commit(&mut [alice, carol, bob], 0, request, &mut [dave]);
    // A pending commit is stored as well.
    bob.prepare(CommitRequest::default()).unwrap();
    (log.entries, devices.into_iter().map(|device| device.table).collect())
}

#[test]
fn a_whole_meeting_is_the_same_twice() {
    let (entries, tables) = a_meeting();
    let (again, tables_again) = a_meeting();
    assert_eq!(entries, again);
    for (table, again) in tables.iter().zip(&tables_again) {
        assert_eq!(table.differences(again), Vec::<Vec<u8>>::new());
    }
}

/// openmls seals the parts of a path on several threads at once: their order must not show.
#[test]
fn a_commit_with_a_long_path_is_the_same_every_time() {
    let commit = || {
        let (_, mut devices) = room(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
        devices[0].prepare(CommitRequest::default()).unwrap().1.message
    };
    let first = commit();
    for _ in 0..12 {
        assert!(commit() == first);
    }
}

#[test]
fn inbox_letters_and_identities_are_the_same_twice() {
    let seed = || Entropy::from_bytes([3; 32]).rng();
    assert_eq!(
        AccountSecret::generate(&mut seed()).key(),
        AccountSecret::generate(&mut seed()).key()
    );
    assert_eq!(
        DeviceSecret::generate(&mut seed()).key(),
        DeviceSecret::generate(&mut seed()).key()
    );
    let (alice, bob) = (Device::new("alice", "phone"), Device::new("bob", "phone"));
    let letter = || {
        seal_inbox(&alice.identity, &bob.record, &InboxBody::AnnounceDevice, &mut seed()).unwrap()
    };
    assert_eq!(letter(), letter());
}

#[test]
fn other_entropy_gives_other_bytes() {
    let (mut log, mut devices) = room(&["alice", "bob"]);
    let first = log.say(&mut devices[0], b"the same words");
    let second = log.say(&mut devices[0], b"the same words");
    assert_ne!(first.record, second.record);
}

/// Two encapsulations under the same randomness to one key would share their secret.
#[test]
fn every_encapsulation_has_randomness_of_its_own() {
    let config = || {
        HpkeConfig(HpkeKemType::XWingKemDraft6, HpkeKdfType::HkdfSha384, HpkeAeadType::AesGcm256)
    };
    let table = MemoryTable::default();
    let sealed = |seed: u8, info: &[u8], text: &[u8]| {
        let provider = Provider::new(&table, Entropy::from_bytes([seed; 32]));
        let key = provider.crypto().derive_hpke_keypair(config(), &[5; 32]).unwrap();
        let sealed = provider.crypto().hpke_seal(config(), &key.public, info, &[], text).unwrap();
        sealed.kem_output.as_slice().to_vec()
    };
    let all = [
        sealed(1, b"path", b"secret"),
        sealed(2, b"path", b"secret"),
        sealed(1, b"welcome", b"secret"),
        sealed(1, b"path", b"another"),
    ];
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
    assert_eq!(sealed(1, b"path", b"secret"), all[0]);
}
