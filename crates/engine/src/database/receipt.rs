//! What this device owes others of what it has of theirs, and what it knows of its own at others.

use corridor_wire::id::{AccountId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, params};

use super::blocked::BY_BLOCKED;
use super::intent::LONGEST_WAIT_MS;
use super::item::SAID;
use super::{Database, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Delivery, LocalId, RoomId};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum ReceiptStatus {
    Delivered = 0,
    Read = 1,
}

impl Database {
    /// The messages of others between two positions, for read receipts.
    pub(crate) fn messages_between(
        &self,
        room: &RoomId,
        after: Seq,
        through: Seq,
    ) -> Result<Vec<Vec<u8>>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT message_id FROM item WHERE room = ?1 AND seq > ?2 AND seq <= ?3 AND own = 0
                AND {SAID} AND message_id IS NOT NULL AND NOT {BY_BLOCKED}"
        ))?;
        let ids = statement
            .query_map(params![&room.as_bytes()[..], to_sql(after), to_sql(through)], |row| {
                row.get(0)
            })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    pub(crate) fn owe_receipt(
        &self,
        room: &RoomId,
        message_id: &[u8],
        status: ReceiptStatus,
        due: UnixMillis,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO due_receipt (room, message_id, status, due) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET status = max(status, excluded.status)",
            )?
            .execute(params![&room.as_bytes()[..], message_id, status as i64, to_sql(due)])?;
        Ok(())
    }

    /// Rooms that owe receipts at `now`.
    pub(crate) fn rooms_owing_receipts(
        &self,
        now: UnixMillis,
    ) -> Result<Vec<RoomId>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT room FROM due_receipt
                 WHERE due <= ?1 OR due > ?1 + {LONGEST_WAIT_MS}"
        ))?;
        statement
            .query_map(params![to_sql(now)], |row| row.get::<_, Vec<u8>>(0))?
            .map(|id| stored("room id", RoomId::from_slice(&id?)))
            .collect()
    }

    /// Takes up to `limit` owed receipts of one status out of the table.
    pub(crate) fn take_due_receipts(
        &self,
        room: &RoomId,
        status: ReceiptStatus,
        limit: usize,
    ) -> Result<Vec<Vec<u8>>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "DELETE FROM due_receipt WHERE room = ?1 AND message_id IN (
                SELECT message_id FROM due_receipt WHERE room = ?1 AND status = ?2 LIMIT ?3)
             RETURNING message_id",
        )?;
        let ids = statement.query_map(
            params![&room.as_bytes()[..], status as i64, i64::try_from(limit).unwrap_or(i64::MAX)],
            |row| row.get(0),
        )?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// But for rooms that are damaged or locked.
    pub(crate) fn count_due_receipts(&self) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM due_receipt
                 WHERE room NOT IN (SELECT id FROM room WHERE status IN (1, 2))",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Notes that `account` has an own message, and raises the message's delivery when everybody
    /// else in the room has it. Answers whether the message is an own one.
    pub(crate) fn note_receipt(
        &self,
        room: &RoomId,
        message_id: &[u8],
        account: &AccountId,
        status: ReceiptStatus,
    ) -> Result<bool, StorageError> {
        let room = &room.as_bytes()[..];
        let own: Option<(LocalId, String)> = self
            .connection
            .prepare_cached(
                "SELECT local_id, sender FROM item
                 WHERE room = ?1 AND message_id = ?2 AND own = 1",
            )?
            .query_row(params![room, message_id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((local_id, sender)) = own else { return Ok(false) };
        if account.as_str() == sender {
            return Ok(false);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO receipt (room, message_id, account, status) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET status = max(status, excluded.status)",
            )?
            .execute(params![room, message_id, account.as_str(), status as i64])?;
        // People who joined later, or have not answered, count as not having it.
        let (waiting, read): (i64, i64) = self
            .connection
            .prepare_cached(
                "SELECT (SELECT count(DISTINCT account) FROM device WHERE room = ?1
                            AND account <> ?3 AND account NOT IN
                            (SELECT account FROM receipt WHERE room = ?1 AND message_id = ?2)),
                        (SELECT count(*) FROM receipt
                            WHERE room = ?1 AND message_id = ?2 AND status = 1)",
            )?
            .query_row(params![room, message_id, sender], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if waiting == 0 || is_planted(Bug::DeliveredTooEarly) {
            let delivery = if read > 0 { Delivery::Read } else { Delivery::Delivered };
            self.set_delivery(local_id, delivery)?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, DeviceRow, Location, NewItem};
    use crate::view::ItemKind;
    use corridor_wire::id::{AccountKey, DeviceId};

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);
    const ID: [u8; 32] = [1; 32];

    fn person(name: &str) -> AccountId {
        AccountId::parse(&format!("{name}@relay.example")).unwrap()
    }

    fn database(people: &[&str]) -> Database {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        for (leaf, name) in (0..).zip(people) {
            let row = DeviceRow {
                device: DeviceId::from_bytes([u8::try_from(leaf).unwrap(); 16]),
                account: person(name),
                account_key: AccountKey::from_bytes([3; 32]),
                leaf,
                added_by: None,
                added_at: 0,
                added_seq: 0,
                mark: 0,
                is_unmet: false,
            };
            database.put_device(&ROOM, &row).unwrap();
        }
        database
    }

    #[test]
    fn a_message_is_delivered_when_everybody_else_has_it_and_read_when_one_of_them_has() {
        let database = database(&["ann", "ann", "ben", "cid"]);
        let ann = person("ann");
        let item = NewItem {
            seq: Some(1),
            own: true,
            kind: ItemKind::Text,
            message_id: Some(&ID),
            delivery: Delivery::Sent,
            ..NewItem::by(&ann)
        };
        database.add_item(&ROOM, &item).unwrap();
        let hears = |name: &str, status| {
            let is_own = database.note_receipt(&ROOM, &ID, &person(name), status).unwrap();
            (is_own, database.timeline(&ROOM, None, 1).unwrap()[0].delivery)
        };
        // What another device of the author says of it is nothing new.
        assert_eq!(hears("ann", ReceiptStatus::Read), (false, Delivery::Sent));
        assert_eq!(hears("ben", ReceiptStatus::Delivered), (true, Delivery::Sent));
        assert_eq!(hears("cid", ReceiptStatus::Delivered), (true, Delivery::Delivered));
        assert_eq!(hears("cid", ReceiptStatus::Read), (true, Delivery::Read));
        // It stays read, whatever comes late.
        assert_eq!(hears("cid", ReceiptStatus::Delivered), (true, Delivery::Read));
        let other = database.note_receipt(&ROOM, &[9; 32], &person("ben"), ReceiptStatus::Read);
        assert!(!other.unwrap());
    }

    #[test]
    fn receipts_are_owed_from_when_they_are_due_and_taken_once_some_at_a_time() {
        let database = database(&[]);
        for id in 1..=3 {
            database.owe_receipt(&ROOM, &[id; 32], ReceiptStatus::Delivered, 1_000).unwrap();
        }
        // Whoever has read it has it: one receipt says both.
        database.owe_receipt(&ROOM, &[3; 32], ReceiptStatus::Read, 2_000).unwrap();
        assert_eq!(database.count_due_receipts().unwrap(), 3);
        assert!(database.rooms_owing_receipts(999).unwrap().is_empty());
        assert_eq!(database.rooms_owing_receipts(1_000).unwrap(), [ROOM]);
        let take = |status, limit| database.take_due_receipts(&ROOM, status, limit).unwrap().len();
        assert_eq!(take(ReceiptStatus::Delivered, 1), 1);
        assert_eq!(take(ReceiptStatus::Delivered, 9), 1);
        assert_eq!(take(ReceiptStatus::Delivered, 9), 0);
        assert_eq!(database.take_due_receipts(&ROOM, ReceiptStatus::Read, 9).unwrap(), [[3; 32]]);
        assert_eq!(database.count_due_receipts().unwrap(), 0);
    }

    #[test]
    fn a_receipt_that_seems_to_wait_for_longer_than_an_hour_is_due() {
        let database = database(&[]);
        database.owe_receipt(&ROOM, &ID, ReceiptStatus::Read, 3_600_001).unwrap();
        assert!(database.rooms_owing_receipts(1).unwrap().is_empty());
        assert_eq!(database.rooms_owing_receipts(0).unwrap(), [ROOM]);
    }

    #[test]
    fn read_receipts_are_for_what_others_said_between_two_places() {
        let database = database(&[]);
        let (ann, ben) = (person("ann"), person("ben"));
        for (seq, sender, own, kind) in [
            (1, &ben, false, ItemKind::Text),
            (2, &ben, false, ItemKind::Text),
            (3, &ann, true, ItemKind::Text),
            (4, &ben, false, ItemKind::Renamed),
            (5, &ben, false, ItemKind::Poll),
            (6, &ben, false, ItemKind::Text),
        ] {
            let id = [u8::try_from(seq).unwrap(); 32];
            let item =
                NewItem { seq: Some(seq), own, kind, message_id: Some(&id), ..NewItem::by(sender) };
            database.add_item(&ROOM, &item).unwrap();
        }
        assert_eq!(database.messages_between(&ROOM, 1, 5).unwrap(), [[2; 32], [5; 32]]);
        assert!(database.messages_between(&ROOM, 6, 9).unwrap().is_empty());
    }
}
