//! A disk that is really full: nothing is lost, deleting goes on, and so does the rest once there is room.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use corridor_end_to_end::Relay;
use corridor_end_to_end::raw::{RawClient, RawDevice};
use corridor_end_to_end::small_disk::SmallDisk;
use corridor_wire::bytes::BoundedBytes;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId};
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;

const DISK_MEGABYTES: u64 = 224;
const RECORD_BYTES: usize = 60_000;

/// A relay looks at its disk every few seconds; a test machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

fn log(number: u8) -> LogId {
    LogId::from_bytes([number; 16])
}

fn token() -> Token {
    Token::from_bytes([7; 32])
}

fn create(number: u8) -> Request {
    let token_hash = token().hash();
    Request::CreateLog { log: log(number), token_hash, delete_hash: token_hash }
}

fn delete(number: u8) -> Request {
    Request::DeleteLog { log: log(number), delete_token: token() }
}

fn append(log: LogId, token: Option<Token>, op: u64) -> Request {
    let mut op_id = [0; 16];
    op_id[..8].copy_from_slice(&op.to_be_bytes());
    let record = BoundedBytes::new(op.to_be_bytes().repeat(RECORD_BYTES / 8)).unwrap();
    let op_id = OpId::from_bytes(op_id);
    Request::Append(Append {
        log,
        op_id,
        token,
        expect_version: 0,
        record,
        commit: None,
        wake: None,
    })
}

fn refused(response: &Response) -> Option<ErrorCode> {
    match response {
        Response::Error(error) => Some(error.code),
        _ => None,
    }
}

fn count(client: &mut RawClient, number: u8) -> u64 {
    let mut from_seq = 1;
    loop {
        match client.ask(Request::Read { log: log(number), token: Some(token()), from_seq }) {
            Response::Page(page) => {
                for entry in page.entries.as_slice() {
                    assert_eq!(entry.seq, from_seq);
                    assert_eq!(entry.record.as_slice()[..8], from_seq.to_be_bytes());
                    from_seq += 1;
                }
                if from_seq > page.head.seq {
                    return page.head.seq;
                }
            }
            other => panic!("{other:?}"),
        }
    }
}

/// The status of `/readyz`.
fn ready(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what}: not within {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn is_withdrawn(device: &RawDevice, address: SocketAddr) {
    let mut stranger = RawClient::agreed(address);
    let signature = device.authentication(&stranger);
    let sign_in = Request::Authenticate { device: device.id(), signature };
    assert_eq!(stranger.refusal(sign_in), ErrorCode::DeviceRevoked);
}

/// What frees room is taken. An append that was tried in the same moment may refuse it once with it.
fn freed(client: &mut RawClient, request: &Request) {
    eventually("what frees room is taken", || match client.ask(request.clone()) {
        Response::Done {} => true,
        other => {
            assert_eq!(refused(&other), Some(ErrorCode::StorageFull));
            false
        }
    });
}

#[test]
fn on_a_full_disk_nothing_is_lost_deleting_works_and_with_room_all_goes_on() {
    let test = "on_a_full_disk_nothing_is_lost_deleting_works_and_with_room_all_goes_on";
    // What runs outside has passed once what runs inside has.
    let Some(disk) = SmallDisk::enter(test, DISK_MEGABYTES) else { return };
    // What is removed in the end is more than what filled the rest, so there is room for sure then.
    let before = disk.take(48);
    let mut relay = Relay::init(disk.path());
    relay.set("CORRIDOR_RELAY_LIMITS_BYTES_PER_SECOND", "100000000000");
    relay.set("CORRIDOR_RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000");
    relay.set("CORRIDOR_RELAY_DISK_LEAST_FREE_MEGABYTES", "64");
    relay.set("CORRIDOR_RELAY_DISK_RESERVE_MEGABYTES", "32");
    relay.set("CORRIDOR_RELAY_STORE_MEMTABLE_MEGABYTES", "1");
    relay.start();
    let invitations = relay.invite(2);
    let alice = RawDevice::registered("alice@localhost", relay.address(), &invitations[0]);
    let bob = RawDevice::registered("bob@localhost", relay.address(), &invitations[1]);
    let mut client = alice.open(relay.address());
    let inbox = LogId::inbox_of(&alice.id());
    for number in 1..=3 {
        assert_eq!(client.ask(create(number)), Response::Done {});
        for op in 1..=5 {
            let seq = op;
            let answer = client.ask(append(log(number), Some(token()), op));
            assert_eq!(answer, Response::Appended { seq });
        }
    }
    assert_eq!(client.ask(append(inbox, None, 1)), Response::Appended { seq: 1 });
    assert_eq!(ready(relay.address()), "200");

    // Its own doing: it stops before its reserve is touched.
    let mut acknowledged = 5;
    loop {
        let answer = client.ask(append(log(1), Some(token()), acknowledged + 1));
        match answer {
            Response::Appended { seq } => acknowledged = seq,
            other => {
                assert_eq!(refused(&other), Some(ErrorCode::StorageFull));
                break;
            }
        }
    }
    assert!(acknowledged > 20, "the disk had room for more than {acknowledged}");
    // The doing of something else: not one byte is left.
    let filler = disk.fill();
    std::thread::sleep(Duration::from_millis(500));
    println!("LOG {}", relay.log());
    println!("disk full: {acknowledged} records, then {} bytes free", disk.free_bytes());
    assert!(disk.free_bytes() < 4096);
    // Its next write gives up the reserve. If a table was being written at that very moment it ends, as
    // it always does when a write fails, and is started again, as its service would be.
    if client.try_ask(delete(2)).is_none() {
        assert_eq!(relay.wait_for_end(), Some(74), "{}", relay.log());
        println!("disk full: a table was being written; it was started again");
        relay.start();
        client = alice.open(relay.address());
    }
    eventually("it says that it is not ready", || ready(relay.address()) == "503");
    let answer = client.ask(append(log(1), Some(token()), acknowledged + 1));
    assert_eq!(refused(&answer), Some(ErrorCode::StorageFull));
    assert_eq!(refused(&client.ask(create(9))), Some(ErrorCode::StorageFull));
    freed(&mut client, &delete(2));
    freed(&mut client, &Request::TrimInbox { through_seq: 1 });
    assert_eq!(count(&mut client, 1), acknowledged, "reading works");

    // Killed and started in that state, it still serves.
    relay.kill();
    relay.start();
    let mut client = alice.open(relay.address());
    assert_eq!(count(&mut client, 1), acknowledged);
    assert_eq!(count(&mut client, 3), 5);
    assert_eq!(
        refused(&client.ask(append(log(3), Some(token()), 6))),
        Some(ErrorCode::StorageFull)
    );
    freed(&mut client, &delete(3));
    freed(&mut bob.open(relay.address()), &bob.revocation());

    filler.remove();
    before.remove();
    eventually("it takes appends again by itself", || {
        let answer = client.ask(append(log(1), Some(token()), acknowledged + 1));
        answer == Response::Appended { seq: acknowledged + 1 }
    });
    eventually("it is ready again", || ready(relay.address()) == "200");
    assert_eq!(count(&mut client, 1), acknowledged + 1);
    relay.kill();
    relay.start();
    let mut client = alice.open(relay.address());
    assert_eq!(count(&mut client, 1), acknowledged + 1);
    for number in [2, 3] {
        let read = Request::Read { log: log(number), token: Some(token()), from_seq: 1 };
        assert_eq!(client.refusal(read), ErrorCode::LogDeleted);
    }
    is_withdrawn(&bob, relay.address());
}
