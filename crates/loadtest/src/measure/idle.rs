//! Memory of a relay whose people are all there and say nothing.

use std::time::Instant;

use corridor_wire::client_frame::Request;
use corridor_wire::id::LogId;
use corridor_wire::relay_frame::Response;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;

use super::{OPENING, Site, per_second};
use crate::connection::Connection;
use crate::device::Device;
use crate::failure::Failure;

#[derive(Clone, Debug, Serialize)]
pub struct IdleFigures {
    pub connections: usize,
    /// Connecting and authenticating.
    pub connections_per_second: f64,
    /// Memory of the relay before the first of them.
    pub resident_before_bytes: u64,
    pub resident_after_bytes: u64,
    pub bytes_per_connection: u64,
    /// After each of them also follows its inbox, as a client does.
    pub bytes_per_following_connection: u64,
}

/// The relay has to be fresh: memory that an earlier load has left behind would be used again and
/// not be counted.
pub async fn measure(site: Site<'_>) -> Result<IdleFigures, Failure> {
    let before = site.process.resident_bytes()?;
    let begun = Instant::now();
    let mut connections: Vec<Present> = stream::iter(site.devices.iter().take(site.plan.idle))
        .map(|device| connect(site, device))
        .buffer_unordered(OPENING)
        .try_collect()
        .await?;
    let took = begun.elapsed();
    tokio::time::sleep(site.plan.settle).await;
    let after = site.process.resident_bytes()?;
    stream::iter(&mut connections).map(Ok).try_for_each_concurrent(OPENING, follow_inbox).await?;
    tokio::time::sleep(site.plan.settle).await;
    let following = site.process.resident_bytes()?;
    let count = connections.len() as u64;
    let each = |resident: u64| resident.saturating_sub(before) / count.max(1);
    Ok(IdleFigures {
        connections: connections.len(),
        connections_per_second: per_second(count, took),
        resident_before_bytes: before,
        resident_after_bytes: after,
        bytes_per_connection: each(after),
        bytes_per_following_connection: each(following),
    })
}

struct Present {
    inbox: LogId,
    connection: Connection,
}

async fn connect(site: Site<'_>, device: &Device) -> Result<Present, Failure> {
    let connection = Connection::authenticated(site.address, device).await?;
    Ok(Present { inbox: LogId::inbox_of(&device.id()), connection })
}

async fn follow_inbox(present: &mut Present) -> Result<(), Failure> {
    let request = Request::Follow { log: present.inbox, token: None, from_seq: 1 };
    match present.connection.ask("follow an inbox", request).await? {
        Response::Following { .. } => Ok(()),
        _ => Err(Failure::Unexpected { asked: "follow an inbox" }),
    }
}
