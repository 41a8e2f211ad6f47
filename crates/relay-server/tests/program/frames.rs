//! A session over a real socket, and every kind of thing that is not a frame.

use std::io::{Read, Write};

use corridor_wire::client_frame::{ClientFrame, Request};
use corridor_wire::encode;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;
use corridor_wire::relay_frame::{RelayFrame, Response};
use tokio_tungstenite::tungstenite::Message;

use crate::support::client::{Client, Person, log, token};
use crate::support::{Home, http};

fn refusal(client: &mut Client) -> (u64, ErrorCode) {
    match client.frame() {
        RelayFrame::Reply { request_id, response: Response::Error(error) } => {
            (request_id, error.code)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn people_join_append_and_follow() {
    let home = Home::new();
    let relay = home.serve();
    let invitations = home.invite(2);
    let mut alice = Client::registered(&relay, &Person::new("alice"), &invitations[0]);
    let mut bob = Client::registered(&relay, &Person::new("bob"), &invitations[1]);
    alice.create_log(log(1), &token(1));
    bob.follow(log(1), &token(1), 1);
    for op in 1..=50u64 {
        let text = op.to_string().repeat(100);
        let answer = alice.append(log(1), &token(1), op, text.as_bytes());
        assert_eq!(answer, Response::Appended { seq: op });
    }
    let entries = bob.entries(50);
    let expected: Vec<_> =
        (1..=50u64).map(|seq| (seq, seq.to_string().repeat(100).into_bytes())).collect();
    assert_eq!(entries, expected);
}

#[test]
fn an_invitation_is_good_once() {
    let home = Home::new();
    let relay = home.serve();
    let invitation = &home.invite(1)[0];
    Client::registered(&relay, &Person::new("alice"), invitation);
    let mut bob = Client::connect(&relay);
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        bob.register(&Person::new("bob"), invitation);
    }));
    let said = *refused.unwrap_err().downcast::<String>().unwrap();
    assert!(said.contains("InvitationUsed"), "{said}");
}

#[test]
fn a_frame_that_does_not_decode_is_refused_and_the_connection_lives() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::connect(&relay);
    let whole = encode(&ClientFrame { request_id: 9, request: Request::Hello { version: 1 } });
    for bytes in [&whole[..whole.len() - 1], b"\xff", b""] {
        client.socket.send(Message::Binary(bytes.to_vec().into())).unwrap();
        let (_, code) = refusal(&mut client);
        assert_eq!(code, ErrorCode::MalformedFrame);
    }
    client.hello();
}

#[test]
fn a_text_message_is_refused_and_ends_the_connection() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::connect(&relay);
    client.socket.send(Message::Text("hello".into())).unwrap();
    assert_eq!(refusal(&mut client), (0, ErrorCode::MalformedFrame));
    assert_eq!(client.close_code(), 1003);
}

#[test]
fn a_frame_over_the_limit_is_refused_and_one_at_the_limit_is_read() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::connect(&relay);
    let at_limit = vec![0; limits::FRAME_BYTES];
    client.socket.send(Message::Binary(at_limit.into())).unwrap();
    assert_eq!(refusal(&mut client).1, ErrorCode::MalformedFrame);
    let oversized = vec![0; limits::FRAME_BYTES + 1];
    let _ = client.socket.send(Message::Binary(oversized.into()));
    assert_eq!(refusal(&mut client), (0, ErrorCode::FrameTooLarge));
    assert_eq!(client.close_code(), 1009);
}

#[test]
fn bytes_that_are_no_websocket_are_refused() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::connect(&relay);
    // A frame without the mask that every client's frame has.
    client.socket.get_mut().write_all(&[0x82, 0x01, 0x00]).unwrap();
    assert_eq!(client.close_code(), 1002);
    let mut garbage = relay.connect();
    garbage.write_all(b"\x16\x03\x01 not http\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = garbage.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{answer:?}");
    assert_eq!(http::get(&relay, "/readyz").status, 200);
}

#[test]
fn pings_are_answered_between_frames() {
    let home = Home::new();
    let relay = home.serve();
    let mut client = Client::connect(&relay);
    client.socket.send(Message::Ping(b"there?".to_vec().into())).unwrap();
    match client.socket.read().unwrap() {
        Message::Pong(bytes) => assert_eq!(&bytes[..], b"there?"),
        other => panic!("{other:?}"),
    }
    client.hello();
}

#[test]
fn a_silent_connection_is_pinged_and_then_closed() {
    let home = Home::new();
    let relay = home.serve_with(&[("CORRIDOR_RELAY_CONNECTIONS_KEEPALIVE_SECONDS", "1")]);
    // Never answers a ping, because it reads only at the end.
    let mut client = Client::connect(&relay);
    std::thread::sleep(std::time::Duration::from_secs(5));
    assert!(matches!(client.socket.read(), Ok(Message::Ping(_))));
    assert_eq!(client.close_code(), 1001);
}

#[test]
fn one_connection_too_many_is_told_so() {
    let home = Home::new();
    let relay = home.serve_with(&[("CORRIDOR_RELAY_CONNECTIONS_MOST", "2")]);
    let _first = Client::connect(&relay);
    let _second = Client::connect(&relay);
    let reply = http::get(&relay, "/v1/connect");
    assert_eq!(reply.status, 503);
    assert_eq!(reply.header("retry-after"), "30");
    let error = reply.error();
    assert_eq!((&error["code"], &error["name"]), (&506.into(), &"too_many_connections".into()));
    assert_eq!(error["retry_after_ms"], 30_000);
}

#[test]
fn a_follower_that_does_not_read_gets_everything_when_it_does() {
    let home = Home::new();
    let relay = home.serve();
    let invitations = home.invite(2);
    let mut alice = Client::registered(&relay, &Person::new("alice"), &invitations[0]);
    let mut bob = Client::registered(&relay, &Person::new("bob"), &invitations[1]);
    alice.create_log(log(1), &token(1));
    bob.follow(log(1), &token(1), 1);
    let record = vec![5; 60_000];
    for op in 1..=200 {
        assert_eq!(
            alice.append(log(1), &token(1), op, &record),
            Response::Appended { seq: op },
            "12 MB are far more than the window"
        );
    }
    let sequences: Vec<u64> = bob.entries(200).into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(sequences, (1..=200).collect::<Vec<u64>>());
}

#[test]
fn a_socket_that_takes_no_bytes_is_closed() {
    let home = Home::new();
    let relay = home.serve_with(&[("CORRIDOR_RELAY_CONNECTIONS_WRITE_SECONDS", "1")]);
    let invitations = home.invite(2);
    let mut alice = Client::registered(&relay, &Person::new("alice"), &invitations[0]);
    let mut bob = Client::registered(&relay, &Person::new("bob"), &invitations[1]);
    alice.create_log(log(1), &token(1));
    bob.follow(log(1), &token(1), 1);
    let record = vec![5; 60_000];
    // 24 MB: more than the system's own buffers on both sides take.
    for op in 1..=400 {
        assert_eq!(alice.append(log(1), &token(1), op, &record), Response::Appended { seq: op });
    }
    std::thread::sleep(std::time::Duration::from_secs(4));
    let mut pages = 0;
    while bob.socket.read().is_ok() {
        pages += 1;
    }
    assert!(pages < 400, "the connection ended before everything came");
    alice.append(log(1), &token(1), 401, b"and the others go on");
}

#[test]
fn addresses_answer_as_they_should() {
    let home = Home::new();
    let relay = home.serve();
    let page = http::get(&relay, "/join");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(page.text().contains("corridor join"));
    assert_eq!(http::get(&relay, "/v1/connect").status, 426);
    assert_eq!(http::get(&relay, "/").status, 404);
    assert_eq!(http::get(&relay, "/metrics").status, 404, "metrics are not for clients");
    assert_eq!(http::request(&relay, "PUT", "/join", &[], b"").status, 405);
    assert_eq!(http::get(&relay, "/healthz").text(), "ok\n");
}
