//! Ranges: order, bounds, directions, limits.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use super::{SPACE, put};
use crate::{KeyRange, Store};

type End = Bound<Vec<u8>>;

fn keys(store: &dyn Store, range: &KeyRange) -> Vec<Vec<u8>> {
    let rows = store.range(SPACE, range).expect("a range reads");
    rows.into_iter().map(|row| row.key).collect()
}

pub(super) fn rows_come_in_the_order_of_their_bytes(store: &dyn Store) {
    let in_order: [&[u8]; 7] = [b"\0", b"\0\0", b"A", b"a", b"aa", b"b", b"\xff\xff"];
    for at in [3, 0, 6, 2, 5, 1, 4] {
        put(store, SPACE, &[(in_order[at], b"x")]);
    }
    assert_eq!(keys(store, &KeyRange::all()), in_order);
    let mut reversed = in_order;
    reversed.reverse();
    assert_eq!(keys(store, &KeyRange::all().descending()), reversed);
    assert_eq!(keys(store, &KeyRange::prefix(b"a")), [b"a".as_slice(), b"aa"]);
    assert_eq!(keys(store, &KeyRange::prefix(b"\xff")), [b"\xff\xff".as_slice()]);
    assert_eq!(keys(store, &KeyRange::prefix(b"")), in_order);
}

pub(super) fn bounds_and_directions(store: &dyn Store) {
    put(store, SPACE, &[(b"b", b""), (b"d", b""), (b"f", b"")]);
    let at = |key: &str| key.as_bytes().to_vec();
    let cases: [(End, End, &str); 10] = [
        (Included(at("b")), Included(at("f")), "bdf"),
        (Excluded(at("b")), Excluded(at("f")), "d"),
        (Included(at("a")), Excluded(at("d")), "b"),
        (Excluded(at("c")), Unbounded, "df"),
        (Unbounded, Included(at("d")), "bd"),
        (Included(at("d")), Included(at("d")), "d"),
        (Excluded(at("d")), Excluded(at("d")), ""),
        (Included(at("d")), Excluded(at("d")), ""),
        (Included(at("f")), Included(at("b")), ""),
        (Included(at("g")), Unbounded, ""),
    ];
    for (from, to, expected) in cases {
        let range = KeyRange::between(from, to);
        let ascending: Vec<u8> = keys(store, &range).concat();
        assert_eq!(ascending, expected.as_bytes(), "{range:?}");
        let descending: Vec<u8> = keys(store, &range.clone().descending()).concat();
        let expected: Vec<u8> = expected.bytes().rev().collect();
        assert_eq!(descending, expected, "{range:?} descending");
    }
}

pub(super) fn limits(store: &dyn Store) {
    // Each row is 1 + 9 bytes.
    put(store, SPACE, &[(b"a", &[0; 9]), (b"b", &[0; 9]), (b"c", &[0; 9]), (b"d", &[0; 9])]);
    let all = KeyRange::all;
    assert_eq!(keys(store, &all().limit_rows(2)).concat(), b"ab");
    assert_eq!(keys(store, &all().descending().limit_rows(2)).concat(), b"dc");
    assert_eq!(keys(store, &all().limit_rows(0)).concat(), b"");
    assert_eq!(keys(store, &all().limit_bytes(30)).concat(), b"abc", "exactly the limit");
    assert_eq!(keys(store, &all().limit_bytes(29)).concat(), b"ab", "one byte less");
    assert_eq!(keys(store, &all().limit_bytes(1)).concat(), b"a", "one row always comes");
    assert_eq!(keys(store, &all().limit_rows(3).limit_bytes(25)).concat(), b"ab");
}
