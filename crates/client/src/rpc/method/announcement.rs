//! Methods about what headquarters announces.

use corridor_engine::command::{AnnouncementCommand, Command};
use corridor_engine::view::RosterMark;
use serde::Deserialize;
use serde_json::Value;

use super::{Queued, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Announce {
    room: String,
    text: String,
    /// Everybody in the room where nobody is named.
    #[serde(default)]
    people: Vec<String>,
    seen: Option<u64>,
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "announce" => {
            let Announce { room, text, people, seen } = typed(params)?;
            let (room, people) = (session.room_id(&room)?, session.people(&people)?);
            Command::Announcement(AnnouncementCommand::Announce {
                room,
                text,
                people,
                seen: seen.map(RosterMark),
            })
        }
        "acknowledge_announcement" => {
            let Queued { local_id } = typed(params)?;
            Command::Announcement(AnnouncementCommand::Acknowledge { local_id })
        }
        _ => return Ok(None),
    }))
}
