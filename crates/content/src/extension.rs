//! What a message carries beside its parts. Unknown extensions are kept as the bytes they came in.

use std::collections::BTreeMap;

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::field::{Output, Written, structure, written};
use crate::id::MessageId;
use crate::{deterministic, limits};

/// What an extension is called: numbers from 1 on are IANA's, negative ones and names are private.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExtensionKey {
    Number(i64),
    Name(String),
}

/// The sender's participant URI (draft-ietf-mimi-content-08, "MIMI Content Extension Keys").
const SENDER_URI: i64 = 1;
/// The room's URI (ibid.).
const ROOM_URI: i64 = 2;
/// When the sender's clock says it was written: milliseconds since 1970.
const SENT_AT: &str = "corridor.sent_at";
/// How far the sender had read the room's log: `[seq, chain]`.
const SEEN: &str = "corridor.seen";
/// The id that a message had when it was sealed before, in a history that the relay may have lost.
const FIRST_ID: &str = "corridor.first_id";
/// Whom a message means to reach although its room is muted: accounts.
const MENTIONS: &str = "corridor.mentions";
/// That a message was said elsewhere first. Where and by whom is not told.
const FORWARDED: &str = "corridor.forwarded";

/// The sender's view of the room's log. Two members whose chains differ at the same sequence have
/// been shown different logs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    pub seq: u64,
    pub chain: [u8; 32],
}

/// Each key once, in the order of their encodings.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Extensions {
    /// By encoded key, the encoded value.
    encoded: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Extensions {
    pub fn len(&self) -> usize {
        self.encoded.len()
    }

    pub fn is_empty(&self) -> bool {
        self.encoded.is_empty()
    }

    /// The CBOR of an extension's value.
    pub fn get(&self, key: &ExtensionKey) -> Option<&[u8]> {
        self.encoded.get(&key.encode()).map(Vec::as_slice)
    }

    /// Sets an extension to `value`, one item of deterministic CBOR.
    pub fn set(&mut self, key: &ExtensionKey, value: Vec<u8>) -> Result<(), ContentError> {
        key.check()?;
        check_value(&value)?;
        self.encoded.insert(key.encode(), value);
        if self.encoded.len() > limits::EXTENSIONS {
            self.encoded.remove(&key.encode());
            return Err(ContentError::TooManyExtensions);
        }
        Ok(())
    }

    pub fn remove(&mut self, key: &ExtensionKey) {
        self.encoded.remove(&key.encode());
    }

    /// What the sender claims to be. Believe the MLS credential instead.
    pub fn sender_uri(&self) -> Option<&str> {
        self.get(&ExtensionKey::Number(SENDER_URI)).and_then(|value| minicbor::decode(value).ok())
    }

    /// The room the sender claims to write to. Believe the MLS group instead.
    pub fn room_uri(&self) -> Option<&str> {
        self.get(&ExtensionKey::Number(ROOM_URI)).and_then(|value| minicbor::decode(value).ok())
    }

    /// Milliseconds since 1970 by the sender's clock, which nobody vouches for.
    pub fn sent_at_ms(&self) -> Option<u64> {
        self.get(&ExtensionKey::named(SENT_AT)).and_then(|value| minicbor::decode(value).ok())
    }

    pub fn set_sent_at_ms(&mut self, unix_ms: u64) -> Result<(), ContentError> {
        self.set(&ExtensionKey::named(SENT_AT), written(|e| e.u64(unix_ms)?.ok()))
    }

    pub fn seen(&self) -> Option<Seen> {
        let value = self.get(&ExtensionKey::named(SEEN))?;
        let mut d = Decoder::new(value);
        (d.array().ok()? == Some(2)).then_some(())?;
        let seq = d.u64().ok()?;
        let chain = d.bytes().ok()?.try_into().ok()?;
        Some(Seen { seq, chain })
    }

    pub fn set_seen(&mut self, seen: &Seen) -> Result<(), ContentError> {
        let value = written(|e| e.array(2)?.u64(seen.seq)?.bytes(&seen.chain)?.ok());
        self.set(&ExtensionKey::named(SEEN), value)
    }

    /// Believe it of the sender's own messages only.
    pub fn first_id(&self) -> Option<MessageId> {
        let value = self.get(&ExtensionKey::named(FIRST_ID))?;
        let id = Decoder::new(value).bytes().ok()?.try_into().ok()?;
        MessageId::from_bytes(id).ok()
    }

    pub fn set_first_id(&mut self, id: &MessageId) -> Result<(), ContentError> {
        self.set(&ExtensionKey::named(FIRST_ID), written(|e| e.bytes(id.as_bytes())?.ok()))
    }

    /// None where there are too many, so that nobody is woken by a list of everybody.
    pub fn mentions(&self) -> Vec<String> {
        let value = self.get(&ExtensionKey::named(MENTIONS)).unwrap_or_default();
        let mut d = Decoder::new(value);
        match d.array() {
            Ok(Some(count)) if count <= limits::MENTIONS as u64 => (0..count)
                .map(|_| d.str().map(str::to_owned))
                .collect::<Result<_, _>>()
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    pub fn set_mentions(&mut self, accounts: &[String]) -> Result<(), ContentError> {
        if accounts.is_empty() {
            self.remove(&ExtensionKey::named(MENTIONS));
            return Ok(());
        }
        if accounts.len() > limits::MENTIONS {
            return Err(ContentError::Mentions);
        }
        let value = written(|e| {
            e.array(accounts.len() as u64)?;
            for account in accounts {
                e.str(account)?;
            }
            Ok(())
        });
        self.set(&ExtensionKey::named(MENTIONS), value)
    }

    pub fn is_forwarded(&self) -> bool {
        self.get(&ExtensionKey::named(FORWARDED)) == Some(&[0xf5])
    }

    pub fn set_forwarded(&mut self) -> Result<(), ContentError> {
        self.set(&ExtensionKey::named(FORWARDED), written(|e| e.bool(true)?.ok()))
    }

    pub(crate) fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.map(self.encoded.len() as u64)?;
        for (key, value) in &self.encoded {
            e.writer_mut().extend_from_slice(key);
            e.writer_mut().extend_from_slice(value);
        }
        Ok(())
    }

    /// Reads the map at `d`, a decoder of `input`, which was found deterministic before.
    pub(crate) fn read<'b>(d: &mut Decoder<'b>, input: &'b [u8]) -> Result<Self, ContentError> {
        let start = d.position();
        let count = d.map().map_err(structure(start, "extensions, a map"))?.unwrap_or(0);
        if count > limits::EXTENSIONS as u64 {
            return Err(ContentError::TooManyExtensions);
        }
        let mut extensions = Self::default();
        for _ in 0..count {
            let key = skip(d, input)?;
            check_key(key)?;
            let value = skip(d, input)?;
            check_value(value)?;
            extensions.encoded.insert(key.to_vec(), value.to_vec());
        }
        Ok(extensions)
    }
}

/// How many there are; what they hold is nothing for logs.
impl core::fmt::Debug for Extensions {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} extensions", self.encoded.len())
    }
}

impl ExtensionKey {
    pub fn named(name: &str) -> Self {
        Self::Name(name.to_owned())
    }

    fn encode(&self) -> Vec<u8> {
        match self {
            Self::Number(number) => written(|e| e.i64(*number)?.ok()),
            Self::Name(name) => written(|e| e.str(name)?.ok()),
        }
    }

    fn check(&self) -> Result<(), ContentError> {
        match self {
            Self::Number(number) if number.unsigned_abs() > deterministic::LARGEST_KEY => {
                Err(ContentError::ExtensionNumber)
            }
            Self::Name(name) if !(1..=limits::EXTENSION_NAME_BYTES).contains(&name.len()) => {
                Err(ContentError::ExtensionName)
            }
            _ => Ok(()),
        }
    }
}

/// An encoded key that is a number, or a name of the right length; byte strings are neither.
fn check_key(key: &[u8]) -> Result<(), ContentError> {
    let mut d = Decoder::new(key);
    match key[0] >> 5 {
        0 | 1 => Ok(()),
        3 => {
            let name = d.str().map_err(structure(0, "an extension's name"))?;
            ExtensionKey::named(name).check()
        }
        _ => Err(ContentError::ExtensionName),
    }
}

/// The map of extensions is the first level, so a value has the rest.
fn check_value(value: &[u8]) -> Result<(), ContentError> {
    deterministic::check(value, limits::EXTENSION_DEPTH - 1).map_err(|error| match error {
        ContentError::Encoding { violation: crate::EncodingViolation::TooDeep, .. } => {
            ContentError::ExtensionTooDeep
        }
        other => other,
    })
}

/// The bytes of the next item.
fn skip<'b>(d: &mut Decoder<'b>, input: &'b [u8]) -> Result<&'b [u8], ContentError> {
    let start = d.position();
    d.skip().map_err(structure(start, "an extension"))?;
    Ok(&input[start..d.position()])
}
