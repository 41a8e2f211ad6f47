//! How much is on its way to a follower, in what portions, and what happens when the disk does not
//! answer.

mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use corridor_relay_core::{ConnId, Output};
use corridor_store::{
    Batch, ChangeSignal, KeyRange, MemoryStore, Row, Space, SpaceName, Store, StoreError, View,
};
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::id::LogId;
use corridor_wire::limits;
use corridor_wire::relay_frame::RelayFrame;
use support::{DAY_MS, World, follow, message, record, seqs, token};

const LARGE: usize = 60_000;

fn large(log: LogId, number: u64) -> Append {
    Append { record: record(&vec![1; LARGE]), ..message(log, number, 0) }
}

/// Sends all of these before anything is committed, so that one batch takes them.
fn append_at_once(world: &mut World, conn: ConnId, appends: Vec<Append>) {
    for append in appends {
        world.send(conn, Request::Append(append));
    }
    world.settle();
}

#[test]
fn a_batch_of_small_records_is_one_push() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    world.ask(bob, follow(log, &token(0), 1));
    append_at_once(&mut world, alice, (1..=20).map(|number| message(log, number, 0)).collect());
    let pages = world.pushed(bob);
    assert_eq!(pages.len(), 1);
    assert_eq!(seqs(pages[0].entries.as_slice()), (1..=20).collect::<Vec<_>>());
}

#[test]
fn a_batch_of_large_records_is_pushed_in_pages_that_fit() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    world.ask(bob, follow(log, &token(0), 1));
    append_at_once(&mut world, alice, (1..=12).map(|number| large(log, number)).collect());
    let pages = world.pushed(bob);
    let sizes: Vec<_> = pages.iter().map(|page| page.entries.as_slice().len()).collect();
    assert_eq!(sizes, [4, 4, 4], "four records of 60,000 bytes fit {}", limits::PAGE_BYTES);
}

/// Found by the simulator (seed 36233): the page went on with the next day's records, and an honest
/// relay called its own disk damaged whenever a room was read whose day does not fit one page.
#[test]
fn a_page_that_is_full_before_its_day_ends_does_not_go_on_with_the_next_day() {
    let mut world = World::new();
    let alice = world.join("alice");
    world.join("bob");
    let log = world.found(alice, 1);
    for number in 1..=6 {
        world.append(alice, large(log, number));
    }
    world.pass(DAY_MS);
    for number in 7..=30 {
        world.append(alice, message(log, number, 0));
    }
    let (alice, bob) = (world.come_back("alice"), world.come_back("bob"));
    let page = world.page(alice, log, &token(0), 1);
    assert_eq!(seqs(page.entries.as_slice()), [1, 2, 3, 4]);
    let page = world.page(alice, log, &token(0), 5);
    assert_eq!(seqs(page.entries.as_slice()), (5..=30).collect::<Vec<_>>(), "both days fit");
    world.ask(bob, follow(log, &token(0), 1));
    assert_eq!(seqs(&world.pushed_entries(bob)), (1..=30).collect::<Vec<_>>());
}

#[test]
fn a_follower_that_reads_nothing_is_sent_half_a_window_and_a_page_of_what_was() {
    let mut world = World::with(|config| config.limits.push_window_bytes = 1 << 20);
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    for number in 1..=40 {
        world.append(alice, large(log, number));
    }
    world.stalled = Some(bob);
    world.ask(bob, follow(log, &token(0), 1));
    let undrained = world.undrained(bob);
    assert!(undrained > 1 << 19, "{undrained}: one page at a time is not enough");
    assert!(undrained < (1 << 19) + limits::PAGE_BYTES + 4096, "{undrained}");
    world.resume();
    assert_eq!(seqs(&world.pushed_entries(bob)), (1..=40).collect::<Vec<_>>());
}

#[test]
fn a_connection_that_is_gone_follows_nothing() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let logs = [world.found(alice, 1), world.found(alice, 2)];
    for log in logs {
        world.ask(bob, follow(log, &token(0), 1));
    }
    let counted = |world: &World| {
        let counters = world.relay.counters();
        (counters.connections, counters.sessions, counters.follows)
    };
    assert_eq!(counted(&world), (2, 2, 2));
    world.disconnect(bob);
    assert_eq!(counted(&world), (1, 1, 0));
    world.append(alice, message(logs[0], 1, 0));
    assert_eq!(world.relay.counters().records_pushed, 0);
}

/// A disk that does not answer reads while it is told so.
struct Deaf<'s> {
    store: &'s MemoryStore,
    deaf: AtomicBool,
}

impl View for Deaf<'_> {
    fn get(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.get(space, key)
    }

    fn range(&self, space: Space, range: &KeyRange) -> Result<Vec<Row>, StoreError> {
        if self.deaf.load(Ordering::Relaxed) {
            return Err(StoreError::Unavailable("deaf".to_owned()));
        }
        self.store.range(space, range)
    }

    fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.store.spaces()
    }

    fn days(&self, name: SpaceName) -> Result<Vec<u32>, StoreError> {
        self.store.days(name)
    }
}

impl Store for Deaf<'_> {
    fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        self.store.commit(batch)
    }

    fn drop_space(&self, space: Space) -> Result<(), StoreError> {
        self.store.drop_space(space)
    }

    fn snapshot(&self) -> Result<Box<dyn View>, StoreError> {
        self.store.snapshot()
    }

    fn changes(&self) -> &ChangeSignal {
        self.store.changes()
    }
}

#[test]
fn a_follower_waits_for_a_disk_that_does_not_answer_and_loses_nothing() {
    let mut world = World::new();
    let (alice, bob) = (world.join("alice"), world.join("bob"));
    let log = world.found(alice, 1);
    for number in 1..=3 {
        world.append(alice, message(log, number, 0));
    }
    let request = follow(log, &token(0), 1);
    let bytes = corridor_wire::encode(&corridor_wire::client_frame::ClientFrame {
        request_id: 1 << 40,
        request,
    });
    let World { relay, store, now, .. } = &mut world;
    let disk = Deaf { store, deaf: AtomicBool::new(true) };
    relay.handle_frame(bob, *now, &bytes, &disk);
    let wake = relay.poll_wake().expect("it is tried again");
    assert!(wake > *now && wake <= *now + 10_000);
    relay.handle_timeout(wake, &disk);
    let again = relay.poll_wake().expect("and again");
    disk.deaf.store(false, Ordering::Relaxed);
    relay.handle_timeout(again, &disk);
    let mut pushed = Vec::new();
    while let Some(output) = relay.poll_output() {
        if let Output::Send { frame, .. } = output {
            match corridor_wire::decode(&frame, limits::FRAME_BYTES).unwrap() {
                RelayFrame::Pushed(page) => pushed.extend(seqs(page.entries.as_slice())),
                RelayFrame::FollowEnded { error, .. } => panic!("{error:?}"),
                _ => {}
            }
        }
    }
    assert_eq!(pushed, [1, 2, 3]);
}
