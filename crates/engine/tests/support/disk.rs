//! What is on a device's disk, as somebody sees it who has the key: each page of the database and each frame
//! of its journal, freed or not.

// It looks at files; the engine does not.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use aes::Aes256;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockDecryptMut, KeyIvInit};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// The key of every database here, and what SQLCipher 4 makes of a page under a raw key: AES-256-CBC, and at
/// the page's end the nonce and a tag. The first page begins with a salt, in the clear.
pub const KEY: [u8; 32] = [1; 32];
const PAGE: usize = 4096;
const RESERVE: usize = 16 + 64;
const SALT: usize = 16;

/// SQLite's write-ahead log: a header, then frames of a header and a page.
const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

pub fn journal_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Every page of the database and of its journal, decrypted.
pub fn pages(database: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(database).unwrap();
    assert_eq!(bytes.len() % PAGE, 0, "whole pages");
    let mut pages: Vec<_> = bytes.chunks(PAGE).zip(1..).map(|(page, at)| open(page, at)).collect();
    // Page size, and what is left at the end of each: this is the header of a database, decrypted.
    assert_eq!(pages[0][..8], [0x10, 0x00, 2, 2, 80, 64, 32, 32], "not a database");
    let journal = std::fs::read(journal_of(database)).unwrap_or_default();
    let frames = journal.get(LOG_HEADER..).unwrap_or_default();
    for frame in frames.chunks_exact(FRAME_HEADER + PAGE) {
        let number = u32::from_be_bytes(frame[..4].try_into().unwrap());
        pages.push(open(&frame[FRAME_HEADER..], number));
    }
    pages
}

fn open(page: &[u8], number: u32) -> Vec<u8> {
    let start = if number == 1 { SALT } else { 0 };
    let end = PAGE - RESERVE;
    let nonce: [u8; 16] = page[end..end + 16].try_into().unwrap();
    let mut content = page[start..end].to_vec();
    let cipher = cbc::Decryptor::<Aes256>::new(&KEY.into(), &nonce.into());
    cipher.decrypt_padded_mut::<NoPadding>(&mut content).unwrap();
    content
}

fn contains(bytes: &[u8], marker: &[u8]) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker)
}

pub fn is_in_pages(database: &Path, marker: impl AsRef<[u8]>) -> bool {
    let marker = marker.as_ref();
    pages(database).iter().any(|page| contains(page, marker))
}

/// A connection of the test's own, beside the engine's.
pub fn connect(database: &Path) -> Connection {
    let connection = Connection::open(database).unwrap();
    let key = KEY.iter().fold(String::new(), |key, byte| key + &format!("{byte:02x}"));
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    connection
}

/// The tables in a value of which the marker stands.
pub fn tables_with(database: &Path, marker: &str) -> Vec<String> {
    let connection = connect(database);
    let mut names =
        connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert!(names.len() > 10, "{names:?}");
    let has_marker = |name: &String| {
        let mut rows = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let is_there = (0..columns).any(|column| match row.get_ref(column).unwrap() {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => contains(bytes, marker.as_bytes()),
                _ => false,
            });
            if is_there {
                return true;
            }
        }
        false
    };
    names.into_iter().filter(has_marker).collect()
}
