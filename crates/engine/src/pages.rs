//! What a screen asks for that shows a room in parts: pages, dates, search; and drafts.

use corridor_wire::id::Seq;

use crate::command::{CommandError, StorageError};
use crate::engine::Engine;
use crate::output::UnixMillis;
use crate::view::{Page, RoomAside, RoomId, Span, TimelineItem};

/// As long as the longest message, and some more to cut from.
const DRAFT_BYTES: usize = 64 * 1024;

impl Engine {
    /// About `limit` items of a room.
    pub fn timeline_page(
        &self,
        room: &RoomId,
        span: Span,
        limit: usize,
    ) -> Result<Page, StorageError> {
        self.database.page(room, span, limit)
    }

    /// Where the first item stands that was sent at `at` or later, by its sender's clock.
    pub fn first_seq_since(
        &self,
        room: &RoomId,
        at: UnixMillis,
    ) -> Result<Option<Seq>, StorageError> {
        self.database.first_seq_since(room, at)
    }

    /// The newest messages with `text` in them, in one room or in all.
    pub fn search(
        &self,
        text: &str,
        room: Option<&RoomId>,
        limit: usize,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        self.database.search(text, room, limit)
    }

    pub fn room_aside(&self, room: &RoomId) -> Result<Option<RoomAside>, StorageError> {
        let Some(row) = self.database.room(room)? else { return Ok(None) };
        Ok(Some(RoomAside { read_seq: row.read_seq, draft: self.database.draft(room)? }))
    }

    /// Keeps what a person has written in a room and not sent. It is this device's alone.
    pub fn set_draft(&mut self, room: &RoomId, text: &str) -> Result<(), CommandError> {
        if text.len() > DRAFT_BYTES {
            return Err(CommandError::TextLength { limit: DRAFT_BYTES, actual: text.len() });
        }
        if self.database.room(room)?.is_none() {
            return Err(CommandError::NoRoom);
        }
        Ok(self.database.set_draft(room, text)?)
    }
}
