//! Killed with SIGKILL as it enters an exact system call, over and over on the same directory.
//!
//! The calls are those that change files, and those around them that wake a thread or tell a client;
//! their numbers sweep over a run, so that kills fall into its start and recovery, its group commits,
//! flushes and merges of tables, and its end.

use corridor_end_to_end::strace::KillAt;

use crate::run::{Site, Tally};

/// `CORRIDOR_LONG=N` sweeps N times as densely.
pub fn density() -> u32 {
    std::env::var("CORRIDOR_LONG").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

fn sweep(call: &'static str, from: u32, to: u32, points: u32) -> Vec<KillAt> {
    let points = (points * density()).min(to - from);
    (0..points).map(|point| KillAt { call, nth: from + (to - from) * point / points }).collect()
}

#[test]
fn nothing_acknowledged_is_lost_when_a_first_start_is_killed() {
    let mut tally = Tally::default();
    // The counts are those of a first start, from the directory to the first batch.
    let sweeps = [
        sweep("openat", 60, 120, 26),
        sweep("mkdir", 1, 12, 11),
        sweep("fsync", 1, 60, 24),
        sweep("write", 2, 110, 16),
        sweep("renameat", 1, 9, 6),
        sweep("ftruncate", 1, 2, 1),
    ];
    for at in sweeps.into_iter().flatten() {
        let mut site = Site::new();
        site.run(at, &mut tally);
        site.finish(&mut tally);
    }
    report("first start", &tally);
    assert!(tally.kills() >= 75, "{} kills", tally.kills());
}

#[test]
fn nothing_acknowledged_is_lost_when_a_relay_is_killed_at_work() {
    work(0);
}

#[test]
fn nothing_acknowledged_is_lost_when_a_relay_is_killed_at_work_at_other_calls() {
    work(1);
}

/// Two tests share the sweep, because they run beside each other.
fn work(half: usize) {
    let sweeps = [
        sweep("write", 1, 100, 50),
        sweep("fsync", 1, 41, 40),
        sweep("openat", 64, 104, 40),
        sweep("sendto", 1, 61, 40),
        sweep("statfs", 1, 17, 16),
        sweep("renameat", 1, 11, 10),
        sweep("unlink", 1, 21, 20),
        sweep("ftruncate", 1, 3, 2),
        sweep("mkdir", 1, 7, 6),
        sweep("close", 30, 120, 20),
        sweep("lseek", 50, 200, 20),
        sweep("pread64", 1, 100, 20),
        sweep("recvfrom", 1, 60, 20),
    ];
    let mut points: Vec<_> = sweeps.into_iter().flatten().collect();
    mix(&mut points);
    let mut tally = Tally::default();
    let mut site = Site::new();
    for at in points.into_iter().skip(half).step_by(2) {
        if site.is_full() {
            std::mem::replace(&mut site, Site::new()).finish(&mut tally);
        }
        site.run(at, &mut tally);
    }
    site.finish(&mut tally);
    report("at work", &tally);
    assert!(tally.kills() >= 120, "{} kills", tally.kills());
}

/// So that kills of one kind meet what every other kind leaves. A fixed order: runs compare.
fn mix(points: &mut [KillAt]) {
    points.sort_by_key(|at| u64::from(at.nth).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
}

fn report(what: &str, tally: &Tally) {
    for ((phase, point), kills) in &tally.kills {
        let phase = format!("{phase:?}").to_lowercase();
        println!("killed: {what}: {kills:4} while {phase:8} at {}, {}", point.call, point.about);
    }
    println!(
        "killed: {what}: {} kills, {} ends not reached; {} records read back, {} sent again that were \
         there; 0 lost, 0 doubled, 0 moved",
        tally.kills(),
        tally.not_reached,
        tally.checked,
        tally.found_again,
    );
}
