//! Methods about what a room is set to, for everybody or on this device.

use corridor_engine::command::Command;
use corridor_engine::shape::RoleName;
use serde::Deserialize;
use serde_json::Value;

use super::typed;
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

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "set_description" => {
            let SetDescription { room, text } = typed(params)?;
            Command::SetDescription { room: session.room(&room)?.id, text }
        }
        "set_expiry" => {
            let SetExpiry { room, seconds } = typed(params)?;
            Command::SetExpiry { room: session.room(&room)?.id, seconds }
        }
        "set_posting" => {
            let SetPosting { room, role } = typed(params)?;
            Command::SetPosting { room: session.room(&room)?.id, role: role.into() }
        }
        "mute" => {
            let Mute { room, until } = typed(params)?;
            Command::Mute { room: session.room(&room)?.id, until }
        }
        "archive" => {
            let Archive { room, on } = typed(params)?;
            Command::Archive { room: session.room(&room)?.id, is_archived: on }
        }
        _ => return Ok(None),
    }))
}
