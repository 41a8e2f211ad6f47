//! What has become of messages at one reader's end (draft-mahy-mimi-message-status-01).

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::field::{Output, Written, message_id, structure, unsigned, written};
use crate::id::MessageId;
use crate::{deterministic, limits};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MessageStatus {
    Unread,
    Delivered,
    Read,
    Expired,
    Deleted,
    Hidden,
    Error,
    /// A status that was defined after this program was written; 7 or above.
    Unknown(u8),
}

impl MessageStatus {
    const KNOWN: [Self; 7] = [
        Self::Unread,
        Self::Delivered,
        Self::Read,
        Self::Expired,
        Self::Deleted,
        Self::Hidden,
        Self::Error,
    ];

    pub fn number(self) -> u8 {
        match self {
            Self::Unread => 0,
            Self::Delivered => 1,
            Self::Read => 2,
            Self::Expired => 3,
            Self::Deleted => 4,
            Self::Hidden => 5,
            Self::Error => 6,
            Self::Unknown(number) => number,
        }
    }

    pub fn from_number(number: u8) -> Self {
        Self::KNOWN.get(usize::from(number)).copied().unwrap_or(Self::Unknown(number))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PerMessageStatus {
    pub message: MessageId,
    pub status: MessageStatus,
}

/// At most [`limits::STATUSES`] messages of one room.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StatusReport(Vec<PerMessageStatus>);

impl StatusReport {
    pub fn new(statuses: Vec<PerMessageStatus>) -> Result<Self, ContentError> {
        if statuses.len() > limits::STATUSES {
            return Err(ContentError::TooManyStatuses);
        }
        Ok(Self(statuses))
    }

    pub fn statuses(&self) -> &[PerMessageStatus] {
        &self.0
    }

    pub fn encode(&self) -> Vec<u8> {
        written(|e| self.write(e))
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(self.0.len() as u64)?;
        for one in &self.0 {
            e.array(2)?.bytes(one.message.as_bytes())?.u8(one.status.number())?;
        }
        Ok(())
    }

    pub fn decode(input: &[u8]) -> Result<Self, ContentError> {
        if input.len() > limits::MESSAGE_BYTES {
            return Err(ContentError::TooLarge { actual: input.len() });
        }
        // The list, and a pair in it.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        let count = d.array().map_err(structure(0, "a list of statuses"))?.unwrap_or(0);
        if count > limits::STATUSES as u64 {
            return Err(ContentError::TooManyStatuses);
        }
        (0..count).map(|_| PerMessageStatus::read(d)).collect::<Result<_, _>>().map(Self)
    }
}

impl PerMessageStatus {
    fn read(d: &mut Decoder<'_>) -> Result<Self, ContentError> {
        let at = d.position();
        if d.array().map_err(structure(at, "a status"))? != Some(2) {
            return Err(ContentError::Structure { at, expected: "a message id and its status" });
        }
        let message = message_id(d)?;
        let status = MessageStatus::from_number(unsigned(d, "a status below 256")?);
        Ok(Self { message, status })
    }
}
