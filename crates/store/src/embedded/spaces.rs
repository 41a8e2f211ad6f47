//! One keyspace for each space, so that dropping a space drops its files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use fjall::{Database, Keyspace};

use super::{EmbeddedOptions, directory, unavailable};
use crate::{Space, StoreError};

pub(super) type ByName = BTreeMap<Space, Keyspace>;

/// The handles of the spaces that exist.
pub(super) struct OpenSpaces {
    by_name: RwLock<Arc<ByName>>,
    options: EmbeddedOptions,
    /// The directory of the store.
    path: PathBuf,
}

impl OpenSpaces {
    pub(super) fn load(
        database: &Database,
        options: &EmbeddedOptions,
        path: &Path,
    ) -> Result<Self, StoreError> {
        let mut by_name = ByName::new();
        for name in database.list_keyspace_names() {
            let space = Space::parse(&name)
                .ok_or_else(|| StoreError::Corrupt(format!("{name:?} is not a space")))?;
            let keyspace = database.keyspace(&name, || options.keyspace());
            by_name.insert(space, keyspace.map_err(|error| translate(&error))?);
        }
        Ok(Self {
            by_name: RwLock::new(Arc::new(by_name)),
            options: options.clone(),
            path: path.to_owned(),
        })
    }

    pub(super) fn all(&self) -> Arc<ByName> {
        Arc::clone(&self.by_name.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn find(&self, space: Space) -> Option<Keyspace> {
        self.by_name.read().unwrap_or_else(PoisonError::into_inner).get(&space).cloned()
    }

    pub(super) fn find_or_create(
        &self,
        database: &Database,
        space: Space,
    ) -> Result<Keyspace, StoreError> {
        if let Some(keyspace) = self.find(space) {
            return Ok(keyspace);
        }
        let keyspace = database
            .keyspace(&space.to_string(), || self.options.keyspace())
            .map_err(|error| translate(&error))?;
        directory::sync_keyspaces(&self.path).map_err(|error| unavailable(&error))?;
        let mut by_name = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut by_name).insert(space, keyspace.clone());
        Ok(keyspace)
    }

    /// Snapshots that hold a handle go on reading; the files go with the last handle.
    pub(super) fn delete(&self, database: &Database, space: Space) -> Result<(), StoreError> {
        let mut by_name = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        let Some(keyspace) = by_name.get(&space).cloned() else { return Ok(()) };
        database.delete_keyspace(keyspace).map_err(|error| translate(&error))?;
        Arc::make_mut(&mut by_name).remove(&space);
        Ok(())
    }
}

pub(super) fn translate(error: &fjall::Error) -> StoreError {
    use fjall::Error;
    match error {
        Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => StoreError::Full,
        Error::Io(io) => StoreError::Unavailable(io.to_string()),
        Error::Storage(storage) => match storage {
            fjall::LsmError::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => {
                StoreError::Full
            }
            fjall::LsmError::Io(io) => StoreError::Unavailable(io.to_string()),
            other => StoreError::Corrupt(other.to_string()),
        },
        Error::Poisoned => StoreError::Unavailable(
            "an earlier write failed; the storage has to be opened again".to_owned(),
        ),
        Error::Locked => StoreError::Unavailable("another process has it open".to_owned()),
        other => StoreError::Corrupt(other.to_string()),
    }
}
