//! For whom somebody speaks, by the word of their organisation.
//!
//! ```text
//!   Affiliation = { 0: account key, 1: name, 2: title, 3: affiliation, 4: since, 5: until }
//!   SignedAffiliation = { 0: organisation's key, 1: Affiliation, 2: signature }
//!   signature   = Ed25519 (RFC 8032) by the organisation's key,
//!                 over labelled("corridor 2026 affiliation", [organisation's key, CBOR Affiliation])
//! ```
//! It is about an account key, so it says nothing of whoever takes the account's name. Whether an organisation is
//! one, its key does not say: whoever reads it has been given the key by somebody whom they believe.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_wire::certificate::{UnixSeconds, labelled, verify};
use corridor_wire::id::{AccountKey, Signature};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use crate::signing::SigningSecret;

/// A name, a title, an affiliation: so many bytes, in one line.
pub const AFFILIATION_TEXT_BYTES: usize = 128;
/// All of it, signed.
pub const AFFILIATION_BYTES: usize = 1_024;

const KEY_PREFIX: &str = "corridor-organisation:";
const PREFIX: &str = "corridor-affiliation:";

/// The public half of an organisation's key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OrganisationKey([u8; 32]);

/// What an organisation signs with. It never comes near a device that talks.
pub struct OrganisationSecret(SigningSecret);

#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Affiliation {
    /// Whose it is.
    #[n(0)]
    pub account_key: AccountKey,
    #[n(1)]
    pub name: String,
    /// May be empty.
    #[n(2)]
    pub title: String,
    /// For whom they speak.
    #[n(3)]
    pub affiliation: String,
    #[n(4)]
    pub since: UnixSeconds,
    /// It is none from then on.
    #[n(5)]
    pub until: UnixSeconds,
}

/// Who somebody is, is nothing for logs.
impl core::fmt::Debug for Affiliation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Affiliation(until {})", self.until)
    }
}

/// One whose signature has been verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedAffiliation {
    organisation: OrganisationKey,
    affiliation: Affiliation,
    signature: Signature,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Encoded {
    #[cbor(n(0), with = "minicbor::bytes")]
    organisation: [u8; 32],
    #[n(1)]
    affiliation: Affiliation,
    #[n(2)]
    signature: Signature,
}

/// Why something is no affiliation. All of it is the fault of whoever gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AffiliationError {
    #[error("this is no organisation's key: one begins with {KEY_PREFIX}")]
    Key,
    #[error("this is no affiliation: one begins with {PREFIX}, and is copied whole")]
    Text,
    #[error(
        "a name and an affiliation have 1 to {AFFILIATION_TEXT_BYTES} bytes, a title at most that, each in one line"
    )]
    Words,
    #[error("an affiliation ends after it begins")]
    Dates,
    #[error("the organisation's signature does not verify")]
    Signature,
}

impl OrganisationKey {
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn parse(text: &str) -> Result<Self, AffiliationError> {
        let code = text.trim().strip_prefix(KEY_PREFIX).ok_or(AffiliationError::Key)?;
        let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|_| AffiliationError::Key)?;
        Self::from_slice(&bytes).ok_or(AffiliationError::Key)
    }

    pub fn to_text(&self) -> String {
        format!("{KEY_PREFIX}{}", URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl OrganisationSecret {
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        Self(SigningSecret::from_bytes(seed))
    }

    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.to_bytes()
    }

    pub fn key(&self) -> OrganisationKey {
        OrganisationKey(self.0.public_key())
    }

    pub fn sign(&self, affiliation: Affiliation) -> Result<SignedAffiliation, AffiliationError> {
        affiliation.check()?;
        let organisation = self.key();
        let signature = self.0.sign(&signed_bytes(&organisation, &affiliation));
        Ok(SignedAffiliation { organisation, affiliation, signature })
    }
}

impl Affiliation {
    fn check(&self) -> Result<(), AffiliationError> {
        let is_line = |text: &str| {
            text.len() <= AFFILIATION_TEXT_BYTES && !text.chars().any(char::is_control)
        };
        let is_something = |text: &str| is_line(text) && !text.trim().is_empty();
        if !is_something(&self.name) || !is_something(&self.affiliation) || !is_line(&self.title) {
            return Err(AffiliationError::Words);
        }
        if self.since < self.until { Ok(()) } else { Err(AffiliationError::Dates) }
    }
}

impl SignedAffiliation {
    pub fn organisation(&self) -> &OrganisationKey {
        &self.organisation
    }

    pub fn affiliation(&self) -> &Affiliation {
        &self.affiliation
    }

    /// As a message carries it.
    pub fn encode(&self) -> Vec<u8> {
        corridor_wire::encode(&Encoded {
            organisation: self.organisation.0,
            affiliation: self.affiliation.clone(),
            signature: self.signature,
        })
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, AffiliationError> {
        let Encoded { organisation, affiliation, signature } =
            corridor_wire::decode(bytes, AFFILIATION_BYTES).map_err(|_| AffiliationError::Text)?;
        let organisation = OrganisationKey(organisation);
        affiliation.check()?;
        verify(&organisation.0, &signed_bytes(&organisation, &affiliation), &signature)
            .map_err(|_| AffiliationError::Signature)?;
        Ok(Self { organisation, affiliation, signature })
    }

    /// As an organisation hands it to its people.
    pub fn to_text(&self) -> String {
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.encode()))
    }

    pub fn parse(text: &str) -> Result<Self, AffiliationError> {
        let code = text.trim().strip_prefix(PREFIX).ok_or(AffiliationError::Text)?;
        let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|_| AffiliationError::Text)?;
        Self::decode(&bytes)
    }
}

fn signed_bytes(organisation: &OrganisationKey, affiliation: &Affiliation) -> Vec<u8> {
    labelled("corridor 2026 affiliation", &[&organisation.0, &corridor_wire::encode(affiliation)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affiliation() -> Affiliation {
        Affiliation {
            account_key: AccountKey::from_bytes([7; 32]),
            name: "Ana Lima".to_owned(),
            title: "Second secretary".to_owned(),
            affiliation: "Delegation of Atlantis".to_owned(),
            since: 1_790_000_000,
            until: 1_800_000_000,
        }
    }

    #[test]
    fn what_an_organisation_has_signed_is_read_back() {
        let secret = OrganisationSecret::from_bytes(&[3; 32]);
        let signed = secret.sign(affiliation()).unwrap();
        assert_eq!(
            SignedAffiliation::parse(&format!(" {}\n", signed.to_text())),
            Ok(signed.clone())
        );
        assert_eq!(signed.organisation(), &secret.key());
        assert_eq!(OrganisationKey::parse(&secret.key().to_text()), Ok(secret.key()));
        assert!(signed.encode().len() <= AFFILIATION_BYTES);
    }

    #[test]
    fn nobody_else_s_word_counts_as_the_organisation_s() {
        let signed = OrganisationSecret::from_bytes(&[3; 32]).sign(affiliation()).unwrap();
        let bytes = signed.encode();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(SignedAffiliation::decode(&changed).is_err(), "byte {at}");
        }
        let other = OrganisationSecret::from_bytes(&[4; 32]).key();
        let forged = SignedAffiliation { organisation: other, ..signed };
        assert_eq!(SignedAffiliation::decode(&forged.encode()), Err(AffiliationError::Signature));
    }

    #[test]
    fn words_and_dates_are_bounded_on_both_sides() {
        let secret = OrganisationSecret::from_bytes(&[3; 32]);
        let long = "x".repeat(AFFILIATION_TEXT_BYTES + 1);
        let wrong = |change: fn(&mut Affiliation, &str)| {
            let mut one = affiliation();
            change(&mut one, &long);
            let signature = secret.0.sign(&signed_bytes(&secret.key(), &one));
            let read = SignedAffiliation {
                organisation: secret.key(),
                affiliation: one.clone(),
                signature,
            };
            (secret.sign(one).map(|_| ()), SignedAffiliation::decode(&read.encode()).map(|_| ()))
        };
        let words = Err(AffiliationError::Words);
        for change in [
            (|one, _| one.name = " ".to_owned()) as fn(&mut Affiliation, &str),
            |one, _| one.affiliation = String::new(),
            |one, _| one.title = "two\nlines".to_owned(),
            |one, long| one.name = long.to_owned(),
            |one, long| one.title = long.to_owned(),
            |one, long| one.affiliation = long.to_owned(),
        ] {
            assert_eq!(wrong(change), (words, words));
        }
        let dates = Err(AffiliationError::Dates);
        assert_eq!(wrong(|one, _| one.until = one.since), (dates, dates));
    }

    #[test]
    fn something_else_is_refused_by_name() {
        assert_eq!(SignedAffiliation::parse("hello"), Err(AffiliationError::Text));
        assert_eq!(SignedAffiliation::parse("corridor-affiliation:%"), Err(AffiliationError::Text));
        assert_eq!(
            OrganisationKey::parse("corridor-organisation:AAAA"),
            Err(AffiliationError::Key)
        );
        assert_eq!(OrganisationKey::parse("corridor-affiliation:AAAA"), Err(AffiliationError::Key));
    }
}
