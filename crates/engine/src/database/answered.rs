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
            .prepare_cached("SELECT room, item, link, sounding FROM answered WHERE command = ?1")?
            .query_row(params![&command.0[..]], |row| {
                let room: Option<[u8; 16]> = row.get(0)?;
                let (item, link, sounding) = (row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(match (room, item, link, sounding) {
                    (Some(room), ..) => Answer::Room(RoomId::from_bytes(room)),
                    (None, Some(item), ..) => Answer::Queued(item),
                    (None, None, Some(link), _) => Answer::Link(link),
                    (None, None, None, Some(sounding)) => Answer::Sounding(sounding),
                    (None, None, None, None) => Answer::Done,
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
        let (room, item, link, sounding) = match answer {
            Answer::Done => (None, None, None, None),
            Answer::Room(room) => (Some(&room.as_bytes()[..]), None, None, None),
            Answer::Queued(item) => (None, Some(*item), None, None),
            Answer::Link(link) => (None, None, Some(*link), None),
            Answer::Sounding(sounding) => (None, None, None, Some(*sounding)),
        };
        self.connection
            .prepare_cached("DELETE FROM answered WHERE answered_at < ?1")?
            .execute(params![to_sql(now.saturating_sub(KEPT_MS))])?;
        self.connection
            .prepare_cached(
                "INSERT INTO answered (command, room, item, link, answered_at, sounding)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![&command.0[..], room, item, link, to_sql(now), sounding])?;
        Ok(())
    }
}
