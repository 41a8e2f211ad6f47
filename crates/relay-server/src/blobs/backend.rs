//! Where complete blobs are: a folder, or a bucket of any S3-compatible store.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use zeroize::Zeroizing;

use crate::config::settings::{BlobBackend, Settings};
use crate::directory::Directory;

#[derive(Debug, thiserror::Error)]
pub enum BackendError {
    #[error("the folder for blobs cannot be made: {0}")]
    Folder(#[source] io::Error),
    #[error("blobs.credentials_file: cannot read {}: {source}", file.display())]
    Credentials { file: PathBuf, source: io::Error },
    #[error("blobs.credentials_file: {} needs the access key on its first line and the secret key on its second", .0.display())]
    CredentialsShape(PathBuf),
    #[error("blobs: {0}")]
    Store(#[from] object_store::Error),
}

pub fn open(
    directory: &Directory,
    settings: &Settings,
) -> Result<Arc<dyn ObjectStore>, BackendError> {
    let blobs = &settings.blobs;
    if blobs.backend == BlobBackend::Local {
        let folder = LocalFileSystem::new_with_prefix(directory.blobs())?;
        return Ok(Arc::new(folder.with_automatic_cleanup(true)));
    }
    let file = directory.path().join(&blobs.credentials_file);
    let text = Zeroizing::new(
        std::fs::read_to_string(&file)
            .map_err(|source| BackendError::Credentials { file: file.clone(), source })?,
    );
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(access), Some(secret)) = (lines.next(), lines.next()) else {
        return Err(BackendError::CredentialsShape(file));
    };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&blobs.bucket)
        .with_access_key_id(access)
        .with_secret_access_key(secret);
    if !blobs.region.is_empty() {
        builder = builder.with_region(&blobs.region);
    }
    if !blobs.endpoint.is_empty() {
        // A store in the same house is often reached without TLS; what it holds is sealed.
        builder = builder
            .with_endpoint(&blobs.endpoint)
            .with_allow_http(blobs.endpoint.starts_with("http://"));
    }
    Ok(Arc::new(builder.build()?))
}
