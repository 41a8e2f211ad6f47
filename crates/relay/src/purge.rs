//! Deleted logs: their rows go a few at a time, between what people wait for.
//!
//! The tombstone is on disk before a log is purged, so no row of it comes after; deleting a row twice
//! while a batch is under way does no harm.

use std::collections::VecDeque;

use corridor_store::{KeyRange, Space, Store, StoreError};
use corridor_wire::id::LogId;
use corridor_wire::planted::{Bug, is_planted};

use crate::Relay;
use crate::config::UnixMillis;
use crate::rows::{ENTRIES, OPS, PURGES, REVOCATIONS, TOKENS};
use crate::staging::Effect;
use crate::start::StartError;

/// Rows in one batch: a few milliseconds of a slow disk.
const ROWS: usize = 256;

/// Between two of them, so that a large log does not crowd out the others.
const PAUSE_MS: u64 = 50;

/// Logs that are deleted and still have rows.
pub struct Purges {
    queue: VecDeque<LogId>,
    wake: UnixMillis,
    staged: bool,
}

impl Purges {
    pub fn load(now: UnixMillis, store: &dyn Store) -> Result<Self, StartError> {
        let rows = store.range(PURGES, &KeyRange::all())?;
        let logs = rows.iter().map(|row| LogId::from_slice(&row.key));
        let queue = logs.collect::<Option<_>>().ok_or(StartError::Damaged("purge"))?;
        Ok(Self { queue, wake: now, staged: false })
    }

    pub fn add(&mut self, log: LogId) {
        self.queue.push_back(log);
    }

    pub fn finish(&mut self, log: &LogId) {
        self.queue.retain(|queued| queued != log);
        self.staged = false;
    }

    pub fn forget_staged(&mut self) {
        self.staged = false;
    }

    pub fn wake(&self) -> Option<UnixMillis> {
        (!self.queue.is_empty()).then_some(self.wake)
    }
}

impl Relay {
    pub fn purge_some(&mut self, now: UnixMillis, store: &dyn Store) {
        let Some(log) = self.purges.queue.front().copied() else { return };
        if now < self.purges.wake {
            return;
        }
        self.purges.wake = now.saturating_add(PAUSE_MS);
        if self.purges.staged {
            return;
        }
        match rows_of(&log, store) {
            Ok(rows) if rows.is_empty() => {
                self.purges.staged = true;
                self.staging.delete(PURGES, *log.as_bytes());
                self.staging.effect(Effect::Purged(log));
            }
            Ok(rows) => rows.into_iter().for_each(|(space, key)| self.staging.delete(space, key)),
            // Tried again at the next wake.
            Err(_) => {}
        }
    }
}

/// Some of the rows that a log still has; none when there are none.
fn rows_of(log: &LogId, store: &dyn Store) -> Result<Vec<(Space, Vec<u8>)>, StoreError> {
    let mut spaces = vec![TOKENS, REVOCATIONS];
    for name in [ENTRIES, OPS] {
        if is_planted(Bug::DeletedRecordsStay) {
            break;
        }
        spaces.extend(store.days(name)?.into_iter().map(|day| Space::of_day(name, day)));
    }
    let mut found = Vec::new();
    for space in spaces {
        let range = KeyRange::prefix(log.as_bytes()).limit_rows(ROWS - found.len());
        found.extend(store.range(space, &range)?.into_iter().map(|row| (space, row.key)));
        if found.len() == ROWS {
            break;
        }
    }
    Ok(found)
}
