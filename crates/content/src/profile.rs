//! How somebody wishes to be known: a name, a line and a picture, for those whom they send it to.
//!
//! It is a wish and no identity: the account's name is certified, and this is not. Whoever shows it shows it
//! beside the account's name.

use minicbor::{Decoder, Encoder};

use crate::error::ContentError;
use crate::field::{Output, Written, bytes, structure, text, unsigned, written};
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub(crate) const PROFILE: &str = "application/vnd.corridor.profile+cbor";

#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// Grows with each change; whoever has a newer one keeps it.
    version: u64,
    name: String,
    status: String,
    picture: Option<Vec<u8>>,
}

/// How somebody is called is nothing for logs.
impl core::fmt::Debug for Profile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Profile(version {})", self.version)
    }
}

impl Profile {
    /// Empty where nothing is said: an empty one takes back what was shown before.
    pub fn new(
        version: u64,
        name: String,
        status: String,
        picture: Option<Vec<u8>>,
    ) -> Result<Self, ContentError> {
        let profile = Self { version, name, status, picture };
        profile.check().map(|()| profile)
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn status(&self) -> &str {
        &self.status
    }

    /// A JPEG or a WebP by its first bytes. Whether all of it is one, whoever draws it finds.
    pub fn picture(&self) -> Option<&[u8]> {
        self.picture.as_deref()
    }

    fn check(&self) -> Result<(), ContentError> {
        let is_line =
            |text: &str, limit| text.len() <= limit && !text.chars().any(char::is_control);
        let is_valid = self.version < 1 << 53
            && is_line(&self.name, limits::PROFILE_NAME_BYTES)
            && is_line(&self.status, limits::PROFILE_STATUS_BYTES)
            && self.picture.as_deref().is_none_or(is_picture);
        if is_valid { Ok(()) } else { Err(ContentError::Profile) }
    }

    pub fn encode(&self) -> Vec<u8> {
        written(|e| self.write(e))
    }

    fn write(&self, e: &mut Encoder<Output>) -> Written {
        e.array(4)?.u64(self.version)?.str(&self.name)?.str(&self.status)?;
        match &self.picture {
            Some(picture) => e.bytes(picture)?.ok(),
            None => e.null()?.ok(),
        }
    }

    pub fn decode(input: &[u8]) -> Result<Self, ContentError> {
        deterministic::check(input, 1)?;
        let d = &mut Decoder::new(input);
        if d.array().map_err(structure(0, "an array"))? != Some(4) {
            return Err(ContentError::Structure { at: 0, expected: "the 4 fields of a profile" });
        }
        let version = unsigned(d, "a version")?;
        let name = text(d, "a name")?;
        let status = text(d, "a line")?;
        let is_null = d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
        let picture = if is_null { None } else { Some(bytes(d, "a picture")?) };
        Self::new(version, name, status, picture)
    }
}

/// By its first bytes, as for previews of files.
fn is_picture(bytes: &[u8]) -> bool {
    let is_jpeg = bytes.starts_with(&[0xff, 0xd8, 0xff]);
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    bytes.len() <= limits::PROFILE_PICTURE_BYTES && (is_jpeg || is_webp)
}

impl Message {
    pub fn profile(salt: Salt, profile: &Profile) -> Self {
        Self::single(salt, Disposition::Render, PROFILE, profile.encode())
    }
}
