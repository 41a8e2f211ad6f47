//! RustCrypto with every random byte drawn from the [`Entropy`] that was handed in.

use std::sync::{LazyLock, Mutex, PoisonError};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hpke_rs_crypto::types::{AeadAlgorithm, KdfAlgorithm};
use openmls::prelude::tls_codec::SecretVLBytes;
use openmls_rust_crypto::RustCrypto;
use openmls_traits::crypto::OpenMlsCrypto;
use openmls_traits::random::OpenMlsRand;
use openmls_traits::types::{
    AeadType, Ciphersuite, CryptoError, ExporterSecret, HashType, HpkeAeadType, HpkeCiphertext,
    HpkeConfig, HpkeKdfType, HpkeKemType, HpkeKeyPair, KemOutput, SignatureScheme,
};
use rand_chacha::ChaCha20Rng;
use rand_core::RngCore;
use zeroize::Zeroizing;

use super::hpke::{ENCAPSULATION_RANDOMNESS, Suite};
use corridor_wire::certificate::labelled;

use crate::entropy::Entropy;
use crate::session::SUITE;

/// The deterministic parts of RustCrypto. It seeds a generator from the operating system when it is
/// made, once in a process; nothing here ever draws from that one.
static RUST_CRYPTO: LazyLock<RustCrypto> = LazyLock::new(RustCrypto::default);

/// openmls's cryptography and randomness under one seed.
pub struct DeterministicCrypto {
    /// openmls asks for randomness through `&self` from a `Sync` type.
    rng: Mutex<ChaCha20Rng>,
    /// openmls encrypts the parts of a path on several threads at once, in no order that a seed
    /// could fix. So each encapsulation is derived from this key and from what it is for.
    encapsulation_key: Zeroizing<[u8; 32]>,
    /// Fixed when the provider is made: openmls computes on threads of its own.
    #[cfg(feature = "stub")]
    stub: bool,
    #[cfg(feature = "hostile")]
    victim: Option<Vec<u8>>,
}

impl DeterministicCrypto {
    pub(super) fn new(entropy: Entropy) -> Self {
        let mut encapsulation_key = Zeroizing::new([0; 32]);
        entropy.split("encapsulation").rng().fill_bytes(&mut *encapsulation_key);
        Self {
            rng: Mutex::new(entropy.rng()),
            encapsulation_key,
            #[cfg(feature = "stub")]
            stub: crate::stub::is_enabled(),
            #[cfg(feature = "hostile")]
            victim: None,
        }
    }

    #[cfg(feature = "hostile")]
    pub(super) fn corrupt_for(&mut self, victim: Vec<u8>) {
        self.victim = Some(victim);
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        // A poisoned lock means that another thread panicked while drawing: the generator's state is
        // whole, for drawing cannot stop half-way.
        self.rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }

    /// Differs for every key, purpose and plaintext, and cannot be told without the seed.
    fn encapsulation_randomness(
        &self,
        inputs: &[&[u8]],
    ) -> Zeroizing<[u8; ENCAPSULATION_RANDOMNESS]> {
        let mut hasher = blake3::Hasher::new_keyed(&self.encapsulation_key);
        hasher.update(&labelled("corridor 2026 encapsulation", inputs));
        let mut randomness = Zeroizing::new([0; ENCAPSULATION_RANDOMNESS]);
        hasher.finalize_xof().fill(&mut *randomness);
        randomness
    }

    pub(crate) fn draw<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.fill(&mut bytes);
        bytes
    }

    /// Only X-Wing is used here; a caller that asks for another KEM is refused.
    #[cfg_attr(not(feature = "stub"), allow(clippy::unused_self))]
    fn suite(&self, config: &HpkeConfig) -> Result<Suite, CryptoError> {
        if !matches!(config.0, HpkeKemType::XWingKemDraft6) {
            return Err(CryptoError::UnsupportedCiphersuite);
        }
        let kdf = match config.1 {
            HpkeKdfType::HkdfSha256 => KdfAlgorithm::HkdfSha256,
            HpkeKdfType::HkdfSha384 => KdfAlgorithm::HkdfSha384,
            HpkeKdfType::HkdfSha512 => KdfAlgorithm::HkdfSha512,
        };
        let aead = match config.2 {
            HpkeAeadType::AesGcm128 => AeadAlgorithm::Aes128Gcm,
            HpkeAeadType::AesGcm256 => AeadAlgorithm::Aes256Gcm,
            HpkeAeadType::ChaCha20Poly1305 => AeadAlgorithm::ChaCha20Poly1305,
            HpkeAeadType::Export => AeadAlgorithm::HpkeExport,
        };
        Ok(Suite {
            kdf,
            aead,
            #[cfg(feature = "stub")]
            stub: self.stub,
        })
    }
}

/// In a provider of the stub cipher, the stub's answer is the answer.
macro_rules! stub_answers {
    ($provider:ident, $answer:expr) => {
        #[cfg(feature = "stub")]
        if $provider.stub {
            return $answer;
        }
    };
}

/// The signatures of [`SUITE`] are all there is. RustCrypto's own match over schemes would link every
/// curve there is of them into the web app.
fn is_ed25519(scheme: SignatureScheme) -> Result<(), CryptoError> {
    match scheme {
        SignatureScheme::ED25519 => Ok(()),
        _ => Err(CryptoError::UnsupportedSignatureScheme),
    }
}

impl OpenMlsCrypto for DeterministicCrypto {
    fn supports(&self, ciphersuite: Ciphersuite) -> Result<(), CryptoError> {
        if ciphersuite == SUITE { Ok(()) } else { Err(CryptoError::UnsupportedCiphersuite) }
    }

    fn supported_ciphersuites(&self) -> Vec<Ciphersuite> {
        vec![SUITE]
    }

    fn hkdf_extract(
        &self,
        hash: HashType,
        salt: &[u8],
        key: &[u8],
    ) -> Result<SecretVLBytes, CryptoError> {
        stub_answers!(self, Ok(crate::stub::mac(salt, key, crate::stub::length(hash)).into()));
        RUST_CRYPTO.hkdf_extract(hash, salt, key)
    }

    fn hmac(
        &self,
        hash: HashType,
        key: &[u8],
        message: &[u8],
    ) -> Result<SecretVLBytes, CryptoError> {
        stub_answers!(self, Ok(crate::stub::mac(key, message, crate::stub::length(hash)).into()));
        RUST_CRYPTO.hmac(hash, key, message)
    }

    fn hkdf_expand(
        &self,
        hash: HashType,
        key: &[u8],
        info: &[u8],
        length: usize,
    ) -> Result<SecretVLBytes, CryptoError> {
        stub_answers!(self, Ok(crate::stub::mac(key, info, length).into()));
        RUST_CRYPTO.hkdf_expand(hash, key, info, length)
    }

    fn hash(&self, hash: HashType, data: &[u8]) -> Result<Vec<u8>, CryptoError> {
        stub_answers!(self, Ok(crate::stub::mac(&[], data, crate::stub::length(hash))));
        RUST_CRYPTO.hash(hash, data)
    }

    fn aead_encrypt(
        &self,
        algorithm: AeadType,
        key: &[u8],
        data: &[u8],
        nonce: &[u8],
        aad: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        RUST_CRYPTO.aead_encrypt(algorithm, key, data, nonce, aad)
    }

    fn aead_decrypt(
        &self,
        algorithm: AeadType,
        key: &[u8],
        sealed: &[u8],
        nonce: &[u8],
        aad: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        RUST_CRYPTO.aead_decrypt(algorithm, key, sealed, nonce, aad)
    }

    /// Refused: a device's signature key is made in [`crate::identity`].
    fn signature_key_gen(&self, _: SignatureScheme) -> Result<(Vec<u8>, Vec<u8>), CryptoError> {
        Err(CryptoError::UnsupportedSignatureScheme)
    }

    fn verify_signature(
        &self,
        scheme: SignatureScheme,
        data: &[u8],
        public_key: &[u8],
        signature: &[u8],
    ) -> Result<(), CryptoError> {
        stub_answers!(self, crate::stub::verify_signature(public_key, data, signature));
        is_ed25519(scheme)?;
        let public_key = VerifyingKey::try_from(public_key);
        let public_key = public_key.map_err(|_| CryptoError::CryptoLibraryError)?;
        let signature = Signature::from_slice(signature);
        let signature = signature.map_err(|_| CryptoError::CryptoLibraryError)?;
        // RFC 9420, section 5.1.2, wants what RFC 8032 verifies; strictly, so that all members agree.
        public_key.verify_strict(data, &signature).map_err(|_| CryptoError::InvalidSignature)
    }

    fn sign(
        &self,
        scheme: SignatureScheme,
        data: &[u8],
        key: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        is_ed25519(scheme)?;
        let key = SigningKey::try_from(key).map_err(|_| CryptoError::CryptoLibraryError)?;
        Ok(key.sign(data).to_vec())
    }

    fn hpke_seal(
        &self,
        config: HpkeConfig,
        public_key: &[u8],
        info: &[u8],
        aad: &[u8],
        plaintext: &[u8],
    ) -> Result<HpkeCiphertext, CryptoError> {
        let randomness = self.encapsulation_randomness(&[public_key, info, aad, plaintext]);
        #[cfg_attr(not(feature = "hostile"), allow(unused_mut))]
        let (encapsulated, mut ciphertext) = self
            .suite(&config)?
            .seal(public_key, info, aad, plaintext, &randomness)
            .ok_or(CryptoError::HpkeEncryptionError)?;
        #[cfg(feature = "hostile")]
        if self.victim.as_deref() == Some(public_key) {
            for byte in &mut ciphertext {
                *byte ^= 1;
            }
        }
        Ok(HpkeCiphertext { kem_output: encapsulated.into(), ciphertext: ciphertext.into() })
    }

    fn hpke_open(
        &self,
        config: HpkeConfig,
        input: &HpkeCiphertext,
        private_key: &[u8],
        info: &[u8],
        aad: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        self.suite(&config)?
            .open(input.kem_output.as_slice(), private_key, info, aad, input.ciphertext.as_slice())
            .ok_or(CryptoError::HpkeDecryptionError)
    }

    /// Refused: openmls exports from HPKE for external commits only, which are not used.
    fn hpke_setup_sender_and_export(
        &self,
        _: HpkeConfig,
        _: &[u8],
        _: &[u8],
        _: &[u8],
        _: usize,
    ) -> Result<(KemOutput, ExporterSecret), CryptoError> {
        Err(CryptoError::SenderSetupError)
    }

    /// Refused, as above.
    fn hpke_setup_receiver_and_export(
        &self,
        _: HpkeConfig,
        _: &[u8],
        _: &[u8],
        _: &[u8],
        _: &[u8],
        _: usize,
    ) -> Result<ExporterSecret, CryptoError> {
        Err(CryptoError::ReceiverSetupError)
    }

    fn derive_hpke_keypair(
        &self,
        config: HpkeConfig,
        key_material: &[u8],
    ) -> Result<HpkeKeyPair, CryptoError> {
        let (private_key, public_key) = self
            .suite(&config)?
            .derive_key_pair(key_material)
            .ok_or(CryptoError::CryptoLibraryError)?;
        Ok(HpkeKeyPair { private: private_key.as_slice().into(), public: public_key })
    }
}

impl OpenMlsRand for DeterministicCrypto {
    type Error = core::convert::Infallible;

    fn random_array<const LENGTH: usize>(&self) -> Result<[u8; LENGTH], Self::Error> {
        Ok(self.draw())
    }

    fn random_vec(&self, length: usize) -> Result<Vec<u8>, Self::Error> {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes);
        Ok(bytes)
    }
}
