//! The running relay's answers to its own operator, over a socket in its directory.
//!
//! One line asks, the answer is everything until the end: `status` gives one line of JSON, `backup`
//! gives an archive. Who may open the socket may read the directory, so there is no other check.

use std::fs::Permissions;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use corridor_store::Store;
use serde::{Deserialize, Serialize};

use crate::archive::ArchiveWriter;
use crate::directory::Directory;
use crate::observe::readiness::Readiness;

/// A questioner that neither asks nor reads for this long is left.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Status {
    pub version: String,
    pub ready: bool,
    /// Why not, if not.
    pub reason: Option<String>,
}

/// Answers in a thread of its own until the process ends: it reads files and a snapshot, both of
/// which block.
pub fn listen(
    directory: &Directory,
    store: Arc<dyn Store>,
    readiness: Arc<Readiness>,
) -> io::Result<()> {
    let path = directory.admin_socket();
    // The lock is ours, so a socket that is there is the leftover of a relay that was killed.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = match UnixListener::bind(&path) {
        // A socket's path is at most 107 bytes; the relay itself does not need one.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
            tracing::warn!("the directory's path is too long for backups of the running relay");
            return Ok(());
        }
        bound => bound?,
    };
    std::fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    let directory = directory.clone();
    thread::Builder::new().name("admin".to_owned()).spawn(move || {
        for stream in listener.incoming().flatten() {
            if let Err(error) = answer(&stream, &directory, store.as_ref(), &readiness) {
                tracing::warn!(%error, "an admin command was not answered to its end");
            }
        }
    })?;
    Ok(())
}

fn answer(
    stream: &UnixStream,
    directory: &Directory,
    store: &dyn Store,
    readiness: &Readiness,
) -> Result<(), crate::archive::ArchiveError> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut question = String::new();
    BufReader::new(stream.take(64)).read_line(&mut question)?;
    match question.trim() {
        "status" => {
            let check = readiness.check();
            let status = Status {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                ready: check.is_ok(),
                reason: check.err().map(|reason| reason.to_string()),
            };
            serde_json::to_writer(stream, &status).map_err(io::Error::from)?;
        }
        "backup" => {
            let out = io::BufWriter::new(stream);
            ArchiveWriter::new(out)?.write_relay(directory, store)?;
            tracing::info!("a backup was written");
        }
        _ => {}
    }
    Ok(())
}

/// The running relay's status; `None` when none runs here.
pub fn ask_status(directory: &Directory) -> io::Result<Option<Status>> {
    let Some(mut stream) = connect(directory)? else { return Ok(None) };
    stream.write_all(b"status\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(Some(serde_json::from_str(&text)?))
}

/// A backup from the running relay; `false` when none runs here.
pub fn ask_backup(directory: &Directory, to: &mut dyn Write) -> io::Result<bool> {
    let Some(mut stream) = connect(directory)? else { return Ok(false) };
    stream.write_all(b"backup\n")?;
    io::copy(&mut stream, to)?;
    Ok(true)
}

fn connect(directory: &Directory) -> io::Result<Option<UnixStream>> {
    match UnixStream::connect(directory.admin_socket()) {
        Ok(stream) => {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            Ok(Some(stream))
        }
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound
                    | io::ErrorKind::ConnectionRefused
                    | io::ErrorKind::InvalidInput
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
