//! A member whose program is not ours: it says what no engine would.

use corridor_content::Message;
use corridor_engine::view::RoomId;
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, Payload, RoomInvitation, seal_inbox};
use corridor_sealing::record::{Position, SealedBody};
use corridor_sealing::room_state::RoomState;
use corridor_sealing::session::{CommitRequest, RoomSession};
use corridor_sealing::{MemoryTable, Provider, key_package};
use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, ClientFrame, Record, Request};
use corridor_wire::id::{AccountId, LogId, OpId};
use corridor_wire::relay_frame::{Entry, RelayFrame, Response};
use corridor_wire::{decode, encode, limits};

use super::World;

/// No engine numbers its requests this high.
const FORGED: u64 = 1 << 60;

/// What puts a sealed letter into an inbox.
pub fn letter_to(inbox: LogId, op_id: OpId, record: Record) -> Append {
    Append { log: inbox, op_id, token: None, expect_version: 0, record, commit: None, wake: None }
}

/// Any request on a client's connection, behind the back of its engine.
pub fn ask(world: &mut World, client: usize, request: Request) -> Response {
    let conn = world.clients[client].conn.unwrap();
    let frame = encode(&ClientFrame { request_id: FORGED, request });
    world.relay.handle_frame(conn, world.now, &frame, &world.store);
    world.commit_relay();
    let is_reply = |frame: &[u8]| match decode(frame, limits::FRAME_BYTES).unwrap() {
        RelayFrame::Reply { request_id: FORGED, response } => Some(response),
        _ => None,
    };
    let queue = &mut world.clients[client].to_engine;
    let at = queue.iter().position(|frame| is_reply(frame).is_some()).expect("a reply");
    is_reply(&queue.remove(at).unwrap()).unwrap()
}

/// A room that somebody holds with a program of her own.
pub struct OwnProgram {
    table: MemoryTable,
    identity: DeviceIdentity,
    session: RoomSession,
    pub log: RoomId,
    said: u8,
}

impl OwnProgram {
    /// Writes anything at all into the inbox of each of somebody's devices, as the device that she is.
    pub fn write(&mut self, world: &mut World, by: usize, to: usize, letter: &InboxBody) {
        let account = world.account(to);
        let Response::Account { devices, .. } = ask(world, by, Request::LookUpAccount { account })
        else {
            panic!()
        };
        for device in devices.as_slice() {
            let mut rng = world.entropy().rng();
            let record = seal_inbox(&self.identity, device, letter, &mut rng).unwrap();
            self.said += 1;
            let op_id = OpId::from_bytes([100 + self.said; 16]);
            let log = LogId::inbox_of(&device.certificate.device_id());
            let append = letter_to(log, op_id, record);
            let answer = ask(world, by, Request::Append(append));
            assert!(matches!(answer, Response::Appended { .. }), "{answer:?}");
        }
    }

    /// Says anything at all, as the member that she is.
    pub fn say(&mut self, world: &mut World, by: usize, message: &Message) {
        self.said += 1;
        let provider = Provider::new(&self.table, world.entropy());
        let op_id = OpId::from_bytes([100 + self.said; 16]);
        let position = Position { log: self.log, version: 1, op_id };
        let content = message.encode().unwrap();
        let record = self.session.seal_message(&provider, &self.identity, &position, &content);
        let append = Append {
            log: self.log,
            op_id,
            token: Some(self.session.token(&provider)),
            expect_version: 1,
            record: record.unwrap(),
            commit: None,
            wake: None,
        };
        let answer = ask(world, by, Request::Append(append));
        assert!(matches!(answer, Response::Appended { .. }), "{answer:?}");
        world.run();
    }
}

/// Mallory makes keys of her own, certifies herself as Bob, and invites Alice as him.
pub fn invite_as_bob(world: &mut World, mallory: usize, alice: usize) -> OwnProgram {
    invite(world, mallory, alice, RoomState::direct, |_, _, _| {})
}

/// The same into any room, whose state the commit that invites her changes.
pub fn invite(
    world: &mut World,
    mallory: usize,
    alice: usize,
    state: impl FnOnce(&AccountId, &AccountId) -> RoomState,
    change: impl FnOnce(&mut RoomState, &AccountId, &AccountId),
) -> OwnProgram {
    invite_to(world, mallory, alice, RoomId::from_bytes([0xab; 16]), state, change)
}

/// Into a room that Alice has known under that id, with a group and a state of Mallory's making: nothing of it
/// stands in the log.
pub fn invite_back(
    world: &mut World,
    mallory: usize,
    alice: usize,
    log: RoomId,
    state: impl FnOnce(&AccountId, &AccountId) -> RoomState,
) {
    invite_to(world, mallory, alice, log, state, |_, _, _| {});
}

fn invite_to(
    world: &mut World,
    mallory: usize,
    alice: usize,
    log: RoomId,
    state: impl FnOnce(&AccountId, &AccountId) -> RoomState,
    change: impl FnOnce(&mut RoomState, &AccountId, &AccountId),
) -> OwnProgram {
    let mut rng = world.entropy().rng();
    let secret = AccountSecret::generate(&mut rng);
    let device = DeviceSecret::generate(&mut rng);
    let bob = AccountId::parse("bob@relay.example").unwrap();
    let now = world.now / 1000;
    let certificate = secret.issue(&bob, &device.key(), now, now + 86_400);
    let identity = DeviceIdentity { secret: device, certificate };

    let table = MemoryTable::default();
    let provider = Provider::new(&table, world.entropy());
    let account = world.account(alice);
    let state = state(&bob, &account);
    let mut changed = state.clone();
    change(&mut changed, &bob, &account);
    let mut session = RoomSession::create(&provider, &identity, &log, state).unwrap();
    let token = session.token(&provider);
    let create = Request::CreateLog { log, token_hash: token.hash(), delete_hash: token.hash() };
    let is_new = matches!(ask(world, mallory, create), Response::Done {});

    let claim = Request::ClaimKeyPackages { account };
    let Response::ClaimedKeyPackages { devices, .. } = ask(world, mallory, claim) else { panic!() };
    let claimed = &devices.as_slice()[0];
    let package =
        key_package::validate(&provider, &claimed.key_package, &claimed.device, now).unwrap();
    let op_id = OpId::from_bytes([1; 16]);
    let request =
        CommitRequest { add: vec![package], state: Some(changed), ..CommitRequest::default() };
    let prepared = session.prepare_commit(&provider, &identity, &op_id, request).unwrap();
    let position = Position { log, version: 0, op_id };
    let body = SealedBody::Mls(prepared.message);
    let record = session.seal_commit(&provider, &position, &prepared.header, &body).unwrap();
    let commit = Some(prepared.header);
    let append = Append {
        log,
        op_id,
        token: Some(token),
        expect_version: 0,
        record: record.clone(),
        commit,
        wake: None,
    };
    let appended = ask(world, mallory, Request::Append(append));
    assert_eq!(matches!(appended, Response::Appended { seq: 1 }), is_new);
    let (seq, version) = if is_new { (1, 1) } else { (1_000, 1_000) };

    let welcome = prepared.welcome.unwrap();
    let entry = Entry { seq: 1, version: 0, op_id, record, commit };
    let letter = InboxBody::RoomInvitation(RoomInvitation {
        log,
        welcome: Payload::Inline(welcome.welcome),
        tree: Payload::Inline(welcome.tree),
        seq,
        version,
        chain: ChainHash::empty(&log).extend(&entry),
    });
    let record = seal_inbox(&identity, &claimed.device, &letter, &mut rng).unwrap();
    let inbox = LogId::inbox_of(&claimed.device.certificate.device_id());
    let op_id = OpId::from_slice(&identity.device_id().as_bytes()[..16]).unwrap();
    let append = letter_to(inbox, op_id, record);
    assert!(matches!(ask(world, mallory, Request::Append(append)), Response::Appended { .. }));
    session.merge_own_commit(&provider).unwrap();
    OwnProgram { table, identity, session, log, said: 0 }
}
