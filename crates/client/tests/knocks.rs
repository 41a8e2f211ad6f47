//! Links to rooms and knocks, as two people give and take them.

mod support;

use support::{Relay, fails};

#[test]
fn who_has_a_link_knocks_and_is_let_in() {
    let relay = Relay::start();
    let (alice, dana) = (relay.person("alice"), relay.person("dana"));
    alice.good(&["new", "Delegation"]);
    let link = &alice.good(&["link", "Delegation", "--for", "2d", "--people", "3"])[0];
    let url = link["url"].as_str().expect("a link").to_owned();
    assert_eq!((link["most"].as_u64(), link["let_in"].as_u64()), (Some(3), Some(0)));
    let shown = dana.run(&["knock", &url, "--word", "of \u{202e}Blue"]).good().out;
    assert!(shown.starts_with("You have knocked. Nobody has to answer"), "{shown}");
    assert_eq!(dana.good(&["knocks"])[0]["sent"], true);

    let heard = alice.run(&["sync"]).good().err;
    assert!(heard.contains("dana@localhost knocks at room"), "{heard}");
    let knock = &alice.good(&["knocks"])[0];
    assert_eq!(knock["account"], "dana@localhost");
    assert_eq!(alice.good(&["rooms"])[0]["knocks"], 1);
    let shown = alice.run(&["knocks"]).good().out;
    assert!(shown.contains("dana@localhost (not verified)\tknocks at Delegation"), "{shown}");
    assert!(shown.contains("of \\u{202e}Blue"), "{shown}");
    let number = knock["knock"].as_i64().expect("a number").to_string();
    assert_eq!(alice.good(&["let-in", &number])[0]["people"], 2);
    dana.good(&["sync"]);
    assert_eq!(dana.good(&["rooms"])[0]["title"], "Delegation");
    assert!(dana.good(&["knocks"]).is_empty());
    let shown = alice.run(&["links", "Delegation"]).good().out;
    assert!(shown.contains("1 of 3 let in") && shown.contains(&url), "{shown}");
}

#[test]
fn what_cannot_be_done_with_links_is_said() {
    let relay = Relay::start();
    let (alice, dana) = (relay.person("alice"), relay.person("dana"));
    alice.good(&["new", "Delegation"]);
    let link = &alice.good(&["link", "Delegation"])[0];
    let url = link["url"].as_str().expect("a link").to_owned();
    fails(&alice, &["knock", &url], 6, "error: the link is your own\n");
    let damaged = "error: a link to a room has /knock# and an account after the relay's address\n";
    fails(&dana, &["knock", "https://relay.example/join#x"], 2, damaged);
    let terms = "error: a link is good for a minute to 90 days, and for 1 to 250 people\n";
    fails(&alice, &["link", "Delegation", "--for", "91d"], 2, terms);
    let none = "error: there is no such link, or nobody knocking\n  corridor links ROOM, corridor knocks\n";
    fails(&alice, &["let-in", "7"], 4, none);
    alice.json(&["turn-away", "7"]).bad(4, "no_link");
    let number = link["link"].as_i64().expect("a number").to_string();
    alice.good(&["unlink", &number]);
    dana.good(&["knock", &url]);
    alice.good(&["sync"]);
    assert!(alice.good(&["knocks"]).is_empty(), "a revoked link opens nothing");
}

#[test]
fn who_is_blocked_is_folded_and_reported_in_plain_words() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Desk", "--with", "bob"]);
    bob.good(&["sync"]);
    bob.good(&["send", "Desk", "something vile", "--acknowledge"]);
    alice.good(&["sync"]);
    let items = alice.good(&["read", "Desk"]);
    let said = items.iter().find(|item| item["text"] == "something vile").expect("it is there");
    let seq = said["seq"].as_u64().expect("it stands in the log").to_string();
    assert_eq!(alice.good(&["block", "bob"])[0]["blocked"], true);
    assert_eq!(alice.good(&["blocked"])[0]["account"], "bob@localhost");
    let shown = alice.run(&["read", "Desk"]).good().out;
    assert!(shown.contains("a message of bob@localhost, whom you have blocked"), "{shown}");
    assert!(!shown.contains("something vile"), "{shown}");
    let shown = alice.run(&["report", "Desk", &seq, "--why", "look"]).good().out;
    for part in ["Report by alice@localhost", "look", "something vile", "It proves nothing"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    alice.json(&["report", "Desk", "999"]).bad(4, "no_message");
    alice.json(&["direct", "bob"]).bad(6, "blocked");
    alice.json(&["block", "alice"]).bad(6, "own_account");
    alice.good(&["unblock", "bob"]);
    assert!(alice.good(&["blocked"]).is_empty());
}

#[test]
fn what_people_call_themselves_stands_beside_their_names() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Desk", "--with", "bob"]);
    alice.good(&["roster", "Desk", "--acknowledge"]);
    let own = &alice.good(&["about", "--name", "The Chair", "--line", "in room 7"])[0];
    assert_eq!(
        (own["name"].as_str(), own["rooms"].as_array().map(Vec::len)),
        (Some("The Chair"), Some(0))
    );
    let shown = alice.run(&["about"]).good().out;
    assert!(shown.contains("Nobody gets it"), "{shown}");
    alice.good(&["about", "--to", "Desk"]);
    bob.good(&["sync"]);
    let shown = bob.run(&["roster", "Desk"]).good().out;
    assert!(
        shown.contains("alice@localhost")
            && shown.contains("calls themself \u{201c}The Chair\u{201d}"),
        "{shown}"
    );
    assert_eq!(bob.good(&["about", "alice"])[0]["line"], "in room 7");
    alice.json(&["about", "--name", &"x".repeat(65)]).bad(2, "profile");
}

#[test]
fn what_was_said_before_is_told_as_hearsay() {
    let relay = Relay::start();
    let (alice, dana) = (relay.person("alice"), relay.person("dana"));
    alice.good(&["new", "Desk"]);
    alice.good(&["send", "Desk", "before she came"]);
    alice.good(&["add", "Desk", "dana"]);
    alice.good(&["roster", "Desk", "--acknowledge"]);
    assert_eq!(alice.good(&["tell", "Desk", "1", "99"])[0]["messages"], 1);
    dana.good(&["sync"]);
    let items = dana.good(&["read", "Desk"]);
    let file = items.iter().find(|item| item["kind"] == "file").expect("it was told");
    let seq = file["seq"].as_u64().expect("it stands in the log").to_string();
    let told = &dana.good(&["told", "Desk", &seq])[0];
    assert_eq!(
        (told["text"].as_str(), told["told_by"].as_str()),
        (Some("before she came"), Some("alice@localhost"))
    );
    let ran = dana.run(&["told", "Desk", &seq]).good();
    assert!(ran.err.contains("As alice@localhost tells it"), "{}", ran.err);
    alice.json(&["tell", "Desk", "90", "99"]).bad(2, "telling");
}

#[test]
fn whom_the_operator_names_is_told_to_who_writes_a_report_and_hears_nothing_by_itself() {
    let mut relay = Relay::start();
    let alice = relay.person("alice");
    alice.good(&["new", "Desk"]);
    alice.good(&["send", "Desk", "something vile"]);
    alice.good(&["sync"]);
    let items = alice.good(&["read", "Desk"]);
    let seq = items.last().expect("it was said")["seq"]
        .as_u64()
        .expect("it stands in the log")
        .to_string();
    let before = alice.run(&["report", "Desk", &seq]).good();
    assert!(!before.err.contains("operator"), "{}", before.err);
    relay.stop();
    let settings = relay.folder.path().join("relay").join("relay.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let named = format!("report_to = 'desk@localhost \u{202e}or room 7'\n{text}");
    std::fs::write(&settings, named).unwrap();
    relay.restart();
    alice.good(&["sync"]);
    let ran = alice.run(&["report", "Desk", &seq]).good();
    let note = "The relay's operator asks for reports at: desk@localhost \\u{202e}or room 7";
    assert!(ran.err.contains(note), "{}", ran.err);
    let object = &alice.good(&["report", "Desk", &seq])[0];
    assert_eq!(object["report_to"], "desk@localhost \u{202e}or room 7");
    assert_eq!(alice.good(&["rooms"]).len(), 1, "nothing was sent");
}

#[test]
fn an_alias_is_of_this_device_and_bounded() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Desk", "--with", "bob"]);
    let set = alice.run(&["alias", "bob@localhost", "\u{1f47d}"]).good();
    assert_eq!(set.out, "\u{1f47d} stands for bob@localhost on this device.\n");
    alice.good(&["alias", "the harbour paper", "the menu"]);
    let shown = alice.run(&["alias"]).good().out;
    assert_eq!(shown, "bob@localhost\t\u{1f47d}\nthe harbour paper\tthe menu\n");
    let one = alice.good(&["alias", "the harbour paper"]);
    assert_eq!((one.len(), &one[0]["alias"]), (1, &serde_json::json!("the menu")));
    bob.good(&["sync"]);
    assert_eq!(bob.run(&["alias"]).good().out, "", "nobody else has it");
    let limits = "error: a name has 1 to 286 bytes and its alias 1 to 32, without control characters or spaces around them\n";
    fails(&alice, &["alias", "bob", &"x".repeat(33)], 2, limits);
    let none = "error: the glossary has no such name\n  corridor alias\n";
    fails(&alice, &["alias", "bob", "--remove"], 4, none);
    alice.json(&["alias", "bob", "x", "--remove"]).bad(2, "usage");
    assert!(alice.good(&["alias", "bob@localhost", "--remove"])[0]["alias"].is_null());
    assert_eq!(alice.good(&["alias"]).len(), 1);
}
