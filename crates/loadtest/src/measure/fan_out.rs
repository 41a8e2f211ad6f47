//! Fan-out: one record in, one delivery to each follower out.
//!
//! ```text
//!  sender --append--> relay --push--> follower 1
//!    ^                        ...     follower 100
//!    '--- one more may go, once the last of them has it ---'
//! ```
//! A delivery counts when the follower has decoded it; the latency of a record runs from its append
//! to its last delivery.

use std::sync::Arc;

use corridor_wire::client_frame::Request;
use corridor_wire::relay_frame::{RelayFrame, Response};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Duration, Instant};

use super::appends::{append, micros_each, panicked};
use super::{OPENING, Site, Window, Writable, per_second};
use crate::connection::{Connection, accepted};
use crate::failure::Failure;
use crate::latency::{Latencies, Latency};
use crate::payload::Payload;

mod board;
use board::Board;

/// How fast the sender goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// A lively room: so many records a second. The latency is what people feel.
    PerSecond(u32),
    /// So many records on the way at once. The rate is what the relay can do.
    Together(usize),
}

pub const PACES: [Pace; 2] = [Pace::PerSecond(20), Pace::Together(64)];

/// With a pace, records on the way are few; this bounds them if the relay stands still.
const MOST_TOGETHER: usize = 4096;

#[derive(Clone, Debug, Serialize)]
pub struct FanOutFigures {
    pub pace: Pace,
    pub followers: usize,
    pub deliveries_per_second: f64,
    /// From a record's append to its last delivery.
    pub latency: Latency,
    /// Processor time of the relay for each delivery, its share of the append included.
    pub relay_cpu_us_per_delivery: f64,
}

#[derive(Default)]
struct Delivered {
    count: u64,
    latencies: Latencies,
}

pub async fn measure(site: Site<'_>, pace: Pace) -> Result<FanOutFigures, Failure> {
    let (first, others) = site.devices.split_first().ok_or(Failure::NeverReady)?;
    let mut payload = Payload::new(site.plan.record_bytes)?;
    let mut sender = Connection::authenticated(site.address, first).await?;
    let to = Writable::create(&mut sender, &mut payload).await?;
    let followers: Vec<Connection> = stream::iter(others.iter().take(site.plan.followers))
        .map(|device| follow(site, device, &to))
        .buffer_unordered(OPENING)
        .try_collect()
        .await?;

    let together = match pace {
        Pace::PerSecond(_) => MOST_TOGETHER,
        Pace::Together(together) => together,
    };
    let board = Arc::new(Board::new(together, followers.len()));
    let window = Window::from_now(site.plan);
    let processor_time = tokio::spawn(window.processor_time(site.process));
    let (end, ended) = watch::channel(false);
    let mut reading = JoinSet::new();
    let count = followers.len();
    for follower in followers {
        reading.spawn(read(follower, board.clone(), window, ended.clone()));
    }
    send(sender, &to, payload, pace, &board, window).await?;
    board.wait_until_empty().await;
    let _ = end.send(true);
    let mut delivered = Delivered::default();
    while let Some(one) = reading.join_next().await {
        let one = one.map_err(panicked)??;
        delivered.count += one.count;
        delivered.latencies.add(&one.latencies);
    }
    let processor_time = processor_time.await.map_err(panicked)??;
    Ok(FanOutFigures {
        pace,
        followers: count,
        deliveries_per_second: per_second(delivered.count, site.plan.load),
        latency: delivered.latencies.summary(),
        relay_cpu_us_per_delivery: micros_each(processor_time, delivered.count),
    })
}

async fn follow(
    site: Site<'_>,
    device: &crate::device::Device,
    to: &Writable,
) -> Result<Connection, Failure> {
    let mut connection = Connection::authenticated(site.address, device).await?;
    let request = Request::Follow { log: to.log, token: Some(to.token.clone()), from_seq: 1 };
    match connection.ask("follow a log", request).await? {
        Response::Following { .. } => Ok(connection),
        _ => Err(Failure::Unexpected { asked: "follow a log" }),
    }
}

/// Appends until the window ends. A record that is due late counts from when it was due.
async fn send(
    mut sender: Connection,
    to: &Writable,
    mut payload: Payload,
    pace: Pace,
    board: &Board,
    window: Window,
) -> Result<(), Failure> {
    let interval = match pace {
        Pace::PerSecond(rate) => Some(Duration::from_secs(1) / rate.max(1)),
        Pace::Together(_) => None,
    };
    let mut due = Instant::now();
    let mut seq = 0;
    let mut unanswered = 0;
    loop {
        let sending = Instant::now() < window.ends;
        if !sending && unanswered == 0 {
            return Ok(());
        }
        tokio::select! {
            frame = sender.receive() => match frame? {
                RelayFrame::Reply { response, .. } => match accepted("append", response)? {
                    Response::Appended { .. } => unanswered -= 1,
                    _ => return Err(Failure::Unexpected { asked: "append" }),
                },
                _ => return Err(Failure::Unexpected { asked: "append" }),
            },
            () = board.turn(due), if sending => {
                let now = Instant::now();
                seq += 1;
                board.sent(seq, if interval.is_some() { due } else { now });
                sender.send(append(to, &mut payload)).await?;
                unanswered += 1;
                due = interval.map_or(now, |interval| due + interval);
            }
        }
    }
}

async fn read(
    mut follower: Connection,
    board: Arc<Board>,
    window: Window,
    mut ended: watch::Receiver<bool>,
) -> Result<Delivered, Failure> {
    let mut delivered = Delivered::default();
    let mut next_seq = 1;
    loop {
        let frame = tokio::select! {
            frame = follower.receive() => frame?,
            _ = ended.wait_for(|ended| *ended) => return Ok(delivered),
        };
        let RelayFrame::Pushed(page) = frame else {
            return Err(Failure::Unexpected { asked: "follow a log" });
        };
        let now = Instant::now();
        for entry in page.entries.as_slice() {
            if entry.seq != next_seq {
                return Err(Failure::Gap { from: next_seq, through: entry.seq });
            }
            next_seq += 1;
            let latency = board.received(entry.seq, now);
            if window.contains(now) {
                delivered.count += 1;
                if let Some(latency) = latency {
                    delivered.latencies.record(latency)?;
                }
            }
        }
    }
}
