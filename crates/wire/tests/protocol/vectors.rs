//! The bytes in `vectors/wire` are what this crate writes and reads. They change only with the
//! protocol: `CORRIDOR_WRITE_VECTORS=1 cargo test -p corridor-wire` writes them anew.
#![allow(clippy::disallowed_methods)] // Tests read and write files; the crate does not.

use std::path::PathBuf;

use corridor_wire::certificate::{self, DeviceRecord};
use corridor_wire::chain::ChainHash;
use corridor_wire::id::{DeviceId, DeviceKey, LogId, Nonce, RelayName};
use corridor_wire::invitation::{Invitation, InvitationCode};
use corridor_wire::token::Token;
use corridor_wire::{decode, encode, limits};
use serde_json::{Value, json};

use crate::samples;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<_> = text.bytes().map(|byte| char::from(byte).to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// The stored vectors, after writing them if the environment asks for it.
fn stored(file: &str, fresh: &Value) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors/wire");
    let path = folder.join(file);
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(&path, format!("{fresh:#}\n")).unwrap();
    }
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Checks that each frame is written as its vector, and each vector read as its frame.
fn check<T>(file: &str, frames: &[(String, T)])
where
    T: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> + PartialEq + std::fmt::Debug,
{
    let fresh = frames.iter().map(|(name, frame)| {
        let bytes = encode(frame);
        json!({
            "name": name,
            "diagnostic": minicbor::display(&bytes).to_string(),
            "hex": hex(&bytes),
        })
    });
    let fresh = fresh.collect::<Value>();
    let stored = stored(file, &fresh);
    assert_eq!(stored, fresh, "what is written is not what is stored in {file}");
    for (vector, (name, frame)) in stored.as_array().unwrap().iter().zip(frames) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        assert_eq!(decode::<T>(&bytes, limits::FRAME_BYTES).as_ref(), Ok(frame), "{name}");
    }
}

#[test]
fn client_frames_have_the_stored_bytes() {
    check("client_frames.json", &samples::client_frames());
}

#[test]
fn relay_frames_have_the_stored_bytes() {
    check("relay_frames.json", &samples::relay_frames());
}

/// Every derivation of the protocol from fixed inputs; `docs/protocol.md` gives the layouts.
#[test]
fn derivations_have_the_stored_values() {
    let key = DeviceKey::from_bytes([0x19; 32]);
    let device = DeviceId::of(&key);
    let inbox = LogId::inbox_of(&device);
    let start = ChainHash::empty(&samples::LOG);
    let message = start.extend(&samples::entry(None));
    let commit = message.extend(&samples::entry(Some(samples::COMMIT)));
    let relay = RelayName::parse("relay.example").unwrap();
    let nonce = Nonce::from_bytes([0x1c; 32]);
    let DeviceRecord { certificate, inbox_key, .. } = samples::device_record();
    let record_bytes = DeviceRecord::signed_bytes(&certificate, inbox_key.as_slice());
    let code = InvitationCode::from_bytes([0x1b; 36]);
    let address =
        corridor_wire::invitation::RelayAddress::parse_origin("https://relay.example:4433");
    let invitation = Invitation { address: address.unwrap(), code };
    let fresh = json!([
        { "name": "device_id", "device_key": key.to_string(), "value": device.to_string() },
        { "name": "inbox_log_id", "device_id": device.to_string(), "value": inbox.to_string() },
        {
            "name": "token_hash",
            "token": hex(samples::token().expose()),
            "value": samples::token().hash().to_string(),
        },
        { "name": "chain_start", "log": samples::LOG.to_string(), "value": start.to_string() },
        {
            "name": "chain_after_message",
            "entry": hex(&encode(&samples::entry(None))),
            "value": message.to_string(),
        },
        {
            "name": "chain_after_commit",
            "entry": hex(&encode(&samples::entry(Some(samples::COMMIT)))),
            "value": commit.to_string(),
        },
        {
            "name": "labelled",
            "label": "ab",
            "parts": ["", "63"],
            "value": hex(&certificate::labelled("ab", &[b"", b"c"])),
        },
        {
            "name": "certificate_signed_bytes",
            "value": hex(&certificate.body.signed_bytes()),
        },
        { "name": "device_record_signed_bytes", "value": hex(&record_bytes) },
        {
            "name": "authentication_bytes",
            "relay": relay.as_str(),
            "nonce": nonce.to_string(),
            "device": device.to_string(),
            "value": hex(&certificate::authentication_bytes(&relay, &nonce, &device)),
        },
        {
            "name": "revocation_bytes",
            "account": samples::account().as_str(),
            "device": device.to_string(),
            "value": hex(&certificate::revocation_bytes(&samples::account(), &device)),
        },
        { "name": "invitation", "code": code.to_string(), "value": invitation.to_string() },
    ]);
    assert_eq!(stored("derivations.json", &fresh), fresh);
}

/// The layouts of `docs/protocol.md`, written out once more by hand.
#[test]
fn derivations_follow_the_documented_layouts() {
    let mut layout = Vec::new();
    for part in [&b"ab"[..], b"", b"c"] {
        layout.extend((part.len() as u64).to_be_bytes());
        layout.extend(part);
    }
    assert_eq!(certificate::labelled("ab", &[b"", b"c"]), layout);

    let token = Token::from_bytes([9; 32]);
    let hash = blake3::derive_key("corridor 2026 token hash", &[9; 32]);
    assert_eq!(token.hash().as_bytes(), &hash);

    let start = ChainHash::empty(&samples::LOG);
    let entry = samples::entry(Some(samples::COMMIT));
    let mut layout = start.as_bytes().to_vec();
    layout.extend(299u64.to_be_bytes());
    layout.extend(6u64.to_be_bytes());
    layout.extend(samples::OP_ID.as_bytes());
    layout.extend([1, 1]);
    layout.extend(samples::COMMIT.next_token_hash.as_bytes());
    layout.extend(3u64.to_be_bytes());
    layout.extend([0xaa, 0xbb, 0xcc]);
    let chain = blake3::derive_key("corridor 2026 log chain entry", &layout);
    assert_eq!(start.extend(&entry).as_bytes(), &chain);
}
