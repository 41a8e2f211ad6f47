//! What a message says, as far as this program understands it.

use crate::announcement::{self, Announcement};
use crate::card::{self, Contact, Place};
use crate::field::written;
use crate::file::{self, File};
use crate::limits;
use crate::mark::{self, Mark};
use crate::message::Message;
use crate::nudge::{self, Nudge};
use crate::part::{Cardinality, Disposition, Part, PartSemantics};
use crate::poll::{self, Poll, Vote};
use crate::profile::{self, Profile};
use crate::sounding::{self, Sounding, SoundingAnswer, SoundingTotals};
use crate::statement::{self, Objection, SignOff, Silence, Statement, Suggestion, Version};
use crate::status::StatusReport;

pub(crate) const PLAIN_TEXT: &str = "text/plain;charset=utf-8";
pub(crate) const MARKDOWN: &str = "text/markdown;variant=GFM-MIMI";
pub(crate) const PIN: &str = "application/vnd.corridor.pin+cbor";
pub(crate) const WAKING: &str = "application/vnd.corridor.waking+cbor";
pub(crate) const AFFILIATION: &str = "application/vnd.corridor.affiliation+cbor";
pub(crate) const MESSAGE_STATUS: &str = "application/mimi-message-status";

#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    Text(String),
    /// GitHub Flavored Markdown, which reads as plain text too.
    Markdown(String),
    /// To the message that `in_reply_to` names.
    Reaction(String),
    /// The message that `replaces` names is taken back.
    Retraction,
    Status(StatusReport),
    File(Box<File>),
    /// The message that `in_reply_to` names is kept in everybody's sight, or no longer.
    Pin(bool),
    Poll(Poll),
    /// On the poll that `in_reply_to` names.
    Vote(Vote),
    /// The poll that `in_reply_to` names is over.
    PollEnd,
    /// How its sender wishes to be known.
    Profile(Profile),
    /// What an organisation has signed of the sender, for whoever reads such things; `None` takes it back.
    Affiliation(Option<Vec<u8>>),
    /// Whether the sender's device is to be woken by what is said in the room while it is away.
    Waking(bool),
    Contact(Contact),
    Place(Place),
    Nudge(Nudge),
    Announcement(Announcement),
    /// Its sender has seen the announcement that `in_reply_to` names.
    AnnouncementSeen,
    /// On the picture of the message that `in_reply_to` names.
    Mark(Mark),
    Sounding(Sounding),
    /// To the question that `in_reply_to` names.
    SoundingAnswer(SoundingAnswer),
    /// The question that `in_reply_to` names is still to be answered.
    SoundingReminder,
    SoundingTotals(SoundingTotals),
    Statement(Statement),
    /// Of the statement that `in_reply_to` names, as all that follows here.
    StatementVersion(Version),
    Suggestion(Suggestion),
    SignOff(SignOff),
    Silence(Silence),
    Objection(Objection),
    /// Something that this program cannot show. `bytes` is the content of a single part, and the
    /// whole part in its encoding otherwise.
    Unknown {
        content_type: String,
        bytes: Vec<u8>,
    },
}

/// What a message says is nothing for logs: only its kind prints.
impl core::fmt::Debug for Body {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::Markdown(text) => write!(f, "Markdown({} bytes)", text.len()),
            Self::Reaction(text) => write!(f, "Reaction({} bytes)", text.len()),
            Self::Retraction => f.write_str("Retraction"),
            Self::Status(report) => write!(f, "Status({} messages)", report.statuses().len()),
            Self::File(file) => write!(f, "File({} bytes)", file.external.size),
            Self::Pin(is_pinned) => write!(f, "Pin({is_pinned})"),
            Self::Poll(poll) => write!(f, "{poll:?}"),
            Self::Vote(vote) => write!(f, "Vote({} choices)", vote.choices().len()),
            Self::PollEnd => f.write_str("PollEnd"),
            Self::Profile(profile) => write!(f, "{profile:?}"),
            Self::Affiliation(signed) => {
                write!(f, "Affiliation({} bytes)", signed.as_ref().map_or(0, Vec::len))
            }
            Self::Waking(is_on) => write!(f, "Waking({is_on})"),
            Self::Contact(contact) => write!(f, "{contact:?}"),
            Self::Place(place) => write!(f, "{place:?}"),
            Self::Nudge(nudge) => write!(f, "{nudge:?}"),
            Self::Announcement(announcement) => write!(f, "{announcement:?}"),
            Self::AnnouncementSeen => f.write_str("AnnouncementSeen"),
            Self::Mark(mark) => write!(f, "{mark:?}"),
            Self::Sounding(sounding) => write!(f, "{sounding:?}"),
            Self::SoundingAnswer(answer) => write!(f, "{answer:?}"),
            Self::SoundingReminder => f.write_str("SoundingReminder"),
            Self::SoundingTotals(totals) => write!(f, "{totals:?}"),
            Self::Statement(statement) => write!(f, "{statement:?}"),
            Self::StatementVersion(version) => write!(f, "{version:?}"),
            Self::Suggestion(suggestion) => write!(f, "{suggestion:?}"),
            Self::SignOff(sign_off) => write!(f, "{sign_off:?}"),
            Self::Silence(silence) => write!(f, "{silence:?}"),
            Self::Objection(objection) => write!(f, "{objection:?}"),
            Self::Unknown { content_type, bytes } => {
                write!(f, "Unknown({content_type}, {} bytes)", bytes.len())
            }
        }
    }
}

impl Message {
    pub fn body(&self) -> Body {
        match known(&self.part) {
            Some(body) => body,
            None if self.part.cardinality == Cardinality::Null && self.replaces.is_some() => {
                Body::Retraction
            }
            None => unknown(&self.part),
        }
    }
}

/// `None` where nothing in `part` is of a kind that this program knows.
fn known(part: &Part) -> Option<Body> {
    match &part.cardinality {
        Cardinality::Single(single) => {
            let text = || String::from_utf8(single.content.clone()).ok();
            match MediaType::parse(&single.content_type)? {
                MediaType::PlainText if part.disposition == Disposition::Reaction => {
                    text().map(Body::Reaction)
                }
                MediaType::PlainText => text().map(Body::Text),
                MediaType::Markdown => text().map(Body::Markdown),
                MediaType::MessageStatus => {
                    StatusReport::decode(&single.content).ok().map(Body::Status)
                }
                MediaType::Pin => boolean(&single.content).map(Body::Pin),
                MediaType::Waking => boolean(&single.content).map(Body::Waking),
                MediaType::Poll => Poll::decode(&single.content).ok().map(Body::Poll),
                MediaType::Vote => Vote::decode(&single.content).ok().map(Body::Vote),
                MediaType::Profile => Profile::decode(&single.content).ok().map(Body::Profile),
                MediaType::Affiliation => affiliation(&single.content),
                MediaType::Contact => Contact::decode(&single.content).ok().map(Body::Contact),
                MediaType::Place => Place::decode(&single.content).ok().map(Body::Place),
                MediaType::Nudge => Nudge::decode(&single.content).ok().map(Body::Nudge),
                MediaType::Announcement => {
                    Announcement::decode(&single.content).ok().map(Body::Announcement)
                }
                MediaType::AnnouncementSeen => {
                    (single.content == [0xf6]).then_some(Body::AnnouncementSeen)
                }
                MediaType::Mark => Mark::decode(&single.content).ok().map(Body::Mark),
                MediaType::Sounding => Sounding::decode(&single.content).ok().map(Body::Sounding),
                MediaType::SoundingAnswer => {
                    SoundingAnswer::decode(&single.content).ok().map(Body::SoundingAnswer)
                }
                MediaType::SoundingReminder => {
                    (single.content == [0xf6]).then_some(Body::SoundingReminder)
                }
                MediaType::SoundingTotals => {
                    SoundingTotals::decode(&single.content).ok().map(Body::SoundingTotals)
                }
                MediaType::Statement(kind) => on_statement(kind, &single.content),
                MediaType::PollEnd => (single.content == [0xf6]).then_some(Body::PollEnd),
            }
        }
        Cardinality::Multi(multi) if multi.semantics == PartSemantics::ChooseOne => {
            multi.parts.iter().find_map(known)
        }
        _ => file::read(part).map(|file| Body::File(Box::new(file))),
    }
}

fn on_statement(kind: OnStatement, content: &[u8]) -> Option<Body> {
    let body = match kind {
        OnStatement::Statement => Statement::decode(content).map(Body::Statement),
        OnStatement::Version => Version::decode(content).map(Body::StatementVersion),
        OnStatement::Suggestion => Suggestion::decode(content).map(Body::Suggestion),
        OnStatement::SignOff => SignOff::decode(content).map(Body::SignOff),
        OnStatement::Silence => Silence::decode(content).map(Body::Silence),
        OnStatement::Objection => Objection::decode(content).map(Body::Objection),
    };
    body.ok()
}

fn boolean(content: &[u8]) -> Option<bool> {
    match content {
        [0xf4] => Some(false),
        [0xf5] => Some(true),
        _ => None,
    }
}

fn affiliation(content: &[u8]) -> Option<Body> {
    match content {
        [0xf6] => Some(Body::Affiliation(None)),
        _ if content.len() > limits::AFFILIATION_BYTES => None,
        _ => Some(Body::Affiliation(Some(content.to_vec()))),
    }
}

fn unknown(part: &Part) -> Body {
    let (content_type, bytes) = match &part.cardinality {
        Cardinality::Single(single) => (single.content_type.clone(), single.content.clone()),
        Cardinality::External(external) => {
            (external.content_type.clone(), written(|e| part.write(e)))
        }
        Cardinality::Multi(_) => ("multipart/mixed".to_owned(), written(|e| part.write(e))),
        Cardinality::Null => (String::new(), written(|e| part.write(e))),
    };
    Body::Unknown { content_type, bytes }
}

/// The media types that this program shows (RFC 2045, section 5.1: names compare without case).
#[derive(Clone, Copy, PartialEq, Eq)]
enum MediaType {
    PlainText,
    Markdown,
    MessageStatus,
    Pin,
    Poll,
    Vote,
    PollEnd,
    Profile,
    Affiliation,
    Waking,
    Contact,
    Place,
    Nudge,
    Announcement,
    AnnouncementSeen,
    Mark,
    Sounding,
    SoundingAnswer,
    SoundingReminder,
    SoundingTotals,
    Statement(OnStatement),
}

/// A statement, and what is done to one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnStatement {
    Statement,
    Version,
    Suggestion,
    SignOff,
    Silence,
    Objection,
}

impl MediaType {
    fn parse(text: &str) -> Option<Self> {
        let mut pieces = text.split(';').map(|piece| piece.trim().to_ascii_lowercase());
        let essence = pieces.next()?;
        let parameter = |name: &str| {
            pieces.find_map(|piece| {
                let (key, value) = piece.split_once('=')?;
                (key == name).then(|| value.trim_matches('"').to_owned())
            })
        };
        let mut parameter = parameter;
        match essence.as_str() {
            "text/plain" => {
                let charset = parameter("charset");
                let readable = charset.is_none_or(|set| set == "utf-8" || set == "us-ascii");
                readable.then_some(Self::PlainText)
            }
            "text/markdown" => Some(Self::Markdown),
            MESSAGE_STATUS => Some(Self::MessageStatus),
            PIN => Some(Self::Pin),
            poll::POLL => Some(Self::Poll),
            poll::VOTE => Some(Self::Vote),
            poll::POLL_END => Some(Self::PollEnd),
            profile::PROFILE => Some(Self::Profile),
            AFFILIATION => Some(Self::Affiliation),
            WAKING => Some(Self::Waking),
            card::CONTACT => Some(Self::Contact),
            card::PLACE => Some(Self::Place),
            nudge::NUDGE => Some(Self::Nudge),
            announcement::ANNOUNCEMENT => Some(Self::Announcement),
            announcement::SEEN => Some(Self::AnnouncementSeen),
            mark::MARK => Some(Self::Mark),
            sounding::SOUNDING => Some(Self::Sounding),
            sounding::ANSWER => Some(Self::SoundingAnswer),
            sounding::REMINDER => Some(Self::SoundingReminder),
            sounding::TOTALS => Some(Self::SoundingTotals),
            statement::STATEMENT => Some(Self::Statement(OnStatement::Statement)),
            statement::VERSION => Some(Self::Statement(OnStatement::Version)),
            statement::SUGGESTION => Some(Self::Statement(OnStatement::Suggestion)),
            statement::SIGN_OFF => Some(Self::Statement(OnStatement::SignOff)),
            statement::SILENCE => Some(Self::Statement(OnStatement::Silence)),
            statement::OBJECTION => Some(Self::Statement(OnStatement::Objection)),
            _ => None,
        }
    }
}
