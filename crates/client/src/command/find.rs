//! What was said: one message by its number, and those that are looked for, pinned or marked.

use corridor_engine::command::CommandError;
use corridor_engine::shape;
use corridor_engine::view::{ItemKind, RoomId, Sought, Span, TimelineItem};
use serde_json::json;

use super::item::show;
use crate::arguments::{MessageHere, Search};
use crate::driver::now;
use crate::failure::Failure;
use crate::screen::{FAINT, line, paragraph, utc};
use crate::session::Session;

/// Found items in one answer, at most: each may hold a full text.
pub const MOST_FOUND: usize = 1000;

/// What people said at this place of a room.
pub fn message_at(session: &Session, room: &RoomId, seq: u64) -> Result<TimelineItem, Failure> {
    let page = session.engine().timeline_page(room, Span::After(seq.saturating_sub(1)), 1)?;
    let is_it = |item: &TimelineItem| item.seq == Some(seq) && item.kind.is_said();
    page.items.into_iter().find(is_it).ok_or_else(|| CommandError::NoMessage.into())
}

pub fn search(session: &Session, arguments: Search) -> Result<(), Failure> {
    let room = arguments.room.as_deref().map(|room| session.room(room)).transpose()?;
    let sender = arguments.from.as_deref().map(|person| session.person(person)).transpose()?;
    let sought = Sought {
        text: arguments.text,
        room: room.map(|room| room.id),
        sender,
        kinds: arguments.kind.into_iter().map(ItemKind::from).collect(),
        since: arguments.since.map(|at| at.resolve(now())),
        until: arguments.until.map(|at| at.resolve(now())),
    };
    let found = session.engine().search(&sought, arguments.limit.clamp(1, MOST_FOUND))?;
    show_found(session, &found)
}

pub fn pins(session: &Session, room: &str) -> Result<(), Failure> {
    let room = session.room_id(room)?;
    show_found(session, &session.engine().pinned(&room)?)
}

pub fn starred(session: &Session) -> Result<(), Failure> {
    show_found(session, &session.engine().starred(MOST_FOUND)?)
}

/// Each with the room that it stands in, as its number means nothing without.
fn show_found(session: &Session, found: &[(RoomId, TimelineItem)]) -> Result<(), Failure> {
    let mut shown_room = None;
    for (room, item) in found {
        if session.screen.json {
            let object = json!({ "room": room.to_string(), "item": shape::Item::from(item) });
            session.screen.object(&object)?;
            continue;
        }
        if shown_room != Some(room)
            && let Some(view) = session.engine().room(room)?
        {
            let title = line(&view.title);
            session.screen.print(&format!("{FAINT}{}  {title}{FAINT:#}", view.short_id))?;
            shown_room = Some(room);
        }
        show(session, item)?;
    }
    Ok(())
}

pub fn history(session: &Session, arguments: &MessageHere) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let item = message_at(session, &room, arguments.seq)?;
    for version in session.engine().history(item.local_id)? {
        session.screen.show(&shape::Version::from(&version), || {
            let head = utc(version.sent_at);
            format!("{FAINT}{head}{FAINT:#}  {}", paragraph(&version.text, head.len() + 2))
        })?;
    }
    Ok(())
}
