//! How lists show a room, in JSON.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use corridor_sealing::room_state::Group;
use corridor_wire::id::GroupId;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::command::{CommandError, GroupChoice};
use crate::view::HuddleView;

/// Rooms of one id are one group, whatever each of them calls it; two ids with one name are two.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RoomGroup {
    /// 32 hexadecimal digits.
    pub id: String,
    /// By the word of this room's admins.
    pub name: String,
}

impl From<&Group> for RoomGroup {
    fn from(group: &Group) -> Self {
        Self { id: group.id.to_string(), name: group.name.clone() }
    }
}

/// A room that ends by itself.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Huddle {
    /// It is erased then, by this device's clock.
    pub ends_at: u64,
    /// Who would keep it: it stays when all in it would.
    pub keepers: Vec<String>,
    /// Whether this person may end it at once.
    pub may_end: bool,
}

impl From<&HuddleView> for Huddle {
    fn from(view: &HuddleView) -> Self {
        Self { ends_at: view.ends_at, keepers: super::names(&view.keepers), may_end: view.may_end }
    }
}

/// Which group a room is put into.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum GroupWanted {
    /// One that is made with it, by its name.
    New(String),
    /// One that a room here is in, by its id.
    Known(String),
}

impl TryFrom<GroupWanted> for GroupChoice {
    type Error = CommandError;

    fn try_from(wanted: GroupWanted) -> Result<Self, CommandError> {
        match wanted {
            GroupWanted::New(name) => Ok(Self::New { name }),
            GroupWanted::Known(id) => {
                let id = GroupId::from_hex(&id).ok_or(CommandError::NoGroup)?;
                Ok(Self::Known { id })
            }
        }
    }
}

/// A picture in Base64.
pub fn picture_text(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
