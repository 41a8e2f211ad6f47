//! What one device writes into another's inbox: sealed to that device, so that the relay sees neither
//! sender nor content.

use corridor_wire::certificate::{DeviceCertificate, DeviceRecord};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Record;
use corridor_wire::id::{LogId, Seq, Version};
use rand_core::CryptoRngCore;

use crate::blob::BlobReference;
use crate::identity::{DeviceIdentity, DeviceSecret};

/// Bytes that are here, or in a blob when they are too many for a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Payload {
    Inline(Vec<u8>),
    Blob(BlobReference),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InboxBody {
    RoomInvitation(RoomInvitation),
    /// "My state of this room is damaged: remove me and add me again."
    ReAddRequest {
        log: LogId,
        reason: ReAddReason,
    },
    /// "I am a new device of this account."
    AnnounceDevice,
    /// A kind of a later version: skipped.
    Unknown,
}

/// All that a new member needs to join and to follow the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoomInvitation {
    pub log: LogId,
    /// The MLS Welcome (RFC 9420, section 12.4.3.1).
    pub welcome: Payload,
    /// The ratchet tree of the epoch that the Welcome leads to.
    pub tree: Payload,
    /// The entry that added the new member; it reads on from the next.
    pub seq: Seq,
    /// The log's version after that entry.
    pub version: Version,
    /// The log's chain after that entry.
    pub chain: ChainHash,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReAddReason {
    /// A commit that others may have accepted could not be followed.
    Damaged,
    /// The log was trimmed or lost beyond this device's cursor.
    LostEntries,
    /// A reason of a later version.
    Other(u8),
}

/// Why an inbox record is not opened, or not sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxError {
    #[error("the message would have {0} bytes, more than an inbox takes")]
    TooLarge(usize),
    #[error("the recipient's inbox key is not a key")]
    RecipientKey,
    #[error("not sealed to this device")]
    NotSealedHere,
    #[error("the padding is wrong")]
    Padding,
    #[error("the content is not what this version understands")]
    Body,
    #[error("the sender's certificate or signature is not valid: {0}")]
    Sender(#[from] corridor_wire::certificate::CertificateError),
}

pub fn seal_inbox(
    sender: &DeviceIdentity,
    recipient: &DeviceRecord,
    body: &InboxBody,
    rng: &mut impl CryptoRngCore,
) -> Result<Record, InboxError> {
    let _ = (sender, recipient, body, rng);
    todo!()
}

/// The sender's certificate is verified, its dates are not: the caller knows the time.
pub fn open_inbox(
    device: &DeviceSecret,
    record: &Record,
) -> Result<(DeviceCertificate, InboxBody), InboxError> {
    let _ = (device, record);
    todo!()
}
