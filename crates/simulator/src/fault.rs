//! Everything that goes wrong on purpose, by kind, and how often it did.

use core::fmt;

/// One kind of fault. The order is the one in which they are printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fault {
    /// A frame is delivered late, after frames of other lines.
    Delay,
    /// A device cannot reach its relay for a while.
    Partition,
    /// A connection breaks: what is in flight is lost, and each end notices in its own time.
    Cut,
    /// A frame arrives in part, and then the connection breaks.
    CutInFrame,
    /// A device's process is killed.
    ClientCrash,
    /// A device's database fails in the middle of an input.
    ClientStorage,
    /// A device is switched off for days.
    Sleep,
    /// A device's clock jumps by up to 48 hours.
    ClockSkew,
    /// A relay's process is killed.
    RelayKill,
    /// A batch that was being written when the relay was killed is gone.
    LostWrite,
    /// Such a batch is on disk in part: its checksum is wrong, so recovery leaves it out.
    TornWrite,
    /// Bits flip on a relay's disk: reads fail until it is restored from a backup.
    BitFlip,
    DiskFull,
    /// A write fails and nobody knows whether it is on disk: the relay stops and starts again.
    IoError,
    /// A relay is restored from an older backup.
    Restore,
    /// A transfer of a blob breaks off.
    Transfer,
    // From here on: only a relay, or somebody in front of it, that lies.
    Drop,
    Duplicate,
    Reorder,
    /// Bytes of a frame are changed on the way.
    Corrupt,
    Withhold,
    Replay,
    /// Entries of a page are swapped, left out or changed.
    Rewrite,
    /// Two histories of one log are served to two halves of a room.
    Fork,
}

impl Fault {
    pub const ALL: [Self; 24] = [
        Self::Delay,
        Self::Partition,
        Self::Cut,
        Self::CutInFrame,
        Self::ClientCrash,
        Self::ClientStorage,
        Self::Sleep,
        Self::ClockSkew,
        Self::RelayKill,
        Self::LostWrite,
        Self::TornWrite,
        Self::BitFlip,
        Self::DiskFull,
        Self::IoError,
        Self::Restore,
        Self::Transfer,
        Self::Drop,
        Self::Duplicate,
        Self::Reorder,
        Self::Corrupt,
        Self::Withhold,
        Self::Replay,
        Self::Rewrite,
        Self::Fork,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Delay => "delay",
            Self::Partition => "partition",
            Self::Cut => "cut",
            Self::CutInFrame => "cut-in-frame",
            Self::ClientCrash => "client-crash",
            Self::ClientStorage => "client-storage",
            Self::Sleep => "sleep",
            Self::ClockSkew => "clock-skew",
            Self::RelayKill => "relay-kill",
            Self::LostWrite => "lost-write",
            Self::TornWrite => "torn-write",
            Self::BitFlip => "bit-flip",
            Self::DiskFull => "disk-full",
            Self::IoError => "io-error",
            Self::Restore => "restore",
            Self::Transfer => "transfer",
            Self::Drop => "drop",
            Self::Duplicate => "duplicate",
            Self::Reorder => "reorder",
            Self::Corrupt => "corrupt",
            Self::Withhold => "withhold",
            Self::Replay => "replay",
            Self::Rewrite => "rewrite",
            Self::Fork => "fork",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name() == name)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// How often each kind of fault was injected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FaultCounts([u64; Fault::ALL.len()]);

impl FaultCounts {
    pub fn add(&mut self, fault: Fault) {
        self.0[fault as usize] += 1;
    }

    pub fn of(&self, fault: Fault) -> u64 {
        self.0[fault as usize]
    }

    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}
