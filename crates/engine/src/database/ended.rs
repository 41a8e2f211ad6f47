//! Huddles whose time is over: what is known of them goes, but for the logs that their founder has yet to delete.

use corridor_wire::id::LogId;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::token::Token;
use rusqlite::params;

use super::item::{ANSWER, QUESTION};
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

/// Everything that names a room by its id.
const TABLES: [&str; 20] = [
    "epoch_token",
    "intent",
    "flight",
    "upload",
    "entry",
    "lost",
    "receipt",
    "due_receipt",
    "device",
    "room_link",
    "profile_room",
    "item",
    "parked",
    "draft",
    "aside",
    "answered",
    "letter",
    "sounding",
    "silence_asked",
    "waking",
];

impl Database {
    /// Rooms whose end has come.
    pub(crate) fn ended_rooms(&self, now: UnixMillis) -> Result<Vec<RoomId>, StorageError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM room WHERE ends_at <= ?1")?;
        let rows = statement.query_map(params![to_sql(now)], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|id| stored("room id", RoomId::from_slice(&id?))).collect()
    }

    /// When to look at them next; those whose end has come and that are here still are looked at once more
    /// `patience_ms` later.
    pub(crate) fn next_end(
        &self,
        now: UnixMillis,
        patience_ms: u64,
    ) -> Result<Option<UnixMillis>, StorageError> {
        let next: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT min(CASE WHEN ends_at > ?1 THEN ends_at ELSE ends_at + ?2 END)
                 FROM room WHERE ends_at IS NOT NULL",
            )?
            .query_row(params![to_sql(now), to_sql(patience_ms)], |row| row.get(0))?;
        Ok(next.map(from_sql))
    }

    /// Files of a room, by their items.
    pub(crate) fn files_in(&self, room: &RoomId) -> Result<Vec<i64>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT file.item FROM file JOIN item ON item.local_id = file.item WHERE item.room = ?1",
        )?;
        let rows = statement.query_map(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was answered in other rooms to what was asked in this one.
    pub(crate) fn answers_to_questions_in(&self, room: &RoomId) -> Result<Vec<i64>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT local_id FROM item INDEXED BY item_answer WHERE kind = {ANSWER}
             AND target IN (SELECT message_id FROM item WHERE room = ?1 AND kind = {QUESTION})
             AND room <> ?1"
        ))?;
        let rows = statement.query_map(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// As if the room had never been.
    pub(crate) fn erase_room(&self, room: &RoomId) -> Result<(), StorageError> {
        for table in TABLES {
            if table == "item" && is_planted(Bug::HuddleStays) {
                continue;
            }
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE room = ?1"))?
                .execute(params![&room.as_bytes()[..]])?;
        }
        self.connection
            .prepare_cached("DELETE FROM room WHERE id = ?1")?
            .execute(params![&room.as_bytes()[..]])?;
        // What is counted of it is kept under its id.
        self.connection
            .prepare_cached("DELETE FROM setting WHERE name LIKE '%/' || ?1 || '%'")?
            .execute(params![room.to_string()])?;
        self.has_forgotten.set(true);
        Ok(())
    }

    pub(crate) fn delete_log_later(
        &self,
        log: &LogId,
        delete_token: &Token,
        due_at: UnixMillis,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO ended_log (log, delete_token, due_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![&log.as_bytes()[..], &delete_token.expose()[..], to_sql(due_at)])?;
        Ok(())
    }

    pub(crate) fn logs_to_delete(
        &self,
        now: UnixMillis,
    ) -> Result<Vec<(LogId, Token)>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT log, delete_token FROM ended_log WHERE due_at <= ?1")?;
        let rows = statement.query_map(params![to_sql(now)], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?))
        })?;
        rows.map(|row| {
            let (log, token) = row?;
            let log = stored("ended log", LogId::from_slice(&log))?;
            Ok((log, stored("delete token", Token::from_slice(&token))?))
        })
        .collect()
    }

    pub(crate) fn next_log_to_delete(
        &self,
        now: UnixMillis,
    ) -> Result<Option<UnixMillis>, StorageError> {
        let next: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(due_at) FROM ended_log WHERE due_at > ?1")?
            .query_row(params![to_sql(now)], |row| row.get(0))?;
        Ok(next.map(from_sql))
    }

    /// The relay could not: it is asked again then.
    pub(crate) fn delete_log_at(
        &self,
        log: &LogId,
        due_at: UnixMillis,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE ended_log SET due_at = ?2 WHERE log = ?1")?
            .execute(params![&log.as_bytes()[..], to_sql(due_at)])?;
        Ok(())
    }

    pub(crate) fn log_is_deleted(&self, log: &LogId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM ended_log WHERE log = ?1")?
            .execute(params![&log.as_bytes()[..]])?;
        self.has_forgotten.set(true);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    fn database() -> Database {
        Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
    }

    #[test]
    fn every_table_that_names_a_room_is_emptied_of_it() {
        let database = database();
        let mut found: Vec<String> = database
            .connection
            .prepare(
                "SELECT name FROM sqlite_master AS made WHERE type = 'table'
                 AND EXISTS (SELECT 1 FROM pragma_table_info(made.name) WHERE name = 'room')",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        found.sort();
        let mut emptied = TABLES.map(ToOwned::to_owned).to_vec();
        emptied.sort();
        assert_eq!(found, emptied);
    }

    #[test]
    fn what_is_counted_of_a_room_goes_with_it_and_nothing_of_another_one() {
        let database = database();
        let (gone, stays) = (RoomId::from_bytes([2; 16]), RoomId::from_bytes([3; 16]));
        for room in [gone, stays] {
            for name in [format!("lineage/{room}"), format!("readd/{room}/0101")] {
                database.set_number(&name, 1).unwrap();
            }
        }
        database.set_number("last_resort_at", 1).unwrap();
        database.erase_room(&gone).unwrap();
        let count: i64 = database
            .connection
            .query_row("SELECT count(*) FROM setting", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 3);
        assert_eq!(database.number(&format!("lineage/{gone}")).unwrap(), None);
        assert!(database.has_forgotten.get());
    }

    #[test]
    fn a_log_is_deleted_when_it_is_due_and_until_the_relay_has_answered() {
        let database = database();
        let (log, token) = (LogId::from_bytes([2; 16]), Token::from_bytes([9; 32]));
        database.delete_log_later(&log, &token, 500).unwrap();
        assert!(database.logs_to_delete(499).unwrap().is_empty());
        assert_eq!(database.next_log_to_delete(499).unwrap(), Some(500));
        assert_eq!(database.next_log_to_delete(500).unwrap(), None);
        assert_eq!(database.logs_to_delete(500).unwrap(), [(log, token)]);
        database.log_is_deleted(&log).unwrap();
        assert!(database.logs_to_delete(500).unwrap().is_empty());
    }
}
