//! Just enough of a device to be let in: an account key, a device key, and the signatures a relay
//! asks for.

use std::time::{SystemTime, UNIX_EPOCH};

use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, authentication_bytes,
};
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, AccountKey, DeviceId, DeviceKey, NameError, Signature};
use corridor_wire::invitation::InvitationCode;
use corridor_wire::relay_frame::Greeting;
use ed25519_dalek::{Signer as _, SigningKey};

use crate::failure::Failure;

/// The size of an X-Wing public key, so that what the relay stores of a device is as large as it is
/// in life. Nobody seals anything to it.
const INBOX_KEY: [u8; 1_216] = [7; 1_216];

const CERTIFICATE_SECONDS: u64 = 365 * 24 * 60 * 60;

/// A device that is registered, or will be. It keeps no account key: one use of it is enough.
pub struct Device {
    key: SigningKey,
}

impl Device {
    pub fn generate() -> Result<Self, Failure> {
        Ok(Self { key: random_key()? })
    }

    pub fn id(&self) -> DeviceId {
        DeviceId::of(&self.public_key())
    }

    /// A new account of that name, with this as its first device.
    pub fn register(
        &self,
        name: &str,
        invitation: InvitationCode,
        greeting: &Greeting,
    ) -> Result<Request, Failure> {
        let account = AccountId::new(name, &greeting.relay).map_err(not_a_name)?;
        let device = self.record(account, &random_key()?);
        Ok(Request::Register { invitation, device, signature: self.consent(greeting) })
    }

    pub fn authenticate(&self, greeting: &Greeting) -> Request {
        Request::Authenticate { device: self.id(), signature: self.consent(greeting) }
    }

    fn record(&self, account: AccountId, account_key: &SigningKey) -> DeviceRecord {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let body = CertificateBody {
            account,
            account_key: AccountKey::from_bytes(account_key.verifying_key().to_bytes()),
            device_key: self.public_key(),
            not_before: now,
            not_after: now + CERTIFICATE_SECONDS,
        };
        let signature = sign(account_key, &body.signed_bytes());
        let certificate = DeviceCertificate { body, signature };
        let signature = sign(&self.key, &DeviceRecord::signed_bytes(&certificate, &INBOX_KEY));
        let inbox_key = BoundedBytes::new(INBOX_KEY.to_vec()).unwrap_or_default();
        DeviceRecord { certificate, inbox_key, signature }
    }

    /// What shows the relay that the device itself is at the other end of this connection.
    fn consent(&self, greeting: &Greeting) -> Signature {
        sign(&self.key, &authentication_bytes(&greeting.relay, &greeting.nonce, &self.id()))
    }

    fn public_key(&self) -> DeviceKey {
        DeviceKey::from_bytes(self.key.verifying_key().to_bytes())
    }
}

fn random_key() -> Result<SigningKey, Failure> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    Ok(SigningKey::from_bytes(&seed))
}

fn sign(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature::from_bytes(key.sign(bytes).to_bytes())
}

fn not_a_name(error: NameError) -> Failure {
    Failure::System("an account's name", std::io::Error::other(error))
}

#[cfg(test)]
mod tests {
    use corridor_wire::certificate::verify;
    use corridor_wire::id::{LineageId, Nonce, RelayName};
    use corridor_wire::relay_frame::VERSIONS;

    use super::*;

    #[test]
    fn a_relay_would_believe_every_signature_of_a_registration() {
        let greeting = Greeting {
            versions: VERSIONS,
            relay: RelayName::parse("relay.example").unwrap(),
            nonce: Nonce::from_bytes([3; 32]),
            lineage: LineageId::from_bytes([4; 16]),
            retention_days: 30,
            push_key: None,
        };
        let code = InvitationCode::from_bytes([5; 36]);
        let request = Device::generate().unwrap().register("load1", code, &greeting).unwrap();
        let Request::Register { device, signature, .. } = request else { unreachable!() };
        device.verify().unwrap();
        assert_eq!(device.certificate.body.account.as_str(), "load1@relay.example");
        let id = device.certificate.device_id();
        let signed = authentication_bytes(&greeting.relay, &greeting.nonce, &id);
        verify(device.certificate.body.device_key.as_bytes(), &signed, &signature).unwrap();
    }
}
