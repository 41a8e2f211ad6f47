//! What is found among all that people have said: by word, person, kind and date; what is pinned and marked.

use core::ops::Range;

use corridor_wire::id::AccountId;
use rusqlite::params;

use super::blocked::BY_BLOCKED;
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
                AND (sender = ?2 OR (?2 IS NULL AND NOT {BY_BLOCKED}))
                AND (?3 IS NULL OR sent_at >= ?3)
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

#[cfg(test)]
mod tests {
    use corridor_wire::id::AccountId;

    use super::*;
    use crate::database::{DatabaseKey, Location, NewItem, PINNED, UNPINNED};
    use crate::view::ItemKind;

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);

    fn ann() -> AccountId {
        AccountId::parse("ann@relay.example").unwrap()
    }

    /// Two texts and a poll of Ann's, and a text of Ben's in another room; each a second after the other.
    fn database() -> Database {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let (ann, ben) = (ann(), AccountId::parse("ben@relay.example").unwrap());
        let elsewhere = RoomId::from_bytes([3; 16]);
        for (seq, room, sender, kind, text) in [
            (1, ROOM, &ann, ItemKind::Text, "Ålesund harbour"),
            (2, ROOM, &ann, ItemKind::Text, "the harbour master"),
            (3, ROOM, &ann, ItemKind::Poll, "Which harbour?"),
            (4, elsewhere, &ben, ItemKind::Text, "no harbour at all"),
            (5, ROOM, &ben, ItemKind::Renamed, "harbour"),
        ] {
            let id = [u8::try_from(seq).unwrap(); 32];
            let item = NewItem {
                seq: Some(seq),
                kind,
                text,
                sent_at: seq * 1_000,
                message_id: Some(&id),
                ..NewItem::by(sender)
            };
            database.add_item(&room, &item).unwrap();
        }
        database
    }

    fn found(database: &Database, sought: &Sought) -> Vec<u64> {
        let hits = database.search(sought, 10).unwrap();
        hits.into_iter().map(|(_, item)| item.seq.unwrap()).collect()
    }

    #[test]
    fn a_search_is_narrowed_by_each_thing_that_is_said_of_what_is_sought() {
        let database = database();
        let harbour = || Sought { text: " HARBOUR ".to_owned(), ..Sought::default() };
        assert_eq!(found(&database, &harbour()), [4, 3, 2, 1]);
        assert_eq!(found(&database, &Sought { room: Some(ROOM), ..harbour() }), [3, 2, 1]);
        assert_eq!(found(&database, &Sought { sender: Some(ann()), ..harbour() }), [3, 2, 1]);
        assert_eq!(found(&database, &Sought { kinds: vec![ItemKind::Poll], ..harbour() }), [3]);
        assert_eq!(found(&database, &Sought { since: Some(2_000), ..harbour() }), [4, 3, 2]);
        assert_eq!(found(&database, &Sought { until: Some(2_000), ..harbour() }), [1]);
        assert_eq!(found(&database, &Sought { text: "ÅLES".to_owned(), ..Sought::default() }), [1]);
        assert_eq!(database.search(&harbour(), 2).unwrap().len(), 2);
        assert_eq!(database.search(&harbour(), 0).unwrap().len(), 0);
    }

    #[test]
    fn who_seeks_nothing_finds_nothing_and_who_seeks_no_word_finds_what_else_is_said() {
        let database = database();
        let any = Sought::default;
        assert!(found(&database, &any()).is_empty());
        assert!(
            found(&database, &Sought { text: "  ".to_owned(), room: Some(ROOM), ..any() })
                .is_empty()
        );
        assert_eq!(found(&database, &Sought { sender: Some(ann()), ..any() }), [3, 2, 1]);
        assert_eq!(found(&database, &Sought { kinds: vec![ItemKind::Poll], ..any() }), [3]);
        assert_eq!(found(&database, &Sought { since: Some(4_000), ..any() }), [4]);
        assert_eq!(found(&database, &Sought { until: Some(1_001), ..any() }), [1]);
    }

    #[test]
    fn what_is_pinned_or_marked_is_listed_newest_first_until_it_is_so_no_more() {
        let database = database();
        let sender = ann();
        let pin = |seq, target: u8, text| {
            let item = NewItem {
                seq: Some(seq),
                kind: ItemKind::Pin,
                text,
                target: Some(&[target; 32][..]),
                ..NewItem::by(&sender)
            };
            database.add_item(&ROOM, &item).unwrap();
        };
        let pinned = || -> Vec<u64> {
            let pins = database.pinned(&ROOM).unwrap();
            pins.into_iter().map(|(_, item)| item.seq.unwrap()).collect()
        };
        pin(10, 1, PINNED);
        pin(11, 2, PINNED);
        assert_eq!(pinned(), [2, 1]);
        pin(12, 1, UNPINNED);
        assert_eq!(pinned(), [2]);
        assert!(database.pinned(&RoomId::from_bytes([3; 16])).unwrap().is_empty());
        let marked = |limit| database.starred(limit).unwrap().len();
        assert_eq!(marked(10), 0);
        for item in [1, 3, 4] {
            database.star(item, true).unwrap();
        }
        assert_eq!((marked(10), marked(2)), (3, 2));
        let newest = database.starred(1).unwrap();
        assert_eq!(newest[0].0, RoomId::from_bytes([3; 16]));
        database.star(4, false).unwrap();
        assert_eq!(marked(10), 2);
    }
}
