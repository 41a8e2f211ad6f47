//! The one record of each room that is under way, and sealed letters to inboxes.
//!
//! A flight is kept exactly as it was sent: a retry after a crash is the same bytes with the same
//! `op_id`, so the hub answers with the same sequence.

use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{LogId, OpId, Version};
use corridor_wire::{decode, encode};
use minicbor::{Decode, Encode};
use rusqlite::{OptionalExtension, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

/// A device that a commit adds, to which the Welcome goes when the commit is in the log.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) struct Recipient {
    #[n(0)]
    pub(crate) device: DeviceRecord,
}

#[derive(Clone)]
pub(crate) struct FlightRow {
    pub(crate) intent: i64,
    pub(crate) op_id: OpId,
    pub(crate) version: Version,
    /// `None` while parts of the commit are being uploaded.
    pub(crate) record: Option<Record>,
    /// Present for a commit.
    pub(crate) header: Option<CommitHeader>,
    /// The MLS bytes of a commit that is not sealed yet.
    pub(crate) message: Option<Vec<u8>>,
    /// The Welcome and the tree, where the commit adds somebody.
    pub(crate) welcome: Option<(Vec<u8>, Vec<u8>)>,
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) appended: bool,
    /// Milliseconds since 1970; 0 when an earlier version made it.
    pub(crate) made_at: UnixMillis,
}

/// A letter that waits for its inbox: row, inbox, operation and sealed bytes.
pub(crate) struct Letter {
    pub(crate) id: i64,
    pub(crate) inbox: LogId,
    pub(crate) op_id: OpId,
    pub(crate) record: Record,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct WelcomeParts {
    #[cbor(n(0), with = "minicbor::bytes")]
    welcome: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    tree: Vec<u8>,
}

/// The tree of a room of a thousand is about 3 MB.
const PARTS_LIMIT: usize = 64 * 1024 * 1024;

impl Database {
    pub(crate) fn flight(&self, room: &RoomId) -> Result<Option<FlightRow>, StorageError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT intent, op_id, version, record, header, message, welcome, recipients,
                    appended, made_at FROM flight WHERE room = ?1",
            )?
            .query_row(params![&room.as_bytes()[..]], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, Vec<u8>>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, Option<Vec<u8>>>(3)?,
                    row.get::<_, Option<Vec<u8>>>(4)?,
                    row.get::<_, Option<Vec<u8>>>(5)?,
                    row.get::<_, Option<Vec<u8>>>(6)?,
                    row.get::<_, Vec<u8>>(7)?,
                    row.get::<_, bool>(8)?,
                    row.get::<_, i64>(9)?,
                ))
            })
            .optional()?;
        let Some((
            intent,
            op_id,
            version,
            record,
            header,
            message,
            welcome,
            recipients,
            appended,
            made_at,
        )) = row
        else {
            return Ok(None);
        };
        Ok(Some(FlightRow {
            intent,
            op_id: stored("operation id", OpId::from_slice(&op_id))?,
            version: from_sql(version),
            record: match record {
                Some(bytes) => Some(stored("record", Record::new(bytes))?),
                None => None,
            },
            header: match header {
                Some(bytes) => Some(stored("commit header", decode(&bytes, 256).ok())?),
                None => None,
            },
            message,
            welcome: match welcome {
                Some(bytes) => {
                    let parts: WelcomeParts = stored("welcome", decode(&bytes, PARTS_LIMIT).ok())?;
                    Some((parts.welcome, parts.tree))
                }
                None => None,
            },
            recipients: stored("recipients", decode(&recipients, PARTS_LIMIT).ok())?,
            appended,
            made_at: from_sql(made_at),
        }))
    }

    pub(crate) fn put_flight(&self, room: &RoomId, flight: &FlightRow) -> Result<(), StorageError> {
        let welcome = flight.welcome.as_ref().map(|(welcome, tree)| {
            encode(&WelcomeParts { welcome: welcome.clone(), tree: tree.clone() })
        });
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO flight (room, intent, op_id, version, record, header,
                    message, welcome, recipients, appended, made_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                flight.intent,
                &flight.op_id.as_bytes()[..],
                to_sql(flight.version),
                flight.record.as_ref().map(Record::as_slice),
                flight.header.as_ref().map(encode),
                flight.message,
                welcome,
                encode(&flight.recipients),
                flight.appended,
                to_sql(flight.made_at),
            ])?;
        Ok(())
    }

    pub(crate) fn delete_flight(&self, room: &RoomId) -> Result<(), StorageError> {
        for statement in
            ["DELETE FROM flight WHERE room = ?1", "DELETE FROM upload WHERE room = ?1"]
        {
            self.connection.prepare_cached(statement)?.execute(params![&room.as_bytes()[..]])?;
        }
        Ok(())
    }

    /// `about` is the room that it is about, where it is about one: it goes with it.
    pub(crate) fn add_letter(
        &self,
        inbox: &LogId,
        op_id: &OpId,
        record: &Record,
        about: Option<&RoomId>,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO letter (inbox, op_id, record, room) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                &inbox.as_bytes()[..],
                &op_id.as_bytes()[..],
                record.as_slice(),
                about.map(|room| &room.as_bytes()[..])
            ])?;
        Ok(())
    }

    pub(crate) fn letters(&self) -> Result<Vec<Letter>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, inbox, op_id, record FROM letter ORDER BY id LIMIT 1024")?;
        statement
            .query_map([], |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, Vec<u8>>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                    row.get::<_, Vec<u8>>(3)?,
                ))
            })?
            .map(|row| {
                let (id, inbox, op_id, record) = row?;
                Ok(Letter {
                    id,
                    inbox: stored("inbox", LogId::from_slice(&inbox))?,
                    op_id: stored("operation id", OpId::from_slice(&op_id))?,
                    record: stored("record", Record::new(record))?,
                })
            })
            .collect()
    }

    pub(crate) fn count_letters(&self) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM letter")?
            .query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    pub(crate) fn delete_letter(&self, id: i64) -> Result<(), StorageError> {
        self.connection.prepare_cached("DELETE FROM letter WHERE id = ?1")?.execute(params![id])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    #[test]
    fn letters_go_in_the_order_in_which_they_were_written() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        for number in [3, 1, 2] {
            let record = Record::new(vec![number; 64]).unwrap();
            let (inbox, op_id) = (LogId::from_bytes([number; 16]), OpId::from_bytes([number; 16]));
            database.add_letter(&inbox, &op_id, &record, None).unwrap();
        }
        let letters = database.letters().unwrap();
        let inboxes: Vec<LogId> = letters.iter().map(|letter| letter.inbox).collect();
        assert_eq!(inboxes, [3, 1, 2].map(|number| LogId::from_bytes([number; 16])));
        assert_eq!(letters[0].record.as_slice(), [3; 64]);
        assert_eq!(letters[0].op_id, OpId::from_bytes([3; 16]));
        assert_eq!(database.count_letters().unwrap(), 3);
        database.delete_letter(letters[1].id).unwrap();
        assert_eq!(database.count_letters().unwrap(), 2);
        assert_eq!(database.letters().unwrap()[1].inbox, LogId::from_bytes([2; 16]));
    }
}
