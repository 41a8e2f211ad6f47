//! A consistent copy of a whole storage as one stream, for any backend.
//!
//! ```text
//! magic (16 bytes)  version (u32)
//! 'S' length (u32) name of a space          } repeated; rows belong
//! 'R' length (u32) key  length (u32) value  } to the space before them
//! 'E' number of rows (u64)
//! BLAKE3 of everything before (32 bytes)
//! ```
//! Numbers are big endian. The stream holds what the storage holds: sealed records, and the names of
//! accounts. Keep it as safe as the storage.

use std::io::{self, Read, Write};

use crate::{Batch, KEY_BYTES, KeyRange, Row, Space, Store, StoreError, VALUE_BYTES};

const MAGIC: &[u8; 16] = b"corridor backup\n";
const VERSION: u32 = 1;
const SPACE: u8 = b'S';
const ROW: u8 = b'R';
const END: u8 = b'E';

/// Rows are read and written this many bytes at a time.
const CHUNK_BYTES: usize = 1024 * 1024;

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
    Io(#[source] io::Error),
}

/// What a backup held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BackupSummary {
    pub spaces: u64,
    pub rows: u64,
    /// Keys and values.
    pub bytes: u64,
}

/// Writes the state of this moment while the store goes on working.
pub fn write(store: &dyn Store, to: &mut dyn Write) -> Result<BackupSummary, BackupError> {
    let snapshot = store.snapshot()?;
    let mut sink = Sink { to, hasher: blake3::Hasher::new() };
    let mut summary = BackupSummary::default();
    sink.put(MAGIC)?;
    sink.put(&VERSION.to_be_bytes())?;
    for space in snapshot.spaces()? {
        sink.put(&[SPACE])?;
        sink.put_sized(space.to_string().as_bytes())?;
        summary.spaces += 1;
        let mut range = KeyRange::all().limit_bytes(CHUNK_BYTES);
        loop {
            let rows = snapshot.range(space, &range)?;
            let Some(last) = rows.last() else { break };
            range.from = std::ops::Bound::Excluded(last.key.clone());
            for Row { key, value } in &rows {
                sink.put(&[ROW])?;
                sink.put_sized(key)?;
                sink.put_sized(value)?;
                summary.rows += 1;
                summary.bytes += (key.len() + value.len()) as u64;
            }
        }
    }
    sink.put(&[END])?;
    sink.put(&summary.rows.to_be_bytes())?;
    let hash = sink.hasher.finalize();
    to.write_all(hash.as_bytes()).and_then(|()| to.flush()).map_err(BackupError::Io)?;
    Ok(summary)
}

/// Fills an empty store. The whole stream is checked before the first row is written, so it is read
/// twice: `open` gives it from its beginning each time.
pub fn restore<R: Read>(
    store: &dyn Store,
    mut open: impl FnMut() -> io::Result<R>,
) -> Result<BackupSummary, BackupError> {
    for space in store.spaces()? {
        if !store.range(space, &KeyRange::all().limit_rows(1))?.is_empty() {
            return Err(BackupError::NotEmpty);
        }
    }
    let checked = read(&mut open().map_err(BackupError::Io)?, |_, _| Ok(()))?;
    let mut batch = Batch::new();
    let restored = read(&mut open().map_err(BackupError::Io)?, |space, Row { key, value }| {
        batch.put(space, key, value);
        if batch.bytes() >= CHUNK_BYTES {
            store.commit(&std::mem::take(&mut batch))?;
        }
        Ok(())
    })?;
    if !batch.is_empty() {
        store.commit(&batch)?;
    }
    if checked == restored { Ok(restored) } else { Err(BackupError::Damaged("it changed")) }
}

/// Checks a stream without restoring it.
pub fn verify(from: &mut dyn Read) -> Result<BackupSummary, BackupError> {
    read(from, |_, _| Ok(()))
}

fn read(
    from: &mut dyn Read,
    mut on_row: impl FnMut(Space, Row) -> Result<(), BackupError>,
) -> Result<BackupSummary, BackupError> {
    let mut source = Source { from, hasher: blake3::Hasher::new() };
    let mut summary = BackupSummary::default();
    if source.take::<16>().map_err(|_| BackupError::NotABackup)? != *MAGIC {
        return Err(BackupError::NotABackup);
    }
    let version = u32::from_be_bytes(source.take()?);
    if version != VERSION {
        return Err(BackupError::UnknownVersion(version));
    }
    let mut current = None;
    loop {
        match source.take::<1>()? {
            [SPACE] => {
                let name = source.take_sized(KEY_BYTES)?;
                let name = core::str::from_utf8(&name).ok().and_then(Space::parse);
                current = Some(name.ok_or(BackupError::Damaged("a space without a name"))?);
                summary.spaces += 1;
            }
            [ROW] => {
                let space = current.ok_or(BackupError::Damaged("a row without a space"))?;
                let key = source.take_sized(KEY_BYTES)?;
                let value = source.take_sized(VALUE_BYTES)?;
                summary.rows += 1;
                summary.bytes += (key.len() + value.len()) as u64;
                on_row(space, Row { key, value })?;
            }
            [END] => break,
            _ => return Err(BackupError::Damaged("an unknown item")),
        }
    }
    if u64::from_be_bytes(source.take()?) != summary.rows {
        return Err(BackupError::Damaged("rows are missing"));
    }
    let expected = source.hasher.finalize();
    if source.take::<32>()? != *expected.as_bytes() {
        return Err(BackupError::Damaged("the checksum differs"));
    }
    match from.read(&mut [0]).map_err(BackupError::Io)? {
        0 => Ok(summary),
        _ => Err(BackupError::Damaged("more follows its end")),
    }
}

struct Sink<'a> {
    to: &'a mut dyn Write,
    hasher: blake3::Hasher,
}

impl Sink<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.hasher.update(bytes);
        self.to.write_all(bytes).map_err(BackupError::Io)
    }

    fn put_sized(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        let length = u32::try_from(bytes.len()).map_err(|_| BackupError::Damaged("a huge row"))?;
        self.put(&length.to_be_bytes())?;
        self.put(bytes)
    }
}

struct Source<'a> {
    from: &'a mut dyn Read,
    hasher: blake3::Hasher,
}

impl Source<'_> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), BackupError> {
        self.from.read_exact(bytes).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => BackupError::Truncated,
            _ => BackupError::Io(error),
        })?;
        self.hasher.update(bytes);
        Ok(())
    }

    fn take<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], BackupError> {
        let mut bytes = [0; LENGTH];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The length is checked before memory is taken for it.
    fn take_sized(&mut self, limit: usize) -> Result<Vec<u8>, BackupError> {
        let length = u32::from_be_bytes(self.take()?) as usize;
        if length > limit {
            return Err(BackupError::Damaged("a length beyond its limit"));
        }
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}
