//! What a power cut leaves at the end of fjall's newest journal, and what it never leaves elsewhere.
//!
//! A batch is in the journal before it is on disk. A cut in between may keep the end of it and lose
//! its beginning, since a disk writes sectors in any order. fjall 3.1 takes a batch with an end and a
//! wrong checksum for damage and does not open; one with a broken beginning it cuts off, and
//! everything behind it. Here both are told apart by what follows:
//!
//! ```text
//!   whole batches, then a broken one, then nothing whole    never acknowledged: it is cut off
//!   whole batches, then a broken one, then a whole one      acknowledged ones are damaged: an error
//! ```
//! Batches are synced one after the other, so only the last can be unsynced.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use xxhash_rust::xxh3::Xxh3;

/// Marks of fjall's journal, format 3 (`src/journal/entry.rs` there). Numbers are little endian.
mod mark {
    /// Number of items (u32), sequence number (u64).
    pub const START: u8 = 1;
    /// Kind (u8), compression (u8), keyspace (u64), key length (u16), value length (u32), the same on
    /// disk (u32), key, value.
    pub const ITEM: u8 = 2;
    /// XXH3 of the items (u64), and the four bytes of [`TRAILER`].
    pub const END: u8 = 3;
    /// Keyspace (u64).
    pub const CLEAR: u8 = 4;
    pub const TRAILER: [u8; 4] = *b"FJL\x03";
}

const START_BYTES: usize = 13;
const BLOCK_BYTES: usize = 64 * 1024;

#[derive(Debug, thiserror::Error)]
pub(super) enum JournalError {
    /// A batch is broken and whole ones follow.
    #[error("journal {} is damaged at byte {at}, before batches that are whole", path.display())]
    Damaged { path: PathBuf, at: u64 },
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Checks every journal of the directory, and cuts off what the newest one has behind its last
/// whole batch.
pub(super) fn mend(directory: &Path) -> Result<(), JournalError> {
    let mut journals = journals(directory)?;
    journals.sort_unstable();
    let Some((_, newest)) = journals.pop() else { return Ok(()) };
    for (_, sealed) in journals {
        // It was synced to its end before the next one was made.
        if let Tail::Broken { at } = tail(&sealed)? {
            return Err(JournalError::Damaged { path: sealed, at });
        }
    }
    if let Tail::Broken { at } = tail(&newest)? {
        if has_whole_batch(&newest, at)? {
            return Err(JournalError::Damaged { path: newest, at });
        }
        let file = OpenOptions::new().write(true).open(&newest)?;
        file.set_len(at)?;
        file.sync_all()?;
    }
    Ok(())
}

fn journals(directory: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        let number = path.file_stem().and_then(OsStr::to_str).and_then(|stem| stem.parse().ok());
        if let (Some(number), Some("jnl")) = (number, path.extension().and_then(OsStr::to_str)) {
            found.push((number, path));
        }
    }
    Ok(found)
}

/// What stands behind the last whole batch.
enum Tail {
    /// Nothing, or the zeros of room that was taken in advance.
    Empty,
    Broken {
        at: u64,
    },
}

fn tail(path: &Path) -> io::Result<Tail> {
    let mut reader = BufReader::with_capacity(BLOCK_BYTES, File::open(path)?);
    let mut at = 0;
    while let Some(length) = read_batch(&mut reader)? {
        at += length;
    }
    let file = reader.into_inner();
    let mut block = vec![0; BLOCK_BYTES];
    let mut position = at;
    // Most of a young journal is a hole, which need not be read.
    while let Some(data) = next_data(&file, position)? {
        let length = file.read_at(&mut block, data)?;
        if block[..length].iter().any(|byte| *byte != 0) {
            return Ok(Tail::Broken { at });
        }
        position = data + length as u64;
        if length == 0 {
            break;
        }
    }
    Ok(Tail::Empty)
}

/// Where bytes that may not be zero begin, at `position` or behind it.
fn next_data(file: &File, position: u64) -> io::Result<Option<u64>> {
    match rustix::fs::seek(file, rustix::fs::SeekFrom::Data(position)) {
        Ok(data) => Ok(Some(data)),
        Err(Errno::NXIO) => Ok(None),
        // A file system that knows no holes.
        Err(Errno::INVAL) => Ok(Some(position)),
        Err(error) => Err(error.into()),
    }
}

/// The length of the whole batch that begins here; `None` when none does.
fn read_batch(from: &mut impl Read) -> io::Result<Option<u64>> {
    match try_read_batch(from) {
        Ok(length) => Ok(length),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn try_read_batch(from: &mut impl Read) -> io::Result<Option<u64>> {
    let start: [u8; START_BYTES] = take(from)?;
    if start[0] != mark::START {
        return Ok(None);
    }
    let items = u32::from_le_bytes([start[1], start[2], start[3], start[4]]);
    let mut hasher = Xxh3::new();
    let mut length = START_BYTES as u64;
    for _ in 0..items {
        let Some(bytes) = read_item(from, &mut hasher)? else { return Ok(None) };
        length += bytes;
    }
    let end: [u8; 13] = take(from)?;
    let whole = end[0] == mark::END
        && end[1..9] == hasher.digest().to_le_bytes()
        && end[9..] == mark::TRAILER;
    Ok(whole.then_some(length + end.len() as u64))
}

fn read_item(from: &mut impl Read, hasher: &mut Xxh3) -> io::Result<Option<u64>> {
    let [kind] = take(from)?;
    match kind {
        mark::CLEAR => {
            let keyspace: [u8; 8] = take(from)?;
            hasher.update(&[kind]);
            hasher.update(&keyspace);
            Ok(Some(9))
        }
        mark::ITEM => {
            let head: [u8; 20] = take(from)?;
            hasher.update(&[kind]);
            hasher.update(&head);
            let key = u64::from(u16::from_le_bytes([head[10], head[11]]));
            let value = u64::from(u32::from_le_bytes([head[16], head[17], head[18], head[19]]));
            hash_through(from, key + value, hasher)?;
            Ok(Some(21 + key + value))
        }
        _ => Ok(None),
    }
}

/// Reads on in blocks, so that a length that is noise takes no memory.
fn hash_through(from: &mut impl Read, mut left: u64, hasher: &mut Xxh3) -> io::Result<()> {
    let mut block = [0; 8 * 1024];
    while left > 0 {
        let wanted = usize::try_from(left).map_or(block.len(), |left| left.min(block.len()));
        from.read_exact(&mut block[..wanted])?;
        hasher.update(&block[..wanted]);
        left -= wanted as u64;
    }
    Ok(())
}

fn take<const LENGTH: usize>(from: &mut impl Read) -> io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Whether a whole batch begins anywhere behind `at`. Only looked for when something is broken, and
/// a journal has some 64 MiB.
fn has_whole_batch(path: &Path, at: u64) -> io::Result<bool> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(at))?;
    let mut rest = Vec::new();
    file.read_to_end(&mut rest)?;
    for (begin, byte) in rest.iter().enumerate().skip(1) {
        // An empty batch would be whole by accident; fjall writes none.
        let is_start = *byte == mark::START && rest.get(begin + 1..begin + 5) != Some(&[0; 4]);
        if is_start && read_batch(&mut &rest[begin..])?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
