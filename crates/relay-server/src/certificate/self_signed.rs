//! The certificate of a relay that no authority vouches for. Invitations carry its key's hash, so a
//! client that joins with one accepts this key and no other.

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};

use super::CertificateError;

pub struct SelfSigned {
    pub certificate_pem: String,
    pub key_pem: String,
}

/// A certificate for `host`, and for `relay_name` when it differs.
///
/// It is valid for a century: clients pin the key, so an expiry date would protect nobody and would
/// one day shut the relay's doors.
pub fn generate(host: &str, relay_name: &str) -> Result<SelfSigned, CertificateError> {
    let key = KeyPair::generate()?;
    let mut names = vec![host.to_owned()];
    if relay_name != host {
        names.push(relay_name.to_owned());
    }
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, relay_name);
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2125, 1, 1);
    let certificate = params.self_signed(&key)?;
    Ok(SelfSigned { certificate_pem: certificate.pem(), key_pem: key.serialize_pem() })
}
