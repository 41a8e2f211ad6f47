//! What every backend has to do, as checks that a backend's own tests run on it.
//!
//! ```
//! use corridor_store::{MemoryStore, conformance};
//!
//! // The second closure closes the store and opens the same content again.
//! conformance::run(MemoryStore::new, |store| store);
//! ```
//! A check panics with what it saw. Crashes and power cuts are beyond it: a backend that claims to
//! survive them has a test of its own that kills a process.

mod batches;
mod concurrency;
mod durability;
mod ranges;
mod spaces;

use crate::{Batch, Space, SpaceName, Store};

const SPACE: Space = Space::undated(SpaceName::new("conformance"));
const DATED: SpaceName = SpaceName::new("dated");

/// Runs every check, each on a new store.
///
/// # Panics
/// When the backend breaks the contract.
pub fn run<S: Store>(mut make: impl FnMut() -> S, mut reopen: impl FnMut(S) -> S) {
    for check in [
        batches::writes_are_read_back,
        batches::a_failed_assertion_changes_nothing,
        batches::assertions_see_the_state_before_the_batch,
        batches::the_later_write_to_a_key_wins,
        batches::what_is_out_of_bounds_is_refused,
        batches::large_values_come_back,
        ranges::rows_come_in_the_order_of_their_bytes,
        ranges::bounds_and_directions,
        ranges::limits,
        spaces::spaces_are_apart,
        spaces::a_dropped_space_is_gone_and_can_begin_again,
        spaces::a_snapshot_stays_as_it_was,
        concurrency::one_of_many_wins_each_assertion,
        concurrency::readers_see_whole_batches,
        concurrency::a_waiter_hears_of_a_change,
    ] {
        check(&make());
    }
    durability::everything_is_there_after_reopening(&mut make, &mut reopen);
    durability::a_dropped_space_stays_gone_after_reopening(&mut make, &mut reopen);
}

/// Commits these keys and values.
fn put(store: &dyn Store, space: Space, rows: &[(&[u8], &[u8])]) {
    let mut batch = Batch::new();
    for (key, value) in rows {
        batch.put(space, *key, *value);
    }
    store.commit(&batch).expect("a plain batch commits");
}

fn get(store: &dyn Store, space: Space, key: &[u8]) -> Option<Vec<u8>> {
    store.get(space, key).expect("a key reads")
}
