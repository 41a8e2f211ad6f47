//! Key packages (RFC 9420, section 10): what lets others add a device while it is away.

use corridor_wire::certificate::{CertificateError, DeviceCertificate, DeviceRecord, UnixSeconds};
use corridor_wire::client_frame::KeyPackageBytes;
use openmls::prelude::KeyPackage;

use crate::identity::DeviceIdentity;
use crate::provider::{MlsTable, Provider, StorageError};

/// A key package whose signatures, certificate and dates were checked.
#[derive(Clone)]
pub struct ValidatedKeyPackage {
    pub(crate) package: KeyPackage,
    pub(crate) certificate: DeviceCertificate,
}

impl ValidatedKeyPackage {
    pub fn certificate(&self) -> &DeviceCertificate {
        &self.certificate
    }
}

/// Why a key package is not made or not believed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KeyPackageError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("not a key package of this version: {0}")]
    Malformed(String),
    #[error("the key package is of another device than the one asked for")]
    AnotherDevice,
    #[error("the device's certificate is not valid: {0}")]
    Certificate(#[from] CertificateError),
    #[error("openmls could not make a key package: {0}")]
    Library(String),
}

/// Makes a key package and keeps its private part in the table.
pub fn generate<T: MlsTable>(
    provider: &Provider<'_, T>,
    identity: &DeviceIdentity,
    last_resort: bool,
) -> Result<KeyPackageBytes, KeyPackageError> {
    let _ = (provider, identity, last_resort);
    todo!()
}

/// Checks a key package that a relay gave out for `device`, whose record was verified.
pub fn validate<T: MlsTable>(
    provider: &Provider<'_, T>,
    bytes: &KeyPackageBytes,
    device: &DeviceRecord,
    now: UnixSeconds,
) -> Result<ValidatedKeyPackage, KeyPackageError> {
    let _ = (provider, bytes, device, now);
    todo!()
}
