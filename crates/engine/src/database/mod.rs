//! The one local database: opened encrypted or not at all, and changed in whole transactions.

mod account;
mod act;
mod affiliation;
mod alias;
mod announcement;
mod answered;
mod aside;
mod blocked;
mod clock;
mod device;
mod ended;
mod entry;
mod expiry;
mod file;
mod file_part;
mod flight;
mod gallery;
#[cfg(test)]
mod generated;
mod intent;
mod item;
mod knock;
mod lost;
mod mark;
mod mls_table;
mod page;
mod profile;
#[cfg(feature = "simulation")]
mod raw;
mod receipt;
mod room;
mod schema;
mod search;
mod setting;
mod shown;
mod signature;
mod sounding;
mod statement;
mod upload;
mod waking;

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::LazyLock;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::command::StorageError;

pub(crate) use account::AccountRow;
pub(crate) use act::{AS_ADMIN, Subject};
pub(crate) use aside::Aside;
pub(crate) use device::DeviceRow;
pub(crate) use file::{FileRow, FileStage};
pub(crate) use flight::{FlightRow, Recipient};
pub(crate) use intent::{Intent, IntentRow, IntentState};
pub(crate) use item::{NewItem, Written};
pub(crate) use knock::{KnockState, LinkRow, OwnKnockRow};
pub(crate) use mls_table::SqlTable;
#[cfg(feature = "simulation")]
pub use raw::Raw;
pub(crate) use receipt::ReceiptStatus;
pub(crate) use room::{RoomRow, StatusCode};
pub(crate) use setting::REPORT_TO;
pub(crate) use shown::{PINNED, UNPINNED, read_vote, vote_text};
pub(crate) use sounding::{
    AnswerRow, AskedRow, SoundingRow, answer_text, counted, question_in, read_answer,
};
pub(crate) use statement::statement_in;
pub(crate) use upload::Slot;

/// Where a database lives.
#[derive(Clone, Debug)]
pub enum Location {
    File(PathBuf),
    /// Gone when the engine is dropped; for tests and simulation.
    Memory,
}

/// The raw 32-byte key of the database. Deriving one from a passphrase is the driver's work.
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

impl DatabaseKey {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    fn pragma(&self) -> Zeroizing<String> {
        use core::fmt::Write as _;
        let mut text = Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            // Writing into a String does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push_str("'\"");
        text
    }
}

/// SQLite counts as set up before SQLCipher has added itself, so a thread that opens a database while
/// another opens the first one of the process gets one that takes no key. Whoever comes first opens
/// an empty one, and the others wait. It fails with the next one too, which says why.
static CIPHER: LazyLock<()> = LazyLock::new(|| drop(Connection::open_in_memory()));

/// Queries and statements by topic are in this module's files, all as methods of this type.
pub(crate) struct Database {
    pub(crate) connection: Connection,
    /// Whether something was forgotten that the log of writes may hold.
    pub(crate) has_forgotten: Cell<bool>,
    /// A disk that fails refuses no rollback: it writes nothing. The simulated one has to be told.
    #[cfg(feature = "simulation")]
    pub(crate) rolls_back: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Database {
    pub(crate) fn open(location: &Location, key: &DatabaseKey) -> Result<Self, StorageError> {
        LazyLock::force(&CIPHER);
        let connection = match location {
            Location::File(path) => Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_WRITE
                    | OpenFlags::SQLITE_OPEN_CREATE
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?,
            Location::Memory => Connection::open_in_memory()?,
        };
        // A wrong key is an answer of this function, not a line on standard error.
        connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
        connection.execute_batch(&key.pragma())?;
        // A build without SQLCipher takes the key and writes plain text; this is the only sign.
        let cipher: Option<String> =
            connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok();
        if cipher.is_none_or(|version| version.is_empty()) {
            return Err(StorageError::NoCipher);
        }
        // The key is checked by the first read.
        connection
            .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))
            .map_err(|error| match StorageError::from(error) {
                StorageError::DiskFull => StorageError::DiskFull,
                _ => StorageError::WrongKey,
            })?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA secure_delete = ON;
             PRAGMA temp_store = MEMORY;",
        )?;
        // All that there are: each is parsed once.
        connection.set_prepared_statement_cache_capacity(256);
        let database = Self {
            connection,
            // Whoever was killed in between could not empty it.
            has_forgotten: Cell::new(true),
            #[cfg(feature = "simulation")]
            rolls_back: std::sync::Arc::default(),
        };
        database.migrate()?;
        Ok(database)
    }

    pub(crate) fn begin(&self) -> Result<(), StorageError> {
        // A disk that failed may have refused the rollback too.
        self.roll_back();
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    pub(crate) fn commit(&self) -> Result<(), StorageError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// Undoes what was not committed. A failure here means there is nothing to undo.
    pub(crate) fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            #[cfg(feature = "simulation")]
            self.rolls_back.store(true, std::sync::atomic::Ordering::Relaxed);
            let _ = self.connection.execute_batch("ROLLBACK");
            #[cfg(feature = "simulation")]
            self.rolls_back.store(false, std::sync::atomic::Ordering::Relaxed);
        }
    }

    pub(crate) fn mls_table(&self) -> SqlTable<'_> {
        SqlTable::new(&self.connection)
    }
}

/// Reads a value that this engine wrote itself; anything else is damage.
fn stored<T>(what: &'static str, value: Option<T>) -> Result<T, StorageError> {
    value.ok_or_else(|| StorageError::Corrupt(what.to_owned()))
}

/// A sequence, a mark or a time as SQLite keeps it. All of them stay far below 2^63.
#[allow(clippy::cast_possible_wrap)]
fn to_sql(number: u64) -> i64 {
    number as i64
}

#[allow(clippy::cast_sign_loss)]
fn from_sql(number: i64) -> u64 {
    number as u64
}

#[cfg(test)]
impl Database {
    /// How SQLite would go about a query.
    fn plan(&self, query: &str) -> String {
        let mut statement =
            self.connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
        let count = statement.parameter_count();
        let lines = statement
            .query_map(rusqlite::params_from_iter(vec![0; count]), |row| row.get::<_, String>(3));
        lines.unwrap().collect::<Result<Vec<_>, _>>().unwrap().join("; ")
    }
}
