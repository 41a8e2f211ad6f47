//! Small values by name, and the people this device has met.

use corridor_wire::id::{AccountId, AccountKey, DeviceId};
use rusqlite::{OptionalExtension, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;

/// A person this device has met, and the key it met them with.
pub(crate) struct Contact {
    pub(crate) account_key: AccountKey,
    pub(crate) verified: bool,
    /// Another key that was shown since, not accepted.
    pub(crate) offered_key: Option<AccountKey>,
}

/// Whom the relay's operator wants reports sent to, as it said when this device last signed in.
pub(crate) const REPORT_TO: &str = "report_to";

impl Database {
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row(params![name], |row| row.get::<_, i64>(0))
            .optional()?
            .map(from_sql))
    }

    pub(crate) fn set_number(&self, name: &str, value: u64) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)")?
            .execute(params![name, to_sql(value)])?;
        Ok(())
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<String>, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row(params![name], |row| row.get(0))
            .optional()?)
    }

    /// `None` takes it away.
    pub(crate) fn set_text(&self, name: &str, value: Option<&str>) -> Result<(), StorageError> {
        match value {
            Some(value) => self
                .connection
                .prepare_cached("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)")?
                .execute(params![name, value])?,
            None => self
                .connection
                .prepare_cached("DELETE FROM setting WHERE name = ?1")?
                .execute(params![name])?,
        };
        Ok(())
    }

    /// The person has withdrawn a device: from now on nothing lets it back in.
    pub(crate) fn withdraw(&self, device: &DeviceId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO withdrawn (device, told) VALUES (?1, 0)")?
            .execute(params![&device.as_bytes()[..]])?;
        Ok(())
    }

    pub(crate) fn is_withdrawn(&self, device: &DeviceId) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM withdrawn WHERE device = ?1")?
            .exists(params![&device.as_bytes()[..]])?)
    }

    /// Those of which the relay has not heard yet.
    pub(crate) fn withdrawn_devices(&self) -> Result<Vec<DeviceId>, StorageError> {
        let mut statement =
            self.connection.prepare_cached("SELECT device FROM withdrawn WHERE told = 0")?;
        statement
            .query_map([], |row| row.get::<_, Vec<u8>>(0))?
            .map(|id| stored("device id", DeviceId::from_slice(&id?)))
            .collect()
    }

    pub(crate) fn withdrawal_known(&self, device: &DeviceId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE withdrawn SET told = 1 WHERE device = ?1")?
            .execute(params![&device.as_bytes()[..]])?;
        Ok(())
    }

    /// People in rooms whose key the directory has not confirmed.
    pub(crate) fn unmet_accounts(&self) -> Result<Vec<AccountId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT account FROM device WHERE account NOT IN (SELECT account FROM contact)",
        )?;
        statement
            .query_map([], |row| row.get::<_, String>(0))?
            .map(|text| stored("device account", AccountId::parse(&text?).ok()))
            .collect()
    }

    pub(crate) fn contact(&self, account: &AccountId) -> Result<Option<Contact>, StorageError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT account_key, verified, offered_key FROM contact WHERE account = ?1",
            )?
            .query_row(params![account.as_str()], |row| {
                Ok((
                    row.get::<_, Vec<u8>>(0)?,
                    row.get::<_, bool>(1)?,
                    row.get::<_, Option<Vec<u8>>>(2)?,
                ))
            })
            .optional()?;
        row.map(|(key, verified, offered)| {
            Ok(Contact {
                account_key: stored("contact key", AccountKey::from_slice(&key))?,
                verified,
                offered_key: offered.and_then(|key| AccountKey::from_slice(&key)),
            })
        })
        .transpose()
    }

    /// Remembers the first key. Answers whether `key` is the one that is remembered.
    pub(crate) fn meet(&self, account: &AccountId, key: &AccountKey) -> Result<bool, StorageError> {
        match self.contact(account)? {
            Some(known) if known.account_key == *key => Ok(true),
            Some(_) => {
                self.connection
                    .prepare_cached("UPDATE contact SET offered_key = ?2 WHERE account = ?1")?
                    .execute(params![account.as_str(), &key.as_bytes()[..]])?;
                Ok(false)
            }
            None => {
                self.put_contact(account, key, false)?;
                Ok(true)
            }
        }
    }

    pub(crate) fn put_contact(
        &self,
        account: &AccountId,
        key: &AccountKey,
        verified: bool,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO contact (account, account_key, verified, offered_key)
                 VALUES (?1, ?2, ?3, NULL)",
            )?
            .execute(params![account.as_str(), &key.as_bytes()[..], verified])?;
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
    fn a_number_is_what_it_was_set_to_last() {
        let database = database();
        assert_eq!(database.number("one").unwrap(), None);
        for value in [1, 0, 1 << 53] {
            database.set_number("one", value).unwrap();
            assert_eq!(database.number("one").unwrap(), Some(value));
        }
        assert_eq!(database.number("other").unwrap(), None);
    }

    #[test]
    fn a_text_is_what_it_was_set_to_last_or_gone() {
        let database = database();
        for value in [Some("one"), Some("\u{202e}two"), None, None] {
            database.set_text("to", value).unwrap();
            assert_eq!(database.text("to").unwrap().as_deref(), value);
        }
    }

    #[test]
    fn the_first_key_of_a_person_stays_until_another_is_accepted() {
        let database = database();
        let ann = AccountId::parse("ann@relay.example").unwrap();
        let (first, second) = (AccountKey::from_bytes([1; 32]), AccountKey::from_bytes([2; 32]));
        assert!(database.contact(&ann).unwrap().is_none());
        assert!(database.meet(&ann, &first).unwrap());
        assert!(database.meet(&ann, &first).unwrap());
        assert!(!database.meet(&ann, &second).unwrap());
        let known = database.contact(&ann).unwrap().unwrap();
        assert_eq!((known.account_key, known.offered_key), (first, Some(second)));
        assert!(!known.verified);
        database.put_contact(&ann, &second, true).unwrap();
        let known = database.contact(&ann).unwrap().unwrap();
        assert_eq!((known.account_key, known.offered_key), (second, None));
        assert!(known.verified);
        assert!(database.meet(&ann, &second).unwrap());
    }

    #[test]
    fn a_device_stays_withdrawn_when_the_relay_has_been_told() {
        let database = database();
        let (phone, tablet) = (DeviceId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]));
        assert!(!database.is_withdrawn(&phone).unwrap());
        for device in [&phone, &tablet, &phone] {
            database.withdraw(device).unwrap();
        }
        assert_eq!(database.withdrawn_devices().unwrap(), [phone, tablet]);
        database.withdrawal_known(&phone).unwrap();
        // Withdrawn once more, it is nothing that the relay does not know.
        database.withdraw(&phone).unwrap();
        assert_eq!(database.withdrawn_devices().unwrap(), [tablet]);
        assert!(database.is_withdrawn(&phone).unwrap());
    }
}
