//! A fuzzer's bytes as a sequence of choices: what a state machine is told to do next.
//!
//! When the bytes are used up every choice is 0, so a shorter input is a shorter story, and what a
//! fuzzer cuts off stays meaningful.

pub struct Choices<'a> {
    rest: &'a [u8],
}

impl<'a> Choices<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// A number below `end`, which is at most 256 and not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    pub fn number(&mut self) -> u16 {
        u16::from_be_bytes([self.byte(), self.byte()])
    }

    /// Eight bytes, for numbers that others would count with.
    pub fn long(&mut self) -> u64 {
        let mut bytes = [0; 8];
        for (byte, taken) in bytes.iter_mut().zip(self.take(8)) {
            *byte = *taken;
        }
        u64::from_be_bytes(bytes)
    }

    /// At most `count` bytes.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Bytes with their length, two bytes, before them.
    pub fn chunk(&mut self) -> &'a [u8] {
        let length = usize::from(self.number());
        self.take(length)
    }

    pub fn rest(&mut self) -> &'a [u8] {
        core::mem::take(&mut self.rest)
    }
}

/// Writes what [`Choices::chunk`] reads, for seeds.
pub fn put_chunk(to: &mut Vec<u8>, bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(usize::from(u16::MAX))];
    to.extend_from_slice(&u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes());
    to.extend_from_slice(bytes);
}
