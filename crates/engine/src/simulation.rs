//! What a simulator does to a device: ends its process, lets its database fail, makes it break rules that
//! others have to keep; and what it asks of the database behind the screens.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use corridor_sealing::Entropy;
use corridor_wire::id::Seq;
use rusqlite::types::ValueRef;

use crate::command::{Answer, CommandError, StorageError};
use crate::database::Raw;
use crate::engine::Engine;
use crate::output::UnixMillis;
use crate::view::{ItemKind, LocalId, RoomId};

/// Virtual machine steps of SQLite between two looks at what is left. Small, so that a failure can
/// hit each statement of an input.
const STEPS: i32 = 1;

/// The setting that holds a smaller limit for what travels inside a record.
pub(crate) const INLINE_BYTES: &str = "simulated_inline_bytes";

impl Engine {
    /// Lets commits and Welcomes above this size travel as blobs, which in real rooms takes hundreds
    /// of members.
    pub fn travel_as_blob_above(&mut self, bytes: u64) -> Result<(), StorageError> {
        self.database.set_number(INLINE_BYTES, bytes)
    }

    /// The process is killed and started again: what was committed is there, and nothing else.
    #[must_use]
    pub fn crash(self) -> Self {
        self.database.roll_back();
        Self::over(self.database)
    }

    /// Lets the database fail `steps` steps of its machine from now on, and at every commit from
    /// then on, until told otherwise with `None`. Each failure rolls the input back.
    pub fn fail_storage_after(&mut self, steps: Option<u32>) -> rusqlite::Result<()> {
        let rolls_back = Arc::clone(&self.database.rolls_back);
        let connection = &mut self.database.connection;
        let Some(steps) = steps else {
            connection.progress_handler(0, None::<fn() -> bool>)?;
            return connection.commit_hook(None::<fn() -> bool>);
        };
        let left = Arc::new(AtomicU32::new(steps));
        let at_commit = Arc::clone(&left);
        connection.progress_handler(
            STEPS,
            Some(move || {
                let spend = |left: u32| left.checked_sub(1);
                let is_spent =
                    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend).is_err();
                is_spent && !rolls_back.load(Ordering::Relaxed)
            }),
        )?;
        // A commit that is refused is rolled back, as when the disk refuses the write.
        connection.commit_hook(Some(move || at_commit.load(Ordering::Relaxed) == 0))
    }

    /// A program that keeps to no rule: does something to a message whoever may. What comes of it is the
    /// others' to judge.
    pub fn act_unasked(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        item: LocalId,
        kind: ItemKind,
        text: &str,
    ) -> Result<Answer, CommandError> {
        self.turn(now, entropy, |turn| {
            let answer = turn.act_unasked(item, kind, text)?;
            turn.advance()?;
            Ok(answer)
        })
    }

    /// What people said in a room and did to it, as it is stored: what stands behind `after`, and what is queued.
    pub fn raw(&self, room: &RoomId, after: Seq) -> Result<Vec<Raw>, StorageError> {
        self.database.raw(room, after)
    }

    /// Every stored value in which `mark` occurs, and in which table. It reads all of the database.
    pub fn stored_with(&self, mark: &str) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        let connection = &self.database.connection;
        let mut names =
            connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let names: Vec<String> =
            names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for name in names {
            let mut rows = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
            let columns = rows.column_count();
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let (ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = row.get_ref(column)?
                    else {
                        continue;
                    };
                    if contains(bytes, mark.as_bytes()) {
                        found.push((name.clone(), bytes.to_vec()));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// All of a database is looked through: the first byte alone decides for nearly all of it.
fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    let Some(first) = mark.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(mark) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}
