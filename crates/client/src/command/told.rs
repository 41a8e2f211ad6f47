//! What newcomers are told of what was said before they came.

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::shape;
use corridor_engine::view::FileState;
use serde_json::json;

use super::deliver::{deliver, nothing_to_send};
use super::find::message_at;
use crate::arguments::{Delivery, MessageHere, Tell};
use crate::failure::Failure;
use crate::screen::{line, paragraph, utc};
use crate::session::Session;

pub async fn tell(session: &mut Session, arguments: &Tell) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let Tell { from, through, .. } = *arguments;
    let command = Command::Tell { room, from, through, seen: None };
    let Answer::Queued(local_id) = session.driver.command(command)? else { return Ok(()) };
    deliver(session, arguments.delivery, Some(room), nothing_to_send).await?;
    let told = session.engine().told(local_id)?.unwrap_or_default();
    let object = json!({ "local_id": local_id, "messages": told.len() });
    session.screen.show(&object, || {
        format!("You have told of {} messages. They are your word, and say so.", told.len())
    })
}

pub async fn told(session: &mut Session, arguments: &MessageHere) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let item = message_at(session, &room, arguments.seq)?;
    let local_id = item.local_id;
    if item.file.as_ref().is_some_and(|file| file.state == FileState::Elsewhere) {
        session.driver.command(Command::FetchFile { local_id })?;
        let patience = Delivery { seconds: 10, no_wait: false };
        let is_here = |engine: &corridor_engine::Engine| Ok(engine.told(local_id)?.is_some());
        deliver(session, patience, Some(room), is_here).await?;
    }
    let told = session.engine().told(local_id)?.ok_or(CommandError::NoFile)?;
    if !session.screen.json {
        let by = item.sender.as_str();
        session.screen.note(&format!("As {by} tells it. Nobody named here has signed it."));
    }
    for one in &told {
        let mut object = json!(shape::Told::from(one));
        object["told_by"] = json!(item.sender.to_string());
        session.screen.show(&object, || {
            let head = format!("{}  {}  ", utc(one.sent_at_ms), line(&one.sender));
            format!("{head}{}", paragraph(&one.text, head.len()))
        })?;
    }
    Ok(())
}
