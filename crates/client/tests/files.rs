//! A file goes from one person to another through a real relay, with the real program.

mod support;

use serde_json::Value;
use support::{Person, Relay};
use tempfile::tempdir;

/// The file item that stands last in a room.
fn last_file(person: &Person, room: &str) -> Value {
    let items = person.good(&["read", room]);
    items.into_iter().rfind(|item| item["kind"] == "file").expect("a file")
}

#[test]
fn a_file_is_sent_fetched_when_asked_for_and_the_same_at_the_other_end() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Fisheries", "--with", "bob"]);
    bob.good(&["sync"]);
    let folder = tempdir().unwrap();
    // Larger than one part of an upload, and not the same anywhere in it.
    let content: Vec<u8> = (0..1_500_000_u32)
        .flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    let path = folder.path().join("article 7.bin");
    std::fs::write(&path, &content).unwrap();
    let path = path.to_str().unwrap();

    let sent =
        alice.good(&["send-file", "Fisheries", path, "--caption", "the annex", "--wait", "60"]);
    let file = &sent[0]["file"];
    assert_eq!(
        (file["name"].as_str(), file["state"].as_str()),
        (Some("article 7.bin"), Some("sent"))
    );

    bob.good(&["sync"]);
    let item = last_file(&bob, "Fisheries");
    assert_eq!(
        (item["text"].as_str(), item["sender"].as_str()),
        (Some("the annex"), Some("alice@localhost"))
    );
    assert_eq!(item["file"]["state"], "elsewhere");
    assert_eq!(item["file"]["bytes"], content.len());
    let seq = item["seq"].to_string();

    let to = folder.path().join("fetched");
    let to = to.to_str().unwrap();
    let saved = bob.good(&["save", "Fisheries", &seq, "--to", to, "--wait", "60"]);
    assert_eq!(saved[0]["bytes"], content.len());
    assert!(std::fs::read(to).unwrap() == content);
    assert_eq!(last_file(&bob, "Fisheries")["file"]["state"], "here");

    // Nothing is written over, and what is no file is none.
    assert_eq!(bob.json(&["save", "Fisheries", &seq, "--to", to]).code, 1);
    bob.json(&["save", "Fisheries", "1", "--to", to]).bad(4, "no_file");
    let empty = folder.path().join("empty");
    std::fs::write(&empty, b"").unwrap();
    alice.json(&["send-file", "Fisheries", empty.to_str().unwrap()]).bad(2, "file_size");
}

#[test]
fn a_file_that_is_written_without_a_connection_goes_out_with_the_next_one() {
    let mut relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Fisheries", "--with", "bob"]);
    bob.good(&["sync"]);
    let folder = tempdir().unwrap();
    let path = folder.path().join("note.txt");
    std::fs::write(&path, b"two lines\nof it\n").unwrap();
    relay.stop();
    let queued = alice.good(&[
        "--offline",
        "send-file",
        "Fisheries",
        path.to_str().unwrap(),
        "--type",
        "text/plain",
    ]);
    assert_eq!(queued[0]["file"]["state"], "uploading");
    let local_id = queued[0]["local_id"].to_string();
    let second = alice.good(&["--offline", "send-file", "Fisheries", path.to_str().unwrap()]);
    // It is in the profile now: what becomes of the file on the disk is no matter.
    std::fs::remove_file(&path).unwrap();
    alice.good(&["--offline", "discard", &second[0]["local_id"].to_string()]);
    relay.restart();
    alice.good(&["sync"]);
    bob.good(&["sync"]);
    let item = last_file(&bob, "Fisheries");
    assert_eq!(item["file"]["media_type"], "text/plain");
    let to = folder.path().join("fetched");
    bob.good(&["save", "Fisheries", &item["seq"].to_string(), "--to", to.to_str().unwrap()]);
    assert_eq!(std::fs::read(&to).unwrap(), b"two lines\nof it\n");
    let sent = alice.good(&["read", "Fisheries"]);
    let own: Vec<_> = sent.iter().filter(|item| item["kind"] == "file").collect();
    assert_eq!((own.len(), own[0]["local_id"].to_string()), (1, local_id));
}
