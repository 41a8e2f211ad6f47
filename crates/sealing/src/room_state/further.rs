//! Fields that came after the first version. They are kept byte for byte, and read when they are asked
//! for. None of them makes a state invalid; what cannot be read stands for nothing. An owner alone changes
//! them, those of later versions too, but for 8 and 9, which are as the title is, and 10, which has rules of its own.
//!
//! | number | what | value | where it is missing, or cannot be read |
//! |---|---|---|---|
//! | 6 | description | text | none |
//! | 7 | the least role that may write | role | guest: everybody |
//! | 8 | picture, see [`super::look`] | bytes | none |
//! | 9 | group, see [`super::look`] | [id, name] | none |
//! | 10 | huddle, see [`super::huddle`] | [end, keepers] | none: the room does not end |

use core::ops::RangeInclusive;
use std::collections::BTreeMap;

use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};

use super::{Role, RoomKind, RoomState, RoomStateError};

/// A description, in bytes of UTF-8.
pub const DESCRIPTION_BYTES: usize = 1024;

/// What an expiry may be: shorter, and people away for an hour read nothing; longer, and nobody would
/// notice that it is on.
pub const EXPIRY_SECONDS: RangeInclusive<u32> = 5 * 60..=90 * 24 * 60 * 60;

const DESCRIPTION: u64 = 6;
const POST: u64 = 7;
pub(super) const PICTURE: u64 = 8;
pub(super) const GROUP: u64 = 9;
pub(super) const HUDDLE: u64 = 10;

/// Numbered CBOR values, byte for byte.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FurtherFields(pub(super) BTreeMap<u64, Vec<u8>>);

impl FurtherFields {
    /// What an owner alone changes.
    pub(crate) fn of_owners(&self) -> impl Iterator<Item = (&u64, &Vec<u8>)> + '_ {
        self.0.iter().filter(|(number, _)| !matches!(**number, PICTURE | GROUP | HUDDLE))
    }

    /// What whoever may rename the room changes.
    pub(crate) fn of_look(&self) -> [Option<&Vec<u8>>; 2] {
        [PICTURE, GROUP].map(|number| self.0.get(&number))
    }

    /// What goes by the rules of huddles, as it is written.
    pub(crate) fn of_huddle(&self) -> Option<&Vec<u8>> {
        self.0.get(&HUDDLE)
    }
}

impl RoomState {
    /// What the room is for; empty where nobody has said.
    pub fn description(&self) -> &str {
        let stored = self.further.0.get(&DESCRIPTION);
        let text = stored.and_then(|value| minicbor::decode::<&str>(value).ok());
        text.filter(|text| self.kind == RoomKind::Room && check_description(text).is_ok())
            .unwrap_or_default()
    }

    pub fn set_description(&mut self, text: &str) -> Result<(), RoomStateError> {
        check_description(text)?;
        if text.is_empty() {
            self.further.0.remove(&DESCRIPTION);
        } else {
            self.further.0.insert(DESCRIPTION, corridor_wire::encode(&text));
        }
        Ok(())
    }

    /// The least role that may write. In a direct room both may, for ever.
    pub fn post(&self) -> Role {
        let stored = self.further.0.get(&POST);
        let role = stored.and_then(|value| minicbor::decode(value).ok());
        role.filter(|_| self.kind == RoomKind::Room).unwrap_or(Role::Guest)
    }

    pub fn set_post(&mut self, role: Role) {
        if role == Role::Guest {
            self.further.0.remove(&POST);
        } else {
            self.further.0.insert(POST, corridor_wire::encode(&role));
        }
    }

    /// Whether what a person says in this state of the room counts.
    pub fn may_post(&self, person: &AccountId) -> bool {
        self.role_of(person) >= self.post() || is_planted(Bug::PostingNotChecked)
    }

    /// After how many seconds cooperating devices forget what is said in this state of the room. The first
    /// version let any number stand: one out of bounds stands for the nearest within.
    pub fn expiry(&self) -> Option<u32> {
        let (least, most) = (*EXPIRY_SECONDS.start(), *EXPIRY_SECONDS.end());
        self.expiry_seconds.map(|seconds| seconds.clamp(least, most))
    }
}

fn check_description(text: &str) -> Result<(), RoomStateError> {
    if text.len() > DESCRIPTION_BYTES {
        return Err(RoomStateError::DescriptionTooLong);
    }
    if text.chars().any(|one| one.is_control() && one != '\n') {
        return Err(RoomStateError::DescriptionCharacter);
    }
    Ok(())
}
