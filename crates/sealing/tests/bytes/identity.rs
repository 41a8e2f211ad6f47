//! Accounts, devices, and what they sign.

use corridor_sealing::Entropy;
use corridor_sealing::identity::{AccountSecret, DeviceSecret, SecretError};
use corridor_wire::certificate::{authentication_bytes, revocation_bytes, verify};
use corridor_wire::id::{AccountId, Nonce, RelayName};

fn rng(seed: u8) -> rand_chacha::ChaCha20Rng {
    Entropy::from_bytes([seed; 32]).rng()
}

#[test]
fn words_restore_an_account() {
    let secret = AccountSecret::generate(&mut rng(1));
    let words = secret.to_words();
    assert_eq!(words.split(' ').count(), 24);
    let untidy = format!("  {}\n", words.to_uppercase().replace(' ', "   "));
    for text in [words.as_str(), untidy.as_str()] {
        assert_eq!(AccountSecret::from_words(text).unwrap().key(), secret.key());
    }
}

#[test]
fn wrong_words_are_refused() {
    let words = AccountSecret::generate(&mut rng(1)).to_words();
    let list: Vec<&str> = words.split(' ').collect();
    let mut swapped = list.clone();
    swapped.swap(0, 1);
    for wrong in [
        String::new(),
        list[..23].join(" "),
        list[..12].join(" "),
        swapped.join(" "),
        words.replacen(list[0], "corridor", 1),
    ] {
        assert_eq!(AccountSecret::from_words(&wrong).err(), Some(SecretError::Words), "{wrong}");
    }
}

#[test]
fn the_standards_own_phrase_gives_its_entropy() {
    // BIP 39, test vectors of the reference implementation.
    let zeros = format!("{}art", "abandon ".repeat(23));
    assert_eq!(*AccountSecret::from_words(&zeros).unwrap().to_bytes(), [0; 32]);
    assert_eq!(*AccountSecret::from_bytes(&[0; 32]).to_words(), zeros);
}

#[test]
fn what_is_signed_verifies_and_says_whom_it_is_for() {
    let account = AccountId::parse("alice@relay.example").unwrap();
    let secret = AccountSecret::generate(&mut rng(1));
    let device = DeviceSecret::generate(&mut rng(2));
    let certificate = secret.issue(&account, &device.key(), 1, 2);
    assert!(certificate.verify().is_ok());
    assert_eq!(certificate.device_id(), device.id());

    let record = device.record(certificate);
    assert!(record.verify().is_ok());
    assert_eq!(record.inbox_key.len(), 1216);
    let mut other = record.clone();
    other.inbox_key =
        DeviceSecret::generate(&mut rng(3)).record(record.certificate.clone()).inbox_key;
    assert!(other.verify().is_err());

    let relay = RelayName::parse("relay.example").unwrap();
    let nonce = Nonce::from_bytes([5; 32]);
    let signature = device.sign_authentication(&relay, &nonce);
    let bytes = authentication_bytes(&relay, &nonce, &device.id());
    assert!(verify(device.key().as_bytes(), &bytes, &signature).is_ok());
    let elsewhere = RelayName::parse("other.example").unwrap();
    let bytes = authentication_bytes(&elsewhere, &nonce, &device.id());
    assert!(verify(device.key().as_bytes(), &bytes, &signature).is_err());

    let signature = secret.revoke(&account, &device.id());
    let bytes = revocation_bytes(&account, &device.id());
    assert!(verify(secret.key().as_bytes(), &bytes, &signature).is_ok());
}

#[test]
fn a_stored_device_is_the_same_device() {
    let device = DeviceSecret::generate(&mut rng(2));
    let bytes = device.to_bytes();
    let again = DeviceSecret::from_bytes(bytes.as_slice()).unwrap();
    assert_eq!(again.key(), device.key());
    assert!(*again.to_bytes() == *bytes);
    assert_eq!(DeviceSecret::from_bytes(&bytes[1..]).err(), Some(SecretError::Length));
}
