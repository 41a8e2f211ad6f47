//! How people wish to be known, and whom they do not want to hear.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::command::{Command, ProfileToShow};
use corridor_engine::view::{RoomId, TimelineItem};
use corridor_wire::id::AccountId;

use crate::failure::{Failure, Promise};
use crate::observe::RETENTION_DAYS;
use crate::plan::Conduct;
use crate::world::{Outcome, World};

#[derive(Default)]
pub struct People {
    /// What each device's person was last called there, and how often that was changed.
    names: BTreeMap<usize, String>,
    /// Rooms that get it, by device; and those that ever did.
    shares: BTreeSet<(usize, RoomId)>,
    ever_shared: BTreeSet<(usize, RoomId)>,
    blocked: BTreeSet<(usize, AccountId)>,
    ever_blocked: BTreeSet<(usize, AccountId)>,
}

impl People {
    pub fn has_ever_blocked(&self, device: usize, person: &AccountId) -> bool {
        self.ever_blocked.contains(&(device, person.clone()))
    }

    pub fn has_ever_blocked_anybody(&self, device: usize) -> bool {
        self.ever_blocked.iter().any(|(one, _)| *one == device)
    }
}

fn broken(what: String) -> Outcome {
    Err(Failure::new(Promise::Conversation, what))
}

impl World {
    pub fn set_profile(&mut self, device: usize) -> Outcome {
        let name = self.new_text(device);
        let profile = ProfileToShow { name: name.clone(), ..ProfileToShow::default() };
        if self.command(device, Command::SetProfile { profile })?.is_some() {
            self.ledger.people.names.insert(device, name);
        }
        Ok(())
    }

    pub fn share_profile(&mut self, device: usize, room: RoomId, is_on: bool) -> Outcome {
        if self.command(device, Command::ShareProfile { room, is_on })?.is_some() {
            let people = &mut self.ledger.people;
            if is_on {
                people.shares.insert((device, room));
                people.ever_shared.insert((device, room));
            } else {
                people.shares.remove(&(device, room));
            }
        }
        Ok(())
    }

    pub fn block(&mut self, device: usize, which: usize, is_on: bool) -> Outcome {
        let own = self.devices[device].account.clone();
        let person = self.account_of(which).filter(|person| Some(person) != own.as_ref());
        let Some(person) = person else { return Ok(()) };
        // Before the command: what comes with it is not heard already.
        if is_on {
            self.ledger.people.ever_blocked.insert((device, person.clone()));
        }
        let command = Command::Block { person: person.clone(), is_blocked: is_on };
        if self.command(device, command)?.is_some() {
            let blocked = &mut self.ledger.people.blocked;
            let _ = if is_on {
                blocked.insert((device, person))
            } else {
                blocked.remove(&(device, person))
            };
        }
        Ok(())
    }

    /// What blocked people say is there, and folded.
    pub fn check_folded(&self, device: usize, item: &TimelineItem) -> Outcome {
        let is_own = self.devices[device].account.as_ref() == Some(&item.sender);
        let is_blocked = self.ledger.people.blocked.contains(&(device, item.sender.clone()));
        if item.is_blocked == (is_blocked && !is_own) {
            return Ok(());
        }
        broken(format!("device {device} has blocked or not who said {item:?}"))
    }

    /// Whoever is in a room that gets somebody's profile has the newest one, and nobody else has any.
    pub fn check_profiles(&mut self) -> Outcome {
        if self.ledger.people.names.is_empty() {
            return Ok(());
        }
        for writer in 0..self.devices.len() {
            let person = self.devices[writer].person;
            let devices = self.devices.iter().filter(|one| one.person == person).count();
            let Some(account) = self.devices[writer].account.clone() else { continue };
            // Two devices know of each other's by the rooms alone.
            if devices != 1 || !self.takes_part(writer) {
                continue;
            }
            for reader in (0..self.devices.len()).filter(|reader| *reader != writer) {
                if self.takes_part(reader) {
                    self.check_profile(writer, &account, reader)?;
                }
            }
        }
        Ok(())
    }

    fn check_profile(&mut self, writer: usize, account: &AccountId, reader: usize) -> Outcome {
        let known = self.devices[reader].engine().profile(account, None).ok().flatten();
        let known = known.map(|profile| profile.name);
        let shared: Vec<RoomId> = self.rooms.clone();
        let people = &self.ledger.people;
        let was_shared = shared.iter().any(|room| people.ever_shared.contains(&(writer, *room)));
        if known.is_some() && !was_shared {
            return broken(format!("device {reader} knows {account} by a profile, not shown"));
        }
        let name = people.names.get(&writer).cloned();
        let is_heard = !people.has_ever_blocked(reader, account)
            && self.devices[reader].slept_days < RETENTION_DAYS
            && self.plan.conduct == Conduct::Honest;
        if !is_heard || name.is_none() {
            return Ok(());
        }
        for room in shared {
            let is_shared = self.ledger.people.shares.contains(&(writer, room));
            if is_shared
                && self.active(writer, &room).is_some()
                && self.active(reader, &room).is_some()
                && known != name
            {
                return broken(format!(
                    "device {reader} knows {account} as {known:?}, who is {name:?} in {room}"
                ));
            }
        }
        Ok(())
    }
}
