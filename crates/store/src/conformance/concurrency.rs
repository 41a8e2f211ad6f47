//! Several threads: assertions decide races, readers never see half a batch, waiters wake.

use std::thread;
use std::time::Duration;

use super::{SPACE, get, put};
use crate::{Assertion, Batch, KeyRange, Store, StoreError};

const THREADS: u8 = 4;
const ROUNDS: u32 = 25;

pub(super) fn one_of_many_wins_each_assertion(store: &dyn Store) {
    put(store, SPACE, &[(b"count", &0u32.to_be_bytes())]);
    let increment = |value: &[u8]| {
        let number = u32::from_be_bytes(value.try_into().expect("four bytes"));
        let mut batch = Batch::new();
        let (space, key) = (SPACE, b"count".to_vec());
        batch.assert(Assertion::Equals { space, key, value: value.to_vec() });
        batch.put(SPACE, "count", (number + 1).to_be_bytes());
        store.commit(&batch)
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..ROUNDS {
                    loop {
                        let value = get(store, SPACE, b"count").expect("was put");
                        match increment(&value) {
                            Ok(()) => break,
                            Err(StoreError::AssertionFailed(0)) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            });
        }
    });
    let total = u32::from(THREADS) * ROUNDS;
    assert_eq!(get(store, SPACE, b"count"), Some(total.to_be_bytes().to_vec()), "no lost update");
}

pub(super) fn readers_see_whole_batches(store: &dyn Store) {
    let write = |number: u32| {
        let value = number.to_be_bytes();
        put(store, SPACE, &[(b"a", &value), (b"m", &value), (b"z", &value)]);
    };
    write(0);
    thread::scope(|scope| {
        let writer = scope.spawn(|| (1..=ROUNDS * 4).for_each(write));
        while !writer.is_finished() {
            let rows = store.range(SPACE, &KeyRange::all()).expect("reads");
            assert_eq!(rows.len(), 3);
            assert!(rows.iter().all(|row| row.value == rows[0].value), "half a batch: {rows:?}");
        }
    });
}

pub(super) fn a_waiter_hears_of_a_change(store: &dyn Store) {
    let seen = store.changes().count();
    assert_eq!(store.changes().wait_past(seen, Duration::from_millis(1)), seen, "times out");
    thread::scope(|scope| {
        let waiter = scope.spawn(|| store.changes().wait_past(seen, Duration::from_secs(30)));
        put(store, SPACE, &[(b"a", b"1")]);
        assert_eq!(waiter.join().expect("the waiter ends"), seen + 1);
    });
}
