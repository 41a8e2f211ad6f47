//! How much of everything one run does.

use std::time::Duration;

use crate::arguments::Options;
use crate::failure::Failure;
use crate::open_files;

/// Files that a process needs beside its connections: the store's tables, the listener, the runtime.
const OTHER_FILES: u64 = 500;

pub struct Plan {
    pub record_bytes: usize,
    pub senders: usize,
    pub followers: usize,
    pub idle: usize,
    /// Each measurement under load, after its warm-up.
    pub load: Duration,
    pub warm_up: Duration,
    /// Each batch size of the disk's own measurement.
    pub disk: Duration,
    /// From the last connection to the reading of the memory.
    pub settle: Duration,
}

impl Plan {
    /// Raises the limit of open files, which decides how many connections fit.
    pub fn new(options: &Options) -> Result<Self, Failure> {
        let (seconds, idle, warm_up, disk, settle) =
            if options.quick { (1, 500, 200, 250, 500) } else { (8, 10_000, 1_000, 2_000, 2_000) };
        let wanted = options.idle.unwrap_or(idle) as usize;
        let senders = usize::from(options.senders);
        let followers = usize::from(options.followers);
        let fit = open_files::raise()?.saturating_sub(OTHER_FILES);
        let fit = usize::try_from(fit).unwrap_or(usize::MAX);
        if senders.max(followers) > fit {
            return Err(Failure::OpenFiles { wanted: senders.max(followers), fit });
        }
        Ok(Self {
            record_bytes: options.record_bytes as usize,
            senders,
            followers,
            idle: wanted.min(fit),
            load: Duration::from_secs(options.seconds.unwrap_or(seconds)),
            warm_up: Duration::from_millis(warm_up),
            disk: Duration::from_millis(disk),
            settle: Duration::from_millis(settle),
        })
    }

    /// Devices that the whole run needs: each measurement takes the first ones again.
    pub fn devices(&self) -> usize {
        self.idle.max(self.senders).max(self.followers + 1)
    }
}
