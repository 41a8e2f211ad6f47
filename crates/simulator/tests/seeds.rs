//! The first worlds, with every fault, beside the tests of the cores: what a core's own tests do not
//! notice is noticed here. `cargo xtask simulate` runs thousands of them.

use corridor_simulator::plan::{Cipher, Plan};
use corridor_simulator::run::run;

#[test]
fn the_first_seeds_keep_every_promise() {
    for seed in 0..100 {
        assert_eq!(run(Plan::new(seed, Cipher::Stub)).failure, None, "seed {seed}");
    }
}
