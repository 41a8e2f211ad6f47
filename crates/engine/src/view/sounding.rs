//! What this person has asked, and what came back: the asker's table, which no other device has.

use corridor_wire::id::AccountId;

use super::{Delivery, LocalId, RoomId};
use crate::kinds::{Answered, Totals};
use crate::output::UnixMillis;

/// One question to several people, each asked alone; or to everybody in a room.
#[derive(Clone, Debug)]
pub struct SoundingView {
    /// Its number on this device.
    pub id: i64,
    pub question: String,
    pub answers: Vec<String>,
    /// Whether one may answer in words of one's own.
    pub is_free: bool,
    pub deadline: Option<UnixMillis>,
    /// The room that is asked as a whole.
    pub room: Option<RoomId>,
    pub asked_at: UnixMillis,
    /// Whom it was put to. Nobody is listed where a whole room is asked.
    pub people: Vec<AskedView>,
    pub asked: usize,
    pub answered: usize,
    /// Of a room: `None` until they are published.
    pub totals: Option<Totals>,
    /// The room has been told, or is about to be.
    pub is_published: bool,
}

/// Somebody who was asked alone.
#[derive(Clone, Debug)]
pub struct AskedView {
    pub account: AccountId,
    /// The direct room with them, and the question in it.
    pub room: RoomId,
    pub local_id: LocalId,
    pub delivery: Delivery,
    pub answer: Option<Answered>,
    pub reminded_at: Option<UnixMillis>,
    /// Blocked on this device: what they answer is neither shown nor counted.
    pub is_blocked: bool,
}
