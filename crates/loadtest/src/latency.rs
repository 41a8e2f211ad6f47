//! Latencies, counted into a histogram so that no percentile is a guess between two buckets that
//! are far apart.

use std::time::Duration;

use hdrhistogram::Histogram;
use serde::Serialize;

use crate::failure::Failure;

/// Nothing here takes longer; what did would be a failure of its own.
const LONGEST_MICROS: u64 = 600_000_000;

/// Two digits are one percent, finer than two runs ever agree.
const DIGITS: u8 = 2;

pub struct Latencies(Histogram<u64>);

impl Default for Latencies {
    fn default() -> Self {
        let histogram = Histogram::new_with_bounds(1, LONGEST_MICROS, DIGITS);
        Self(histogram.expect("the bounds are constants that hdrhistogram accepts"))
    }
}

/// What a table shows of them.
#[expect(clippy::struct_field_names, reason = "the unit belongs to each")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Latency {
    pub p50_us: u64,
    pub p99_us: u64,
    pub max_us: u64,
}

impl Latencies {
    pub fn record(&mut self, latency: Duration) -> Result<(), Failure> {
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX).max(1);
        self.0.record(micros).map_err(|_| Failure::Latency(micros))
    }

    /// All of them have the same bounds, so adding one to another always succeeds.
    pub fn add(&mut self, other: &Self) {
        self.0 += &other.0;
    }

    pub fn count(&self) -> u64 {
        self.0.len()
    }

    pub fn summary(&self) -> Latency {
        Latency {
            p50_us: self.0.value_at_quantile(0.5),
            p99_us: self.0.value_at_quantile(0.99),
            max_us: self.0.max(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_within_a_percent_and_the_slowest_is_kept() {
        let (mut even, mut odd) = (Latencies::default(), Latencies::default());
        for millis in 1..=1_000 {
            let half = if millis % 2 == 0 { &mut even } else { &mut odd };
            half.record(Duration::from_millis(millis)).unwrap();
        }
        even.add(&odd);
        let summary = even.summary();
        assert_eq!(even.count(), 1_000);
        assert!(summary.p50_us.abs_diff(500_000) <= 5_000, "{summary:?}");
        assert!(summary.p99_us.abs_diff(990_000) <= 9_900, "{summary:?}");
        assert!(summary.max_us.abs_diff(1_000_000) <= 10_000, "{summary:?}");
    }

    #[test]
    fn a_latency_that_no_run_has_is_a_failure_and_not_a_smaller_number() {
        let hour = Duration::from_hours(1);
        assert!(matches!(Latencies::default().record(hour), Err(Failure::Latency(_))));
    }
}
