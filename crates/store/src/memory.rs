//! The contract over ordered maps: for tests and for simulations. The same calls give the same
//! results on every run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::batch::check_key;
use crate::{Batch, ChangeSignal, Direction, KeyRange, Row, Space, Store, StoreError, View};

type Rows = BTreeMap<Vec<u8>, Vec<u8>>;
type Spaces = BTreeMap<Space, Arc<Rows>>;

/// Clones share one content, as two handles of one disk do.
#[derive(Clone, Default)]
pub struct MemoryStore {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    spaces: Mutex<Spaces>,
    changes: ChangeSignal,
    /// What the next commit answers instead of doing its work.
    failure: Mutex<Option<StoreError>>,
}

impl MemoryStore {
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets every commit fail with `error` and change nothing, until told otherwise with `None`.
    pub fn set_failure(&self, error: Option<StoreError>) {
        *self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    /// Another store with the content of this moment: what a backup of it would restore.
    #[must_use]
    pub fn fork(&self) -> Self {
        let copy = Self::new();
        copy.lock().clone_from(&self.lock());
        copy
    }

    fn lock(&self) -> MutexGuard<'_, Spaces> {
        self.shared.spaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl View for MemoryStore {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        get(&self.lock(), space, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        Ok(rows_of(&self.lock(), space, range))
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        Ok(self.lock().keys().copied().collect())
    }
}

impl Store for MemoryStore {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        batch.check()?;
        let failure = self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(error) = failure {
            return Err(error);
        }
        let mut spaces = self.lock();
        for (index, assertion) in batch.assertions().iter().enumerate() {
            let found = get(&spaces, assertion.space(), assertion.key())?;
            if !assertion.holds(found.as_deref()) {
                return Err(StoreError::AssertionFailed(index));
            }
        }
        for (space, key, value) in batch.writes() {
            let rows = Arc::make_mut(spaces.entry(space).or_default());
            match value {
                Some(value) => rows.insert(key.to_vec(), value.to_vec()),
                None => rows.remove(key),
            };
        }
        drop(spaces);
        self.shared.changes.raise();
        Ok(())
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        self.lock().remove(&space);
        self.shared.changes.raise();
        Ok(())
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        Ok(Box::new(Snapshot(self.lock().clone())))
    }

    fn changes(&self) -> &ChangeSignal {
        &self.shared.changes
    }
}

/// Shares the rows of every space until the store writes to it again.
struct Snapshot(Spaces);

impl View for Snapshot {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        get(&self.0, space, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        Ok(rows_of(&self.0, space, range))
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        Ok(self.0.keys().copied().collect())
    }
}

fn get(spaces: &Spaces, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    check_key(key)?;
    Ok(spaces.get(&space).and_then(|rows| rows.get(key)).cloned())
}

fn rows_of(spaces: &Spaces, space: Space, range: &KeyRange) -> Vec<Row> {
    let Some(rows) = spaces.get(&space).filter(|_| !range.is_empty()) else {
        return Vec::new();
    };
    let found = rows.range::<Vec<u8>, _>((range.from.as_ref(), range.to.as_ref()));
    let row = |(key, value): (&Vec<u8>, &Vec<u8>)| {
        Ok::<_, core::convert::Infallible>(Row { key: key.clone(), value: value.clone() })
    };
    let Ok(rows) = match range.direction {
        Direction::Ascending => range.collect(found.map(row)),
        Direction::Descending => range.collect(found.rev().map(row)),
    };
    rows
}
