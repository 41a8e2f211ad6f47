//! People talk through a real relay, with the real program.

mod support;

use serde_json::json;
use support::Relay;

#[test]
fn two_people_talk_and_the_roster_gate_holds() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    assert_eq!(alice.good(&["whoami"])[0]["account"], "alice@localhost");

    let opened = alice.run(&["new", "Delegation", "--with", "bob"]).good();
    let short_id = opened.out.lines().last().unwrap().split_whitespace().next().unwrap();
    assert_eq!(alice.good(&["rooms"])[0]["short_id"], short_id);

    bob.good(&["sync"]);
    alice.good(&["send", short_id, "Good morning"]);
    bob.good(&["sync"]);
    let said = bob.good(&["read", "Delegation"]);
    let last = said.last().unwrap();
    assert_eq!(last["text"], "Good morning");
    assert_eq!(last["sender"], "alice@localhost");
    assert_eq!(last["kind"], "text");
    assert!(last["seq"].is_u64() && last["sent_at"].is_u64());
    assert_eq!(bob.good(&["rooms"])[0]["unread"], 0);

    // What bob has received and read, alice learns if bob lets her and she him.
    alice.good(&["receipts", "--read", "on"]);
    bob.good(&["receipts", "--delivered", "on", "--read", "on"]);
    alice.good(&["send", "Delegation", "And?"]);
    bob.good(&["sync"]);
    bob.good(&["read", "Delegation"]);
    bob.good(&["sync"]);
    alice.good(&["sync"]);
    let seen = alice.good(&["read", "Delegation"]);
    assert_eq!(seen.last().unwrap()["delivery"], "read");

    // Carol joins; bob has to look before he writes.
    let carol = relay.person("carol");
    alice.good(&["add", "Delegation", "carol"]);
    bob.good(&["sync"]);
    let refused = bob.json(&["send", "Delegation", "for alice only"]).bad(5, "roster_changed");
    assert!(refused.err.contains("carol@localhost"), "{}", refused.err);
    let shown = bob.good(&["read", "Delegation"]);
    assert!(shown.iter().any(|item| item["kind"] == "joined" && item["text"] == "carol@localhost"));
    bob.good(&["send", "Delegation", "for all of us"]);
    carol.good(&["sync"]);
    assert_eq!(carol.texts("Delegation"), ["for all of us"]);
}

#[test]
fn the_gate_is_passed_by_looking_or_by_saying_so() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Board", "--with", "bob"]);
    bob.good(&["sync"]);
    bob.good(&["read", "Board"]);
    for (name, how) in [("carol", "roster"), ("dora", "flag"), ("emil", "peek")] {
        relay.person(name);
        alice.good(&["add", "Board", name]);
        bob.good(&["sync"]);
        bob.json(&["send", "Board", "x"]).bad(5, "roster_changed");
        match how {
            "roster" => {
                bob.good(&["roster", "Board"]);
                bob.json(&["send", "Board", "x"]).bad(5, "roster_changed");
                let roster = &bob.good(&["roster", "Board", "--acknowledge"])[0];
                assert_eq!(roster["people"].as_array().unwrap().len(), 3);
                bob.good(&["send", "Board", "x"]);
            }
            "flag" => drop(bob.good(&["send", "Board", "x", "--acknowledge"])),
            _ => {
                bob.good(&["read", "Board", "--peek"]);
                // The joining is the last but one item: one item does not show it.
                bob.good(&["read", "Board", "--limit", "1", "--after", "1000"]);
                bob.json(&["send", "Board", "x"]).bad(5, "roster_changed");
            }
        }
    }
}

#[test]
fn rooms_change_and_each_refusal_has_its_code() {
    let mut relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let carol = relay.person("carol");
    alice.good(&["new", "Talks", "--with", "bob", "carol"]);
    bob.good(&["sync"]);
    bob.good(&["read", "Talks"]);

    bob.json(&["rename", "Talks", "Mine"]).bad(6, "not_allowed");
    alice.json(&["add", "Talks", "bob"]).bad(6, "already_member");
    alice.json(&["remove", "Talks", "nobody"]).bad(4, "not_a_member");
    alice.json(&["send", "nowhere", "x"]).bad(4, "no_room");
    alice.json(&["verify", "nobody"]).bad(4, "unknown_person");
    alice.json(&["discard", "4711"]).bad(4, "not_queued");
    alice.json(&["send", "Talks", ""]).bad(2, "text_length");
    alice.json(&["new", "Empty", "--with", "nobody"]).bad(8, "refused");
    alice.json(&["sync", "--offline"]).bad(2, "offline");
    let invitation = relay.invitation();
    alice.json(&["join", &invitation, "--name", "x"]).bad(3, "has_account");
    let stranger = relay.stranger("stranger");
    let taken = stranger.run(&["join", &invitation, "--name", "alice"]);
    let shown = "error: somebody at this relay has that name already: choose another\n";
    assert_eq!((taken.code, taken.err.as_str()), (8, shown));
    stranger.json(&["join", &invitation, "--name", "alice"]).bad(8, "name_taken");
    assert!(!stranger.directory.exists(), "a refused invitation has left something behind");
    stranger.good(&["join", &invitation, "--name", "dora"]);
    relay.stranger("late").json(&["join", &invitation, "--name", "late"]).bad(8, "invitation_used");

    alice.good(&["rename", "Talks", "Peace"]);
    bob.good(&["sync"]);
    assert_eq!(bob.good(&["rooms"])[0]["title"], "Peace");
    alice.good(&["role", "Peace", "bob", "admin"]);
    bob.good(&["sync"]);
    bob.good(&["remove", "Peace", "carol"]);
    carol.good(&["sync"]);
    assert_eq!(carol.good(&["rooms"])[0]["status"], "removed");
    carol.json(&["send", "Peace", "still here"]).bad(10, "not_in_room");
    bob.good(&["leave", "Peace"]);
    alice.good(&["sync"]);
    bob.good(&["sync"]);
    bob.json(&["send", "Peace", "still here"]).bad(10, "not_in_room");
    assert_eq!(alice.good(&["rooms"])[0]["people"], 1);

    // Two rooms of one title are told apart by their ids.
    alice.good(&["new", "Twin"]);
    alice.good(&["new", "Twin"]);
    let twins = alice.json(&["send", "Twin", "x"]).bad(4, "ambiguous_room");
    assert!(twins.err.contains("\"rooms\":["), "{}", twins.err);

    // Without the relay texts are queued, and what needs an answer says so.
    relay.stop();
    let queued = alice.json(&["send", "Peace", "into the dark"]).good();
    assert_eq!(queued.objects()[0]["delivery"], "queued");
    assert_eq!(queued.objects()[0]["seq"], json!(null));
    assert!(queued.err.contains("queued here"), "{}", queued.err);
    alice.json(&["sync", "--timeout", "1"]).bad(7, "unreachable");
    let local_id = queued.objects()[0]["local_id"].to_string();
    alice.good(&["discard", &local_id]);
    assert_eq!(alice.texts("Peace"), Vec::<String>::new());
}

#[test]
fn hostile_texts_do_not_act_on_the_terminal() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["direct", "bob"]);
    let text = "\u{1b}[2Jgone\u{202e}drawkcab\n    9  2026-01-01 00:00Z  alice@localhost  forged";
    alice.good(&["send", "bob", text]);
    bob.good(&["sync"]);
    let raw = bob.run(&["read", "alice"]).good().out;
    assert!(!raw.contains(['\u{1b}', '\u{202e}']), "{raw:?}");
    assert!(raw.contains("\\u{1b}[2Jgone\\u{202e}drawkcab"), "{raw:?}");
    let indent = raw.lines().last().unwrap().chars().take_while(|c| *c == ' ').count();
    assert!(indent > 20, "{raw:?}");
    let json = bob.json(&["read", "alice"]).good();
    assert!(!json.out.contains(['\u{1b}', '\u{202e}']));
    assert_eq!(json.objects().last().unwrap()["text"], text);
}

#[test]
fn a_text_from_standard_input_and_an_account_on_a_second_device() {
    use std::io::Write;
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Notes", "--with", "bob"]);
    let mut child =
        alice.command(&["send", "Notes", "-"]).stdin(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("one\ntwo\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    bob.good(&["sync"]);
    assert_eq!(bob.texts("Notes"), ["one\ntwo"]);

    let words = alice.good(&["recovery-words"])[0]["recovery_words"].as_str().unwrap().to_owned();
    assert_eq!(words.split_whitespace().count(), 24);
    let second = relay.stranger("second");
    let recover = |words: &str| {
        let mut child = second
            .command(&[
                "recover",
                "--relay",
                &relay.origin,
                "--account",
                "alice@localhost",
                "--json",
            ])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert_eq!(recover("these are not the words").status.code(), Some(2));
    let recovered = recover(&words);
    assert!(recovered.status.success(), "{recovered:?}");
    assert_eq!(second.good(&["whoami"])[0]["account"], "alice@localhost");
}
