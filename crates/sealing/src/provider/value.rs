//! The codec of stored values: CBOR (RFC 8949) in which a sequence of `u8` is a byte string.
//!
//! openmls derives `serde` for `Vec<u8>` fields as sequences of integers, which plain CBOR writes
//! as an array of up to two bytes for each. Here such a sequence is recognised by its type while it
//! is written. Reading is left to `ciborium`, which takes a byte string where a sequence is asked for.

use ciborium::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why a value did not encode or decode. Both are faults of this device's storage or of this code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    #[error("cannot be written: {0}")]
    Encode(String),
    #[error("cannot be read: {0}")]
    Decode(String),
}

pub(super) fn encode(value: &impl Serialize) -> Result<Vec<u8>, ValueError> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes)
        .map_err(|error| ValueError::Encode(error.to_string()))?;
    Ok(bytes)
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ValueError> {
    ciborium::from_reader(bytes).map_err(|error| ValueError::Decode(error.to_string()))
}

/// `value` as it would be read back without knowing its type.
pub(super) fn to_value(value: &impl Serialize) -> Result<Value, ValueError> {
    decode(&encode(value)?)
}
