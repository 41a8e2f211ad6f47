//! What a screen asks for that shows a room in parts: pages, dates, search; and drafts.

use corridor_wire::id::Seq;

use crate::command::{CommandError, StorageError};
use crate::engine::Engine;
use crate::output::UnixMillis;
use crate::view::{LocalId, Page, RoomAside, RoomId, Sought, Span, TimelineItem, VersionView};

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

    /// The newest messages that are what is sought.
    pub fn search(
        &self,
        sought: &Sought,
        limit: usize,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        self.database.search(sought, limit)
    }

    /// What a message said before it was said otherwise, oldest first, and what it says now.
    pub fn history(&self, item: LocalId) -> Result<Vec<VersionView>, StorageError> {
        self.database.history(item)
    }

    /// What is pinned in a room, the latest first.
    pub fn pinned(&self, room: &RoomId) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        self.database.pinned(room)
    }

    /// What this device's person has marked for themselves, the newest first.
    pub fn starred(&self, limit: usize) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        self.database.starred(limit)
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
