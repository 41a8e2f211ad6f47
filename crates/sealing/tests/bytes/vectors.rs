//! The bytes in `vectors/sealing` are what this crate writes and reads. They change only with the
//! protocol: `CORRIDOR_WRITE_VECTORS=1 cargo test -p corridor-sealing` writes them anew.
#![allow(clippy::disallowed_methods)] // Tests read and write files; the crate does not.

use std::path::PathBuf;

use corridor_sealing::blob::{open_blob, seal_blob};
use corridor_sealing::identity::{AccountSecret, DeviceIdentity, DeviceSecret};
use corridor_sealing::inbox::{InboxBody, ReAddReason, open_inbox, seal_inbox};
use corridor_sealing::record::{Position, RecordKey, SealedBody};
use corridor_sealing::room_link::RoomLink;
use corridor_sealing::room_state::{Group, Huddle, Role, RoomState};
use corridor_sealing::safety::safety_number;
use corridor_sealing::session::{CommitRequest, Opened, RoomSession};
use corridor_sealing::signal::{SignalError, SignalKey, Told, What};
use corridor_sealing::{Entropy, MemoryTable, MlsTable, Provider, key_package, padding};
use corridor_wire::certificate::{DeviceCertificate, DeviceRecord};
use corridor_wire::client_frame::{CommitHeader, Record, Signal};
use corridor_wire::id::{AccountId, BlobId, GroupId, LogId, OpId};
use corridor_wire::invitation::RelayAddress;
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::Token;
use corridor_wire::{decode, encode};
use serde_json::{Map, Value, json};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap();
    let digits: Vec<_> = text.bytes().map(|byte| char::from(byte).to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// The stored vectors, after writing them if the environment asks for it. What is written now must
/// be what is stored; reading it back is for each test.
fn stored(file: &str, fresh: &Value) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors/sealing");
    let path = folder.join(file);
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(&path, format!("{fresh:#}\n")).unwrap();
    }
    let stored: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(stored == *fresh, "what is written is not what is stored in {file}");
    stored
}

fn entropy(seed: u8) -> Entropy {
    Entropy::from_bytes([seed; 32])
}

fn account(name: &str) -> AccountId {
    AccountId::parse(&format!("{name}@relay.example")).unwrap()
}

fn device(name: &str, seed: u8) -> DeviceIdentity {
    let account_secret = AccountSecret::from_bytes(&[seed; 32]);
    let secret = DeviceSecret::from_bytes(&[seed + 1; 64]).unwrap();
    let certificate =
        account_secret.issue(&account(name), &secret.key(), 1_795_000_000, 1_826_536_000);
    DeviceIdentity { secret, certificate }
}

fn log() -> LogId {
    LogId::from_bytes([0x10; 16])
}

#[test]
fn padding_has_the_stored_lengths() {
    let lengths = [0, 1, 510, 511, 512, 543, 544, 1000, 4096, 10_000, 63_487, 63_488, 1_000_000];
    let fresh = json!({
        "lengths": lengths.map(|length| json!([length, padding::padded_length(length)])),
        "content": hex(b"yes"),
        "padded": hex(&padding::pad(b"yes".to_vec())),
    });
    let stored = stored("padding.json", &fresh);
    assert_eq!(padding::unpad(unhex(&stored["padded"])).unwrap(), b"yes");
}

#[test]
fn records_have_the_stored_bytes() {
    let key = RecordKey::from_bytes([0x21; 32]);
    let position = Position { log: log(), version: 5, op_id: OpId::from_bytes([0x22; 16]) };
    let next_token_hash = Token::from_bytes([0x17; 32]).hash();
    let header = CommitHeader { next_token_hash, revokes: true };
    let body = SealedBody::Mls(b"an MLS message".to_vec());
    let fresh: Value = [None, Some(header)]
        .iter()
        .map(|header| {
            let record = key.seal(&position, header.as_ref(), &body, [0x23; 24]).unwrap();
            json!({
                "key": hex(&[0x21; 32]),
                "log": position.log.to_string(),
                "version": position.version,
                "op_id": position.op_id.to_string(),
                "commit": header.map(|header| hex(&encode(&header))),
                "associated_data": hex(&position.associated_data(header.as_ref())),
                "nonce": hex(&[0x23; 24]),
                "body": hex(&encode(&body)),
                "record": hex(record.as_slice()),
            })
        })
        .collect();
    let stored = stored("records.json", &fresh);
    for (vector, header) in stored.as_array().unwrap().iter().zip([None, Some(header)]) {
        let record = Record::new(unhex(&vector["record"])).unwrap();
        assert_eq!(key.open(&position, header.as_ref(), &record).unwrap(), body);
    }
}

#[test]
fn signals_have_the_stored_bytes() {
    let key = SignalKey::from_bytes([0x24; 32]);
    let alice = device("alice", 0x31);
    let told = Told { at: 1_795_000_000_123, what: What::Writes };
    let signal = key.seal(&alice, &log(), 5, told, [0x25; 24]).unwrap();
    let fresh = json!({
        "key": hex(&[0x24; 32]),
        "log": log().to_string(),
        "version": 5,
        "device_seeds": hex(&[0x32; 64]),
        "told": hex(&encode(&told)),
        "nonce": hex(&[0x25; 24]),
        "signal": hex(signal.as_slice()),
    });
    let stored = stored("signals.json", &fresh);
    let signal = Signal::new(unhex(&stored["signal"])).unwrap();
    let device_key = |device: &_| (*device == alice.device_id()).then(|| alice.secret.key());
    assert_eq!(key.open(&log(), 5, &signal, device_key), Ok((alice.device_id(), told)));
    // Of another log or version, altered, of somebody who is not there, or in another's name.
    assert_eq!(key.open(&log(), 6, &signal, device_key), Err(SignalError::NotSealedHere));
    let other = LogId::from_bytes([0x11; 16]);
    assert_eq!(key.open(&other, 5, &signal, device_key), Err(SignalError::NotSealedHere));
    let mut bytes = unhex(&stored["signal"]);
    bytes[40] ^= 1;
    let altered = Signal::new(bytes).unwrap();
    assert_eq!(key.open(&log(), 5, &altered, device_key), Err(SignalError::NotSealedHere));
    assert_eq!(key.open(&log(), 5, &signal, |_| None), Err(SignalError::UnknownDevice));
    let bob = device("bob", 0x41).secret.key();
    assert_eq!(key.open(&log(), 5, &signal, |_| Some(bob)), Err(SignalError::Signature));
    // Whatever is told takes the same room.
    let stopped = Told { at: 0, what: What::Stopped };
    let short = key.seal(&alice, &log(), 5, stopped, [0x25; 24]).unwrap();
    assert_eq!(short.as_slice().len(), signal.as_slice().len());
}

#[test]
fn identities_have_the_stored_bytes() {
    let secret = AccountSecret::from_bytes(&[0x31; 32]);
    let alice = device("alice", 0x31);
    let record = alice.secret.record(alice.certificate.clone());
    let fresh = json!({
        "account_seed": hex(&[0x31; 32]),
        "words": *secret.to_words(),
        "account_key": secret.key().to_string(),
        "device_seeds": hex(&[0x32; 64]),
        "device_key": alice.secret.key().to_string(),
        "device_id": alice.device_id().to_string(),
        "inbox_log": LogId::inbox_of(&alice.device_id()).to_string(),
        "certificate": hex(&encode(&alice.certificate)),
        "record": hex(&encode(&record)),
    });
    let stored = stored("identities.json", &fresh);
    let certificate: DeviceCertificate = decode(&unhex(&stored["certificate"]), 1024).unwrap();
    assert_eq!(certificate, alice.certificate);
    let read: DeviceRecord = decode(&unhex(&stored["record"]), 4096).unwrap();
    assert!(read.verify().is_ok());
    let words = stored["words"].as_str().unwrap();
    assert_eq!(AccountSecret::from_words(words).unwrap().key(), secret.key());
}

#[test]
fn room_states_have_the_stored_bytes() {
    let room = RoomState::room("Delegation", &account("alice")).unwrap();
    let mut full = room.clone();
    full.set_role(&account("bob"), Role::Admin);
    full.set_role(&account("carol"), Role::Guest);
    full.leaving.insert(account("carol"));
    full.policy.rename = Role::Member;
    full.expiry_seconds = Some(604_800);
    let mut announcements = room.clone();
    announcements.set_description("What was agreed,\nand when").unwrap();
    announcements.set_post(Role::Admin);
    let mut pictured = room.clone();
    pictured.set_picture(Some(b"\x89PNG\r\n\x1a\nand so on")).unwrap();
    let group = Group::new(GroupId::from_bytes([0x61; 16]), "Blue".to_owned()).unwrap();
    pictured.set_group(Some(&group));
    let mut huddle = room.clone();
    huddle.set_role(&account("bob"), Role::Admin);
    let keepers = [account("alice"), account("bob")].into();
    huddle.set_huddle(Some(&Huddle { ends_at: 1_800_000_000, keepers }));
    let states = [
        ("new room", room),
        ("every field", full),
        ("direct room", RoomState::direct(&account("alice"), &account("bob"))),
        ("description, and who may write", announcements),
        ("picture and group", pictured),
        ("a huddle that two would keep", huddle),
    ];
    let fresh: Value = states
        .iter()
        .map(|(name, state)| {
            let bytes = state.encode().unwrap();
            json!({
                "name": name,
                "diagnostic": minicbor::display(&bytes).to_string(),
                "hex": hex(&bytes),
            })
        })
        .collect();
    let stored = stored("room_states.json", &fresh);
    for (vector, (_, state)) in stored.as_array().unwrap().iter().zip(&states) {
        assert_eq!(RoomState::decode(&unhex(&vector["hex"])).unwrap(), *state);
    }
}

#[test]
fn letters_have_the_stored_bytes() {
    let (alice, bob) = (device("alice", 0x31), device("bob", 0x41));
    let recipient = bob.secret.record(bob.certificate.clone());
    let body = InboxBody::ReAddRequest { log: log(), reason: ReAddReason::Damaged };
    let sealed = seal_inbox(&alice, &recipient, &body, &mut entropy(0x51).rng()).unwrap();
    let fresh = json!({
        "recipient_device_seeds": hex(&[0x42; 64]),
        "sender_certificate": hex(&encode(&alice.certificate)),
        "body": hex(&encode(&body)),
        "record": hex(sealed.as_slice()),
    });
    let stored = stored("letters.json", &fresh);
    let record = Record::new(unhex(&stored["record"])).unwrap();
    assert_eq!(open_inbox(&bob.secret, &record).unwrap(), (alice.certificate, body));
}

#[test]
fn links_and_knocks_have_the_stored_bytes() {
    let (alice, dana) = (device("alice", 0x31), device("dana", 0x41));
    let link = RoomLink {
        address: RelayAddress::parse_origin("https://relay.example").unwrap(),
        account: alice.certificate.body.account.clone(),
        account_key: alice.certificate.body.account_key,
        secret: Token::from_bytes([0x61; 32]),
        expires_seconds: 1_795_600_000,
    };
    let word = "of the Blue delegation".to_owned();
    let body = InboxBody::Knock { secret: link.secret.clone(), word };
    let recipient = alice.secret.record(alice.certificate.clone());
    let sealed = seal_inbox(&dana, &recipient, &body, &mut entropy(0x62).rng()).unwrap();
    let fresh = json!({
        "link": link.to_text(),
        "recipient_device_seeds": hex(&[0x32; 64]),
        "sender_certificate": hex(&encode(&dana.certificate)),
        "body": hex(&encode(&body)),
        "record": hex(sealed.as_slice()),
    });
    let stored = stored("knocks.json", &fresh);
    assert_eq!(RoomLink::parse(stored["link"].as_str().unwrap()), Ok(link));
    let record = Record::new(unhex(&stored["record"])).unwrap();
    assert_eq!(open_inbox(&alice.secret, &record).unwrap(), (dana.certificate, body));
}

#[test]
fn blobs_have_the_stored_bytes() {
    let sealed = seal_blob(b"a photo of a marked-up draft", &mut entropy(0x52).rng()).unwrap();
    let reference = sealed.reference(BlobId::from_bytes([0x53; 16]), Token::from_bytes([0x54; 32]));
    let fresh = json!({
        "plaintext": hex(b"a photo of a marked-up draft"),
        "reference": hex(&encode(&reference)),
        "ciphertext": hex(&sealed.ciphertext),
    });
    let stored = stored("blobs.json", &fresh);
    let reference = decode(&unhex(&stored["reference"]), 1024).unwrap();
    let plaintext = open_blob(&reference, &unhex(&stored["ciphertext"])).unwrap();
    assert_eq!(plaintext, b"a photo of a marked-up draft");
}

#[test]
fn safety_numbers_have_the_stored_digits() {
    let (alice, bob) = (account("alice"), account("bob"));
    let key = |seed: u8| AccountSecret::from_bytes(&[seed; 32]).key();
    let number = safety_number(&alice, &key(0x31), &bob, &key(0x41));
    let fresh = json!({
        "accounts": [alice.as_str(), bob.as_str()],
        "account_keys": [key(0x31).to_string(), key(0x41).to_string()],
        "digits": number.digits(),
        "words": number.words().join(" "),
    });
    stored("safety_numbers.json", &fresh);
}

/// Alice founds a room and adds bob; what bob's device has stored, and alice's next record.
fn two_people() -> (MemoryTable, Entry, Token) {
    let (alice, bob) = (device("alice", 0x31), device("bob", 0x41));
    let (alice_table, bob_table) = (MemoryTable::default(), MemoryTable::default());
    let provider = Provider::new(&bob_table, entropy(1));
    let bytes = key_package::generate(&provider, &bob, false).unwrap();
    let record = bob.secret.record(bob.certificate.clone());
    let package = key_package::validate(&provider, &bytes, &record, 1_800_000_000).unwrap();

    let provider = Provider::new(&alice_table, entropy(2));
    let state = RoomState::room("Delegation", alice.account()).unwrap();
    let mut session = RoomSession::create(&provider, &alice, &log(), state).unwrap();
    let op_id = OpId::from_bytes([0x61; 16]);
    let request = CommitRequest { add: vec![package], ..CommitRequest::default() };
    let prepared = session.prepare_commit(&provider, &alice, &op_id, request).unwrap();
    session.merge_own_commit(&provider).unwrap();
    let welcome = prepared.welcome.unwrap();
    let joining = Provider::new(&bob_table, entropy(3));
    RoomSession::join(&joining, &bob, &log(), &welcome.welcome, &welcome.tree).unwrap();

    let op_id = OpId::from_bytes([0x62; 16]);
    let position = Position { log: log(), version: 1, op_id };
    let record = session.seal_message(&provider, &alice, &position, b"good morning").unwrap();
    let entry = Entry { seq: 2, version: 1, op_id, record, commit: None };
    (bob_table, entry, session.token(&provider))
}

/// What this version stores, a later one must still load.
#[test]
fn a_stored_session_loads_and_opens_the_stored_record() {
    let (table, entry, token) = two_people();
    let mut values = Map::new();
    for key in table.differences(&MemoryTable::default()) {
        let value = table.read(&key).unwrap().unwrap();
        values.insert(hex(&key), Value::from(hex(&value)));
    }
    let fresh = json!({
        "token": hex(token.expose()),
        "token_hash": token.hash().to_string(),
        "entry": hex(&encode(&entry)),
        "content": hex(b"good morning"),
        "table": values,
    });
    let stored = stored("session.json", &fresh);

    let table = MemoryTable::default();
    for (key, value) in stored["table"].as_object().unwrap() {
        table.write(&unhex(&Value::from(key.as_str())), &unhex(value)).unwrap();
    }
    let provider = Provider::new(&table, entropy(4));
    let mut session = RoomSession::load(&provider, &log()).unwrap().unwrap();
    assert_eq!(hex(session.token(&provider).expose()), stored["token"].as_str().unwrap());
    let entry: Entry = decode(&unhex(&stored["entry"]), 128 * 1024).unwrap();
    match session.open(&provider, &log(), &entry).unwrap() {
        Opened::Message { account: sender, content, .. } => {
            assert_eq!(sender, account("alice"));
            assert_eq!(content, unhex(&stored["content"]));
        }
        other => panic!("{other:?}"),
    }
}
