//! Methods that change nothing.

#![allow(clippy::needless_pass_by_value, reason = "every method takes its desk and its parameters")]

use corridor_engine::Engine;
use corridor_engine::command::CommandError;
use corridor_engine::shape;
use corridor_engine::view::{Page as EnginePage, RoomId, RoomView, Sought, Span, TimelineItem};
use corridor_wire::id::AccountId;
use corridor_wire::invitation::Invitation;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use super::order::person;
use super::parameters::{
    DateIn, InRoom, InvitationLink, Nothing, OfItem, OfPerson, PageOf, Receipts, Search,
};
use crate::desk::Desk;
use crate::failure::Failure;

/// Items or hits in one answer, at most: each may hold a full text.
pub(super) const MOST_ITEMS: usize = 1000;

/// A room as a list shows it.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Conversation {
    #[serde(flatten)]
    pub room: shape::Room,
    /// The newest item, queued or not.
    pub latest: Option<shape::Item>,
    /// What is written here and not sent.
    pub draft: String,
    /// Everything up to here has been read.
    pub read_seq: u64,
    /// In a direct room: the other person.
    pub other: Option<String>,
}

/// A part of a timeline.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Page {
    /// Oldest first; what is queued stands last, in the newest page only.
    pub items: Vec<shape::Item>,
    /// Whether there are items before the first of these, and after the last.
    pub has_earlier: bool,
    pub has_later: bool,
}

/// Being woken while away.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Push {
    /// What the browser is given to subscribe with, in hexadecimal; null while there is no connection, or
    /// when its relay wakes nobody.
    pub key: Option<String>,
    pub state: PushState,
}

/// What the relay has said on this connection.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum PushState {
    Unasked,
    Asked,
    On,
    Off,
    Refused,
}

impl Push {
    pub fn of(engine: &Engine) -> Self {
        let (key, state) = engine.push();
        let state = match state {
            corridor_engine::PushState::Unasked => PushState::Unasked,
            corridor_engine::PushState::Asked => PushState::Asked,
            corridor_engine::PushState::On => PushState::On,
            corridor_engine::PushState::Off => PushState::Off,
            corridor_engine::PushState::Refused => PushState::Refused,
        };
        Self { key: key.map(|key| key.to_string()), state }
    }
}

#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Found {
    pub room: String,
    pub item: shape::Item,
}

pub(super) fn account(desk: Desk<'_>, _: Nothing) -> Result<Option<shape::Account>, Failure> {
    Ok(desk.engine.account()?.as_ref().map(shape::Account::from))
}

pub(super) fn conversations(desk: Desk<'_>, _: Nothing) -> Result<Vec<Conversation>, Failure> {
    let mut rooms = desk.engine.rooms()?;
    rooms.sort_by_key(|room| core::cmp::Reverse(room.last_activity));
    rooms.iter().map(|room| describe(&desk, room)).collect()
}

pub(super) fn conversation(desk: Desk<'_>, asked: InRoom) -> Result<Conversation, Failure> {
    let room = desk.room(&asked.room)?;
    let view = desk.engine.room(&room)?.ok_or(CommandError::NoRoom)?;
    describe(&desk, &view)
}

fn describe(desk: &Desk<'_>, room: &RoomView) -> Result<Conversation, Failure> {
    let newest = desk.engine.timeline_page(&room.id, Span::Newest, 1)?;
    let aside = desk.engine.room_aside(&room.id)?.unwrap_or_default();
    let is_direct = room.kind == corridor_engine::view::RoomKind::Direct;
    Ok(Conversation {
        latest: newest.items.last().map(shape::Item::from),
        draft: aside.draft,
        read_seq: aside.read_seq,
        other: is_direct.then(|| room.title.clone()),
        room: shape::Room::from(room),
    })
}

pub(super) fn timeline(desk: Desk<'_>, asked: PageOf) -> Result<Page, Failure> {
    let room = desk.room(&asked.room)?;
    let span = match (asked.before, asked.after) {
        (None, None) => Span::Newest,
        (Some(seq), None) => Span::Before(seq),
        (None, Some(seq)) => Span::After(seq),
        (Some(_), Some(_)) => return Err(Failure::new("parameters", "before or after, not both")),
    };
    let limit = asked.limit.clamp(1, MOST_ITEMS);
    let EnginePage { items, has_earlier, has_later } =
        desk.engine.timeline_page(&room, span, limit)?;
    let items = items.iter().map(shape::Item::from).collect();
    Ok(Page { items, has_earlier, has_later })
}

pub(super) fn find_date(desk: Desk<'_>, asked: DateIn) -> Result<Option<u64>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.first_seq_since(&room, asked.at)?)
}

pub(super) fn search(desk: Desk<'_>, asked: Search) -> Result<Vec<Found>, Failure> {
    let room = asked.room.map(|room| desk.room(&room)).transpose()?;
    let limit = asked.limit.clamp(1, MOST_ITEMS);
    let person = asked.sender.map(|account| AccountId::parse(&account)).transpose();
    let sought = Sought {
        text: asked.text,
        room,
        sender: person.map_err(CommandError::from)?,
        kinds: asked.kinds.unwrap_or_default(),
        since: asked.since,
        until: asked.until,
    };
    let found = desk.engine.search(&sought, limit)?;
    Ok(hits(&found))
}

fn hits(found: &[(RoomId, TimelineItem)]) -> Vec<Found> {
    let hit = |(room, item): &(RoomId, TimelineItem)| Found {
        room: room.to_string(),
        item: shape::Item::from(item),
    };
    found.iter().map(hit).collect()
}

pub(super) fn history(desk: Desk<'_>, asked: OfItem) -> Result<Vec<shape::Version>, Failure> {
    Ok(desk.engine.history(asked.local_id)?.iter().map(shape::Version::from).collect())
}

pub(super) fn pinned(desk: Desk<'_>, asked: InRoom) -> Result<Vec<Found>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(hits(&desk.engine.pinned(&room)?))
}

pub(super) fn starred(desk: Desk<'_>, _: Nothing) -> Result<Vec<Found>, Failure> {
    Ok(hits(&desk.engine.starred(MOST_ITEMS)?))
}

pub(super) fn roster(desk: Desk<'_>, asked: InRoom) -> Result<shape::Roster, Failure> {
    let room = desk.room(&asked.room)?;
    let roster = desk.engine.roster(&room)?.ok_or(CommandError::NoRoom)?;
    Ok(shape::Roster::from(&roster))
}

pub(super) fn safety(desk: Desk<'_>, asked: OfPerson) -> Result<Option<shape::Safety>, Failure> {
    let person = person(&asked.account)?;
    Ok(desk.engine.safety(&person)?.as_ref().map(shape::Safety::from))
}

pub(super) fn devices(desk: Desk<'_>, _: Nothing) -> Result<Vec<shape::Device>, Failure> {
    Ok(desk.engine.devices()?.iter().map(shape::Device::from).collect())
}

pub(super) fn receipts(desk: Desk<'_>, _: Nothing) -> Result<Receipts, Failure> {
    let (delivered, read) = desk.engine.receipts()?;
    Ok(Receipts { delivered, read })
}

pub(super) fn tells_typing(desk: Desk<'_>, _: Nothing) -> Result<bool, Failure> {
    Ok(desk.engine.tells_typing()?)
}

pub(super) fn typing(desk: Desk<'_>, asked: InRoom) -> Result<Vec<String>, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.typing(&room).iter().map(ToString::to_string).collect())
}

pub(super) fn wakes(desk: Desk<'_>, _: Nothing) -> Result<bool, Failure> {
    Ok(desk.engine.wakes()?)
}

pub(super) fn is_silent(desk: Desk<'_>, asked: InRoom) -> Result<bool, Failure> {
    let room = desk.room(&asked.room)?;
    Ok(desk.engine.is_silent(&room)?)
}

#[allow(clippy::unnecessary_wraps, reason = "every method answers alike")]
pub(super) fn push(desk: Desk<'_>, _: Nothing) -> Result<Push, Failure> {
    Ok(Push::of(desk.engine))
}

pub(super) fn pending(desk: Desk<'_>, _: Nothing) -> Result<shape::Left, Failure> {
    Ok(shape::Left::from(desk.engine.pending(desk.now)?))
}

pub(super) fn recovery_words(desk: Desk<'_>, _: Nothing) -> Result<Option<String>, Failure> {
    Ok(desk.engine.recovery_words()?.map(|words| (*words).clone()))
}

pub(super) fn read_invitation(_: Desk<'_>, asked: InvitationLink) -> Result<String, Failure> {
    Ok(Invitation::parse(&asked.link)?.address.origin())
}
