//! What is passed on to those who are there now: no place in the log, nothing on disk, no second try.
//!
//! Whoever may append may signal, under the log's version, so a signal reaches nobody whom its sender does
//! not know of.

use std::sync::Arc;

use corridor_wire::client_frame::Signal;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Version};
use corridor_wire::relay_frame::{RelayFrame, Response};
use corridor_wire::token::Token;

use crate::Relay;
use crate::output::ConnId;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask};

impl Relay {
    pub fn signal(
        &mut self,
        ask: &Ask,
        log: LogId,
        token: &Token,
        version: Version,
        signal: Signal,
    ) -> Result<Answer, Refusal> {
        let head = self.durable_head(&log, ask.store)?.ok_or(ErrorCode::LogUnknown)?;
        if head.deleted {
            return Err(ErrorCode::LogDeleted.into());
        }
        if head.is_inbox() {
            return Err(ErrorCode::InboxRules.into());
        }
        self.check_token(&log, Some(token), &head, ask.store)?;
        if version > head.version {
            return Err(ErrorCode::VersionAhead.into());
        }
        if version < head.version {
            return Ok(Answer::Now(Response::Conflict { head: head.public() }));
        }
        let heard_by: Vec<ConnId> = self
            .followers
            .live(&log)
            .into_iter()
            .filter(|conn| *conn != ask.conn && self.hears(*conn))
            .collect();
        let frame = RelayFrame::Signaled { log, version, signal };
        let frame: Arc<[u8]> = corridor_wire::encode(&frame).into();
        for conn in heard_by {
            self.counters.signals_passed += 1;
            self.send(conn, Arc::clone(&frame));
        }
        Ok(Answer::Now(Response::Done {}))
    }

    /// A connection that does not keep up with records is not given more.
    fn hears(&self, conn: ConnId) -> bool {
        let half = self.config.limits.push_window_bytes / 2;
        self.connections
            .get(conn)
            .is_some_and(|connection| connection.hears_signals && connection.outstanding < half)
    }

    pub fn hear_signals(&mut self, conn: ConnId, on: bool) -> Answer {
        if let Some(connection) = self.connections.get_mut(conn) {
            connection.hears_signals = on;
        }
        Answer::Now(Response::Done {})
    }
}
