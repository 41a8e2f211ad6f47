//! Durable appends: senders that each wait for "it is on disk" before they send the next.

use std::collections::HashMap;
use std::time::Duration;

use corridor_wire::client_frame::{Append, Request};
use corridor_wire::relay_frame::{RelayFrame, Response};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::{OPENING, Site, Window, Writable, disk, per_second};
use crate::connection::{Connection, accepted};
use crate::failure::Failure;
use crate::latency::{Latencies, Latency};
use crate::payload::Payload;
use crate::plan::Plan;

/// Where the senders write, and how many records each has on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// All to one log, or each to its own.
    pub one_log: bool,
    /// 1: a sender waits for each answer.
    pub in_flight: usize,
}

/// What people do, the busiest room there could be, and what the relay can take at most.
pub const SHAPES: [Shape; 3] = [
    Shape { one_log: false, in_flight: 1 },
    Shape { one_log: true, in_flight: 1 },
    Shape { one_log: false, in_flight: 16 },
];

#[derive(Clone, Debug, Serialize)]
pub struct AppendFigures {
    pub shape: Shape,
    pub senders: usize,
    pub records_per_second: f64,
    pub latency: Latency,
    /// What the disk alone did just before, with as many records in a sync as are on the way here.
    /// Disks that others share change within minutes.
    pub disk_records_per_second: f64,
    /// Processor time of the relay for each record.
    pub relay_cpu_us_per_record: f64,
}

struct Sender {
    connection: Connection,
    payload: Payload,
    to: Writable,
}

pub async fn measure(site: Site<'_>, shape: Shape) -> Result<AppendFigures, Failure> {
    let senders = prepare(site, shape).await?;
    let count = senders.len();
    let Plan { record_bytes, disk: disk_time, .. } = *site.plan;
    let disk = disk::measure_batch(site.folder, record_bytes, count * shape.in_flight, disk_time)?;
    let window = Window::from_now(site.plan);
    let processor_time = tokio::spawn(window.processor_time(site.process));
    let mut sending = JoinSet::new();
    for sender in senders {
        sending.spawn(sender.send_until_end(shape.in_flight, window));
    }
    let mut latencies = Latencies::default();
    while let Some(sent) = sending.join_next().await {
        latencies.add(&sent.map_err(panicked)??);
    }
    let processor_time = processor_time.await.map_err(panicked)??;
    Ok(AppendFigures {
        shape,
        senders: count,
        records_per_second: per_second(latencies.count(), site.plan.load),
        latency: latencies.summary(),
        disk_records_per_second: disk.records_per_second,
        relay_cpu_us_per_record: micros_each(processor_time, latencies.count()),
    })
}

async fn prepare(site: Site<'_>, shape: Shape) -> Result<Vec<Sender>, Failure> {
    let opening = site.devices.iter().take(site.plan.senders);
    let connections: Vec<Connection> = stream::iter(opening)
        .map(|device| Connection::authenticated(site.address, device))
        .buffer_unordered(OPENING)
        .try_collect()
        .await?;
    let mut senders: Vec<Sender> = Vec::new();
    for mut connection in connections {
        let mut payload = Payload::new(site.plan.record_bytes)?;
        let to = match senders.first() {
            Some(first) if shape.one_log => first.to.clone(),
            _ => Writable::create(&mut connection, &mut payload).await?,
        };
        senders.push(Sender { connection, payload, to });
    }
    Ok(senders)
}

impl Sender {
    async fn send_until_end(
        mut self,
        in_flight: usize,
        window: Window,
    ) -> Result<Latencies, Failure> {
        let mut latencies = Latencies::default();
        let mut waiting = HashMap::new();
        for _ in 0..in_flight {
            self.send(&mut waiting).await?;
        }
        while !waiting.is_empty() {
            let frame = self.connection.receive().await?;
            let now = Instant::now();
            let RelayFrame::Reply { request_id, response } = frame else {
                return Err(Failure::Unexpected { asked: "append" });
            };
            let sent = waiting.remove(&request_id);
            match (accepted("append", response)?, sent) {
                (Response::Appended { .. }, Some(sent)) if window.contains(now) => {
                    latencies.record(now - sent)?;
                }
                (Response::Appended { .. }, Some(_)) => {}
                _ => return Err(Failure::Unexpected { asked: "append" }),
            }
            if now < window.ends {
                self.send(&mut waiting).await?;
            }
        }
        Ok(latencies)
    }

    async fn send(&mut self, waiting: &mut HashMap<u64, Instant>) -> Result<(), Failure> {
        let request = append(&self.to, &mut self.payload);
        let now = Instant::now();
        let request_id = self.connection.send(request).await?;
        waiting.insert(request_id, now);
        Ok(())
    }
}

/// A new record for a log that has seen no commit.
pub(super) fn append(to: &Writable, payload: &mut Payload) -> Request {
    Request::Append(Append {
        log: to.log,
        op_id: payload.op_id(),
        token: Some(to.token.clone()),
        expect_version: 0,
        record: payload.record(),
        commit: None,
        wake: None,
    })
}

pub(super) fn panicked(error: tokio::task::JoinError) -> Failure {
    Failure::System("a task of the load", std::io::Error::other(error))
}

#[expect(clippy::cast_precision_loss, reason = "no run counts up to 2^52")]
pub(super) fn micros_each(time: Duration, count: u64) -> f64 {
    time.as_secs_f64() * 1e6 / (count.max(1) as f64)
}
