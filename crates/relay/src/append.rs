//! The rules of append (docs/protocol.md), in their order.
//!
//! 1. the record fits (decoding saw to that)
//! 2. the log exists
//! 3. `op_id` is new; the same record again is answered with its old place
//! 4. the token is one of the log's
//! 5. no commit revoked it
//! 6. the record was sealed under the log's version
//!
//! What passes them is still refused while an inbox is full, or once the account has used up its
//! day.

use std::collections::BTreeSet;

use corridor_store::{Space, Store};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, WakeList};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId, Seq, Version};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, Response};
use corridor_wire::token::{Token, TokenHash};

use crate::Relay;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::retention::day_of;
use crate::rows::{
    DayStart, ENTRIES, LogHead, OPS, RELAY, REVOCATIONS, TOKENS, entry_key, number, numbered,
    op_key, read_numbered, revocation_key, token_key,
};
use crate::staging::{Effect, StagedEntry};

/// What an entry takes on the disk beside itself: its key, its `op_id`'s row and the store's own
/// bytes around both. Counted, so that many empty records are not free.
const ROWS_BYTES: u64 = 256;

/// When the owner of a full inbox may have trimmed it: soon after that device connects. Short,
/// because a sender may hold back its letters to others for as long.
const INBOX_RETRY_MS: u64 = 10_000;

impl Relay {
    pub fn append(
        &mut self,
        ask: &Ask,
        session: &Session,
        append: Append,
    ) -> Result<Answer, Refusal> {
        let head = match self.staged_head(&append.log, ask.store)? {
            None => return Err(ErrorCode::LogUnknown.into()),
            Some(head) if head.deleted => return Err(ErrorCode::LogDeleted.into()),
            Some(head) => head,
        };
        let hash = record_hash(&append);
        if let Some((seq, earlier)) = self.find_op(&append.log, &append.op_id, &head, ask.store)? {
            if is_planted(Bug::DedupeAnswersWrongSeq) {
                return Ok(Answer::Durable(Response::Appended { seq: head.seq + 1 }));
            }
            return if earlier == hash {
                Ok(Answer::Durable(Response::Appended { seq }))
            } else {
                Err(ErrorCode::OpIdReused.into())
            };
        }
        if head.is_inbox() {
            check_inbox_rules(&append)?;
            self.check_inbox_room(&head)?;
        } else {
            self.check_token(&append.log, append.token.as_ref(), &head, ask.store)?;
            if append.expect_version > head.version {
                return Err(ErrorCode::VersionAhead.into());
            }
            if append.expect_version < head.version && !is_planted(Bug::NoCompareAndSwap) {
                self.counters.conflicts += 1;
                return Ok(Answer::Durable(Response::Conflict { head: head.public() }));
            }
        }
        let seq = self.stage_entry(ask, session, append, head, &hash)?;
        Ok(Answer::Durable(Response::Appended { seq }))
    }

    /// Where this `op_id` stands in the log, on any day that is still kept.
    fn find_op(
        &self,
        log: &LogId,
        op_id: &OpId,
        head: &LogHead,
        store: &dyn Store,
    ) -> Result<Option<(Seq, [u8; 32])>, Refusal> {
        if is_planted(Bug::NoDedupe) {
            return Ok(None);
        }
        let key = op_key(log, op_id);
        for start in head.days.iter().rev().filter(|start| start.day >= self.retention.from()) {
            if let Some(row) = self.staging.get(Space::of_day(OPS, start.day), &key, store)? {
                return read_numbered(&row).map(Some).ok_or_else(|| Refusal::corrupt("op"));
            }
        }
        Ok(None)
    }

    pub fn check_token(
        &self,
        log: &LogId,
        token: Option<&Token>,
        head: &LogHead,
        store: &dyn Store,
    ) -> Result<(), Refusal> {
        if is_planted(Bug::TokenNotChecked) {
            return Ok(());
        }
        let token = token.ok_or(ErrorCode::TokenUnknown)?;
        let row = self.staging.get(TOKENS, &token_key(log, &token.hash()), store)?;
        let since = read_version(&row.ok_or(ErrorCode::TokenUnknown)?)?;
        let revoked = head.last_revoking > since && !is_planted(Bug::RevokedTokenAppends);
        if revoked { Err(ErrorCode::TokenRevoked.into()) } else { Ok(()) }
    }

    /// Letters that have expired are not counted: an inbox that nobody reads opens again with time.
    fn check_inbox_room(&self, head: &LogHead) -> Result<(), Refusal> {
        let kept = (head.seq + 1).saturating_sub(head.oldest(self.retention.from()));
        if kept < self.config.limits.inbox_entries {
            return Ok(());
        }
        Err(Refusal::retry_after(ErrorCode::ByteQuota, "the inbox is full", INBOX_RETRY_MS))
    }

    fn stage_entry(
        &mut self,
        ask: &Ask,
        session: &Session,
        append: Append,
        mut head: LogHead,
        hash: &[u8; 32],
    ) -> Result<Seq, Refusal> {
        let Append { log, op_id, record, commit, wake, .. } = append;
        // Every read comes before the first write: a refused request stages nothing.
        let new_token = match &commit {
            Some(commit) => self.find_new_token(&log, &commit.next_token_hash, ask.store)?,
            None => None,
        };
        let seq = head.seq + 1;
        let entry = Entry { seq, version: head.version, op_id, record, commit };
        let row = corridor_wire::encode(&entry);
        let bytes = ROWS_BYTES + row.len() as u64;
        self.accounts.take_record(&session.account, bytes, &self.config.limits, ask.now)?;
        if is_planted(Bug::ChainNotExtended) {
            head.chain = ChainHash::empty(&log);
        }
        let chain_after = head.chain.extend(&entry);
        let day = self.day_for(&mut head, seq, ask.now);
        let entries = Space::of_day(ENTRIES, day);
        self.staging.assert_absent(entries, entry_key(&log, seq));
        self.staging.put(entries, entry_key(&log, seq), row);
        self.staging.put(Space::of_day(OPS, day), op_key(&log, &op_id), numbered(seq, hash));
        if is_planted(Bug::WriterOnDisk) {
            self.staging.put(RELAY, entry_key(&log, seq), session.account.as_str().as_bytes());
        }
        (head.seq, head.chain) = (seq, chain_after);
        if let Some(commit) = &entry.commit {
            head.version += 1;
            if let Some(key) = new_token {
                self.staging.put(TOKENS, key, head.version.to_be_bytes());
            }
            if commit.revokes {
                head.last_revoking = head.version;
                let row = numbered(seq, chain_after.as_bytes());
                self.staging.put(REVOCATIONS, revocation_key(&log, head.version), row);
            }
        }
        if is_planted(Bug::PushedBeforeSync) {
            self.publish(log, vec![StagedEntry { entry: entry.clone(), chain_after }]);
        }
        self.staging.advance(log, head, Some(StagedEntry { entry, chain_after }));
        let named: BTreeSet<_> =
            wake.map(WakeList::into_vec).unwrap_or_default().into_iter().collect();
        if self.config.push.is_some()
            && self.accounts.may_name(&session.account, named.len(), &self.config.limits, ask.now)
        {
            for device in named {
                self.staging.effect(Effect::Wake(LogId::inbox_of(&device)));
            }
        }
        Ok(seq)
    }

    /// The key for the token of the next version. A hash that the log has already keeps its older
    /// version, so that no commit can give a revoked token new life.
    fn find_new_token(
        &self,
        log: &LogId,
        hash: &TokenHash,
        store: &dyn Store,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let key = token_key(log, hash);
        let known = self.staging.get(TOKENS, &key, store)?.is_some();
        Ok((!known).then_some(key))
    }

    /// The day whose space an entry goes to. A clock that goes back does not reorder the days of a
    /// log.
    fn day_for(&self, head: &mut LogHead, seq: Seq, now: u64) -> u32 {
        let retained_from = self.retention.from();
        let today = day_of(now).max(retained_from);
        head.days.retain(|start| start.day >= retained_from);
        match head.days.last() {
            Some(last) if last.day >= today => last.day,
            _ => {
                head.days.push(DayStart { day: today, seq });
                today
            }
        }
    }
}

pub fn read_version(row: &[u8]) -> Result<Version, Refusal> {
    number(row).ok_or_else(|| Refusal::corrupt("token"))
}

/// Every account may write to an inbox, and nobody may do more than that.
fn check_inbox_rules(append: &Append) -> Result<(), Refusal> {
    let is_plain = append.token.is_none()
        && append.expect_version == 0
        && append.commit.is_none()
        && append.wake.is_none();
    if is_plain { Ok(()) } else { Err(ErrorCode::InboxRules.into()) }
}

/// What "the same record again" means: the record, and what it says of itself as a commit.
fn record_hash(append: &Append) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("corridor 2026 relay appended record");
    hasher.update(&corridor_wire::encode(&append.commit));
    hasher.update(append.record.as_slice());
    *hasher.finalize().as_bytes()
}
