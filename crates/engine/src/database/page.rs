//! Parts of a timeline, and drafts: what only a screen asks for.

use corridor_wire::id::Seq;
use rusqlite::{OptionalExtension, params};

use super::item::SHOWN;
use super::{Database, from_sql, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Page, RoomId, Span};

/// A position before every log and one behind.
const FIRST: Seq = 0;
const LAST: Seq = i64::MAX as Seq;

impl Database {
    pub(crate) fn page(
        &self,
        room: &RoomId,
        span: Span,
        limit: usize,
    ) -> Result<Page, StorageError> {
        let id = &room.as_bytes()[..];
        let count = i64::try_from(limit).unwrap_or(i64::MAX);
        // The inner query finds the entry at which the page ends, the outer one takes it whole.
        let mut items = match span {
            Span::Newest | Span::Before(_) => {
                let end = if let Span::Before(seq) = span { seq } else { LAST };
                self.items(
                    &format!(
                        "WHERE room = ?1 AND seq < ?2 AND {SHOWN} AND seq >= (SELECT min(seq) FROM
                            (SELECT seq FROM item WHERE room = ?1 AND seq < ?2 AND {SHOWN}
                             ORDER BY seq DESC LIMIT ?3))
                         ORDER BY seq, part"
                    ),
                    params![id, to_sql(end), count],
                )?
            }
            Span::After(seq) => self.items(
                &format!(
                    "WHERE room = ?1 AND seq > ?2 AND {SHOWN} AND seq <= (SELECT max(seq) FROM
                        (SELECT seq FROM item WHERE room = ?1 AND seq > ?2 AND {SHOWN}
                         ORDER BY seq LIMIT ?3))
                     ORDER BY seq, part"
                ),
                params![id, to_sql(seq), count],
            )?,
        };
        let (first, last) = match (items.first(), items.last(), span) {
            (Some(first), Some(last), _) => (first.seq.unwrap_or(FIRST), last.seq.unwrap_or(LAST)),
            (_, _, Span::Newest) => (FIRST, LAST),
            (_, _, Span::Before(seq)) => (FIRST, seq.saturating_sub(1)),
            (_, _, Span::After(seq)) => (seq + 1, LAST),
        };
        let has_later = self.exists("seq > ?2", room, last)?;
        let has_earlier = self.exists("seq < ?2", room, first)?;
        if !has_later && !matches!(span, Span::Before(_)) {
            items.extend(self.queued_items(room)?);
        }
        Ok(Page { items, has_earlier, has_later })
    }

    fn exists(&self, condition: &str, room: &RoomId, seq: Seq) -> Result<bool, StorageError> {
        let question =
            format!("SELECT 1 FROM item WHERE room = ?1 AND {condition} AND {SHOWN} LIMIT 1");
        let mut statement = self.connection.prepare_cached(&question)?;
        Ok(statement.exists(params![&room.as_bytes()[..], to_sql(seq)])?)
    }

    /// The first item that its sender sent at `at` or later, by the sender's clock.
    pub(crate) fn first_seq_since(
        &self,
        room: &RoomId,
        at: UnixMillis,
    ) -> Result<Option<Seq>, StorageError> {
        let seq: Option<i64> = self
            .connection
            .prepare_cached(&format!(
                "SELECT min(seq) FROM item WHERE room = ?1 AND sent_at >= ?2 AND {SHOWN}"
            ))?
            .query_row(params![&room.as_bytes()[..], to_sql(at)], |row| row.get(0))?;
        Ok(seq.map(from_sql))
    }

    pub(crate) fn draft(&self, room: &RoomId) -> Result<String, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT text FROM draft WHERE room = ?1")?
            .query_row(params![&room.as_bytes()[..]], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    /// An empty draft is none.
    pub(crate) fn set_draft(&self, room: &RoomId, text: &str) -> Result<(), StorageError> {
        let change = if text.is_empty() {
            "DELETE FROM draft WHERE room = ?1 AND ?2 = ''"
        } else {
            "INSERT OR REPLACE INTO draft (room, text) VALUES (?1, ?2)"
        };
        let changed =
            self.connection.prepare_cached(change)?.execute(params![&room.as_bytes()[..], text])?;
        if text.is_empty() && changed > 0 {
            self.has_forgotten.set(!self.empty_journal());
        }
        Ok(())
    }
}
