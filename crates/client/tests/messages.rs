//! What is done to messages, with the real programs.

mod support;

use support::{Person, Relay};

#[track_caller]
fn fails(person: &Person, arguments: &[&str], code: i32, shown: &str) {
    let ran = person.run(arguments);
    assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (code, shown, ""), "{arguments:?}");
}

/// Where a message stands, once it has come back through the log.
fn seq_of(person: &Person, room: &str, text: &str) -> String {
    person.good(&["sync"]);
    let items = person.good(&["read", room]);
    let item = items.iter().find(|item| item["text"] == text).expect("it is there");
    item["seq"].as_u64().expect("it stands in the log").to_string()
}

#[test]
fn what_one_does_to_messages_the_other_sees() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["direct", "bob"]);
    alice.good(&["send", "bob", "Noon?"]);
    let seq = seq_of(&alice, "bob", "Noon?");
    bob.good(&["sync"]);
    bob.good(&["read", "alice"]);
    let reply = &bob.good(&["send", "alice", "Yes", "--reply-to", &seq, "--mention", "alice"])[0];
    assert_eq!(reply["reply_to"]["text"], "Noon?");
    let reacted = &bob.good(&["react", "alice", &seq, "\u{1f44d}"])[0];
    assert_eq!(reacted["reactions"][0]["own"], true);
    bob.good(&["pin", "alice", &seq]);
    bob.good(&["star", "alice", &seq]);
    assert_eq!(bob.good(&["starred"])[0]["item"]["text"], "Noon?");
    alice.good(&["sync"]);
    assert_eq!(alice.good(&["pins", "bob"])[0]["item"]["text"], "Noon?");
    alice.good(&["edit", "bob", &seq, "At one?"]);
    assert_eq!(alice.good(&["history", "bob", &seq]).len(), 2);
    let shown = alice.run(&["read", "bob"]).good().out;
    for part in ["At one?", "[edited]", "[pinned]", "\u{1f44d} bob@localhost", "[mentions you]"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(alice.good(&["search", "YES", "--from", "bob"]).len(), 1);
    assert!(alice.good(&["search", "yes", "--from", "alice"]).is_empty());
    alice.good(&["delete", "bob", &seq]);
    bob.good(&["sync"]);
    let shown = bob.run(&["read", "alice"]).good().out;
    assert!(shown.contains("alice@localhost took back what alice@localhost said"), "{shown}");
    assert!(!shown.contains("At one?"), "{shown}");
}

#[test]
fn a_poll_is_counted_from_one_and_errors_are_said() {
    let relay = Relay::start();
    let (alice, _bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["direct", "bob"]);
    alice.good(&["poll", "bob", "Where?", "--option", "Here", "--option", "There"]);
    let seq = seq_of(&alice, "bob", "Where?");
    let voted = &alice.good(&["vote", "bob", &seq, "2"])[0];
    assert_eq!(voted["poll"]["options"][1]["own"], true);
    assert_eq!(voted["poll"]["options"][1]["votes"], 1);
    let gone = "error: there is no such message, or nothing of that kind to be done with it\n";
    fails(&alice, &["react", "bob", "999", "x"], 4, gone);
    let no_such = "error: the poll is over, or has no such answers\n";
    fails(&alice, &["vote", "bob", &seq, "3"], 6, no_such);
    alice.json(&["vote", "bob", &seq, "0"]).bad(2, "usage");
    alice.json(&["send", "bob", "later", "--at", "tomorrow"]).bad(2, "usage");
    alice.good(&["end-poll", "bob", &seq]);
    fails(&alice, &["vote", "bob", &seq, "1"], 6, no_such);
    let later = &alice.good(&["send", "bob", "later", "--at", "+2h"])[0];
    assert!(later["send_at"].is_u64() && later["seq"].is_null(), "{later}");
    alice.good(&["mute", "bob", "--for", "8h"]);
    alice.good(&["archive", "bob"]);
    alice.good(&["expiry", "bob", "1h"]);
}
