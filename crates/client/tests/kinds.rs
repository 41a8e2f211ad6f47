//! Voice notes, files that are opened once, albums, contacts, places, nudges, described links, galleries and what
//! files take here, with the real programs.

mod support;

use serde_json::{Value, json};
use support::{Person, Relay};
use tempfile::tempdir;

/// Alice and Bob, who have said nothing yet.
fn two() -> (Relay, Person, Person) {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["direct", "bob"]);
    (relay, alice, bob)
}

fn last(person: &Person, room: &str) -> Value {
    person.good(&["sync"]);
    person.good(&["read", room]).pop().expect("something was said")
}

#[test]
fn files_say_what_they_are_and_are_opened_once() {
    let (_relay, alice, bob) = two();
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for name in ["note.ogg", "one.jpg", "two.jpg"] {
        std::fs::write(path(name), name.repeat(100)).unwrap();
    }
    let voice = ["send-file", "bob", &path("note.ogg"), "--type", "audio/ogg", "--voice", "12.5"];
    let sent = &alice.good(&voice)[0];
    assert_eq!(sent["voice"], json!({ "duration_ms": 12_500, "levels": [] }));
    alice
        .json(&["send-file", "bob", &path("one.jpg"), "--type", "image/jpeg", "--voice", "1"])
        .bad(2, "kind");

    let both = ["send-file", "bob", &path("one.jpg"), &path("two.jpg"), "--type", "image/jpeg"];
    let album = alice.good(&both);
    assert_eq!(album.len(), 2);
    assert!(album[0]["album"].is_string() && album[0]["album"] == album[1]["album"]);

    let once = ["send-file", "bob", &path("one.jpg"), "--once", "--type", "image/jpeg"];
    alice.good(&once);
    let at_alice = last(&alice, "bob");
    assert_eq!((&at_alice["view_once"], &at_alice["file"]), (&json!("opened"), &Value::Null));
    let item = last(&bob, "alice");
    assert_eq!(item["view_once"], "closed");
    let shown = bob.run(&["read", "alice"]).good().out;
    for part in ["[voice note, 0:13,", "album ", "[to be opened once, one.jpg,"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let seq = item["seq"].to_string();
    let saved = bob.good(&["save", "alice", &seq, "--to", &path("opened")]);
    assert_eq!(saved[0]["item"]["view_once"], "opened");
    assert_eq!(std::fs::read(path("opened")).unwrap(), "one.jpg".repeat(100).into_bytes());
    bob.json(&["save", "alice", &seq, "--to", &path("again")]).bad(4, "no_file");
    assert!(!folder.path().join("again").exists());
    let shown = bob.run(&["read", "alice"]).good().out;
    assert!(shown.contains("[to be opened once; nothing of it is here any more]"), "{shown}");

    let pictures = bob.good(&["gallery", "alice"]);
    assert_eq!(pictures.len(), 2);
    assert_eq!(bob.good(&["gallery", "alice", "--kind", "voice"]).len(), 1);
    let seq = pictures[0]["item"]["seq"].to_string();
    bob.json(&["free", "alice", &seq]).bad(4, "no_file");
    bob.good(&["save", "alice", &seq, "--to", &path("two again")]);
    assert_eq!(bob.good(&["storage"])[0]["freeable"], 700);
    assert_eq!(bob.good(&["free", "alice"])[0]["freed"], 700);
    assert!(bob.good(&["storage"]).is_empty());
    bob.good(&["save", "alice", &seq, "--to", &path("two once more")]);
}

#[test]
fn contacts_places_and_links_are_shown_in_words() {
    let (_relay, alice, bob) = two();
    alice.good(&["send-contact", "bob", "carol", "--name", "Carol, of the annex"]);
    let item = last(&bob, "alice");
    assert_eq!(
        item["contact"],
        json!({ "account": "carol@localhost", "name": "Carol, of the annex" })
    );
    let place = ["send-place", "bob", "-46.2265", "6.1402", "--accuracy", "25", "--label", "Hall"];
    alice.good(&place);
    let item = last(&bob, "alice");
    assert_eq!((&item["kind"], &item["place"]["latitude"]), (&json!("place"), &json!(-46_226_500)));
    let text = "See https://example.org/4";
    let link = ["--link", "https://example.org/4", "--link-title", "Article 4"];
    alice.good(&[&["send", "bob", text][..], &link].concat());
    assert_eq!(last(&bob, "alice")["link"]["title"], "Article 4");
    let shown = bob.run(&["read", "alice"]).good().out;
    for part in [
        "[contact] Carol, of the annex  carol@localhost",
        "[place] Hall  -46.226500, 6.140200, within 25 m",
        "[link] Article 4",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(bob.good(&["search", "carol", "--kind", "contact"]).len(), 1);
    alice.json(&["send-place", "bob", "91", "0"]).bad(2, "kind");
    alice.json(&["send-place", "bob", "north", "0"]).bad(2, "usage");
    alice.json(&[&["send", "bob", "no link"][..], &link].concat()).bad(2, "kind");
}

#[test]
fn a_nudge_is_read_as_a_sentence_and_answered() {
    let (_relay, alice, bob) = two();
    let said = &alice.good(&["nudge", "bob", "speak", "--subject", "article 4"])[0];
    assert_eq!(said["nudge"], json!({ "phrase": "speak", "subject": "article 4" }));
    assert_eq!((&said["delivery"], &said["send_at"]), (&json!("sent"), &Value::Null));
    let item = last(&bob, "alice");
    assert_eq!((&item["kind"], &item["text"]), (&json!("nudge"), &json!("article 4")));
    let seq = item["seq"].to_string();
    bob.good(&["nudge", "alice", "in-a-moment", "--reply-to", &seq]);
    let answer = last(&alice, "bob");
    assert_eq!(answer["nudge"]["phrase"], "in_a_moment");
    assert_eq!(answer["reply_to"]["phrase"], "speak");
    let shown = alice.run(&["read", "bob"]).good().out;
    for part in [
        "[nudge] Please speak in support of article 4",
        "Please speak in support of article 4\n",
        "[nudge] In a moment",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(bob.good(&["search", "--kind", "nudge"]).len(), 2);
    // Put off until somebody connects, it is taken back without a line.
    let waiting = &alice.good(&["--offline", "nudge", "bob", "own", "--subject", "Coffee?"])[0];
    assert!(waiting["send_at"].is_u64());
    alice.good(&["--offline", "discard", &waiting["local_id"].to_string()]);
    assert_eq!(last(&bob, "alice")["nudge"]["phrase"], "in_a_moment");
}

#[test]
fn a_picture_is_marked_and_its_marks_are_listed_and_taken_back() {
    let (_relay, alice, bob) = two();
    let folder = tempdir().unwrap();
    let page = folder.path().join("page.jpg").to_str().unwrap().to_owned();
    std::fs::write(&page, "a page").unwrap();
    alice.good(&["send-file", "bob", &page, "--type", "image/jpeg"]);
    let at_alice = last(&alice, "bob")["seq"].to_string();
    let seq = last(&bob, "alice")["seq"].to_string();
    let pin = &bob.good(&["mark", "alice", &seq, "pin", "12.5", "100", "Last year's"])[0];
    assert_eq!(
        (&pin["shape"], &pin["number"], &pin["text"], &pin["points"]),
        (&json!("pin"), &json!(1), &json!("Last year's"), &json!([{ "x": 8192, "y": 65535 }]))
    );
    bob.good(&["mark", "alice", &seq, "arrow", "0", "0", "50", "50"]);
    alice.good(&["sync"]);
    alice.good(&["mark", "bob", &at_alice, "note", "60", "70", "As agreed"]);
    bob.good(&["sync"]);
    let shown = bob.run(&["marks", "alice", &seq]).good().out;
    for part in
        ["[pin 1 (12.5, 100.0)]  Last year's", "[arrow (0.0, 0.0) to (50.0, 50.0)]", "As agreed"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let item = last(&bob, "alice");
    assert_eq!(item["marks"], json!({ "marks": 3, "people": 2 }));
    let number = pin["local_id"].to_string();
    bob.good(&["mark", "alice", &seq, "remove", &number]);
    alice.good(&["sync"]);
    assert_eq!(alice.good(&["marks", "bob", &at_alice]).len(), 2);
    bob.json(&["mark", "alice", &seq, "pin", "1", "1", ""]).bad(2, "kind");
    bob.good(&["send", "alice", "words"]);
    let seq = last(&bob, "alice")["seq"].to_string();
    bob.json(&["mark", "alice", &seq, "pin", "1", "1", "a"]).bad(4, "no_file");
}
