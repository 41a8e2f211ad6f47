//! The content of blobs: uploads that are not complete, and the store of those that are.
//!
//! ```text
//!  PUT --> uploads/<id>  (appended, synced)  --all bytes there--> blobs/<day>/<id> or the bucket
//! ```
//! A blob is found by its id alone, and its id says the day on which it was created, so expiry
//! removes whole days without an index.

mod backend;
mod upload;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use corridor_relay_core::blob::day_of;
use corridor_wire::id::BlobId;
use futures_util::{Stream, StreamExt, TryStreamExt};
use hyper::body::Bytes;
use object_store::path::Path as ObjectPath;
use object_store::{GetOptions, GetRange, ObjectStore};

use crate::config::settings::{BlobBackend, Settings};
use crate::directory::{self, Directory};
use crate::driver::BlobRemoval;

pub use backend::BackendError;
pub use upload::Upload;

/// Shared by everybody who reads and writes blobs.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Where the local backend keeps blobs; a finished upload is moved there, not copied.
    local: Option<PathBuf>,
    uploads: PathBuf,
    /// Blobs that somebody uploads to right now.
    busy: Arc<Mutex<HashSet<BlobId>>>,
}

impl Blobs {
    pub fn open(directory: &Directory, settings: &Settings) -> Result<Self, BackendError> {
        let local = (settings.blobs.backend == BlobBackend::Local).then(|| directory.blobs());
        for folder in local.iter().chain([&directory.uploads()]) {
            fs::create_dir_all(folder).map_err(BackendError::Folder)?;
        }
        Ok(Self {
            store: backend::open(directory, settings)?,
            local,
            uploads: directory.uploads(),
            busy: Arc::default(),
        })
    }

    /// The upload of a blob of `total` bytes, or `None` while another connection has it.
    pub fn upload(&self, blob: BlobId, total: u64) -> Option<Upload> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.insert(blob).then(|| Upload::new(self.clone(), blob, total))
    }

    /// How many bytes of an upload are here.
    pub async fn offset(&self, blob: BlobId) -> io::Result<u64> {
        match tokio::fs::metadata(self.upload_path(blob)).await {
            Ok(metadata) => Ok(metadata.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Bytes of a complete blob, as a stream.
    pub async fn read(
        &self,
        blob: BlobId,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = io::Result<Bytes>> + Send + use<>, object_store::Error> {
        // Backends refuse an empty range, and an empty blob has no other.
        if range.is_empty() {
            return Ok(futures_util::stream::empty().left_stream());
        }
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..Default::default() };
        let found = self.store.get_opts(&object_path(blob), options).await?;
        Ok(found.into_stream().map_err(io::Error::other).right_stream())
    }

    /// Removes what the core has forgotten.
    pub async fn remove(&self, removal: BlobRemoval) -> Result<(), object_store::Error> {
        match removal {
            BlobRemoval::One(blob) => {
                let _ = tokio::fs::remove_file(self.upload_path(blob)).await;
                match self.store.delete(&object_path(blob)).await {
                    Err(object_store::Error::NotFound { .. }) => Ok(()),
                    result => result,
                }
            }
            BlobRemoval::ThroughDay(day) => {
                self.remove_uploads_through(day);
                self.remove_blobs_through(day).await
            }
        }
    }

    fn remove_uploads_through(&self, day: u32) {
        let Ok(entries) = fs::read_dir(&self.uploads) else { return };
        for entry in entries.flatten() {
            let blob = entry.file_name().to_str().and_then(BlobId::from_hex);
            if blob.is_some_and(|blob| day_of(&blob) <= day) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    async fn remove_blobs_through(&self, day: u32) -> Result<(), object_store::Error> {
        let days = self.store.list_with_delimiter(None).await?;
        for prefix in days.common_prefixes {
            let expired = prefix
                .filename()
                .and_then(|name| u32::from_str_radix(name, 16).ok())
                .is_some_and(|found| found <= day);
            if expired {
                let found = self.store.list(Some(&prefix)).map_ok(|object| object.location);
                self.store.delete_stream(found.boxed()).try_for_each(|_| async { Ok(()) }).await?;
            }
        }
        Ok(())
    }

    fn upload_path(&self, blob: BlobId) -> PathBuf {
        self.uploads.join(blob.to_string())
    }

    /// Moves a whole upload to where complete blobs are.
    async fn keep(&self, blob: BlobId) -> io::Result<()> {
        let upload = self.upload_path(blob);
        let Some(root) = &self.local else {
            let mut file = tokio::fs::File::open(&upload).await?;
            let mut object =
                object_store::buffered::BufWriter::new(self.store.clone(), object_path(blob));
            tokio::io::copy(&mut file, &mut object).await?;
            tokio::io::AsyncWriteExt::shutdown(&mut object).await?;
            return tokio::fs::remove_file(&upload).await;
        };
        let kept = root.join(object_path(blob).as_ref());
        let moved = tokio::task::spawn_blocking(move || {
            if let Some(day) = kept.parent() {
                fs::create_dir_all(day)?;
                directory::sync_parent(day)?;
            }
            fs::rename(&upload, &kept)?;
            directory::sync_parent(&kept)
        });
        moved.await.map_err(io::Error::other)?
    }

    /// Whether a complete blob is in its place already.
    async fn is_kept(&self, blob: BlobId, total: u64) -> bool {
        self.store.head(&object_path(blob)).await.is_ok_and(|object| object.size == total)
    }
}

/// `<day>/<id>`, both in hexadecimal.
fn object_path(blob: BlobId) -> ObjectPath {
    ObjectPath::from(format!("{:04x}/{blob}", day_of(&blob)))
}
