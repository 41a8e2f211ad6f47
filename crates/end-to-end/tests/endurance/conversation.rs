//! What keeps the writers in step: rounds that begin, kills, and who is done.

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// A round that takes longer than this has stopped.
const PATIENCE: Duration = Duration::from_mins(3);

/// The writers; a visitor keeps nobody waiting.
const WRITERS: usize = 3;

pub struct Conversation {
    pub room: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Rounds that have begun.
    begun: usize,
    ended: bool,
    killed: Vec<Instant>,
    /// For each round, when each writer had nothing left to send.
    done: Vec<Vec<Instant>>,
}

impl Conversation {
    pub fn new(room: String) -> Self {
        Self { room, state: Mutex::default(), changed: Condvar::new() }
    }

    pub fn begin(&self, round: usize) {
        let mut state = self.state.lock().unwrap();
        state.begun = round + 1;
        state.done.push(Vec::new());
        self.changed.notify_all();
    }

    pub fn killed(&self, round: usize) {
        let mut state = self.state.lock().unwrap();
        assert_eq!(state.killed.len(), round);
        state.killed.push(Instant::now());
    }

    pub fn end(&self) {
        self.state.lock().unwrap().ended = true;
        self.changed.notify_all();
    }

    pub fn done(&self, round: usize) {
        self.state.lock().unwrap().done[round].push(Instant::now());
        self.changed.notify_all();
    }

    pub fn wait_for_everybody(&self, round: usize) {
        let state = self.state.lock().unwrap();
        let unfinished = |state: &mut State| state.done[round].len() < WRITERS;
        let waited = self.changed.wait_timeout_while(state, PATIENCE, unfinished).unwrap();
        assert!(!waited.1.timed_out(), "round {round} does not end");
    }

    /// Waits until `round` has begun; false when the conversation is over.
    pub fn wait_for(&self, round: usize) -> bool {
        let state = self.state.lock().unwrap();
        let waiting = |state: &mut State| state.begun <= round && !state.ended;
        let waited = self.changed.wait_timeout_while(state, PATIENCE, waiting).unwrap();
        assert!(!waited.1.timed_out(), "round {round} does not begin");
        waited.0.begun > round
    }

    /// The newest round that has begun.
    pub fn newest(&self) -> usize {
        self.state.lock().unwrap().begun.saturating_sub(1)
    }

    pub fn has_ended(&self) -> bool {
        self.state.lock().unwrap().ended
    }

    /// Rounds whose kill came before somebody had sent everything.
    pub fn kills_in_flight(&self) -> usize {
        let state = self.state.lock().unwrap();
        let rounds = state.killed.iter().zip(&state.done);
        rounds.filter(|(killed, done)| done.iter().any(|at| at > killed)).count()
    }
}
