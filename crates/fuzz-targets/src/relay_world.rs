//! The relay's core over a store in memory, with two people at it: Alice, who has two devices, and
//! Bob. Who drives it decides when a batch is taken, lands or fails, and when the process dies.

use std::collections::{BTreeMap, VecDeque};

use corridor_relay_core::{
    BatchId, CloseReason, ConnId, InvitationSecret, Output, PushPolicy, PushService, Rate, Relay,
    RelayConfig, invitation,
};
use corridor_store::{Batch, MemoryStore, Store, StoreError};
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::certificate::{
    CertificateBody, DeviceCertificate, DeviceRecord, authentication_bytes,
};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::id::{AccountKey, DeviceId, DeviceKey, LogId, Nonce, RelayName, Signature};
use corridor_wire::push::PushKey;
use corridor_wire::relay_frame::{RelayFrame, Response};
use corridor_wire::{decode, encode, limits};
use ed25519_dalek::{Signer, SigningKey};

pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// 2026-06-01T00:00:00Z.
pub const START: u64 = 20_605 * DAY_MS;

pub const SECRET: [u8; 32] = [42; 32];

/// Letters that an inbox keeps here: few, so that it gets full.
pub const INBOX_ENTRIES: u64 = 6;

/// Days that are kept here: few, so that they expire.
pub const RETENTION_DAYS: u32 = 3;

pub fn relay_name() -> RelayName {
    RelayName::parse("relay.example").expect("a name")
}

pub fn config() -> RelayConfig {
    let mut config = RelayConfig::new(relay_name(), InvitationSecret::from_bytes(SECRET));
    config.retention_days = RETENTION_DAYS;
    let boundless = Rate { per_second: 1 << 40, burst: 1 << 40 };
    config.limits.account_requests = boundless;
    config.limits.account_bytes = boundless;
    config.limits.connection_requests = boundless;
    config.limits.connection_bytes = boundless;
    config.limits.inbox_entries = INBOX_ENTRIES;
    // A page of two or three small entries fills it, so that followers fall behind.
    config.limits.push_window_bytes = 512;
    let services = vec![PushService::parse("*.push.example").expect("a service")];
    config.push = Some(PushPolicy { key: PushKey::from_bytes([4; 65]), services });
    config
}

/// A device whose keys are made from its number: 0 and 1 are Alice's, 2 is Bob's.
pub struct Person {
    key: SigningKey,
    record: DeviceRecord,
}

impl Person {
    pub fn new(number: u8) -> Self {
        let name = if number < 2 { "alice" } else { "bob" };
        let account_key = SigningKey::from_bytes(&[name.len() as u8; 32]);
        let key = SigningKey::from_bytes(&[0x70 + number; 32]);
        let body = CertificateBody {
            account: format!("{name}@relay.example").parse().expect("an account"),
            account_key: AccountKey::from_bytes(account_key.verifying_key().to_bytes()),
            device_key: DeviceKey::from_bytes(key.verifying_key().to_bytes()),
            not_before: START / 1000,
            not_after: START / 1000 + 365 * 86_400,
        };
        let signature = sign(&account_key, &body.signed_bytes());
        let certificate = DeviceCertificate { body, signature };
        let inbox_key = BoundedBytes::new(vec![1; 1216]).expect("an inbox key fits");
        let signed = DeviceRecord::signed_bytes(&certificate, inbox_key.as_slice());
        let signature = sign(&key, &signed);
        Self { key, record: DeviceRecord { certificate, inbox_key, signature } }
    }

    pub fn device(&self) -> DeviceId {
        self.record.certificate.device_id()
    }

    pub fn inbox(&self) -> LogId {
        LogId::inbox_of(&self.device())
    }

    fn sign_nonce(&self, nonce: &Nonce) -> Signature {
        sign(&self.key, &authentication_bytes(&relay_name(), nonce, &self.device()))
    }

    pub fn authenticate(&self, nonce: &Nonce) -> Request {
        Request::Authenticate { device: self.device(), signature: self.sign_nonce(nonce) }
    }

    pub fn register(&self, number: u8, nonce: &Nonce) -> Request {
        let day = u32::try_from(START / DAY_MS).unwrap_or(0) + 7;
        Request::Register {
            invitation: invitation::issue(&InvitationSecret::from_bytes(SECRET), [number; 16], day),
            device: self.record.clone(),
            signature: self.sign_nonce(nonce),
        }
    }

    pub fn add_device(&self, nonce: &Nonce) -> Request {
        Request::AddDevice { device: self.record.clone(), signature: self.sign_nonce(nonce) }
    }
}

fn sign(key: &SigningKey, bytes: &[u8]) -> Signature {
    Signature::from_bytes(key.sign(bytes).to_bytes())
}

pub struct RelayWorld {
    pub relay: Relay,
    pub store: MemoryStore,
    pub now: u64,
    pub closed: BTreeMap<ConnId, CloseReason>,
    /// Frames that this connection was sent stay undrained.
    pub stalled: Option<ConnId>,
    /// Somebody else has written to the store.
    pub is_damaged: bool,
    in_flight: Option<(BatchId, Batch)>,
    nonces: BTreeMap<ConnId, Nonce>,
    received: BTreeMap<ConnId, VecDeque<RelayFrame>>,
    undrained: usize,
    next: u64,
}

thread_local! {
    static REGISTERED: MemoryStore = registered();
    static PEOPLE: [Person; 3] = [0, 1, 2].map(Person::new);
}

/// A store in which everybody has registered.
fn registered() -> MemoryStore {
    let mut world = RelayWorld::on(MemoryStore::new());
    for number in 0..3 {
        let conn = world.greet();
        let nonce = world.nonces[&conn];
        let person = Person::new(number);
        let request =
            if number == 1 { person.add_device(&nonce) } else { person.register(number, &nonce) };
        let response = world.ask(conn, request);
        assert!(matches!(response, Response::Authenticated { .. }), "{response:?}");
    }
    world.store
}

pub fn with_person<R>(number: usize, act: impl FnOnce(&Person) -> R) -> R {
    PEOPLE.with(|people| act(&people[number]))
}

impl RelayWorld {
    pub fn new() -> Self {
        Self::on(REGISTERED.with(MemoryStore::fork))
    }

    pub fn on(store: MemoryStore) -> Self {
        Self::on_any(store).expect("an own store opens")
    }

    /// `None` when the store is too damaged to begin on.
    pub fn on_any(store: MemoryStore) -> Option<Self> {
        let relay = Relay::open(config(), [7; 32], START, &store).ok()?;
        let mut world = Self {
            relay,
            store,
            now: START,
            closed: BTreeMap::new(),
            stalled: None,
            is_damaged: false,
            in_flight: None,
            nonces: BTreeMap::new(),
            received: BTreeMap::new(),
            undrained: 0,
            next: 0,
        };
        world.settle();
        Some(world)
    }

    pub fn connect(&mut self) -> ConnId {
        self.next += 1;
        let conn = ConnId(self.next);
        self.relay.handle_connect(conn, self.now);
        self.drain();
        conn
    }

    /// A connection that has said hello.
    pub fn greet(&mut self) -> ConnId {
        let conn = self.connect();
        self.send(conn, Request::Hello { version: 1 });
        self.drain();
        self.received.remove(&conn);
        conn
    }

    /// A connection of a registered device.
    pub fn open(&mut self, person: usize) -> ConnId {
        self.try_open(person).expect("the relay knows its devices")
    }

    /// `None` when the relay does not know the device any more.
    pub fn try_open(&mut self, person: usize) -> Option<ConnId> {
        let conn = self.greet();
        let nonce = self.nonces[&conn];
        let id = self.send(conn, with_person(person, |person| person.authenticate(&nonce)));
        self.drain();
        let response = self.reply(conn, id);
        matches!(response, Some(Response::Authenticated { .. })).then_some(conn)
    }

    pub fn send(&mut self, conn: ConnId, request: Request) -> u64 {
        self.next += 1;
        let request_id = self.next;
        self.send_bytes(conn, &encode(&ClientFrame { request_id, request }));
        request_id
    }

    pub fn send_bytes(&mut self, conn: ConnId, bytes: &[u8]) {
        self.relay.handle_frame(conn, self.now, bytes, &self.store);
    }

    pub fn ask(&mut self, conn: ConnId, request: Request) -> Response {
        let id = self.send(conn, request);
        self.settle();
        self.reply(conn, id).expect("every request is answered")
    }

    pub fn disconnect(&mut self, conn: ConnId) {
        self.relay.handle_disconnect(conn);
        self.received.remove(&conn);
        self.drain();
    }

    pub fn nonce(&self, conn: ConnId) -> Option<Nonce> {
        self.nonces.get(&conn).copied()
    }

    /// Takes a batch if none is in flight.
    pub fn take(&mut self) -> bool {
        let Some(batch) = self.relay.take_batch() else { return false };
        assert!(self.in_flight.is_none(), "one batch at a time");
        self.in_flight = Some(batch);
        true
    }

    /// The batch in flight is on disk, and the relay hears so.
    pub fn land(&mut self) -> bool {
        let Some((id, batch)) = self.in_flight.take() else { return false };
        // A damaged store may hold what the relay has read to be absent; a sound one never does.
        let result = self.store.commit(&batch);
        assert!(self.is_damaged || result.is_ok(), "the relay's own batch fits its own store");
        self.relay.handle_committed(id, result, &self.store);
        self.drain();
        true
    }

    /// The batch in flight is not on disk, and the relay hears so.
    pub fn fail(&mut self) -> bool {
        let Some((id, _)) = self.in_flight.take() else { return false };
        let error = StoreError::Unavailable(String::new());
        self.relay.handle_committed(id, Err(error), &self.store);
        self.drain();
        true
    }

    /// The process dies, perhaps after the batch got to the disk, and another one starts.
    pub fn crash(&mut self, after_write: bool) -> bool {
        let landed = match self.in_flight.take() {
            Some((_, batch)) if after_write => {
                assert_eq!(self.store.commit(&batch), Ok(()));
                true
            }
            _ => false,
        };
        let seed = *blake3::hash(&self.next.to_be_bytes()).as_bytes();
        self.relay = Relay::open(config(), seed, self.now, &self.store).expect("it opens again");
        (self.nonces, self.received, self.stalled, self.undrained) = Default::default();
        self.drain();
        landed
    }

    /// Commits until nothing is left to commit.
    pub fn settle(&mut self) {
        self.drain();
        while self.land() || self.take() {}
    }

    pub fn timeout(&mut self) {
        self.relay.handle_timeout(self.now, &self.store);
        self.drain();
    }

    /// A stalled connection has read everything.
    pub fn resume(&mut self) {
        while let Some(conn) = self.stalled.take_if(|_| self.undrained > 0) {
            let bytes = core::mem::take(&mut self.undrained);
            self.relay.handle_drained(conn, bytes, &self.store);
            self.drain();
        }
        self.stalled = None;
    }

    pub fn drain(&mut self) {
        while let Some(output) = self.relay.poll_output() {
            match output {
                Output::Send { conn, frame } => {
                    assert!(frame.len() <= limits::FRAME_BYTES, "a frame that clients refuse");
                    let decoded = decode(&frame, limits::FRAME_BYTES).expect("it decodes");
                    if let RelayFrame::Greeting(greeting) = &decoded {
                        self.nonces.insert(conn, greeting.nonce);
                    }
                    self.received.entry(conn).or_default().push_back(decoded);
                    if self.stalled == Some(conn) {
                        self.undrained += frame.len();
                    } else {
                        self.relay.handle_drained(conn, frame.len(), &self.store);
                    }
                }
                Output::Close { conn, reason } => {
                    self.closed.insert(conn, reason);
                }
                Output::DropSpace(space) => {
                    self.store.drop_space(space).expect("memory drops everything");
                }
                Output::DeleteBlob(_)
                | Output::Wake { .. }
                | Output::ExpireBlobs { .. }
                | Output::BlobCompleted { .. } => {}
            }
        }
    }

    pub fn reply(&mut self, conn: ConnId, wanted: u64) -> Option<Response> {
        let frames = self.received.get_mut(&conn)?;
        let is_reply = |frame: &RelayFrame| matches!(frame, RelayFrame::Reply { request_id, .. } if *request_id == wanted);
        let at = frames.iter().position(is_reply)?;
        match frames.remove(at) {
            Some(RelayFrame::Reply { response, .. }) => Some(response),
            _ => None,
        }
    }

    /// What a connection has received and nobody has taken.
    pub fn frames(&mut self, conn: ConnId) -> Vec<RelayFrame> {
        self.received.remove(&conn).unwrap_or_default().into()
    }
}
