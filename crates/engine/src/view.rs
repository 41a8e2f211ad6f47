//! What a screen can ask of the engine. Every view is a copy; nothing in it is a secret.

mod file;
mod item_kind;
mod mark;
mod people;
mod sounding;

use corridor_sealing::room_state::{Group, Role};
use corridor_wire::id::{AccountId, AccountKey, DeviceId, LogId, Seq};
use corridor_wire::invitation::RelayAddress;
use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::kinds::{About, Phrase};
use crate::output::UnixMillis;

pub use file::{FileState, FileView};
pub use item_kind::ItemKind;
pub use mark::MarkView;
pub use people::{
    AffiliationView, DeviceView, KnockView, LinkView, OwnKnockView, PersonView, ProfileView,
    RosterView, SafetyView,
};
pub use sounding::{AskedView, SoundingView};

/// A room is known by its log.
pub type RoomId = LogId;

/// The number of a timeline item in this device's database, queued or not.
pub type LocalId = i64;

/// How far a person has looked at who joined a room: grows with each device that is added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct RosterMark(pub u64);

#[derive(Clone, Debug)]
pub struct AccountView {
    pub account: AccountId,
    pub account_key: AccountKey,
    pub device: DeviceId,
    pub address: RelayAddress,
    /// Whether the relay has accepted this device.
    pub registered: bool,
    /// Whom the relay's operator wants reports sent to: text from outside.
    pub report_to: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    Group,
    Direct,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RoomStatus {
    Active,
    /// This device's state is damaged, or it was away too long; it has asked to be added again.
    Damaged(String),
    /// A member has locked everybody out: found the room anew.
    Halted,
    Left,
    Removed,
}

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of it")]
#[derive(Clone, Debug)]
pub struct RoomView {
    pub id: RoomId,
    /// The shortest prefix of the id, of at least six characters, that no other room here shares.
    pub short_id: String,
    pub title: String,
    pub kind: RoomKind,
    pub status: RoomStatus,
    pub own_role: Role,
    pub people: usize,
    /// For how many different ones they speak, by signatures that this person believes.
    pub delegations: usize,
    pub devices: usize,
    pub unread: usize,
    /// Of the unread: those that mention this person.
    pub mentions: usize,
    /// People or devices that joined since this person last looked.
    pub newcomers: Vec<AccountId>,
    /// Messages waiting to be sent, and those held until the roster is acknowledged.
    pub queued: usize,
    pub held: usize,
    /// The last sequence applied here.
    pub cursor: Seq,
    pub last_activity: UnixMillis,
    /// Records that were no valid message or commit, and that every member skips alike.
    pub skipped: u64,
    /// What the relay or a member has contradicted, in words.
    pub contradiction: Option<String>,
    /// What the room is for; empty where nobody has said.
    pub description: String,
    /// After how many seconds what is said disappears from devices that cooperate.
    pub expiry_seconds: Option<u32>,
    /// The least role that may write, and whether this person may.
    pub post_role: Role,
    pub may_post: bool,
    /// Whether this person may change the expiry; and description and who may write, but in a direct room.
    pub may_configure: bool,
    /// No notices on this device until then, but of mentions. A time that is past is as none.
    pub muted_until: Option<UnixMillis>,
    /// Put away on this device.
    pub is_archived: bool,
    /// People who have knocked and wait.
    pub knocks: usize,
    /// Whether this person may add people, and so make links.
    pub may_add: bool,
    /// A direct room with somebody who is blocked on this device.
    pub is_blocked: bool,
    /// Whether it gets how this person wishes to be known.
    pub shares_profile: bool,
    /// Another one with each picture that the room has; `None` while it has none.
    pub picture: Option<String>,
    /// Under which heading the list shows it. Rooms of one id stand together, whatever each calls it.
    pub group: Option<Group>,
    /// Whether this person may change title, picture and group.
    pub may_rename: bool,
    /// Whether this person may announce here, and whether announcements of others reach them although the room is
    /// muted.
    pub may_announce: bool,
    pub lets_announcements_through: bool,
    /// Where the room ends by itself.
    pub huddle: Option<HuddleView>,
}

/// A room that ends by itself, at everybody who keeps to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HuddleView {
    /// It is erased then, by this device's clock.
    pub ends_at: UnixMillis,
    /// Who of those in it would keep it: it stays when all would.
    pub keepers: Vec<AccountId>,
    /// Whether this person may end it at once.
    pub may_end: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Somebody else's, or an event.
    Received,
    Queued,
    /// Not sent: somebody joined after it was written. Acknowledge the roster, or discard it.
    Held,
    /// On the relay's disk.
    Sent,
    /// On a device of everybody else.
    Delivered,
    /// Read by everybody else who lets that be known, and by at least one person.
    Read,
    /// The relay lost it and others have written on: it is shown here until it is in the log again.
    OnlyHere,
}

impl Delivery {
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Queued => "queued",
            Self::Held => "held",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::OnlyHere => "only_here",
        }
    }
}

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of an item")]
#[derive(Clone, Debug)]
pub struct TimelineItem {
    pub local_id: LocalId,
    /// Position in the log; `None` while queued.
    pub seq: Option<Seq>,
    pub sender: AccountId,
    pub kind: ItemKind,
    /// The message; the new title, description, expiry or least role; or the people concerned, separated
    /// by `, `.
    pub text: String,
    /// By the sender's clock, which may be wrong.
    pub sent_at: UnixMillis,
    pub delivery: Delivery,
    pub file: Option<FileView>,
    pub poll: Option<PollView>,
    /// Whether the signs in the text mean something (Markdown).
    pub is_markdown: bool,
    /// Whether it was said elsewhere first.
    pub is_forwarded: bool,
    pub reply_to: Option<QuoteView>,
    /// In the order in which somebody first reacted so.
    pub reactions: Vec<ReactionView>,
    /// How often it was said otherwise since, and when last, by its sender's clock.
    pub edits: usize,
    pub edited_at: Option<UnixMillis>,
    /// Who took it back at everybody's; the text is gone then.
    pub withdrawn_by: Option<AccountId>,
    pub is_pinned: bool,
    /// Marked by this device's person, who alone knows.
    pub is_starred: bool,
    pub mentions_me: bool,
    /// An own text or nudge that waits on this device for its time.
    pub send_at: Option<UnixMillis>,
    /// When this device forgets it.
    pub expires_at: Option<UnixMillis>,
    /// Its sender is blocked here: it is not shown unasked.
    pub is_blocked: bool,
    /// Voice note, album, link, contact, place, nudge, sounding, totals, statement.
    pub about: About,
}

/// What a message answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuoteView {
    /// `None` where this device does not have it: it was said before this person came, or is gone.
    pub local_id: Option<LocalId>,
    pub seq: Option<Seq>,
    pub sender: Option<AccountId>,
    pub kind: Option<ItemKind>,
    /// The beginning of it, as it is said now.
    pub text: String,
    /// Of a nudge; the text is its subject.
    pub phrase: Option<Phrase>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReactionView {
    pub reaction: String,
    pub people: Vec<AccountId>,
    /// Whether this person is among them.
    pub is_own: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PollView {
    pub options: Vec<OptionView>,
    pub is_multiple: bool,
    pub is_open: bool,
    pub deadline: Option<UnixMillis>,
    /// Its author has ended it. A deadline that has passed is the screen's clock to tell.
    pub is_over: bool,
    /// People who have voted.
    pub voters: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionView {
    pub text: String,
    /// `None` while a poll that is not open goes on.
    pub votes: Option<usize>,
    /// Whose votes they are, in an open poll.
    pub people: Vec<AccountId>,
    pub is_own: bool,
}

/// What a message said at some time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionView {
    pub text: String,
    pub is_markdown: bool,
    /// By its sender's clock.
    pub sent_at: UnixMillis,
}

/// Which part of a timeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Span {
    /// The end, and what is queued.
    Newest,
    /// What stands right before this position.
    Before(Seq),
    /// What stands right after this position, and what is queued where that reaches the end.
    After(Seq),
}

#[derive(Clone, Debug)]
pub struct Page {
    /// Oldest first. The items of one log entry are never on two pages.
    pub items: Vec<TimelineItem>,
    pub has_earlier: bool,
    pub has_later: bool,
}

/// What is looked for among what people have said.
#[derive(Clone, Default, Debug)]
pub struct Sought {
    /// Part of the text; letters' case does not matter. Everything where it is empty.
    pub text: String,
    pub room: Option<RoomId>,
    pub sender: Option<AccountId>,
    /// All that people say where it is empty.
    pub kinds: Vec<ItemKind>,
    /// By the senders' clocks: at this time or later, and before that one.
    pub since: Option<UnixMillis>,
    pub until: Option<UnixMillis>,
}

/// What a person's own screen keeps about a room.
#[derive(Clone, Default, Debug)]
pub struct RoomAside {
    /// Everything up to here has been read.
    pub read_seq: Seq,
    /// Written and not sent.
    pub draft: String,
}

/// What stands between this device and having nothing left to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Pending {
    /// Intents and inbox messages that can go out when there is a connection.
    pub to_send: usize,
    /// Messages that wait for the person, not for the relay.
    pub held: usize,
    /// Logs whose end has not been reached on this connection.
    pub to_receive: usize,
    /// Blobs on their way.
    pub transfers: usize,
}

impl Pending {
    pub fn is_settled(&self) -> bool {
        self.to_send == 0 && self.to_receive == 0 && self.transfers == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_scripts_know() {
        for (kind, name) in [
            (ItemKind::Text, "text"),
            (ItemKind::DeviceJoined, "device_joined"),
            (ItemKind::PollEnd, "poll_end"),
            (ItemKind::PostingChanged, "posting_changed"),
        ] {
            assert_eq!(kind.name(), name);
        }
        for (delivery, name) in [
            (Delivery::Received, "received"),
            (Delivery::Held, "held"),
            (Delivery::OnlyHere, "only_here"),
        ] {
            assert_eq!(delivery.name(), name);
        }
        for (state, name) in [
            (FileState::Uploading, "uploading"),
            (FileState::Elsewhere, "elsewhere"),
            (FileState::Copying, "copying"),
        ] {
            assert_eq!(state.name(), name);
        }
    }

    #[test]
    fn what_waits_for_a_person_is_not_waited_for() {
        let nothing = Pending::default();
        assert!(nothing.is_settled());
        assert!(Pending { held: 1, ..nothing }.is_settled());
        assert!(!Pending { to_send: 1, ..nothing }.is_settled());
        assert!(!Pending { to_receive: 1, ..nothing }.is_settled());
        assert!(!Pending { transfers: 1, ..nothing }.is_settled());
    }
}
