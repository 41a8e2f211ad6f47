//! What is there after the store was closed and opened again.

use super::{DATED, SPACE, get, put};
use crate::{Batch, KeyRange, Space, Store};

pub(super) fn everything_is_there_after_reopening<S: Store>(
    make: &mut dyn FnMut() -> S,
    reopen: &mut dyn FnMut(S) -> S,
) {
    let mut store = make();
    for round in 0..3u32 {
        for number in 0..50u32 {
            let mut batch = Batch::new();
            let key = (round * 50 + number).to_be_bytes();
            batch.put(SPACE, key, number.to_be_bytes().repeat(250));
            batch.put(Space::of_day(DATED, round), key, number.to_be_bytes());
            if number % 10 == 9 {
                batch.delete(SPACE, (round * 50 + number - 1).to_be_bytes());
            }
            store.commit(&batch).expect("commits");
        }
        store = reopen(store);
        let rows = store.range(SPACE, &KeyRange::all()).expect("reads");
        assert_eq!(rows.len(), (round as usize + 1) * 45);
        assert!(rows.iter().all(|row| row.value.len() == 1000));
        assert_eq!(store.days(DATED).expect("lists"), (0..=round).collect::<Vec<_>>());
        let day = store.range(Space::of_day(DATED, round), &KeyRange::all()).expect("reads");
        assert_eq!(day.len(), 50);
    }
}

pub(super) fn a_dropped_space_stays_gone_after_reopening<S: Store>(
    make: &mut dyn FnMut() -> S,
    reopen: &mut dyn FnMut(S) -> S,
) {
    let store = make();
    let space = Space::of_day(DATED, 7);
    put(&store, space, &[(b"old", b"1")]);
    put(&store, SPACE, &[(b"kept", b"1")]);
    store.drop_space(space).expect("drops");
    let store = reopen(store);
    assert_eq!(get(&store, space, b"old"), None);
    assert_eq!(get(&store, SPACE, b"kept").as_deref(), Some(b"1".as_slice()));
    put(&store, space, &[(b"new", b"1")]);
    let store = reopen(store);
    assert_eq!(get(&store, space, b"old"), None);
    assert_eq!(get(&store, space, b"new").as_deref(), Some(b"1".as_slice()));
}
