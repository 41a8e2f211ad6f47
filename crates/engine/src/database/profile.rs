//! How people wish to be known: the newest word of each, this person's own among them.

use corridor_content::Profile;
use corridor_wire::id::AccountKey;
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::view::RoomId;

impl Database {
    pub(crate) fn profile(&self, account: &AccountKey) -> Result<Option<Profile>, StorageError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT version, name, status, picture FROM profile WHERE account_key = ?1",
            )?
            .query_row(params![&account.as_bytes()[..]], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        row.map(|(version, name, status, picture)| {
            stored("profile", Profile::new(from_sql(version), name, status, picture).ok())
        })
        .transpose()
    }

    /// Keeps it if it is newer than what is there; answers whether it is.
    pub(crate) fn put_profile(
        &self,
        account: &AccountKey,
        profile: &Profile,
    ) -> Result<bool, StorageError> {
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO profile (account_key, version, name, status, picture)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (account_key) DO UPDATE SET version = excluded.version,
                    name = excluded.name, status = excluded.status, picture = excluded.picture
                 WHERE excluded.version > version",
            )?
            .execute(params![
                &account.as_bytes()[..],
                to_sql(profile.version()),
                profile.name(),
                profile.status(),
                profile.picture()
            ])?;
        if changed > 0 {
            self.has_forgotten.set(true);
        }
        Ok(changed > 0)
    }

    /// Whether the room gets this person's own.
    pub(crate) fn shares_profile(&self, room: &RoomId) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM profile_room WHERE room = ?1")?
            .exists(params![&room.as_bytes()[..]])?
            || is_planted(Bug::ProfileToEveryRoom))
    }

    pub(crate) fn share_profile(&self, room: &RoomId, is_on: bool) -> Result<(), StorageError> {
        let change = if is_on {
            "INSERT OR IGNORE INTO profile_room (room) VALUES (?1)"
        } else {
            "DELETE FROM profile_room WHERE room = ?1"
        };
        self.connection.prepare_cached(change)?.execute(params![&room.as_bytes()[..]])?;
        self.has_forgotten.set(!is_on || self.has_forgotten.get());
        Ok(())
    }

    /// Of people who are in no room with this person any more, but not this person's own.
    pub(crate) fn forget_profiles_of_strangers(
        &self,
        own: &AccountKey,
    ) -> Result<(), StorageError> {
        let forgotten = self
            .connection
            .prepare_cached(
                "DELETE FROM profile
                 WHERE account_key <> ?1 AND account_key NOT IN (SELECT account_key FROM device)",
            )?
            .execute(params![&own.as_bytes()[..]])?;
        if forgotten > 0 {
            self.has_forgotten.set(true);
        }
        Ok(())
    }
}
