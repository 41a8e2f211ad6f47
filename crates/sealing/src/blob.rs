//! Large things: encrypted under a key of their own, padded, stored as a blob, referenced by a record.
//!
//! ```text
//!   ciphertext = XChaCha20-Poly1305(key, nonce of zeros, "corridor 2026 blob", pad(plaintext))
//! ```
//!
//! Each key is drawn for one blob and seals nothing else, so its nonce may be fixed.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::padding;

/// The plaintext of one blob. It is sealed in one piece, so it has to fit in memory.
pub const BLOB_PLAINTEXT_BYTES: usize = 16 * 1024 * 1024;

/// The AEAD's tag.
const TAG_BYTES: usize = 16;

const LABEL: &[u8] = b"corridor 2026 blob";

/// The key of one blob. Each is used once.
#[derive(Clone, PartialEq, Eq)]
pub struct BlobKey(Zeroizing<[u8; 32]>);

/// All that is needed to fetch, check and open a blob.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct BlobReference {
    #[n(0)]
    pub blob: BlobId,
    #[n(1)]
    pub read_token: Token,
    #[n(2)]
    pub key: BlobKey,
    /// BLAKE3 of the ciphertext.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub hash: [u8; 32],
    /// Of the plaintext.
    #[n(4)]
    pub bytes: u64,
    /// Of the ciphertext, as the relay stores it.
    #[n(5)]
    pub stored_bytes: u64,
}

/// A sealed blob before it is uploaded.
pub struct SealedBlob {
    pub ciphertext: Vec<u8>,
    pub key: BlobKey,
    /// BLAKE3 of the ciphertext.
    pub hash: [u8; 32],
    /// Of the plaintext.
    pub bytes: u64,
}

/// Why a blob is not sealed, or not opened.
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

impl BlobKey {
    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl SealedBlob {
    /// What a record says of this blob once the relay has named it `blob`.
    pub fn reference(&self, blob: BlobId, read_token: Token) -> BlobReference {
        BlobReference {
            blob,
            read_token,
            key: self.key.clone(),
            hash: self.hash,
            bytes: self.bytes,
            stored_bytes: self.ciphertext.len() as u64,
        }
    }
}

pub fn seal_blob(plaintext: &[u8], rng: &mut impl CryptoRngCore) -> Result<SealedBlob, BlobError> {
    if plaintext.len() > BLOB_PLAINTEXT_BYTES {
        return Err(BlobError::TooLarge);
    }
    let mut key = BlobKey(Zeroizing::new([0; 32]));
    rng.fill_bytes(&mut *key.0);
    let padded = Zeroizing::new(padding::pad(plaintext.to_vec()));
    let ciphertext = key
        .cipher()
        .encrypt(&XNonce::default(), Payload { msg: &padded, aad: LABEL })
        .map_err(|_| BlobError::TooLarge)?;
    let hash = *blake3::hash(&ciphertext).as_bytes();
    Ok(SealedBlob { ciphertext, key, hash, bytes: plaintext.len() as u64 })
}

pub fn open_blob(reference: &BlobReference, ciphertext: &[u8]) -> Result<Vec<u8>, BlobError> {
    if ciphertext.len() > padding::padded_length(BLOB_PLAINTEXT_BYTES) + TAG_BYTES {
        return Err(BlobError::TooLarge);
    }
    if blake3::hash(ciphertext) != blake3::Hash::from_bytes(reference.hash) {
        return Err(BlobError::Hash);
    }
    let padded = reference
        .key
        .cipher()
        .decrypt(&XNonce::default(), Payload { msg: ciphertext, aad: LABEL })
        .map_err(|_| BlobError::NotSealed)?;
    let plaintext = padding::unpad(padded).map_err(|_| BlobError::Length)?;
    if plaintext.len() as u64 != reference.bytes
        || ciphertext.len() as u64 != reference.stored_bytes
    {
        return Err(BlobError::Length);
    }
    Ok(plaintext)
}

impl core::fmt::Debug for BlobKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BlobKey(secret)")
    }
}

impl<C> Encode<C> for BlobKey {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&*self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for BlobKey {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let bytes = d.bytes()?.try_into();
        bytes
            .map(|bytes| Self(Zeroizing::new(bytes)))
            .map_err(|_| decode::Error::message("a blob's key has 32 bytes").at(at))
    }
}
