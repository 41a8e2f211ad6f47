//! A device's certificate: the account key says "this device is mine, from then until then".
//!
//! It is the credential of the device's MLS leaves (RFC 9420, section 5.3), so members check it, and
//! the relay checks the same bytes when the device registers.

use ed25519_dalek::{Signature as Ed25519Signature, VerifyingKey};
use minicbor::{Decode, Encode};

use crate::bytes::BoundedBytes;
use crate::id::{AccountId, AccountKey, DeviceId, DeviceKey, Nonce, RelayName, Signature};
use crate::{encode, limits};

/// Seconds since 1970-01-01T00:00:00Z.
pub type UnixSeconds = u64;

/// What the account key signs.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct CertificateBody {
    #[n(0)]
    pub account: AccountId,
    #[n(1)]
    pub account_key: AccountKey,
    #[n(2)]
    pub device_key: DeviceKey,
    #[n(3)]
    pub not_before: UnixSeconds,
    #[n(4)]
    pub not_after: UnixSeconds,
}

#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct DeviceCertificate {
    #[n(0)]
    pub body: CertificateBody,
    /// By the account key, over [`CertificateBody::signed_bytes`].
    #[n(1)]
    pub signature: Signature,
}

/// Why a certificate or a signature is not believed. All of them are the sender's fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("not a valid Ed25519 public key")]
    Key,
    #[error("the signature does not verify")]
    Signature,
    #[error("the certificate is not valid yet")]
    NotYetValid,
    #[error("the certificate has expired")]
    Expired,
}

/// A clock may be this wrong before a certificate that was just made is refused: two days.
pub const CLOCK_TOLERANCE_SECONDS: u64 = 48 * 60 * 60;

impl CertificateBody {
    pub fn signed_bytes(&self) -> Vec<u8> {
        labelled("corridor 2026 device certificate", &[&encode(self)])
    }
}

impl DeviceCertificate {
    pub fn device_id(&self) -> DeviceId {
        DeviceId::of(&self.body.device_key)
    }

    /// That the account key named inside signed it. Dates are `check_dates`.
    pub fn verify(&self) -> Result<(), CertificateError> {
        verify(self.body.account_key.as_bytes(), &self.body.signed_bytes(), &self.signature)
    }

    pub fn check_dates(&self, now: UnixSeconds) -> Result<(), CertificateError> {
        if now.saturating_add(CLOCK_TOLERANCE_SECONDS) < self.body.not_before {
            Err(CertificateError::NotYetValid)
        } else if now > self.body.not_after.saturating_add(CLOCK_TOLERANCE_SECONDS) {
            Err(CertificateError::Expired)
        } else {
            Ok(())
        }
    }
}

/// A device as its relay lists it: the certificate, and where to seal what is sent to its inbox.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct DeviceRecord {
    #[n(0)]
    pub certificate: DeviceCertificate,
    /// HPKE public key of the device's inbox (RFC 9180), X-Wing.
    #[n(1)]
    pub inbox_key: BoundedBytes<{ limits::INBOX_KEY_BYTES }>,
    /// By the device key, over [`DeviceRecord::signed_bytes`].
    #[n(2)]
    pub signature: Signature,
}

impl DeviceRecord {
    pub fn signed_bytes(certificate: &DeviceCertificate, inbox_key: &[u8]) -> Vec<u8> {
        labelled("corridor 2026 device record", &[&encode(certificate), inbox_key])
    }

    /// The certificate's signature and the record's own.
    pub fn verify(&self) -> Result<(), CertificateError> {
        self.certificate.verify()?;
        let bytes = Self::signed_bytes(&self.certificate, self.inbox_key.as_slice());
        verify(self.certificate.body.device_key.as_bytes(), &bytes, &self.signature)
    }
}

/// What a device signs to authenticate: the connection's nonce and the relay it believes it talks to.
pub fn authentication_bytes(relay: &RelayName, nonce: &Nonce, device: &DeviceId) -> Vec<u8> {
    labelled(
        "corridor 2026 device authentication",
        &[relay.as_str().as_bytes(), nonce.as_bytes(), device.as_bytes()],
    )
}

/// What an account key signs to withdraw one of its devices.
pub fn revocation_bytes(account: &AccountId, device: &DeviceId) -> Vec<u8> {
    labelled("corridor 2026 device revocation", &[account.as_str().as_bytes(), device.as_bytes()])
}

/// `label` and `parts`, each with its length before it, so that no signature fits two meanings.
pub fn labelled(label: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in core::iter::once(&label.as_bytes()).chain(parts) {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Strict Ed25519 verification: malleable signatures and small-order keys are refused.
pub fn verify(
    public_key: &[u8; 32],
    bytes: &[u8],
    signature: &Signature,
) -> Result<(), CertificateError> {
    #[cfg(feature = "stub")]
    if crate::stub::is_enabled() {
        return crate::stub::verify(public_key, bytes, signature);
    }
    VerifyingKey::from_bytes(public_key)
        .map_err(|_| CertificateError::Key)?
        .verify_strict(bytes, &Ed25519Signature::from_bytes(signature.as_bytes()))
        .map_err(|_| CertificateError::Signature)
}
