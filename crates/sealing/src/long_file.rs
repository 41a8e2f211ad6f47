//! A file too long to be sealed in one piece: parts of a mebibyte, each opened as it comes, and none of
//! them moved, left out or cut off unnoticed.
//!
//! ```text
//!   plain     = content | 0x80 | zeros, as long as Padmé makes it          (see `padding`)
//!   part i    = STREAM over ChaCha20-Poly1305 (RFC 8439) of plain[i * 1 MiB ..]
//!               nonce = 7 drawn bytes | i, 32 bits, big endian | 1 for the last part, else 0
//!   hash      = SHA-256( SHA-256(part 0) | SHA-256(part 1) | ... )
//! ```
//!
//! STREAM is from "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (Hoang,
//! Reyhanitabar, Rogaway, Vizár, 2015), section 7, as the crate `aead` has it.

use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit;
use chacha20poly1305::aead::stream::{NewStream, StreamBE32, StreamPrimitive};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::blob::BlobError;
use crate::file::{FILE_BYTES, FileKey};
use crate::padding;

/// The content of one part: what fits in memory several times over, on a telephone too.
pub const PART_BYTES: u64 = 1024 * 1024;

/// The content of the longest file.
pub const LONG_FILE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Of the range for private use of IANA's registry of AEAD algorithms: 32768 + 29, for STREAM over that
/// algorithm as above.
pub const STREAM_CHACHA20_POLY1305: u16 = 32_768 + 29;

/// The part of a nonce that is drawn.
pub const STREAM_NONCE_BYTES: usize = 7;

const TAG_BYTES: u64 = 16;

/// The content of the longest file that is sealed in one piece, and of one part of a longer one: simulated
/// worlds have thousands of long files, so they are shorter there.
fn lengths() -> (u64, u64) {
    #[cfg(feature = "stub")]
    if crate::stub::are_files_short() {
        return (64 * 1024, 16 * 1024);
    }
    (FILE_BYTES as u64, PART_BYTES)
}

fn part_bytes() -> u64 {
    lengths().1
}

/// How the content of a long file falls into parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parts {
    bytes: u64,
    padded: u64,
}

impl Parts {
    /// `None` where a file of so many bytes is sealed in one piece, or not at all.
    pub fn of(bytes: u64) -> Option<Self> {
        if bytes <= lengths().0 || bytes > LONG_FILE_BYTES {
            return None;
        }
        let padded = padding::padded_length(usize::try_from(bytes).ok()?) as u64;
        Some(Self { bytes, padded })
    }

    pub fn count(&self) -> u32 {
        // At most 2 GiB and an eighth of it, in mebibytes.
        u32::try_from(self.padded.div_ceil(part_bytes())).unwrap_or(u32::MAX)
    }

    /// How much content is in a part: less in the last ones, which hold padding.
    pub fn content_length(&self, part: u32) -> u64 {
        self.bytes.saturating_sub(u64::from(part) * part_bytes()).min(part_bytes())
    }

    fn plain_length(&self, part: u32) -> u64 {
        self.padded.saturating_sub(u64::from(part) * part_bytes()).min(part_bytes())
    }

    /// Where a part begins in what the relay has.
    pub fn offset(&self, part: u32) -> u64 {
        u64::from(part) * (part_bytes() + TAG_BYTES)
    }

    /// How long a part is there.
    pub fn stored_length(&self, part: u32) -> u64 {
        match self.plain_length(part) {
            0 => 0,
            plain => plain + TAG_BYTES,
        }
    }

    /// How long all of it is there.
    pub fn stored_total(&self) -> u64 {
        self.padded + u64::from(self.count()) * TAG_BYTES
    }

    /// How many parts are whole in the first `offset` bytes that the relay has.
    pub fn whole_until(&self, offset: u64) -> u32 {
        if offset >= self.stored_total() {
            return self.count();
        }
        u32::try_from(offset / (part_bytes() + TAG_BYTES)).unwrap_or(u32::MAX).min(self.count())
    }

    /// `content` and the padding behind it.
    fn padded(&self, part: u32, content: &[u8]) -> Result<Zeroizing<Vec<u8>>, BlobError> {
        if content.len() as u64 != self.content_length(part) || part >= self.count() {
            return Err(BlobError::Length);
        }
        let mut plain = Zeroizing::new(content.to_vec());
        let length = usize::try_from(self.plain_length(part)).map_err(|_| BlobError::TooLarge)?;
        plain.resize(length, 0);
        if let Some(marker) = self.marker(part) {
            plain[marker] = padding::MARKER;
        }
        Ok(plain)
    }

    /// Where in a part the byte stands that ends the content.
    fn marker(&self, part: u32) -> Option<usize> {
        let at = self.bytes.checked_sub(u64::from(part) * part_bytes())?;
        usize::try_from(at).ok().filter(|at| (*at as u64) < self.plain_length(part))
    }

    fn unpadded(&self, part: u32, plain: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let content = plain.get(..usize::try_from(self.content_length(part)).ok()?)?;
        let is_padded = self.padded(part, content).is_ok_and(|padded| *padded == plain);
        is_padded.then(|| Zeroizing::new(content.to_vec()))
    }
}

impl FileKey {
    fn stream(&self) -> StreamBE32<ChaCha20Poly1305> {
        let cipher = ChaCha20Poly1305::new(self.expose().into());
        StreamBE32::from_aead(cipher, self.stream_nonce().into())
    }

    /// The same content gives the same bytes, so that an upload goes on where it broke off.
    pub fn seal_part(
        &self,
        parts: &Parts,
        part: u32,
        content: &[u8],
    ) -> Result<Vec<u8>, BlobError> {
        let plain = parts.padded(part, content)?;
        self.stream()
            .encrypt(part, part + 1 == parts.count(), plain.as_slice())
            .map_err(|_| BlobError::TooLarge)
    }

    /// The content of a part, out of what the relay gave.
    pub fn open_part(
        &self,
        parts: &Parts,
        part: u32,
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, BlobError> {
        if part >= parts.count() || ciphertext.len() as u64 != parts.stored_length(part) {
            return Err(BlobError::Length);
        }
        let plain = self
            .stream()
            .decrypt(part, part + 1 == parts.count(), ciphertext)
            .map(Zeroizing::new)
            .map_err(|_| BlobError::NotSealed)?;
        parts.unpadded(part, &plain).ok_or(BlobError::Length)
    }
}

/// The hash of a whole file, of those of its sealed parts in their order.
pub fn hash_of_parts<'a>(hashes: impl IntoIterator<Item = &'a [u8; 32]>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in hashes {
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    const LEAST: u64 = FILE_BYTES as u64 + 1;

    fn content(parts: &Parts, part: u32) -> Vec<u8> {
        let length = usize::try_from(parts.content_length(part)).unwrap();
        let fill = u8::try_from(part % 251).unwrap();
        vec![fill; length]
    }

    #[test]
    fn only_long_files_fall_into_parts() {
        assert_eq!(Parts::of(FILE_BYTES as u64), None);
        assert_eq!(Parts::of(LONG_FILE_BYTES + 1), None);
        let longest = Parts::of(LONG_FILE_BYTES).unwrap();
        assert!(longest.stored_total() <= corridor_wire::limits::BLOB_BYTES);
        for bytes in [LEAST, 100_000_000, 17 * PART_BYTES, LONG_FILE_BYTES] {
            let parts = Parts::of(bytes).unwrap();
            let all = || 0..parts.count();
            assert_eq!(all().map(|part| parts.content_length(part)).sum::<u64>(), bytes);
            let stored: u64 = all().map(|part| parts.stored_length(part)).sum();
            assert_eq!(stored, parts.stored_total());
            for part in [0, 1, parts.count() - 1] {
                let begin = parts.offset(part);
                let end = begin + parts.stored_length(part);
                assert_eq!(parts.whole_until(begin), part);
                assert_eq!(parts.whole_until(end - 1), part);
                assert_eq!(parts.whole_until(end), part + 1);
            }
            assert_eq!(parts.stored_length(parts.count()), 0);
        }
    }

    #[test]
    fn parts_open_as_they_were_in_their_place_and_nowhere_else() {
        let key = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        let parts = Parts::of(LEAST).unwrap();
        let last = parts.count() - 1;
        let seal = |part| key.seal_part(&parts, part, &content(&parts, part)).unwrap();
        for part in [0, 1, 15, 16, last] {
            let sealed = seal(part);
            assert_eq!(sealed.len() as u64, parts.stored_length(part));
            assert_eq!(*key.open_part(&parts, part, &sealed).unwrap(), content(&parts, part));
            assert_eq!(sealed, seal(part));
        }
        let moved = key.open_part(&parts, 2, &seal(1));
        assert_eq!(moved, Err(BlobError::NotSealed));
        let mut bent = seal(1);
        bent[7] ^= 1;
        assert_eq!(key.open_part(&parts, 1, &bent), Err(BlobError::NotSealed));
        assert_eq!(key.open_part(&parts, 1, &bent[1..]), Err(BlobError::Length));
        assert_eq!(key.open_part(&parts, last + 1, &[]), Err(BlobError::Length));
        assert_eq!(key.seal_part(&parts, 0, &[1; 10]), Err(BlobError::Length));
        let other = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(2));
        assert_eq!(other.open_part(&parts, 0, &seal(0)), Err(BlobError::NotSealed));
    }

    #[test]
    fn a_shorter_file_does_not_end_where_a_part_of_a_longer_one_does() {
        let key = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(3));
        let (short, long) =
            (Parts::of(17 * PART_BYTES - 1).unwrap(), Parts::of(40 * PART_BYTES).unwrap());
        let last = short.count() - 1;
        let sealed = key.seal_part(&long, last, &content(&long, last)).unwrap();
        let cut = &sealed[..usize::try_from(short.stored_length(last)).unwrap().min(sealed.len())];
        assert!(key.open_part(&short, last, cut).is_err());
    }

    #[test]
    fn padding_that_holds_something_is_refused() {
        let key = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(4));
        // Sealed as one byte longer than it is said to be: the padding is not what it has to be.
        let (said, sealed_as) = (Parts::of(LEAST).unwrap(), Parts::of(LEAST + 1).unwrap());
        assert_eq!(said.stored_total(), sealed_as.stored_total());
        let part = u32::try_from(LEAST / PART_BYTES).unwrap();
        let sealed = key.seal_part(&sealed_as, part, &content(&sealed_as, part)).unwrap();
        assert_eq!(key.open_part(&said, part, &sealed), Err(BlobError::Length));
    }
}
