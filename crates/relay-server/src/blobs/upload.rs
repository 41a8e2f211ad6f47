//! One blob on its way in. What has arrived is kept, so an upload goes on where it broke off.

use std::io;

use corridor_wire::id::BlobId;
use hyper::body::Bytes;
use std::sync::PoisonError;
use tokio::fs::{File, OpenOptions};
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

use super::Blobs;

/// The only upload of its blob while it lasts.
pub struct Upload {
    blobs: Blobs,
    blob: BlobId,
    total: u64,
}

/// A place in the upload's file, at its end.
pub struct Part {
    file: File,
    offset: u64,
}

impl Upload {
    pub(super) fn new(blobs: Blobs, blob: BlobId, total: u64) -> Self {
        Self { blobs, blob, total }
    }

    /// How many bytes are here, whether in the upload or, after a crash, already in their place.
    pub async fn offset(&self) -> io::Result<u64> {
        let offset = self.blobs.offset(self.blob).await?;
        let kept = offset == 0 && self.blobs.is_kept(self.blob, self.total).await;
        Ok(if kept { self.total } else { offset })
    }

    pub async fn open_at(&self, offset: u64) -> io::Result<Part> {
        let path = self.blobs.upload_path(self.blob);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).mode(0o600);
        let mut file = options.open(path).await?;
        file.seek(io::SeekFrom::Start(offset)).await?;
        Ok(Part { file, offset })
    }

    /// Moves the blob to where it is read from. Doing it again does nothing.
    pub async fn keep(&self) -> io::Result<()> {
        if self.blobs.offset(self.blob).await? == 0
            && self.blobs.is_kept(self.blob, self.total).await
        {
            return Ok(());
        }
        if self.total == 0 {
            // An empty blob may never have had a part.
            self.open_at(0).await?.sync().await?;
        }
        self.blobs.keep(self.blob).await
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.blobs.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.blob);
    }
}

impl Part {
    pub async fn write(&mut self, bytes: &Bytes) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.offset += bytes.len() as u64;
        Ok(())
    }

    /// Puts what was written on disk; returns the offset.
    pub async fn sync(mut self) -> io::Result<u64> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        Ok(self.offset)
    }
}
