//! 400 strings are planted in a running conversation: names of accounts, titles of rooms, texts.
//! The relay's files, its logs at their most talkative and a core dump of its process hold none of
//! them beyond the names in the account table, and nothing puts an account beside a room.

mod memory;
mod rows;
mod talk;

use std::collections::BTreeMap;
use std::path::Path;

use corridor_end_to_end::traces::{Found, Traces, files_under, mark};
use corridor_end_to_end::{Person, World};

use memory::Dump;

const NAMES: usize = 5;
const TITLES: usize = 45;
const TEXTS: usize = 350;

pub struct Planted {
    names: Vec<String>,
    titles: Vec<String>,
    texts: Vec<String>,
}

impl Planted {
    fn new() -> Self {
        let some = |count: usize, rest: &str| -> Vec<String> {
            (0..count)
                .map(|number| format!("{}{}", mark(), rest.replace('#', &number.to_string())))
                .collect()
        };
        Self {
            names: some(NAMES, ""),
            titles: some(TITLES, " delegation, room #"),
            texts: some(TEXTS, " is what we can accept in article #, if they move on the annex."),
        }
    }

    fn all(&self) -> Vec<String> {
        [&self.names[..], &self.titles, &self.texts].concat()
    }

    fn is_name(&self, string: &String) -> bool {
        self.names.contains(string)
    }
}

#[test]
fn a_relay_holds_no_name_beside_a_room_and_no_title_and_no_text() {
    let planted = Planted::new();
    let traces = Traces::of(planted.all());
    let mut world = World::not_started();
    world.relay.set("CORRIDOR_RELAY_LOG_LEVEL", "debug");
    world.relay.start();
    let people: Vec<Person> = planted
        .names
        .iter()
        .zip(world.relay.invite(NAMES))
        .map(|(name, invitation)| {
            let person = Person::new(world.folder(), name);
            person.join(&invitation).succeeded();
            person
        })
        .collect();
    let mut talk = talk::Talk::begin(&people, &planted);

    // While messages come and go, since that is when memory holds the most.
    talk.say_a_third();
    talk.settle();
    talk.say_a_third();
    let dump = Dump::take(&world, talk.a_process());
    talk.end();
    let secrets = talk.secrets();

    let in_files = search_files(&traces, world.relay.directory());
    world.relay.kill();
    let after_kill = search_files(&traces, world.relay.directory());
    world.relay.start();
    assert_eq!(world.relay.stop(), Some(0));
    let after_restart = search_files(&traces, world.relay.directory());
    for found in [&in_files, &after_kill, &after_restart] {
        check_only_names(&planted, found, "the data directory");
        let names = found.keys().filter(|(string, _)| planted.is_name(string)).count();
        assert_eq!(names, NAMES, "the search finds what is there");
    }
    let rows = rows::check(&world.relay.directory().join("store"), &secrets);

    // Its logs say nothing of anybody, not even names.
    for log in world.relay.said() {
        assert_eq!(traces.in_file(log), Found::new(), "{}", log.display());
        let text = std::fs::read_to_string(log).unwrap();
        assert!(text.contains("ready"), "the log is there");
        for secret in secrets.all_shown() {
            assert!(!text.contains(&secret), "{} holds {secret}", log.display());
        }
    }

    let bytes: u64 = files_under(world.relay.directory()).iter().map(|file| size(file)).sum();
    let memory = match dump {
        Some(dump) => dump.check(&traces, &planted),
        None => "NO CORE DUMP WAS TAKEN: gcore is not here and could not be installed".to_owned(),
    };
    println!(
        "privacy: {} strings planted ({NAMES} names, {TITLES} titles, {TEXTS} texts); {} KiB of files \
         hold the names alone; {rows}; {memory}",
        planted.all().len(),
        bytes / 1024,
    );
}

fn check_only_names(planted: &Planted, found: &Found, place: &str) {
    let others: BTreeMap<_, _> =
        found.iter().filter(|((string, _), _)| !planted.is_name(string)).collect();
    assert!(others.is_empty(), "{place} holds {others:?}");
}

fn search_files(traces: &Traces, folder: &Path) -> Found {
    let mut found = Found::new();
    for file in files_under(folder) {
        for (what, count) in traces.in_file(&file) {
            *found.entry(what).or_default() += count;
        }
    }
    found
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len())
}
