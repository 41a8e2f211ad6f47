//! `/metrics` on its own listener.

use corridor_wire::relay_frame::Response;

use crate::support::client::{Client, Person, log, token};
use crate::support::{Home, http};

#[test]
fn metrics_count_and_name_nobody() {
    let home = Home::new();
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let address = format!("127.0.0.1:{port}");
    let relay = home.serve_with(&[("CORRIDOR_RELAY_METRICS_LISTEN", &address)]);
    let mut client = Client::registered(&relay, &Person::new("alice"), &home.invite(1)[0]);
    client.create_log(log(1), &token(1));
    for op in 1..=3 {
        assert_eq!(client.append(log(1), &token(1), op, b"x"), Response::Appended { seq: op });
    }
    let get = |path: &str| {
        let stream = std::net::TcpStream::connect(&address).unwrap();
        http::exchange(stream, "GET", path, &[], b"")
    };
    let scrape = get("/metrics");
    assert_eq!(scrape.status, 200);
    assert!(scrape.header("content-type").starts_with("application/openmetrics-text"));
    for line in [
        "corridor_relay_connections 1",
        "corridor_relay_sessions 1",
        "corridor_relay_records_appended_total 3",
        "corridor_relay_accounts_created_total 1",
        "corridor_relay_logs_created_total 1",
    ] {
        assert!(scrape.text().contains(&format!("{line}\n")), "{line}\n{}", scrape.text());
    }
    assert!(scrape.text().contains("corridor_relay_commit_seconds_bucket"));
    assert!(!scrape.text().contains("alice") && !scrape.text().contains("127.0.0.1"));
    assert_eq!(get("/readyz").status, 200);
    assert_eq!(get("/join").status, 404);
}
