//! Identifiers. Random ones are drawn by whoever makes the thing; none of them says what it names.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::bytes::fixed_bytes;
use crate::limits;

fixed_bytes!(
    /// Under which heading people's lists show a room. Drawn by whoever makes the group; it stands in the
    /// sealed state of rooms, and no relay sees it.
    GroupId, 16
);

fixed_bytes!(
    /// A log at a relay. Drawn at random by the device that creates the log.
    LogId,
    16
);
fixed_bytes!(
    /// One append, however often it is retried. Drawn at random by the appending device.
    OpId,
    16
);
fixed_bytes!(
    /// A blob at a relay. Drawn at random by the relay.
    BlobId,
    16
);
fixed_bytes!(
    /// A device: the first 16 bytes of a BLAKE3 hash of its signature key (`DeviceId::of`).
    DeviceId,
    16
);
fixed_bytes!(
    /// Which life of its storage a relay speaks from. A restore from a backup begins a new one, and
    /// tells clients to look for what the relay has forgotten.
    LineageId,
    16
);
fixed_bytes!(
    /// Freshness of one connection: what a device signs to authenticate.
    Nonce,
    32
);
fixed_bytes!(
    /// A person's Ed25519 public key; what safety numbers compare.
    AccountKey,
    32
);
fixed_bytes!(
    /// A device's Ed25519 public key; also its MLS signature key.
    DeviceKey,
    32
);
fixed_bytes!(
    /// An Ed25519 signature (RFC 8032).
    Signature,
    64
);

impl DeviceId {
    pub fn of(key: &DeviceKey) -> Self {
        let hash = blake3::derive_key("corridor 2026 device id", key.as_bytes());
        let mut id = [0; Self::LENGTH];
        id.copy_from_slice(&hash[..Self::LENGTH]);
        Self::from_bytes(id)
    }
}

impl LogId {
    /// The inbox of a device, so that a device's certificate is all one needs to write to it.
    pub fn inbox_of(device: &DeviceId) -> Self {
        let hash = blake3::derive_key("corridor 2026 inbox log id", device.as_bytes());
        let mut id = [0; Self::LENGTH];
        id.copy_from_slice(&hash[..Self::LENGTH]);
        Self::from_bytes(id)
    }
}

/// Position of an entry in its log. The first is 1 and none is left out.
pub type Seq = u64;

/// How many commits a log has seen.
pub type Version = u64;

/// Why a text is not an account or a relay name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("an account is written name@relay.example")]
    NoAt,
    #[error("a name has 1 to {} characters", limits::ACCOUNT_NAME_BYTES)]
    NameLength,
    #[error("a name has the letters a to z, digits, and . _ - between them")]
    NameCharacter,
    #[error("a relay's name is a domain name in lower case, such as relay.example")]
    RelayName,
}

/// A relay's name, the part of an account after the `@`: a domain name in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelayName(String);

impl RelayName {
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let label_is_valid = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let valid = text.len() <= limits::RELAY_NAME_BYTES && text.split('.').all(label_is_valid);
        valid.then(|| Self(text.to_owned())).ok_or(NameError::RelayName)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person: `name@relay.example`.
///
/// Names are lower-case ASCII so that no two of them look alike.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId {
    text: String,
    at: usize,
}

impl AccountId {
    pub fn new(name: &str, relay: &RelayName) -> Result<Self, NameError> {
        Self::check_name(name)?;
        Ok(Self { text: format!("{name}@{}", relay.as_str()), at: name.len() })
    }

    pub fn parse(text: &str) -> Result<Self, NameError> {
        let (name, relay) = text.split_once('@').ok_or(NameError::NoAt)?;
        Self::new(name, &RelayName::parse(relay)?)
    }

    /// Checks the part before the `@` alone, as a person types it when joining.
    pub fn check_name(name: &str) -> Result<(), NameError> {
        if !(1..=limits::ACCOUNT_NAME_BYTES).contains(&name.len()) {
            return Err(NameError::NameLength);
        }
        let inner = |b: u8| matches!(b, b'.' | b'_' | b'-');
        let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let bytes = name.as_bytes();
        let valid = bytes.iter().all(|&b| letter(b) || inner(b))
            && letter(bytes[0])
            && letter(bytes[bytes.len() - 1]);
        valid.then_some(()).ok_or(NameError::NameCharacter)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn name(&self) -> &str {
        &self.text[..self.at]
    }

    pub fn relay(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

/// The shared shape of the two text identifiers: shown as written, parsed before it is believed.
macro_rules! text_id {
    ($name:ident) => {
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                Self::parse(text)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(
                &self,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), encode::Error<W::Error>> {
                e.str(self.as_str())?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                let at = d.position();
                Self::parse(d.str()?).map_err(|error| decode::Error::message(error).at(at))
            }
        }
    };
}
text_id!(AccountId);
text_id!(RelayName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_or_hide_something_are_refused() {
        for (text, error) in [
            ("alice", NameError::NoAt),
            ("@relay.example", NameError::NameLength),
            ("Alice@relay.example", NameError::NameCharacter),
            ("al\u{0456}ce@relay.example", NameError::NameCharacter),
            (".alice@relay.example", NameError::NameCharacter),
            ("alice@Relay.example", NameError::RelayName),
            ("alice@relay..example", NameError::RelayName),
            ("alice@a@b", NameError::RelayName),
        ] {
            assert_eq!(AccountId::parse(text), Err(error), "{text}");
        }
        let account = AccountId::parse("alice.b-2@relay.example").unwrap();
        assert_eq!((account.name(), account.relay()), ("alice.b-2", "relay.example"));
    }
}
