//! How much of the machine the embedded engine may use.

use std::path::Path;
use std::sync::Arc;

use fjall::compaction::Leveled;
use fjall::{CompressionType, Database, KeyspaceCreateOptions};

const MIB: u64 = 1024 * 1024;

/// Size of a table in memtables. A merge needs room for all that it merges, before what it merged
/// goes; with fjall's own 64 MiB that would be more than a reserve can hold.
const TABLE_MEMTABLES: u64 = 2;

/// Tables that are written out before they are merged; fjall's own default.
const L0_TABLES: u8 = 4;

/// The defaults suit a relay of a few thousand people on one small machine.
#[derive(Clone, Debug)]
pub struct EmbeddedOptions {
    /// Memory for blocks that were read before.
    pub cache_bytes: u64,
    /// Memory of one space's newest rows before they go to a file of their own. Of the spaces only
    /// the undated ones and those of today are written to, so this is multiplied by about ten.
    pub memtable_bytes: u64,
    /// Disk for the journals, and so also a bound on the time to open after a crash. Fjall takes no
    /// less than 64 MiB.
    pub journal_bytes: u64,
    /// Threads that write tables and merge them; two at least. The first never merges, so that
    /// memory is always written out. Alone, fjall's worker could wait for ever for a place in the
    /// queue that only it empties (`inner_rotate_memtable` in fjall 3.1).
    pub worker_threads: usize,
    /// With less than this free, only batches that free room are taken: tables and journals have to
    /// be finished even when no more is accepted.
    pub reserve_bytes: u64,
    /// A file of this size beside the tables, given up when somebody else has filled the disk.
    pub ballast_bytes: u64,
}

impl Default for EmbeddedOptions {
    fn default() -> Self {
        Self {
            cache_bytes: 32 * MIB,
            memtable_bytes: 8 * MIB,
            journal_bytes: 128 * MIB,
            worker_threads: 2,
            reserve_bytes: 256 * MIB,
            ballast_bytes: 0,
        }
    }
}

impl EmbeddedOptions {
    /// `scarce`: without threads that write in the background.
    pub(super) fn open(&self, directory: &Path, scarce: bool) -> fjall::Result<Database> {
        let threads = if scarce { 0 } else { self.worker_threads.max(2) };
        Database::builder(directory)
            .cache_size(self.cache_bytes)
            .max_journaling_size(self.journal_bytes.max(64 * MIB))
            .worker_threads_unchecked(threads)
            // What is written is sealed and does not compress.
            .journal_compression(CompressionType::None)
            .open()
    }

    pub(super) fn keyspace(&self) -> KeyspaceCreateOptions {
        let merges = Leveled::default()
            .with_table_target_size(self.memtable_bytes.saturating_mul(TABLE_MEMTABLES))
            .with_l0_threshold(L0_TABLES);
        KeyspaceCreateOptions::default()
            .max_memtable_size(self.memtable_bytes)
            .compaction_strategy(Arc::new(merges))
    }
}
