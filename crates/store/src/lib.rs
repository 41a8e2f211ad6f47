//! What a relay asks of its storage, and two storages that give it.
//!
//! The contract is small on purpose, so that a distributed engine can stand behind it later: ordered
//! keys in named spaces, reads of a key or a range, one atomic and durable batch with assertions,
//! whole spaces dropped at once, and a signal that something changed.
//!
//! ```text
//!            View: get, range, spaces          (reads)
//!              |
//!            Store: commit, drop_space, snapshot, changes
//!              |                    |
//!        MemoryStore          EmbeddedStore     (`memory`, `embedded`)
//!              \____ conformance ____/          every backend runs the same suite on itself
//! ```
//!
//! When [`Store::commit`] returns `Ok`, the batch is on disk; when the process dies before that, all
//! of it is there after a restart or none of it. This crate never interprets a key or a value.
#![forbid(unsafe_code)]

pub mod backup;
pub mod conformance;
pub mod embedded;
pub mod memory;

mod batch;
mod error;
mod range;
mod signal;
mod space;

pub use batch::{Assertion, Batch};
pub use embedded::EmbeddedStore;
pub use error::StoreError;
pub use memory::MemoryStore;
pub use range::{Direction, KeyRange, Row};
pub use signal::ChangeSignal;
pub use space::{Space, SpaceName};

/// Bytes of a key, which is never empty.
pub const KEY_BYTES: usize = 1024;

/// Bytes of a value: what a relay stores in one row, records above all, with room to spare.
pub const VALUE_BYTES: usize = 4 * 1024 * 1024;

/// Reads. Each call sees a state between two batches, never half of one.
pub trait View: Send + Sync {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// The rows of a range in order. A space that nobody wrote to is empty.
    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError>;

    /// Every space that may hold a row, sorted.
    fn spaces(&self) -> Result<Vec<Space>, StoreError>;

    /// The days for which a space of this name may hold a row, ascending.
    fn days(&self, name: SpaceName) -> Result<Vec<u32>, StoreError> {
        let spaces = self.spaces()?;
        Ok(spaces.into_iter().filter(|space| space.name == name).filter_map(|s| s.day).collect())
    }
}

/// A whole storage. Safe to share between threads; batches take effect one after the other.
pub trait Store: View {
    /// Applies all of the batch if every assertion holds, and returns when it is on disk.
    ///
    /// A batch that frees room ([`Batch::mark_as_freeing`]) is taken long after others are refused as
    /// [`StoreError::Full`].
    ///
    /// After [`StoreError::AssertionFailed`] and [`StoreError::Full`] nothing has changed. After
    /// [`StoreError::Unavailable`] the outcome is unknown until the storage is opened again: all of
    /// the batch, or none.
    fn commit(&self, batch: &Batch) -> Result<(), StoreError>;

    /// Removes a space and everything in it. Dropping one that does not exist does nothing.
    fn drop_space(&self, space: Space) -> Result<(), StoreError>;

    /// The state of this moment, which later batches do not change.
    fn snapshot(&self) -> Result<Box<dyn View>, StoreError>;

    /// Counts committed batches and dropped spaces.
    fn changes(&self) -> &ChangeSignal;
}
