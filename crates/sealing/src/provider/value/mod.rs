//! The codec of stored values: CBOR (RFC 8949) in which a sequence of `u8` is a byte string.
//!
//! openmls derives `serde` for `Vec<u8>` fields as sequences of integers, which plain CBOR writes
//! as an array of up to two bytes for each. Here such a sequence is recognised by its type while it
//! is written. Reading is left to `ciborium`, which takes a byte string where a sequence is asked for.

mod octet;
mod writer;

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
    value.serialize(writer::Writer(&mut bytes))?;
    Ok(bytes)
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ValueError> {
    ciborium::from_reader(bytes).map_err(|error| ValueError::Decode(error.to_string()))
}

impl serde::ser::Error for ValueError {
    fn custom<T: core::fmt::Display>(message: T) -> Self {
        Self::Encode(message.to_string())
    }
}

/// `value` as it would be read back without knowing its type.
pub(super) fn to_value(value: &impl Serialize) -> Result<Value, ValueError> {
    decode(&encode(value)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::{decode, encode};

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Small(u8);

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    enum Shape {
        Unit,
        New(Vec<u8>),
        Tuple(u8, u32),
        Struct { signed: i64, text: String },
    }

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Everything {
        key: Vec<u8>,
        array: [u8; 32],
        empty: Vec<u8>,
        numbers: Vec<u32>,
        wrapped: Vec<Small>,
        nested: Vec<Vec<u8>>,
        pair: (u8, u8),
        none: Option<Vec<u8>>,
        some: Option<Vec<u8>>,
        unit: (),
        shapes: Vec<Shape>,
        map: BTreeMap<u32, Vec<u8>>,
        truth: bool,
    }

    fn everything() -> Everything {
        Everything {
            key: (0..=255).collect(),
            array: [200; 32],
            empty: Vec::new(),
            numbers: vec![1, 2, 70_000],
            wrapped: vec![Small(1), Small(200)],
            nested: vec![vec![255; 40], Vec::new()],
            pair: (1, 255),
            none: None,
            some: Some(vec![9; 9]),
            unit: (),
            shapes: vec![
                Shape::Unit,
                Shape::New(vec![255; 3]),
                Shape::Tuple(1, 2),
                Shape::Struct { signed: -5, text: "text".to_owned() },
            ],
            map: BTreeMap::from([(7, vec![1]), (300, vec![2])]),
            truth: true,
        }
    }

    #[test]
    fn every_shape_comes_back_as_it_was() {
        let bytes = encode(&everything()).unwrap();
        assert_eq!(decode::<Everything>(&bytes).unwrap(), everything());
    }

    #[test]
    fn bytes_take_one_byte_each() {
        let key = vec![255_u8; 1216];
        assert_eq!(encode(&key).unwrap().len(), 1216 + 3);
        assert_eq!(decode::<Vec<u8>>(&encode(&key).unwrap()).unwrap(), key);
    }

    #[test]
    #[allow(clippy::disallowed_types)] // openmls stores hash maps; their order is what is tested.
    fn a_map_is_written_in_the_order_of_its_keys() {
        let forwards: Vec<(u32, u32)> = (0..300).map(|n| (n, n)).collect();
        let map: std::collections::HashMap<u32, u32> = forwards.iter().copied().collect();
        let again: std::collections::HashMap<u32, u32> = forwards.iter().rev().copied().collect();
        assert_eq!(encode(&map).unwrap(), encode(&again).unwrap());
    }

    #[test]
    fn a_time_is_not_kept() {
        #[derive(Serialize, Deserialize, PartialEq, Debug)]
        struct Timed {
            at: Option<std::time::SystemTime>,
        }
        let timed = Timed { at: Some(std::time::SystemTime::UNIX_EPOCH) };
        assert_eq!(decode::<Timed>(&encode(&timed).unwrap()).unwrap(), Timed { at: None });
    }

    #[test]
    fn what_is_not_a_value_is_an_error() {
        assert!(decode::<Everything>(&[0xa1, 0x00]).is_err());
        assert!(decode::<Vec<u8>>(&[]).is_err());
    }
}
