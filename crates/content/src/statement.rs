//! A statement in numbered paragraphs, and its versions: what a room agrees on word by word.
//!
//! Every version goes by the hash of what it says, the same on every device, so that people can read it out to
//! each other, and sign for it. Its first version is a message; those that follow, and all that is done to it,
//! name that message. What a statement has come to follows from the order of the room's log alone.

mod act;

use std::collections::BTreeSet;

use minicbor::{Decoder, Encoder};
use sha2::{Digest, Sha256};

use crate::detail::{fields, is_line};
use crate::error::ContentError;
use crate::field::{Output, Written, bytes, message_id, structure, text, written};
use crate::id::MessageId;
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub use act::{Change, Objection, SignOff, Silence, Suggestion};
pub(crate) use act::{OBJECTION, SIGN_OFF, SILENCE, SUGGESTION};

pub(crate) const STATEMENT: &str = "application/vnd.corridor.statement+cbor";
pub(crate) const VERSION: &str = "application/vnd.corridor.statement-version+cbor";

/// What is hashed stands behind this: no other bytes of Corridor's have the hash of a statement.
const LABEL: &[u8] = b"corridor 2026 statement";

/// Which paragraph, through all versions: drawn by whoever wrote it first.
pub type ParagraphId = [u8; 8];

/// A version's hash: what it says and nothing else, so that the same words have the same hash again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionHash([u8; 32]);

#[derive(Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub id: ParagraphId,
    pub text: String,
}

/// What a version says.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    title: String,
    paragraphs: Vec<Paragraph>,
}

/// What follows the version that its writer had before them: other words, or the same and a word on what
/// others suggested.
#[derive(Clone, PartialEq, Eq)]
pub struct Version {
    pub previous: VersionHash,
    /// `None` where it says the same, and only declines.
    statement: Option<Statement>,
    /// Suggestions that are in it, by the messages that made them, and those that will not be.
    taken: Vec<MessageId>,
    declined: Vec<MessageId>,
}

/// What is negotiated is nothing for logs.
impl core::fmt::Debug for Statement {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Statement({} paragraphs)", self.paragraphs.len())
    }
}

impl core::fmt::Debug for Paragraph {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Paragraph({} bytes)", self.text.len())
    }
}

impl core::fmt::Debug for Version {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (taken, declined) = (self.taken.len(), self.declined.len());
        write!(f, "Version({:?}, {taken} taken, {declined} declined)", self.statement)
    }
}

impl VersionHash {
    pub const LENGTH: usize = 32;

    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// As it is displayed, and nothing shorter.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 2 * Self::LENGTH || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut hash = [0; Self::LENGTH];
        for (place, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, ContentError> {
        let at = d.position();
        let hash = bytes(d, "a version")?.try_into();
        hash.map(Self)
            .map_err(|_| ContentError::Structure { at, expected: "a version's hash of 32 bytes" })
    }
}

impl core::fmt::Display for VersionHash {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl core::fmt::Debug for VersionHash {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "VersionHash({self})")
    }
}

impl Statement {
    pub fn new(title: String, paragraphs: Vec<Paragraph>) -> Result<Self, ContentError> {
        let distinct: BTreeSet<_> = paragraphs.iter().map(|paragraph| paragraph.id).collect();
        let statement = Self { title, paragraphs };
        let is_valid = is_line(&statement.title, limits::STATEMENT_TITLE_BYTES)
            && (1..=limits::STATEMENT_PARAGRAPHS).contains(&statement.paragraphs.len())
            && distinct.len() == statement.paragraphs.len()
            && statement.paragraphs.iter().all(|paragraph| is_paragraph(&paragraph.text))
            && statement.encode().len() <= limits::STATEMENT_BYTES;
        if is_valid { Ok(statement) } else { Err(ContentError::Statement) }
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    pub fn paragraph(&self, id: &ParagraphId) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|paragraph| paragraph.id == *id)
    }

    pub fn hash(&self) -> VersionHash {
        let hashed = Sha256::new().chain_update(LABEL).chain_update(self.encode());
        VersionHash(hashed.finalize().into())
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| self.write(e))
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(2)?.str(&self.title)?.array(self.paragraphs.len() as u64)?;
        for paragraph in &self.paragraphs {
            e.array(2)?.bytes(&paragraph.id)?.str(&paragraph.text)?;
        }
        Ok(())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, ContentError> {
        fields(d, 2)?;
        let title = text(d, "a title")?;
        let count = list(d, limits::STATEMENT_PARAGRAPHS, "a list of paragraphs")?;
        let paragraph = |d: &mut Decoder<'_>| {
            fields(d, 2)?;
            Ok(Paragraph { id: paragraph_id(d)?, text: text(d, "a paragraph")? })
        };
        let paragraphs = (0..count).map(|_| paragraph(d)).collect::<Result<_, ContentError>>()?;
        Self::new(title, paragraphs)
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The statement, its list of paragraphs, and one of them.
        deterministic::check(input, 3)?;
        Self::read(&mut Decoder::new(input))
    }
}

impl Version {
    pub fn new(
        previous: VersionHash,
        statement: Option<Statement>,
        taken: Vec<MessageId>,
        declined: Vec<MessageId>,
    ) -> Result<Self, ContentError> {
        let distinct: BTreeSet<_> = taken.iter().chain(&declined).collect();
        let settled = taken.len() + declined.len();
        let is_valid = settled <= limits::STATEMENT_SETTLED
            && distinct.len() == settled
            && match &statement {
                Some(_) => true,
                // What is taken changes the words.
                None => taken.is_empty() && !declined.is_empty(),
            };
        let version = Self { previous, statement, taken, declined };
        if is_valid { Ok(version) } else { Err(ContentError::Version) }
    }

    pub fn statement(&self) -> Option<&Statement> {
        self.statement.as_ref()
    }

    pub fn taken(&self) -> &[MessageId] {
        &self.taken
    }

    pub fn declined(&self) -> &[MessageId] {
        &self.declined
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(4)?.bytes(self.previous.as_bytes())?;
            match &self.statement {
                Some(statement) => statement.write(e)?,
                None => e.null()?.ok()?,
            }
            for ids in [&self.taken, &self.declined] {
                e.array(ids.len() as u64)?;
                for id in ids {
                    e.bytes(id.as_bytes())?;
                }
            }
            Ok(())
        })
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The version, its statement, the list of paragraphs, and one of them.
        deterministic::check(input, 4)?;
        let d = &mut Decoder::new(input);
        fields(d, 4)?;
        let previous = VersionHash::read(d)?;
        let statement = optional(d, Statement::read)?;
        let mut ids = || {
            let count = list(d, limits::STATEMENT_SETTLED, "a list of suggestions")?;
            (0..count).map(|_| message_id(d)).collect::<Result<Vec<_>, ContentError>>()
        };
        Self::new(previous, statement, ids()?, ids()?)
    }
}

impl Message {
    pub fn statement(salt: Salt, statement: &Statement) -> Self {
        Self::single(salt, Disposition::Render, STATEMENT, statement.encode())
    }

    /// Follows another version of the statement `on`, by whoever wrote that.
    pub fn statement_version(salt: Salt, on: MessageId, version: &Version) -> Self {
        let message = Self::single(salt, Disposition::Render, VERSION, version.encode());
        Self { in_reply_to: Some(on), ..message }
    }
}

/// What may break into lines; signs that turn the direction of writing are part of words.
fn is_paragraph(text: &str) -> bool {
    (1..=limits::STATEMENT_PARAGRAPH_BYTES).contains(&text.len())
        && !text.trim().is_empty()
        && !text.chars().any(|character| character.is_control() && character != '\n')
}

fn paragraph_id(d: &mut Decoder<'_>) -> Result<ParagraphId, ContentError> {
    let at = d.position();
    let id = bytes(d, "a paragraph")?.try_into();
    id.map_err(|_| ContentError::Structure { at, expected: "a paragraph's id of 8 bytes" })
}

/// How long a list is, before anything of it is read.
fn list(d: &mut Decoder<'_>, most: usize, expected: &'static str) -> Result<u64, ContentError> {
    let at = d.position();
    let count = d.array().map_err(structure(at, expected))?.unwrap_or(0);
    if count > most as u64 {
        return Err(ContentError::Structure { at, expected });
    }
    Ok(count)
}

fn optional<T>(
    d: &mut Decoder<'_>,
    read: impl FnOnce(&mut Decoder<'_>) -> Result<T, ContentError>,
) -> Result<Option<T>, ContentError> {
    if d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null) {
        d.null().map_err(structure(d.position(), "nothing"))?;
        return Ok(None);
    }
    read(d).map(Some)
}
