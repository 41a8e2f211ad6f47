//! People of whom this device's person wants to hear nothing.

use corridor_wire::id::AccountId;
use rusqlite::params;

use super::{Database, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;

/// In SQL: whether an item's sender is one of them.
pub(super) const BY_BLOCKED: &str = "sender IN (SELECT account FROM blocked)";

impl Database {
    /// By name, whatever their key is by now.
    pub(crate) fn is_blocked(&self, account: &AccountId) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM blocked WHERE account = ?1")?
            .exists(params![account.as_str()])?)
    }

    pub(crate) fn block(&self, account: &AccountId, now: UnixMillis) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO blocked (account, blocked_at) VALUES (?1, ?2)")?
            .execute(params![account.as_str(), to_sql(now)])?;
        Ok(())
    }

    /// `false` when they were not blocked.
    pub(crate) fn unblock(&self, account: &AccountId) -> Result<bool, StorageError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM blocked WHERE account = ?1")?;
        Ok(statement.execute(params![account.as_str()])? > 0)
    }

    pub(crate) fn blocked(&self) -> Result<Vec<AccountId>, StorageError> {
        let mut statement =
            self.connection.prepare_cached("SELECT account FROM blocked ORDER BY account")?;
        statement
            .query_map([], |row| row.get::<_, String>(0))?
            .map(|text| stored("blocked account", AccountId::parse(&text?).ok()))
            .collect()
    }
}
