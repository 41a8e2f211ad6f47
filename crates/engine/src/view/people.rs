//! Who is in a room, how they wish to be known, and who asks to be let in.

use corridor_sealing::affiliation::OrganisationKey;
use corridor_sealing::room_state::Role;
use corridor_wire::id::{AccountId, AccountKey, DeviceId};

use super::{RoomId, RosterMark};
use crate::output::UnixMillis;

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of it")]
#[derive(Clone, Debug)]
pub struct PersonView {
    pub account: AccountId,
    pub account_key: AccountKey,
    pub role: Role,
    pub devices: Vec<DeviceView>,
    /// Joined, or got a new device, since this person last looked.
    pub is_new: bool,
    pub is_leaving: bool,
    pub verified: bool,
    pub is_blocked: bool,
    /// What they call themself: a wish, which nobody has certified. None of whom is blocked.
    pub profile: Option<ProfileView>,
    /// For whom they speak, by somebody's signature. None whose time is over.
    pub affiliation: Option<AffiliationView>,
}

/// For whom somebody speaks, as a key has signed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AffiliationView {
    pub name: String,
    pub title: String,
    pub affiliation: String,
    pub until: UnixMillis,
    pub organisation_key: OrganisationKey,
    /// How this person calls whose key it is; `None` where they do not believe it, and then it proves nothing.
    pub organisation: Option<String>,
}

/// How somebody wishes to be known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileView {
    pub name: String,
    pub status: String,
    pub has_picture: bool,
}

#[derive(Clone, Debug)]
pub struct DeviceView {
    pub device: DeviceId,
    pub added_by: Option<AccountId>,
    pub added_at: UnixMillis,
    pub is_new: bool,
}

#[derive(Clone, Debug)]
pub struct RosterView {
    pub people: Vec<PersonView>,
    /// What `SendText` and `AcknowledgeRoster` name.
    pub mark: RosterMark,
    pub acknowledged: RosterMark,
}

#[derive(Clone, Debug)]
pub struct SafetyView {
    pub account: AccountId,
    /// 60 digits in groups of five.
    pub digits: String,
    pub words: Vec<String>,
    pub verified: bool,
}

/// A link by which people may ask to be let into a room.
#[derive(Clone, Debug)]
pub struct LinkView {
    pub id: i64,
    pub room: RoomId,
    /// The link itself. Whoever has it may knock.
    pub text: String,
    pub made_at: UnixMillis,
    pub expires_at: UnixMillis,
    /// How many people it may let in, and has.
    pub most: u64,
    pub let_in: u64,
}

/// Somebody who waits at a room's door.
#[derive(Clone, Debug)]
pub struct KnockView {
    pub id: i64,
    pub room: RoomId,
    /// The directory has said that the key is theirs.
    pub account: AccountId,
    pub account_key: AccountKey,
    /// Whether this person has compared safety numbers with them.
    pub verified: bool,
    /// What they say, which proves nothing.
    pub word: String,
    pub came_at: UnixMillis,
}

/// Where this person has knocked and waits.
#[derive(Clone, Debug)]
pub struct OwnKnockView {
    pub id: i64,
    /// Who made the link.
    pub account: AccountId,
    pub word: String,
    pub knocked_at: UnixMillis,
    /// Whether it is on its way; nobody is told whether it was heard.
    pub is_sent: bool,
}
