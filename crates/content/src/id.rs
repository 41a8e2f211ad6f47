use sha2::{Digest, Sha256};

use crate::error::ContentError;
use crate::message::Salt;

/// What one message calls another by: which hash it is, and the first 31 bytes of that hash
/// (draft-ietf-mimi-content-08, "Message ID").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId([u8; 32]);

/// SHA-256 in IANA's registry of named information hash algorithms.
const SHA_256: u8 = 1;

impl MessageId {
    pub const LENGTH: usize = 32;

    /// The id of the message whose encoding is `message`. Sender and room come from outside it: the
    /// sender's credential and the room that the message arrived in, see [`crate::uri`].
    pub fn derive(
        sender_uri: &str,
        room_uri: &str,
        message: &[u8],
        salt: &Salt,
    ) -> Result<Self, ContentError> {
        let mut hasher = Sha256::new();
        for uri in [sender_uri, room_uri] {
            let length = u16::try_from(uri.len()).map_err(|_| ContentError::UriTooLong)?;
            hasher.update(length.to_be_bytes());
            hasher.update(uri.as_bytes());
        }
        hasher.update(message);
        hasher.update(salt);
        let mut id = [SHA_256; Self::LENGTH];
        id[1..].copy_from_slice(&hasher.finalize()[..Self::LENGTH - 1]);
        Ok(Self(id))
    }

    /// Refuses ids of hashes other than SHA-256, which nothing here could ever match.
    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Result<Self, ContentError> {
        if bytes[0] == SHA_256 { Ok(Self(bytes)) } else { Err(ContentError::HashAlgorithm) }
    }

    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

impl core::fmt::Display for MessageId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl core::fmt::Debug for MessageId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "MessageId({self})")
    }
}
