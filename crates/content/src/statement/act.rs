//! What people do to a statement. Each names a version by its hash, and so holds for the words that its writer
//! had before them.

use minicbor::Decoder;

use super::{ParagraphId, VersionHash, is_paragraph, paragraph_id};
use crate::detail::{fields, is_line};
use crate::error::ContentError;
use crate::field::{message_id, structure, text, unsigned, written};
use crate::id::MessageId;
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub(crate) const SUGGESTION: &str = "application/vnd.corridor.statement-suggestion+cbor";
pub(crate) const SIGN_OFF: &str = "application/vnd.corridor.statement-sign-off+cbor";
pub(crate) const SILENCE: &str = "application/vnd.corridor.statement-silence+cbor";
pub(crate) const OBJECTION: &str = "application/vnd.corridor.statement-objection+cbor";

/// What is to become of a paragraph.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    Replace(String),
    Strike,
    /// A paragraph behind it.
    InsertAfter {
        id: ParagraphId,
        text: String,
    },
    /// A paragraph before it: nothing else stands before the first one.
    InsertBefore {
        id: ParagraphId,
        text: String,
    },
}

/// Other words for a paragraph, by anybody who may write.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub version: VersionHash,
    pub paragraph: ParagraphId,
    change: Change,
    reason: String,
}

/// That somebody stands by a version, and by no other.
#[derive(Clone, PartialEq, Eq)]
pub struct SignOff {
    pub version: VersionHash,
    /// For whom, as the signer says it; may be empty. What counts is what an organisation has signed.
    delegation: String,
}

/// A version is adopted at the deadline, unless somebody objects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Silence {
    pub version: VersionHash,
    deadline_ms: u64,
}

/// Somebody breaks the silence that the message `silence` began.
#[derive(Clone, PartialEq, Eq)]
pub struct Objection {
    pub silence: MessageId,
    reason: String,
}

/// What is negotiated is nothing for logs.
impl core::fmt::Debug for Change {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Replace(_) => "Replace",
            Self::Strike => "Strike",
            Self::InsertAfter { .. } => "InsertAfter",
            Self::InsertBefore { .. } => "InsertBefore",
        })
    }
}

impl core::fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Suggestion")
    }
}

impl core::fmt::Debug for SignOff {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SignOff")
    }
}

impl core::fmt::Debug for Objection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Objection")
    }
}

impl Suggestion {
    pub fn new(
        version: VersionHash,
        paragraph: ParagraphId,
        change: Change,
        reason: String,
    ) -> Result<Self, ContentError> {
        let is_change = match &change {
            Change::Strike => true,
            Change::Replace(text) => is_paragraph(text),
            Change::InsertAfter { id, text } | Change::InsertBefore { id, text } => {
                *id != paragraph && is_paragraph(text)
            }
        };
        let is_reason = reason.is_empty() || is_line(&reason, limits::STATEMENT_REASON_BYTES);
        let suggestion = Self { version, paragraph, change, reason };
        if is_change && is_reason { Ok(suggestion) } else { Err(ContentError::Suggestion) }
    }

    pub fn change(&self) -> &Change {
        &self.change
    }

    /// May be empty.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(4)?.bytes(self.version.as_bytes())?.bytes(&self.paragraph)?;
            match &self.change {
                Change::Replace(text) => e.array(1)?.str(text)?,
                Change::Strike => e.array(0)?,
                Change::InsertAfter { id, text } => e.array(2)?.bytes(id)?.str(text)?,
                Change::InsertBefore { id, text } => {
                    e.array(3)?.bytes(id)?.str(text)?.bool(true)?
                }
            };
            e.str(&self.reason)?.ok()
        })
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The suggestion, and its change.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        fields(d, 4)?;
        let (version, paragraph) = (VersionHash::read(d)?, paragraph_id(d)?);
        let at = d.position();
        let change = match d.array().map_err(structure(at, "a change"))? {
            Some(0) => Change::Strike,
            Some(1) => Change::Replace(text(d, "other words")?),
            Some(2) => Change::InsertAfter { id: paragraph_id(d)?, text: text(d, "a paragraph")? },
            Some(3) => {
                let (id, text) = (paragraph_id(d)?, text(d, "a paragraph")?);
                let at = d.position();
                if !d.bool().is_ok_and(|before| before) {
                    return Err(ContentError::Structure { at, expected: "that it stands before" });
                }
                Change::InsertBefore { id, text }
            }
            _ => return Err(ContentError::Structure { at, expected: "a change" }),
        };
        Self::new(version, paragraph, change, text(d, "a reason")?)
    }
}

impl SignOff {
    pub fn new(version: VersionHash, delegation: String) -> Result<Self, ContentError> {
        let is_valid =
            delegation.is_empty() || is_line(&delegation, limits::STATEMENT_DELEGATION_BYTES);
        if is_valid { Ok(Self { version, delegation }) } else { Err(ContentError::SignOff) }
    }

    pub fn delegation(&self) -> &str {
        &self.delegation
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        Self::new(VersionHash::read(d)?, text(d, "a delegation")?)
    }
}

impl Silence {
    pub fn new(version: VersionHash, deadline_ms: u64) -> Result<Self, ContentError> {
        let is_valid = deadline_ms <= limits::LATEST_MS;
        if is_valid { Ok(Self { version, deadline_ms }) } else { Err(ContentError::Silence) }
    }

    pub fn deadline_ms(&self) -> u64 {
        self.deadline_ms
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        Self::new(VersionHash::read(d)?, unsigned(d, "a deadline")?)
    }
}

impl Objection {
    pub fn new(silence: MessageId, reason: String) -> Result<Self, ContentError> {
        let is_valid = is_line(&reason, limits::STATEMENT_REASON_BYTES);
        if is_valid { Ok(Self { silence, reason }) } else { Err(ContentError::Objection) }
    }

    pub fn reason(&self) -> &str {
        &self.reason
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        Self::new(message_id(d)?, text(d, "a reason")?)
    }
}

impl Message {
    fn on_statement(salt: Salt, on: MessageId, kind: &str, content: Vec<u8>) -> Self {
        let message = Self::single(salt, Disposition::Render, kind, content);
        Self { in_reply_to: Some(on), ..message }
    }

    pub fn statement_suggestion(salt: Salt, on: MessageId, suggestion: &Suggestion) -> Self {
        Self::on_statement(salt, on, SUGGESTION, suggestion.encode())
    }

    pub fn statement_sign_off(salt: Salt, on: MessageId, sign_off: &SignOff) -> Self {
        let content = written(|e| {
            e.array(2)?.bytes(sign_off.version.as_bytes())?.str(&sign_off.delegation)?.ok()
        });
        Self::on_statement(salt, on, SIGN_OFF, content)
    }

    pub fn statement_silence(salt: Salt, on: MessageId, silence: &Silence) -> Self {
        let content = written(|e| {
            e.array(2)?.bytes(silence.version.as_bytes())?.u64(silence.deadline_ms)?.ok()
        });
        Self::on_statement(salt, on, SILENCE, content)
    }

    pub fn statement_objection(salt: Salt, on: MessageId, objection: &Objection) -> Self {
        let content = written(|e| {
            e.array(2)?.bytes(objection.silence.as_bytes())?.str(&objection.reason)?.ok()
        });
        Self::on_statement(salt, on, OBJECTION, content)
    }
}
