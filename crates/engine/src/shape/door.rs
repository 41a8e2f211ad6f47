//! Links to rooms, knocks, and how people wish to be known, in JSON.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

use crate::command::{OrganisationKey, ProfileToShow};
use crate::view::{AffiliationView, KnockView, LinkView, OwnKnockView, ProfileView};

/// A link by which people may ask to be let into a room.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RoomLink {
    /// Its number on this device.
    pub link: i64,
    pub room: String,
    /// The link itself: whoever has it may knock.
    pub url: String,
    pub made_at: u64,
    pub expires_at: u64,
    /// How many people it may let in, and has.
    pub most: u64,
    pub let_in: u64,
}

impl From<&LinkView> for RoomLink {
    fn from(view: &LinkView) -> Self {
        Self {
            link: view.id,
            room: view.room.to_string(),
            url: view.text.clone(),
            made_at: view.made_at,
            expires_at: view.expires_at,
            most: view.most,
            let_in: view.let_in,
        }
    }
}

/// Somebody who waits at a room's door.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Knock {
    /// Its number on this device.
    pub knock: i64,
    pub room: String,
    /// The directory says that the key is theirs.
    pub account: String,
    pub account_key: String,
    /// Whether this person has compared safety numbers with them.
    pub verified: bool,
    /// What they say, which proves nothing.
    pub word: String,
    pub came_at: u64,
}

impl From<&KnockView> for Knock {
    fn from(view: &KnockView) -> Self {
        Self {
            knock: view.id,
            room: view.room.to_string(),
            account: view.account.to_string(),
            account_key: view.account_key.to_string(),
            verified: view.verified,
            word: view.word.clone(),
            came_at: view.came_at,
        }
    }
}

/// Where this person has knocked, and waits.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OwnKnock {
    pub knock: i64,
    /// Who made the link.
    pub account: String,
    pub word: String,
    pub knocked_at: u64,
    /// Whether it is on its way. Nobody says whether it was heard.
    pub sent: bool,
}

impl From<&OwnKnockView> for OwnKnock {
    fn from(view: &OwnKnockView) -> Self {
        Self {
            knock: view.id,
            account: view.account.to_string(),
            word: view.word.clone(),
            knocked_at: view.knocked_at,
            sent: view.is_sent,
        }
    }
}

/// How somebody wishes to be known: their word, which nobody has certified.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Profile {
    pub name: String,
    pub status: String,
    pub has_picture: bool,
}

impl From<&ProfileView> for Profile {
    fn from(view: &ProfileView) -> Self {
        let ProfileView { name, status, has_picture } = view.clone();
        Self { name, status, has_picture }
    }
}

/// For whom somebody speaks, as an organisation's key has signed it.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Affiliation {
    pub name: String,
    pub title: String,
    pub affiliation: String,
    /// Milliseconds since 1970.
    pub until: u64,
    /// The key that has signed it.
    pub key: String,
    /// How this person calls whose key it is; null where they do not believe it, and then it proves nothing.
    pub organisation: Option<String>,
}

impl From<&AffiliationView> for Affiliation {
    fn from(view: &AffiliationView) -> Self {
        Self {
            name: view.name.clone(),
            title: view.title.clone(),
            affiliation: view.affiliation.clone(),
            until: view.until,
            key: view.organisation_key.to_text(),
            organisation: view.organisation.clone(),
        }
    }
}

/// A key whose signatures this person believes.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Organisation {
    pub key: String,
    /// How they call it.
    pub name: String,
}

impl From<&(OrganisationKey, String)> for Organisation {
    fn from((key, name): &(OrganisationKey, String)) -> Self {
        Self { key: key.to_text(), name: name.clone() }
    }
}

/// What stands for an account, a word or a phrase on this device's screens.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Alias {
    pub name: String,
    pub alias: String,
}

impl From<(String, String)> for Alias {
    fn from((name, alias): (String, String)) -> Self {
        Self { name, alias }
    }
}

/// A message as somebody tells it who was there: hearsay.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Told {
    /// Whose it is said to be; any text.
    pub sender: String,
    pub sent_at: u64,
    pub text: String,
}

impl From<&corridor_content::Told> for Told {
    fn from(told: &corridor_content::Told) -> Self {
        let corridor_content::Told { sender, sent_at_ms, text } = told.clone();
        Self { sender, sent_at: sent_at_ms, text }
    }
}

/// How somebody wishes to be known, with the picture: a JPEG or WebP by its first bytes, in Base64.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct OwnProfile {
    pub name: String,
    pub status: String,
    pub picture: Option<String>,
}

impl From<ProfileToShow> for OwnProfile {
    fn from(profile: ProfileToShow) -> Self {
        let ProfileToShow { name, status, picture } = profile;
        Self { name, status, picture: picture.map(|bytes| STANDARD.encode(bytes)) }
    }
}

/// A picture in Base64; what is none becomes one that is refused.
pub fn picture(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap_or_default()
}
