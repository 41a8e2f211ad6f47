//! A small world in one thread: real engines, the real relay core, one clock, one seed.
#![allow(dead_code)]

mod by_hand;
pub mod program;

#[allow(unused_imports, reason = "fuzz targets take a part of it")]
pub use by_hand::{answer, push, refusal, refused, requests, until, wait};

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::output::{Change, Output, TransferResult};
use corridor_engine::view::{ItemKind, RoomId, TimelineItem};
use corridor_engine::{DatabaseKey, Engine, Entropy, Location};
use corridor_relay_core::{
    ConnId, InvitationSecret, Output as RelayOutput, PushPolicy, PushService, Relay, RelayConfig,
};
use corridor_store::{MemoryStore, Store};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::id::{AccountId, BlobId, OpId, RelayName, Seq};
use corridor_wire::invitation::{Invitation, RelayAddress};
use corridor_wire::push::PushKey;
use corridor_wire::relay_frame::RelayFrame;
use corridor_wire::{decode, limits};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

/// 2026-01-01T00:00:00Z, in milliseconds.
const START: u64 = 1_767_225_600_000;

pub struct Client {
    pub engine: Engine,
    pub conn: Option<ConnId>,
    pub to_relay: VecDeque<Vec<u8>>,
    pub to_engine: VecDeque<Arc<[u8]>>,
    pub changes: Vec<Change>,
    /// How wrong this device's clock is, in milliseconds.
    pub skew: i64,
    /// Bytes of frames and blobs, up and down, and the time that its engine took.
    pub up: u64,
    pub down: u64,
    pub spent: std::time::Duration,
    location: Location,
}

pub struct World {
    pub relay: Relay,
    pub store: MemoryStore,
    pub now: u64,
    pub rng: ChaCha20Rng,
    pub clients: Vec<Client>,
    pub blobs: BTreeMap<BlobId, Vec<u8>>,
    /// How the next uploads end, where they do not go well.
    pub broken: VecDeque<TransferResult>,
    /// When each upload began.
    pub uploads: Vec<u64>,
    /// What was fetched, or was to be.
    pub downloads: Vec<BlobId>,
    /// Which client asked for each operation, and which operation stands where.
    pub writers: BTreeMap<OpId, usize>,
    pub logs: BTreeMap<(RoomId, Seq), OpId>,
    next_conn: u64,
    next_invitation: u8,
}

fn secret() -> InvitationSecret {
    InvitationSecret::from_bytes([7; 32])
}

fn open_relay(store: &MemoryStore, rng: &mut ChaCha20Rng, now: u64) -> Relay {
    let mut config = RelayConfig::new(RelayName::parse("relay.example").unwrap(), secret());
    for rate in [
        &mut config.limits.account_requests,
        &mut config.limits.account_bytes,
        &mut config.limits.connection_requests,
        &mut config.limits.connection_bytes,
    ] {
        (rate.per_second, rate.burst) = (1 << 40, 1 << 40);
    }
    let services = vec![PushService::parse("push.example").unwrap()];
    config.push = Some(PushPolicy { key: PushKey::from_bytes([4; 65]), services });
    let mut seed = [0; 32];
    rng.fill_bytes(&mut seed);
    Relay::open(config, seed, now, store).unwrap()
}

impl World {
    pub fn new(seed: u64) -> Self {
        let store = MemoryStore::new();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let relay = open_relay(&store, &mut rng, START);
        Self {
            relay,
            store,
            now: START,
            rng,
            clients: Vec::new(),
            blobs: BTreeMap::new(),
            broken: VecDeque::new(),
            uploads: Vec::new(),
            downloads: Vec::new(),
            writers: BTreeMap::new(),
            logs: BTreeMap::new(),
            next_conn: 1,
            next_invitation: 1,
        }
    }

    pub fn entropy(&mut self) -> Entropy {
        let mut bytes = [0; 32];
        self.rng.fill_bytes(&mut bytes);
        Entropy::from_bytes(bytes)
    }

    pub fn invitation(&mut self) -> Invitation {
        let id = [self.next_invitation; 16];
        self.next_invitation += 1;
        let day = u32::try_from(self.now / 86_400_000).unwrap() + 30;
        Invitation {
            address: RelayAddress::parse_origin("https://relay.example").unwrap(),
            code: corridor_relay_core::invitation::issue(&secret(), id, day),
        }
    }

    pub fn add_client(&mut self, location: Location) -> usize {
        self.clients.push(Client {
            engine: Engine::open(&location, &DatabaseKey::from_bytes([1; 32])).unwrap(),
            conn: None,
            to_relay: VecDeque::new(),
            to_engine: VecDeque::new(),
            changes: Vec::new(),
            skew: 0,
            up: 0,
            down: 0,
            spent: std::time::Duration::ZERO,
            location,
        });
        self.clients.len() - 1
    }

    /// A new account with one device, registered and idle.
    pub fn join(&mut self, name: &str) -> usize {
        let client = self.add_client(Location::Memory);
        self.join_with(client, name);
        client
    }

    pub fn join_with(&mut self, client: usize, name: &str) {
        let invitation = self.invitation();
        self.command(client, Command::Join { invitation, name: name.to_owned() }).unwrap();
        self.connect(client);
        self.run();
        assert!(
            self.clients[client].engine.is_authenticated(),
            "{:?}",
            self.clients[client].changes
        );
    }

    pub fn account(&self, client: usize) -> AccountId {
        self.clients[client].engine.account().unwrap().unwrap().account
    }

    fn clock_of(&self, client: usize) -> u64 {
        self.now.saturating_add_signed(self.clients[client].skew)
    }

    /// Counts how long an engine has the processor. Nothing here depends on it but what is printed.
    fn timed<T>(&mut self, client: usize, act: impl FnOnce(&mut Engine) -> T) -> T {
        let begun = processor_time();
        let one = &mut self.clients[client];
        let answer = act(&mut one.engine);
        one.spent += processor_time().saturating_sub(begun);
        answer
    }

    pub fn command(&mut self, client: usize, command: Command) -> Result<Answer, CommandError> {
        let (entropy, now) = (self.entropy(), self.clock_of(client));
        let answer = self.timed(client, |engine| engine.command(now, entropy, command));
        self.drain(client);
        answer
    }

    pub fn room(&mut self, client: usize, title: &str, with: &[usize]) -> RoomId {
        let with = with.iter().map(|other| self.account(*other)).collect();
        match self.command(client, Command::CreateRoom { title: title.to_owned(), with }).unwrap() {
            Answer::Room(room) => room,
            other => panic!("{other:?}"),
        }
    }

    pub fn say(&mut self, client: usize, room: &RoomId, text: &str) {
        self.command(client, Command::SendText { room: *room, text: text.into(), seen: None })
            .unwrap_or_else(|error| panic!("{text}: {error}"));
    }

    /// Looks at the roster of a room, as somebody does who reads it.
    pub fn look(&mut self, client: usize, room: &RoomId) {
        if let Some(roster) = self.clients[client].engine.roster(room).unwrap() {
            let seen = roster.mark;
            self.command(client, Command::AcknowledgeRoster { room: *room, seen }).unwrap();
        }
    }

    pub fn connect(&mut self, client: usize) {
        self.disconnect(client);
        let conn = ConnId(self.next_conn);
        self.next_conn += 1;
        let (entropy, now) = (self.entropy(), self.clock_of(client));
        self.clients[client].conn = Some(conn);
        self.timed(client, |engine| engine.handle_connected(now, entropy)).unwrap();
        self.relay.handle_connect(conn, self.now);
        self.drain(client);
        self.drain_relay();
    }

    /// Cuts the line: what is on its way in either direction is lost.
    pub fn disconnect(&mut self, client: usize) {
        if let Some(conn) = self.clients[client].conn.take() {
            self.relay.handle_disconnect(conn);
        }
        let now = self.clock_of(client);
        let one = &mut self.clients[client];
        one.to_relay.clear();
        one.to_engine.clear();
        one.engine.handle_disconnected(now);
    }

    /// The device's process is killed and started again on the same database file.
    pub fn restart(&mut self, client: usize) {
        self.disconnect(client);
        let location = self.clients[client].location.clone();
        assert!(matches!(location, Location::File(_)));
        self.clients[client].engine =
            Engine::open(&location, &DatabaseKey::from_bytes([1; 32])).unwrap();
    }

    /// The relay's process is killed: everybody is cut off, and what was not on disk is lost.
    pub fn kill_relay(&mut self) {
        for client in 0..self.clients.len() {
            self.disconnect(client);
        }
        self.relay = open_relay(&self.store, &mut self.rng, self.now);
    }

    pub fn drain(&mut self, client: usize) {
        while let Some(output) = self.clients[client].engine.poll_output() {
            match output {
                Output::Send(frame) => self.clients[client].to_relay.push_back(frame),
                Output::Changed(change) => self.clients[client].changes.push(change),
                Output::Disconnect { .. } => self.disconnect(client),
                Output::Upload { transfer, blob, bytes, offset, .. } => {
                    self.clients[client].up += bytes.len() as u64;
                    let result = self.broken.pop_front().unwrap_or(TransferResult::Uploaded);
                    // Where a relay says how far it is, these have arrived too.
                    if matches!(result, TransferResult::Uploaded | TransferResult::At(_)) {
                        let there = self.blobs.entry(blob).or_default();
                        there.truncate(usize::try_from(offset).unwrap());
                        assert_eq!(there.len() as u64, offset, "an upload leaves no gap");
                        there.extend(bytes);
                    }
                    self.uploads.push(self.now);
                    let (entropy, now) = (self.entropy(), self.clock_of(client));
                    self.timed(client, |engine| {
                        engine.handle_transfer(now, entropy, transfer, result)
                    })
                    .unwrap();
                }
                Output::Download { transfer, blob, offset, stored_bytes, .. } => {
                    self.downloads.push(blob);
                    let result = match self.blobs.get(&blob) {
                        Some(bytes) => {
                            let from = usize::try_from(offset).unwrap().min(bytes.len());
                            let most = usize::try_from(stored_bytes).unwrap_or(usize::MAX);
                            let part: Vec<u8> = bytes[from..].iter().take(most).copied().collect();
                            self.clients[client].down += part.len() as u64;
                            TransferResult::Downloaded(part)
                        }
                        None => TransferResult::Refused("blob_unknown".to_owned()),
                    };
                    let (entropy, now) = (self.entropy(), self.clock_of(client));
                    self.timed(client, |engine| {
                        engine.handle_transfer(now, entropy, transfer, result)
                    })
                    .unwrap();
                }
                // Transfers here are over as soon as they begin.
                Output::Cancel { .. } => {}
            }
        }
    }

    pub fn commit_relay(&mut self) {
        while let Some((batch, rows)) = self.relay.take_batch() {
            let result = self.store.commit(&rows);
            self.relay.handle_committed(batch, result, &self.store);
        }
        self.drain_relay();
    }

    fn drain_relay(&mut self) {
        while let Some(output) = self.relay.poll_output() {
            match output {
                RelayOutput::Send { conn, frame } => {
                    if let Some(client) =
                        self.clients.iter_mut().find(|client| client.conn == Some(conn))
                    {
                        client.to_engine.push_back(frame);
                    }
                }
                RelayOutput::Close { conn, .. } => {
                    let client = self.clients.iter().position(|one| one.conn == Some(conn));
                    if let Some(client) = client {
                        self.clients[client].conn = None;
                        self.disconnect(client);
                    }
                }
                RelayOutput::DropSpace(space) => self.store.drop_space(space).unwrap(),
                _ => {}
            }
        }
    }

    /// Hands one frame over, to a random end of a random line. `false` when all is quiet.
    pub fn step(&mut self) -> bool {
        let mut ends = Vec::new();
        for (client, one) in self.clients.iter().enumerate() {
            if one.conn.is_some() && !one.to_relay.is_empty() {
                ends.push((client, true));
            }
            if one.conn.is_some() && !one.to_engine.is_empty() {
                ends.push((client, false));
            }
        }
        if ends.is_empty() {
            return false;
        }
        let (client, upward) = ends[self.rng.next_u32() as usize % ends.len()];
        if upward {
            let conn = self.clients[client].conn.unwrap();
            let frame = self.clients[client].to_relay.pop_front().unwrap();
            self.clients[client].up += frame.len() as u64;
            if let Request::Append(append) =
                decode::<ClientFrame>(&frame, limits::FRAME_BYTES).unwrap().request
            {
                self.writers.insert(append.op_id, client);
            }
            self.relay.handle_frame(conn, self.now, &frame, &self.store);
            // Group commit: often several frames share a batch.
            if self.rng.next_u32().is_multiple_of(3) {
                self.commit_relay();
            }
            self.drain_relay();
        } else {
            let frame = self.clients[client].to_engine.pop_front().unwrap();
            self.clients[client].down += frame.len() as u64;
            if let Ok(RelayFrame::Pushed(page)) = decode(&frame, limits::FRAME_BYTES) {
                let entries = page.entries.as_slice().iter();
                self.logs.extend(entries.map(|entry| ((page.log, entry.seq), entry.op_id)));
            }
            let conn = self.clients[client].conn.unwrap();
            self.relay.handle_drained(conn, frame.len(), &self.store);
            self.drain_relay();
            let (entropy, now) = (self.entropy(), self.clock_of(client));
            self.timed(client, |engine| engine.handle_frame(now, entropy, &frame)).unwrap();
            self.drain(client);
        }
        true
    }

    /// Until nothing moves, letting the clock run where somebody waits for it.
    pub fn run(&mut self) {
        for _ in 0..2_000_000 {
            if self.step() {
                continue;
            }
            self.commit_relay();
            if self.clients.iter().any(|one| one.conn.is_some() && !one.to_engine.is_empty()) {
                continue;
            }
            let Some((client, wake)) = self
                .clients
                .iter()
                .enumerate()
                .filter(|(_, one)| one.conn.is_some())
                .filter_map(|(client, one)| {
                    let wake = one.engine.poll_wake()?;
                    Some((client, wake.saturating_add_signed(-one.skew)))
                })
                .min_by_key(|(_, wake)| *wake)
            else {
                return;
            };
            if wake > self.now + 120_000 {
                return;
            }
            self.now = self.now.max(wake);
            let (entropy, now) = (self.entropy(), self.clock_of(client).max(wake));
            self.timed(client, |engine| engine.handle_timeout(now, entropy)).unwrap();
            self.drain(client);
        }
        panic!("the world does not come to rest");
    }

    pub fn timeline(&self, client: usize, room: &RoomId) -> Vec<TimelineItem> {
        self.clients[client].engine.timeline(room, None, 1_000_000).unwrap()
    }

    /// What was said, in order: sequence, sender and text.
    pub fn said(&self, client: usize, room: &RoomId) -> Vec<(u64, String, String)> {
        self.timeline(client, room)
            .into_iter()
            .filter(|item| item.kind == ItemKind::Text)
            .map(|item| (item.seq.unwrap_or(0), item.sender.to_string(), item.text))
            .collect()
    }

    pub fn texts(&self, client: usize, room: &RoomId) -> Vec<String> {
        self.said(client, room).into_iter().map(|(_, _, text)| text).collect()
    }

    /// The people in a room as one device sees them.
    pub fn people(&self, client: usize, room: &RoomId) -> Vec<String> {
        let roster = self.clients[client].engine.roster(room).unwrap();
        let mut people: Vec<_> = roster
            .map(|roster| roster.people.iter().map(|one| one.account.to_string()).collect())
            .unwrap_or_default();
        people.sort();
        people
    }
}

/// A further device of an account, by its recovery words.
pub fn recover(world: &mut World, of: usize) -> usize {
    let words = world.clients[of].engine.recovery_words().unwrap().unwrap();
    let account = world.account(of);
    let device = world.add_client(Location::Memory);
    let address = RelayAddress::parse_origin("https://relay.example").unwrap();
    let words = words.to_string();
    world.command(device, Command::Recover { address, account, words }).unwrap();
    world.connect(device);
    world.run();
    assert!(world.clients[device].engine.is_authenticated());
    device
}

/// Of this thread, so that it does not matter what else the machine does.
fn processor_time() -> std::time::Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    std::time::Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}
