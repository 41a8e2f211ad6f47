//! How long a relay with a gibibyte of records takes to serve again after `kill -9`.
//!
//! A measurement, so it is not run with the tests, and asserts nothing about time:
//! ```text
//! cargo build --release --bins -p corridor-relay
//! CORRIDOR_PROGRAMS=target/release cargo test -p corridor-end-to-end --test restart -- --ignored --nocapture
//! ```

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use corridor_end_to_end::World;
use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;

const STORE_BYTES: u64 = 1 << 30;
const RESTARTS: usize = 40;
const RECORD_BYTES: usize = 32 * 1024;
const LOGS: u64 = 64;

/// Records on their way at once; before each kill the journal gets some hundred more.
const PIPELINED: u64 = 32;
const BETWEEN: u64 = 10;

#[test]
#[ignore = "a measurement of minutes, for docs/benchmarks.md"]
fn restart_with_a_gibibyte() {
    let mut world = World::not_started();
    for limit in ["BYTES_PER_SECOND", "BYTES_BURST", "RECORD_BYTES_PER_DAY"] {
        world.relay.set(&format!("CORRIDOR_RELAY_LIMITS_{limit}"), "1000000000000");
    }
    for limit in ["REQUESTS_PER_SECOND", "REQUESTS_BURST"] {
        world.relay.set(&format!("CORRIDOR_RELAY_LIMITS_{limit}"), "1000000000");
    }
    world.relay.start();
    let invitation = world.relay.invite(1).remove(0);
    let alice = RawDevice::registered("alice@localhost", world.relay.address(), &invitation);
    let mut client = alice.open(world.relay.address());
    for number in 0..LOGS {
        let token_hash = token().hash();
        let request = Request::CreateLog { log: log(number), token_hash, delete_hash: token_hash };
        assert_eq!(client.ask(request), Response::Done {});
    }
    let store = world.relay.directory().join("store");
    let mut op = 0;
    while bytes_below(&store) < STORE_BYTES {
        write(&mut client, &mut op);
    }
    let mut times = Vec::new();
    for _ in 0..RESTARTS {
        for _ in 0..BETWEEN {
            write(&mut client, &mut op);
        }
        world.relay.kill();
        let begun = Instant::now();
        world.relay.start();
        client = alice.open(world.relay.address());
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |percent: usize| times[(times.len() * percent).div_ceil(100) - 1].as_millis();
    println!(
        "restart: {} MiB stored, {} records, {RESTARTS} starts after kill -9 until a client is \
         signed in: p50 {} ms, p99 {} ms, slowest {} ms",
        bytes_below(&store) >> 20,
        op,
        at(50),
        at(99),
        times.last().map_or(0, Duration::as_millis),
    );
}

fn log(number: u64) -> LogId {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(number % LOGS).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    LogId::from_bytes(id)
}

fn token() -> Token {
    Token::from_bytes([7; 32])
}

fn write(client: &mut RawClient, op: &mut u64) {
    let mut open = BTreeSet::new();
    for _ in 0..PIPELINED {
        *op += 1;
        let mut op_id = [0; 16];
        op_id[..8].copy_from_slice(&op.to_be_bytes());
        let record = BoundedBytes::new(op.to_be_bytes().repeat(RECORD_BYTES / 8));
        open.insert(client.post(Request::Append(Append {
            log: log(*op),
            op_id: OpId::from_bytes(op_id),
            token: Some(token()),
            expect_version: 0,
            record: record.expect("a record fits"),
            commit: None,
            wake: None,
        })));
    }
    while !open.is_empty() {
        let (request, response) = client.next_reply().expect("it serves");
        assert!(matches!(response, Response::Appended { .. }), "{response:?}");
        open.remove(&request);
    }
}

/// What the files take, holes not counted.
fn bytes_below(folder: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        // Tables come and go while one looks.
        let Ok(metadata) = entry.metadata() else { continue };
        bytes +=
            if metadata.is_dir() { bytes_below(&entry.path()) } else { metadata.blocks() * 512 };
    }
    bytes
}
