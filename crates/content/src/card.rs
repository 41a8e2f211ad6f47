//! Somebody's address, and a place: what people hand to each other.

use minicbor::Decoder;

use crate::detail::{fields, is_line};
use crate::deterministic;
use crate::error::ContentError;
use crate::field::{structure, text, unsigned, written};
use crate::limits;
use crate::message::{Message, Salt};
use crate::part::Disposition;

pub(crate) const CONTACT: &str = "application/vnd.corridor.contact+cbor";
pub(crate) const PLACE: &str = "application/vnd.corridor.place+cbor";

/// The equator's and the poles' distance from 0, in millionths of a degree.
const LATITUDES: i32 = 90_000_000;
const LONGITUDES: i32 = 180_000_000;

/// Whom one can write to, by somebody's word. Whether it is the person is for safety numbers to tell.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// `name@relay`; whether it is one is for those to tell who know accounts.
    account: String,
    name: String,
}

/// Somewhere on the earth, as its sender saw it when they sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    latitude: i32,
    longitude: i32,
    accuracy: Option<u32>,
    label: String,
}

/// Who and where is nothing for logs.
impl core::fmt::Debug for Contact {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Contact")
    }
}

impl core::fmt::Debug for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Place")
    }
}

impl Contact {
    pub fn new(account: String, name: String) -> Result<Self, ContentError> {
        let is_valid = is_line(&account, limits::CONTACT_BYTES)
            && account.contains('@')
            && (name.is_empty() || is_line(&name, limits::CONTACT_BYTES));
        if is_valid { Ok(Self { account, name }) } else { Err(ContentError::Contact) }
    }

    pub fn account(&self) -> &str {
        &self.account
    }

    /// What the sender calls the person; may be empty.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        Self::new(text(d, "an account")?, text(d, "a name")?)
    }
}

impl Place {
    /// In millionths of a degree, north and east of 0; `accuracy` in metres.
    pub fn new(
        latitude: i32,
        longitude: i32,
        accuracy: Option<u32>,
        label: String,
    ) -> Result<Self, ContentError> {
        let is_valid = (-LATITUDES..=LATITUDES).contains(&latitude)
            && (-LONGITUDES..=LONGITUDES).contains(&longitude)
            && accuracy.is_none_or(|metres| metres <= limits::PLACE_ACCURACY_METRES)
            && (label.is_empty() || is_line(&label, limits::PLACE_LABEL_BYTES));
        if is_valid {
            return Ok(Self { latitude, longitude, accuracy, label });
        }
        Err(ContentError::Place)
    }

    pub fn latitude(&self) -> i32 {
        self.latitude
    }

    pub fn longitude(&self) -> i32 {
        self.longitude
    }

    pub fn accuracy(&self) -> Option<u32> {
        self.accuracy
    }

    /// What the sender calls it; may be empty.
    pub fn label(&self) -> &str {
        &self.label
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        fields(d, 4)?;
        let degrees = |d: &mut Decoder<'_>| {
            let at = d.position();
            d.i32().map_err(structure(at, "millionths of a degree"))
        };
        let (latitude, longitude) = (degrees(d)?, degrees(d)?);
        let is_null = d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
        let accuracy = if is_null {
            d.null().map_err(structure(d.position(), "nothing"))?;
            None
        } else {
            Some(unsigned(d, "metres")?)
        };
        Self::new(latitude, longitude, accuracy, text(d, "a label")?)
    }
}

impl Message {
    pub fn contact(salt: Salt, contact: &Contact) -> Self {
        let content = written(|e| e.array(2)?.str(&contact.account)?.str(&contact.name)?.ok());
        Self::single(salt, Disposition::Render, CONTACT, content)
    }

    pub fn place(salt: Salt, place: &Place) -> Self {
        let content = written(|e| {
            e.array(4)?.i32(place.latitude)?.i32(place.longitude)?;
            match place.accuracy {
                Some(metres) => e.u32(metres)?,
                None => e.null()?,
            };
            e.str(&place.label)?.ok()
        });
        Self::single(salt, Disposition::Render, PLACE, content)
    }
}
