//! What was acknowledged is there after any end: a kill, a signal, a full stop.

use std::time::{Duration, Instant};

use corridor_wire::relay_frame::{RelayFrame, Response};

use crate::support::Home;
use crate::support::client::{Client, Person, append, log, token};

#[test]
fn kill_and_restart_keep_every_acknowledged_append() {
    let home = Home::new();
    let mut relay = home.serve();
    let invitation = home.invite(1).remove(0);
    let alice = Person::new("alice");
    let mut client = Client::registered(&relay, &alice, &invitation);
    client.create_log(log(1), &token(1));
    let mut acknowledged = 0;
    let mut next_op = 1;
    for round in 0..5 {
        // Several are on their way when the relay dies; only what was answered counts.
        let sent: Vec<u64> = (0..100)
            .map(|_| {
                let op = next_op;
                next_op += 1;
                client.send(append(log(1), &token(1), op, &op.to_be_bytes(), None))
            })
            .collect();
        let mut answered = 0;
        while answered < 20 * (round + 1) {
            match client.frame() {
                RelayFrame::Reply { request_id, response: Response::Appended { seq } } => {
                    assert!(sent.contains(&request_id));
                    acknowledged = acknowledged.max(seq);
                    answered += 1;
                }
                other => panic!("{other:?}"),
            }
        }
        relay.kill();
        relay = home.serve();
        client = Client::authenticated(&relay, &alice);
        let mut found = Vec::new();
        loop {
            let page = client.read(log(1), &token(1), found.len() as u64 + 1);
            let end = page.head.seq;
            found.extend(page.entries.into_vec());
            if found.len() as u64 >= end {
                break;
            }
        }
        assert!(found.len() as u64 >= acknowledged, "lost {} < {acknowledged}", found.len());
        for (at, entry) in (1u64..).zip(&found) {
            assert_eq!(entry.seq, at, "no gap");
            // One sender, in order: the record says which of its appends it was.
            assert_eq!(
                entry.record.as_slice(),
                at.to_be_bytes(),
                "nothing doubled or out of order"
            );
        }
        // What was not answered is sent again under the op_id it had, and lands once.
        next_op = found.len() as u64 + 1;
    }
}

#[test]
fn a_stopped_relay_says_goodbye_keeps_everything_and_ends_well() {
    let home = Home::new();
    let relay = home.serve();
    let invitation = home.invite(1).remove(0);
    let alice = Person::new("alice");
    let mut client = Client::registered(&relay, &alice, &invitation);
    client.create_log(log(1), &token(1));
    assert_eq!(client.append(log(1), &token(1), 1, b"one"), Response::Appended { seq: 1 });
    relay.signal("-TERM");
    match client.frame() {
        RelayFrame::Goodbye { retry_after_ms } => assert!(retry_after_ms > 0),
        other => panic!("{other:?}"),
    }
    assert_eq!(client.close_code(), 1001);
    let begun = Instant::now();
    let (code, log_text) = relay.wait();
    assert_eq!(code, 0, "{log_text}");
    assert!(begun.elapsed() < Duration::from_secs(9), "it did not wait for its deadline");
    assert!(log_text.contains("stopped"), "{log_text}");
    assert!(!home.directory.join("admin.sock").exists());

    let relay = home.serve();
    let mut client = Client::authenticated(&relay, &alice);
    assert_eq!(client.read(log(1), &token(1), 1).head.seq, 1);
}

#[test]
fn a_restart_takes_the_same_port_if_any_would_do() {
    let home = Home::new();
    let relay = home.serve();
    let before = relay.address;
    relay.kill();
    assert_eq!(home.serve().address, before);
}

#[test]
fn a_supervisor_is_told_when_it_is_ready_and_when_it_stops() {
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notify");
    let socket = std::os::unix::net::UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(crate::support::PATIENCE)).unwrap();
    let relay = home.serve_with(&[("NOTIFY_SOCKET", path.to_str().unwrap())]);
    let told = || {
        let mut bytes = [0; 64];
        let length = socket.recv(&mut bytes).unwrap();
        String::from_utf8(bytes[..length].to_vec()).unwrap()
    };
    assert_eq!(told(), "READY=1");
    relay.stop();
    assert_eq!(told(), "STOPPING=1");
}
