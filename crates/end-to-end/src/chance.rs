//! A fixed sequence of numbers, so that two runs differ by the machine's timing alone.

pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        // Knuth's MMIX generator; its high bits are good enough to choose a moment.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
