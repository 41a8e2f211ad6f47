//! Group commit: what is decided but not on disk yet.
//!
//! ```text
//!   requests --> current --take_batch--> in flight --handle_committed(Ok)--> replies, pushes
//!                   |                        |
//!                   +---------- Err ---------+--> every request in both is refused
//! ```
//! Decisions of the write path see the store with both stages over it. Readers see the store alone.

use std::collections::BTreeMap;

use corridor_store::{Assertion, Batch, KeyRange, Space, Store, StoreError};
use corridor_wire::chain::ChainHash;
use corridor_wire::id::{AccountId, BlobId, DeviceId, LogId};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, Response};

use crate::output::{BatchId, ConnId, Ticket};
use crate::rows::{HEADS, LogHead};

/// Who waits for a batch.
pub enum Waiter {
    Request { conn: ConnId, request_id: u64 },
    Blob(Ticket),
}

/// What is said once the batch is on disk.
pub struct Completion {
    pub waiter: Waiter,
    pub response: Response,
    /// Whom the connection is authenticated as from then on.
    pub sign_in: Option<(AccountId, DeviceId)>,
}

/// What happens in memory once the batch is on disk.
#[derive(Clone, Copy)]
pub enum Effect {
    SignOut(DeviceId),
    /// A log was deleted: its followers end, its rows are purged.
    LogDeleted(LogId),
    Purged(LogId),
    BlobDeleted(BlobId),
    /// Whoever wrote to a room would have the device of this inbox woken.
    Wake(LogId),
    RetainedFrom(u32),
}

/// An entry on its way to the disk, and the log's chain with it.
pub struct StagedEntry {
    pub entry: Entry,
    pub chain_after: ChainHash,
}

/// A log that a stage changes.
pub struct StagedLog {
    pub head: LogHead,
    pub entries: Vec<StagedEntry>,
}

#[derive(Default)]
pub struct Stage {
    batch: Batch,
    /// Something in it adds to what is stored, and is not there to make room.
    adds: bool,
    pub completions: Vec<Completion>,
    pub effects: Vec<Effect>,
    pub logs: BTreeMap<LogId, StagedLog>,
}

#[derive(Default)]
pub struct Staging {
    current: Stage,
    in_flight: Option<(BatchId, Stage)>,
    taken: u64,
    /// What is staged now is there to make room.
    freeing: bool,
}

impl Staging {
    /// What a key will have when everything staged is on disk.
    pub fn get(
        &self,
        space: Space,
        key: &[u8],
        store: &dyn Store,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let written = self.stages().find_map(|stage| stage.batch.written(space, key));
        match written {
            Some(value) => Ok(value.map(<[u8]>::to_vec)),
            None => store.get(space, key),
        }
    }

    /// The rows that begin with `prefix`, as `get` sees them, and at least the first `limit` of
    /// them.
    pub fn scan(
        &self,
        space: Space,
        prefix: &[u8],
        limit: usize,
        store: &dyn Store,
    ) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, StoreError> {
        let written = self.stages().map(|stage| stage.batch.written_prefix(space, prefix).count());
        let rows = limit.saturating_add(written.sum());
        let rows = store.range(space, &KeyRange::prefix(prefix).limit_rows(rows))?;
        let mut found: BTreeMap<_, _> = rows.into_iter().map(|row| (row.key, row.value)).collect();
        let stages: Vec<&Stage> = self.stages().collect();
        for stage in stages.into_iter().rev() {
            for (key, value) in stage.batch.written_prefix(space, prefix) {
                match value {
                    Some(value) => found.insert(key.to_vec(), value.to_vec()),
                    None => found.remove(key),
                };
            }
        }
        Ok(found)
    }

    /// A log's head after everything staged; `None` when no stage touches it.
    pub fn head(&self, log: &LogId) -> Option<&LogHead> {
        self.stages().find_map(|stage| stage.logs.get(log)).map(|staged| &staged.head)
    }

    /// Whether what is staged from now on is there to make room, so that a full disk takes it.
    pub fn set_freeing(&mut self, freeing: bool) {
        self.freeing = freeing;
    }

    pub fn put(&mut self, space: Space, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.current.adds |= !self.freeing;
        self.current.batch.put(space, key, value);
    }

    pub fn delete(&mut self, space: Space, key: impl Into<Vec<u8>>) {
        self.current.batch.delete(space, key);
    }

    /// The store has to agree that the key is new.
    pub fn assert_absent(&mut self, space: Space, key: impl Into<Vec<u8>>) {
        self.current.batch.assert(Assertion::Absent { space, key: key.into() });
    }

    pub fn effect(&mut self, effect: Effect) {
        self.current.effects.push(effect);
    }

    /// Replaces a log's head, and adds an entry to it.
    pub fn advance(&mut self, log: LogId, head: LogHead, entry: Option<StagedEntry>) {
        self.current.adds |= !self.freeing;
        let entries = Vec::new;
        let staged = self.current.logs.entry(log);
        let staged = staged.or_insert_with(|| StagedLog { head: head.clone(), entries: entries() });
        staged.head = head;
        staged.entries.extend(entry);
    }

    /// Says something when all that is staged so far is on disk. Handed back when nothing is.
    pub fn complete(&mut self, completion: Completion) -> Option<Completion> {
        if !self.current.is_empty() {
            self.current.completions.push(completion);
        } else if let Some((_, stage)) = &mut self.in_flight {
            stage.completions.push(completion);
        } else {
            return Some(completion);
        }
        None
    }

    /// Bytes that wait for the disk.
    pub fn bytes(&self) -> usize {
        self.stages().map(|stage| stage.batch.bytes()).sum()
    }

    /// The current stage as one batch. The stage stays here until it is settled.
    pub fn take(&mut self) -> Option<(BatchId, Batch)> {
        if self.in_flight.is_some() || self.current.is_empty() {
            return None;
        }
        let mut stage = std::mem::take(&mut self.current);
        for (log, staged) in &stage.logs {
            if is_planted(Bug::HeadNotStored) && !staged.entries.is_empty() {
                continue;
            }
            stage.batch.put(HEADS, log.as_bytes(), corridor_wire::encode(&staged.head));
        }
        if !stage.adds {
            stage.batch.mark_as_freeing();
        }
        self.taken += 1;
        let id = BatchId(self.taken);
        let batch = stage.batch.clone();
        self.in_flight = Some((id, stage));
        Some((id, batch))
    }

    /// The stage that is on disk now; `None` for a batch that is not in flight.
    pub fn settle(&mut self, id: BatchId) -> Option<Stage> {
        let (_, stage) = self.in_flight.take_if(|(in_flight, _)| *in_flight == id)?;
        Some(stage)
    }

    /// After a failure: what was staged on top of the batch that failed.
    pub fn abandon(&mut self) -> Stage {
        std::mem::take(&mut self.current)
    }

    /// Newest first.
    fn stages(&self) -> impl Iterator<Item = &Stage> {
        core::iter::once(&self.current).chain(self.in_flight.iter().map(|(_, stage)| stage))
    }
}

impl Stage {
    fn is_empty(&self) -> bool {
        self.batch.is_empty() && self.logs.is_empty()
    }
}
