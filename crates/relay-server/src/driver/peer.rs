//! The core's side of one connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use corridor_relay_core::CloseReason;
use tokio::sync::{Notify, mpsc};

/// What a connection's task writes, in order.
pub enum Outgoing {
    Frame(Arc<[u8]>),
    Close(CloseReason),
}

/// Shared by the core's thread and the connection's task. The queue has no bound of its own: the
/// core pushes no more than its window, and stops reading from a peer whose replies pile up.
pub struct Peer {
    outgoing: mpsc::UnboundedSender<Outgoing>,
    congested: AtomicBool,
    relieved: Notify,
}

impl Peer {
    pub fn new() -> (Arc<Self>, mpsc::UnboundedReceiver<Outgoing>) {
        let (outgoing, receiver) = mpsc::unbounded_channel();
        let peer = Self { outgoing, congested: AtomicBool::new(false), relieved: Notify::new() };
        (Arc::new(peer), receiver)
    }

    /// A connection that has gone takes nothing; its task reports that in its own time.
    pub(super) fn send(&self, outgoing: Outgoing) {
        let _ = self.outgoing.send(outgoing);
    }

    pub(super) fn set_congested(&self, congested: bool) {
        let before = self.congested.swap(congested, Ordering::AcqRel);
        if before && !congested {
            self.relieved.notify_one();
        }
    }

    /// Whether to read nothing more from the socket for now.
    pub fn is_congested(&self) -> bool {
        self.congested.load(Ordering::Acquire)
    }

    pub async fn relieved(&self) {
        self.relieved.notified().await;
    }
}
