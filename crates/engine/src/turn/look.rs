//! How lists show a room: its picture, and the group under whose heading it stands.

use corridor_sealing::room_state::{GROUP_NAME_BYTES, Group, PICTURE_BYTES};
use corridor_wire::id::GroupId;

use super::Turn;
use crate::command::{Answer, CommandError, GroupChoice, StorageError};
use crate::database::{Intent, StatusCode};
use crate::view::RoomId;

impl Turn<'_> {
    pub(super) fn set_picture(
        &mut self,
        room: &RoomId,
        picture: Option<Vec<u8>>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.rename, "change the picture")?;
        if row.state.clone().set_picture(picture.as_deref()).is_err() {
            return Err(CommandError::Picture { limit: PICTURE_BYTES });
        }
        self.intend(room, &Intent::SetPicture { picture })
    }

    pub(super) fn set_group(
        &mut self,
        room: &RoomId,
        group: Option<GroupChoice>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.rename, "change the group")?;
        let group = group.map(|group| self.chosen_group(group)).transpose()?;
        self.intend(room, &Intent::SetGroup { group })
    }

    pub(super) fn chosen_group(&mut self, choice: GroupChoice) -> Result<Group, CommandError> {
        match choice {
            GroupChoice::New { name } => {
                let id = GroupId::from_bytes(self.random());
                Group::new(id, name)
                    .map_err(|_| CommandError::GroupName { limit: GROUP_NAME_BYTES })
            }
            GroupChoice::Known { id } => self.known_group(&id)?.ok_or(CommandError::NoGroup),
        }
    }

    /// As the first of its rooms that this device is in calls it.
    fn known_group(&self, id: &GroupId) -> Result<Option<Group>, StorageError> {
        let rooms = self.database.rooms()?.into_iter();
        let mut groups = rooms
            .filter(|room| room.status == StatusCode::Active)
            .filter_map(|room| room.state.group());
        Ok(groups.find(|group| group.id == *id))
    }
}
