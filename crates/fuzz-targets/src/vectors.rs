//! The bytes in `vectors/`, from which seeds are made.

use serde_json::Value;

pub const CLIENT_FRAMES: &str = include_str!("../../../vectors/wire/client_frames.json");
pub const RELAY_FRAMES: &str = include_str!("../../../vectors/wire/relay_frames.json");
pub const MESSAGES: &str = include_str!("../../../vectors/content/messages.json");
pub const REFUSED_MESSAGES: &str = include_str!("../../../vectors/content/refused.json");
pub const ROOM_STATES: &str = include_str!("../../../vectors/sealing/room_states.json");
pub const SIGNALS: &str = include_str!("../../../vectors/sealing/signals.json");
pub const RECORDS: &str = include_str!("../../../vectors/sealing/records.json");
pub const BLOBS: &str = include_str!("../../../vectors/sealing/blobs.json");
pub const LETTERS: &str = include_str!("../../../vectors/sealing/letters.json");
pub const IDENTITIES: &str = include_str!("../../../vectors/sealing/identities.json");

pub fn unhex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or(0) as u8;
    text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

pub fn value(json: &str) -> Value {
    serde_json::from_str(json).expect("a vector file is JSON")
}

/// The field `hex` of each vector of a file, by its name.
pub fn named(json: &str, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let value = value(json);
    let list = value.as_array().cloned().unwrap_or_default();
    let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    list.iter()
        .map(|one| {
            let name = text(one, "name").replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            (format!("{prefix}_{name}"), unhex(&text(one, "hex")))
        })
        .collect()
}

/// A field of hexadecimal digits somewhere in a file.
pub fn field(json: &str, pointer: &str) -> Vec<u8> {
    unhex(value(json).pointer(pointer).and_then(Value::as_str).unwrap_or_default())
}
