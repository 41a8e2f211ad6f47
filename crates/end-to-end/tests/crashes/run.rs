//! One run of a relay that is killed at an exact system call, and what the one after it finds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_end_to_end::strace::{self, KillAt, KillPoint};
use corridor_end_to_end::{Relay, World};

use crate::ledger::Ledger;

/// Records of a log that are on their way at once.
const PIPELINED: usize = 5;

/// Rounds of a run in which nothing kills it: each is some 1.3 MB in batches of up to twenty.
const ROUNDS: u64 = 5;

/// What is stored of one directory before another is begun, so that reading all of it stays quick.
const DIRECTORY_BYTES: u64 = 12 << 20;

/// When in a run it was killed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// Before it said that it is ready: it opens its store, and recovers what is there.
    Starting,
    /// While it answers.
    Serving,
    /// After SIGTERM.
    Stopping,
}

/// A relay's directory that outlives many kills.
pub struct Site {
    world: World,
    ledger: Option<Ledger>,
    device: Option<Rc<RawDevice>>,
    invitation: String,
    log: PathBuf,
    rounds: u64,
}

/// Kills so far, each once.
#[derive(Default)]
pub struct Tally {
    pub kills: BTreeMap<(Phase, KillPoint), u32>,
    /// Runs that came to their end before the call was made so often.
    pub not_reached: u32,
    pub checked: u64,
    pub found_again: u64,
}

impl Tally {
    pub fn kills(&self) -> u32 {
        self.kills.values().sum()
    }
}

impl Site {
    pub fn new() -> Self {
        let mut world = World::not_started();
        set_up(&mut world.relay);
        let log = world.folder().join("strace");
        Self { world, ledger: None, device: None, invitation: String::new(), log, rounds: 0 }
    }

    /// Whether another one had better take its place.
    pub fn is_full(&self) -> bool {
        self.ledger.as_ref().is_some_and(|ledger| ledger.bytes > DIRECTORY_BYTES)
    }

    /// Starts it, checks what earlier runs left, writes, and counts where it was killed.
    pub fn run(&mut self, at: KillAt, tally: &mut Tally) {
        self.world.relay.launch_under(strace::killing(at, &self.log));
        let phase = if self.world.relay.becomes_ready() {
            self.use_it().map_or(Phase::Serving, |()| {
                self.world.relay.terminate();
                Phase::Stopping
            })
        } else {
            Phase::Starting
        };
        match self.world.relay.wait_for_end() {
            Some(0) if phase == Phase::Stopping => tally.not_reached += 1,
            Some(code) => panic!("it ended with {code}\n{}", self.world.relay.log()),
            None => {
                let point = kill_point(at, &self.log, &self.world.relay);
                *tally.kills.entry((phase, point)).or_default() += 1;
            }
        }
    }

    /// A last run that nothing disturbs: everything has to be there.
    pub fn finish(mut self, tally: &mut Tally) {
        self.world.relay.start();
        self.use_it().expect("nobody kills it");
        assert_eq!(self.world.relay.stop(), Some(0));
        let ledger = self.ledger.expect("it was used");
        tally.checked += ledger.checked;
        tally.found_again += ledger.found_again;
    }

    /// `None` when the relay is killed in the middle.
    fn use_it(&mut self) -> Option<()> {
        let mut client = self.sign_in()?;
        let ledger = self.ledger.as_mut().expect("one signed in");
        ledger.check(&mut client)?;
        for round in 0..ROUNDS {
            self.rounds += 1;
            if round == 1 {
                ledger.make_and_delete(&mut client, self.rounds)?;
            }
            write(ledger, &mut client)?;
        }
        Some(())
    }

    fn sign_in(&mut self) -> Option<RawClient> {
        let address = self.world.relay.address();
        if let Some(ledger) = &self.ledger {
            return ledger.device.try_open(address);
        }
        if self.invitation.is_empty() {
            self.invitation = self.world.relay.invite(1).remove(0);
        }
        let device = self.device.get_or_insert_with(|| Rc::new(RawDevice::new("alice@localhost")));
        // Registering again with the same invitation is answered alike.
        let client = device.try_register(address, &self.invitation)?;
        self.ledger = self.device.take().map(Ledger::new);
        Some(client)
    }
}

/// Settings for one client that does all the writing.
pub fn set_up(relay: &mut Relay) {
    for (setting, value) in [
        ("LIMITS_REQUESTS_PER_SECOND", "1000000"),
        ("LIMITS_REQUESTS_BURST", "1000000"),
        ("LIMITS_BYTES_PER_SECOND", "100000000000"),
        ("LIMITS_BYTES_BURST", "100000000000"),
        // Small tables, so that flushes and merges are under way at many kills.
        ("STORE_MEMTABLE_MEGABYTES", "1"),
    ] {
        relay.set(&format!("CORRIDOR_RELAY_{setting}"), value);
    }
}

/// Some records to every log at once, and their answers.
fn write(ledger: &mut Ledger, client: &mut RawClient) -> Option<()> {
    let mut expected = BTreeMap::new();
    for _ in 0..PIPELINED {
        for (index, log) in ledger.logs.iter_mut().enumerate() {
            let (_, append) = log.next_append();
            expected.insert(client.post(append), index);
        }
    }
    while !expected.is_empty() {
        let (request, response) = client.next_reply()?;
        let index = expected.remove(&request).expect("an answer to what was asked");
        ledger.logs[index].settle(&[response]);
    }
    Some(())
}

fn kill_point(at: KillAt, log: &Path, relay: &Relay) -> KillPoint {
    let point = strace::kill_point(at, log);
    point.unwrap_or_else(|| panic!("killed, but not at {at:?}\n{}", relay.log()))
}
