//! What headquarters announces, and what its readers do about it.

use corridor_wire::id::AccountId;

use crate::view::{LocalId, RoomId, RosterMark};

#[derive(Clone)]
pub enum AnnouncementCommand {
    /// Says something to everybody in a room, or to people in it, although they have muted it. An admin's. They are
    /// asked to acknowledge that they have seen it.
    Announce {
        room: RoomId,
        text: String,
        /// At most 64 others who are in the room; everybody where it is empty.
        people: Vec<AccountId>,
        seen: Option<RosterMark>,
    },
    /// This person has seen an announcement that is for them. Said once; nothing takes it back.
    Acknowledge { local_id: LocalId },
    /// Whether announcements of a room reach this person although it is muted or put away on this device.
    LetThrough { room: RoomId, is_on: bool },
}
