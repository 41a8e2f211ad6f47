//! Records to append. Sealed records are random bytes, so these are too: a store that compresses
//! gains nothing, as in life.

use corridor_wire::client_frame::Record;
use corridor_wire::id::OpId;
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};

use crate::failure::Failure;

pub struct Payload {
    random: ChaCha8Rng,
    record_bytes: usize,
}

impl Payload {
    pub fn new(record_bytes: usize) -> Result<Self, Failure> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self { random: ChaCha8Rng::from_seed(seed), record_bytes })
    }

    pub fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = vec![0; self.record_bytes];
        self.random.fill_bytes(&mut bytes);
        bytes
    }

    pub fn record(&mut self) -> Record {
        // The command line allows no longer record than the protocol does.
        Record::new(self.bytes()).unwrap_or_default()
    }

    pub fn op_id(&mut self) -> OpId {
        OpId::from_bytes(self.array())
    }

    pub fn array<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.random.fill_bytes(&mut bytes);
        bytes
    }
}
