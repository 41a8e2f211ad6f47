//! Drives the relay core: one thread owns it, another makes its batches durable.
//!
//! ```text
//!  connections --Input--> [core thread] --Batch--> [storage thread] --> disk
//!       ^                   |      ^                     |
//!       |--- frames --------+      +----- Committed -----+
//! ```
//! While one batch is on its way to the disk, the core gathers the next. The channel into the core
//! is bounded in messages and in bytes, so a flood waits in its senders' sockets. If either thread
//! panics or the storage fails for good, the process ends: a restart reads back what is on disk,
//! and a half-dead relay would answer from what is not.

mod core_thread;
mod fatal;
mod peer;
mod storage_thread;

use std::sync::Arc;

use corridor_relay_core::{ConnId, GetGrant, PutGrant, Relay};
use corridor_store::Store;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{BlobId, LogId};
use corridor_wire::push::PushEndpoint;
use corridor_wire::relay_frame::ErrorReply;
use corridor_wire::token::Token;
use hyper::body::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::observe::metrics::Metrics;
use crate::observe::readiness::Readiness;
use crate::push::{self, Wake};

pub use peer::{Outgoing, Peer};

/// Inputs that wait for the core. Each is a small struct; their bytes are bounded apart.
const INPUTS_WAITING: usize = 4096;

/// Bytes of frames that wait for the core, of all connections together.
const INPUT_BYTES_WAITING: usize = 32 << 20;

/// What happens outside of the core.
pub enum Input {
    Connected {
        conn: ConnId,
        peer: Arc<Peer>,
    },
    Frame {
        conn: ConnId,
        bytes: Bytes,
        waiting: OwnedSemaphorePermit,
    },
    Drained {
        conn: ConnId,
        bytes: usize,
    },
    Disconnected {
        conn: ConnId,
    },
    AuthorizePut {
        blob: BlobId,
        token: Token,
        answer: oneshot::Sender<Result<PutGrant, ErrorReply>>,
    },
    AuthorizeGet {
        blob: BlobId,
        token: Token,
        answer: oneshot::Sender<Result<GetGrant, ErrorReply>>,
    },
    BlobComplete {
        blob: BlobId,
        token: Token,
        answer: oneshot::Sender<Result<(), ErrorReply>>,
    },
    /// A push service knows the endpoint no more.
    PushGone {
        inbox: LogId,
        endpoint: PushEndpoint,
    },
    Shutdown {
        retry_after_ms: u64,
    },
}

/// What the core asks of the blob folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlobRemoval {
    One(BlobId),
    ThroughDay(u32),
}

/// The way into the core, for connections and for the HTTP side.
#[derive(Clone)]
pub struct CoreHandle {
    inputs: mpsc::Sender<Input>,
    waiting_bytes: Arc<Semaphore>,
}

/// The threads, and what comes out of the core beside frames.
pub struct Driver {
    pub handle: CoreHandle,
    pub blob_removals: mpsc::UnboundedReceiver<BlobRemoval>,
    pub wakes: mpsc::Receiver<Wake>,
    core: std::thread::JoinHandle<()>,
    storage: std::thread::JoinHandle<()>,
}

impl Driver {
    pub fn start(
        relay: Relay,
        store: Arc<dyn Store>,
        metrics: Arc<Metrics>,
        readiness: Arc<Readiness>,
    ) -> std::io::Result<Self> {
        let (inputs, inputs_received) = mpsc::channel(INPUTS_WAITING);
        let (removals, blob_removals) = mpsc::unbounded_channel();
        let (wake, wakes) = push::queue();
        let (work, committed, storage) =
            storage_thread::start(store.clone(), metrics.clone(), readiness)?;
        let core = core_thread::CoreThread::new(relay, store, metrics, work, removals, wake)
            .start(inputs_received, committed)?;
        let handle =
            CoreHandle { inputs, waiting_bytes: Arc::new(Semaphore::new(INPUT_BYTES_WAITING)) };
        Ok(Self { handle, blob_removals, wakes, core, storage })
    }

    /// Waits until both threads have ended, which they do after [`Input::Shutdown`], with
    /// everything that was accepted on disk. Blocks.
    pub fn join(self) {
        drop(self.handle);
        // A panic has ended the process before it could be seen here.
        let _ = self.core.join();
        let _ = self.storage.join();
    }
}

impl CoreHandle {
    /// One frame, which waits while too many bytes are before it. `false` when the core has ended.
    pub async fn frame(&self, conn: ConnId, bytes: Bytes) -> bool {
        let length = u32::try_from(bytes.len().max(1)).unwrap_or(u32::MAX);
        match self.waiting_bytes.clone().acquire_many_owned(length).await {
            Ok(waiting) => self.send(Input::Frame { conn, bytes, waiting }).await,
            Err(_) => false,
        }
    }

    /// `false` when the core has ended.
    pub async fn send(&self, input: Input) -> bool {
        self.inputs.send(input).await.is_ok()
    }

    pub async fn authorize_put(&self, blob: BlobId, token: Token) -> Result<PutGrant, ErrorReply> {
        self.ask(|answer| Input::AuthorizePut { blob, token, answer }).await
    }

    pub async fn authorize_get(&self, blob: BlobId, token: Token) -> Result<GetGrant, ErrorReply> {
        self.ask(|answer| Input::AuthorizeGet { blob, token, answer }).await
    }

    /// Returns when the blob's completion is on disk.
    pub async fn blob_complete(&self, blob: BlobId, token: Token) -> Result<(), ErrorReply> {
        self.ask(|answer| Input::BlobComplete { blob, token, answer }).await
    }

    async fn ask<T>(
        &self,
        question: impl FnOnce(oneshot::Sender<Result<T, ErrorReply>>) -> Input,
    ) -> Result<T, ErrorReply> {
        let (answer, answered) = oneshot::channel();
        self.send(question(answer)).await;
        answered.await.unwrap_or_else(|_| {
            Err(ErrorReply {
                code: ErrorCode::ShuttingDown,
                detail: "the relay is stopping".to_owned(),
                retry_after_ms: Some(1000),
            })
        })
    }
}
