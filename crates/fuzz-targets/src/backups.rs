//! A backup's file, from anybody: `restore` reads it, so nothing in it leads out of the relay's
//! directory, takes memory without bounds, or puts half a store in place.

use std::fs;
use std::io::{Cursor, Read as _};

use corridor_relay::archive::{self, ArchiveReader, STORE};
use corridor_relay::directory::Directory;
use corridor_store::{MemoryStore, backup};

use crate::choices::Choices;
use crate::relay_world::RelayWorld;

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder for the target");
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    match choices.below(4) {
        0 => store(choices.rest()),
        1 => store(&with_hash(choices.rest())),
        2 => file(choices.rest()),
        _ => file(&with_hash(choices.rest())),
    }
}

/// With the checksum that its writer would have given it.
fn with_hash(bytes: &[u8]) -> Vec<u8> {
    [bytes, blake3::hash(bytes).as_bytes()].concat()
}

fn store(bytes: &[u8]) {
    let verified = backup::verify(&mut Cursor::new(bytes));
    let restored = MemoryStore::new();
    let outcome = backup::restore(&restored, || Ok(Cursor::new(bytes)));
    match (&verified, &outcome) {
        (Err(_), Err(_)) => {
            let mut empty = Vec::new();
            let summary = backup::write(&restored, &mut empty).expect("memory reads");
            assert_eq!(summary.rows, 0, "a damaged backup restores nothing");
        }
        (Ok(verified), Ok(summary)) => {
            assert_eq!(verified, summary);
            assert!(summary.bytes <= bytes.len() as u64);
            let mut copy = Vec::new();
            backup::write(&restored, &mut copy).expect("memory reads");
            let again = MemoryStore::new();
            backup::restore(&again, || Ok(Cursor::new(&copy))).expect("an own backup");
            let mut second = Vec::new();
            backup::write(&again, &mut second).expect("memory reads");
            assert_eq!(copy, second, "a backup of what was restored is the same");
        }
        // The checksum is right and the rows are such as no store takes.
        (Ok(_), Err(backup::BackupError::Store(_))) => {}
        other => panic!("verified and restored differ: {other:?}"),
    }
}

fn file(bytes: &[u8]) {
    FOLDER.with(|folder| {
        let path = folder.path().join("backup");
        fs::write(&path, bytes).expect("the folder takes files");
        let directory = Directory::new("/relay");
        let sound = archive::verify(&path).is_ok();
        let Ok(mut reader) = ArchiveReader::open(&path) else {
            assert!(!sound, "a file that was verified is opened");
            return;
        };
        let mut read = 0;
        while let Ok(Some(section)) = reader.next_section() {
            if section == STORE {
                let restored = MemoryStore::new();
                let _ = backup::restore(&restored, || {
                    ArchiveReader::open_section(&path, STORE).map_err(std::io::Error::other)
                });
            } else if let Ok(place) = archive::place_of(&directory, &section) {
                let inside = place.strip_prefix("/relay").expect("inside the directory");
                let plain = |part| matches!(part, std::path::Component::Normal(_));
                assert!(inside.components().all(plain), "{section:?} leads to {}", place.display());
            }
            let mut content = Vec::new();
            if reader.content().read_to_end(&mut content).is_err() {
                break;
            }
            read += content.len();
            assert!(read <= bytes.len(), "more came out than is in the file");
        }
    });
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let marked = |mark: u8, bytes: &[u8]| [&[mark], bytes].concat();
    let mut rows = Vec::new();
    backup::write(&RelayWorld::new().store, &mut rows).expect("memory reads");
    let bare = &rows[..rows.len() - 32];
    let mut small = bare[..20].to_vec();
    small.extend(b"S\0\0\0\x05headsR\0\0\0\x02ab\0\0\0\x03xyz");
    small.extend(b"E\0\0\0\0\0\0\0\x01");
    let mut archive = b"corridor-relay backup 1\n".to_vec();
    let mut section = |name: &str, content: &[u8]| {
        archive.extend((name.len() as u16).to_be_bytes());
        archive.extend(name.as_bytes());
        archive.extend((content.len() as u32).to_be_bytes());
        archive.extend(content);
        archive.extend([0; 4]);
    };
    section("files/relay.toml", b"listen = \"127.0.0.1:0\"\n");
    section(STORE, &with_hash(&small));
    section("blobs/50ab/00ff", b"sealed");
    archive.extend([0; 2]);
    [
        ("store", marked(0, &rows)),
        ("store_hashed", marked(1, bare)),
        ("rows", marked(1, &small)),
        ("archive", marked(2, &with_hash(&archive))),
        ("archive_hashed", marked(3, &archive)),
        ("leads_out", marked(3, b"corridor-relay backup 1\n\0\x0bfiles/../xx\0\0\0\0\0\0")),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .into()
}
