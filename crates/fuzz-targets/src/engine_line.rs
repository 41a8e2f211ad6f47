//! Bob's engine on a line whose other end is the target: what it asks is answered honestly, or not.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use corridor_engine::command::{Answer, Command};
use corridor_engine::output::{Output, TransferResult};
use corridor_engine::view::{ItemKind, RoomStatus};
use corridor_engine::{Engine, Entropy, Location};
use corridor_wire::bytes::BoundedList;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LineageId, LogId, Nonce, RelayName, Seq};
use corridor_wire::relay_frame::{
    Entry, ErrorReply, Greeting, Head, Page, RelayFrame, Response, VERSIONS,
};
use corridor_wire::token::Token;
use corridor_wire::{decode, encode, limits};

use crate::engine_story::{Story, key};

pub struct Line<'s> {
    pub story: &'s Story,
    engine: Engine,
    path: PathBuf,
    pub now: u64,
    draws: u64,
    connected: bool,
    /// What was asked and not answered.
    pub asked: VecDeque<ClientFrame>,
    /// The true logs, to which an honest answer to an append adds.
    logs: BTreeMap<LogId, Vec<Entry>>,
    /// Texts that Bob has given to his device.
    pub said: Vec<String>,
}

pub fn head_of(log: &LogId, entries: &[Entry]) -> Head {
    let chain = entries.iter().fold(ChainHash::empty(log), |chain, entry| chain.extend(entry));
    let version = entries.iter().filter(|entry| entry.commit.is_some()).count() as u64;
    Head { seq: entries.len() as u64, version, chain }
}

pub fn page(log: &LogId, entries: &[Entry], head: Head) -> Option<Page> {
    Some(Page { log: *log, entries: BoundedList::new(entries.to_vec())?, head })
}

fn error(code: ErrorCode) -> Response {
    Response::Error(ErrorReply { code, detail: String::new(), retry_after_ms: None })
}

impl<'s> Line<'s> {
    pub fn new(story: &'s Story) -> Self {
        let path = story.left();
        let logs = [(story.room, story.log.clone()), (story.inbox, story.letters.clone())];
        let mut line = Self {
            story,
            engine: open(&path),
            path,
            now: story.now,
            draws: 0,
            connected: false,
            asked: VecDeque::new(),
            logs: logs.into(),
            said: Vec::new(),
        };
        line.reconnect();
        line
    }

    fn entropy(&mut self) -> Entropy {
        self.draws += 1;
        Entropy::from_bytes(*blake3::hash(&self.draws.to_be_bytes()).as_bytes())
    }

    /// The line is cut, and there is a new one.
    pub fn reconnect(&mut self) {
        self.engine.handle_disconnected(self.now);
        self.asked.clear();
        self.connected = true;
        let entropy = self.entropy();
        self.engine.handle_connected(self.now, entropy).expect("no relay breaks the database");
        let greeting = Greeting {
            versions: VERSIONS,
            relay: RelayName::parse(self.story.account.relay()).expect("a name"),
            nonce: Nonce::from_bytes([9; 32]),
            lineage: LineageId::from_bytes([1; 16]),
            retention_days: 30,
            push_key: None,
        };
        self.tell(&RelayFrame::Greeting(greeting));
    }

    /// The process is killed and started again.
    pub fn restart(&mut self) {
        self.engine = Engine::open(&Location::Memory, &key()).expect("memory opens");
        self.engine = open(&self.path);
        self.reconnect();
    }

    pub fn tell(&mut self, frame: &RelayFrame) {
        self.tell_bytes(&encode(frame));
    }

    pub fn tell_bytes(&mut self, bytes: &[u8]) {
        if !self.connected {
            return;
        }
        let entropy = self.entropy();
        let told = self.engine.handle_frame(self.now, entropy, bytes);
        told.expect("no relay breaks the database");
        self.drain();
    }

    pub fn pass(&mut self, milliseconds: u64) {
        self.now += milliseconds;
        let entropy = self.entropy();
        let woken = self.engine.handle_timeout(self.now, entropy);
        woken.expect("no relay breaks the database");
        self.drain();
    }

    pub fn command(&mut self, command: Command) -> Option<Answer> {
        let entropy = self.entropy();
        let answer = self.engine.command(self.now, entropy, command).ok();
        self.drain();
        answer
    }

    fn drain(&mut self) {
        while let Some(output) = self.engine.poll_output() {
            let (transfer, result) = match output {
                Output::Send(frame) => {
                    let frame = decode(&frame, limits::FRAME_BYTES);
                    self.asked.push_back(frame.expect("an engine sends frames of the protocol"));
                    continue;
                }
                Output::Changed(_) | Output::Cancel { .. } => continue,
                Output::Disconnect { .. } => {
                    self.connected = false;
                    self.engine.handle_disconnected(self.now);
                    self.asked.clear();
                    continue;
                }
                Output::Upload { transfer, .. } => (transfer, TransferResult::Uploaded),
                Output::Download { transfer, stored_bytes, .. } => {
                    assert!(stored_bytes <= 1 << 30, "a download without bounds");
                    (transfer, TransferResult::Refused("blob_unknown".to_owned()))
                }
            };
            let entropy = self.entropy();
            let told = self.engine.handle_transfer(self.now, entropy, transfer, result);
            told.expect("no relay breaks the database");
        }
    }

    /// Answers the oldest question as a relay should.
    pub fn answer(&mut self) -> bool {
        let Some(ClientFrame { request_id, request }) = self.asked.pop_front() else {
            return false;
        };
        let mut after = Vec::new();
        let response = match request {
            Request::Authenticate { .. } => {
                Response::Authenticated { account: self.story.account.clone(), report_to: None }
            }
            Request::CountKeyPackages {} => {
                Response::KeyPackageCount { one_time: 100, last_resort: true }
            }
            Request::Follow { log, token, from_seq } => {
                self.follow(&log, token.as_ref(), from_seq, &mut after)
            }
            Request::Read { log, token, from_seq } => {
                // What a follow would push first.
                let answer = self.follow(&log, token.as_ref(), from_seq, &mut after);
                let pushed = after.drain(..).find_map(|frame| match frame {
                    RelayFrame::Pushed(page) => Some(page),
                    _ => None,
                });
                match (answer, pushed) {
                    (Response::Following { .. }, Some(page)) => Response::Page(page),
                    (Response::Following { head }, None) => {
                        page(&log, &[], head).map_or(error(ErrorCode::CursorAhead), Response::Page)
                    }
                    (refused, _) => refused,
                }
            }
            Request::Append(append) => self.append(append, &mut after),
            Request::Hello { .. }
            | Request::Unfollow { .. }
            | Request::TrimInbox { .. }
            | Request::PublishKeyPackages { .. }
            | Request::CreateLog { .. }
            | Request::Ping {} => Response::Done {},
            _ => error(ErrorCode::AccountUnknown),
        };
        self.tell(&RelayFrame::Reply { request_id, response });
        for frame in after {
            self.tell(&frame);
        }
        true
    }

    /// What the token may see, as docs/protocol.md says.
    fn follow(
        &mut self,
        log: &LogId,
        token: Option<&Token>,
        from_seq: Seq,
        after: &mut Vec<RelayFrame>,
    ) -> Response {
        let Some(entries) = self.logs.get(log) else { return error(ErrorCode::LogUnknown) };
        let hash = token.map(Token::hash);
        let commits = || entries.iter().filter_map(|entry| Some((entry, entry.commit?)));
        let since = commits()
            .find(|(_, commit)| Some(commit.next_token_hash) == hash)
            .map_or(0, |(entry, _)| entry.version + 1);
        let revoking = commits().find(|(entry, commit)| commit.revokes && entry.version >= since);
        let end = match revoking {
            Some((entry, _)) if token.is_some() => entry.seq,
            _ => entries.len() as u64,
        };
        let seen = &entries[..usize::try_from(end).unwrap_or(usize::MAX)];
        let head = head_of(log, seen);
        let from = usize::try_from(from_seq.max(1) - 1).unwrap_or(usize::MAX);
        if from > seen.len() {
            return error(ErrorCode::CursorAhead);
        }
        after.extend(page(log, &seen[from..], head).map(RelayFrame::Pushed));
        if end < entries.len() as u64 {
            let code = ErrorCode::TokenRevoked;
            let error = ErrorReply { code, detail: String::new(), retry_after_ms: None };
            after.push(RelayFrame::FollowEnded { log: *log, error });
        }
        Response::Following { head }
    }

    fn append(&mut self, append: Append, after: &mut Vec<RelayFrame>) -> Response {
        let Some(entries) = self.logs.get_mut(&append.log) else {
            return error(ErrorCode::LogUnknown);
        };
        if let Some(found) = entries.iter().find(|entry| entry.op_id == append.op_id) {
            return Response::Appended { seq: found.seq };
        }
        let head = head_of(&append.log, entries);
        if append.expect_version < head.version {
            return Response::Conflict { head };
        }
        let seq = head.seq + 1;
        let Append { log, op_id, record, commit, .. } = append;
        entries.push(Entry { seq, version: head.version, op_id, record, commit });
        let pushed = page(&log, &entries[entries.len() - 1..], head_of(&log, entries));
        after.extend(pushed.map(RelayFrame::Pushed));
        Response::Appended { seq }
    }

    /// What has to hold whatever the relay has said.
    pub fn check(&self) {
        let items = self.engine.timeline(&self.story.room, None, 10_000).expect("it reads");
        let mut last = 0;
        for item in &items {
            if let Some(seq) = item.seq {
                assert!(seq >= last, "a timeline is in the order of the log");
                last = seq;
            }
        }
        let texts = || items.iter().filter(|item| item.kind == ItemKind::Text);
        for item in texts() {
            let known = self.story.texts.contains(&item.text) || self.said.contains(&item.text);
            assert!(known, "nobody said {:?}", item.text);
            let times = texts().filter(|other| other.text == item.text).count();
            assert_eq!(times, 1, "{:?} was said once", item.text);
        }
        if let Some(roster) = self.engine.roster(&self.story.room).expect("it reads") {
            assert!(roster.people.len() <= 3, "nobody else was ever in the room");
        }
        for room in self.engine.rooms().expect("it reads") {
            self.engine.timeline(&room.id, None, 100).expect("it reads");
        }
    }

    /// From now on the relay is honest. Where it has not put anything into the log that is not in it,
    /// nor said that the room is gone, nothing of the story is missing in the end.
    pub fn end_honestly(&mut self) {
        for _ in 0..4 {
            self.reconnect();
            for _ in 0..400 {
                if !self.answer() {
                    break;
                }
            }
            self.pass(11 * 60 * 1000);
        }
        self.check();
        let Some(room) = self.engine.room(&self.story.room).expect("it reads") else {
            panic!("a room that was there is gone");
        };
        if room.status != RoomStatus::Active || room.skipped > 0 {
            return;
        }
        let items = self.engine.timeline(&self.story.room, None, 10_000).expect("it reads");
        let texts: Vec<&str> = items
            .iter()
            .filter(|item| item.kind == ItemKind::Text && !self.said.contains(&item.text))
            .map(|item| item.text.as_str())
            .collect();
        assert_eq!(texts, self.story.texts, "nothing is lost");
    }
}

fn open(path: &std::path::Path) -> Engine {
    Engine::open(&Location::File(path.to_path_buf()), &key()).expect("a copy opens")
}
