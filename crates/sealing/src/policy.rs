//! Who may change what: a pure function of the state before, the change, and the state after.
//!
//! | what | who |
//! |---|---|
//! | add a person | role at least `policy.add`, never a guest |
//! | remove a person | role at least `policy.remove` and above theirs, never a guest; an owner anybody |
//! | remove a person who is leaving | anybody |
//! | add or remove devices of a person who stays | anybody; the account key has certified them |
//! | mark oneself as leaving, or not | oneself |
//! | rename, set or remove picture and group | role at least `policy.rename`, never a guest |
//! | change a role | an owner; an admin between member and guest |
//! | change policy, expiry, description, who may write, fields of later versions | an owner |
//! | bring a huddle's end forward | role at least admin |
//! | be among those who would keep a huddle, or not | oneself |
//! | make a huddle a room that stays | anybody, if all who stay in it would keep it |
//!
//! Whatever comes after this version is the owners' alone, so that devices of every version find the
//! same commits valid; and a value that cannot be read is no reason to refuse one, but stands for nothing.
//!
//! A room keeps an owner as long as somebody stays in it. A direct room is its two people: no other
//! ever enters, nobody is removed who is not leaving, and nothing but the expiry changes. No room becomes a
//! huddle that was not founded as one.

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::id::{AccountId, AccountKey, DeviceId};
use corridor_wire::planted::{Bug, is_planted};

use crate::room_state::{Role, RoomKind, RoomState};

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

/// The devices that a commit adds and removes. Removals come first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RosterChange {
    pub added: Vec<(AccountId, AccountKey, DeviceId)>,
    pub removed: Vec<DeviceId>,
}

/// Which rule a commit breaks. All members find the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PolicyViolation {
    #[error("the committer is not in the room")]
    NotInRoom,
    #[error("a device that is removed is not in the room")]
    UnknownDevice,
    #[error("a device is added that is in the room already")]
    DeviceTwice,
    #[error("an account would have two account keys in the room")]
    AccountKeyDiffers,
    #[error("the committer's role may not add people")]
    MayNotAdd,
    #[error("the committer's role may not remove people")]
    MayNotRemove,
    #[error("nobody removes a person of the same or a higher role")]
    Outranked,
    #[error("the committer's role may not rename the room")]
    MayNotRename,
    #[error("the committer's role may not change this role")]
    MayNotChangeRole,
    #[error("only an owner changes policy, expiry, description and who may write")]
    OwnersOnly,
    #[error("only a person says of themselves that they are leaving")]
    SpeaksForAnother,
    #[error("the state names somebody who is not in the room")]
    StrangerListed,
    #[error("a room with people in it keeps an owner who stays")]
    LastOwner,
    #[error("a room stays of its kind")]
    KindChanged,
    #[error("a huddle ends no later than it was to, and by an admin's word alone before")]
    HuddleEnd,
    #[error("a huddle stays one until all in it would keep it, and no other room becomes one")]
    HuddleFixed,
    #[error("a direct room is between its two people")]
    DirectStranger,
    #[error("nothing but the expiry of a direct room changes")]
    DirectFixed,
}

type Checked = Result<(), PolicyViolation>;

/// Checks a commit by `committer` that turns `before` into `after` by `change`. That `after` holds by
/// itself is [`RoomState::check`].
pub fn check(
    before: &RosterView<'_>,
    committer: &AccountId,
    change: &RosterChange,
    after: &RoomState,
) -> Result<(), PolicyViolation> {
    if is_planted(Bug::RolesNotChecked) {
        return Ok(());
    }
    if !before.people.contains_key(committer) {
        return Err(PolicyViolation::NotInRoom);
    }
    let commit = Commit {
        before,
        people: people_after(before, change)?,
        after,
        committer,
        role: before.state.role_of(committer),
    };
    if after.kind != before.state.kind {
        return Err(PolicyViolation::KindChanged);
    }
    match after.kind {
        RoomKind::Room => {
            commit.check_added()?;
            commit.check_removed()?;
            commit.check_title()?;
            commit.check_roles()?;
            commit.check_owner_remains()?;
            commit.check_huddle()?;
        }
        RoomKind::Direct => commit.check_direct()?,
    }
    commit.check_leaving()?;
    commit.check_owners_fields()
}

/// The people after `change`, if it can be made at all.
pub(crate) fn people_after(
    before: &RosterView<'_>,
    change: &RosterChange,
) -> Result<BTreeMap<AccountId, Person>, PolicyViolation> {
    let mut people = before.people.clone();
    for device in &change.removed {
        let found = people.values_mut().any(|person| person.devices.remove(device));
        if !found {
            return Err(PolicyViolation::UnknownDevice);
        }
    }
    for (account, key, device) in &change.added {
        let person = people
            .entry(account.clone())
            .or_insert_with(|| Person { key: *key, devices: BTreeSet::new() });
        if person.key != *key {
            return Err(PolicyViolation::AccountKeyDiffers);
        }
        if !person.devices.insert(*device) {
            return Err(PolicyViolation::DeviceTwice);
        }
    }
    people.retain(|_, person| !person.devices.is_empty());
    Ok(people)
}

struct Commit<'c> {
    before: &'c RosterView<'c>,
    /// Who is in the room afterwards.
    people: BTreeMap<AccountId, Person>,
    after: &'c RoomState,
    committer: &'c AccountId,
    role: Role,
}

impl Commit<'_> {
    fn added(&self) -> impl Iterator<Item = &AccountId> {
        self.people.keys().filter(|account| !self.before.people.contains_key(*account))
    }

    fn removed(&self) -> impl Iterator<Item = &AccountId> {
        self.before.people.keys().filter(|account| !self.people.contains_key(*account))
    }

    /// Whether the committer's role is at least `least`; guests never have it.
    fn may(&self, least: Role) -> bool {
        self.role != Role::Guest && self.role >= least
    }

    fn require(held: bool, violation: PolicyViolation) -> Checked {
        if held { Ok(()) } else { Err(violation) }
    }

    fn check_added(&self) -> Checked {
        let allowed = self.added().next().is_none() || self.may(self.before.state.policy.add);
        Self::require(allowed, PolicyViolation::MayNotAdd)
    }

    fn check_removed(&self) -> Checked {
        let state = self.before.state;
        for account in self.removed().filter(|account| !state.leaving.contains(*account)) {
            Self::require(self.may(state.policy.remove), PolicyViolation::MayNotRemove)?;
            let outranks = self.role == Role::Owner || self.role > state.role_of(account);
            Self::require(outranks, PolicyViolation::Outranked)?;
        }
        Ok(())
    }

    fn check_title(&self) -> Checked {
        let before = self.before.state;
        let kept = self.after.title == before.title
            && self.after.further.of_look() == before.further.of_look();
        Self::require(
            kept || self.may(self.before.state.policy.rename),
            PolicyViolation::MayNotRename,
        )
    }

    /// Roles of people who stay or come. Whoever is removed has none afterwards.
    fn check_roles(&self) -> Checked {
        let listed = self.after.roles.keys().all(|account| self.people.contains_key(account));
        Self::require(listed, PolicyViolation::StrangerListed)?;
        for account in self.people.keys() {
            let (old, new) = (self.before.state.role_of(account), self.after.role_of(account));
            let small = |role: Role| role <= Role::Member;
            let allowed = old == new
                || self.role == Role::Owner
                || (self.role == Role::Admin && small(old) && small(new));
            Self::require(allowed, PolicyViolation::MayNotChangeRole)?;
        }
        Ok(())
    }

    fn check_owner_remains(&self) -> Checked {
        let mut staying =
            self.people.keys().filter(|account| !self.after.leaving.contains(*account)).peekable();
        let owned = staying.peek().is_none()
            || staying.any(|account| self.after.role_of(account) == Role::Owner);
        Self::require(owned, PolicyViolation::LastOwner)
    }

    fn check_leaving(&self) -> Checked {
        let listed = self.after.leaving.iter().all(|account| self.people.contains_key(account));
        Self::require(listed, PolicyViolation::StrangerListed)?;
        let before = &self.before.state.leaving;
        let own = before
            .symmetric_difference(&self.after.leaving)
            .filter(|account| self.people.contains_key(*account))
            .all(|account| account == self.committer);
        Self::require(own, PolicyViolation::SpeaksForAnother)
    }

    fn check_owners_fields(&self) -> Checked {
        let before = self.before.state;
        let kept = self.after.policy == before.policy
            && self.after.expiry_seconds == before.expiry_seconds
            && self.after.further.of_owners().eq(before.further.of_owners());
        Self::require(kept || self.role == Role::Owner, PolicyViolation::OwnersOnly)
    }

    fn check_huddle(&self) -> Checked {
        let keepers = self.after.huddle().map_or(BTreeSet::new(), |huddle| huddle.keepers);
        let listed = keepers.iter().all(|account| self.people.contains_key(account));
        Self::require(listed, PolicyViolation::StrangerListed)?;
        if self.after.further.of_huddle() == self.before.state.further.of_huddle() {
            return Ok(());
        }
        // A value that cannot be read is nobody's to change.
        let before = self.before.state.huddle().ok_or(PolicyViolation::HuddleFixed)?;
        if self.after.further.of_huddle().is_none() {
            let would_keep =
                |account: &AccountId| before.keepers.contains(account) || account == self.committer;
            let mut staying =
                self.people.keys().filter(|account| !self.after.leaving.contains(*account));
            return Self::require(staying.all(would_keep), PolicyViolation::HuddleFixed);
        }
        let after = self.after.huddle().ok_or(PolicyViolation::HuddleFixed)?;
        let is_nearer = after.ends_at < before.ends_at && self.may(Role::Admin);
        let in_time = after.ends_at == before.ends_at || is_nearer;
        Self::require(in_time, PolicyViolation::HuddleEnd)?;
        let own = before
            .keepers
            .symmetric_difference(&keepers)
            .filter(|account| self.people.contains_key(*account))
            .all(|account| account == self.committer);
        Self::require(own, PolicyViolation::SpeaksForAnother)
    }

    fn check_direct(&self) -> Checked {
        let before = self.before.state;
        let pair = self.added().all(|account| before.roles.contains_key(account));
        Self::require(pair, PolicyViolation::DirectStranger)?;
        let left = self.removed().all(|account| before.leaving.contains(account));
        Self::require(left, PolicyViolation::MayNotRemove)?;
        let mut roles = before.roles.clone();
        for account in self.removed() {
            roles.remove(account);
        }
        let fixed = self.after.title == before.title
            && self.after.policy == before.policy
            && self.after.further == before.further
            && self.after.roles == roles;
        Self::require(fixed, PolicyViolation::DirectFixed)
    }
}
