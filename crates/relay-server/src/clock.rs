//! The only place that reads the system's clock; the core is told.

use std::time::{SystemTime, UNIX_EPOCH};

use corridor_relay_core::UnixMillis;

pub const DAY_SECONDS: u64 = 24 * 60 * 60;

pub fn now_ms() -> UnixMillis {
    // A clock before 1970 is `doctor`'s to report; here it is the beginning of time.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

pub fn now_seconds() -> u64 {
    now_ms() / 1000
}

/// Days since 1970-01-01.
pub fn today() -> u32 {
    u32::try_from(now_seconds() / DAY_SECONDS).unwrap_or(u32::MAX)
}
