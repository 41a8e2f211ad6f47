//! A relay on a store in which somebody has changed rows: it may refuse to begin, and it may refuse
//! what it is asked, but it never panics, and the rows of one log are no trouble for another.

use corridor_store::{Batch, KeyRange, MemoryStore, Space, Store, View};
use corridor_wire::bytes::BoundedList;
use corridor_wire::client_frame::{Append, CommitHeader, KeyPackageBytes, Record, Request};
use corridor_wire::id::{LogId, OpId};
use corridor_wire::push::PushEndpoint;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;

use crate::choices::{Choices, put_chunk};
use crate::relay_world::{DAY_MS, Person, RelayWorld, with_person};

fn token(number: u8) -> Token {
    Token::from_bytes([number; 32])
}

fn log() -> LogId {
    LogId::from_bytes([1; 16])
}

fn append(op: u8, version: u64, commit: Option<CommitHeader>) -> Append {
    Append {
        log: log(),
        op_id: OpId::from_bytes([op; 16]),
        token: Some(token(version as u8)),
        expect_version: version,
        record: Record::new(vec![op; 40]).expect("it is small"),
        commit, wake: None }
}

/// Something in every space: a log with commits on two days, letters, key packages, a blob, a purge.
fn furnished() -> MemoryStore {
    let mut world = RelayWorld::new();
    let alice = world.open(0);
    let found = |number: u8| Request::CreateLog {
        log: LogId::from_bytes([number; 16]),
        token_hash: token(0).hash(),
        delete_hash: token(9).hash(),
    };
    world.ask(alice, found(1));
    world.ask(alice, found(2));
    for version in 0..3 {
        let commit =
            CommitHeader { next_token_hash: token(version + 1).hash(), revokes: version == 1 };
        let version = u64::from(version);
        world.ask(alice, Request::Append(append(10 + version as u8, version, None)));
        world.ask(alice, Request::Append(append(20 + version as u8, version, Some(commit))));
        if version == 1 {
            world.now += DAY_MS;
            world.timeout();
        }
    }
    let inbox = with_person(2, Person::inbox);
    let letter = Append { log: inbox, token: None, expect_version: 0, ..append(30, 0, None) };
    world.ask(alice, Request::Append(letter));
    let endpoint = PushEndpoint::parse("https://one.push.example/a").expect("an endpoint");
    world.ask(alice, Request::SetPushEndpoint { endpoint, for_rooms: Some(true) });
    let package = KeyPackageBytes::new(vec![3; 64]).expect("it is small");
    let packages = BoundedList::new(vec![package.clone()]).expect("one is few");
    world.ask(alice, Request::PublishKeyPackages { packages, last_resort: Some(package) });
    world.ask(alice, Request::CreateBlob { bytes: 100, read_hash: token(8).hash() });
    world
        .ask(alice, Request::DeleteLog { log: LogId::from_bytes([2; 16]), delete_token: token(9) });
    world.store
}

thread_local! {
    static FURNISHED: MemoryStore = furnished();
}

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let store = FURNISHED.with(MemoryStore::fork);
    for _ in 0..=choices.below(4) {
        damage(&store, &mut choices);
    }
    let Some(mut world) = RelayWorld::on_any(store) else { return };
    world.is_damaged = true;
    world.now += DAY_MS + 1;
    world.timeout();
    world.settle();
    for person in [0, 2] {
        let Some(conn) = world.try_open(person) else { continue };
        for request in everything() {
            let response = world.ask(conn, request);
            if let Response::Page(page) = response {
                assert!(page.entries.as_slice().len() <= 16, "entries that nobody wrote");
            }
        }
        world.now += 100;
        world.timeout();
        world.settle();
    }
}

/// Changes, cuts, removes or adds one row.
fn damage(store: &MemoryStore, choices: &mut Choices<'_>) {
    let spaces = store.spaces().expect("memory reads");
    let space: Space = spaces[choices.below(spaces.len())];
    let rows = store.range(space, &KeyRange::all()).expect("memory reads");
    if rows.is_empty() {
        return;
    }
    let row = &rows[choices.below(rows.len())];
    let mut batch = Batch::new();
    match choices.below(6) {
        0 => batch.put(space, row.key.clone(), choices.chunk()),
        1 => batch.delete(space, row.key.clone()),
        2 => {
            let length = choices.below(row.value.len() + 1);
            batch.put(space, row.key.clone(), &row.value[..length]);
        }
        3 => {
            let mut value = row.value.clone();
            let at = choices.below(value.len().max(1));
            if let Some(byte) = value.get_mut(at) {
                *byte = choices.byte();
            }
            batch.put(space, row.key.clone(), value);
        }
        4 => {
            let other = &rows[choices.below(rows.len())];
            batch.put(space, row.key.clone(), other.value.clone());
        }
        _ => {
            let mut key = row.key.clone();
            key.extend_from_slice(choices.take(8));
            batch.put(space, key, choices.chunk());
        }
    }
    store.commit(&batch).expect("any row fits");
}

fn everything() -> Vec<Request> {
    let own_inbox = with_person(2, Person::inbox);
    let read =
        |version: u8, from_seq| Request::Read { log: log(), token: Some(token(version)), from_seq };
    let commit = CommitHeader { next_token_hash: token(4).hash(), revokes: true };
    let mut all = vec![
        read(0, 0),
        read(0, 1),
        read(3, 0),
        read(3, 4),
        Request::Read { log: own_inbox, token: None, from_seq: 0 },
        Request::Follow { log: log(), token: Some(token(0)), from_seq: 1 },
        Request::Follow { log: log(), token: Some(token(3)), from_seq: 0 },
        Request::Append(append(10, 0, None)),
        Request::Append(append(50, 3, None)),
        Request::Append(append(51, 3, Some(commit))),
        Request::Append(Append { log: own_inbox, token: None, ..append(52, 0, None) }),
        Request::TrimInbox { through_seq: 1 },
        Request::CountKeyPackages {},
        Request::ClearPushEndpoint {},
    ];
    for name in ["alice", "bob"] {
        let account = format!("{name}@relay.example").parse().expect("an account");
        all.push(Request::ClaimKeyPackages { account });
        let account = format!("{name}@relay.example").parse().expect("an account");
        all.push(Request::LookUpAccount { account });
    }
    all.push(Request::DeleteLog { log: log(), delete_token: token(9) });
    all
}

/// One story for each space and kind of damage.
pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for space in 0..16 {
        for kind in [1, 2, 3] {
            seeds.push((format!("space_{space}_kind_{kind}"), vec![0, space, 0, kind, 1, 0xff]));
        }
    }
    let mut replaced = vec![0, 3, 0, 0];
    put_chunk(&mut replaced, &[0xff; 9]);
    seeds.push(("replaced".to_owned(), replaced));
    seeds.extend(crate::drawn_stories("relay rows", 4, 80));
    seeds
}
