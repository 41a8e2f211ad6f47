//! Methods about contacts, places and nudges, galleries, what files take here, and files that are opened once.

use std::path::PathBuf;

use corridor_engine::command::Command;
use corridor_engine::kinds::{
    AboutFile, Contact, GalleryKind, Nudge, Phrase, Place, Voice, parse_album,
};
use corridor_engine::shape;
use corridor_engine::view::RosterMark;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DEFAULT_ITEMS, MOST_ITEMS, Nothing, typed};
use crate::command::file;
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendContact {
    room: String,
    account: String,
    #[serde(default)]
    name: String,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendPlace {
    room: String,
    /// Millionths of a degree.
    latitude: i32,
    longitude: i32,
    accuracy: Option<u32>,
    #[serde(default)]
    label: String,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendNudge {
    room: String,
    phrase: Phrase,
    #[serde(default)]
    subject: String,
    /// The local id of what it answers.
    reply_to: Option<i64>,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gallery {
    room: String,
    kind: GalleryKind,
    before: Option<i64>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FreeFiles {
    #[serde(default)]
    rooms: Vec<String>,
    #[serde(default)]
    local_ids: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenOnce {
    local_id: i64,
    path: PathBuf,
}

/// What `send_file` is told beside the file.
pub fn about(
    voice: Option<Voice>,
    is_view_once: bool,
    album: Option<&str>,
) -> Result<AboutFile, RpcError> {
    let album = album.map(|album| {
        let none = || RpcError::Parameters("an album is 32 hexadecimal digits".to_owned());
        parse_album(album).ok_or_else(none)
    });
    Ok(AboutFile { voice, is_view_once, album: album.transpose()? })
}

/// `None` for a method that is not among these.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    Ok(Some(match method {
        "gallery" => {
            let Gallery { room, kind, before, limit } = typed(params)?;
            let room = session.room_id(&room)?;
            let limit = limit.unwrap_or(DEFAULT_ITEMS).clamp(1, MOST_ITEMS);
            let items = session.engine().gallery(&room, kind, before, limit)?;
            let items: Vec<_> = items.iter().map(shape::Item::from).collect();
            json!({ "room": room.to_string(), "items": items })
        }
        "storage" => {
            typed::<Nothing>(params)?;
            json!({ "rooms": session.engine().storage()? })
        }
        _ => return Ok(None),
    }))
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "send_contact" => {
            let SendContact { room, account, name, seen } = typed(params)?;
            let account = session.person(&account)?.to_string();
            let (room, contact) = (session.room_id(&room)?, Contact { account, name });
            Command::SendContact { room, contact, seen: seen.map(RosterMark) }
        }
        "send_place" => {
            let SendPlace { room, latitude, longitude, accuracy, label, seen } = typed(params)?;
            let place = Place { latitude, longitude, accuracy, label };
            let room = session.room_id(&room)?;
            Command::SendPlace { room, place, seen: seen.map(RosterMark) }
        }
        "send_nudge" => {
            let SendNudge { room, phrase, subject, reply_to, seen } = typed(params)?;
            let (room, nudge) = (session.room_id(&room)?, Nudge { phrase, subject });
            Command::SendNudge { room, nudge, reply_to, seen: seen.map(RosterMark) }
        }
        "free_files" => {
            let FreeFiles { rooms, local_ids } = typed(params)?;
            let rooms = rooms.iter().map(|room| Ok(session.room_id(room)?));
            let rooms = rooms.collect::<Result<_, RpcError>>()?;
            Command::FreeFiles { rooms, items: local_ids }
        }
        _ => return Ok(None),
    }))
}

pub fn open_once(session: &mut Session, params: Option<Value>) -> Result<Value, RpcError> {
    let OpenOnce { local_id, path } = typed(params)?;
    Ok(json!({ "bytes": file::write_once(session, local_id, &path)? }))
}
