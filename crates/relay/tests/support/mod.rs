//! A relay over a store in memory, driven with real frames, and people who sign for real.
#![allow(dead_code)]

pub mod people;

use std::collections::{BTreeMap, VecDeque};

use corridor_relay_core::{CloseReason, ConnId, InvitationSecret, Output, Relay, RelayConfig};
use corridor_store::{MemoryStore, Store};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::client_frame::{Append, ClientFrame, CommitHeader, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Nonce, OpId, RelayName, Seq, Version};
use corridor_wire::limits;
use corridor_wire::relay_frame::{Entry, ErrorReply, Page, RelayFrame, Response};
use corridor_wire::token::Token;

use people::Person;

pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// 2026-06-01T00:00:00Z.
pub const START: u64 = 20_605 * DAY_MS;

pub const SECRET: [u8; 32] = [42; 32];

pub struct World {
    pub relay: Relay,
    pub store: MemoryStore,
    pub now: u64,
    pub closed: BTreeMap<ConnId, CloseReason>,
    /// What is neither a frame nor a close.
    pub effects: Vec<Output>,
    /// Frames that a connection does not read stay on their way to it.
    pub stalled: Option<ConnId>,
    config: fn(&mut RelayConfig),
    nonces: BTreeMap<ConnId, Nonce>,
    received: BTreeMap<ConnId, VecDeque<RelayFrame>>,
    undrained: BTreeMap<ConnId, usize>,
    next: u64,
}

pub fn relay_name() -> RelayName {
    RelayName::parse("relay.example").unwrap()
}

fn configured(change: fn(&mut RelayConfig)) -> RelayConfig {
    let mut config = RelayConfig::new(relay_name(), InvitationSecret::from_bytes(SECRET));
    change(&mut config);
    config
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(config: fn(&mut RelayConfig)) -> Self {
        let store = MemoryStore::new();
        let relay = Relay::open(configured(config), [7; 32], START, &store).unwrap();
        let mut world = Self {
            relay,
            store,
            now: START,
            closed: BTreeMap::new(),
            effects: Vec::new(),
            stalled: None,
            config,
            nonces: BTreeMap::new(),
            received: BTreeMap::new(),
            undrained: BTreeMap::new(),
            next: 0,
        };
        world.settle();
        world
    }

    /// The process dies and another one opens the store. Connections are gone, and so is what was
    /// not committed.
    pub fn restart(&mut self) {
        let seed = blake3::hash(&self.next.to_be_bytes());
        let config = configured(self.config);
        self.relay = Relay::open(config, *seed.as_bytes(), self.now, &self.store).unwrap();
        (self.nonces, self.received, self.undrained) = Default::default();
        self.settle();
    }

    pub fn connect(&mut self) -> ConnId {
        self.next += 1;
        let conn = ConnId(self.next);
        self.relay.handle_connect(conn, self.now);
        self.settle();
        conn
    }

    pub fn disconnect(&mut self, conn: ConnId) {
        self.relay.handle_disconnect(conn);
        self.received.remove(&conn);
        self.settle();
    }

    pub fn nonce(&self, conn: ConnId) -> Nonce {
        self.nonces[&conn]
    }

    /// Sends a request and does nothing about what comes of it.
    pub fn send(&mut self, conn: ConnId, request: Request) -> u64 {
        self.next += 1;
        let request_id = self.next;
        let bytes = corridor_wire::encode(&ClientFrame { request_id, request });
        self.relay.handle_frame(conn, self.now, &bytes, &self.store);
        request_id
    }

    pub fn send_bytes(&mut self, conn: ConnId, bytes: &[u8]) {
        self.relay.handle_frame(conn, self.now, bytes, &self.store);
        self.settle();
    }

    /// Sends a request, lets everything happen, and takes its reply.
    pub fn ask(&mut self, conn: ConnId, request: Request) -> Response {
        let request_id = self.send(conn, request);
        self.settle();
        self.reply(conn, request_id).expect("every request is answered")
    }

    pub fn error(&mut self, conn: ConnId, request: Request) -> ErrorReply {
        match self.ask(conn, request) {
            Response::Error(error) => error,
            other => panic!("expected an error, got {other:?}"),
        }
    }

    pub fn code(&mut self, conn: ConnId, request: Request) -> ErrorCode {
        self.error(conn, request).code
    }

    pub fn done(&mut self, conn: ConnId, request: Request) {
        assert_eq!(self.ask(conn, request), Response::Done {});
    }

    pub fn reply(&mut self, conn: ConnId, wanted: u64) -> Option<Response> {
        let frames = self.received.get_mut(&conn)?;
        let is_reply = |frame: &RelayFrame| matches!(frame, RelayFrame::Reply { request_id, .. } if *request_id == wanted);
        let at = frames.iter().position(is_reply)?;
        match frames.remove(at) {
            Some(RelayFrame::Reply { response, .. }) => Some(response),
            _ => None,
        }
    }

    /// Everything a connection has received and nobody has taken.
    pub fn frames(&mut self, conn: ConnId) -> Vec<RelayFrame> {
        self.received.remove(&conn).unwrap_or_default().into()
    }

    /// The pages among them.
    pub fn pushed(&mut self, conn: ConnId) -> Vec<Page> {
        let frames = self.frames(conn).into_iter();
        frames
            .filter_map(|f| if let RelayFrame::Pushed(page) = f { Some(page) } else { None })
            .collect()
    }

    pub fn pushed_entries(&mut self, conn: ConnId) -> Vec<Entry> {
        self.pushed(conn).into_iter().flat_map(|page| page.entries.into_vec()).collect()
    }

    /// Commits and drains until nothing happens any more.
    pub fn settle(&mut self) {
        loop {
            self.drain();
            let Some((id, batch)) = self.relay.take_batch() else { break };
            let result = self.store.commit(&batch);
            self.relay.handle_committed(id, result, &self.store);
        }
    }

    /// Takes outputs, and writes what is on its way to everybody who reads.
    pub fn drain(&mut self) {
        while let Some(output) = self.relay.poll_output() {
            match output {
                Output::Send { conn, frame } => {
                    assert!(frame.len() <= limits::FRAME_BYTES, "a frame that clients refuse");
                    let decoded = corridor_wire::decode(&frame, limits::FRAME_BYTES).unwrap();
                    if let RelayFrame::Greeting(greeting) = &decoded {
                        self.nonces.insert(conn, greeting.nonce);
                    }
                    self.received.entry(conn).or_default().push_back(decoded);
                    if self.stalled == Some(conn) {
                        *self.undrained.entry(conn).or_default() += frame.len();
                    } else {
                        self.relay.handle_drained(conn, frame.len(), &self.store);
                    }
                }
                Output::Close { conn, reason } => {
                    self.closed.insert(conn, reason);
                }
                Output::DropSpace(space) => {
                    self.store.drop_space(space).unwrap();
                    self.effects.push(output);
                }
                _ => self.effects.push(output),
            }
        }
    }

    /// Bytes on their way to a stalled connection.
    pub fn undrained(&self, conn: ConnId) -> usize {
        self.undrained.get(&conn).copied().unwrap_or(0)
    }

    /// A stalled connection reads again.
    pub fn resume(&mut self) {
        let Some(conn) = self.stalled.take() else { return };
        let bytes = self.undrained.remove(&conn).unwrap_or(0);
        self.relay.handle_drained(conn, bytes, &self.store);
        self.settle();
    }

    pub fn pass(&mut self, milliseconds: u64) {
        self.now += milliseconds;
        self.relay.handle_timeout(self.now, &self.store);
        self.settle();
    }

    /// A connection that has said hello, with its greeting taken.
    pub fn greet(&mut self) -> ConnId {
        let conn = self.connect();
        self.done(conn, Request::Hello { version: 1 });
        self.frames(conn);
        conn
    }

    /// A new account on a connection of its own.
    pub fn join(&mut self, name: &str) -> ConnId {
        let conn = self.greet();
        let person = Person::new(name);
        let response = self.ask(conn, person.register(name, self.nonce(conn)));
        assert_eq!(
            response,
            Response::Authenticated { account: person.account.clone(), report_to: None }
        );
        conn
    }

    /// Another connection of an account that exists.
    pub fn come_back(&mut self, name: &str) -> ConnId {
        let conn = self.greet();
        let person = Person::new(name);
        let response = self.ask(conn, person.authenticate(self.nonce(conn)));
        assert_eq!(
            response,
            Response::Authenticated { account: person.account.clone(), report_to: None }
        );
        conn
    }

    /// A log that `token(0)` opens.
    pub fn found(&mut self, conn: ConnId, number: u8) -> LogId {
        self.done(conn, create_log(number));
        log(number)
    }

    pub fn append(&mut self, conn: ConnId, append: Append) -> Response {
        self.ask(conn, Request::Append(append))
    }

    pub fn append_code(&mut self, conn: ConnId, append: Append) -> ErrorCode {
        self.code(conn, Request::Append(append))
    }

    pub fn page(&mut self, conn: ConnId, log: LogId, token: &Token, from_seq: Seq) -> Page {
        match self.ask(conn, read(log, token, from_seq)) {
            Response::Page(page) => page,
            other => panic!("expected a page, got {other:?}"),
        }
    }
}

pub fn log(number: u8) -> LogId {
    LogId::from_bytes([number; 16])
}

pub fn op(number: u64) -> OpId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    OpId::from_bytes(bytes)
}

/// The token of a version, in tests where each commit names the next one.
pub fn token(version: u64) -> Token {
    Token::from_bytes(*blake3::hash(&version.to_be_bytes()).as_bytes())
}

pub fn delete_token() -> Token {
    Token::from_bytes([9; 32])
}

pub fn create_log(number: u8) -> Request {
    Request::CreateLog {
        log: log(number),
        token_hash: token(0).hash(),
        delete_hash: delete_token().hash(),
    }
}

pub fn record(bytes: &[u8]) -> BoundedBytes<{ limits::RECORD_BYTES }> {
    BoundedBytes::new(bytes.to_vec()).unwrap()
}

/// A message sealed under `version` by the holder of its token.
pub fn message(log: LogId, op_number: u64, version: Version) -> Append {
    Append {
        log,
        op_id: op(op_number),
        token: Some(token(version)),
        expect_version: version,
        record: record(format!("message {op_number}").as_bytes()),
        commit: None,
        wake: None,
    }
}

/// A commit from `version` to the next.
pub fn commit(log: LogId, op_number: u64, version: Version, revokes: bool) -> Append {
    let next_token_hash = token(version + 1).hash();
    let commit = Some(CommitHeader { next_token_hash, revokes });
    Append { commit, ..message(log, op_number, version) }
}

pub fn read(log: LogId, token: &Token, from_seq: Seq) -> Request {
    Request::Read { log, token: Some(token.clone()), from_seq }
}

pub fn follow(log: LogId, token: &Token, from_seq: Seq) -> Request {
    Request::Follow { log, token: Some(token.clone()), from_seq }
}

pub fn seqs(entries: &[Entry]) -> Vec<Seq> {
    entries.iter().map(|entry| entry.seq).collect()
}
