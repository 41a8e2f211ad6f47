//! Why a command is not taken, in words and by a stable name.

use corridor_sealing::affiliation::AffiliationError;
use corridor_wire::id::AccountId;

use super::{LinkUse, SoundingError, StatementError, StorageError};
use crate::alias::AliasError;
use crate::view::RosterMark;

/// Why a command was not taken. Nothing has changed when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("this profile has no account yet: join with an invitation first")]
    NoAccount,
    #[error("this profile already belongs to {0}")]
    HasAccount(AccountId),
    #[error("{0}")]
    Name(#[from] corridor_wire::id::NameError),
    #[error("those are not 24 recovery words")]
    RecoveryWords,
    #[error("there is no such room")]
    NoRoom,
    #[error("you are no longer in this room")]
    NotInRoom,
    #[error("this room cannot be used until this device is added again: {0}")]
    Damaged(String),
    #[error("{0} is not in this room")]
    NotAMember(AccountId),
    #[error("{0} is in this room already")]
    AlreadyMember(AccountId),
    #[error("your role in this room does not allow that: {0}")]
    NotAllowed(String),
    #[error("somebody has joined since you last looked: {}", list(.joined))]
    RosterChanged { joined: Vec<AccountId>, mark: RosterMark },
    #[error("a title has 1 to {limit} bytes and no control characters")]
    Title { limit: usize },
    #[error("a description has at most {limit} bytes and no control characters but line ends")]
    Description { limit: usize },
    #[error("a room's picture is a JPEG, PNG or WebP of at most {limit} bytes")]
    Picture { limit: usize },
    #[error("a group's name has 1 to {limit} bytes and no control characters")]
    GroupName { limit: usize },
    #[error("no room here is in such a group")]
    NoGroup,
    #[error("messages disappear after {least} to {most} seconds, or never")]
    Expiry { least: u32, most: u32 },
    #[error("a message has 1 to {limit} bytes, this one has {actual}")]
    TextLength { limit: usize, actual: usize },
    #[error("a file has 1 to {limit} bytes, this one has {actual}")]
    FileSize { limit: u64, actual: u64 },
    #[error("the next part of this file has {expected} bytes, this one has {actual}")]
    FilePart { expected: u64, actual: u64 },
    #[error("a file's name has 1 to {limit} bytes and no control characters")]
    FileName { limit: usize },
    #[error("a media type has at most {limit} characters of ASCII")]
    MediaType { limit: usize },
    #[error("a preview is a JPEG or a WebP of at most {limit} bytes")]
    Preview { limit: usize },
    /// A voice note, an album, a link, a contact, a place or a nudge that breaks its rules.
    #[error("{0}")]
    Kind(String),
    #[error("there is no such file, or nothing of that kind to be done with it")]
    NoFile,
    #[error("that has already been sent")]
    AlreadySent,
    #[error("there is no such message, or nothing of that kind to be done with it")]
    NoMessage,
    #[error("that message has not been sent yet")]
    NotSentYet,
    #[error("a reaction has 1 to {limit} bytes and no control characters")]
    Reaction { limit: usize },
    #[error(
        "a poll has a question and 2 to {options} different answers, each a line of 1 to {bytes} bytes"
    )]
    Poll { options: usize, bytes: usize },
    #[error("the poll is over, or has no such answers")]
    Vote,
    #[error(transparent)]
    Sounding(#[from] SoundingError),
    #[error(transparent)]
    Statement(#[from] StatementError),
    #[error("a message mentions at most {limit} people, all of them in the room")]
    Mentions { limit: usize },
    #[error("a message is put off for a year at most, and not into the past")]
    SendAt,
    #[error("nothing is queued under that number")]
    NotQueued,
    #[error("no person of that name has been met yet")]
    UnknownPerson,
    #[error("a direct room is for two people and stays so")]
    DirectRoom,
    #[error("make somebody else an owner first: a room is not left without one")]
    LastOwner,
    #[error("this is not another device of yours")]
    UnknownDevice,
    #[error(
        "what you are called has at most {name} bytes, the line below {status}, without control characters, and the picture is a JPEG or WebP of at most {picture} bytes"
    )]
    Profile { name: usize, status: usize, picture: usize },
    #[error("there is nothing there that may be passed on, or more than {messages} messages")]
    Telling { messages: usize },
    #[error("{0} is blocked on this device: unblock them first")]
    Blocked(AccountId),
    #[error(transparent)]
    Affiliation(#[from] AffiliationError),
    #[error("this affiliation is not yours, or over: {0}")]
    NotYourAffiliation(&'static str),
    #[error(
        "an organisation is called something in a line of 1 to {bytes} bytes, and you believe at most {most}"
    )]
    Organisation { bytes: usize, most: usize },
    #[error("that is your own account")]
    OwnAccount,
    #[error(transparent)]
    Link(#[from] corridor_sealing::room_link::RoomLinkError),
    #[error("{0}")]
    LinkUse(LinkUse),
    #[error("a link is good for a minute to {days} days, and for 1 to {people} people")]
    LinkTerms { days: u64, people: u64 },
    #[error("a word with a knock has at most {limit} bytes and no control characters")]
    KnockWord { limit: usize },
    #[error("a huddle is for {least} to {most} minutes")]
    HuddleTerms { least: u64, most: u64 },
    #[error("this room is no huddle: it does not end by itself")]
    NoHuddle,
    #[error("there is no such link, or nobody knocking")]
    NoLink,
    #[error(transparent)]
    Alias(#[from] AliasError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl CommandError {
    /// The stable name: docs/command-line.md lists them.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoAccount => "no_account",
            Self::HasAccount(_) => "has_account",
            Self::Name(_) => "name",
            Self::RecoveryWords => "recovery_words",
            Self::Title { .. } => "title",
            Self::Description { .. } => "description",
            Self::Picture { .. } => "picture",
            Self::GroupName { .. } => "group_name",
            Self::NoGroup => "no_group",
            Self::Expiry { .. } => "expiry",
            Self::TextLength { .. } => "text_length",
            Self::FileSize { .. } => "file_size",
            Self::FilePart { .. } => "file_part",
            Self::FileName { .. } => "file_name",
            Self::MediaType { .. } => "media_type",
            Self::Preview { .. } => "preview",
            Self::Kind(_) => "kind",
            Self::NoFile => "no_file",
            Self::NoRoom => "no_room",
            Self::NotAMember(_) => "not_a_member",
            Self::NotQueued => "not_queued",
            Self::UnknownPerson => "unknown_person",
            Self::UnknownDevice => "unknown_device",
            Self::Profile { .. } => "profile",
            Self::Telling { .. } => "telling",
            Self::Blocked(_) => "blocked",
            Self::OwnAccount => "own_account",
            Self::Affiliation(_) => "affiliation",
            Self::NotYourAffiliation(_) => "not_your_affiliation",
            Self::Organisation { .. } => "organisation",
            Self::HuddleTerms { .. } => "huddle_terms",
            Self::NoHuddle => "no_huddle",
            Self::Link(_) => "link",
            Self::LinkUse(why) => why.name(),
            Self::LinkTerms { .. } => "link_terms",
            Self::KnockWord { .. } => "knock_word",
            Self::NoLink => "no_link",
            Self::RosterChanged { .. } => "roster_changed",
            Self::AlreadyMember(_) => "already_member",
            Self::NotAllowed(_) => "not_allowed",
            Self::AlreadySent => "already_sent",
            Self::NoMessage => "no_message",
            Self::NotSentYet => "not_sent_yet",
            Self::Reaction { .. } => "reaction",
            Self::Poll { .. } => "poll",
            Self::Vote => "vote",
            Self::Sounding(error) => error.name(),
            Self::Statement(error) => error.name(),
            Self::Mentions { .. } => "mentions",
            Self::SendAt => "send_at",
            Self::DirectRoom => "direct_room",
            Self::LastOwner => "last_owner",
            Self::NotInRoom => "not_in_room",
            Self::Damaged(_) => "damaged",
            Self::Alias(why) => why.name(),
            Self::Storage(error) => error.name(),
        }
    }
}

fn list(people: &[AccountId]) -> String {
    people.iter().map(AccountId::as_str).collect::<Vec<_>>().join(", ")
}
