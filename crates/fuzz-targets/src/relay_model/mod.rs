//! The relay's core beside a model of its logs: any order of appends, commits, reads, follows, trims,
//! deletions, batches that land or fail, crashes, followers that stall, and days that pass.
//!
//! Three states of the model stand side by side, as in the relay: what is on disk, what will be when
//! the batch in flight lands, and what is staged on top. Every answer is predicted when its request is
//! sent; nothing is shown or acknowledged that is not on disk; followers get everything once.

mod model;

use std::collections::BTreeMap;

use corridor_relay_core::ConnId;
use corridor_wire::client_frame::{Append, CommitHeader, Record, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId, Seq};
use corridor_wire::relay_frame::{Head, Page, RelayFrame, Response};
use corridor_wire::token::Token;

use crate::choices::Choices;
use crate::relay_world::{DAY_MS, Person, RETENTION_DAYS, RelayWorld, with_person};
use model::{Logs, Sight};

/// Tokens by number: small, so that they meet again.
const TOKENS: u8 = 6;

/// A story longer than this says nothing new.
const MOST_STEPS: usize = 160;

type Answer = Result<Response, ErrorCode>;

/// A log that is followed on a connection, and the entry that comes next.
struct Following {
    token: Option<Token>,
    next: Seq,
}

/// A connection of one device, and what it waits for.
struct Client {
    conn: ConnId,
    inbox: LogId,
    waiting: BTreeMap<u64, (Answer, Option<(LogId, OpId)>)>,
    follows: BTreeMap<LogId, Following>,
}

struct Run {
    world: RelayWorld,
    clients: Vec<Client>,
    logs: [LogId; 4],
    tokens: Vec<Token>,
    durable: Logs,
    in_flight: Option<Logs>,
    staged: Logs,
    fresh_ops: u8,
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut run = Run::new();
    for _ in 0..MOST_STEPS {
        if choices.is_over() {
            break;
        }
        run.step(&mut choices);
        run.observe();
    }
    run.world.resume();
    run.settle();
    let left: usize = run.clients.iter().map(|client| client.waiting.len()).sum();
    assert_eq!(left, 0, "every request is answered");
}

impl Run {
    fn new() -> Self {
        let inboxes = [0, 2].map(|person| with_person(person, Person::inbox));
        let logs = [LogId::from_bytes([1; 16]), LogId::from_bytes([2; 16]), inboxes[0], inboxes[1]];
        let world = RelayWorld::new();
        let mut durable = Logs::with_inboxes(&[inboxes[0], inboxes[1]]);
        durable.first_day = first_day(world.now);
        let tokens = (0..TOKENS).map(|number| Token::from_bytes([number; 32])).collect();
        let staged = durable.clone();
        let mut run = Self {
            world,
            clients: Vec::new(),
            logs,
            tokens,
            durable,
            in_flight: None,
            staged,
            fresh_ops: 100,
        };
        run.reconnect();
        let create = run.create(0);
        run.order(0, create, None);
        run.settle();
        run
    }

    fn reconnect(&mut self) {
        let connect = |person: usize| Client {
            conn: self.world.open(person),
            inbox: with_person(person, Person::inbox),
            waiting: BTreeMap::new(),
            follows: BTreeMap::new(),
        };
        self.clients = [0, 2, 0].into_iter().map(connect).collect();
    }

    fn today(&self) -> u32 {
        u32::try_from(self.world.now / DAY_MS).unwrap_or(u32::MAX)
    }

    fn step(&mut self, choices: &mut Choices<'_>) {
        let step = choices.below(18);
        let client = choices.below(self.clients.len());
        let log = self.logs[choices.below(4)];
        match step {
            0..=2 => {
                let append = self.any_append(log, choices);
                self.append(client, append);
            }
            3..=5 => {
                let append = self.current_append(log, choices);
                self.append(client, append);
            }
            6 => {
                let number = choices.below(2);
                let request = self.create(number);
                self.order(client, request, None);
            }
            7 => {
                let delete_token = self.tokens[choices.below(3)].clone();
                self.order(client, Request::DeleteLog { log, delete_token }, None);
            }
            8 => self.read(client, log, choices),
            9 => self.follow(client, log, choices),
            10 => {
                self.clients[client].follows.remove(&log);
                let id = self.world.send(self.clients[client].conn, Request::Unfollow { log });
                self.clients[client].waiting.insert(id, (Ok(Response::Done {}), None));
            }
            11 => {
                let through_seq = choices.below(12) as u64;
                self.order(client, Request::TrimInbox { through_seq }, None);
            }
            12 => {
                if self.world.take() {
                    self.in_flight = Some(self.staged.clone());
                }
            }
            13 => self.land(),
            14 => self.fail_or_crash(choices),
            15 => self.stall(choices),
            16 => {
                self.world.now += 60;
                self.world.timeout();
            }
            _ => self.next_day(),
        }
    }

    fn token(&self, choices: &mut Choices<'_>) -> Option<Token> {
        self.tokens.get(choices.below(usize::from(TOKENS) + 1)).cloned()
    }

    fn commit(&self, choices: &mut Choices<'_>) -> Option<CommitHeader> {
        let chosen = choices.below(8);
        let next = self.tokens[choices.below(usize::from(TOKENS))].hash();
        (chosen < 3).then_some(CommitHeader { next_token_hash: next, revokes: chosen == 0 })
    }

    fn any_append(&self, log: LogId, choices: &mut Choices<'_>) -> Append {
        Append {
            log,
            op_id: op(choices.below(16)),
            token: self.token(choices),
            expect_version: choices.below(6) as u64,
            record: record(choices),
            commit: self.commit(choices), wake: None }
    }

    /// By somebody who is up to date.
    fn current_append(&mut self, log: LogId, choices: &mut Choices<'_>) -> Append {
        self.fresh_ops = self.fresh_ops.wrapping_add(1);
        let is_inbox = self.logs[2..].contains(&log);
        let newest = self.staged.newest_token(&log, &self.tokens);
        Append {
            log,
            op_id: op(usize::from(self.fresh_ops)),
            token: (!is_inbox).then(|| self.tokens[newest].clone()),
            expect_version: if is_inbox { 0 } else { self.staged.version(&log) },
            record: record(choices),
            commit: if is_inbox { None } else { self.commit(choices) }, wake: None }
    }

    fn create(&self, number: usize) -> Request {
        Request::CreateLog {
            log: self.logs[number],
            token_hash: self.tokens[0].hash(),
            delete_hash: self.tokens[1].hash(),
        }
    }

    fn append(&mut self, client: usize, append: Append) {
        let place = (append.log, append.op_id);
        self.order(client, Request::Append(append), Some(place));
    }

    /// Sends what changes something, and predicts its answer.
    fn order(&mut self, client: usize, request: Request, place: Option<(LogId, OpId)>) {
        let (today, inbox) = (self.today(), self.clients[client].inbox);
        let logs = &mut self.staged;
        let expected = match &request {
            Request::Append(append) => logs.append(append, today),
            Request::CreateLog { log, token_hash, delete_hash } => {
                logs.create(*log, token_hash, delete_hash)
            }
            Request::DeleteLog { log, delete_token } => logs.delete(log, delete_token),
            Request::TrimInbox { through_seq } => logs.trim(&inbox, *through_seq),
            other => unreachable!("{other:?} changes no log"),
        };
        let id = self.world.send(self.clients[client].conn, request);
        self.clients[client].waiting.insert(id, (expected, place));
    }

    fn sight(&self, client: usize, log: &LogId, token: Option<&Token>) -> Result<Sight, ErrorCode> {
        self.durable.sight(log, token, &self.clients[client].inbox)
    }

    fn read(&mut self, client: usize, log: LogId, choices: &mut Choices<'_>) {
        let (token, from_seq) = (self.token(choices), choices.below(12) as u64);
        let expected = self.sight(client, &log, token.as_ref()).and_then(|sight| {
            let from = Logs::cursor(&sight, from_seq)?;
            Ok((self.durable.entries(&log, from, sight.end.seq), sight.end))
        });
        let conn = self.clients[client].conn;
        let id = self.world.send(conn, Request::Read { log, token, from_seq });
        self.world.drain();
        match (self.world.reply(conn, id).expect("reads are answered at once"), expected) {
            (Response::Page(page), Ok((entries, end))) => {
                assert_eq!((page.log, page.head), (log, end));
                let shown = page.entries.into_vec();
                assert!(entries.starts_with(&shown) && shown.is_empty() == entries.is_empty());
            }
            (Response::Error(error), Err(code)) => assert_eq!(error.code, code),
            other => panic!("a read: {other:?}"),
        }
    }

    fn follow(&mut self, client: usize, log: LogId, choices: &mut Choices<'_>) {
        let (token, from_seq) = (self.token(choices), choices.below(12) as u64);
        let expected = self
            .sight(client, &log, token.as_ref())
            .and_then(|sight| Ok((Logs::cursor(&sight, from_seq)?, sight.end)));
        // What the old follow was pushed comes before the answer to the new one.
        self.observe();
        let conn = self.clients[client].conn;
        let request = Request::Follow { log, token: token.clone(), from_seq };
        let id = self.world.send(conn, request);
        self.world.drain();
        match (self.world.reply(conn, id).expect("follows are answered at once"), expected) {
            (Response::Following { head }, Ok((next, end))) => {
                assert_eq!(head, end);
                self.clients[client].follows.insert(log, Following { token, next });
            }
            (Response::Error(error), Err(code)) => assert_eq!(error.code, code),
            other => panic!("a follow: {other:?}"),
        }
    }

    fn land(&mut self) {
        if self.world.land() {
            self.durable = self.in_flight.take().expect("a model for the batch");
        }
    }

    fn settle(&mut self) {
        loop {
            self.land();
            self.observe();
            if !self.world.take() {
                break;
            }
            self.in_flight = Some(self.staged.clone());
        }
    }

    fn fail_or_crash(&mut self, choices: &mut Choices<'_>) {
        match choices.below(3) {
            0 => {
                self.observe();
                if self.world.fail() {
                    self.in_flight = None;
                    self.staged = self.durable.clone();
                    for client in &mut self.clients {
                        for (expected, _) in client.waiting.values_mut() {
                            *expected = Err(ErrorCode::StorageUnavailable);
                        }
                    }
                }
            }
            outcome => {
                let landed = self.world.crash(outcome == 1);
                let in_flight = self.in_flight.take();
                if landed {
                    self.durable = in_flight.expect("a model for the batch");
                }
                self.staged = self.durable.clone();
                self.reconnect();
            }
        }
    }

    /// The third client stops reading, or reads on.
    fn stall(&mut self, choices: &mut Choices<'_>) {
        self.world.resume();
        if choices.flag() {
            self.world.stalled = Some(self.clients[2].conn);
        }
    }

    fn next_day(&mut self) {
        self.settle();
        self.world.now += DAY_MS;
        self.world.timeout();
        for logs in [&mut self.durable, &mut self.staged] {
            logs.first_day = first_day(self.world.now);
        }
        // A follower that is caught up only now may find that its next entry has gone.
        self.settle();
    }

    /// Takes what has come, and finds nothing in it that is not on disk.
    fn observe(&mut self) {
        self.world.drain();
        for client in 0..self.clients.len() {
            self.answers(client);
            for frame in self.world.frames(self.clients[client].conn) {
                match frame {
                    RelayFrame::Pushed(page) => self.pushed(client, &page),
                    RelayFrame::FollowEnded { log, error } => self.ended(client, log, error.code),
                    other => panic!("nobody asked for {other:?}"),
                }
            }
            if self.world.stalled != Some(self.clients[client].conn) {
                self.is_caught_up(client);
            }
        }
    }

    fn answers(&mut self, client: usize) {
        let conn = self.clients[client].conn;
        let ids: Vec<u64> = self.clients[client].waiting.keys().copied().collect();
        for id in ids {
            let Some(reply) = self.world.reply(conn, id) else { continue };
            let (expected, place) =
                self.clients[client].waiting.remove(&id).expect("it was waited for");
            if let (Response::Appended { seq }, Some((log, op_id))) = (&reply, place) {
                let entries = self.durable.entries(&log, *seq, *seq);
                assert!(entries.iter().any(|entry| entry.op_id == op_id), "not on disk");
            }
            let reply = match reply {
                Response::Error(error) => Err(error.code),
                other => Ok(other),
            };
            assert_eq!(reply, expected);
        }
    }

    fn pushed(&mut self, client: usize, page: &Page) {
        let inbox = self.clients[client].inbox;
        let follow = self.clients[client].follows.get_mut(&page.log).expect("it is followed");
        let sight = self.durable.sight_of_any(&page.log, follow.token.as_ref(), &inbox);
        let sight = sight.expect("what was followed can be read until that ends");
        let entries = page.entries.as_slice();
        let last = entries.last().expect("nothing is no news").seq;
        assert_eq!(entries, self.durable.entries(&page.log, follow.next, last), "each entry once");
        assert!(last <= page.head.seq && page.head.seq <= sight.end.seq, "beyond what it may see");
        let commits = |head: &Head| {
            let all = self.durable.entries(&page.log, 1, head.seq);
            all.iter().filter(|entry| entry.commit.is_some()).count() as u64
        };
        assert_eq!(commits(&page.head), page.head.version);
        follow.next = last + 1;
    }

    fn ended(&mut self, client: usize, log: LogId, code: ErrorCode) {
        let inbox = self.clients[client].inbox;
        let follow = self.clients[client].follows.remove(&log).expect("it was followed");
        let sight = self.durable.sight_of_any(&log, follow.token.as_ref(), &inbox);
        let sight = sight.expect("what was followed could be read");
        match code {
            // Perhaps in one batch with a deletion, which then ends nothing any more.
            ErrorCode::TokenRevoked => {
                assert!(sight.revoked && follow.next > sight.end.seq, "it had all it may read");
            }
            ErrorCode::CursorExpired => assert!(follow.next < sight.oldest),
            code => {
                let now = self.durable.sight(&log, follow.token.as_ref(), &inbox);
                assert_eq!(Some(code), now.err());
            }
        }
    }

    /// A client that reads has everything that is on disk for it.
    fn is_caught_up(&self, client: usize) {
        let Client { follows, inbox, .. } = &self.clients[client];
        for (log, follow) in follows {
            match self.durable.sight(log, follow.token.as_ref(), inbox) {
                Err(code) => panic!("still followed: {code:?}"),
                Ok(sight) => {
                    assert!(!sight.revoked, "a revoked token's follow ends");
                    assert_eq!(follow.next, sight.end.seq + 1, "entries that were not pushed");
                }
            }
        }
    }
}

fn first_day(now: u64) -> u32 {
    u32::try_from(now / DAY_MS).unwrap_or(u32::MAX).saturating_sub(RETENTION_DAYS)
}

fn op(number: usize) -> OpId {
    OpId::from_bytes([number as u8; 16])
}

/// One of three contents; a long one fills a follower's window.
fn record(choices: &mut Choices<'_>) -> Record {
    let content = match choices.below(4) {
        3 => vec![3; 400],
        number => vec![number as u8; 4],
    };
    Record::new(content).expect("it is small")
}

/// Stories that were thought of, and some that were not.
pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let named: [(&str, &[u8]); 6] = [
        ("append_and_read", &[3, 0, 0, 0, 7, 0, 12, 0, 0, 13, 0, 0, 8, 1, 0, 0, 1]),
        ("commit_and_conflict", &[3, 0, 0, 1, 1, 1, 12, 0, 0, 0, 0, 0, 1, 0, 0, 0, 7, 0, 13, 0, 0]),
        ("follow_and_revoke", &[9, 2, 0, 0, 1, 3, 0, 0, 1, 0, 2, 12, 0, 0, 13, 0, 0]),
        ("stall_then_days", &[9, 2, 0, 0, 1, 15, 0, 0, 1, 3, 0, 0, 3, 7, 0, 17, 0, 0, 17, 0, 0]),
        ("letters", &[3, 1, 2, 0, 3, 1, 2, 0, 12, 0, 0, 13, 0, 0, 11, 0, 0, 1, 8, 0, 2, 6, 0]),
        ("delete_and_crash", &[9, 1, 0, 0, 0, 7, 0, 0, 1, 12, 0, 0, 14, 0, 0, 1, 6, 0, 0, 0]),
    ];
    let named = named.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    named.into_iter().chain(crate::drawn_stories("relay model", 8, 360)).collect()
}
