//! Where the 32 bytes that open the database are kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use corridor_engine::DatabaseKey;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::passphrase::{self, Derivation};
use super::{ProfileError, hexadecimal, private};
use crate::arguments::KeyChoice;

const KEYRING_SERVICE: &str = "corridor";
const KEY_FILE: &str = "database.key";

/// A keyring that answers no sooner is waiting for somebody who isn't there.
const KEYRING_PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "storage", rename_all = "snake_case")]
pub enum KeyStorage {
    /// An entry of this name under the service `corridor`.
    Keyring {
        entry: String,
    },
    /// 64 hexadecimal digits; a relative path is inside the profile's directory.
    File {
        path: PathBuf,
    },
    Passphrase(Derivation),
}

/// What the person asked for when the profile was made.
pub struct Wish<'a> {
    pub choice: Option<KeyChoice>,
    pub key_file: Option<&'a Path>,
    pub passphrase_file: Option<&'a Path>,
}

impl KeyStorage {
    /// The stable name, in `doctor --json`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Keyring { .. } => "keyring",
            Self::File { .. } => "file",
            Self::Passphrase(_) => "passphrase",
        }
    }

    /// What it protects from, in a sentence.
    pub fn protection(&self) -> &'static str {
        match self {
            Self::Keyring { .. } => {
                "The key of the database is in the system's keyring: as safe as this login."
            }
            Self::File { .. } => {
                "The key of the database is in a file on this machine. That protects copies of the \
                 database alone: whoever can read all of your files can read your messages. \
                 A passphrase (--key passphrase) or a keyring protects more."
            }
            Self::Passphrase(_) => {
                "The database opens with your passphrase. Nobody can restore it for you."
            }
        }
    }

    pub fn create(directory: &Path, wish: &Wish<'_>) -> Result<(Self, DatabaseKey), ProfileError> {
        let choice = match wish.choice {
            Some(choice) => choice,
            None if wish.key_file.is_some() => KeyChoice::File,
            None if wish.passphrase_file.is_some() => KeyChoice::Passphrase,
            None => match create_in_keyring() {
                Ok(made) => return Ok(made),
                Err(ProfileError::Keyring(_)) => KeyChoice::File,
                Err(error) => return Err(error),
            },
        };
        match choice {
            KeyChoice::Keyring => create_in_keyring(),
            KeyChoice::File => create_in_file(directory, wish.key_file),
            KeyChoice::Passphrase => {
                let passphrase = passphrase::obtain(wish.passphrase_file, true)?;
                let derivation = Derivation::new(*random::<16>()?);
                let key = derivation.key(&passphrase)?;
                Ok((Self::Passphrase(derivation), key))
            }
        }
    }

    pub fn key(
        &self,
        directory: &Path,
        passphrase_file: Option<&Path>,
    ) -> Result<DatabaseKey, ProfileError> {
        match self {
            Self::Keyring { entry } => {
                let stored = in_keyring(entry, |entry| match entry.get_secret() {
                    Err(keyring::Error::NoEntry) => Ok(None),
                    other => other.map(|bytes| Some(Zeroizing::new(bytes))),
                })?;
                let bytes = stored.ok_or(ProfileError::KeyringEmpty)?;
                let bytes = bytes.as_slice().try_into().map_err(|_| ProfileError::KeyringEmpty)?;
                Ok(DatabaseKey::from_bytes(bytes))
            }
            Self::File { path } => read_key(&directory.join(path)),
            Self::Passphrase(derivation) => {
                derivation.key(&passphrase::obtain(passphrase_file, false)?)
            }
        }
    }

    /// Removes a key that nothing needs any more. A file that the person named stays.
    pub fn forget(&self, directory: &Path) {
        match self {
            Self::Keyring { entry } => {
                let _ = in_keyring(entry, keyring::Entry::delete_credential);
            }
            Self::File { path } if path == Path::new(KEY_FILE) => {
                let _ = fs::remove_file(directory.join(path));
            }
            Self::File { .. } | Self::Passphrase(_) => {}
        }
    }
}

fn create_in_keyring() -> Result<(KeyStorage, DatabaseKey), ProfileError> {
    // The entry has its own random name, so that a profile's directory can be moved.
    let entry = hexadecimal::digits(random::<16>()?.as_slice()).to_string();
    let bytes = random::<32>()?;
    let secret = bytes.clone();
    let kept = in_keyring(&entry, move |entry| {
        entry.set_secret(secret.as_slice())?;
        entry.get_secret().map(|kept| Zeroizing::new(kept).as_slice() == secret.as_slice())
    })?;
    if !kept {
        return Err(ProfileError::Keyring("it does not give back what it was given".to_owned()));
    }
    Ok((KeyStorage::Keyring { entry }, DatabaseKey::from_bytes(*bytes)))
}

/// Runs on a thread of its own: the system's service may block, and may never answer.
fn in_keyring<T: Send + 'static>(
    name: &str,
    work: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T, ProfileError> {
    let name = name.to_owned();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = sender.send(keyring::Entry::new(KEYRING_SERVICE, &name).and_then(|e| work(&e)));
    });
    match receiver.recv_timeout(KEYRING_PATIENCE) {
        Ok(done) => done.map_err(|error| ProfileError::Keyring(error.to_string())),
        Err(_) => Err(ProfileError::Keyring("it does not answer".to_owned())),
    }
}

fn create_in_file(
    directory: &Path,
    wish: Option<&Path>,
) -> Result<(KeyStorage, DatabaseKey), ProfileError> {
    // Kept as an absolute path: the next command may run somewhere else.
    let path = match wish {
        Some(path) => std::path::absolute(path).map_err(ProfileError::file(path))?,
        None => PathBuf::from(KEY_FILE),
    };
    let full = directory.join(&path);
    // One that the person prepared, or that an interrupted join has left behind.
    if fs::exists(&full).map_err(ProfileError::file(&full))? {
        let key = read_key(&full)?;
        return Ok((KeyStorage::File { path }, key));
    }
    let bytes = random::<32>()?;
    let digits = hexadecimal::digits(bytes.as_slice());
    let line = Zeroizing::new([digits.as_bytes(), b"\n"].concat());
    // Whole or not at all: nobody could tell half a key from one that somebody prepared wrongly.
    private::replace_file(&full, &line)?;
    Ok((KeyStorage::File { path }, DatabaseKey::from_bytes(*bytes)))
}

fn read_key(path: &Path) -> Result<DatabaseKey, ProfileError> {
    let text = Zeroizing::new(fs::read_to_string(path).map_err(ProfileError::file(path))?);
    let bytes = hexadecimal::bytes::<32>(text.trim());
    let bytes = bytes.ok_or_else(|| ProfileError::KeyFile(path.to_owned()))?;
    Ok(DatabaseKey::from_bytes(*bytes))
}

fn random<const LENGTH: usize>() -> Result<Zeroizing<[u8; LENGTH]>, ProfileError> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    getrandom::fill(bytes.as_mut_slice()).map_err(ProfileError::Randomness)?;
    Ok(bytes)
}
