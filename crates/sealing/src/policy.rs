//! Who may change what: a pure function of the state before, the change, and the state after.

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::id::{AccountId, AccountKey, DeviceId};

use crate::room_state::RoomState;

/// A person in a room.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    pub key: AccountKey,
    pub devices: BTreeSet<DeviceId>,
}

/// Who is in the room, and what it has agreed on, before a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterView<'s> {
    pub people: BTreeMap<AccountId, Person>,
    pub state: &'s RoomState,
}

/// The devices that a commit adds and removes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RosterChange {
    pub added: Vec<(AccountId, AccountKey, DeviceId)>,
    pub removed: Vec<DeviceId>,
}

/// Which rule a commit breaks. All members find the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolicyViolation {
    #[error("the committer's role may not add people")]
    MayNotAdd,
}

/// Checks a commit by `committer` that turns `before` into `after` by `change`.
pub fn check(
    before: &RosterView<'_>,
    committer: &AccountId,
    change: &RosterChange,
    after: &RoomState,
) -> Result<(), PolicyViolation> {
    let _ = (before, committer, change, after);
    todo!()
}
