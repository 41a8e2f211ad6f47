//! What is found among all that people have said: by word, person, kind and date; what is pinned and marked.

use core::ops::Range;

use corridor_wire::id::AccountId;
use rusqlite::params;

use super::item::{SAID, number_of};
use super::signature::{self, BLOCK};
use super::{Database, from_sql, stored, to_sql};
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
        let signature = signature::of_sought(sought, &wanted);
        let mut signed = self.connection.prepare_cached(
            "SELECT block, earliest, latest, bits FROM signature ORDER BY block DESC",
        )?;
        let mut blocks = signed.query([])?;
        let mut found = Vec::new();
        // Nothing from here on has been looked at.
        let mut end = LocalId::MAX;
        while found.len() < limit
            && let Some(row) = blocks.next()?
        {
            let block: LocalId = row.get(0)?;
            let (earliest, latest) = (from_sql(row.get(1)?), from_sql(row.get(2)?));
            let is_in_time = sought.since.is_none_or(|since| latest >= since)
                && sought.until.is_none_or(|until| earliest < until);
            let bits = row.get_ref(3)?.as_blob().unwrap_or_default();
            let may_hold = is_in_time && signature.may_be_in(bits);
            // What stands between two signed blocks has no signature: it is read.
            let begin = (if may_hold { block } else { block + 1 }) * BLOCK;
            self.search_between(begin..end, sought, &wanted, limit, &mut found)?;
            end = block * BLOCK;
        }
        self.search_between(0..end, sought, &wanted, limit, &mut found)?;
        self.found(found)
    }

    /// Reads the items of these numbers, the newest first, until enough is found.
    fn search_between(
        &self,
        items: Range<LocalId>,
        sought: &Sought,
        wanted: &str,
        limit: usize,
        found: &mut Vec<(LocalId, Vec<u8>)>,
    ) -> Result<(), StorageError> {
        if items.is_empty() || found.len() >= limit {
            return Ok(());
        }
        let kinds: Vec<i64> = sought.kinds.iter().filter_map(|kind| number_of(*kind)).collect();
        let mut texts = self.connection.prepare_cached(&format!(
            "SELECT local_id, room, kind, CASE WHEN name IS NULL THEN text
                ELSE name || char(10) || text END
             FROM item LEFT JOIN file ON file.item = item.local_id
             WHERE local_id >= ?5 AND local_id < ?6 AND {SAID} AND hidden = 0
                AND withdrawn_by IS NULL AND (?1 IS NULL OR room = ?1)
                AND (?2 IS NULL OR sender = ?2) AND (?3 IS NULL OR sent_at >= ?3)
                AND (?4 IS NULL OR sent_at < ?4)
             ORDER BY local_id DESC"
        ))?;
        let mut rows = texts.query(params![
            sought.room.as_ref().map(|room| &room.as_bytes()[..]),
            sought.sender.as_ref().map(AccountId::as_str),
            sought.since.map(to_sql),
            sought.until.map(to_sql),
            items.start,
            items.end,
        ])?;
        while found.len() < limit
            && let Some(row) = rows.next()?
        {
            let is_kind = kinds.is_empty() || kinds.contains(&row.get(2)?);
            let is_hit = is_kind
                && row
                    .get_ref(3)?
                    .as_str()
                    .is_ok_and(|stored| stored.to_lowercase().contains(wanted));
            if is_hit {
                found.push((row.get(0)?, row.get(1)?));
            }
        }
        Ok(())
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
