//! The world of one run: relays, devices, lines between them, one clock. Everything that happens is
//! an event, and every event is drawn from the seed.

mod devices;
mod relays;
mod transfers;

use std::collections::BTreeMap;
use std::sync::Arc;

use corridor_engine::Engine;
use corridor_engine::output::TransferId;
use corridor_engine::view::RoomId;
use corridor_relay_core::ConnId;
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;

use crate::device::Device;
pub use crate::failure::Outcome;
use crate::failure::{Failure, Promise};
use crate::fault::{Fault, FaultCounts};
use crate::ledger::Ledger;
use crate::line::Line;
use crate::plan::{Conduct, Plan};
use crate::random::Random;
use crate::relay::RelayNode;
use crate::schedule::{Millis, Schedule};
use crate::timelines::Timelines;
use crate::watch::Watch;

/// What a transfer of a blob will have come to when it ends.
pub enum Transfer {
    /// These bytes stand at `offset` of `total`.
    Up {
        blob: BlobId,
        token: Token,
        bytes: Vec<u8>,
        offset: u64,
        total: u64,
    },
    Down {
        blob: BlobId,
        token: Token,
        offset: u64,
        length: u64,
    },
}

pub enum Event {
    Step(usize),
    Connect(usize),
    ToRelay {
        conn: ConnId,
        frame: Vec<u8>,
    },
    ToDevice {
        conn: ConnId,
        frame: Arc<[u8]>,
    },
    RelayNotices(ConnId),
    DeviceNotices {
        device: usize,
        conn: ConnId,
    },
    DeviceWakes {
        device: usize,
        wake: u64,
    },
    RelayWakes {
        relay: usize,
        wake: u64,
    },
    Synced {
        relay: usize,
        life: u64,
    },
    RelayStarts(usize),
    DiskHasRoom(usize),
    StorageWorks(usize),
    LiesEnd(usize),
    /// An operator has noticed what bits on the disk have become.
    DamageFound(usize),
    DayPasses,
    Transferred {
        device: usize,
        conn: ConnId,
        transfer: TransferId,
        what: Transfer,
    },
}

pub struct World {
    pub plan: Plan,
    pub schedule: Schedule<Event>,
    pub counts: FaultCounts,
    pub network: Random,
    pub choice: Random,
    pub relays: Vec<RelayNode>,
    pub watches: Vec<Watch>,
    pub devices: Vec<Device>,
    pub lines: BTreeMap<ConnId, Line>,
    /// Who is being lied to, and how.
    pub lies: BTreeMap<usize, Fault>,
    /// In the order in which they were made.
    pub rooms: Vec<RoomId>,
    pub timelines: Timelines,
    pub ledger: Ledger,
    /// What messages have come to, as the first device that was asked has it.
    pub outcomes: BTreeMap<(RoomId, Vec<u8>), crate::outcome::Standing>,
    /// What devices make of pictures with marks and of statements.
    pub made: BTreeMap<(RoomId, Vec<u8>), String>,
    pub fork: Option<crate::fork::Fork>,
    /// From here on nothing new goes wrong.
    pub healed: bool,
    pub events: u64,
    pub texts: u64,
    /// Texts before which somebody came in who was not there when they were written.
    pub races: u64,
    /// A hash over when and how much passed each line: the same seed gives the same.
    pub trace: blake3::Hasher,
    pub next_forgery: u64,
    next_conn: u64,
}

impl Event {
    /// Frames, disks and starts: what ends by itself soon, unlike timers.
    pub fn is_under_way(&self) -> bool {
        !matches!(self, Self::DeviceWakes { .. } | Self::RelayWakes { .. })
    }
}

impl World {
    pub fn new(plan: Plan) -> Result<Self, Failure> {
        let seed = plan.seed;
        let trusts = matches!(plan.conduct, Conduct::Honest | Conduct::Restored);
        let mut world = Self {
            schedule: Schedule::new(),
            counts: FaultCounts::default(),
            network: Random::new(seed, "network"),
            choice: Random::new(seed, "choice"),
            relays: (0..plan.relays).map(RelayNode::new).collect(),
            watches: (0..plan.relays).map(|_| Watch::new(trusts)).collect(),
            devices: Vec::new(),
            lines: BTreeMap::new(),
            lies: BTreeMap::new(),
            rooms: Vec::new(),
            timelines: Timelines::default(),
            ledger: Ledger::default(),
            outcomes: BTreeMap::new(),
            made: BTreeMap::new(),
            fork: None,
            healed: false,
            events: 0,
            texts: 0,
            races: 0,
            trace: blake3::Hasher::new(),
            next_forgery: 0,
            next_conn: 1,
            plan,
        };
        for relay in 0..world.relays.len() {
            world.start_relay(relay)?;
        }
        world.settle_in()?;
        Ok(world)
    }

    pub fn now(&self) -> Millis {
        self.schedule.now()
    }

    /// When, and how many bytes. Not which: openmls puts several proposals of one commit in the order
    /// of a hash map, so the bytes of such a commit differ from run to run, and nothing else does.
    pub fn trace_frame(&mut self, frame: &[u8]) {
        self.trace.update(&self.schedule.now().to_be_bytes());
        self.trace.update(&(frame.len() as u64).to_be_bytes());
    }

    /// For a person who reads along.
    pub fn tell(&self, what: core::fmt::Arguments<'_>) {
        if self.plan.verbose {
            let ms = self.now() - crate::schedule::START;
            println!("{:>10}.{:03} {what}", ms / 1000, ms % 1000);
        }
    }

    pub fn allows(&self, fault: Fault) -> bool {
        !self.healed && !self.plan.without.contains(&fault)
    }

    /// Lets time run to `until`, or until nothing is left to happen before it.
    pub fn run_until(&mut self, until: Millis) -> Outcome {
        while let Some(event) = self.schedule.next(until) {
            self.events += 1;
            if self.events > 400_000 {
                let what = "the world does not come to rest".to_owned();
                return Err(Failure::new(Promise::Progress, what));
            }
            self.happen(event)?;
        }
        Ok(())
    }

    pub fn happen(&mut self, event: Event) -> Outcome {
        match event {
            Event::Step(step) => {
                let action = self.plan.timed().nth(step);
                if let Some((_, action)) = action {
                    self.tell(format_args!("{action:?}"));
                    self.act(action)?;
                }
                Ok(())
            }
            Event::Connect(device) => self.connect(device),
            Event::ToRelay { conn, frame } => self.relay_gets(conn, &frame),
            Event::ToDevice { conn, frame } => self.device_gets(conn, &frame),
            Event::RelayNotices(conn) => {
                if let Some(line) = self.lines.remove(&conn) {
                    let relay = line.relay;
                    if let Some(core) = &mut self.relays[relay].core {
                        core.handle_disconnect(conn);
                    }
                    return self.drive_relay(relay);
                }
                Ok(())
            }
            Event::DeviceNotices { device, conn } => {
                if self.devices[device].conn == Some(conn) {
                    self.lose_connection(device);
                }
                Ok(())
            }
            Event::DeviceWakes { device, wake } => {
                if self.devices[device].wake != wake || self.is_away(device) {
                    return Ok(());
                }
                self.input(device, Engine::handle_timeout)
            }
            Event::RelayWakes { relay, wake } => {
                let now = self.now();
                let node = &mut self.relays[relay];
                if node.wake == wake
                    && let Some(core) = &mut node.core
                {
                    core.handle_timeout(now, &node.disk);
                    return self.drive_relay(relay);
                }
                Ok(())
            }
            Event::Synced { relay, life } => self.synced(relay, life),
            Event::RelayStarts(relay) => self.start_relay(relay),
            Event::DiskHasRoom(relay) => {
                self.relays[relay].full = false;
                Ok(())
            }
            Event::StorageWorks(device) => {
                self.devices[device].storage_fails = false;
                let worked = self.devices[device].engine().fail_storage_after(None);
                worked.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
                self.look_at_changes(device)
            }
            Event::DamageFound(relay) => {
                self.damage_found(relay);
                Ok(())
            }
            Event::DayPasses => self.day_passes(),
            Event::LiesEnd(device) => {
                self.lies.remove(&device);
                self.cut(device, 0, 0);
                Ok(())
            }
            Event::Transferred { device, conn, transfer, what } => {
                self.transferred(device, conn, transfer, what)
            }
        }
    }
}
