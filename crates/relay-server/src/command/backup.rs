//! `corridor-relay backup`: one file, from a running relay or a stopped one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::admin;
use crate::archive::{self, ArchiveError, ArchiveWriter};
use crate::config::{Config, ConfigError};
use crate::directory::{Directory, sync_parent};
use crate::storage;

#[derive(clap::Args)]
pub struct Backup {
    #[command(flatten)]
    pub place: super::Place,
    /// The file to write. It holds secrets: keep it as safe as the relay's directory.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("{} exists; a backup never replaces a file", .0.display())]
    Exists(PathBuf),
    #[error("cannot write {}: {source}", file.display())]
    Write { file: PathBuf, source: io::Error },
    #[error("the relay's lock cannot be taken: {0}")]
    Lock(#[source] io::Error),
    #[error("another program has the relay open and does not answer; try again")]
    Busy,
    #[error(transparent)]
    Store(#[from] corridor_store::StoreError),
    #[error("the backup failed: {0}")]
    Archive(#[from] ArchiveError),
}

impl Backup {
    /// Returns the size of the backup.
    pub fn run(&self) -> Result<u64, BackupError> {
        let directory = self.place.directory();
        Config::read(&directory)?;
        if self.out.exists() {
            return Err(BackupError::Exists(self.out.clone()));
        }
        let mut fresh = self.out.clone().into_os_string();
        fresh.push(".new");
        let fresh = PathBuf::from(fresh);
        let result = self.write(&directory, &fresh);
        if result.is_err() {
            let _ = fs::remove_file(&fresh);
        }
        result
    }

    fn write(&self, directory: &Directory, fresh: &Path) -> Result<u64, BackupError> {
        let cannot = |source| BackupError::Write { file: self.out.clone(), source };
        let mut options = OpenOptions::new();
        options.create(true).truncate(true).write(true).mode(0o600);
        let file = options.open(fresh).map_err(cannot)?;
        fill(directory, &file)?;
        file.sync_all().map_err(cannot)?;
        // A relay that died in the middle leaves a file that only looks like a backup.
        archive::verify(fresh)?;
        fs::rename(fresh, &self.out).map_err(cannot)?;
        sync_parent(&fs::canonicalize(&self.out).map_err(cannot)?).map_err(cannot)?;
        Ok(file.metadata().map_err(cannot)?.len())
    }
}

fn fill(directory: &Directory, file: &File) -> Result<(), BackupError> {
    let mut out = BufWriter::new(file);
    let asked = admin::ask_backup(directory, &mut out).map_err(ArchiveError::Io)?;
    if !asked {
        let _lock = directory.lock().map_err(BackupError::Lock)?.ok_or(BackupError::Busy)?;
        let store = storage::open(directory)?;
        ArchiveWriter::new(&mut out)
            .map_err(ArchiveError::Io)?
            .write_relay(directory, store.as_ref())?;
    }
    out.flush().map_err(|error| BackupError::Archive(error.into()))
}
