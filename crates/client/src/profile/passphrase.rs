//! A passphrase becomes the database's key: Argon2id (RFC 9106) with a salt and the parameters of
//! the day it was set, which the profile keeps.

use std::fs;
use std::io::IsTerminal;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use corridor_engine::DatabaseKey;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{ProfileError, hexadecimal};

/// Below this, no derivation helps.
pub const SHORTEST: usize = 8;

/// A line longer than this is some other file.
const LONGEST: usize = 4096;

#[derive(Clone, Serialize, Deserialize)]
pub struct Derivation {
    /// 16 bytes in hexadecimal.
    salt: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Derivation {
    /// RFC 9106, section 4, second recommendation: 64 MiB, three passes, four lanes.
    pub fn new(salt: [u8; 16]) -> Self {
        Self {
            salt: hexadecimal::digits(&salt).to_string(),
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 4,
        }
    }

    pub fn key(&self, passphrase: &str) -> Result<DatabaseKey, ProfileError> {
        let failed = |error: argon2::Error| ProfileError::Derivation(error.to_string());
        let parameters = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters.map_err(failed)?);
        let mut key = Zeroizing::new([0; 32]);
        // The salt's text is as good a salt as the bytes it spells, and cannot fail to parse.
        argon2
            .hash_password_into(passphrase.as_bytes(), self.salt.as_bytes(), key.as_mut())
            .map_err(failed)?;
        Ok(DatabaseKey::from_bytes(*key))
    }
}

/// The first line of `file`, or what a person types. `is_new` asks twice and insists on a length.
pub fn obtain(file: Option<&Path>, is_new: bool) -> Result<Zeroizing<String>, ProfileError> {
    let passphrase = match file {
        Some(path) => first_line(path)?,
        None if std::io::stdin().is_terminal() => ask("Passphrase of this profile: ")?,
        None => return Err(ProfileError::NoPassphrase),
    };
    if is_new && passphrase.chars().count() < SHORTEST {
        return Err(ProfileError::ShortPassphrase);
    }
    if is_new && file.is_none() && *ask("Once more: ")? != *passphrase {
        return Err(ProfileError::PassphraseMismatch);
    }
    Ok(passphrase)
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, ProfileError> {
    let text = Zeroizing::new(fs::read_to_string(path).map_err(ProfileError::file(path))?);
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() || line.len() > LONGEST {
        return Err(ProfileError::NoPassphrase);
    }
    Ok(Zeroizing::new(line.to_owned()))
}

fn ask(prompt: &str) -> Result<Zeroizing<String>, ProfileError> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| ProfileError::NoPassphrase)
}
