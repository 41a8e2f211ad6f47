//! One log at one relay, as all of its readers together have been told of it.

use std::collections::BTreeMap;

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::CommitHeader;
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::TokenHash;

use crate::failure::{Outcome, Promise, broken};

/// What is known of one log at one relay.
pub struct Log {
    pub entries: Vec<Entry>,
    /// The chain after each of them; the first is the empty log's.
    pub chain: Vec<ChainHash>,
    /// The version from which a token is good.
    pub tokens: BTreeMap<TokenHash, Version>,
    /// The furthest sequence that somebody was told is on disk.
    pub promised: Seq,
    pub is_inbox: bool,
    pub trimmed: bool,
}

impl Log {
    pub fn new(id: &LogId, is_inbox: bool) -> Self {
        Self {
            entries: Vec::new(),
            chain: vec![ChainHash::empty(id)],
            tokens: BTreeMap::new(),
            promised: 0,
            is_inbox,
            trimmed: false,
        }
    }

    pub fn version(&self, through: usize) -> Version {
        self.entries[..through].iter().filter(|entry| entry.commit.is_some()).count() as Version
    }

    /// The first commit that revokes a token of `version`, if there is one.
    pub fn revoked_at(&self, version: Version) -> Option<Seq> {
        self.entries
            .iter()
            .find(|entry| {
                entry.version >= version && entry.commit.is_some_and(|commit| commit.revokes)
            })
            .map(|entry| entry.seq)
    }
}

impl Log {
    pub fn take(&mut self, entry: &Entry, may_differ: bool) -> Outcome {
        let index = usize::try_from(entry.seq.saturating_sub(1)).unwrap_or(usize::MAX);
        self.promised = self.promised.max(entry.seq);
        if let Some(known) = self.entries.get(index) {
            if known == entry || may_differ {
                return Ok(());
            }
            return broken(Promise::NothingLost, format!("two entries at {}", entry.seq));
        }
        if index != self.entries.len() || self.is_inbox {
            // Begun in the middle: a log from before a restore, or an inbox.
            return Ok(());
        }
        if entry.version != self.version(index) {
            let what = format!(
                "entry {} was sealed under version {}, the log had {}",
                entry.seq,
                entry.version,
                self.version(index)
            );
            return broken(Promise::LogRules, what);
        }
        if let Some(CommitHeader { next_token_hash, .. }) = entry.commit {
            self.tokens.entry(next_token_hash).or_insert(entry.version + 1);
        }
        self.chain.push(self.chain[index].extend(entry));
        self.entries.push(entry.clone());
        Ok(())
    }
}
