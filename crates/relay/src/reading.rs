//! What a token may read: everything up to and including the first commit that revoked it.
//!
//! Readers see the disk, never what is staged.

use std::ops::Bound;

use corridor_store::{KeyRange, Space, Store};
use corridor_wire::bytes::BoundedList;
use corridor_wire::chain::ChainHash;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::limits;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, Head, Page, Response};
use corridor_wire::token::Token;

use crate::Relay;
use crate::append::read_version;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::rows::{
    ENTRIES, LogHead, REVOCATIONS, TOKENS, entry_key, number, read_numbered, revocation_key,
    token_key,
};

/// A log as one reader sees it.
pub struct Sight {
    pub head: LogHead,
    /// The log's end, or the commit that revoked the reader's token.
    pub end: Head,
    pub revoked: bool,
}

impl Relay {
    /// One page.
    pub fn read(
        &mut self,
        ask: &Ask,
        session: &Session,
        log: LogId,
        token: Option<&Token>,
        from_seq: Seq,
    ) -> Result<Answer, Refusal> {
        let since = self.reading_right(session, &log, token, ask.store)?;
        let sight = self.sight(&log, since, ask.store)?;
        let from = self.cursor(&sight, from_seq)?;
        let page = self.page(log, &sight, from, ask.store)?;
        Ok(Answer::Now(Response::Page(page)))
    }

    /// The version from which the token is good; `None` for the owner of an inbox.
    pub fn reading_right(
        &mut self,
        session: &Session,
        log: &LogId,
        token: Option<&Token>,
        store: &dyn Store,
    ) -> Result<Option<Version>, Refusal> {
        let head = self.durable_head(log, store)?.ok_or(ErrorCode::LogUnknown)?;
        if head.deleted {
            return Err(ErrorCode::LogDeleted.into());
        }
        if head.is_inbox() {
            let is_own = token.is_none() && *log == LogId::inbox_of(&session.device);
            return if is_own { Ok(None) } else { Err(ErrorCode::InboxRules.into()) };
        }
        let token = token.ok_or(ErrorCode::TokenUnknown)?;
        let row = store.get(TOKENS, &token_key(log, &token.hash()))?;
        Ok(Some(read_version(&row.ok_or(ErrorCode::TokenUnknown)?)?))
    }

    /// The log as it is on disk now, for a token that is good from version `since` on.
    pub fn sight(
        &mut self,
        log: &LogId,
        since: Option<Version>,
        store: &dyn Store,
    ) -> Result<Sight, Refusal> {
        let head = self.durable_head(log, store)?.ok_or(ErrorCode::LogUnknown)?;
        let end = head.public();
        match since {
            Some(since) if head.last_revoking > since && !is_planted(Bug::RevokedTokenReads) => {
                let end = first_revocation(log, since, store)?;
                Ok(Sight { head, end, revoked: true })
            }
            _ => Ok(Sight { head, end, revoked: false }),
        }
    }

    /// Where to begin. 0 asks for the oldest entry that is still there.
    pub fn cursor(&self, sight: &Sight, from_seq: Seq) -> Result<Seq, Refusal> {
        let oldest = sight.head.oldest(self.retention.from());
        let from = if from_seq == 0 { oldest } else { from_seq };
        if from < oldest {
            let detail = format!("the oldest entry is {oldest}");
            return Err(Refusal::new(ErrorCode::CursorExpired, detail));
        }
        if from <= sight.end.seq + 1 {
            return Ok(from);
        }
        let code = if sight.revoked { ErrorCode::TokenRevoked } else { ErrorCode::CursorAhead };
        Err(Refusal::new(code, format!("the last entry is {}", sight.end.seq)))
    }

    /// The entries from `from` on, as many as fit a page.
    pub fn page(
        &self,
        log: LogId,
        sight: &Sight,
        from: Seq,
        store: &dyn Store,
    ) -> Result<Page, Refusal> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut room = limits::PAGE_BYTES;
        let days = sight.head.days.iter().filter(|start| start.day >= self.retention.from());
        let days: Vec<_> = days.collect();
        // The day of an entry is the last one that begins at it or before it.
        let first = days.partition_point(|start| start.seq <= from).saturating_sub(1);
        for start in days.into_iter().skip(first) {
            let next = from + entries.len() as u64;
            // A page that was full before its day ended does not go on with the next day.
            let was_full = !entries.is_empty() && start.seq > next;
            if was_full || next > sight.end.seq || entries.len() == limits::PAGE_ENTRIES {
                break;
            }
            let keys = (entry_key(&log, next), entry_key(&log, sight.end.seq));
            let range = KeyRange::between(Bound::Included(keys.0), Bound::Included(keys.1))
                .limit_rows(limits::PAGE_ENTRIES - entries.len())
                .limit_bytes(room);
            for row in store.range(Space::of_day(ENTRIES, start.day), &range)? {
                if row.value.len() > room && !entries.is_empty() {
                    return Ok(page_of(log, entries, sight.end));
                }
                room = room.saturating_sub(row.key.len() + row.value.len());
                let entry: Entry = corridor_wire::decode(&row.value, row.value.len())
                    .map_err(|_| Refusal::corrupt("entry"))?;
                if entry.seq != from + entries.len() as u64 {
                    return Err(Refusal::corrupt("entries have a gap"));
                }
                entries.push(entry);
            }
        }
        if entries.is_empty() && from <= sight.end.seq {
            return Err(Refusal::corrupt("entries are missing"));
        }
        Ok(page_of(log, entries, sight.end))
    }
}

/// Both makers of pages cut them at `PAGE_ENTRIES`.
pub fn page_of(log: LogId, entries: Vec<Entry>, head: Head) -> Page {
    match BoundedList::new(entries) {
        Some(entries) => Page { log, entries, head },
        None => unreachable!("a page has at most {} entries", limits::PAGE_ENTRIES),
    }
}

fn first_revocation(log: &LogId, since: Version, store: &dyn Store) -> Result<Head, Refusal> {
    let from = Bound::Included(revocation_key(log, since.saturating_add(1)));
    let to = Bound::Included(revocation_key(log, Version::MAX));
    let rows = store.range(REVOCATIONS, &KeyRange::between(from, to).limit_rows(1))?;
    let row = rows.first().ok_or_else(|| Refusal::corrupt("a revocation is missing"))?;
    let version = row.key.get(LogId::LENGTH..).and_then(number);
    let (seq, chain) = read_numbered(&row.value).ok_or_else(|| Refusal::corrupt("revocation"))?;
    let version = version.ok_or_else(|| Refusal::corrupt("revocation"))?;
    Ok(Head { seq, version, chain: ChainHash::from_bytes(chain) })
}
