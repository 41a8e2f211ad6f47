//! The stable run's own mutator: blind, bounded, and the same on every machine for the same seed.
//!
//! It knows what libFuzzer's does without coverage: flipped bits, interesting numbers, bytes taken
//! out, doubled and put elsewhere, tokens of a dictionary, and two inputs spliced into one.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// Lengths and counts at the edges of what decoders expect.
const NUMBERS: [u64; 14] = [
    0,
    1,
    23,
    24,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    1 << 31,
    u32::MAX as u64,
    i64::MAX as u64,
    u64::MAX,
];

/// No mutation makes an input longer than this.
const MOST_BYTES: usize = 64 * 1024;

pub struct Mutator<'c> {
    random: ChaCha8Rng,
    corpus: &'c [Vec<u8>],
    tokens: &'c [Vec<u8>],
}

impl<'c> Mutator<'c> {
    /// `name` and `number` choose the random numbers.
    pub fn new(name: &str, number: u64, corpus: &'c [Vec<u8>], tokens: &'c [Vec<u8>]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("corridor 2026 fuzz mutator");
        hasher.update(name.as_bytes()).update(&number.to_be_bytes());
        let random = ChaCha8Rng::from_seed(*hasher.finalize().as_bytes());
        Self { random, corpus, tokens }
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.next_u64() as usize % end.max(1)
    }

    fn any(&mut self, all: &[Vec<u8>]) -> Vec<u8> {
        let at = self.below(all.len());
        all.get(at).cloned().unwrap_or_default()
    }

    /// An input of the corpus after a few changes.
    pub fn mutate(&mut self) -> Vec<u8> {
        let mut bytes = self.any(self.corpus);
        for _ in 0..=self.below(4) {
            self.change(&mut bytes);
        }
        bytes.truncate(MOST_BYTES);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len() + 1);
        let length = 1 + self.below(16.min(bytes.len() + 1));
        let to = (at + length).min(bytes.len());
        match self.below(9) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (self.random.next_u32() % 8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = self.random.next_u32() as u8;
                }
            }
            2 => {
                let number = NUMBERS[self.below(NUMBERS.len())].to_be_bytes();
                let width = 1 << self.below(4);
                for (byte, new) in bytes.iter_mut().skip(at).zip(&number[8 - width..]) {
                    *byte = *new;
                }
            }
            3 => drop(bytes.drain(at..to)),
            4 => {
                let copy = bytes[at..to].to_vec();
                let place = self.below(bytes.len() + 1);
                bytes.splice(place..place, copy);
            }
            5 => {
                let mut noise = vec![0; length];
                self.random.fill_bytes(&mut noise);
                bytes.splice(at..at, noise);
            }
            6 => {
                let token = self.any(self.tokens);
                let over =
                    if self.below(2) == 0 { at } else { (at + token.len()).min(bytes.len()) };
                bytes.splice(at..over, token);
            }
            7 => bytes.truncate(at),
            _ => {
                let other = self.any(self.corpus);
                let from = self.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_inputs_and_another_one_others() {
        let corpus = [b"one input".to_vec(), b"and another".to_vec()];
        let tokens = [b"token".to_vec()];
        let run = |number| {
            let mut mutator = Mutator::new("a", number, &corpus, &tokens);
            (0..100).map(|_| mutator.mutate()).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        assert!(run(1).iter().any(|input| input.windows(5).any(|window| window == b"token")));
    }
}
