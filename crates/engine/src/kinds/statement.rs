//! A statement as a screen shows it, and in JSON.

use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::view::ItemKind;

impl ItemKind {
    /// What people do to a statement.
    pub fn is_on_statement(self) -> bool {
        matches!(
            self,
            Self::StatementVersion
                | Self::Suggestion
                | Self::SignOff
                | Self::Silence
                | Self::Objection
        )
    }
}

/// As it stands in a timeline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StatementCard {
    pub title: String,
    /// Which version is the present one, counted from 1, and its hash.
    pub number: usize,
    pub hash: String,
    pub paragraphs: usize,
    /// Suggestions that nobody has taken or declined.
    pub open: usize,
    /// Who has signed the present version.
    pub signed: Vec<String>,
    /// The last silence procedure of the present version.
    pub silence: Option<SilenceCard>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct SilenceCard {
    pub state: SilenceState,
    pub deadline: u64,
    /// Whom it had not reached at its deadline.
    pub undelivered: Vec<String>,
}

/// All of a statement. Times are milliseconds since 1970, each by the clock of whoever did it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Statement {
    pub local_id: i64,
    pub room: String,
    /// Who wrote it first, and holds the pen.
    pub by: String,
    pub own: bool,
    /// The last one is the present one.
    pub versions: Vec<StatementVersion>,
    /// Versions that followed one which was not the present one any more: they count nothing.
    pub void: Vec<StatementVersion>,
    pub suggestions: Vec<Suggestion>,
    pub sign_offs: Vec<SignOff>,
    /// For whom the people of the room speak, and who of them has signed the present version.
    pub delegations: Vec<Delegation>,
    /// The last one counts.
    pub silences: Vec<Silence>,
    /// Whether this person may write here, and put a version under a silence procedure.
    pub may_post: bool,
    pub may_silence: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct StatementVersion {
    /// Counted from 1; 0 for one that counts nothing.
    pub number: usize,
    /// 64 hexadecimal digits, of what it says alone.
    pub hash: String,
    pub title: String,
    pub paragraphs: Vec<Paragraph>,
    pub at: u64,
    pub local_id: i64,
    /// Whether it stands in the room's log.
    pub sent: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Paragraph {
    /// The same through all versions: 16 hexadecimal digits.
    pub id: String,
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Suggestion {
    pub local_id: i64,
    pub by: String,
    pub own: bool,
    pub at: u64,
    /// For whom they speak, as an organisation has signed it whose key is believed here.
    pub delegation: Option<String>,
    pub paragraph: String,
    pub change: Suggested,
    /// Empty where it strikes.
    pub text: String,
    /// May be empty.
    pub reason: String,
    /// The version that it was made for; null where this device does not have it.
    pub version: Option<usize>,
    /// Whether the paragraph says still what it said then.
    pub fits: bool,
    pub state: SuggestionState,
    /// The version that took it.
    pub taken_in: Option<usize>,
    pub sent: bool,
}

/// What a version is to say.
#[derive(Clone, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub title: String,
    pub paragraphs: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Suggested {
    Replace,
    Strike,
    /// A paragraph behind it.
    InsertAfter,
    /// And one before it.
    InsertBefore,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum SuggestionState {
    Open,
    Taken,
    Declined,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct SignOff {
    pub local_id: i64,
    pub by: String,
    pub own: bool,
    pub at: u64,
    /// For whom, by the signer's word; may be empty.
    pub said: String,
    /// For whom, as an organisation has signed it whose key is believed here.
    pub delegation: Option<String>,
    /// Which version was signed; null where this device does not have it.
    pub version: Option<usize>,
    /// Whether it is for the present version. No other counts.
    pub counts: bool,
    pub sent: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Delegation {
    /// Null for somebody of whom nobody has signed for whom they speak: they are one by themself.
    pub name: Option<String>,
    pub people: Vec<String>,
    pub signed: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Silence {
    pub local_id: i64,
    pub by: String,
    pub at: u64,
    /// The version that it is about.
    pub number: usize,
    pub deadline: u64,
    pub state: SilenceState,
    /// Delegations, or people, whom it had not reached at its deadline, or has not reached yet.
    pub undelivered: Vec<String>,
    pub asked: Vec<Asked>,
    pub objections: Vec<Objection>,
    /// Whether this device knows all that the room's log holds by now.
    pub caught_up: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum SilenceState {
    /// It waits to be sent.
    Queued,
    Running,
    /// A later one has put its deadline off.
    Extended,
    /// Another version came before its deadline.
    TextChanged,
    Broken,
    /// Nobody objected, and it had not reached everybody: silence of who has not heard is no consent.
    Undelivered,
    Adopted,
}

/// Somebody who could have broken a silence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Asked {
    pub account: String,
    /// For whom they spoke when it began, as this device believed then.
    pub delegation: Option<String>,
    /// When a device of theirs said that it has it.
    pub delivered_at: Option<u64>,
    pub read: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Objection {
    pub by: String,
    pub at: u64,
    pub reason: String,
    /// Whether it says that it was sent by the deadline. No other counts.
    pub in_time: bool,
    pub sent: bool,
}
