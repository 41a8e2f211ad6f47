//! One log against a small model of it: any order of appends, commits, reads, batches that land or
//! fail, and crashes.

// Sequences index the model's vectors.
#![allow(clippy::cast_possible_truncation)]

mod support;

use std::collections::BTreeMap;

use corridor_relay_core::{BatchId, ConnId};
use corridor_store::{Batch, Store, StoreError};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, CommitHeader, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::LogId;
use corridor_wire::relay_frame::{Entry, Head, Response};
use corridor_wire::token::Token;
use proptest::prelude::*;
use support::{World, follow, op, read, record, token};

/// What the rules of append say, as plainly as possible.
#[derive(Clone)]
struct Model {
    log: LogId,
    entries: Vec<Entry>,
    chains: Vec<ChainHash>,
    version: u64,
    tokens: BTreeMap<[u8; 32], u64>,
    /// Version that a revoking commit made, and its seq.
    revocations: BTreeMap<u64, u64>,
}

impl Model {
    fn new(log: LogId) -> Self {
        let tokens = BTreeMap::from([(*token(0).hash().as_bytes(), 0)]);
        let chains = vec![ChainHash::empty(&log)];
        Self { log, entries: vec![], chains, version: 0, tokens, revocations: BTreeMap::new() }
    }

    fn head_at(&self, seq: u64, version: u64) -> Head {
        Head { seq, version, chain: self.chains[seq as usize] }
    }

    fn append(&mut self, append: &Append) -> Result<Response, ErrorCode> {
        if let Some(found) = self.entries.iter().find(|entry| entry.op_id == append.op_id) {
            let same = found.record == append.record && found.commit == append.commit;
            let seq = found.seq;
            return if same { Ok(Response::Appended { seq }) } else { Err(ErrorCode::OpIdReused) };
        }
        let hash = append.token.as_ref().map(|token| *token.hash().as_bytes());
        let since = hash.and_then(|hash| self.tokens.get(&hash)).ok_or(ErrorCode::TokenUnknown)?;
        if self.revocations.range(since + 1..).next().is_some() {
            return Err(ErrorCode::TokenRevoked);
        }
        if append.expect_version > self.version {
            return Err(ErrorCode::VersionAhead);
        }
        let seq = self.entries.len() as u64;
        if append.expect_version < self.version {
            return Ok(Response::Conflict { head: self.head_at(seq, self.version) });
        }
        let entry = Entry {
            seq: seq + 1,
            version: self.version,
            op_id: append.op_id,
            record: append.record.clone(),
            commit: append.commit,
        };
        self.chains.push(self.chains[seq as usize].extend(&entry));
        self.entries.push(entry);
        if let Some(commit) = &append.commit {
            self.version += 1;
            self.tokens.entry(*commit.next_token_hash.as_bytes()).or_insert(self.version);
            if commit.revokes {
                self.revocations.insert(self.version, seq + 1);
            }
        }
        Ok(Response::Appended { seq: seq + 1 })
    }

    /// All that a token may see, and the end as it sees it.
    fn visible(&self, token: &Token) -> Option<(Vec<Entry>, Head, bool)> {
        let since = self.tokens.get(token.hash().as_bytes())?;
        let end = self.entries.len() as u64;
        Some(match self.revocations.range(since + 1..).next() {
            None => (self.entries.clone(), self.head_at(end, self.version), false),
            Some((version, seq)) => {
                let entries = self.entries[..*seq as usize].to_vec();
                (entries, self.head_at(*seq, *version), true)
            }
        })
    }

    fn read(&self, token: &Token, from: u64) -> Result<(Vec<Entry>, Head), ErrorCode> {
        let (entries, head, revoked) = self.visible(token).ok_or(ErrorCode::TokenUnknown)?;
        let from = from.max(1);
        if from > head.seq + 1 {
            return Err(if revoked { ErrorCode::TokenRevoked } else { ErrorCode::CursorAhead });
        }
        Ok((entries[from as usize - 1..].to_vec(), head))
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Append {
        op: u64,
        token: u64,
        expect: u64,
        record: u8,
        commit: Option<(u64, bool)>,
    },
    Current {
        op: u64,
        commit: Option<(u64, bool)>,
    },
    Read {
        token: u64,
        from: u64,
    },
    Take,
    Land,
    Fail,
    Crash,
    /// The batch is on disk and the process dies before it knows.
    CrashAfterWrite,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let commit = || proptest::option::weighted(0.4, (0..6u64, any::<bool>()));
    let step = prop_oneof![
        6 => (0..40u64, 0..6u64, 0..6u64, 0..2u8, commit()).prop_map(
            |(op, token, expect, record, commit)| Step::Append { op, token, expect, record, commit }
        ),
        6 => (40..10_000u64, commit()).prop_map(|(op, commit)| Step::Current { op, commit }),
        3 => (0..6u64, 0..12u64).prop_map(|(token, from)| Step::Read { token, from }),
        4 => Just(Step::Take),
        4 => Just(Step::Land),
        1 => Just(Step::Fail),
        1 => Just(Step::Crash),
        1 => Just(Step::CrashAfterWrite),
    ];
    proptest::collection::vec(step, 1..80)
}

/// The relay beside its model: what is on disk, what is in flight over it, what is staged on top.
struct Run {
    world: World,
    conn: ConnId,
    follower: ConnId,
    followed: Vec<Entry>,
    durable: Model,
    in_flight: Option<(BatchId, Batch, Model)>,
    staged: Model,
    expected: BTreeMap<u64, Result<Response, ErrorCode>>,
}

impl Run {
    fn new() -> Self {
        let mut world = World::new();
        let conn = world.join("alice");
        let log = world.found(conn, 1);
        let model = Model::new(log);
        let (durable, staged) = (model.clone(), model);
        let (followed, expected) = (Vec::new(), BTreeMap::new());
        let mut run = Self {
            world,
            conn,
            follower: conn,
            followed,
            durable,
            in_flight: None,
            staged,
            expected,
        };
        run.reconnect();
        run
    }

    fn reconnect(&mut self) {
        self.conn = self.world.come_back("alice");
        self.follower = self.world.come_back("alice");
        let from = self.followed.len() as u64 + 1;
        self.world.ask(self.follower, follow(self.durable.log, &token(0), from));
        self.followed.extend(self.world.pushed_entries(self.follower));
    }

    fn append(&mut self, append: Append) {
        let expected = self.staged.append(&append);
        let id = self.world.send(self.conn, Request::Append(append));
        self.expected.insert(id, expected);
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Append { op: number, token: t, expect, record: r, commit } => {
                self.append(self.build(number, token(t), expect, r, commit));
            }
            // By somebody who is up to date: the newest token and version.
            Step::Current { op: number, commit } => {
                let newest =
                    (0..6).max_by_key(|t| self.staged.tokens.get(token(*t).hash().as_bytes()));
                let expect = self.staged.version;
                self.append(self.build(number, token(newest.unwrap()), expect, 0, commit));
            }
            Step::Read { token: t, from } => {
                let id = self.world.send(self.conn, read(self.durable.log, &token(t), from));
                self.world.drain();
                let reply = match self.world.reply(self.conn, id).expect("reads are immediate") {
                    Response::Page(page) => Ok((page.entries.into_vec(), page.head)),
                    Response::Error(error) => Err(error.code),
                    other => panic!("{other:?}"),
                };
                assert_eq!(reply, self.durable.read(&token(t), from));
            }
            Step::Take => {
                if let Some((id, batch)) = self.world.relay.take_batch() {
                    assert!(self.in_flight.is_none());
                    self.in_flight = Some((id, batch, self.staged.clone()));
                }
            }
            Step::Land => {
                if let Some((id, batch, model)) = self.in_flight.take() {
                    self.world.store.commit(&batch).unwrap();
                    self.durable = model;
                    self.world.relay.handle_committed(id, Ok(()), &self.world.store);
                }
            }
            Step::Fail => {
                if let Some((id, _, _)) = self.in_flight.take() {
                    self.answered();
                    let error = StoreError::Unavailable(String::new());
                    self.world.relay.handle_committed(id, Err(error), &self.world.store);
                    self.staged = self.durable.clone();
                    for expected in self.expected.values_mut() {
                        *expected = Err(ErrorCode::StorageUnavailable);
                    }
                }
            }
            Step::Crash => self.crash(),
            Step::CrashAfterWrite => {
                if let Some((_, batch, model)) = self.in_flight.take() {
                    self.world.store.commit(&batch).unwrap();
                    self.durable = model;
                }
                self.crash();
            }
        }
        self.answered();
    }

    fn crash(&mut self) {
        self.in_flight = None;
        self.staged = self.durable.clone();
        self.expected.clear();
        self.world.restart();
        self.reconnect();
    }

    /// Takes what has been answered, and nothing may show what is not on disk.
    fn answered(&mut self) {
        self.world.drain();
        let waiting: Vec<u64> = self.expected.keys().copied().collect();
        for id in waiting {
            let Some(reply) = self.world.reply(self.conn, id) else { continue };
            let end = self.durable.entries.len() as u64;
            match &reply {
                Response::Appended { seq } => assert!(*seq <= end, "acknowledged, not on disk"),
                Response::Conflict { head } => assert!(head.seq <= end, "shown, not on disk"),
                _ => {}
            }
            let reply = match reply {
                Response::Error(error) => Err(error.code),
                other => Ok(other),
            };
            assert_eq!(Some(reply), self.expected.remove(&id));
        }
        self.followed.extend(self.world.pushed_entries(self.follower));
        let visible = self.durable.visible(&token(0)).unwrap().0;
        assert_eq!(self.followed, visible, "a follower has all that is on disk for it, in order");
    }

    fn build(
        &self,
        number: u64,
        token_shown: Token,
        expect_version: u64,
        content: u8,
        commit: Option<(u64, bool)>,
    ) -> Append {
        Append {
            log: self.durable.log,
            op_id: op(number),
            token: Some(token_shown),
            expect_version,
            record: record(&[content]),
            commit: commit.map(|(next, revokes)| CommitHeader {
                next_token_hash: token(next).hash(),
                revokes,
            }),
            wake: None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_log_does_what_its_model_does(steps in steps()) {
        let mut run = Run::new();
        for step in steps {
            run.step(step);
        }
        for step in [Step::Land, Step::Take, Step::Land] {
            run.step(step);
        }
        prop_assert!(run.expected.is_empty(), "every request is answered: {:?}", run.expected);
    }
}
