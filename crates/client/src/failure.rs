//! Why a command failed: the sentence a person reads, the name and the exit code a script reads.
//!
//! Names and codes are stable; docs/command-line.md lists them.

use corridor_engine::alias::AliasError;
use corridor_engine::command::{CommandError, SoundingError, StatementError, StorageError};
use corridor_engine::output::{DisconnectReason, Undone};
use corridor_engine::view::RoomView;
use serde_json::{Map, Value, json};

use crate::driver::connect::ConnectError;
use crate::profile::ProfileError;

/// What a script can tell apart. The numbers never change their meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitCode {
    Internal = 1,
    Usage = 2,
    /// Not joined yet, or joined already.
    Account = 3,
    /// No such room or person, or more than one.
    NotFound = 4,
    RosterChanged = 5,
    NotAllowed = 6,
    Unreachable = 7,
    Refused = 8,
    /// The profile is in use, or its key does not open it.
    Profile = 9,
    /// The room cannot be used: left, removed from, or damaged.
    RoomClosed = 10,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Command(#[from] CommandError),
    #[error(transparent)]
    Profile(#[from] ProfileError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("the relay did not answer within {seconds} s{}", still(.pending.as_ref()))]
    TimedOut { seconds: u64, pending: Option<String> },
    #[error("{}", disconnected(.0))]
    Disconnected(DisconnectReason),
    #[error("{}", join_refused(.code, .detail))]
    JoinRefused { code: &'static str, detail: String },
    #[error("{what}: {why}")]
    Refused { what: Undone, why: String },
    #[error("there is no room \"{0}\"")]
    NoRoom(String),
    #[error("\"{text}\" could be any of these rooms: {}", list(.rooms))]
    AmbiguousRoom { text: String, rooms: Vec<RoomView> },
    #[error("{0}")]
    Usage(String),
    #[error("--offline does not go with a command that needs the relay")]
    Offline,
    #[error("{what}: {error}")]
    File { what: String, error: std::io::Error },
    #[error("this program could not start: {0}")]
    Start(std::io::Error),
    #[error("{problems} problems, each said above")]
    Unwell { problems: usize },
    /// Standard output is closed: whoever read it has seen enough.
    #[error("standard output is closed")]
    OutputClosed,
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Command(CommandError::Storage(error))
    }
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Command(error) => command_exit_code(error),
            Self::Profile(error) => error.kind().1,
            Self::Connect(error) => error.kind().1,
            Self::TimedOut { .. } => ExitCode::Unreachable,
            Self::Disconnected(DisconnectReason::LocalStorage) => ExitCode::Internal,
            Self::Disconnected(_) | Self::JoinRefused { .. } | Self::Refused { .. } => {
                ExitCode::Refused
            }
            Self::NoRoom(_) | Self::AmbiguousRoom { .. } => ExitCode::NotFound,
            Self::Usage(_) | Self::Offline => ExitCode::Usage,
            Self::File { .. } | Self::Start(_) | Self::Unwell { .. } | Self::OutputClosed => {
                ExitCode::Internal
            }
        }
    }

    /// The stable name, in JSON and in JSON-RPC's `data.name`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Command(error) => error.name(),
            Self::Profile(error) => error.kind().0,
            Self::Connect(error) => error.kind().0,
            Self::TimedOut { .. } => "timed_out",
            Self::Disconnected(reason) => reason.name(),
            Self::JoinRefused { code, .. } => code,
            Self::Refused { .. } => "refused",
            Self::NoRoom(_) => "no_room",
            Self::AmbiguousRoom { .. } => "ambiguous_room",
            Self::Usage(_) => "usage",
            Self::Offline => "offline",
            Self::File { .. } => "file",
            Self::Start(_) => "start",
            Self::Unwell { .. } => "unwell",
            Self::OutputClosed => "output_closed",
        }
    }

    /// What to do about it, where there is something.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Command(error) => match error {
                CommandError::NoAccount => Some("corridor join INVITATION --name NAME"),
                CommandError::NoRoom => Some("corridor rooms"),
                CommandError::RosterChanged { .. } => {
                    Some("look with `corridor roster ROOM --acknowledge`, then send again")
                }
                CommandError::Blocked(_) => Some("corridor unblock ACCOUNT"),
                CommandError::Sounding(SoundingError::NoSounding) => Some("corridor soundings"),
                CommandError::Statement(StatementError::Changed) => {
                    Some("corridor statement show ROOM SEQ")
                }
                CommandError::Alias(AliasError::Unknown) => Some("corridor alias"),
                CommandError::NoLink => Some("corridor links ROOM, corridor knocks"),
                CommandError::Damaged(_) => Some("corridor sync asks the others to add it again"),
                CommandError::Storage(StorageError::DiskFull) => {
                    Some("make room on the disk, then try again")
                }
                CommandError::UnknownPerson => {
                    Some("a person is met in a room: corridor direct ACCOUNT")
                }
                _ => None,
            },
            Self::Profile(error) => error.hint(),
            Self::Connect(error) => error.hint(),
            Self::TimedOut { .. } => Some("what was queued is kept; try again: corridor sync"),
            Self::NoRoom(_) => Some("corridor rooms lists them; corridor sync asks for new ones"),
            Self::AmbiguousRoom { .. } => Some("use the short id"),
            _ => None,
        }
    }

    /// One object: what `--json` prints on standard error, and JSON-RPC's `error.data`.
    pub fn object(&self) -> Value {
        let mut object = Map::new();
        object.insert("code".to_owned(), json!(self.exit_code() as u8));
        object.insert("name".to_owned(), json!(self.name()));
        object.insert("message".to_owned(), json!(self.to_string()));
        if let Some(hint) = self.hint() {
            object.insert("hint".to_owned(), json!(hint));
        }
        match self {
            Self::Command(CommandError::RosterChanged { joined, mark }) => {
                let joined: Vec<_> = joined.iter().map(ToString::to_string).collect();
                object.insert("joined".to_owned(), json!(joined));
                object.insert("mark".to_owned(), json!(mark.0));
            }
            Self::AmbiguousRoom { rooms, .. } => {
                let rooms: Vec<_> = rooms
                    .iter()
                    .map(|room| json!({ "room": room.id.to_string(), "title": room.title }))
                    .collect();
                object.insert("rooms".to_owned(), json!(rooms));
            }
            _ => {}
        }
        Value::Object(object)
    }
}

fn command_exit_code(error: &CommandError) -> ExitCode {
    match error {
        CommandError::NoAccount | CommandError::HasAccount(_) => ExitCode::Account,
        CommandError::Name(_)
        | CommandError::RecoveryWords
        | CommandError::Title { .. }
        | CommandError::Description { .. }
        | CommandError::Picture { .. }
        | CommandError::GroupName { .. }
        | CommandError::Expiry { .. }
        | CommandError::TextLength { .. }
        | CommandError::FileSize { .. }
        | CommandError::FilePart { .. }
        | CommandError::FileName { .. }
        | CommandError::MediaType { .. }
        | CommandError::Preview { .. }
        | CommandError::Reaction { .. }
        | CommandError::Poll { .. }
        | CommandError::Kind(_)
        | CommandError::Mentions { .. }
        | CommandError::Link(_)
        | CommandError::Profile { .. }
        | CommandError::Telling { .. }
        | CommandError::LinkTerms { .. }
        | CommandError::HuddleTerms { .. }
        | CommandError::KnockWord { .. }
        | CommandError::Affiliation(_)
        | CommandError::Organisation { .. }
        | CommandError::Alias(AliasError::Bounds)
        | CommandError::SendAt => ExitCode::Usage,
        CommandError::NoRoom
        | CommandError::NotAMember(_)
        | CommandError::NotQueued
        | CommandError::NoFile
        | CommandError::NoMessage
        | CommandError::UnknownPerson
        | CommandError::NoLink
        | CommandError::NoGroup
        | CommandError::Alias(AliasError::Unknown)
        | CommandError::UnknownDevice => ExitCode::NotFound,
        CommandError::Sounding(error) => sounding_exit_code(error),
        CommandError::Statement(error) => statement_exit_code(error),
        CommandError::RosterChanged { .. } => ExitCode::RosterChanged,
        CommandError::AlreadyMember(_)
        | CommandError::NotAllowed(_)
        | CommandError::AlreadySent
        | CommandError::NotSentYet
        | CommandError::LinkUse(_)
        | CommandError::Alias(AliasError::Full)
        | CommandError::Blocked(_)
        | CommandError::OwnAccount
        | CommandError::NotYourAffiliation(_)
        | CommandError::Vote
        | CommandError::NoHuddle
        | CommandError::DirectRoom
        | CommandError::LastOwner => ExitCode::NotAllowed,
        CommandError::NotInRoom | CommandError::Damaged(_) => ExitCode::RoomClosed,
        CommandError::Storage(StorageError::WrongKey | StorageError::NewerSchema { .. }) => {
            ExitCode::Profile
        }
        CommandError::Storage(_) => ExitCode::Internal,
    }
}

fn sounding_exit_code(error: &SoundingError) -> ExitCode {
    match error {
        SoundingError::Question(_) | SoundingError::People { .. } => ExitCode::Usage,
        SoundingError::NoSounding => ExitCode::NotFound,
        SoundingError::Room { .. }
        | SoundingError::Answer
        | SoundingError::NobodyToRemind
        | SoundingError::TooFewAnswers { .. }
        | SoundingError::Published => ExitCode::NotAllowed,
    }
}

fn statement_exit_code(error: &StatementError) -> ExitCode {
    match error {
        StatementError::Form(_) => ExitCode::Usage,
        StatementError::NoStatement
        | StatementError::NoParagraph
        | StatementError::NoSuggestion
        | StatementError::NoSilence => ExitCode::NotFound,
        StatementError::Changed | StatementError::NotThePen | StatementError::Shorter => {
            ExitCode::NotAllowed
        }
    }
}

/// A person reads a sentence for the codes that a person can do something about.
fn join_refused(code: &str, detail: &str) -> String {
    let sentence = match code {
        "invitation_invalid" => "this invitation is not one of this relay's",
        "invitation_used" => "this invitation has been used already",
        "invitation_expired" => "this invitation has expired",
        "name_taken" => "somebody at this relay has that name already: choose another",
        "account_unknown" => "the relay knows no such account",
        "too_many_devices" => "this account has as many devices as it may have",
        "signature_invalid" | "certificate_invalid" => {
            "the relay knows this account by another key"
        }
        _ if detail.is_empty() => return format!("the relay refused ({code})"),
        _ => return format!("the relay refused ({code}): {detail}"),
    };
    sentence.to_owned()
}

fn disconnected(reason: &DisconnectReason) -> String {
    match reason {
        DisconnectReason::Versions { oldest, newest } => format!(
            "the relay speaks the protocol's versions {oldest} to {newest}, this program others: update the older one"
        ),
        DisconnectReason::OtherRelay(name) => {
            format!("the relay at this address calls itself {name}, which is not this account's")
        }
        DisconnectReason::DeviceRefused(why) => format!("the relay refuses this device: {why}"),
        DisconnectReason::Malformed(why) => {
            format!("the relay sent something that is not of the protocol: {why}")
        }
        DisconnectReason::LocalStorage => "the local database failed".to_owned(),
    }
}

fn still(pending: Option<&String>) -> String {
    pending.map(|what| format!("; {what}")).unwrap_or_default()
}

fn list(rooms: &[RoomView]) -> String {
    let names: Vec<_> = rooms
        .iter()
        .map(|room| format!("{} ({})", room.short_id, crate::screen::line(&room.title)))
        .collect();
    names.join(", ")
}
