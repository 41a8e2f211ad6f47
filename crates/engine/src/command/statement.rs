//! Statements: what a person does with one, and why it is not done.

use corridor_content::VersionHash;

use crate::kinds::Suggested;
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId, RosterMark};

/// What is to become of a paragraph.
#[derive(Clone, PartialEq, Eq)]
pub enum SuggestedChange {
    Replace(String),
    Strike,
    InsertAfter(String),
    InsertBefore(String),
}

impl SuggestedChange {
    pub fn of(change: Suggested, text: String) -> Self {
        match change {
            Suggested::Replace => Self::Replace(text),
            Suggested::Strike => Self::Strike,
            Suggested::InsertAfter => Self::InsertAfter(text),
            Suggested::InsertBefore => Self::InsertBefore(text),
        }
    }
}

/// A version as it is named from outside: what is no hash is not the present one.
pub fn version_of(text: &str) -> Result<VersionHash, super::CommandError> {
    VersionHash::parse(text).ok_or_else(|| StatementError::Changed.into())
}

/// Each names the version that its person has before them: it is refused where another one has followed.
#[derive(Clone)]
pub enum StatementCommand {
    /// Puts the first version to a room. Whoever does holds the pen.
    Propose {
        room: RoomId,
        title: String,
        paragraphs: Vec<String>,
        seen: Option<RosterMark>,
    },
    /// Other words for the paragraph `number`, counted from 1.
    Suggest {
        local_id: LocalId,
        version: VersionHash,
        number: usize,
        change: SuggestedChange,
        reason: String,
    },
    /// The next version, by who holds the pen: the present one with what is taken in it, or other words.
    Revise {
        local_id: LocalId,
        version: VersionHash,
        words: Option<(String, Vec<String>)>,
        taken: Vec<LocalId>,
        declined: Vec<LocalId>,
    },
    SignOff {
        local_id: LocalId,
        version: VersionHash,
    },
    /// Takes an own suggestion or sign-off back.
    TakeBack {
        local_id: LocalId,
    },
    /// Adopted at the deadline unless somebody objects; before the deadline of one that runs, it puts that off.
    Silence {
        local_id: LocalId,
        version: VersionHash,
        deadline: UnixMillis,
    },
    /// Breaks the silence that runs.
    Object {
        local_id: LocalId,
        version: VersionHash,
        reason: String,
    },
}

#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    /// It breaks a rule of its form.
    #[error("{0}")]
    Form(corridor_content::ContentError),
    #[error("there is no such statement, or nothing of that kind to be done with it")]
    NoStatement,
    #[error("another version has followed: read it first")]
    Changed,
    #[error("the statement has no such paragraph")]
    NoParagraph,
    #[error("that suggestion is settled, or does not fit the paragraph any more")]
    NoSuggestion,
    #[error("only who wrote a statement first holds its pen")]
    NotThePen,
    #[error("no silence procedure is running that this could break")]
    NoSilence,
    #[error("a silence procedure that runs is put off, and not made shorter")]
    Shorter,
}

impl StatementError {
    /// The stable name: docs/command-line.md lists them.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Form(_) => "statement",
            Self::NoStatement => "no_statement",
            Self::Changed => "statement_changed",
            Self::NoParagraph => "no_paragraph",
            Self::NoSuggestion => "no_suggestion",
            Self::NotThePen => "not_the_pen",
            Self::NoSilence => "no_silence",
            Self::Shorter => "silence_shorter",
        }
    }
}
