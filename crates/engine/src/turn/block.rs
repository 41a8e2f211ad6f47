//! Not hearing of somebody, on this device: what they do comes in, is read past, and shown to nobody unasked.

use corridor_sealing::room_state::RoomKind;
use corridor_wire::id::AccountId;

use super::Turn;
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{RoomRow, StatusCode};
use crate::output::Change;

impl Turn<'_> {
    pub(super) fn block(
        &mut self,
        person: &AccountId,
        is_blocked: bool,
    ) -> Result<Answer, CommandError> {
        if *person == self.registered()? {
            return Err(CommandError::OwnAccount);
        }
        if is_blocked {
            self.database.block(person, self.now)?;
            self.drop_knocks_of(person)?;
        } else if !self.database.unblock(person)? {
            return Err(CommandError::UnknownPerson);
        }
        // Their words are in all the rooms that they are in.
        for room in self.database.rooms()? {
            if self.database.devices(&room.id)?.iter().any(|row| row.account == *person) {
                // Whom one does not hear wakes nobody by writing directly.
                if room.state.kind == RoomKind::Direct && room.status == StatusCode::Active {
                    self.tell_waking_after(&room.id, false)?;
                }
                self.change(Change::Room(room.id));
                self.change(Change::Timeline(room.id));
            }
        }
        Ok(Answer::Done)
    }

    /// An invitation of somebody who is blocked opens no new room. Into one that this device is in, or has
    /// lost its way in, it is what others expect of whoever hears the request first.
    pub(super) fn is_unwanted(
        &self,
        inviter: &AccountId,
        known: Option<&RoomRow>,
    ) -> Result<bool, StorageError> {
        let is_new =
            known.is_none_or(|room| matches!(room.status, StatusCode::Left | StatusCode::Removed));
        Ok(is_new && self.database.is_blocked(inviter)?)
    }

    /// Nobody writes directly to whom they do not want to hear.
    pub(super) fn need_not_blocked(&mut self, room: &RoomRow) -> Result<(), CommandError> {
        if room.state.kind != RoomKind::Direct {
            return Ok(());
        }
        let own = self.registered()?;
        for row in self.database.devices(&room.id)? {
            if row.account != own && self.database.is_blocked(&row.account)? {
                return Err(CommandError::Blocked(row.account));
            }
        }
        Ok(())
    }
}
