//! BLAKE3 in place of the slow primitives, for simulation: signatures, X-Wing, HPKE and the hashes of
//! the key schedule. Lengths are those of the real ones, and openmls' own logic is untouched: tree,
//! transcript, key schedule, framing and policy run as they always do. The AEADs are fast and stay.
//!
//! It exists under the feature `stub` only, and only on a thread that has called [`enable`]. A key
//! that does not fit, a flipped bit and another signer are refused as ever, so that tampering shows
//! and who is not in the roster opens nothing; but whoever knows a public key can sign and read with
//! it. Nothing that people use may be built with this feature, and `cargo xtask check` looks.

pub use corridor_wire::stub::{enable, is_enabled};

use core::cell::Cell;

use corridor_wire::certificate::labelled;
use corridor_wire::id::Signature;
use openmls_traits::types::{CryptoError, HashType};
use zeroize::Zeroizing;

/// X-Wing's public key and ciphertext (draft-connolly-cfrg-xwing-kem, section 5.1).
const PUBLIC_KEY_BYTES: usize = 1216;
const ENCAPSULATED_BYTES: usize = 1120;
const TAG_BYTES: usize = 16;

thread_local! {
    static FILES_ARE_SHORT: Cell<bool> = const { Cell::new(false) };
}

/// Files on this thread fall into parts where they have more than 64 KiB, and each part has 16.
pub fn shorten_files(on: bool) {
    FILES_ARE_SHORT.set(on);
}

pub(crate) fn are_files_short() -> bool {
    FILES_ARE_SHORT.get()
}

pub(crate) fn length(hash: HashType) -> usize {
    match hash {
        HashType::Sha2_256 => 32,
        HashType::Sha2_384 => 48,
        HashType::Sha2_512 => 64,
    }
}

/// Every hash of the key schedule: keyed, and as long as asked.
pub(crate) fn mac(key: &[u8], message: &[u8], length: usize) -> Vec<u8> {
    let key = blake3::hash(key);
    let mut bytes = vec![0; length];
    blake3::Hasher::new_keyed(key.as_bytes()).update(message).finalize_xof().fill(&mut bytes);
    bytes
}

pub(crate) fn verify_signature(
    public_key: &[u8],
    bytes: &[u8],
    signature: &[u8],
) -> Result<(), CryptoError> {
    let key = public_key.try_into().map_err(|_| CryptoError::InvalidSignature)?;
    let signature = signature.try_into().map_err(|_| CryptoError::InvalidSignature)?;
    corridor_wire::stub::verify(key, bytes, &Signature::from_bytes(signature))
        .map_err(|_| CryptoError::InvalidSignature)
}

pub(crate) fn kem_public_key(private_key: &[u8]) -> Vec<u8> {
    mac(b"stub kem public key", private_key, PUBLIC_KEY_BYTES)
}

/// The private and the public key.
pub(crate) fn kem_key_pair(key_material: &[u8]) -> (Zeroizing<Vec<u8>>, Vec<u8>) {
    let private_key = Zeroizing::new(mac(b"stub kem private key", key_material, 32));
    let public_key = kem_public_key(&private_key);
    (private_key, public_key)
}

/// The key of one HPKE message.
fn message_key(public_key: &[u8], encapsulated: &[u8], info: &[u8]) -> [u8; 32] {
    *blake3::hash(&labelled("stub hpke", &[public_key, encapsulated, info])).as_bytes()
}

fn tag(key: &[u8; 32], aad: &[u8], ciphertext: &[u8]) -> [u8; TAG_BYTES] {
    let mut tag = [0; TAG_BYTES];
    let bytes = labelled("stub tag", &[aad, ciphertext]);
    blake3::Hasher::new_keyed(key).update(&bytes).finalize_xof().fill(&mut tag);
    tag
}

/// Each key is of one message, so the stream needs no nonce.
fn stream(key: &[u8; 32], bytes: &[u8]) -> Vec<u8> {
    mac(key, b"stub stream", bytes.len()).iter().zip(bytes).map(|(a, b)| a ^ b).collect()
}

pub(crate) fn hpke_seal(
    public_key: &[u8],
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
    randomness: &[u8],
) -> Option<(Vec<u8>, Vec<u8>)> {
    if public_key.len() != PUBLIC_KEY_BYTES {
        return None;
    }
    let encapsulated = mac(b"stub kem ciphertext", randomness, ENCAPSULATED_BYTES);
    let key = message_key(public_key, &encapsulated, info);
    let mut ciphertext = stream(&key, plaintext);
    let tag = tag(&key, aad, &ciphertext);
    ciphertext.extend_from_slice(&tag);
    Some((encapsulated, ciphertext))
}

pub(crate) fn hpke_open(
    encapsulated: &[u8],
    private_key: &[u8],
    info: &[u8],
    aad: &[u8],
    sealed: &[u8],
) -> Option<Vec<u8>> {
    let (ciphertext, found) = sealed.split_last_chunk::<TAG_BYTES>()?;
    let key = message_key(&kem_public_key(private_key), encapsulated, info);
    (tag(&key, aad, ciphertext) == *found).then(|| stream(&key, ciphertext))
}
