//! What a client asks of a relay. One request is answered by one `RelayFrame::Reply`.

use minicbor::{Decode, Encode};

use crate::bytes::{BoundedBytes, BoundedList};
use crate::certificate::DeviceRecord;
use crate::id::{AccountId, BlobId, DeviceId, LogId, OpId, Seq, Signature, Version};
use crate::invitation::InvitationCode;
use crate::limits;
use crate::push::PushEndpoint;
use crate::token::{Token, TokenHash};

/// A sealed record: bytes that mean nothing to a relay.
pub type Record = BoundedBytes<{ limits::RECORD_BYTES }>;

/// A sealed signal: bytes that mean nothing to a relay either.
pub type Signal = BoundedBytes<{ limits::SIGNAL_BYTES }>;

/// Devices that asked their rooms to wake them.
pub type WakeList = BoundedList<DeviceId, { limits::WAKE_DEVICES }>;

/// A key package (RFC 9420, section 10) in its TLS encoding.
pub type KeyPackageBytes = BoundedBytes<{ limits::KEY_PACKAGE_BYTES }>;

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct ClientFrame {
    /// Chosen by the client, returned with the reply; only its own requests share the numbering.
    #[n(0)]
    pub request_id: u64,
    #[n(1)]
    pub request: Request,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub enum Request {
    /// The first request of a connection: the version that both sides will speak.
    #[n(0)]
    Hello {
        #[n(0)]
        version: u16,
    },
    /// Creates an account with its first device. The signature is the device's, as for
    /// `Authenticate`, and the connection is authenticated when it succeeds. Repeating it with the
    /// same account key is answered alike, so a lost reply costs nothing.
    #[n(1)]
    Register {
        #[n(0)]
        invitation: InvitationCode,
        #[n(1)]
        device: DeviceRecord,
        #[n(2)]
        signature: Signature,
    },
    /// Adds a device to an account that exists; the certificate is the account key's consent. The
    /// connection is authenticated when it succeeds.
    #[n(2)]
    AddDevice {
        #[n(0)]
        device: DeviceRecord,
        #[n(1)]
        signature: Signature,
    },
    /// Opens a registered device's session: its signature over `certificate::authentication_bytes`.
    #[n(3)]
    Authenticate {
        #[n(0)]
        device: DeviceId,
        #[n(1)]
        signature: Signature,
    },
    /// Withdraws a device: `certificate::revocation_bytes` signed by the account key.
    #[n(4)]
    RevokeDevice {
        #[n(0)]
        device: DeviceId,
        #[n(1)]
        signature: Signature,
    },
    /// A log with no entries at version 0, written with `token_hash`, deleted with `delete_hash`.
    /// Repeating it with the same hashes is answered alike.
    #[n(5)]
    CreateLog {
        #[n(0)]
        log: LogId,
        #[n(1)]
        token_hash: TokenHash,
        #[n(2)]
        delete_hash: TokenHash,
    },
    #[n(6)]
    Append(#[n(0)] Append),
    /// One page from `from_seq` on.
    #[n(7)]
    Read {
        #[n(0)]
        log: LogId,
        /// `None` reads the device's own inbox.
        #[n(1)]
        token: Option<Token>,
        #[n(2)]
        from_seq: Seq,
    },
    /// Everything from `from_seq` on, now and as it comes, as `RelayFrame::Pushed`.
    #[n(8)]
    Follow {
        #[n(0)]
        log: LogId,
        /// `None` follows the device's own inbox.
        #[n(1)]
        token: Option<Token>,
        #[n(2)]
        from_seq: Seq,
    },
    #[n(9)]
    Unfollow {
        #[n(0)]
        log: LogId,
    },
    #[n(10)]
    DeleteLog {
        #[n(0)]
        log: LogId,
        #[n(1)]
        delete_token: Token,
    },
    /// The owner of an inbox has everything up to `through_seq` on its own disk.
    #[n(11)]
    TrimInbox {
        #[n(0)]
        through_seq: Seq,
    },
    /// Adds one-time key packages and replaces the last-resort one if there is a new one.
    #[n(12)]
    PublishKeyPackages {
        #[n(0)]
        packages: BoundedList<KeyPackageBytes, { limits::KEY_PACKAGES_PER_FRAME }>,
        #[n(1)]
        last_resort: Option<KeyPackageBytes>,
    },
    #[n(13)]
    CountKeyPackages {},
    /// One key package for each device of an account. A one-time package is given to one claimer.
    #[n(14)]
    ClaimKeyPackages {
        #[n(0)]
        account: AccountId,
    },
    #[n(15)]
    LookUpAccount {
        #[n(0)]
        account: AccountId,
    },
    /// Room for a blob of exactly `bytes` bytes. What is put there is read with the token that
    /// hashes to `read_hash`.
    #[n(16)]
    CreateBlob {
        #[n(0)]
        bytes: u64,
        #[n(1)]
        read_hash: TokenHash,
    },
    #[n(17)]
    DeleteBlob {
        #[n(0)]
        blob: BlobId,
        #[n(1)]
        write_token: Token,
    },
    #[n(18)]
    Ping {},
    /// Where this device is woken when a letter comes to its inbox while it is away; in place of what
    /// was set before. For relays whose greeting has a `push_key`.
    #[n(19)]
    SetPushEndpoint {
        #[n(0)]
        endpoint: PushEndpoint,
        /// Whether whoever writes in a room may name this device in an append. `None` is no.
        #[n(1)]
        for_rooms: Option<bool>,
    },
    /// This device is not woken any more.
    #[n(20)]
    ClearPushEndpoint {},
    /// Passed on to the other connections that follow the log just now and hear signals. It has no place
    /// in the log, and is kept nowhere.
    #[n(21)]
    Signal {
        #[n(0)]
        log: LogId,
        #[n(1)]
        token: Token,
        /// The version of the log that it was sealed under.
        #[n(2)]
        version: Version,
        #[n(3)]
        signal: Signal,
    },
    /// Whether this connection is passed the signals of the logs that it follows; none is at first.
    #[n(22)]
    HearSignals {
        #[n(0)]
        on: bool,
    },
}

/// One entry to be. See docs/protocol.md, "Rules of append".
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Append {
    #[n(0)]
    pub log: LogId,
    #[n(1)]
    pub op_id: OpId,
    /// `None` for an inbox, which takes records from every account of the relay.
    #[n(2)]
    pub token: Option<Token>,
    /// The version of the log that the record was sealed under; 0 for an inbox.
    #[n(3)]
    pub expect_version: Version,
    #[n(4)]
    pub record: Record,
    /// Present when the record is a commit.
    #[n(5)]
    pub commit: Option<CommitHeader>,
    /// Devices that are woken if they are away once the record is on disk. It has no place in the log, and is
    /// kept nowhere. A relay that does not know it wakes nobody.
    #[n(6)]
    pub wake: Option<WakeList>,
}

/// What a relay has to know of a commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct CommitHeader {
    /// The hash of the token that the next epoch derives.
    #[n(0)]
    pub next_token_hash: TokenHash,
    /// Whether older tokens read up to this commit and append nothing.
    #[n(1)]
    pub revokes: bool,
}
