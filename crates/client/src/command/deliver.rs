//! After something was queued: stay a bounded time to see it through, and say what is left.

use std::time::Duration;

use corridor_engine::Engine;
use corridor_engine::output::Change;
use corridor_engine::view::RoomId;

use crate::arguments::Delivery;
use crate::driver::Patience;
use crate::failure::Failure;
use crate::session::Session;

/// Whether the thing is on the relay, or still waits here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Queued,
}

/// Turns the driver until `is_done`, at most for the time that `delivery` allows. What the relay or
/// the room refuses about `room` is an error; that the relay can't be reached is not, because what
/// was asked for is on this device's disk and goes out later.
pub async fn deliver(
    session: &mut Session,
    delivery: Delivery,
    room: Option<RoomId>,
    mut is_done: impl FnMut(&Engine) -> Result<bool, Failure>,
) -> Result<Outcome, Failure> {
    if delivery.no_wait || session.driver.is_offline() {
        let done = is_done(session.engine())?;
        return Ok(if done { Outcome::Done } else { Outcome::Queued });
    }
    let limit = Duration::from_secs(delivery.seconds);
    let mut notes = Vec::new();
    let outcome = session
        .driver
        .run_until(limit, Patience::FewAttempts, |engine, changes| {
            for change in changes {
                match change {
                    Change::Refused { room: about, what, why }
                        if about.is_none() || about == room =>
                    {
                        return Err(Failure::Refused { what, why });
                    }
                    other => notes.extend(sentence(&other)),
                }
            }
            Ok(is_done(engine)?.then_some(()))
        })
        .await;
    for note in notes {
        session.screen.note(&note);
    }
    match outcome {
        Ok(()) => Ok(Outcome::Done),
        Err(
            error @ (Failure::Connect(_) | Failure::TimedOut { .. } | Failure::Disconnected(_)),
        ) => {
            session.screen.note(&format!(
                "queued here, and not delivered yet: {error}. corridor sync tries again."
            ));
            Ok(Outcome::Queued)
        }
        Err(error) => Err(error),
    }
}

/// Whether nothing is on its way out.
pub fn nothing_to_send(engine: &Engine) -> Result<bool, Failure> {
    let pending = engine.pending(crate::driver::now())?;
    Ok(pending.to_send == 0 && pending.transfers == 0)
}

/// What a person should hear of a change that no command asked for.
pub fn sentence(change: &Change) -> Option<String> {
    match change {
        Change::Refused { what, why, .. } => Some(format!(
            "{}: {}",
            crate::screen::line(&what.to_string()),
            crate::screen::line(why)
        )),
        Change::Contradiction { room, what } => Some(format!(
            "room {room}: its history contradicts itself ({}). Ask the others whether they see the \
             same, outside this room.",
            crate::screen::line(what)
        )),
        Change::KeyChanged(account) => Some(format!(
            "{account} has another key than before. Compare safety numbers: corridor verify {account}"
        )),
        Change::OwnDevice(device) => Some(format!(
            "your account has a new device, {device}. If it is not yours: corridor devices --revoke {device}"
        )),
        Change::Knocked { room, account } => {
            Some(format!("{account} knocks at room {room}. Who waits: corridor knocks"))
        }
        Change::Joined(_)
        | Change::OwnKnocks
        | Change::Soundings
        | Change::Typing(_)
        | Change::JoinRefused { .. }
        | Change::Room(_)
        | Change::Timeline(_)
        | Change::Delivery(_)
        | Change::Settled => None,
    }
}
