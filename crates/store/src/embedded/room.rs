//! Room on the disk: what is refused when it runs out, and a reserve so that deleting still works.
//!
//! ```text
//!   free >= reserve              everything is taken; the ballast is held
//!   free <  reserve              batches that add are refused; those that free room are taken
//!   free <  half of the ballast  the ballast is given up: its room is for tables that have to be
//!                                finished, and for batches that free room
//! ```
//! A store that is opened without room merges and writes out nothing, so that what is free is for
//! what frees more: a merge needs as much again as what it merges. With the first batch that adds
//! after there is room again, it is opened again.
//!
//! The reserve alone would do if nobody else wrote to the disk. The ballast is a file whose blocks
//! are allocated, so what it holds cannot be taken by others. It is held again as soon as there is
//! room for it beside the reserve.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustix::fs::{FallocateFlags, fallocate};

use super::EmbeddedOptions;
use crate::{Batch, StoreError};

/// Least room for a batch that frees some: the journal's blocks, and those of the file system.
const FLOOR_BYTES: u64 = 256 * 1024;

/// Bytes that are free on the disk of a directory.
pub(super) type Measure = Box<dyn Fn(&Path) -> Result<u64, StoreError> + Send + Sync>;

pub(super) struct Room {
    directory: PathBuf,
    reserve_bytes: u64,
    ballast_bytes: u64,
    held: Mutex<bool>,
    measure: Measure,
}

impl Room {
    /// Before anything else is written, because even opening a store takes room.
    pub(super) fn open(
        directory: &Path,
        options: &EmbeddedOptions,
        measure: Measure,
    ) -> Result<Self, StoreError> {
        let EmbeddedOptions { reserve_bytes, ballast_bytes, .. } = *options;
        let directory = directory.to_owned();
        let held = Mutex::new(directory.join(BALLAST).exists());
        let room = Self { directory, reserve_bytes, ballast_bytes, held, measure };
        room.balance(room.free()?);
        Ok(room)
    }

    /// Whether there is room to write in the background. Who holds no ballast does not ask.
    pub(super) fn is_enough(&self) -> Result<bool, StoreError> {
        Ok(self.ballast_bytes == 0 || self.free()? >= self.kept())
    }

    /// What has to stay free for batches that add: also the ballast's room, if it is not held.
    fn kept(&self) -> u64 {
        let held = *self.held.lock().unwrap_or_else(PoisonError::into_inner);
        self.reserve_bytes.saturating_add(if held { 0 } else { self.ballast_bytes })
    }

    /// A write that fails halfway makes fjall refuse everything until it is opened again, so the
    /// room is checked before it begins.
    pub(super) fn check(&self, batch: &Batch) -> Result<(), StoreError> {
        let free = self.balance(self.free()?);
        let adds = !batch.frees_room();
        let kept = if adds { self.kept() } else { FLOOR_BYTES.min(self.reserve_bytes) };
        if free < kept.saturating_add(batch.bytes() as u64) {
            Err(StoreError::Full)
        } else {
            Ok(())
        }
    }

    /// Gives the ballast up or takes it again; returns what is free then.
    fn balance(&self, free: u64) -> u64 {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = if *held {
            free >= self.ballast_bytes / 2 && self.ballast_bytes > 0
        } else {
            // Twice, so that it does not come and go at one mark.
            let enough = self.reserve_bytes.saturating_add(self.ballast_bytes.saturating_mul(2));
            self.ballast_bytes > 0 && free >= enough
        };
        if wanted == *held {
            return free;
        }
        // Without it the store works as well as without the option; there is nobody to tell here.
        let path = self.directory.join(BALLAST);
        let done =
            if wanted { allocate(&path, self.ballast_bytes) } else { fs::remove_file(&path) };
        match done {
            Ok(()) => *held = wanted,
            Err(_) if wanted => drop(fs::remove_file(&path)),
            Err(_) => {}
        }
        self.free().unwrap_or(free)
    }

    fn free(&self) -> Result<u64, StoreError> {
        (self.measure)(&self.directory)
    }
}

/// As the system tells it.
pub(super) fn free(directory: &Path) -> Result<u64, StoreError> {
    let disk = rustix::fs::statvfs(directory)
        .map_err(|error| StoreError::Unavailable(error.to_string()))?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// In the store's directory; fjall looks at its own names only.
const BALLAST: &str = "reserve";

fn allocate(path: &Path, bytes: u64) -> io::Result<()> {
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)?;
    // A file system that cannot allocate would only pretend, and there is no ballast then.
    Ok(fallocate(&file, FallocateFlags::empty(), 0, bytes)?)
}
