//! Who a person and a device are: their secret keys, and what those sign.

use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, UnixSeconds, authentication_bytes,
    revocation_bytes,
};
use corridor_wire::id::{AccountId, AccountKey, DeviceId, DeviceKey, Nonce, RelayName, Signature};
use openmls_traits::signatures::{Signer, SignerError};
use openmls_traits::types::SignatureScheme;
use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use crate::signing::SigningSecret;

/// Why words or stored bytes are not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    #[error("a recovery phrase has 24 words of the English BIP 39 list and a valid checksum")]
    Words,
    #[error("a stored device secret has {} bytes", DeviceSecret::LENGTH)]
    Length,
}

/// A person's Ed25519 seed. Whoever has it is the account; 24 words restore it.
pub struct AccountSecret(SigningSecret);

impl AccountSecret {
    pub const LENGTH: usize = 32;

    pub fn generate(rng: &mut impl CryptoRngCore) -> Self {
        let mut seed = Zeroizing::new([0; Self::LENGTH]);
        rng.fill_bytes(&mut *seed);
        Self::from_bytes(&seed)
    }

    pub fn from_bytes(seed: &[u8; Self::LENGTH]) -> Self {
        Self(SigningSecret::from_bytes(seed))
    }

    /// For the device's own encrypted storage.
    pub fn to_bytes(&self) -> Zeroizing<[u8; Self::LENGTH]> {
        self.0.to_bytes()
    }

    /// Restores an account from its 24 words, however they are spaced and capitalised.
    pub fn from_words(words: &str) -> Result<Self, SecretError> {
        let phrase = Zeroizing::new(words.to_lowercase());
        let mnemonic = bip39::Mnemonic::parse_in(bip39::Language::English, phrase.as_str())
            .map_err(|_| SecretError::Words)?;
        let entropy = Zeroizing::new(mnemonic.to_entropy());
        let seed = entropy.as_slice().try_into().map_err(|_| SecretError::Words)?;
        Ok(Self::from_bytes(seed))
    }

    /// The 24 words of BIP 39 (English) that encode the seed and a checksum.
    pub fn to_words(&self) -> Zeroizing<String> {
        match bip39::Mnemonic::from_entropy(&*self.to_bytes()) {
            Ok(mnemonic) => Zeroizing::new(mnemonic.words().collect::<Vec<_>>().join(" ")),
            Err(error) => unreachable!("32 bytes are an entropy length of BIP 39: {error}"),
        }
    }

    pub fn key(&self) -> AccountKey {
        AccountKey::from_bytes(self.0.public_key())
    }

    /// Says "this device is mine, from then until then".
    pub fn issue(
        &self,
        account: &AccountId,
        device: &DeviceKey,
        not_before: UnixSeconds,
        not_after: UnixSeconds,
    ) -> DeviceCertificate {
        let body = CertificateBody {
            account: account.clone(),
            account_key: self.key(),
            device_key: *device,
            not_before,
            not_after,
        };
        let signature = self.0.sign(&body.signed_bytes());
        DeviceCertificate { body, signature }
    }

    /// Says to the home relay "this device is mine no more".
    pub fn revoke(&self, account: &AccountId, device: &DeviceId) -> Signature {
        self.0.sign(&revocation_bytes(account, device))
    }
}

/// A device's secrets: the Ed25519 seed that signs for it everywhere, in MLS too, and the X-Wing
/// seed that opens its inbox.
pub struct DeviceSecret {
    signing: SigningSecret,
    inbox: Zeroizing<[u8; 32]>,
}

impl DeviceSecret {
    pub const LENGTH: usize = 64;

    pub fn generate(rng: &mut impl CryptoRngCore) -> Self {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        rng.fill_bytes(&mut *bytes);
        Self::from_array(&bytes)
    }

    /// For the device's own encrypted storage: the signing seed, then the inbox seed.
    pub fn to_bytes(&self) -> Zeroizing<[u8; Self::LENGTH]> {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        bytes[..32].copy_from_slice(&*self.signing.to_bytes());
        bytes[32..].copy_from_slice(&*self.inbox);
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SecretError> {
        bytes.try_into().map(Self::from_array).map_err(|_| SecretError::Length)
    }

    fn from_array(bytes: &[u8; Self::LENGTH]) -> Self {
        let mut signing = Zeroizing::new([0; 32]);
        signing.copy_from_slice(&bytes[..32]);
        let mut inbox = Zeroizing::new([0; 32]);
        inbox.copy_from_slice(&bytes[32..]);
        Self { signing: SigningSecret::from_bytes(&signing), inbox }
    }

    pub fn key(&self) -> DeviceKey {
        DeviceKey::from_bytes(self.signing.public_key())
    }

    pub fn id(&self) -> DeviceId {
        DeviceId::of(&self.key())
    }

    /// Answers the nonce of a relay's greeting.
    pub fn sign_authentication(&self, relay: &RelayName, nonce: &Nonce) -> Signature {
        self.signing.sign(&authentication_bytes(relay, nonce, &self.id()))
    }

    /// How the relay lists this device.
    pub fn record(&self, certificate: DeviceCertificate) -> DeviceRecord {
        let inbox_key = self.inbox_public_key();
        let signature = self.signing.sign(&DeviceRecord::signed_bytes(&certificate, &inbox_key));
        let Some(inbox_key) = BoundedBytes::new(inbox_key) else {
            unreachable!("an X-Wing public key has 1,216 bytes, below the limit")
        };
        DeviceRecord { certificate, inbox_key, signature }
    }

    fn inbox_public_key(&self) -> Vec<u8> {
        #[cfg(feature = "stub")]
        if crate::stub::is_enabled() {
            return crate::stub::kem_public_key(&*self.inbox);
        }
        let secret = x_wing::DecapsulationKey::from(*self.inbox);
        x_wing::KeyExport::to_bytes(x_wing::Decapsulator::encapsulation_key(&secret)).to_vec()
    }

    pub(crate) fn inbox_private_key(&self) -> &[u8; 32] {
        &self.inbox
    }

    pub(crate) fn sign_bytes(&self, bytes: &[u8]) -> Signature {
        self.signing.sign(bytes)
    }
}

/// The device's MLS signer.
impl Signer for DeviceSecret {
    fn sign(&self, payload: &[u8]) -> Result<Vec<u8>, SignerError> {
        Ok(self.signing.sign(payload).as_bytes().to_vec())
    }

    fn signature_scheme(&self) -> SignatureScheme {
        SignatureScheme::ED25519
    }
}

/// A device that may speak: its secrets and the account's word for it.
pub struct DeviceIdentity {
    pub secret: DeviceSecret,
    pub certificate: DeviceCertificate,
}

impl DeviceIdentity {
    pub fn device_id(&self) -> DeviceId {
        self.certificate.device_id()
    }

    pub fn account(&self) -> &AccountId {
        &self.certificate.body.account
    }
}
