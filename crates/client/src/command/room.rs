//! Rooms as a whole: list, open, rename, leave.

use corridor_engine::command::{Answer, Command};
use corridor_engine::view::{RoomId, RoomStatus};
use serde_json::json;

use super::deliver::{Outcome, deliver, nothing_to_send};
use crate::arguments::{Delivery, Direct, Leave, New, Refound, Rename};
use crate::failure::Failure;
use crate::screen::{line, utc};
use crate::session::Session;
use corridor_engine::shape;

pub fn rooms(session: &Session) -> Result<(), Failure> {
    let rooms = session.engine().rooms()?;
    if session.screen.json {
        return rooms.iter().try_for_each(|room| session.screen.object(&shape::Room::from(room)));
    }
    let rows = rooms.iter().map(|room| {
        let mut remarks = Vec::new();
        match &room.status {
            RoomStatus::Active => {}
            RoomStatus::Damaged(why) => remarks.push(format!("damaged: {}", line(why))),
            other => remarks.push(shape::StatusName::from(other).name().to_owned()),
        }
        for (count, what) in [(room.unread, "unread"), (room.queued, "queued"), (room.held, "held")]
        {
            if count > 0 {
                remarks.push(format!("{count} {what}"));
            }
        }
        if !room.newcomers.is_empty() {
            remarks.push(format!("joined: {}", shape::names(&room.newcomers).join(", ")));
        }
        if let Some(group) = &room.group {
            // Two groups may have one name.
            let id = &group.id.to_string()[..6];
            remarks.push(format!("in {} ({id})", line(&group.name)));
        }
        if let Some(huddle) = &room.huddle {
            remarks.push(format!("ends {}", utc(huddle.ends_at)));
        }
        if room.is_blocked {
            remarks.push("blocked".to_owned());
        }
        if room.knocks > 0 {
            remarks.push(format!("{} knocking", room.knocks));
        }
        if room.contradiction.is_some() {
            remarks.push("its history contradicts itself".to_owned());
        }
        let people =
            if room.people == 1 { "1 person".into() } else { format!("{} people", room.people) };
        vec![room.short_id.clone(), line(&room.title), people, remarks.join("; ")]
    });
    session.screen.table(&["room", "title", "", ""], rows.collect())
}

pub async fn new(session: &mut Session, arguments: &New) -> Result<(), Failure> {
    let command = super::look::made(session, arguments)?;
    open(session, command, arguments.delivery).await
}

pub async fn direct(session: &mut Session, arguments: &Direct) -> Result<(), Failure> {
    let with = session.person(&arguments.account)?;
    open(session, Command::OpenDirectRoom { with }, arguments.delivery).await
}

pub async fn refound(session: &mut Session, arguments: &Refound) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let without = session.people(&arguments.without)?;
    open(session, Command::Refound { room, without }, arguments.delivery).await
}

/// Opens a room and waits until its people have been added, so that they find it when they sync.
pub async fn open(
    session: &mut Session,
    command: Command,
    delivery: Delivery,
) -> Result<(), Failure> {
    let Answer::Room(id) = session.driver.command(command)? else {
        return Ok(());
    };
    let outcome = deliver(session, delivery, Some(id), nothing_to_send).await;
    // The room is there even if somebody could not be added: say which it is first.
    if let Some(room) = session.engine().room(&id)? {
        let delivered = matches!(outcome, Ok(Outcome::Done));
        let mut object = json!(shape::Room::from(&room));
        object["delivered"] = json!(delivered);
        session.screen.show(&object, || format!("{}  {}", room.short_id, line(&room.title)))?;
    }
    outcome.map(|_| ())
}

pub async fn rename(session: &mut Session, arguments: Rename) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    session.driver.command(Command::Rename { room, title: arguments.title })?;
    finish(session, arguments.delivery, room, "renamed").await
}

pub async fn leave(session: &mut Session, arguments: &Leave) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    session.driver.command(Command::Leave { room })?;
    finish(session, arguments.delivery, room, "left").await
}

/// Sees a queued change of a room through, and says so.
pub async fn finish(
    session: &mut Session,
    delivery: Delivery,
    room: RoomId,
    done: &str,
) -> Result<(), Failure> {
    let outcome = deliver(session, delivery, Some(room), nothing_to_send).await?;
    let delivered = outcome == Outcome::Done;
    let Some(view) = session.engine().room(&room)? else { return Ok(()) };
    let mut object = json!(shape::Room::from(&view));
    object["delivered"] = json!(delivered);
    session.screen.show(&object, || {
        let state = if delivered { done } else { "queued" };
        format!("{}  {}  {state}", view.short_id, line(&view.title))
    })
}
