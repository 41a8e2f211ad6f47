//! What was answered to commands that may be given again, so that none is carried out twice.

use rusqlite::{OptionalExtension, params};

use super::{Database, to_sql};
use crate::command::{Answer, CommandId, StorageError};
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId};

/// Who asks again does so at once, or when a computer wakes that slept in between.
const KEPT_MS: u64 = 7 * 24 * 60 * 60 * 1000;

impl Database {
    pub(crate) fn answered(&self, command: CommandId) -> Result<Option<Answer>, StorageError> {
        let found: Option<(Option<[u8; 16]>, Option<LocalId>)> = self
            .connection
            .prepare_cached("SELECT room, item FROM answered WHERE command = ?1")?
            .query_row(params![&command.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(match found {
            None => None,
            Some((Some(room), _)) => Some(Answer::Room(RoomId::from_bytes(room))),
            Some((None, Some(item))) => Some(Answer::Queued(item)),
            Some((None, None)) => Some(Answer::Done),
        })
    }

    pub(crate) fn put_answered(
        &self,
        command: CommandId,
        answer: &Answer,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let (room, item) = match answer {
            Answer::Done => (None, None),
            Answer::Room(room) => (Some(&room.as_bytes()[..]), None),
            Answer::Queued(item) => (None, Some(*item)),
        };
        self.connection
            .prepare_cached("DELETE FROM answered WHERE answered_at < ?1")?
            .execute(params![to_sql(now.saturating_sub(KEPT_MS))])?;
        self.connection
            .prepare_cached(
                "INSERT INTO answered (command, room, item, answered_at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![&command.0[..], room, item, to_sql(now)])?;
        Ok(())
    }
}
