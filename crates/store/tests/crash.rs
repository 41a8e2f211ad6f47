//! A process that is killed at any moment: every batch that was acknowledged is there afterwards,
//! and every batch is there as a whole or not at all.
//!
//! The test runs itself again as the process to be killed.

#![allow(clippy::cast_possible_truncation)]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use corridor_store::embedded::EmbeddedOptions;
use corridor_store::{Batch, EmbeddedStore, KeyRange, Space, SpaceName, Store, View};

const KILLS: u64 = 60;
const DIRECTORY: &str = "CORRIDOR_STORE_CRASH_DIRECTORY";
const ROWS: Space = Space::undated(SpaceName::new("rows"));
const NUMBER: Space = Space::undated(SpaceName::new("number"));
const DATED: SpaceName = SpaceName::new("dated");

/// Rows of one batch, over several spaces and several blocks of the journal.
const ROWS_PER_BATCH: u64 = 12;

/// How long a busy machine may take to start a process.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Clone, Copy)]
enum Moment {
    Opening,
    Writing,
}

fn open(directory: &Path) -> EmbeddedStore {
    // Tables small enough that flushes and merges are under way at most kills.
    let options = EmbeddedOptions {
        memtable_bytes: 256 * 1024,
        reserve_bytes: 0,
        ..EmbeddedOptions::default()
    };
    EmbeddedStore::open(directory, &options).expect("opens after every crash")
}

fn last_number(store: &EmbeddedStore) -> u64 {
    let value = store.get(NUMBER, b"last").unwrap();
    value.map_or(0, |value| u64::from_be_bytes(value.try_into().unwrap()))
}

fn batch(number: u64) -> Batch {
    let mut batch = Batch::new();
    batch.put(NUMBER, "last", number.to_be_bytes());
    for row in 0..ROWS_PER_BATCH {
        let key = (number * ROWS_PER_BATCH + row).to_be_bytes();
        let value = vec![number as u8; 200 + (number % 7) as usize * 300];
        batch.put(ROWS, key, value);
        batch.put(Space::of_day(DATED, (number / 50) as u32), key, key);
    }
    batch
}

/// The process to be killed: commits batch after batch and prints a number once its batch is
/// acknowledged. Every fiftieth batch drops the space of three days before.
#[test]
fn commits_until_it_is_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let store = open(Path::new(&directory));
    let mut out = std::io::stdout().lock();
    for number in last_number(&store) + 1.. {
        store.commit(&batch(number)).unwrap();
        writeln!(out, "acknowledged {number}").unwrap();
        out.flush().unwrap();
        if number % 50 == 0 && number >= 200 {
            store.drop_space(Space::of_day(DATED, (number / 50) as u32 - 3)).unwrap();
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_no_batch_is_torn_when_a_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        // From the middle of opening to some dozen batches later, never twice alike.
        let moment = if kill % 5 == 4 { Moment::Opening } else { Moment::Writing };
        let delay = Duration::from_micros(2_000 + kill * kill * 97 % 90_000);
        acknowledged = acknowledged.max(run_and_kill(folder.path(), moment, delay));
        let store = open(folder.path());
        let last = last_number(&store);
        assert!(last >= acknowledged, "kill {kill}: {acknowledged} acknowledged, {last} there");
        check_whole_batches(&store, last);
    }
    assert!(
        acknowledged >= KILLS * 4 / 5,
        "the killed processes did too little: {acknowledged} batches"
    );
}

/// The last number that the process printed before it was killed.
fn run_and_kill(directory: &Path, moment: Moment, delay: Duration) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "commits_until_it_is_killed", "--nocapture"])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (lines, printed) = mpsc::channel();
    let reader = thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            if let Some(number) = line.strip_prefix("acknowledged ") {
                lines.send(number.parse::<u64>().unwrap()).unwrap();
            }
        }
    });
    // Every fifth process is killed while it opens the store, the others while they write.
    let first = match moment {
        Moment::Opening => None,
        Moment::Writing => Some(printed.recv_timeout(PATIENCE).expect("it writes")),
    };
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    printed.try_iter().last().or(first).unwrap_or(0)
}

fn check_whole_batches(store: &EmbeddedStore, last: u64) {
    let rows = store.range(ROWS, &KeyRange::all()).unwrap();
    assert_eq!(rows.len() as u64, last * ROWS_PER_BATCH, "a batch is torn or missing");
    for (at, row) in rows.iter().enumerate() {
        let number = at as u64 / ROWS_PER_BATCH + 1;
        assert_eq!(row.key, (at as u64 + ROWS_PER_BATCH).to_be_bytes());
        assert!(row.value.iter().all(|byte| *byte == number as u8), "row {at} is altered");
    }
    // The last three days have not been dropped: they hold as many rows as batches were numbered so.
    for day in (last / 50).saturating_sub(2)..=last / 50 {
        let batches = (last + 1).min((day + 1) * 50) - (day * 50).max(1);
        let dated = store.range(Space::of_day(DATED, day as u32), &KeyRange::all()).unwrap();
        assert_eq!(dated.len() as u64, batches * ROWS_PER_BATCH, "day {day}, last {last}");
    }
}
