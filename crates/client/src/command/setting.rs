//! What a room is set to: for everybody, and on this device.

use corridor_engine::command::{AnnouncementCommand, Command};
use corridor_engine::shape;
use corridor_engine::view::RoomId;
use corridor_sealing::room_state::Role;
use serde_json::json;

use super::room::finish;
use crate::arguments::{Describe, Expiry, LetThrough, Mute, Posting, PostingChoice, Switch};
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

pub async fn describe(session: &mut Session, arguments: Describe) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    session.driver.command(Command::SetDescription { room, text: arguments.text })?;
    finish(session, arguments.delivery, room, "described").await
}

pub async fn expiry(session: &mut Session, arguments: &Expiry) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    session.driver.command(Command::SetExpiry { room, seconds: arguments.after.seconds() })?;
    finish(session, arguments.delivery, room, "set").await
}

pub async fn posting(session: &mut Session, arguments: &Posting) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let role = match arguments.who {
        PostingChoice::Everyone => Role::Guest,
        PostingChoice::Admins => Role::Admin,
    };
    session.driver.command(Command::SetPosting { room, role })?;
    finish(session, arguments.delivery, room, "set").await
}

pub fn mute(session: &mut Session, arguments: &Mute) -> Result<(), Failure> {
    let until = arguments.span.map_or(u64::MAX, |span| crate::driver::now().saturating_add(span));
    set_mute(session, &arguments.room, Some(until), "muted")
}

pub fn unmute(session: &mut Session, room: &str) -> Result<(), Failure> {
    set_mute(session, room, None, "no longer muted")
}

fn set_mute(
    session: &mut Session,
    room: &str,
    until: Option<u64>,
    done: &str,
) -> Result<(), Failure> {
    let room = session.room_id(room)?;
    session.driver.command(Command::Mute { room, until })?;
    here(session, room, done)
}

pub fn archive(session: &mut Session, room: &str, is_archived: bool) -> Result<(), Failure> {
    let room = session.room_id(room)?;
    session.driver.command(Command::Archive { room, is_archived })?;
    here(session, room, if is_archived { "put away" } else { "taken out again" })
}

pub fn let_through(session: &mut Session, arguments: &LetThrough) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let is_on = arguments.switch == Switch::On;
    session
        .driver
        .command(Command::Announcement(AnnouncementCommand::LetThrough { room, is_on }))?;
    let done = if is_on { "announcements break through" } else { "no announcement breaks through" };
    here(session, room, done)
}

/// What this device alone keeps waits for nobody.
fn here(session: &Session, room: RoomId, done: &str) -> Result<(), Failure> {
    let Some(view) = session.engine().room(&room)? else { return Ok(()) };
    session.screen.show(&json!(shape::Room::from(&view)), || {
        format!("{}  {}  {done}", view.short_id, line(&view.title))
    })
}
