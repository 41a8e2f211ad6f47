//! A token bucket that is told the time.

use crate::config::{Rate, UnixMillis};

/// A bucket that nothing refills still names a time: a day.
const LONGEST_WAIT_MS: u64 = 24 * 60 * 60 * 1000;

pub struct Bucket {
    rate: Rate,
    /// In thousandths, so that one millisecond adds `per_second` of them.
    level: u64,
    at: UnixMillis,
}

impl Bucket {
    pub fn full(rate: Rate, now: UnixMillis) -> Self {
        Self { rate, level: rate.burst.saturating_mul(1000), at: now }
    }

    /// Takes `amount`, or says how many milliseconds until it can be taken. What is larger than the
    /// whole bucket needs all of it.
    pub fn take(&mut self, amount: u64, now: UnixMillis) -> Result<(), u64> {
        self.refill(now);
        let wanted = amount.min(self.rate.burst).saturating_mul(1000);
        if let Some(left) = self.level.checked_sub(wanted) {
            self.level = left;
            return Ok(());
        }
        let missing = wanted - self.level;
        Err(missing.div_ceil(self.rate.per_second.max(1)).clamp(1, LONGEST_WAIT_MS))
    }

    pub fn is_full(&mut self, now: UnixMillis) -> bool {
        self.refill(now);
        self.level == self.rate.burst.saturating_mul(1000)
    }

    /// A clock that went back adds nothing.
    fn refill(&mut self, now: UnixMillis) {
        let added = now.saturating_sub(self.at).saturating_mul(self.rate.per_second);
        self.level = self.level.saturating_add(added).min(self.rate.burst.saturating_mul(1000));
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_it_names_is_the_time_it_takes() {
        let mut bucket = Bucket::full(Rate { per_second: 3, burst: 10 }, 1_000);
        assert_eq!(bucket.take(10, 1_000), Ok(()));
        assert_eq!(bucket.take(1, 1_000), Err(334));
        assert_eq!(bucket.take(1, 1_333), Err(1));
        assert_eq!(bucket.take(1, 1_334), Ok(()));
        assert_eq!(bucket.take(1, 500), Err(333), "a clock that goes back gives nothing");
        assert_eq!(bucket.take(1_000, 60_000), Ok(()), "more than fits needs all of it");
        assert_eq!(bucket.take(1, 60_000), Err(334));
        let mut never = Bucket::full(Rate { per_second: 0, burst: 0 }, 0);
        assert_eq!(never.take(1, 0), Ok(()), "a bucket without a size does not limit");
    }
}
