//! Key packages (RFC 9420, section 10): what lets others add a device while it is away.

use corridor_wire::certificate::{CertificateError, DeviceCertificate, DeviceRecord, UnixSeconds};
use corridor_wire::client_frame::KeyPackageBytes;
use openmls::prelude::tls_codec::{DeserializeBytes, Serialize as _};
use openmls::prelude::{KeyPackage, KeyPackageIn, ProtocolVersion};
use openmls_traits::OpenMlsProvider;

use crate::identity::DeviceIdentity;
use crate::provider::{MlsTable, Provider, StorageError};
use crate::session::{LeafError, group, leaf};

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

#[cfg(feature = "hostile")]
impl ValidatedKeyPackage {
    /// As a hostile member takes it: `None` only when it is no key package at all.
    pub fn unchecked<T: MlsTable>(
        provider: &Provider<'_, T>,
        bytes: &KeyPackageBytes,
        certificate: DeviceCertificate,
    ) -> Option<Self> {
        let package = KeyPackageIn::tls_deserialize_exact_bytes(bytes.as_slice()).ok()?;
        let package = package.validate(provider.crypto(), ProtocolVersion::Mls10).ok()?;
        Some(Self { package, certificate })
    }
}

/// Why a key package is not made or not believed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum KeyPackageError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("not a key package of this version: {0}")]
    Malformed(String),
    #[error("the key package is of another cipher suite")]
    Suite,
    #[error("the key package has a lifetime; a device's dates are in its certificate")]
    Lifetime,
    #[error("the key package is of another device, or certificate, than the one asked for")]
    AnotherDevice,
    #[error("the leaf is not that of a device: {0}")]
    Leaf(#[from] LeafError),
    #[error("the device's certificate is not valid: {0}")]
    Certificate(#[from] CertificateError),
    #[error("openmls could not make a key package: {0}")]
    Library(String),
}

/// Makes a key package and keeps its private part in the table.
///
/// A one-time key package is used up by the Welcome that names it, the last resort is not.
pub fn generate<T: MlsTable>(
    provider: &Provider<'_, T>,
    identity: &DeviceIdentity,
    last_resort: bool,
) -> Result<KeyPackageBytes, KeyPackageError> {
    let failed = |text: String| {
        provider.storage().failed().map_or(KeyPackageError::Library(text), KeyPackageError::Storage)
    };
    let builder = KeyPackage::builder()
        .key_package_lifetime(group::lifetime())
        .leaf_node_capabilities(group::capabilities());
    let builder = if last_resort { builder.mark_as_last_resort() } else { builder };
    let bundle = builder
        .build(group::SUITE, provider, &identity.secret, leaf::credential(identity))
        .map_err(|error| failed(error.to_string()))?;
    let bytes =
        bundle.key_package().tls_serialize_detached().map_err(|error| failed(error.to_string()))?;
    KeyPackageBytes::new(bytes).ok_or_else(|| failed("larger than a relay takes".to_owned()))
}

/// Checks a key package that a relay gave out for `device`.
///
/// This is where dates are checked, by whoever adds the device: a commit is judged without a clock.
pub fn validate<T: MlsTable>(
    provider: &Provider<'_, T>,
    bytes: &KeyPackageBytes,
    device: &DeviceRecord,
    now: UnixSeconds,
) -> Result<ValidatedKeyPackage, KeyPackageError> {
    let package = KeyPackageIn::tls_deserialize_exact_bytes(bytes.as_slice())
        .map_err(|error| KeyPackageError::Malformed(error.to_string()))?
        .validate(provider.crypto(), ProtocolVersion::Mls10)
        .map_err(|error| KeyPackageError::Malformed(error.to_string()))?;
    if package.ciphersuite() != group::SUITE {
        return Err(KeyPackageError::Suite);
    }
    if *package.life_time() != group::lifetime() {
        return Err(KeyPackageError::Lifetime);
    }
    device.verify()?;
    let certificate = leaf::check_leaf_node(package.leaf_node())?;
    if certificate.body.device_key != device.certificate.body.device_key
        || certificate != device.certificate
    {
        return Err(KeyPackageError::AnotherDevice);
    }
    certificate.check_dates(now)?;
    Ok(ValidatedKeyPackage { package, certificate })
}
