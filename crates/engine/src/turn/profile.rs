//! How this person wishes to be known, to the rooms that they choose; and how others do.

use corridor_content::limits::{PROFILE_NAME_BYTES, PROFILE_PICTURE_BYTES, PROFILE_STATUS_BYTES};
use corridor_content::{Message, Profile};
use corridor_wire::id::{AccountKey, DeviceId};

use super::Turn;
use super::outbox::Prepared;
use crate::command::{Answer, CommandError, ProfileToShow, StorageError};
use crate::database::{Intent, IntentRow, IntentState, RoomRow, StatusCode};
use crate::output::Change;
use crate::view::RoomId;

impl Turn<'_> {
    pub(super) fn set_profile(&mut self, profile: ProfileToShow) -> Result<Answer, CommandError> {
        self.registered()?;
        let own = self.own_key()?;
        let last = self.database.profile(&own)?.map_or(0, |profile| profile.version());
        // More than the last one, whatever clocks say, and more than another device's where they are right.
        let version = self.now.max(last + 1);
        let ProfileToShow { name, status, picture } = profile;
        let profile =
            Profile::new(version, name, status, picture).map_err(|_| CommandError::Profile {
                name: PROFILE_NAME_BYTES,
                status: PROFILE_STATUS_BYTES,
                picture: PROFILE_PICTURE_BYTES,
            })?;
        self.database.put_profile(&own, &profile)?;
        for room in self.database.rooms()? {
            if room.status == StatusCode::Active && self.database.shares_profile(&room.id)? {
                self.intend_to_show(&room.id)?;
            }
        }
        Ok(Answer::Done)
    }

    pub(super) fn share_profile(
        &mut self,
        room: &RoomId,
        is_on: bool,
    ) -> Result<Answer, CommandError> {
        self.usable_room(room)?;
        self.database.share_profile(room, is_on)?;
        if is_on {
            self.intend_to_show(room)?;
        }
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    pub(super) fn intend_to_show(&mut self, room: &RoomId) -> Result<(), StorageError> {
        self.intend_once(room, &Intent::Profile {})
    }

    pub(super) fn prepare_profile(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
    ) -> Result<Prepared, StorageError> {
        let own = self.own_key()?;
        let profile = match self.database.profile(&own)? {
            Some(profile) if self.database.shares_profile(&room.id)? => profile,
            _ => {
                self.database.delete_intent(row.id)?;
                return Ok(Prepared::Settled);
            }
        };
        // The roster gate: a face is for those whom its person has seen.
        if !self.database.joined_since(&room.id, room.acknowledged)?.is_empty() {
            self.database.set_intent_state(row.id, IntentState::Held)?;
            return Ok(Prepared::Settled);
        }
        let message = Message::profile(self.random(), &profile);
        let content = self.content(room, message, self.now)?;
        self.launch(room, row.id, &content.0)
    }

    /// Newcomers whom this person has looked at have not got it yet.
    pub(super) fn show_to_newcomers(
        &mut self,
        room: &RoomRow,
        acknowledged: u64,
    ) -> Result<(), StorageError> {
        let is_news = !self.database.joined_since(&room.id, acknowledged)?.is_empty();
        if is_news && room.status == StatusCode::Active && self.database.shares_profile(&room.id)? {
            self.intend_to_show(&room.id)?;
        }
        Ok(())
    }

    pub(super) fn profile_came(
        &mut self,
        room: &RoomId,
        sender: &DeviceId,
        profile: &Profile,
    ) -> Result<(), StorageError> {
        // The key that has certified the device: whatever else goes by that name is somebody else.
        let Some(key) = self.database.key_of(room, sender)? else { return Ok(()) };
        if self.database.put_profile(&key, profile)? {
            self.change(Change::Room(*room));
        }
        Ok(())
    }

    pub(super) fn forget_strangers(&mut self) -> Result<(), StorageError> {
        let own = self.own_key()?;
        self.database.forget_affiliations_of_strangers(&own)?;
        self.database.forget_profiles_of_strangers(&own)
    }

    fn own_key(&mut self) -> Result<AccountKey, StorageError> {
        Ok(self.identity()?.certificate.body.account_key)
    }
}
