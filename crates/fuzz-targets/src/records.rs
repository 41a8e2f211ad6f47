//! Records, signals, padding and blobs with a key that the target knows: what is behind the decryption, which
//! an attacker without the key never reaches and a hostile member does.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use corridor_sealing::blob::{BlobError, BlobReference, open_blob};
use corridor_sealing::padding::{self, padded_length};
use corridor_sealing::record::{Position, RecordError, RecordKey, SealedBody};
use corridor_sealing::signal::{SignalError, SignalKey};
use corridor_wire::certificate::labelled;
use corridor_wire::client_frame::{CommitHeader, Record, Signal};
use corridor_wire::id::{DeviceKey, LogId, OpId};
use corridor_wire::token::TokenHash;

use crate::choices::Choices;
use crate::vectors;
use crate::wire_frames::settles;

/// Those of `vectors/sealing/records.json`.
const KEY: [u8; 32] = [0x21; 32];
const NONCE: [u8; 24] = [0x23; 24];

fn position() -> Position {
    Position { log: LogId::from_bytes([0x10; 16]), version: 5, op_id: OpId::from_bytes([0x22; 16]) }
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(6) {
        0 => as_it_came(choices.rest()),
        1 => under_the_seal(choices.rest(), false),
        2 => under_the_seal(choices.rest(), true),
        3 => padded(choices.rest()),
        5 => signal(choices.rest()),
        _ => blob(&mut choices),
    }
}

/// Nobody without the key gets a record opened, and what opens is what was sealed.
fn as_it_came(bytes: &[u8]) {
    let Some(record) = Record::new(bytes.to_vec()) else { return };
    let key = RecordKey::from_bytes(KEY);
    let Ok(body) = key.open(&position(), None, &record) else { return };
    let nonce = bytes[..24].try_into().expect("it has been opened");
    let again = key.seal(&position(), None, &body, nonce).expect("it fitted");
    assert_eq!(key.open(&position(), None, &again), Ok(body));
    let elsewhere = Position { version: 6, ..position() };
    assert_eq!(key.open(&elsewhere, None, &record), Err(RecordError::NotSealedHere));
}

/// Any content at all inside a seal that opens.
fn under_the_seal(content: &[u8], is_padded: bool) {
    let commit = CommitHeader { next_token_hash: TokenHash::from_bytes([1; 32]), revokes: true };
    let aad = position().associated_data(Some(&commit));
    let content = if is_padded { padding::pad(content.to_vec()) } else { content.to_vec() };
    let cipher = XChaCha20Poly1305::new(&KEY.into());
    let payload = Payload { msg: &content, aad: &aad };
    let sealed = cipher.encrypt(&XNonce::from(NONCE), payload).expect("it is small");
    let Some(record) = Record::new([NONCE.as_slice(), &sealed].concat()) else { return };
    let opened = RecordKey::from_bytes(KEY).open(&position(), Some(&commit), &record);
    // The same in other words.
    let expected = match padding::unpad(content) {
        Err(_) => Err(RecordError::Padding),
        Ok(inner) => settles::<SealedBody>(&inner).ok_or(RecordError::Body),
    };
    assert_eq!(opened, expected);
    let plain = RecordKey::from_bytes(KEY).open(&position(), None, &record);
    assert_eq!(plain, Err(RecordError::NotSealedHere), "a commit is not a message");
}

fn padded(bytes: &[u8]) {
    let padded = padding::pad(bytes.to_vec());
    assert_eq!(padded.len(), padded_length(bytes.len()));
    assert!(padded.len() <= (bytes.len() + 1).max(padding::FLOOR_BYTES) * 112 / 100 + 1);
    assert!(padded_length(bytes.len() + 1) >= padded.len(), "more content, no less padding");
    assert_eq!(padding::unpad(padded).as_deref(), Ok(bytes));
    if let Ok(content) = padding::unpad(bytes.to_vec()) {
        assert_eq!(padding::pad(content), bytes, "one padding for one content");
    }
}

/// A reference from a fuzzer, and a ciphertext that is made to fit its key and hash or is not.
fn blob(choices: &mut Choices<'_>) {
    let fitting = choices.flag();
    let reference = choices.chunk();
    let Some(mut reference) = settles::<BlobReference>(reference) else { return };
    let content = choices.rest();
    if !fitting {
        let opened = open_blob(&reference, content);
        assert!(opened.is_err() || blake3::hash(content) == blake3::Hash::from(reference.hash));
        return;
    }
    // The key prints nowhere, so it is taken from the encoding: the field before the hash.
    let encoded = corridor_wire::encode(&reference);
    let key: [u8; 32] = key_in(&encoded);
    let payload = Payload { msg: content, aad: b"corridor 2026 blob" };
    let sealed = XChaCha20Poly1305::new(&key.into()).encrypt(&XNonce::default(), payload);
    let sealed = sealed.expect("it is small");
    reference.hash = *blake3::hash(&sealed).as_bytes();
    let expected = match padding::unpad(content.to_vec()) {
        Ok(inner)
            if inner.len() as u64 == reference.bytes
                && sealed.len() as u64 == reference.stored_bytes =>
        {
            Ok(inner)
        }
        _ => Err(BlobError::Length),
    };
    assert_eq!(open_blob(&reference, &sealed), expected);
}

/// Any content inside a signal's seal: what opens is signed, and nobody here can sign.
fn signal(content: &[u8]) {
    let log = position().log;
    let aad = labelled("corridor 2026 signal", &[log.as_bytes(), &5_u64.to_be_bytes()]);
    let content = padding::pad(content.to_vec());
    let payload = Payload { msg: &content, aad: &aad };
    let sealed = XChaCha20Poly1305::new(&KEY.into()).encrypt(&XNonce::from(NONCE), payload);
    let sealed = sealed.expect("it is small");
    let Some(signal) = Signal::new([NONCE.as_slice(), &sealed].concat()) else { return };
    let key = SignalKey::from_bytes(KEY);
    let device_key = DeviceKey::from_bytes([0x31; 32]);
    let opened = key.open(&log, 5, &signal, |_| Some(device_key));
    assert!(matches!(opened, Err(SignalError::Body | SignalError::Signature)), "{opened:?}");
    assert_eq!(key.open(&log, 6, &signal, |_| None), Err(SignalError::NotSealedHere));
}

/// `{0: id, 1: token, 2: key, ...}` in its canonical encoding has everything at fixed places.
fn key_in(reference: &[u8]) -> [u8; 32] {
    let after_id = 1 + 1 + 1 + 16;
    let after_token = after_id + 1 + 2 + 32;
    let key = reference.get(after_token + 3..after_token + 3 + 32);
    key.and_then(|key| key.try_into().ok()).expect("a reference has a key")
}

/// What is inside the seal of the vector: the key of it is known.
fn signed_signal() -> Vec<u8> {
    let sealed = vectors::field(vectors::SIGNALS, "/signal");
    let key: [u8; 32] = [0x24; 32];
    let aad = labelled("corridor 2026 signal", &[position().log.as_bytes(), &5_u64.to_be_bytes()]);
    let (nonce, sealed) = sealed.split_first_chunk::<24>().expect("a vector has a nonce");
    let payload = Payload { msg: sealed, aad: &aad };
    let padded = XChaCha20Poly1305::new(&key.into()).decrypt(&XNonce::from(*nonce), payload);
    padding::unpad(padded.expect("the vector opens")).expect("it is padded")
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let marked = |mark: u8, bytes: Vec<u8>| [vec![mark], bytes].concat();
    let body = vectors::field(vectors::RECORDS, "/0/body");
    let plaintext = vectors::field(vectors::BLOBS, "/plaintext");
    let reference = vectors::field(vectors::BLOBS, "/reference");
    let blob_body = corridor_wire::decode::<BlobReference>(&reference, 1024)
        .map(|reference| corridor_wire::encode(&SealedBody::Blob(reference)));
    let blob = |fitting: u8, content: &[u8]| {
        let mut bytes = vec![4, fitting];
        crate::choices::put_chunk(&mut bytes, &reference);
        [bytes, content.to_vec()].concat()
    };
    let seeds = [
        ("record", marked(0, vectors::field(vectors::RECORDS, "/0/record"))),
        ("padded", marked(1, padding::pad(body.clone()))),
        ("body", marked(2, body)),
        ("blob_body", marked(2, blob_body.unwrap_or_default())),
        ("padding", marked(3, padding::pad(b"yes".to_vec()))),
        ("no_content", marked(3, Vec::new())),
        ("signal", marked(5, signed_signal())),
        ("blob", blob(0, &vectors::field(vectors::BLOBS, "/ciphertext"))),
        ("blob_content", blob(1, &padding::pad(plaintext))),
    ];
    seeds.map(|(name, bytes)| (name.to_owned(), bytes)).into()
}
