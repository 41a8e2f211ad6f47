//! Parts of a timeline, what is found in one, and drafts: what only a screen asks for.

use corridor_wire::id::Seq;
use rusqlite::{OptionalExtension, Params, params};

use super::item::{COLUMNS, read_item};
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{LocalId, Page, RoomId, Span, TimelineItem};

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
                    "WHERE room = ?1 AND seq < ?2 AND seq >= (SELECT min(seq) FROM (SELECT seq
                        FROM item WHERE room = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3))
                     ORDER BY seq, part",
                    params![id, to_sql(end), count],
                )?
            }
            Span::After(seq) => self.items(
                "WHERE room = ?1 AND seq > ?2 AND seq <= (SELECT max(seq) FROM (SELECT seq
                    FROM item WHERE room = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3))
                 ORDER BY seq, part",
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
            let queued = "WHERE room = ?1 AND seq IS NULL ORDER BY local_id";
            items.extend(self.items(queued, params![id])?);
        }
        Ok(Page { items, has_earlier, has_later })
    }

    fn exists(&self, condition: &str, room: &RoomId, seq: Seq) -> Result<bool, StorageError> {
        let question = format!("SELECT 1 FROM item WHERE room = ?1 AND {condition} LIMIT 1");
        let mut statement = self.connection.prepare_cached(&question)?;
        Ok(statement.exists(params![&room.as_bytes()[..], to_sql(seq)])?)
    }

    fn items(
        &self,
        condition: &str,
        parameters: impl Params,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!("{COLUMNS} {condition}"))?;
        statement.query_map(parameters, read_item)?.map(|row| row?).collect()
    }

    /// The first item that its sender sent at `at` or later, by the sender's clock.
    pub(crate) fn first_seq_since(
        &self,
        room: &RoomId,
        at: UnixMillis,
    ) -> Result<Option<Seq>, StorageError> {
        let seq: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(seq) FROM item WHERE room = ?1 AND sent_at >= ?2")?
            .query_row(params![&room.as_bytes()[..], to_sql(at)], |row| row.get(0))?;
        Ok(seq.map(from_sql))
    }

    /// The newest texts, and files by their names, that hold `text`. Letters' case does not matter in any script, which SQLite's
    /// own comparison knows of ASCII alone.
    pub(crate) fn search(
        &self,
        text: &str,
        room: Option<&RoomId>,
        limit: usize,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut texts = self.connection.prepare_cached(
            "SELECT local_id, room, CASE WHEN name IS NULL THEN text ELSE name || char(10) || text END
             FROM item LEFT JOIN file ON file.item = item.local_id
             WHERE kind IN (0, 10) AND (?1 IS NULL OR room = ?1) ORDER BY local_id DESC",
        )?;
        let mut rows = texts.query(params![room.map(|room| &room.as_bytes()[..])])?;
        let mut found = Vec::new();
        while found.len() < limit
            && let Some(row) = rows.next()?
        {
            let is_hit = row
                .get_ref(2)?
                .as_str()
                .is_ok_and(|stored| stored.to_lowercase().contains(&wanted));
            if is_hit {
                let room = stored("item room", RoomId::from_slice(&row.get::<_, Vec<u8>>(1)?))?;
                found.push((row.get::<_, LocalId>(0)?, room));
            }
        }
        let mut hits = Vec::with_capacity(found.len());
        for (local_id, room) in found {
            let item = self.items("WHERE local_id = ?1", params![local_id])?.pop();
            hits.push((room, stored("found item", item)?));
        }
        Ok(hits)
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
        self.connection.prepare_cached(change)?.execute(params![&room.as_bytes()[..], text])?;
        Ok(())
    }
}
