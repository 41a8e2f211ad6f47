//! Questions with answers to choose from, votes on them, and their end.
//!
//! Who counts a vote, and which, follows from the order of the room's log alone, so every device that has
//! read as far shows the same: a person's last vote before the end, and none that says it was sent behind
//! the deadline.

use std::collections::BTreeSet;

use minicbor::{Decoder, Encoder};

use crate::detail::{fields, is_line};
use crate::error::ContentError;
use crate::field::{Output, Written, structure, text, unsigned, written};
use crate::id::MessageId;
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub(crate) const POLL: &str = "application/vnd.corridor.poll+cbor";
pub(crate) const VOTE: &str = "application/vnd.corridor.vote+cbor";
pub(crate) const POLL_END: &str = "application/vnd.corridor.poll-end+cbor";

/// A question to a room.
#[derive(Clone, PartialEq, Eq)]
pub struct Poll {
    question: String,
    options: Vec<String>,
    pub is_multiple: bool,
    /// Screens show who has chosen what, and while it goes on. Otherwise they show the totals, at its end.
    /// Every member's device holds the votes either way.
    pub is_open: bool,
    /// Votes that say they were sent later do not count.
    pub deadline_ms: Option<u64>,
}

/// Which answers, by their places from 0; none takes an earlier vote back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vote(BTreeSet<u8>);

/// What is asked is nothing for logs.
impl core::fmt::Debug for Poll {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Poll({} options)", self.options.len())
    }
}

impl Poll {
    pub fn new(question: String, options: Vec<String>) -> Result<Self, ContentError> {
        let poll = Self { question, options, is_multiple: false, is_open: true, deadline_ms: None };
        poll.check().map(|()| poll)
    }

    pub fn question(&self) -> &str {
        &self.question
    }

    pub fn options(&self) -> &[String] {
        &self.options
    }

    fn check(&self) -> Result<(), ContentError> {
        let is_line = |text: &String| is_line(text, limits::POLL_LINE_BYTES);
        let distinct: BTreeSet<_> = self.options.iter().collect();
        let is_valid = (2..=limits::POLL_OPTIONS).contains(&self.options.len())
            && distinct.len() == self.options.len()
            && self.options.iter().all(is_line)
            && is_line(&self.question);
        if is_valid { Ok(()) } else { Err(ContentError::Poll) }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        written(|e| self.write(e))
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(5)?.str(&self.question)?.array(self.options.len() as u64)?;
        for option in &self.options {
            e.str(option)?;
        }
        e.bool(self.is_multiple)?.bool(self.is_open)?;
        match self.deadline_ms {
            Some(deadline) => e.u64(deadline)?.ok(),
            None => e.null()?.ok(),
        }
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The poll, and its list of answers.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        fields(d, 5)?;
        let question = text(d, "a question")?;
        let at = d.position();
        let count = d.array().map_err(structure(at, "a list of answers"))?.unwrap_or(0);
        if count > limits::POLL_OPTIONS as u64 {
            return Err(ContentError::Poll);
        }
        let options = (0..count).map(|_| text(d, "an answer")).collect::<Result<_, _>>()?;
        let is_multiple = flag(d)?;
        let is_open = flag(d)?;
        let is_null = d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
        let deadline_ms = if is_null { None } else { Some(unsigned(d, "a deadline")?) };
        let poll = Self { question, options, is_multiple, is_open, deadline_ms };
        poll.check().map(|()| poll)
    }
}

impl Vote {
    pub fn new(choices: impl IntoIterator<Item = u8>) -> Result<Self, ContentError> {
        let choices: BTreeSet<u8> = choices.into_iter().collect();
        let is_valid = choices.iter().all(|choice| usize::from(*choice) < limits::POLL_OPTIONS);
        if is_valid { Ok(Self(choices)) } else { Err(ContentError::Vote) }
    }

    pub fn choices(&self) -> &BTreeSet<u8> {
        &self.0
    }

    /// Whether it may be given to `poll`: no answer that there is not, and one at most unless several
    /// are asked for.
    pub fn fits(&self, poll: &Poll) -> bool {
        let most = if poll.is_multiple { poll.options.len() } else { 1 };
        self.0.len() <= most
            && self.0.iter().all(|choice| usize::from(*choice) < poll.options.len())
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(self.0.len() as u64)?;
            for choice in &self.0 {
                e.u8(*choice)?;
            }
            Ok(())
        })
    }

    /// Choices stand in ascending order, each once.
    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        let count = d.array().map_err(structure(0, "a list of choices"))?.unwrap_or(0);
        if count > limits::POLL_OPTIONS as u64 {
            return Err(ContentError::Vote);
        }
        let choices: Vec<u8> =
            (0..count).map(|_| unsigned(d, "a choice")).collect::<Result<_, _>>()?;
        if !choices.is_sorted_by(|one, next| one < next) {
            return Err(ContentError::Vote);
        }
        Self::new(choices)
    }
}

impl Message {
    pub fn poll(salt: Salt, poll: &Poll) -> Self {
        Self::single(salt, Disposition::Render, POLL, poll.encode())
    }

    /// A vote on the poll `on`.
    pub fn vote(salt: Salt, on: MessageId, vote: &Vote) -> Self {
        let message = Self::single(salt, Disposition::Render, VOTE, vote.encode());
        Self { in_reply_to: Some(on), ..message }
    }

    /// Ends the poll `on`, which its author may do.
    pub fn poll_end(salt: Salt, on: MessageId) -> Self {
        let message =
            Self::single(salt, Disposition::Render, POLL_END, written(|e| e.null()?.ok()));
        Self { in_reply_to: Some(on), ..message }
    }
}

fn flag(d: &mut Decoder<'_>) -> Result<bool, ContentError> {
    d.bool().map_err(structure(d.position(), "yes or no"))
}
