//! Contacts and places; what a room's files are, and what they take on this device.

use corridor_engine::command::Command;
use corridor_engine::kinds::{Contact, Place};
use corridor_engine::shape;
use corridor_engine::view::RoomId;
use serde_json::json;

use super::find::{MOST_FOUND, message_at};
use super::item::show;
use super::message::say;
use crate::arguments::{Free, Gallery, SendContact, SendPlace};
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

pub async fn contact(session: &mut Session, arguments: SendContact) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let account = session.person(&arguments.account)?.to_string();
    let contact = Contact { account, name: arguments.name };
    let command = Command::SendContact { room: room.id, contact, seen: None };
    say(session, &room, command, arguments.delivery).await
}

pub async fn place(session: &mut Session, arguments: SendPlace) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let SendPlace { latitude, longitude, accuracy, label, .. } = arguments;
    let place = Place { latitude, longitude, accuracy, label };
    let command = Command::SendPlace { room: room.id, place, seen: None };
    say(session, &room, command, arguments.delivery).await
}

pub fn gallery(session: &Session, arguments: &Gallery) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let limit = arguments.limit.clamp(1, MOST_FOUND);
    let kind = arguments.kind.into();
    for item in session.engine().gallery(&room, kind, arguments.before, limit)? {
        if session.screen.json {
            let object = json!({ "room": room.to_string(), "item": shape::Item::from(&item) });
            session.screen.object(&object)?;
        } else {
            show(session, &item)?;
        }
    }
    Ok(())
}

pub fn storage(session: &Session) -> Result<(), Failure> {
    for taken in session.engine().storage()? {
        let room = RoomId::from_hex(&taken.room);
        let view = room.map(|room| session.engine().room(&room)).transpose()?.flatten();
        session.screen.show(&taken, || {
            let (id, title) = match &view {
                Some(view) => (view.short_id.as_str(), line(&view.title)),
                None => (taken.room.as_str(), String::new()),
            };
            let (files, bytes, freeable) = (taken.files, taken.bytes, taken.freeable);
            format!(
                "{id}  {title}  {bytes} bytes in {files} files, of which {freeable} can be freed"
            )
        })?;
    }
    Ok(())
}

pub fn free(session: &mut Session, arguments: &Free) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let items = arguments.seqs.iter().map(|seq| message_at(session, &room, *seq));
    let items: Vec<_> = items.map(|item| Ok(item?.local_id)).collect::<Result<_, Failure>>()?;
    let rooms = if items.is_empty() { vec![room] } else { Vec::new() };
    let before = taken(session)?;
    session.driver.command(Command::FreeFiles { rooms, items })?;
    let freed = before.saturating_sub(taken(session)?);
    session.screen.show(&json!({ "freed": freed }), || {
        format!("{freed} bytes freed; they are fetched again when somebody asks, while the relay has them")
    })
}

fn taken(session: &Session) -> Result<u64, Failure> {
    Ok(session.engine().storage()?.iter().map(|taken| taken.bytes).sum())
}
