//! What docs/protocol.md says of logs, as plainly as possible: a vector for each log, searched from
//! its beginning. Nothing is cached, nothing is clever.

use std::collections::BTreeMap;

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Append;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::relay_frame::{Entry, Head, Response};
use corridor_wire::token::{Token, TokenHash};

use crate::relay_world::INBOX_ENTRIES;

#[derive(Clone)]
pub struct LogModel {
    /// Each entry ever appended, and the day it was.
    entries: Vec<(Entry, u32)>,
    /// The chain before the first entry, then after each.
    chains: Vec<ChainHash>,
    version: Version,
    /// `None` for an inbox.
    delete_hash: Option<TokenHash>,
    deleted: bool,
    tokens: BTreeMap<[u8; 32], Version>,
    /// The version that a revoking commit made, and its sequence.
    revocations: BTreeMap<Version, Seq>,
    trimmed_through: Seq,
}

impl LogModel {
    fn new(log: &LogId, delete_hash: Option<TokenHash>) -> Self {
        Self {
            entries: Vec::new(),
            chains: vec![ChainHash::empty(log)],
            version: 0,
            delete_hash,
            deleted: false,
            tokens: BTreeMap::new(),
            revocations: BTreeMap::new(),
            trimmed_through: 0,
        }
    }

    fn end(&self) -> Seq {
        self.entries.len() as u64
    }

    fn head_at(&self, seq: Seq, version: Version) -> Head {
        let chain = usize::try_from(seq).ok().and_then(|seq| self.chains.get(seq));
        Head { seq, version, chain: *chain.expect("an entry that is there") }
    }

    fn head(&self) -> Head {
        self.head_at(self.end(), self.version)
    }

    fn oldest(&self, first_day: u32) -> Seq {
        let kept = self.entries.iter().find(|(_, day)| *day >= first_day);
        kept.map_or(self.end() + 1, |(entry, _)| entry.seq).max(self.trimmed_through + 1)
    }
}

/// All logs of a relay, and the first day that is kept.
#[derive(Clone, Default)]
pub struct Logs {
    logs: BTreeMap<LogId, LogModel>,
    pub first_day: u32,
}

/// What a reader of a log sees: from the oldest entry to the end, or to the commit that revoked.
pub struct Sight {
    pub end: Head,
    pub revoked: bool,
    pub oldest: Seq,
}

type Answer = Result<Response, ErrorCode>;

impl Logs {
    pub fn with_inboxes(inboxes: &[LogId]) -> Self {
        let logs = inboxes.iter().map(|inbox| (*inbox, LogModel::new(inbox, None)));
        Self { logs: logs.collect(), first_day: 0 }
    }

    fn log(&mut self, log: &LogId) -> Result<&mut LogModel, ErrorCode> {
        match self.logs.get_mut(log) {
            None => Err(ErrorCode::LogUnknown),
            Some(log) if log.deleted => Err(ErrorCode::LogDeleted),
            Some(log) => Ok(log),
        }
    }

    pub fn version(&self, log: &LogId) -> Version {
        self.logs.get(log).map_or(0, |log| log.version)
    }

    /// The number of the token that is good from the newest version on, of those that tests use.
    pub fn newest_token(&self, log: &LogId, tokens: &[Token]) -> usize {
        let Some(log) = self.logs.get(log) else { return 0 };
        let since = |token: &Token| log.tokens.get(token.hash().as_bytes()).copied();
        (0..tokens.len()).max_by_key(|number| since(&tokens[*number])).unwrap_or(0)
    }

    pub fn create(&mut self, log: LogId, token: &TokenHash, delete: &TokenHash) -> Answer {
        match self.logs.get(&log) {
            Some(found) if found.deleted => Err(ErrorCode::LogDeleted),
            Some(found) => {
                let same = found.tokens.get(token.as_bytes()) == Some(&0)
                    && found.delete_hash == Some(*delete);
                if same { Ok(Response::Done {}) } else { Err(ErrorCode::LogExists) }
            }
            None => {
                let mut new = LogModel::new(&log, Some(*delete));
                new.tokens.insert(*token.as_bytes(), 0);
                self.logs.insert(log, new);
                Ok(Response::Done {})
            }
        }
    }

    pub fn delete(&mut self, log: &LogId, token: &Token) -> Answer {
        let log = self.logs.get_mut(log).ok_or(ErrorCode::LogUnknown)?;
        let hash = log.delete_hash.ok_or(ErrorCode::InboxRules)?;
        if hash != token.hash() {
            return Err(ErrorCode::TokenUnknown);
        }
        log.deleted = true;
        Ok(Response::Done {})
    }

    pub fn trim(&mut self, inbox: &LogId, through: Seq) -> Answer {
        let first_day = self.first_day;
        let log = self.log(inbox)?;
        if through > log.end() {
            return Err(ErrorCode::CursorAhead);
        }
        if through >= log.oldest(first_day) {
            log.trimmed_through = through;
        }
        Ok(Response::Done {})
    }

    /// The rules of append, in their order.
    pub fn append(&mut self, append: &Append, today: u32) -> Answer {
        let first_day = self.first_day;
        let log = self.log(&append.log)?;
        let kept = log.entries.iter().filter(|(_, day)| *day >= first_day);
        if let Some((found, _)) = kept.clone().find(|(entry, _)| entry.op_id == append.op_id) {
            let same = found.record == append.record && found.commit == append.commit;
            let seq = found.seq;
            return if same { Ok(Response::Appended { seq }) } else { Err(ErrorCode::OpIdReused) };
        }
        if log.delete_hash.is_none() {
            if append.token.is_some() || append.expect_version != 0 || append.commit.is_some() {
                return Err(ErrorCode::InboxRules);
            }
            if (log.end() + 1).saturating_sub(log.oldest(first_day)) >= INBOX_ENTRIES {
                return Err(ErrorCode::ByteQuota);
            }
        } else {
            let token = append.token.as_ref().ok_or(ErrorCode::TokenUnknown)?;
            let since = log.tokens.get(token.hash().as_bytes()).ok_or(ErrorCode::TokenUnknown)?;
            if log.revocations.range(since + 1..).next().is_some() {
                return Err(ErrorCode::TokenRevoked);
            }
            if append.expect_version > log.version {
                return Err(ErrorCode::VersionAhead);
            }
            if append.expect_version < log.version {
                return Ok(Response::Conflict { head: log.head() });
            }
        }
        let latest = kept.map(|(_, day)| *day).max().unwrap_or(0);
        let seq = log.end() + 1;
        let entry = Entry {
            seq,
            version: log.version,
            op_id: append.op_id,
            record: append.record.clone(),
            commit: append.commit,
        };
        let chain = log.head().chain.extend(&entry);
        log.chains.push(chain);
        log.entries.push((entry, today.max(first_day).max(latest)));
        if let Some(commit) = &append.commit {
            log.version += 1;
            log.tokens.entry(*commit.next_token_hash.as_bytes()).or_insert(log.version);
            if commit.revokes {
                log.revocations.insert(log.version, seq);
            }
        }
        Ok(Response::Appended { seq })
    }

    /// What `token` opens, or for an inbox whether it is one's own.
    pub fn sight(
        &self,
        log: &LogId,
        token: Option<&Token>,
        own_inbox: &LogId,
    ) -> Result<Sight, ErrorCode> {
        match self.logs.get(log) {
            None => Err(ErrorCode::LogUnknown),
            Some(found) if found.deleted => Err(ErrorCode::LogDeleted),
            Some(_) => self.sight_of_any(log, token, own_inbox),
        }
    }

    /// The same of a log that may have been deleted: its last entries are pushed before its end.
    pub fn sight_of_any(
        &self,
        log: &LogId,
        token: Option<&Token>,
        own_inbox: &LogId,
    ) -> Result<Sight, ErrorCode> {
        let found = self.logs.get(log).ok_or(ErrorCode::LogUnknown)?;
        let oldest = found.oldest(self.first_day);
        let whole = Sight { end: found.head(), revoked: false, oldest };
        if found.delete_hash.is_none() {
            let is_own = token.is_none() && log == own_inbox;
            return if is_own { Ok(whole) } else { Err(ErrorCode::InboxRules) };
        }
        let token = token.ok_or(ErrorCode::TokenUnknown)?;
        let since = found.tokens.get(token.hash().as_bytes()).ok_or(ErrorCode::TokenUnknown)?;
        Ok(match found.revocations.range(since + 1..).next() {
            None => whole,
            Some((version, seq)) => {
                Sight { end: found.head_at(*seq, *version), revoked: true, oldest }
            }
        })
    }

    /// Where reading begins.
    pub fn cursor(sight: &Sight, from: Seq) -> Result<Seq, ErrorCode> {
        let from = if from == 0 { sight.oldest } else { from };
        if from < sight.oldest {
            Err(ErrorCode::CursorExpired)
        } else if from <= sight.end.seq + 1 {
            Ok(from)
        } else if sight.revoked {
            Err(ErrorCode::TokenRevoked)
        } else {
            Err(ErrorCode::CursorAhead)
        }
    }

    pub fn entries(&self, log: &LogId, from: Seq, to: Seq) -> Vec<Entry> {
        let Some(log) = self.logs.get(log) else { return Vec::new() };
        let wanted = log.entries.iter().map(|(entry, _)| entry);
        wanted.filter(|entry| (from..=to).contains(&entry.seq)).cloned().collect()
    }
}
