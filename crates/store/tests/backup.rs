//! A backup restores what was, or says why it does not.

use std::io;

use corridor_store::backup::{self, BackupError, BackupSummary};
use corridor_store::{Batch, KeyRange, MemoryStore, Row, Space, SpaceName, Store, View};
use proptest::prelude::*;

const ROWS: SpaceName = SpaceName::new("rows");

fn filled() -> MemoryStore {
    let store = MemoryStore::new();
    let mut batch = Batch::new();
    for number in 0..300u32 {
        batch.put(Space::undated(ROWS), number.to_be_bytes(), number.to_be_bytes().repeat(1_250));
        batch.put(Space::of_day(ROWS, number % 3), number.to_be_bytes(), "");
    }
    store.commit(&batch).unwrap();
    store
}

fn content(store: &dyn View) -> Vec<(Space, Vec<Row>)> {
    let spaces = store.spaces().unwrap();
    spaces.into_iter().map(|s| (s, store.range(s, &KeyRange::all()).unwrap())).collect()
}

fn restore(bytes: &[u8]) -> Result<(MemoryStore, BackupSummary), BackupError> {
    let store = MemoryStore::new();
    let summary = backup::restore(&store, || Ok(bytes))?;
    Ok((store, summary))
}

#[test]
fn what_is_restored_is_what_was() {
    let store = filled();
    let mut bytes = Vec::new();
    let written = backup::write(&store, &mut bytes).unwrap();
    let (restored, read) = restore(&bytes).unwrap();
    assert_eq!(content(&restored), content(&store));
    assert_eq!((written, written.rows, written.spaces), (read, 600, 4));
    assert_eq!(backup::verify(&mut bytes.as_slice()).unwrap(), written);
}

#[test]
fn a_store_with_rows_is_not_overwritten() {
    let store = filled();
    let mut bytes = Vec::new();
    backup::write(&store, &mut bytes).unwrap();
    let result = backup::restore(&store, || Ok(bytes.as_slice()));
    assert!(matches!(result, Err(BackupError::NotEmpty)));
}

#[test]
fn what_is_no_backup_says_so() {
    assert!(matches!(restore(b""), Err(BackupError::NotABackup)));
    assert!(matches!(restore(b"PK\x03\x04 something else entirely"), Err(BackupError::NotABackup)));
    let newer = [b"corridor backup\n".as_slice(), &2u32.to_be_bytes()].concat();
    assert!(matches!(restore(&newer), Err(BackupError::UnknownVersion(2))));
    let unreadable = backup::restore(&MemoryStore::new(), || {
        Err::<&[u8], _>(io::Error::from(io::ErrorKind::PermissionDenied))
    });
    assert!(matches!(unreadable, Err(BackupError::Io(_))));
}

#[test]
fn every_truncation_of_a_small_backup_is_refused() {
    let store = MemoryStore::new();
    let mut batch = Batch::new();
    batch.put(Space::undated(ROWS), "key", "value");
    store.commit(&batch).unwrap();
    let mut bytes = Vec::new();
    backup::write(&store, &mut bytes).unwrap();
    for length in 0..bytes.len() {
        assert!(restore(&bytes[..length]).is_err(), "{length} of {}", bytes.len());
    }
    bytes.push(0);
    assert!(matches!(restore(&bytes), Err(BackupError::Damaged("more follows its end"))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn one_changed_byte_anywhere_is_refused_and_nothing_is_written(
        at in any::<prop::sample::Index>(),
        flip in 1u8..,
    ) {
        let store = filled();
        let mut bytes = Vec::new();
        backup::write(&store, &mut bytes).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        let target = MemoryStore::new();
        prop_assert!(backup::restore(&target, || Ok(bytes.as_slice())).is_err());
        prop_assert_eq!(content(&target), []);
    }
}
