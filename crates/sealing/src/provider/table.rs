//! Where MLS state is kept: a table of byte strings inside the engine's transaction.

use core::cell::RefCell;
use core::convert::Infallible;
use std::collections::{BTreeMap, BTreeSet};

/// A table of keys and values in the engine's database. openmls has no transactions of its own, so
/// the engine opens one around each call and reloads the session after a rollback.
pub trait MlsTable {
    type Error: std::error::Error + Send + Sync + 'static;

    fn read(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;
    /// Inserts or replaces.
    fn write(&self, key: &[u8], value: &[u8]) -> Result<(), Self::Error>;
    /// Deleting what is not there is no error.
    fn delete(&self, key: &[u8]) -> Result<(), Self::Error>;
}

/// A table in memory, for tests and for programs that keep nothing.
#[derive(Clone, Default)]
pub struct MemoryTable(RefCell<BTreeMap<Vec<u8>, Vec<u8>>>);

impl MemoryTable {
    /// Bytes of all values and keys together.
    pub fn stored_bytes(&self) -> usize {
        self.0.borrow().iter().map(|(key, value)| key.len() + value.len()).sum()
    }

    /// The keys under which the two tables hold different values, or one of them none.
    pub fn differences(&self, other: &Self) -> Vec<Vec<u8>> {
        let (own, other) = (self.0.borrow(), other.0.borrow());
        let keys: BTreeSet<&Vec<u8>> = own.keys().chain(other.keys()).collect();
        keys.into_iter().filter(|key| own.get(*key) != other.get(*key)).cloned().collect()
    }
}

impl MlsTable for MemoryTable {
    type Error = Infallible;

    fn read(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn write(&self, key: &[u8], value: &[u8]) -> Result<(), Infallible> {
        self.0.borrow_mut().insert(key.to_vec(), value.to_vec());
        Ok(())
    }

    fn delete(&self, key: &[u8]) -> Result<(), Infallible> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }
}
