//! Opens the embedded store of a relay's directory. The caller holds the directory's lock.

use std::sync::Arc;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{EmbeddedStore, Store, StoreError};

use crate::directory::Directory;

pub fn open(directory: &Directory) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(EmbeddedStore::open(&directory.store(), &EmbeddedOptions::default())?))
}
