//! Ed25519 replaced by a keyed hash, for simulation: the shape of a signature at a hundredth of its
//! price.
//!
//! It exists under the feature `stub` only, and only on a thread that has called [`enable`]. A wrong
//! key, a flipped bit and another signer are refused as ever, but whoever knows a public key can sign
//! with it: nothing that people use may be built with this feature, and `cargo xtask check` looks.

use core::cell::Cell;

use crate::certificate::CertificateError;
use crate::id::Signature;

thread_local! {
    static ENABLED: Cell<bool> = const { Cell::new(false) };
}

/// Keys and signatures that this thread makes and verifies from here on are stubs (or, with `false`,
/// real ones again). Neither kind verifies as the other, so a world is of one kind from its start.
pub fn enable(on: bool) {
    ENABLED.set(on);
}

pub fn is_enabled() -> bool {
    ENABLED.get()
}

/// The public key of a seed.
pub fn public_key(seed: &[u8; 32]) -> [u8; 32] {
    blake3::derive_key("corridor 2026 stub public key", seed)
}

pub fn sign(public_key: &[u8; 32], bytes: &[u8]) -> [u8; 64] {
    let mut tag = [0; 64];
    blake3::Hasher::new_keyed(public_key).update(bytes).finalize_xof().fill(&mut tag);
    tag
}

pub fn verify(
    public_key: &[u8; 32],
    bytes: &[u8],
    signature: &Signature,
) -> Result<(), CertificateError> {
    if sign(public_key, bytes) == *signature.as_bytes() {
        Ok(())
    } else {
        Err(CertificateError::Signature)
    }
}
