//! A certificate that is replaced while connections stay: each handshake asks for the current one.

use std::fs;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::CertificateError;
use crate::config::TlsFiles;

/// The certificate in use, and what its files looked like when it was read.
pub struct Certificates {
    files: TlsFiles,
    provider: Arc<CryptoProvider>,
    current: RwLock<Current>,
}

struct Current {
    key: Arc<CertifiedKey>,
    fingerprint: Option<blake3::Hash>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reloaded {
    Unchanged,
    Replaced,
}

impl Certificates {
    pub fn open(files: TlsFiles) -> Result<Arc<Self>, CertificateError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let fingerprint = fingerprint(&files);
        let key = super::read(&files, &provider)?;
        Ok(Arc::new(Self { files, provider, current: RwLock::new(Current { key, fingerprint }) }))
    }

    /// Reads the files again if they have changed. On an error the old certificate stays in use: the
    /// two files are seldom replaced in the same instant, and the next look finds both.
    pub fn reload(&self) -> Result<Reloaded, CertificateError> {
        let fingerprint = fingerprint(&self.files);
        if fingerprint == self.read_current().fingerprint {
            return Ok(Reloaded::Unchanged);
        }
        let key = super::read(&self.files, &self.provider)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) =
            Current { key, fingerprint };
        Ok(Reloaded::Replaced)
    }

    /// TLS 1.3, and 1.2 for what is behind old middleboxes.
    pub fn server_config(self: &Arc<Self>) -> Result<Arc<ServerConfig>, CertificateError> {
        let unusable =
            |reason| CertificateError::Unusable { file: self.files.certificate.clone(), reason };
        let mut config = ServerConfig::builder_with_provider(self.provider.clone())
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(unusable)?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    fn read_current(&self) -> std::sync::RwLockReadGuard<'_, Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.read_current().key.clone())
    }
}

impl core::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Certificates")
    }
}

/// The bytes, not the dates: a copy that keeps its date still counts as new.
fn fingerprint(files: &TlsFiles) -> Option<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    for file in [&files.certificate, &files.key] {
        let bytes = fs::read(file).ok()?;
        hasher.update(&(bytes.len() as u64).to_be_bytes()).update(&bytes);
    }
    Some(hasher.finalize())
}
