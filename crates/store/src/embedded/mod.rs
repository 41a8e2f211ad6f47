//! The contract over fjall, a log-structured engine in this process: one directory, no other
//! program.
//!
//! A batch is one entry of fjall's journal with a checksum at its end, so a torn one is cut off when
//! the journal is read again; `PersistMode::SyncAll` puts it on disk before [`Store::commit`] returns.
//! Where fjall itself does not hold up to a power cut, `journal` and `directory` make up for it.

mod directory;
mod journal;
mod options;
mod room;
mod spaces;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use fjall::{Database, Keyspace, PersistMode, Readable, Snapshot};

use journal::JournalError;
pub use options::EmbeddedOptions;
use room::Room;
use spaces::{OpenSpaces, translate};

use crate::batch::check_key;
use crate::{Batch, ChangeSignal, Direction, KeyRange, Row, Space, Store, StoreError, View};

/// A directory that one process at a time has open.
pub struct EmbeddedStore {
    database: Database,
    spaces: OpenSpaces,
    /// Held while assertions are checked and their batch is written, so that nothing comes between.
    writer: Mutex<()>,
    changes: ChangeSignal,
    room: Room,
}

impl EmbeddedStore {
    /// Opens the directory, making it if it does not exist, and replays its journal.
    pub fn open(directory: &Path, options: &EmbeddedOptions) -> Result<Self, StoreError> {
        std::fs::create_dir_all(directory).map_err(|error| unavailable(&error))?;
        let room = Room::open(directory, options)?;
        directory::clear_unfinished(directory).map_err(|error| unavailable(&error))?;
        journal::mend(directory).map_err(|error| match &error {
            JournalError::Damaged { .. } => StoreError::Corrupt(error.to_string()),
            JournalError::Io(error) => unavailable(error),
        })?;
        let database =
            options.open(directory, room.is_scarce()).map_err(|error| translate(&error))?;
        directory::sync_names(directory).map_err(|error| unavailable(&error))?;
        let spaces = OpenSpaces::load(&database, options, directory)?;
        Ok(Self {
            database,
            spaces,
            writer: Mutex::default(),
            changes: ChangeSignal::default(),
            room,
        })
    }

    /// Bytes on disk, journal included.
    pub fn disk_bytes(&self) -> Result<u64, StoreError> {
        self.database.disk_space().map_err(|error| translate(&error))
    }
}

impl View for EmbeddedStore {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        check_key(key)?;
        let Some(keyspace) = self.spaces.find(space) else { return Ok(None) };
        let value = self.database.snapshot().get(&keyspace, key);
        Ok(value.map_err(|error| translate(&error))?.map(|value| value.to_vec()))
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        let Some(keyspace) = self.spaces.find(space) else { return Ok(Vec::new()) };
        rows_of(&self.database.snapshot(), &keyspace, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        Ok(self.spaces.all().keys().copied().collect())
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
        let mut changed = self.database.batch().durability(Some(PersistMode::SyncAll));
        for (space, key, value) in batch.writes() {
            let keyspace = self.spaces.find_or_create(&self.database, space)?;
            match value {
                Some(value) => changed.insert(&keyspace, key, value),
                None => changed.remove(&keyspace, key),
            }
        }
        changed.commit().map_err(|error| match translate(&error) {
            StoreError::Full => {
                StoreError::Unavailable("the disk filled up in mid-write".to_owned())
            }
            other => other,
        })?;
        drop(writer);
        self.changes.raise();
        Ok(())
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.spaces.delete(&self.database, space)?;
        drop(writer);
        self.changes.raise();
        Ok(())
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        // Between two batches, and with a handle of every space: a dropped one keeps its files
        // until the last handle is gone.
        let _writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = self.database.snapshot();
        Ok(Box::new(EmbeddedSnapshot { snapshot, spaces: self.spaces.all() }))
    }

    fn changes(&self) -> &ChangeSignal {
        &self.changes
    }
}

struct EmbeddedSnapshot {
    snapshot: Snapshot,
    spaces: Arc<spaces::ByName>,
}

impl View for EmbeddedSnapshot {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        check_key(key)?;
        let Some(keyspace) = self.spaces.get(&space) else { return Ok(None) };
        let value = self.snapshot.get(keyspace, key).map_err(|error| translate(&error))?;
        Ok(value.map(|value| value.to_vec()))
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        let Some(keyspace) = self.spaces.get(&space) else { return Ok(Vec::new()) };
        rows_of(&self.snapshot, keyspace, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        Ok(self.spaces.keys().copied().collect())
    }
}

fn unavailable(error: &std::io::Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

fn rows_of(
    snapshot: &Snapshot,
    keyspace: &Keyspace,
    range: &KeyRange,
) -> Result<Vec<Row>, StoreError> {
    if range.is_empty() {
        return Ok(Vec::new());
    }
    let found = snapshot.range(keyspace, (range.from.clone(), range.to.clone()));
    let row = |guard: fjall::Guard| {
        let (key, value) = guard.into_inner().map_err(|error| translate(&error))?;
        Ok(Row { key: key.to_vec(), value: value.to_vec() })
    };
    match range.direction {
        Direction::Ascending => range.collect(found.map(row)),
        Direction::Descending => range.collect(found.rev().map(row)),
    }
}
