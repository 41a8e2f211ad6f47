//! How people's lists show a room beside its title: a small picture, and the heading under which it stands.
//!
//! Both are in the state itself, so that they change in the order of commits, and whoever comes has them with
//! the Welcome. A group is no more than a number that its rooms share and what an admin of this one calls it:
//! a room says nothing of its siblings, nor whether there are any.

use corridor_wire::id::GroupId;
use minicbor::{Decode, Encode};

use super::further::{GROUP, PICTURE};
use super::{RoomKind, RoomState, RoomStateError};

/// A picture, in bytes: every commit that changes the state carries it, and every Welcome.
pub const PICTURE_BYTES: usize = 8 * 1024;

/// What a group is called, in bytes of UTF-8.
pub const GROUP_NAME_BYTES: usize = 100;

/// The heading under which a room stands.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Group {
    #[n(0)]
    pub id: GroupId,
    /// By the word of this room's admins: another room of the group may say otherwise.
    #[n(1)]
    pub name: String,
}

impl Group {
    pub fn new(id: GroupId, name: String) -> Result<Self, RoomStateError> {
        let group = Self { id, name };
        if group.is_valid() { Ok(group) } else { Err(RoomStateError::GroupName) }
    }

    fn is_valid(&self) -> bool {
        (1..=GROUP_NAME_BYTES).contains(&self.name.len())
            && !self.name.chars().any(char::is_control)
    }
}

impl RoomState {
    /// A JPEG, PNG or WebP by its first bytes.
    pub fn picture(&self) -> Option<&[u8]> {
        let stored = self.further.0.get(&PICTURE)?;
        let bytes = minicbor::decode::<&minicbor::bytes::ByteSlice>(stored).ok()?;
        Some(&**bytes).filter(|bytes| self.kind == RoomKind::Room && is_picture(bytes))
    }

    pub fn set_picture(&mut self, picture: Option<&[u8]>) -> Result<(), RoomStateError> {
        let Some(bytes) = picture else {
            self.further.0.remove(&PICTURE);
            return Ok(());
        };
        if !is_picture(bytes) {
            return Err(RoomStateError::Picture);
        }
        let bytes = <&minicbor::bytes::ByteSlice>::from(bytes);
        self.further.0.insert(PICTURE, corridor_wire::encode(&bytes));
        Ok(())
    }

    pub fn group(&self) -> Option<Group> {
        let group: Group = minicbor::decode(self.further.0.get(&GROUP)?).ok()?;
        Some(group).filter(|group| self.kind == RoomKind::Room && group.is_valid())
    }

    pub fn set_group(&mut self, group: Option<&Group>) {
        match group {
            Some(group) => self.further.0.insert(GROUP, corridor_wire::encode(group)),
            None => self.further.0.remove(&GROUP),
        };
    }
}

fn is_picture(bytes: &[u8]) -> bool {
    let is_jpeg = bytes.starts_with(&[0xff, 0xd8, 0xff]);
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n");
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    bytes.len() <= PICTURE_BYTES && (is_jpeg || is_png || is_webp)
}
