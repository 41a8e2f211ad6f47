//! Invitation codes: made without touching storage, each good for one account.

use corridor_wire::invitation::InvitationCode;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// What tags invitations. Whoever has it makes accounts.
#[derive(Clone)]
pub struct InvitationSecret(Zeroizing<[u8; 32]>);

impl InvitationSecret {
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

/// A code: 16 random bytes, the last day on which it is good (4 bytes, big endian), a tag over both.
const ID_BYTES: usize = 16;
const TAG_AT: usize = 20;

/// The code with this random id, good until the end of `expiry_day` (days since 1970-01-01, UTC).
pub fn issue(secret: &InvitationSecret, id: [u8; ID_BYTES], expiry_day: u32) -> InvitationCode {
    let mut code = [0; InvitationCode::LENGTH];
    code[..ID_BYTES].copy_from_slice(&id);
    code[ID_BYTES..TAG_AT].copy_from_slice(&expiry_day.to_be_bytes());
    let tag = tag(secret, &code[..TAG_AT]);
    code[TAG_AT..].copy_from_slice(&tag);
    InvitationCode::from_bytes(code)
}

/// What a genuine code says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvitationClaims {
    pub id: [u8; ID_BYTES],
    pub expiry_day: u32,
}

/// `None` when this relay did not issue the code.
pub fn verify(secret: &InvitationSecret, code: &InvitationCode) -> Option<InvitationClaims> {
    let bytes = code.as_bytes();
    let genuine: bool = tag(secret, &bytes[..TAG_AT]).ct_eq(&bytes[TAG_AT..]).into();
    let id = bytes[..ID_BYTES].try_into().ok()?;
    let expiry_day = u32::from_be_bytes(bytes[ID_BYTES..TAG_AT].try_into().ok()?);
    genuine.then_some(InvitationClaims { id, expiry_day })
}

fn tag(secret: &InvitationSecret, claims: &[u8]) -> [u8; 16] {
    let hash = blake3::keyed_hash(&secret.0, claims);
    let mut tag = [0; 16];
    tag.copy_from_slice(&hash.as_bytes()[..16]);
    tag
}
