//! Errors of a session, sorted by whose fault they are.

use super::group::ContextError;
use super::leaf::LeafError;
use crate::policy::PolicyViolation;
use crate::provider::StorageError;
use crate::record::RecordError;
use crate::room_state::RoomStateError;

/// Why an entry is not opened.
#[derive(Debug, Clone, thiserror::Error)]
pub enum OpenError {
    /// Every member finds the same and skips the entry. Roster, state and epoch are as they were.
    #[error("the entry is skipped by everybody: {0}")]
    Invalid(#[from] InvalidReason),
    /// A commit that others may follow and this device cannot. Its session is as it was. If the next
    /// entries open, the others have skipped it too; if they do not, this device asks to be re-added.
    #[error("this device cannot follow: {0}")]
    Damaged(#[from] DamagedReason),
    /// Nothing was wrong with the entry: the transaction is rolled back and tried again.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why every member skips an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReason {
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error("only a commit may be in a blob")]
    MessageInBlob,
    #[error("not an MLS message")]
    Malformed,
    #[error("not a PrivateMessage")]
    NotPrivate,
    #[error("the message is of another group")]
    OtherGroup,
    #[error("the message is of another epoch")]
    OtherEpoch,
    #[error("the message's key was used before, or is too far away")]
    Generation,
    #[error("the message does not decrypt or its signature is not valid: {0}")]
    Unauthentic(String),
    /// Others cannot decrypt it either: its key in their ratchets is this device's alone.
    #[error("the message says that this device wrote it, which it did not")]
    NotWrittenHere,
    #[error("the message was made for another entry")]
    OtherEntry,
    #[error("a proposal by itself")]
    StandaloneProposal,
    #[error("a commit in an entry that is not flagged as one")]
    UnflaggedCommit,
    #[error("an entry that is flagged as a commit and is none")]
    FlaggedMessage,
    #[error("the commit is not valid MLS: {0}")]
    Commit(String),
    #[error("a proposal of a kind that is not used here, or by reference")]
    ForbiddenProposal,
    #[error("a leaf is not that of a device: {0}")]
    Leaf(#[from] LeafError),
    #[error("a leaf has a lifetime")]
    LeafLifetime,
    #[error("the committer's leaf becomes another device")]
    CommitterChanged,
    #[error(transparent)]
    Context(#[from] ContextError),
    #[error(transparent)]
    Policy(#[from] PolicyViolation),
    #[error("the entry says that it revokes and removes nobody, or the other way round")]
    Revokes,
    #[error("the entry's next token is not the next epoch's")]
    NextToken,
}

/// Why only this device cannot follow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DamagedReason {
    #[error("the commit's secret for this device is missing, does not decrypt, or is another")]
    PathSecret,
    #[error("this device has lost the key that the commit's secret is encrypted to")]
    LostKey,
    /// The others follow it, so it cannot be skipped.
    #[error("this device made the commit and has lost what it needs to follow it")]
    LostCommit,
    /// The session was removed or is not what was stored.
    #[error("the session has ended")]
    Ended,
}

/// Why a room is not founded.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CreateError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    State(#[from] RoomStateError),
    #[error(
        "a room's creator is its owner, and a new room names nobody else but a direct room's other"
    )]
    Roles,
    #[error("openmls could not make the group: {0}")]
    Library(String),
}

/// Why a stored session is not loaded.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the stored group is not that of a room: {0}")]
    Context(#[from] ContextError),
    #[error("openmls could not use the stored group: {0}")]
    Library(String),
}

/// Why an invitation does not lead into a room.
#[derive(Debug, Clone, thiserror::Error)]
pub enum JoinError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("not a Welcome with a ratchet tree")]
    Malformed,
    /// The key package was used, has been deleted, or was never this device's.
    #[error("the Welcome is for no key package that this device has")]
    NoKeyPackage,
    #[error("the Welcome is for another room")]
    OtherRoom,
    #[error("the Welcome or the tree is not valid: {0}")]
    Invalid(String),
    #[error("a leaf is not that of a device: {0}")]
    Leaf(#[from] LeafError),
    #[error("an account has two account keys in the room")]
    AccountKeyDiffers,
    #[error(transparent)]
    Context(#[from] ContextError),
}

/// Why a message is not sealed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SealError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error("this device is no longer in the room")]
    Ended,
    #[error("openmls could not encrypt: {0}")]
    Library(String),
}

/// Why a commit is not prepared, or not merged.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CommitError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Policy(#[from] PolicyViolation),
    #[error(transparent)]
    State(#[from] RoomStateError),
    #[error("a commit is pending already")]
    PendingCommit,
    #[error("no commit is pending")]
    NoPendingCommit,
    #[error("this device is no longer in the room")]
    Ended,
    /// What was built would be skipped by the others; it was discarded.
    #[error("the commit would not be valid: {0}")]
    Invalid(#[from] InvalidReason),
    #[error("openmls could not build the commit: {0}")]
    Library(String),
}
