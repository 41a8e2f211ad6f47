//! A counter that somebody can wait on.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How many times a storage has changed. Clones count together.
#[derive(Clone, Default)]
pub struct ChangeSignal(Arc<(Mutex<u64>, Condvar)>);

impl ChangeSignal {
    pub fn count(&self) -> u64 {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the count as soon as it is past `seen`, or as it is after `timeout`.
    pub fn wait_past(&self, seen: u64, timeout: Duration) -> u64 {
        let count = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.0.1.wait_timeout_while(count, timeout, |count| *count <= seen);
        let (count, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *count
    }

    pub(crate) fn raise(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.1.notify_all();
    }
}
