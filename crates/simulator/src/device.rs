//! One device of the simulation: the real engine, its clock, its line, and what it was seen to show.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::view::{ItemKind, LocalId, RoomId, RoomStatus};
use corridor_engine::{DatabaseKey, Engine, Location};
use corridor_relay_core::ConnId;
use corridor_wire::id::{AccountId, DeviceId, LogId, Seq};
use corridor_wire::token::Token;

use crate::random::Random;
use crate::schedule::Millis;

/// A text that the engine has taken.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub local_id: LocalId,
    /// As it leaves the device: what waits can be said otherwise.
    pub text: String,
    /// As it was said first; a file keeps the name that it was given then.
    pub name: String,
    pub kind: ItemKind,
    /// It was put off until then, by the device's clock.
    pub due: Option<Millis>,
    pub discarded: bool,
    /// Its person was told that it may not have been sent.
    pub told: bool,
    /// Where it was shown to be on the relay's disk.
    pub sent: Option<Seq>,
    /// How far the device had read when it took it.
    pub taken_at: Seq,
}

/// What a device was seen to show of a room.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The cursor when the room appeared, or appeared again: nothing up to there is its to show.
    pub since: Seq,
    pub through: Seq,
    /// The same for what people did to messages.
    pub acts_through: Seq,
    /// Entries that it may lack: it was added again after them.
    pub gaps: Vec<(Seq, Seq)>,
    pub cursor: Seq,
    /// Entries of which items were seen, and the messages in them.
    pub shown: BTreeMap<Seq, Vec<Vec<u8>>>,
    /// When each of them came, by the device's clock.
    pub came: BTreeMap<Seq, Millis>,
    pub status: Option<RoomStatus>,
    /// Devices that its person has looked at, or that were there when she came.
    pub looked_at: BTreeSet<DeviceId>,
    pub accepted: Vec<Accepted>,
    /// Texts that were sent before, and of which its person was told later that they are not.
    pub told_again: usize,
    /// Where texts went that were shown before their command had answered.
    pub queued_as: BTreeMap<LocalId, Seq>,
    /// Tokens that it was seen to use for the room, the newest last.
    pub tokens: Vec<Token>,
    pub has_contradicted: bool,
    /// By what the relay itself has shown.
    pub has_accused_relay: bool,
}

// Each is a fact of its own, and they combine freely.
#[expect(clippy::struct_excessive_bools)]
pub struct Device {
    pub person: usize,
    pub relay: usize,
    /// Taken out only while it is being restarted.
    engine: Option<Engine>,
    pub account: Option<AccountId>,
    pub id: Option<DeviceId>,
    pub conn: Option<ConnId>,
    /// Counts what was planned for its wake, so that an earlier one is left out.
    pub wake: u64,
    pub skew: i64,
    /// The latest that its clock was seen to say.
    pub latest: Millis,
    /// Switched off until then.
    pub away_until: Millis,
    pub unreachable_until: Millis,
    /// How long it was switched off in all.
    pub slept_days: u64,
    pub failures: u32,
    pub storage_fails: bool,
    /// Something came while its database failed, and nobody saw when.
    pub looked_late: bool,
    /// Its process ends at the first failure of the database, as some programs do.
    pub crashes_on_failure: bool,
    /// It holds an invitation that was used.
    pub expects_refusal: bool,
    pub was_lied_to: bool,
    pub withdrawn: bool,
    /// The relay refused its registration: it has no account.
    pub refused: bool,
    pub rooms: BTreeMap<RoomId, Seen>,
    /// Rooms that were told to have changed and are not looked at yet.
    pub changed: BTreeSet<RoomId>,
    pub entropy: Random,
}

impl Device {
    pub fn new(seed: u64, number: usize, person: usize, relay: usize) -> Option<Self> {
        let key = DatabaseKey::from_bytes([1; 32]);
        let engine = Engine::open(&Location::Memory, &key).ok()?;
        Some(Self {
            person,
            relay,
            engine: Some(engine),
            account: None,
            id: None,
            conn: None,
            wake: 0,
            skew: 0,
            latest: 0,
            away_until: 0,
            unreachable_until: 0,
            slept_days: 0,
            failures: 0,
            storage_fails: false,
            looked_late: false,
            crashes_on_failure: false,
            expects_refusal: false,
            was_lied_to: false,
            withdrawn: false,
            refused: false,
            rooms: BTreeMap::new(),
            changed: BTreeSet::new(),
            entropy: Random::new(seed, &format!("device {number}")),
        })
    }

    pub fn engine(&mut self) -> &mut Engine {
        self.engine.as_mut().unwrap_or_else(|| unreachable!("a device always has an engine"))
    }

    pub fn crash(&mut self) {
        self.engine = self.engine.take().map(Engine::crash);
        self.wake += 1;
    }

    pub fn clock(&self, now: Millis) -> Millis {
        now.saturating_add_signed(self.skew)
    }

    /// The same, remembered.
    pub fn looks_at_clock(&mut self, now: Millis) -> Millis {
        let clock = self.clock(now);
        self.latest = self.latest.max(clock);
        clock
    }

    pub fn inbox(&self) -> Option<LogId> {
        self.id.as_ref().map(LogId::inbox_of)
    }
}
