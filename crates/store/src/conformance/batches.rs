//! Batches: all or nothing, and assertions.

use super::{SPACE, get, put};
use crate::{Assertion, Batch, KEY_BYTES, KeyRange, Store, StoreError, VALUE_BYTES};

pub(super) fn writes_are_read_back(store: &dyn Store) {
    assert_eq!(get(store, SPACE, b"a"), None, "a new store is empty");
    put(store, SPACE, &[(b"a", b"1"), (b"b", b""), (b"c", b"3")]);
    let mut batch = Batch::new();
    batch.put(SPACE, "a", "2");
    batch.delete(SPACE, "c");
    batch.delete(SPACE, "never there");
    store.commit(&batch).expect("commits");
    assert_eq!(get(store, SPACE, b"a").as_deref(), Some(b"2".as_slice()));
    assert_eq!(get(store, SPACE, b"b").as_deref(), Some(b"".as_slice()), "empty is not absent");
    assert_eq!(get(store, SPACE, b"c"), None);
    store.commit(&Batch::new()).expect("an empty batch is no mistake");
}

pub(super) fn a_failed_assertion_changes_nothing(store: &dyn Store) {
    put(store, SPACE, &[(b"held", b"1")]);
    let absent = |key: &str| Assertion::Absent { space: SPACE, key: key.into() };
    let equals = |key: &str, value: &str| Assertion::Equals {
        space: SPACE,
        key: key.into(),
        value: value.into(),
    };
    for (failing, what) in [
        (absent("held"), "absent, of a key that is there"),
        (equals("held", "2"), "equals, of another value"),
        (equals("held", ""), "equals nothing, of a key that has a value"),
        (equals("missing", ""), "equals, of a key that is not there"),
    ] {
        let before = store.changes().count();
        let mut batch = Batch::new();
        batch.assert(equals("held", "1"));
        batch.assert(absent("missing"));
        batch.assert(failing);
        batch.put(SPACE, "written", "x");
        batch.delete(SPACE, "held");
        assert_eq!(store.commit(&batch), Err(StoreError::AssertionFailed(2)), "{what}");
        assert_eq!(get(store, SPACE, b"written"), None, "{what}");
        assert_eq!(get(store, SPACE, b"held").as_deref(), Some(b"1".as_slice()), "{what}");
        assert_eq!(store.changes().count(), before, "{what}: nothing changed");
    }
}

pub(super) fn assertions_see_the_state_before_the_batch(store: &dyn Store) {
    let mut batch = Batch::new();
    batch.put(SPACE, "a", "1");
    batch.assert(Assertion::Absent { space: SPACE, key: b"a".to_vec() });
    store.commit(&batch).expect("absent before the batch");
    assert_eq!(store.commit(&batch), Err(StoreError::AssertionFailed(0)));
}

pub(super) fn the_later_write_to_a_key_wins(store: &dyn Store) {
    let mut batch = Batch::new();
    batch.put(SPACE, "a", "1");
    batch.put(SPACE, "a", "2");
    batch.put(SPACE, "b", "1");
    batch.delete(SPACE, "b");
    batch.delete(SPACE, "c");
    batch.put(SPACE, "c", "3");
    store.commit(&batch).expect("commits");
    let rows = store.range(SPACE, &KeyRange::all()).expect("reads");
    let rows: Vec<_> = rows.into_iter().map(|row| (row.key, row.value)).collect();
    assert_eq!(rows, [(b"a".to_vec(), b"2".to_vec()), (b"c".to_vec(), b"3".to_vec())]);
}

pub(super) fn what_is_out_of_bounds_is_refused(store: &dyn Store) {
    let long = vec![7; KEY_BYTES + 1];
    let key = |key: &[u8]| {
        let mut batch = Batch::new();
        batch.put(SPACE, "beside it", "x");
        batch.put(SPACE, key, "x");
        store.commit(&batch)
    };
    assert_eq!(key(b""), Err(StoreError::EmptyKey));
    assert_eq!(key(&long), Err(StoreError::KeyTooLong(KEY_BYTES + 1)));
    assert_eq!(store.get(SPACE, b""), Err(StoreError::EmptyKey));
    let mut batch = Batch::new();
    batch.delete(SPACE, "");
    assert_eq!(store.commit(&batch), Err(StoreError::EmptyKey));
    let mut batch = Batch::new();
    batch.put(SPACE, "large", vec![0; VALUE_BYTES + 1]);
    assert_eq!(store.commit(&batch), Err(StoreError::ValueTooLarge(VALUE_BYTES + 1)));
    assert_eq!(get(store, SPACE, b"beside it"), None, "a refused batch changes nothing");
    assert_eq!(key(&long[1..]), Ok(()), "the longest key");
}

pub(super) fn large_values_come_back(store: &dyn Store) {
    let value: Vec<u8> = (0..251).cycle().take(VALUE_BYTES).collect();
    put(store, SPACE, &[(b"large", &value), (b"small", b"1")]);
    assert!(get(store, SPACE, b"large") == Some(value), "a large value comes back as it was");
    assert_eq!(get(store, SPACE, b"small").as_deref(), Some(b"1".as_slice()));
}
