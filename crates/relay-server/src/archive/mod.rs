//! A relay in one file: its settings and secrets, its store, its blobs.
//!
//! ```text
//! "corridor-relay backup 1\n"
//! name length (u16)  name  { chunk length (u32)  bytes }  0 (u32)      for each section
//! 0 (u16)
//! BLAKE3 of everything before (32 bytes)
//! ```
//! Numbers are big endian. Sections: `files/<name>` for each file of the directory, then `store` (as
//! `corridor_store::backup` writes it), then `blobs/<day>/<id>` for the local backend.

mod reader;
mod writer;

pub use reader::{ArchiveReader, verify};
pub use writer::ArchiveWriter;

use std::path::{Component, Path, PathBuf};

use crate::directory::Directory;

const MAGIC: &[u8] = b"corridor-relay backup 1\n";
const CHUNK_BYTES: usize = 256 * 1024;
const HASH_BYTES: usize = 32;

pub const STORE: &str = "store";

#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("it is not a backup of a relay")]
    NotABackup,
    #[error("it ends too early; it was not written to its end, or not copied whole")]
    Truncated,
    #[error("it is damaged: its checksum does not fit")]
    Checksum,
    #[error("it has a section named {0:?}, which no relay writes")]
    Section(String),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] corridor_store::backup::BackupError),
}

/// Files of the directory that belong to one process's life, not to the relay.
const PASSING: [&str; 3] = ["lock", "bound-address", "admin.sock"];

/// The names of the files that a backup has, sorted.
pub fn own_files(directory: &Directory) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(directory.path())? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let half_written = Path::new(&name).extension().is_some_and(|end| end == "new");
        let passing = half_written || PASSING.contains(&name.as_str());
        if entry.file_type()?.is_file() && !passing {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Where in a directory a section's file belongs. A name from a file never leads out of it.
pub fn place_of(directory: &Directory, section: &str) -> Result<PathBuf, ArchiveError> {
    let wrong = || ArchiveError::Section(section.to_owned());
    let path = match section.split_once('/') {
        Some(("files", name)) if !name.contains('/') => directory.path().join(name),
        Some(("blobs", rest)) if rest.split('/').count() == 2 => directory.blobs().join(rest),
        _ => return Err(wrong()),
    };
    let plain = Path::new(section).components().all(|part| matches!(part, Component::Normal(_)));
    if plain && section.split('/').all(|part| !part.is_empty()) { Ok(path) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_section_leads_out_of_the_directory() {
        let directory = Directory::new("/relay");
        assert_eq!(
            place_of(&directory, "blobs/50ab/00ff").unwrap(),
            Path::new("/relay/blobs/50ab/00ff")
        );
        assert_eq!(
            place_of(&directory, "files/relay.toml").unwrap(),
            Path::new("/relay/relay.toml")
        );
        for name in [
            "files/../x",
            "files/..",
            "files/a/b",
            "blobs/x",
            "blobs/../../x",
            "blobs/a/..",
            "/etc/passwd",
            "files//x",
            "files/",
            "",
        ] {
            assert!(place_of(&directory, name).is_err(), "{name}");
        }
    }
}
