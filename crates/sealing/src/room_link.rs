//! A link by which somebody may ask to be let into a room: a text that a person can paste, or a code
//! that a camera reads.
//!
//! ```text
//! https://relay.example/knock#alice@relay.example.BYTES
//! BYTES = base64url of: account key (32) || secret (32) || expires, seconds since 1970 (8, big-endian)
//! ```
//! It stands behind the `#`, which a browser sends to nobody. It names whoever made it with their key,
//! so that no relay can put another in their place, and says nothing of the room: a stranger who finds
//! one learns who made it and no more. It admits nobody; whoever has it may knock.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_wire::id::{AccountId, AccountKey};
use corridor_wire::invitation::RelayAddress;
use corridor_wire::token::Token;

/// A word with a knock: so many bytes, without control characters.
pub const KNOCK_WORD_BYTES: usize = 280;

const PATH: &str = "/knock#";
const BYTES: usize = AccountKey::LENGTH + Token::LENGTH + 8;

#[derive(Clone, PartialEq, Eq)]
pub struct RoomLink {
    /// Where the web app is that opens it; never a place to send the secret to.
    pub address: RelayAddress,
    pub account: AccountId,
    pub account_key: AccountKey,
    pub secret: Token,
    /// By the clock of whoever made it, whose device decides.
    pub expires_seconds: u64,
}

/// Why a text is not such a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoomLinkError {
    #[error("a link to a room begins with a relay's address")]
    Address,
    #[error("a link to a room has /knock# and an account after the relay's address")]
    Path,
    #[error("the link is damaged: copy the whole of it")]
    Damaged,
}

impl RoomLink {
    pub fn parse(text: &str) -> Result<Self, RoomLinkError> {
        let (origin, fragment) = text.trim().split_once(PATH).ok_or(RoomLinkError::Path)?;
        let address = RelayAddress::parse_origin(origin).map_err(|_| RoomLinkError::Address)?;
        let (account, code) = fragment.rsplit_once('.').ok_or(RoomLinkError::Path)?;
        let account = AccountId::parse(account).map_err(|_| RoomLinkError::Path)?;
        let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|_| RoomLinkError::Damaged)?;
        let bytes: [u8; BYTES] = bytes.try_into().map_err(|_| RoomLinkError::Damaged)?;
        let (key, rest) = bytes.split_at(AccountKey::LENGTH);
        let (secret, expires) = rest.split_at(Token::LENGTH);
        Ok(Self {
            address,
            account,
            account_key: AccountKey::from_slice(key).ok_or(RoomLinkError::Damaged)?,
            secret: Token::from_slice(secret).ok_or(RoomLinkError::Damaged)?,
            expires_seconds: u64::from_be_bytes(
                expires.try_into().map_err(|_| RoomLinkError::Damaged)?,
            ),
        })
    }

    /// The link itself. Whoever reads it may knock.
    pub fn to_text(&self) -> String {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.extend_from_slice(self.account_key.as_bytes());
        bytes.extend_from_slice(self.secret.expose());
        bytes.extend_from_slice(&self.expires_seconds.to_be_bytes());
        let code = URL_SAFE_NO_PAD.encode(bytes);
        format!("{}{PATH}{}.{code}", self.address.origin(), self.account)
    }
}

impl core::fmt::Debug for RoomLink {
    /// Without the secret.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "RoomLink({})", self.account)
    }
}

/// Whether a word may go with a knock: one line, and short.
pub fn is_knock_word(word: &str) -> bool {
    word.len() <= KNOCK_WORD_BYTES && !word.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> RoomLink {
        RoomLink {
            address: RelayAddress::parse_origin("https://relay.example").unwrap(),
            account: AccountId::parse("alice.b@relay.example").unwrap(),
            account_key: AccountKey::from_bytes([1; 32]),
            secret: Token::from_bytes([2; 32]),
            expires_seconds: 1_800_000_000,
        }
    }

    #[test]
    fn a_link_reads_back_what_it_prints() {
        let text = link().to_text();
        assert_eq!(
            text,
            "https://relay.example/knock#alice.b@relay.example.AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQECAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgAAAABrSdIA"
        );
        assert_eq!(RoomLink::parse(&format!("  {text}\n")), Ok(link()));
    }

    #[test]
    fn a_damaged_link_says_what_is_wrong() {
        let text = link().to_text();
        let short = &text[..text.len() - 1];
        for (text, error) in [
            ("ftp://relay.example/knock#x", RoomLinkError::Address),
            ("https://relay.example/join#x", RoomLinkError::Path),
            ("https://relay.example/knock#x", RoomLinkError::Path),
            ("https://relay.example/knock#Alice@relay.example.AAAA", RoomLinkError::Path),
            ("https://relay.example/knock#alice@relay.example.AAAA", RoomLinkError::Damaged),
            ("https://relay.example/knock#alice@relay.example.%", RoomLinkError::Damaged),
            (short, RoomLinkError::Damaged),
        ] {
            assert_eq!(RoomLink::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_word_is_one_short_line() {
        assert!(is_knock_word("") && is_knock_word("it is Dana, of the Blue delegation"));
        assert!(is_knock_word(&"x".repeat(KNOCK_WORD_BYTES)));
        assert!(!is_knock_word(&"x".repeat(KNOCK_WORD_BYTES + 1)));
        assert!(!is_knock_word("two\nlines"));
    }
}
