//! Which records are on their way to whom, shared by the sender and all followers.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use tokio::time::{Duration, Instant, sleep_until};

/// As many records are on the way as there are slots, so a record's slot is its sequence modulo
/// their number.
pub struct Board {
    slots: Vec<Slot>,
    free: Semaphore,
    followers: usize,
    began: Instant,
}

#[derive(Default)]
struct Slot {
    sent_nanos: AtomicU64,
    missing: AtomicUsize,
}

impl Board {
    pub fn new(together: usize, followers: usize) -> Self {
        let slots: Vec<Slot> = (0..together.max(1)).map(|_| Slot::default()).collect();
        Self { free: Semaphore::new(slots.len()), slots, followers, began: Instant::now() }
    }

    /// Returns when the next record may go. Dropping the future takes nothing.
    pub async fn turn(&self, due: Instant) {
        sleep_until(due).await;
        // It is closed by nobody.
        drop(self.free.acquire().await);
    }

    /// Only one sender calls this, after its turn.
    pub fn sent(&self, seq: u64, at: Instant) {
        if let Ok(place) = self.free.try_acquire() {
            place.forget();
        }
        let slot = self.slot(seq);
        slot.sent_nanos.store(self.nanos(at), Ordering::Relaxed);
        slot.missing.store(self.followers, Ordering::Release);
    }

    /// One follower has the record; if it was the last, how long that took.
    pub fn received(&self, seq: u64, at: Instant) -> Option<Duration> {
        let slot = self.slot(seq);
        if slot.missing.fetch_sub(1, Ordering::AcqRel) != 1 {
            return None;
        }
        let sent = slot.sent_nanos.load(Ordering::Relaxed);
        self.free.add_permits(1);
        Some(Duration::from_nanos(self.nanos(at).saturating_sub(sent)))
    }

    /// Returns when every follower has every record.
    pub async fn wait_until_empty(&self) {
        let all = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        drop(self.free.acquire_many(all).await);
    }

    fn slot(&self, seq: u64) -> &Slot {
        let count = self.slots.len() as u64;
        &self.slots[usize::try_from(seq % count).unwrap_or_default()]
    }

    fn nanos(&self, at: Instant) -> u64 {
        u64::try_from(at.saturating_duration_since(self.began).as_nanos()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_record_ends_with_its_last_delivery_and_makes_room_for_the_next() {
        let board = Board::new(1, 2);
        let start = Instant::now();
        board.turn(start).await;
        board.sent(1, start);
        let full = tokio::time::timeout(Duration::from_millis(5), board.turn(start)).await;
        assert!(full.is_err(), "a second record went before the first was delivered");
        assert_eq!(board.received(1, start + Duration::from_millis(1)), None);
        let last = board.received(1, start + Duration::from_millis(7));
        assert_eq!(last, Some(Duration::from_millis(7)));
        board.turn(start).await;
        board.wait_until_empty().await;
    }
}
