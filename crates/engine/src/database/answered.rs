//! What was answered to commands that may be given again, so that none is carried out twice.

use rusqlite::{OptionalExtension, params};

use super::{Database, to_sql};
use crate::command::{Answer, CommandId, StorageError};
use crate::output::UnixMillis;
use crate::view::RoomId;

/// Who asks again does so at once, or when a computer wakes that slept in between.
const KEPT_MS: u64 = 7 * 24 * 60 * 60 * 1000;

impl Database {
    pub(crate) fn answered(&self, command: CommandId) -> Result<Option<Answer>, StorageError> {
        self.connection
            .prepare_cached("SELECT room, item, link FROM answered WHERE command = ?1")?
            .query_row(params![&command.0[..]], |row| {
                let room: Option<[u8; 16]> = row.get(0)?;
                let (item, link) = (row.get(1)?, row.get(2)?);
                Ok(match (room, item, link) {
                    (Some(room), ..) => Answer::Room(RoomId::from_bytes(room)),
                    (None, Some(item), _) => Answer::Queued(item),
                    (None, None, Some(link)) => Answer::Link(link),
                    (None, None, None) => Answer::Done,
                })
            })
            .optional()
            .map_err(StorageError::from)
    }

    pub(crate) fn put_answered(
        &self,
        command: CommandId,
        answer: &Answer,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        let (room, item, link) = match answer {
            Answer::Done => (None, None, None),
            Answer::Room(room) => (Some(&room.as_bytes()[..]), None, None),
            Answer::Queued(item) => (None, Some(*item), None),
            Answer::Link(link) => (None, None, Some(*link)),
        };
        self.connection
            .prepare_cached("DELETE FROM answered WHERE answered_at < ?1")?
            .execute(params![to_sql(now.saturating_sub(KEPT_MS))])?;
        self.connection
            .prepare_cached(
                "INSERT INTO answered (command, room, item, link, answered_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![&command.0[..], room, item, link, to_sql(now)])?;
        Ok(())
    }
}
