//! After a batch: what waited for it is said, or refused.

use corridor_store::{Store, StoreError};
use corridor_wire::id::LogId;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::Response;

use crate::Relay;
use crate::config::UnixMillis;
use crate::output::{BatchId, CloseReason, Output};
use crate::refusal::Refusal;
use crate::staging::{Completion, Effect, Stage, Waiter};

/// After a full disk was seen, how long nothing that adds is tried: what frees room is not in one
/// batch with it then, and not refused with it.
const FULL_MS: u64 = 1_000;

impl Relay {
    /// Whether the disk was full a moment ago.
    pub fn is_full(&self, now: UnixMillis) -> bool {
        self.full_until.is_some_and(|until| now < until && until <= now.saturating_add(FULL_MS))
    }

    /// What `Store::commit` made of the batch in flight. Any other id is ignored.
    pub fn handle_committed(
        &mut self,
        batch: BatchId,
        result: Result<(), StoreError>,
        store: &dyn Store,
    ) {
        let Some(stage) = self.staging.settle(batch) else { return };
        match result {
            Ok(()) => self.make_visible(stage, store),
            Err(_) if is_planted(Bug::FailedBatchAcknowledged) => self.make_visible(stage, store),
            Err(error) => {
                self.counters.batches_failed += 1;
                if error == StoreError::Full {
                    self.full_until = Some(self.now.saturating_add(FULL_MS));
                }
                let refusal = Refusal::from(error);
                // What was staged on top was decided on what is not there.
                let on_top = self.staging.abandon();
                self.refuse_stage(stage, &refusal);
                self.refuse_stage(on_top, &refusal);
                self.retention.forget_staged();
                self.purges.forget_staged();
            }
        }
    }

    /// Replies first, so that nobody hears of an entry of their own before its reply; then pushes;
    /// then what ends something.
    fn make_visible(&mut self, stage: Stage, store: &dyn Store) {
        self.counters.batches_committed += 1;
        let Stage { completions, effects, logs, .. } = stage;
        for (log, staged) in &logs {
            self.logs.remember(*log, staged.head.clone());
        }
        for completion in completions {
            self.finish(completion);
        }
        for (log, staged) in logs {
            let came = !staged.entries.is_empty();
            self.publish(log, staged.entries);
            if staged.head.is_inbox() {
                self.note_inbox(log, &staged.head, came, store);
            }
        }
        for effect in effects {
            self.apply(effect, store);
        }
    }

    /// Says what a request waited for.
    pub fn finish(&mut self, completion: Completion) {
        let Completion { waiter, response, sign_in } = completion;
        match waiter {
            Waiter::Request { conn, request_id } => {
                if let Some((account, device)) = sign_in {
                    self.wakes.came_back(&LogId::inbox_of(&device));
                    self.connections.sign_in(conn, account, device);
                }
                self.reply(conn, request_id, response);
            }
            Waiter::Blob(ticket) => {
                let result = match response {
                    Response::Error(error) => Err(error),
                    _ => Ok(()),
                };
                self.outputs.push_back(Output::BlobCompleted { ticket, result });
            }
        }
    }

    fn apply(&mut self, effect: Effect, store: &dyn Store) {
        match effect {
            Effect::SignOut(device) => {
                for conn in self.connections.of_device(&device) {
                    self.close(conn, CloseReason::DeviceRevoked);
                }
            }
            Effect::LogDeleted(log) => {
                self.end_follows_of_deleted(&log);
                self.purges.add(log);
            }
            Effect::Purged(log) => self.purges.finish(&log),
            Effect::Wake(inbox) => self.wake_for_room(inbox, store),
            Effect::BlobDeleted(blob) => self.outputs.push_back(Output::DeleteBlob(blob)),
            Effect::RetainedFrom(day) => {
                self.retention.settle(day);
                self.followers.forget_pages();
                self.drop_expired(store);
            }
        }
    }

    fn refuse_stage(&mut self, stage: Stage, refusal: &Refusal) {
        for log in stage.logs.keys() {
            self.logs.forget(log);
        }
        for completion in stage.completions {
            let response = refusal.clone().into_response();
            self.finish(Completion { response, sign_in: None, ..completion });
        }
    }
}
