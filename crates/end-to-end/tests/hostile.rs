//! What a relay answers to those who do not keep to the protocol: each gets its exact code, and
//! nobody else notices.

use corridor_end_to_end::World;
use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_wire::certificate::CLOCK_TOLERANCE_SECONDS;
use corridor_wire::client_frame::{Append, ClientFrame, CommitHeader, Record, Request};
use corridor_wire::encode;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{DeviceId, LogId, OpId, Signature};
use corridor_wire::limits::{FRAME_BYTES, RECORD_BYTES};
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;
use tokio_tungstenite::tungstenite::Message;

const TWO_YEARS: u64 = 2 * 365 * 24 * 60 * 60;

#[test]
fn who_has_not_shown_who_they_are_may_do_nothing() {
    let world = World::new();
    let address = world.relay.address();
    let mut client = RawClient::connect(address);
    assert_eq!(client.refusal(Request::Ping {}), ErrorCode::OutOfOrder);
    assert_eq!(client.refusal(Request::Hello { version: 9 }), ErrorCode::UnsupportedVersion);
    assert_eq!(client.ask(Request::Hello { version: 1 }), Response::Done {});
    assert_eq!(client.refusal(Request::Hello { version: 1 }), ErrorCode::OutOfOrder);
    for request in [
        Request::Read { log: LogId::from_bytes([1; 16]), token: None, from_seq: 1 },
        Request::Append(append(1, None, 0, b"sealed")),
        Request::CountKeyPackages {},
        Request::LookUpAccount { account: "alice@localhost".parse().unwrap() },
        create_log(&Token::from_bytes([1; 32])),
    ] {
        assert_eq!(client.refusal(request), ErrorCode::NotAuthenticated);
    }

    let mallory = RawDevice::new("mallory@localhost");
    let invitation = &world.relay.invite(1)[0];
    let unknown =
        Request::Authenticate { device: mallory.id(), signature: mallory.authentication(&client) };
    assert_eq!(client.refusal(unknown), ErrorCode::DeviceUnknown);
    let elsewhere = RawDevice::new("mallory@relay.example");
    let foreign = elsewhere.registration(&client, invitation);
    assert_eq!(client.refusal(foreign), ErrorCode::ForeignAccount);
    // A clock that is two years off, either way.
    for shift in [RawDevice::made_later, RawDevice::made_earlier] {
        let device = shift("mallory@localhost", TWO_YEARS + CLOCK_TOLERANCE_SECONDS);
        let request = device.registration(&client, invitation);
        assert_eq!(client.refusal(request), ErrorCode::CertificateInvalid);
    }
    // A signature for another connection's nonce, and one that is none.
    let overheard = mallory.registration(&RawClient::connect(address), invitation);
    assert_eq!(client.refusal(overheard), ErrorCode::SignatureInvalid);

    let registration = mallory.registration(&client, invitation);
    assert!(matches!(client.ask(registration), Response::Authenticated { .. }));
    let registration = mallory.registration(&client, invitation);
    assert_eq!(client.refusal(registration), ErrorCode::OutOfOrder);
    let forged = Request::Authenticate {
        device: mallory.id(),
        signature: Signature::from_bytes([1; Signature::LENGTH]),
    };
    assert_eq!(RawClient::agreed(address).refusal(forged), ErrorCode::SignatureInvalid);
    let nobody = Request::RevokeDevice {
        device: DeviceId::from_bytes([1; 16]),
        signature: Signature::from_bytes([1; Signature::LENGTH]),
    };
    assert_eq!(client.refusal(nobody), ErrorCode::DeviceUnknown);
    println!("hostile: 16 requests of somebody unknown, each refused with its code");
}

#[test]
fn the_rules_of_append_hold_against_a_member() {
    let world = World::new();
    let mut client = registered(&world, "mallory@localhost").1;
    let [first, second, third] = [1, 2, 3].map(|byte| Token::from_bytes([byte; 32]));
    assert_eq!(
        client.refusal(Request::Append(append(1, Some(&first), 0, b"a"))),
        ErrorCode::LogUnknown
    );
    assert_eq!(client.ask(create_log(&first)), Response::Done {});
    assert_eq!(client.ask(create_log(&first)), Response::Done {}, "the same again is no mistake");
    assert_eq!(client.refusal(create_log(&second)), ErrorCode::LogExists);

    let appended = |seq| Response::Appended { seq };
    assert_eq!(client.ask(Request::Append(append(1, Some(&first), 0, b"a"))), appended(1));
    // A replayed frame is answered alike and adds nothing; another record under its op_id is refused.
    assert_eq!(client.ask(Request::Append(append(1, Some(&first), 0, b"a"))), appended(1));
    assert_eq!(client.ask(Request::Append(append(1, None, 7, b"a"))), appended(1));
    assert_eq!(
        client.refusal(Request::Append(append(1, Some(&first), 0, b"b"))),
        ErrorCode::OpIdReused
    );

    // A wrong token, and versions that are not the log's.
    assert_eq!(
        client.refusal(Request::Append(append(2, Some(&second), 0, b"b"))),
        ErrorCode::TokenUnknown
    );
    assert_eq!(client.refusal(Request::Append(append(2, None, 0, b"b"))), ErrorCode::TokenUnknown);
    assert_eq!(
        client.refusal(Request::Append(append(2, Some(&first), 1, b"b"))),
        ErrorCode::VersionAhead
    );
    let commit = |op, token: &Token, version, next: &Token, revokes| {
        let mut append = append(op, Some(token), version, b"commit");
        append.commit = Some(CommitHeader { next_token_hash: next.hash(), revokes });
        Request::Append(append)
    };
    assert_eq!(client.ask(commit(3, &first, 0, &second, false)), appended(2));
    let stale = client.ask(Request::Append(append(4, Some(&second), 0, b"c")));
    assert!(matches!(stale, Response::Conflict { head } if (head.seq, head.version) == (2, 1)));
    assert_eq!(client.ask(commit(5, &second, 1, &third, true)), appended(3));
    for revoked in [&first, &second] {
        let refused = client.refusal(Request::Append(append(6, Some(revoked), 2, b"d")));
        assert_eq!(refused, ErrorCode::TokenRevoked);
    }
    // Bringing an old token back does not make it good.
    assert_eq!(client.ask(commit(7, &third, 2, &first, false)), appended(4));
    let refused = client.refusal(Request::Append(append(8, Some(&first), 3, b"e")));
    assert_eq!(refused, ErrorCode::TokenRevoked);

    let read = |token: &Token, from_seq| Request::Read {
        log: log(),
        token: Some(token.clone()),
        from_seq,
    };
    assert_eq!(client.refusal(read(&third, 6)), ErrorCode::CursorAhead);
    let Response::Page(page) = client.ask(read(&third, 1)) else { panic!("a page") };
    let seqs: Vec<_> = page.entries.as_slice().iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, [1, 2, 3, 4], "nothing that was refused left a trace");

    let delete = |token: &Token| Request::DeleteLog { log: log(), delete_token: token.clone() };
    assert_eq!(client.refusal(delete(&first)), ErrorCode::TokenUnknown);
    assert_eq!(client.ask(delete(&Token::from_bytes([99; 32]))), Response::Done {});
    let refused = client.refusal(Request::Append(append(9, Some(&third), 3, b"f")));
    assert_eq!(refused, ErrorCode::LogDeleted);
    println!("hostile: 13 requests against the rules, each refused with its code");
}

#[test]
fn an_inbox_is_read_by_its_owner_alone() {
    let world = World::new();
    let (victim, _) = registered(&world, "alice@localhost");
    let (_, mut mallory) = registered(&world, "mallory@localhost");
    let inbox = LogId::inbox_of(&victim.id());
    let read = Request::Read { log: inbox, token: None, from_seq: 1 };
    assert_eq!(mallory.refusal(read), ErrorCode::InboxRules);
    let follow = Request::Follow { log: inbox, token: None, from_seq: 1 };
    assert_eq!(mallory.refusal(follow), ErrorCode::InboxRules);
    let mut with_token = append(1, Some(&Token::from_bytes([1; 32])), 0, b"a");
    with_token.log = inbox;
    assert_eq!(mallory.refusal(Request::Append(with_token)), ErrorCode::InboxRules);
    let claim = Request::ClaimKeyPackages { account: "alice@localhost".parse().unwrap() };
    assert_eq!(mallory.refusal(claim), ErrorCode::NoKeyPackage);
    println!("hostile: a stranger got nothing from an inbox in 4 ways");
}

#[test]
fn frames_that_are_none_get_their_code() {
    let world = World::new();
    let address = world.relay.address();
    let (device, mut client) = registered(&world, "mallory@localhost");

    // Truncated, garbled and unknown: refused to the request that it was, and the connection stays.
    let whole =
        encode(&ClientFrame { request_id: 77, request: Request::Append(append(1, None, 0, b"a")) });
    client.send(&whole[..whole.len() - 3]);
    assert_eq!(client.next_error(), (77, ErrorCode::MalformedFrame));
    client.send(&[whole.as_slice(), b"more"].concat());
    assert_eq!(client.next_error(), (77, ErrorCode::MalformedFrame));
    client.send(&unknown_request(78));
    assert_eq!(client.next_error(), (78, ErrorCode::MalformedFrame));
    client.send(b"");
    assert_eq!(client.next_error(), (0, ErrorCode::MalformedFrame));
    client.send(&too_large_a_record(79));
    assert_eq!(client.next_error(), (79, ErrorCode::RecordTooLarge));
    assert_eq!(client.ask(Request::Ping {}), Response::Done {});

    // Too large a frame, and text: told, then closed.
    client.send(&vec![0; FRAME_BYTES + 1]);
    assert_eq!(client.next_error(), (0, ErrorCode::FrameTooLarge));
    assert!(client.next_frame().is_none());
    let mut client = device.open(address);
    client.message(Message::text("hello"));
    assert_eq!(client.next_error(), (0, ErrorCode::MalformedFrame));
    assert!(client.next_frame().is_none());

    // A WebSocket frame that says 100 bytes and breaks off after 10; one with a reserved opcode;
    // one that is not masked.
    let masked = [0x82, 0x80 | 0x64, 1, 2, 3, 4];
    device.open(address).break_off_after(&[masked.as_slice(), &[0; 10]].concat());
    device.open(address).break_off_after(&[0x83, 0x80, 1, 2, 3, 4]);
    device.open(address).break_off_after(&[0x82, 2, 0, 0]);
    assert_eq!(device.open(address).ask(Request::Ping {}), Response::Done {});
    println!("hostile: 10 malformed frames, each with its code or its end");
}

fn log() -> LogId {
    LogId::from_bytes([5; 16])
}

fn create_log(token: &Token) -> Request {
    let delete_hash = Token::from_bytes([99; 32]).hash();
    Request::CreateLog { log: log(), token_hash: token.hash(), delete_hash }
}

fn append(op: u8, token: Option<&Token>, expect_version: u64, record: &[u8]) -> Append {
    Append {
        log: log(),
        op_id: OpId::from_bytes([op; 16]),
        token: token.cloned(),
        expect_version,
        record: Record::new(record.to_vec()).unwrap(),
        commit: None,
        wake: None,
    }
}

fn registered(world: &World, account: &str) -> (RawDevice, RawClient) {
    let address = world.relay.address();
    let device = RawDevice::registered(account, address, &world.relay.invite(1)[0]);
    let client = device.open(address);
    (device, client)
}

/// A request with a number that no version has yet.
fn unknown_request(request_id: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.map(2).unwrap().u8(0).unwrap().u64(request_id).unwrap();
    encoder.u8(1).unwrap().array(2).unwrap().u16(999).unwrap().map(0).unwrap();
    bytes
}

/// An append whose record has one byte too many; the types do not let one make it.
fn too_large_a_record(request_id: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = minicbor::Encoder::new(&mut bytes);
    encoder.map(2).unwrap().u8(0).unwrap().u64(request_id).unwrap();
    encoder.u8(1).unwrap().array(2).unwrap().u8(6).unwrap().map(1).unwrap().u8(0).unwrap();
    encoder.map(4).unwrap().u8(0).unwrap().bytes(log().as_bytes()).unwrap();
    encoder.u8(1).unwrap().bytes(&[1; 16]).unwrap().u8(3).unwrap().u8(0).unwrap();
    encoder.u8(4).unwrap().bytes(&vec![0; RECORD_BYTES + 1]).unwrap();
    bytes
}
