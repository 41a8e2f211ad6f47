//! A profile: one directory with one account's database, the way to its key, and a lock.
//!
//! ```text
//! DIRECTORY/            0700
//!   profile.json        which key storage was chosen; no secret
//!   profile.lock        held by the one process that uses the profile; its process id
//!   database.sqlite     SQLCipher, see corridor-engine
//!   database.key        0600, only where the key is kept in a file
//! ```

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use corridor_engine::{DatabaseKey, Location};
use serde::{Deserialize, Serialize};

use crate::failure::ExitCode;

mod hexadecimal;
pub mod key;
mod location;
mod lock;
pub mod passphrase;
mod private;

pub use key::KeyStorage;
pub use location::directory;
pub use lock::Lock;
pub use private::mode_of_files;

const DESCRIPTION: &str = "profile.json";
const DATABASE: &str = "database.sqlite";

/// The only form of `profile.json` so far.
const FORMAT: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    #[error("this profile has no account yet ({})", .0.display())]
    Missing(PathBuf),
    #[error("a profile's name has letters, digits, . _ - and at most 64 of them")]
    Name,
    #[error("this system has no folder for data: give --profile a directory")]
    NoDataFolder,
    #[error("another program is using this profile{}", process(*.0))]
    InUse(Option<u32>),
    #[error("{path}: {error}", path = .path.display())]
    File { path: PathBuf, error: std::io::Error },
    #[error("{} does not read as the description of a profile", .0.display())]
    Description(PathBuf),
    #[error("the key in {} is not 64 hexadecimal digits", .0.display())]
    KeyFile(PathBuf),
    #[error("the system's keyring: {0}")]
    Keyring(String),
    #[error("the keyring has no key for this profile any more")]
    KeyringEmpty,
    #[error("this profile needs its passphrase, and there is no terminal to ask on")]
    NoPassphrase,
    #[error("a passphrase has at least {} characters", passphrase::SHORTEST)]
    ShortPassphrase,
    #[error("the two passphrases are not the same")]
    PassphraseMismatch,
    #[error("the passphrase could not be turned into a key: {0}")]
    Derivation(String),
    #[error("this system gives no random bytes: {0}")]
    Randomness(getrandom::Error),
}

impl ProfileError {
    pub fn kind(&self) -> (&'static str, ExitCode) {
        match self {
            Self::Missing(_) => ("no_account", ExitCode::Account),
            Self::Name => ("profile_name", ExitCode::Usage),
            Self::NoDataFolder => ("no_data_folder", ExitCode::Usage),
            Self::InUse(_) => ("profile_in_use", ExitCode::Profile),
            Self::File { error, .. } if error.kind() == std::io::ErrorKind::StorageFull => {
                ("disk_full", ExitCode::Internal)
            }
            Self::File { .. } => ("profile_file", ExitCode::Profile),
            Self::Description(_) => ("profile_description", ExitCode::Profile),
            Self::KeyFile(_) => ("key_file", ExitCode::Profile),
            Self::Keyring(_) | Self::KeyringEmpty => ("keyring", ExitCode::Profile),
            Self::NoPassphrase => ("no_passphrase", ExitCode::Profile),
            Self::ShortPassphrase => ("short_passphrase", ExitCode::Usage),
            Self::PassphraseMismatch => ("passphrase_mismatch", ExitCode::Usage),
            Self::Derivation(_) => ("key_derivation", ExitCode::Internal),
            Self::Randomness(_) => ("randomness", ExitCode::Internal),
        }
    }

    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing(_) => Some("corridor join INVITATION --name NAME"),
            Self::InUse(_) => Some("end it (corridor tail, chat and rpc hold it), then try again"),
            Self::NoPassphrase => Some("--passphrase-file FILE, or CORRIDOR_PASSPHRASE_FILE"),
            Self::KeyringEmpty => Some("corridor recover makes a new device of this account"),
            _ => None,
        }
    }

    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        |error| Self::File { path, error }
    }
}

/// `profile.json`.
#[derive(Clone, Serialize, Deserialize)]
struct Description {
    format: u32,
    key: KeyStorage,
}

/// A profile that this process owns until it is dropped.
pub struct Profile {
    directory: PathBuf,
    key_storage: KeyStorage,
    _lock: Lock,
}

impl Profile {
    /// Whether there is a profile at all, without touching it.
    pub fn exists(directory: &Path) -> bool {
        directory.join(DESCRIPTION).exists()
    }

    pub async fn open(directory: &Path, lock_wait: Duration) -> Result<Self, ProfileError> {
        if !Self::exists(directory) {
            return Err(ProfileError::Missing(directory.to_owned()));
        }
        let lock = Lock::take(directory, lock_wait).await?;
        let path = directory.join(DESCRIPTION);
        let text = fs::read(&path).map_err(ProfileError::file(&path))?;
        let description: Description = serde_json::from_slice(&text)
            .ok()
            .filter(|description: &Description| description.format == FORMAT)
            .ok_or(ProfileError::Description(path))?;
        Ok(Self { directory: directory.to_owned(), key_storage: description.key, _lock: lock })
    }

    /// Makes the directory and writes down how its key is kept. `store` puts the key there.
    pub async fn create(
        directory: &Path,
        lock_wait: Duration,
        store: impl FnOnce(&Path) -> Result<(KeyStorage, DatabaseKey), ProfileError>,
    ) -> Result<(Self, DatabaseKey), ProfileError> {
        private::make_directory(directory)?;
        let lock = Lock::take(directory, lock_wait).await?;
        let (key_storage, key) = store(directory)?;
        let description = Description { format: FORMAT, key: key_storage.clone() };
        let mut text = crate::screen::to_json(&description);
        text.push(b'\n');
        private::replace_file(&directory.join(DESCRIPTION), &text)?;
        Ok((Self { directory: directory.to_owned(), key_storage, _lock: lock }, key))
    }

    /// Undoes `create` after the relay has refused the invitation: what was made goes, and nothing
    /// that was there before.
    pub fn destroy(self) -> Result<(), ProfileError> {
        self.key_storage.forget(&self.directory);
        for name in
            [DESCRIPTION, DATABASE, "database.sqlite-wal", "database.sqlite-shm", lock::FILE]
        {
            let path = self.directory.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(ProfileError::File { path, error });
                }
                _ => {}
            }
        }
        // It stays when something else is in it.
        let _ = fs::remove_dir(&self.directory);
        Ok(())
    }

    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub fn key_storage(&self) -> &KeyStorage {
        &self.key_storage
    }

    pub fn location(&self) -> Location {
        Location::File(self.directory.join(DATABASE))
    }

    /// Files in the profile that other users of this machine could read or write, by name.
    pub fn open_to_others(&self) -> Result<Vec<String>, ProfileError> {
        private::open_to_others(&self.directory)
    }
}

fn process(id: Option<u32>) -> String {
    id.map(|id| format!(" (process {id})")).unwrap_or_default()
}
