//! A client's database that an earlier version wrote still opens. `fixtures/stored/vN/client` is a
//! profile with its key, and what it showed; one that is there is never written again.
//!
//! `CORRIDOR_WRITE_FIXTURES=1 cargo test -p corridor-end-to-end --test stored` writes the newest one
//! when it is missing: raise [`NEWEST`] first.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use corridor_end_to_end::{Person, World};
use serde_json::{Value, json};

const NEWEST: u32 = 1;

const FILES: [&str; 3] = ["profile.json", "database.sqlite", "database.key"];

fn fixture(version: u32) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/stored");
    root.join(format!("v{version}/client"))
}

/// What a profile shows with no relay in reach, by fields that every version has.
fn shown(person: &Person) -> Value {
    let rooms = person.run(&["--offline", "rooms", "--json"]).succeeded().objects();
    let rooms = rooms.iter().map(|room| {
        let id = room["room"].as_str().expect("a room has an id");
        let read = ["--offline", "read", id, "--json", "--limit", "1000"];
        let items = person.run(&read).succeeded().objects();
        let item = |item: &Value| json!([item["kind"], item["sender"], item["text"], item["seq"]]);
        json!({ "room": id, "title": room["title"], "items": items.iter().map(item).collect::<Vec<_>>() })
    });
    Value::Array(rooms.collect())
}

#[test]
fn the_newest_client_fixture_is_written_when_it_is_asked_for() {
    let place = fixture(NEWEST);
    if std::env::var_os("CORRIDOR_WRITE_FIXTURES").is_none() {
        assert!(place.exists(), "{} is missing", place.display());
        return;
    }
    assert!(!place.exists(), "{} is never written again", place.display());
    let mut world = World::new();
    let [alice, bob] = world.people(["alice", "bob"]);
    let room = alice.new_room("Round one", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);
    alice.send(&room, "a first proposal").succeeded();
    bob.sync();
    bob.send(&room, "an answer, with ünïcödé").succeeded();
    alice.new_room("Notes", &[]);
    alice.sync();
    world.relay.kill();
    fs::create_dir_all(&place).unwrap();
    for name in FILES {
        fs::copy(alice.profile().join(name), place.join(name)).unwrap();
    }
    let text = serde_json::to_string_pretty(&shown(&alice)).unwrap() + "\n";
    fs::write(place.join("shown.json"), text).unwrap();
}

#[test]
fn every_stored_profile_opens_with_what_it_had() {
    for version in 1..=NEWEST {
        let folder = tempfile::tempdir().unwrap();
        let alice = Person::new(folder.path(), "alice");
        fs::create_dir(alice.profile()).unwrap();
        fs::set_permissions(alice.profile(), PermissionsExt::from_mode(0o700)).unwrap();
        for name in FILES {
            let place = alice.profile().join(name);
            fs::write(&place, fs::read(fixture(version).join(name)).unwrap()).unwrap();
            fs::set_permissions(place, PermissionsExt::from_mode(0o600)).unwrap();
        }
        let expected = fs::read_to_string(fixture(version).join("shown.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        assert!(expected[0]["items"].as_array().is_some_and(|items| !items.is_empty()));
        assert_eq!(shown(&alice), expected, "version {version}");
    }
}
