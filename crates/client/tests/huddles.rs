//! Huddles on the command line and over JSON-RPC: what is done, and what is said where it cannot be.

mod support;

use support::{Relay, fails};

#[test]
fn a_huddle_is_formed_and_ended_and_nothing_of_it_is_left() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Plenary", "--with", "bob"]);
    let formed = &alice.good(&["huddle", "bob", "--minutes", "90"])[0];
    assert_eq!(formed["title"], "Huddle");
    assert_eq!(formed["huddle"]["may_end"], true);
    bob.good(&["sync"]);
    bob.good(&["send", "Huddle", "Between us", "--acknowledge"]);
    let shown = bob.run(&["rooms"]).good().out;
    assert!(shown.contains("ends 20"), "{shown}");
    let here = bob.good(&["rooms"]).into_iter().find(|room| room["title"] == "Huddle").unwrap();
    assert_eq!(here["huddle"]["ends_at"], formed["huddle"]["ends_at"]);
    let member = "error: your role in this room does not allow that: to end the huddle one has to be admin or above\n";
    fails(&bob, &["rise", "Huddle"], 6, member);
    let kept = &bob.good(&["keep", "Huddle"])[0];
    assert_eq!(kept["huddle"]["keepers"][0], "bob@localhost");
    assert_eq!(
        bob.good(&["keep", "Huddle", "--off"])[0]["huddle"]["keepers"][0],
        serde_json::Value::Null
    );
    let shown = alice.run(&["rise", "Huddle"]).good().out;
    assert!(shown.ends_with("Huddle  over, and erased here\n"), "{shown}");
    bob.good(&["sync"]);
    for who in [&alice, &bob] {
        let rooms = who.good(&["rooms"]);
        assert_eq!((rooms.len(), &rooms[0]["title"]), (1, &"Plenary".into()));
        who.json(&["read", "Huddle"]).bad(4, "no_room");
    }
}

#[test]
fn a_huddle_that_all_keep_is_a_room_and_no_other_room_is_one() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["huddle", "bob", "--title", "Caucus"]);
    bob.good(&["sync"]);
    bob.good(&["keep", "Caucus"]);
    assert!(alice.good(&["keep", "Caucus"])[0]["huddle"].is_null());
    let shown = alice.run(&["read", "Caucus"]).good().out;
    assert!(shown.contains("all of you keep it: the huddle is a room now"), "{shown}");
    let none = "error: this room is no huddle: it does not end by itself\n";
    for arguments in [["rise", "Caucus"], ["keep", "Caucus"]] {
        fails(&alice, &arguments, 6, none);
    }
    let terms = "error: a huddle is for 1 to 10080 minutes\n";
    for minutes in ["0", "10081"] {
        fails(&alice, &["huddle", "bob", "--minutes", minutes], 2, terms);
    }
    alice.json(&["huddle"]).bad(2, "usage");
}
