//! CBOR of a room state: a map with numbered fields, ascending. Those that
//! came after the first version are kept as they are.

use std::collections::{BTreeMap, BTreeSet};

use corridor_wire::id::AccountId;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use super::{FurtherFields, LISTED_ACCOUNTS, Policy, Role, RoomKind, RoomState};

/// The first number that the first version had no field for.
const FIRST_FURTHER: u64 = 6;

impl<C> Encode<C> for RoomState {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        let fields = 5 + u64::from(self.expiry_seconds.is_some()) + self.further.0.len() as u64;
        e.map(fields)?;
        e.u8(0)?.encode_with(self.kind, context)?;
        e.u8(1)?.str(&self.title)?;
        e.u8(2)?.map(self.roles.len() as u64)?;
        for (account, role) in &self.roles {
            e.encode_with(account, context)?.encode_with(role, context)?;
        }
        e.u8(3)?.array(self.leaving.len() as u64)?;
        for account in &self.leaving {
            e.encode_with(account, context)?;
        }
        e.u8(4)?.encode_with(self.policy, context)?;
        if let Some(seconds) = self.expiry_seconds {
            e.u8(5)?.u32(seconds)?;
        }
        for (number, value) in &self.further.0 {
            e.u64(*number)?;
            e.writer_mut().write_all(value).map_err(encode::Error::write)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for RoomState {
    fn decode(d: &mut Decoder<'b>, context: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let missing = |field: &str| decode::Error::message(format!("{field} is missing")).at(at);
        let mut kind: Option<RoomKind> = None;
        let mut title: Option<String> = None;
        let mut roles = BTreeMap::new();
        let mut leaving = BTreeSet::new();
        let mut policy: Option<Policy> = None;
        let mut expiry_seconds = None;
        let mut further = BTreeMap::new();
        for _ in 0..length(d.map()?, at)? {
            match d.u64()? {
                0 => kind = Some(d.decode_with(context)?),
                1 => title = Some(d.str()?.to_owned()),
                2 => roles = decode_roles(d)?,
                3 => leaving = decode_leaving(d)?,
                4 => policy = Some(d.decode_with(context)?),
                5 => expiry_seconds = Some(d.u32()?),
                number @ FIRST_FURTHER.. => {
                    let start = d.position();
                    d.skip()?;
                    further.insert(number, d.input()[start..d.position()].to_vec());
                }
            }
        }
        Ok(Self {
            kind: kind.ok_or_else(|| missing("kind"))?,
            title: title.ok_or_else(|| missing("title"))?,
            roles,
            leaving,
            policy: policy.ok_or_else(|| missing("policy"))?,
            expiry_seconds,
            further: FurtherFields(further),
        })
    }
}

/// Canonical CBOR says how much follows.
fn length(announced: Option<u64>, at: usize) -> Result<u64, decode::Error> {
    announced.ok_or_else(|| decode::Error::message("the length is not given").at(at))
}

fn decode_roles(d: &mut Decoder<'_>) -> Result<BTreeMap<AccountId, Role>, decode::Error> {
    let count = bounded(d.position(), d.map()?)?;
    (0..count).map(|_| Ok((d.decode()?, d.decode()?))).collect()
}

fn decode_leaving(d: &mut Decoder<'_>) -> Result<BTreeSet<AccountId>, decode::Error> {
    let count = bounded(d.position(), d.array()?)?;
    (0..count).map(|_| d.decode()).collect()
}

fn bounded(at: usize, announced: Option<u64>) -> Result<u64, decode::Error> {
    let count = length(announced, at)?;
    if count > LISTED_ACCOUNTS as u64 {
        return Err(decode::Error::message("too many accounts are listed").at(at));
    }
    Ok(count)
}
