//! A small room for the MLS targets, made once in a thread from fixed seeds: Alice, Bob and Carol are
//! in it, Dave has been invited. Each run works on copies of their tables.

use corridor_sealing::blob::seal_blob;
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::key_package::{self, ValidatedKeyPackage};
use corridor_sealing::record::{Position, SealedBody};
use corridor_sealing::room_state::RoomState;
use corridor_sealing::session::{CommitRequest, PreparedCommit, RoomSession, Welcome};
use corridor_sealing::{Entropy, MemoryTable, Provider};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::{CommitHeader, KeyPackageBytes, Record};
use corridor_wire::id::{AccountId, BlobId, LogId, OpId};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::Token;

/// Within every certificate that is made here.
pub const NOW: u64 = 1_800_000_000;
const YEAR: u64 = 365 * 24 * 60 * 60;

pub fn log() -> LogId {
    LogId::from_bytes([0x10; 16])
}

pub fn entropy(number: u8) -> Entropy {
    Entropy::from_bytes([number; 32])
}

/// One installation. Its table is copied, never changed.
pub struct Device {
    pub identity: DeviceIdentity,
    pub record: DeviceRecord,
    pub table: MemoryTable,
}

impl Device {
    fn new(name: &str, seed: u8) -> Self {
        let secret = DeviceSecret::from_bytes(&[seed; 64]).expect("64 bytes are a device");
        let account: AccountId = format!("{name}@relay.example").parse().expect("an account");
        let account_secret = AccountSecret::from_bytes(&[seed + 100; 32]);
        let certificate = account_secret.issue(&account, &secret.key(), NOW - YEAR, NOW + YEAR);
        let record = secret.record(certificate.clone());
        let identity = DeviceIdentity { secret, certificate };
        Self { identity, record, table: MemoryTable::default() }
    }

    fn key_package(&self, seed: u8) -> (KeyPackageBytes, ValidatedKeyPackage) {
        let provider = Provider::new(&self.table, entropy(seed));
        let bytes = key_package::generate(&provider, &self.identity, false).expect("it is made");
        let checked = key_package::validate(&provider, &bytes, &self.record, NOW);
        (bytes, checked.expect("own key packages are valid"))
    }

    /// The session as it is in a copy of the table, which goes with it.
    pub fn session(&self) -> (MemoryTable, RoomSession) {
        let table = self.table.clone();
        let session = {
            let provider = Provider::new(&table, entropy(0xee));
            RoomSession::load(&provider, &log()).expect("it loads").expect("it is in the room")
        };
        (table, session)
    }
}

pub struct Room {
    pub bob: Device,
    pub carol: Device,
    pub dave: Device,
    /// Dave's one key package.
    pub package: KeyPackageBytes,
    /// What Dave joins with.
    pub welcome: Welcome,
    /// Alice says something.
    pub message: Entry,
    /// And then something else.
    pub next_message: Entry,
    /// Alice adds Dave.
    pub commit: Entry,
    pub commit_message: Vec<u8>,
    pub commit_header: CommitHeader,
    /// The same commit, announced as a blob.
    pub blob_commit: Entry,
    /// Any body, sealed as Alice could: at `commit`'s place, with its header.
    pub alice: (MemoryTable, RoomSession),
}

pub fn op_id(number: u8) -> OpId {
    OpId::from_bytes([number; 16])
}

const COMMIT_OP: u8 = 0xc0;

impl Room {
    pub fn new() -> Self {
        let [alice, mut bob, mut carol, dave] =
            [("alice", 1), ("bob", 2), ("carol", 3), ("dave", 4)]
                .map(|(name, seed)| Device::new(name, seed));
        let table = MemoryTable::default();
        let mut session = {
            let provider = Provider::new(&table, entropy(10));
            let state = RoomState::room("Targets", alice.identity.account()).expect("a title");
            RoomSession::create(&provider, &alice.identity, &log(), state).expect("it is founded")
        };
        let add = vec![bob.key_package(11).1, carol.key_package(12).1];
        let founding = prepare(&mut session, &table, &alice, 13, op_id(1), add);
        {
            let provider = Provider::new(&table, entropy(14));
            session.merge_own_commit(&provider).expect("it is pending");
        }
        let welcome = founding.welcome.expect("two were added");
        for (device, seed) in [(&mut bob, 15), (&mut carol, 16)] {
            let provider = Provider::new(&device.table, entropy(seed));
            RoomSession::join(&provider, &device.identity, &log(), &welcome.welcome, &welcome.tree)
                .expect("they were added");
        }
        let mut say = |number: u8, seq, text: &str| {
            let provider = Provider::new(&table, entropy(20 + number));
            let position = Position { log: log(), version: 1, op_id: op_id(number) };
            let record = session
                .seal_message(&provider, &alice.identity, &position, text.as_bytes())
                .expect("she may speak");
            Entry { seq, version: 1, op_id: op_id(number), record, commit: None }
        };
        let message = say(2, 2, "good morning");
        let next_message = say(3, 3, "and good night");
        let (package, checked) = dave.key_package(30);
        let prepared = prepare(&mut session, &table, &alice, 31, op_id(COMMIT_OP), vec![checked]);
        let (commit_message, commit_header) = (prepared.message, prepared.header);
        let alice = (table, session);
        let sealed = |body: &SealedBody| {
            commit_entry(
                seal_as_alice(&alice, &commit_header, body).expect("it fits"),
                commit_header,
            )
        };
        let commit = sealed(&SealedBody::Mls(commit_message.clone()));
        let sealed_blob = seal_blob(&commit_message, &mut entropy(40).rng()).expect("it fits");
        let reference =
            sealed_blob.reference(BlobId::from_bytes([5; 16]), Token::from_bytes([6; 32]));
        let blob_commit = sealed(&SealedBody::Blob(reference));
        let welcome = prepared.welcome.expect("Dave was added");
        Self {
            bob,
            carol,
            dave,
            package,
            welcome,
            message,
            next_message,
            commit,
            commit_message,
            commit_header,
            blob_commit,
            alice,
        }
    }

    /// An entry with any MLS bytes in it, sealed as a member can.
    pub fn forged(&self, header: CommitHeader, message: &[u8]) -> Option<Entry> {
        let body = SealedBody::Mls(message.to_vec());
        Some(commit_entry(seal_as_alice(&self.alice, &header, &body)?, header))
    }
}

fn prepare(
    session: &mut RoomSession,
    table: &MemoryTable,
    alice: &Device,
    seed: u8,
    op_id: OpId,
    add: Vec<ValidatedKeyPackage>,
) -> PreparedCommit {
    let provider = Provider::new(table, entropy(seed));
    let request = CommitRequest { add, ..CommitRequest::default() };
    session.prepare_commit(&provider, &alice.identity, &op_id, request).expect("she is the owner")
}

fn seal_as_alice(
    (table, session): &(MemoryTable, RoomSession),
    header: &CommitHeader,
    body: &SealedBody,
) -> Option<Record> {
    let provider = Provider::new(table, entropy(32));
    let position = Position { log: log(), version: 1, op_id: op_id(COMMIT_OP) };
    session.seal_commit(&provider, &position, header, body).ok()
}

fn commit_entry(record: Record, header: CommitHeader) -> Entry {
    Entry { seq: 4, version: 1, op_id: op_id(COMMIT_OP), record, commit: Some(header) }
}

thread_local! {
    static ROOM: Room = Room::new();
}

pub fn with<R>(act: impl FnOnce(&Room) -> R) -> R {
    ROOM.with(act)
}
