//! One input, from the moment it comes in until its outputs are staged.
//!
//! | file | what it does |
//! |---|---|
//! | `connection` | greeting, registration, replies by what was asked |
//! | `log` | pages of a room's log, in order, and following it |
//! | `message` | messages, texts and receipts: sealed from what was written, shown from what came |
//! | `words` | what a person says: texts, polls, at once or at a time |
//! | `kinds` | contacts, places, what a file tells of itself, and files that are opened once |
//! | `nudge` | phrases that go by their number, after five seconds |
//! | `announcement` | what headquarters says to a room, and who has seen it |
//! | `act` | what a person does to messages: reactions, edits, withdrawals, pins, votes |
//! | `mark` | what people draw and write on pictures |
//! | `sounding` | questions to people who are each asked alone, and what comes of them |
//! | `statement` | statements in paragraphs, suggestions, sign-off, and the silence procedure |
//! | `alias` | the glossary: what stands for a name on this device |
//! | `block` | people of whom nothing is heard on this device |
//! | `expiry` | what disappears, and when |
//! | `apply` | what a commit changes: roster, state, timeline |
//! | `knock` | links by which people ask to be let in, and who does |
//! | `inbox` | invitations, and requests to be added again |
//! | `invitation` | whether one may take the place of what is known of a room |
//! | `outbox` | intents become flights; flights become entries |
//! | `commit` | intents that change the room |
//! | `claims` | key packages of those who are to be added |
//! | `command` | what a person asks |
//! | `room_settings` | description, expiry, who may write; what is muted and put away here |
//! | `founding` | rooms that are made: new, direct, anew |
//! | `huddle` | rooms that end by themselves, and are erased then |
//! | `profile` | how this person wishes to be known, and how others do |
//! | `affiliation` | for whom people speak, by the word of organisations |
//! | `told` | what newcomers are told of what was said before |
//! | `transfer` | parts of commits and invitations that go through the blob store |
//! | `file` | files that people send |
//! | `file_limits` | what may be sent as a file, and shown of another's |
//! | `long_file` | those that are too long for one piece |
//! | `push` | being woken while away |
//! | `repair` | damaged rooms, relays that forgot, histories that differ |

mod act;
mod affiliation;
mod alias;
mod announcement;
mod apply;
mod block;
mod claims;
mod command;
mod commit;
mod connection;
mod expiry;
mod file;
mod file_limits;
mod founding;
mod huddle;
mod inbox;
mod invitation;
mod kinds;
mod knock;
mod log;
mod long_file;
mod look;
mod lost;
mod mark;
mod message;
mod nudge;
mod outbox;
mod profile;
mod push;
mod receipts;
mod repair;
mod restore;
mod room_settings;
mod sounding;
mod statement;
mod told;
mod transfer;
mod typing;
mod waking;
mod words;

use std::collections::BTreeMap;

use corridor_sealing::identity::DeviceIdentity;
use corridor_sealing::session::RoomSession;
use corridor_sealing::{Entropy, Provider};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::encode;
use corridor_wire::id::{AccountId, OpId};
use corridor_wire::relay_frame::ErrorReply;
use rand_chacha::ChaCha20Rng;
use rand_core::RngCore;

pub(crate) use act::is_admin;
pub(crate) use huddle::{PATIENCE_MS, end_of};
pub(crate) use inbox::PendingInvitation;
pub(crate) use message::RECEIPT_PEOPLE;
pub(crate) use nudge::PHRASES_SETTING;
pub(crate) use push::PushLink;
pub use push::PushState;
pub(crate) use typing::{SETTING as TYPING_SETTING, Typing};
pub(crate) use waking::{SETTING as WAKING_SETTING, silent};

use crate::command::StorageError;
use crate::database::{AccountRow, Database, RoomRow, SqlTable};
use crate::link::{Asked, Link};
use crate::output::{Change, DisconnectReason, Output, UnixMillis};
use crate::view::RoomId;

pub(crate) struct Turn<'e> {
    database: &'e Database,
    sessions: &'e mut BTreeMap<RoomId, RoomSession>,
    link: &'e mut Link,
    staged: &'e mut Vec<Output>,
    now: UnixMillis,
    rng: ChaCha20Rng,
    identity: Option<DeviceIdentity>,
}

impl<'e> Turn<'e> {
    pub(crate) fn new(
        database: &'e Database,
        sessions: &'e mut BTreeMap<RoomId, RoomSession>,
        link: &'e mut Link,
        staged: &'e mut Vec<Output>,
        now: UnixMillis,
        entropy: Entropy,
    ) -> Self {
        Self { database, sessions, link, staged, now, rng: entropy.rng(), identity: None }
    }

    /// When the clock has something to do next.
    pub(crate) fn next_wake(&self) -> Result<Option<UnixMillis>, StorageError> {
        // What disappears does so without a connection too; everything else waits for one.
        let expiry = self.database.next_expiry()?;
        let end = self.database.next_end(self.now, PATIENCE_MS)?;
        let expiry = expiry.into_iter().chain(end).min();
        if !self.link.is_ready() {
            return Ok(expiry);
        }
        let paused = self.link.paused.values().copied().min();
        let letters = self.link.letters_paused.values().copied().min();
        let files = self.link.files_paused.values().copied().min();
        let due = self.database.next_due(self.now)?;
        let typing = self.link.typing.next_end();
        let ended = self.database.next_log_to_delete(self.now)?;
        Ok([paused, letters, files, due, expiry, typing, ended].into_iter().flatten().min())
    }

    pub(crate) fn database(&self) -> &Database {
        self.database
    }

    pub(crate) fn link(&self) -> &Link {
        self.link
    }

    pub(crate) fn now(&self) -> UnixMillis {
        self.now
    }

    fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    fn new_op_id(&mut self) -> OpId {
        OpId::from_bytes(self.random())
    }

    fn change(&mut self, change: Change) {
        let output = Output::Changed(change);
        let repeated = self.staged.iter().any(
            |staged| matches!((staged, &output), (Output::Changed(a), Output::Changed(b)) if a == b),
        );
        if !repeated {
            self.staged.push(output);
        }
    }

    fn disconnect(&mut self, reason: DisconnectReason) {
        self.link.go_offline();
        self.staged.push(Output::Disconnect { reason });
    }

    fn send(&mut self, asked: Asked, request: Request) {
        let request_id = self.link.request(asked);
        self.staged.push(Output::Send(encode(&ClientFrame { request_id, request })));
    }

    /// The identity of this device, once the relay has said its name.
    fn identity(&mut self) -> Result<&DeviceIdentity, StorageError> {
        if self.identity.is_none() {
            let row = self.account_row()?;
            let certificate = row
                .certificate
                .clone()
                .ok_or_else(|| StorageError::Corrupt("no certificate yet".to_owned()))?;
            self.identity = Some(DeviceIdentity { secret: row.device()?, certificate });
        }
        self.identity.as_ref().ok_or_else(|| StorageError::Corrupt("no identity".to_owned()))
    }

    fn own_account(&mut self) -> Result<AccountId, StorageError> {
        Ok(self.identity()?.account().clone())
    }

    fn account_row(&self) -> Result<AccountRow, StorageError> {
        self.database
            .account_row()?
            .ok_or_else(|| StorageError::Corrupt("the profile has no account".to_owned()))
    }

    fn existing_room(&self, room: &RoomId) -> Result<RoomRow, StorageError> {
        self.database
            .room(room)?
            .ok_or_else(|| StorageError::Corrupt("a room that was there is gone".to_owned()))
    }

    /// Runs `act` with what MLS needs: storage in this transaction, and this turn's randomness.
    fn with_provider<T>(
        &mut self,
        act: impl FnOnce(&Provider<'_, SqlTable<'_>>, &DeviceIdentity) -> T,
    ) -> Result<T, StorageError> {
        let table = self.database.mls_table();
        let entropy = Entropy::from_bytes(self.random());
        let provider = Provider::new(&table, entropy);
        let identity = self.identity()?;
        Ok(act(&provider, identity))
    }

    /// Runs `act` with the room's MLS session, loading it when it is not in memory.
    fn with_session<T>(
        &mut self,
        room: &RoomId,
        act: impl FnOnce(&mut RoomSession, &Provider<'_, SqlTable<'_>>, &DeviceIdentity) -> T,
    ) -> Result<T, StorageError> {
        let kept = self.sessions.remove(room);
        let (session, outcome) = self.with_provider(|provider, identity| {
            let mut session = match kept {
                Some(session) => session,
                None => RoomSession::load(provider, room)
                    .map_err(|error| StorageError::Sealing(error.to_string()))?
                    .ok_or_else(|| StorageError::Corrupt("a room has no MLS group".to_owned()))?,
            };
            let outcome = act(&mut session, provider, identity);
            Ok::<_, StorageError>((session, outcome))
        })??;
        self.sessions.insert(*room, session);
        Ok(outcome)
    }

    /// Forgets what could open or write the room's log.
    fn forget_session(&mut self, room: &RoomId) -> Result<(), StorageError> {
        let kept = self.sessions.remove(room);
        self.with_provider(|provider, _| {
            let session = match kept {
                Some(session) => Some(session),
                None => RoomSession::load(provider, room)
                    .map_err(|error| StorageError::Sealing(error.to_string()))?,
            };
            session.map_or(Ok(()), |session| {
                session.delete(provider).map_err(|error| StorageError::Sealing(error.to_string()))
            })
        })?
    }
}

/// How long to wait before asking again: what the relay says, within reason.
fn wait_ms(error: &ErrorReply, default: u64) -> u64 {
    const LEAST: u64 = 50;
    const MOST: u64 = 60 * 60 * 1000;
    error.retry_after_ms.unwrap_or(default).clamp(LEAST, MOST)
}

/// What went wrong inside MLS that is neither the peer's fault nor the disk's.
fn sealing(error: impl core::fmt::Display) -> StorageError {
    StorageError::Sealing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_waited_for_as_long_as_it_says_within_reason() {
        let wait = |retry_after_ms| {
            let code = corridor_wire::error_code::ErrorCode::RateLimited;
            wait_ms(&ErrorReply { code, detail: String::new(), retry_after_ms }, 5_000)
        };
        assert_eq!(wait(None), 5_000);
        assert_eq!(wait(Some(7_000)), 7_000);
        assert_eq!((wait(Some(0)), wait(Some(51))), (50, 51));
        assert_eq!((wait(Some(3_600_000)), wait(Some(u64::MAX))), (3_600_000, 3_600_000));
    }
}
