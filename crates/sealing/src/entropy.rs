//! The one source of randomness: a seed that the engine hands in with each input.

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use zeroize::Zeroizing;

/// The seed of one engine transaction: 32 bytes that nobody guesses and nobody uses twice.
///
/// Everything random in this crate is drawn from such a seed, so the same seed and the same inputs
/// give the same bytes. It is consumed by its use; [`Entropy::split`] makes several of one.
pub struct Entropy(Zeroizing<[u8; 32]>);

impl Entropy {
    pub const LENGTH: usize = 32;

    pub fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn rng(self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(*self.0)
    }

    /// An independent seed for one `purpose`. The same purpose gives the same seed again, so each
    /// purpose is named once in a transaction.
    #[must_use]
    pub fn split(&self, purpose: &str) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("corridor 2026 entropy split");
        hasher.update(&*self.0);
        hasher.update(purpose.as_bytes());
        Self::from_bytes(*hasher.finalize().as_bytes())
    }
}
