//! Methods about huddles: rooms that end by themselves.

use corridor_engine::command::Command;
use serde::Deserialize;
use serde_json::Value;

use super::{InRoom, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormHuddle {
    title: String,
    with: Vec<String>,
    /// Milliseconds since 1970.
    ends_at: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeepHuddle {
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
        "form_huddle" => {
            let FormHuddle { title, with, ends_at } = typed(params)?;
            Command::FormHuddle { title, with: session.people(&with)?, ends_at }
        }
        "end_huddle" => {
            let InRoom { room } = typed(params)?;
            Command::EndHuddle { room: session.room_id(&room)? }
        }
        "keep_huddle" => {
            let KeepHuddle { room, on } = typed(params)?;
            Command::KeepHuddle { room: session.room_id(&room)?, is_on: on }
        }
        _ => return Ok(None),
    }))
}
