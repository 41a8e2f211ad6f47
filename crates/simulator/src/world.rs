//! The world of one run: relays, devices, lines between them, one clock. Everything that happens is
//! an event, and every event is drawn from the seed.

use std::collections::BTreeMap;
use std::sync::Arc;

use corridor_engine::output::{Change, DisconnectReason, Output, TransferId, TransferResult};
use corridor_engine::view::RoomId;
use corridor_engine::{Engine, Entropy};
use corridor_relay_core::{BatchId, ConnId, Output as RelayOutput};
use corridor_store::{Batch, Store, StoreError};
use corridor_wire::client_frame::Request;
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;

use crate::device::Device;
use crate::failure::{Failure, Promise};
use crate::fault::{Fault, FaultCounts};
use crate::line::{self, Line};
use crate::plan::{Conduct, Plan};
use crate::random::Random;
use crate::relay::{RelayNode, Upload};
use crate::schedule::{MINUTE, Millis, SECOND, Schedule};
use crate::secrecy;
use crate::timelines::Timelines;
use crate::watch::{self, Watch};

pub type Outcome = Result<(), Failure>;

/// What a transfer of a blob will have come to when it ends.
pub enum Transfer {
    Up { blob: BlobId, token: Token, bytes: Vec<u8> },
    Down { blob: BlobId, token: Token },
}

pub enum Event {
    Step(usize),
    Connect(usize),
    ToRelay { conn: ConnId, frame: Vec<u8> },
    ToDevice { conn: ConnId, frame: Arc<[u8]> },
    RelayNotices(ConnId),
    DeviceNotices { device: usize, conn: ConnId },
    DeviceWakes { device: usize, wake: u64 },
    RelayWakes { relay: usize, wake: u64 },
    Synced { relay: usize, life: u64 },
    RelayStarts(usize),
    DiskHasRoom(usize),
    StorageWorks(usize),
    LiesEnd(usize),
    /// An operator has noticed what bits on the disk have become.
    DamageFound(usize),
    DayPasses,
    Transferred { device: usize, conn: ConnId, transfer: TransferId, what: Transfer },
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
    pub fork: Option<crate::fork::Fork>,
    /// From here on nothing new goes wrong.
    pub healed: bool,
    pub events: u64,
    pub texts: u64,
    /// A hash over everything that passed a line: the same seed gives the same.
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
            fork: None,
            healed: false,
            events: 0,
            texts: 0,
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
                if let Some(step) = self.plan.steps.get(step).copied() {
                    self.tell(format_args!("{:?}", step.action));
                    self.act(step.action)?;
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
                worked.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))
            }
            Event::DamageFound(relay) => self.damage_found(relay),
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

    // Devices.

    pub fn is_away(&self, device: usize) -> bool {
        self.devices[device].away_until > self.now()
    }

    pub fn entropy(&mut self, device: usize) -> Entropy {
        Entropy::from_bytes(self.devices[device].entropy.bytes())
    }

    fn connect(&mut self, device: usize) -> Outcome {
        self.tell(format_args!("device {device} connects"));
        let now = self.now();
        let one = &self.devices[device];
        if one.conn.is_some() || one.refused || one.withdrawn {
            return Ok(());
        }
        if one.away_until > now {
            self.schedule.at(one.away_until, Event::Connect(device));
            return Ok(());
        }
        let relay = one.relay;
        if self.relays[relay].core.is_none() || one.unreachable_until > now {
            self.connect_later(device);
            return Ok(());
        }
        let conn = ConnId(self.next_conn);
        self.next_conn += 1;
        self.lines.insert(conn, Line::new(device, relay, now));
        self.devices[device].conn = Some(conn);
        self.input(device, Engine::handle_connected)?;
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_connect(conn, now);
        }
        self.drive_relay(relay)
    }

    pub fn connect_later(&mut self, device: usize) {
        let failures = self.devices[device].failures.min(6);
        self.devices[device].failures += 1;
        let most = (200_u64 << failures).min(30 * SECOND);
        let wait = self.network.between(most / 2, most);
        self.schedule.after(wait, Event::Connect(device));
    }

    /// The device's end of the line is gone; it tries again after a while.
    pub fn lose_connection(&mut self, device: usize) {
        let now = self.devices[device].clock(self.now());
        self.devices[device].conn = None;
        self.devices[device].engine().handle_disconnected(now);
        self.connect_later(device);
    }

    /// Breaks a device's line. Each end notices after its own time.
    pub fn cut(&mut self, device: usize, device_notices: Millis, relay_notices: Millis) {
        let Some(conn) = self.devices[device].conn else { return };
        if let Some(line) = self.lines.get_mut(&conn) {
            line.broken = true;
        }
        self.schedule.after(relay_notices, Event::RelayNotices(conn));
        self.schedule.after(device_notices, Event::DeviceNotices { device, conn });
    }

    /// One input to a device's engine. A database that fails rolls it back; nothing else may fail.
    pub fn input(
        &mut self,
        device: usize,
        input: impl FnOnce(
            &mut Engine,
            Millis,
            Entropy,
        ) -> Result<(), corridor_engine::command::StorageError>,
    ) -> Outcome {
        let entropy = self.entropy(device);
        let now = self.devices[device].clock(self.now());
        let one = &mut self.devices[device];
        if let Err(error) = input(one.engine(), now, entropy) {
            if !one.storage_fails {
                let what = format!("device {device} failed without a fault: {error}");
                return Err(Failure::new(Promise::NoPanic, what));
            }
            if one.crashes_on_failure {
                let off = self.network.between(1, 60 * SECOND);
                self.switch_off(device, off);
                return Ok(());
            }
        }
        self.drain(device)
    }

    /// Carries out what an engine wants, and looks at what it shows.
    pub fn drain(&mut self, device: usize) -> Outcome {
        while let Some(output) = self.devices[device].engine().poll_output() {
            match output {
                Output::Send(frame) => self.device_sends(device, frame)?,
                Output::Changed(change) => self.note(device, change)?,
                Output::Disconnect { reason } => self.hang_up(device, &reason),
                Output::Upload { transfer, blob, write_token, bytes } => {
                    secrecy::check_frame(&bytes)?;
                    let what = Transfer::Up { blob, token: write_token, bytes };
                    self.start_transfer(device, transfer, what);
                }
                Output::Download { transfer, blob, read_token, .. } => {
                    let what = Transfer::Down { blob, token: read_token };
                    self.start_transfer(device, transfer, what);
                }
            }
        }
        let one = &mut self.devices[device];
        one.wake += 1;
        let wake = one.wake;
        let clock = one.clock(self.schedule.now());
        if let Some(at) = one.engine().poll_wake() {
            let delay = at.saturating_sub(clock);
            self.schedule.after(delay, Event::DeviceWakes { device, wake });
        }
        self.look_at_changes(device)
    }

    fn hang_up(&mut self, device: usize, reason: &DisconnectReason) {
        if let DisconnectReason::DeviceRefused(code) = reason
            && code == "device_revoked"
        {
            self.devices[device].withdrawn = true;
        }
        if let Some(conn) = self.devices[device].conn {
            if let Some(line) = self.lines.get_mut(&conn) {
                line.broken = true;
            }
            self.schedule.after(1, Event::RelayNotices(conn));
            self.lose_connection(device);
        }
    }

    fn device_sends(&mut self, device: usize, frame: Vec<u8>) -> Outcome {
        let Some(conn) = self.devices[device].conn else { return Ok(()) };
        let relay = self.devices[device].relay;
        self.trace.update(&frame);
        secrecy::check_frame(&frame)?;
        let request = self.watches[relay].sent(conn.0, &frame);
        if let Some(request) = request {
            if self.plan.verbose {
                let what = watch::describe_request(&request);
                self.tell(format_args!("device {device} to relay {relay}: {what}"));
            }
            secrecy::check_request(&request)?;
            self.remember_token(device, &request);
            if let Request::Append(append) = &request {
                self.carry_over(device, append)?;
            }
        }
        let frame = if self.is_newer(device) { line::from_the_future(frame) } else { frame };
        for frame in self.on_the_line(device, conn, &frame, false) {
            let delay = self.latency();
            let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
            line.up = line.up.max(self.schedule.now() + delay);
            self.schedule.at(line.up, Event::ToRelay { conn, frame });
        }
        Ok(())
    }

    fn is_newer(&self, device: usize) -> bool {
        self.plan.people.get(self.devices[device].person).is_some_and(|person| person.newer)
    }

    fn latency(&mut self) -> Millis {
        let most = self.plan.latency_ms;
        if self.allows(Fault::Delay) && self.network.chance(20) {
            self.counts.add(Fault::Delay);
            return self.network.between(most, most * 10);
        }
        self.network.between(1, most)
    }

    /// What is made of a frame by whoever sits on the line; mostly nothing.
    fn on_the_line(
        &mut self,
        device: usize,
        conn: ConnId,
        frame: &[u8],
        is_down: bool,
    ) -> Vec<Vec<u8>> {
        let lie = self.lies.get(&device).copied();
        let Some(line) = self.lines.get_mut(&conn) else { return Vec::new() };
        match lie {
            Some(lie) if !self.healed && self.network.chance(300) => {
                self.counts.add(lie);
                line::lie(lie, line, frame, is_down, &mut self.network)
            }
            _ => vec![frame.to_vec()],
        }
    }

    fn device_gets(&mut self, conn: ConnId, frame: &Arc<[u8]>) -> Outcome {
        let now = self.now();
        let Some(line) = self.lines.get(&conn).filter(|line| !line.broken) else { return Ok(()) };
        let (device, relay) = (line.device, line.relay);
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_drained(conn, frame.len(), &node.disk);
        }
        self.drive_relay(relay)?;
        if self.devices[device].conn != Some(conn) || self.devices[device].away_until > now {
            return Ok(());
        }
        self.input(device, |engine, now, entropy| engine.handle_frame(now, entropy, frame))?;
        if self.devices[device].engine().is_authenticated() {
            self.devices[device].failures = 0;
        }
        Ok(())
    }

    fn start_transfer(&mut self, device: usize, transfer: TransferId, what: Transfer) {
        let Some(conn) = self.devices[device].conn else { return };
        let delay = self.latency() * 2;
        self.schedule.after(delay, Event::Transferred { device, conn, transfer, what });
    }

    fn transferred(
        &mut self,
        device: usize,
        conn: ConnId,
        transfer: TransferId,
        what: Transfer,
    ) -> Outcome {
        if self.devices[device].conn != Some(conn) || self.is_away(device) {
            return Ok(());
        }
        let breaks = self.allows(Fault::Transfer) && self.network.chance(100);
        let now = self.now();
        let relay = self.devices[device].relay;
        let node = &mut self.relays[relay];
        let refused = |error: corridor_wire::relay_frame::ErrorReply| {
            TransferResult::Refused(error.code.name().to_owned())
        };
        let result = match (what, &mut node.core) {
            (_, None) => TransferResult::Interrupted,
            _ if breaks => {
                self.counts.add(Fault::Transfer);
                TransferResult::Interrupted
            }
            (Transfer::Up { blob, token, bytes }, Some(core)) => {
                match core.authorize_put(blob, &token, &node.disk) {
                    Err(error) => refused(error),
                    Ok(grant) if grant.bytes != bytes.len() as u64 => {
                        TransferResult::Refused("blob_offset".to_owned())
                    }
                    Ok(_) => {
                        node.blobs.insert(blob, bytes);
                        let ticket = node.ticket(Upload { device, conn, transfer });
                        let Some(core) = &mut node.core else { return Ok(()) };
                        core.handle_blob_complete(ticket, blob, &token, now, &node.disk);
                        return self.drive_relay(relay);
                    }
                }
            }
            (Transfer::Down { blob, token }, Some(core)) => {
                match core.authorize_get(blob, &token, &node.disk) {
                    Err(error) => refused(error),
                    Ok(_) => match node.blobs.get(&blob) {
                        Some(bytes) => TransferResult::Downloaded(bytes.clone()),
                        None => TransferResult::Refused("blob_unknown".to_owned()),
                    },
                }
            }
        };
        self.input(device, |engine, now, entropy| {
            engine.handle_transfer(now, entropy, transfer, result)
        })
    }

    // Relays.

    pub fn start_relay(&mut self, relay: usize) -> Outcome {
        let now = self.now();
        if self.relays[relay].core.is_some() {
            return Ok(());
        }
        if self.relays[relay].is_damaged {
            self.restore_relay(relay);
        }
        let started = self.relays[relay].start(now, &mut self.choice);
        started.map_err(|error| Failure::new(Promise::NothingLost, format!("no start: {error}")))?;
        self.drive_relay(relay)
    }

    /// The process ends here and now; it comes back after `down`.
    pub fn kill_relay(&mut self, relay: usize, down: Millis) -> Outcome {
        if self.relays[relay].core.is_none() {
            return Ok(());
        }
        self.tell(format_args!("relay {relay} is killed"));
        let was_writing = self.relays[relay].kill();
        if let Some(batch) = was_writing {
            match self.choice.below(3) {
                0 => self.counts.add(Fault::LostWrite),
                1 => self.counts.add(Fault::TornWrite),
                // It had reached the disk, and nobody was told.
                _ => drop(self.relays[relay].disk.sync(&batch)),
            }
        }
        let gone: Vec<(ConnId, usize)> = self
            .lines
            .iter()
            .filter(|(_, line)| line.relay == relay)
            .map(|(conn, line)| (*conn, line.device))
            .collect();
        for (conn, device) in gone {
            self.lines.remove(&conn);
            if self.devices[device].conn == Some(conn) {
                self.lose_connection(device);
            }
        }
        self.schedule.after(down, Event::RelayStarts(relay));
        Ok(())
    }

    /// The operator takes the relay down and puts a backup in place of the damaged disk.
    pub fn damage_found(&mut self, relay: usize) -> Outcome {
        if !self.relays[relay].is_damaged {
            return Ok(());
        }
        if self.relays[relay].core.is_some() {
            self.kill_relay(relay, SECOND)?;
        }
        self.restore_relay(relay);
        Ok(())
    }

    pub fn restore_relay(&mut self, relay: usize) {
        if self.relays[relay].restore(&mut self.choice) {
            self.counts.add(Fault::Restore);
            self.watches[relay].restored(&self.relays[relay].disk);
        }
    }

    fn relay_gets(&mut self, conn: ConnId, frame: &[u8]) -> Outcome {
        let now = self.now();
        let Some(line) = self.lines.get(&conn).filter(|line| !line.broken) else { return Ok(()) };
        let relay = line.relay;
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_frame(conn, now, frame, &node.disk);
        }
        self.drive_relay(relay)
    }

    /// Takes a batch to the disk if none is on its way, and sends what there is to say.
    pub fn drive_relay(&mut self, relay: usize) -> Outcome {
        let node = &mut self.relays[relay];
        let life = node.life;
        let Some(core) = &mut node.core else { return Ok(()) };
        if node.pending.is_none()
            && let Some((id, batch)) = core.take_batch()
        {
            node.pending = Some((id, batch));
            let delay = self.network.between(1, 8);
            self.schedule.after(delay, Event::Synced { relay, life });
        }
        while let Some(output) = self.relays[relay].core.as_mut().and_then(|c| c.poll_output()) {
            self.carry_out(relay, output)?;
        }
        let node = &mut self.relays[relay];
        node.wake += 1;
        let wake = node.wake;
        if let Some(at) = node.core.as_ref().and_then(corridor_relay_core::Relay::poll_wake) {
            self.schedule.at(at, Event::RelayWakes { relay, wake });
        }
        Ok(())
    }

    fn carry_out(&mut self, relay: usize, output: RelayOutput) -> Outcome {
        match output {
            RelayOutput::Send { conn, frame } => self.relay_sends(relay, conn, &frame),
            RelayOutput::Close { conn, .. } => {
                if let Some(line) = self.lines.remove(&conn)
                    && self.devices[line.device].conn == Some(conn)
                {
                    let device = line.device;
                    self.schedule.after(1, Event::DeviceNotices { device, conn });
                }
                Ok(())
            }
            RelayOutput::DropSpace(space) => {
                // A disk that fails here tries again at the next expiry.
                let _ = self.relays[relay].disk.drop_space(space);
                Ok(())
            }
            RelayOutput::DeleteBlob(blob) => {
                self.relays[relay].blobs.remove(&blob);
                Ok(())
            }
            RelayOutput::ExpireBlobs { through_day } => {
                let day_of = corridor_relay_core::blob::day_of;
                self.relays[relay].blobs.retain(|blob, _| day_of(blob) > through_day);
                Ok(())
            }
            RelayOutput::BlobCompleted { ticket, result } => {
                let Some(upload) = self.relays[relay].uploads.remove(&ticket) else {
                    return Ok(());
                };
                if self.devices[upload.device].conn != Some(upload.conn) {
                    return Ok(());
                }
                let result = match result {
                    Ok(()) => TransferResult::Uploaded,
                    Err(error) => TransferResult::Refused(error.code.name().to_owned()),
                };
                self.input(upload.device, |engine, now, entropy| {
                    engine.handle_transfer(now, entropy, upload.transfer, result)
                })
            }
        }
    }

    fn relay_sends(&mut self, relay: usize, conn: ConnId, frame: &Arc<[u8]>) -> Outcome {
        self.trace.update(frame);
        let (watch, node) = (&mut self.watches[relay], &self.relays[relay]);
        watch.said(conn.0, frame, &node.disk)?;
        if watch::is_answer_to_forgery(frame) {
            return Ok(());
        }
        let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
        let device = line.device;
        if self.plan.conduct == Conduct::Lying && line.past.len() < 40 {
            line.past.push(Arc::clone(frame));
        }
        if self.plan.verbose {
            self.tell(format_args!("relay {relay} to device {device}: {}", watch::describe(frame)));
        }
        let frames = if self.is_newer(device) {
            let newer = line::from_the_future(frame.to_vec());
            self.on_the_line(device, conn, &newer, true)
        } else {
            self.on_the_line(device, conn, frame, true)
        };
        for frame in frames {
            let delay = self.latency();
            let Some(line) = self.lines.get_mut(&conn) else { return Ok(()) };
            line.down = line.down.max(self.schedule.now() + delay);
            self.schedule.at(line.down, Event::ToDevice { conn, frame: frame.into() });
        }
        Ok(())
    }

    fn synced(&mut self, relay: usize, life: u64) -> Outcome {
        let node = &mut self.relays[relay];
        if node.life != life {
            return Ok(());
        }
        let Some((id, batch)) = node.pending.take() else { return Ok(()) };
        let result = Self::write(node, &batch);
        match result {
            Ok(()) | Err(StoreError::Full) => {
                if result.is_err() {
                    self.counts.add(Fault::DiskFull);
                }
                self.committed(relay, id, result)
            }
            // The program ends rather than go on beside a disk that it does not understand.
            Err(_) => {
                node.pending = Some((id, batch));
                let down = self.network.between(SECOND, MINUTE);
                self.kill_relay(relay, down)
            }
        }
    }

    fn write(node: &mut RelayNode, batch: &Batch) -> Result<(), StoreError> {
        if node.full && batch.writes().any(|(_, _, value)| value.is_some()) {
            return Err(StoreError::Full);
        }
        if core::mem::take(&mut node.fails_next_write) {
            return Err(StoreError::Unavailable("the write failed".to_owned()));
        }
        node.disk.sync(batch)
    }

    fn committed(
        &mut self,
        relay: usize,
        id: BatchId,
        result: Result<(), StoreError>,
    ) -> Outcome {
        let node = &mut self.relays[relay];
        if let Some(core) = &mut node.core {
            core.handle_committed(id, result, &node.disk);
        }
        self.drive_relay(relay)
    }

    fn note(&mut self, device: usize, change: Change) -> Outcome {
        if !matches!(change, Change::Settled | Change::Delivery(_) | Change::Timeline(_)) {
            self.tell(format_args!("device {device}: {change:?}"));
        }
        let one = &mut self.devices[device];
        match change {
            Change::Room(room) | Change::Timeline(room) | Change::Delivery(room) => {
                one.changed.insert(room);
            }
            Change::Joined(account) => {
                one.account = Some(account);
                self.joined(device)?;
            }
            Change::JoinRefused { code, .. } => {
                one.refused = true;
                one.account = None;
                self.check_refusal(device, code)?;
            }
            Change::Contradiction { room, what } => return self.contradicted(device, room, what),
            Change::Refused { room: Some(room), what, .. } => self.told(device, room, &what),
            Change::Refused { room: None, .. }
            | Change::KeyChanged(_)
            | Change::OwnDevice(_)
            | Change::Settled => {}
        }
        Ok(())
    }
}
