//! What the core hands back to its driver.

use std::sync::Arc;

use corridor_store::Space;
use corridor_wire::id::{BlobId, LogId};
use corridor_wire::push::PushEndpoint;
use corridor_wire::relay_frame::ErrorReply;

/// A connection, numbered by the driver. A number is not used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConnId(pub u64);

/// A batch that the driver was given and will answer for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BatchId(pub u64);

/// A question of the HTTP side that is answered when it is on disk; numbered by the driver.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ticket(pub u64);

/// Why the core ends a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CloseReason {
    /// No authentication within the time for it.
    AuthenticationTimeout,
    /// Too many frames that are none.
    BadFrames,
    /// Its replies pile up and it does not read them.
    TooSlow,
    /// The relay or the account has as many connections as it may.
    TooManyConnections,
    /// The session's device was revoked.
    DeviceRevoked,
    ShuttingDown,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Output {
    /// One frame for one connection. Followers at the same position share the bytes.
    Send { conn: ConnId, frame: Arc<[u8]> },
    /// Close after what was sent before; no `handle_disconnect` is expected for it.
    Close { conn: ConnId, reason: CloseReason },
    /// Remove an expired day with `Store::drop_space`.
    DropSpace(Space),
    /// Remove the content of one blob.
    DeleteBlob(BlobId),
    /// Remove the content of every blob whose `blob::day_of` is this day or before.
    ExpireBlobs { through_day: u32 },
    /// Send an empty message to this address. If the push service says that there is no such address,
    /// hand both to `Relay::handle_push_gone`.
    Wake { inbox: LogId, endpoint: PushEndpoint },
    /// The answer to `Relay::handle_blob_complete`.
    BlobCompleted { ticket: Ticket, result: Result<(), ErrorReply> },
}
