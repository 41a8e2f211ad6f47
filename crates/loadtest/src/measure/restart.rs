//! How long people wait when the relay goes and comes back.

use std::time::Duration;

use corridor_wire::invitation::RelayAddress;
use serde::Serialize;

use crate::failure::Failure;
use crate::relay::{Relay, Running};

#[derive(Clone, Debug, Serialize)]
pub struct RestartFigures {
    /// On the disk when it was killed.
    pub store_bytes: u64,
    /// From `kill -9` and a new process to the first greeting of a client.
    pub after_kill_ms: u128,
    /// From SIGTERM to the end of the process.
    pub stop_ms: u128,
    /// From a new process to the first greeting, after that.
    pub after_stop_ms: u128,
}

/// Hands back a relay that is fresh: it has started and served nobody.
pub async fn measure(
    relay: &Relay,
    running: Running,
    address: &RelayAddress,
) -> Result<(Running, RestartFigures), Failure> {
    running.kill().await?;
    let store_bytes = relay.store_bytes()?;
    let (running, after_kill) = relay.serve_timed(address).await?;
    let stop = running.stop().await?;
    let (running, after_stop) = relay.serve_timed(address).await?;
    let millis = |time: Duration| time.as_millis();
    let figures = RestartFigures {
        store_bytes,
        after_kill_ms: millis(after_kill),
        stop_ms: millis(stop),
        after_stop_ms: millis(after_stop),
    };
    Ok((running, figures))
}
