#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // It measures, and says what.
//! What it is to search 100,000 messages. It prints that, and is no test: nothing passes or fails by a time.
//! `cargo xtask bench-search` runs it.

use std::time::{Duration, Instant};

use corridor_engine::Location;
use corridor_engine::view::{ItemKind, Sought};
use corridor_wire::id::AccountId;

use crate::support::World;

const MESSAGES: usize = 100_000;

/// What drafts are made of.
const WORDS: [&str; 32] = [
    "the",
    "of",
    "and",
    "paragraph",
    "text",
    "delegation",
    "proposal",
    "amendment",
    "could",
    "accept",
    "colleagues",
    "prefer",
    "deletion",
    "agreed",
    "language",
    "consult",
    "capital",
    "subject",
    "fishery",
    "coast",
    "quota",
    "annual",
    "vessel",
    "flag",
    "state",
    "port",
    "inspection",
    "measures",
    "committee",
    "chair",
    "море",
    "第七条",
];

fn text(number: usize) -> String {
    let mut state = number as u64 + 1;
    let mut next = |limit: u64| {
        // Marsaglia's xorshift: alike in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit).unwrap_or(0)
    };
    let words: Vec<_> = (0..8 + next(20)).map(|_| WORDS[next(32)]).collect();
    format!("{number}. {}.", words.join(" "))
}

#[test]
#[ignore = "measures for minutes: cargo xtask bench-search"]
fn a_hundred_thousand_messages_are_searched() {
    let directory = tempfile::tempdir().unwrap();
    let mut world = World::new(95);
    let ann = world.add_client(Location::File(directory.path().join("ann.db")));
    world.join_with(ann, "ann");
    let room = world.room(ann, "Notes", &[]);
    world.run();
    let begun = Instant::now();
    for number in 0..MESSAGES {
        let rare = if number == MESSAGES / 7 { " Zanzibar" } else { "" };
        world.say(ann, &room, &format!("{}{rare}", text(number)));
        if number % 100 == 99 {
            world.run();
        }
    }
    world.run();
    println!("{MESSAGES} messages said to oneself: {:?}", begun.elapsed());
    println!("| search | found | first | median of 9 | longest |");
    println!("|---|---|---|---|---|");
    let of = |text: &str| Sought { text: text.to_owned(), ..Sought::default() };
    let stranger = AccountId::parse("nobody@relay.example").unwrap();
    for (what, sought) in [
        ("a word of one message", of("zanzibar")),
        ("a word that nobody said", of("harbourmaster")),
        ("two signs that nobody wrote", of("条七")),
        ("a word of every second message", of("quota")),
        ("two letters that nobody wrote", of("zx")),
        ("a person who said nothing", Sought { sender: Some(stranger), ..of("") }),
        ("polls, of which there are none", Sought { kinds: vec![ItemKind::Poll], ..of("") }),
        ("a day on which nothing was said", Sought { until: Some(1), ..of("the") }),
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..9 {
            let start = Instant::now();
            found = world.clients[ann].engine.search(&sought, 100).unwrap().len();
            times.push(start.elapsed());
        }
        let first = times[0];
        times.sort();
        let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
        println!(
            "| {what} | {found} | {} | {} | {} |",
            shown(first),
            shown(times[4]),
            shown(times[8])
        );
    }
}
