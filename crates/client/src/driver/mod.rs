//! Runs an engine: gives it the clock, random bytes, frames and transfers, and carries out what it
//! hands back. One thread, one engine; whoever holds the driver calls [`Driver::turn`] in a loop.
//!
//! ```text
//!                 +-----------------------------------------------+
//!                 v                                               |
//!   Waiting --(time)--> Connecting --(open)--> Connected --(lost)-+
//!      ^                    |
//!      +------(failed)------+            Offline: no connection is wanted
//! ```

use std::collections::VecDeque;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use corridor_engine::Engine;
use corridor_engine::command::{Answer, Command, StorageError};
use corridor_engine::output::{Change, DisconnectReason, Output, UnixMillis};
use corridor_engine::view::{LocalId, RoomId};
use corridor_sealing::Entropy;
use tokio::sync::mpsc::OwnedPermit;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::profile::ProfileError;

mod backoff;
pub mod connect;
mod link;
mod tls;
mod transfer;

use backoff::Backoff;
use connect::{ConnectError, Socket, connect};
use link::Link;
use transfer::Transfers;

/// Frames that wait for room; beyond this nothing more is read, so nothing more is asked for.
const QUEUED_FRAMES: usize = 256;

/// A relay that has said why it will not talk is asked again this seldom.
const AFTER_REFUSAL: Duration = Duration::from_mins(1);

/// The engine's timers are not followed closer than this.
const TIMER_GRAIN: Duration = Duration::from_millis(5);

/// Failed attempts after which a command that has queued something stops waiting for the relay.
const FEW_ATTEMPTS: u32 = 3;

#[derive(Clone, Copy)]
pub struct Options {
    pub offline: bool,
    pub allow_plain: bool,
    /// Whether progress bars are drawn for transfers.
    pub progress: bool,
}

/// How long to go on while the relay cannot be reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Until the time is over.
    Whole,
    /// For a few attempts: what was asked for is queued anyway.
    FewAttempts,
}

enum State {
    Offline,
    Waiting { until: Instant },
    Connecting(JoinHandle<Result<Socket, ConnectError>>),
    Connected(Link),
}

#[expect(clippy::large_enum_variant, reason = "one at a time, and never stored")]
enum Input {
    Retry,
    Opened(Result<Socket, ConnectError>),
    Frame(Option<Vec<u8>>),
    Room(Option<OwnedPermit<Vec<u8>>>),
    Transfer(transfer::Finished),
    Wake,
    Elapsed,
}

pub struct Driver {
    engine: Engine,
    options: Options,
    state: State,
    backoff: Backoff,
    outgoing: VecDeque<Vec<u8>>,
    changes: VecDeque<Change>,
    transfers: Transfers,
    /// Why the last attempt to connect failed.
    unreachable: Option<ConnectError>,
    /// Why the engine wanted the connection closed.
    disconnected: Option<DisconnectReason>,
}

impl Driver {
    /// Connects as soon as there is an account and the first turn.
    pub fn new(engine: Engine, options: Options) -> Self {
        let state =
            if options.offline { State::Offline } else { State::Waiting { until: Instant::now() } };
        Self {
            engine,
            options,
            state,
            backoff: Backoff::default(),
            outgoing: VecDeque::new(),
            changes: VecDeque::new(),
            transfers: Transfers::new(options.progress),
            unreachable: None,
            disconnected: None,
        }
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    pub fn is_offline(&self) -> bool {
        self.options.offline
    }

    pub fn command(&mut self, command: Command) -> Result<Answer, Failure> {
        let answer = self.engine.command(now(), entropy()?, command)?;
        self.drain()?;
        Ok(answer)
    }

    /// Tells those who are there that this person writes, or has stopped.
    pub fn tell_typing(&mut self, room: &RoomId, writes: bool) -> Result<(), Failure> {
        self.engine.tell_typing(now(), entropy()?, room, writes)?;
        self.drain()
    }

    /// As `command`, for what answers with the content of a file.
    pub fn open_once(&mut self, local_id: LocalId) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let content = self.engine.open_once(now(), entropy()?, local_id)?;
        self.drain()?;
        Ok(content)
    }

    /// Uses a connection that is open already.
    pub fn attach(&mut self, socket: Socket) -> Result<(), Failure> {
        self.state = State::Connected(Link::new(socket));
        self.engine.handle_connected(now(), entropy()?)?;
        self.drain()
    }

    /// Why there is no connection, for whoever goes on regardless.
    pub fn trouble(&mut self) -> Option<String> {
        if self.engine.is_authenticated() {
            return None;
        }
        match self.disconnected.take() {
            Some(reason) => Some(Failure::Disconnected(reason).to_string()),
            None => self.unreachable.take().map(|error| error.to_string()),
        }
    }

    /// What has changed since the last call.
    pub fn changes(&mut self) -> Vec<Change> {
        self.changes.drain(..).collect()
    }

    /// Takes one input and carries out what comes of it; returns at `until` at the latest, with
    /// false. Dropping the future loses nothing.
    pub async fn turn(&mut self, until: Option<Instant>) -> Result<bool, Failure> {
        let input = self.input(until).await;
        match input {
            Input::Elapsed => return Ok(false),
            Input::Retry => self.begin_connecting()?,
            Input::Opened(Ok(socket)) => self.attach(socket)?,
            Input::Opened(Err(error)) => {
                self.unreachable = Some(error);
                self.wait_to_connect(None)?;
            }
            Input::Frame(Some(bytes)) => {
                self.engine.handle_frame(now(), entropy()?, &bytes)?;
                if self.engine.is_authenticated() {
                    self.backoff.reset();
                    self.unreachable = None;
                    self.disconnected = None;
                }
            }
            Input::Room(Some(permit)) => {
                if let Some(frame) = self.outgoing.pop_front() {
                    permit.send(frame);
                }
            }
            Input::Frame(None) | Input::Room(None) => self.lose_connection(None)?,
            Input::Transfer((transfer, result)) => {
                self.engine.handle_transfer(now(), entropy()?, transfer, result)?;
            }
            Input::Wake => self.engine.handle_timeout(now(), entropy()?)?,
        }
        self.drain()?;
        Ok(true)
    }

    /// Turns until `check` has something to say, or the time is over. `check` sees each change once.
    pub async fn run_until<T>(
        &mut self,
        limit: Duration,
        patience: Patience,
        mut check: impl FnMut(&Engine, Vec<Change>) -> Result<Option<T>, Failure>,
    ) -> Result<T, Failure> {
        let deadline = Instant::now() + limit;
        loop {
            let changes = self.changes();
            if let Some(found) = check(&self.engine, changes)? {
                return Ok(found);
            }
            if let Some(reason) = self.disconnected.take() {
                return Err(Failure::Disconnected(reason));
            }
            let gives_up =
                patience == Patience::FewAttempts && self.backoff.failures() >= FEW_ATTEMPTS;
            if gives_up || !self.turn(Some(deadline)).await? {
                let seconds = limit.as_secs();
                return Err(match self.unreachable.take() {
                    Some(error) => Failure::Connect(error),
                    None => Failure::TimedOut { seconds, pending: pending(&self.engine)? },
                });
            }
        }
    }

    /// Lets what was handed to the connection leave.
    pub async fn close(mut self) {
        if let State::Connected(link) = std::mem::replace(&mut self.state, State::Offline) {
            for frame in self.outgoing.drain(..) {
                if link.sender().send(frame).await.is_err() {
                    break;
                }
            }
            link.close().await;
        }
    }

    async fn input(&mut self, until: Option<Instant>) -> Input {
        let wake = self.engine.poll_wake().map(|at| {
            let left = Duration::from_millis(at.saturating_sub(now()));
            Instant::now() + left.max(TIMER_GRAIN)
        });
        tokio::select! {
            input = from_relay(&mut self.state, self.outgoing.len()) => input,
            finished = self.transfers.next() => Input::Transfer(finished),
            () = sleep_until(wake) => Input::Wake,
            () = sleep_until(until) => Input::Elapsed,
        }
    }

    fn begin_connecting(&mut self) -> Result<(), Failure> {
        self.state = match self.engine.relay_address()? {
            Some(address) => {
                State::Connecting(tokio::spawn(connect(address, self.options.allow_plain)))
            }
            None => State::Offline,
        };
        Ok(())
    }

    fn wait_to_connect(&mut self, at_least: Option<Duration>) -> Result<(), Failure> {
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(ProfileError::Randomness)?;
        let wait = self.backoff.next(u32::from_le_bytes(random));
        let until = Instant::now() + at_least.map_or(wait, |at_least| wait.max(at_least));
        self.state = State::Waiting { until };
        Ok(())
    }

    fn lose_connection(&mut self, at_least: Option<Duration>) -> Result<(), Failure> {
        self.outgoing.clear();
        self.engine.handle_disconnected(now());
        self.wait_to_connect(at_least)
    }

    fn drain(&mut self) -> Result<(), Failure> {
        while let Some(output) = self.engine.poll_output() {
            match output {
                Output::Send(frame) => {
                    if matches!(self.state, State::Connected(_)) {
                        self.outgoing.push_back(frame);
                    }
                }
                Output::Upload { .. } | Output::Download { .. } => {
                    if let Some(address) = self.engine.relay_address()? {
                        self.transfers.start(address, self.options.allow_plain, output);
                    }
                }
                Output::Cancel { transfer } => self.transfers.cancel(transfer),
                Output::Changed(change) => self.changes.push_back(change),
                Output::Disconnect { reason } => {
                    self.disconnected = Some(reason);
                    self.lose_connection(Some(AFTER_REFUSAL))?;
                }
            }
        }
        Ok(())
    }
}

async fn from_relay(state: &mut State, queued: usize) -> Input {
    match state {
        State::Offline => std::future::pending().await,
        State::Waiting { until } => {
            tokio::time::sleep_until(*until).await;
            Input::Retry
        }
        State::Connecting(attempt) => Input::Opened(attempt.await.unwrap_or_else(|error| {
            let error = std::io::Error::other(error);
            Err(ConnectError::Network { origin: String::new(), error })
        })),
        State::Connected(link) => {
            // Two borrows of one link: receiving needs it alone.
            let room = (queued > 0).then(|| link.sender());
            tokio::select! {
                frame = link.receive(), if queued < QUEUED_FRAMES => Input::Frame(frame),
                permit = reserve(room) => Input::Room(permit),
            }
        }
    }
}

async fn reserve(
    sender: Option<tokio::sync::mpsc::Sender<Vec<u8>>>,
) -> Option<OwnedPermit<Vec<u8>>> {
    match sender {
        Some(sender) => sender.reserve_owned().await.ok(),
        None => std::future::pending().await,
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}

/// What is left to do, in words.
fn pending(engine: &Engine) -> Result<Option<String>, StorageError> {
    let pending = engine.pending(now())?;
    Ok((!pending.is_settled()).then(|| {
        format!(
            "{} to send, {} to receive, {} transfers",
            pending.to_send, pending.to_receive, pending.transfers
        )
    }))
}

pub fn now() -> UnixMillis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn entropy() -> Result<Entropy, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(ProfileError::Randomness)?;
    Ok(Entropy::from_bytes(bytes))
}
