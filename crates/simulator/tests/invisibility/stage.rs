//! Six people in a room, each with a line of their own, and what happens in one run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use corridor_engine::command::{Answer, Command};
use corridor_engine::output::{Change, Output};
use corridor_engine::view::RoomId;
use corridor_engine::{DatabaseKey, Engine, Entropy, Location};
use corridor_relay_core::{ConnId, InvitationSecret, Output as RelayOutput, Relay, RelayConfig};
use corridor_store::{MemoryStore, Store};
use corridor_wire::id::RelayName;
use corridor_wire::invitation::{Invitation, RelayAddress};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

use crate::seen::{Frame, Outside, Seen, stored};

const PEOPLE: usize = 6;
/// The last one stays outside.
const OUTSIDE: usize = PEOPLE - 1;
/// 2026-01-01T00:00:00Z, in microseconds.
const START: u64 = 1_767_225_600_000_000;
const SECOND: u64 = 1_000_000;
/// How long a relay's disk takes, and what comes meanwhile is written with it.
const WRITE: u64 = 2_000;
/// From one run to the next.
const RUN: u64 = 60 * SECOND;

/// What a careless program would do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leak {
    /// Who writes in the huddle is shown as writing in the room.
    TypingInTheRoom,
    /// Who is in the huddle reads the room a little later.
    LateReceipts,
    /// The huddle leaves a trace in the room's log.
    CommitInTheRoom,
}

struct Person {
    engine: Engine,
    entropy: ChaCha20Rng,
    /// How slow the line is just now.
    line: ChaCha20Rng,
    /// When the last frame in each direction arrives: none overtakes it.
    up_until: u64,
    down_until: u64,
    wake: Option<u64>,
    frames: Vec<Frame>,
    changes: Vec<Change>,
}

#[derive(Clone)]
enum Act {
    Order(Command),
    /// As `Order`, in the huddle that there is then.
    SayAside(&'static str),
    WriteAside,
    Form(Vec<usize>),
    Rise,
    Write,
    /// Reads the room to its end.
    Read,
}

enum Event {
    ToRelay(Vec<u8>),
    ToPerson(Arc<[u8]>),
    Wake,
    Act(Act),
}

pub struct Stage {
    relay: Relay,
    store: MemoryStore,
    now: u64,
    people: Vec<Person>,
    /// By time, and then in the order in which they were made.
    events: BTreeMap<(u64, u64), (usize, Event)>,
    next_event: u64,
    written_at: Option<u64>,
    script: ChaCha20Rng,
    room: RoomId,
    aside: Option<RoomId>,
    leak: Option<Leak>,
}

fn stream(seed: u64, number: u64) -> ChaCha20Rng {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    rng.set_stream(number);
    rng
}

fn secret() -> InvitationSecret {
    InvitationSecret::from_bytes([7; 32])
}

fn below(rng: &mut ChaCha20Rng, most: u64) -> u64 {
    rng.next_u64() % most
}

impl Stage {
    /// Everybody has joined, is in the room, and shows when they write and read.
    pub fn new(seed: u64, leak: Option<Leak>) -> Self {
        let mut config = RelayConfig::new(RelayName::parse("relay.example").unwrap(), secret());
        for rate in [
            &mut config.limits.account_requests,
            &mut config.limits.account_bytes,
            &mut config.limits.connection_requests,
            &mut config.limits.connection_bytes,
        ] {
            (rate.per_second, rate.burst) = (1 << 40, 1 << 40);
        }
        let store = MemoryStore::new();
        let relay = Relay::open(config, [9; 32], START / 1000, &store).unwrap();
        let mut stage = Self {
            relay,
            store,
            now: START,
            people: Vec::new(),
            events: BTreeMap::new(),
            next_event: 0,
            written_at: None,
            script: stream(seed, 0),
            room: RoomId::from_bytes([0; 16]),
            aside: None,
            leak,
        };
        for number in 0..PEOPLE {
            stage.join(seed, number);
        }
        stage.run_until(START + RUN);
        let with = (1..PEOPLE).map(|other| stage.account(other)).collect();
        let title = "Plenary".to_owned();
        let made = stage.order(0, Command::CreateRoom { title, with });
        let Some(Answer::Room(room)) = made else { panic!("no room") };
        stage.room = room;
        stage.run_until(START + 2 * RUN);
        for person in 0..PEOPLE {
            stage.look(person, room);
            stage.order(person, Command::SetTyping { is_on: true });
            stage.order(person, Command::SetReceipts { delivered: true, read: true });
        }
        stage.run_until(START + 3 * RUN);
        stage
    }

    fn join(&mut self, seed: u64, number: usize) {
        let stream_of = |part: u64| stream(seed, 1 + 2 * number as u64 + part);
        self.people.push(Person {
            engine: Engine::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap(),
            entropy: stream_of(0),
            line: stream_of(1),
            up_until: 0,
            down_until: 0,
            wake: None,
            frames: Vec::new(),
            changes: Vec::new(),
        });
        let day = u32::try_from(START / 1_000_000 / 86_400).unwrap() + 30;
        let id = [u8::try_from(number).unwrap() + 1; 16];
        let invitation = Invitation {
            address: RelayAddress::parse_origin("https://relay.example").unwrap(),
            code: corridor_relay_core::invitation::issue(&secret(), id, day),
        };
        self.order(number, Command::Join { invitation, name: format!("person{number}") });
        let (entropy, now) = (self.entropy(number), self.now / 1000);
        self.people[number].engine.handle_connected(now, entropy).unwrap();
        self.relay.handle_connect(ConnId(number as u64), now);
        self.drain(number);
        self.drain_relay();
    }

    fn account(&self, person: usize) -> corridor_wire::id::AccountId {
        self.people[person].engine.account().unwrap().unwrap().account
    }

    fn entropy(&mut self, person: usize) -> Entropy {
        let mut bytes = [0; 32];
        self.people[person].entropy.fill_bytes(&mut bytes);
        Entropy::from_bytes(bytes)
    }

    /// What is refused is nothing: a huddle may be over when somebody speaks.
    fn order(&mut self, person: usize, command: Command) -> Option<Answer> {
        let (entropy, now) = (self.entropy(person), self.now / 1000);
        let answer = self.people[person].engine.command(now, entropy, command).ok();
        self.drain(person);
        answer
    }

    fn look(&mut self, person: usize, room: RoomId) {
        if let Some(roster) = self.people[person].engine.roster(&room).unwrap() {
            self.order(person, Command::AcknowledgeRoster { room, seen: roster.mark });
        }
    }

    fn at(&mut self, time: u64, person: usize, event: Event) {
        self.next_event += 1;
        self.events.insert((time, self.next_event), (person, event));
    }

    /// From 10 to 60 milliseconds, and after whatever went before.
    fn arrival(&mut self, person: usize, is_up: bool) -> u64 {
        let (now, one) = (self.now, &mut self.people[person]);
        let arrives = now + 10_000 + below(&mut one.line, 50_000);
        let until = if is_up { &mut one.up_until } else { &mut one.down_until };
        *until = arrives.max(*until + 1);
        *until
    }

    fn drain(&mut self, person: usize) {
        while let Some(output) = self.people[person].engine.poll_output() {
            match output {
                Output::Send(frame) => {
                    let time = self.arrival(person, true);
                    self.at(time, person, Event::ToRelay(frame));
                }
                Output::Changed(change) => self.people[person].changes.push(change),
                other => panic!("nothing here is so large: {other:?}"),
            }
        }
        let wake = self.people[person].engine.poll_wake();
        if wake != self.people[person].wake {
            self.people[person].wake = wake;
            if let Some(wake) = wake {
                self.at(self.now.max(wake * 1000), person, Event::Wake);
            }
        }
    }

    fn drain_relay(&mut self) {
        while let Some(output) = self.relay.poll_output() {
            if let RelayOutput::Send { conn, frame } = output {
                let person = usize::try_from(conn.0).unwrap();
                let time = self.arrival(person, false);
                self.at(time, person, Event::ToPerson(frame));
            }
        }
    }

    fn write(&mut self) {
        while let Some((batch, rows)) = self.relay.take_batch() {
            let result = self.store.commit(&rows);
            self.relay.handle_committed(batch, result, &self.store);
        }
        self.drain_relay();
    }

    fn run_until(&mut self, end: u64) {
        loop {
            let next = self.events.first_key_value().map(|((time, _), _)| *time);
            if let Some(write) = self.written_at
                && next.is_none_or(|next| write <= next)
            {
                self.written_at = None;
                self.now = write;
                self.write();
                continue;
            }
            let Some(time) = next.filter(|time| *time < end) else { break };
            let Some((_, (person, event))) = self.events.pop_first() else { break };
            self.now = time;
            self.happen(person, event);
        }
        self.now = end;
    }

    fn happen(&mut self, person: usize, event: Event) {
        match event {
            Event::ToRelay(frame) => {
                let conn = ConnId(person as u64);
                self.relay.handle_frame(conn, self.now / 1000, &frame, &self.store);
                self.drain_relay();
                self.written_at.get_or_insert(self.now + WRITE);
            }
            Event::ToPerson(frame) => {
                self.relay.handle_drained(ConnId(person as u64), frame.len(), &self.store);
                self.drain_relay();
                let (entropy, now) = (self.entropy(person), self.now / 1000);
                let one = &mut self.people[person];
                one.frames.push((self.now, Arc::clone(&frame)));
                one.engine.handle_frame(now, entropy, &frame).unwrap();
                self.drain(person);
            }
            Event::Wake => {
                if self.people[person].wake.is_some_and(|wake| wake * 1000 <= self.now) {
                    self.people[person].wake = None;
                    let (entropy, now) = (self.entropy(person), self.now / 1000);
                    self.people[person].engine.handle_timeout(now, entropy).unwrap();
                    self.drain(person);
                }
            }
            Event::Act(act) => self.act(person, act),
        }
    }

    fn act(&mut self, person: usize, act: Act) {
        match act {
            Act::Order(command) => drop(self.order(person, command)),
            Act::Form(others) => {
                let with = others.into_iter().map(|other| self.account(other)).collect();
                let (title, ends_at) = ("Caucus".to_owned(), self.now / 1000 + 15 * 60 * 1000);
                let formed = self.order(person, Command::FormHuddle { title, with, ends_at });
                let Some(Answer::Room(room)) = formed else { panic!("no huddle") };
                self.aside = Some(room);
                if self.leak == Some(Leak::CommitInTheRoom) {
                    let text = "some are away".to_owned();
                    self.order(0, Command::SetDescription { room: self.room, text });
                    let text = String::new();
                    self.order(0, Command::SetDescription { room: self.room, text });
                }
            }
            Act::SayAside(text) => {
                let Some(room) = self.aside else { return };
                self.look(person, room);
                let text = text.into();
                self.order(person, Command::SendText { room, text, seen: None });
            }
            Act::WriteAside => {
                let Some(room) = self.aside else { return };
                self.tell_typing(person, room);
                if self.leak == Some(Leak::TypingInTheRoom) {
                    self.tell_typing(person, self.room);
                }
            }
            Act::Write => self.tell_typing(person, self.room),
            Act::Rise => {
                if let Some(room) = self.aside {
                    self.order(person, Command::EndHuddle { room });
                }
            }
            Act::Read => {
                let room = self.room;
                let view = self.people[person].engine.room(&room).unwrap();
                let through_seq = view.map_or(0, |view| view.cursor);
                self.order(person, Command::MarkRead { room, through_seq });
            }
        }
    }

    fn tell_typing(&mut self, person: usize, room: RoomId) {
        let (entropy, now) = (self.entropy(person), self.now / 1000);
        self.people[person].engine.tell_typing(now, entropy, &room, true).unwrap();
        self.drain(person);
    }

    /// What happens in the room, whatever the coin says: drawn before it is thrown.
    fn talk(&mut self) -> (Vec<(u64, usize, Act)>, u64) {
        let mut acts = Vec::new();
        for _ in 0..3 {
            let at = 2 * SECOND + below(&mut self.script, 16 * SECOND);
            let by = usize::try_from(below(&mut self.script, OUTSIDE as u64)).unwrap();
            let text = "x".repeat(usize::try_from(below(&mut self.script, 900)).unwrap() + 1);
            acts.push((at - SECOND, by, Act::Write));
            let said = Command::SendText { room: self.room, text: text.into(), seen: None };
            acts.push((at, by, Act::Order(said)));
        }
        let asked_at = 8 * SECOND + below(&mut self.script, 4 * SECOND);
        let said = Command::SendText { room: self.room, text: "and I?".into(), seen: None };
        acts.push((asked_at, OUTSIDE, Act::Order(said)));
        for person in 0..PEOPLE {
            let at = 20 * SECOND + below(&mut self.script, 5 * SECOND);
            acts.push((at, person, Act::Read));
        }
        (acts, asked_at)
    }

    /// Five go aside, talk, write, and rise, or let it end by itself later.
    fn go_aside(&mut self) -> Vec<(u64, usize, Act)> {
        let rng = &mut self.script;
        let founder = usize::try_from(below(rng, OUTSIDE as u64)).unwrap();
        let others = (0..OUTSIDE).filter(|other| *other != founder).collect();
        let mut acts = vec![(below(rng, 3 * SECOND), founder, Act::Form(others))];
        for text in ["one", "two", "three", "four"] {
            let at = 5 * SECOND + below(rng, 14 * SECOND);
            let by = usize::try_from(below(rng, OUTSIDE as u64)).unwrap();
            acts.push((at - SECOND, by, Act::WriteAside));
            acts.push((at, by, Act::SayAside(text)));
        }
        if below(rng, 2) == 0 {
            acts.push((22 * SECOND + below(rng, 10 * SECOND), founder, Act::Rise));
        }
        acts
    }

    pub fn run(&mut self) -> Seen {
        let begun = self.now;
        let (mut acts, asked_at) = self.talk();
        let is_huddle = below(&mut self.script, 2) == 1;
        // Drawn in any case: what comes after is not to depend on it.
        let aside = self.go_aside();
        self.aside = None;
        if is_huddle {
            acts.extend(aside);
            if self.leak == Some(Leak::LateReceipts) {
                let reads = |(_, person, act): &&mut (u64, usize, Act)| {
                    *person != OUTSIDE && matches!(act, Act::Read)
                };
                acts.iter_mut().filter(reads).for_each(|(at, ..)| *at += 4 * SECOND);
            }
        }
        for one in &mut self.people {
            one.frames.clear();
            one.changes.clear();
        }
        let before = stored(&self.people[OUTSIDE].engine);
        for (at, person, act) in acts {
            self.at(begun + at, person, Event::Act(act));
        }
        self.run_until(begun + RUN);
        self.check(is_huddle);
        let one = &self.people[OUTSIDE];
        let frames: Vec<_> =
            one.frames.iter().map(|(at, frame)| (at - begun, Arc::clone(frame))).collect();
        let outside = Outside {
            engine: &one.engine,
            room: self.room,
            frames: &frames,
            changes: &one.changes,
            begun_ms: begun / 1000,
            asked_at,
            stored_before: &before,
        };
        Seen { is_huddle, numbers: outside.numbers() }
    }

    /// The five were there, heard each other, and the sixth heard the room.
    fn check(&self, is_huddle: bool) {
        let told = &self.people[OUTSIDE].changes;
        assert!(told.contains(&Change::Timeline(self.room)), "the room was silent");
        let Some(room) = self.aside.filter(|_| is_huddle) else { return };
        let heard: BTreeSet<usize> = (0..PEOPLE)
            .filter(|person| self.people[*person].changes.contains(&Change::Timeline(room)))
            .collect();
        assert_eq!(heard, (0..OUTSIDE).collect());
    }
}
