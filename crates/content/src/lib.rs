//! What people say to each other: MIMI content (draft-ietf-mimi-content-08), its message status
//! reports (draft-mahy-mimi-message-status-01), and Corridor's own extensions to them.
//!
//! This crate knows nobody. It draws no salt, reads no clock and renders nothing; it turns the bytes
//! inside a sealed record into a [`Message`] once, or refuses them with a [`ContentError`].
//!
//! ```text
//!   bytes --Message::decode--> Message --Message::body--> Body::{Text, Reaction, Status, ...}
//!     ^                          |
//!     +------Message::encode-----+          MessageId::derive(sender, room, bytes, salt)
//! ```
//!
//! The draft demands deterministic CBOR (RFC 8949, section 4.2.1), and [`Message::decode`] refuses
//! anything else. So `encode(decode(bytes)) == bytes` holds for every message it accepts, parts and
//! extensions of unknown kinds included, and a message id can be derived again from the value.
#![forbid(unsafe_code)]

mod announcement;
mod body;
mod card;
mod detail;
mod deterministic;
mod error;
mod extension;
mod field;
mod file;
mod id;
pub mod limits;
mod mark;
mod message;
mod nudge;
mod part;
mod poll;
mod profile;
mod sounding;
mod statement;
mod status;
mod told;
pub mod uri;

pub use announcement::Announcement;
pub use body::Body;
pub use card::{Contact, Place};
pub use detail::{AlbumId, Details, LinkPreview, Voice};
pub use deterministic::EncodingViolation;
pub use error::ContentError;
pub use extension::{ExtensionKey, Extensions, Seen};
pub use file::File;
pub use id::MessageId;
pub use mark::{Mark, MarkPoint, MarkShape};
pub use message::{Expiration, Message, Salt};
pub use nudge::{Nudge, Phrase};
pub use part::{
    Cardinality, Disposition, ExternalPart, MultiPart, Part, PartSemantics, SinglePart,
};
pub use poll::{Poll, Vote};
pub use profile::Profile;
pub use sounding::{Sounding, SoundingAnswer, SoundingTotals};
pub use statement::{
    Change, Objection, Paragraph, ParagraphId, SignOff, Silence, Statement, Suggestion, Version,
    VersionHash,
};
pub use status::{MessageStatus, PerMessageStatus, StatusReport};
pub use told::{TOLD, Told, decode_told, encode_told};
