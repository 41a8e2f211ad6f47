//! Padmé padding (PURBs, Nikitin et al. 2019, section 4) with a floor of 512 bytes.

/// Nothing sealed is shorter than this, so that short answers look alike.
pub const FLOOR_BYTES: usize = 512;

/// What was padded was not padded by [`pad`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the padding is not what this length asks for")]
pub struct PaddingError;

/// How long `length` bytes are after padding.
pub fn padded_length(length: usize) -> usize {
    let _ = length;
    todo!()
}

/// `content`, the byte 0x80, and zeros up to [`padded_length`].
pub fn pad(content: Vec<u8>) -> Vec<u8> {
    let _ = content;
    todo!()
}

/// Takes the padding off again. Only what [`pad`] makes is taken.
pub fn unpad(padded: Vec<u8>) -> Result<Vec<u8>, PaddingError> {
    let _ = padded;
    todo!()
}
