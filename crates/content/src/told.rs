//! What was said before somebody came, as somebody who was there tells it: the content of a file.
//!
//! It is hearsay. Nothing in it is signed by those who are named in it, and whoever shows it says who told it.

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::field::{Output, Written, structure, text, unsigned, written};
use crate::{deterministic, limits};

/// The media type of the file.
pub const TOLD: &str = "application/vnd.corridor.told+cbor";

/// One message, as it is told.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// Whose it is said to be.
    pub sender: String,
    pub sent_at_ms: u64,
    pub text: String,
}

/// What is told is nothing for logs.
impl core::fmt::Debug for Told {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Told({} bytes)", self.text.len())
    }
}

fn is_line(text: &str) -> bool {
    (1..=limits::TOLD_SENDER_BYTES).contains(&text.len()) && !text.chars().any(char::is_control)
}

impl Told {
    fn check(&self) -> Result<(), ContentError> {
        let is_valid = is_line(&self.sender)
            && self.sent_at_ms <= limits::LATEST_MS
            && (1..=limits::MESSAGE_BYTES).contains(&self.text.len());
        if is_valid { Ok(()) } else { Err(ContentError::Told) }
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(3)?.str(&self.sender)?.u64(self.sent_at_ms)?.str(&self.text)?.ok()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, ContentError> {
        let at = d.position();
        if d.array().map_err(structure(at, "a message that is told"))? != Some(3) {
            return Err(ContentError::Told);
        }
        let told = Self {
            sender: text(d, "whose it is")?,
            sent_at_ms: unsigned(d, "when it was sent")?,
            text: text(d, "what was said")?,
        };
        told.check().map(|()| told)
    }
}

/// Oldest first. What would be refused when it is read is refused here.
pub fn encode_told(messages: &[Told]) -> Result<Vec<u8>, ContentError> {
    if !(1..=limits::TOLD_MESSAGES).contains(&messages.len()) {
        return Err(ContentError::Told);
    }
    messages.iter().try_for_each(Told::check)?;
    let bytes = written(|e| {
        e.array(messages.len() as u64)?;
        messages.iter().try_for_each(|told| told.write(e))
    });
    if bytes.len() > limits::TOLD_BYTES { Err(ContentError::Told) } else { Ok(bytes) }
}

pub fn decode_told(input: &[u8]) -> Result<Vec<Told>, ContentError> {
    if input.len() > limits::TOLD_BYTES {
        return Err(ContentError::Told);
    }
    deterministic::check(input, 2)?;
    let d = &mut Decoder::new(input);
    let count = d.array().map_err(structure(0, "a list of messages"))?.unwrap_or(0);
    if !(1..=limits::TOLD_MESSAGES as u64).contains(&count) {
        return Err(ContentError::Told);
    }
    (0..count).map(|_| Told::read(d)).collect()
}
