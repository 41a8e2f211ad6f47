//! Commands that stay: tail, chat, and a relay that goes away under them.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use support::{Person, Relay};

const PATIENCE: Duration = Duration::from_mins(1);

/// A command that runs on, and its output line by line.
struct Running {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Running {
    fn start(person: &Person, arguments: &[&str]) -> Self {
        let mut child = person
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line with `text` in it.
    #[track_caller]
    fn shows(&self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).expect(text);
            if line.contains(text) {
                return;
            }
        }
    }
}

#[test]
fn tail_shows_what_comes_across_a_restart_of_the_relay_and_ends_with_ctrl_c() {
    let mut relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    alice.good(&["new", "Watch", "--with", "bob"]);
    bob.good(&["sync"]);
    let mut tail = Running::start(&bob, &["tail", "Watch"]);
    tail.shows("added bob@localhost");
    alice.good(&["send", "Watch", "before"]);
    tail.shows("before");

    relay.stop();
    alice.good(&["send", "Watch", "queued meanwhile"]);
    relay.restart();
    alice.good(&["sync"]);
    tail.shows("queued meanwhile");

    if cfg!(unix) {
        let id = tail.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert!(tail.child.wait().unwrap().success());
        assert_eq!(bob.good(&["rooms"])[0]["unread"], 0);
    } else {
        tail.child.kill().unwrap();
    }
}

#[test]
fn chat_sends_lines_and_holds_one_until_its_writer_has_seen_who_joined() {
    let relay = Relay::start();
    let (alice, bob) = (relay.person("alice"), relay.person("bob"));
    relay.person("carol");
    alice.good(&["new", "Corridor", "--with", "bob"]);
    bob.good(&["sync"]);
    let mut chat = Running::start(&bob, &["chat", "Corridor"]);
    let mut stdin = chat.child.stdin.take().unwrap();
    chat.shows("added bob@localhost");
    writeln!(stdin, "first").unwrap();
    chat.shows("first");

    alice.good(&["add", "Corridor", "carol"]);
    chat.shows("added carol@localhost");
    writeln!(stdin, "not for carol").unwrap();
    writeln!(stdin, "for carol too").unwrap();
    writeln!(stdin).unwrap();
    chat.shows("for carol too");
    drop(stdin);
    assert!(chat.child.wait().unwrap().success());
    alice.good(&["sync"]);
    assert_eq!(alice.texts("Corridor"), ["first", "for carol too"]);
}

#[test]
fn what_is_too_large_for_a_record_travels_as_blobs() {
    let relay = Relay::start();
    let alice = relay.person("alice");
    // Thirty leaves of the hybrid suite make a tree of more than 64 KiB.
    let names: Vec<String> = (0..30).map(|number| format!("p{number}")).collect();
    let people: Vec<Person> = names.iter().map(|name| relay.person(name)).collect();
    let mut arguments = vec!["new", "Assembly", "--wait", "60", "--with"];
    arguments.extend(names.iter().map(String::as_str));
    alice.good(&arguments);
    let blobs = relay.folder.path().join("relay").join("blobs");
    assert!(std::fs::read_dir(blobs).unwrap().count() > 0, "no blob was needed");
    alice.good(&["send", "Assembly", "to all"]);
    for person in [people.first().unwrap(), people.last().unwrap()] {
        person.good(&["sync"]);
        assert_eq!(person.texts("Assembly"), ["to all"]);
        assert_eq!(person.good(&["rooms"])[0]["people"], 31);
    }
}
