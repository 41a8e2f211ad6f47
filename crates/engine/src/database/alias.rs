//! The glossary: which alias stands for which name.

use rusqlite::params;

use super::{Database, from_sql};
use crate::command::StorageError;

impl Database {
    pub(crate) fn aliases(&self) -> Result<Vec<(String, String)>, StorageError> {
        let mut statement =
            self.connection.prepare_cached("SELECT name, alias FROM alias ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many names there are but this one.
    pub(crate) fn count_aliases_beside(&self, name: &str) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM alias WHERE name <> ?1")?
            .query_row(params![name], |row| row.get(0))?;
        Ok(usize::try_from(from_sql(count)).unwrap_or(usize::MAX))
    }

    pub(crate) fn put_alias(&self, name: &str, alias: &str) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO alias (name, alias) VALUES (?1, ?2)")?
            .execute(params![name, alias])?;
        // An alias that was betrayed is replaced, and should not be found on the disk beside the new one.
        self.has_forgotten.set(true);
        Ok(())
    }

    /// `false` where there is no such name.
    pub(crate) fn remove_alias(&self, name: &str) -> Result<bool, StorageError> {
        let mut statement = self.connection.prepare_cached("DELETE FROM alias WHERE name = ?1")?;
        let is_gone = statement.execute(params![name])? > 0;
        self.has_forgotten.set(is_gone || self.has_forgotten.get());
        Ok(is_gone)
    }
}
