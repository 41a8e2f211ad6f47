//! What waits for the clock: texts that are to go out at a time, and polls whose deadline comes.

use corridor_wire::id::Seq;
use rusqlite::params;

use super::{Database, FileStage, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId};

/// A text whose time has come.
pub(crate) struct DueText {
    pub(crate) item: LocalId,
    pub(crate) room: RoomId,
    /// The roster that its writer saw.
    pub(crate) mark: u64,
}

impl Database {
    pub(crate) fn put_off(
        &self,
        item: LocalId,
        send_at: UnixMillis,
        mark: u64,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT INTO scheduled (item, send_at, mark) VALUES (?1, ?2, ?3)")?
            .execute(params![item, to_sql(send_at), to_sql(mark)])?;
        Ok(())
    }

    /// Answers whether it was put off.
    pub(crate) fn put_off_no_longer(&self, item: LocalId) -> Result<bool, StorageError> {
        let changed = self
            .connection
            .prepare_cached("DELETE FROM scheduled WHERE item = ?1")?
            .execute(params![item])?;
        Ok(changed == 1)
    }

    /// What its person has given and nobody has queued yet: texts that wait for their time, and files of
    /// which the rest is still to be given.
    pub(crate) fn count_not_queued(&self, room: &RoomId) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM item WHERE room = ?1 AND seq IS NULL AND (
                    EXISTS (SELECT 1 FROM scheduled WHERE scheduled.item = item.local_id)
                    OR EXISTS (SELECT 1 FROM file WHERE file.item = item.local_id AND state = ?2))",
            )?
            .query_row(params![&room.as_bytes()[..], FileStage::Copying as i64], |row| {
                row.get(0)
            })?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// In the order in which they are to go out.
    pub(crate) fn due_texts(&self, now: UnixMillis) -> Result<Vec<DueText>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT item, room, mark FROM scheduled JOIN item ON item.local_id = scheduled.item
             WHERE send_at <= ?1 ORDER BY send_at, item",
        )?;
        let rows = statement.query_map(params![to_sql(now)], |row| {
            Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, from_sql(row.get(2)?)))
        })?;
        rows.map(|row| {
            let (item, room, mark) = row?;
            Ok(DueText { item, room: stored("room id", RoomId::from_slice(&room))?, mark })
        })
        .collect()
    }

    /// Screens have to look at the item again then.
    pub(crate) fn look_again_at(&self, item: LocalId, at: UnixMillis) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET due_at = ?2 WHERE local_id = ?1")?
            .execute(params![item, to_sql(at)])?;
        Ok(())
    }

    /// The same for what stands in the log.
    pub(crate) fn look_again(
        &self,
        room: &RoomId,
        seq: Seq,
        at: UnixMillis,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET due_at = ?3 WHERE room = ?1 AND seq = ?2")?
            .execute(params![&room.as_bytes()[..], to_sql(seq), to_sql(at)])?;
        Ok(())
    }

    /// Rooms with something that screens have to look at again by now.
    pub(crate) fn take_due(&self, now: UnixMillis) -> Result<Vec<RoomId>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("UPDATE item SET due_at = NULL WHERE due_at <= ?1 RETURNING room")?;
        statement
            .query_map(params![to_sql(now)], |row| row.get::<_, Vec<u8>>(0))?
            .map(|room| stored("room id", RoomId::from_slice(&room?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use corridor_wire::id::AccountId;

    use super::*;
    use crate::database::{DatabaseKey, Location, NewItem};

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);

    #[test]
    fn what_is_put_off_goes_in_the_order_of_its_times_and_is_put_off_once() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let ann = AccountId::parse("ann@relay.example").unwrap();
        let add = || database.add_item(&ROOM, &NewItem::by(&ann)).unwrap().unwrap();
        let (first, second, third) = (add(), add(), add());
        database.put_off(first, 3_000, 7).unwrap();
        database.put_off(second, 1_000, 8).unwrap();
        database.put_off(third, 3_000, 9).unwrap();
        let due = |now| -> Vec<(LocalId, u64)> {
            let due = database.due_texts(now).unwrap();
            assert!(due.iter().all(|one| one.room == ROOM));
            due.into_iter().map(|one| (one.item, one.mark)).collect()
        };
        assert_eq!(due(999), []);
        assert_eq!(due(1_000), [(second, 8)]);
        assert_eq!(due(3_000), [(second, 8), (first, 7), (third, 9)]);
        assert_eq!(database.next_due(0).unwrap(), Some(1_000));
        assert!(database.put_off_no_longer(second).unwrap());
        assert!(!database.put_off_no_longer(second).unwrap());
        assert_eq!(due(3_000), [(first, 7), (third, 9)]);
    }

    #[test]
    fn what_is_to_be_looked_at_again_is_so_once_when_its_time_has_come() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let ann = AccountId::parse("ann@relay.example").unwrap();
        let other = RoomId::from_bytes([3; 16]);
        let queued = database.add_item(&ROOM, &NewItem::by(&ann)).unwrap().unwrap();
        database.add_item(&other, &NewItem { seq: Some(4), ..NewItem::by(&ann) }).unwrap();
        database.look_again_at(queued, 1_000).unwrap();
        database.look_again(&other, 4, 2_000).unwrap();
        assert_eq!(database.next_due(0).unwrap(), Some(1_000));
        assert!(database.take_due(999).unwrap().is_empty());
        assert_eq!(database.take_due(1_000).unwrap(), [ROOM]);
        assert_eq!(database.next_due(1_000).unwrap(), Some(2_000));
        assert_eq!(database.take_due(2_000).unwrap(), [other]);
        assert!(database.take_due(9_000).unwrap().is_empty());
    }
}
