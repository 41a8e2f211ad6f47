//! `sync`: until nothing is left to send or to receive.

use std::time::Duration;

use crate::arguments::Wait;
use crate::driver::Patience;
use crate::failure::Failure;
use crate::session::Session;
use corridor_engine::shape;

use super::deliver::sentence;

pub async fn sync(session: &mut Session, arguments: &Wait) -> Result<(), Failure> {
    if session.driver.is_offline() {
        return Err(Failure::Offline);
    }
    settle(session, Duration::from_secs(arguments.timeout)).await?;
    let pending = session.engine().pending(crate::driver::now())?;
    session.screen.show(&shape::Left::from(pending), || match pending.held {
        0 => "Nothing is left to send or receive.".to_owned(),
        held => format!(
            "Nothing is left to receive. {held} of your messages wait until you have looked at who \
             has joined: corridor rooms, corridor roster ROOM --acknowledge."
        ),
    })
}

/// Turns the driver until the engine has nothing left to do with the relay, and says what it heard.
pub async fn settle(session: &mut Session, limit: Duration) -> Result<(), Failure> {
    let mut notes = Vec::new();
    let outcome = session
        .driver
        .run_until(limit, Patience::Whole, |engine, changes| {
            notes.extend(changes.iter().filter_map(sentence));
            let settled =
                engine.is_authenticated() && engine.pending(crate::driver::now())?.is_settled();
            Ok(settled.then_some(()))
        })
        .await;
    for note in notes {
        session.screen.note(&note);
    }
    outcome
}
