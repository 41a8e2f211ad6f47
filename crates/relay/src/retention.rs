//! Expiry: whole days go, and nothing is shown of them from the moment that is decided on disk.

use corridor_store::{Space, Store};
use corridor_wire::planted::{Bug, is_planted};

use crate::Relay;
use crate::config::UnixMillis;
use crate::output::Output;
use crate::rows::{INVITED, LAST_DAY_KEY, RELAY, RETAINED, RETAINED_FROM_KEY, day_number};
use crate::staging::Effect;
use crate::start::StartError;

pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A clock that has jumped further than this since the last start or check may be wrong, and what it
/// would expire cannot be brought back.
const TRUSTED_JUMP_DAYS: u32 = 2;

/// How long a clock has to stay where it jumped to before it is believed.
const HOLD_MS: u64 = DAY_MS;

/// A used invitation is remembered this long after it expired, so that a registration whose reply
/// was lost can be repeated.
const INVITED_GRACE_DAYS: u32 = 7;

/// Days since 1970-01-01, UTC.
pub fn day_of(now: UnixMillis) -> u32 {
    u32::try_from(now / DAY_MS).unwrap_or(u32::MAX)
}

pub struct Retention {
    days: u32,
    /// The first day that is kept; on disk.
    from: u32,
    last_day: u32,
    /// Whether `from` and `last_day` are on disk.
    recorded: bool,
    staged: bool,
    wake: UnixMillis,
    held_until: Option<UnixMillis>,
}

impl Retention {
    pub fn load(days: u32, now: UnixMillis, store: &dyn Store) -> Result<Self, StartError> {
        let read = |key| -> Result<Option<u32>, StartError> {
            let Some(row) = store.get(RELAY, key)? else { return Ok(None) };
            day_number(&row).map(Some).ok_or(StartError::Damaged("day"))
        };
        let from = read(RETAINED_FROM_KEY)?.unwrap_or(0);
        let last_day = read(LAST_DAY_KEY)?;
        Ok(Self {
            days,
            from,
            last_day: last_day.unwrap_or(day_of(now)),
            recorded: last_day.is_some(),
            staged: false,
            wake: now,
            held_until: None,
        })
    }

    /// The first day whose rows are still shown.
    pub fn from(&self) -> u32 {
        self.from
    }

    pub fn wake(&self) -> UnixMillis {
        self.wake
    }

    pub fn settle(&mut self, from: u32) {
        self.from = self.from.max(from);
        self.recorded = true;
        self.staged = false;
    }

    pub fn forget_staged(&mut self) {
        self.recorded &= !self.staged;
        self.staged = false;
    }

    /// Whether to believe that it is this day.
    fn believes(&mut self, today: u32, now: UnixMillis) -> bool {
        if today <= self.last_day.saturating_add(TRUSTED_JUMP_DAYS) {
            self.held_until = None;
            return true;
        }
        let until = *self.held_until.get_or_insert(now.saturating_add(HOLD_MS));
        // Once it is believed the jump is over; a clock that went back begins a new one.
        if now >= until || now.saturating_add(HOLD_MS) < until {
            self.held_until = None;
        }
        now >= until
    }
}

impl Relay {
    /// Looks once a day whether there is a day to let go, and notes which day it is.
    pub fn expire_days(&mut self, now: UnixMillis) {
        let today = day_of(now);
        let retention = &mut self.retention;
        retention.wake = (now / DAY_MS + 1) * DAY_MS;
        if retention.staged || !retention.believes(today, now) {
            return;
        }
        let days = retention.days.saturating_sub(u32::from(is_planted(Bug::ExpiredEarly)));
        let from = retention.from.max(today.saturating_sub(days));
        self.accounts.forget_idle(now);
        if from == retention.from && today == retention.last_day && retention.recorded {
            return;
        }
        retention.last_day = today;
        retention.staged = true;
        self.staging.put(RELAY, LAST_DAY_KEY, today.to_be_bytes());
        self.staging.put(RELAY, RETAINED_FROM_KEY, from.to_be_bytes());
        self.staging.effect(Effect::RetainedFrom(from));
    }

    /// Tells the driver to drop what has expired, also what an earlier process did not get to.
    pub fn drop_expired(&mut self, store: &dyn Store) {
        let from = self.retention.from;
        let invited_from = self.retention.last_day.saturating_sub(INVITED_GRACE_DAYS);
        let kinds = RETAINED.map(|name| (name, from)).into_iter().chain([(INVITED, invited_from)]);
        for (name, first_kept) in kinds {
            // A store that does not answer now is asked again tomorrow, or at the next start.
            let days = store.days(name).unwrap_or_default();
            for day in days.into_iter().filter(|day| *day < first_kept) {
                self.counters.spaces_dropped += 1;
                self.outputs.push_back(Output::DropSpace(Space::of_day(name, day)));
            }
        }
        if let Some(through_day) = from.checked_sub(1) {
            self.outputs.push_back(Output::ExpireBlobs { through_day });
        }
    }
}
