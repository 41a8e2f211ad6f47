//! For whom people speak, on the command line: an organisation signs, a person shows it, others believe it or not.

mod support;

use support::{Relay, fails};

#[test]
fn what_an_organisation_signs_is_shown_and_believed_by_who_wants_to() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let secret = path("ministry");
    let key = alice.good(&["organisation", "new", &secret])[0]["key"].as_str().unwrap().to_owned();
    assert_eq!(alice.good(&["organisation", "key", &secret])[0]["key"], key.as_str());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&secret).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Never over another one.
    alice.json(&["organisation", "new", &secret]).bad(1, "file");

    let account_key = bob.good(&["whoami"])[0]["account_key"].as_str().unwrap().to_owned();
    let sign = |name: &str, affiliation: &str| {
        let words = ["--name", name, "--title", "Attaché", "--affiliation", affiliation];
        [&["organisation", "sign", &secret, &account_key][..], &words]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let words = sign("Bob Okoye", "Gold Coast");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let signed = alice.good(&words)[0]["affiliation"].as_str().unwrap().to_owned();
    alice.good(&["new", "Desk", "--with", "bob"]);
    // A room that Alice, whom he does not know, has let him into is told when he has been in it.
    bob.good(&["sync"]);
    bob.good(&["send", "Desk", "Good morning."]);
    let own = &bob.good(&["affiliation", &signed])[0]["affiliation"];
    assert_eq!(
        (own["name"].as_str(), own["affiliation"].as_str()),
        (Some("Bob Okoye"), Some("Gold Coast"))
    );
    alice.good(&["sync"]);
    let shown = alice.run(&["roster", "Desk"]).good().out;
    assert!(
        shown.contains(
            "Bob Okoye, Attaché, for Gold Coast (by an unknown key, corridor-organisation:"
        ),
        "{shown}"
    );
    assert_eq!(alice.good(&["rooms"])[0]["delegations"], 0);
    assert_eq!(
        alice.good(&["trust", &key, "Ministry of the Gold Coast"])[0]["name"],
        "Ministry of the Gold Coast"
    );
    let shown = alice.run(&["roster", "Desk"]).good().out;
    assert!(
        shown.contains("for Gold Coast (signed by Ministry of the Gold Coast, until "),
        "{shown}"
    );
    assert_eq!(alice.good(&["rooms"])[0]["delegations"], 1);
    assert!(alice.good(&["trust", &key, "--remove"]).is_empty());
    assert!(bob.good(&["affiliation", "--remove"])[0]["affiliation"].is_null());
    alice.good(&["sync"]);
    assert!(!alice.run(&["roster", "Desk"]).good().out.contains("Gold Coast"));

    // What is refused, and how it is said.
    let other = "error: this affiliation is not yours, or over: it names another account's key\n";
    fails(&alice, &["affiliation", &signed], 6, other);
    let none = "error: this is no affiliation: one begins with corridor-affiliation:, and is copied whole\n";
    fails(&bob, &["affiliation", "hello"], 2, none);
    let no_key = "error: this is no organisation's key: one begins with corridor-organisation:\n";
    fails(&bob, &["trust", "hello", "Ministry"], 2, no_key);
    let no_name = "error: an organisation is called something in a line of 1 to 128 bytes, and you believe at most 256\n";
    fails(&bob, &["trust", &key, ""], 2, no_name);
    let words = sign("", "Gold Coast");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let no_words = "error: a name and an affiliation have 1 to 128 bytes, a title at most that, each in one line\n";
    fails(&alice, &words, 2, no_words);
    let digits = "error: an account key is 64 hexadecimal digits: corridor whoami shows it\n";
    let short = ["organisation", "sign", &secret, "5f", "--name", "B", "--affiliation", "G"];
    fails(&alice, &short, 2, digits);
    alice.json(&["organisation", "key", "/no/such/file"]).bad(1, "file");
    let damaged = path("damaged");
    std::fs::write(&damaged, "not a key").unwrap();
    alice.json(&["organisation", "key", &damaged]).bad(9, "key_file");
}
