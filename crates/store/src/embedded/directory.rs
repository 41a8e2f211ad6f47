//! The directory around fjall: what has to be on disk before the first batch is, and what a process
//! leaves that died while it made a store.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// fjall's own names in its directory.
const KEYSPACES: &str = "keyspaces";
const VERSION: &str = "version";
const FIRST_JOURNAL: &str = "0.jnl";

/// Bytes of `version` when it is whole: three letters and a number, which fjall writes one after the
/// other.
const VERSION_BYTES: u64 = 4;

/// Removes the beginnings of a store that was never complete. fjall 3.1 makes its `version` last and
/// then the first keyspace, so that without either of them nothing was ever stored; it would not
/// make a second journal where the first is.
pub(super) fn clear_unfinished(directory: &Path) -> io::Result<()> {
    let has_version =
        fs::metadata(directory.join(VERSION)).is_ok_and(|file| file.len() >= VERSION_BYTES);
    if has_version || !is_empty(&directory.join(KEYSPACES))? {
        return Ok(());
    }
    for name in [FIRST_JOURNAL, VERSION] {
        match fs::remove_file(directory.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Makes the names of all keyspaces, and of the store itself, survive a power cut. fjall 3.1 syncs
/// what is in a keyspace's directory, and not the entry that leads to it; without the entry it
/// takes the keyspace's rows in the journal for those of a deleted one, and passes over them.
pub(super) fn sync_names(directory: &Path) -> io::Result<()> {
    sync_keyspaces(directory)?;
    File::open(directory)?.sync_all()?;
    match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => File::open(parent)?.sync_all(),
        _ => Ok(()),
    }
}

/// The same after a new keyspace.
pub(super) fn sync_keyspaces(directory: &Path) -> io::Result<()> {
    File::open(directory.join(KEYSPACES))?.sync_all()
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}
