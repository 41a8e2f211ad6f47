//! How much of the machine the embedded engine may use.

use std::path::Path;

use fjall::{CompressionType, Database, KeyspaceCreateOptions};

const MIB: u64 = 1024 * 1024;

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
    /// Disk that stays free: tables and journals have to be finished even when no more is accepted.
    pub reserve_bytes: u64,
}

impl Default for EmbeddedOptions {
    fn default() -> Self {
        Self {
            cache_bytes: 32 * MIB,
            memtable_bytes: 8 * MIB,
            journal_bytes: 128 * MIB,
            worker_threads: 2,
            reserve_bytes: 256 * MIB,
        }
    }
}

impl EmbeddedOptions {
    pub(super) fn open(&self, directory: &Path) -> fjall::Result<Database> {
        Database::builder(directory)
            .cache_size(self.cache_bytes)
            .max_journaling_size(self.journal_bytes.max(64 * MIB))
            .worker_threads(self.worker_threads.max(2))
            // What is written is sealed and does not compress.
            .journal_compression(CompressionType::None)
            .open()
    }

    pub(super) fn keyspace(&self) -> KeyspaceCreateOptions {
        KeyspaceCreateOptions::default().max_memtable_size(self.memtable_bytes)
    }
}
