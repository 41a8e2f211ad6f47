//! What fuzzers call: for everything that takes bytes from outside, a function that checks what has to
//! hold for any bytes at all. docs/fuzzing.md is the table of them.
//!
//! ```text
//!   fuzz/targets/NAME.rs (libFuzzer) ----+
//!                                        +--> TARGETS[NAME].run(bytes)   panics if a promise is broken
//!   tests/stable.rs (corpus, mutator) ---+
//! ```
//!
//! A target is deterministic: the same bytes do the same, so that what is found can be found again.
//! Nothing here is part of a program.
#![forbid(unsafe_code)]
// A target's way to say that a promise is broken is to panic; a section on each would repeat it.
#![allow(clippy::missing_panics_doc)]
// Small numbers are made of bytes and bytes of small numbers, everywhere.
#![allow(clippy::cast_possible_truncation)]

pub mod choices;
pub mod corpus;
pub mod mutator;

mod engine_line;
mod engine_story;
#[path = "../../engine/tests/support/mod.rs"]
mod engine_world;
mod mls_room;
mod relay_world;
mod vectors;

/// One function that takes any bytes.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    /// Inputs made from real values, by name.
    pub seeds: fn() -> Vec<(String, Vec<u8>)>,
    /// Mutated inputs that the stable run tries: a few seconds of them.
    pub rounds: u32,
}

macro_rules! targets {
    ($($name:ident: $rounds:literal;)*) => {
        $(pub mod $name;)*

        pub const TARGETS: &[Target] = &[$(Target {
            name: stringify!($name),
            run: $name::run,
            seeds: $name::seeds,
            rounds: $rounds,
        },)*];
    };
}

targets! {
    wire_frames: 20_000;
    texts: 20_000;
    certificates: 4_000;
    content: 20_000;
    records: 8_000;
    letters: 2_000;
    room_states: 10_000;
    mls_join: 200;
    mls_messages: 200;
    relay_model: 2_000;
    relay_frames: 2_000;
    relay_rows: 1_000;
    relay_config: 2_000;
    backups: 1_000;
    http: 300;
    client_text: 2_000;
    engine_frames: 200;
    engine_records: 300;
    engine_rows: 300;
    engine_model: 40;
}

/// Seeds of pseudo-random bytes, the same on every machine: for targets that read choices.
fn drawn_stories(
    purpose: &str,
    count: u8,
    bytes: usize,
) -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..count).map(move |number| {
        let mut story = vec![0; bytes];
        let mut hasher = blake3::Hasher::new_derive_key("corridor 2026 fuzz story");
        hasher.update(purpose.as_bytes()).update(&[number]);
        hasher.finalize_xof().fill(&mut story);
        (format!("story_{number}"), story)
    })
}
