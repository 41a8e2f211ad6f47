//! `corridor-relay restore`: a directory as it was when the backup was made, in a new lineage.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use corridor_store::StoreError;
use corridor_wire::id::LineageId;
use zeroize::Zeroizing;

use crate::archive::{self, ArchiveError, ArchiveReader, STORE};
use crate::clock;
use crate::directory::{self, Directory};
use crate::storage;

#[derive(clap::Args)]
pub struct Restore {
    #[command(flatten)]
    pub place: super::Place,
    /// The file that `backup` wrote.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Restore although the directory is not empty. What is there is moved to `replaced-<time>`.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("{} cannot be restored: {source}", file.display())]
    Archive { file: PathBuf, source: ArchiveError },
    #[error("{} is not empty; give --force to move what is there aside", .0.display())]
    NotEmpty(PathBuf),
    #[error("a relay runs in {}; stop it first", .0.display())]
    Running(PathBuf),
    #[error("cannot write in {}: {source}", directory.display())]
    Write { directory: PathBuf, source: io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
}

impl Restore {
    pub fn run(&self) -> Result<(), RestoreError> {
        let directory = self.place.directory();
        let archive = |source| RestoreError::Archive { file: self.from.clone(), source };
        let write =
            |source| RestoreError::Write { directory: directory.path().to_path_buf(), source };
        archive::verify(&self.from).map_err(archive)?;
        directory.create().map_err(write)?;
        let _lock = directory
            .lock()
            .map_err(write)?
            .ok_or_else(|| RestoreError::Running(directory.path().to_path_buf()))?;
        let found = contents(directory.path()).map_err(write)?;
        if !found.is_empty() {
            if !self.force {
                return Err(RestoreError::NotEmpty(directory.path().to_path_buf()));
            }
            move_aside(directory.path(), &found).map_err(write)?;
        }
        let settings = self.unpack(&directory).map_err(archive)?;
        begin_lineage(&directory)?;
        // Last, because its presence says that everything else is there.
        directory::write_private(&directory.settings(), &settings).map_err(write)
    }

    /// Everything but the settings, which are returned.
    fn unpack(&self, directory: &Directory) -> Result<Vec<u8>, ArchiveError> {
        let mut reader = ArchiveReader::open(&self.from)?;
        let mut settings = None;
        while let Some(section) = reader.next_section()? {
            if section == STORE {
                let store =
                    storage::open(directory).map_err(corridor_store::backup::BackupError::Store)?;
                corridor_store::backup::restore(store.as_ref(), || {
                    ArchiveReader::open_section(&self.from, STORE).map_err(io::Error::other)
                })?;
                reader.skip()?;
                continue;
            }
            let place = archive::place_of(directory, &section)?;
            let mut content = reader.content();
            if place == directory.settings() {
                let mut bytes = Vec::new();
                content.read_to_end(&mut bytes)?;
                settings = Some(bytes);
            } else if section.starts_with("files/") {
                let mut bytes = Zeroizing::new(Vec::new());
                content.read_to_end(&mut bytes)?;
                directory::write_private(&place, &bytes)?;
            } else {
                write_blob(&place, &mut content)?;
            }
        }
        settings.ok_or(ArchiveError::NotABackup)
    }
}

/// Clients see by it that the relay may have forgotten something, and send it again.
fn begin_lineage(directory: &Directory) -> Result<(), RestoreError> {
    let mut id = [0; LineageId::LENGTH];
    getrandom::fill(&mut id).map_err(RestoreError::Random)?;
    let store = storage::open(directory)?;
    Ok(corridor_relay_core::begin_lineage(store.as_ref(), LineageId::from_bytes(id))?)
}

fn write_blob(place: &Path, content: &mut impl Read) -> io::Result<()> {
    if let Some(day) = place.parent() {
        fs::create_dir_all(day)?;
    }
    let mut file = fs::File::create_new(place)?;
    io::copy(content, &mut file)?;
    file.sync_all()?;
    directory::sync_parent(place)
}

/// What is in a directory beside our own lock.
fn contents(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_name() != "lock" {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn move_aside(directory: &Path, found: &[PathBuf]) -> io::Result<()> {
    let aside = directory.join(format!("replaced-{}", clock::now_seconds()));
    fs::create_dir(&aside)?;
    for path in found {
        let earlier = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("replaced-"));
        if let (Some(name), false) = (path.file_name(), earlier) {
            fs::rename(path, aside.join(name))?;
        }
    }
    Ok(())
}
