//! The hash chain of a log (DESIGN.md, "Durable, then visible"): each entry extends it, so a gap, a
//! swap or a fork shows to whoever compares two chain hashes at the same sequence.

use crate::bytes::fixed_bytes;
use crate::id::LogId;
use crate::relay_frame::Entry;

fixed_bytes!(
    /// BLAKE3 over everything in a log up to an entry.
    ChainHash,
    32
);

impl ChainHash {
    /// The chain of a log with no entries.
    pub fn empty(log: &LogId) -> Self {
        Self(blake3::derive_key("corridor 2026 log chain start", log.as_bytes()))
    }

    /// The chain after `entry`. Every field has a fixed length or its length before it, so no two
    /// entries give the hash the same bytes.
    #[must_use]
    pub fn extend(&self, entry: &Entry) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("corridor 2026 log chain entry");
        hasher.update(&self.0);
        hasher.update(&entry.seq.to_be_bytes());
        hasher.update(&entry.version.to_be_bytes());
        hasher.update(entry.op_id.as_bytes());
        match &entry.commit {
            None => hasher.update(&[0]),
            Some(commit) => hasher
                .update(&[1, u8::from(commit.revokes)])
                .update(commit.next_token_hash.as_bytes()),
        };
        hasher.update(&(entry.record.len() as u64).to_be_bytes());
        hasher.update(entry.record.as_slice());
        Self(*hasher.finalize().as_bytes())
    }
}
