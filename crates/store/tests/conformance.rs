//! Both backends run the suite on themselves.

use std::path::PathBuf;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{
    Batch, ChangeSignal, EmbeddedStore, KeyRange, MemoryStore, Row, Space, SpaceName, Store,
    StoreError, View, conformance,
};

#[test]
fn the_memory_store_conforms() {
    conformance::run(MemoryStore::new, |store| store.fork());
}

#[test]
fn the_embedded_store_conforms() {
    conformance::run(Directory::new, Directory::reopen);
}

/// Small tables, so that the suite also reads from disk what it wrote.
fn options() -> EmbeddedOptions {
    EmbeddedOptions { memtable_bytes: 64 * 1024, reserve_bytes: 0, ..EmbeddedOptions::default() }
}

/// An embedded store that takes its directory with it.
struct Directory {
    store: Option<EmbeddedStore>,
    path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Directory {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let store = Some(EmbeddedStore::open(&path, &options()).unwrap());
        Self { store, path, _folder: folder }
    }

    fn reopen(mut self) -> Self {
        self.store = None;
        self.store = Some(EmbeddedStore::open(&self.path, &options()).unwrap());
        self
    }

    fn store(&self) -> &EmbeddedStore {
        self.store.as_ref().unwrap()
    }
}

impl View for Directory {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.store().get(space, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        self.store().range(space, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.store().spaces()
    }
}

impl Store for Directory {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.store().commit(batch)
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        self.store().drop_space(space)
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        self.store().snapshot()
    }

    fn changes(&self) -> &ChangeSignal {
        self.store().changes()
    }
}

const SPACE: Space = Space::undated(SpaceName::new("rows"));

#[test]
fn a_directory_has_one_owner() {
    let directory = Directory::new();
    let second = EmbeddedStore::open(&directory.path, &options());
    let expected = StoreError::Unavailable("another process has it open".to_owned());
    assert_eq!(second.err(), Some(expected));
}

#[test]
fn a_disk_without_room_refuses_before_it_writes_and_goes_on_reading() {
    let folder = tempfile::tempdir().unwrap();
    let store = EmbeddedStore::open(folder.path(), &options()).unwrap();
    let mut batch = Batch::new();
    batch.put(SPACE, "a", "1");
    store.commit(&batch).unwrap();
    drop(store);

    let wants_more_than_any_disk = EmbeddedOptions { reserve_bytes: u64::MAX / 2, ..options() };
    let store = EmbeddedStore::open(folder.path(), &wants_more_than_any_disk).unwrap();
    batch.put(SPACE, "a", "2");
    assert_eq!(store.commit(&batch), Err(StoreError::Full));
    assert_eq!(store.get(SPACE, b"a").unwrap().as_deref(), Some(b"1".as_slice()));
    let mut freeing = Batch::new();
    freeing.put(SPACE, "b", "tombstone");
    freeing.mark_as_freeing();
    store.commit(&freeing).expect("what frees room is taken");
    drop(store);

    let store = EmbeddedStore::open(folder.path(), &options()).unwrap();
    store.commit(&batch).unwrap();
    assert_eq!(store.get(SPACE, b"a").unwrap().as_deref(), Some(b"2".as_slice()));
}

#[test]
fn the_ballast_takes_its_room_and_goes_when_it_is_not_wanted() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    let ballast = folder.path().join("reserve");
    let held = EmbeddedOptions { ballast_bytes: 1 << 20, ..options() };
    drop(EmbeddedStore::open(folder.path(), &held).unwrap());
    assert!(ballast.metadata().unwrap().blocks() * 512 >= 1 << 20, "its blocks are allocated");
    drop(EmbeddedStore::open(folder.path(), &options()).unwrap());
    assert!(!ballast.exists());
}
