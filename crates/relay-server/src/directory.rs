//! A relay's directory: where each file is, and who may read it.
//!
//! ```text
//! relay.toml          settings
//! invitation.secret   what tags invitations; 0600, and the directory is 0700
//! push.key            what push services know the relay by; 0600
//! certificate.pem     the relay's own certificate, if it signed one itself
//! key.pem             its key; 0600
//! store/              accounts, logs, records
//! blobs/              sealed blobs, when the backend is local
//! uploads/            blobs that are not complete yet
//! bound-address       the address `serve` listens on, while it runs
//! admin.sock          where `backup` and `doctor` ask the running relay; 0600
//! lock                held by whoever has the store open
//! ```

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

#[derive(Clone)]
pub struct Directory {
    path: PathBuf,
}

/// Held while a process has the store open; another one gets nothing.
pub struct Lock {
    _file: File,
}

impl Directory {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn settings(&self) -> PathBuf {
        self.path.join("relay.toml")
    }

    pub fn invitation_secret(&self) -> PathBuf {
        self.path.join("invitation.secret")
    }

    pub fn push_key(&self) -> PathBuf {
        self.path.join("push.key")
    }

    pub fn certificate(&self) -> PathBuf {
        self.path.join("certificate.pem")
    }

    pub fn key(&self) -> PathBuf {
        self.path.join("key.pem")
    }

    pub fn store(&self) -> PathBuf {
        self.path.join("store")
    }

    pub fn blobs(&self) -> PathBuf {
        self.path.join("blobs")
    }

    pub fn uploads(&self) -> PathBuf {
        self.path.join("uploads")
    }

    pub fn bound_address(&self) -> PathBuf {
        self.path.join("bound-address")
    }

    pub fn admin_socket(&self) -> PathBuf {
        self.path.join("admin.sock")
    }

    /// Makes the directory and its parents, for the owner alone.
    pub fn create(&self) -> io::Result<()> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.path)
    }

    /// The lock, or `None` when another process has it.
    pub fn lock(&self) -> io::Result<Option<Lock>> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(self.path.join("lock"))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Writes a file that is there whole or not at all, for the owner alone.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    sync_parent(path)
}

/// Makes a rename or a new file in `path`'s folder survive a power cut.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// Whether anybody but the owner may read `path`.
pub fn is_open_to_others(path: &Path) -> io::Result<bool> {
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

pub fn make_private(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o600))
}
