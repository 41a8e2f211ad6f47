//! The container that every message is (`mimiContent`).

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::extension::Extensions;
use crate::field::{Output, Written, bytes, message_id, structure, unsigned, written};
use crate::id::MessageId;
use crate::part::{Cardinality, Disposition, Part, SinglePart};
use crate::status::StatusReport;
use crate::{body, deterministic, limits};

/// 16 random bytes that make a message's id unguessable. Drawn by the caller.
pub type Salt = [u8; 16];

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    pub salt: Salt,
    /// The first version of the message that this one edits or retracts.
    pub replaces: Option<MessageId>,
    /// Messages of one topic share these bytes; empty is none.
    pub topic: Vec<u8>,
    pub expires: Option<Expiration>,
    pub in_reply_to: Option<MessageId>,
    pub extensions: Extensions,
    pub part: Part,
}

/// When readers are asked to forget a message. Only devices that cooperate do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expiration {
    /// So many seconds after it was read.
    AfterReading { seconds: u32 },
    /// At this time, in seconds since 1970.
    At { unix_seconds: u32 },
}

/// Levels that all parts of a message need: its own array, and an array and a list for each level
/// of parts but the innermost, which has no list.
const MESSAGE_DEPTH: usize = 2 * limits::PART_DEPTH;

impl Message {
    pub fn new(salt: Salt, part: Part) -> Self {
        Self {
            salt,
            replaces: None,
            topic: Vec::new(),
            expires: None,
            in_reply_to: None,
            extensions: Extensions::default(),
            part,
        }
    }

    /// A text as it was typed.
    pub fn text(salt: Salt, text: impl Into<String>) -> Self {
        Self::single(salt, Disposition::Render, body::PLAIN_TEXT, text.into().into_bytes())
    }

    /// A text in Markdown.
    pub fn markdown(salt: Salt, text: impl Into<String>) -> Self {
        Self::single(salt, Disposition::Render, body::MARKDOWN, text.into().into_bytes())
    }

    /// Keeps the message `to` in everybody's sight, or no longer.
    pub fn pin(salt: Salt, to: MessageId, is_pinned: bool) -> Self {
        let content = written(|e| e.bool(is_pinned)?.ok());
        let message = Self::single(salt, Disposition::Render, body::PIN, content);
        Self { in_reply_to: Some(to), ..message }
    }

    /// For whom the sender speaks, as their organisation has signed it, or that nobody signs any more.
    pub fn affiliation(salt: Salt, signed: Option<&[u8]>) -> Self {
        let content = signed.map_or_else(|| vec![0xf6], <[u8]>::to_vec);
        Self::single(salt, Disposition::Render, body::AFFILIATION, content)
    }

    /// Whether the sender's device is to be woken by what is said in the room while it is away.
    pub fn waking(salt: Salt, is_on: bool) -> Self {
        Self::single(salt, Disposition::Render, body::WAKING, written(|e| e.bool(is_on)?.ok()))
    }

    /// A reaction, usually an emoji, to the message `to`.
    pub fn reaction(salt: Salt, to: MessageId, reaction: impl Into<String>) -> Self {
        let reaction = reaction.into().into_bytes();
        let message = Self::single(salt, Disposition::Reaction, body::PLAIN_TEXT, reaction);
        Self { in_reply_to: Some(to), ..message }
    }

    /// Takes back the message whose first version was `replaces`.
    pub fn retraction(salt: Salt, replaces: MessageId) -> Self {
        let part = Part {
            disposition: Disposition::Render,
            language: String::new(),
            cardinality: Cardinality::Null,
        };
        Self { replaces: Some(replaces), ..Self::new(salt, part) }
    }

    /// What has become of others' messages at this end.
    pub fn status(salt: Salt, report: &StatusReport) -> Self {
        Self::single(salt, Disposition::Unspecified, body::MESSAGE_STATUS, report.encode())
    }

    pub(crate) fn single(
        salt: Salt,
        disposition: Disposition,
        content_type: &str,
        content: Vec<u8>,
    ) -> Self {
        let single = SinglePart { content_type: content_type.to_owned(), content };
        let part =
            Part { disposition, language: String::new(), cardinality: Cardinality::Single(single) };
        Self::new(salt, part)
    }

    /// The bytes that are sealed, sent and hashed. A value that [`Message::decode`] would refuse is
    /// refused here, so that nobody sends what nobody can read.
    pub fn encode(&self) -> Result<Vec<u8>, ContentError> {
        self.part.check_depth(limits::PART_DEPTH)?;
        let output = written(|e| self.write(e));
        Self::decode(&output).map(|_| output)
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(7)?.bytes(&self.salt)?;
        write_id(e, self.replaces.as_ref())?;
        e.bytes(&self.topic)?;
        match self.expires {
            None => e.null()?,
            Some(Expiration::AfterReading { seconds }) => e.array(2)?.bool(true)?.u32(seconds)?,
            Some(Expiration::At { unix_seconds }) => e.array(2)?.bool(false)?.u32(unix_seconds)?,
        };
        write_id(e, self.in_reply_to.as_ref())?;
        self.extensions.write(e)?;
        self.part.write(e)
    }

    pub fn decode(input: &[u8]) -> Result<Self, ContentError> {
        if input.len() > limits::MESSAGE_BYTES {
            return Err(ContentError::TooLarge { actual: input.len() });
        }
        // One level more than parts may use, so that parts and extensions that nest too deep are
        // reported as such further down; deeper than that, the encoding itself is refused.
        deterministic::check(input, MESSAGE_DEPTH + 2)?;
        let d = &mut Decoder::new(input);
        if d.array().map_err(structure(0, "a message, an array"))? != Some(7) {
            return Err(ContentError::Structure { at: 0, expected: "the 7 fields of a message" });
        }
        let at = d.position();
        let salt = bytes(d, "a salt")?
            .try_into()
            .map_err(|_| ContentError::Structure { at, expected: "a salt of 16 bytes" })?;
        Ok(Self {
            salt,
            replaces: read_id(d)?,
            topic: bytes(d, "a topic, a byte string")?,
            expires: read_expiration(d)?,
            in_reply_to: read_id(d)?,
            extensions: Extensions::read(d, input)?,
            part: Part::read(d, limits::PART_DEPTH, &mut { limits::PARTS })?,
        })
    }
}

fn write_id(e: &mut Encoder<Output>, id: Option<&MessageId>) -> Written {
    match id {
        None => e.null()?.ok(),
        Some(id) => e.bytes(id.as_bytes())?.ok(),
    }
}

fn read_id(d: &mut Decoder<'_>) -> Result<Option<MessageId>, ContentError> {
    if is_null(d) { Ok(None) } else { message_id(d).map(Some) }
}

fn read_expiration(d: &mut Decoder<'_>) -> Result<Option<Expiration>, ContentError> {
    if is_null(d) {
        return Ok(None);
    }
    let at = d.position();
    if d.array().map_err(structure(at, "an expiration"))? != Some(2) {
        return Err(ContentError::Structure { at, expected: "the 2 fields of an expiration" });
    }
    let relative =
        d.bool().map_err(structure(d.position(), "whether the expiration is relative"))?;
    let seconds = unsigned(d, "an expiration of 32 bits")?;
    Ok(Some(if relative {
        Expiration::AfterReading { seconds }
    } else {
        Expiration::At { unix_seconds: seconds }
    }))
}

/// Steps over a null if there is one.
fn is_null(d: &mut Decoder<'_>) -> bool {
    let null = d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
    null && d.skip().is_ok()
}
