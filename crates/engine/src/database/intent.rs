//! What a person, or the engine on their behalf, asked for and is not done yet.
//!
//! An intent says what is wanted, never how: it is turned into an MLS message when its turn comes,
//! and again after each lost race.

use corridor_sealing::room_state::{Group, Role};
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
    /// Shows how this person wishes to be known.
    #[n(14)]
    Profile {},
    #[n(15)]
    SetPicture {
        #[cbor(n(0), with = "minicbor::bytes")]
        picture: Option<Vec<u8>>,
    },
    #[n(16)]
    SetGroup {
        #[n(0)]
        group: Option<Group>,
    },
    /// Shows for whom this person speaks, or that nobody signs it any more.
    #[n(17)]
    Affiliation {},
    #[n(20)]
    EndHuddle {},
    /// This person would keep it, or not any more.
    #[n(21)]
    KeepHuddle {
        #[n(0)]
        is_on: bool,
    },
    /// Says whether this device is to be woken by what is said in the room.
    #[n(22)]
    Waking {},
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
    /// Not before then; of a receipt: since when this device has what it tells of.
    pub(crate) since: UnixMillis,
}

/// The largest intent names a few hundred people or messages.
const INTENT_LIMIT: usize = 1024 * 1024;

impl IntentRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let body: Vec<u8> = row.get(1)?;
        let (id, state, item) = (row.get(0)?, row.get::<_, i64>(2)?, row.get(4)?);
        let (mark, since) = (from_sql(row.get(3)?), from_sql(row.get(5)?));
        let parse = || {
            Ok(Self {
                id,
                intent: stored("intent", decode(&body, INTENT_LIMIT).ok())?,
                state: if state == 0 { IntentState::Waiting } else { IntentState::Held },
                mark,
                item,
                since,
            })
        };
        Ok(parse())
    }
}

const COLUMNS: &str = "SELECT id, body, state, mark, item, not_before FROM intent";

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
                    UNION ALL SELECT min(publish_at) FROM sounding WHERE publish_at > ?1
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);
    const OTHER: RoomId = RoomId::from_bytes([3; 16]);
    const HOUR: u64 = 3_600_000;

    fn database() -> Database {
        Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
    }

    #[test]
    fn the_oldest_goes_first_whose_time_has_come_and_that_is_not_held() {
        let database = database();
        let add = |not_before, item| {
            database.add_intent(&ROOM, &Intent::Text {}, not_before, 4, item).unwrap()
        };
        let (late, held, first, second) =
            (add(500, None), add(0, Some(7)), add(0, Some(8)), add(0, None));
        database.set_intent_state(held, IntentState::Held).unwrap();
        let next = |now| database.next_intent(&ROOM, now).unwrap().map(|row| row.id);
        assert_eq!(next(499), Some(first));
        assert_eq!(next(500), Some(late));
        assert_eq!(database.next_intent(&OTHER, 500).unwrap().map(|row| row.id), None);
        let row = database.intent(held).unwrap().unwrap();
        assert_eq!((row.state, row.mark, row.item), (IntentState::Held, 4, Some(7)));
        let (room, of_item) = database.intent_of_item(8).unwrap().unwrap();
        assert_eq!((room, of_item.id), (ROOM, first));
        assert!(database.intent_of_item(9).unwrap().is_none());
        database.delete_intent(first).unwrap();
        assert_eq!(next(499), Some(second));
        let ids: Vec<i64> = database.intents(&ROOM).unwrap().iter().map(|row| row.id).collect();
        assert_eq!(ids, [late, held, second]);
        assert_eq!(database.busy_rooms().unwrap(), [ROOM]);
    }

    #[test]
    fn what_waits_is_counted_by_room_or_in_all_and_what_is_put_off_is_not() {
        let database = database();
        let add = |room: &RoomId, not_before, item| {
            database.add_intent(room, &Intent::Text {}, not_before, 0, item).unwrap()
        };
        add(&ROOM, 0, Some(1));
        add(&ROOM, 100, None);
        let held = add(&ROOM, 0, Some(2));
        database.set_intent_state(held, IntentState::Held).unwrap();
        add(&OTHER, 0, Some(3));
        assert_eq!(database.count_intents(Some(&ROOM), 99).unwrap(), (1, 1));
        assert_eq!(database.count_intents(Some(&ROOM), 100).unwrap(), (2, 1));
        assert_eq!(database.count_intents(None, 100).unwrap(), (3, 1));
        assert_eq!(database.count_texts(&ROOM).unwrap(), (1, 1));
        assert_eq!(database.next_due(99).unwrap(), Some(100));
        assert_eq!(database.next_due(100).unwrap(), None);
    }

    #[test]
    fn what_seems_to_wait_for_longer_than_an_hour_is_due() {
        let database = database();
        database.add_intent(&ROOM, &Intent::Refresh {}, HOUR + 1, 0, None).unwrap();
        assert!(database.next_intent(&ROOM, 1).unwrap().is_none());
        assert_eq!(database.count_intents(None, 1).unwrap(), (0, 0));
        assert!(database.next_intent(&ROOM, 0).unwrap().is_some());
        assert_eq!(database.count_intents(None, 0).unwrap(), (1, 0));
    }
}
