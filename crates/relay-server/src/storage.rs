//! Opens the embedded store of a relay's directory. The caller holds the directory's lock.

use std::sync::Arc;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{EmbeddedStore, Store, StoreError};

use crate::directory::Directory;

/// To read, or to fill an empty one.
pub fn open(directory: &Directory) -> Result<Arc<dyn Store>, StoreError> {
    open_with_reserve(directory, 0)
}

/// To serve from: with less than `least_free_bytes` on the disk it takes nothing new. The store never
/// asks for more than its own reserve, since a relay may be set to warn long before that.
pub fn open_with_reserve(
    directory: &Directory,
    least_free_bytes: u64,
) -> Result<Arc<dyn Store>, StoreError> {
    let mut options = EmbeddedOptions::default();
    options.reserve_bytes = options.reserve_bytes.min(least_free_bytes);
    Ok(Arc::new(EmbeddedStore::open(&directory.store(), &options)?))
}
