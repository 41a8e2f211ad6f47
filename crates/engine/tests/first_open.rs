#![allow(clippy::disallowed_methods)] // What several threads do at once is what is tested.
//! The first databases of a process may be opened by several threads at once. It is the only test of
//! its file: a second one in the same process would find everything set up.

use std::sync::Barrier;

use corridor_engine::{DatabaseKey, Engine, Location};

#[test]
fn threads_that_open_the_first_databases_at_once_all_get_one() {
    let at_once = Barrier::new(8);
    let failed: Vec<String> = std::thread::scope(|scope| {
        let opening: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    at_once.wait();
                    let key = DatabaseKey::from_bytes([1; 32]);
                    Engine::open(&Location::Memory, &key).err().map(|error| error.to_string())
                })
            })
            .collect();
        opening
            .into_iter()
            .filter_map(|one| one.join().unwrap_or_else(|_| Some("a panic".to_owned())))
            .collect()
    });
    assert!(failed.is_empty(), "{failed:?}");
}
