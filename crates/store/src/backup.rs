//! A consistent copy of a whole storage as one stream, for any backend.

use std::io::{Read, Write};

use crate::{Store, StoreError};

/// Why a stream was not written or not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("not a backup of a relay's storage")]
    NotABackup,
    #[error("a backup of version {0}, which this program does not read")]
    UnknownVersion(u32),
    #[error("the backup ends too early")]
    Truncated,
    #[error("the backup is damaged: {0}")]
    Damaged(&'static str),
    #[error("the storage to restore into is not empty")]
    NotEmpty,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot read or write the backup: {0}")]
    Io(#[source] std::io::Error),
}

/// What a backup held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BackupSummary {
    pub spaces: u64,
    pub rows: u64,
    pub bytes: u64,
}

/// Writes the state of this moment while the store goes on working.
pub fn write(_store: &dyn Store, _to: &mut dyn Write) -> Result<BackupSummary, BackupError> {
    todo!()
}

/// Fills an empty store. The whole stream is checked before the first row is written, so it is read
/// twice: `from` gives it anew each time.
pub fn restore<R: Read>(
    _store: &dyn Store,
    _from: impl FnMut() -> std::io::Result<R>,
) -> Result<BackupSummary, BackupError> {
    todo!()
}
