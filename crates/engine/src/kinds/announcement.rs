//! Announcements, and what has become of them: who has seen one, and to whom it has not come yet.

use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Announcement {
    /// Accounts of those whom it is for; everybody in the room where nobody is named.
    pub people: Vec<String>,
    /// Whether this person is asked to acknowledge it: somebody else announced it, to them too.
    pub for_me: bool,
    /// When this person did, in milliseconds since 1970.
    pub acknowledged_at: Option<u64>,
    /// On devices of whoever announced it, once it is sent.
    pub tally: Option<Tally>,
}

/// How far an announcement has come, as its announcer is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Tally {
    /// All to whom it was announced, by their accounts.
    pub people: Vec<Reached>,
    /// Of those who are in the room still: all, and who has acknowledged it.
    pub all: usize,
    pub seen: usize,
    /// And on whose devices it has not arrived, as far as they tell; null where nobody does, in a room of more than
    /// 32 people to all of whom it was announced.
    pub undelivered: Option<usize>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Reached {
    pub account: String,
    pub reach: Reach,
    /// By the clock of their device, in milliseconds since 1970.
    pub acknowledged_at: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    Seen,
    /// On a device of theirs.
    Delivered,
    Undelivered,
    /// Nobody tells, in a room of this size.
    Unknown,
    /// No longer in the room, and not counted.
    Gone,
}

impl Reach {
    /// The stable name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Unknown => "unknown",
            Self::Gone => "gone",
        }
    }
}
