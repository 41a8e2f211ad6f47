//! Whether the relay can do its work now: what `/readyz`, `doctor` and the service supervisor ask.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::directory::Directory;

#[derive(Default)]
pub struct Readiness {
    serving: AtomicBool,
    stopping: AtomicBool,
    storage_failed: AtomicBool,
    free_bytes: AtomicU64,
    least_free_bytes: AtomicU64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotReady {
    Starting,
    Stopping,
    /// Less room than `disk.least_free_megabytes`.
    DiskFull {
        free_bytes: u64,
    },
    /// The last batch found no room.
    Storage,
}

impl core::fmt::Display for NotReady {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Starting => f.write_str("starting"),
            Self::Stopping => f.write_str("stopping"),
            Self::DiskFull { free_bytes } => {
                write!(f, "disk full: {} MB free", free_bytes / (1 << 20))
            }
            Self::Storage => f.write_str("storage cannot be written"),
        }
    }
}

impl Readiness {
    pub fn new(least_free_bytes: u64) -> Self {
        Self {
            free_bytes: AtomicU64::new(u64::MAX),
            least_free_bytes: AtomicU64::new(least_free_bytes),
            ..Self::default()
        }
    }

    pub fn check(&self) -> Result<(), NotReady> {
        let free_bytes = self.free_bytes.load(Ordering::Relaxed);
        if self.stopping.load(Ordering::Relaxed) {
            Err(NotReady::Stopping)
        } else if !self.serving.load(Ordering::Relaxed) {
            Err(NotReady::Starting)
        } else if free_bytes < self.least_free_bytes.load(Ordering::Relaxed) {
            Err(NotReady::DiskFull { free_bytes })
        } else if self.storage_failed.load(Ordering::Relaxed) {
            Err(NotReady::Storage)
        } else {
            Ok(())
        }
    }

    pub fn set_serving(&self) {
        self.serving.store(true, Ordering::Relaxed);
    }

    pub fn set_stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub fn set_storage(&self, failed: bool) {
        self.storage_failed.store(failed, Ordering::Relaxed);
    }

    /// Once there is room again, what the last batch met is over: nobody may send another one to a
    /// relay that is not ready.
    pub fn set_free_bytes(&self, free: u64) {
        self.free_bytes.store(free, Ordering::Relaxed);
        if free >= self.least_free_bytes.load(Ordering::Relaxed) {
            self.set_storage(false);
        }
    }
}

/// Room left for the relay on its disk.
pub fn free_bytes(directory: &Directory) -> std::io::Result<u64> {
    let disk = rustix::fs::statvfs(directory.path())?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
