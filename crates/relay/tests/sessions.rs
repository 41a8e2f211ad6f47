//! Order of requests, frames that are none, limits, timeouts, shutting down.

mod support;

use corridor_relay_core::{CloseReason, Rate};
use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;
use corridor_wire::relay_frame::{RelayFrame, Response};
use support::people::Person;
use support::{DAY_MS, World, message};

fn only_error(world: &mut World, conn: corridor_relay_core::ConnId) -> (u64, ErrorCode) {
    match world.frames(conn).as_slice() {
        [RelayFrame::Reply { request_id, response: Response::Error(error) }] => {
            (*request_id, error.code)
        }
        other => panic!("expected one error, got {other:?}"),
    }
}

#[test]
fn hello_comes_first_and_once_and_names_a_version() {
    let mut world = World::new();
    let conn = world.connect();
    assert!(matches!(world.frames(conn).as_slice(), [RelayFrame::Greeting(_)]));
    assert_eq!(world.code(conn, Request::Ping {}), ErrorCode::OutOfOrder);
    let person = Person::new("alice");
    let nonce = world.nonce(conn);
    assert_eq!(world.code(conn, person.register("alice", nonce)), ErrorCode::OutOfOrder);
    assert_eq!(world.code(conn, Request::Hello { version: 0 }), ErrorCode::UnsupportedVersion);
    assert_eq!(world.code(conn, Request::Hello { version: 2 }), ErrorCode::UnsupportedVersion);
    world.done(conn, Request::Hello { version: 1 });
    assert_eq!(world.code(conn, Request::Hello { version: 1 }), ErrorCode::OutOfOrder);
    world.done(conn, Request::Ping {});
}

#[test]
fn nothing_is_answered_to_who_is_not_authenticated() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let conn = world.greet();
    for request in [
        support::create_log(2),
        Request::Append(message(log, 1, 0)),
        support::read(log, &support::token(0), 1),
        support::follow(log, &support::token(0), 1),
        Request::Unfollow { log },
        Request::DeleteLog { log, delete_token: support::delete_token() },
        Request::TrimInbox { through_seq: 1 },
        Request::CountKeyPackages {},
        Request::ClaimKeyPackages { account: Person::new("alice").account },
        Request::LookUpAccount { account: Person::new("alice").account },
        Request::CreateBlob { bytes: 1, read_hash: support::token(0).hash() },
        Person::new("alice").revoke(Person::new("alice").device()),
    ] {
        assert_eq!(world.code(conn, request.clone()), ErrorCode::NotAuthenticated, "{request:?}");
    }
    let again = Person::new("alice").authenticate(world.nonce(alice));
    assert_eq!(world.code(alice, again), ErrorCode::OutOfOrder, "authenticated already");
}

#[test]
fn a_truncated_frame_is_malformed_and_answered_by_its_number_if_it_has_one() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let request = Request::Append(message(log, 1, 0));
    let bytes = corridor_wire::encode(&ClientFrame { request_id: 77, request });
    for length in 0..bytes.len() {
        let mut world = World::new();
        let conn = world.greet();
        world.send_bytes(conn, &bytes[..length]);
        let (request_id, code) = only_error(&mut world, conn);
        assert_eq!(code, ErrorCode::MalformedFrame, "{length}");
        // The map's head, the key, and two bytes of number.
        assert_eq!(request_id, if length >= 4 { 77 } else { 0 }, "{length}");
    }
    let trailing = [bytes.as_slice(), &[0]].concat();
    world.send_bytes(alice, &trailing);
    assert_eq!(only_error(&mut world, alice), (77, ErrorCode::MalformedFrame));
    assert_eq!(world.relay.counters().bad_frames, 1);
}

#[test]
fn an_oversized_frame_and_an_oversized_record_are_told_apart() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    world.send_bytes(alice, &vec![0; limits::FRAME_BYTES + 1]);
    assert_eq!(only_error(&mut world, alice), (0, ErrorCode::FrameTooLarge));

    // A record's length stands in its head: one byte more than fits.
    let mut append = message(log, 1, 0);
    append.record = support::record(&vec![7; limits::RECORD_BYTES]);
    let full =
        corridor_wire::encode(&ClientFrame { request_id: 5, request: Request::Append(append) });
    let head = [0x5a, 0x00, 0x01, 0x00, 0x00];
    let at = full.windows(5).position(|window| window == head).unwrap();
    let mut oversized = full.clone();
    oversized[at + 4] = 1;
    oversized.insert(at + 5, 7);
    world.send_bytes(alice, &oversized);
    assert_eq!(only_error(&mut world, alice), (5, ErrorCode::RecordTooLarge));
    world.send_bytes(alice, &full);
    let frames = world.frames(alice);
    let appended = RelayFrame::Reply { request_id: 5, response: Response::Appended { seq: 1 } };
    assert_eq!(frames, [appended]);
}

#[test]
fn a_connection_that_sends_only_garbage_is_closed() {
    let mut world = World::with(|config| config.limits.bad_frames = 3);
    let conn = world.greet();
    for _ in 0..3 {
        assert!(!world.closed.contains_key(&conn));
        world.send_bytes(conn, b"GET / HTTP/1.1\r\n");
    }
    assert_eq!(world.closed.get(&conn), Some(&CloseReason::BadFrames));
    world.send_bytes(conn, b"more");
    assert_eq!(world.relay.counters().bad_frames, 3);
    assert_eq!(world.relay.counters().connections, 0);
}

#[test]
fn who_does_not_authenticate_in_ten_seconds_is_closed() {
    let mut world = World::new();
    let (idle, greeted) = (world.connect(), world.greet());
    let alice = world.join("alice");
    assert_eq!(world.relay.poll_wake(), Some(world.now + 10_000));
    world.pass(9_999);
    assert!(world.closed.is_empty());
    world.pass(1);
    for conn in [idle, greeted] {
        assert_eq!(world.closed.get(&conn), Some(&CloseReason::AuthenticationTimeout));
    }
    world.pass(DAY_MS);
    world.done(alice, Request::Ping {});
}

#[test]
fn requests_are_limited_per_account_and_the_retry_time_is_true() {
    let mut world = World::with(|config| {
        config.limits.account_requests = Rate { per_second: 10, burst: 5 };
    });
    let first = world.join("alice");
    let second = world.come_back("alice");
    for conn in [first, second, first, second, first] {
        world.done(conn, Request::Ping {});
    }
    let error = world.error(second, Request::Ping {});
    assert_eq!((error.code, error.retry_after_ms), (ErrorCode::RateLimited, Some(100)));
    let bob = world.join("bob");
    world.done(bob, Request::Ping {});
    world.pass(99);
    assert_eq!(world.code(first, Request::Ping {}), ErrorCode::RateLimited);
    world.pass(1);
    world.done(first, Request::Ping {});
    assert_eq!(world.relay.counters().rate_limited, 2);
}

#[test]
fn bytes_are_limited_per_account_and_requests_per_connection() {
    let mut world = World::with(|config| {
        config.limits.account_bytes = Rate { per_second: 1_000, burst: 10_000 };
        config.limits.connection_requests = Rate { per_second: 1, burst: 12 };
    });
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let large = |number| {
        let mut append = message(log, number, 0);
        append.record = support::record(&[0; 4_000]);
        Request::Append(append)
    };
    assert_eq!(world.ask(alice, large(1)), Response::Appended { seq: 1 });
    assert_eq!(world.ask(alice, large(2)), Response::Appended { seq: 2 });
    let error = world.error(alice, large(3));
    assert_eq!(error.code, ErrorCode::ByteQuota);
    let wait = error.retry_after_ms.unwrap();
    assert!((2_000..3_000).contains(&wait), "{wait}");
    world.pass(wait);
    assert_eq!(world.ask(alice, large(3)), Response::Appended { seq: 3 });

    let conn = world.greet();
    for _ in 0..11 {
        world.done(conn, Request::Ping {});
    }
    let error = world.error(conn, Request::Ping {});
    assert_eq!((error.code, error.retry_after_ms), (ErrorCode::RateLimited, Some(1_000)));
}

#[test]
fn logs_are_counted_by_the_day() {
    let mut world = World::with(|config| config.limits.logs_per_day = 2);
    let alice = world.join("alice");
    world.pass(DAY_MS / 4);
    world.found(alice, 1);
    world.found(alice, 2);
    world.done(alice, support::create_log(2));
    let error = world.error(alice, support::create_log(3));
    assert_eq!((error.code, error.retry_after_ms), (ErrorCode::LogQuota, Some(DAY_MS * 3 / 4)));
    world.pass(DAY_MS * 3 / 4);
    world.found(alice, 3);
}

#[test]
fn connections_are_counted_and_the_rest_is_sent_away() {
    let mut world = World::with(|config| config.limits.connections = 2);
    let (first, _second) = (world.connect(), world.connect());
    let third = world.connect();
    assert!(matches!(world.frames(third).as_slice(), [RelayFrame::Goodbye { .. }]));
    assert_eq!(world.closed.get(&third), Some(&CloseReason::TooManyConnections));
    world.disconnect(first);
    let fourth = world.connect();
    assert!(matches!(world.frames(fourth).as_slice(), [RelayFrame::Greeting(_)]));
}

#[test]
fn a_relay_that_shuts_down_says_goodbye_and_finishes_what_it_took() {
    let mut world = World::new();
    let alice = world.join("alice");
    let log = world.found(alice, 1);
    let taken = world.send(alice, Request::Append(message(log, 1, 0)));
    world.relay.handle_shutdown(5_000);
    let refused = world.send(alice, Request::Append(message(log, 2, 0)));
    world.settle();
    assert_eq!(world.reply(alice, taken), Some(Response::Appended { seq: 1 }));
    let Some(Response::Error(error)) = world.reply(alice, refused) else { panic!() };
    assert_eq!((error.code, error.retry_after_ms), (ErrorCode::ShuttingDown, Some(5_000)));
    assert_eq!(world.frames(alice), [RelayFrame::Goodbye { retry_after_ms: 5_000 }]);
    let late = world.connect();
    assert_eq!(world.frames(late), [RelayFrame::Goodbye { retry_after_ms: 5_000 }]);
    assert_eq!(world.closed.get(&late), Some(&CloseReason::ShuttingDown));
}
