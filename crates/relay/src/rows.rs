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
//! | `pushes` | inbox of a device | `PushRow`: where that device is woken |
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
pub const PUSHES: Space = Space::undated(SpaceName::new("pushes"));
pub const PACKAGES: Space = Space::undated(SpaceName::new("packages"));

pub const ENTRIES: SpaceName = SpaceName::new("entries");
pub const OPS: SpaceName = SpaceName::new("ops");
pub const CLAIMED: SpaceName = SpaceName::new("claimed");
pub const INVITED: SpaceName = SpaceName::new("invited");
pub const BLOBS: SpaceName = SpaceName::new("blobs");

/// Spaces whose days expire with the retention.
pub const RETAINED: [SpaceName; 4] = [ENTRIES, OPS, CLAIMED, BLOBS];

pub const LINEAGE_KEY: &[u8] = b"lineage";
pub const FORMAT_KEY: &[u8] = b"format";

/// The form of all rows below. A program that meets a higher one refuses the store.
pub const FORMAT: u32 = 1;

pub const RETAINED_FROM_KEY: &[u8] = b"retained from";
pub const LAST_DAY_KEY: &[u8] = b"last day";

/// No log gets here: at a million entries a second it would take three centuries. A number beyond it is
/// a damaged row, and counting on from it could overflow.
const COUNT_LIMIT: u64 = 1 << 53;

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

    /// Whether this can be the head of a log at all.
    pub fn is_sound(&self) -> bool {
        let counts = [self.seq, self.version, self.last_revoking, self.trimmed_through];
        let starts = self.days.iter().map(|start| start.seq);
        counts.into_iter().chain(starts).all(|count| count < COUNT_LIMIT)
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
    let number = u64::from_be_bytes(*number_bytes);
    Some((number, bytes.try_into().ok()?)).filter(|_| number < COUNT_LIMIT)
}

#[cfg(test)]
mod tests {
    use corridor_wire::bytes::BoundedBytes;
    use corridor_wire::certificate::{CertificateBody, DeviceCertificate};
    use corridor_wire::id::{DeviceKey, Signature};
    use corridor_wire::push::PushEndpoint;
    use corridor_wire::{decode, encode};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::push::PushRow;

    const ROW_BYTES: usize = 64 * 1024;

    fn heads() -> impl Strategy<Value = LogHead> {
        let hashes = (any::<[u8; 32]>(), option::of(any::<[u8; 32]>()));
        let days = vec((any::<u32>(), any::<u64>()), 0..40);
        (any::<[u64; 4]>(), hashes, any::<bool>(), days).prop_map(
            |([seq, version, last_revoking, trimmed_through], (chain, hash), deleted, days)| {
                LogHead {
                    seq,
                    version,
                    chain: ChainHash::from_bytes(chain),
                    delete_hash: hash.map(TokenHash::from_bytes),
                    deleted,
                    last_revoking,
                    trimmed_through,
                    days: days.into_iter().map(|(day, seq)| DayStart { day, seq }).collect(),
                }
            },
        )
    }

    fn devices() -> impl Strategy<Value = DeviceRow> {
        let keys = (any::<[u8; 32]>(), any::<[u8; 32]>(), vec(any::<u8>(), 0..200));
        ("[a-z]{1,20}", keys, any::<(u64, u64)>(), any::<bool>()).prop_map(
            |(name, (account_key, device_key, inbox_key), (not_before, not_after), revoked)| {
                let body = CertificateBody {
                    account: format!("{name}@relay.example").parse().unwrap(),
                    account_key: AccountKey::from_bytes(account_key),
                    device_key: DeviceKey::from_bytes(device_key),
                    not_before,
                    not_after,
                };
                let signature = Signature::from_bytes([1; 64]);
                let certificate = DeviceCertificate { body, signature };
                let inbox_key = BoundedBytes::new(inbox_key).unwrap();
                DeviceRow { record: DeviceRecord { certificate, inbox_key, signature }, revoked }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn rows_come_back(
            head in heads(),
            device in devices(),
            (key, ids) in (any::<[u8; 32]>(), vec(any::<[u8; 16]>(), 0..16)),
            (bytes, complete) in any::<(u64, bool)>(),
            path in "[a-zA-Z0-9:_-]{0,400}",
        ) {
            let endpoint = PushEndpoint::parse(&format!("https://push.example/{path}")).unwrap();
            let push = PushRow { endpoint, for_rooms: Some(true) };
            prop_assert_eq!(decode::<PushRow>(&encode(&push), ROW_BYTES).unwrap(), push);
            prop_assert_eq!(decode::<LogHead>(&encode(&head), ROW_BYTES).unwrap(), head);
            prop_assert_eq!(decode::<DeviceRow>(&encode(&device), ROW_BYTES).unwrap(), device);
            let devices = ids.into_iter().map(DeviceId::from_bytes).collect();
            let account = AccountRow { account_key: AccountKey::from_bytes(key), devices };
            prop_assert_eq!(decode::<AccountRow>(&encode(&account), ROW_BYTES).unwrap(), account);
            let hash = TokenHash::from_bytes(key);
            let blob = BlobRow { bytes, write_hash: hash, read_hash: hash, complete };
            prop_assert_eq!(decode::<BlobRow>(&encode(&blob), ROW_BYTES).unwrap(), blob);
        }

        #[test]
        fn a_head_that_no_log_gets_to_is_not_sound(head in heads(), beyond in COUNT_LIMIT..) {
            let head = LogHead { days: Vec::new(), seq: 1, version: 1, ..head };
            let sound = LogHead { last_revoking: 1, trimmed_through: 0, ..head };
            prop_assert!(sound.is_sound());
            for damaged in [
                LogHead { seq: beyond, ..sound.clone() },
                LogHead { version: beyond, ..sound.clone() },
                LogHead { trimmed_through: beyond, ..sound.clone() },
                LogHead { days: vec![DayStart { day: 1, seq: beyond }], ..sound.clone() },
            ] {
                prop_assert!(!damaged.is_sound());
            }
        }

        #[test]
        fn numbers_come_back_and_stand_in_their_order(
            (a, b) in (prop_oneof![any::<u64>(), 0..1_000_u64], any::<u64>()),
            hash in any::<[u8; 32]>(),
            log in any::<[u8; 16]>(),
        ) {
            prop_assert_eq!(number(&a.to_be_bytes()), Some(a));
            let sound = (a < COUNT_LIMIT).then_some((a, hash));
            prop_assert_eq!(read_numbered(&numbered(a, &hash)), sound);
            let log = LogId::from_bytes(log);
            prop_assert_eq!(entry_key(&log, a).cmp(&entry_key(&log, b)), a.cmp(&b));
            prop_assert_eq!(revocation_key(&log, a).cmp(&revocation_key(&log, b)), a.cmp(&b));
        }

        #[test]
        fn damaged_rows_are_refused_or_read_and_never_panic(
            bytes in vec(any::<u8>(), 0..200),
            first_day in any::<u32>(),
        ) {
            if let Ok(head) = decode::<LogHead>(&bytes, ROW_BYTES) {
                prop_assert_eq!(decode::<LogHead>(&encode(&head), ROW_BYTES).unwrap(), head.clone());
                if head.is_sound() {
                    head.oldest(first_day);
                }
            }
            let _ = decode::<DeviceRow>(&bytes, ROW_BYTES);
            let _ = decode::<AccountRow>(&bytes, ROW_BYTES);
            let _ = decode::<BlobRow>(&bytes, ROW_BYTES);
            let _ = decode::<PushRow>(&bytes, ROW_BYTES);
            let (_, _, _) = (number(&bytes), day_number(&bytes), read_numbered(&bytes));
        }
    }
}
