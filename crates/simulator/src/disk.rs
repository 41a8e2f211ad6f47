//! A relay's disk: what is synced survives, what is not may be gone, and now and then it is full,
//! fails, or holds bits that nobody wrote.

use std::sync::atomic::{AtomicBool, Ordering};

use corridor_store::{
    Batch, ChangeSignal, KeyRange, MemoryStore, Row, Space, Store, StoreError, View,
};

/// Reads see what is synced. A batch is written with [`Disk::sync`]; until then it is nowhere.
pub struct Disk {
    synced: MemoryStore,
    /// Bits have flipped: what is read does not match its checksum.
    damaged: AtomicBool,
}

impl Disk {
    pub fn new() -> Self {
        Self::holding(MemoryStore::new())
    }

    fn holding(synced: MemoryStore) -> Self {
        Self { synced, damaged: AtomicBool::new(false) }
    }

    pub fn sync(&self, batch: &Batch) -> Result<(), StoreError> {
        self.check()?;
        self.synced.commit(batch)
    }

    /// A copy of this moment, on another disk.
    pub fn back_up(&self) -> Self {
        Self::holding(self.synced.fork())
    }

    pub fn flip_bits(&self) {
        self.damaged.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.damaged.load(Ordering::Relaxed) {
            return Err(StoreError::Corrupt("a block does not match its checksum".to_owned()));
        }
        Ok(())
    }
}

impl View for Disk {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.check()?;
        self.synced.get(space, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        self.check()?;
        self.synced.range(space, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.check()?;
        self.synced.spaces()
    }
}

impl Store for Disk {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.sync(batch)
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        self.check()?;
        self.synced.drop_space(space)
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        self.check()?;
        self.synced.snapshot()
    }

    fn changes(&self) -> &ChangeSignal {
        self.synced.changes()
    }
}
