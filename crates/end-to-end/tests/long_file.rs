//! A file of a hundred megabytes over lines that break five times on the way up and five times on the way
//! down: the same at the other end, and little of it sent twice.

use std::io::Write as _;
use std::path::Path;

use corridor_end_to_end::broken_line::BrokenLine;
use corridor_end_to_end::{Person, World};

const BYTES: u64 = 100 * 1024 * 1024;
const CUTS: u64 = 5;
const EVERY: u64 = BYTES / (CUTS + 1);

/// Nothing in it is the same twice, so a part in a wrong place shows.
fn write_content(path: &Path) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for number in 0..BYTES / 8 {
        file.write_all(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()).unwrap();
    }
    file.flush().unwrap();
}

/// Waits, command by command, until `is_done`: a line that breaks costs attempts, and attempts end.
fn sync_until(person: &Person, is_done: impl Fn() -> bool) {
    for _ in 0..20 {
        if is_done() {
            return;
        }
        println!("{}", person.run(&["sync", "--wait", "60"]));
    }
    panic!("{} does not come to an end", person.name());
}

#[test]
fn a_hundred_megabytes_over_lines_that_break() {
    let world = World::new();
    let relay = world.relay.address();
    let lines = [(); 2].map(|()| BrokenLine::before(relay, CUTS, EVERY));
    let people = ["alice", "bob"].map(|name| Person::new(world.folder(), name));
    for (person, line) in people.iter().zip(&lines) {
        person.join(&line.invitation(&world.relay.invite(1)[0])).succeeded();
    }
    let [alice, bob] = &people;
    let room = alice.new_room("Annexes", &[bob]);
    bob.sync();
    let path = world.folder().join("annex.bin");
    write_content(&path);

    let state = |person: &Person| -> (String, u64) {
        let items = person.read(&room);
        let item = items.iter().rfind(|item| item["kind"] == "file");
        item.map_or((String::new(), 0), |item| {
            (item["file"]["state"].as_str().unwrap().to_owned(), item["seq"].as_u64().unwrap_or(0))
        })
    };
    let begun = std::time::Instant::now();
    let sent = alice.run(&["send-file", &room, path.to_str().unwrap(), "--wait", "60"]);
    println!("{sent} after {:?}", begun.elapsed());
    sync_until(alice, || state(alice).0 == "sent");
    let (up, _) = lines[0].counted();

    bob.sync();
    let (before, seq) = state(bob);
    assert_eq!(before, "elsewhere");
    let to = world.folder().join("fetched.bin");
    let arguments = ["save", &room, &seq.to_string(), "--to", to.to_str().unwrap(), "--wait", "60"];
    for _ in 0..20 {
        if bob.run(&arguments).code == Some(0) {
            break;
        }
    }
    let (_, down) = lines[1].counted();

    // Padding, heads of requests and what else people say come to less than a thousandth here.
    let stored = BYTES + BYTES / 100;
    println!(
        "of {BYTES} bytes, {up} went up and {down} came down over lines that were cut {CUTS} times each"
    );
    assert_eq!([lines[0].cuts_left(), lines[1].cuts_left()], [0, 0]);
    for counted in [up, down] {
        assert!(counted >= BYTES, "{counted} bytes are less than the file");
        assert!(counted <= stored + BYTES / 20, "{counted} bytes: more than 5 % was sent twice");
    }
    assert!(std::fs::read(&to).unwrap() == std::fs::read(&path).unwrap());
}
