//! The secret that tags invitations: a file, never a setting, since an environment or a
//! configuration is shown in too many places.

use std::fs;
use std::path::PathBuf;

use corridor_relay_core::InvitationSecret;
use zeroize::Zeroizing;

use crate::directory::{self, Directory};

const LENGTH: usize = 32;

#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("cannot read the invitation secret {}: {source}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("cannot write the invitation secret {}: {source}", file.display())]
    Write { file: PathBuf, source: std::io::Error },
    #[error("{} is damaged: it has {length} bytes, not {LENGTH}; restore it from a backup", file.display())]
    Length { file: PathBuf, length: usize },
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
}

/// Draws a new secret and writes it into the directory.
pub fn create(directory: &Directory) -> Result<(), SecretError> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    getrandom::fill(&mut *bytes).map_err(SecretError::Random)?;
    let file = directory.invitation_secret();
    directory::write_private(&file, &*bytes).map_err(|source| SecretError::Write { file, source })
}

pub fn read(directory: &Directory) -> Result<InvitationSecret, SecretError> {
    let file = directory.invitation_secret();
    let bytes = Zeroizing::new(
        fs::read(&file).map_err(|source| SecretError::Read { file: file.clone(), source })?,
    );
    let fixed = <[u8; LENGTH]>::try_from(bytes.as_slice())
        .map_err(|_| SecretError::Length { file, length: bytes.len() })?;
    Ok(InvitationSecret::from_bytes(fixed))
}
