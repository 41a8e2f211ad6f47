//! What people see: join, talk, be offline, be refused. Every exit code is one that
//! docs/command-line.md lists.

use std::net::TcpListener;

use corridor_end_to_end::{Person, Relay, World};

#[test]
fn two_people_meet_and_talk() {
    let world = World::new();
    let [alice, bob] = world.people(["alice", "bob"]);

    let who = alice.run(&["whoami", "--json"]).succeeded().object();
    assert_eq!(who["account"], "alice@localhost");
    assert_eq!(who["registered"], true);
    assert_eq!(who["relay"], format!("http://{}", world.relay.address()));

    let room = alice.new_room("Lake Geneva", &[&bob]);
    assert!(room.len() >= 6 && room.bytes().all(|byte| byte.is_ascii_hexdigit()), "{room}");
    alice.send(&room, "Shall we begin with article 4?").succeeded();

    bob.sync();
    let rooms = bob.run(&["rooms"]).succeeded();
    assert!(rooms.stdout.contains("Lake Geneva"), "{rooms}");
    assert_eq!(bob.room(&room)["unread"], 1);
    let items = bob.read(&room);
    let text = items.iter().find(|item| item["kind"] == "text").expect("alice's message is there");
    assert_eq!(text["text"], "Shall we begin with article 4?");
    assert_eq!(text["sender"], "alice@localhost");
    assert!(text["seq"].is_u64() && text["sent_at"].as_u64().is_some_and(|at| at > 0), "{text}");
    assert_eq!(bob.room(&room)["unread"], 0);

    // A title names the room as well as its id does.
    bob.send("Lake Geneva", "With the preamble, please.").succeeded();
    alice.sync();
    let both = ["Shall we begin with article 4?", "With the preamble, please."];
    assert_eq!(alice.texts(&room), both);
    assert_eq!(bob.texts(&room), both);

    // Both compare the same number.
    let of_alice = alice.run(&["verify", "bob", "--json"]).succeeded().object();
    let of_bob = bob.run(&["verify", "alice@localhost", "--json"]).succeeded().object();
    assert_eq!(of_alice["digits"], of_bob["digits"]);
    assert_eq!(of_alice["words"], of_bob["words"]);
    println!("faces: two people talked in room {room}");
}

#[test]
fn what_is_written_without_a_relay_arrives_later() {
    let mut world = World::new();
    let [alice, bob] = world.people(["alice", "bob"]);
    let room = alice.new_room("Paris", &[&bob]);
    bob.sync();

    let queued = alice.run(&["--offline", "send", &room, "from the train", "--json"]).succeeded();
    assert_eq!(queued.object()["delivery"], "queued");
    assert!(queued.object()["seq"].is_null());

    assert_eq!(world.relay.stop(), Some(0), "a relay that is asked to stop stops well");
    let refused = alice.run(&["sync", "--timeout", "2", "--json"]).with_code(7);
    assert_eq!(refused.error()["name"], "unreachable");
    let refused = alice.run(&["sync", "--timeout", "2"]).with_code(7);
    assert!(refused.stderr.contains("can't be reached"), "a sentence says so: {refused}");
    alice.send(&room, "from the tunnel").succeeded();
    let stranger = Person::new(world.folder(), "stranger");
    stranger.join(&world.relay.invite(1)[0]).with_code(7);
    assert!(!stranger.profile().exists(), "nothing is made for a relay that is not there");

    world.relay.start();
    alice.sync();
    bob.sync();
    assert_eq!(bob.texts(&room), ["from the train", "from the tunnel"]);
}

#[test]
fn the_gate_holds_a_message_until_the_newcomer_was_seen() {
    let world = World::new();
    let [alice, bob, carol] = world.people(["alice", "bob", "carol"]);
    let room = alice.new_room("Gate", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);
    alice.run(&["add", &room, "carol"]).succeeded();
    bob.sync();
    let refused = bob.run(&["send", &room, "only for alice", "--json"]).with_code(5);
    let error = refused.error();
    assert_eq!(error["name"], "roster_changed");
    assert_eq!(error["joined"], serde_json::json!(["carol@localhost"]));
    bob.acknowledge(&room);
    bob.send(&room, "for both of you").succeeded();
    carol.sync();
    assert_eq!(carol.texts(&room), ["for both of you"]);
}

#[test]
fn an_invitation_is_good_for_one_account_and_a_name_for_one_person() {
    let world = World::new();
    let invitations = world.relay.invite(2);
    let alice = Person::new(world.folder(), "alice");
    alice.join(&invitations[0]).succeeded();
    alice.join(&invitations[1]).with_code(3);

    let late = Person::new(world.folder(), "late");
    let name = |name: &str, invitation: &str| {
        late.run(&["--json", "join", invitation, "--name", name, "--key", "file"]).with_code(8)
    };
    assert_eq!(name("late", &invitations[0]).error()["name"], "invitation_used");
    assert_eq!(name("alice", &invitations[1]).error()["name"], "name_taken");
    let forged = altered(&invitations[1], '#');
    assert_eq!(name("late", &forged).error()["name"], "invitation_invalid");
    // Neither refusal used the invitation up, or left anything behind that is in the way.
    late.join(&invitations[1]).succeeded();
    late.run(&["join", "not an invitation", "--name", "late"]).with_code(2);
}

#[test]
fn a_relay_that_signed_its_certificate_itself_is_known_by_its_pin() {
    let folder = tempfile::tempdir().unwrap();
    // Not on loopback alone, so that `init` makes a certificate; free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let listen = format!("0.0.0.0:{port}");
    let public = format!("https://127.0.0.1:{port}");
    let mut relay =
        Relay::init_with(folder.path(), &["--listen", &listen, "--public-url", &public]);
    relay.start();
    let invitations = relay.invite(3);
    let code = invitations[0].split_once('#').expect("an invitation has a code").1;
    assert!(invitations[0].starts_with(&public) && code.contains('.'), "it has a pin");

    let mallory = Person::new(folder.path(), "mallory");
    let wrong = altered(&invitations[0], '.');
    let refused =
        mallory.run(&["--json", "join", &wrong, "--name", "mallory", "--key", "file"]).with_code(7);
    assert_eq!(refused.error()["name"], "certificate");
    let without = invitations[0].rsplit_once('.').expect("it has a pin").0;
    mallory.join(without).with_code(7);
    assert!(!mallory.profile().exists());

    let [alice, bob] = ["alice", "bob"].map(|name| Person::new(folder.path(), name));
    alice.join(&invitations[1]).succeeded();
    bob.join(&invitations[2]).succeeded();
    let room = alice.new_room("Behind TLS", &[&bob]);
    alice.send(&room, "over TLS").succeeded();
    bob.sync();
    assert_eq!(bob.texts(&room), ["over TLS"]);
    let who = alice.run(&["whoami", "--json"]).succeeded().object();
    assert_eq!(who["relay"], public);
}

/// The invitation with another character right after `mark`.
fn altered(invitation: &str, mark: char) -> String {
    let at = invitation.rfind(mark).expect("it has such a part") + 1;
    let other = if invitation[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &invitation[..at], &invitation[at + 1..])
}
