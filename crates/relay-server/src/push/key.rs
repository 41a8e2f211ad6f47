//! The key by which push services know this relay again (RFC 8292): made at the first start, kept in
//! the directory. Browsers bind their subscriptions to it, so it goes with the relay and its backups.

use std::fs;
use std::path::PathBuf;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use corridor_wire::push::PushKey;
use zeroize::Zeroizing;

use crate::directory::{self, Directory};

/// No `Debug`, no `Clone`: it is a secret, and a large one.
pub struct VapidKey {
    pair: EcdsaKeyPair,
    public: PushKey,
}

#[derive(Debug, thiserror::Error)]
pub enum VapidKeyError {
    #[error("cannot read the key for push services {}: {source}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("cannot write the key for push services {}: {source}", file.display())]
    Write { file: PathBuf, source: std::io::Error },
    #[error(
        "{} is damaged; restore it from a backup, or remove it: then people turn notifications on anew",
        .0.display()
    )]
    Damaged(PathBuf),
    #[error("a key for push services could not be made")]
    Generate,
}

impl VapidKey {
    /// The key of the directory; a fresh one where there is none yet.
    pub fn read_or_create(directory: &Directory) -> Result<Self, VapidKeyError> {
        let file = directory.push_key();
        match fs::read(&file).map(Zeroizing::new) {
            Ok(bytes) => Self::from_pkcs8(&bytes).ok_or(VapidKeyError::Damaged(file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
                    .map_err(|_| VapidKeyError::Generate)?;
                let document = pair.to_pkcs8v1().map_err(|_| VapidKeyError::Generate)?;
                directory::write_private(&file, document.as_ref())
                    .map_err(|source| VapidKeyError::Write { file, source })?;
                Self::of(pair).ok_or(VapidKeyError::Generate)
            }
            Err(source) => Err(VapidKeyError::Read { file, source }),
        }
    }

    pub fn public(&self) -> PushKey {
        self.public
    }

    /// ES256: r and s, 64 bytes (RFC 7518, section 3.4).
    pub fn sign(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let signature = self.pair.sign(&SystemRandom::new(), bytes).ok()?;
        Some(signature.as_ref().to_vec())
    }

    fn from_pkcs8(bytes: &[u8]) -> Option<Self> {
        Self::of(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes).ok()?)
    }

    fn of(pair: EcdsaKeyPair) -> Option<Self> {
        let public = PushKey::from_slice(pair.public_key().as_ref())?;
        Some(Self { pair, public })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_a_damaged_one_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path());
        let made = VapidKey::read_or_create(&directory).unwrap();
        let read = VapidKey::read_or_create(&directory).unwrap();
        assert_eq!(made.public(), read.public());
        assert_eq!(made.public().as_bytes()[0], 4, "an uncompressed point");
        let rights = fs::metadata(directory.push_key()).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        fs::write(directory.push_key(), b"no key").unwrap();
        let Err(error) = VapidKey::read_or_create(&directory) else { panic!("it was replaced") };
        assert!(matches!(error, VapidKeyError::Damaged(_)), "{error}");
        assert_eq!(fs::read(directory.push_key()).unwrap(), b"no key");
    }
}
