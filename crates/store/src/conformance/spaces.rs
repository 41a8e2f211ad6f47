//! Spaces: apart from each other, listed, dropped as a whole, frozen in a snapshot.

use super::{DATED, SPACE, get, put};
use crate::{KeyRange, Space, SpaceName, Store};

pub(super) fn spaces_are_apart(store: &dyn Store) {
    let days = [Space::of_day(DATED, 9), Space::of_day(DATED, 10), Space::of_day(DATED, 100)];
    put(store, SPACE, &[(b"a", b"undated")]);
    for day in days.iter().rev() {
        put(store, *day, &[(b"a", day.to_string().as_bytes())]);
    }
    for day in days {
        assert_eq!(get(store, day, b"a"), Some(day.to_string().into_bytes()));
    }
    assert_eq!(get(store, SPACE, b"a").as_deref(), Some(b"undated".as_slice()));
    assert_eq!(store.days(DATED).expect("lists"), [9, 10, 100], "by number, not by text");
    assert_eq!(store.days(SPACE.name).expect("lists"), [] as [u32; 0]);
    let unknown = Space::undated(SpaceName::new("nowhere"));
    assert_eq!(get(store, unknown, b"a"), None);
    assert_eq!(store.range(unknown, &KeyRange::all()).expect("reads"), []);
    let spaces = store.spaces().expect("lists");
    assert!(spaces.is_sorted(), "{spaces:?}");
    assert!(days.iter().chain([&SPACE]).all(|space| spaces.contains(space)), "{spaces:?}");
}

pub(super) fn a_dropped_space_is_gone_and_can_begin_again(store: &dyn Store) {
    let (gone, kept) = (Space::of_day(DATED, 1), Space::of_day(DATED, 2));
    for space in [gone, kept] {
        put(store, space, &[(b"a", b"1"), (b"b", b"2")]);
    }
    let before = store.changes().count();
    store.drop_space(gone).expect("drops");
    assert!(store.changes().count() > before, "a drop is a change");
    assert_eq!(get(store, gone, b"a"), None);
    assert_eq!(store.range(gone, &KeyRange::all()).expect("reads"), []);
    assert_eq!(store.days(DATED).expect("lists"), [2]);
    assert_eq!(get(store, kept, b"b").as_deref(), Some(b"2".as_slice()));
    store.drop_space(gone).expect("dropping nothing does nothing");
    put(store, gone, &[(b"b", b"new")]);
    assert_eq!(get(store, gone, b"a"), None, "nothing comes back with the name");
    assert_eq!(get(store, gone, b"b").as_deref(), Some(b"new".as_slice()));
}

pub(super) fn a_snapshot_stays_as_it_was(store: &dyn Store) {
    let dated = Space::of_day(DATED, 1);
    put(store, SPACE, &[(b"a", b"1"), (b"b", b"1")]);
    put(store, dated, &[(b"a", b"1")]);
    let snapshot = store.snapshot().expect("a snapshot");
    put(store, SPACE, &[(b"a", b"2"), (b"c", b"2")]);
    put(store, Space::of_day(DATED, 2), &[(b"a", b"2")]);
    store.drop_space(dated).expect("drops");
    assert_eq!(snapshot.get(SPACE, b"a").expect("reads").as_deref(), Some(b"1".as_slice()));
    assert_eq!(snapshot.range(SPACE, &KeyRange::all()).expect("reads").len(), 2);
    assert_eq!(snapshot.get(dated, b"a").expect("reads").as_deref(), Some(b"1".as_slice()));
    assert_eq!(snapshot.days(DATED).expect("lists"), [1]);
    drop(snapshot);
    assert_eq!(get(store, SPACE, b"a").as_deref(), Some(b"2".as_slice()));
}
