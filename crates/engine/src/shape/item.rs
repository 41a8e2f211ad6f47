//! One item of a timeline in JSON, and what people have done to it.

use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

use super::names;
use crate::kinds::{About, Phrase};
use crate::view::{
    Delivery, FileState, FileView, ItemKind, OptionView, PollView, QuoteView, ReactionView,
    TimelineItem, VersionView,
};

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of an item")]
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Item {
    /// Null while queued.
    pub seq: Option<u64>,
    pub sender: String,
    pub kind: ItemKind,
    pub text: String,
    /// Milliseconds since 1970, by the sender's clock.
    pub sent_at: u64,
    pub delivery: Delivery,
    pub local_id: i64,
    /// Null for everything that is not a file; the text is what was said with it.
    pub file: Option<File>,
    /// Null for everything that is not a poll; the text is the question.
    pub poll: Option<Poll>,
    /// Whether the signs in the text mean something (Markdown).
    pub markdown: bool,
    /// Whether it was said elsewhere first.
    pub forwarded: bool,
    pub reply_to: Option<Quote>,
    pub reactions: Vec<Reaction>,
    /// How often it was said otherwise since, and when last.
    pub edits: usize,
    pub edited_at: Option<u64>,
    /// Who took it back at everybody's; the text is empty then.
    pub withdrawn_by: Option<String>,
    pub pinned: bool,
    /// Marked by this device's person, who alone knows.
    pub starred: bool,
    pub mentions_me: bool,
    /// An own text or nudge that waits on this device for its time.
    pub send_at: Option<u64>,
    /// When this device forgets it.
    pub expires_at: Option<u64>,
    /// Its sender is blocked on this device: it is not shown unasked.
    pub blocked: bool,
    #[serde(flatten)]
    pub about: About,
}

/// What a message answers; all but the text is null where this device does not have it.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Quote {
    pub local_id: Option<i64>,
    pub seq: Option<u64>,
    pub sender: Option<String>,
    pub kind: Option<ItemKind>,
    /// The beginning of it, as it is said now.
    pub text: String,
    /// Of a nudge; the text is its subject.
    pub phrase: Option<Phrase>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Reaction {
    pub reaction: String,
    pub people: Vec<String>,
    pub own: bool,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Poll {
    pub options: Vec<PollOption>,
    pub multiple: bool,
    /// Whether screens show who has chosen what, and while it goes on.
    pub open: bool,
    pub deadline: Option<u64>,
    /// Its author has ended it. A deadline that has passed is the screen's clock to tell.
    pub over: bool,
    pub voters: usize,
}

#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct PollOption {
    pub text: String,
    /// Null while a poll that is not open goes on.
    pub votes: Option<usize>,
    pub people: Vec<String>,
    pub own: bool,
}

/// What a message said at some time, by its sender's clock.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Version {
    pub text: String,
    pub markdown: bool,
    pub sent_at: u64,
}

/// Name, type and preview are the sender's word.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct File {
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    /// How much of it is at the relay, or on this device where it comes from others.
    pub bytes_done: u64,
    pub state: FileState,
    pub has_preview: bool,
}

impl From<&FileView> for File {
    fn from(view: &FileView) -> Self {
        Self {
            name: view.name.clone(),
            media_type: view.media_type.clone(),
            bytes: view.bytes,
            bytes_done: view.bytes_done,
            state: view.state,
            has_preview: view.has_preview,
        }
    }
}

impl From<&TimelineItem> for Item {
    fn from(view: &TimelineItem) -> Self {
        Self {
            seq: view.seq,
            sender: view.sender.to_string(),
            kind: view.kind,
            text: view.text.clone(),
            sent_at: view.sent_at,
            delivery: view.delivery,
            local_id: view.local_id,
            file: view.file.as_ref().map(File::from),
            poll: view.poll.as_ref().map(Poll::from),
            markdown: view.is_markdown,
            forwarded: view.is_forwarded,
            reply_to: view.reply_to.as_ref().map(Quote::from),
            reactions: view.reactions.iter().map(Reaction::from).collect(),
            edits: view.edits,
            edited_at: view.edited_at,
            withdrawn_by: view.withdrawn_by.as_ref().map(ToString::to_string),
            pinned: view.is_pinned,
            starred: view.is_starred,
            mentions_me: view.mentions_me,
            send_at: view.send_at,
            expires_at: view.expires_at,
            blocked: view.is_blocked,
            about: view.about.clone(),
        }
    }
}

impl From<&QuoteView> for Quote {
    fn from(view: &QuoteView) -> Self {
        Self {
            local_id: view.local_id,
            seq: view.seq,
            sender: view.sender.as_ref().map(ToString::to_string),
            kind: view.kind,
            text: view.text.clone(),
            phrase: view.phrase,
        }
    }
}

impl From<&ReactionView> for Reaction {
    fn from(view: &ReactionView) -> Self {
        Self { reaction: view.reaction.clone(), people: names(&view.people), own: view.is_own }
    }
}

impl From<&PollView> for Poll {
    fn from(view: &PollView) -> Self {
        let option = |option: &OptionView| PollOption {
            text: option.text.clone(),
            votes: option.votes,
            people: names(&option.people),
            own: option.is_own,
        };
        Self {
            options: view.options.iter().map(option).collect(),
            multiple: view.is_multiple,
            open: view.is_open,
            deadline: view.deadline,
            over: view.is_over,
            voters: view.voters,
        }
    }
}

impl From<&VersionView> for Version {
    fn from(view: &VersionView) -> Self {
        Self { text: view.text.clone(), markdown: view.is_markdown, sent_at: view.sent_at }
    }
}
