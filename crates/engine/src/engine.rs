//! The engine's outside: one transaction around each input, and the outputs once it is on disk.

use std::collections::{BTreeMap, VecDeque};

use corridor_sealing::Entropy;
use corridor_sealing::session::RoomSession;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::push::{PushEndpoint, PushKey};

use crate::command::{Answer, Command, CommandError, CommandId, StorageError};
use crate::database::{Database, DatabaseKey, Location};
use crate::link::Link;
use crate::output::{DisconnectReason, Output, TransferId, TransferResult, UnixMillis};
use crate::turn::{PushState, Turn};
use crate::view::RoomId;

pub struct Engine {
    pub(crate) database: Database,
    /// MLS groups, loaded when first needed. Dropped whenever a transaction is rolled back, because
    /// openmls changes them in memory and on disk at once.
    sessions: BTreeMap<RoomId, RoomSession>,
    pub(crate) link: Link,
    outputs: VecDeque<Output>,
    wake: Option<UnixMillis>,
}

// The method itself would not do for every lifetime of a turn.
#[allow(clippy::redundant_closure_for_method_calls)]
impl Engine {
    pub fn open(location: &Location, key: &DatabaseKey) -> Result<Self, StorageError> {
        let database = Database::open(location, key)?;
        let end = database.next_end(0, 0)?;
        let wake = database.next_expiry()?.into_iter().chain(end).min();
        Ok(Self { wake, ..Self::over(database) })
    }

    /// An engine that knows what is on disk and nothing else.
    pub(crate) fn over(database: Database) -> Self {
        Self {
            database,
            sessions: BTreeMap::new(),
            link: Link::offline(),
            outputs: VecDeque::new(),
            wake: None,
        }
    }

    pub fn command(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        command: Command,
    ) -> Result<Answer, CommandError> {
        self.turn(now, entropy, |turn| {
            let answer = turn.command(command)?;
            turn.advance()?;
            Ok(answer)
        })
    }

    /// As [`Self::command`], for somebody who may not hear the answer and ask again: a command of the same
    /// id that was taken in the last seven days is answered as it was then, and nothing is done. One that
    /// was refused was not taken.
    pub fn command_once(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        id: CommandId,
        command: Command,
    ) -> Result<Answer, CommandError> {
        self.turn(now, entropy, |turn| {
            if let Some(answer) = turn.database().answered(id)? {
                return Ok(answer);
            }
            let answer = turn.command(command)?;
            turn.database().put_answered(id, &answer, now)?;
            turn.advance()?;
            Ok(answer)
        })
    }

    /// The connection to the relay is open.
    pub fn handle_connected(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
    ) -> Result<(), StorageError> {
        self.turn(now, entropy, |turn| turn.connected())
    }

    /// One binary message from the relay.
    pub fn handle_frame(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        bytes: &[u8],
    ) -> Result<(), StorageError> {
        self.turn(now, entropy, |turn| {
            turn.frame(bytes)?;
            turn.advance()
        })
    }

    /// The connection is gone. What was under way is sent again on the next one.
    pub fn handle_disconnected(&mut self, _now: UnixMillis) {
        self.link.go_offline();
        // Frames that were not taken belong to the connection that is gone.
        self.outputs.retain(|output| matches!(output, Output::Changed(_)));
    }

    pub fn handle_timeout(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
    ) -> Result<(), StorageError> {
        self.turn(now, entropy, |turn| turn.advance())
    }

    pub fn handle_transfer(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        transfer: TransferId,
        result: TransferResult,
    ) -> Result<(), StorageError> {
        self.turn(now, entropy, |turn| {
            turn.transferred(transfer, result)?;
            turn.advance()
        })
    }

    /// This person writes in a room, or has stopped: told at most every few seconds, to those who are there,
    /// and never again. Nothing is told before `Command::SetTyping`.
    pub fn tell_typing(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        room: &RoomId,
        writes: bool,
    ) -> Result<(), StorageError> {
        self.turn(now, entropy, |turn| turn.tell_typing(room, writes))
    }

    /// Asks the relay to wake this device at `endpoint` while it is away; `None` ends it. What the relay
    /// says is in [`Self::push`], and `Change::Settled` comes with it.
    pub fn set_push(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        endpoint: Option<PushEndpoint>,
    ) -> Result<PushState, StorageError> {
        self.turn(now, entropy, |turn| {
            let state = turn.set_push(endpoint)?;
            turn.advance()?;
            Ok(state)
        })
    }

    /// The key that the relay signs with at push services, where it can wake devices, and how far this
    /// connection is with asking it to.
    pub fn push(&self) -> (Option<PushKey>, PushState) {
        (self.link.push.key, self.link.push.state)
    }

    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When to call `handle_timeout`; `None` while nothing waits for the clock.
    pub fn poll_wake(&self) -> Option<UnixMillis> {
        self.wake
    }

    pub fn is_authenticated(&self) -> bool {
        self.link.is_ready()
    }

    /// One input, one transaction. Either everything that `act` did is on disk and its outputs are
    /// queued, or nothing happened.
    pub(crate) fn turn<T, E: From<StorageError> + IsStorage>(
        &mut self,
        now: UnixMillis,
        entropy: Entropy,
        act: impl FnOnce(&mut Turn<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut staged = Vec::new();
        let mut turn = Turn::new(
            &self.database,
            &mut self.sessions,
            &mut self.link,
            &mut staged,
            now,
            entropy,
        );
        let begun = self.database.begin().map_err(E::from);
        let outcome = begun.and_then(|()| act(&mut turn)).and_then(|value| {
            turn.forget_expired()?;
            let wake = turn.next_wake()?;
            self.database.commit()?;
            Ok((value, wake))
        });
        match outcome {
            Ok((value, wake)) => {
                self.wake = wake;
                if self.database.has_forgotten.get() {
                    self.database.has_forgotten.set(!self.database.empty_journal());
                }
                self.outputs.extend(staged);
                Ok(value)
            }
            Err(error) => {
                self.database.roll_back();
                if !is_planted(Bug::SessionKeptAfterRollback) {
                    self.sessions.clear();
                }
                if error.is_storage() {
                    // What the connection has told is in memory only; start from the disk again.
                    self.link.go_offline();
                    // The next connection says when to wake again; until then a wake would find the
                    // same disk.
                    self.wake = None;
                    self.outputs.retain(|output| matches!(output, Output::Changed(_)));
                    self.outputs
                        .push_back(Output::Disconnect { reason: DisconnectReason::LocalStorage });
                }
                Err(error)
            }
        }
    }
}

/// Whether an error left the connection's state behind the database's.
pub(crate) trait IsStorage {
    fn is_storage(&self) -> bool;
}

impl IsStorage for StorageError {
    fn is_storage(&self) -> bool {
        true
    }
}

impl IsStorage for CommandError {
    /// A command is refused before it touches the connection.
    fn is_storage(&self) -> bool {
        matches!(self, Self::Storage(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_is_refused_leaves_the_connection_as_it_is() {
        assert!(!CommandError::NoRoom.is_storage());
        assert!(!CommandError::NoAccount.is_storage());
        assert!(CommandError::Storage(StorageError::DiskFull).is_storage());
        assert!(StorageError::WrongKey.is_storage());
    }
}
