//! A file that a member sends: sealed in one piece under a key of its own, which only the message that
//! points to it knows. The message is MIMI content, so AEAD and hash are of IANA's lists.
//!
//! ```text
//!   ciphertext = ChaCha20-Poly1305(key, nonce, "", pad(content))     AEAD_CHACHA20_POLY1305, RFC 8439
//!   hash       = SHA-256(ciphertext)                                 named information hash 1
//! ```

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use rand_core::CryptoRngCore;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::blob::{BLOB_PLAINTEXT_BYTES, BlobError};
use crate::long_file::STREAM_NONCE_BYTES;
use crate::padding;

/// The content of a file that is sealed in one piece, so it has to fit in memory. Longer ones: `long_file`.
pub const FILE_BYTES: usize = BLOB_PLAINTEXT_BYTES;

/// In IANA's registry of AEAD algorithms.
pub const AEAD_CHACHA20_POLY1305: u16 = 29;
/// In IANA's registry of named information hash algorithms.
pub const HASH_SHA_256: u8 = 1;

const TAG_BYTES: usize = 16;

/// Drawn for one file; it seals nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct FileKey {
    key: Zeroizing<[u8; 32]>,
    nonce: [u8; 12],
}

impl FileKey {
    pub fn generate(rng: &mut impl CryptoRngCore) -> Self {
        let mut made = Self { key: Zeroizing::new([0; 32]), nonce: [0; 12] };
        rng.fill_bytes(&mut *made.key);
        rng.fill_bytes(&mut made.nonce);
        made
    }

    /// As a message or a database has them; `None` where a length is wrong.
    pub fn from_parts(key: &[u8], nonce: &[u8]) -> Option<Self> {
        let key = Zeroizing::new(key.try_into().ok()?);
        Some(Self { key, nonce: nonce.try_into().ok()? })
    }

    pub fn expose(&self) -> &[u8; 32] {
        &self.key
    }

    pub fn nonce(&self) -> &[u8; 12] {
        &self.nonce
    }

    /// As a message or a database has them for a long file: the nonce is shorter by what counts parts.
    pub fn from_stream_parts(key: &[u8], nonce: &[u8]) -> Option<Self> {
        let key = Zeroizing::new(key.try_into().ok()?);
        let drawn: [u8; STREAM_NONCE_BYTES] = nonce.try_into().ok()?;
        let mut nonce = [0; 12];
        nonce[..STREAM_NONCE_BYTES].copy_from_slice(&drawn);
        Some(Self { key, nonce })
    }

    pub fn stream_nonce(&self) -> &[u8; STREAM_NONCE_BYTES] {
        // Twelve bytes have seven.
        self.nonce.first_chunk().unwrap_or(&[0; STREAM_NONCE_BYTES])
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new((&*self.key).into())
    }

    /// The same content gives the same bytes, so that an upload goes on where it broke off.
    pub fn seal(&self, content: &[u8]) -> Result<Vec<u8>, BlobError> {
        if content.len() > FILE_BYTES {
            return Err(BlobError::TooLarge);
        }
        let padded = Zeroizing::new(padding::pad(content.to_vec()));
        self.cipher()
            .encrypt(Nonce::from_slice(&self.nonce), padded.as_slice())
            .map_err(|_| BlobError::TooLarge)
    }

    /// The content, of `bytes` bytes, out of what the relay gave.
    pub fn open(
        &self,
        ciphertext: &[u8],
        hash: &[u8; 32],
        bytes: u64,
    ) -> Result<Zeroizing<Vec<u8>>, BlobError> {
        if stored_length(bytes) != Some(ciphertext.len() as u64) {
            return Err(BlobError::Length);
        }
        if self::hash(ciphertext) != *hash {
            return Err(BlobError::Hash);
        }
        let padded = self
            .cipher()
            .decrypt(Nonce::from_slice(&self.nonce), ciphertext)
            .map_err(|_| BlobError::NotSealed)?;
        let content = padding::unpad(padded).map_err(|_| BlobError::Length)?;
        if content.len() as u64 != bytes {
            return Err(BlobError::Length);
        }
        Ok(Zeroizing::new(content))
    }
}

/// Its key is nothing for logs.
impl core::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FileKey(secret)")
    }
}

pub fn hash(ciphertext: &[u8]) -> [u8; 32] {
    Sha256::digest(ciphertext).into()
}

/// How long content of `bytes` bytes is once it is sealed; `None` where no file is that long.
pub fn stored_length(bytes: u64) -> Option<u64> {
    let bytes = usize::try_from(bytes).ok().filter(|bytes| *bytes <= FILE_BYTES)?;
    Some((padding::padded_length(bytes) + TAG_BYTES) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn a_file_opens_as_it_was_and_nothing_else_does() {
        let key = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        for length in [0, 1, 511, 512, 70_000] {
            let content = vec![7; length];
            let bytes = length as u64;
            let sealed = key.seal(&content).unwrap();
            assert_eq!(stored_length(bytes), Some(sealed.len() as u64));
            assert_eq!(sealed, key.seal(&content).unwrap());
            let hash = hash(&sealed);
            assert_eq!(*key.open(&sealed, &hash, bytes).unwrap(), content);
            assert_eq!(key.open(&sealed, &[0; 32], bytes), Err(BlobError::Hash));
            assert_eq!(key.open(&sealed[1..], &hash, bytes), Err(BlobError::Length));
            assert_eq!(key.open(&sealed, &hash, bytes + 1_000_000), Err(BlobError::Length));
            let mut bent = sealed.clone();
            bent[0] ^= 1;
            let bent_hash = super::hash(&bent);
            assert_eq!(key.open(&bent, &bent_hash, bytes), Err(BlobError::NotSealed));
            let other = FileKey::generate(&mut ChaCha20Rng::seed_from_u64(2));
            assert_eq!(other.open(&sealed, &hash, bytes), Err(BlobError::NotSealed));
        }
        // Padded alike, but not of the length that was said.
        let sealed = key.seal(&[7; 100]).unwrap();
        let hash = hash(&sealed);
        assert_eq!(key.open(&sealed, &hash, 101), Err(BlobError::Length));
        assert_eq!(key.seal(&vec![0; FILE_BYTES + 1]), Err(BlobError::TooLarge));
        assert_eq!(stored_length(FILE_BYTES as u64 + 1), None);
        assert_eq!(format!("{key:?}"), "FileKey(secret)");
    }
}
