//! What was read of a history that the relay has lost, until it is in the log again.

use corridor_wire::id::{OpId, Seq};
use corridor_wire::relay_frame::Entry;
use corridor_wire::{decode, limits};
use rusqlite::{OptionalExtension, Row, params};

use super::item::{SENT, number_of};
use super::{Database, NewItem, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::view::{ItemKind, LocalId, RoomId};

/// Where texts of a lost history stand behind the entry that was the last in common: after all of its
/// own items.
const LOST_PART: i64 = 1 << 20;

pub(crate) struct LostRow {
    pub(crate) entry: Entry,
    /// What is shown of it.
    pub(crate) item: Option<LocalId>,
}

impl LostRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (bytes, item): (Vec<u8>, _) = (row.get(0)?, row.get(1)?);
        let entry = stored("entry", decode(&bytes, limits::FRAME_BYTES).ok());
        Ok(entry.map(|entry| Self { entry, item }))
    }
}

impl Database {
    /// Everything behind `start` becomes lost: its texts stand behind `start` until they are placed
    /// again, its commits are not shown any more.
    pub(crate) fn lose_entries(&self, room: &RoomId, start: Seq) -> Result<(), StorageError> {
        let room = &room.as_bytes()[..];
        let after = params![room, to_sql(start)];
        for entry in self.entries_after_row(room, start)? {
            let entry = entry?;
            if entry.commit.is_some() {
                continue;
            }
            self.connection
                .prepare_cached(&format!(
                    "INSERT OR REPLACE INTO lost (room, op_id, seq, bytes, item)
                     SELECT room, ?3, seq, bytes,
                        (SELECT local_id FROM item WHERE room = ?1 AND seq = ?2 AND {SENT})
                     FROM entry WHERE room = ?1 AND seq = ?2"
                ))?
                .execute(params![room, to_sql(entry.seq), &entry.op_id.as_bytes()[..]])?;
        }
        self.connection
            .prepare_cached(&format!(
                "DELETE FROM item WHERE room = ?1 AND seq > ?2 AND NOT {SENT}"
            ))?
            .execute(after)?;
        let mut moved = self.connection.prepare_cached(
            "SELECT local_id FROM item WHERE room = ?1 AND seq > ?2 ORDER BY seq, part",
        )?;
        let moved: Vec<LocalId> =
            moved.query_map(after, |row| row.get(0))?.collect::<Result<_, _>>()?;
        for item in moved {
            self.connection
                .prepare_cached(
                    "UPDATE item SET seq = ?3, delivery = 6, part =
                        (SELECT max(?4, 1 + coalesce(max(part), 0)) FROM item
                         WHERE room = ?1 AND seq = ?3) WHERE local_id = ?2",
                )?
                .execute(params![room, item, to_sql(start), LOST_PART])?;
        }
        self.connection
            .prepare_cached("DELETE FROM entry WHERE room = ?1 AND seq > ?2")?
            .execute(after)?;
        Ok(())
    }

    fn entries_after_row(
        &self,
        room: &[u8],
        start: Seq,
    ) -> Result<Vec<Result<Entry, StorageError>>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT bytes FROM entry WHERE room = ?1 AND seq > ?2 AND bytes IS NOT NULL
             ORDER BY seq",
        )?;
        let rows =
            statement.query_map(params![room, to_sql(start)], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|bytes| Ok(stored("entry", decode(&bytes?, limits::FRAME_BYTES).ok()))).collect()
    }

    pub(crate) fn lost(
        &self,
        room: &RoomId,
        op_id: &OpId,
    ) -> Result<Option<LostRow>, StorageError> {
        self.connection
            .prepare_cached("SELECT bytes, item FROM lost WHERE room = ?1 AND op_id = ?2")?
            .query_row(params![&room.as_bytes()[..], &op_id.as_bytes()[..]], LostRow::read)
            .optional()?
            .transpose()
    }

    /// What is shown goes back; a receipt that is lost is no loss.
    pub(crate) fn first_lost(&self, room: &RoomId) -> Result<Option<LostRow>, StorageError> {
        self.connection
            .prepare_cached(
                "SELECT bytes, item FROM lost WHERE room = ?1 AND item IS NOT NULL
                 ORDER BY seq LIMIT 1",
            )?
            .query_row(params![&room.as_bytes()[..]], LostRow::read)
            .optional()?
            .transpose()
    }

    pub(crate) fn forget_lost(&self, room: &RoomId, op_id: &OpId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM lost WHERE room = ?1 AND op_id = ?2")?
            .execute(params![&room.as_bytes()[..], &op_id.as_bytes()[..]])?;
        Ok(())
    }

    /// A text stands in the log again.
    pub(crate) fn place_again(&self, item: LocalId, seq: Seq) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE OR IGNORE item SET seq = ?2, part = 0,
                    delivery = CASE own WHEN 1 THEN 3 ELSE 0 END WHERE local_id = ?1",
            )?
            .execute(params![item, to_sql(seq)])?;
        Ok(())
    }

    /// Forgets what is lost in the room. Answers the texts that were written here, oldest first, now
    /// queued; those of others are still shown.
    pub(crate) fn take_back_own(&self, room: &RoomId) -> Result<Vec<LocalId>, StorageError> {
        let room = &room.as_bytes()[..];
        // What was taken back says nothing any more; what was hidden here, and what was to be opened once,
        // cannot be said again from here.
        let mut own = self.connection.prepare_cached(&format!(
            "SELECT item.local_id FROM lost JOIN item ON item.local_id = lost.item
             WHERE lost.room = ?1 AND written_here = 1 AND {SENT} AND kind <> 8
                AND withdrawn_by IS NULL AND hidden = 0
                AND (kind <> 10 OR EXISTS (SELECT 1 FROM file WHERE file.item = local_id))
             ORDER BY lost.seq"
        ))?;
        let own: Vec<LocalId> =
            own.query_map(params![room], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for item in &own {
            self.connection
                .prepare_cached(
                    "UPDATE item SET seq = NULL, part = 0, delivery = 1 WHERE local_id = ?1",
                )?
                .execute(params![item])?;
        }
        self.connection.prepare_cached("DELETE FROM lost WHERE room = ?1")?.execute([room])?;
        Ok(own)
    }

    /// Its author has sealed a message anew: whoever read it before shows it where all see it. What others go by
    /// in the order of the log (kinds 31 to 39: announcements, marks, statements and what is done to them) stays where
    /// it stands, unless it was lost. Answers whether it was read before.
    pub(crate) fn move_earlier(
        &self,
        room: &RoomId,
        item: &NewItem<'_>,
        seq: Seq,
    ) -> Result<bool, StorageError> {
        let kind = number_of(item.kind);
        let earlier: Option<(LocalId, bool)> = self
            .connection
            .prepare_cached(&format!(
                "SELECT local_id, kind BETWEEN 31 AND 39 AND delivery <> 6 FROM item WHERE room = ?1 AND message_id = ?2 AND sender = ?3
                    AND (coalesce(first_text, text) = ?4 OR withdrawn_by IS NOT NULL OR hidden = 1
                        OR kind = 13)
                    AND {SENT} AND kind = ?5 AND kind <> 8 AND written_here = 0"
            ))?
            .query_row(
                params![
                    &room.as_bytes()[..],
                    item.message_id,
                    item.sender.as_str(),
                    item.text,
                    kind
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((earlier, stands)) = earlier else { return Ok(false) };
        if stands {
            return Ok(true);
        }
        self.place_again(earlier, seq)?;
        if item.kind == ItemKind::Withdrawal {
            // The role that counts is the one at the place where it stands now.
            self.rewrite(earlier, item.text, false)?;
        }
        Ok(true)
    }

    pub(crate) fn count_lost(&self) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM lost
                 WHERE item IS NOT NULL AND room NOT IN (SELECT id FROM room WHERE status IN (1, 2))",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(usize::try_from(from_sql(count)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};
    use crate::view::Delivery;
    use corridor_wire::id::AccountId;

    #[test]
    fn only_the_senders_own_earlier_text_moves() {
        let key = DatabaseKey::from_bytes([1; 32]);
        let database = Database::open(&Location::Memory, &key).unwrap();
        let room = RoomId::from_bytes([2; 16]);
        let [alice, mallory] = ["alice@relay.example", "mallory@relay.example"]
            .map(|account| AccountId::parse(account).unwrap());
        let item = |seq, sender, id, text| NewItem {
            seq,
            message_id: Some(id),
            own: false,
            kind: ItemKind::Text,
            text,
            sent_at: 0,
            delivery: Delivery::Received,
            ..NewItem::by(sender)
        };
        let shown = || -> Vec<_> {
            let items = database.timeline(&room, None, 10).unwrap();
            items.into_iter().map(|item| (item.seq, item.text)).collect()
        };
        for (seq, sender, id, text) in [
            (Some(1), &alice, &[1; 32][..], "yes"),
            (Some(2), &mallory, &[2; 32], "no"),
            // Written here, and on its way: it says itself where it stands.
            (None, &mallory, &[3; 32], "queued"),
        ] {
            database.add_item(&room, &item(seq, sender, id, text)).unwrap();
        }
        let all = shown();
        for (sender, id, text) in [
            (&mallory, &[1; 32][..], "yes"),
            (&mallory, &[2; 32], "never"),
            (&mallory, &[3; 32], "queued"),
        ] {
            let again = item(Some(4), sender, id, text);
            assert!(!database.move_earlier(&room, &again, 4).unwrap(), "{text}");
            assert_eq!(shown(), all, "{text}");
        }
        let again = item(Some(4), &mallory, &[2; 32], "no");
        assert!(database.move_earlier(&room, &again, 4).unwrap());
        assert_eq!(shown(), [all[0].clone(), (Some(4), "no".to_owned()), all[2].clone()]);
    }
}
