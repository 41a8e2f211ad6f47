//! The contract over fjall, a log-structured engine in this process: one directory, no other
//! program.
//!
//! A batch is one entry of fjall's journal with a checksum at its end, so a torn one is cut off when
//! the journal is read again; `PersistMode::SyncAll` puts it on disk before [`Store::commit`] returns.
//! Where fjall itself does not hold up to a power cut, `journal` and `directory` make up for it.
//!
//! What was opened without room on the disk is closed and opened again once there is some: threads
//! that write in the background are fjall's from its opening on, or never.

mod directory;
mod journal;
mod opened;
mod options;
mod room;
mod spaces;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use fjall::Snapshot;

use opened::Opened;
pub use options::EmbeddedOptions;
use room::Room;

use crate::batch::check_key;
use crate::{Batch, ChangeSignal, KeyRange, Row, Space, Store, StoreError, View};

/// A directory that one process at a time has open.
pub struct EmbeddedStore {
    directory: PathBuf,
    options: EmbeddedOptions,
    /// `Err` if it was closed and could not be opened again.
    opened: RwLock<Result<Opened, StoreError>>,
    /// Held while assertions are checked and their batch is written, so that nothing comes between.
    writer: Mutex<()>,
    /// One more is held by each snapshot that is still read; the directory stays open for those.
    snapshots: Arc<()>,
    changes: ChangeSignal,
    room: Room,
}

impl EmbeddedStore {
    /// Opens the directory, making it if it does not exist, and replays its journal.
    pub fn open(directory: &Path, options: &EmbeddedOptions) -> Result<Self, StoreError> {
        Self::open_measured(directory, options, Box::new(room::free))
    }

    fn open_measured(
        directory: &Path,
        options: &EmbeddedOptions,
        free: room::Measure,
    ) -> Result<Self, StoreError> {
        std::fs::create_dir_all(directory).map_err(|error| unavailable(&error))?;
        let room = Room::open(directory, options, free)?;
        let opened = Opened::open(directory, options, !room.is_enough()?)?;
        Ok(Self {
            directory: directory.to_owned(),
            options: options.clone(),
            opened: RwLock::new(Ok(opened)),
            writer: Mutex::default(),
            snapshots: Arc::default(),
            changes: ChangeSignal::default(),
            room,
        })
    }

    /// Bytes on disk, journal included.
    pub fn disk_bytes(&self) -> Result<u64, StoreError> {
        self.with(Opened::disk_bytes)
    }

    fn with<T>(&self, act: impl FnOnce(&Opened) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        act(opened.as_ref().map_err(Clone::clone)?)
    }

    /// With what writes in the background. The caller holds the writer's lock and has seen that there
    /// is room. While a snapshot is read it is too early, which is like a disk that is still full.
    fn open_again(&self) -> Result<(), StoreError> {
        if Arc::strong_count(&self.snapshots) > 1 {
            return Err(StoreError::Full);
        }
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        // Closed first: the directory has one owner.
        *opened = Err(StoreError::Unavailable("it is being opened again".to_owned()));
        *opened = Opened::open(&self.directory, &self.options, false);
        opened.as_ref().map(|_| ()).map_err(Clone::clone)
    }
}

impl View for EmbeddedStore {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        check_key(key)?;
        self.with(|opened| opened.get(space, key))
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        self.with(|opened| opened.range(space, range))
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.with(|opened| Ok(opened.spaces().keys().copied().collect()))
    }
}

impl Store for EmbeddedStore {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        batch.check()?;
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for (index, assertion) in batch.assertions().iter().enumerate() {
            let found = self.get(assertion.space(), assertion.key())?;
            if !assertion.holds(found.as_deref()) {
                return Err(StoreError::AssertionFailed(index));
            }
        }
        self.room.check(batch)?;
        if !batch.frees_room() && self.with(|opened| Ok(opened.is_scarce()))? {
            self.open_again()?;
        }
        self.with(|opened| opened.write(batch))?;
        drop(writer);
        self.changes.raise();
        Ok(())
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.with(|opened| opened.drop_space(space))?;
        drop(writer);
        self.changes.raise();
        Ok(())
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        // Between two batches, and with a handle of every space: a dropped one keeps its files
        // until the last handle is gone.
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.with(|opened| {
            let (snapshot, spaces) = (opened.snapshot(), opened.spaces());
            let counted = Arc::clone(&self.snapshots);
            let snapshot = EmbeddedSnapshot { snapshot, spaces, _counted: counted };
            Ok(Box::new(snapshot) as Box<dyn View>)
        })
    }

    fn changes(&self) -> &ChangeSignal {
        &self.changes
    }
}

struct EmbeddedSnapshot {
    snapshot: Snapshot,
    spaces: Arc<spaces::ByName>,
    /// The last to go, when the handles above are gone.
    _counted: Arc<()>,
}

impl View for EmbeddedSnapshot {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        check_key(key)?;
        let Some(keyspace) = self.spaces.get(&space) else { return Ok(None) };
        opened::value_of(&self.snapshot, keyspace, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        let Some(keyspace) = self.spaces.get(&space) else { return Ok(Vec::new()) };
        opened::rows_of(&self.snapshot, keyspace, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        Ok(self.spaces.keys().copied().collect())
    }
}

fn unavailable(error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::SpaceName;

    const SPACE: Space = Space::undated(SpaceName::new("rows"));
    const MIB: u64 = 1 << 20;

    fn batch(key: &str) -> Batch {
        let mut batch = Batch::new();
        batch.put(SPACE, key, vec![7; 64 * 1024]);
        batch
    }

    /// Tables of a few batches, and a disk of which `free` tells how much is free.
    fn open(directory: &Path, free: &Arc<AtomicU64>) -> EmbeddedStore {
        let options = EmbeddedOptions {
            memtable_bytes: 256 * 1024,
            reserve_bytes: 100 * MIB,
            ballast_bytes: MIB,
            ..EmbeddedOptions::default()
        };
        let free = Arc::clone(free);
        let measure = Box::new(move |_: &Path| Ok(free.load(Ordering::Relaxed)));
        EmbeddedStore::open_measured(directory, &options, measure).unwrap()
    }

    #[test]
    fn what_was_opened_without_room_takes_everything_once_there_is_some() {
        let folder = tempfile::tempdir().unwrap();
        let free = Arc::new(AtomicU64::new(200 * MIB));
        let store = open(folder.path(), &free);
        store.commit(&batch("before")).unwrap();
        drop(store);

        free.store(50 * MIB, Ordering::Relaxed);
        let store = open(folder.path(), &free);
        assert_eq!(store.commit(&batch("refused")), Err(StoreError::Full));
        let mut freeing = batch("freeing");
        freeing.mark_as_freeing();
        store.commit(&freeing).unwrap();

        // Somebody reads a backup meanwhile.
        let snapshot = store.snapshot().unwrap();
        free.store(200 * MIB, Ordering::Relaxed);
        assert_eq!(store.commit(&batch("too early")), Err(StoreError::Full));
        assert!(snapshot.get(SPACE, b"freeing").unwrap().is_some());
        drop(snapshot);
        for number in 0..40 {
            store.commit(&batch(&format!("after {number:02}"))).unwrap();
        }
        let found = store.range(SPACE, &KeyRange::all()).unwrap();
        let keys: Vec<_> = found.iter().map(|row| String::from_utf8_lossy(&row.key)).collect();
        assert_eq!(keys.len(), 42, "{keys:?}");
        assert!(keys.iter().all(|key| key != "refused" && key != "too early"));
        drop(store);
        let store = open(folder.path(), &free);
        assert_eq!(store.range(SPACE, &KeyRange::all()).unwrap().len(), 42);
    }
}
