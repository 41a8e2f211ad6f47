//! What a room agrees on beside its roster: kind, title, roles, policy, expiry.
//!
//! It lives in the MLS group context as an extension, so every member has the same bytes of it, the
//! transcript binds it, and only members can read it. Who may change it is [`crate::policy`].

mod codec;
mod further;
mod huddle;
mod look;

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::id::AccountId;
use minicbor::{Decode, Encode};

pub use further::{DESCRIPTION_BYTES, EXPIRY_SECONDS, FurtherFields};
pub use huddle::{Huddle, LATEST_END_SECONDS};
pub use look::{GROUP_NAME_BYTES, Group, PICTURE_BYTES};

/// The extension type in the group context, from the private-use range of RFC 9420, section 17.3.
pub const EXTENSION_TYPE: u16 = 0xF0C0;

/// The encoded state: bounded, because every MLS signature covers it.
pub const ROOM_STATE_BYTES: usize = 64 * 1024;

/// A title, in bytes of UTF-8.
pub const TITLE_BYTES: usize = 256;

/// Accounts with a role of their own, and accounts that are leaving: a room of a thousand.
pub const LISTED_ACCOUNTS: usize = 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum RoomKind {
    #[n(0)]
    Room,
    /// Two people for ever.
    #[n(1)]
    Direct,
}

/// What a person may do. The order is the order of power.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    #[n(0)]
    Guest,
    #[n(1)]
    Member,
    #[n(2)]
    Admin,
    #[n(3)]
    Owner,
}

/// The least role that may do each thing. Guests never may, whatever stands here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Policy {
    #[n(0)]
    pub add: Role,
    #[n(1)]
    pub remove: Role,
    #[n(2)]
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
    /// After how many seconds cooperating devices forget a message; see [`RoomState::expiry`].
    pub expiry_seconds: Option<u32>,
    /// Fields that came after the first version, those of later ones among them.
    pub further: FurtherFields,
}

/// Why bytes or values are not a room state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomStateError {
    #[error(transparent)]
    Decode(#[from] corridor_wire::DecodeError),
    #[error("a room state has at most {ROOM_STATE_BYTES} bytes")]
    TooLarge,
    #[error("a title has at most {TITLE_BYTES} bytes")]
    TitleTooLong,
    #[error("a title has no control characters")]
    TitleCharacter,
    #[error("a description has at most {DESCRIPTION_BYTES} bytes")]
    DescriptionTooLong,
    #[error("a description has no control characters but line ends")]
    DescriptionCharacter,
    #[error("a room's picture is a JPEG, PNG or WebP of at most {PICTURE_BYTES} bytes")]
    Picture,
    #[error("a group's name has 1 to {GROUP_NAME_BYTES} bytes and no control characters")]
    GroupName,
    #[error("a huddle ends before the year 10,000")]
    HuddleEnd,
    #[error("a direct room has no title")]
    DirectTitle,
    #[error("at most {LISTED_ACCOUNTS} accounts have a role of their own or are leaving")]
    TooManyAccounts,
    #[error("the role Member is written by leaving the account out")]
    MemberListed,
    #[error("these bytes say the same in another way than the canonical one")]
    NotCanonical,
}

impl RoomState {
    /// A room whose only person, and owner, is its creator.
    pub fn room(title: &str, creator: &AccountId) -> Result<Self, RoomStateError> {
        let state = Self {
            kind: RoomKind::Room,
            title: title.to_owned(),
            roles: BTreeMap::from([(creator.clone(), Role::Owner)]),
            leaving: BTreeSet::new(),
            policy: Policy::default(),
            expiry_seconds: None,
            further: FurtherFields::default(),
        };
        state.check()?;
        Ok(state)
    }

    /// A direct room of two people, both of them owners.
    pub fn direct(creator: &AccountId, other: &AccountId) -> Self {
        Self {
            kind: RoomKind::Direct,
            title: String::new(),
            roles: BTreeMap::from([(creator.clone(), Role::Owner), (other.clone(), Role::Owner)]),
            leaving: BTreeSet::new(),
            policy: Policy::default(),
            expiry_seconds: None,
            further: FurtherFields::default(),
        }
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
        self.forget_keeper(account);
    }

    /// The rules that hold for a state by itself.
    pub fn check(&self) -> Result<(), RoomStateError> {
        if self.title.len() > TITLE_BYTES {
            return Err(RoomStateError::TitleTooLong);
        }
        if self.title.chars().any(char::is_control) {
            return Err(RoomStateError::TitleCharacter);
        }
        if self.kind == RoomKind::Direct && !self.title.is_empty() {
            return Err(RoomStateError::DirectTitle);
        }
        if self.roles.len().max(self.leaving.len()) > LISTED_ACCOUNTS {
            return Err(RoomStateError::TooManyAccounts);
        }
        if self.roles.values().any(|role| *role == Role::Member) {
            return Err(RoomStateError::MemberListed);
        }
        Ok(())
    }

    /// The canonical bytes of a state that passes [`RoomState::check`].
    pub fn encode(&self) -> Result<Vec<u8>, RoomStateError> {
        self.check()?;
        let bytes = corridor_wire::encode(self);
        if bytes.len() > ROOM_STATE_BYTES { Err(RoomStateError::TooLarge) } else { Ok(bytes) }
    }

    /// Reads canonical bytes only, so that two devices never differ about the same state.
    pub fn decode(bytes: &[u8]) -> Result<Self, RoomStateError> {
        let state: Self = corridor_wire::decode(bytes, ROOM_STATE_BYTES)?;
        if state.encode()? == bytes { Ok(state) } else { Err(RoomStateError::NotCanonical) }
    }
}
