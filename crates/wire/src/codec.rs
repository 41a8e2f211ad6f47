//! One way in and one way out for every frame: canonical bytes, bounded, fully consumed.

use minicbor::{Decode, Encode};

/// Why bytes from outside are not what was expected. All of them are the sender's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("{actual} bytes are more than the {limit} allowed")]
    TooLarge { limit: usize, actual: usize },
    #[error("not the CBOR this protocol expects: {0}")]
    Malformed(String),
    #[error("{0} bytes follow the end of the item")]
    TrailingBytes(usize),
}

/// The canonical bytes of `value`. The same value gives the same bytes on every platform.
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    match minicbor::encode(value, &mut bytes) {
        Ok(()) => bytes,
        // Writing into a Vec has no error of its own (`Infallible`).
        Err(error) => unreachable!("a Vec takes every byte: {error}"),
    }
}

/// Reads exactly one item of at most `limit` bytes.
pub fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8], limit: usize) -> Result<T, DecodeError> {
    if bytes.len() > limit {
        return Err(DecodeError::TooLarge { limit, actual: bytes.len() });
    }
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().map_err(|error| DecodeError::Malformed(error.to_string()))?;
    match bytes.len() - decoder.position() {
        0 => Ok(value),
        rest => Err(DecodeError::TrailingBytes(rest)),
    }
}
