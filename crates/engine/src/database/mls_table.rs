//! Where openmls keeps its values: the same connection, so the same transaction.

use corridor_sealing::MlsTable;
use rusqlite::{Connection, OptionalExtension, params};

#[derive(Clone, Copy)]
pub(crate) struct SqlTable<'c>(&'c Connection);

impl<'c> SqlTable<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }
}

impl MlsTable for SqlTable<'_> {
    type Error = rusqlite::Error;

    fn read(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Self::Error> {
        self.0
            .prepare_cached("SELECT value FROM mls WHERE key = ?1")?
            .query_row(params![key], |row| row.get(0))
            .optional()
    }

    fn write(&self, key: &[u8], value: &[u8]) -> Result<(), Self::Error> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO mls (key, value) VALUES (?1, ?2)")?
            .execute(params![key, value])?;
        Ok(())
    }

    fn delete(&self, key: &[u8]) -> Result<(), Self::Error> {
        self.0.prepare_cached("DELETE FROM mls WHERE key = ?1")?.execute(params![key])?;
        Ok(())
    }
}
