//! People with devices and a log between them, for the tests of this crate.

use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::key_package::{self, ValidatedKeyPackage};
use corridor_sealing::record::{Position, RecordError, SealedBody};
use corridor_sealing::room_state::RoomState;
use corridor_sealing::session::{
    AppliedCommit, CommitError, CommitRequest, OpenError, Opened, PreparedCommit, RoomSession,
};
use corridor_sealing::{Entropy, MemoryTable, Provider};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::{CommitHeader, Record};
use corridor_wire::id::{AccountId, DeviceId, LogId, OpId, Version};
use corridor_wire::relay_frame::Entry;

pub const NOW: u64 = 1_800_000_000;
const YEAR: u64 = 365 * 24 * 60 * 60;

/// Seeds that differ whenever name or number do.
pub fn entropy(name: &str, number: u64) -> Entropy {
    Entropy::from_bytes([7; 32]).split(&format!("{name} {number}"))
}

pub fn account(name: &str) -> AccountId {
    AccountId::parse(&format!("{name}@relay.example")).unwrap()
}

pub fn account_secret(name: &str) -> AccountSecret {
    AccountSecret::generate(&mut entropy(name, 0).rng())
}

pub fn log_id() -> LogId {
    LogId::from_bytes([0x10; 16])
}

/// One installation with its own table.
pub struct Device {
    pub name: String,
    pub table: MemoryTable,
    pub identity: DeviceIdentity,
    pub record: DeviceRecord,
    pub session: Option<RoomSession>,
    draws: u64,
}

impl Device {
    /// The device `device` of the account `name`.
    pub fn new(name: &str, device: &str) -> Self {
        Self::certified(name, device, &account_secret(name))
    }

    pub fn certified(name: &str, device: &str, secret: &AccountSecret) -> Self {
        let device_secret = DeviceSecret::generate(&mut entropy(name, 1).split(device).rng());
        let certificate =
            secret.issue(&account(name), &device_secret.key(), NOW - YEAR, NOW + YEAR);
        Self::with(name, device, DeviceIdentity { secret: device_secret, certificate })
    }

    pub fn with(name: &str, device: &str, identity: DeviceIdentity) -> Self {
        let record = identity.secret.record(identity.certificate.clone());
        Self {
            name: format!("{name}/{device}"),
            table: MemoryTable::default(),
            identity,
            record,
            session: None,
            draws: 0,
        }
    }

    pub fn id(&self) -> DeviceId {
        self.identity.device_id()
    }

    pub fn account(&self) -> AccountId {
        self.identity.account().clone()
    }

    pub fn entropy(&mut self) -> Entropy {
        self.draws += 1;
        entropy(&self.name, self.draws)
    }

    pub fn op_id(&mut self) -> OpId {
        use rand_core::RngCore;
        let mut bytes = [0; 16];
        self.entropy().rng().fill_bytes(&mut bytes);
        OpId::from_bytes(bytes)
    }

    /// One transaction: a provider with fresh entropy, and the session.
    pub fn turn<R>(
        &mut self,
        act: impl FnOnce(&mut RoomSession, &Provider<'_, MemoryTable>, &DeviceIdentity) -> R,
    ) -> R {
        let entropy = self.entropy();
        let provider = Provider::new(&self.table, entropy);
        let session = self.session.as_mut().expect("in a room");
        act(session, &provider, &self.identity)
    }

    pub fn session(&self) -> &RoomSession {
        self.session.as_ref().expect("in a room")
    }

    pub fn found(&mut self, state: RoomState) {
        let entropy = self.entropy();
        let provider = Provider::new(&self.table, entropy);
        let session = RoomSession::create(&provider, &self.identity, &log_id(), state).unwrap();
        self.session = Some(session);
    }

    /// What a restart does.
    pub fn reload(&mut self) {
        let entropy = self.entropy();
        let provider = Provider::new(&self.table, entropy);
        self.session = RoomSession::load(&provider, &log_id()).unwrap();
    }

    /// A key package of this device, as another one validates it.
    pub fn key_package(&mut self) -> ValidatedKeyPackage {
        let entropy = self.entropy();
        let provider = Provider::new(&self.table, entropy);
        let bytes = key_package::generate(&provider, &self.identity, false).unwrap();
        key_package::validate(&provider, &bytes, &self.record, NOW).unwrap()
    }

    pub fn prepare(
        &mut self,
        request: CommitRequest,
    ) -> Result<(OpId, PreparedCommit), CommitError> {
        let op_id = self.op_id();
        self.turn(|session, provider, identity| {
            session.prepare_commit(provider, identity, &op_id, request)
        })
        .map(|prepared| (op_id, prepared))
    }

    pub fn seal(
        &mut self,
        version: Version,
        op_id: OpId,
        header: &CommitHeader,
        body: &SealedBody,
    ) -> Result<Record, RecordError> {
        let position = Position { log: log_id(), version, op_id };
        self.turn(|session, provider, _| session.seal_commit(provider, &position, header, body))
    }

    pub fn open(&mut self, entry: &Entry) -> Result<Opened, OpenError> {
        self.turn(|session, provider, _| session.open(provider, &log_id(), entry))
    }

    pub fn merge_own(&mut self) -> AppliedCommit {
        self.turn(|session, provider, _| session.merge_own_commit(provider)).unwrap()
    }

    pub fn join(&mut self, welcome: &corridor_sealing::session::Welcome) {
        let entropy = self.entropy();
        let provider = Provider::new(&self.table, entropy);
        let session = RoomSession::join(
            &provider,
            &self.identity,
            &log_id(),
            &welcome.welcome,
            &welcome.tree,
        );
        self.session = Some(session.unwrap());
    }
}

/// The hub, as far as these tests need it.
#[derive(Default)]
pub struct Log {
    pub entries: Vec<Entry>,
    pub version: Version,
}

impl Log {
    pub fn append(&mut self, op_id: OpId, record: Record, commit: Option<CommitHeader>) -> Entry {
        let seq = self.entries.len() as u64 + 1;
        let entry = Entry { seq, version: self.version, op_id, record, commit };
        self.version += u64::from(commit.is_some());
        self.entries.push(entry.clone());
        entry
    }

    /// Seals and appends a message.
    pub fn say(&mut self, device: &mut Device, content: &[u8]) -> Entry {
        let op_id = device.op_id();
        let position = Position { log: log_id(), version: self.version, op_id };
        let record = device
            .turn(|session, provider, identity| {
                session.seal_message(provider, identity, &position, content)
            })
            .unwrap();
        self.append(op_id, record, None)
    }

    /// Seals and appends a prepared commit.
    pub fn publish(
        &mut self,
        device: &mut Device,
        op_id: OpId,
        prepared: &PreparedCommit,
    ) -> Entry {
        let body = SealedBody::Mls(prepared.message.clone());
        let record = device.seal(self.version, op_id, &prepared.header, &body).unwrap();
        self.append(op_id, record, Some(prepared.header))
    }

    /// The whole of a commit by `devices[committer]`: the others follow, `joining` devices join.
    pub fn commit(
        &mut self,
        devices: &mut [&mut Device],
        committer: usize,
        request: CommitRequest,
        joining: &mut [&mut Device],
    ) -> (Entry, AppliedCommit) {
        let (op_id, prepared) = devices[committer].prepare(request).unwrap();
        let entry = self.publish(devices[committer], op_id, &prepared);
        let mut applied = None;
        for (index, device) in devices.iter_mut().enumerate() {
            let seen = if index == committer {
                device.merge_own()
            } else {
                match device.open(&entry) {
                    Ok(Opened::Commit(applied) | Opened::Removed(applied)) => applied,
                    other => panic!("{} did not follow: {other:?}", device.name),
                }
            };
            assert_eq!(*applied.get_or_insert_with(|| seen.clone()), seen);
        }
        for device in joining {
            device.join(prepared.welcome.as_ref().expect("a welcome"));
        }
        (entry, applied.expect("a committer"))
    }
}

pub fn state(title: &str, owner: &Device) -> RoomState {
    RoomState::room(title, &owner.account()).unwrap()
}

pub fn add(devices: &mut [&mut Device]) -> CommitRequest {
    let add = devices.iter_mut().map(|device| device.key_package()).collect();
    CommitRequest { add, ..CommitRequest::default() }
}

/// A room of these people, each with one device; the first owns it.
pub fn room(names: &[&str]) -> (Log, Vec<Device>) {
    let mut log = Log::default();
    let mut devices: Vec<Device> = names.iter().map(|name| Device::new(name, "phone")).collect();
    let (owner, others) = devices.split_first_mut().expect("an owner");
    owner.found(state("Delegation", owner));
    if !others.is_empty() {
        let mut others: Vec<&mut Device> = others.iter_mut().collect();
        let request = add(&mut others);
        log.commit(&mut [owner], 0, request, &mut others);
    }
    (log, devices)
}

/// Two devices that agree on everything have equal authenticators.
pub fn assert_agree(devices: &[Device]) {
    let in_room: Vec<&Device> = devices
        .iter()
        .filter(|device| device.session.as_ref().is_some_and(RoomSession::is_active))
        .collect();
    for device in &in_room {
        assert_eq!(device.session().epoch(), in_room[0].session().epoch(), "{}", device.name);
        assert_eq!(
            device.session().epoch_authenticator(),
            in_room[0].session().epoch_authenticator(),
            "{}",
            device.name
        );
        assert_eq!(device.session().roster(), in_room[0].session().roster());
        assert_eq!(device.session().state(), in_room[0].session().state());
    }
}
