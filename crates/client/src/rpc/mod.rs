//! `corridor rpc`: JSON-RPC 2.0 on standard input and output, one JSON object a line, for bots and
//! other screens. It stays connected while it runs. docs/json-rpc.md is its reference.
//!
//! ```text
//!   stdin line --> message::Request --> method::call --> message::Response --> stdout line
//!   Change     --> notify::Notifier -----------------> message::Notification --> stdout line
//! ```

use std::time::Duration;

use tokio::time::Instant;

use crate::command::CLOSING;
use crate::driver::{Patience, now};
use crate::failure::Failure;
use crate::lines;
use crate::session::Session;
use corridor_engine::shape;

mod message;
mod method;
mod notify;

use message::{Outcome, Request, Response, RpcError};
use notify::Notifier;

/// A `sync` whose answer waits until nothing is left to do.
struct Waiting {
    id: serde_json::Value,
    until: Instant,
    seconds: u64,
}

/// What one run has been asked and has not finished.
#[derive(Default)]
pub struct Conversation {
    notifier: Notifier,
    waiting: Vec<Waiting>,
}

/// Ends when standard input does, after giving what is queued a moment to leave.
pub async fn serve(session: &mut Session) -> Result<(), Failure> {
    let mut lines = lines::standard_input();
    let mut conversation = Conversation::default();
    // One listener for the whole run: a signal between two waits is not missed.
    let mut interrupted = Box::pin(tokio::signal::ctrl_c());
    loop {
        let next = conversation.waiting.iter().map(|one| one.until).min();
        tokio::select! {
            line = lines.recv() => match line {
                Some(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => {
                    if let Some(response) = conversation.answer(session, &line)? {
                        session.screen.object(&response)?;
                    }
                }
                None => break,
            },
            turned = session.driver.turn(next) => { turned?; }
            _ = &mut interrupted => return Ok(()),
        }
        for notification in conversation.notifier.take(session)? {
            session.screen.object(&notification)?;
        }
        answer_waiting(session, &mut conversation.waiting)?;
    }
    let flushed = session
        .driver
        .run_until(CLOSING, Patience::FewAttempts, |engine, _| {
            let pending = engine.pending(now())?;
            Ok((pending.to_send == 0).then_some(()))
        })
        .await;
    match flushed {
        // What is queued is on disk and goes out with the next run.
        Ok(()) | Err(Failure::Connect(_) | Failure::TimedOut { .. } | Failure::Disconnected(_)) => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}

impl Conversation {
    /// The response to one line, where there is one already.
    pub fn answer(
        &mut self,
        session: &mut Session,
        line: &[u8],
    ) -> Result<Option<Response>, Failure> {
        let request = match Request::parse(line) {
            Ok(request) => request,
            Err(error) => return Ok(Some(Response::error(serde_json::Value::Null, &error))),
        };
        let id = request.id.clone();
        match method::call(session, &mut self.notifier, request) {
            Ok(Outcome::Now(result)) => Ok(id.map(|id| Response::result(id, result))),
            Ok(Outcome::WhenSettled { timeout }) => {
                if let Some(id) = id {
                    let until = Instant::now() + timeout;
                    self.waiting.push(Waiting { id, until, seconds: timeout.as_secs() });
                }
                Ok(None)
            }
            // Nothing can be served from a database that fails.
            Err(RpcError::Failure(error @ Failure::OutputClosed)) => Err(error),
            Err(error) => Ok(id.map(|id| Response::error(id, &error))),
        }
    }
}

fn answer_waiting(session: &mut Session, waiting: &mut Vec<Waiting>) -> Result<(), Failure> {
    if waiting.is_empty() {
        return Ok(());
    }
    let pending = session.engine().pending(now())?;
    if session.engine().is_authenticated() && pending.is_settled() {
        let left = serde_json::json!(shape::Left::from(pending));
        for one in waiting.drain(..) {
            session.screen.object(&Response::result(one.id, left.clone()))?;
        }
        return Ok(());
    }
    let late = Instant::now();
    let (over, rest): (Vec<_>, Vec<_>) = waiting.drain(..).partition(|one| one.until <= late);
    *waiting = rest;
    for one in over {
        let failure = Failure::TimedOut { seconds: one.seconds, pending: None };
        session.screen.object(&Response::error(one.id, &RpcError::Failure(failure)))?;
    }
    Ok(())
}

/// What `sync` waits for unless it says otherwise.
const SYNC_PATIENCE: Duration = Duration::from_mins(1);
