//! What people do, and what is done to them: the steps of a plan, carried out.

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::view::{Delivery, RoomId, RoomStatus};
use corridor_sealing::room_state::Role;
use corridor_wire::id::AccountId;
use corridor_wire::token::Token;

use crate::device::Device;
use crate::failure::{Failure, Promise};
use crate::on_disk::version_on_disk;
use crate::plan::{Action, Conduct};
use crate::schedule::SECOND;
use crate::secrecy::MARK;
use crate::watch;
use crate::world::{Event, Outcome, World};

pub const ROLES: [Role; 4] = [Role::Guest, Role::Member, Role::Admin, Role::Owner];

/// Somebody who is none of the plan's people.
const STRANGER: usize = usize::MAX;

impl World {
    /// Everybody registers with an invitation of her own, before anything goes wrong.
    pub fn settle_in(&mut self) -> Outcome {
        for person in 0..self.plan.people.len() {
            let device = self.new_device(person)?;
            let now = self.now();
            let relay = self.devices[device].relay;
            let invitation = self.relays[relay].invitation(now);
            let join = Command::Join { invitation, name: format!("person{person}") };
            self.command(device, join)?;
            if self.plan.people[person].receipts {
                self.command(device, Command::SetReceipts { delivered: true, read: true })?;
            }
            self.schedule.after(0, Event::Connect(device));
        }
        let soon = self.now() + 60 * SECOND;
        self.run_until(soon)?;
        for person in 0..self.plan.people.len() {
            if self.devices[person].account.is_none() {
                let what = format!("person {person} could not join");
                return Err(Failure::new(Promise::Progress, what));
            }
            for _ in 1..self.plan.people[person].devices {
                self.add_device(person)?;
            }
        }
        let soon = self.now() + 60 * SECOND;
        self.run_until(soon)?;
        for relay in &mut self.relays {
            relay.backup = Some(relay.disk.back_up());
        }
        let begun = self.now();
        for (number, (when, _)) in self.plan.timed().enumerate() {
            self.schedule.at(begun + when, Event::Step(number));
        }
        Ok(())
    }

    pub fn new_device(&mut self, person: usize) -> Result<usize, Failure> {
        let number = self.devices.len();
        let relay = self.plan.people.get(person).map_or(0, |plan| plan.relay);
        let device = Device::new(self.plan.seed, number, person, relay)
            .ok_or_else(|| Failure::new(Promise::NoPanic, "a new database does not open"))?;
        self.devices.push(device);
        if let Some(limit) = self.plan.inline_bytes {
            let set = self.devices[number].engine().travel_as_blob_above(limit);
            set.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
        }
        Ok(number)
    }

    fn add_device(&mut self, person: usize) -> Outcome {
        let count = self.devices.iter().filter(|device| device.person == person).count();
        let Some(first) = self.devices.iter().position(|device| {
            device.person == person && device.account.is_some() && !device.withdrawn
        }) else {
            return Ok(());
        };
        if count >= 3 {
            return Ok(());
        }
        let Some(account) = self.devices[first].account.clone() else { return Ok(()) };
        let now = self.now();
        let relay = self.devices[first].relay;
        let address = self.relays[relay].invitation(now).address;
        let Ok(Some(words)) = self.devices[first].engine().recovery_words() else {
            return Ok(());
        };
        let device = self.new_device(person)?;
        self.devices[device].relay = relay;
        let words = words.as_str().to_owned();
        self.command(device, Command::Recover { address, account, words })?;
        self.schedule.after(0, Event::Connect(device));
        Ok(())
    }

    /// A command, as a person gives it. What is refused has changed nothing.
    pub fn command(&mut self, device: usize, command: Command) -> Result<Option<Answer>, Failure> {
        let entropy = self.entropy(device);
        let now = self.devices[device].looks_at_clock(self.schedule.now());
        let answer = self.devices[device].engine().command(now, entropy, command);
        self.learn_identity(device);
        let answer = match answer {
            Ok(answer) => Some(answer),
            Err(CommandError::Storage(error)) if !self.devices[device].storage_fails => {
                let what = format!("device {device} failed without a fault: {error}");
                return Err(Failure::new(Promise::NoPanic, what));
            }
            Err(_) => None,
        };
        self.drain(device)?;
        Ok(answer)
    }

    pub fn learn_identity(&mut self, device: usize) {
        if self.devices[device].id.is_none()
            && let Ok(Some(view)) = self.devices[device].engine().account()
        {
            self.devices[device].id = Some(view.device);
        }
        if let Some(inbox) = self.devices[device].inbox() {
            let relay = self.devices[device].relay;
            self.watches[relay].is_inbox(&inbox);
        }
    }

    /// A device that a person could take in her hand now.
    fn device_of(&self, number: usize) -> Option<usize> {
        let usable: Vec<usize> = (0..self.devices.len())
            .filter(|device| {
                let one = &self.devices[*device];
                one.account.is_some() && !one.withdrawn && !self.is_away(*device)
            })
            .collect();
        usable.get(number % usable.len().max(1)).copied()
    }

    pub fn account_of(&self, number: usize) -> Option<AccountId> {
        let person = number % self.plan.people.len();
        self.devices.iter().find(|one| one.person == person)?.account.clone()
    }

    /// One of the rooms that the device shows.
    pub fn room_of(&self, device: usize, number: usize) -> Option<RoomId> {
        let shown: Vec<&RoomId> = self
            .rooms
            .iter()
            .filter(|room| self.devices[device].rooms.contains_key(room))
            .collect();
        shown.get(number % shown.len().max(1)).map(|room| **room)
    }

    pub fn at(&self, by: usize, room: usize) -> Option<(usize, RoomId)> {
        let device = self.device_of(by)?;
        Some((device, self.room_of(device, room)?))
    }

    pub fn act(&mut self, action: Action) -> Outcome {
        if let Some(done) = self.act_as_person(action) { done } else { self.do_harm(action) }
    }

    /// `None` when the step is not a person's.
    fn act_as_person(&mut self, action: Action) -> Option<Outcome> {
        let done = match action {
            Action::CreateRoom { by, with, count } => self.create_room(by, &with[..count]),
            Action::OpenDirect { by, with } => {
                let (device, with) = (self.device_of(by)?, self.account_of(with)?);
                let people = vec![with.clone()];
                self.made_room(device, Command::OpenDirectRoom { with }, people)
            }
            Action::Say { by, room, bytes, look } => {
                let (device, room) = self.at(by, room)?;
                self.say(device, room, bytes, look)
            }
            Action::Do { by, room, which, deed } => {
                let (device, room) = self.at(by, room)?;
                self.do_deed(device, room, which, deed)
            }
            Action::Use { by, room, which, feature } => self.use_feature(by, room, which, feature),
            Action::Look { by, room } => {
                let (device, room) = self.at(by, room)?;
                self.look(device, &room)
            }
            Action::Add { by, room, who } => {
                let ((device, room), who) = (self.at(by, room)?, self.account_of(who)?);
                // Before the command, which may send it.
                self.asks_in(room, [who.clone()]);
                self.quietly(device, Command::AddPeople { room, people: vec![who] })
            }
            Action::Remove { by, room, who } => {
                let ((device, room), who) = (self.at(by, room)?, self.account_of(who)?);
                self.quietly(device, Command::RemovePeople { room, people: vec![who] })
            }
            Action::Leave { by, room } => {
                let (device, room) = self.at(by, room)?;
                self.quietly(device, Command::Leave { room })
            }
            Action::Rename { by, room } => {
                let (device, room) = self.at(by, room)?;
                self.texts += 1;
                let title = format!("{MARK}title {}", self.texts);
                self.quietly(device, Command::Rename { room, title })
            }
            Action::SetRole { by, room, who, role } => {
                let ((device, room), person) = (self.at(by, room)?, self.account_of(who)?);
                let role = ROLES[role % ROLES.len()];
                self.quietly(device, Command::SetRole { room, person, role })
            }
            Action::KeepNotes { by } => self.keep_notes(by),
            Action::MarkRead { by, room } => {
                let (device, room) = self.at(by, room)?;
                self.quietly(device, Command::MarkRead { room, through_seq: u64::MAX })
            }
            Action::Discard { by, room } => {
                let (device, room) = self.at(by, room)?;
                self.discard(device, room)
            }
            Action::AddDevice { person } => {
                // A backup does not have it; a relay that is restored no longer knows the device.
                if self.plan.conduct == Conduct::Restored {
                    return Some(Ok(()));
                }
                self.add_device(person % self.plan.people.len())
            }
            Action::RevokeDevice { by } => self.revoke(by),
            Action::UseInvitationAgain => self.use_invitation_again(),
            Action::TryOldToken { by } => {
                let device = self.device_of(by)?;
                self.try_old_tokens(device);
                Ok(())
            }
            _ => return None,
        };
        Some(done)
    }

    pub fn quietly(&mut self, device: usize, command: Command) -> Outcome {
        self.command(device, command).map(drop)
    }

    fn create_room(&mut self, by: usize, with: &[usize]) -> Outcome {
        let Some(device) = self.device_of(by) else { return Ok(()) };
        let own = self.devices[device].account.clone();
        let mut people: Vec<AccountId> =
            with.iter().filter_map(|number| self.account_of(*number)).collect();
        people.sort();
        people.dedup();
        people.retain(|account| Some(account) != own.as_ref());
        self.texts += 1;
        let title = format!("{MARK}room {}", self.texts);
        self.made_room(device, Command::CreateRoom { title, with: people.clone() }, people)
    }

    /// She writes something down in a room of her own; if she has one, she closes it instead, and
    /// the relay deletes its log.
    fn keep_notes(&mut self, by: usize) -> Outcome {
        let Some(device) = self.device_of(by) else { return Ok(()) };
        for room in self.rooms.clone() {
            let roster = self.devices[device].engine().roster(&room);
            let is_alone = roster.ok().flatten().is_some_and(|roster| {
                roster.people.iter().map(|person| person.devices.len()).sum::<usize>() == 1
            });
            if is_alone && self.member_status(device, &room) == Some(RoomStatus::Active) {
                return self.quietly(device, Command::Leave { room });
            }
        }
        self.texts += 1;
        let title = format!("{MARK}notes {}", self.texts);
        self.made_room(device, Command::CreateRoom { title, with: Vec::new() }, Vec::new())?;
        match self.rooms.last().copied() {
            Some(room) if self.devices[device].rooms.contains_key(&room) => {
                self.say(device, room, 0, true)
            }
            _ => Ok(()),
        }
    }

    pub fn made_room(
        &mut self,
        device: usize,
        command: Command,
        people: Vec<AccountId>,
    ) -> Outcome {
        if let Some(Answer::Room(room)) = self.command(device, command)? {
            let own = self.devices[device].account.clone();
            self.asks_in(room, people.into_iter().chain(own));
            if !self.rooms.contains(&room) {
                self.rooms.push(room);
            }
            self.devices[device].changed.insert(room);
            self.look_at_changes(device)?;
        }
        Ok(())
    }

    /// A text. If she has not looked at who joined, the engine has to refuse it.
    pub fn say(&mut self, device: usize, room: RoomId, bytes: usize, look: bool) -> Outcome {
        if look {
            self.look(device, &room)?;
        }
        let mut text = self.new_text(device);
        text.extend(core::iter::repeat_n('.', bytes));
        self.say_so(device, room, text.into())
    }

    /// She opens the roster and reads it.
    pub fn look(&mut self, device: usize, room: &RoomId) -> Outcome {
        let Ok(Some(roster)) = self.devices[device].engine().roster(room) else { return Ok(()) };
        let seen = roster.mark;
        let acknowledge = Command::AcknowledgeRoster { room: *room, seen };
        // Before the command, which may send what was held.
        let there = roster.people.iter().flat_map(|person| &person.devices);
        let there: Vec<_> = there.map(|view| view.device).collect();
        let looked_at = &mut self.devices[device].rooms.entry(*room).or_default().looked_at;
        looked_at.extend(there);
        self.quietly(device, acknowledge)
    }

    fn discard(&mut self, device: usize, room: RoomId) -> Outcome {
        let Some(seen) = self.devices[device].rooms.get(&room) else { return Ok(()) };
        let queued = seen.accepted.iter().rev().find(|one| one.sent.is_none() && !one.discarded);
        let Some(local_id) = queued.map(|one| one.local_id) else { return Ok(()) };
        if self.command(device, Command::Discard { local_id })?.is_some()
            && let Some(seen) = self.devices[device].rooms.get_mut(&room)
            && let Some(one) = seen.accepted.iter_mut().find(|one| one.local_id == local_id)
        {
            one.discarded = true;
        }
        Ok(())
    }

    /// Withdraws another device of hers, if she has one.
    fn revoke(&mut self, by: usize) -> Outcome {
        let Some(device) = self.device_of(by) else { return Ok(()) };
        let person = self.devices[device].person;
        let other = (0..self.devices.len()).rev().find(|other| {
            let one = &self.devices[*other];
            *other != device && one.person == person && one.account.is_some() && !one.withdrawn
        });
        let Some(other) = other.filter(|_| self.plan.conduct == Conduct::Honest) else {
            return Ok(());
        };
        let Some(id) = self.devices[other].id else { return Ok(()) };
        if self.command(device, Command::RevokeDevice { device: id })?.is_some() {
            self.devices[other].withdrawn = true;
        }
        Ok(())
    }

    /// Somebody found an invitation that was good once.
    fn use_invitation_again(&mut self) -> Outcome {
        if self.plan.conduct == Conduct::Restored {
            return Ok(());
        }
        // A stranger, who is nobody of the plan.
        let device = self.new_device(STRANGER)?;
        self.devices[device].expects_refusal = true;
        let now = self.now();
        let invitation = self.relays[0].first_invitation(now);
        let name = format!("stranger{device}");
        self.command(device, Command::Join { invitation, name })?;
        self.schedule.after(0, Event::Connect(device));
        Ok(())
    }

    /// A device shows the tokens it was last seen to use, after they were revoked: it must neither
    /// write, nor read what came after.
    pub fn try_old_tokens(&mut self, device: usize) {
        let one = &self.devices[device];
        let (relay, Some(conn)) = (one.relay, one.conn) else { return };
        if !self.watches[relay].trusts || !self.lines.contains_key(&conn) {
            return;
        }
        let tokens: Vec<_> = one
            .rooms
            .iter()
            .flat_map(|(room, seen)| seen.tokens.iter().map(|token| (*room, token.clone())))
            .collect();
        let made_up = tokens.first().map(|(room, _)| (*room, Token::from_bytes([9; 32])));
        for (room, token) in tokens.into_iter().chain(made_up) {
            let is_made_up = token.expose() == &[9; 32];
            if !is_made_up && self.watches[relay].revocation(&room, &token).is_none() {
                continue;
            }
            self.next_forgery += 2;
            let requests = [
                corridor_wire::client_frame::Request::Append(watch::forged(
                    room,
                    token.clone(),
                    version_on_disk(&self.relays[relay].disk, &room),
                    u8::try_from(self.next_forgery % 251).unwrap_or(0),
                )),
                corridor_wire::client_frame::Request::Read {
                    log: room,
                    token: Some(token),
                    from_seq: 1,
                },
            ];
            for (number, request) in requests.into_iter().enumerate() {
                let request_id = watch::FORGED + self.next_forgery + number as u64;
                let frame = corridor_wire::encode(&corridor_wire::client_frame::ClientFrame {
                    request_id,
                    request,
                });
                self.watches[relay].sent(conn.0, &frame);
                self.schedule.after(1, Event::ToRelay { conn, frame });
            }
        }
    }

    /// Somebody says something.
    pub fn day_passes(&mut self) -> Outcome {
        let (by, room) = (self.choice.below(64), self.choice.below(8));
        let Some((device, room)) = self.at(by, room) else { return Ok(()) };
        let view = self.devices[device].engine().room(&room);
        if view.ok().flatten().is_some_and(|view| view.status == RoomStatus::Active) {
            self.say(device, room, 0, true)?;
        }
        Ok(())
    }

    /// Texts of a device that have been promised to be on the relay's disk.
    pub fn is_promised(delivery: Delivery) -> bool {
        matches!(delivery, Delivery::Sent | Delivery::Delivered | Delivery::Read)
    }
}
