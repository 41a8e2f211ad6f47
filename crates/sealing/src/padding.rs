//! Padmé padding with a floor of 512 bytes, so that a length says little about what was said.
//!
//! Padmé is from "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"
//! (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford, 2019), section 4: a length of L bits leaks
//! O(log log L) bits and grows by at most 12 %.

use corridor_wire::planted::{Bug, is_planted};

/// Nothing sealed is shorter than this, so that all short answers look alike.
pub const FLOOR_BYTES: usize = 512;

/// Ends the content; zeros follow.
pub(crate) const MARKER: u8 = 0x80;

/// What was opened was not padded by [`pad`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the padding is not the one this length asks for")]
pub struct PaddingError;

/// How long `length` bytes of content are after [`pad`]: the marker counts.
pub fn padded_length(length: usize) -> usize {
    if is_planted(Bug::NotPadded) {
        return length.saturating_add(1);
    }
    padme(length.saturating_add(1)).max(FLOOR_BYTES)
}

/// The paper's formula: as many low bits are cleared, rounding up, as the exponent of the length has
/// more bits than its own length needs.
fn padme(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let exponent_bits = exponent.checked_ilog2().map_or(0, |bits| bits + 1);
    let cleared = exponent - exponent_bits.min(exponent);
    let mask = (1_usize << cleared) - 1;
    length.checked_add(mask).map_or(length, |sum| sum & !mask)
}

/// `content`, the byte 0x80, and zeros up to [`padded_length`].
pub fn pad(mut content: Vec<u8>) -> Vec<u8> {
    let length = padded_length(content.len());
    content.push(MARKER);
    content.resize(length, 0);
    content
}

/// Takes the padding off again. Only what [`pad`] makes is taken, so nobody hides a message in it.
pub fn unpad(mut padded: Vec<u8>) -> Result<Vec<u8>, PaddingError> {
    let marker = padded.iter().rposition(|byte| *byte != 0).ok_or(PaddingError)?;
    if padded[marker] != MARKER || padded.len() != padded_length(marker) {
        return Err(PaddingError);
    }
    padded.truncate(marker);
    Ok(padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_examples_hold() {
        for (length, padded) in
            [(1, 1), (8, 8), (9, 10), (1000, 1024), (1025, 1088), (100_000, 100_352)]
        {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    #[test]
    fn only_canonical_padding_comes_off() {
        assert_eq!(unpad(pad(b"hello".to_vec())).unwrap(), b"hello");
        assert_eq!(unpad(pad(vec![0, 0x80, 0])).unwrap(), [0, 0x80, 0]);
        let mut longer = pad(b"hello".to_vec());
        longer.push(0);
        assert_eq!(unpad(longer), Err(PaddingError));
        let mut hidden = pad(b"hello".to_vec());
        hidden[FLOOR_BYTES - 1] = 1;
        assert_eq!(unpad(hidden), Err(PaddingError));
        assert_eq!(unpad(vec![0; FLOOR_BYTES]), Err(PaddingError));
        assert_eq!(unpad(Vec::new()), Err(PaddingError));
    }
}
