//! Bearer capabilities. The relay stores hashes; whoever shows the token that hashes to one may act.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::bytes::fixed_bytes;

fixed_bytes!(
    /// BLAKE3 of a [`Token`] under its own context string; all that a relay keeps.
    TokenHash,
    32
);

/// A capability for a log or a blob: 32 bytes that nobody guesses.
///
/// It is a secret: it does not print, and its bytes are wiped when dropped.
#[derive(Clone)]
pub struct Token(Zeroizing<[u8; 32]>);

impl Token {
    pub const LENGTH: usize = 32;

    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_bytes)
    }

    pub fn expose(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// As a link has it.
    pub fn to_hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(2 * Self::LENGTH));
        for byte in self.0.iter() {
            use core::fmt::Write as _;
            // Writing into a String does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// `None` when `text` is not a token in hexadecimal.
    pub fn from_hex(text: &str) -> Option<Self> {
        crate::bytes::hex_to_array(text).map(Self::from_bytes)
    }

    pub fn hash(&self) -> TokenHash {
        TokenHash::from_bytes(blake3::derive_key("corridor 2026 token hash", self.expose()))
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }
}

impl Eq for Token {}

impl core::fmt::Debug for Token {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Token(secret)")
    }
}

impl<C> Encode<C> for Token {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.bytes(self.expose())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Token {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        Self::from_slice(d.bytes()?)
            .ok_or_else(|| decode::Error::message("a token has 32 bytes").at(at))
    }
}
