//! Inbox letters: anybody at the relay can write to an inbox, so everything behind the seal is
//! reached by any stranger with an account.

use corridor_sealing::Entropy;
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, open_inbox, read_letter, seal_inbox};
use corridor_wire::certificate::labelled;
use corridor_wire::client_frame::Record;
use corridor_wire::encode;
use corridor_wire::id::DeviceId;
use ed25519_dalek::{Signer, SigningKey};

use crate::choices::Choices;
use crate::vectors;
use crate::wire_frames::settles;

/// The recipient of `vectors/sealing/letters.json`.
fn recipient() -> DeviceSecret {
    DeviceSecret::from_bytes(&[0x42; 64]).expect("64 bytes are a device")
}

const SENDER: u8 = 0x31;

fn sender() -> DeviceIdentity {
    let secret = DeviceSecret::from_bytes(&[SENDER + 1; 64]).expect("64 bytes are a device");
    let account = "alice@relay.example".parse().expect("an account");
    let account_secret = AccountSecret::from_bytes(&[SENDER; 32]);
    let certificate = account_secret.issue(&account, &secret.key(), 1_795_000_000, 1_826_536_000);
    DeviceIdentity { secret, certificate }
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(8) {
        0 => sealed(choices.rest()),
        1 => {
            let device = recipient().id();
            if let Ok((certificate, _)) = read_letter(&device, choices.rest()) {
                assert!(certificate.verify().is_ok(), "a sender is who they say");
            }
        }
        2 => round(choices.rest()),
        _ => signed(choices.rest()),
    }
}

fn sealed(bytes: &[u8]) {
    let Some(record) = Record::new(bytes.to_vec()) else { return };
    if let Ok((certificate, _)) = open_inbox(&recipient(), &record) {
        assert!(certificate.verify().is_ok());
    }
}

/// `{0: certificate, 1: body, 2: signature}` with a signature that is right for `recipient`.
fn letter(recipient: &DeviceId, body: &[u8]) -> Vec<u8> {
    let sender = sender();
    let certificate = encode(&sender.certificate);
    let signed =
        labelled("corridor 2026 inbox letter", &[recipient.as_bytes(), &certificate, body]);
    let key = SigningKey::from_bytes(&[SENDER + 1; 32]);
    let mut bytes = vec![0xa3, 0];
    bytes.extend(certificate);
    bytes.push(1);
    let mut writer = minicbor::Encoder::new(&mut bytes);
    writer.bytes(body).expect("a Vec takes every byte");
    writer.u8(2).and_then(|e| e.bytes(&key.sign(&signed).to_bytes())).expect("a Vec takes all");
    bytes
}

/// Any body at all from a sender whose signature is right.
fn signed(body: &[u8]) {
    let device = recipient().id();
    let letter = letter(&device, body);
    let read = read_letter(&device, &letter);
    let known = settles::<InboxBody>(body);
    match (read, known) {
        (Ok((certificate, read)), Some(known)) => {
            assert_eq!(certificate, sender().certificate);
            // 65535 stands for every kind of a later version, and is never sent.
            assert!(read == known || read == InboxBody::Unknown);
        }
        (Ok((_, read)), None) => assert_eq!(read, InboxBody::Unknown, "of a later version"),
        (Err(_), known) => assert!(known.is_none(), "a known body was refused: {known:?}"),
    }
    let other = DeviceId::from_bytes([9; 16]);
    assert!(read_letter(&other, &letter).is_err(), "a letter is for one device");
}

/// A body that is known goes through the whole seal and back.
fn round(body: &[u8]) {
    let Some(body) = settles::<InboxBody>(body).filter(|body| *body != InboxBody::Unknown) else {
        return;
    };
    let account = AccountSecret::from_bytes(&[0x41; 32]);
    let device = recipient();
    let bob = "bob@relay.example".parse().expect("an account");
    let certificate = account.issue(&bob, &device.key(), 1_795_000_000, 1_826_536_000);
    let record = device.record(certificate);
    let mut rng = Entropy::from_bytes([5; 32]).rng();
    let Ok(sealed) = seal_inbox(&sender(), &record, &body, &mut rng) else { return };
    let (certificate, read) = open_inbox(&device, &sealed).expect("it was sealed for it");
    assert_eq!((certificate, read), (sender().certificate, body));
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let marked = |mark: u8, bytes: &[u8]| [&[mark], bytes].concat();
    let body = vectors::field(vectors::LETTERS, "/body");
    let log = [0x82, 0x00, 0xa1, 0x00, 0xa6, 0x00, 0x50].as_slice();
    let parts = [1, 0x82, 0, 0xa1, 0, 0x43, 1, 2, 3, 2, 0x82, 0, 0xa1, 0, 0x42, 4, 5].as_slice();
    let place = [3, 7, 4, 2, 5, 0x58, 0x20].as_slice();
    let invitation = [log, &[0x10; 16], parts, place, &[0x11; 32]].concat();
    let known = letter(&recipient().id(), &body);
    [
        ("record", marked(0, &vectors::field(vectors::LETTERS, "/record"))),
        ("letter", marked(1, &known)),
        ("readd_request_sealed", marked(2, &body)),
        ("readd_request", marked(3, &body)),
        ("invitation", marked(3, &invitation)),
        ("announcement", marked(3, &[0x82, 2, 0xa0])),
        ("later_version", marked(3, &[0x82, 9, 0xa1, 0, 1])),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}
