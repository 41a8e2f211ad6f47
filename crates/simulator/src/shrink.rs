//! A failing plan made shorter: steps and faults are left out for as long as the same promise breaks.

use crate::failure::Promise;
use crate::fault::Fault;
use crate::plan::Plan;
use crate::run::run;

/// What can be left out of a run while it still fails.
pub struct Shrunk {
    pub plan: Plan,
    /// Numbers of the steps that are kept, in the plan as it was drawn.
    pub kept: Vec<usize>,
    pub runs: usize,
}

/// Tries at most `budget` runs.
pub fn shrink(plan: &Plan, promise: Promise, budget: usize) -> Shrunk {
    let mut kept: Vec<usize> = (0..plan.count()).collect();
    let mut best = plan.clone();
    let mut runs = 0;
    let mut fails = |plan: &Plan| {
        runs += 1;
        run(plan.clone()).failure.is_some_and(|failure| failure.promise == promise)
    };
    for fault in Fault::ALL {
        let mut without = best.clone();
        without.without.insert(fault);
        if fails(&without) {
            best = without;
        }
    }
    let mut size = kept.len() / 2;
    let mut tried = Fault::ALL.len();
    while size > 0 {
        let mut at = 0;
        while at < kept.len() && tried < budget {
            let mut fewer = kept.clone();
            fewer.drain(at..(at + size).min(kept.len()));
            let shorter = plan.keeping(&fewer, &best.without);
            tried += 1;
            if fails(&shorter) {
                (kept, best) = (fewer, shorter);
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    Shrunk { plan: best, kept, runs }
}
