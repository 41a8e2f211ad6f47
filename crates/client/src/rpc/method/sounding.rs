//! Methods about questions to people who are each asked alone, and to rooms.

use corridor_engine::command::{Command, SoundingCommand, SoundingToSend};
use corridor_engine::shape;
use corridor_engine::view::RosterMark;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Nothing, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

/// To people, or to a room: one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    people: Option<Vec<String>>,
    room: Option<String>,
    question: String,
    #[serde(default)]
    answers: Vec<String>,
    #[serde(default)]
    free: bool,
    deadline: Option<u64>,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    local_id: i64,
    choice: Option<u8>,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remind {
    sounding: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publish {
    sounding: i64,
    seen: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareTotals {
    sounding: i64,
    room: String,
    seen: Option<u64>,
}

/// `None` for a method that is not among these.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    if method != "soundings" {
        return Ok(None);
    }
    typed::<Nothing>(params)?;
    let soundings = session.engine().soundings()?;
    let soundings: Vec<_> = soundings.iter().map(shape::Sounding::from).collect();
    Ok(Some(json!({ "soundings": soundings })))
}

/// `None` for a method that is not among these.
pub fn order(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Command>, RpcError> {
    let command = match method {
        "send_sounding" => {
            let Ask { people, room, question, answers, free, deadline, seen } = typed(params)?;
            let sounding = SoundingToSend { question, answers, is_free: free, deadline };
            match (people, room) {
                (Some(people), None) => {
                    SoundingCommand::Ask { people: session.people(&people)?, sounding }
                }
                (None, Some(room)) => {
                    let (room, seen) = (session.room_id(&room)?, seen.map(RosterMark));
                    SoundingCommand::AskRoom { room, sounding, seen }
                }
                _ => {
                    let why = "a sounding asks people, or a room".to_owned();
                    return Err(RpcError::Parameters(why));
                }
            }
        }
        "answer_sounding" => {
            let Answer { local_id, choice, text } = typed(params)?;
            SoundingCommand::Answer { local_id, choice, text }
        }
        "remind_sounding" => {
            let Remind { sounding } = typed(params)?;
            SoundingCommand::Remind { sounding }
        }
        "publish_sounding" => {
            let Publish { sounding, seen } = typed(params)?;
            SoundingCommand::Publish { sounding, seen: seen.map(RosterMark) }
        }
        "share_totals" => {
            let ShareTotals { sounding, room, seen } = typed(params)?;
            let room = session.room_id(&room)?;
            SoundingCommand::ShareTotals { sounding, room, seen: seen.map(RosterMark) }
        }
        _ => return Ok(None),
    };
    Ok(Some(Command::Sounding(command)))
}
