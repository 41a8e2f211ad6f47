//! Questions to people who are each asked alone: what a person gives, and why it is not taken.

use corridor_wire::id::AccountId;

use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId, RosterMark};

/// A question as its person gives it.
#[derive(Clone)]
pub struct SoundingToSend {
    pub question: String,
    /// At most 8 different ones; none where people answer in their own words alone.
    pub answers: Vec<String>,
    /// Whether one may answer in words of one's own.
    pub is_free: bool,
    pub deadline: Option<UnixMillis>,
}

#[derive(Clone)]
pub enum SoundingCommand {
    /// Asks people one question, each alone: nobody sees who else was asked, nor what they said.
    Ask { people: Vec<AccountId>, sounding: SoundingToSend },
    /// Asks everybody in a room. Each answers to this person alone; the room is told the totals at the
    /// deadline, or before it by hand, and from five answers on.
    AskRoom { room: RoomId, sounding: SoundingToSend, seen: Option<RosterMark> },
    /// By one of the answers, in words, or both. The last one counts.
    Answer { local_id: LocalId, choice: Option<u8>, text: String },
    /// Asks once more those who have not answered.
    Remind { sounding: i64 },
    /// Tells a room the totals of what it was asked, once and for all.
    Publish { sounding: i64, seen: Option<RosterMark> },
    /// Says in a room how many answered what, of those who were asked one by one.
    ShareTotals { sounding: i64, room: RoomId, seen: Option<RosterMark> },
}

#[derive(Debug, thiserror::Error)]
pub enum SoundingError {
    /// It breaks a rule of its form.
    #[error("{0}")]
    Question(corridor_content::ContentError),
    #[error("a sounding asks 1 to {limit} people")]
    People { limit: usize },
    #[error(
        "a room is asked as a whole where {least} others are in it: fewer answers tell too much of each"
    )]
    Room { least: usize },
    #[error("the sounding is over, or that is no answer to it")]
    Answer,
    #[error("there is no such sounding, or nothing of that kind to be done with it")]
    NoSounding,
    #[error(
        "nobody is left to be reminded: they have answered, it is over, or it has not gone out yet"
    )]
    NobodyToRemind,
    #[error("{actual} have answered: a room is told nothing before {least} have")]
    TooFewAnswers { least: usize, actual: usize },
    #[error("the room has been told already: totals do not run on")]
    Published,
}

impl SoundingError {
    /// The stable name: docs/command-line.md lists them.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Question(_) => "sounding",
            Self::People { .. } => "sounding_people",
            Self::Room { .. } => "sounding_room",
            Self::Answer => "sounding_answer",
            Self::NoSounding => "no_sounding",
            Self::NobodyToRemind => "nobody_to_remind",
            Self::TooFewAnswers { .. } => "too_few_answers",
            Self::Published => "published",
        }
    }
}
