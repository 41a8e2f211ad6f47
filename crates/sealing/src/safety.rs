//! Safety numbers: what two people compare to know that nobody sits between them.
//!
//! Each person's fingerprint is the iterated hash of the numeric fingerprint that Signal published
//! (`libsignal`, `NumericFingerprintGenerator`): SHA-512, 5,200 times, over version, key and account.
//! Thirty digits of each person, the smaller first, make sixty. Words are BIP 39 over a hash of both.

use corridor_wire::id::{AccountId, AccountKey};
use sha2::{Digest, Sha256, Sha512};

/// The version of this construction, hashed first.
const VERSION: [u8; 2] = [0, 1];

/// How often each fingerprint is hashed, so that searching for a look-alike costs that much more.
const ITERATIONS: usize = 5200;

/// Five digits from each five bytes, six times: 30 digits of a person.
const GROUP_BYTES: usize = 5;
const GROUPS: usize = 6;

/// 128 bits make 12 words.
const WORD_BYTES: usize = 16;

/// Compared aloud, as digits or as words. Both people see the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SafetyNumber {
    digits: String,
    words: Vec<&'static str>,
}

impl SafetyNumber {
    /// 60 digits in 12 groups of 5, with spaces between.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// 12 words of the English BIP 39 list; the last one holds a checksum.
    pub fn words(&self) -> &[&'static str] {
        &self.words
    }
}

/// The same whichever of the two comes first.
pub fn safety_number(
    account: &AccountId,
    key: &AccountKey,
    other_account: &AccountId,
    other_key: &AccountKey,
) -> SafetyNumber {
    let mut fingerprints = [fingerprint(account, key), fingerprint(other_account, other_key)];
    fingerprints.sort_unstable();
    let groups: Vec<String> = fingerprints.iter().flat_map(groups).collect();
    SafetyNumber { digits: groups.join(" "), words: words(&fingerprints) }
}

fn fingerprint(account: &AccountId, key: &AccountKey) -> [u8; 64] {
    let mut hash = Sha512::new()
        .chain_update(VERSION)
        .chain_update(key.as_bytes())
        .chain_update(account.as_str())
        .chain_update(key.as_bytes())
        .finalize();
    for _ in 1..ITERATIONS {
        hash = Sha512::new().chain_update(hash).chain_update(key.as_bytes()).finalize();
    }
    hash.into()
}

fn groups(fingerprint: &[u8; 64]) -> impl Iterator<Item = String> {
    fingerprint.chunks_exact(GROUP_BYTES).take(GROUPS).map(|bytes| {
        let number = bytes.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:05}", number % 100_000)
    })
}

fn words(fingerprints: &[[u8; 64]; 2]) -> Vec<&'static str> {
    let hash = Sha256::new()
        .chain_update(b"corridor 2026 safety words")
        .chain_update(fingerprints[0])
        .chain_update(fingerprints[1])
        .finalize();
    match bip39::Mnemonic::from_entropy(&hash[..WORD_BYTES]) {
        Ok(mnemonic) => mnemonic.words().collect(),
        Err(error) => unreachable!("16 bytes are an entropy length of BIP 39: {error}"),
    }
}
