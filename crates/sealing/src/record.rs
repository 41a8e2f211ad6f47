//! The seal around each record of a room's log: padding, then an AEAD under a key of the epoch.

use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{LogId, OpId, Version};
use zeroize::Zeroizing;

use crate::blob::BlobReference;

/// Where in a log a record is meant to be. The relay refuses it elsewhere, and so do members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub log: LogId,
    pub version: Version,
    pub op_id: OpId,
}

/// What is inside the seal of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SealedBody {
    /// An MLS message (RFC 9420, section 6) in its TLS encoding.
    Mls(Vec<u8>),
    /// An MLS message too large for a record, as a blob.
    Blob(BlobReference),
}

/// The key of all records of an epoch, exported under the label `corridor record`.
pub struct RecordKey(Zeroizing<[u8; 32]>);

/// Why a record is not opened. Every member finds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error("the record would have {0} bytes, more than a log takes")]
    TooLarge(usize),
    #[error("the record is not sealed under this epoch, for this place in this log")]
    NotSealedHere,
    #[error("the record's padding is wrong")]
    Padding,
    #[error("the record's content is not what this version understands")]
    Body,
}

impl RecordKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn seal(
        &self,
        position: &Position,
        commit: Option<&CommitHeader>,
        body: &SealedBody,
        nonce: [u8; 24],
    ) -> Result<Record, RecordError> {
        let _ = (position, commit, body, nonce, &self.0);
        todo!()
    }

    pub fn open(
        &self,
        position: &Position,
        commit: Option<&CommitHeader>,
        record: &Record,
    ) -> Result<SealedBody, RecordError> {
        let _ = (position, commit, record);
        todo!()
    }
}
