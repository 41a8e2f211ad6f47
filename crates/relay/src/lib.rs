//! The relay as a state machine: sealed logs, tokens, follow, directory, key packages, blobs.
//!
//! It has no clock, socket, thread or random source. A driver hands in what happened and the time,
//! then drains what comes out.
#![forbid(unsafe_code)]

pub mod blob;
pub mod config;
pub mod counters;
pub mod invitation;
pub mod output;

use corridor_store::{Batch, Store, StoreError};
use corridor_wire::id::{BlobId, LineageId};
use corridor_wire::relay_frame::ErrorReply;
use corridor_wire::token::Token;

pub use blob::{GetGrant, PutGrant};
pub use config::{Limits, Rate, RelayConfig, UnixMillis};
pub use counters::Counters;
pub use invitation::InvitationSecret;
pub use output::{BatchId, CloseReason, ConnId, Output, Ticket};

/// Skeleton: the signatures are final, the bodies follow.
pub struct Relay {}

#[allow(clippy::unused_self, clippy::needless_pass_by_value)]
impl Relay {
    /// Begins on a store. At the first start of a store it writes the lineage; `seed` is 32 bytes of
    /// randomness that is not used again.
    pub fn open(
        _config: RelayConfig,
        _seed: [u8; 32],
        _now: UnixMillis,
        _store: &dyn Store,
    ) -> Result<Self, StoreError> {
        todo!()
    }

    pub fn lineage(&self) -> LineageId {
        todo!()
    }

    /// A transport connected; the greeting comes out.
    pub fn handle_connect(&mut self, _conn: ConnId, _now: UnixMillis) {
        todo!()
    }

    /// One WebSocket binary message.
    pub fn handle_frame(
        &mut self,
        _conn: ConnId,
        _now: UnixMillis,
        _bytes: &[u8],
        _store: &dyn Store,
    ) {
        todo!()
    }

    pub fn handle_disconnect(&mut self, _conn: ConnId) {
        todo!()
    }

    /// `bytes` of the frames for this connection were written to its socket.
    pub fn handle_drained(&mut self, _conn: ConnId, _bytes: usize, _store: &dyn Store) {
        todo!()
    }

    /// The time of `poll_wake` has come, or any other time.
    pub fn handle_timeout(&mut self, _now: UnixMillis, _store: &dyn Store) {
        todo!()
    }

    /// Everything staged since the last call as one batch for `Store::commit`; `None` while the
    /// last one is not answered by `handle_committed`, or when there is nothing to write.
    pub fn take_batch(&mut self) -> Option<(BatchId, Batch)> {
        todo!()
    }

    pub fn handle_committed(
        &mut self,
        _batch: BatchId,
        _result: Result<(), StoreError>,
        _store: &dyn Store,
    ) {
        todo!()
    }

    /// Says goodbye to everybody and takes nothing new. What is staged can still be committed.
    pub fn handle_shutdown(&mut self, _retry_after_ms: u64) {
        todo!()
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        todo!()
    }

    /// When to call `handle_timeout` next.
    pub fn poll_wake(&self) -> Option<UnixMillis> {
        todo!()
    }

    /// Whether so much is on its way to this connection that the driver had better read nothing
    /// more from it until it drains.
    pub fn is_congested(&self, _conn: ConnId) -> bool {
        todo!()
    }

    pub fn counters(&self) -> Counters {
        todo!()
    }

    /// Whether these bytes may be put, for `PUT /blobs/{id}`.
    pub fn authorize_put(
        &self,
        _blob: BlobId,
        _write_token: &Token,
        _now: UnixMillis,
        _store: &dyn Store,
    ) -> Result<PutGrant, ErrorReply> {
        todo!()
    }

    pub fn authorize_get(
        &self,
        _blob: BlobId,
        _read_token: &Token,
        _now: UnixMillis,
        _store: &dyn Store,
    ) -> Result<GetGrant, ErrorReply> {
        todo!()
    }

    /// All bytes of a blob are on disk; `Output::BlobCompleted` follows when that is recorded.
    pub fn handle_blob_complete(
        &mut self,
        _ticket: Ticket,
        _blob: BlobId,
        _write_token: &Token,
        _now: UnixMillis,
        _store: &dyn Store,
    ) {
        todo!()
    }
}

/// Begins a new lineage on a store that was restored from a backup, before `Relay::open`.
/// `id` is random.
pub fn begin_lineage(_store: &dyn Store, _id: LineageId) -> Result<(), StoreError> {
    todo!()
}
