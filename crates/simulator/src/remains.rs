//! What was taken back, taken away on one device, opened once or is over is on no disk of a device that knows.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::view::{ItemKind, RoomId};

use crate::failure::{Failure, Promise};
use crate::ledger::key_of;
use crate::secrecy::MARK;
use crate::timelines::is_said;
use crate::world::{Outcome, World};

impl World {
    pub fn check_remains(&mut self) -> Outcome {
        let said = self.keys_by_message();
        for device in 0..self.devices.len() {
            if self.devices[device].account.is_none() {
                continue;
            }
            let gone = self.gone_from(device, &said);
            let takes_part = self.takes_part(device);
            let ended = if takes_part { self.ended_by_now(device) } else { BTreeSet::new() };
            let opened = self.opened_on(device);
            if gone.is_empty() && ended.is_empty() && opened.is_empty() {
                continue;
            }
            let stored = self.devices[device].engine().stored_with(MARK);
            let stored =
                stored.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
            for (table, value) in stored {
                let keys = crate::ledger::keys_in(&value);
                for (promise, gone, why) in [
                    (Promise::Conversation, &gone, "which was taken back"),
                    (Promise::Disappearing, &ended, "whose time is over"),
                    (Promise::Conversation, &opened, "which was opened, or sent to be opened once"),
                ] {
                    if let Some(key) = keys.intersection(gone).next() {
                        let what = format!("device {device} keeps {key} in {table}, {why}");
                        return Err(Failure::new(promise, what));
                    }
                }
            }
        }
        Ok(())
    }

    /// All that a message has ever said, by the marks in it.
    fn keys_by_message(&mut self) -> BTreeMap<(RoomId, Vec<u8>), BTreeSet<String>> {
        let mut said: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for device in 0..self.devices.len() {
            for (room, seen) in self.devices[device].rooms.clone() {
                let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { continue };
                for one in seen.accepted {
                    let row = rows.iter().find(|row| row.local_id == one.local_id);
                    let id = row.and_then(|row| row.message_id.clone());
                    if let Some((id, key)) = id.zip(key_of(&one.text)) {
                        said.entry((room, id)).or_default().insert(key);
                    }
                }
            }
        }
        for act in
            self.ledger.acts.iter().filter(|act| act.kind == ItemKind::Edit && !act.is_forged)
        {
            if let Some(key) = key_of(&act.text) {
                said.entry((act.room, act.target.clone())).or_default().insert(key);
            }
        }
        said
    }

    fn gone_from(
        &mut self,
        device: usize,
        said: &BTreeMap<(RoomId, Vec<u8>), BTreeSet<String>>,
    ) -> BTreeSet<String> {
        let mut gone = BTreeSet::new();
        for room in self.rooms.clone() {
            let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { continue };
            for row in &rows {
                // Own words that are still on their way are sealed from what is stored.
                let is_waiting = rows.iter().any(|act| {
                    act.seq.is_none() && act.kind == ItemKind::Edit && act.target == row.message_id
                });
                if !is_said(row.kind) || !(row.is_withdrawn || row.is_hidden) || is_waiting {
                    continue;
                }
                if let Some(keys) = row.message_id.clone().and_then(|id| said.get(&(room, id))) {
                    gone.extend(keys.iter().cloned());
                }
            }
        }
        let is_only_there =
            |key: &String| !(self.ledger.forwarded.contains(key) || self.ledger.told.contains(key));
        gone.retain(is_only_there);
        gone
    }
}
