//! What a simulator does to a device: ends its process, and lets its database fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::command::StorageError;
use crate::engine::Engine;

/// Virtual machine steps of SQLite between two looks at what is left. Small, so that a failure can
/// hit each statement of an input.
const STEPS: i32 = 1;

/// The setting that holds a smaller limit for what travels inside a record.
pub(crate) const INLINE_BYTES: &str = "simulated_inline_bytes";

impl Engine {
    /// Lets commits and Welcomes above this size travel as blobs, which in real rooms takes hundreds
    /// of members.
    pub fn travel_as_blob_above(&mut self, bytes: u64) -> Result<(), StorageError> {
        self.database.set_number(INLINE_BYTES, bytes)
    }

    /// The process is killed and started again: what was committed is there, and nothing else.
    #[must_use]
    pub fn crash(self) -> Self {
        self.database.roll_back();
        Self::over(self.database)
    }

    /// Lets the database fail `steps` steps of its machine from now on, and at every commit from
    /// then on, until told otherwise with `None`. Each failure rolls the input back.
    pub fn fail_storage_after(&mut self, steps: Option<u32>) -> rusqlite::Result<()> {
        let rolls_back = Arc::clone(&self.database.rolls_back);
        let connection = &mut self.database.connection;
        let Some(steps) = steps else {
            connection.progress_handler(0, None::<fn() -> bool>)?;
            return connection.commit_hook(None::<fn() -> bool>);
        };
        let left = Arc::new(AtomicU32::new(steps));
        let at_commit = Arc::clone(&left);
        connection.progress_handler(
            STEPS,
            Some(move || {
                let spend = |left: u32| left.checked_sub(1);
                let is_spent =
                    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).is_err();
                is_spent && !rolls_back.load(Ordering::Relaxed)
            }),
        )?;
        // A commit that is refused is rolled back, as when the disk refuses the write.
        connection.commit_hook(Some(move || at_commit.load(Ordering::Relaxed) == 0))
    }
}
