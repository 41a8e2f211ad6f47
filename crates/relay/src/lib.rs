//! The relay as a state machine: sealed logs, tokens, follow, directory, key packages, blobs.
//!
//! It knows no rooms, no members, no titles: it keeps order, capability, compare-and-swap and
//! durability, and everything else is inside the seal. It has no clock, socket, thread or random
//! source. A driver hands in what happened and what time it is, then drains what comes out:
//!
//! ```text
//!  handle_connect, handle_frame, handle_drained,      poll_output  -> frames to send, closes, drops
//!  handle_timeout, handle_disconnect           \     /
//!                                               Relay --take_batch--> Store::commit (another thread)
//!                                              /     \                      |
//!  handle_committed <-------------------------------------------------------+
//!                                                     poll_wake    -> when to call handle_timeout
//! ```
//!
//! After any `handle_*`: take a batch if none is in flight, then poll outputs until there are none.
//! What a request writes is staged; its reply, and its entries for followers, come out after the
//! batch with it is on disk (`staging`). The store is passed in for reads only.
//!
//! | question | file |
//! |---|---|
//! | which request is allowed when | `request`, `connections` |
//! | the rules of append | `append` |
//! | what a token may read | `reading` |
//! | who is pushed what, and slow followers | `follow` |
//! | what is passed on and kept nowhere | `signal` |
//! | a room's or an inbox's life | `log_life` |
//! | accounts and devices | `directory` |
//! | what is on disk | `rows` |
//! | who is woken, and through whom | `push` |
//! | what expires | `retention`, `purge` |
#![forbid(unsafe_code)]

pub mod blob;
pub mod config;
pub mod counters;
pub mod invitation;
pub mod output;
pub mod push;

mod accounts;
mod append;
mod bad_frame;
mod bucket;
mod connections;
mod directory;
mod follow;
mod followers;
mod key_packages;
mod log_life;
mod logs;
mod purge;
mod reading;
mod refusal;
mod request;
mod retention;
mod rows;
mod settle;
mod signal;
mod staging;
mod start;

use std::collections::VecDeque;
use std::sync::Arc;

use corridor_store::{Batch, Store};
use corridor_wire::id::{LineageId, LogId, Nonce};
use corridor_wire::relay_frame::{Greeting, RelayFrame, Response, VERSIONS};
use rand_chacha::ChaCha20Rng;
use rand_core::RngCore;

pub use blob::{GetGrant, PutGrant};
pub use config::{Limits, Rate, RelayConfig, UnixMillis};
pub use counters::Counters;
pub use invitation::InvitationSecret;
pub use output::{BatchId, CloseReason, ConnId, Output, Ticket};
pub use push::{PushPolicy, PushService};
pub use start::{StartError, begin_lineage};

use accounts::AccountUse;
use connections::{Connections, Standing};
use followers::Followers;
use logs::Logs;
use purge::Purges;
use push::Wakes;
use retention::Retention;
use staging::Staging;

/// One relay. See the crate's documentation for how to drive it.
pub struct Relay {
    config: RelayConfig,
    lineage: LineageId,
    random: ChaCha20Rng,
    connections: Connections,
    accounts: AccountUse,
    logs: Logs,
    followers: Followers,
    staging: Staging,
    retention: Retention,
    purges: Purges,
    wakes: Wakes,
    outputs: VecDeque<Output>,
    counters: Counters,
    /// What time it was at the last input that told it.
    now: UnixMillis,
    /// After a failed read, when to try again to catch followers up.
    retry_at: Option<UnixMillis>,
    shutting_down: Option<u64>,
    /// The disk was full; until then nothing is tried that adds to it.
    full_until: Option<UnixMillis>,
}

/// Staged bytes above which a driver had better let the disk catch up before it reads more.
const STAGED_BYTES: usize = 32 * 1024 * 1024;

impl Relay {
    pub fn lineage(&self) -> LineageId {
        self.lineage
    }

    /// A transport connected; the greeting comes out.
    pub fn handle_connect(&mut self, conn: ConnId, now: UnixMillis) {
        self.now = now;
        self.counters.connections_opened += 1;
        if let Some(retry_after_ms) = self.shutting_down {
            return self.refuse_connection(conn, retry_after_ms, CloseReason::ShuttingDown);
        }
        if self.connections.len() >= self.config.limits.connections {
            return self.refuse_connection(conn, 10_000, CloseReason::TooManyConnections);
        }
        let nonce = Nonce::from_bytes(self.random_bytes());
        self.connections.open(conn, nonce, now, &self.config.limits);
        let greeting = Greeting {
            versions: VERSIONS,
            relay: self.config.name.clone(),
            nonce,
            lineage: self.lineage,
            retention_days: self.config.retention_days,
            push_key: self.config.push.as_ref().map(|policy| policy.key),
        };
        self.send_frame(conn, &RelayFrame::Greeting(greeting));
    }

    pub fn handle_disconnect(&mut self, conn: ConnId) {
        let Some(connection) = self.connections.remove(conn) else { return };
        self.followers.remove_connection(conn);
        if let Standing::Open { device, .. } = &connection.standing {
            let inbox = LogId::inbox_of(device);
            if !self.connections.has_inbox(&inbox) {
                self.wakes.hung_up(&inbox);
            }
        }
    }

    /// `bytes` of the frames for this connection were written to its socket.
    pub fn handle_drained(&mut self, conn: ConnId, bytes: usize, store: &dyn Store) {
        let Some(connection) = self.connections.get_mut(conn) else { return };
        connection.outstanding = connection.outstanding.saturating_sub(bytes);
        if !connection.lagging.is_empty() {
            self.catch_up(conn, store);
        }
    }

    /// The time of `poll_wake` has come, or any other time.
    pub fn handle_timeout(&mut self, now: UnixMillis, store: &dyn Store) {
        self.now = now;
        for conn in self.connections.overdue(now) {
            self.close(conn, CloseReason::AuthenticationTimeout);
        }
        self.wake_due(store);
        self.staging.set_freeing(true);
        self.expire_days(now);
        self.purge_some(now, store);
        self.staging.set_freeing(false);
        if self.retry_at.is_some_and(|at| at <= now) {
            self.retry_at = None;
            for conn in self.connections.lagging() {
                self.catch_up(conn, store);
            }
        }
    }

    /// When to call `handle_timeout` next.
    pub fn poll_wake(&self) -> Option<UnixMillis> {
        let due = self.wakes.are_due().then_some(self.now);
        let wakes = [self.connections.next_deadline(), self.retry_at, self.purges.wake(), due];
        wakes.into_iter().flatten().chain([self.retention.wake()]).min()
    }

    /// Everything staged since the last call as one batch for `Store::commit`; `None` while the
    /// last one is not answered by `handle_committed`, or when there is nothing to write.
    pub fn take_batch(&mut self) -> Option<(BatchId, Batch)> {
        self.staging.take()
    }

    /// Says goodbye to everybody and takes nothing new. What is staged can still be committed.
    pub fn handle_shutdown(&mut self, retry_after_ms: u64) {
        self.shutting_down = Some(retry_after_ms);
        for conn in self.connections.all() {
            self.send_frame(conn, &RelayFrame::Goodbye { retry_after_ms });
        }
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// Whether so much is on its way to this connection, or to the disk, that the driver had better
    /// read nothing more from it for now.
    pub fn is_congested(&self, conn: ConnId) -> bool {
        let window = self.config.limits.push_window_bytes;
        let outstanding = self.connections.get(conn).map_or(0, |c| c.outstanding);
        outstanding > window || self.staging.bytes() > STAGED_BYTES
    }

    pub fn counters(&self) -> Counters {
        Counters {
            connections: self.connections.len() as u64,
            sessions: self.connections.sessions() as u64,
            follows: self.followers.len() as u64,
            ..self.counters
        }
    }

    fn refuse_connection(&mut self, conn: ConnId, retry_after_ms: u64, reason: CloseReason) {
        let frame = corridor_wire::encode(&RelayFrame::Goodbye { retry_after_ms });
        self.outputs.push_back(Output::Send { conn, frame: frame.into() });
        self.outputs.push_back(Output::Close { conn, reason });
    }

    fn reply(&mut self, conn: ConnId, request_id: u64, response: Response) {
        if matches!(response, Response::Error(_)) {
            self.counters.refused_requests += 1;
        }
        self.send_frame(conn, &RelayFrame::Reply { request_id, response });
    }

    fn send_frame(&mut self, conn: ConnId, frame: &RelayFrame) {
        if self.connections.get(conn).is_some() {
            self.send(conn, corridor_wire::encode(frame).into());
        }
    }

    fn send(&mut self, conn: ConnId, frame: Arc<[u8]>) {
        let Some(connection) = self.connections.get_mut(conn) else { return };
        connection.outstanding += frame.len();
        self.counters.frames_sent += 1;
        self.counters.bytes_sent += frame.len() as u64;
        let too_slow = connection.outstanding > self.config.limits.outstanding_bytes;
        self.outputs.push_back(Output::Send { conn, frame });
        if too_slow {
            self.close(conn, CloseReason::TooSlow);
        }
    }

    fn close(&mut self, conn: ConnId, reason: CloseReason) {
        self.handle_disconnect(conn);
        self.outputs.push_back(Output::Close { conn, reason });
    }

    fn random_bytes<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.random.fill_bytes(&mut bytes);
        bytes
    }
}
