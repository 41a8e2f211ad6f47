//! Methods about what a room is set to, for everybody or on this device.

use corridor_engine::command::{AnnouncementCommand, Command, GroupChoice};
use corridor_engine::shape::{self, GroupWanted, RoleName};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{InRoom, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetDescription {
    room: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetPicture {
    room: String,
    /// In Base64; null for none any more.
    picture: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetGroup {
    room: String,
    /// Null for none any more.
    group: Option<GroupWanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetExpiry {
    room: String,
    /// Null for never.
    seconds: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetPosting {
    room: String,
    role: RoleName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mute {
    room: String,
    /// Null for not muted.
    until: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Archive {
    room: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetTyping {
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TellTyping {
    room: String,
    writes: bool,
}

/// Who writes in a room just now, and whether this device tells the same.
pub fn typing(session: &Session, params: Option<Value>) -> Result<Value, RpcError> {
    let InRoom { room } = typed(params)?;
    let room = session.room_id(&room)?;
    Ok(json!({ "on": session.engine().tells_typing()?, "people": session.typing(&room) }))
}

/// What is told to those who are there, and to nobody later.
pub fn tell_typing(session: &mut Session, params: Option<Value>) -> Result<Value, RpcError> {
    let TellTyping { room, writes } = typed(params)?;
    let room = session.room_id(&room)?;
    session.driver.tell_typing(&room, writes)?;
    Ok(json!({}))
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "set_description" => {
            let SetDescription { room, text } = typed(params)?;
            Command::SetDescription { room: session.room_id(&room)?, text }
        }
        "set_picture" => {
            let SetPicture { room, picture } = typed(params)?;
            let picture = picture.as_deref().map(shape::picture);
            Command::SetPicture { room: session.room_id(&room)?, picture }
        }
        "set_group" => {
            let SetGroup { room, group } = typed(params)?;
            let group = group.map(GroupChoice::try_from).transpose()?;
            Command::SetGroup { room: session.room_id(&room)?, group }
        }
        "set_expiry" => {
            let SetExpiry { room, seconds } = typed(params)?;
            Command::SetExpiry { room: session.room_id(&room)?, seconds }
        }
        "set_posting" => {
            let SetPosting { room, role } = typed(params)?;
            Command::SetPosting { room: session.room_id(&room)?, role: role.into() }
        }
        "mute" => {
            let Mute { room, until } = typed(params)?;
            Command::Mute { room: session.room_id(&room)?, until }
        }
        "archive" => {
            let Archive { room, on } = typed(params)?;
            Command::Archive { room: session.room_id(&room)?, is_archived: on }
        }
        "let_announcements_through" => {
            let Archive { room, on } = typed(params)?;
            Command::Announcement(AnnouncementCommand::LetThrough {
                room: session.room_id(&room)?,
                is_on: on,
            })
        }
        "set_typing" => {
            let SetTyping { on } = typed(params)?;
            Command::SetTyping { is_on: on }
        }
        _ => return Ok(None),
    }))
}
