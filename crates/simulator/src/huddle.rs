//! Rooms that end by themselves: what was said in one is on no device any more behind its end, by that
//! device's own clock, whatever it missed.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::command::Command;
use corridor_engine::view::RoomId;

use crate::failure::{Failure, Promise};
use crate::ledger::{key_of, keys_in};
use crate::schedule::{HOUR, Millis, SECOND};
use crate::secrecy::MARK;
use crate::world::{Outcome, World};

/// What is rounded up to whole seconds, and what a timer may be late.
const SLACK: Millis = 2 * SECOND;
/// How long a device whose person would keep it waits to read whether all would.
const PATIENCE: Millis = 24 * HOUR;

#[derive(Default)]
pub struct Huddles {
    ends: BTreeMap<RoomId, Millis>,
    /// Those that somebody would keep.
    wished: BTreeSet<RoomId>,
}

impl Huddles {
    pub fn contains(&self, room: &RoomId) -> bool {
        self.ends.contains_key(room)
    }
}

impl World {
    pub fn form_huddle(&mut self, device: usize, which: usize, ms: Millis) -> Outcome {
        let Some(own) = self.devices[device].account.clone() else { return Ok(()) };
        let people: BTreeSet<_> = (0..3).filter_map(|next| self.account_of(which + next)).collect();
        let people: Vec<_> = people.into_iter().filter(|person| *person != own).collect();
        let ends_at = self.devices[device].clock(self.now()) + ms;
        self.texts += 1;
        let title = format!("{MARK}huddle {}", self.texts);
        let command = Command::FormHuddle { title, with: people.clone(), ends_at };
        let before = self.rooms.len();
        self.made_room(device, command, people)?;
        let made = self.rooms.get(before).copied();
        self.ledger.huddles.ends.extend(made.map(|room| (room, ends_at)));
        Ok(())
    }

    /// In a huddle, by somebody who is in it.
    pub fn in_huddle(&mut self, by: usize, which: usize, deed: HuddleDeed) -> Outcome {
        let mut there = Vec::new();
        for room in self.ledger.huddles.ends.keys().copied().collect::<Vec<_>>() {
            for device in 0..self.devices.len() {
                let is_usable = self.takes_part(device) && !self.is_away(device);
                if is_usable && self.active(device, &room).is_some() {
                    there.push((device, room));
                }
            }
        }
        let chosen = there.get((by + which) % there.len().max(1)).copied();
        let Some((device, room)) = chosen else { return Ok(()) };
        match deed {
            HuddleDeed::Say => self.say(device, room, 0, true),
            HuddleDeed::End => self.quietly(device, Command::EndHuddle { room }),
            HuddleDeed::Keep { is_on } => {
                self.ledger.huddles.wished.insert(room);
                self.quietly(device, Command::KeepHuddle { room, is_on })
            }
        }
    }

    pub fn check_huddles(&mut self) -> Outcome {
        for (room, end) in self.ledger.huddles.ends.clone() {
            let said = self.said_in(&room);
            let is_wished = self.ledger.huddles.wished.contains(&room);
            let patience = if is_wished { PATIENCE } else { 0 };
            // All would keep it: it is a room like any other.
            let is_kept = (0..self.devices.len()).any(|device| {
                let view = self.devices[device].engine().room(&room).ok().flatten();
                view.is_some_and(|view| view.huddle.is_none())
            });
            if is_kept {
                continue;
            }
            for device in 0..self.devices.len() {
                let is_over = end + patience + SLACK <= self.devices[device].clock(self.now());
                if !is_over || !self.takes_part(device) {
                    continue;
                }
                self.check_nothing_stays(device, &room, &said)?;
            }
        }
        Ok(())
    }

    fn check_nothing_stays(
        &mut self,
        device: usize,
        room: &RoomId,
        said: &BTreeSet<String>,
    ) -> Outcome {
        let view = self.devices[device].engine().room(room).ok().flatten();
        if let Some(view) = view {
            let what = format!("device {device} shows a huddle that is over: {:?}", view.status);
            return Err(Failure::new(Promise::Disappearing, what));
        }
        let stored = self.devices[device].engine().stored_with(MARK);
        let stored = stored.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
        for (table, value) in stored {
            if let Some(key) = keys_in(&value).intersection(said).next() {
                let what = format!("device {device} keeps {key} of a huddle in {table}");
                return Err(Failure::new(Promise::Disappearing, what));
            }
        }
        Ok(())
    }

    /// But for what was carried out of it by hand.
    fn said_in(&self, room: &RoomId) -> BTreeSet<String> {
        let seen = self.devices.iter().filter_map(|one| one.rooms.get(room));
        let texts = seen.flat_map(|seen| &seen.accepted).map(|one| &one.text);
        let edits = self.ledger.acts.iter().filter(|act| act.room == *room).map(|act| &act.text);
        let keys = texts.chain(edits).filter_map(|text| key_of(text));
        let is_there =
            |key: &String| !self.ledger.forwarded.contains(key) && !self.ledger.told.contains(key);
        keys.filter(is_there).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HuddleDeed {
    Say,
    Keep { is_on: bool },
    End,
}
