//! What an item of a timeline is, and what is done to one.

use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Text,
    Joined,
    /// A further device of somebody who is in the room.
    DeviceJoined,
    Removed,
    DeviceRemoved,
    Leaving,
    Renamed,
    RoleChanged,
    /// A kind that only a newer version can show; kept.
    Unknown,
    /// This device's own note: it was added again after damage.
    Readded,
    /// A file or a picture; the text is what was said with it.
    File,
    /// What people do to messages. These stand in no timeline: they show at the message they concern.
    Reaction,
    Edit,
    Withdrawal,
    Pin,
    Vote,
    PollEnd,
    /// A question with answers to choose from; the text is the question.
    Poll,
    /// The text is the new description.
    Described,
    /// The text is the number of seconds after which messages disappear; empty when they stay.
    ExpiryChanged,
    /// The text is the least role that may write.
    PostingChanged,
    /// Whom one can write to; the text is the name, or the account.
    Contact,
    /// Somewhere on the earth; the text is what it is called.
    Place,
    /// The text is empty where the room has no picture any more.
    PictureChanged,
    /// The text is what the room's group is called; empty where it is in none any more.
    GroupChanged,
    /// A phrase in its reader's language; the text is its subject, and empty for most.
    Nudge,
    /// A huddle that all would keep: it does not end any more.
    HuddleKept,
    /// A question that is answered to its asker alone; the text is the question.
    Sounding,
    /// How many answered what; the text is the question.
    SoundingTotals,
    /// The question that it answers is still to be answered.
    SoundingReminder,
    /// Stands in no timeline: it shows at the question, and in the asker's table.
    SoundingAnswer,
    /// What headquarters says to a room, or to people in it.
    Announcement,
    /// Stands in no timeline: it shows at the announcement.
    AnnouncementSeen,
    /// Drawn or written on a picture. Stands in no timeline: it shows on the picture.
    Mark,
    /// A statement in numbered paragraphs; the text is its title and its first version.
    Statement,
    /// A version that follows; the text is its title, and empty where it only declines.
    StatementVersion,
    /// These two stand in no timeline: they show at the statement.
    Suggestion,
    SignOff,
    /// A version is adopted at a time unless somebody objects.
    Silence,
    /// Somebody does; the text is the reason.
    Objection,
}

impl ItemKind {
    /// The stable name, in JSON and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Joined => "joined",
            Self::DeviceJoined => "device_joined",
            Self::Removed => "removed",
            Self::DeviceRemoved => "device_removed",
            Self::Leaving => "leaving",
            Self::Renamed => "renamed",
            Self::RoleChanged => "role_changed",
            Self::Unknown => "unknown",
            Self::Readded => "readded",
            Self::File => "file",
            Self::Reaction => "reaction",
            Self::Edit => "edit",
            Self::Withdrawal => "withdrawal",
            Self::Pin => "pin",
            Self::Vote => "vote",
            Self::PollEnd => "poll_end",
            Self::Poll => "poll",
            Self::Described => "described",
            Self::ExpiryChanged => "expiry_changed",
            Self::PostingChanged => "posting_changed",
            Self::Contact => "contact",
            Self::Place => "place",
            Self::PictureChanged => "picture_changed",
            Self::GroupChanged => "group_changed",
            Self::Nudge => "nudge",
            Self::HuddleKept => "huddle_kept",
            Self::Sounding => "sounding",
            Self::SoundingTotals => "sounding_totals",
            Self::SoundingReminder => "sounding_reminder",
            Self::SoundingAnswer => "sounding_answer",
            Self::Announcement => "announcement",
            Self::AnnouncementSeen => "announcement_seen",
            Self::Mark => "mark",
            Self::Statement => "statement",
            Self::StatementVersion => "statement_version",
            Self::Suggestion => "suggestion",
            Self::SignOff => "sign_off",
            Self::Silence => "silence",
            Self::Objection => "objection",
        }
    }

    /// Something that people say, and not what happens or is done to it.
    pub fn is_said(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::File
                | Self::Poll
                | Self::Contact
                | Self::Place
                | Self::Nudge
                | Self::Announcement
                | Self::Sounding
                | Self::SoundingTotals
                | Self::Statement
        )
    }
}
