//! The methods: typed parameters in, a JSON value out. Rooms and people are named as on the command
//! line.

use std::path::PathBuf;
use std::time::Duration;

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::kinds::Voice;
use corridor_engine::view::RosterMark;
use corridor_wire::id::DeviceId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

mod announcement;
mod door;
mod huddle;
mod kinds;
mod mark;
mod message;
mod setting;
mod sounding;
mod statement;

use super::SYNC_PATIENCE;
use super::message::{Outcome, Request, RpcError};
use super::notify::Notifier;
use crate::command::file::{self, OnDisk};
use crate::driver::now;
use crate::session::Session;
use corridor_engine::shape;

/// Items of a timeline in one answer, unless asked otherwise.
const DEFAULT_ITEMS: usize = 50;

/// Items of a timeline in one answer, at most: each may hold a full text.
const MOST_ITEMS: usize = 1000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InRoom {
    room: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Timeline {
    room: String,
    after: Option<u64>,
    limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreateRoom {
    title: String,
    #[serde(default)]
    with: Vec<String>,
    group: Option<shape::GroupWanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    account: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    room: String,
    people: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rename {
    room: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetRole {
    room: String,
    account: String,
    role: shape::RoleName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendFile {
    room: String,
    path: PathBuf,
    /// What others see instead of the file's own name.
    name: Option<String>,
    media_type: Option<String>,
    #[serde(default)]
    caption: String,
    voice: Option<Voice>,
    #[serde(default)]
    view_once: bool,
    /// 32 hexadecimal digits that were drawn for it.
    album: Option<String>,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveFile {
    local_id: i64,
    path: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acknowledge {
    room: String,
    mark: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkRead {
    room: String,
    through_seq: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Queued {
    local_id: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Device {
    device: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipts {
    delivered: bool,
    read: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refound {
    room: String,
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sync {
    timeout_ms: Option<u64>,
}

/// Parameters by name; none at all where all may be left out.
fn typed<T: DeserializeOwned>(params: Option<Value>) -> Result<T, RpcError> {
    let params = params.unwrap_or_else(|| json!({}));
    if !params.is_object() {
        return Err(RpcError::Parameters("params is an object".to_owned()));
    }
    serde_json::from_value(params).map_err(|error| RpcError::Parameters(error.to_string()))
}

pub fn call(
    session: &mut Session,
    notifier: &mut Notifier,
    request: Request,
) -> Result<Outcome, RpcError> {
    let params = request.params;
    match request.method.as_str() {
        "sync" => {
            let sync: Sync = typed(params)?;
            let timeout = sync.timeout_ms.map_or(SYNC_PATIENCE, Duration::from_millis);
            return Ok(Outcome::WhenSettled { timeout });
        }
        "subscribe" => {
            typed::<Nothing>(params)?;
            notifier.subscribe(session)?;
            return Ok(Outcome::Now(json!({})));
        }
        "unsubscribe" => {
            typed::<Nothing>(params)?;
            *notifier = Notifier::default();
            return Ok(Outcome::Now(json!({})));
        }
        _ => {}
    }
    let asked = ask(session, &request.method, params.as_ref())?;
    match asked {
        Some(value) => Ok(Outcome::Now(value)),
        None => order(session, &request.method, params).map(Outcome::Now),
    }
}

/// Answers what it knows; `None` for any other method.
type Ask = fn(&Session, &str, Option<Value>) -> Result<Option<Value>, RpcError>;

/// Further methods that change nothing, each file's own.
const FURTHER: [Ask; 6] =
    [kinds::ask, message::ask, sounding::ask, mark::ask, statement::ask, door::ask];

/// Methods that change nothing; `None` for any other.
fn ask(session: &Session, method: &str, params: Option<&Value>) -> Result<Option<Value>, RpcError> {
    let params = params.cloned();
    let engine = session.engine();
    Ok(Some(match method {
        "account" => {
            typed::<Nothing>(params)?;
            json!(shape::Account::from(&session.account()?))
        }
        "rooms" => {
            typed::<Nothing>(params)?;
            let rooms: Vec<_> = engine.rooms()?.iter().map(shape::Room::from).collect();
            json!({ "rooms": rooms })
        }
        "room" => {
            let asked: InRoom = typed(params)?;
            json!(shape::Room::from(&session.room(&asked.room)?))
        }
        "timeline" => {
            let asked: Timeline = typed(params)?;
            let room = session.room_id(&asked.room)?;
            let limit = asked.limit.unwrap_or(DEFAULT_ITEMS).min(MOST_ITEMS);
            let items = engine.timeline(&room, asked.after, limit)?;
            let items: Vec<_> = items.iter().map(shape::Item::from).collect();
            json!({ "room": room.to_string(), "items": items })
        }
        "roster" => {
            let asked: InRoom = typed(params)?;
            let room = session.room_id(&asked.room)?;
            let roster = engine.roster(&room)?.ok_or(CommandError::NoRoom)?;
            json!(shape::Roster::from(&roster))
        }
        "room_picture" => {
            let asked: InRoom = typed(params)?;
            let picture = engine.room_picture(&session.room_id(&asked.room)?)?;
            json!({ "picture": picture.map(|bytes| shape::picture_text(&bytes)) })
        }
        "verify" => {
            let asked: Person = typed(params)?;
            let person = session.person(&asked.account)?;
            let safety = engine.safety(&person)?.ok_or(CommandError::UnknownPerson)?;
            json!(shape::Safety::from(&safety))
        }
        "devices" => {
            typed::<Nothing>(params)?;
            let devices: Vec<_> = engine.devices()?.iter().map(shape::Device::from).collect();
            json!({ "devices": devices })
        }
        "receipts" => {
            typed::<Nothing>(params)?;
            let (delivered, read) = engine.receipts()?;
            json!({ "delivered": delivered, "read": read })
        }
        "save_file" => {
            let SaveFile { local_id, path } = typed(params)?;
            json!({ "bytes": file::write(session, local_id, &path)? })
        }
        "typing" => setting::typing(session, params.clone())?,
        "pending" => {
            typed::<Nothing>(params)?;
            json!(shape::Left::from(engine.pending(now())?))
        }
        _ => {
            for further in FURTHER {
                if let Some(value) = further(session, method, params.clone())? {
                    return Ok(Some(value));
                }
            }
            return Ok(None);
        }
    }))
}

/// Methods that are durable when they are answered, and delivered later.
fn order(session: &mut Session, method: &str, params: Option<Value>) -> Result<Value, RpcError> {
    match method {
        "send_file" => return send_file(session, params),
        "make_link" => return door::make_link(session, params),
        "tell_typing" => return setting::tell_typing(session, params),
        _ => {}
    }
    if method == "open_once" {
        return kinds::open_once(session, params);
    }
    let command = if let Some(command) = kinds::order(session, method, params.clone())? {
        command
    } else if let Some(command) = announcement::order(session, method, params.clone())? {
        command
    } else if let Some(command) = message::order(session, method, params.clone())? {
        command
    } else if let Some(command) = sounding::order(session, method, params.clone())? {
        command
    } else if let Some(command) = mark::order(method, params.clone())? {
        command
    } else if let Some(command) = statement::order(session, method, params.clone())? {
        command
    } else if let Some(command) = setting::order(session, method, params.clone())? {
        command
    } else if let Some(command) = door::order(session, method, params.clone())? {
        command
    } else if let Some(command) = huddle::order(session, method, params.clone())? {
        command
    } else {
        further(session, method, params)?
    };
    Ok(answered(&session.driver.command(command)?))
}

/// Methods about rooms, people, files and this account.
fn further(session: &Session, method: &str, params: Option<Value>) -> Result<Command, RpcError> {
    Ok(match method {
        "create_room" => {
            let CreateRoom { title, with, group } = typed(params)?;
            let with = session.people(&with)?;
            match group {
                None => Command::CreateRoom { title, with },
                Some(group) => Command::CreateRoomInGroup { title, with, group: group.try_into()? },
            }
        }
        "open_direct_room" => {
            let Person { account } = typed(params)?;
            Command::OpenDirectRoom { with: session.person(&account)? }
        }
        "add_people" => {
            let People { room, people } = typed(params)?;
            let people = session.people(&people)?;
            Command::AddPeople { room: session.room_id(&room)?, people }
        }
        "remove_people" => {
            let People { room, people } = typed(params)?;
            let people = session.people(&people)?;
            Command::RemovePeople { room: session.room_id(&room)?, people }
        }
        "leave" => {
            let InRoom { room } = typed(params)?;
            Command::Leave { room: session.room_id(&room)? }
        }
        "rename" => {
            let Rename { room, title } = typed(params)?;
            Command::Rename { room: session.room_id(&room)?, title }
        }
        "set_role" => {
            let SetRole { room, account, role } = typed(params)?;
            let person = session.person(&account)?;
            Command::SetRole { room: session.room_id(&room)?, person, role: role.into() }
        }
        "acknowledge_roster" => {
            let Acknowledge { room, mark } = typed(params)?;
            Command::AcknowledgeRoster { room: session.room_id(&room)?, seen: RosterMark(mark) }
        }
        "mark_read" => {
            let MarkRead { room, through_seq } = typed(params)?;
            Command::MarkRead { room: session.room_id(&room)?, through_seq }
        }
        "discard" => {
            let Queued { local_id } = typed(params)?;
            Command::Discard { local_id }
        }
        "fetch_file" => {
            let Queued { local_id } = typed(params)?;
            Command::FetchFile { local_id }
        }
        "pause_file" => {
            let Queued { local_id } = typed(params)?;
            Command::PauseFile { local_id }
        }
        "resume_file" => {
            let Queued { local_id } = typed(params)?;
            Command::ResumeFile { local_id }
        }
        "confirm_verified" => {
            let Person { account } = typed(params)?;
            Command::MarkVerified { person: session.person(&account)? }
        }
        "accept_new_key" => {
            let Person { account } = typed(params)?;
            Command::AcceptNewKey { person: session.person(&account)? }
        }
        "revoke_device" => {
            let Device { device } = typed(params)?;
            let device = DeviceId::from_hex(&device).ok_or(CommandError::UnknownDevice)?;
            Command::RevokeDevice { device }
        }
        "set_receipts" => {
            let Receipts { delivered, read } = typed(params)?;
            Command::SetReceipts { delivered, read }
        }
        "refound" => {
            let Refound { room, without } = typed(params)?;
            let without = session.people(&without)?;
            Command::Refound { room: session.room_id(&room)?, without }
        }
        unknown => return Err(RpcError::UnknownMethod(unknown.to_owned())),
    })
}

/// A long file is several commands.
fn send_file(session: &mut Session, params: Option<Value>) -> Result<Value, RpcError> {
    let asked: SendFile = typed(params)?;
    let SendFile { path, name, media_type, caption, seen, .. } = asked;
    let about = kinds::about(asked.voice, asked.view_once, asked.album.as_deref())?;
    let room = session.room_id(&asked.room)?;
    let file = OnDisk { path: &path, name, media_type, caption, about };
    Ok(answered(&file::give(session, room, file, seen.map(RosterMark))?))
}

fn answered(answer: &Answer) -> Value {
    match answer {
        Answer::Done | Answer::Link(_) => json!({}),
        Answer::Room(room) => json!({ "room": room.to_string() }),
        Answer::Queued(local_id) => json!({ "local_id": local_id }),
        Answer::Sounding(sounding) => json!({ "sounding": sounding }),
    }
}
