//! Nudges: a phrase that is sent by its number and shown in its reader's language.

use minicbor::Decoder;

use crate::detail::{fields, is_line};
use crate::deterministic;
use crate::error::ContentError;
use crate::field::{text, unsigned, written};
use crate::limits;
use crate::message::{Message, Salt};
use crate::part::Disposition;

pub(crate) const NUDGE: &str = "application/vnd.corridor.nudge+cbor";

/// What is said. A number never changes its meaning; later versions add more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phrase {
    /// Words of its sender's own: the subject.
    Own,
    /// Please speak; the subject is for what or for whom, and may be empty.
    Speak,
    MeetOutside,
    Interrupt,
    Wait,
    VoteYes,
    VoteNo,
    Abstain,
    CallMe,
    /// Answers to a nudge, though nothing keeps anybody from saying one by itself.
    Yes,
    No,
    InAMoment,
}

impl Phrase {
    /// Each at the place of its number.
    pub const ALL: [Self; 12] = [
        Self::Own,
        Self::Speak,
        Self::MeetOutside,
        Self::Interrupt,
        Self::Wait,
        Self::VoteYes,
        Self::VoteNo,
        Self::Abstain,
        Self::CallMe,
        Self::Yes,
        Self::No,
        Self::InAMoment,
    ];

    pub fn number(self) -> u8 {
        self as u8
    }

    /// `None` for a phrase that came after this version.
    pub fn from_number(number: u64) -> Option<Self> {
        usize::try_from(number).ok().and_then(|place| Self::ALL.get(place)).copied()
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Nudge {
    phrase: Phrase,
    subject: String,
}

/// What is said is nothing for logs.
impl core::fmt::Debug for Nudge {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Nudge")
    }
}

impl Nudge {
    /// An own phrase has words, speaking may have a subject, and nothing else has one.
    pub fn new(phrase: Phrase, subject: String) -> Result<Self, ContentError> {
        let is_valid = match phrase {
            Phrase::Own => is_line(&subject, limits::NUDGE_SUBJECT_BYTES),
            Phrase::Speak => subject.is_empty() || is_line(&subject, limits::NUDGE_SUBJECT_BYTES),
            _ => subject.is_empty(),
        };
        if is_valid { Ok(Self { phrase, subject }) } else { Err(ContentError::Nudge) }
    }

    pub fn phrase(&self) -> Phrase {
        self.phrase
    }

    pub fn subject(&self) -> &str {
        &self.subject
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        let phrase = Phrase::from_number(unsigned(d, "the number of a phrase")?);
        Self::new(phrase.ok_or(ContentError::Nudge)?, text(d, "a subject")?)
    }
}

impl Message {
    pub fn nudge(salt: Salt, nudge: &Nudge) -> Self {
        let content = written(|e| e.array(2)?.u8(nudge.phrase.number())?.str(&nudge.subject)?.ok());
        Self::single(salt, Disposition::Render, NUDGE, content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_at_the_place_of_its_number() {
        for (place, phrase) in (0..).zip(Phrase::ALL) {
            assert_eq!(u64::from(phrase.number()), place);
            assert_eq!(Phrase::from_number(place), Some(phrase));
        }
        assert_eq!(Phrase::from_number(12), None);
        assert_eq!(Phrase::from_number(u64::MAX), None);
    }
}
