//! fjall's database and its keyspaces, from opening to closing.

use std::path::Path;
use std::sync::Arc;

use fjall::{Database, Keyspace, PersistMode, Readable, Snapshot};

use super::journal::{self, JournalError};
use super::spaces::{OpenSpaces, translate};
use super::{EmbeddedOptions, directory, spaces, unavailable};
use crate::{Batch, Direction, KeyRange, Row, Space, StoreError};

pub(super) struct Opened {
    database: Database,
    spaces: OpenSpaces,
    /// Without threads that write in the background.
    scarce: bool,
}

impl Opened {
    pub(super) fn open(
        path: &Path,
        options: &EmbeddedOptions,
        scarce: bool,
    ) -> Result<Self, StoreError> {
        directory::clear_unfinished(path).map_err(|error| unavailable(&error))?;
        journal::mend(path).map_err(|error| match &error {
            JournalError::Damaged { .. } => StoreError::Corrupt(error.to_string()),
            JournalError::Io(error) => unavailable(error),
        })?;
        let database = options.open(path, scarce).map_err(|error| translate(&error))?;
        directory::sync_names(path).map_err(|error| unavailable(&error))?;
        let spaces = OpenSpaces::load(&database, options, path)?;
        Ok(Self { database, spaces, scarce })
    }

    pub(super) fn is_scarce(&self) -> bool {
        self.scarce
    }

    pub(super) fn disk_bytes(&self) -> Result<u64, StoreError> {
        self.database.disk_space().map_err(|error| translate(&error))
    }

    pub(super) fn spaces(&self) -> Arc<spaces::ByName> {
        self.spaces.all()
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        self.database.snapshot()
    }

    pub(super) fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(keyspace) = self.spaces.find(space) else { return Ok(None) };
        value_of(&self.database.snapshot(), &keyspace, key)
    }

    pub(super) fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        let Some(keyspace) = self.spaces.find(space) else { return Ok(Vec::new()) };
        rows_of(&self.database.snapshot(), &keyspace, range)
    }

    /// The batch's writes, on disk when this returns; its assertions are the caller's.
    pub(super) fn write(&self, batch: &Batch) -> Result<(), StoreError> {
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
        })
    }

    pub(super) fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        self.spaces.delete(&self.database, space)
    }
}

pub(super) fn value_of(
    snapshot: &Snapshot,
    keyspace: &Keyspace,
    key: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    let value = snapshot.get(keyspace, key).map_err(|error| translate(&error))?;
    Ok(value.map(|value| value.to_vec()))
}

pub(super) fn rows_of(
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
