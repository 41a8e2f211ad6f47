//! The parts of a message: one inline, one elsewhere, several, or none.

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::field::{Output, Written, bytes, structure, text, unsigned};
use crate::limits;

/// What the sender means a part for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Disposition {
    Unspecified,
    Render,
    Reaction,
    Profile,
    Inline,
    Icon,
    Attachment,
    Session,
    Preview,
    /// A disposition that was registered after this program was written; 9 or above.
    Unknown(u8),
}

impl Disposition {
    const KNOWN: [Self; 9] = [
        Self::Unspecified,
        Self::Render,
        Self::Reaction,
        Self::Profile,
        Self::Inline,
        Self::Icon,
        Self::Attachment,
        Self::Session,
        Self::Preview,
    ];

    pub fn number(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::Render => 1,
            Self::Reaction => 2,
            Self::Profile => 3,
            Self::Inline => 4,
            Self::Icon => 5,
            Self::Attachment => 6,
            Self::Session => 7,
            Self::Preview => 8,
            Self::Unknown(number) => number,
        }
    }

    pub fn from_number(number: u8) -> Self {
        Self::KNOWN.get(usize::from(number)).copied().unwrap_or(Self::Unknown(number))
    }
}

/// One part of a message (`NestedPart`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    pub disposition: Disposition,
    /// Language tags (RFC 5646) with commas between them, or nothing.
    pub language: String,
    pub cardinality: Cardinality,
}

/// How many things a part is, and where they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cardinality {
    /// Nothing: a message that retracts another.
    Null,
    Single(SinglePart),
    External(Box<ExternalPart>),
    Multi(MultiPart),
}

#[derive(Clone, PartialEq, Eq)]
pub struct SinglePart {
    /// An IANA media type with its parameters.
    pub content_type: String,
    pub content: Vec<u8>,
}

/// Content that is fetched from elsewhere.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalPart {
    pub content_type: String,
    pub url: String,
    /// Seconds since 1970, or 0 when it does not expire.
    pub expires: u32,
    /// Bytes, or 0 when the sender does not say.
    pub size: u64,
    /// An IANA AEAD number (RFC 5116), or 0 when the content is not encrypted.
    pub encryption_algorithm: u16,
    pub key: Vec<u8>,
    pub nonce: Vec<u8>,
    pub aad: Vec<u8>,
    /// An IANA named information hash algorithm.
    pub hash_algorithm: u8,
    pub content_hash: Vec<u8>,
    pub description: String,
    pub filename: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MultiPart {
    pub semantics: PartSemantics,
    /// Two or more.
    pub parts: Vec<Part>,
}

/// What a receiver does with the parts of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartSemantics {
    /// Picks one.
    ChooseOne,
    /// Takes all together or none.
    SingleUnit,
    /// Takes as many as it can.
    ProcessAll,
}

/// What a message says is nothing for logs: only its type and its length print.
impl core::fmt::Debug for SinglePart {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "SinglePart({}, {} bytes)", self.content_type, self.content.len())
    }
}

/// It carries a key: only its type and its size print.
impl core::fmt::Debug for ExternalPart {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ExternalPart({}, {} bytes)", self.content_type, self.size)
    }
}

const NULL: u64 = 0;
const SINGLE: u64 = 1;
const EXTERNAL: u64 = 2;
const MULTI: u64 = 3;

impl Part {
    /// Refuses more than `depth` levels without descending any further.
    pub(crate) fn check_depth(&self, depth: usize) -> Result<(), ContentError> {
        let depth = depth.checked_sub(1).ok_or(ContentError::PartTooDeep)?;
        match &self.cardinality {
            Cardinality::Multi(multi) => {
                multi.parts.iter().try_for_each(|part| part.check_depth(depth))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, e: &mut Encoder<Output>) -> Written {
        let fields = match &self.cardinality {
            Cardinality::Null => 3,
            Cardinality::Single(_) | Cardinality::Multi(_) => 5,
            Cardinality::External(_) => 15,
        };
        e.array(fields)?.u8(self.disposition.number())?.str(&self.language)?;
        match &self.cardinality {
            Cardinality::Null => e.u64(NULL)?.ok(),
            Cardinality::Single(part) => {
                e.u64(SINGLE)?.str(&part.content_type)?.bytes(&part.content)?.ok()
            }
            Cardinality::External(part) => {
                e.u64(EXTERNAL)?;
                part.write(e)
            }
            Cardinality::Multi(multi) => {
                e.u64(MULTI)?.u64(multi.semantics.number())?.array(multi.parts.len() as u64)?;
                multi.parts.iter().try_for_each(|part| part.write(e))
            }
        }
    }

    /// Reads a part that may nest `depth` levels, itself included, from a budget of `remaining` parts.
    pub(crate) fn read(
        d: &mut Decoder<'_>,
        depth: usize,
        remaining: &mut usize,
    ) -> Result<Self, ContentError> {
        let depth = depth.checked_sub(1).ok_or(ContentError::PartTooDeep)?;
        *remaining = remaining.checked_sub(1).ok_or(ContentError::TooManyParts)?;
        let start = d.position();
        let fields = d.array().map_err(structure(start, "a part, an array"))?;
        let disposition = Disposition::from_number(unsigned(d, "a disposition below 256")?);
        let language = text(d, "a language, a text")?;
        let at = d.position();
        let kind: u64 = unsigned(d, "a cardinality")?;
        let (expected_fields, cardinality) = match kind {
            NULL => (3, Cardinality::Null),
            SINGLE => {
                let content_type = text(d, "a content type")?;
                let content = bytes(d, "content, a byte string")?;
                (5, Cardinality::Single(SinglePart { content_type, content }))
            }
            EXTERNAL => (15, Cardinality::External(Box::new(ExternalPart::read(d)?))),
            MULTI => (5, Cardinality::Multi(MultiPart::read(d, depth, remaining)?)),
            _ => return Err(ContentError::Structure { at, expected: "a cardinality of 0 to 3" }),
        };
        if fields == Some(expected_fields) {
            Ok(Self { disposition, language, cardinality })
        } else {
            Err(ContentError::Structure { at: start, expected: "as many fields as the part has" })
        }
    }
}

impl ExternalPart {
    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.str(&self.content_type)?.str(&self.url)?.u32(self.expires)?.u64(self.size)?;
        e.u16(self.encryption_algorithm)?.bytes(&self.key)?.bytes(&self.nonce)?.bytes(&self.aad)?;
        e.u8(self.hash_algorithm)?.bytes(&self.content_hash)?;
        e.str(&self.description)?.str(&self.filename)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, ContentError> {
        Ok(Self {
            content_type: text(d, "a content type")?,
            url: text(d, "a URL")?,
            expires: unsigned(d, "an expiry of 32 bits")?,
            size: unsigned(d, "a size")?,
            encryption_algorithm: unsigned(d, "an AEAD of 16 bits")?,
            key: bytes(d, "a key")?,
            nonce: bytes(d, "a nonce")?,
            aad: bytes(d, "additional data")?,
            hash_algorithm: unsigned(d, "a hash algorithm of 8 bits")?,
            content_hash: bytes(d, "a hash")?,
            description: text(d, "a description")?,
            filename: text(d, "a file name")?,
        })
    }
}

impl MultiPart {
    fn read(
        d: &mut Decoder<'_>,
        depth: usize,
        remaining: &mut usize,
    ) -> Result<Self, ContentError> {
        let at = d.position();
        let semantics = match unsigned(d, "part semantics")? {
            0u64 => PartSemantics::ChooseOne,
            1 => PartSemantics::SingleUnit,
            2 => PartSemantics::ProcessAll,
            _ => return Err(ContentError::Structure { at, expected: "part semantics of 0 to 2" }),
        };
        let at = d.position();
        let count = d.array().map_err(structure(at, "an array of parts"))?.unwrap_or(0);
        match count {
            0 | 1 => Err(ContentError::TooFewParts),
            count if count > limits::PARTS as u64 => Err(ContentError::TooManyParts),
            count => {
                let parts = (0..count).map(|_| Part::read(d, depth, remaining));
                Ok(Self { semantics, parts: parts.collect::<Result<_, _>>()? })
            }
        }
    }
}

impl PartSemantics {
    fn number(self) -> u64 {
        match self {
            Self::ChooseOne => 0,
            Self::SingleUnit => 1,
            Self::ProcessAll => 2,
        }
    }
}
