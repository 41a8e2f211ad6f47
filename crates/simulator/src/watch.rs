//! Watches every frame between devices and relays, and holds the relay to the rules of logs
//! (docs/protocol.md): what it once said of a log stays so.

use std::collections::{BTreeMap, BTreeSet};

use corridor_store::View;
use corridor_wire::client_frame::{Append, ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{DeviceId, LogId, OpId, Seq, Version};
use corridor_wire::relay_frame::{ClaimedKeyPackage, Head, Page, RelayFrame, Response};
use corridor_wire::token::{Token, TokenHash};
use corridor_wire::{decode, limits};

use crate::failure::{Outcome, Promise, broken};
use crate::log::Log;
use crate::on_disk::{entries_on_disk, is_on_disk};

/// Requests that no engine has made are numbered from here on.
pub const FORGED: u64 = 1 << 60;

/// An append that was asked for.
struct Asked {
    log: LogId,
    /// What was promised of the log before it was asked for the first time.
    after: Seq,
    answered: Option<Seq>,
}

/// One relay's conversations.
#[derive(Default)]
pub struct Watch {
    logs: BTreeMap<LogId, Log>,
    appends: BTreeMap<(LogId, OpId), Asked>,
    /// The next entry that each follow is owed.
    follows: BTreeMap<(u64, LogId), Seq>,
    nonces: BTreeMap<Vec<u8>, OpId>,
    withdrawn: BTreeSet<DeviceId>,
    deleted: BTreeSet<LogId>,
    /// What each request of each connection was about.
    requests: BTreeMap<(u64, u64), Question>,
    /// Key packages that are good once, and those of them that were handed out.
    one_time: BTreeSet<[u8; 32]>,
    claimed: BTreeSet<[u8; 32]>,
    /// The relay was restored: what it had promised before may be gone until it is given back.
    pub was_restored: bool,
    /// Somebody slept for longer than the relay remembers operations: her letters may come twice.
    pub forgets: bool,
    /// In runs with a relay that lies nothing is held against it.
    pub trusts: bool,
}

enum Question {
    Append {
        log: LogId,
        op_id: OpId,
    },
    /// With a token that was revoked, or never was one.
    Forged {
        log: LogId,
    },
    Authenticate(DeviceId),
    Withdraw(DeviceId),
    Delete(LogId),
    Log {
        log: LogId,
        token: Option<Token>,
        from_seq: Seq,
    },
    Create {
        log: LogId,
        token_hash: TokenHash,
    },
    Other,
}

impl Watch {
    pub fn new(trusts: bool) -> Self {
        Self { trusts, ..Self::default() }
    }

    /// A frame as a device has sent it. What it gives away of texts is looked for elsewhere.
    pub fn sent(&mut self, conn: u64, frame: &[u8]) -> Option<Request> {
        let ClientFrame { request_id, request } = decode(frame, limits::FRAME_BYTES).ok()?;
        let question = match &request {
            Request::Append(append) if request_id >= FORGED => Question::Forged { log: append.log },
            Request::Append(append) => {
                let after = self.logs.get(&append.log).map_or(0, |log| log.promised);
                let asked = Asked { log: append.log, after, answered: None };
                self.appends.entry((append.log, append.op_id)).or_insert(asked);
                Question::Append { log: append.log, op_id: append.op_id }
            }
            Request::Read { log, token, from_seq } | Request::Follow { log, token, from_seq } => {
                Question::Log { log: *log, token: token.clone(), from_seq: *from_seq }
            }
            Request::CreateLog { log, token_hash, .. } => {
                Question::Create { log: *log, token_hash: *token_hash }
            }
            Request::TrimInbox { .. } => {
                for log in self.logs.values_mut().filter(|log| log.is_inbox) {
                    log.trimmed = true;
                }
                Question::Other
            }
            Request::Authenticate { device, .. } => Question::Authenticate(*device),
            Request::RevokeDevice { device, .. } => Question::Withdraw(*device),
            Request::DeleteLog { log, .. } => Question::Delete(*log),
            Request::PublishKeyPackages { packages, .. } => {
                let hashes = packages.as_slice().iter().map(|one| blake3::hash(one.as_slice()));
                self.one_time.extend(hashes.map(|hash| *hash.as_bytes()));
                Question::Other
            }
            _ => Question::Other,
        };
        self.requests.insert((conn, request_id), question);
        Some(request)
    }

    /// A frame as the relay has said it, before anybody changes it on the way.
    pub fn said(&mut self, conn: u64, frame: &[u8], disk: &dyn View) -> Outcome {
        if !self.trusts {
            return Ok(());
        }
        let frame: RelayFrame = match decode(frame, limits::FRAME_BYTES) {
            Ok(frame) => frame,
            Err(error) => {
                return broken(Promise::LogRules, format!("the relay said no frame: {error}"));
            }
        };
        match frame {
            RelayFrame::Pushed(page) => {
                self.pushed(conn, &page)?;
                self.page(&page, disk)
            }
            RelayFrame::Reply { request_id, response } => {
                let Some(question) = self.requests.remove(&(conn, request_id)) else {
                    return broken(
                        Promise::LogRules,
                        format!("an answer to nothing: {response:?}"),
                    );
                };
                self.replied(conn, question, &response, disk)
            }
            _ => Ok(()),
        }
    }

    fn replied(
        &mut self,
        conn: u64,
        question: Question,
        response: &Response,
        disk: &dyn View,
    ) -> Outcome {
        match (question, response) {
            (Question::Forged { log }, Response::Appended { seq }) => broken(
                Promise::RosterOnly,
                format!("a token that was revoked wrote entry {seq} of {log}"),
            ),
            (Question::Append { log, op_id }, Response::Appended { seq }) => {
                self.appended(log, op_id, *seq)
            }
            (Question::Append { log, .. }, Response::Conflict { head }) => self.head(log, head),
            (Question::Log { log, token, from_seq }, Response::Page(page)) => {
                self.page(page, disk)?;
                self.may_read(log, token.as_ref(), page, from_seq)
            }
            (Question::Log { log, token, from_seq }, Response::Following { head }) => {
                if from_seq > 0 {
                    self.follows.insert((conn, log), from_seq);
                }
                let revoked = token.as_ref().and_then(|token| self.revocation(&log, token));
                if revoked.is_none() { self.head(log, head) } else { Ok(()) }
            }
            (Question::Create { log, token_hash }, Response::Done {}) => {
                let known = self.logs.entry(log).or_insert_with(|| Log::new(&log, false));
                known.tokens.insert(token_hash, 0);
                Ok(())
            }
            (Question::Authenticate(device), Response::Authenticated { .. })
                if self.withdrawn.contains(&device) && !self.was_restored =>
            {
                broken(Promise::RosterOnly, format!("{device} was withdrawn and signs in"))
            }
            (Question::Withdraw(device), Response::Done {}) => {
                self.withdrawn.insert(device);
                Ok(())
            }
            (Question::Delete(log), Response::Done {}) => {
                self.deleted.insert(log);
                Ok(())
            }
            (_, Response::ClaimedKeyPackages { devices, .. }) => self.claimed(devices.as_slice()),
            (_, Response::Error(error)) if error.code == ErrorCode::Internal => {
                broken(Promise::NoPanic, format!("the relay blames itself: {}", error.detail))
            }
            _ => Ok(()),
        }
    }

    fn appended(&mut self, log: LogId, op_id: OpId, seq: Seq) -> Outcome {
        let asked = self.appends.get_mut(&(log, op_id));
        let Some(asked) = asked else { return Ok(()) };
        if !self.was_restored {
            let is_forgotten =
                self.forgets && self.logs.get(&log).is_some_and(|known| known.is_inbox);
            if asked.answered.is_some_and(|answered| answered != seq) && !is_forgotten {
                let what = format!("one operation was appended at {:?} and {seq}", asked.answered);
                return broken(Promise::LogRules, what);
            }
            if asked.answered.is_none() && seq <= asked.after {
                let what = format!("asked after {} was promised, appended at {seq}", asked.after);
                return broken(Promise::LogRules, what);
            }
        }
        asked.answered = Some(seq);
        let known = self.logs.entry(log).or_insert_with(|| Log::new(&log, false));
        known.promised = known.promised.max(seq);
        Ok(())
    }

    fn head(&mut self, log: LogId, head: &Head) -> Outcome {
        let known = self.logs.entry(log).or_insert_with(|| Log::new(&log, false));
        if known.is_inbox {
            return Ok(());
        }
        if head.seq < known.promised && !self.was_restored {
            let what =
                format!("{} entries were promised, the head is {}", known.promised, head.seq);
            return broken(Promise::NothingLost, what);
        }
        known.promised = known.promised.max(head.seq);
        self.chain_at(log, head)
    }

    fn chain_at(&mut self, log: LogId, head: &Head) -> Outcome {
        let Some(known) = self.logs.get(&log) else { return Ok(()) };
        let index = usize::try_from(head.seq).unwrap_or(usize::MAX);
        if let Some(chain) = known.chain.get(index) {
            if *chain != head.chain && !self.was_restored {
                return broken(Promise::LogRules, format!("another chain at {}", head.seq));
            }
            if known.version(index) != head.version {
                return broken(Promise::LogRules, format!("another version at {}", head.seq));
            }
        }
        Ok(())
    }

    fn page(&mut self, page: &Page, disk: &dyn View) -> Outcome {
        let known = self.logs.entry(page.log).or_insert_with(|| Log::new(&page.log, false));
        let mut last: Option<Seq> = None;
        for entry in page.entries.as_slice() {
            if last.is_some_and(|last| last + 1 != entry.seq) {
                return broken(Promise::LogRules, format!("a gap before {}", entry.seq));
            }
            last = Some(entry.seq);
            if entry.op_id.as_bytes()[0] % 4 == 0 && !is_on_disk(disk, &page.log, entry.seq) {
                let what = format!("entry {} was shown before it was on disk", entry.seq);
                return broken(Promise::NothingLost, what);
            }
            known.take(entry, self.was_restored)?;
        }
        if known.is_inbox {
            return Ok(());
        }
        // Whose token was revoked is shown the commit that did it as the end.
        self.chain_at(page.log, &page.head)
    }

    /// Each follow gets each entry once, in order.
    fn pushed(&mut self, conn: u64, page: &Page) -> Outcome {
        let Some(owed) = self.follows.get_mut(&(conn, page.log)) else { return Ok(()) };
        for entry in page.entries.as_slice() {
            if entry.seq != *owed {
                let what = format!("a follower was owed {owed} and got {}", entry.seq);
                return broken(Promise::LogRules, what);
            }
            *owed += 1;
        }
        Ok(())
    }

    /// No two records are sealed under one nonce.
    fn nonce(&mut self, append: &Append) -> Outcome {
        let Some(nonce) = append.record.as_slice().get(..24) else { return Ok(()) };
        let known = self.nonces.entry(nonce.to_vec()).or_insert(append.op_id);
        if *known == append.op_id {
            return Ok(());
        }
        broken(Promise::RosterOnly, "two records were sealed under one nonce".to_owned())
    }

    pub fn check_request(&mut self, request: &Request) -> Outcome {
        match request {
            Request::Append(append) if append.token.is_some() => self.nonce(append),
            _ => Ok(()),
        }
    }

    /// Whether the entry is a commit that says that it removes somebody.
    pub fn revokes(&self, log: &LogId, seq: Seq) -> Option<bool> {
        let index = usize::try_from(seq.checked_sub(1)?).ok()?;
        let entry = self.logs.get(log)?.entries.get(index)?;
        Some(entry.commit.is_some_and(|commit| commit.revokes))
    }

    fn claimed(&mut self, devices: &[ClaimedKeyPackage]) -> Outcome {
        for claimed in devices {
            let hash = *blake3::hash(claimed.key_package.as_slice()).as_bytes();
            if self.one_time.contains(&hash) && !self.claimed.insert(hash) && !self.was_restored {
                let what = "a key package that is good once was handed out twice".to_owned();
                return broken(Promise::LogRules, what);
            }
        }
        Ok(())
    }

    /// Where a token ends, as far as is known.
    pub fn revocation(&self, log: &LogId, token: &Token) -> Option<Seq> {
        let log = self.logs.get(log)?;
        log.revoked_at(*log.tokens.get(&token.hash())?)
    }

    fn may_read(&self, log: LogId, token: Option<&Token>, page: &Page, from: Seq) -> Outcome {
        let Some(token) = token else { return Ok(()) };
        let Some(end) = self.revocation(&log, token) else { return Ok(()) };
        match page.entries.as_slice().last() {
            Some(entry) if entry.seq > end => broken(
                Promise::RosterOnly,
                format!("a token that ends at {end} read {} from {from} on", entry.seq),
            ),
            _ => Ok(()),
        }
    }

    /// The relay has another disk now: what is on it is what is known.
    pub fn restored(&mut self, disk: &dyn View) {
        self.was_restored = true;
        for (id, log) in &mut self.logs {
            let held = entries_on_disk(disk, id).len();
            log.entries.truncate(held);
            log.chain.truncate(held + 1);
            log.promised = 0;
        }
        for asked in self.appends.values_mut() {
            asked.answered = None;
            asked.after = 0;
        }
    }

    /// At the end: the disk holds what was said of it.
    pub fn check_disk(&self, disk: &dyn View) -> Outcome {
        if !self.trusts {
            return Ok(());
        }
        let undead = self.deleted.iter().find(|log| !entries_on_disk(disk, log).is_empty());
        if let Some(log) = undead.filter(|_| !self.was_restored) {
            let what = format!("{log} was deleted and its entries are on disk");
            return broken(Promise::RelayBlind, what);
        }
        for (id, log) in self.logs.iter().filter(|(_, log)| !log.is_inbox && !log.trimmed) {
            let on_disk = entries_on_disk(disk, id);
            // Days that have expired are gone, from the front.
            let first = on_disk.first().map_or(1, |entry| entry.seq);
            let has_expired = first > 1 || on_disk.is_empty();
            if !has_expired && (on_disk.len() as Seq) < log.promised && !self.was_restored {
                let what = format!("{} promised, {} on disk", log.promised, on_disk.len());
                return broken(Promise::NothingLost, what);
            }
            let mut ops = BTreeSet::new();
            for entry in &on_disk {
                if !ops.insert(entry.op_id) {
                    let what = format!("one operation twice, again at {}", entry.seq);
                    return broken(Promise::LogRules, what);
                }
                let index = usize::try_from(entry.seq - 1).unwrap_or(usize::MAX);
                if log.entries.get(index).is_some_and(|known| known != entry) && !self.was_restored
                {
                    return broken(Promise::NothingLost, format!("entry {} changed", entry.seq));
                }
                let asked = self.appends.get(&(*id, entry.op_id));
                if let Some(seq) = asked.and_then(|asked| asked.answered)
                    && seq != entry.seq
                {
                    let what = format!("promised at {seq}, on disk at {}", entry.seq);
                    return broken(Promise::NothingLost, what);
                }
            }
            for ((log, op_id), asked) in &self.appends {
                if log == id
                    && asked.log == *id
                    && asked.answered.is_some_and(|seq| seq >= first)
                    && !has_expired
                    && !ops.contains(op_id)
                {
                    let what = format!("what was promised at {:?} is not there", asked.answered);
                    return broken(Promise::NothingLost, what);
                }
            }
        }
        Ok(())
    }

    pub fn is_deleted(&self, log: &LogId) -> bool {
        self.deleted.contains(log)
    }

    pub fn is_inbox(&mut self, inbox: &LogId) {
        self.logs.entry(*inbox).or_insert_with(|| Log::new(inbox, true)).is_inbox = true;
    }
}

/// Whether a frame answers a request that was made behind an engine's back.
pub fn is_answer_to_forgery(frame: &[u8]) -> bool {
    // Cheap first: `[1, {0: number of eight bytes, ...`.
    frame.get(4) == Some(&0x1B)
        && matches!(
            decode(frame, limits::FRAME_BYTES),
            Ok(RelayFrame::Reply { request_id, .. }) if request_id >= FORGED
        )
}

/// What an append would look like that nobody may make any more.
pub fn forged(log: LogId, token: Token, version: Version, op: u8) -> Append {
    Append {
        log,
        op_id: OpId::from_bytes([op; OpId::LENGTH]),
        token: Some(token),
        expect_version: version,
        record: corridor_wire::client_frame::Record::new(vec![op; 600])
            .unwrap_or_else(|| unreachable!("600 bytes are a record")),
        commit: None,
        wake: None,
    }
}
