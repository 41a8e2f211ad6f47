//! Marks on pictures: acts that stand in no timeline, in the order of the log.

use corridor_content::{Body, Message, MessageId};
use corridor_wire::id::AccountId;
use rusqlite::params;

use super::act::LOG_ORDER;
use super::blocked::BY_BLOCKED;
use super::item::{MARK, delivery_of};
use super::{Database, from_sql, stored};
use crate::command::StorageError;
use crate::kinds::{Mark, MarkCount};
use crate::view::{LocalId, MarkView, RoomId};

/// Marks of one picture that a device shows: the newest. A page that is drawn on without end costs its readers no
/// more than that.
const PAGE_MARKS: usize = 2_000;

impl Database {
    pub(crate) fn marks(
        &self,
        room: &RoomId,
        picture: &MessageId,
    ) -> Result<Vec<MarkView>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT local_id, sender, own, numbered, body, sent_at, delivery, {} FROM item
             WHERE room = ?1 AND target = ?2 AND kind = {MARK} ORDER BY {LOG_ORDER}",
            shown()
        ))?;
        let rows =
            statement.query_map(params![&room.as_bytes()[..], &picture.as_bytes()[..]], |row| {
                let ids: (LocalId, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let said: (bool, Option<Vec<u8>>, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
                Ok((ids, said, row.get::<_, u8>(6)?, row.get::<_, bool>(7)?))
            })?;
        let mut pins = 0;
        let mut marks = Vec::new();
        for row in rows {
            let ((local_id, author, is_own), (is_numbered, body, sent_at), delivery, is_shown) =
                row?;
            pins += u32::from(is_numbered);
            let body = body.filter(|_| is_shown).and_then(|body| Message::decode(&body).ok());
            let Some(Body::Mark(mark)) = body.map(|message| message.body()) else { continue };
            marks.push(MarkView {
                local_id,
                author: stored("account", AccountId::parse(&author).ok())?,
                is_own,
                mark: Mark::from(&mark),
                number: is_numbered.then_some(pins),
                sent_at: from_sql(sent_at),
                delivery: stored("delivery", delivery_of(delivery))?,
            });
        }
        let older = marks.len().saturating_sub(PAGE_MARKS);
        Ok(marks.split_off(older))
    }

    /// `None` where there are none.
    pub(super) fn mark_count(
        &self,
        room: &[u8],
        picture: &[u8],
    ) -> Result<Option<MarkCount>, StorageError> {
        let (marks, people): (i64, i64) = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*), count(DISTINCT sender) FROM item
                 WHERE room = ?1 AND target = ?2 AND kind = {MARK} AND {}",
                shown()
            ))?
            .query_row(params![room, picture], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let count = |number| usize::try_from(number).unwrap_or(0);
        let found = MarkCount { marks: count(marks).min(PAGE_MARKS), people: count(people) };
        Ok((found.marks > 0).then_some(found))
    }

    /// The pin counts from now on, whatever becomes of what it says.
    pub(crate) fn number_mark(&self, item: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET numbered = 1 WHERE local_id = ?1")?
            .execute(params![item])?;
        Ok(())
    }

    /// The picture is gone: nothing of what was drawn on it stays. What is on its way is, once it has arrived.
    pub(super) fn blank_marks(&self, room: &RoomId, picture: &[u8]) -> Result<(), StorageError> {
        let blanked = self
            .connection
            .prepare_cached(&format!(
                "UPDATE item SET text = '', body = NULL, hidden = 1
                 WHERE room = ?1 AND target = ?2 AND kind = {MARK} AND hidden = 0
                    AND seq IS NOT NULL"
            ))?
            .execute(params![&room.as_bytes()[..], picture])?;
        if blanked > 0 {
            self.has_forgotten.set(true);
        }
        Ok(())
    }
}

/// In SQL: whether a mark is shown. An own withdrawal counts before it has left; those in the log have erased it.
fn shown() -> String {
    format!(
        "(body IS NOT NULL AND withdrawn_by IS NULL AND hidden = 0 AND NOT (own = 0 AND {BY_BLOCKED})
            AND NOT EXISTS (SELECT 1 FROM item AS undone WHERE undone.room = item.room
                AND undone.target = item.message_id AND undone.kind = 13 AND undone.own = 1
                AND undone.seq IS NULL))"
    )
}
