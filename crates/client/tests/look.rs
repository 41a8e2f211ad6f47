//! A room's picture and its group, on the command line: what is done, and what is said where it cannot be.

mod support;

use support::{Relay, fails};

#[test]
fn a_room_has_a_picture_for_as_long_as_its_admins_want() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let png = path("png", b"\x89PNG\r\n\x1a\nand so on");
    let large = path("large", &[&[0xff, 0xd8, 0xff][..], &[0; 9000]].concat());
    let text = path("text", b"<svg/>");
    alice.good(&["new", "Desk", "--with", "bob"]);
    bob.good(&["sync"]);
    let set = &alice.good(&["picture", "Desk", &png])[0];
    let mark = set["picture"].as_str().expect("a picture").to_owned();
    bob.good(&["sync"]);
    assert_eq!(bob.good(&["rooms"])[0]["picture"], mark.as_str());
    let shown = bob.run(&["read", "Desk"]).good().out;
    assert!(shown.contains("alice@localhost gave the room a picture"), "{shown}");
    let none = "error: a room's picture is a JPEG, PNG or WebP of at most 8192 bytes\n";
    for path in [&large, &text] {
        fails(&alice, &["picture", "Desk", path], 2, none);
    }
    let member = "error: your role in this room does not allow that: to change the picture one has to be admin or above\n";
    fails(&bob, &["picture", "Desk", "--remove"], 6, member);
    alice.json(&["picture", "Desk"]).bad(2, "usage");
    alice.json(&["picture", "Desk", "/no/such/file"]).bad(1, "file");
    assert!(alice.good(&["picture", "Desk", "--remove"])[0]["picture"].is_null());
    let shown = alice.run(&["read", "Desk"]).good().out;
    assert!(shown.contains("alice@localhost took the picture away"), "{shown}");
}

#[test]
fn rooms_of_one_group_are_told_by_its_number() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    let first = &alice.good(&["new", "Plenary", "--with", "bob", "--group", "Blue"])[0];
    let id = first["group"]["id"].as_str().expect("a group").to_owned();
    assert_eq!((first["group"]["name"].as_str(), id.len()), (Some("Blue"), 32));
    let second = &alice.good(&["new", "Legal", "--beside", "Plenary"])[0];
    assert_eq!(second["group"], first["group"]);
    let other = &alice.good(&["new", "Other", "--group", "Blue"])[0];
    assert_ne!(other["group"]["id"], id.as_str());
    let shown = alice.run(&["rooms"]).good().out;
    assert_eq!(shown.matches(&format!("in Blue ({})", &id[..6])).count(), 2, "{shown}");
    // Who is in one of them hears of no other.
    bob.good(&["sync"]);
    let rooms = bob.good(&["rooms"]);
    assert_eq!((rooms.len(), &rooms[0]["group"]), (1, &first["group"]));
    assert_eq!(alice.good(&["group", "Other", "--beside", "Legal"])[0]["group"], first["group"]);
    assert!(alice.good(&["group", "Other", "--remove"])[0]["group"].is_null());
    let shown = alice.run(&["read", "Other"]).good().out;
    for part in ["put the room under \"Blue\"", "took the room out of its group"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let name = "error: a group's name has 1 to 100 bytes and no control characters\n";
    fails(&alice, &["new", "More", "--group", &"x".repeat(101)], 2, name);
    fails(&alice, &["group", "Other", "--name", "two\nlines"], 2, name);
    fails(
        &alice,
        &["new", "More", "--beside", "Other"],
        4,
        "error: no room here is in such a group\n",
    );
    let member = "error: your role in this room does not allow that: to change the group one has to be admin or above\n";
    fails(&bob, &["group", "Plenary", "--remove"], 6, member);
    alice.json(&["group", "Other"]).bad(2, "usage");
    alice.json(&["new", "More", "--group", "Blue", "--beside", "Legal"]).bad(2, "usage");
}
