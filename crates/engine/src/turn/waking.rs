//! Being woken by what is said in rooms: this device asks for it inside their seal, and names to the relay those
//! who have asked, with each record that is one to know of.
//!
//! Off until a person turns it on. With each such record the relay is told which devices of the room ask for it, which
//! it sees of everybody who is connected, and otherwise not of those who are away.

use corridor_content::Message;
use corridor_wire::client_frame::WakeList;
use corridor_wire::id::DeviceId;
use corridor_wire::limits::WAKE_DEVICES;

use super::Turn;
use super::outbox::Prepared;
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{FlightRow, Intent, IntentRow, IntentState, RoomRow, StatusCode};
use crate::output::Change;
use crate::view::RoomId;

/// Whether rooms are asked at all.
pub(crate) const SETTING: &str = "waking";

/// The setting of a room that is not to wake this device. It goes with the room.
pub(crate) fn silent(room: &RoomId) -> String {
    format!("silent/{room}")
}

/// What the room was told last.
fn told(room: &RoomId) -> String {
    format!("waking/{room}")
}

impl Turn<'_> {
    pub(super) fn set_waking(&mut self, is_on: bool) -> Result<Answer, CommandError> {
        self.registered()?;
        self.database.set_number(SETTING, u64::from(is_on))?;
        for room in self.database.rooms()? {
            if room.status == StatusCode::Active && !self.is_unentered(&room.id)? {
                self.tell_waking(&room.id)?;
            }
        }
        Ok(Answer::Done)
    }

    pub(super) fn set_room_waking(
        &mut self,
        room: &RoomId,
        is_on: bool,
    ) -> Result<Answer, CommandError> {
        self.usable_room(room)?;
        self.database.set_number(&silent(room), u64::from(!is_on))?;
        if !self.is_unentered(room)? {
            self.tell_waking(room)?;
        }
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    /// A room in another's place does not wake where that did not.
    pub(super) fn is_as_silent(&mut self, new: &RoomId, old: &RoomId) -> Result<(), StorageError> {
        match self.database.number(&silent(old))? {
            Some(value) => self.database.set_number(&silent(new), value),
            None => Ok(()),
        }
    }

    fn wants_waking(&mut self, room: &RoomId) -> Result<bool, StorageError> {
        let own = self.own_account()?;
        Ok(self.database.number(SETTING)? == Some(1)
            && self.database.number(&silent(room))? != Some(1)
            && self.database.devices(room)?.len() <= WAKE_DEVICES
            && !self.is_with_blocked(room, &own)?)
    }

    /// A room that knows of nothing is told nothing.
    pub(super) fn tell_waking(&mut self, room: &RoomId) -> Result<(), StorageError> {
        if !self.has_told_waking(room)? && !self.wants_waking(room)? {
            return Ok(());
        }
        self.intend_once(room, &Intent::Waking {})
    }

    pub(super) fn has_told_waking(&self, room: &RoomId) -> Result<bool, StorageError> {
        Ok(self.database.number(&told(room))? == Some(1))
    }

    /// After a commit: whoever came, also again, may not have heard; and a room may have grown or shrunk.
    pub(super) fn tell_waking_after(
        &mut self,
        room: &RoomId,
        has_added: bool,
    ) -> Result<(), StorageError> {
        if self.is_unentered(room)? {
            return Ok(());
        }
        if has_added || self.has_told_waking(room)? != self.wants_waking(room)? {
            self.tell_waking(room)?;
        }
        Ok(())
    }

    pub(super) fn prepare_waking(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
    ) -> Result<Prepared, StorageError> {
        let is_on = self.wants_waking(&room.id)?;
        // The roster gate: who wakes this device are those whom its person has seen. A no tells newcomers no more
        // than they know of everybody.
        if is_on && !self.database.joined_since(&room.id, room.acknowledged)?.is_empty() {
            self.database.set_intent_state(row.id, IntentState::Held)?;
            return Ok(Prepared::Settled);
        }
        self.database.set_number(&told(&room.id), u64::from(is_on))?;
        let message = Message::waking(self.random(), is_on);
        let content = self.content(room, message, self.now)?;
        self.launch(room, row.id, &content.0)
    }

    pub(super) fn waking_came(
        &mut self,
        room: &RoomId,
        sender: &DeviceId,
        is_on: bool,
    ) -> Result<(), StorageError> {
        self.database.set_device_waking(room, sender, is_on)
    }

    /// Devices of others that have asked for it, where something to know of is on its way.
    pub(super) fn whom_to_wake(
        &mut self,
        room: &RoomId,
        flight: &FlightRow,
    ) -> Result<Option<WakeList>, StorageError> {
        if self.link.push.key.is_none() || flight.header.is_some() {
            return Ok(None);
        }
        let Some(item) = self.database.intent(flight.intent)?.and_then(|row| row.item) else {
            return Ok(None);
        };
        let own = self.own_account()?;
        let devices = self.database.devices_to_wake(room, &own, item, WAKE_DEVICES)?;
        Ok(if devices.is_empty() { None } else { WakeList::new(devices) })
    }
}
