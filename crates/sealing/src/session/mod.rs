//! A device's part in one room: an MLS group (RFC 9420) and the room's state inside it.
//!
//! | operation | idle | a commit pending |
//! |---|---|---|
//! | `seal_message` | seals | seals |
//! | `prepare_commit` | becomes pending | refused: `PendingCommit` |
//! | `open` a message | opens | opens |
//! | `open` a valid commit | next epoch | next epoch, the pending one is dropped |
//! | `merge_own_commit` | refused: `NoPendingCommit` | next epoch |
//! | `seal_signal`, `open_signal` | as a message, and nothing is stored | the same |
//! | `discard_commit` | nothing | becomes idle |
//!
//! A commit that removes this device ends the session: its part of the table is gone.

mod apply;
mod commit;
mod error;
pub(crate) mod group;
#[cfg(feature = "hostile")]
mod hostile;
mod join;
pub(crate) mod leaf;
mod open;
mod signal;
mod validity;

use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::client_frame::CommitHeader;
use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::token::Token;
use openmls::prelude::{MlsGroup, OpenMlsCrypto};
use zeroize::Zeroizing;

pub use error::{
    CommitError, CreateError, DamagedReason, InvalidReason, JoinError, LoadError, OpenError,
    SealError,
};
pub use group::{CREDENTIAL_TYPE, ContextError, SUITE};
#[cfg(feature = "hostile")]
pub use hostile::ForgedContext;
pub use leaf::LeafError;

use crate::blob::BlobReference;
use crate::key_package::ValidatedKeyPackage;
use crate::provider::{MlsTable, Provider};
use crate::record::RecordKey;
use crate::room_state::RoomState;
use crate::signal::SignalKey;

/// A device's part in one room. It may be kept across inputs; after a rolled back transaction it is
/// dropped and loaded again.
pub struct RoomSession {
    group: MlsGroup,
    state: RoomState,
    secrets: EpochSecrets,
    /// A commit removed this device; nothing of the session is stored any more.
    ended: bool,
}

/// What is exported from the current epoch, once.
struct EpochSecrets {
    token: Token,
    record_key: RecordKey,
    signal_key: SignalKey,
}

impl EpochSecrets {
    fn export(crypto: &impl OpenMlsCrypto, group: &MlsGroup) -> Result<Self, String> {
        let export = |label: &str| {
            let secret = group
                .export_secret(crypto, label, &[], 32)
                .map(Zeroizing::new)
                .map_err(|error| error.to_string())?;
            let array: Result<[u8; 32], _> = secret.as_slice().try_into();
            array.map_err(|_| "an exporter gave another length".to_owned())
        };
        Ok(Self {
            token: Token::from_bytes(export(group::TOKEN_LABEL)?),
            record_key: RecordKey::from_bytes(export(group::RECORD_LABEL)?),
            signal_key: SignalKey::from_bytes(export(group::SIGNAL_LABEL)?),
        })
    }
}

/// A leaf of the room's tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterDevice {
    pub device: DeviceId,
    pub leaf: u32,
    pub certificate: DeviceCertificate,
}

/// What a commit shall do. An empty one refreshes the committer's own keys.
#[derive(Default)]
pub struct CommitRequest {
    pub add: Vec<ValidatedKeyPackage>,
    pub remove: Vec<DeviceId>,
    /// The state afterwards; `None` keeps it. People who are removed are dropped from it anyway.
    pub state: Option<RoomState>,
}

/// A commit that waits in the group until the hub has answered.
pub struct PreparedCommit {
    /// The MLS message.
    pub message: Vec<u8>,
    pub header: CommitHeader,
    /// Present when somebody is added.
    pub welcome: Option<Welcome>,
    pub added: Vec<DeviceId>,
}

/// What the added devices join with, once the commit is in the log.
pub struct Welcome {
    /// The MLS Welcome as an MLS message; it is the same for all added devices.
    pub welcome: Vec<u8>,
    /// The ratchet tree after the commit.
    pub tree: Vec<u8>,
}

/// A commit that this device has followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppliedCommit {
    pub committer: DeviceId,
    pub account: AccountId,
    pub added: Vec<DeviceCertificate>,
    pub removed: Vec<DeviceCertificate>,
    /// It renewed the keys from the committer's leaf to the root (RFC 9420, section 7.5).
    pub has_path: bool,
    pub before: RoomState,
    pub after: RoomState,
}

/// What an entry meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    Message {
        sender: DeviceId,
        account: AccountId,
        content: Vec<u8>,
    },
    Commit(AppliedCommit),
    /// The commit is in a blob: fetch it, then `open_fetched`. Nothing has changed yet.
    Fetch(BlobReference),
    /// A commit that removed this device: the session is over. This device cannot check the commit's
    /// secrets any more, so a commit that all others skip may be believed here.
    Removed(AppliedCommit),
}

impl RoomSession {
    /// How many valid commits the room has seen since it was founded.
    pub fn epoch(&self) -> u64 {
        self.group.epoch().as_u64()
    }

    pub fn state(&self) -> &RoomState {
        &self.state
    }

    /// Whether this device is still in the room.
    pub fn is_active(&self) -> bool {
        !self.ended && self.group.is_active()
    }

    /// The devices in the room, by leaf. Every certificate was checked when its leaf came in.
    pub fn roster(&self) -> Vec<RosterDevice> {
        leaf::roster(&self.group)
    }

    /// The log's token of this epoch: `MLS-Exporter("corridor token", "", 32)`. After a commit that
    /// removed this device it stays the last one that it had.
    pub fn token<T: MlsTable>(&self, _: &Provider<'_, T>) -> Token {
        self.secrets.token.clone()
    }

    /// Equal for two devices exactly when they agree on the whole group (RFC 9420, section 8.7).
    pub fn epoch_authenticator(&self) -> Vec<u8> {
        self.group.epoch_authenticator().as_slice().to_vec()
    }
}
