//! What each account has used of its quotas. In memory only: on disk, an account would stand beside
//! the number of rooms it founds.

use std::collections::BTreeMap;

use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::AccountId;

use crate::bucket::Bucket;
use crate::config::{Limits, Rate, UnixMillis};
use crate::refusal::Refusal;
use crate::retention::{DAY_MS, day_of};

/// Devices that an account names to be woken: talk in the largest room that does it, and a burst.
const NAMES: Rate = Rate { per_second: 64, burst: 1024 };

struct Use {
    requests: Bucket,
    bytes: Bucket,
    names: Bucket,
    day: u32,
    logs: u32,
    record_bytes: u64,
    blob_bytes: u64,
}

#[derive(Default)]
pub struct AccountUse {
    by_account: BTreeMap<AccountId, Use>,
}

impl AccountUse {
    pub fn take_request(
        &mut self,
        account: &AccountId,
        bytes: usize,
        limits: &Limits,
        now: UnixMillis,
    ) -> Result<(), Refusal> {
        let used = self.of(account, limits, now);
        take(&mut used.requests, &mut used.bytes, bytes, now, "account")
    }

    pub fn take_log(
        &mut self,
        account: &AccountId,
        limits: &Limits,
        now: UnixMillis,
    ) -> Result<(), Refusal> {
        let used = self.of(account, limits, now);
        if used.logs >= limits.logs_per_day {
            return Err(tomorrow(ErrorCode::LogQuota, "logs of this day are used up", now));
        }
        used.logs += 1;
        Ok(())
    }

    pub fn take_record(
        &mut self,
        account: &AccountId,
        bytes: u64,
        limits: &Limits,
        now: UnixMillis,
    ) -> Result<(), Refusal> {
        let used = self.of(account, limits, now);
        let refusal =
            || tomorrow(ErrorCode::ByteQuota, "record bytes of this day are used up", now);
        take_bytes(&mut used.record_bytes, bytes, limits.record_bytes_per_day, refusal)
    }

    pub fn take_blob(
        &mut self,
        account: &AccountId,
        bytes: u64,
        limits: &Limits,
        now: UnixMillis,
    ) -> Result<(), Refusal> {
        let used = self.of(account, limits, now);
        let refusal = || tomorrow(ErrorCode::BlobQuota, "blob bytes of this day are used up", now);
        take_bytes(&mut used.blob_bytes, bytes, limits.blob_bytes_per_day, refusal)
    }

    /// Whether it may have so many devices woken: each takes a look at the disk.
    pub fn may_name(
        &mut self,
        account: &AccountId,
        devices: usize,
        limits: &Limits,
        now: UnixMillis,
    ) -> bool {
        self.of(account, limits, now).names.take(devices as u64, now).is_ok()
    }

    /// Forgets accounts that have used nothing lately.
    pub fn forget_idle(&mut self, now: UnixMillis) {
        let today = day_of(now);
        self.by_account.retain(|_, used| {
            let has_used = used.logs > 0 || used.record_bytes > 0 || used.blob_bytes > 0;
            let quota_in_use = used.day == today && has_used;
            let buckets = [&mut used.requests, &mut used.bytes, &mut used.names];
            quota_in_use || buckets.into_iter().any(|bucket| !bucket.is_full(now))
        });
    }

    fn of(&mut self, account: &AccountId, limits: &Limits, now: UnixMillis) -> &mut Use {
        let today = day_of(now);
        let used = self.by_account.entry(account.clone()).or_insert_with(|| Use {
            requests: Bucket::full(limits.account_requests, now),
            bytes: Bucket::full(limits.account_bytes, now),
            names: Bucket::full(NAMES, now),
            day: today,
            logs: 0,
            record_bytes: 0,
            blob_bytes: 0,
        });
        if used.day != today {
            (used.day, used.logs, used.record_bytes, used.blob_bytes) = (today, 0, 0, 0);
        }
        used
    }
}

/// One request of so many bytes, from two buckets of the same owner.
pub fn take(
    requests: &mut Bucket,
    bytes: &mut Bucket,
    amount: usize,
    now: UnixMillis,
    whose: &str,
) -> Result<(), Refusal> {
    let too_many = |retry| {
        Refusal::retry_after(ErrorCode::RateLimited, format!("requests of the {whose}"), retry)
    };
    let too_much =
        |retry| Refusal::retry_after(ErrorCode::ByteQuota, format!("bytes of the {whose}"), retry);
    requests.take(1, now).map_err(too_many)?;
    bytes.take(amount as u64, now).map_err(too_much)
}

fn take_bytes(
    used: &mut u64,
    bytes: u64,
    limit: u64,
    refusal: impl FnOnce() -> Refusal,
) -> Result<(), Refusal> {
    let total = used.saturating_add(bytes);
    if total > limit {
        return Err(refusal());
    }
    *used = total;
    Ok(())
}

fn tomorrow(code: ErrorCode, detail: &str, now: UnixMillis) -> Refusal {
    Refusal::retry_after(code, detail, DAY_MS - now % DAY_MS)
}
