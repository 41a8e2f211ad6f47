//! Blobs: what the relay knows of them. Their content is the HTTP side's.

use corridor_wire::id::BlobId;

/// What a genuine write token allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PutGrant {
    /// The exact size the blob will have.
    pub bytes: u64,
    /// Everything has arrived already; more is refused.
    pub complete: bool,
}

/// What a genuine read token allows: the whole of a complete blob.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GetGrant {
    pub bytes: u64,
}

/// The day on which a blob was created: the first two bytes of its id, big endian, so that its row
/// and its content are found and expire by day without an index.
pub fn day_of(blob: &BlobId) -> u32 {
    let [high, low, ..] = *blob.as_bytes();
    u32::from(u16::from_be_bytes([high, low]))
}
