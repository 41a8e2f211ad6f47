//! What is said where something about people, doors, cards and files that are opened once cannot be done, word
//! for word. The same by JSON-RPC stands in docs/json-rpc.md, which is played.

mod support;

use corridor_sealing::room_link::RoomLink;
use corridor_wire::id::{AccountId, AccountKey};
use support::{Person, Relay};

#[track_caller]
fn fails(person: &Person, arguments: &[&str], code: i32, shown: &str) {
    support::fails(person, arguments, code, &format!("error: {shown}\n"));
}

#[test]
fn people_who_call_themselves_too_much_or_are_blocked() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let png = path("png", b"\x89PNG\r\n\x1a\n");
    let large = path("large", &[&[0xff, 0xd8, 0xff][..], &vec![0; 25_000]].concat());
    let profile = "what you are called has at most 64 bytes, the line below 280, without control characters, \
                   and the picture is a JPEG or WebP of at most 24576 bytes";
    for arguments in [
        &["about", "--name", &"x".repeat(65)][..],
        &["about", "--line", "two\nlines"],
        &["about", "--picture", &png],
        &["about", "--picture", &large],
    ] {
        fails(&alice, arguments, 2, profile);
    }
    fails(
        &alice,
        &["about", "--to", "Nowhere"],
        4,
        "there is no room \"Nowhere\"\n  corridor rooms lists them; corridor sync asks for new ones",
    );
    fails(&alice, &["block", "alice"], 6, "that is your own account");
    fails(
        &alice,
        &["unblock", "bob"],
        4,
        "no person of that name has been met yet\n  a person is met in a room: corridor direct ACCOUNT",
    );
    alice.good(&["direct", "bob"]);
    bob.good(&["sync"]);
    alice.good(&["block", "bob"]);
    let blocked =
        "bob@localhost is blocked on this device: unblock them first\n  corridor unblock ACCOUNT";
    fails(&alice, &["direct", "bob"], 6, blocked);
    fails(&alice, &["send", "bob", "hello"], 6, blocked);
    fails(
        &alice,
        &["report", "bob", "999"],
        4,
        "there is no such message, or nothing of that kind to be done with it",
    );
}

#[test]
fn links_that_are_not_to_be_used() {
    let relay = Relay::start();
    let (alice, dana) = (relay.person("alice"), relay.person("dana"));
    alice.good(&["new", "Desk", "--with", "dana"]);
    dana.good(&["sync"]);
    let made = &alice.good(&["link", "Desk"])[0];
    let url = made["url"].as_str().expect("a link");
    let bent = |change: &dyn Fn(&mut RoomLink)| {
        let mut link = RoomLink::parse(url).unwrap();
        change(&mut link);
        link.to_text()
    };
    let expired = bent(&|link| link.expires_seconds = 1_700_000_000);
    fails(&dana, &["knock", &expired], 6, "the link has expired: ask for another one");
    let elsewhere = bent(&|link| link.account = AccountId::parse("alice@other.example").unwrap());
    fails(&dana, &["knock", &elsewhere], 6, "whoever made the link is at another relay");
    let other = bent(&|link| link.account_key = AccountKey::from_bytes([7; 32]));
    let differs =
        "the link names another key than the one you know of its maker: compare safety numbers";
    fails(&dana, &["knock", &other], 6, differs);
    fails(&alice, &["knock", url], 6, "the link is your own");
    fails(&dana, &["knock", &url[..url.len() - 4]], 2, "the link is damaged: copy the whole of it");
    let word = "a word with a knock has at most 280 bytes and no control characters";
    for said in ["x".repeat(281), "two\nlines".to_owned()] {
        fails(&dana, &["knock", url, "--word", &said], 2, word);
    }
    let terms = "a link is good for a minute to 90 days, and for 1 to 250 people";
    fails(&alice, &["link", "Desk", "--people", "251"], 2, terms);
    fails(
        &dana,
        &["link", "Desk"],
        6,
        "your role in this room does not allow that: to add people one has to be admin or above",
    );
    fails(
        &dana,
        &["tell", "Desk", "1", "9"],
        6,
        "your role in this room does not allow that: to tell what was said before one has to be admin or above",
    );
    let nothing = "there is nothing there that may be passed on, or more than 1000 messages";
    fails(&alice, &["tell", "Desk", "90", "99"], 2, nothing);
    let none = "there is no such link, or nobody knocking\n  corridor links ROOM, corridor knocks";
    for arguments in [["let-in", "7"], ["turn-away", "7"], ["unlink", "77"]] {
        fails(&alice, &arguments, 4, none);
    }
    fails(&alice, &["knocks", "--forget", "7"], 4, none);
}

#[test]
fn cards_and_files_that_break_their_rules() {
    let relay = Relay::start();
    let alice = relay.person("alice");
    alice.good(&["new", "Desk"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.jpg");
    std::fs::write(&file, b"one").unwrap();
    let file = file.to_str().unwrap();
    let contact = "a contact is an account and a name, each a line of at most 512 bytes";
    fails(&alice, &["send-contact", "Desk", "bob", "--name", &"x".repeat(513)], 2, contact);
    let place = "a place is at most 90 degrees from the equator and 180 from Greenwich, and its label a line of \
                 at most 256 bytes";
    fails(&alice, &["send-place", "Desk", "91", "0"], 2, place);
    fails(&alice, &["send-place", "Desk", "0", "0", "--label", &"x".repeat(257)], 2, place);
    let nudge = "a nudge's own phrase has 1 to 64 bytes, what to speak for at most that, each a line; other phrases \
                 have no subject";
    fails(&alice, &["nudge", "Desk", "own"], 2, nudge);
    fails(&alice, &["nudge", "Desk", "speak", "--subject", &"x".repeat(65)], 2, nudge);
    fails(&alice, &["nudge", "Desk", "wait", "--subject", "us"], 2, nudge);
    fails(
        &alice,
        &["nudge", "Nowhere", "wait"],
        4,
        "there is no room \"Nowhere\"\n  corridor rooms lists them; corridor sync asks for new ones",
    );
    let sound = "a voice note is sound: its media type begins with audio/";
    fails(&alice, &["send-file", "Desk", file, "--voice", "3", "--type", "image/jpeg"], 2, sound);
    alice.good(&["send-file", "Desk", file, "--once"]);
    alice.good(&["sync"]);
    let items = alice.good(&["read", "Desk"]);
    let seq = items.last().expect("it was sent")["seq"].to_string();
    // Whoever has sent it can open it no more than anybody who finds this disk.
    let none = "there is no such file, or nothing of that kind to be done with it";
    fails(&alice, &["save", "Desk", &seq, "--to", "/tmp/corridor-opened-once"], 4, none);
}
