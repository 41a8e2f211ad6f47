//! What is found among all that people have said: by word, person, kind and date; what is pinned and marked.

use rusqlite::params;

use super::item::{SAID, number_of};
use super::{Database, stored, to_sql};
use crate::command::StorageError;
use crate::view::{LocalId, RoomId, Sought, TimelineItem};

/// What is pinned in one room, at most.
const PINS: usize = 100;

impl Database {
    /// The newest messages, and files by their names, that hold the text. Letters' case does not matter in
    /// any script, which SQLite's own comparison knows of ASCII alone.
    pub(crate) fn search(
        &self,
        sought: &Sought,
        limit: usize,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        let wanted = sought.text.trim().to_lowercase();
        let is_narrowed = sought.sender.is_some() || !sought.kinds.is_empty();
        if wanted.is_empty() && !is_narrowed && sought.since.is_none() && sought.until.is_none() {
            return Ok(Vec::new());
        }
        let kinds: Vec<i64> = sought.kinds.iter().filter_map(|kind| number_of(*kind)).collect();
        let mut texts = self.connection.prepare_cached(&format!(
            "SELECT local_id, room, kind, CASE WHEN name IS NULL THEN text
                ELSE name || char(10) || text END
             FROM item LEFT JOIN file ON file.item = item.local_id
             WHERE {SAID} AND hidden = 0 AND withdrawn_by IS NULL AND (?1 IS NULL OR room = ?1)
                AND (?2 IS NULL OR sender = ?2) AND (?3 IS NULL OR sent_at >= ?3)
                AND (?4 IS NULL OR sent_at < ?4)
             ORDER BY local_id DESC"
        ))?;
        let mut rows = texts.query(params![
            sought.room.as_ref().map(|room| &room.as_bytes()[..]),
            sought.sender.as_ref().map(corridor_wire::id::AccountId::as_str),
            sought.since.map(to_sql),
            sought.until.map(to_sql),
        ])?;
        let mut found = Vec::new();
        while found.len() < limit
            && let Some(row) = rows.next()?
        {
            let is_kind = kinds.is_empty() || kinds.contains(&row.get(2)?);
            let is_hit = is_kind
                && row
                    .get_ref(3)?
                    .as_str()
                    .is_ok_and(|stored| stored.to_lowercase().contains(&wanted));
            if is_hit {
                found.push((row.get::<_, LocalId>(0)?, row.get::<_, Vec<u8>>(1)?));
            }
        }
        self.found(found)
    }

    /// What is pinned in a room, the latest first.
    pub(crate) fn pinned(
        &self,
        room: &RoomId,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        let mut pins = self.connection.prepare_cached(&format!(
            "SELECT local_id FROM item WHERE room = ?1 AND {SAID} AND withdrawn_by IS NULL
                AND hidden = 0 AND message_id IN
                (SELECT target FROM item WHERE room = ?1 AND kind = 14)
             ORDER BY local_id DESC LIMIT ?2"
        ))?;
        let limit = i64::try_from(PINS).unwrap_or(i64::MAX);
        let rows = pins.query_map(params![&room.as_bytes()[..], limit], |row| row.get(0))?;
        let rows = rows.map(|row| Ok((row?, room.as_bytes().to_vec())));
        let mut found = self.found(rows.collect::<Result<_, rusqlite::Error>>()?)?;
        found.retain(|(_, item)| item.is_pinned);
        Ok(found)
    }

    /// What this device's person has marked, the newest first.
    pub(crate) fn starred(
        &self,
        limit: usize,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        let mut stars = self.connection.prepare_cached(
            "SELECT local_id, room FROM item WHERE starred = 1 AND hidden = 0
             ORDER BY local_id DESC LIMIT ?1",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = stars.query_map(params![limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<Result<_, rusqlite::Error>>()?;
        self.found(rows)
    }

    fn found(
        &self,
        found: Vec<(LocalId, Vec<u8>)>,
    ) -> Result<Vec<(RoomId, TimelineItem)>, StorageError> {
        let mut hits = Vec::with_capacity(found.len());
        for (local_id, room) in found {
            let room = stored("item room", RoomId::from_slice(&room))?;
            let item = self.items("WHERE local_id = ?1", params![local_id])?.pop();
            hits.push((room, stored("found item", item)?));
        }
        Ok(hits)
    }
}
