//! Blobs over HTTP: in parts, broken off, gone on with, read in ranges.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use corridor_wire::client_frame::Request;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::Token;

use crate::support::client::{Client, Person, token};
use crate::support::http::{Reply, request};
use crate::support::{Home, Serving};

struct Blob {
    path: String,
    id: BlobId,
    write: Token,
    read: Token,
}

fn create(client: &mut Client, bytes: u64) -> Blob {
    let read = token(8);
    match client.request(Request::CreateBlob { bytes, read_hash: read.hash() }) {
        Response::BlobCreated { blob, write_token } => {
            Blob { path: format!("/v1/blobs/{blob}"), id: blob, write: write_token, read }
        }
        other => panic!("{other:?}"),
    }
}

impl Blob {
    fn put(&self, relay: &Serving, from: usize, part: &[u8], total: usize) -> Reply {
        let range = format!("bytes {}-{}/{total}", from, from + part.len() - 1);
        let headers = [("authorization", bearer(&self.write)), ("content-range", range)];
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        request(relay, "PUT", &self.path, &headers, part)
    }

    fn ask(&self, relay: &Serving, method: &str, token: &Token, range: Option<&str>) -> Reply {
        let bearer = bearer(token);
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(range.map(|range| ("range", range)));
        request(relay, method, &self.path, &headers, b"")
    }

    fn offset(&self, relay: &Serving) -> String {
        let reply = self.ask(relay, "HEAD", &self.write, None);
        assert_eq!(reply.status, 200);
        reply.header("upload-offset").to_owned()
    }
}

fn bearer(token: &Token) -> String {
    format!("Bearer {}", URL_SAFE_NO_PAD.encode(token.expose()))
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

fn joined(home: &Home, relay: &Serving) -> Client {
    Client::registered(relay, &Person::new("alice"), &home.invite(1)[0])
}

#[test]
fn a_blob_goes_in_in_parts_and_comes_out_in_ranges() {
    let home = Home::new();
    let relay = home.serve();
    let mut alice = joined(&home, &relay);
    let bytes = content(300_000);
    let blob = create(&mut alice, 300_000);
    assert_eq!(blob.offset(&relay), "0");

    let first = blob.put(&relay, 0, &bytes[..100_000], 300_000);
    assert_eq!((first.status, first.header("upload-offset")), (202, "100000"));
    assert_eq!(blob.offset(&relay), "100000");

    let early = blob.ask(&relay, "GET", &blob.read, None);
    assert_eq!((early.status, &early.error()["name"]), (409, &"blob_incomplete".into()));

    let again = blob.put(&relay, 0, &bytes[..100_000], 300_000);
    assert_eq!((again.status, again.header("upload-offset")), (409, "100000"));
    assert_eq!(again.error()["code"], 402);

    let last = blob.put(&relay, 100_000, &bytes[100_000..], 300_000);
    assert_eq!((last.status, last.header("upload-offset")), (201, "300000"));
    let lost_reply = blob.put(&relay, 100_000, &bytes[100_000..], 300_000);
    assert_eq!((lost_reply.status, lost_reply.header("upload-offset")), (200, "300000"));

    let whole = blob.ask(&relay, "GET", &blob.read, None);
    assert_eq!((whole.status, whole.body == bytes), (200, true));
    let middle = blob.ask(&relay, "GET", &blob.read, Some("bytes=1000-1999"));
    assert_eq!((middle.status, &middle.body[..]), (206, &bytes[1000..2000]));
    assert_eq!(middle.header("content-range"), "bytes 1000-1999/300000");
    assert_eq!(blob.ask(&relay, "GET", &blob.read, Some("bytes=300000-")).status, 416);
    let head = blob.ask(&relay, "HEAD", &blob.read, None);
    assert_eq!((head.status, head.header("upload-length")), (200, "300000"));
}

#[test]
fn an_upload_survives_a_broken_connection_and_a_killed_relay() {
    let home = Home::new();
    let relay = home.serve();
    let mut alice = joined(&home, &relay);
    let bytes = content(200_000);
    let blob = create(&mut alice, 200_000);

    let mut stream = relay.connect();
    let head = format!(
        "PUT {} HTTP/1.1\r\nhost: localhost\r\nauthorization: {}\r\ncontent-length: 200000\r\n\r\n",
        blob.path,
        bearer(&blob.write)
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[..80_000]).unwrap();
    drop(stream);
    let begun = std::time::Instant::now();
    while blob.offset(&relay) != "80000" {
        assert!(begun.elapsed() < crate::support::PATIENCE, "{}", blob.offset(&relay));
    }
    relay.kill();

    let relay = home.serve();
    assert_eq!(blob.offset(&relay), "80000");
    assert_eq!(blob.put(&relay, 80_000, &bytes[80_000..], 200_000).status, 201);
    assert!(blob.ask(&relay, "GET", &blob.read, None).body == bytes);
}

#[test]
fn a_blob_is_opened_by_its_own_tokens_alone() {
    let home = Home::new();
    let relay = home.serve();
    let mut alice = joined(&home, &relay);
    let blob = create(&mut alice, 10);
    assert_eq!(blob.put(&relay, 0, &content(10), 10).status, 201);
    for (method, wrong) in [("GET", &blob.write), ("GET", &token(99)), ("PUT", &blob.read)] {
        let reply = blob.ask(&relay, method, wrong, None);
        let (status, name) = (reply.status, reply.error()["name"].clone());
        assert_eq!((status, name), (404, "blob_unknown".into()), "as if there were none");
    }
    let none = request(&relay, "GET", &blob.path, &[], b"");
    assert_eq!((none.status, &none.error()["name"]), (401, &"not_authenticated".into()));
    let nowhere = format!("/v1/blobs/{}", BlobId::from_bytes([0x50; 16]));
    let bearer = bearer(&blob.read);
    for path in [nowhere.as_str(), "/v1/blobs/../relay.toml", "/v1/blobs/xyz"] {
        let reply = request(&relay, "GET", path, &[("authorization", &bearer)], b"");
        assert_eq!(reply.status, 404, "{path}");
    }
}

#[test]
fn a_part_that_does_not_fit_is_refused() {
    let home = Home::new();
    let relay = home.serve();
    let mut alice = joined(&home, &relay);
    let blob = create(&mut alice, 100);
    let other_total = blob.put(&relay, 0, &content(50), 99);
    assert_eq!(
        (other_total.status, &other_total.error()["name"]),
        (400, &"malformed_frame".into())
    );
    let ahead = blob.put(&relay, 50, &content(50), 100);
    assert_eq!((ahead.status, ahead.header("upload-offset")), (409, "0"));
    let too_large = alice.request(Request::CreateBlob {
        bytes: corridor_wire::limits::BLOB_BYTES + 1,
        read_hash: token(8).hash(),
    });
    let Response::Error(error) = too_large else { panic!("{too_large:?}") };
    assert_eq!(error.code, corridor_wire::error_code::ErrorCode::BlobTooLarge);
}

#[test]
fn a_deleted_blob_is_gone_from_the_disk() {
    let home = Home::new();
    let relay = home.serve();
    let mut alice = joined(&home, &relay);
    let blob = create(&mut alice, 10);
    blob.put(&relay, 0, &content(10), 10);
    let stored = || {
        let days = std::fs::read_dir(home.directory.join("blobs")).unwrap();
        days.flatten().map(|day| std::fs::read_dir(day.path()).unwrap().count()).sum::<usize>()
    };
    assert_eq!(stored(), 1);
    let delete = Request::DeleteBlob { blob: blob.id, write_token: blob.write.clone() };
    assert_eq!(alice.request(delete), Response::Done {});
    let begun = std::time::Instant::now();
    while stored() > 0 {
        assert!(begun.elapsed() < crate::support::PATIENCE);
    }
    assert_eq!(blob.ask(&relay, "GET", &blob.read, None).status, 404);
}
