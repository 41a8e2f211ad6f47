//! What people were promised of their texts: that they are sent, and who has them.

use corridor_engine::Raw;
use corridor_engine::view::{RoomId, RoomStatus};
use corridor_wire::id::Seq;

use crate::failure::{Failure, Promise};
use crate::world::{Outcome, World};

impl World {
    /// Each text that was taken is in the timeline once, or its author is out of the room.
    pub fn check_own_texts(
        &mut self,
        device: usize,
        room: RoomId,
        status: &RoomStatus,
        raw: &[Raw],
    ) -> Outcome {
        let Some(seen) = self.devices[device].rooms.get(&room) else { return Ok(()) };
        let was_reset = self.was_reset();
        let mut told_again = if self.was_restored(device) { seen.told_again } else { 0 };
        for one in seen.accepted.iter().filter(|one| !one.discarded && !one.told) {
            let row = raw.iter().find(|row| row.local_id == one.local_id);
            let id = row.and_then(|row| row.message_id.clone());
            let shown = one.sent.and_then(|seq| seen.shown.get(&seq));
            let id = id.or_else(|| shown.and_then(|ids| ids.first().cloned())).unwrap_or_default();
            let place = self.timelines.place_of(&room, &id);
            let is_kept = self.timelines.is_kept_anywhere(&room, &id);
            // What was taken back is not said again behind a restore.
            let is_gone = self.ledger.is_withdrawn(&room, &id)
                || self.ledger.hidden.contains(&(device, one.local_id))
                || self.ledger.handed.is_once(&one.text);
            let has_ended = one.sent.is_some_and(|seq| self.may_have_ended(device, &room, seq))
                || self.may_text_have_ended(device, &room, &one.text);
            if is_gone && self.was_restored(device) || was_reset && has_ended && row.is_none() {
                continue;
            }
            if place.is_none() && one.sent.is_some() && !is_kept {
                if told_again > 0 {
                    told_again -= 1;
                    continue;
                }
                let what = format!("{:?} was promised and nobody shows it", one.text);
                return Err(Failure::new(Promise::NothingLost, what));
            }
            let was_lied_to = self.devices[device].was_lied_to;
            if place.is_none() && *status == RoomStatus::Active && !was_lied_to {
                let what = format!("device {device} never sent {:?} to {room}", one.text);
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        Ok(())
    }

    /// Who is said to have a text has it.
    pub fn check_receipt(&self, device: usize, room: RoomId, seq: Seq) -> Outcome {
        let Some(roster) = self.timelines.roster_at(&room, seq.saturating_sub(1)) else {
            return Ok(());
        };
        for account in &roster.accounts {
            let mut hers = self.devices.iter().filter(|one| one.account.as_ref() == Some(account));
            let has = hers.any(|one| {
                // Whose database fails is not looked at while it does.
                one.storage_fails
                    || one.rooms.get(&room).is_some_and(|seen| {
                        seen.shown.contains_key(&seq)
                            || seen.gaps.iter().any(|(a, b)| *a < seq && seq <= *b)
                    })
            });
            // Who left meanwhile need not have it, even if she came back.
            if !has && self.timelines.stayed(&room, seq, account) {
                let what = format!("device {device} says that {account} has {seq} of {room}");
                return Err(Failure::new(Promise::Receipts, what));
            }
        }
        Ok(())
    }
}
