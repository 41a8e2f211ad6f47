//! HPKE (RFC 9180) with X-Wing where the encapsulation's randomness is handed in.
//!
//! `hpke-rs` seeds a generator of its own from the operating system for each operation and offers no
//! other way in. Its key schedule and AEAD need no randomness, so the backend here delegates those and
//! has no generator; only the encapsulation itself is done beside it, by the same X-Wing crate.
//!
//! Nothing here names another KEM or curve, so none is linked: the web app would carry them all.

use hpke_rs::{Hpke, HpkePrivateKey, Mode};
use hpke_rs_crypto::error::Error;
use hpke_rs_crypto::types::{AeadAlgorithm, KdfAlgorithm, KemAlgorithm};
use hpke_rs_crypto::{HpkeCrypto, HpkeTestRng, TryCryptoRng, TryRng};
use hpke_rs_rust_crypto::HpkeRustCrypto;
use x_wing::{Decapsulate as _, Decapsulator as _, KeyExport as _};
use zeroize::{Zeroize, Zeroizing};

/// RustCrypto for everything that needs no randomness.
#[derive(Debug)]
pub(crate) struct Derandomized;

/// The generator that is never asked. It exists because the trait wants one.
pub(crate) struct NoGenerator;

/// Randomness of one X-Wing encapsulation: 32 bytes for ML-KEM-768, 32 for X25519.
pub(crate) const ENCAPSULATION_RANDOMNESS: usize = 64;

/// The parameters of one HPKE use, base mode, X-Wing.
#[derive(Clone, Copy)]
pub(crate) struct Suite {
    pub(crate) kdf: KdfAlgorithm,
    pub(crate) aead: AeadAlgorithm,
    /// Fixed when the suite is made: openmls seals on threads of its own.
    #[cfg(feature = "stub")]
    pub(crate) stub: bool,
}

impl Suite {
    pub(crate) fn new(kdf: KdfAlgorithm, aead: AeadAlgorithm) -> Self {
        Self {
            kdf,
            aead,
            #[cfg(feature = "stub")]
            stub: crate::stub::is_enabled(),
        }
    }

    fn hpke(self) -> Hpke<Derandomized> {
        Hpke::new(Mode::Base, KemAlgorithm::XWingDraft06, self.kdf, self.aead)
    }

    /// The encapsulated secret and the ciphertext; `None` when `public_key` is not a key.
    pub(crate) fn seal(
        self,
        public_key: &[u8],
        info: &[u8],
        aad: &[u8],
        plaintext: &[u8],
        randomness: &Zeroizing<[u8; ENCAPSULATION_RANDOMNESS]>,
    ) -> Option<(Vec<u8>, Vec<u8>)> {
        #[cfg(feature = "stub")]
        if self.stub {
            return crate::stub::hpke_seal(public_key, info, aad, plaintext, &**randomness);
        }
        let public_key = x_wing::EncapsulationKey::try_from(public_key).ok()?;
        let (encapsulated, shared) = public_key.encapsulate_deterministic(&(**randomness).into());
        let mut context = self.hpke().key_schedule(&shared, info, &[], &[]).ok()?;
        let ciphertext = context.seal(aad, plaintext).ok()?;
        Some((encapsulated.to_vec(), ciphertext))
    }

    /// `None` when the ciphertext was not sealed to this key with this context.
    pub(crate) fn open(
        self,
        encapsulated: &[u8],
        private_key: &[u8],
        info: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
    ) -> Option<Vec<u8>> {
        #[cfg(feature = "stub")]
        if self.stub {
            return crate::stub::hpke_open(encapsulated, private_key, info, aad, ciphertext);
        }
        let private_key = HpkePrivateKey::from(private_key);
        self.hpke().open(encapsulated, &private_key, info, aad, ciphertext, None, None, None).ok()
    }

    /// The private and the public key that `key_material` gives (RFC 9180, section 7.1.3).
    pub(crate) fn derive_key_pair(
        self,
        key_material: &[u8],
    ) -> Option<(Zeroizing<Vec<u8>>, Vec<u8>)> {
        #[cfg(feature = "stub")]
        if self.stub {
            return Some(crate::stub::kem_key_pair(key_material));
        }
        let (private_key, public_key) = self.hpke().derive_key_pair(key_material).ok()?.into_keys();
        Some((Zeroizing::new(private_key.as_slice().to_vec()), public_key.as_slice().to_vec()))
    }
}

impl HpkeCrypto for Derandomized {
    type HpkePrng = NoGenerator;

    fn name() -> String {
        "RustCrypto without a generator".to_owned()
    }

    fn prng() -> NoGenerator {
        NoGenerator
    }

    fn supports_kdf(algorithm: KdfAlgorithm) -> Result<(), Error> {
        HpkeRustCrypto::supports_kdf(algorithm)
    }

    fn supports_kem(algorithm: KemAlgorithm) -> Result<(), Error> {
        match algorithm {
            KemAlgorithm::XWingDraft06 => Ok(()),
            _ => Err(Error::UnknownKemAlgorithm),
        }
    }

    fn supports_aead(algorithm: AeadAlgorithm) -> Result<(), Error> {
        HpkeRustCrypto::supports_aead(algorithm)
    }

    fn kdf_extract(algorithm: KdfAlgorithm, salt: &[u8], key: &[u8]) -> Result<Vec<u8>, Error> {
        HpkeRustCrypto::kdf_extract(algorithm, salt, key)
    }

    fn kdf_expand(
        algorithm: KdfAlgorithm,
        key: &[u8],
        info: &[u8],
        length: usize,
    ) -> Result<Vec<u8>, Error> {
        HpkeRustCrypto::kdf_expand(algorithm, key, info, length)
    }

    /// Refused, with what else belongs to the Diffie-Hellman KEMs alone.
    fn dh(_: KemAlgorithm, _: &[u8], _: &[u8]) -> Result<Vec<u8>, Error> {
        Err(Error::UnknownKemAlgorithm)
    }

    fn secret_to_public(_: KemAlgorithm, _: &[u8]) -> Result<Vec<u8>, Error> {
        Err(Error::UnknownKemAlgorithm)
    }

    fn kem_key_gen(_: KemAlgorithm, _: &mut NoGenerator) -> Result<(Vec<u8>, Vec<u8>), Error> {
        Err(Error::InsufficientRandomness)
    }

    fn kem_key_gen_derand(
        algorithm: KemAlgorithm,
        seed: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), Error> {
        Self::supports_kem(algorithm)?;
        let key = x_wing_key(seed)?;
        Ok((key.encapsulation_key().to_bytes().to_vec(), key.as_bytes().to_vec()))
    }

    fn kem_encaps(
        _: KemAlgorithm,
        _: &[u8],
        _: &mut NoGenerator,
    ) -> Result<(Vec<u8>, Vec<u8>), Error> {
        Err(Error::InsufficientRandomness)
    }

    fn kem_decaps(algorithm: KemAlgorithm, sealed: &[u8], key: &[u8]) -> Result<Vec<u8>, Error> {
        Self::supports_kem(algorithm)?;
        let sealed = sealed.try_into().map_err(|_| Error::KemInvalidCiphertext)?;
        Ok(x_wing_key(key)?.decapsulate(sealed).to_vec())
    }

    fn dh_validate_sk(_: KemAlgorithm, _: &[u8]) -> Result<Vec<u8>, Error> {
        Err(Error::UnknownKemAlgorithm)
    }

    fn aead_seal(
        algorithm: AeadAlgorithm,
        key: &[u8],
        nonce: &[u8],
        aad: &[u8],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, Error> {
        HpkeRustCrypto::aead_seal(algorithm, key, nonce, aad, plaintext)
    }

    fn aead_open(
        algorithm: AeadAlgorithm,
        key: &[u8],
        nonce: &[u8],
        aad: &[u8],
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, Error> {
        HpkeRustCrypto::aead_open(algorithm, key, nonce, aad, ciphertext)
    }
}

fn x_wing_key(bytes: &[u8]) -> Result<x_wing::DecapsulationKey, Error> {
    let seed: [u8; 32] = bytes.try_into().map_err(|_| Error::KemInvalidSecretKey)?;
    Ok(seed.into())
}

impl NoGenerator {
    /// `hpke-rs` draws only in the Diffie-Hellman KEMs and in key generation, which are not called.
    fn asked() -> ! {
        unreachable!("HPKE here is given its randomness")
    }
}

impl TryRng for NoGenerator {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Self::asked()
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Self::asked()
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Self::asked()
    }
}

impl TryCryptoRng for NoGenerator {}

impl HpkeTestRng for NoGenerator {
    type Error = core::convert::Infallible;

    fn try_fill_test_bytes(&mut self, _: &mut [u8]) -> Result<(), Self::Error> {
        Self::asked()
    }

    fn seed(&mut self, _: &[u8]) {}
}

impl Zeroize for NoGenerator {
    fn zeroize(&mut self) {}
}
