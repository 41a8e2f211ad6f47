//! Announcements: made, acknowledged, and what has become of them.

// Writing into a String does not fail.
use std::fmt::Write as _;

use corridor_engine::command::{AnnouncementCommand, Command, CommandError};
use corridor_engine::kinds::{Announcement, Reach, Tally};
use corridor_engine::view::{ItemKind, Sought};

use super::deliver::{deliver, nothing_to_send};
use super::find::{MOST_FOUND, message_at};
use super::message::say;
use super::talk::text_or_input;
use crate::arguments::{Announce, Seen};
use crate::failure::Failure;
use crate::screen::{FAINT, utc};
use crate::session::Session;

pub async fn announce(session: &mut Session, arguments: Announce) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    let text = text_or_input(&arguments.text)?;
    let people = session.people(&arguments.people)?;
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let command = Command::Announcement(AnnouncementCommand::Announce {
        room: room.id,
        text,
        people,
        seen: None,
    });
    say(session, &room, command, arguments.delivery).await
}

pub async fn seen(session: &mut Session, arguments: &Seen) -> Result<(), Failure> {
    let room = session.room_id(&arguments.room)?;
    let local_id = message_at(session, &room, arguments.seq)?.local_id;
    session.driver.command(Command::Announcement(AnnouncementCommand::Acknowledge { local_id }))?;
    deliver(session, arguments.delivery, None, nothing_to_send).await?;
    super::item::show(session, &message_at(session, &room, arguments.seq)?)
}

/// The oldest first, as they stand in the room.
pub fn announcements(session: &Session, room: &str) -> Result<(), Failure> {
    let (room, kinds) = (Some(session.room_id(room)?), vec![ItemKind::Announcement]);
    let sought = Sought { room, kinds, ..Sought::default() };
    for (_, item) in session.engine().search(&sought, MOST_FOUND)?.iter().rev() {
        super::item::show(session, item)?;
    }
    Ok(())
}

/// Whom it is for, and below that what has become of it.
pub fn come_to(announcement: &Announcement, seq: Option<u64>, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let mut shown = String::new();
    if !announcement.people.is_empty() {
        let _ = write!(shown, "\n{pad}{FAINT}for {}{FAINT:#}", announcement.people.join(", "));
    }
    if let Some(tally) = &announcement.tally {
        let _ = write!(shown, "\n{pad}{}", counted(tally));
        for person in &tally.people {
            let at = person.acknowledged_at.map(|at| format!(" {}", utc(at))).unwrap_or_default();
            let (account, reach) = (&person.account, in_words(person.reach));
            let _ = write!(shown, "\n{pad}{FAINT}{account}  {reach}{at}{FAINT:#}");
        }
    }
    match (announcement.acknowledged_at, seq) {
        (Some(at), _) => {
            let _ = write!(shown, "\n{pad}{FAINT}you acknowledged it {}{FAINT:#}", utc(at));
        }
        (None, Some(seq)) if announcement.for_me => {
            let _ = write!(shown, "\n{pad}{FAINT}corridor seen ROOM {seq}{FAINT:#}");
        }
        _ => {}
    }
    shown
}

fn counted(tally: &Tally) -> String {
    let seen = format!("seen by {} of {}", tally.seen, tally.all);
    match tally.undelivered {
        Some(0) => seen,
        Some(undelivered) => format!("{seen}, {undelivered} not delivered"),
        None => format!("{seen}; in a room of this size nobody tells what was delivered"),
    }
}

fn in_words(reach: Reach) -> &'static str {
    match reach {
        Reach::Seen => "seen",
        Reach::Delivered => "delivered",
        Reach::Undelivered => "not delivered",
        Reach::Unknown => "not seen yet",
        Reach::Gone => "no longer in the room",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_become_of_it_is_said_in_one_line() {
        let tally = |seen, undelivered| Tally { people: Vec::new(), all: 7, seen, undelivered };
        for (tally, line) in [
            (tally(4, Some(2)), "seen by 4 of 7, 2 not delivered"),
            (tally(7, Some(0)), "seen by 7 of 7"),
            (
                tally(0, None),
                "seen by 0 of 7; in a room of this size nobody tells what was delivered",
            ),
        ] {
            assert_eq!(counted(&tally), line);
        }
    }
}
