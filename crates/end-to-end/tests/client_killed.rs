//! The client killed at exact system calls while it sends, receives and joins.
//!
//! What a command had said before it ended with 0 is never lost; what was cut off is there once at
//! most; and whatever the database went through, nobody has a message that cannot be read.

use std::collections::{BTreeMap, BTreeSet};

use corridor_end_to_end::strace::{self, KillAt};
use corridor_end_to_end::{Person, World};

/// Calls that change the database, and those that tell the relay.
const CALLS: [(&str, u32, u32); 5] = [
    ("pwrite64", 1, 3),
    ("fdatasync", 1, 1),
    ("fsync", 1, 1),
    ("sendto", 2, 1),
    ("ftruncate", 1, 1),
];

const EACH: u32 = 9;

#[derive(Default)]
struct Tally {
    kills: BTreeMap<(&'static str, &'static str), u32>,
    not_reached: u32,
}

impl Tally {
    /// Whether the command came to its end.
    fn note(&mut self, what: &'static str, at: KillAt, code: Option<i32>) -> bool {
        match code {
            None => {
                *self.kills.entry((what, at.call)).or_default() += 1;
                false
            }
            Some(0) => {
                self.not_reached += 1;
                true
            }
            Some(other) => panic!("{what}, {at:?}: ended with {other}"),
        }
    }
}

#[test]
fn nothing_said_is_lost_or_doubled_or_unreadable_when_a_client_is_killed() {
    let world = World::new();
    let [alice, bob] = world.people(["alice", "bob"]);
    let room = alice.new_room("Kills", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);
    let log = world.folder().join("strace");
    let mut tally = Tally::default();
    let (mut said, mut cut_off) = (BTreeSet::new(), BTreeSet::new());
    for (call, first, step) in CALLS {
        for nth in (0..EACH).map(|number| first + number * step) {
            let at = KillAt { call, nth };
            let text = format!("message {call} {nth}");
            let sent = alice.run_under(strace::killing(at, &log), &["send", &room, &text]);
            if tally.note("sending", at, sent.code) {
                said.insert(text);
            } else {
                cut_off.insert(text);
            }
            let read = bob.run_under(strace::killing(at, &log), &["sync"]);
            tally.note("receiving", at, read.code);
        }
    }
    for _ in 0..2 {
        alice.sync();
        bob.sync();
    }
    for person in [&alice, &bob] {
        let texts = person.texts(&room);
        let unique: BTreeSet<String> = texts.iter().cloned().collect();
        assert_eq!(texts.len(), unique.len(), "{} has something twice: {texts:?}", person.name());
        let lost: Vec<_> = said.difference(&unique).collect();
        assert!(lost.is_empty(), "{} LOST {lost:?}", person.name());
        assert!(unique.iter().all(|text| said.contains(text) || cut_off.contains(text)));
        assert_eq!(person.room(&room)["skipped"].as_u64().unwrap_or(0), 0, "all can be read");
    }
    assert_eq!(alice.texts(&room), bob.texts(&room));
    join_under_kills(&world, &mut tally);
    let kills: u32 = tally.kills.values().sum();
    for ((what, call), kills) in &tally.kills {
        println!("client killed: {kills:3} while {what} at {call}");
    }
    println!(
        "client killed: {kills} kills, {} ends not reached; {} messages said, {} cut off; 0 lost, 0 doubled",
        tally.not_reached,
        said.len(),
        cut_off.len()
    );
    assert!(kills >= 50, "{kills}");
}

/// An account is made, killed and made again until it is there.
fn join_under_kills(world: &World, tally: &mut Tally) {
    let log = world.folder().join("strace");
    for (number, nth) in [1, 4, 9, 15, 22, 30].into_iter().enumerate() {
        let name = format!("carol{number}");
        let person = Person::new(world.folder(), &name);
        let invitation = world.relay.invite(1).remove(0);
        let join = ["join", &invitation, "--name", &name, "--key", "file"];
        let at = KillAt { call: "pwrite64", nth };
        let joined = person.run_under(strace::killing(at, &log), &join);
        if !tally.note("joining", at, joined.code) {
            person.run(&join).succeeded();
        }
        person.sync();
    }
}
