//! The relay's TLS certificate: made at `init`, read at `serve`, read again when its files change.

pub mod reload;
pub mod self_signed;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use corridor_wire::invitation::CertificatePin;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::config::TlsFiles;

#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error("cannot read {}: {source}", file.display())]
    Read { file: PathBuf, source: std::io::Error },
    #[error("{} holds no certificate in PEM form", .0.display())]
    NoCertificate(PathBuf),
    #[error("{} holds no private key in PEM form", .0.display())]
    NoKey(PathBuf),
    #[error("{} is not a certificate that can be read", .0.display())]
    Unreadable(PathBuf),
    #[error("{} cannot be used for TLS: {reason}", file.display())]
    Unusable { file: PathBuf, reason: rustls::Error },
    #[error("the key in {} is not the one of the certificate in {}", key.display(), certificate.display())]
    Mismatch { certificate: PathBuf, key: PathBuf },
    #[error("cannot make a certificate: {0}")]
    Generate(#[from] rcgen::Error),
}

/// What is worth knowing of a certificate without its key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CertificateFacts {
    pub pin: CertificatePin,
    /// Nobody but the relay vouches for it, so an invitation has to carry the pin.
    pub self_signed: bool,
    /// Seconds since 1970.
    pub not_before: i64,
    pub not_after: i64,
}

pub fn facts(files: &TlsFiles) -> Result<CertificateFacts, CertificateError> {
    let chain = read_chain(files)?;
    let leaf = chain.first().ok_or_else(|| unreadable(files))?;
    let (_, certificate) = X509Certificate::from_der(leaf).map_err(|_| unreadable(files))?;
    let validity = certificate.validity();
    Ok(CertificateFacts {
        pin: CertificatePin::from_bytes(Sha256::digest(certificate.public_key().raw).into()),
        self_signed: certificate.issuer() == certificate.subject(),
        not_before: validity.not_before.timestamp(),
        not_after: validity.not_after.timestamp(),
    })
}

/// Chain and key, checked against each other.
pub fn read(
    files: &TlsFiles,
    provider: &CryptoProvider,
) -> Result<Arc<CertifiedKey>, CertificateError> {
    let key_bytes = read_file(&files.key)?;
    let key = PrivateKeyDer::from_pem_slice(&key_bytes)
        .map_err(|_| CertificateError::NoKey(files.key.clone()))?;
    let signing_key = provider
        .key_provider
        .load_private_key(key)
        .map_err(|reason| CertificateError::Unusable { file: files.key.clone(), reason })?;
    let certified = CertifiedKey::new(read_chain(files)?, signing_key);
    match certified.keys_match() {
        Ok(()) | Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::Unknown)) => {
            Ok(Arc::new(certified))
        }
        Err(rustls::Error::InconsistentKeys(_)) => Err(CertificateError::Mismatch {
            certificate: files.certificate.clone(),
            key: files.key.clone(),
        }),
        Err(reason) => Err(CertificateError::Unusable { file: files.certificate.clone(), reason }),
    }
}

fn read_chain(files: &TlsFiles) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&read_file(&files.certificate)?)
        .collect::<Result<_, _>>()
        .map_err(|_| unreadable(files))?;
    if chain.is_empty() {
        return Err(CertificateError::NoCertificate(files.certificate.clone()));
    }
    Ok(chain)
}

fn read_file(file: &PathBuf) -> Result<Vec<u8>, CertificateError> {
    fs::read(file).map_err(|source| CertificateError::Read { file: file.clone(), source })
}

fn unreadable(files: &TlsFiles) -> CertificateError {
    CertificateError::Unreadable(files.certificate.clone())
}
