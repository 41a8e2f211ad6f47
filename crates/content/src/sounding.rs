//! Questions to people who are each asked alone, what they answer, and how many answered what.
//!
//! A question says nothing of who else was asked: those that belong together do so on the asker's device
//! alone. An answer names the message that asked, so it holds for the words that were read and for no others.

use std::collections::BTreeSet;

use minicbor::{Decoder, Encoder};

use crate::detail::{fields, is_line};
use crate::error::ContentError;
use crate::field::{Output, Written, structure, text, unsigned, written};
use crate::id::MessageId;
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub(crate) const SOUNDING: &str = "application/vnd.corridor.sounding+cbor";
pub(crate) const ANSWER: &str = "application/vnd.corridor.sounding-answer+cbor";
pub(crate) const REMINDER: &str = "application/vnd.corridor.sounding-reminder+cbor";
pub(crate) const TOTALS: &str = "application/vnd.corridor.sounding-totals+cbor";

/// A question that is answered to its asker alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Sounding {
    question: String,
    answers: Vec<String>,
    /// Whether one may answer in words of one's own; the only way where there are no answers to choose.
    is_free: bool,
    /// Answers that say they were sent later do not count.
    pub deadline_ms: Option<u64>,
    /// Everybody in the room is asked, each answers to the asker alone, and the room is told the totals.
    pub is_room: bool,
}

/// One of the answers by its place from 0, words, or both.
#[derive(Clone, PartialEq, Eq)]
pub struct SoundingAnswer {
    choice: Option<u8>,
    text: String,
}

/// How many answered what; nobody is named, and what was said in words of one's own is counted alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SoundingTotals {
    question: String,
    answers: Vec<(String, u32)>,
    free: u32,
    asked: u32,
}

/// What is asked and answered is nothing for logs.
impl core::fmt::Debug for Sounding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Sounding({} answers)", self.answers.len())
    }
}

impl core::fmt::Debug for SoundingAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SoundingAnswer")
    }
}

impl core::fmt::Debug for SoundingTotals {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SoundingTotals({} answers)", self.answers.len())
    }
}

impl Sounding {
    pub fn new(
        question: String,
        answers: Vec<String>,
        is_free: bool,
        deadline_ms: Option<u64>,
        is_room: bool,
    ) -> Result<Self, ContentError> {
        let distinct: BTreeSet<_> = answers.iter().collect();
        let is_valid = is_line(&question, limits::SOUNDING_QUESTION_BYTES)
            && are_answers(answers.iter())
            && distinct.len() == answers.len()
            && (is_free || !answers.is_empty())
            && deadline_ms.is_none_or(|deadline| deadline <= limits::LATEST_MS);
        let sounding = Self { question, answers, is_free, deadline_ms, is_room };
        if is_valid { Ok(sounding) } else { Err(ContentError::Sounding) }
    }

    pub fn question(&self) -> &str {
        &self.question
    }

    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    pub fn is_free(&self) -> bool {
        self.is_free
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(5)?.str(&self.question)?.array(self.answers.len() as u64)?;
            for answer in &self.answers {
                e.str(answer)?;
            }
            e.bool(self.is_free)?;
            match self.deadline_ms {
                Some(deadline) => e.u64(deadline)?,
                None => e.null()?,
            };
            e.bool(self.is_room)?.ok()
        })
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The sounding, and its list of answers.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        fields(d, 5)?;
        let question = text(d, "a question")?;
        let count = list(d, "a list of answers")?;
        let answers = (0..count).map(|_| text(d, "an answer")).collect::<Result<_, _>>()?;
        let is_free = flag(d)?;
        let deadline_ms = optional(d, "a deadline")?;
        Self::new(question, answers, is_free, deadline_ms, flag(d)?)
    }
}

impl SoundingAnswer {
    /// Something of both, at least.
    pub fn new(choice: Option<u8>, text: String) -> Result<Self, ContentError> {
        let is_choice = choice.is_none_or(|place| usize::from(place) < limits::SOUNDING_ANSWERS);
        let is_text = if text.is_empty() {
            choice.is_some()
        } else {
            is_line(&text, limits::SOUNDING_TEXT_BYTES)
        };
        if is_choice && is_text { Ok(Self { choice, text }) } else { Err(ContentError::Answer) }
    }

    pub fn choice(&self) -> Option<u8> {
        self.choice
    }

    /// May be empty where one of the answers was chosen.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it answers `sounding`: an answer that there is, and words only where they are wanted.
    pub fn fits(&self, sounding: &Sounding) -> bool {
        self.choice.is_none_or(|place| usize::from(place) < sounding.answers.len())
            && (self.text.is_empty() || sounding.is_free)
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(2)?;
            match self.choice {
                Some(place) => e.u8(place)?,
                None => e.null()?,
            };
            e.str(&self.text)?.ok()
        })
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        Self::new(optional(d, "a choice")?, text(d, "an answer")?)
    }
}

impl SoundingTotals {
    pub fn new(
        question: String,
        answers: Vec<(String, u32)>,
        free: u32,
        asked: u32,
    ) -> Result<Self, ContentError> {
        let distinct = answers.iter().map(|(answer, _)| answer).collect::<BTreeSet<_>>().len();
        let totals = Self { question, answers, free, asked };
        let is_valid = is_line(&totals.question, limits::SOUNDING_QUESTION_BYTES)
            && are_answers(totals.answers.iter().map(|(answer, _)| answer))
            && distinct == totals.answers.len()
            && totals.answered() <= u64::from(asked);
        if is_valid { Ok(totals) } else { Err(ContentError::Totals) }
    }

    pub fn question(&self) -> &str {
        &self.question
    }

    /// Each of the answers, and how many chose it.
    pub fn answers(&self) -> &[(String, u32)] {
        &self.answers
    }

    /// How many answered in words of their own alone.
    pub fn free(&self) -> u32 {
        self.free
    }

    pub fn asked(&self) -> u32 {
        self.asked
    }

    pub fn answered(&self) -> u64 {
        let chosen: u64 = self.answers.iter().map(|(_, count)| u64::from(*count)).sum();
        chosen + u64::from(self.free)
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| self.write(e))
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(4)?.str(&self.question)?.array(self.answers.len() as u64)?;
        for (answer, count) in &self.answers {
            e.array(2)?.str(answer)?.u32(*count)?;
        }
        e.u32(self.free)?.u32(self.asked)?.ok()
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The totals, their list, and a pair in it.
        deterministic::check(input, 3)?;
        let d = &mut Decoder::new(input);
        fields(d, 4)?;
        let question = text(d, "a question")?;
        let count = list(d, "a list of answers")?;
        let pair = |d: &mut Decoder<'_>| {
            fields(d, 2)?;
            Ok((text(d, "an answer")?, unsigned(d, "how many")?))
        };
        let answers = (0..count).map(|_| pair(d)).collect::<Result<_, ContentError>>()?;
        Self::new(question, answers, unsigned(d, "how many")?, unsigned(d, "how many")?)
    }
}

impl Message {
    pub fn sounding(salt: Salt, sounding: &Sounding) -> Self {
        Self::single(salt, Disposition::Render, SOUNDING, sounding.encode())
    }

    /// An answer to the question `on`.
    pub fn sounding_answer(salt: Salt, on: MessageId, answer: &SoundingAnswer) -> Self {
        let message = Self::single(salt, Disposition::Render, ANSWER, answer.encode());
        Self { in_reply_to: Some(on), ..message }
    }

    /// The question `on` is still to be answered.
    pub fn sounding_reminder(salt: Salt, on: MessageId) -> Self {
        let content = written(|e| e.null()?.ok());
        let message = Self::single(salt, Disposition::Render, REMINDER, content);
        Self { in_reply_to: Some(on), ..message }
    }

    /// `on` is the question that was put to the room; none where people were asked elsewhere.
    pub fn sounding_totals(salt: Salt, on: Option<MessageId>, totals: &SoundingTotals) -> Self {
        let message = Self::single(salt, Disposition::Render, TOTALS, totals.encode());
        Self { in_reply_to: on, ..message }
    }
}

fn are_answers<'a>(mut answers: impl ExactSizeIterator<Item = &'a String>) -> bool {
    answers.len() <= limits::SOUNDING_ANSWERS
        && answers.all(|answer| is_line(answer, limits::SOUNDING_ANSWER_BYTES))
}

/// How long a list of answers is, before anything of it is read.
fn list(d: &mut Decoder<'_>, expected: &'static str) -> Result<u64, ContentError> {
    let at = d.position();
    let count = d.array().map_err(structure(at, expected))?.unwrap_or(0);
    if count > limits::SOUNDING_ANSWERS as u64 {
        return Err(ContentError::Structure { at, expected });
    }
    Ok(count)
}

fn optional<N: TryFrom<u64>>(
    d: &mut Decoder<'_>,
    expected: &'static str,
) -> Result<Option<N>, ContentError> {
    if d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null) {
        d.null().map_err(structure(d.position(), expected))?;
        return Ok(None);
    }
    unsigned(d, expected).map(Some)
}

fn flag(d: &mut Decoder<'_>) -> Result<bool, ContentError> {
    d.bool().map_err(structure(d.position(), "yes or no"))
}
