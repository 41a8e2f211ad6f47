//! A promise that a run has broken.

/// Where a promise is written down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Promise {
    /// DESIGN, promise 1: acknowledged is never lost, doubled or reordered.
    NothingLost,
    /// DESIGN, promise 2: only the roster reads, only a commit lets in.
    RosterOnly,
    /// DESIGN, promise 3: the relay holds no text, no title, no account beside a room.
    RelayBlind,
    /// DESIGN, promise 4: who was away catches up, in order, without gaps.
    CatchUp,
    /// DESIGN, promise 5: bad input gets a clear error, never a panic.
    NoPanic,
    /// DESIGN, promise 6: the same seed gives the same run.
    SameSeed,
    /// docs/protocol.md: the rules of logs.
    LogRules,
    /// DESIGN, "Roster gate".
    Gate,
    /// docs/threat-model.md: whoever is shown two histories finds out.
    Detection,
    /// What was asked for is done, or the person is told that it is not.
    Progress,
    /// What people do to messages is what their devices say: who may, how often, in which order; and
    /// what was taken back is on no disk.
    Conversation,
    /// A receipt says what is so.
    Receipts,
    /// What is to disappear is gone from every device that cooperates at its time, and not before.
    Disappearing,
    /// Nobody comes into a room whom nobody with the role for it lets in, and links are worth what they say.
    Doors,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{promise:?} broken: {what}")]
pub struct Failure {
    pub promise: Promise,
    pub what: String,
}

impl Failure {
    pub fn new(promise: Promise, what: impl Into<String>) -> Self {
        Self { promise, what: what.into() }
    }
}

pub type Outcome = Result<(), Failure>;

pub fn broken(promise: Promise, what: String) -> Outcome {
    Err(Failure::new(promise, what))
}
