//! Promise 3: logs hold no account beside a log, and no address at all.

use std::io::Write;

use corridor_wire::relay_frame::Response;

use crate::support::client::{Client, Person, log, token};
use crate::support::{Home, http};

/// Does a bit of everything, well and badly, at the most talkative level.
fn log_of_a_busy_day(format: &str) -> (String, Vec<String>) {
    let home = Home::new();
    let relay = home.serve_with(&[
        ("CORRIDOR_RELAY_LOG_LEVEL", "debug"),
        ("CORRIDOR_RELAY_LOG_FORMAT", format),
    ]);
    let invitation = home.invite(1).remove(0);
    let alice = Person::new("alice-with-a-long-name");
    let mut client = Client::registered(&relay, &alice, &invitation);
    let peer = client.socket.get_ref().local_addr().unwrap();
    client.create_log(log(0xab), &token(0xcd));
    assert_eq!(
        client.append(log(0xab), &token(0xcd), 1, b"plain-text-marker"),
        Response::Appended { seq: 1 }
    );
    client.append(log(0xab), &token(0x77), 2, b"with a wrong token");
    http::get(&relay, "/v1/blobs/abababababababababababababababab");
    let mut garbage = relay.connect();
    garbage.write_all(b"\xff\xff\xff").unwrap();
    drop((garbage, client));
    let (code, text) = relay.stop();
    assert_eq!(code, 0, "{text}");
    let secrets = vec![
        "alice".to_owned(),
        "plain-text-marker".to_owned(),
        alice.device().to_string(),
        alice.account_key().to_string(),
        log(0xab).to_string(),
        "abababab".to_owned(),
        "cdcdcdcd".to_owned(),
        "77777777".to_owned(),
        "127.0.0.1".to_owned(),
        peer.port().to_string(),
        invitation.split('#').nth(1).unwrap().to_owned(),
    ];
    (text, secrets)
}

#[test]
fn no_address_account_log_or_token_is_logged() {
    for format in ["text", "json"] {
        let (text, secrets) = log_of_a_busy_day(format);
        assert!(text.contains("ready") && text.contains("stopped"), "there is a log: {text}");
        for secret in secrets {
            assert!(!text.contains(&secret), "{secret} in the {format} log:\n{text}");
        }
    }
}

#[test]
fn a_json_log_is_one_object_a_line() {
    let (text, _) = log_of_a_busy_day("json");
    for line in text.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["level"].is_string() && object["message"].is_string(), "{line}");
    }
}
