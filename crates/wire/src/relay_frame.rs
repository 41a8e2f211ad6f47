//! What a relay says to a client: replies to requests, entries of followed logs, and farewells.

use minicbor::{Decode, Encode};

use crate::bytes::BoundedList;
use crate::certificate::DeviceRecord;
use crate::chain::ChainHash;
use crate::client_frame::{CommitHeader, KeyPackageBytes, Record, Signal};
use crate::error_code::ErrorCode;
use crate::id::{
    AccountId, AccountKey, BlobId, LineageId, LogId, Nonce, OpId, RelayName, Seq, Version,
};
use crate::limits;
use crate::push::PushKey;
use crate::report_to::ReportTo;
use crate::token::Token;

/// The oldest and newest version of the protocol in this crate.
pub const VERSIONS: VersionRange = VersionRange { oldest: 1, newest: 1 };

#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct VersionRange {
    #[n(0)]
    pub oldest: u16,
    #[n(1)]
    pub newest: u16,
}

impl VersionRange {
    /// The newest version in both ranges.
    pub fn common(self, other: Self) -> Option<u16> {
        let newest = self.newest.min(other.newest);
        (newest >= self.oldest.max(other.oldest)).then_some(newest)
    }

    pub fn contains(self, version: u16) -> bool {
        (self.oldest..=self.newest).contains(&version)
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub enum RelayFrame {
    /// The first frame of a connection.
    #[n(0)]
    Greeting(#[n(0)] Greeting),
    #[n(1)]
    Reply {
        #[n(0)]
        request_id: u64,
        #[n(1)]
        response: Response,
    },
    /// The next entries of a followed log.
    #[n(2)]
    Pushed(#[n(0)] Page),
    /// A log is followed no longer: it was deleted, or a commit revoked the token. What the token
    /// may read has been pushed before this.
    #[n(3)]
    FollowEnded {
        #[n(0)]
        log: LogId,
        #[n(1)]
        error: ErrorReply,
    },
    /// The relay closes the connection; come back after this long.
    #[n(4)]
    Goodbye {
        #[n(0)]
        retry_after_ms: u64,
    },
    /// Somebody else who follows the log has sent this just now.
    #[n(5)]
    Signaled {
        #[n(0)]
        log: LogId,
        #[n(1)]
        version: Version,
        #[n(2)]
        signal: Signal,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Greeting {
    #[n(0)]
    pub versions: VersionRange,
    #[n(1)]
    pub relay: RelayName,
    #[n(2)]
    pub nonce: Nonce,
    #[n(3)]
    pub lineage: LineageId,
    /// How long the relay keeps a record.
    #[n(4)]
    pub retention_days: u32,
    /// Present when the relay can wake devices through push services; what it signs with there.
    #[n(5)]
    pub push_key: Option<PushKey>,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub enum Response {
    #[n(0)]
    Error(#[n(0)] ErrorReply),
    /// Done, and durable if it changed anything.
    #[n(1)]
    Done {},
    #[n(2)]
    Authenticated {
        #[n(0)]
        account: AccountId,
        /// Present when the operator has said whom reports are to be sent to.
        #[n(1)]
        report_to: Option<ReportTo>,
    },
    /// The record is on disk at `seq`.
    #[n(3)]
    Appended {
        #[n(0)]
        seq: Seq,
    },
    /// The record was written under another version than the log has now. Catch up, seal again.
    #[n(4)]
    Conflict {
        #[n(0)]
        head: Head,
    },
    #[n(5)]
    Page(#[n(0)] Page),
    #[n(6)]
    Following {
        #[n(0)]
        head: Head,
    },
    #[n(7)]
    KeyPackageCount {
        #[n(0)]
        one_time: u32,
        #[n(1)]
        last_resort: bool,
    },
    #[n(8)]
    ClaimedKeyPackages {
        #[n(0)]
        account_key: AccountKey,
        #[n(1)]
        devices: BoundedList<ClaimedKeyPackage, { limits::DEVICES_PER_ACCOUNT }>,
    },
    #[n(9)]
    Account {
        #[n(0)]
        account_key: AccountKey,
        #[n(1)]
        devices: BoundedList<DeviceRecord, { limits::DEVICES_PER_ACCOUNT }>,
    },
    #[n(10)]
    BlobCreated {
        #[n(0)]
        blob: BlobId,
        #[n(1)]
        write_token: Token,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct ErrorReply {
    #[n(0)]
    pub code: ErrorCode,
    /// For an engineer; what a person reads is chosen by the code.
    #[n(1)]
    pub detail: String,
    /// Present when the same request may succeed later.
    #[n(2)]
    pub retry_after_ms: Option<u64>,
}

/// Where a log ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Head {
    /// The last entry's sequence; 0 when there is none.
    #[n(0)]
    pub seq: Seq,
    #[n(1)]
    pub version: Version,
    #[n(2)]
    pub chain: ChainHash,
}

/// Consecutive entries of one log.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Page {
    #[n(0)]
    pub log: LogId,
    #[n(1)]
    pub entries: BoundedList<Entry, { limits::PAGE_ENTRIES }>,
    /// The log's end when the page was made, so that a reader knows whether more follows. A token
    /// that was revoked sees the revoking commit as the end.
    #[n(2)]
    pub head: Head,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    #[n(0)]
    pub seq: Seq,
    /// The log's version when the entry was appended, which its record was sealed under.
    #[n(1)]
    pub version: Version,
    #[n(2)]
    pub op_id: OpId,
    #[n(3)]
    pub record: Record,
    #[n(4)]
    pub commit: Option<CommitHeader>,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct ClaimedKeyPackage {
    #[n(0)]
    pub device: DeviceRecord,
    #[n(1)]
    pub key_package: KeyPackageBytes,
}
