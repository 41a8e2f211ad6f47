//! Virtual time: what happens next, and in which order at the same moment.

use std::collections::BTreeMap;

/// Milliseconds since 1970-01-01T00:00:00Z, as everything in the cores counts.
pub type Millis = u64;

/// 2026-01-01T00:00:00Z.
pub const START: Millis = 1_767_225_600_000;

pub const SECOND: Millis = 1000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;
pub const DAY: Millis = 24 * HOUR;

/// Events in order of their time; those of one moment in the order in which they were planned.
pub struct Schedule<E> {
    now: Millis,
    planned: u64,
    events: BTreeMap<(Millis, u64), E>,
}

impl<E> Schedule<E> {
    pub fn new() -> Self {
        Self { now: START, planned: 0, events: BTreeMap::new() }
    }

    pub fn now(&self) -> Millis {
        self.now
    }

    pub fn at(&mut self, when: Millis, event: E) {
        self.planned += 1;
        self.events.insert((when.max(self.now), self.planned), event);
    }

    pub fn after(&mut self, delay: Millis, event: E) {
        self.at(self.now.saturating_add(delay), event);
    }

    /// The next event, unless it is later than `until`; then time stops there.
    pub fn next(&mut self, until: Millis) -> Option<E> {
        let (&(when, _), _) = self.events.first_key_value()?;
        if when > until {
            self.now = self.now.max(until);
            return None;
        }
        let ((when, _), event) = self.events.pop_first()?;
        self.now = when;
        Some(event)
    }

    /// When the next event is due that `matters`.
    pub fn next_of(&self, matters: impl Fn(&E) -> bool) -> Option<Millis> {
        self.events.iter().find(|(_, event)| matters(event)).map(|((when, _), _)| *when)
    }
}
