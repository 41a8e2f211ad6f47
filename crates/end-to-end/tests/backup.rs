//! A backup taken while people write, and the relay restored from it later: what was acknowledged since
//! is sent again by those who have it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use corridor_end_to_end::{Person, World};

/// Messages before the backup begins, and as many after its end, before the disaster.
const AROUND: usize = 12;

const PATIENCE: Duration = Duration::from_mins(2);

#[test]
fn what_was_acknowledged_after_a_backup_is_sent_again_once_it_is_restored() {
    let mut world = World::new();
    let address = world.relay.address().to_string();
    let [alice, bob, carol] = world.people(["alice", "bob", "carol"]);
    let room = alice.new_room("Minutes", &[&bob]);
    bob.sync();
    bob.acknowledge(&room);
    let file = world.folder().join("relay.backup");

    let (done, sent) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (by_alice, by_bob, during) = std::thread::scope(|scope| {
        let (room, done, sent) = (&room, &done, &sent);
        let writers =
            [&alice, &bob].map(|person| scope.spawn(move || writes(person, room, done, sent)));
        wait_for(sent, AROUND);
        let before = sent.load(Ordering::Relaxed);
        let out = file.to_str().expect("paths of tests are UTF-8");
        world.relay.command("backup", &["--out", out]).succeeded();
        let after = sent.load(Ordering::Relaxed);
        wait_for(sent, after + AROUND);
        done.store(true, Ordering::Relaxed);
        let [alice, bob] = writers.map(|writer| writer.join().expect("a writer ends"));
        (alice, bob, after - before)
    });
    // A change of the room that the backup knows nothing of, and what is said under it.
    alice.run(&["add", &room, "carol"]).succeeded();
    carol.sync();
    carol.acknowledge(&room);
    carol.send(&room, "carol was added since").succeeded();
    bob.sync();
    bob.acknowledge(&room);
    bob.send(&room, "bob has seen it").succeeded();

    world.relay.kill();
    let from = file.to_str().expect("paths of tests are UTF-8");
    world.relay.command("restore", &["--from", from, "--force"]).succeeded();
    // Where its clients look for it.
    world.relay.set("CORRIDOR_RELAY_LISTEN", &address);
    world.relay.start();

    for _ in 0..4 {
        for person in [&bob, &carol, &alice] {
            person.sync();
        }
    }
    for person in [&alice, &bob, &carol] {
        person.send(&room, &format!("{} goes on", person.name())).succeeded();
    }
    for person in [&alice, &bob, &carol] {
        person.sync();
    }
    let mut said: BTreeSet<String> = by_alice.iter().chain(&by_bob).cloned().collect();
    let later = [
        "carol was added since",
        "bob has seen it",
        "alice goes on",
        "bob goes on",
        "carol goes on",
    ];
    said.extend(later.map(str::to_owned));
    for person in [&alice, &bob] {
        let texts = person.texts(&room);
        let unique: BTreeSet<String> = texts.iter().cloned().collect();
        assert_eq!(texts.len(), unique.len(), "{} has something twice: {texts:?}", person.name());
        let lost: Vec<_> = said.difference(&unique).collect();
        assert!(lost.is_empty(), "{} LOST {lost:?}", person.name());
        assert_eq!(unique.len(), said.len());
    }
    assert_eq!(carol.texts(&room), later);
    for person in [&alice, &bob, &carol] {
        assert_eq!(person.room(&room)["skipped"].as_u64().unwrap_or(0), 0, "all can be read");
    }
    println!(
        "backup: {} messages acknowledged, {during} of them while it was taken; restored, 0 lost, 0 doubled",
        said.len()
    );
}

/// Writes until it is told to stop, and gives what was acknowledged.
fn writes(person: &Person, room: &str, done: &AtomicBool, sent: &AtomicUsize) -> Vec<String> {
    let mut texts = Vec::new();
    while !done.load(Ordering::Relaxed) {
        let text = format!("{} {}", person.name(), texts.len());
        person.send(room, &text).succeeded();
        texts.push(text);
        sent.fetch_add(1, Ordering::Relaxed);
    }
    texts
}

fn wait_for(sent: &AtomicUsize, count: usize) {
    let deadline = Instant::now() + PATIENCE;
    while sent.load(Ordering::Relaxed) < count {
        assert!(Instant::now() < deadline, "the writers do not come to {count}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
