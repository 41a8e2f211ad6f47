//! The thread that owns the relay core.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use corridor_relay_core::{BatchId, CloseReason, ConnId, Output, Relay, Ticket};
use corridor_store::Store;
use corridor_wire::relay_frame::ErrorReply;
use tokio::sync::mpsc::{Receiver, Sender, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use super::fatal::EndsWithThread;
use super::storage_thread::{Committed, Work};
use super::{BlobRemoval, Input, Outgoing, Peer};
use crate::clock;
use crate::observe::metrics::Metrics;
use crate::push::Wake;

/// Inputs taken between two looks at the outputs, so that one wake-up serves many senders.
const GATHER: usize = 256;

/// The clock may be set while nothing happens; look at it at least this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(10);

pub struct CoreThread {
    relay: Relay,
    store: Arc<dyn Store>,
    metrics: Arc<Metrics>,
    peers: HashMap<ConnId, Arc<Peer>>,
    tickets: HashMap<Ticket, oneshot::Sender<Result<(), ErrorReply>>>,
    next_ticket: u64,
    work: mpsc::Sender<Work>,
    removals: UnboundedSender<BlobRemoval>,
    wakes: Sender<Wake>,
    in_flight: Option<BatchId>,
    /// Peers that are not read from, to be looked at again when the disk has caught up.
    congested: HashSet<ConnId>,
    stopping: bool,
}

impl CoreThread {
    pub fn new(
        relay: Relay,
        store: Arc<dyn Store>,
        metrics: Arc<Metrics>,
        work: mpsc::Sender<Work>,
        removals: UnboundedSender<BlobRemoval>,
        wakes: Sender<Wake>,
    ) -> Self {
        Self {
            relay,
            store,
            metrics,
            peers: HashMap::new(),
            tickets: HashMap::new(),
            next_ticket: 0,
            work,
            removals,
            wakes,
            in_flight: None,
            congested: HashSet::new(),
            stopping: false,
        }
    }

    pub fn start(
        self,
        inputs: Receiver<Input>,
        committed: UnboundedReceiver<Committed>,
    ) -> std::io::Result<thread::JoinHandle<()>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        thread::Builder::new().name("core".to_owned()).spawn(move || {
            let _ends = EndsWithThread("core");
            runtime.block_on(self.live(inputs, committed));
        })
    }

    /// Runs until it is told to stop, then closes whoever is still there.
    async fn live(
        mut self,
        mut inputs: Receiver<Input>,
        mut committed: UnboundedReceiver<Committed>,
    ) {
        self.run(&mut inputs, &mut committed).await;
        inputs.close();
        while let Some(input) = inputs.recv().await {
            if let Input::Connected { conn, peer } = input {
                self.peers.insert(conn, peer);
            }
        }
        for peer in self.peers.values() {
            peer.send(Outgoing::Close(CloseReason::ShuttingDown));
        }
    }

    async fn run(
        &mut self,
        inputs: &mut Receiver<Input>,
        committed: &mut UnboundedReceiver<Committed>,
    ) {
        loop {
            self.hand_out();
            if self.stopping && self.in_flight.is_none() {
                return;
            }
            let sleep = self.until_wake();
            if sleep.is_zero() {
                self.relay.handle_timeout(clock::now_ms(), self.store.as_ref());
                continue;
            }
            tokio::select! {
                biased;
                done = committed.recv() => match done {
                    Some(done) => self.handle_committed(done),
                    // The storage thread ends the process before it ends alone.
                    None => return,
                },
                input = inputs.recv() => match input {
                    Some(input) => self.take(input),
                    None => self.stop(0),
                },
                () = tokio::time::sleep(sleep) => {}
            }
            for _ in 0..GATHER {
                let Ok(input) = inputs.try_recv() else { break };
                self.take(input);
            }
        }
    }

    fn until_wake(&self) -> Duration {
        let wake = self.relay.poll_wake().unwrap_or(u64::MAX);
        Duration::from_millis(wake.saturating_sub(clock::now_ms())).min(LONGEST_SLEEP)
    }

    fn take(&mut self, input: Input) {
        let now = clock::now_ms();
        let store = self.store.clone();
        let store = store.as_ref();
        match input {
            Input::Connected { conn, peer } => {
                self.peers.insert(conn, peer);
                self.relay.handle_connect(conn, now);
            }
            Input::Frame { conn, bytes, waiting } => {
                // A connection that the core has closed may still have had frames on their way.
                if self.peers.contains_key(&conn) {
                    self.relay.handle_frame(conn, now, &bytes, store);
                    self.look_at_congestion(conn);
                }
                drop(waiting);
            }
            Input::Drained { conn, bytes } => {
                if self.peers.contains_key(&conn) {
                    self.relay.handle_drained(conn, bytes, store);
                    self.look_at_congestion(conn);
                }
            }
            Input::Disconnected { conn } => {
                if self.peers.remove(&conn).is_some() {
                    self.relay.handle_disconnect(conn);
                }
            }
            Input::AuthorizePut { blob, token, answer } => {
                let _ = answer.send(self.relay.authorize_put(blob, &token, store));
            }
            Input::AuthorizeGet { blob, token, answer } => {
                let _ = answer.send(self.relay.authorize_get(blob, &token, store));
            }
            Input::BlobComplete { blob, token, answer } => {
                self.next_ticket += 1;
                let ticket = Ticket(self.next_ticket);
                self.tickets.insert(ticket, answer);
                self.relay.handle_blob_complete(ticket, blob, &token, now, store);
            }
            Input::PushGone { inbox, endpoint } => {
                self.relay.handle_push_gone(inbox, &endpoint, now, store);
            }
            Input::Shutdown { retry_after_ms } => self.stop(retry_after_ms),
        }
    }

    fn handle_committed(&mut self, done: Committed) {
        self.in_flight = None;
        self.relay.handle_committed(done.batch, done.result, self.store.as_ref());
        for conn in std::mem::take(&mut self.congested) {
            self.look_at_congestion(conn);
        }
    }

    fn stop(&mut self, retry_after_ms: u64) {
        if !self.stopping {
            self.stopping = true;
            self.relay.handle_shutdown(retry_after_ms);
        }
    }

    fn look_at_congestion(&mut self, conn: ConnId) {
        if let Some(peer) = self.peers.get(&conn) {
            let congested = self.relay.is_congested(conn);
            peer.set_congested(congested);
            if congested {
                self.congested.insert(conn);
            }
        }
    }

    /// Everything that the core wants done, until it wants nothing.
    fn hand_out(&mut self) {
        // First, so that who has an answer finds it counted.
        self.metrics.publish(self.relay.counters());
        while let Some(output) = self.relay.poll_output() {
            self.carry_out(output);
        }
        if let Some((id, batch)) = self.relay.take_batch() {
            self.in_flight = Some(id);
            let _ = self.work.send(Work::Commit(id, batch));
        }
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Send { conn, frame } => {
                if let Some(peer) = self.peers.get(&conn) {
                    peer.send(Outgoing::Frame(frame));
                }
            }
            Output::Close { conn, reason } => {
                if let Some(peer) = self.peers.remove(&conn) {
                    peer.send(Outgoing::Close(reason));
                }
            }
            Output::DropSpace(space) => {
                let _ = self.work.send(Work::Drop(space));
            }
            Output::DeleteBlob(blob) => {
                let _ = self.removals.send(BlobRemoval::One(blob));
            }
            Output::ExpireBlobs { through_day } => {
                let _ = self.removals.send(BlobRemoval::ThroughDay(through_day));
            }
            Output::Wake { inbox, endpoint } => {
                // Never waits: a push service that is slow must not slow the relay.
                if self.wakes.try_send(Wake { inbox, endpoint }).is_err() {
                    self.metrics.push_dropped.inc();
                }
            }
            Output::BlobCompleted { ticket, result } => {
                if let Some(answer) = self.tickets.remove(&ticket) {
                    let _ = answer.send(result);
                }
            }
        }
    }
}
