//! Every target on a stable compiler: its whole corpus, then mutations of it that a fixed seed makes.
//!
//! `CORRIDOR_WRITE_CORPUS=1 cargo test -p corridor-fuzz-targets seeds` writes the seeds anew.
//! `CORRIDOR_FUZZ_SEED=N` makes other mutations, `CORRIDOR_FUZZ_FACTOR=N` makes N times as many.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use corridor_fuzz_targets::mutator::Mutator;
use corridor_fuzz_targets::{TARGETS, Target, corpus};

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Runs one input; one that breaks something is written down before it is told.
fn run(target: &Target, name: &str, input: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err() {
        let id = blake3::hash(input).to_hex();
        let folder = std::env::temp_dir();
        let file = folder.join(format!("{}-{}", target.name, &id[..16]));
        let kept = std::fs::write(&file, input);
        panic!(
            "{} breaks on {name} ({} bytes, kept {kept:?} as {}); give it a name that says what \
             was wrong in fuzz/corpus/{}/found-... when it is mended",
            target.name,
            input.len(),
            file.display(),
            target.name,
        );
    }
}

fn replay_and_mutate(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let inputs = corpus::inputs(name).expect("the target has a corpus");
    assert!(!inputs.is_empty(), "{name} has no corpus");
    let tokens = corpus::dictionary(name).expect("the target has a dictionary");
    assert!(!tokens.is_empty(), "{name} has an empty dictionary");
    for (input, bytes) in &inputs {
        run(target, input, bytes);
    }
    let bytes: Vec<Vec<u8>> = inputs.into_iter().map(|(_, bytes)| bytes).collect();
    let mut mutator = Mutator::new(name, number("CORRIDOR_FUZZ_SEED", 1), &bytes, &tokens);
    let rounds = u64::from(target.rounds) * number("CORRIDOR_FUZZ_FACTOR", 1);
    let begun = std::time::Instant::now();
    for round in 0..rounds {
        run(target, &format!("mutation {round}"), &mutator.mutate());
    }
    println!("{name}: {} inputs, {rounds} mutations in {:.1?}", bytes.len(), begun.elapsed());
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            replay_and_mutate(stringify!($name));
        })*

        #[test]
        fn every_target_is_run_here() {
            let here = [$(stringify!($name)),*];
            let all: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(here.as_slice(), all);
        }
    };
}

targets! {
    wire_frames texts certificates content records letters room_states mls_join mls_messages
    relay_model relay_frames relay_rows relay_config backups http client_text
    engine_frames engine_records engine_rows engine_model
}

#[test]
fn every_target_has_the_seeds_that_it_makes() {
    let write = std::env::var_os("CORRIDOR_WRITE_CORPUS").is_some();
    let mut whole = 0;
    for target in TARGETS {
        let folder = corpus::folder().join("corpus").join(target.name);
        if write {
            std::fs::create_dir_all(&folder).unwrap();
            for (name, _) in corpus::inputs(target.name).unwrap() {
                if name.starts_with("seed-") {
                    std::fs::remove_file(folder.join(name)).unwrap();
                }
            }
            for (name, bytes) in (target.seeds)() {
                std::fs::write(folder.join(format!("seed-{name}")), bytes).unwrap();
            }
        }
        let stored = corpus::inputs(target.name).unwrap();
        whole += stored.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        // By name alone: seeds of an earlier version are as good, and a change elsewhere need not
        // write them anew.
        let is_seed = |name: &String| name.starts_with("seed-");
        let stored: BTreeSet<String> =
            stored.into_iter().map(|(name, _)| name).filter(is_seed).collect();
        let fresh: BTreeSet<String> =
            (target.seeds)().into_iter().map(|(name, _)| format!("seed-{name}")).collect();
        assert_eq!(stored, fresh, "{}: CORRIDOR_WRITE_CORPUS=1 writes them anew", target.name);
    }
    assert!(whole < 3 * 512 * 1024, "the corpus has {whole} bytes, more than a repository wants");
}

/// cargo-fuzz builds what its manifest names, and each of those is one of ours.
#[test]
fn every_target_has_its_wrapper() {
    let manifest = std::fs::read_to_string(corpus::folder().join("Cargo.toml")).unwrap();
    for target in TARGETS {
        let name = target.name;
        assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")));
        let wrapper = corpus::folder().join("targets").join(format!("{name}.rs"));
        let wrapper = std::fs::read_to_string(wrapper).unwrap();
        assert!(wrapper.contains(&format!("corridor_fuzz_targets::{name}::run(bytes)")));
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}
