//! Methods about statements in numbered paragraphs, and what people do to them.

use corridor_engine::command::{Command, StatementCommand, SuggestedChange, version_of};
use corridor_engine::kinds::{Suggested, Words};
use corridor_engine::view::{LocalId, RosterMark};
use serde::Deserialize;
use serde_json::{Value, json};

use super::typed;
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfStatement {
    local_id: LocalId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Propose {
    room: String,
    title: String,
    paragraphs: Vec<String>,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suggest {
    local_id: LocalId,
    version: String,
    number: usize,
    change: Suggested,
    #[serde(default)]
    text: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revise {
    local_id: LocalId,
    version: String,
    words: Option<Words>,
    #[serde(default)]
    taken: Vec<LocalId>,
    #[serde(default)]
    declined: Vec<LocalId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    local_id: LocalId,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silence {
    local_id: LocalId,
    version: String,
    deadline: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    local_id: LocalId,
    version: String,
    reason: String,
}

/// `None` for a method that is not among these.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    if method != "statement" {
        return Ok(None);
    }
    let OfStatement { local_id } = typed(params)?;
    Ok(Some(json!({ "statement": session.engine().statement(local_id)? })))
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    let command = match method {
        "propose_statement" => {
            let Propose { room, title, paragraphs, seen } = typed(params)?;
            let (room, seen) = (session.room_id(&room)?, seen.map(RosterMark));
            StatementCommand::Propose { room, title, paragraphs, seen }
        }
        "suggest" => {
            let Suggest { local_id, version, number, change, text, reason } = typed(params)?;
            let (version, change) = (version_of(&version)?, SuggestedChange::of(change, text));
            StatementCommand::Suggest { local_id, version, number, change, reason }
        }
        "revise_statement" => {
            let Revise { local_id, version, words, taken, declined } = typed(params)?;
            let words = words.map(|words| (words.title, words.paragraphs));
            let version = version_of(&version)?;
            StatementCommand::Revise { local_id, version, words, taken, declined }
        }
        "sign_statement" => {
            let Sign { local_id, version } = typed(params)?;
            StatementCommand::SignOff { local_id, version: version_of(&version)? }
        }
        "take_back" => {
            let OfStatement { local_id } = typed(params)?;
            StatementCommand::TakeBack { local_id }
        }
        "silence_statement" => {
            let Silence { local_id, version, deadline } = typed(params)?;
            StatementCommand::Silence { local_id, version: version_of(&version)?, deadline }
        }
        "object_to" => {
            let Object { local_id, version, reason } = typed(params)?;
            StatementCommand::Object { local_id, version: version_of(&version)?, reason }
        }
        _ => return Ok(None),
    };
    Ok(Some(Command::Statement(command)))
}
