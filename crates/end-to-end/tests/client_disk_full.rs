//! The disk of a client that is really full: a clear error, nothing lost, and on it goes with room.

use std::collections::BTreeSet;

use corridor_end_to_end::process::Finished;
use corridor_end_to_end::small_disk::SmallDisk;
use corridor_end_to_end::{Person, World};

const DISK_MEGABYTES: u64 = 8;

/// What is left free, so that a command's writes end in every place: none fits, some do, all do.
const LEFT_KILOBYTES: [u64; 16] = [0, 4, 8, 12, 16, 24, 32, 40, 48, 56, 64, 80, 96, 128, 192, 256];

#[test]
fn on_a_clients_full_disk_errors_are_clear_nothing_is_lost_and_with_room_all_goes_on() {
    let test = "on_a_clients_full_disk_errors_are_clear_nothing_is_lost_and_with_room_all_goes_on";
    let Some(disk) = SmallDisk::enter(test, DISK_MEGABYTES) else { return };
    let world = World::new();
    let [bob] = world.people(["bob"]);
    let alice = Person::new(disk.path(), "alice");

    // An account that there is no room for is made when there is.
    let invitation = world.relay.invite(1).remove(0);
    let (mut refused, mut done) = (0, 0);
    for left in LEFT_KILOBYTES {
        let filler = disk.fill_up_to(left << 10);
        let joined =
            alice.run(&["join", &invitation, "--name", "alice", "--key", "file", "--json"]);
        filler.remove();
        if !is_done_or_says_why(&joined) {
            refused += 1;
        }
        // It may have been made although something later found no room.
        if alice.run(&["whoami"]).code == Some(0) {
            break;
        }
    }
    if alice.run(&["whoami"]).code != Some(0) {
        alice.join(&invitation).succeeded();
    }
    alice.sync();
    let room = alice.new_room("Small", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);

    let (mut said, mut open) = (BTreeSet::new(), BTreeSet::new());
    for left in LEFT_KILOBYTES {
        let from_bob = format!("bob, {left} left");
        bob.send(&room, &from_bob).succeeded();
        said.insert(from_bob);
        let filler = disk.fill_up_to(left << 10);
        let from_alice = format!("alice, {left} left");
        for (finished, sent) in [
            (alice.run(&["send", &room, &from_alice, "--json"]), Some(from_alice)),
            (alice.run(&["sync", "--json"]), None),
        ] {
            let is_done = is_done_or_says_why(&finished);
            *(if is_done { &mut done } else { &mut refused }) += 1;
            if let Some(sent) = sent {
                let known = if is_done { &mut said } else { &mut open };
                known.insert(sent);
            }
        }
        filler.remove();
        // Not only in the end: what one of them broke, the next one would hide.
        alice.sync();
        alice.run(&["doctor"]).succeeded();
    }
    bob.sync();
    alice.sync();
    for person in [&alice, &bob] {
        let texts = person.texts(&room);
        let unique: BTreeSet<String> = texts.iter().cloned().collect();
        assert_eq!(texts.len(), unique.len(), "{} has something twice: {texts:?}", person.name());
        let lost: Vec<_> = said.difference(&unique).collect();
        assert!(lost.is_empty(), "{} LOST {lost:?}", person.name());
        assert!(unique.iter().all(|text| said.contains(text) || open.contains(text)));
        assert_eq!(person.room(&room)["skipped"].as_u64().unwrap_or(0), 0, "all can be read");
    }
    assert_eq!(alice.texts(&room), bob.texts(&room));
    println!("client's disk full: {refused} commands refused, {done} done; 0 lost, 0 doubled");
    assert!(refused >= 10, "the disk was full at {refused} commands only");
    assert!(done >= 4, "the room that is left suffices at the end");
}

/// Whether a command came to its end. What did not says that the disk is full.
fn is_done_or_says_why(finished: &Finished) -> bool {
    if finished.code == Some(0) {
        return true;
    }
    let error = finished.error();
    assert_eq!(error["name"], "disk_full", "{finished}");
    let message = error["message"].as_str().unwrap_or_default();
    let is_said = ["disk is full", "No space left"].iter().any(|words| message.contains(words));
    assert!(is_said, "{finished}");
    false
}
