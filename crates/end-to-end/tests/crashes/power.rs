//! Cut off from its power at many moments of one recorded run.
//!
//! Each image is the relay's directory as a disk could have it then: synced bytes for sure, of the rest
//! some. The real relay starts on it and is asked for everything that it had acknowledged by then, as
//! its own `sendto` calls in the same recording say.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use corridor_end_to_end::chance::Chance;
use corridor_end_to_end::lost_writes::{Choice, Disk};
use corridor_end_to_end::raw::RawDevice;
use corridor_end_to_end::recording::{self, Call};
use corridor_end_to_end::{Relay, World, strace};
use corridor_wire::id::Seq;
use corridor_wire::limits::FRAME_BYTES;
use corridor_wire::relay_frame::{RelayFrame, Response};

use crate::killed::density;
use crate::ledger::Ledger;
use crate::run::set_up;

/// Rounds of twenty records; enough for several tables and their first merges.
const ROUNDS: usize = 16;
const PIPELINED: usize = 5;

const IMAGES: u32 = 72;

/// What was asked on the one connection of the recorded run, and what it leaves to be checked.
struct Recorded {
    world: World,
    invitation: String,
    ledger: Ledger,
    /// The log and the operation of each append, by its request.
    appends: BTreeMap<u64, (usize, u64)>,
    registration: u64,
    disk: Disk,
    calls: Vec<Call>,
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_is_cut() {
    let mut recorded = record();
    let calls = std::mem::take(&mut recorded.calls);
    let cuts = cuts(&calls);
    let mut said = Said::default();
    let mut chance = Chance(20_261_123);
    let (mut images, mut pending, mut acknowledged) = (0, 0, 0);
    for (index, call) in calls.iter().enumerate() {
        recorded.disk.take(call);
        said.take(call, &recorded);
        let times = cuts.iter().filter(|cut| **cut == index).count();
        for _ in 0..times {
            images += 1;
            pending += recorded.disk.pending();
            acknowledged += said.appended.len();
            let seed = chance.below(1 << 30);
            let choice = match images % 6 {
                0 => Choice::Nothing,
                1 => Choice::Everything,
                2 => Choice::Ordered(seed),
                _ => Choice::Any(seed),
            };
            let context = Context(format!("image {images}, {choice:?}, cut after {call:?}"));
            check_image(&recorded, &said, choice);
            drop(context);
        }
    }
    println!(
        "power: {images} images of a run of {} calls, {} syncs; {} changes pending and {} records \
         acknowledged at a cut on average; 0 lost",
        calls.len(),
        calls
            .iter()
            .filter(|call| call.name.starts_with('f') && call.name.contains("sync"))
            .count(),
        pending / images.max(1),
        acknowledged / images.max(1),
    );
    assert!(images >= IMAGES as usize);
    assert!(pending > images * 2, "something is pending at most cuts");
}

fn record() -> Recorded {
    let mut world = World::not_started();
    set_up(&mut world.relay);
    let disk = Disk::of(world.relay.directory());
    let log = world.folder().join("strace");
    world.relay.launch_under(strace::recording(recording::CALLS, &log));
    assert!(world.relay.becomes_ready(), "{}", world.relay.log());
    let invitation = world.relay.invite(1).remove(0);
    let device = Rc::new(RawDevice::new("alice@localhost"));
    let mut client = device.try_register(world.relay.address(), &invitation).expect("it serves");
    // `Hello` was the first request.
    let registration = 2;
    let mut ledger = Ledger::new(device);
    ledger.check(&mut client).expect("it serves");
    let mut appends = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut open = BTreeSet::new();
        for _ in 0..PIPELINED {
            for (index, log) in ledger.logs.iter_mut().enumerate() {
                let (op, append) = log.next_append();
                let request = client.post(append);
                open.insert(request);
                appends.insert(request, (index, op));
            }
        }
        while !open.is_empty() {
            let (request, _) = client.next_reply().expect("it serves");
            open.remove(&request);
        }
    }
    let process = world.relay.pid().as_raw_nonzero().get().unsigned_abs();
    world.relay.kill();
    strace::wait_for_log(process, &log);
    let calls = recording::read(&log);
    Recorded { world, invitation, ledger, appends, registration, disk, calls }
}

/// Where to cut: spread over the run, half of them right behind something that was said to a client
/// or right before and behind a sync.
fn cuts(calls: &[Call]) -> Vec<usize> {
    let mut chance = Chance(5);
    let images = IMAGES * density();
    let first = calls.iter().position(|call| call.is_about("\\x6a\\x6e\\x6c")).unwrap_or(0);
    let telling: Vec<usize> = (first..calls.len())
        .filter(|index| matches!(calls[*index].name.as_str(), "fsync" | "sendto" | "renameat"))
        .collect();
    let pick = |limit: usize, chance: &mut Chance| usize::try_from(chance.below(limit as u64));
    (0..images)
        .map(|image| {
            if image % 2 == 0 {
                let span = calls.len() - first;
                first + pick(span, &mut chance).expect("it was a usize")
            } else {
                let found = telling[pick(telling.len(), &mut chance).expect("it was a usize")];
                found - usize::from(image % 4 == 1)
            }
        })
        .collect()
}

/// What the relay had told its client.
#[derive(Default)]
struct Said {
    registered: bool,
    appended: BTreeMap<(usize, u64), Seq>,
    /// What was sent through each socket and is not taken apart yet.
    streams: BTreeMap<i64, Vec<u8>>,
}

impl Said {
    fn take(&mut self, call: &Call, recorded: &Recorded) {
        if call.name != "sendto" {
            return;
        }
        let stream = self.streams.entry(call.descriptor(0)).or_default();
        stream.extend(call.bytes(1));
        if stream.starts_with(b"HTTP/") {
            let Some(end) = stream.windows(4).position(|four| four == b"\r\n\r\n") else { return };
            stream.drain(..end + 4);
        }
        let mut replies = Vec::new();
        while let Some((payload, length)) = message(stream) {
            if let Ok(RelayFrame::Reply { request_id, response }) =
                corridor_wire::decode(payload, FRAME_BYTES)
            {
                replies.push((request_id, response));
            }
            stream.drain(..length);
        }
        for (request, response) in replies {
            self.registered |= request == recorded.registration;
            if let (Some(append), Response::Appended { seq }) =
                (recorded.appends.get(&request), response)
            {
                self.appended.insert(*append, seq);
            }
        }
    }
}

/// The payload of a WebSocket message from a server, which masks nothing, and its whole length.
fn message(stream: &[u8]) -> Option<(&[u8], usize)> {
    let (begin, length) = match *stream.get(1)? {
        126 => (4, usize::from(u16::from_be_bytes(stream.get(2..4)?.try_into().ok()?))),
        127 => (10, usize::try_from(u64::from_be_bytes(stream.get(2..10)?.try_into().ok()?)).ok()?),
        length => (2, usize::from(length)),
    };
    Some((stream.get(begin..begin + length)?, begin + length))
}

fn check_image(recorded: &Recorded, said: &Said, choice: Choice) {
    let folder = tempfile::tempdir_in(recorded.world.folder()).expect("a folder for the image");
    let directory = folder.path().join("relay");
    recorded.disk.write_image(choice, &directory);
    let mut relay = Relay::existing(directory);
    set_up(&mut relay);
    relay.start();
    let mut ledger = recorded.ledger.as_of(&said.appended);
    let address = relay.address();
    let client = if said.registered {
        ledger.device.try_open(address)
    } else {
        ledger.device.try_register(address, &recorded.invitation)
    };
    ledger.check(&mut client.expect("it serves")).expect("it serves");
    relay.kill();
    // What it mended at the first start is mended.
    relay.start();
    let mut client = ledger.device.open(relay.address());
    ledger.check(&mut client).expect("it serves");
}

/// Says which image it was when a check panics.
struct Context(String);

impl Drop for Context {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut text = self.0.clone();
            text.truncate(600);
            println!("power: FAILED: {text}");
        }
    }
}
