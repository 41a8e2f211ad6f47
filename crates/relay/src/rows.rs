//! What is on the disk: the spaces, their keys, their values.
//!
//! | space | key | value |
//! |---|---|---|
//! | `relay` | a name | lineage, retained day, last day |
//! | `heads` | log | [`LogHead`]; a deleted log stays as a tombstone |
//! | `tokens` | log, token hash | version from which the token is good |
//! | `revocations` | log, version that a revoking commit made | its seq and chain |
//! | `entries.DAY` | log, seq | the entry as it is on the wire |
//! | `ops.DAY` | log, op id | seq and hash of what was appended |
//! | `purges` | log | nothing; a deleted log with rows left |
//! | `accounts` | account name | [`AccountRow`] |
//! | `devices` | device | [`DeviceRow`] |
//! | `packages` | device, kind, hash | a key package |
//! | `claimed.DAY` | device, hash | nothing; a one-time package that was handed out |
//! | `invited.DAY` | invitation id | the account key that used it; by day of expiry |
//! | `blobs.DAY` | blob | [`BlobRow`] |
//!
//! No row has an account or a device beside a room's log. Numbers in keys are big endian, so that
//! their order is the order of keys.

use corridor_store::{Space, SpaceName};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::chain::ChainHash;
use corridor_wire::id::{AccountKey, DeviceId, LogId, OpId, Seq, Version};
use corridor_wire::relay_frame::Head;
use corridor_wire::token::TokenHash;
use minicbor::{Decode, Encode};

pub const RELAY: Space = Space::undated(SpaceName::new("relay"));
pub const HEADS: Space = Space::undated(SpaceName::new("heads"));
pub const TOKENS: Space = Space::undated(SpaceName::new("tokens"));
pub const REVOCATIONS: Space = Space::undated(SpaceName::new("revocations"));
pub const PURGES: Space = Space::undated(SpaceName::new("purges"));
pub const ACCOUNTS: Space = Space::undated(SpaceName::new("accounts"));
pub const DEVICES: Space = Space::undated(SpaceName::new("devices"));
pub const PACKAGES: Space = Space::undated(SpaceName::new("packages"));

pub const ENTRIES: SpaceName = SpaceName::new("entries");
pub const OPS: SpaceName = SpaceName::new("ops");
pub const CLAIMED: SpaceName = SpaceName::new("claimed");
pub const INVITED: SpaceName = SpaceName::new("invited");
pub const BLOBS: SpaceName = SpaceName::new("blobs");

/// Spaces whose days expire with the retention.
pub const RETAINED: [SpaceName; 4] = [ENTRIES, OPS, CLAIMED, BLOBS];

pub const LINEAGE_KEY: &[u8] = b"lineage";
pub const RETAINED_FROM_KEY: &[u8] = b"retained from";
pub const LAST_DAY_KEY: &[u8] = b"last day";

/// The first entry that a log has in the space of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct DayStart {
    #[n(0)]
    pub day: u32,
    #[n(1)]
    pub seq: Seq,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct LogHead {
    #[n(0)]
    pub seq: Seq,
    #[n(1)]
    pub version: Version,
    #[n(2)]
    pub chain: ChainHash,
    /// `None` for an inbox.
    #[n(3)]
    pub delete_hash: Option<TokenHash>,
    #[n(4)]
    pub deleted: bool,
    /// The version that the last revoking commit made; 0 when there was none.
    #[n(5)]
    pub last_revoking: Version,
    /// The owner of an inbox has everything up to here.
    #[n(6)]
    pub trimmed_through: Seq,
    /// The days that hold entries, ascending; the index from a cursor to its space.
    #[n(7)]
    pub days: Vec<DayStart>,
}

impl LogHead {
    pub fn new(log: &LogId, delete_hash: Option<TokenHash>) -> Self {
        Self {
            seq: 0,
            version: 0,
            chain: ChainHash::empty(log),
            delete_hash,
            deleted: false,
            last_revoking: 0,
            trimmed_through: 0,
            days: Vec::new(),
        }
    }

    pub fn is_inbox(&self) -> bool {
        self.delete_hash.is_none()
    }

    pub fn public(&self) -> Head {
        Head { seq: self.seq, version: self.version, chain: self.chain }
    }

    /// The first entry that is still there, or would be: the one after the head when none is.
    pub fn oldest(&self, retained_from: u32) -> Seq {
        let day = self.days.iter().find(|start| start.day >= retained_from);
        day.map_or(self.seq + 1, |start| start.seq).max(self.trimmed_through + 1)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct AccountRow {
    #[n(0)]
    pub account_key: AccountKey,
    /// Without the revoked ones.
    #[n(1)]
    pub devices: Vec<DeviceId>,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct DeviceRow {
    #[n(0)]
    pub record: DeviceRecord,
    #[n(1)]
    pub revoked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct BlobRow {
    #[n(0)]
    pub bytes: u64,
    #[n(1)]
    pub write_hash: TokenHash,
    #[n(2)]
    pub read_hash: TokenHash,
    #[n(3)]
    pub complete: bool,
}

pub fn entry_key(log: &LogId, seq: Seq) -> Vec<u8> {
    [log.as_bytes().as_slice(), &seq.to_be_bytes()].concat()
}

pub fn op_key(log: &LogId, op_id: &OpId) -> Vec<u8> {
    [log.as_bytes().as_slice(), op_id.as_bytes()].concat()
}

pub fn token_key(log: &LogId, hash: &TokenHash) -> Vec<u8> {
    [log.as_bytes().as_slice(), hash.as_bytes()].concat()
}

pub fn revocation_key(log: &LogId, version: Version) -> Vec<u8> {
    [log.as_bytes().as_slice(), &version.to_be_bytes()].concat()
}

/// `None` when a row is not a number of eight bytes.
pub fn number(value: &[u8]) -> Option<u64> {
    value.try_into().ok().map(u64::from_be_bytes)
}

pub fn day_number(value: &[u8]) -> Option<u32> {
    value.try_into().ok().map(u32::from_be_bytes)
}

/// A number with the 32 bytes that belong to it: seq and chain, or seq and hash.
pub fn numbered(number: u64, bytes: &[u8; 32]) -> Vec<u8> {
    [number.to_be_bytes().as_slice(), bytes].concat()
}

pub fn read_numbered(value: &[u8]) -> Option<(u64, [u8; 32])> {
    let (number_bytes, bytes) = value.split_first_chunk::<8>()?;
    Some((u64::from_be_bytes(*number_bytes), bytes.try_into().ok()?))
}
