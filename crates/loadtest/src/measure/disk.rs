//! The disk's own group-commit rate: records appended to one file, on the disk before the next.
//!
//! It is what a relay with no code at all would reach, if as many senders wait for each sync as a
//! batch has records.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::per_second;
use crate::failure::Failure;
use crate::latency::{Latencies, Latency};
use crate::payload::Payload;

pub const BATCHES: [usize; 3] = [1, 8, 64];

#[derive(Clone, Debug, Serialize)]
pub struct DiskFigures {
    pub records_per_sync: usize,
    pub records_per_second: f64,
    pub sync: Latency,
}

/// Measures each batch size for so long.
pub fn measure(
    folder: &Path,
    record_bytes: usize,
    each: Duration,
) -> Result<Vec<DiskFigures>, Failure> {
    BATCHES.iter().map(|&batch| measure_batch(folder, record_bytes, batch, each)).collect()
}

/// Measures one batch size, in a file of its own that is removed afterwards.
pub fn measure_batch(
    folder: &Path,
    record_bytes: usize,
    batch: usize,
    time: Duration,
) -> Result<DiskFigures, Failure> {
    let mut payload = Payload::new(record_bytes)?;
    let records: Vec<u8> = (0..batch).flat_map(|_| payload.bytes()).collect();
    let file = folder.join("appended");
    let figures = append(&file, &records, batch, time);
    let removed = std::fs::remove_file(&file);
    let figures = figures.and_then(|figures| removed.map(|()| figures));
    figures.map_err(|error| Failure::System("measuring the disk", error))?
}

type Measured = Result<DiskFigures, Failure>;

fn append(file: &Path, records: &[u8], batch: usize, each: Duration) -> std::io::Result<Measured> {
    let mut file = OpenOptions::new().create_new(true).append(true).open(file)?;
    // The first sync also makes the file itself durable.
    file.write_all(records)?;
    file.sync_all()?;
    let mut latencies = Latencies::default();
    let begun = Instant::now();
    while begun.elapsed() < each {
        let one = Instant::now();
        file.write_all(records)?;
        file.sync_data()?;
        if let Err(failure) = latencies.record(one.elapsed()) {
            return Ok(Err(failure));
        }
    }
    let written = latencies.count() * batch as u64;
    Ok(Ok(DiskFigures {
        records_per_sync: batch,
        records_per_second: per_second(written, begun.elapsed()),
        sync: latencies.summary(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_batch_size_is_measured_and_nothing_stays_behind() {
        let folder = tempfile::tempdir().unwrap();
        let figures = measure(folder.path(), 1_024, Duration::from_millis(20)).unwrap();
        let batches: Vec<usize> = figures.iter().map(|one| one.records_per_sync).collect();
        assert_eq!(batches, BATCHES);
        assert!(figures.iter().all(|one| one.records_per_second > 0.0));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
