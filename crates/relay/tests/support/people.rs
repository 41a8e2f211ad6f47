//! People with keys made from their names.

use corridor_relay_core::{InvitationSecret, invitation};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, authentication_bytes, revocation_bytes,
};
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, AccountKey, DeviceId, DeviceKey, LogId, Nonce, Signature};
use corridor_wire::invitation::InvitationCode;
use ed25519_dalek::{Signer, SigningKey};

use super::{DAY_MS, SECRET, START, relay_name};

pub struct Person {
    pub account: AccountId,
    pub account_key: SigningKey,
    pub device_key: SigningKey,
    pub not_before: u64,
    pub not_after: u64,
}

fn key(text: &str) -> SigningKey {
    SigningKey::from_bytes(blake3::hash(text.as_bytes()).as_bytes())
}

fn signature(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature::from_bytes(key.sign(bytes).to_bytes())
}

impl Person {
    pub fn new(name: &str) -> Self {
        Self::with_device(name, "first device")
    }

    pub fn with_device(name: &str, device: &str) -> Self {
        Self {
            account: AccountId::new(name, &relay_name()).unwrap(),
            account_key: key(&format!("account {name}")),
            device_key: key(&format!("device {name} {device}")),
            not_before: START / 1000,
            not_after: START / 1000 + 3 * 365 * DAY_MS / 1000,
        }
    }

    pub fn device(&self) -> DeviceId {
        DeviceId::of(&DeviceKey::from_bytes(self.device_key.verifying_key().to_bytes()))
    }

    pub fn inbox(&self) -> LogId {
        LogId::inbox_of(&self.device())
    }

    pub fn record(&self) -> DeviceRecord {
        let body = CertificateBody {
            account: self.account.clone(),
            account_key: AccountKey::from_bytes(self.account_key.verifying_key().to_bytes()),
            device_key: DeviceKey::from_bytes(self.device_key.verifying_key().to_bytes()),
            not_before: self.not_before,
            not_after: self.not_after,
        };
        let certificate = DeviceCertificate {
            signature: signature(&self.account_key, &body.signed_bytes()),
            body,
        };
        let inbox_key = BoundedBytes::new(vec![1; 1216]).unwrap();
        let signed = DeviceRecord::signed_bytes(&certificate, inbox_key.as_slice());
        let signature = signature(&self.device_key, &signed);
        DeviceRecord { certificate, inbox_key, signature }
    }

    pub fn sign_nonce(&self, nonce: Nonce) -> Signature {
        let bytes = authentication_bytes(&relay_name(), &nonce, &self.device());
        signature(&self.device_key, &bytes)
    }

    pub fn authenticate(&self, nonce: Nonce) -> Request {
        Request::Authenticate { device: self.device(), signature: self.sign_nonce(nonce) }
    }

    /// With an invitation that is this person's own by its seed.
    pub fn register(&self, invitation_seed: &str, nonce: Nonce) -> Request {
        self.register_with(invite(invitation_seed, 7), nonce)
    }

    pub fn register_with(&self, invitation: InvitationCode, nonce: Nonce) -> Request {
        Request::Register { invitation, device: self.record(), signature: self.sign_nonce(nonce) }
    }

    pub fn add_device(&self, nonce: Nonce) -> Request {
        Request::AddDevice { device: self.record(), signature: self.sign_nonce(nonce) }
    }

    pub fn revoke(&self, device: DeviceId) -> Request {
        let signed = revocation_bytes(&self.account, &device);
        Request::RevokeDevice { device, signature: signature(&self.account_key, &signed) }
    }
}

/// An invitation that is good for so many days from the start.
pub fn invite(seed: &str, days: u64) -> InvitationCode {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(seed.as_bytes()).as_bytes()[..16]);
    let day = u32::try_from(START / DAY_MS + days).unwrap();
    invitation::issue(&InvitationSecret::from_bytes(SECRET), id, day)
}
