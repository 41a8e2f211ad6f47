//! A huddle: a room that ends by itself, and is erased then on the devices that keep to it.
//!
//! The end is in the state itself, so that whoever comes has it with the Welcome and no device has to be told.
//! It comes nearer and never goes further off. A huddle is kept when all who stay in it have chosen so: then the
//! field goes, and what is left is a room like any other. So whoever comes later ends nothing.

use std::collections::BTreeSet;

use corridor_wire::id::AccountId;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::further::HUDDLE;
use super::{LISTED_ACCOUNTS, RoomKind, RoomState, RoomStateError};

/// The last second of the year 9999: no date that people write is later.
pub const LATEST_END_SECONDS: u64 = 253_402_300_799;

/// When a room ends, and who of it would rather keep it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Huddle {
    /// Seconds since 1970. 0 is over by every clock.
    pub ends_at: u64,
    pub keepers: BTreeSet<AccountId>,
}

impl Huddle {
    pub fn until(ends_at: u64) -> Result<Self, RoomStateError> {
        let huddle = Self { ends_at, keepers: BTreeSet::new() };
        if huddle.is_valid() { Ok(huddle) } else { Err(RoomStateError::HuddleEnd) }
    }

    fn is_valid(&self) -> bool {
        self.ends_at <= LATEST_END_SECONDS && self.keepers.len() <= LISTED_ACCOUNTS
    }
}

impl<C> Encode<C> for Huddle {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.array(2)?.u64(self.ends_at)?.array(self.keepers.len() as u64)?;
        for account in &self.keepers {
            e.encode_with(account, context)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Huddle {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        if d.array()? != Some(2) {
            return Err(decode::Error::message("a huddle has an end and its keepers"));
        }
        let ends_at = d.u64()?;
        let count = d.array()?.filter(|count| *count <= LISTED_ACCOUNTS as u64);
        let count = count.ok_or_else(|| decode::Error::message("too many keepers"))?;
        let keepers = (0..count).map(|_| d.decode()).collect::<Result<_, _>>()?;
        Ok(Self { ends_at, keepers })
    }
}

impl RoomState {
    /// Only as it is written here: two devices that read one value differently would part at its end.
    pub fn huddle(&self) -> Option<Huddle> {
        let stored = self.further.0.get(&HUDDLE)?;
        let huddle: Huddle = minicbor::decode(stored).ok()?;
        let is_whole = corridor_wire::encode(&huddle) == *stored;
        Some(huddle).filter(|huddle| self.kind == RoomKind::Room && is_whole && huddle.is_valid())
    }

    pub fn set_huddle(&mut self, huddle: Option<&Huddle>) {
        match huddle {
            Some(huddle) => self.further.0.insert(HUDDLE, corridor_wire::encode(huddle)),
            None => self.further.0.remove(&HUDDLE),
        };
    }

    /// Takes a person who goes from those who would keep it.
    pub(super) fn forget_keeper(&mut self, account: &AccountId) {
        if let Some(mut huddle) = self.huddle()
            && huddle.keepers.remove(account)
        {
            self.set_huddle(Some(&huddle));
        }
    }
}
