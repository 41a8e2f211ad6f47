//! Who follows which log, and how far each has been served.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use corridor_wire::id::{LogId, Seq, Version};

use crate::output::ConnId;

/// One follower's place in a log.
#[derive(Clone, Copy)]
pub struct Follow {
    pub next_seq: Seq,
    /// The version from which its token is good; `None` for an inbox.
    pub since: Option<Version>,
    pub lagging: bool,
}

#[derive(Default)]
pub struct Followers {
    by_log: BTreeMap<LogId, BTreeMap<ConnId, Follow>>,
    by_conn: BTreeMap<ConnId, BTreeSet<LogId>>,
    pub pages: PageCache,
}

impl Followers {
    pub fn new(page_cache_bytes: usize) -> Self {
        let pages = PageCache { limit: page_cache_bytes, ..PageCache::default() };
        Self { pages, ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.by_conn.values().map(BTreeSet::len).sum()
    }

    pub fn remove_connection(&mut self, conn: ConnId) {
        for log in self.by_conn.remove(&conn).unwrap_or_default() {
            self.remove_from_log(conn, &log);
        }
    }

    pub fn forget_pages(&mut self) {
        self.pages = PageCache { limit: self.pages.limit, ..PageCache::default() };
    }

    pub fn of_log(&self, log: &LogId) -> Vec<ConnId> {
        self.by_log.get(log).into_iter().flatten().map(|(conn, _)| *conn).collect()
    }

    /// Who is live and waits for this entry next, and since which version its token is good.
    pub fn live_at(&self, log: &LogId, next_seq: Seq) -> Vec<(ConnId, Option<Version>)> {
        let followers = self.by_log.get(log).into_iter().flatten();
        let live = followers.filter(|(_, f)| !f.lagging && f.next_seq == next_seq);
        live.map(|(conn, follow)| (*conn, follow.since)).collect()
    }

    /// Who has been served everything that there is.
    pub fn live(&self, log: &LogId) -> Vec<ConnId> {
        let followers = self.by_log.get(log).into_iter().flatten();
        followers.filter(|(_, follow)| !follow.lagging).map(|(conn, _)| *conn).collect()
    }

    pub fn count_of(&self, conn: ConnId) -> usize {
        self.by_conn.get(&conn).map_or(0, BTreeSet::len)
    }

    pub fn get_mut(&mut self, conn: ConnId, log: &LogId) -> Option<&mut Follow> {
        self.by_log.get_mut(log)?.get_mut(&conn)
    }

    pub fn insert(&mut self, conn: ConnId, log: LogId, follow: Follow) {
        self.by_log.entry(log).or_default().insert(conn, follow);
        self.by_conn.entry(conn).or_default().insert(log);
    }

    pub fn remove(&mut self, conn: ConnId, log: &LogId) {
        if let Some(logs) = self.by_conn.get_mut(&conn) {
            logs.remove(log);
        }
        self.remove_from_log(conn, log);
    }

    fn remove_from_log(&mut self, conn: ConnId, log: &LogId) {
        if let Some(conns) = self.by_log.get_mut(log) {
            conns.remove(&conn);
            if conns.is_empty() {
                self.by_log.remove(log);
            }
        }
    }
}

/// A log, the first entry, and the end of the log as the page shows it.
pub type PageKey = (LogId, Seq, Seq);
/// The frame, and the last entry in it.
pub type SharedPage = (Arc<[u8]>, Seq);

/// The latest pages that followers were caught up with.
#[derive(Default)]
pub struct PageCache {
    pages: BTreeMap<PageKey, SharedPage>,
    oldest_first: VecDeque<PageKey>,
    bytes: usize,
    limit: usize,
}

impl PageCache {
    pub fn get(&self, key: &PageKey) -> Option<SharedPage> {
        self.pages.get(key).cloned()
    }

    pub fn insert(&mut self, key: PageKey, page: SharedPage) {
        self.bytes += page.0.len();
        self.pages.insert(key, page);
        self.oldest_first.push_back(key);
        while self.bytes > self.limit {
            let Some(oldest) = self.oldest_first.pop_front() else { break };
            if let Some((frame, _)) = self.pages.remove(&oldest) {
                self.bytes -= frame.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: usize) -> SharedPage {
        (vec![0; bytes].into(), 1)
    }

    #[test]
    fn the_latest_pages_are_kept_as_long_as_they_fit() {
        let log = LogId::from_bytes([1; 16]);
        let mut pages = PageCache { limit: 100, ..PageCache::default() };
        for seq in 1..=3 {
            pages.insert((log, seq, 9), page(40));
        }
        let kept = |pages: &PageCache| {
            (1..=9).filter(|seq| pages.get(&(log, *seq, 9)).is_some()).collect::<Vec<_>>()
        };
        assert_eq!(kept(&pages), [2, 3]);
        // What went made room: exactly as much as it had taken.
        pages.insert((log, 4, 9), page(20));
        assert_eq!(kept(&pages), [2, 3, 4]);
        pages.insert((log, 5, 9), page(1));
        assert_eq!(kept(&pages), [3, 4, 5]);
        pages.insert((log, 6, 9), page(101));
        assert_eq!(kept(&pages), [0; 0]);
        pages.insert((log, 7, 9), page(100));
        assert_eq!(kept(&pages), [7]);
    }
}
