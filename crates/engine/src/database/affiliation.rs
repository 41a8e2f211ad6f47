//! For whom people speak, and which organisations this person believes.

use corridor_sealing::affiliation::{OrganisationKey, SignedAffiliation};
use corridor_wire::certificate::UnixSeconds;
use corridor_wire::id::AccountKey;
use rusqlite::{OptionalExtension, params};

use super::{Database, stored, to_sql};
use crate::command::StorageError;
use crate::view::RoomId;

impl Database {
    pub(crate) fn affiliation(
        &self,
        account: &AccountKey,
    ) -> Result<Option<SignedAffiliation>, StorageError> {
        let signed: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT signed FROM affiliation WHERE account_key = ?1")?
            .query_row(params![&account.as_bytes()[..]], |row| row.get(0))
            .optional()?;
        signed
            .map(|signed| stored("affiliation", SignedAffiliation::decode(&signed).ok()))
            .transpose()
    }

    /// Keeps it unless one is there that was signed later; answers whether anything has changed.
    pub(crate) fn put_affiliation(&self, signed: &SignedAffiliation) -> Result<bool, StorageError> {
        let affiliation = signed.affiliation();
        let changed = self
            .connection
            .prepare_cached(
                "INSERT INTO affiliation (account_key, organisation, affiliation, since, until, signed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (account_key) DO UPDATE SET organisation = excluded.organisation,
                    affiliation = excluded.affiliation, since = excluded.since,
                    until = excluded.until, signed = excluded.signed
                 WHERE excluded.since >= since AND excluded.signed <> signed",
            )?
            .execute(params![
                &affiliation.account_key.as_bytes()[..],
                &signed.organisation().as_bytes()[..],
                affiliation.affiliation,
                to_sql(affiliation.since.min(i64::MAX as u64)),
                to_sql(affiliation.until.min(FAR_SECONDS)),
                signed.encode()
            ])?;
        self.has_forgotten.set(changed > 0 || self.has_forgotten.get());
        Ok(changed > 0)
    }

    pub(crate) fn forget_affiliation(&self, account: &AccountKey) -> Result<bool, StorageError> {
        let gone = self
            .connection
            .prepare_cached("DELETE FROM affiliation WHERE account_key = ?1")?
            .execute(params![&account.as_bytes()[..]])?;
        self.has_forgotten.set(gone > 0 || self.has_forgotten.get());
        Ok(gone > 0)
    }

    /// Answers whether there were any.
    pub(crate) fn end_affiliations(&self, now: UnixSeconds) -> Result<bool, StorageError> {
        let gone = self
            .connection
            .prepare_cached("DELETE FROM affiliation WHERE until <= ?1")?
            .execute(params![to_sql(now)])?;
        self.has_forgotten.set(gone > 0 || self.has_forgotten.get());
        Ok(gone > 0)
    }

    /// Of people who are in no room with this person any more, but not this person's own.
    pub(crate) fn forget_affiliations_of_strangers(
        &self,
        own: &AccountKey,
    ) -> Result<(), StorageError> {
        let gone = self
            .connection
            .prepare_cached(
                "DELETE FROM affiliation
                 WHERE account_key <> ?1 AND account_key NOT IN (SELECT account_key FROM device)",
            )?
            .execute(params![&own.as_bytes()[..]])?;
        self.has_forgotten.set(gone > 0 || self.has_forgotten.get());
        Ok(())
    }

    /// In the order of their names.
    pub(crate) fn organisations(&self) -> Result<Vec<(OrganisationKey, String)>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT key, name FROM organisation ORDER BY name, key")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (key, name): (Vec<u8>, String) = row?;
            Ok((stored("organisation", OrganisationKey::from_slice(&key))?, name))
        })
        .collect()
    }

    pub(crate) fn organisation(
        &self,
        key: &OrganisationKey,
    ) -> Result<Option<String>, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT name FROM organisation WHERE key = ?1")?
            .query_row(params![&key.as_bytes()[..]], |row| row.get(0))
            .optional()?)
    }

    pub(crate) fn put_organisation(
        &self,
        key: &OrganisationKey,
        name: Option<&str>,
    ) -> Result<(), StorageError> {
        let key = &key.as_bytes()[..];
        match name {
            Some(name) => self
                .connection
                .prepare_cached("INSERT OR REPLACE INTO organisation (key, name) VALUES (?1, ?2)")?
                .execute(params![key, name])?,
            None => self
                .connection
                .prepare_cached("DELETE FROM organisation WHERE key = ?1")?
                .execute(params![key])?,
        };
        Ok(())
    }

    /// For how many different ones the people of a room speak, by keys that are believed here.
    pub(crate) fn delegations(&self, room: &RoomId) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(DISTINCT affiliation) FROM affiliation
                 WHERE organisation IN (SELECT key FROM organisation)
                    AND account_key IN (SELECT account_key FROM device WHERE room = ?1)",
            )?
            .query_row(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// A time in milliseconds still fits where it is stored.
const FAR_SECONDS: u64 = i64::MAX as u64 / 1000;
