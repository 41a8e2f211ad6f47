//! Blobs, records and safety numbers.

use corridor_sealing::Entropy;
use corridor_sealing::blob::{BLOB_PLAINTEXT_BYTES, BlobError, open_blob, seal_blob};
use corridor_sealing::identity::AccountSecret;
use corridor_sealing::safety::safety_number;
use corridor_wire::id::{AccountId, BlobId};
use corridor_wire::token::Token;

fn rng(seed: u8) -> rand_chacha::ChaCha20Rng {
    Entropy::from_bytes([seed; 32]).rng()
}

#[test]
fn a_blob_opens_with_its_reference_only() {
    let plaintext = vec![7; 100_000];
    let sealed = seal_blob(&plaintext, &mut rng(1)).unwrap();
    let other = seal_blob(&plaintext, &mut rng(2)).unwrap();
    assert_ne!(sealed.ciphertext, other.ciphertext);
    let token = || Token::from_bytes([2; 32]);
    let reference = sealed.reference(BlobId::from_bytes([1; 16]), token());
    assert_eq!(open_blob(&reference, &sealed.ciphertext).unwrap(), plaintext);
    assert_eq!(open_blob(&reference, &other.ciphertext), Err(BlobError::Hash));
    assert_eq!(open_blob(&reference, &sealed.ciphertext[1..]), Err(BlobError::Hash));
    assert_eq!(open_blob(&reference, &[]), Err(BlobError::Hash));

    let mut wrong_key = other.reference(BlobId::from_bytes([1; 16]), token());
    wrong_key.hash = sealed.hash;
    assert_eq!(open_blob(&wrong_key, &sealed.ciphertext), Err(BlobError::NotSealed));
    let mut wrong_length = reference.clone();
    wrong_length.bytes -= 1;
    assert_eq!(open_blob(&wrong_length, &sealed.ciphertext), Err(BlobError::Length));
    let mut wrong_length = reference;
    wrong_length.stored_bytes += 1;
    assert_eq!(open_blob(&wrong_length, &sealed.ciphertext), Err(BlobError::Length));
}

#[test]
fn a_blob_has_a_largest_size() {
    let largest = vec![0; BLOB_PLAINTEXT_BYTES];
    let sealed = seal_blob(&largest, &mut rng(1)).unwrap();
    let reference = sealed.reference(BlobId::from_bytes([1; 16]), Token::from_bytes([2; 32]));
    assert_eq!(open_blob(&reference, &sealed.ciphertext).unwrap().len(), largest.len());
    let larger = vec![0; BLOB_PLAINTEXT_BYTES + 1];
    assert_eq!(seal_blob(&larger, &mut rng(1)).err(), Some(BlobError::TooLarge));
}

#[test]
fn secrets_do_not_show() {
    let sealed = seal_blob(b"content", &mut rng(1)).unwrap();
    let reference = sealed.reference(BlobId::from_bytes([1; 16]), Token::from_bytes([2; 32]));
    let shown = format!("{reference:?}");
    assert!(shown.contains("Token(secret)") && shown.contains("BlobKey(secret)"), "{shown}");
}

#[test]
fn a_safety_number_is_the_same_on_both_sides_and_of_nobody_else() {
    let account = |name: &str| AccountId::parse(&format!("{name}@relay.example")).unwrap();
    let key = |seed| AccountSecret::generate(&mut rng(seed)).key();
    let ours = safety_number(&account("alice"), &key(1), &account("bob"), &key(2));
    let theirs = safety_number(&account("bob"), &key(2), &account("alice"), &key(1));
    assert_eq!(ours, theirs);
    let groups: Vec<&str> = ours.digits().split(' ').collect();
    assert_eq!(groups.len(), 12);
    assert!(
        groups
            .iter()
            .all(|group| { group.len() == 5 && group.bytes().all(|digit| digit.is_ascii_digit()) })
    );
    assert_eq!(ours.words().len(), 12);
    for other in [
        safety_number(&account("alice"), &key(1), &account("bob"), &key(3)),
        safety_number(&account("alice"), &key(1), &account("bobby"), &key(2)),
    ] {
        assert_ne!(other.digits(), ours.digits());
        assert_ne!(other.words(), ours.words());
    }
}
