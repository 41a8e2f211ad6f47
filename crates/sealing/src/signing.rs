//! An Ed25519 seed and what it signs.

use corridor_wire::id::Signature;
use ed25519_dalek::{Signer as _, SigningKey};
use zeroize::Zeroizing;

pub(crate) enum SigningSecret {
    Ed25519(SigningKey),
    #[cfg(feature = "stub")]
    Stub(Zeroizing<[u8; 32]>),
}

impl SigningSecret {
    pub(crate) fn from_bytes(seed: &[u8; 32]) -> Self {
        #[cfg(feature = "stub")]
        if crate::stub::is_enabled() {
            return Self::Stub(Zeroizing::new(*seed));
        }
        Self::Ed25519(SigningKey::from_bytes(seed))
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        match self {
            Self::Ed25519(key) => Zeroizing::new(key.to_bytes()),
            #[cfg(feature = "stub")]
            Self::Stub(seed) => seed.clone(),
        }
    }

    pub(crate) fn public_key(&self) -> [u8; 32] {
        match self {
            Self::Ed25519(key) => key.verifying_key().to_bytes(),
            #[cfg(feature = "stub")]
            Self::Stub(seed) => corridor_wire::stub::public_key(seed),
        }
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Signature {
        Signature::from_bytes(match self {
            Self::Ed25519(key) => key.sign(bytes).to_bytes(),
            #[cfg(feature = "stub")]
            Self::Stub(_) => corridor_wire::stub::sign(&self.public_key(), bytes),
        })
    }
}
