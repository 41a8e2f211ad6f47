//! A device's part in one room: an MLS group (RFC 9420) and the room's state inside it.

use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{AccountId, DeviceId, LogId, OpId};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::Token;
use openmls::prelude::{Ciphersuite, MlsGroup};

use crate::blob::BlobReference;
use crate::identity::DeviceIdentity;
use crate::key_package::ValidatedKeyPackage;
use crate::policy::PolicyViolation;
use crate::provider::{MlsTable, Provider, StorageError};
use crate::record::{Position, RecordError, SealedBody};
use crate::room_state::{RoomState, RoomStateError};

/// ML-KEM-768 with X25519, AES-256-GCM, SHA-384, Ed25519 (draft-ietf-mls-pq-ciphersuites).
pub const SUITE: Ciphersuite = Ciphersuite::MLS_128_MLKEM768X25519_AES256GCM_SHA384_Ed25519;

/// A device's part in one room. It may be kept across inputs; after a rolled back transaction it is
/// dropped and loaded again.
pub struct RoomSession {
    group: MlsGroup,
    state: RoomState,
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
    pub welcome: Vec<u8>,
    pub tree: Vec<u8>,
}

/// A commit that this device has followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppliedCommit {
    pub committer: DeviceId,
    pub account: AccountId,
    pub added: Vec<DeviceCertificate>,
    pub removed: Vec<DeviceCertificate>,
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
    /// The commit is in a blob: fetch it, then `open_fetched`.
    Fetch(BlobReference),
    /// A commit that removed this device: the session is over.
    Removed(AppliedCommit),
}

#[derive(Debug, Clone, thiserror::Error)]
pub enum OpenError {
    /// Every member finds the same and skips the entry. The group is as it was.
    #[error("the entry is skipped by everybody: {0}")]
    Invalid(#[from] InvalidReason),
    /// Only this device cannot follow. It asks to be added again.
    #[error("this device cannot follow: {0}")]
    Damaged(#[from] DamagedReason),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why every member skips an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReason {
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Policy(#[from] PolicyViolation),
}

/// Why only this device cannot follow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DamagedReason {
    #[error("the commit's secret for this device does not decrypt")]
    PathSecret,
}

#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    State(#[from] RoomStateError),
}

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Storage(#[from] StorageError),
}

#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    #[error(transparent)]
    Storage(#[from] StorageError),
}

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Record(#[from] RecordError),
}

#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Policy(#[from] PolicyViolation),
}

impl RoomSession {
    /// A room with this device alone in it, at epoch 0. `state` names its account as an owner.
    pub fn create<T: MlsTable>(
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        log: &LogId,
        state: RoomState,
    ) -> Result<Self, CreateError> {
        let _ = (provider, identity, log, state);
        todo!()
    }

    pub fn load<T: MlsTable>(
        provider: &Provider<'_, T>,
        log: &LogId,
    ) -> Result<Option<Self>, LoadError> {
        let _ = (provider, log);
        todo!()
    }

    /// Joins by a Welcome. An older session of the same room in the table is replaced.
    pub fn join<T: MlsTable>(
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        log: &LogId,
        welcome: &[u8],
        tree: &[u8],
    ) -> Result<Self, JoinError> {
        let _ = (provider, identity, log, welcome, tree);
        todo!()
    }

    /// Forgets everything the table has of this room.
    pub fn delete<T: MlsTable>(self, provider: &Provider<'_, T>) -> Result<(), StorageError> {
        let _ = (provider, &self.group, &self.state);
        todo!()
    }

    pub fn epoch(&self) -> u64 {
        todo!()
    }

    pub fn state(&self) -> &RoomState {
        &self.state
    }

    pub fn roster(&self) -> Vec<RosterDevice> {
        todo!()
    }

    /// The log's token of this epoch, exported under the label `corridor token`.
    pub fn token<T: MlsTable>(&self, provider: &Provider<'_, T>) -> Token {
        let _ = provider;
        todo!()
    }

    /// Equal for two devices exactly when they agree on the whole group (RFC 9420, section 8.7).
    pub fn epoch_authenticator(&self) -> Vec<u8> {
        todo!()
    }

    pub fn seal_message<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        position: &Position,
        content: &[u8],
    ) -> Result<Record, SealError> {
        let _ = (provider, identity, position, content);
        todo!()
    }

    /// Builds a commit and leaves it pending in the group. The MLS message names `op_id`, so the
    /// entry that carries it must have it too; its version may change when the hub says so.
    pub fn prepare_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        identity: &DeviceIdentity,
        op_id: &OpId,
        request: CommitRequest,
    ) -> Result<PreparedCommit, CommitError> {
        let _ = (provider, identity, op_id, request);
        todo!()
    }

    /// Seals a prepared commit, or the reference to the blob it is in, for its place in the log.
    /// [`RecordError::TooLarge`] says that it has to be a blob.
    pub fn seal_commit<T: MlsTable>(
        &self,
        provider: &Provider<'_, T>,
        position: &Position,
        header: &CommitHeader,
        body: &SealedBody,
    ) -> Result<Record, RecordError> {
        let _ = (provider, position, header, body);
        todo!()
    }

    pub fn has_pending_commit(&self) -> bool {
        todo!()
    }

    /// Another commit was first.
    pub fn discard_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
    ) -> Result<(), StorageError> {
        let _ = provider;
        todo!()
    }

    /// The hub has taken the pending commit as the next entry of this epoch.
    pub fn merge_own_commit<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
    ) -> Result<AppliedCommit, CommitError> {
        let _ = provider;
        todo!()
    }

    /// Opens an entry that another device wrote. Own entries are known by their `op_id`.
    ///
    /// No clock is asked: whether a commit is valid must not depend on who asks when.
    pub fn open<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        log: &LogId,
        entry: &Entry,
    ) -> Result<Opened, OpenError> {
        let _ = (provider, log, entry);
        todo!()
    }

    /// As [`RoomSession::open`] after [`Opened::Fetch`], with what the blob contains.
    pub fn open_fetched<T: MlsTable>(
        &mut self,
        provider: &Provider<'_, T>,
        log: &LogId,
        entry: &Entry,
        message: &[u8],
    ) -> Result<Opened, OpenError> {
        let _ = (provider, log, entry, message);
        todo!()
    }
}
