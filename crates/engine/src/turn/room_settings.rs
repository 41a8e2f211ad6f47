//! What a room has agreed on beside its title and its roles, and what this device's person has set for it.

use corridor_sealing::room_state::{DESCRIPTION_BYTES, EXPIRY_SECONDS, Role, RoomState};

use super::Turn;
use super::apply::role_name;
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{Aside, Intent, RoomRow};
use crate::output::{Change, UnixMillis};
use crate::view::{ItemKind, RoomId};

/// A room that is muted for ever is muted until then: what a number in JSON holds.
const FOR_EVER: UnixMillis = (1 << 53) - 1;

impl Turn<'_> {
    pub(super) fn set_description(
        &mut self,
        room: &RoomId,
        text: String,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, Role::Owner, "describe the room")?;
        if row.state.clone().set_description(&text).is_err() {
            return Err(CommandError::Description { limit: DESCRIPTION_BYTES });
        }
        self.intend(room, &Intent::Describe { text })
    }

    pub(super) fn set_expiry(
        &mut self,
        room: &RoomId,
        seconds: Option<u32>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        self.need_role(&row, Role::Owner, "let messages disappear")?;
        if seconds.is_some_and(|seconds| !EXPIRY_SECONDS.contains(&seconds)) {
            let (least, most) = (*EXPIRY_SECONDS.start(), *EXPIRY_SECONDS.end());
            return Err(CommandError::Expiry { least, most });
        }
        self.intend(room, &Intent::SetExpiry { seconds })
    }

    pub(super) fn set_posting(
        &mut self,
        room: &RoomId,
        role: Role,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, Role::Owner, "say who may write")?;
        self.intend(room, &Intent::SetPosting { role })
    }

    /// Refuses what its room would not show.
    pub(super) fn need_to_post(&mut self, room: &RoomRow) -> Result<(), CommandError> {
        self.need_not_blocked(room)?;
        if room.state.may_post(&self.registered()?) {
            return Ok(());
        }
        Err(CommandError::NotAllowed(format!(
            "to write here one has to be {} or above",
            role_name(room.state.post())
        )))
    }

    pub(super) fn mute(
        &mut self,
        room: &RoomId,
        until: Option<UnixMillis>,
    ) -> Result<Answer, CommandError> {
        let muted_until = until.map(|until| until.min(FOR_EVER));
        self.set_aside(room, |aside| Aside { muted_until, ..aside })
    }

    pub(super) fn archive(
        &mut self,
        room: &RoomId,
        is_archived: bool,
    ) -> Result<Answer, CommandError> {
        self.set_aside(room, |aside| Aside { is_archived, ..aside })
    }

    pub(super) fn let_announcements_through(
        &mut self,
        room: &RoomId,
        is_on: bool,
    ) -> Result<Answer, CommandError> {
        self.set_aside(room, |aside| Aside { is_quiet: !is_on, ..aside })
    }

    /// Whatever has become of the room: one that is over can be put away too.
    fn set_aside(
        &mut self,
        room: &RoomId,
        set: impl FnOnce(Aside) -> Aside,
    ) -> Result<Answer, CommandError> {
        if self.database.room(room)?.is_none() {
            return Err(CommandError::NoRoom);
        }
        let aside = self.database.aside(room)?;
        self.database.put_aside(room, set(aside))?;
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    /// A message that means this person brings back a room that was put away; nothing else does.
    pub(super) fn was_mentioned(&mut self, room: &RoomId) -> Result<(), StorageError> {
        let aside = self.database.aside(room)?;
        if aside.is_archived {
            self.database.put_aside(room, Aside { is_archived: false, ..aside })?;
            self.change(Change::Room(*room));
        }
        Ok(())
    }
}

/// What a commit has changed, in words of the timeline.
pub(super) fn events(before: &RoomState, after: &RoomState) -> Vec<(ItemKind, String)> {
    let mut events = Vec::new();
    if before.description() != after.description() {
        events.push((ItemKind::Described, after.description().to_owned()));
    }
    if before.expiry() != after.expiry() {
        let seconds = after.expiry().map_or(String::new(), |seconds| seconds.to_string());
        events.push((ItemKind::ExpiryChanged, seconds));
    }
    if before.post() != after.post() {
        events.push((ItemKind::PostingChanged, role_name(after.post()).to_owned()));
    }
    if before.picture() != after.picture() {
        let text = if after.picture().is_some() { "picture" } else { "" };
        events.push((ItemKind::PictureChanged, text.to_owned()));
    }
    if before.group() != after.group() {
        let name = after.group().map_or(String::new(), |group| group.name);
        events.push((ItemKind::GroupChanged, name));
    }
    if before.huddle().is_some() && after.huddle().is_none() {
        events.push((ItemKind::HuddleKept, String::new()));
    }
    events
}
