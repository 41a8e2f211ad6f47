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
use crate::shape;

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

/// Ends when standard input does, after giving what is queued a moment to leave.
pub async fn serve(session: &mut Session) -> Result<(), Failure> {
    let mut lines = lines::standard_input();
    let mut notifier = Notifier::default();
    let mut waiting: Vec<Waiting> = Vec::new();
    // One listener for the whole run: a signal between two waits is not missed.
    let mut interrupted = Box::pin(tokio::signal::ctrl_c());
    loop {
        let next = waiting.iter().map(|one| one.until).min();
        tokio::select! {
            line = lines.recv() => match line {
                Some(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                Some(line) => handle(session, &mut notifier, &mut waiting, &line)?,
                None => break,
            },
            turned = session.driver.turn(next) => { turned?; }
            _ = &mut interrupted => return Ok(()),
        }
        for notification in notifier.take(session)? {
            session.screen.object(&notification)?;
        }
        answer_waiting(session, &mut waiting)?;
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

fn handle(
    session: &mut Session,
    notifier: &mut Notifier,
    waiting: &mut Vec<Waiting>,
    line: &[u8],
) -> Result<(), Failure> {
    let request = match Request::parse(line) {
        Ok(request) => request,
        Err(error) => {
            return session.screen.object(&Response::error(serde_json::Value::Null, &error));
        }
    };
    let id = request.id.clone();
    match method::call(session, notifier, request) {
        Ok(Outcome::Now(result)) => match id {
            Some(id) => session.screen.object(&Response::result(id, result)),
            None => Ok(()),
        },
        Ok(Outcome::WhenSettled { timeout }) => {
            if let Some(id) = id {
                let until = Instant::now() + timeout;
                waiting.push(Waiting { id, until, seconds: timeout.as_secs() });
            }
            Ok(())
        }
        // Nothing can be served from a database that fails.
        Err(RpcError::Failure(error @ Failure::OutputClosed)) => Err(error),
        Err(error) => match id {
            Some(id) => session.screen.object(&Response::error(id, &error)),
            None => Ok(()),
        },
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
