//! Methods about contacts, places and nudges, galleries, and what files take here.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::command::Command;
use corridor_engine::kinds::{AboutFile, RoomStorage, Voice, parse_album};
use corridor_engine::shape;
use corridor_engine::view::RosterMark;

use super::ask::MOST_ITEMS;
use super::order::{Outcome, order};
use super::parameters::{
    FreeFiles, Gallery, KeepPhrases, Nothing, SendContact, SendNudge, SendPlace,
};
use crate::desk::Desk;
use crate::failure::Failure;

pub(super) fn gallery(desk: Desk<'_>, asked: Gallery) -> Result<Vec<shape::Item>, Failure> {
    let room = desk.room(&asked.room)?;
    let limit = asked.limit.clamp(1, MOST_ITEMS);
    let items = desk.engine.gallery(&room, asked.kind, asked.before, limit)?;
    Ok(items.iter().map(shape::Item::from).collect())
}

pub(super) fn room_storage(desk: Desk<'_>, _: Nothing) -> Result<Vec<RoomStorage>, Failure> {
    Ok(desk.engine.storage()?)
}

pub(super) fn send_contact(desk: Desk<'_>, asked: SendContact) -> Outcome {
    let room = desk.room(&asked.room)?;
    let seen = asked.seen.map(RosterMark);
    order(desk, Command::SendContact { room, contact: asked.contact, seen })
}

pub(super) fn send_place(desk: Desk<'_>, asked: SendPlace) -> Outcome {
    let room = desk.room(&asked.room)?;
    order(desk, Command::SendPlace { room, place: asked.place, seen: asked.seen.map(RosterMark) })
}

pub(super) fn send_nudge(desk: Desk<'_>, asked: SendNudge) -> Outcome {
    let SendNudge { room, nudge, reply_to, seen } = asked;
    let (room, seen) = (desk.room(&room)?, seen.map(RosterMark));
    order(desk, Command::SendNudge { room, nudge, reply_to, seen })
}

pub(super) fn own_phrases(desk: Desk<'_>, _: Nothing) -> Result<Vec<String>, Failure> {
    Ok(desk.engine.own_phrases()?)
}

pub(super) fn keep_phrases(desk: Desk<'_>, asked: KeepPhrases) -> Outcome {
    order(desk, Command::KeepPhrases { phrases: asked.phrases })
}

pub(super) fn free_files(desk: Desk<'_>, asked: FreeFiles) -> Outcome {
    let rooms = asked.rooms.iter().map(|room| desk.room(room)).collect::<Result<_, _>>()?;
    order(desk, Command::FreeFiles { rooms, items: asked.local_ids })
}

/// What `send_file` is told beside the file.
pub(super) fn about(
    voice: Option<Voice>,
    is_view_once: bool,
    album: Option<&str>,
) -> Result<AboutFile, Failure> {
    let none = || Failure::new("parameters", "an album is 32 hexadecimal digits");
    let album = album.map(|album| parse_album(album).ok_or_else(none)).transpose()?;
    Ok(AboutFile { voice, is_view_once, album })
}
