//! What a person, or the engine on their behalf, asked for and is not done yet.
//!
//! An intent says what is wanted, never how: it is turned into an MLS message when its turn comes,
//! and again after each lost race.

use corridor_sealing::room_state::Role;
use corridor_wire::id::{AccountId, DeviceId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::{decode, encode};
use minicbor::{Decode, Encode};
use rusqlite::{OptionalExtension, Row, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId};

/// Nothing is put off for longer than an hour. What seems to be was written before the clock was set
/// back, and is due.
pub(super) const LONGEST_WAIT_MS: u64 = 60 * 60 * 1000;

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub(crate) enum Intent {
    /// Sends the item that `IntentRow::item` names.
    #[n(0)]
    Text {},
    /// Tells authors that their messages have arrived (0) or been read (1).
    #[n(1)]
    Receipts {
        #[cbor(n(0), with = "minicbor::bytes")]
        message_ids: Vec<u8>,
        #[n(1)]
        status: u8,
    },
    #[n(2)]
    AddPeople {
        #[n(0)]
        people: Vec<AccountId>,
    },
    /// Adds a device of somebody who is in the room, removing it first if it is there. Done already
    /// if the device was added after `since`.
    #[n(3)]
    AddDevice {
        #[n(0)]
        account: AccountId,
        #[n(1)]
        device: DeviceId,
        #[n(2)]
        since: Seq,
    },
    #[n(4)]
    RemovePeople {
        #[n(0)]
        people: Vec<AccountId>,
    },
    #[n(5)]
    RemoveDevice {
        #[n(0)]
        device: DeviceId,
    },
    #[n(6)]
    Rename {
        #[n(0)]
        title: String,
    },
    #[n(7)]
    SetRole {
        #[n(0)]
        person: AccountId,
        #[n(1)]
        role: Role,
    },
    #[n(8)]
    Leave {},
    /// Takes out those who asked to leave: nobody can commit their own removal.
    #[n(9)]
    RemoveLeaving {},
    /// A fresh path in the tree, so that the commits of others get small again.
    #[n(10)]
    Refresh {},
    #[n(11)]
    Describe {
        #[n(0)]
        text: String,
    },
    #[n(12)]
    SetExpiry {
        #[n(0)]
        seconds: Option<u32>,
    },
    #[n(13)]
    SetPosting {
        #[n(0)]
        role: Role,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum IntentState {
    Waiting = 0,
    /// Waits for the person to look at the roster.
    Held = 1,
}

#[derive(Clone)]
pub(crate) struct IntentRow {
    pub(crate) id: i64,
    pub(crate) intent: Intent,
    pub(crate) state: IntentState,
    /// The roster that the writer saw.
    pub(crate) mark: u64,
    pub(crate) item: Option<LocalId>,
}

/// The largest intent names a few hundred people or messages.
const INTENT_LIMIT: usize = 1024 * 1024;

impl IntentRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let body: Vec<u8> = row.get(1)?;
        let (id, state, item) = (row.get(0)?, row.get::<_, i64>(2)?, row.get(4)?);
        let mark = from_sql(row.get(3)?);
        let parse = || {
            Ok(Self {
                id,
                intent: stored("intent", decode(&body, INTENT_LIMIT).ok())?,
                state: if state == 0 { IntentState::Waiting } else { IntentState::Held },
                mark,
                item,
            })
        };
        Ok(parse())
    }
}

const COLUMNS: &str = "SELECT id, body, state, mark, item FROM intent";

impl Database {
    pub(crate) fn intents(&self, room: &RoomId) -> Result<Vec<IntentRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{COLUMNS} WHERE room = ?1 ORDER BY id"))?;
        statement
            .query_map(params![&room.as_bytes()[..]], IntentRow::read)?
            .map(|row| row?)
            .collect()
    }

    /// The oldest intent whose time has come and that no roster holds back.
    pub(crate) fn next_intent(
        &self,
        room: &RoomId,
        now: UnixMillis,
    ) -> Result<Option<IntentRow>, StorageError> {
        let order = if is_planted(Bug::OutboxReversed) { "id DESC" } else { "id" };
        self.connection
            .prepare_cached(&format!(
                "{COLUMNS} WHERE room = ?1 AND state = 0 AND (not_before <= ?2 OR not_before > ?2 + {LONGEST_WAIT_MS})
                 ORDER BY {order} LIMIT 1"
            ))?
            .query_row(params![&room.as_bytes()[..], to_sql(now)], IntentRow::read)
            .optional()?
            .transpose()
    }

    pub(crate) fn intent(&self, id: i64) -> Result<Option<IntentRow>, StorageError> {
        self.connection
            .prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?
            .query_row(params![id], IntentRow::read)
            .optional()?
            .transpose()
    }

    pub(crate) fn intent_of_item(
        &self,
        item: LocalId,
    ) -> Result<Option<(RoomId, IntentRow)>, StorageError> {
        let found: Option<(i64, Vec<u8>)> = self
            .connection
            .prepare_cached("SELECT id, room FROM intent WHERE item = ?1")?
            .query_row(params![item], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((id, room)) = found else { return Ok(None) };
        let room = stored("room id", RoomId::from_slice(&room))?;
        Ok(self.intent(id)?.map(|intent| (room, intent)))
    }

    pub(crate) fn add_intent(
        &self,
        room: &RoomId,
        intent: &Intent,
        not_before: UnixMillis,
        mark: u64,
        item: Option<LocalId>,
    ) -> Result<i64, StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO intent (room, body, state, not_before, mark, item)
                 VALUES (?1, ?2, 0, ?3, ?4, ?5)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                encode(intent),
                to_sql(not_before),
                to_sql(mark),
                item
            ])?;
        Ok(self.connection.last_insert_rowid())
    }

    pub(crate) fn set_intent_state(&self, id: i64, state: IntentState) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE intent SET state = ?2 WHERE id = ?1")?
            .execute(params![id, state as i64])?;
        Ok(())
    }

    pub(crate) fn delete_intent(&self, id: i64) -> Result<(), StorageError> {
        self.connection.prepare_cached("DELETE FROM intent WHERE id = ?1")?.execute(params![id])?;
        Ok(())
    }

    /// How many intents may go out by `now`, and how many are held; in one room or in all but those
    /// that are damaged or locked (status 1 and 2), from which nothing goes out.
    pub(crate) fn count_intents(
        &self,
        room: Option<&RoomId>,
        now: UnixMillis,
    ) -> Result<(usize, usize), StorageError> {
        let (waiting, held): (i64, i64) = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FILTER (WHERE state = 0 AND
                            (not_before <= ?2 OR not_before > ?2 + {LONGEST_WAIT_MS})),
                        count(*) FILTER (WHERE state = 1)
                 FROM intent WHERE room = ?1 OR ?1 IS NULL AND room NOT IN
                        (SELECT id FROM room WHERE status IN (1, 2))"
            ))?
            .query_row(params![room.map(|room| room.as_bytes().to_vec()), to_sql(now)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok((usize::try_from(waiting).unwrap_or(0), usize::try_from(held).unwrap_or(0)))
    }

    /// The earliest time after `now` at which an intent or a receipt comes due. What was due before
    /// waits for its room to be caught up, not for the clock.
    pub(crate) fn next_due(&self, now: UnixMillis) -> Result<Option<UnixMillis>, StorageError> {
        let due: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT min(at) FROM (
                    SELECT min(not_before) AS at FROM intent WHERE state = 0 AND not_before > ?1
                    UNION ALL SELECT min(due) FROM due_receipt WHERE due > ?1
                    UNION ALL SELECT min(send_at) FROM scheduled WHERE send_at > ?1
                    UNION ALL SELECT min(due_at) FROM item WHERE due_at > ?1)",
            )?
            .query_row(params![to_sql(now)], |row| row.get(0))?;
        Ok(due.map(from_sql))
    }
}

impl Database {
    /// Rooms that have something to send, or whose log is not at the hub yet.
    pub(crate) fn busy_rooms(&self) -> Result<Vec<RoomId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT room FROM intent UNION SELECT room FROM flight 
             UNION SELECT room FROM lost WHERE item IS NOT NULL
             UNION SELECT id FROM room WHERE created = 0 AND status = 0",
        )?;
        statement
            .query_map([], |row| row.get::<_, Vec<u8>>(0))?
            .map(|id| stored("room id", RoomId::from_slice(&id?)))
            .collect()
    }

    /// Messages of a room that are queued, and those that are held.
    pub(crate) fn count_texts(&self, room: &RoomId) -> Result<(usize, usize), StorageError> {
        let (queued, held): (i64, i64) = self
            .connection
            .prepare_cached(
                "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1)
                 FROM intent WHERE room = ?1 AND item IS NOT NULL",
            )?
            .query_row(params![&room.as_bytes()[..]], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((usize::try_from(queued).unwrap_or(0), usize::try_from(held).unwrap_or(0)))
    }
}
