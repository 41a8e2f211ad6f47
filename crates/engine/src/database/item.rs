//! The timeline and its receipts.

use corridor_content::MessageId;
use corridor_wire::id::{AccountId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, Row, params};

use super::intent::LONGEST_WAIT_MS;
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Delivery, ItemKind, LocalId, RoomId, TimelineItem};

/// Something that goes into a timeline.
pub(crate) struct NewItem<'a> {
    /// `None` for an own message that is queued.
    pub(crate) seq: Option<Seq>,
    /// One entry of the log can be several items.
    pub(crate) part: u32,
    pub(crate) message_id: Option<&'a [u8]>,
    pub(crate) sender: &'a AccountId,
    /// Written on this device's account.
    pub(crate) own: bool,
    pub(crate) kind: ItemKind,
    pub(crate) text: &'a str,
    /// The encoded message where `text` does not say all of it.
    pub(crate) body: Option<&'a [u8]>,
    pub(crate) sent_at: UnixMillis,
    pub(crate) delivery: Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum ReceiptStatus {
    Delivered = 0,
    Read = 1,
}

const KINDS: [ItemKind; 11] = [
    ItemKind::Text,
    ItemKind::Joined,
    ItemKind::DeviceJoined,
    ItemKind::Removed,
    ItemKind::DeviceRemoved,
    ItemKind::Leaving,
    ItemKind::Renamed,
    ItemKind::RoleChanged,
    ItemKind::Unknown,
    ItemKind::Readded,
    ItemKind::File,
];

const DELIVERIES: [Delivery; 7] = [
    Delivery::Received,
    Delivery::Queued,
    Delivery::Held,
    Delivery::Sent,
    Delivery::Delivered,
    Delivery::Read,
    Delivery::OnlyHere,
];

/// The stored number of one of a fixed list: its place in it.
fn number_in<T: PartialEq + Copy>(list: &[T], value: T) -> Option<i64> {
    list.iter().position(|known| *known == value).and_then(|place| i64::try_from(place).ok())
}

pub(super) fn read_item(row: &Row<'_>) -> rusqlite::Result<Result<TimelineItem, StorageError>> {
    let sender: String = row.get(2)?;
    let kind: u8 = row.get(3)?;
    let delivery: u8 = row.get(6)?;
    let (local_id, seq, text, sent_at) =
        (row.get(0)?, row.get::<_, Option<i64>>(1)?, row.get(4)?, row.get(5)?);
    // Queued and held are the second and the third.
    let file = super::file::read_view(row, !matches!(delivery, 1 | 2))?;
    let parse = || {
        Ok(TimelineItem {
            local_id,
            seq: seq.map(from_sql),
            sender: stored("sender", AccountId::parse(&sender).ok())?,
            kind: stored("item kind", KINDS.get(usize::from(kind)).copied())?,
            text,
            sent_at: from_sql(sent_at),
            delivery: stored("delivery", DELIVERIES.get(usize::from(delivery)).copied())?,
            file: file.transpose()?,
        })
    };
    Ok(parse())
}

pub(super) const COLUMNS: &str =
    "SELECT local_id, seq, sender, kind, text, sent_at, delivery, name, media_type, bytes, state,
        preview IS NOT NULL FROM item LEFT JOIN file ON file.item = item.local_id";

/// A text as it was written here.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) sent_at: UnixMillis,
    /// Under which it was sealed first.
    pub(crate) message_id: Option<MessageId>,
}

impl Database {
    /// Answers `None` when an item stands at that position already.
    pub(crate) fn add_item(
        &self,
        room: &RoomId,
        item: &NewItem<'_>,
    ) -> Result<Option<LocalId>, StorageError> {
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO item (room, seq, part, message_id, sender, own, kind, text,
                    body, sent_at, delivery, written_here)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                item.seq.map(to_sql),
                item.part,
                item.message_id,
                item.sender.as_str(),
                item.own,
                number_in(&KINDS, item.kind),
                item.text,
                item.body,
                to_sql(item.sent_at),
                number_in(&DELIVERIES, item.delivery),
                item.seq.is_none(),
            ])?;
        Ok((added == 1).then(|| self.connection.last_insert_rowid()))
    }

    pub(crate) fn written(&self, local_id: LocalId) -> Result<Option<Written>, StorageError> {
        let row = self
            .connection
            .prepare_cached("SELECT text, sent_at, message_id FROM item WHERE local_id = ?1")?
            .query_row(params![local_id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
            })
            .optional()?;
        let Some((text, sent_at, id)) = row else { return Ok(None) };
        let message_id = id.map(|id| {
            stored("message id", id.try_into().ok().and_then(|id| MessageId::from_bytes(id).ok()))
        });
        let message_id = message_id.transpose()?;
        Ok(Some(Written { text, sent_at: from_sql(sent_at), message_id }))
    }

    pub(crate) fn set_message_id(
        &self,
        local_id: LocalId,
        message_id: &[u8],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET message_id = ?2 WHERE local_id = ?1")?
            .execute(params![local_id, message_id])?;
        Ok(())
    }

    pub(crate) fn set_delivery(
        &self,
        local_id: LocalId,
        delivery: Delivery,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET delivery = ?2 WHERE local_id = ?1")?
            .execute(params![local_id, number_in(&DELIVERIES, delivery)])?;
        Ok(())
    }

    /// The queued item stands in the log now.
    pub(crate) fn place_item(&self, local_id: LocalId, seq: Seq) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE item SET seq = ?2, delivery = max(delivery, 3) WHERE local_id = ?1",
            )?
            .execute(params![local_id, to_sql(seq)])?;
        Ok(())
    }

    pub(crate) fn delete_item(&self, local_id: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM item WHERE local_id = ?1 AND seq IS NULL")?
            .execute(params![local_id])?;
        Ok(())
    }

    /// The newest `limit` items after `after`, oldest first, and all that is queued at the end.
    pub(crate) fn timeline(
        &self,
        room: &RoomId,
        after: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        let order = if is_planted(Bug::OrderedByClock) { "sent_at" } else { "seq" };
        let mut placed = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE room = ?1 AND seq > ?2 ORDER BY {order} DESC, part DESC LIMIT ?3"
        ))?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut items = placed
            .query_map(params![&room.as_bytes()[..], after.map_or(-1, to_sql), limit], read_item)?
            .map(|row| row?)
            .collect::<Result<Vec<_>, StorageError>>()?;
        items.reverse();
        let mut queued = self.connection.prepare_cached(&format!(
            "{COLUMNS} WHERE room = ?1 AND seq IS NULL ORDER BY local_id"
        ))?;
        for item in queued.query_map(params![&room.as_bytes()[..]], read_item)? {
            items.push(item??);
        }
        Ok(items)
    }

    pub(crate) fn unread(&self, room: &RoomId, read_seq: Seq) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM item
                 WHERE room = ?1 AND seq > ?2 AND own = 0 AND kind IN (0, 8, 10)",
            )?
            .query_row(params![&room.as_bytes()[..], to_sql(read_seq)], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The messages of others between two positions, for read receipts.
    pub(crate) fn messages_between(
        &self,
        room: &RoomId,
        after: Seq,
        through: Seq,
    ) -> Result<Vec<Vec<u8>>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT message_id FROM item WHERE room = ?1 AND seq > ?2 AND seq <= ?3 AND own = 0
                AND kind IN (0, 10) AND message_id IS NOT NULL",
        )?;
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
