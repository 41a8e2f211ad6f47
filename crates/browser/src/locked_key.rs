//! The database's key under a lock: what a browser keeps beside the database.
//!
//! ```text
//!   passphrase --Argon2id(salt)--+
//!                                +--> 32 bytes --XChaCha20-Poly1305(nonce)--> the sealed key
//!   passkey's secret --BLAKE3----+
//! ```
//! A key that the browser itself keeps is sealed by the worker, with its own `WebCrypto`, because no other code
//! may touch that one.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::failure::Failure;

/// RFC 9106, section 4, second recommendation, in one lane, because a worker has one thread.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// Below this, no derivation helps.
const SHORTEST_PASSPHRASE: usize = 8;

const VERSION: u8 = 1;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
const HEAD_BYTES: usize = 1 + SALT_BYTES + NONCE_BYTES;

/// What the passkey's secret is derived under, so that it serves nothing else.
const PASSKEY_CONTEXT: &str = "corridor 2026 database key under a passkey";

pub enum Secret<'a> {
    Passphrase(&'a str),
    Passkey(&'a [u8]),
}

/// Random bytes that one sealing needs.
pub const RANDOM_BYTES: usize = SALT_BYTES + NONCE_BYTES;

/// Seals the database's key; `random` is fresh.
pub fn lock(
    secret: &Secret<'_>,
    key: &[u8; KEY_BYTES],
    random: &[u8; RANDOM_BYTES],
) -> Result<Vec<u8>, Failure> {
    if let Secret::Passphrase(text) = secret
        && text.chars().count() < SHORTEST_PASSPHRASE
    {
        let why = format!("a passphrase has {SHORTEST_PASSPHRASE} characters or more");
        return Err(Failure::new("passphrase_short", why));
    }
    let mut locked = vec![VERSION];
    locked.extend_from_slice(random);
    let (salt, nonce) = random.split_at(SALT_BYTES);
    let payload = Payload { msg: key, aad: &locked };
    let sealed = cipher(secret, salt)?.encrypt(XNonce::from_slice(nonce), payload);
    locked.extend(sealed.map_err(|_| damaged())?);
    Ok(locked)
}

/// The key, when the secret is the one that it was sealed under.
pub fn unlock(secret: &Secret<'_>, locked: &[u8]) -> Result<Zeroizing<[u8; KEY_BYTES]>, Failure> {
    if locked.len() != HEAD_BYTES + KEY_BYTES + TAG_BYTES || locked[0] != VERSION {
        return Err(damaged());
    }
    let (head, sealed) = locked.split_at(HEAD_BYTES);
    let (salt, nonce) = head[1..].split_at(SALT_BYTES);
    let payload = Payload { msg: sealed, aad: head };
    let opened = cipher(secret, salt)?
        .decrypt(XNonce::from_slice(nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| Failure::new("wrong_secret", "that does not unlock what is stored here"))?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    key.copy_from_slice(&opened);
    Ok(key)
}

fn cipher(secret: &Secret<'_>, salt: &[u8]) -> Result<XChaCha20Poly1305, Failure> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    match secret {
        Secret::Passphrase(text) => {
            let parameters = Params::new(MEMORY_KIB, PASSES, 1, Some(KEY_BYTES));
            let failed = |error: argon2::Error| Failure::new("derivation", error);
            Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters.map_err(failed)?)
                .hash_password_into(text.as_bytes(), salt, key.as_mut())
                .map_err(failed)?;
        }
        Secret::Passkey(bytes) if bytes.len() >= KEY_BYTES => {
            let mut hasher = blake3::Hasher::new_derive_key(PASSKEY_CONTEXT);
            hasher.update(salt).update(bytes);
            *key = *hasher.finalize().as_bytes();
        }
        Secret::Passkey(_) => return Err(Failure::new("passkey", "the secret is too short")),
    }
    Ok(XChaCha20Poly1305::new(key.as_ref().into()))
}

fn damaged() -> Failure {
    Failure::new("lock_damaged", "the lock of what is stored here does not read back")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; KEY_BYTES] = [7; KEY_BYTES];
    const RANDOM: [u8; RANDOM_BYTES] = [9; RANDOM_BYTES];

    fn name(outcome: Result<Zeroizing<[u8; KEY_BYTES]>, Failure>) -> String {
        outcome.err().map_or_else(|| "opened".to_owned(), |failure| failure.name)
    }

    #[test]
    fn only_the_secret_of_the_lock_opens_it() {
        let passkey = [3; 32];
        let right = [Secret::Passphrase("eight letters"), Secret::Passkey(&passkey)];
        let wrong = [Secret::Passphrase("eight Letters"), Secret::Passkey(&[4; 32])];
        for (right, wrong) in right.iter().zip(&wrong) {
            let locked = lock(right, &KEY, &RANDOM).unwrap();
            assert_eq!(*unlock(right, &locked).unwrap(), KEY);
            assert_eq!(name(unlock(wrong, &locked)), "wrong_secret");
        }
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let secret = Secret::Passkey(&[3; 32]);
        let locked = lock(&secret, &KEY, &RANDOM).unwrap();
        assert!(!locked.windows(4).any(|part| part == &KEY[..4]));
        for at in 0..locked.len() {
            let mut changed = locked.clone();
            changed[at] ^= 1;
            assert_ne!(name(unlock(&secret, &changed)), "opened", "byte {at}");
        }
        assert_eq!(name(unlock(&secret, &locked[1..])), "lock_damaged");
        assert_eq!(name(unlock(&secret, &[])), "lock_damaged");
    }

    #[test]
    fn a_short_secret_is_refused() {
        let short = lock(&Secret::Passphrase("seven c"), &KEY, &RANDOM).unwrap_err();
        assert_eq!(short.name, "passphrase_short");
        assert_eq!(lock(&Secret::Passkey(&[1; 31]), &KEY, &RANDOM).unwrap_err().name, "passkey");
    }
}
