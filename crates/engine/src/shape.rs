//! What a view of the engine looks like in JSON: for `--json`, for JSON-RPC and for the web app alike.
//! Fields are added, never renamed; docs/command-line.md and docs/json-rpc.md list them. The web app's
//! types are made from these.

#![allow(clippy::struct_field_names, reason = "a field is named as the JSON is")]

mod door;
mod item;
mod look;
mod mark;
mod sounding;

use corridor_sealing::room_state::Role;
use corridor_wire::id::AccountId;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::view::{
    AccountView, DeviceView, Pending, PersonView, RoomKind, RoomStatus, RoomView, RosterView,
    SafetyView,
};

pub use door::{
    Affiliation, Alias, Knock, Organisation, OwnKnock, OwnProfile, Profile, RoomLink, Told, picture,
};
pub use item::{File, Item, Poll, PollOption, Quote, Reaction, Version};
pub use look::{GroupWanted, Huddle, RoomGroup, picture_text};
pub use mark::PageMark;
pub use sounding::{AskedPerson, Sounding};

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Account {
    pub account: String,
    pub account_key: String,
    pub device: String,
    /// The relay's address.
    pub relay: String,
    pub registered: bool,
    /// Whom the relay's operator wants reports sent to; null where nobody is named. Text from outside.
    pub report_to: Option<String>,
}

impl From<&AccountView> for Account {
    fn from(view: &AccountView) -> Self {
        Self {
            account: view.account.to_string(),
            account_key: view.account_key.to_string(),
            device: view.device.to_string(),
            relay: view.address.origin(),
            registered: view.registered,
            report_to: view.report_to.clone(),
        }
    }
}

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of it")]
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Room {
    pub room: String,
    pub short_id: String,
    pub title: String,
    pub kind: RoomKind,
    pub status: StatusName,
    /// Why it is damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub status_detail: Option<String>,
    pub role: RoleName,
    pub people: usize,
    /// For how many different ones they speak, by signatures that this person believes.
    pub delegations: usize,
    pub devices: usize,
    pub unread: usize,
    /// Of the unread: those that mention this person.
    pub mentions: usize,
    pub newcomers: Vec<String>,
    pub queued: usize,
    pub held: usize,
    pub seq: u64,
    pub last_activity: u64,
    pub skipped: u64,
    pub contradiction: Option<String>,
    /// What the room is for; empty where nobody has said.
    pub description: String,
    /// After how many seconds what is said disappears from devices that cooperate; null for never.
    pub expiry_seconds: Option<u32>,
    /// The least role that may write, and whether this person may.
    pub post_role: RoleName,
    pub may_post: bool,
    /// Whether this person may change the expiry; and description and who may write, but in a direct room.
    pub may_configure: bool,
    /// No notices on this device until then, but of mentions. A time that is past is as null.
    pub muted_until: Option<u64>,
    /// Put away on this device.
    pub archived: bool,
    /// People who have knocked with a link of this device's, and wait.
    pub knocks: usize,
    /// Whether this person may add people, and so make links.
    pub may_add: bool,
    /// A direct room with somebody who is blocked on this device.
    pub blocked: bool,
    /// Whether it gets how this person wishes to be known.
    pub shares_profile: bool,
    /// Another text with each picture that the room has; null while it has none.
    pub picture: Option<String>,
    /// Under which heading lists show it.
    pub group: Option<RoomGroup>,
    /// Whether this person may change title, picture and group.
    pub may_rename: bool,
    /// Whether this person may announce here: an admin or an owner, and not in a direct room.
    pub may_announce: bool,
    /// Whether announcements of others reach this person although the room is muted or put away here.
    pub lets_announcements_through: bool,
    /// Where the room ends by itself; null for one that does not.
    pub huddle: Option<Huddle>,
}

impl From<&RoomView> for Room {
    fn from(view: &RoomView) -> Self {
        Self {
            room: view.id.to_string(),
            short_id: view.short_id.clone(),
            title: view.title.clone(),
            kind: view.kind,
            status: StatusName::from(&view.status),
            status_detail: match &view.status {
                RoomStatus::Damaged(why) => Some(why.clone()),
                _ => None,
            },
            role: view.own_role.into(),
            people: view.people,
            delegations: view.delegations,
            devices: view.devices,
            unread: view.unread,
            mentions: view.mentions,
            newcomers: names(&view.newcomers),
            queued: view.queued,
            held: view.held,
            seq: view.cursor,
            last_activity: view.last_activity,
            skipped: view.skipped,
            contradiction: view.contradiction.clone(),
            description: view.description.clone(),
            expiry_seconds: view.expiry_seconds,
            post_role: view.post_role.into(),
            may_post: view.may_post,
            may_configure: view.may_configure,
            muted_until: view.muted_until,
            archived: view.is_archived,
            knocks: view.knocks,
            may_add: view.may_add,
            blocked: view.is_blocked,
            shares_profile: view.shares_profile,
            picture: view.picture.clone(),
            group: view.group.as_ref().map(RoomGroup::from),
            may_rename: view.may_rename,
            may_announce: view.may_announce,
            lets_announcements_through: view.lets_announcements_through,
            huddle: view.huddle.as_ref().map(Huddle::from),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Roster {
    pub people: Vec<Person>,
    /// What a send or an acknowledgement may name.
    pub mark: u64,
    pub acknowledged: u64,
}

impl From<&RosterView> for Roster {
    fn from(view: &RosterView) -> Self {
        Self {
            people: view.people.iter().map(Person::from).collect(),
            mark: view.mark.0,
            acknowledged: view.acknowledged.0,
        }
    }
}

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of it")]
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Person {
    pub account: String,
    pub account_key: String,
    pub role: RoleName,
    pub devices: Vec<Device>,
    pub is_new: bool,
    pub is_leaving: bool,
    pub verified: bool,
    /// On this device.
    pub blocked: bool,
    /// What they call themself, which nobody has certified.
    pub profile: Option<Profile>,
    /// For whom they speak; null where nobody has signed it, or its time is over.
    pub affiliation: Option<Affiliation>,
}

impl From<&PersonView> for Person {
    fn from(view: &PersonView) -> Self {
        Self {
            account: view.account.to_string(),
            account_key: view.account_key.to_string(),
            role: view.role.into(),
            devices: view.devices.iter().map(Device::from).collect(),
            is_new: view.is_new,
            is_leaving: view.is_leaving,
            verified: view.verified,
            blocked: view.is_blocked,
            profile: view.profile.as_ref().map(Profile::from),
            affiliation: view.affiliation.as_ref().map(Affiliation::from),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Device {
    pub device: String,
    pub added_by: Option<String>,
    pub added_at: u64,
    pub is_new: bool,
}

impl From<&DeviceView> for Device {
    fn from(view: &DeviceView) -> Self {
        Self {
            device: view.device.to_string(),
            added_by: view.added_by.as_ref().map(ToString::to_string),
            added_at: view.added_at,
            is_new: view.is_new,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Safety {
    pub account: String,
    pub digits: String,
    pub words: Vec<String>,
    pub verified: bool,
}

impl From<&SafetyView> for Safety {
    fn from(view: &SafetyView) -> Self {
        Self {
            account: view.account.to_string(),
            digits: view.digits.clone(),
            words: view.words.clone(),
            verified: view.verified,
        }
    }
}

/// What is left to do.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Left {
    pub to_send: usize,
    pub held: usize,
    pub to_receive: usize,
    pub transfers: usize,
}

impl From<Pending> for Left {
    fn from(pending: Pending) -> Self {
        Self {
            to_send: pending.to_send,
            held: pending.held,
            to_receive: pending.to_receive,
            transfers: pending.transfers,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum RoleName {
    Owner,
    Admin,
    Member,
    Guest,
}

impl RoleName {
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Guest => "guest",
        }
    }
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Owner => Self::Owner,
            Role::Admin => Self::Admin,
            Role::Member => Self::Member,
            Role::Guest => Self::Guest,
        }
    }
}

impl From<RoleName> for Role {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Owner => Self::Owner,
            RoleName::Admin => Self::Admin,
            RoleName::Member => Self::Member,
            RoleName::Guest => Self::Guest,
        }
    }
}

/// A room's status, without the reason that one of them has.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum StatusName {
    Active,
    Damaged,
    Halted,
    Left,
    Removed,
}

impl StatusName {
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Damaged => "damaged",
            Self::Halted => "halted",
            Self::Left => "left",
            Self::Removed => "removed",
        }
    }
}

impl From<&RoomStatus> for StatusName {
    fn from(status: &RoomStatus) -> Self {
        match status {
            RoomStatus::Active => Self::Active,
            RoomStatus::Damaged(_) => Self::Damaged,
            RoomStatus::Halted => Self::Halted,
            RoomStatus::Left => Self::Left,
            RoomStatus::Removed => Self::Removed,
        }
    }
}

pub fn names(people: &[AccountId]) -> Vec<String> {
    people.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_goes_to_json_and_back_under_its_own_name() {
        for (role, name) in [
            (Role::Owner, "owner"),
            (Role::Admin, "admin"),
            (Role::Member, "member"),
            (Role::Guest, "guest"),
        ] {
            let shown = RoleName::from(role);
            assert_eq!(shown.name(), name);
            assert_eq!(Role::from(shown), role);
        }
    }

    #[test]
    fn a_status_has_its_own_name_whatever_the_reason() {
        for (status, name) in [
            (RoomStatus::Active, "active"),
            (RoomStatus::Damaged("it was away too long".to_owned()), "damaged"),
            (RoomStatus::Halted, "halted"),
            (RoomStatus::Left, "left"),
            (RoomStatus::Removed, "removed"),
        ] {
            assert_eq!(StatusName::from(&status).name(), name);
        }
    }

    #[test]
    fn people_are_listed_as_they_are_addressed() {
        let people = [AccountId::parse("ann@relay.example").unwrap()];
        assert_eq!(names(&people), ["ann@relay.example"]);
    }
}
