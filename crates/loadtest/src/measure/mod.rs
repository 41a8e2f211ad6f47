//! The measurements. Each says what it measures, and leaves the relay as it found it but fuller.

pub mod appends;
pub mod disk;
pub mod fan_out;
pub mod idle;
pub mod registering;
pub mod restart;

use std::path::Path;
use std::time::Duration;

use corridor_wire::client_frame::Request;
use corridor_wire::id::LogId;
use corridor_wire::invitation::RelayAddress;
use corridor_wire::token::Token;
use tokio::time::{Instant, sleep_until};

use crate::connection::Connection;
use crate::device::Device;
use crate::failure::Failure;
use crate::payload::Payload;
use crate::plan::Plan;
use crate::process::Process;

/// Connections that are opened at the same moment.
const OPENING: usize = 64;

/// What is measured, and with what.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// On the disk that the relay writes to.
    pub folder: &'a Path,
    pub address: &'a RelayAddress,
    pub devices: &'a [Device],
    pub plan: &'a Plan,
    pub process: Process,
}

/// When what happens counts: after the warm-up, before the end.
#[derive(Clone, Copy)]
pub struct Window {
    begins: Instant,
    ends: Instant,
}

impl Window {
    fn from_now(plan: &Plan) -> Self {
        let begins = Instant::now() + plan.warm_up;
        Self { begins, ends: begins + plan.load }
    }

    fn contains(&self, moment: Instant) -> bool {
        (self.begins..self.ends).contains(&moment)
    }

    /// Processor time that a process uses within the window.
    async fn processor_time(self, process: Process) -> Result<Duration, Failure> {
        sleep_until(self.begins).await;
        let before = process.processor_time()?;
        sleep_until(self.ends).await;
        Ok(process.processor_time()?.saturating_sub(before))
    }
}

/// A log and what writes to it.
#[derive(Clone)]
struct Writable {
    log: LogId,
    token: Token,
}

impl Writable {
    async fn create(connection: &mut Connection, payload: &mut Payload) -> Result<Self, Failure> {
        let log = LogId::from_bytes(payload.array());
        let token = Token::from_bytes(payload.array());
        let delete_hash = Token::from_bytes(payload.array()).hash();
        let request = Request::CreateLog { log, token_hash: token.hash(), delete_hash };
        connection.do_now("create a log", request).await?;
        Ok(Self { log, token })
    }
}

/// `count` in `window` as a rate.
#[expect(clippy::cast_precision_loss, reason = "no run counts up to 2^52")]
fn per_second(count: u64, window: Duration) -> f64 {
    count as f64 / window.as_secs_f64().max(f64::MIN_POSITIVE)
}
