//! How logs begin and end: rooms by request, inboxes with their device.

use corridor_store::Space;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::Response;
use corridor_wire::token::{Token, TokenHash};
use subtle::ConstantTimeEq;

use crate::Relay;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::rows::{ENTRIES, HEADS, LogHead, PURGES, TOKENS, entry_key, number, token_key};
use crate::staging::Effect;

/// Entries that one trim removes; the rest goes with the next trim, or with its day.
const TRIM_ENTRIES: u64 = 4_096;

impl Relay {
    pub fn create_log(
        &mut self,
        ask: &Ask,
        session: &Session,
        log: LogId,
        token_hash: &TokenHash,
        delete_hash: &TokenHash,
    ) -> Result<Answer, Refusal> {
        let key = token_key(&log, token_hash);
        if let Some(head) = self.staged_head(&log, ask.store)? {
            if head.deleted {
                return Err(ErrorCode::LogDeleted.into());
            }
            let row = self.staging.get(TOKENS, &key, ask.store)?;
            let is_first_token = row.as_deref().and_then(number) == Some(0);
            return if is_first_token && head.delete_hash == Some(*delete_hash) {
                Ok(Answer::Durable(Response::Done {}))
            } else {
                Err(ErrorCode::LogExists.into())
            };
        }
        self.accounts.take_log(&session.account, &self.config.limits, ask.now)?;
        self.staging.assert_absent(HEADS, *log.as_bytes());
        self.staging.put(TOKENS, key, 0u64.to_be_bytes());
        self.staging.advance(log, LogHead::new(&log, Some(*delete_hash)), None);
        self.counters.logs_created += 1;
        Ok(Answer::Durable(Response::Done {}))
    }

    /// Deleting again with the same token is answered alike.
    pub fn delete_log(
        &mut self,
        ask: &Ask,
        log: LogId,
        delete_token: &Token,
    ) -> Result<Answer, Refusal> {
        let head = self.staged_head(&log, ask.store)?.ok_or(ErrorCode::LogUnknown)?;
        let delete_hash = head.delete_hash.ok_or(ErrorCode::InboxRules)?;
        let genuine: bool = delete_hash.as_bytes().ct_eq(delete_token.hash().as_bytes()).into();
        if !genuine {
            return Err(ErrorCode::TokenUnknown.into());
        }
        if !head.deleted {
            self.counters.logs_deleted += 1;
            self.stage_deletion(log, &head);
        }
        Ok(Answer::Durable(Response::Done {}))
    }

    /// A tombstone now, the rows later.
    pub fn stage_deletion(&mut self, log: LogId, head: &LogHead) {
        let tombstone = LogHead { deleted: true, days: Vec::new(), ..head.clone() };
        self.staging.advance(log, tombstone, None);
        self.staging.put(PURGES, *log.as_bytes(), []);
        self.staging.effect(Effect::LogDeleted(log));
    }

    /// The owner of an inbox has its entries; their `op_id`s are remembered until their day goes.
    pub fn trim_inbox(
        &mut self,
        ask: &Ask,
        session: &Session,
        through_seq: Seq,
    ) -> Result<Answer, Refusal> {
        let log = LogId::inbox_of(&session.device);
        let mut head = self.staged_head(&log, ask.store)?.ok_or(ErrorCode::LogUnknown)?;
        if through_seq > head.seq {
            return Err(ErrorCode::CursorAhead.into());
        }
        let further = u64::from(is_planted(Bug::TrimmedTooFar));
        let through_seq = (through_seq + further).min(head.seq);
        let first = head.oldest(self.retention.from());
        let through = through_seq.min(first.saturating_add(TRIM_ENTRIES - 1));
        if through < first {
            return Ok(Answer::Durable(Response::Done {}));
        }
        for seq in first..=through {
            if let Some(start) = head.days.iter().rev().find(|start| start.seq <= seq) {
                self.staging.delete(Space::of_day(ENTRIES, start.day), entry_key(&log, seq));
            }
        }
        head.trimmed_through = through;
        self.staging.advance(log, head, None);
        Ok(Answer::Durable(Response::Done {}))
    }
}
