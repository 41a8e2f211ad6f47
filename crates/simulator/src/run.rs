//! One run: a plan in, what happened out. A panic of a core is a broken promise like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use corridor_wire::planted::plant;

use crate::failure::{Failure, Promise};
use crate::fault::FaultCounts;
use crate::plan::{Cipher, Plan};
use crate::world::World;

/// What a run came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    pub failure: Option<Failure>,
    pub counts: FaultCounts,
    pub events: u64,
    pub texts: u64,
    /// Texts before which somebody came in who was not there when they were written.
    pub races: u64,
    /// Over when and how much passed each line, and the time at the end: equal for equal runs.
    pub trace: [u8; 32],
}

pub fn run(plan: Plan) -> Report {
    let done = catch_unwind(AssertUnwindSafe(|| {
        corridor_sealing::stub::enable(plan.cipher == Cipher::Stub);
        corridor_sealing::stub::shorten_files(true);
        plant(plan.planted);
        let mut world = match World::new(plan) {
            Ok(world) => world,
            Err(failure) => return Report::failed(failure),
        };
        let outcome = world.finish();
        let now = world.schedule.now();
        world.trace.update(&now.to_be_bytes());
        Report {
            failure: outcome.err(),
            counts: world.counts,
            events: world.events,
            texts: world.texts,
            races: world.races,
            trace: *world.trace.finalize().as_bytes(),
        }
    }));
    done.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text");
        Report::failed(Failure::new(Promise::NoPanic, format!("panic: {text}")))
    })
}

impl Report {
    fn failed(failure: Failure) -> Self {
        Self {
            failure: Some(failure),
            counts: FaultCounts::default(),
            events: 0,
            texts: 0,
            races: 0,
            trace: [0; 32],
        }
    }
}
