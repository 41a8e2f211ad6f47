//! The seam behind which openmls stores, draws randomness and computes.

mod crypto;
pub(crate) mod hpke;
mod storage;
mod table;
mod value;

use openmls_traits::OpenMlsProvider;

use crate::entropy::Entropy;

pub use crypto::DeterministicCrypto;
pub use storage::{StorageError, TableStorage};
pub use table::{MemoryTable, MlsTable};
pub use value::ValueError;

/// What one call into MLS needs: the table of the running transaction and fresh entropy.
pub struct Provider<'t, T: MlsTable> {
    crypto: DeterministicCrypto,
    storage: TableStorage<'t, T>,
}

impl<'t, T: MlsTable> Provider<'t, T> {
    pub fn new(table: &'t T, entropy: Entropy) -> Self {
        Self { crypto: DeterministicCrypto::new(entropy), storage: TableStorage::new(table) }
    }

    /// As a hostile member's: what is encrypted to `victim` decrypts for nobody.
    #[cfg(feature = "hostile")]
    #[must_use]
    pub fn corrupting(mut self, victim: Vec<u8>) -> Self {
        self.crypto.corrupt_for(victim);
        self
    }
}

impl<'t, T: MlsTable> OpenMlsProvider for Provider<'t, T> {
    type CryptoProvider = DeterministicCrypto;
    type RandProvider = DeterministicCrypto;
    type StorageProvider = TableStorage<'t, T>;

    fn storage(&self) -> &Self::StorageProvider {
        &self.storage
    }

    fn crypto(&self) -> &Self::CryptoProvider {
        &self.crypto
    }

    fn rand(&self) -> &Self::RandProvider {
        &self.crypto
    }
}
