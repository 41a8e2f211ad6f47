//! What disappears: what was said where messages do is in no database once its time is over, and in all of
//! them until then.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::command::Command;
use corridor_engine::view::RoomId;
use corridor_wire::id::Seq;

use crate::ledger::key_of;
use crate::schedule::{Millis, SECOND};
use crate::world::{Outcome, World};

/// What is rounded down to whole seconds, and what a timer may be late.
const SLACK: Millis = 2 * SECOND;

#[derive(Default)]
pub struct Fleeting {
    /// The shortest period that each room was ever asked to have.
    shortest: BTreeMap<RoomId, Millis>,
    /// When texts were said, and when they have ended at the latest, by the clock of whoever said them.
    said: BTreeMap<String, Millis>,
    ends: BTreeMap<String, Millis>,
}

impl Fleeting {
    pub fn ends(&self, key: &str) -> bool {
        self.ends.contains_key(key)
    }
}

impl World {
    pub fn set_expiry(&mut self, device: usize, room: RoomId, seconds: Option<u32>) -> Outcome {
        if self.command(device, Command::SetExpiry { room, seconds })?.is_none() {
            return Ok(());
        }
        if let Some(seconds) = seconds {
            let ms = u64::from(seconds) * SECOND;
            let shortest = self.ledger.fleeting.shortest.entry(room).or_insert(ms);
            *shortest = ms.min(*shortest);
        }
        Ok(())
    }

    /// Something was said now, or will be when it is due.
    pub fn was_said(&mut self, device: usize, room: RoomId, text: &str, due: Option<Millis>) {
        let Some(key) = key_of(text) else { return };
        let now = self.devices[device].clock(self.now());
        let view = self.devices[device].engine().room(&room).ok().flatten();
        let seconds = view.and_then(|view| view.expiry_seconds);
        let said = due.unwrap_or(now);
        let fleeting = &mut self.ledger.fleeting;
        // What is forwarded is said again in the same words, and first where it came from.
        let first = fleeting.said.entry(key.clone()).or_insert(said);
        *first = said.min(*first);
        if let Some(seconds) = seconds {
            fleeting.ends.insert(key, said + u64::from(seconds) * SECOND);
        }
    }

    /// What nobody has by now who cooperates and whose clock says that, however it is said.
    pub fn ended_by_now(&self, device: usize) -> BTreeSet<String> {
        let clock = self.devices[device].clock(self.now());
        let ends = self.ledger.fleeting.ends.iter();
        let over = ends.filter(|(_, end)| *end + SLACK <= clock).map(|(key, _)| key);
        over.filter(|key| !self.ledger.forwarded.contains(*key)).cloned().collect()
    }

    /// Whether the device may no longer have what stands at an entry. By the shortest period that the room
    /// ever had: from when it was said, or when it came, whichever clock is ahead.
    pub fn may_have_ended(&self, device: usize, room: &RoomId, seq: Seq) -> bool {
        let Some(shortest) = self.ledger.fleeting.shortest.get(room) else { return false };
        let one = &self.devices[device];
        if one.looked_late {
            return true;
        }
        let said = self.timelines.keys_at(room, seq);
        if said.is_empty() {
            // What was told, which has no words of its own: nobody wrote down when.
            return true;
        }
        let (mut places, mut keys) = (vec![seq], said);
        for (at, edit) in self.timelines.edits_of(room, seq) {
            places.push(at);
            keys.extend(key_of(&edit.text));
        }
        let said = keys.iter().filter_map(|key| self.ledger.fleeting.said.get(key));
        let came = one.rooms.get(room).map(|seen| &seen.came);
        let came = places.iter().filter_map(|at| came.and_then(|came| came.get(at)));
        let since = said.chain(came).min();
        since.is_some_and(|since| since + shortest <= one.latest + SLACK)
    }

    /// The same of a message by its id, wherever it stands.
    pub fn may_message_have_ended(&self, device: usize, room: &RoomId, id: &[u8]) -> bool {
        // A reaction that is taken back goes with its message.
        let id = self.timelines.target_of(room, id).unwrap_or(id);
        match self.timelines.place_of(room, id) {
            Some(seq) => self.may_have_ended(device, room, seq),
            // Places are forgotten with a restore, and nobody shows it since.
            None => self.was_reset() && self.ledger.fleeting.shortest.contains_key(room),
        }
    }

    /// The same of a text before anybody has shown it.
    pub fn may_text_have_ended(&self, device: usize, room: &RoomId, text: &str) -> bool {
        let fleeting = &self.ledger.fleeting;
        let Some(shortest) = fleeting.shortest.get(room) else { return false };
        let said = key_of(text).and_then(|key| fleeting.said.get(&key).copied());
        said.is_some_and(|said| said + shortest <= self.devices[device].latest + SLACK)
    }
}
