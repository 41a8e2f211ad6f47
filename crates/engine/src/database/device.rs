//! Who is in a room: one row for each leaf of its tree, and since when this person may not know it.

use corridor_wire::id::{AccountId, AccountKey, DeviceId, Seq};
use rusqlite::{OptionalExtension, Row, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

#[derive(Clone)]
pub(crate) struct DeviceRow {
    pub(crate) device: DeviceId,
    pub(crate) account: AccountId,
    pub(crate) account_key: AccountKey,
    pub(crate) leaf: u32,
    pub(crate) added_by: Option<AccountId>,
    pub(crate) added_at: UnixMillis,
    pub(crate) added_seq: Seq,
    /// Above the room's `acknowledged`, the device is news to the person. 0 never is.
    pub(crate) mark: u64,
    /// News only until the directory has said whose key it is: the device was in the room first.
    pub(crate) is_unmet: bool,
}

impl DeviceRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let device: Vec<u8> = row.get(0)?;
        let account: String = row.get(1)?;
        let account_key: Vec<u8> = row.get(2)?;
        let (leaf, added_by) = (row.get(3)?, row.get::<_, Option<String>>(4)?);
        let (added_at, added_seq, mark) = (row.get(5)?, row.get(6)?, row.get(7)?);
        let is_unmet = row.get(8)?;
        let parse = || {
            Ok(Self {
                device: stored("device id", DeviceId::from_slice(&device))?,
                account: stored("device account", AccountId::parse(&account).ok())?,
                account_key: stored("account key", AccountKey::from_slice(&account_key))?,
                leaf,
                added_by: added_by.and_then(|text| AccountId::parse(&text).ok()),
                added_at: from_sql(added_at),
                added_seq: from_sql(added_seq),
                mark: from_sql(mark),
                is_unmet,
            })
        };
        Ok(parse())
    }
}

impl Database {
    /// In the order of their leaves, which is the same on every member's device.
    pub(crate) fn devices(&self, room: &RoomId) -> Result<Vec<DeviceRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device, account, account_key, leaf, added_by, added_at, added_seq, mark,
                    unmet
             FROM device WHERE room = ?1 ORDER BY leaf",
        )?;
        statement
            .query_map(params![&room.as_bytes()[..]], DeviceRow::read)?
            .map(|row| row?)
            .collect()
    }

    pub(crate) fn put_device(&self, room: &RoomId, device: &DeviceRow) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO device (room, device, account, account_key, leaf, added_by,
                    added_at, added_seq, mark, unmet)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                &device.device.as_bytes()[..],
                device.account.as_str(),
                &device.account_key.as_bytes()[..],
                device.leaf,
                device.added_by.as_ref().map(AccountId::as_str),
                to_sql(device.added_at),
                to_sql(device.added_seq),
                to_sql(device.mark),
                device.is_unmet,
            ])?;
        Ok(())
    }

    pub(crate) fn delete_device(
        &self,
        room: &RoomId,
        device: &DeviceId,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM device WHERE room = ?1 AND device = ?2")?
            .execute(params![&room.as_bytes()[..], &device.as_bytes()[..]])?;
        Ok(())
    }

    /// The account key that has certified a device of the room.
    pub(crate) fn key_of(
        &self,
        room: &RoomId,
        device: &DeviceId,
    ) -> Result<Option<AccountKey>, StorageError> {
        let key: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT account_key FROM device WHERE room = ?1 AND device = ?2")?
            .query_row(params![&room.as_bytes()[..], &device.as_bytes()[..]], |row| row.get(0))
            .optional()?;
        key.map(|key| stored("account key", AccountKey::from_slice(&key))).transpose()
    }

    /// Whose devices joined after `mark`, each person once.
    pub(crate) fn joined_since(
        &self,
        room: &RoomId,
        mark: u64,
    ) -> Result<Vec<AccountId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT account FROM device WHERE room = ?1 AND mark > ?2
             GROUP BY account ORDER BY min(mark)",
        )?;
        statement
            .query_map(params![&room.as_bytes()[..], to_sql(mark)], |row| row.get::<_, String>(0))?
            .map(|text| stored("device account", AccountId::parse(&text?).ok()))
            .collect()
    }

    /// Everybody in a room but one.
    pub(crate) fn others_in(
        &self,
        room: &RoomId,
        but: &AccountId,
    ) -> Result<Vec<AccountId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT account FROM device WHERE room = ?1 AND account <> ?2 ORDER BY account",
        )?;
        statement
            .query_map(params![&room.as_bytes()[..], but.as_str()], |row| row.get::<_, String>(0))?
            .map(|text| stored("device account", AccountId::parse(&text?).ok()))
            .collect()
    }

    pub(crate) fn people(&self, room: &RoomId) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(DISTINCT account) FROM device WHERE room = ?1")?
            .query_row(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
