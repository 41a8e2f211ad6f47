//! For whom people speak, by the word of their organisations: this person's own to all their rooms, and others'.

use corridor_content::Message;
use corridor_sealing::affiliation::{AFFILIATION_TEXT_BYTES, OrganisationKey, SignedAffiliation};
use corridor_wire::id::{AccountKey, DeviceId};

use super::Turn;
use super::outbox::Prepared;
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{Intent, IntentRow, IntentState, RoomRow, StatusCode};
use crate::output::Change;
use crate::view::RoomId;

/// So many keys of organisations are believed at most.
const ORGANISATIONS: usize = 256;

/// The setting of a room that a stranger has let this device into. It goes with the room.
fn unentered(room: &RoomId) -> String {
    format!("unentered/{room}")
}

/// By how much an organisation's clock may be ahead of this device's.
const AHEAD_SECONDS: u64 = 15 * 60;

impl Turn<'_> {
    pub(super) fn set_affiliation(
        &mut self,
        signed: Option<SignedAffiliation>,
    ) -> Result<Answer, CommandError> {
        self.registered()?;
        let own = self.identity()?.certificate.body.account_key;
        match signed {
            Some(signed) => {
                let affiliation = signed.affiliation();
                if affiliation.account_key != own {
                    return Err(CommandError::NotYourAffiliation("it names another account's key"));
                }
                if affiliation.until <= self.now / 1000 {
                    return Err(CommandError::NotYourAffiliation("its time is over"));
                }
                self.database.forget_affiliation(&own)?;
                self.database.put_affiliation(&signed)?;
            }
            None if self.database.forget_affiliation(&own)? => {}
            None => return Ok(Answer::Done),
        }
        for room in self.database.rooms()? {
            if room.status == StatusCode::Active && !self.is_unentered(&room.id)? {
                self.intend_once(&room.id, &Intent::Affiliation {})?;
            }
        }
        Ok(Answer::Done)
    }

    /// In a room that this device was let into: at once by somebody known, and by a stranger not before its
    /// person has opened it, or anybody could ask for whom they speak by inviting them.
    pub(super) fn present_to_hosts(
        &mut self,
        room: &RoomId,
        is_known: bool,
    ) -> Result<(), StorageError> {
        if is_known {
            return self.intend_to_present(room);
        }
        self.database.set_number(&unentered(room), 1)
    }

    /// This person has looked at the room, or written in it.
    pub(super) fn entered(&mut self, room: &RoomId) -> Result<(), StorageError> {
        if !self.is_unentered(room)? {
            return Ok(());
        }
        self.database.set_number(&unentered(room), 0)?;
        self.intend_to_present(room)
    }

    pub(super) fn is_unentered(&self, room: &RoomId) -> Result<bool, StorageError> {
        Ok(self.database.number(&unentered(room))? == Some(1))
    }

    pub(super) fn trust_organisation(
        &mut self,
        key: &OrganisationKey,
        name: Option<&str>,
    ) -> Result<Answer, CommandError> {
        self.registered()?;
        let refused =
            || CommandError::Organisation { bytes: AFFILIATION_TEXT_BYTES, most: ORGANISATIONS };
        if let Some(name) = name {
            let is_name = !name.trim().is_empty()
                && name.len() <= AFFILIATION_TEXT_BYTES
                && !name.chars().any(char::is_control);
            let known = self.database.organisations()?;
            let has_place =
                known.len() < ORGANISATIONS || known.iter().any(|(other, _)| other == key);
            if !is_name || !has_place {
                return Err(refused());
            }
        }
        self.database.put_organisation(key, name)?;
        for room in self.database.rooms()? {
            self.change(Change::Room(room.id));
        }
        Ok(Answer::Done)
    }

    /// To a room that this device has come into, or somebody else by this person's hand.
    pub(super) fn intend_to_present(&mut self, room: &RoomId) -> Result<(), StorageError> {
        self.tell_waking(room)?;
        let own = self.identity()?.certificate.body.account_key;
        match self.database.affiliation(&own)? {
            Some(_) => self.intend_once(room, &Intent::Affiliation {}),
            None => Ok(()),
        }
    }

    /// Newcomers whom this person has looked at have not got it yet.
    pub(super) fn present_to_newcomers(
        &mut self,
        room: &RoomRow,
        acknowledged: u64,
    ) -> Result<(), StorageError> {
        let is_news = !self.database.joined_since(&room.id, acknowledged)?.is_empty();
        if is_news && room.status == StatusCode::Active {
            self.intend_to_present(&room.id)?;
        }
        Ok(())
    }

    pub(super) fn prepare_affiliation(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
    ) -> Result<Prepared, StorageError> {
        // The roster gate: who somebody is, is for those whom they have seen.
        if !self.database.joined_since(&room.id, room.acknowledged)?.is_empty() {
            self.database.set_intent_state(row.id, IntentState::Held)?;
            return Ok(Prepared::Settled);
        }
        let own = self.identity()?.certificate.body.account_key;
        let signed = self.database.affiliation(&own)?.map(|signed| signed.encode());
        let message = Message::affiliation(self.random(), signed.as_deref());
        let content = self.content(room, message, self.now)?;
        self.launch(room, row.id, &content.0)
    }

    pub(super) fn affiliation_came(
        &mut self,
        room: &RoomId,
        sender: &DeviceId,
        signed: Option<&[u8]>,
    ) -> Result<(), StorageError> {
        // The key that has certified the device: whoever else goes by that name is somebody else.
        let Some(key) = self.database.key_of(room, sender)? else { return Ok(()) };
        let has_changed = match signed {
            None => self.database.forget_affiliation(&key)?,
            Some(signed) => match self.genuine(&key, signed) {
                Some(signed) => self.database.put_affiliation(&signed)?,
                None => false,
            },
        };
        if has_changed {
            self.change(Change::Room(*room));
        }
        Ok(())
    }

    /// What somebody has signed of this account, for a time that is not over.
    fn genuine(&self, key: &AccountKey, signed: &[u8]) -> Option<SignedAffiliation> {
        let signed = SignedAffiliation::decode(signed).ok()?;
        let affiliation = signed.affiliation();
        let now = self.now / 1000;
        // Signed for a time to come it says nothing yet; a clock that is a little behind is forgiven.
        let has_begun = affiliation.since <= now.saturating_add(AHEAD_SECONDS);
        let is_genuine = affiliation.account_key == *key && affiliation.until > now && has_begun;
        is_genuine.then_some(signed)
    }

    /// None is shown behind its end.
    pub(super) fn end_affiliations(&mut self) -> Result<(), StorageError> {
        if self.database.end_affiliations(self.now / 1000)? {
            for room in self.database.rooms()? {
                self.change(Change::Room(room.id));
            }
        }
        Ok(())
    }
}
