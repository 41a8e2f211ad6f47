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

#[test]
fn people_are_asked_alone_and_the_asker_alone_has_what_they_answer() {
    let relay = Relay::start();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| relay.person(name));
    let question = "What would you accept?";
    let answers = ["--answer", "Ten years", "--answer", "Five years"];
    let asked =
        &alice.good(&[&["sound", question, "bob", "carol", "--free"], &answers[..]].concat())[0];
    let id = asked["sounding"].to_string();
    assert_eq!((&asked["asked"], &asked["answered"]), (&2.into(), &0.into()));
    bob.good(&["sync"]);
    let seq = seq_of(&bob, "alice", question);
    let shown = bob.run(&["read", "alice"]).good().out;
    assert!(shown.contains("only the asker sees what you answer"), "{shown}");
    let answered = &bob.good(&["answer", "alice", &seq, "2", "--text", "but not in May"])[0];
    assert_eq!(answered["question"]["answer"]["choice"], 1);
    fails(
        &bob,
        &["answer", "alice", &seq, "3"],
        6,
        "error: the sounding is over, or that is no answer to it\n",
    );
    bob.json(&["answer", "alice", &seq]).bad(2, "usage");
    alice.good(&["sync"]);
    let table = alice.run(&["soundings", &id]).good().out;
    assert!(table.contains("What would you accept?  1 of 2"), "{table}");
    assert!(table.contains("bob@localhost    Five years: \"but not in May\"  2"), "{table}");
    assert!(table.contains("carol@localhost  no answer\n"), "{table}");
    assert!(alice.good(&["remind", &id])[0]["people"][1]["reminded_at"].is_u64());
    carol.good(&["sync"]);
    let shown = carol.run(&["read", "alice"]).good().out;
    assert!(shown.contains("* alice@localhost still asks for an answer"), "{shown}");
    assert!(!shown.contains("bob") && !shown.contains("May"), "{shown}");
    alice.good(&["new", "Desk", "--with", "carol"]);
    let told = &alice.good(&["share-totals", &id, "Desk"])[0];
    assert_eq!(
        (&told["totals"]["answers"][1]["count"], &told["totals"]["asked"]),
        (&1.into(), &2.into())
    );
    carol.good(&["sync"]);
    let shown = carol.run(&["read", "Desk"]).good().out;
    assert!(shown.contains("[totals] What would you accept?"), "{shown}");
    assert!(shown.contains("1 of 2 answered") && !shown.contains("bob"), "{shown}");
    let few = "error: a room is asked as a whole where 5 others are in it: fewer answers tell too much of each\n";
    fails(&alice, &["sound-room", "Desk", "Agreed?"], 6, few);
    let none = "error: there is no such sounding, or nothing of that kind to be done with it\n  corridor soundings\n";
    for arguments in [&["publish", &id][..], &["remind", "9"], &["soundings", "9"]] {
        fails(&alice, arguments, 4, none);
    }
    let form = "error: a sounding is a line of 1 to 512 bytes, at most 8 different answers of 1 to 64 bytes, and \
                words of one's own where there are none\n";
    fails(&alice, &["sound", "", "bob"], 2, form);
}

#[test]
fn a_statement_is_agreed_on_word_by_word() {
    let relay = Relay::start();
    let [mona, ali] = ["mona", "ali"].map(|name| relay.person(name));
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let draft = file("draft", "We met.\n\nWe agreed on\nall points.\n\n\n");
    mona.good(&["new", "Drafting", "--with", "ali"]);
    mona.good(&["statement", "new", "Drafting", "Communiqué", &draft]);
    ali.good(&["sync"]);
    let seq = seq_of(&ali, "Drafting", "Communiqué\n\nWe met.\n\nWe agreed on\nall points.");
    let on = |act: &'static str| ["statement", act, "Drafting", seq.as_str()];
    let suggest = [&on("suggest")[..], &["2", "We agreed on most points.", "--reason", "Not all."]];
    let made = &ali.good(&suggest.concat())[0]["suggestions"][0];
    assert_eq!((&made["state"], &made["fits"]), (&"open".into(), &true.into()));
    ali.json(&[&on("suggest")[..], &["2"]].concat()).bad(2, "usage");
    let not_the_pen = "error: only who wrote a statement first holds its pen\n";
    fails(&ali, &[&on("revise")[..], &[&draft]].concat(), 6, not_the_pen);
    mona.good(&["sync"]);
    let shown = mona.run(&on("show")).good().out;
    assert!(shown.contains("We agreed on most points. - ali@localhost]: Not all."), "{shown}");
    assert!(shown.contains("ali@localhost: has not signed"), "{shown}");
    let items = mona.good(&on("show"))[0]["suggestions"][0]["local_id"].to_string();
    let taken = &mona.good(&[&on("take")[..], &[&items]].concat())[0];
    assert_eq!(taken["versions"][1]["paragraphs"][1]["text"], "We agreed on most points.");
    let diff = mona.run(&[&on("diff")[..], &["1", "2"]].concat()).good().out;
    assert_eq!(
        diff,
        "version 1 to version 2\n- 2. We agreed on\n     all points.\n+ 2. We agreed on most points.\n"
    );
    let changed =
        "error: another version has followed: read it first\n  corridor statement show ROOM SEQ\n";
    ali.good(&["sync"]);
    let hash = taken["versions"][1]["hash"].as_str().unwrap();
    let first = taken["versions"][0]["hash"].as_str().unwrap();
    fails(&ali, &[&on("sign-off")[..], &[&first[..8]]].concat(), 6, changed);
    fails(&ali, &[&on("sign-off")[..], &[&hash[..7]]].concat(), 6, changed);
    let signed = &ali.good(&[&on("sign-off")[..], &[&hash[..8]]].concat())[0]["sign_offs"][0];
    assert_eq!((&signed["counts"], &signed["version"]), (&true.into(), &2.into()));
    let none = "error: no silence procedure is running that this could break\n";
    fails(&ali, &[&on("object")[..], &["No."]].concat(), 4, none);
    let silence = &mona.good(&[&on("silence")[..], &["+2h"]].concat())[0]["silences"][0];
    assert_eq!((&silence["state"], &silence["number"]), (&"running".into(), &2.into()));
    ali.good(&["sync"]);
    ali.good(&[&on("object")[..], &["Not without article 4."]].concat());
    mona.good(&["sync"]);
    let shown = mona.run(&["read", "Drafting"]).good().out;
    assert!(shown.contains("* mona@localhost wrote another version of \"Communiqué\""), "{shown}");
    assert!(
        shown.contains("ali@localhost objects to \"Communiqué\": Not without article 4."),
        "{shown}"
    );
    assert!(mona.run(&on("show")).good().out.contains(": broken\n"));
}
