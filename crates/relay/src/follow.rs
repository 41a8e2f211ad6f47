//! Followers: pushed what is new while they keep up, caught up from the store when they do not.
//!
//! ```text
//!            room in the window
//!          +--------------------+
//!          v                    |          window full
//!        Live ---- new entries -+------------------------> Lagging
//!          ^                                                  |  drained below half a window:
//!          +------------- at the end of the log <-------------+  the next page from the store
//! ```
//! A follower's memory is its place in the log. Entries come in order without gaps or doubles, since
//! both ways go on from that place.

use std::sync::Arc;

use corridor_store::Store;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq};
use corridor_wire::limits;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, Head, RelayFrame, Response};
use corridor_wire::token::Token;

use crate::Relay;
use crate::followers::Follow;
use crate::output::ConnId;
use crate::reading::{Sight, page_of};
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::staging::StagedEntry;

/// After a failed read, when to try again.
const RETRY_MS: u64 = 1_000;

impl Relay {
    pub fn follow(
        &mut self,
        ask: &Ask,
        session: &Session,
        log: LogId,
        token: Option<&Token>,
        from_seq: Seq,
    ) -> Result<Answer, Refusal> {
        let since = self.reading_right(session, &log, token, ask.store)?;
        let sight = self.sight(&log, since, ask.store)?;
        let next_seq = self.cursor(&sight, from_seq)?;
        let is_new = self.followers.get_mut(ask.conn, &log).is_none();
        let limit = self.config.limits.follows_per_connection;
        if is_new && self.followers.count_of(ask.conn) >= limit {
            return Err(Refusal::retry_after(ErrorCode::TooManyFollows, "unfollow some", 60_000));
        }
        self.reply(ask.conn, ask.request_id, Response::Following { head: sight.end });
        self.unfollow(ask.conn, &log);
        if self.connections.get(ask.conn).is_some() {
            self.followers.insert(ask.conn, log, Follow { next_seq, since, lagging: false });
            if next_seq <= sight.end.seq || sight.revoked {
                self.lag(ask.conn, log);
                self.catch_up(ask.conn, ask.store);
            }
        }
        Ok(Answer::Given)
    }

    pub fn unfollow(&mut self, conn: ConnId, log: &LogId) -> Answer {
        self.followers.remove(conn, log);
        if let Some(connection) = self.connections.get_mut(conn) {
            connection.lagging.retain(|lagging| lagging != log);
        }
        Answer::Now(Response::Done {})
    }

    /// Pushes entries that were just made durable.
    pub fn publish(&mut self, log: LogId, entries: Vec<StagedEntry>) {
        self.counters.records_appended += entries.len() as u64;
        self.counters.commits_appended +=
            entries.iter().filter(|staged| staged.entry.commit.is_some()).count() as u64;
        if self.followers.of_log(&log).is_empty() {
            return;
        }
        for (page, end) in into_pages(entries) {
            self.push(log, page, end);
        }
    }

    fn push(&mut self, log: LogId, entries: Vec<Entry>, end: Head) {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
        let first_seq = first.seq;
        let count = entries.len() as u64;
        let revokes = last.commit.is_some_and(|commit| commit.revokes);
        let live = self.followers.live_at(&log, first_seq);
        if live.is_empty() {
            return;
        }
        let frame = RelayFrame::Pushed(page_of(log, entries, end));
        let frame: Arc<[u8]> = corridor_wire::encode(&frame).into();
        let window = self.config.limits.push_window_bytes;
        for (conn, since) in live {
            let outstanding = self.connections.get(conn).map_or(0, |c| c.outstanding);
            if outstanding > 0 && outstanding + frame.len() > window {
                self.counters.followers_lagged += 1;
                self.lag(conn, log);
                continue;
            }
            self.counters.records_pushed += count;
            if let Some(follow) = self.followers.get_mut(conn, &log) {
                follow.next_seq = end.seq + 1;
            }
            self.send(conn, Arc::clone(&frame));
            if is_planted(Bug::PushedTwice) {
                self.send(conn, Arc::clone(&frame));
            }
            let ends = revokes && since.is_some_and(|since| since < end.version);
            if ends && !is_planted(Bug::RevokedTokenReads) {
                self.end_follow(conn, log, ErrorCode::TokenRevoked.into());
            }
        }
    }

    /// Sends pages of lagging logs in turn until the connection has enough on its way, or nothing
    /// is left.
    pub fn catch_up(&mut self, conn: ConnId, store: &dyn Store) {
        loop {
            let Some(connection) = self.connections.get_mut(conn) else { return };
            if connection.outstanding > self.config.limits.push_window_bytes / 2 {
                return;
            }
            let Some(log) = connection.lagging.pop_front() else { return };
            match self.push_next_page(conn, log, store) {
                Ok(true) => {
                    if let Some(connection) = self.connections.get_mut(conn) {
                        connection.lagging.push_back(log);
                    }
                }
                Ok(false) => {}
                Err(refusal) if refusal.code == ErrorCode::StorageUnavailable => {
                    if let Some(connection) = self.connections.get_mut(conn) {
                        connection.lagging.push_front(log);
                    }
                    self.retry_at = self.retry_at.or(Some(self.now.saturating_add(RETRY_MS)));
                    return;
                }
                Err(refusal) => self.end_follow(conn, log, refusal),
            }
        }
    }

    /// Whether the follower still lags after this page.
    fn push_next_page(
        &mut self,
        conn: ConnId,
        log: LogId,
        store: &dyn Store,
    ) -> Result<bool, Refusal> {
        let Some(Follow { next_seq, since, .. }) = self.followers.get_mut(conn, &log).copied()
        else {
            return Ok(false);
        };
        let sight = self.sight(&log, since, store)?;
        if next_seq > sight.end.seq {
            if sight.revoked {
                return Err(ErrorCode::TokenRevoked.into());
            }
            if let Some(follow) = self.followers.get_mut(conn, &log) {
                follow.next_seq += u64::from(is_planted(Bug::FollowSkipsOne));
                follow.lagging = false;
            }
            return Ok(false);
        }
        self.cursor(&sight, next_seq)?;
        let (frame, last_seq) = self.shared_page(log, &sight, next_seq, store)?;
        self.counters.records_pushed += last_seq + 1 - next_seq;
        if let Some(follow) = self.followers.get_mut(conn, &log) {
            follow.next_seq = last_seq + 1;
        }
        self.send(conn, frame);
        Ok(true)
    }

    /// A page as a frame, encoded once for all followers at the same place.
    fn shared_page(
        &mut self,
        log: LogId,
        sight: &Sight,
        from: Seq,
        store: &dyn Store,
    ) -> Result<(Arc<[u8]>, Seq), Refusal> {
        let key = (log, from, sight.end.seq);
        if let Some(page) = self.followers.pages.get(&key) {
            return Ok(page);
        }
        let page = self.page(log, sight, from, store)?;
        let last_seq = from + page.entries.as_slice().len() as u64 - 1;
        let frame: Arc<[u8]> = corridor_wire::encode(&RelayFrame::Pushed(page)).into();
        self.followers.pages.insert(key, (Arc::clone(&frame), last_seq));
        Ok((frame, last_seq))
    }

    pub fn end_follows_of_deleted(&mut self, log: &LogId) {
        for conn in self.followers.of_log(log) {
            self.end_follow(conn, *log, ErrorCode::LogDeleted.into());
        }
    }

    fn end_follow(&mut self, conn: ConnId, log: LogId, refusal: Refusal) {
        self.unfollow(conn, &log);
        self.send_frame(conn, &RelayFrame::FollowEnded { log, error: refusal.into_reply() });
    }

    fn lag(&mut self, conn: ConnId, log: LogId) {
        let Some(follow) = self.followers.get_mut(conn, &log) else { return };
        follow.lagging = true;
        if let Some(connection) = self.connections.get_mut(conn) {
            connection.lagging.push_back(log);
        }
    }
}

/// Consecutive entries in pages that fit, each ending at the latest with a revoking commit, since
/// some followers see nothing behind it. With each page, where the log ends after it.
fn into_pages(entries: Vec<StagedEntry>) -> Vec<(Vec<Entry>, Head)> {
    let mut pages: Vec<(Vec<Entry>, Head)> = Vec::new();
    let mut room = 0;
    for StagedEntry { entry, chain_after } in entries {
        let version = entry.version + u64::from(entry.commit.is_some());
        let head = Head { seq: entry.seq, version, chain: chain_after };
        let revokes = entry.commit.is_some_and(|commit| commit.revokes);
        // The fields around a record take less than this.
        let bytes = entry.record.len() + 128;
        match pages.last_mut() {
            Some((page, end)) if bytes <= room && page.len() < limits::PAGE_ENTRIES => {
                room -= bytes;
                page.push(entry);
                *end = head;
            }
            _ => {
                room = limits::PAGE_BYTES.saturating_sub(bytes);
                pages.push((vec![entry], head));
            }
        }
        if revokes {
            room = 0;
        }
    }
    pages
}
