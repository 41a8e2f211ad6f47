//! Heads of logs: in memory as they are on disk, and with everything staged over them.

use std::collections::BTreeMap;

use corridor_store::Store;
use corridor_wire::id::LogId;

use crate::Relay;
use crate::refusal::Refusal;
use crate::rows::{HEADS, LogHead};

/// Heads that are on disk. All of them can be forgotten at any time.
pub struct Logs {
    cached: BTreeMap<LogId, LogHead>,
    limit: usize,
}

impl Logs {
    pub fn new(limit: usize) -> Self {
        Self { cached: BTreeMap::new(), limit }
    }

    /// A head that was just written to the disk, or read from it.
    pub fn remember(&mut self, log: LogId, head: LogHead) {
        // Rare, and cheap to read again: no order of use is kept.
        if self.cached.len() >= self.limit && !self.cached.contains_key(&log) {
            self.cached.clear();
        }
        self.cached.insert(log, head);
    }

    pub fn forget(&mut self, log: &LogId) {
        self.cached.remove(log);
    }
}

impl Relay {
    /// The head on disk: what readers see.
    pub fn durable_head(
        &mut self,
        log: &LogId,
        store: &dyn Store,
    ) -> Result<Option<LogHead>, Refusal> {
        if let Some(head) = self.logs.cached.get(log) {
            return Ok(Some(head.clone()));
        }
        let Some(bytes) = store.get(HEADS, log.as_bytes())? else { return Ok(None) };
        let head = corridor_wire::decode(&bytes, bytes.len()).ok().filter(LogHead::is_sound);
        let head = head.ok_or_else(|| Refusal::corrupt("head of a log"))?;
        self.logs.remember(*log, head.clone());
        Ok(Some(head))
    }

    /// The head after everything staged: what the write path decides on.
    pub fn staged_head(
        &mut self,
        log: &LogId,
        store: &dyn Store,
    ) -> Result<Option<LogHead>, Refusal> {
        match self.staging.head(log) {
            Some(head) => Ok(Some(head.clone())),
            None => self.durable_head(log, store),
        }
    }
}
