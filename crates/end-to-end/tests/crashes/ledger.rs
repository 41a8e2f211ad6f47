//! What one device was told of its logs, and whether the relay still agrees.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId, Seq};
use corridor_wire::relay_frame::{Entry, Response};
use corridor_wire::token::Token;

/// A room's log, or the device's own inbox.
pub struct LogLedger {
    log: LogId,
    token: Option<Token>,
    /// What was acknowledged, by operation.
    acknowledged: BTreeMap<u64, Seq>,
    /// What was sent and not answered, in order.
    pending: Vec<u64>,
    next_op: u64,
}

/// A log that was asked to be deleted, and whether the relay said that it is.
pub struct Deleted {
    log: LogId,
    token: Token,
    acknowledged: bool,
}

pub struct Ledger {
    pub device: Rc<RawDevice>,
    pub logs: Vec<LogLedger>,
    pub deleted: Vec<Deleted>,
    /// Records that were read back and are as they were, over all checks.
    pub checked: u64,
    /// Records sent again whose first attempt had reached the disk.
    pub found_again: u64,
    /// Bytes of records that are in the logs.
    pub bytes: u64,
}

const ROOMS: u8 = 3;

/// More than are on their way at once; a check after a power cut need not send the whole rest.
const RETRIES: usize = 12;

impl Ledger {
    /// Of a device that is registered; makes its logs.
    pub fn new(device: Rc<RawDevice>) -> Self {
        let room = |number: u8| LogLedger::new(LogId::from_bytes([number; 16]), Some(number));
        let inbox = LogLedger::new(LogId::inbox_of(&device.id()), None);
        let logs = (1..=ROOMS).map(room).chain([inbox]).collect();
        Self { device, logs, deleted: Vec::new(), checked: 0, found_again: 0, bytes: 0 }
    }

    /// The same when no more than this had been acknowledged: by log and operation.
    pub fn as_of(&self, acknowledged: &BTreeMap<(usize, u64), Seq>) -> Self {
        let logs = self.logs.iter().enumerate().map(|(index, log)| {
            let place = |op: u64| acknowledged.get(&(index, op)).map(|seq| (op, *seq));
            let acknowledged: BTreeMap<u64, Seq> = (1..log.next_op).filter_map(place).collect();
            let pending = (1..log.next_op).filter(|op| !acknowledged.contains_key(op)).collect();
            LogLedger { acknowledged, pending, token: log.token.clone(), ..*log }
        });
        Self { logs: logs.collect(), ..Self::new(self.device.clone()) }
    }

    /// Everything the relay has against everything it said, then what it did not answer once more.
    /// `None` when it is killed in the middle.
    pub fn check(&mut self, client: &mut RawClient) -> Option<()> {
        self.bytes = 0;
        for log in &mut self.logs {
            log.make(client)?;
            let found = log.read(client)?;
            log.compare(&found);
            self.checked += found.len() as u64;
            self.bytes +=
                found.iter().map(|entry| entry.record.as_slice().len() as u64).sum::<u64>();
            self.found_again += log.retry(client, &found)?;
        }
        for deleted in &mut self.deleted {
            deleted.check(client)?;
        }
        Some(())
    }

    /// A log of two records that is deleted at once, and purged while others write.
    pub fn make_and_delete(&mut self, client: &mut RawClient, number: u64) -> Option<()> {
        let mut id = [0xdd; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let mut brief = LogLedger::new(LogId::from_bytes(id), Some(0xdd));
        brief.make(client)?;
        for _ in 0..2 {
            let (_, append) = brief.next_append();
            brief.settle(&[client.try_ask(append)?]);
        }
        let token = brief.token.take().expect("it is no inbox");
        let (log, request_token) = (brief.log, token.clone());
        self.deleted.push(Deleted { log, token, acknowledged: false });
        let answer = client.try_ask(Request::DeleteLog { log, delete_token: request_token })?;
        assert_eq!(answer, Response::Done {});
        self.deleted.last_mut().expect("it was just pushed").acknowledged = true;
        Some(())
    }
}

impl LogLedger {
    fn new(log: LogId, token: Option<u8>) -> Self {
        let token = token.map(|number| Token::from_bytes([number; 32]));
        let (acknowledged, pending) = (BTreeMap::new(), Vec::new());
        Self { log, token, acknowledged, pending, next_op: 1 }
    }

    /// Making it again is answered alike, so it does not matter whether a kill came between.
    fn make(&self, client: &mut RawClient) -> Option<()> {
        let Some(token) = &self.token else { return Some(()) };
        let token_hash = token.hash();
        let request = Request::CreateLog { log: self.log, token_hash, delete_hash: token_hash };
        assert_eq!(client.try_ask(request)?, Response::Done {});
        Some(())
    }

    /// The next record, which is pending from now on.
    pub fn next_append(&mut self) -> (u64, Request) {
        let op = self.next_op;
        self.next_op += 1;
        self.pending.push(op);
        (op, self.append(op))
    }

    fn append(&self, op: u64) -> Request {
        Request::Append(Append {
            log: self.log,
            op_id: op_id(op),
            token: self.token.clone(),
            expect_version: 0,
            record: BoundedBytes::new(content(op)).expect("a record fits"),
            commit: None,
            wake: None,
        })
    }

    /// Takes down answers to the oldest pending operations, in their order.
    pub fn settle(&mut self, answers: &[Response]) {
        for answer in answers {
            let Response::Appended { seq } = answer else { panic!("not appended: {answer:?}") };
            let op = self.pending.remove(0);
            assert_eq!(self.acknowledged.insert(op, *seq), None, "acknowledged twice");
        }
    }

    fn read(&self, client: &mut RawClient) -> Option<Vec<Entry>> {
        let mut found: Vec<Entry> = Vec::new();
        let mut chain = ChainHash::empty(&self.log);
        loop {
            let from_seq = found.len() as Seq + 1;
            let request = Request::Read { log: self.log, token: self.token.clone(), from_seq };
            let page = match client.try_ask(request)? {
                Response::Page(page) => page,
                other => panic!("{:?} is not read: {other:?}", self.log),
            };
            for entry in page.entries.into_vec() {
                assert_eq!(entry.seq, found.len() as Seq + 1, "a gap in {:?}", self.log);
                chain = chain.extend(&entry);
                found.push(entry);
            }
            if found.len() as Seq >= page.head.seq {
                assert_eq!(found.len() as Seq, page.head.seq);
                assert_eq!(chain, page.head.chain, "the chain of {:?}", self.log);
                return Some(found);
            }
        }
    }

    fn compare(&self, found: &[Entry]) {
        let mut seen = BTreeSet::new();
        for entry in found {
            let op = number_of(&entry.op_id);
            assert!(seen.insert(op), "operation {op} is twice in {:?}", self.log);
            assert!(entry.record.as_slice() == content(op), "operation {op} is altered");
            match self.acknowledged.get(&op) {
                Some(seq) => assert_eq!(entry.seq, *seq, "operation {op} has moved"),
                None => assert!(self.pending.contains(&op), "operation {op} was never sent"),
            }
        }
        let lost: Vec<_> = self.acknowledged.iter().filter(|(op, _)| !seen.contains(op)).collect();
        assert!(lost.is_empty(), "LOST from {:?}: {lost:?} of {}", self.log, found.len());
    }

    /// Sends what was not answered again; says how much of it had reached the disk.
    fn retry(&mut self, client: &mut RawClient, found: &[Entry]) -> Option<u64> {
        let places: BTreeMap<u64, Seq> =
            found.iter().map(|entry| (number_of(&entry.op_id), entry.seq)).collect();
        let mut found_again = 0;
        for op in self.pending.iter().take(RETRIES).copied().collect::<Vec<_>>() {
            let answer = client.try_ask(self.append(op))?;
            let Response::Appended { seq } = answer else { panic!("not appended: {answer:?}") };
            match places.get(&op) {
                Some(place) => {
                    assert_eq!(seq, *place, "operation {op} is answered with another place");
                    found_again += 1;
                }
                None => assert!(seq > found.len() as Seq, "operation {op} displaces another"),
            }
            self.settle(&[Response::Appended { seq }]);
        }
        Some(found_again)
    }
}

impl Deleted {
    fn check(&mut self, client: &mut RawClient) -> Option<()> {
        let Self { log, token, acknowledged } = self;
        let request = Request::Read { log: *log, token: Some(token.clone()), from_seq: 1 };
        match client.try_ask(request)? {
            Response::Error(error) => assert_eq!(error.code, ErrorCode::LogDeleted),
            other => assert!(!*acknowledged, "a deleted log is back: {other:?}"),
        }
        let request = Request::DeleteLog { log: *log, delete_token: token.clone() };
        assert_eq!(client.try_ask(request)?, Response::Done {});
        *acknowledged = true;
        Some(())
    }
}

fn op_id(op: u64) -> OpId {
    let mut bytes = [0x0b; 16];
    bytes[..8].copy_from_slice(&op.to_be_bytes());
    OpId::from_bytes(bytes)
}

fn number_of(op_id: &OpId) -> u64 {
    let (number, _) = op_id.as_bytes().split_first_chunk().expect("16 bytes have 8");
    u64::from_be_bytes(*number)
}

/// The record of an operation: from a line of chat to almost the largest, all different, and of
/// bytes that no store compresses.
fn content(op: u64) -> Vec<u8> {
    let length =
        if op.is_multiple_of(3) { 60_000 } else { 300 + usize::try_from(op % 7).unwrap() * 700 };
    let mut state = op.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()
    });
    words.take(length / 8 + 1).flatten().take(length).collect()
}
