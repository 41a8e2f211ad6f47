//! The power cut off while a client sends, receives, opens rooms and joins.
//!
//! A command is killed at an exact system call while all that it writes is recorded. Then its folder is
//! replaced by one that a disk could have at that moment (`src/lost_writes.rs`): synced bytes for sure,
//! of the rest some. The relay has seen what it would have seen, and nothing of what comes after. A
//! command that came to its end before the call is cut off right behind its end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use corridor_end_to_end::chance::Chance;
use corridor_end_to_end::lost_writes::{Choice, Disk};
use corridor_end_to_end::recording;
use corridor_end_to_end::strace::{self, KillAt};
use corridor_end_to_end::{Person, World};

/// Calls that change the database, and those that tell the relay.
const CALLS: [(&str, u32, u32); 6] = [
    ("pwrite64", 1, 4),
    ("fdatasync", 1, 1),
    ("sendto", 2, 2),
    ("unlink", 1, 1),
    ("ftruncate", 1, 1),
    ("openat", 8, 6),
];

/// Cuts at each of the calls, of each kind of command.
const EACH: u32 = 5;

#[test]
fn nothing_said_is_lost_or_doubled_or_unreadable_when_a_clients_power_is_cut() {
    let world = World::new();
    let [bob] = world.people(["bob"]);
    let mut site = Site::new(&world, "alice");
    let alice = site.person("alice");
    alice.join(&world.relay.invite(1)[0]).succeeded();
    let room = alice.new_room("Cuts", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);
    let mut said = Said::default();
    for (call, first, step) in CALLS {
        for nth in (0..EACH).map(|number| first + number * step) {
            let at = KillAt { call, nth };
            let text = format!("alice at {call} {nth}");
            let ended = site.cut(&alice, at, &["send", &room, &text]);
            said.note(text, ended);
            alice.sync();
            said.check(&alice, &room);

            let text = format!("bob at {call} {nth}");
            bob.send(&room, &text).succeeded();
            said.note(text, true);
            site.cut(&alice, at, &["sync"]);
            alice.sync();
            said.check(&alice, &room);
            bob.sync();
            said.check(&bob, &room);
        }
    }
    for person in [&alice, &bob, &alice] {
        person.sync();
    }
    assert_eq!(alice.texts(&room), bob.texts(&room));
    rooms_under_cuts(&mut site, &alice, &bob);
    joins_under_cuts(&world, &mut site.tally);
    site.tally.print();
    println!(
        "client power: {} said, {} cut off; 0 lost, 0 doubled",
        said.sent.len(),
        said.open.len()
    );
    assert!(site.tally.images() >= 50);
    assert!(site.tally.pending > 0, "something was pending at cuts");
}

/// Rooms that were opened are there, and others can talk in them.
fn rooms_under_cuts(site: &mut Site, alice: &Person, bob: &Person) {
    for nth in [2, 5, 9, 14, 20] {
        let title = format!("Room {nth}");
        let at = KillAt { call: "pwrite64", nth };
        let with = bob.account();
        if site.cut(alice, at, &["new", &title, "--with", &with]) {
            alice.send(&title, "after the cut").succeeded();
            bob.sync();
            assert_eq!(bob.texts(&title), ["after the cut"]);
        }
        alice.sync();
        bob.sync();
        for person in [alice, bob] {
            let rooms = person.run(&["rooms", "--json"]).succeeded().objects();
            let count = rooms.iter().filter(|room| room["title"] == title.as_str()).count();
            assert!(count <= 1, "{} has {title} {count} times", person.name());
        }
    }
}

/// An account is made, cut off, and made again with the same invitation until it is there. One that was
/// said to be made is there without that.
fn joins_under_cuts(world: &World, tally: &mut Tally) {
    let calls = [
        ("openat", [8, 16, 22, 26, 29, 32]),
        ("pwrite64", [1, 4, 9, 15, 22, 30]),
        ("fsync", [1, 2, 3, 4, 5, 6]),
        ("sendto", [1, 2, 3, 4, 5, 1000]),
    ];
    for (call, places) in calls {
        for nth in places {
            let name = format!("carol-{call}-{nth}");
            let mut site = Site::new(world, &name);
            let person = site.person(&name);
            let invitation = world.relay.invite(1).remove(0);
            let join = ["join", &invitation, "--name", &name, "--key", "file"];
            let ended = site.cut(&person, KillAt { call, nth }, &join);
            // It may have been cut off in what comes after the account.
            if !ended && person.run(&["whoami"]).code != Some(0) {
                person.run(&join).succeeded();
            }
            person.sync();
            let account = person.run(&["whoami", "--json"]).succeeded().object();
            assert_eq!(account["account"], person.account());
            tally.add(&site.tally);
        }
    }
}

/// What was sent to the one room.
#[derive(Default)]
struct Said {
    sent: BTreeSet<String>,
    /// Whether these were is not known: at most once.
    open: BTreeSet<String>,
}

impl Said {
    fn note(&mut self, text: String, ended: bool) {
        if ended {
            self.sent.insert(text)
        } else {
            self.open.insert(text)
        };
    }

    fn check(&self, person: &Person, room: &str) {
        let texts = person.texts(room);
        let unique: BTreeSet<String> = texts.iter().cloned().collect();
        assert_eq!(texts.len(), unique.len(), "{} has something twice: {texts:?}", person.name());
        let lost: Vec<_> = self.sent.difference(&unique).collect();
        assert!(lost.is_empty(), "{} LOST {lost:?}", person.name());
        assert!(unique.iter().all(|text| self.sent.contains(text) || self.open.contains(text)));
        assert_eq!(person.room(room)["skipped"].as_u64().unwrap_or(0), 0, "all can be read");
    }
}

/// The folder around one profile, whose power is cut again and again.
struct Site {
    folder: PathBuf,
    log: PathBuf,
    chance: Chance,
    tally: Tally,
}

#[derive(Default)]
struct Tally {
    /// By command and call, how many were cut off at it and how many behind their end.
    cuts: BTreeMap<(String, &'static str), (u32, u32)>,
    pending: usize,
}

impl Site {
    fn new(world: &World, name: &str) -> Self {
        let folder = world.folder().join(format!("disk-of-{name}"));
        fs::create_dir(&folder).expect("it is not there yet");
        let log = world.folder().join("strace");
        let chance = Chance(name.bytes().map(u64::from).sum());
        Self { folder, log, chance, tally: Tally::default() }
    }

    fn person(&self, name: &str) -> Person {
        Person::new(&self.folder, name)
    }

    /// Runs a command, cuts the power at the call or else behind its end, and lets the machine start
    /// again. Whether the command had come to its end.
    fn cut(&mut self, person: &Person, at: KillAt, arguments: &[&str]) -> bool {
        let mut disk = Disk::of(&self.folder);
        let tracer = strace::recording_until(at, recording::CALLS, &self.log);
        let finished = person.run_under(tracer, arguments);
        strace::wait_for_log(finished.process, &self.log);
        for call in recording::read(&self.log) {
            disk.take(&call);
        }
        let ended = match finished.code {
            None => false,
            Some(0) => true,
            Some(_) => panic!("{at:?}: {finished}"),
        };
        let seed = self.chance.below(1 << 30);
        let choice = match self.tally.images() % 5 {
            0 => Choice::Nothing,
            1 => Choice::Ordered(seed),
            4 => Choice::Everything,
            _ => Choice::Any(seed),
        };
        println!("client power: {} {at:?}, {choice:?}, ended: {ended}", arguments[0]);
        self.tally.pending += disk.pending();
        let counts = self.tally.cuts.entry((arguments[0].to_owned(), at.call)).or_default();
        *(if ended { &mut counts.1 } else { &mut counts.0 }) += 1;
        fs::remove_dir_all(&self.folder).expect("the old folder can go");
        disk.write_image(choice, &self.folder);
        make_private(person.profile());
        ended
    }
}

/// Modes are no part of the model.
fn make_private(profile: &Path) {
    if profile.exists() {
        fs::set_permissions(profile, PermissionsExt::from_mode(0o700)).expect("it is ours");
    }
}

impl Tally {
    fn images(&self) -> u32 {
        self.cuts.values().map(|(cut, ended)| cut + ended).sum()
    }

    fn add(&mut self, other: &Self) {
        for (key, (cut, ended)) in &other.cuts {
            let counts = self.cuts.entry(key.clone()).or_default();
            *counts = (counts.0 + cut, counts.1 + ended);
        }
        self.pending += other.pending;
    }

    fn print(&self) {
        for ((command, call), (cut, ended)) in &self.cuts {
            println!(
                "client power: {command:5} {call:10} {cut:3} cut off, {ended:3} behind the end"
            );
        }
        let images = self.images();
        println!("client power: {images} images, {} changes pending in all", self.pending);
    }
}
