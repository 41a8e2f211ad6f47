//! What an operator may set. The defaults are for a relay of some thousand people.

use corridor_wire::id::RelayName;
use corridor_wire::limits;
use corridor_wire::report_to::ReportTo;

use crate::invitation::InvitationSecret;
use crate::push::PushPolicy;

/// Milliseconds since 1970-01-01T00:00:00Z, as the driver reads its clock.
pub type UnixMillis = u64;

pub struct RelayConfig {
    pub name: RelayName,
    pub invitation_secret: InvitationSecret,
    /// How long records, blobs and the memory of `op_id`s are kept.
    pub retention_days: u32,
    pub limits: Limits,
    /// `None`: devices are not woken.
    pub push: Option<PushPolicy>,
    /// Told to devices that sign in. Nothing is ever sent there by itself.
    pub report_to: Option<ReportTo>,
}

/// A token bucket: `per_second` on average, `burst` at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    pub per_second: u64,
    pub burst: u64,
}

#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests of all connections of one account.
    pub account_requests: Rate,
    /// Bytes of the frames that all connections of one account send.
    pub account_bytes: Rate,
    /// Requests of one connection, authenticated or not.
    pub connection_requests: Rate,
    pub connection_bytes: Rate,
    /// Rooms an account founds in a day.
    pub logs_per_day: u32,
    /// Bytes of entries an account writes in a day, to rooms and inboxes together, as they lie on
    /// the disk.
    pub record_bytes_per_day: u64,
    /// Letters that an inbox keeps until its owner has trimmed them.
    pub inbox_entries: u64,
    /// Blobs an account uploads in a day.
    pub blob_bytes_per_day: u64,
    pub blob_bytes: u64,
    pub follows_per_connection: usize,
    pub key_packages_per_device: usize,
    pub connections: usize,
    pub connections_per_account: usize,
    /// From connecting to being authenticated.
    pub authentication_ms: u64,
    /// Frames that do not decode before the connection is closed.
    pub bad_frames: u32,
    /// Bytes on their way to one connection above which it is not pushed to, but catches up from
    /// the store as it drains.
    pub push_window_bytes: usize,
    /// Bytes on their way to one connection above which it is closed. A driver that stops reading
    /// while `Relay::is_congested` never gets there.
    pub outstanding_bytes: usize,
    /// Encoded pages kept because several followers read the same ones.
    pub page_cache_bytes: usize,
    /// Heads of logs kept in memory.
    pub cached_logs: usize,
}

impl RelayConfig {
    pub fn new(name: RelayName, invitation_secret: InvitationSecret) -> Self {
        Self {
            name,
            invitation_secret,
            retention_days: 30,
            limits: Limits::default(),
            push: None,
            report_to: None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        let requests = Rate { per_second: 200, burst: 2_000 };
        let bytes = Rate { per_second: 8 * MIB, burst: 64 * MIB };
        Self {
            account_requests: requests,
            account_bytes: bytes,
            connection_requests: requests,
            connection_bytes: bytes,
            logs_per_day: 1_000,
            record_bytes_per_day: 4 * 1024 * MIB,
            inbox_entries: 10_000,
            blob_bytes_per_day: 10 * 1024 * MIB,
            blob_bytes: limits::BLOB_BYTES,
            follows_per_connection: limits::FOLLOWS_PER_CONNECTION,
            key_packages_per_device: limits::KEY_PACKAGES_PER_DEVICE,
            connections: 20_000,
            connections_per_account: 64,
            authentication_ms: 10_000,
            bad_frames: 8,
            push_window_bytes: 1024 * 1024,
            outstanding_bytes: 16 * 1024 * 1024,
            page_cache_bytes: 16 * 1024 * 1024,
            cached_logs: 20_000,
        }
    }
}
