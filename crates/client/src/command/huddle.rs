//! Huddles: rooms that end by themselves, and are erased then.

use corridor_engine::command::Command;
use serde_json::json;

use super::deliver::{Outcome, deliver, nothing_to_send};
use super::room::{finish, open};
use crate::arguments::{Huddle, Keep, Rise};
use crate::driver::now;
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

/// Until somebody rises: longer than any sitting.
const UNTIL_SOMEBODY_RISES_MINUTES: u64 = 12 * 60;
const MINUTE_MS: u64 = 60 * 1000;

pub async fn huddle(session: &mut Session, arguments: &Huddle) -> Result<(), Failure> {
    let with = session.people(&arguments.people)?;
    let minutes = arguments.minutes.unwrap_or(UNTIL_SOMEBODY_RISES_MINUTES);
    let ends_at = now().saturating_add(minutes.saturating_mul(MINUTE_MS));
    let command = Command::FormHuddle { title: arguments.title.clone(), with, ends_at };
    open(session, command, arguments.delivery).await
}

pub async fn rise(session: &mut Session, arguments: &Rise) -> Result<(), Failure> {
    let view = session.room(&arguments.room)?;
    session.driver.command(Command::EndHuddle { room: view.id })?;
    let outcome = deliver(session, arguments.delivery, Some(view.id), nothing_to_send).await?;
    let delivered = outcome == Outcome::Done;
    // There is nothing left to show of it.
    let object = json!({ "room": view.id.to_string(), "delivered": delivered });
    session.screen.show(&object, || {
        let state = if delivered { "over, and erased here" } else { "queued" };
        format!("{}  {}  {state}", view.short_id, line(&view.title))
    })
}

pub async fn keep(session: &mut Session, arguments: &Keep) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    session.driver.command(Command::KeepHuddle { room, is_on: !arguments.off })?;
    let done = if arguments.off { "not to be kept, by you" } else { "to be kept, by you" };
    finish(session, arguments.delivery, room, done).await
}
