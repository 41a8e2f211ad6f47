//! Opens the embedded store of a relay's directory. The caller holds the directory's lock.

use std::sync::Arc;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{EmbeddedStore, Store, StoreError};

use crate::config::Config;
use crate::directory::Directory;

/// To read, or to fill an empty one.
pub fn open(directory: &Directory) -> Result<Arc<dyn Store>, StoreError> {
    let options = EmbeddedOptions { reserve_bytes: 0, ..EmbeddedOptions::default() };
    Ok(Arc::new(EmbeddedStore::open(&directory.store(), &options)?))
}

/// To serve from: with less than `disk.least_free_megabytes` it takes nothing new. The store never
/// asks for more than its own reserve, since a relay may be set to warn long before that.
pub fn open_to_serve(directory: &Directory, config: &Config) -> Result<Arc<dyn Store>, StoreError> {
    let defaults = EmbeddedOptions::default();
    let options = EmbeddedOptions {
        memtable_bytes: config.settings.store.memtable_megabytes.saturating_mul(1 << 20),
        reserve_bytes: defaults.reserve_bytes.min(config.least_free_bytes),
        ballast_bytes: config.settings.disk.reserve_megabytes.saturating_mul(1 << 20),
        ..defaults
    };
    Ok(Arc::new(EmbeddedStore::open(&directory.store(), &options)?))
}
