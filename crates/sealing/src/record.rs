//! The seal around each record of a room's log: padding, then an AEAD under a key of the epoch.
//!
//! ```text
//!   Record = nonce (24) || XChaCha20-Poly1305(key, nonce, aad, pad(CBOR SealedBody))
//!   key    = MLS-Exporter("corridor record", "", 32)
//!   aad    = labelled("corridor 2026 record", [log, version, op_id, commit header or nothing])
//! ```
//!
//! The MLS message inside has a seal of its own; this one hides its length, its epoch and whether it
//! is a commit, and binds it to its place in the log.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use corridor_wire::certificate::labelled;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{LogId, OpId, Version};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use crate::blob::BlobReference;
use crate::padding;

/// Where in a log a record is meant to be. The relay refuses it elsewhere, and so do members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub log: LogId,
    pub version: Version,
    pub op_id: OpId,
}

/// What is inside the seal of a record.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub enum SealedBody {
    /// An MLS message (RFC 9420, section 6) in its TLS encoding.
    #[n(0)]
    Mls(
        #[n(0)]
        #[cbor(with = "minicbor::bytes")]
        Vec<u8>,
    ),
    /// A commit too large for a record, as a blob.
    #[n(1)]
    Blob(#[n(0)] BlobReference),
}

pub(crate) const NONCE_BYTES: usize = 24;

/// The key of all records of an epoch.
pub struct RecordKey(Zeroizing<[u8; 32]>);

/// Why a record is not sealed, or not opened. In the latter case every member finds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error("the record would have {0} bytes, more than a log takes")]
    TooLarge(usize),
    #[error("the record is not sealed under this epoch's key for this place in this log")]
    NotSealedHere,
    #[error("the record's padding is wrong")]
    Padding,
    #[error("the record's content is not what this version understands")]
    Body,
}

impl Position {
    /// The bytes that the seal binds beside the content.
    pub fn associated_data(&self, commit: Option<&CommitHeader>) -> Vec<u8> {
        let header = commit.map(corridor_wire::encode).unwrap_or_default();
        labelled(
            "corridor 2026 record",
            &[self.log.as_bytes(), &self.version.to_be_bytes(), self.op_id.as_bytes(), &header],
        )
    }
}

impl RecordKey {
    pub const LENGTH: usize = 32;

    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }

    /// `nonce` is random; one key seals far fewer records than the 2^80 that would risk a collision.
    pub fn seal(
        &self,
        position: &Position,
        commit: Option<&CommitHeader>,
        body: &SealedBody,
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Record, RecordError> {
        let content = padding::pad(corridor_wire::encode(body));
        let aad = position.associated_data(commit);
        let payload = Payload { msg: &content, aad: &aad };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| RecordError::TooLarge(content.len()))?;
        let record = [nonce.as_slice(), &sealed].concat();
        let length = record.len();
        Record::new(record).ok_or(RecordError::TooLarge(length))
    }

    pub fn open(
        &self,
        position: &Position,
        commit: Option<&CommitHeader>,
        record: &Record,
    ) -> Result<SealedBody, RecordError> {
        let (nonce, sealed) = record
            .as_slice()
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(RecordError::NotSealedHere)?;
        let aad = position.associated_data(commit);
        let padded = self
            .cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &aad })
            .map_err(|_| RecordError::NotSealedHere)?;
        let content = padding::unpad(padded).map_err(|_| RecordError::Padding)?;
        corridor_wire::decode(&content, Record::LIMIT).map_err(|_| RecordError::Body)
    }
}
