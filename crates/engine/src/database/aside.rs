//! What this device's person has set for a room, which nobody else knows.

use rusqlite::{OptionalExtension, params};

use super::{Database, from_sql, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Aside {
    pub(crate) muted_until: Option<UnixMillis>,
    pub(crate) is_archived: bool,
    /// Not even announcements break through.
    pub(crate) is_quiet: bool,
}

impl Database {
    pub(crate) fn aside(&self, room: &RoomId) -> Result<Aside, StorageError> {
        let found = self
            .connection
            .prepare_cached("SELECT muted_until, archived, quiet FROM aside WHERE room = ?1")?
            .query_row(params![&room.as_bytes()[..]], |row| {
                let muted_until: Option<i64> = row.get(0)?;
                Ok(Aside {
                    muted_until: muted_until.map(from_sql),
                    is_archived: row.get(1)?,
                    is_quiet: row.get(2)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    pub(crate) fn put_aside(&self, room: &RoomId, aside: Aside) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO aside (room, muted_until, archived, quiet)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                aside.muted_until.map(to_sql),
                aside.is_archived,
                aside.is_quiet
            ])?;
        Ok(())
    }
}
