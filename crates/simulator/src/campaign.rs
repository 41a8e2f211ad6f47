//! Many seeds, on as many threads as there are cores. Each run is in one thread; only what came out
//! is put together.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::failure::Failure;
use crate::fault::FaultCounts;
use crate::plan::{Cipher, Plan};
use crate::run::{Report, run};

/// One run in so many is run twice, and has to come out alike.
const REPEATED: u64 = 50;

/// What all runs of a campaign came to.
#[derive(Default)]
pub struct Totals {
    pub runs: u64,
    pub events: u64,
    pub texts: u64,
    pub races: u64,
    pub counts: FaultCounts,
    pub repeated: u64,
    /// The failing seeds, lowest first.
    pub failures: Vec<(u64, Failure)>,
}

impl Totals {
    fn add(&mut self, seed: u64, report: Report) {
        self.runs += 1;
        self.events += report.events;
        self.texts += report.texts;
        self.races += report.races;
        self.counts.merge(&report.counts);
        if let Some(failure) = report.failure {
            self.failures.push((seed, failure));
            self.failures.sort_by_key(|(seed, _)| *seed);
        }
    }
}

pub struct Campaign {
    pub from: u64,
    pub seeds: u64,
    pub cipher: Cipher,
    /// What is drawn from a seed.
    pub draw: fn(u64, Cipher) -> Plan,
    /// Stops when there were so many races.
    pub races: Option<u64>,
    pub threads: usize,
    /// Stops when so many seeds have failed.
    pub most_failures: usize,
}

impl Campaign {
    /// `progress` is called after each run with how many are done, and with what failed in it. A
    /// campaign that is stopped half-way has told what it found.
    pub fn run(&self, progress: impl Fn(u64, Option<(u64, &Failure)>) + Sync) -> Totals {
        let next = AtomicU64::new(self.from);
        let enough = AtomicBool::new(false);
        let totals = Mutex::new(Totals::default());
        std::thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                scope.spawn(|| {
                    loop {
                        let seed = next.fetch_add(1, Ordering::Relaxed);
                        if seed >= self.from + self.seeds || enough.load(Ordering::Relaxed) {
                            return;
                        }
                        let (report, repeated) = self.run_seed(seed);
                        let Ok(mut totals) = totals.lock() else { return };
                        let failure = report.failure.clone();
                        totals.add(seed, report);
                        totals.repeated += u64::from(repeated);
                        let has_raced = self.races.is_some_and(|most| totals.races >= most);
                        if has_raced || totals.failures.len() >= self.most_failures {
                            enough.store(true, Ordering::Relaxed);
                        }
                        progress(totals.runs, failure.as_ref().map(|failure| (seed, failure)));
                    }
                });
            }
        });
        totals.into_inner().unwrap_or_default()
    }

    fn run_seed(&self, seed: u64) -> (Report, bool) {
        let mut report = run((self.draw)(seed, self.cipher));
        let repeats = seed.is_multiple_of(REPEATED);
        if repeats && report.failure.is_none() {
            let again = run((self.draw)(seed, self.cipher));
            if again != report {
                let what = "the second run of the seed was another one";
                let promise = crate::failure::Promise::SameSeed;
                report.failure = Some(Failure::new(promise, what));
            }
        }
        (report, repeats)
    }
}
