//! What an earlier version stored still opens. `fixtures/stored/vN` is a relay's directory and a backup
//! of it, as version N of the formats wrote them; one that is there is never written again.
//!
//! `CORRIDOR_WRITE_FIXTURES=1 cargo test -p corridor-relay --test program stored` writes the newest one
//! when it is missing: raise [`NEWEST`] first.

use std::fs;
use std::path::{Path, PathBuf};

use corridor_wire::id::LogId;
use corridor_wire::relay_frame::Response;

use crate::support::client::{Client, Person, append, log, token};
use crate::support::{Home, Serving, run};

const NEWEST: u32 = 1;

/// The days of the fixtures are long past; a relay that keeps records for 30 days would drop them.
const SETTINGS: [(&str, &str); 2] =
    [("CORRIDOR_RELAY_RETENTION_DAYS", "1000000"), ("CORRIDOR_RELAY_DISK_RESERVE_MEGABYTES", "0")];

/// Records of the log, each under its `op_id`.
const TEXTS: [&[u8]; 3] = [b"the first", b"", &[0xa5; 3_000]];

/// Files that belong to one process's life.
const PASSING: [&str; 3] = ["bound-address", "admin.sock", "lock"];

fn fixture(version: u32) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stored");
    root.join(format!("v{version}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else if entry.file_type().unwrap().is_file() {
            fs::write(place, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

#[test]
fn the_newest_fixture_is_written_when_it_is_asked_for() {
    let place = fixture(NEWEST);
    if std::env::var_os("CORRIDOR_WRITE_FIXTURES").is_none() {
        assert!(place.exists(), "{} is missing", place.display());
        return;
    }
    assert!(!place.join("relay").exists(), "{} is never written again", place.display());
    let home = Home::new();
    let relay = home.serve_with(&SETTINGS);
    let alice = Person::new("alice");
    let mut client = Client::registered(&relay, &alice, &home.invite(1)[0]);
    client.create_log(log(1), &token(1));
    for (op, text) in (1..).zip(TEXTS) {
        assert_eq!(client.append(log(1), &token(1), op, text), Response::Appended { seq: op });
    }
    let inbox = LogId::inbox_of(&alice.device());
    assert_eq!(client.request(letter(inbox)), Response::Appended { seq: 1 });
    // Killed and started again, its journal is as long as what is in it.
    relay.kill();
    let relay = home.serve_with(&SETTINGS);
    fs::create_dir_all(&place).unwrap();
    let backup = place.join("relay.backup");
    let output = run(&["backup", "--dir", home.path(), "--out", backup.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    relay.stop();
    copy(&home.directory, &place.join("relay"));
    for name in PASSING {
        let _ = fs::remove_file(place.join("relay").join(name));
    }
}

fn letter(inbox: LogId) -> corridor_wire::client_frame::Request {
    use corridor_wire::client_frame::{Append, Request};
    match append(inbox, &token(1), 1, b"a letter", None) {
        Request::Append(append) => Request::Append(Append { token: None, ..append }),
        other => other,
    }
}

#[test]
fn every_stored_directory_opens_with_what_it_had() {
    for version in 1..=NEWEST {
        let home = Home::empty();
        copy(&fixture(version).join("relay"), &home.directory);
        for name in ["invitation.secret", "relay.toml"] {
            let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
            fs::set_permissions(home.directory.join(name), private).unwrap();
        }
        check(&home.serve_with(&SETTINGS));
    }
}

#[test]
fn every_stored_backup_is_restored_with_what_it_had() {
    for version in 1..=NEWEST {
        let home = Home::empty();
        let backup = fixture(version).join("relay.backup");
        let from = backup.to_str().unwrap();
        let output = run(&["restore", "--dir", home.path(), "--from", from]);
        assert!(output.status.success(), "{output:?}");
        check(&home.serve_with(&SETTINGS));
    }
}

fn check(relay: &Serving) {
    let alice = Person::new("alice");
    let mut client = Client::authenticated(relay, &alice);
    let page = client.read(log(1), &token(1), 1);
    let found: Vec<_> = page.entries.as_slice().iter().map(|e| e.record.as_slice()).collect();
    assert_eq!(found, TEXTS);
    assert_eq!(page.head.seq, 3);
    let mut chain = corridor_wire::chain::ChainHash::empty(&log(1));
    for entry in page.entries.as_slice() {
        chain = chain.extend(entry);
    }
    assert_eq!(chain, page.head.chain);
    // Sent again, each is where it was; a new one comes after.
    assert_eq!(client.append(log(1), &token(1), 1, TEXTS[0]), Response::Appended { seq: 1 });
    assert_eq!(client.append(log(1), &token(1), 4, b"more"), Response::Appended { seq: 4 });
    let inbox = LogId::inbox_of(&alice.device());
    assert_eq!(client.request(letter(inbox)), Response::Appended { seq: 1 });
}
