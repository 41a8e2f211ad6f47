//! Links and knocks: who may knock, how many a link lets in, and that nobody comes in unasked.

use std::collections::BTreeSet;

use corridor_engine::command::{Answer, Command};
use corridor_engine::view::{RoomId, TimelineItem};
use corridor_wire::id::{AccountId, Seq};

use crate::failure::{Failure, Promise};
use crate::plan::Conduct;
use crate::schedule::Millis;
use crate::world::{Outcome, World};

/// A link as its maker's person knows it.
pub struct Door {
    device: usize,
    room: RoomId,
    id: i64,
    text: String,
    most: u64,
    expires_at: Millis,
    is_revoked: bool,
    /// Who has tried it.
    knocked: BTreeSet<AccountId>,
}

#[derive(Default)]
pub struct Doors {
    made: Vec<Door>,
    /// Whom somebody has asked into a room, or let in.
    asked_in: BTreeSet<(RoomId, AccountId)>,
    /// Whom each device has let into a room by a knock.
    let_in: BTreeSet<(usize, RoomId, AccountId)>,
}

fn broken(what: String) -> Outcome {
    Err(Failure::new(Promise::Doors, what))
}

impl World {
    pub fn asks_in(&mut self, room: RoomId, people: impl IntoIterator<Item = AccountId>) {
        self.ledger.doors.asked_in.extend(people.into_iter().map(|person| (room, person)));
    }

    /// In one of the newest rooms to which somebody may add people.
    pub fn make_link(&mut self, which: usize, most: u64, ms: Millis) -> Outcome {
        let mut places = Vec::new();
        for room in self.rooms.clone().into_iter().rev().take(3) {
            for device in 0..self.devices.len() {
                let is_usable = self.takes_part(device) && !self.is_away(device);
                if is_usable && self.active(device, &room).is_some_and(|view| view.may_add) {
                    places.push((device, room));
                }
            }
        }
        let place = places.get(which % places.len().clamp(1, 2)).copied();
        let Some((device, room)) = place else { return Ok(()) };
        let expires_at = self.devices[device].clock(self.now()) + ms;
        let command = Command::MakeLink { room, expires_at, most };
        let Some(Answer::Link(id)) = self.command(device, command)? else { return Ok(()) };
        let links = self.devices[device].engine().links(&room).unwrap_or_default();
        if let Some(link) = links.into_iter().find(|link| link.id == id) {
            let (is_revoked, knocked) = (false, BTreeSet::new());
            let text = link.text;
            let door = Door { device, room, id, text, most, expires_at, is_revoked, knocked };
            self.ledger.doors.made.push(door);
        }
        Ok(())
    }

    pub fn revoke_link(&mut self, which: usize) -> Outcome {
        let doors = &self.ledger.doors.made;
        let at = which % doors.len().max(1);
        let Some(door) = doors.get(at) else { return Ok(()) };
        let (device, link) = (door.device, door.id);
        if !self.is_away(device) && self.command(device, Command::RevokeLink { link })?.is_some() {
            self.ledger.doors.made[at].is_revoked = true;
        }
        Ok(())
    }

    /// Somebody who has come by a link tries it, whatever has become of it.
    pub fn knock(&mut self, by: usize, which: usize) -> Outcome {
        let doors = &self.ledger.doors.made;
        let at = which % doors.len().max(1);
        let Some(door) = doors.get(at) else { return Ok(()) };
        let (maker, room, expires_at) = (door.device, door.room, door.expires_at);
        let mut people = Vec::new();
        for device in 0..self.devices.len() {
            let (one, its) = (&self.devices[device], &self.devices[maker]);
            let is_other = one.person != its.person && one.relay == its.relay;
            let is_usable = self.takes_part(device) && !self.is_away(device);
            if is_other && is_usable && self.active(device, &room).is_none() {
                people.push(device);
            }
        }
        let Some(device) = people.get(by % people.len().max(1)).copied() else { return Ok(()) };
        let Some(account) = self.devices[device].account.clone() else { return Ok(()) };
        let link = self.ledger.doors.made[at].text.clone();
        let clock = self.devices[device].clock(self.now());
        self.ledger.doors.made[at].knocked.insert(account);
        let command = Command::Knock { link, word: "let me in".to_owned() };
        let is_taken = self.command(device, command)?.is_some();
        // A link says its end in whole seconds.
        if is_taken && expires_at <= clock {
            return broken(format!("device {device} knocks with a link that is over"));
        }
        Ok(())
    }

    pub fn answer_knock(&mut self, which: usize, opens: bool) -> Outcome {
        let mut waiting = Vec::new();
        for device in 0..self.devices.len() {
            if self.takes_part(device) && !self.is_away(device) {
                let knocks = self.devices[device].engine().knocks(None).unwrap_or_default();
                waiting.extend(knocks.into_iter().map(|knock| (device, knock)));
            }
        }
        let Some((device, knock)) = waiting.get(which % waiting.len().max(1)).cloned() else {
            return Ok(());
        };
        let (room, account, knock) = (knock.room, knock.account, knock.id);
        if !opens {
            return self.quietly(device, Command::TurnAway { knock });
        }
        // Before the command, which may send it.
        let was_asked = !self.ledger.doors.asked_in.insert((room, account.clone()));
        if self.command(device, Command::LetIn { knock })?.is_some() {
            self.ledger.doors.let_in.insert((device, room, account));
            return self.check_number(device, room);
        }
        if !was_asked {
            self.ledger.doors.asked_in.remove(&(room, account));
        }
        Ok(())
    }

    /// The links of a device to a room let in no more than they may, all together and each.
    fn check_number(&mut self, device: usize, room: RoomId) -> Outcome {
        let doors = &self.ledger.doors;
        let hers = doors.made.iter().filter(|door| door.device == device && door.room == room);
        let most: u64 = hers.map(|door| door.most).sum();
        let let_in = doors.let_in.iter().filter(|one| one.0 == device && one.1 == room).count();
        if let_in as u64 > most {
            return broken(format!("device {device} let {let_in} into {room}, not {most}"));
        }
        let links = self.devices[device].engine().links(&room).unwrap_or_default();
        match links.iter().find(|link| link.let_in > link.most) {
            Some(link) => broken(format!("a link for {} has let in {}", link.most, link.let_in)),
            None => Ok(()),
        }
    }

    /// Somebody waits at a door: by a link that was not over, and that they had.
    pub fn check_knock(&mut self, device: usize, room: RoomId, account: &AccountId) -> Outcome {
        let waiting = self.devices[device].engine().knocks(Some(&room)).unwrap_or_default();
        let Some(knock) = waiting.into_iter().find(|knock| knock.account == *account) else {
            return Ok(());
        };
        let mut doors = self.ledger.doors.made.iter();
        let is_good = doors.any(|door| {
            let is_hers = door.device == device && door.room == room;
            let is_alive = !door.is_revoked && knock.came_at < door.expires_at;
            is_hers && is_alive && door.knocked.contains(account)
        });
        if is_good {
            return Ok(());
        }
        broken(format!("{account} knocks at {room} on device {device} without a link"))
    }

    /// Nobody is in a room whom nobody has asked in.
    pub fn check_entrance(&self, room: RoomId, seq: Seq, item: &TimelineItem) -> Outcome {
        if self.plan.conduct == Conduct::Forking {
            return Ok(());
        }
        for account in item.text.split(", ") {
            let Ok(account) = AccountId::parse(account) else { continue };
            if !self.ledger.doors.asked_in.contains(&(room, account.clone())) {
                let by = &item.sender;
                return broken(format!("{by} adds {account} at {seq} of {room} unasked"));
            }
        }
        Ok(())
    }

    pub fn check_doors(&mut self, device: usize) -> Outcome {
        let mut rooms: BTreeSet<RoomId> = BTreeSet::new();
        rooms.extend(
            self.ledger.doors.made.iter().filter(|one| one.device == device).map(|one| one.room),
        );
        for room in rooms {
            self.check_number(device, room)?;
        }
        Ok(())
    }
}
