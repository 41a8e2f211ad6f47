//! The local database failed, or what is in it.

/// The local database, or what is in it, failed. The transaction was rolled back.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("the disk is full: nothing was changed, and with room it goes on")]
    DiskFull,
    #[error("the local database failed: {0}")]
    Database(rusqlite::Error),
    #[error("the local database was written by a newer version ({found}, this one knows {known})")]
    NewerSchema { found: u32, known: u32 },
    #[error("the key does not open this database, or it is damaged")]
    WrongKey,
    #[error("this build has no SQLCipher: refusing to store anything unencrypted")]
    NoCipher,
    #[error("stored data does not read back: {0}")]
    Corrupt(String),
    #[error("sealing failed: {0}")]
    Sealing(String),
}

impl StorageError {
    pub fn name(&self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::Database(_) => "database",
            Self::NewerSchema { .. } => "newer_schema",
            Self::WrongKey => "wrong_key",
            Self::NoCipher => "no_cipher",
            Self::Corrupt(_) => "corrupt",
            Self::Sealing(_) => "sealing",
        }
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        if is_disk_full(&error) { Self::DiskFull } else { Self::Database(error) }
    }
}

/// SQLite says so when a write finds no room, and otherwise when the index of its log cannot grow.
fn is_disk_full(error: &rusqlite::Error) -> bool {
    let Some(failure) = error.sqlite_error() else { return false };
    failure.code == rusqlite::ErrorCode::DiskFull
        || failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
}

#[cfg(test)]
mod tests {
    use rusqlite::{Error, ffi};

    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_broken_one() {
        let says = |code| StorageError::from(Error::SqliteFailure(ffi::Error::new(code), None));
        // A write that finds no room, and the index of the log that cannot grow.
        for full in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            assert_eq!(says(full).name(), "disk_full");
        }
        for other in [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_BUSY, ffi::SQLITE_CORRUPT] {
            assert_eq!(says(other).name(), "database");
        }
        assert_eq!(StorageError::from(Error::QueryReturnedNoRows).name(), "database");
    }
}
