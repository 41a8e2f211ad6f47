//! Methods about what headquarters announces.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::{AnnouncementCommand, Command};
use corridor_engine::view::RosterMark;

use super::order::{Outcome, order, people};
use super::parameters::{Announce, Archive, OfItem};
use crate::desk::Desk;

pub(super) fn announce(desk: Desk<'_>, asked: Announce) -> Outcome {
    let Announce { room, text, people: named, seen } = asked;
    let (room, people) = (desk.room(&room)?, people(&named)?);
    order(
        desk,
        Command::Announcement(AnnouncementCommand::Announce {
            room,
            text,
            people,
            seen: seen.map(RosterMark),
        }),
    )
}

pub(super) fn acknowledge(desk: Desk<'_>, asked: OfItem) -> Outcome {
    order(
        desk,
        Command::Announcement(AnnouncementCommand::Acknowledge { local_id: asked.local_id }),
    )
}

pub(super) fn let_through(desk: Desk<'_>, asked: Archive) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::Announcement(AnnouncementCommand::LetThrough { room, is_on: asked.on }))
}
