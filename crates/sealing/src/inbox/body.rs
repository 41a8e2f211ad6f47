//! The kinds of inbox messages and their CBOR: `[kind, {fields}]`, both numbered.

use corridor_wire::DecodeError;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Record;
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::token::Token;
use minicbor::data::Type;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::blob::BlobReference;

/// Bytes that are here, or in a blob when they are too many for a record.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub enum Payload {
    #[n(0)]
    Inline(
        #[n(0)]
        #[cbor(with = "minicbor::bytes")]
        Vec<u8>,
    ),
    #[n(1)]
    Blob(#[n(0)] BlobReference),
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
#[allow(clippy::large_enum_variant)] // One letter is in memory at a time; a box would save nothing.
pub enum InboxBody {
    #[n(0)]
    RoomInvitation(#[n(0)] RoomInvitation),
    /// "My state of this room is damaged: remove me and add me again."
    #[n(1)]
    ReAddRequest {
        #[n(0)]
        log: LogId,
        #[n(1)]
        reason: ReAddReason,
    },
    /// "I am a new device of this account." The letter's certificate says of which.
    #[n(2)]
    AnnounceDevice,
    /// "I have a link of yours: let me into its room." The letter's certificate says who.
    #[n(3)]
    Knock {
        /// Of the link, which says of which room.
        #[n(0)]
        secret: Token,
        /// One short line: [`crate::room_link::is_knock_word`].
        #[n(1)]
        word: String,
    },
    /// A kind of a later version: skipped. It is never sent.
    #[n(65535)]
    Unknown,
}

/// The number of the first kind that this version does not know.
const KNOWN_KINDS: u32 = 4;

/// All that a new member needs to join and to follow the log.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct RoomInvitation {
    #[n(0)]
    pub log: LogId,
    /// The MLS Welcome (RFC 9420, section 12.4.3.1).
    #[n(1)]
    pub welcome: Payload,
    /// The ratchet tree of the epoch that the Welcome leads to.
    #[n(2)]
    pub tree: Payload,
    /// The entry that added the new member; it reads on from the next.
    #[n(3)]
    pub seq: Seq,
    /// The log's version after that entry.
    #[n(4)]
    pub version: Version,
    /// The log's chain after that entry.
    #[n(5)]
    pub chain: ChainHash,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReAddReason {
    /// A commit that the others have followed could not be followed.
    Damaged,
    /// The log was trimmed or lost beyond this device's cursor.
    LostEntries,
    /// A reason of a later version.
    Other(u8),
}

impl ReAddReason {
    const fn number(self) -> u8 {
        match self {
            Self::Damaged => 0,
            Self::LostEntries => 1,
            Self::Other(number) => number,
        }
    }
}

impl<C> Encode<C> for ReAddReason {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.u8(self.number())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ReAddReason {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        Ok(match d.u8()? {
            0 => Self::Damaged,
            1 => Self::LostEntries,
            number => Self::Other(number),
        })
    }
}

/// Decodes a body; a kind that this version does not know is [`InboxBody::Unknown`].
pub(super) fn read(bytes: &[u8]) -> Result<InboxBody, DecodeError> {
    if is_of_a_later_version(bytes) { Ok(InboxBody::Unknown) } else { known(bytes) }
}

fn known(bytes: &[u8]) -> Result<InboxBody, DecodeError> {
    corridor_wire::decode(bytes, Record::LIMIT)
}

/// Whether this is one whole item `[kind, fields]` with a kind beyond the known ones.
fn is_of_a_later_version(bytes: &[u8]) -> bool {
    let mut d = Decoder::new(bytes);
    let mut kind = || {
        if d.array()? != Some(2) {
            return Err(decode::Error::message("not a kind and its fields"));
        }
        let kind = d.u32()?;
        if d.datatype()? != Type::Map {
            return Err(decode::Error::message("fields are a map"));
        }
        d.skip()?;
        Ok(kind)
    };
    kind().is_ok_and(|kind| kind >= KNOWN_KINDS) && d.position() == bytes.len()
}
