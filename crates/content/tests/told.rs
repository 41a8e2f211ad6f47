//! What somebody tells of what was said: bytes that are pinned, bounds, and any bytes at all.
#![allow(clippy::disallowed_methods)] // Tests read and write files; the crate does not.

use std::path::PathBuf;

use corridor_content::{ContentError, Told, decode_told, encode_told, limits};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

fn told(sender: &str, sent_at_ms: u64, text: &str) -> Told {
    Told { sender: sender.to_owned(), sent_at_ms, text: text.to_owned() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[test]
fn what_is_told_has_the_stored_bytes() {
    let messages = [
        told("ann@relay.example", 1_795_000_000_000, "We can live with article 4."),
        told("bob@relay.example", 1_795_000_060_000, "So can we."),
    ];
    let fresh = json!({ "hex": hex(&encode_told(&messages).unwrap()) });
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors/content/told.json");
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::write(&path, format!("{fresh:#}\n")).unwrap();
    }
    let stored: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(stored, fresh);
}

#[test]
fn it_has_bounds_in_both_directions() {
    let one = told("ann@relay.example", 1, "a");
    let many = vec![one.clone(); limits::TOLD_MESSAGES + 1];
    assert!(encode_told(&many[1..]).is_ok());
    let long = told("ann@relay.example", 1, &"x".repeat(limits::MESSAGE_BYTES));
    for refused in [
        vec![],
        many,
        vec![told("", 1, "a")],
        vec![told("two\nlines", 1, "a")],
        vec![told("ann@relay.example", 8_640_000_000_000_001, "a")],
        vec![told("ann@relay.example", 1, "")],
        vec![told("ann@relay.example", 1, &"x".repeat(limits::MESSAGE_BYTES + 1))],
        vec![long; 18],
    ] {
        assert_eq!(encode_told(&refused), Err(ContentError::Told));
    }
    for bytes in [&[0x80][..], &[0x81, 0x80], &[0x81, 0x83, 0x60, 1, 0x61, 0x61], &[0xf6], &[]] {
        assert!(decode_told(bytes).is_err());
    }
}

proptest! {
    #[test]
    fn it_comes_back_as_it_was(
        messages in vec(("[^\\p{Cc}]{1,40}", 0..=8_640_000_000_000_000_u64, ".{1,60}"), 1..20),
    ) {
        let messages: Vec<_> =
            messages.iter().map(|(sender, at, text)| told(sender, *at, text)).collect();
        let bytes = encode_told(&messages).unwrap();
        prop_assert!(decode_told(&bytes).unwrap() == messages);
        prop_assert!(decode_told(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn any_bytes_are_refused_or_written_back(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(messages) = decode_told(&bytes) {
            prop_assert_eq!(encode_told(&messages).unwrap(), bytes);
        }
    }
}
