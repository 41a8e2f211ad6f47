//! The relay's core and several connections that send anything: frames of a fuzzer's own, whole ones
//! put together from real parts, before and after signing in, while batches land or fail.
//!
//! Every frame is answered at most once; who has not signed in learns nothing; a connection that was
//! closed hears nothing more; and somebody else is served as before.

use std::collections::BTreeMap;

use corridor_relay_core::ConnId;
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::relay_frame::{RelayFrame, Response};
use corridor_wire::{decode, limits};

use crate::choices::{Choices, put_chunk};
use crate::relay_world::{RelayWorld, with_person};
use crate::vectors;

const CONNECTIONS: usize = 4;
const MOST_STEPS: usize = 200;

/// What a connection has been sent and has sent itself.
#[derive(Default)]
struct Account {
    /// Frames that were sent under each request id, and not answered.
    unanswered: BTreeMap<u64, usize>,
    /// Frames whose request id nobody can read are answered under 0.
    frames: usize,
    has_been_greeted: bool,
    has_signed_in: bool,
    is_closed: bool,
}

struct Run {
    world: RelayWorld,
    conns: Vec<ConnId>,
    accounts: BTreeMap<ConnId, Account>,
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut run = Run { world: RelayWorld::new(), conns: Vec::new(), accounts: BTreeMap::new() };
    for _ in 0..CONNECTIONS {
        run.connect();
    }
    for _ in 0..MOST_STEPS {
        if choices.is_over() {
            break;
        }
        run.step(&mut choices);
        run.observe();
    }
    run.world.settle();
    run.observe();
    let healthy = run.world.open(2);
    assert_eq!(run.world.ask(healthy, Request::Ping {}), Response::Done {});
}

impl Run {
    fn connect(&mut self) -> ConnId {
        let conn = self.world.connect();
        self.conns.push(conn);
        self.accounts.insert(conn, Account::default());
        conn
    }

    fn step(&mut self, choices: &mut Choices<'_>) {
        let step = choices.below(10);
        let at = choices.below(CONNECTIONS);
        let conn = self.conns[at];
        match step {
            0 | 1 => {
                let frame = choices.chunk();
                self.send(conn, frame);
            }
            2 => self.ask(conn, Request::Hello { version: 1 }),
            3 => {
                let person = choices.below(3);
                if let Some(nonce) = self.world.nonce(conn) {
                    self.ask(conn, with_person(person, |person| person.authenticate(&nonce)));
                }
            }
            4 => {
                self.world.take();
            }
            5 => {
                self.world.land();
            }
            6 => {
                self.world.fail();
            }
            7 => {
                self.world.now += u64::from(choices.number());
                self.world.timeout();
            }
            8 => {
                self.world.disconnect(conn);
                self.accounts.entry(conn).or_default().is_closed = true;
                self.conns.remove(at);
                let new = self.connect();
                self.conns.swap(at, CONNECTIONS - 1);
                debug_assert!(self.conns.contains(&new));
            }
            _ => {
                self.world.resume();
                self.world.stalled = choices.flag().then_some(conn);
            }
        }
    }

    fn ask(&mut self, conn: ConnId, request: Request) {
        let request_id = 1_000_000 + self.accounts[&conn].frames as u64;
        let frame = corridor_wire::encode(&ClientFrame { request_id, request });
        self.send(conn, &frame);
    }

    fn send(&mut self, conn: ConnId, bytes: &[u8]) {
        let account = self.accounts.entry(conn).or_default();
        account.frames += 1;
        if let Ok(frame) = decode::<ClientFrame>(bytes, limits::FRAME_BYTES) {
            *account.unanswered.entry(frame.request_id).or_default() += 1;
        }
        self.world.send_bytes(conn, bytes);
    }

    fn observe(&mut self) {
        self.world.drain();
        for (conn, account) in &mut self.accounts {
            let frames = self.world.frames(*conn);
            assert!(frames.is_empty() || !account.is_closed, "after the end: {frames:?}");
            for frame in frames {
                account.heard(frame);
            }
            account.is_closed |= self.world.closed.contains_key(conn);
        }
        let closed: Vec<usize> =
            (0..self.conns.len()).filter(|at| self.accounts[&self.conns[*at]].is_closed).collect();
        for at in closed {
            let conn = self.connect();
            self.conns.pop();
            self.conns[at] = conn;
        }
    }
}

impl Account {
    fn heard(&mut self, frame: RelayFrame) {
        match frame {
            RelayFrame::Greeting(_) => {
                assert!(!self.has_been_greeted, "a greeting comes once");
                self.has_been_greeted = true;
            }
            RelayFrame::Reply { request_id, response } => {
                self.frames = self.frames.checked_sub(1).expect("a reply that nobody asked for");
                if let Some(left) = self.unanswered.get_mut(&request_id) {
                    *left = left.saturating_sub(1);
                }
                match response {
                    Response::Error(error) => {
                        assert!(error.detail.len() <= limits::ERROR_DETAIL_BYTES);
                    }
                    Response::Authenticated { .. } => self.has_signed_in = true,
                    Response::Done {} => {}
                    other => assert!(self.has_signed_in, "a stranger heard {other:?}"),
                }
            }
            RelayFrame::Pushed(_)
            | RelayFrame::FollowEnded { .. }
            | RelayFrame::Signaled { .. } => {
                assert!(self.has_signed_in, "a stranger is pushed nothing");
            }
            RelayFrame::Goodbye { .. } => {}
        }
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let frames = vectors::named(vectors::CLIENT_FRAMES, "frame");
    let mut seeds: Vec<_> = frames
        .iter()
        .map(|(name, frame)| {
            // Hello, sign in, the frame, and a batch that lands.
            let mut story = vec![2, 0, 3, 0, 0, 0, 0];
            put_chunk(&mut story, frame);
            story.extend([4, 0, 5, 0]);
            (name.clone(), story)
        })
        .collect();
    seeds.push(("stranger".to_owned(), vec![2, 1, 0, 1, 0, 3, 0xff, 0xff, 0xff, 7, 0, 0x40, 0]));
    seeds.extend(crate::drawn_stories("relay frames", 4, 300));
    seeds
}
