//! What a crash leaves of a store's files, made by hand: each opens again, or says what is damaged.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{Batch, EmbeddedStore, Space, SpaceName, Store, StoreError, View};

const ROWS: Space = Space::undated(SpaceName::new("rows"));

/// Batches that the stores of these tests have, each longer than a sector of a disk.
const BATCHES: u8 = 3;
const VALUE_BYTES: usize = 5_000;

fn open(directory: &Path) -> Result<EmbeddedStore, StoreError> {
    let options = EmbeddedOptions { reserve_bytes: 0, ..EmbeddedOptions::default() };
    EmbeddedStore::open(directory, &options)
}

fn batch(number: u8) -> Batch {
    let mut batch = Batch::new();
    batch.put(ROWS, [number], vec![number + 100; VALUE_BYTES]);
    batch
}

fn filled(directory: &Path) -> PathBuf {
    let store = open(directory).unwrap();
    (1..=BATCHES).for_each(|number| store.commit(&batch(number)).unwrap());
    directory.join("0.jnl")
}

fn numbers(store: &EmbeddedStore) -> Vec<u8> {
    (1..=BATCHES).filter(|number| store.get(ROWS, &[*number]).unwrap().is_some()).collect()
}

/// The byte of the journal at which the value of a batch begins.
fn value_of(journal: &Path, number: u8) -> u64 {
    let bytes = fs::read(journal).unwrap();
    let value = vec![number + 100; VALUE_BYTES];
    let starts_at = |at: &usize| bytes[*at..].starts_with(&value);
    (0..bytes.len()).find(starts_at).unwrap() as u64
}

fn overwrite(journal: &Path, at: u64, bytes: &[u8]) {
    OpenOptions::new().write(true).open(journal).unwrap().write_all_at(bytes, at).unwrap();
}

#[test]
fn a_last_batch_with_a_lost_sector_is_cut_off_and_the_store_opens() {
    let folder = tempfile::tempdir().unwrap();
    let journal = filled(folder.path());
    // As a power cut leaves a batch that was not synced: its end is there, its middle is not.
    let lost = value_of(&journal, BATCHES) + 1_000;
    overwrite(&journal, lost, &[0; 512]);
    let store = open(folder.path()).expect("what was never acknowledged does not keep it shut");
    assert_eq!(numbers(&store), [1, 2]);
    store.commit(&batch(BATCHES)).unwrap();
    drop(store);
    assert_eq!(numbers(&open(folder.path()).unwrap()), [1, 2, 3]);
}

#[test]
fn a_last_batch_without_its_beginning_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let journal = filled(folder.path());
    // Before the value stand 13 bytes of the batch, 21 of the row, and a key of one.
    let begin = value_of(&journal, BATCHES) - 35;
    overwrite(&journal, begin, &[0; 512]);
    assert_eq!(numbers(&open(folder.path()).unwrap()), [1, 2]);
}

#[test]
fn damage_before_whole_batches_is_an_error_and_nothing_is_cut_off() {
    for offset in [1_000, -30] {
        let folder = tempfile::tempdir().unwrap();
        let journal = filled(folder.path());
        let at = value_of(&journal, 2).checked_add_signed(offset).unwrap();
        overwrite(&journal, at, &[0xee; 16]);
        let before = fs::read(&journal).unwrap();
        match open(folder.path()).map(|_| ()) {
            Err(StoreError::Corrupt(text)) => assert!(text.contains("before batches"), "{text}"),
            other => panic!("{other:?}"),
        }
        assert!(fs::read(&journal).unwrap() == before, "evidence stays as it is");
    }
}

#[test]
fn a_store_whose_making_was_interrupted_is_made_again() {
    let whole = tempfile::tempdir().unwrap();
    drop(open(whole.path()).unwrap());
    // The steps of fjall's making in their order; a kill comes after any of them.
    for made in 1..=6 {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let steps: [&dyn Fn(); 6] = [
            &|| fs::write(path("lock"), "").unwrap(),
            &|| fs::create_dir(path("keyspaces")).unwrap(),
            &|| fs::write(path("0.jnl"), "").unwrap(),
            &|| fs::write(path("version"), "").unwrap(),
            &|| fs::write(path("version"), "FJL").unwrap(),
            &|| assert_eq!(fs::copy(whole.path().join("version"), path("version")).unwrap(), 4),
        ];
        steps[..made].iter().for_each(|step| step());
        let store = open(folder.path()).unwrap_or_else(|error| panic!("{made} steps: {error}"));
        store.commit(&batch(1)).unwrap();
        drop(store);
        assert_eq!(numbers(&open(folder.path()).unwrap()), [1], "{made} steps");
    }
}
