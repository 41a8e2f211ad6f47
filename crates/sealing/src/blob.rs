//! Large things: encrypted under a key of their own, padded, stored as a blob, referenced by a record.

use corridor_wire::id::BlobId;
use corridor_wire::token::Token;
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

/// The plaintext of one blob. It is sealed in one piece, so it has to fit in memory.
pub const BLOB_PLAINTEXT_BYTES: usize = 16 * 1024 * 1024;

/// The key of one blob. Each is used once.
#[derive(Clone, PartialEq, Eq)]
pub struct BlobKey(Zeroizing<[u8; 32]>);

impl core::fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BlobKey(secret)")
    }
}

/// All that is needed to fetch, check and open a blob.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BlobReference {
    pub blob: BlobId,
    pub read_token: Token,
    pub key: BlobKey,
    /// BLAKE3 of the ciphertext.
    pub hash: [u8; 32],
    /// Of the plaintext.
    pub bytes: u64,
    /// Of the ciphertext, as the relay stores it.
    pub stored_bytes: u64,
}

/// A sealed blob before it is uploaded.
pub struct SealedBlob {
    pub ciphertext: Vec<u8>,
    pub key: BlobKey,
    pub hash: [u8; 32],
    /// Of the plaintext.
    pub bytes: u64,
}

/// Why a blob is not opened, or not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    #[error("a blob has at most {BLOB_PLAINTEXT_BYTES} bytes")]
    TooLarge,
    #[error("this is not the blob that was referenced")]
    Hash,
    #[error("the blob does not open with the key that came with it")]
    NotSealed,
    #[error("the blob's padding or length is not what the reference says")]
    Length,
}

impl SealedBlob {
    /// What a record says of this blob once the relay has named it `blob`.
    pub fn reference(&self, blob: BlobId, read_token: Token) -> BlobReference {
        let _ = (blob, read_token);
        todo!()
    }
}

pub fn seal_blob(plaintext: &[u8], rng: &mut impl CryptoRngCore) -> Result<SealedBlob, BlobError> {
    let _ = (plaintext, rng);
    todo!()
}

pub fn open_blob(reference: &BlobReference, ciphertext: &[u8]) -> Result<Vec<u8>, BlobError> {
    let _ = (reference, ciphertext);
    todo!()
}
