//! Methods about messages: what is looked for among them, and what is done to them.

use corridor_engine::command::{Command, PollToSend, TextToSend};
use corridor_engine::kinds::Link;
use corridor_engine::shape;
use corridor_engine::view::{ItemKind, RoomId, RosterMark, Sought, TimelineItem};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DEFAULT_ITEMS, InRoom, Nothing, Queued, typed};
use crate::arguments::SaidKind;
use crate::command::find::MOST_FOUND;
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendText {
    room: String,
    text: String,
    #[serde(default)]
    markdown: bool,
    /// The local id of what it answers.
    reply_to: Option<i64>,
    #[serde(default)]
    mentions: Vec<String>,
    send_at: Option<u64>,
    link: Option<Link>,
    /// The roster's mark that the writer saw.
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SendPoll {
    room: String,
    question: String,
    options: Vec<String>,
    multiple: bool,
    open: bool,
    deadline: Option<u64>,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forward {
    local_id: i64,
    room: String,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct React {
    local_id: i64,
    reaction: String,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    local_id: i64,
    text: String,
    markdown: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Switch {
    local_id: i64,
    on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vote {
    local_id: i64,
    /// Places of the answers, from 0.
    choices: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    text: String,
    room: Option<String>,
    sender: Option<String>,
    #[serde(default)]
    kinds: Vec<SaidKind>,
    since: Option<u64>,
    until: Option<u64>,
    limit: Option<usize>,
}

/// `None` for a method that is not among these.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    let engine = session.engine();
    Ok(Some(match method {
        "search" => {
            let asked: Search = typed(params)?;
            let room = asked.room.map(|room| session.room(&room)).transpose()?;
            let sought = Sought {
                text: asked.text,
                room: room.map(|room| room.id),
                sender: asked.sender.map(|person| session.person(&person)).transpose()?,
                kinds: asked.kinds.into_iter().map(ItemKind::from).collect(),
                since: asked.since,
                until: asked.until,
            };
            let limit = asked.limit.unwrap_or(DEFAULT_ITEMS).clamp(1, MOST_FOUND);
            hits(&engine.search(&sought, limit)?)
        }
        "history" => {
            let Queued { local_id } = typed(params)?;
            let versions = engine.history(local_id)?;
            let versions: Vec<_> = versions.iter().map(shape::Version::from).collect();
            json!({ "versions": versions })
        }
        "pinned" => {
            let InRoom { room } = typed(params)?;
            hits(&engine.pinned(&session.room_id(&room)?)?)
        }
        "starred" => {
            typed::<Nothing>(params)?;
            hits(&engine.starred(MOST_FOUND)?)
        }
        _ => return Ok(None),
    }))
}

fn hits(found: &[(RoomId, TimelineItem)]) -> Value {
    let hit = |(room, item): &(RoomId, TimelineItem)| json!({ "room": room.to_string(), "item": shape::Item::from(item) });
    json!({ "found": found.iter().map(hit).collect::<Vec<_>>() })
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "send_text" => {
            let asked: SendText = typed(params)?;
            let text = TextToSend {
                text: asked.text,
                is_markdown: asked.markdown,
                reply_to: asked.reply_to,
                mentions: session.people(&asked.mentions)?,
                send_at: asked.send_at,
                link: asked.link,
            };
            let seen = asked.seen.map(RosterMark);
            Command::SendText { room: session.room_id(&asked.room)?, text, seen }
        }
        "send_poll" => {
            let asked: SendPoll = typed(params)?;
            let poll = PollToSend {
                question: asked.question,
                options: asked.options,
                is_multiple: asked.multiple,
                is_open: asked.open,
                deadline: asked.deadline,
            };
            let seen = asked.seen.map(RosterMark);
            Command::SendPoll { room: session.room_id(&asked.room)?, poll, seen }
        }
        "forward" => {
            let Forward { local_id, room, seen } = typed(params)?;
            let room = session.room_id(&room)?;
            Command::Forward { local_id, room, seen: seen.map(RosterMark) }
        }
        "react" => {
            let React { local_id, reaction, on } = typed(params)?;
            Command::React { local_id, reaction, is_on: on }
        }
        "edit" => {
            let Edit { local_id, text, markdown } = typed(params)?;
            Command::Edit { local_id, text, is_markdown: markdown }
        }
        "withdraw" => {
            let Queued { local_id } = typed(params)?;
            Command::Withdraw { local_id }
        }
        "hide" => {
            let Queued { local_id } = typed(params)?;
            Command::Hide { local_id }
        }
        "pin" => {
            let Switch { local_id, on } = typed(params)?;
            Command::Pin { local_id, is_on: on }
        }
        "star" => {
            let Switch { local_id, on } = typed(params)?;
            Command::Star { local_id, is_on: on }
        }
        "vote" => {
            let Vote { local_id, choices } = typed(params)?;
            Command::Vote { local_id, choices }
        }
        "end_poll" => {
            let Queued { local_id } = typed(params)?;
            Command::EndPoll { local_id }
        }
        _ => return Ok(None),
    }))
}
