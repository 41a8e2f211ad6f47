//! What a room agrees on beside its roster: kind, title, roles, policy, expiry.
//!
//! It lives in the MLS group context as an extension, so every member has the same bytes of it, the
//! transcript binds it, and only members can read it.

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::id::AccountId;

/// The extension type in the group context: the private-use range of RFC 9420, section 17.3.
pub const EXTENSION_TYPE: u16 = 0xF0C0;

/// The encoded state: bounded so that a commit that changes it stays small.
pub const ROOM_STATE_BYTES: usize = 64 * 1024;

/// A title, in bytes of UTF-8.
pub const TITLE_BYTES: usize = 256;

/// Accounts with a role of their own, and accounts that are leaving.
pub const LISTED_ACCOUNTS: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum RoomKind {
    Room,
    /// Two people for ever. See [`crate::policy`].
    Direct,
}

/// What a person may do. The order is the order of power.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Role {
    Guest,
    Member,
    Admin,
    Owner,
}

/// The least role that may do each thing. Guests never may, whatever stands here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Policy {
    pub add: Role,
    pub remove: Role,
    pub rename: Role,
}

impl Default for Policy {
    fn default() -> Self {
        Self { add: Role::Admin, remove: Role::Admin, rename: Role::Admin }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoomState {
    pub kind: RoomKind,
    pub title: String,
    /// Who has another role than [`Role::Member`].
    pub roles: BTreeMap<AccountId, Role>,
    /// Who has asked to be removed.
    pub leaving: BTreeSet<AccountId>,
    pub policy: Policy,
    /// After how many seconds cooperating devices forget a message.
    pub expiry_seconds: Option<u32>,
}

/// Why bytes or values are not a room state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomStateError {
    #[error(transparent)]
    Decode(#[from] corridor_wire::DecodeError),
    #[error("a title has at most {TITLE_BYTES} bytes")]
    TitleTooLong,
    #[error("a title has no control characters")]
    TitleCharacter,
    #[error("at most {LISTED_ACCOUNTS} accounts have a role of their own or are leaving")]
    TooManyAccounts,
    #[error("the role Member is written by leaving the account out")]
    MemberListed,
    #[error("these bytes say the same in another way than the canonical one")]
    NotCanonical,
}

impl RoomState {
    /// A room whose only person and owner is its creator.
    pub fn room(title: &str, creator: &AccountId) -> Result<Self, RoomStateError> {
        let _ = (title, creator);
        todo!()
    }

    /// A direct room of two people, both of them owners.
    pub fn direct(creator: &AccountId, other: &AccountId) -> Self {
        let _ = (creator, other);
        todo!()
    }

    pub fn role_of(&self, account: &AccountId) -> Role {
        self.roles.get(account).copied().unwrap_or(Role::Member)
    }

    /// Sets a role; Member is the absence of an entry.
    pub fn set_role(&mut self, account: &AccountId, role: Role) {
        if role == Role::Member {
            self.roles.remove(account);
        } else {
            self.roles.insert(account.clone(), role);
        }
    }

    /// Drops everything that names `account`, as a commit that removes it must.
    pub fn forget(&mut self, account: &AccountId) {
        self.roles.remove(account);
        self.leaving.remove(account);
    }

    pub fn check(&self) -> Result<(), RoomStateError> {
        todo!()
    }

    pub fn encode(&self) -> Result<Vec<u8>, RoomStateError> {
        todo!()
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, RoomStateError> {
        let _ = bytes;
        todo!()
    }
}
