//! Methods about links to rooms, and about those who knock.

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::shape;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{InRoom, Nothing, typed};
use crate::rpc::message::RpcError;
use crate::session::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MakeLink {
    room: String,
    /// Milliseconds since 1970.
    expires_at: u64,
    /// How many people it may let in.
    most: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfLink {
    link: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Knock {
    link: String,
    #[serde(default)]
    word: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfKnock {
    knock: i64,
}

/// Methods that change nothing; `None` for any other.
pub fn ask(
    session: &Session,
    method: &str,
    params: Option<Value>,
) -> Result<Option<Value>, RpcError> {
    let engine = session.engine();
    Ok(Some(match method {
        "links" => {
            let InRoom { room } = typed(params)?;
            let links = engine.links(&session.room(&room)?.id)?;
            let links: Vec<_> = links.iter().map(shape::RoomLink::from).collect();
            json!({ "links": links })
        }
        "knocks" => {
            typed::<Nothing>(params)?;
            let waiting: Vec<_> = engine.knocks(None)?.iter().map(shape::Knock::from).collect();
            let own: Vec<_> = engine.own_knocks()?.iter().map(shape::OwnKnock::from).collect();
            json!({ "waiting": waiting, "own": own })
        }
        _ => return Ok(None),
    }))
}

/// Answers with the link, which is all that there is to know of it.
pub fn make_link(session: &mut Session, params: Option<Value>) -> Result<Value, RpcError> {
    let MakeLink { room, expires_at, most } = typed(params)?;
    let room = session.room(&room)?.id;
    let answer = session.driver.command(Command::MakeLink { room, expires_at, most })?;
    let links = session.engine().links(&room)?;
    let link = links.iter().find(|link| answer == Answer::Link(link.id));
    Ok(json!(shape::RoomLink::from(link.ok_or(CommandError::NoLink)?)))
}

/// `None` for a method that is not among these.
pub fn order(method: &str, params: Option<Value>) -> Result<Option<Command>, RpcError> {
    Ok(Some(match method {
        "revoke_link" => {
            let OfLink { link } = typed(params)?;
            Command::RevokeLink { link }
        }
        "knock" => {
            let Knock { link, word } = typed(params)?;
            Command::Knock { link, word }
        }
        "forget_knock" => {
            let OfKnock { knock } = typed(params)?;
            Command::ForgetKnock { knock }
        }
        "let_in" => {
            let OfKnock { knock } = typed(params)?;
            Command::LetIn { knock }
        }
        "turn_away" => {
            let OfKnock { knock } = typed(params)?;
            Command::TurnAway { knock }
        }
        _ => return Ok(None),
    }))
}
