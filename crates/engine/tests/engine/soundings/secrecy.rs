//! From everything that a respondent's device holds, and from everything that the relay does, nothing is
//! found of the others who were asked, nor of what they said.

use super::{answer, ask, asked, on_disk, question, rows};
use crate::disk;
use crate::support::World;
use corridor_engine::command::{Answer, Command, SoundingCommand, SoundingToSend};
use corridor_store::{KeyRange, View};

/// Words that nothing else holds, one of each respondent's.
const SAID: [&str; 6] =
    ["zorquandil", "mimbleforth", "quistapple", "dorvenhoek", "yellantrix", "bramsolvay"];
const NAMES: [&str; 6] =
    ["wexlanda", "pyrgolin", "tuskavero", "hidromena", "folcastro", "nibelune"];

struct Planted {
    world: World,
    folder: tempfile::TempDir,
}

impl Planted {
    /// The asker and six others, each with a database on disk.
    fn new(seed: u64) -> Self {
        let names = [&["asker"][..], &NAMES].concat();
        let (world, folder) = on_disk(seed, &names);
        Self { world, folder }
    }

    /// Whether a word stands in a device's database or its journal, freed pages included, or in a row.
    fn holds(&self, name: &str, word: &str) -> bool {
        let file = self.folder.path().join(name);
        disk::is_in_pages(&file, word) || !disk::tables_with(&file, word).is_empty()
    }

    fn is_at_relay(&self, word: &str) -> Vec<String> {
        let everything = KeyRange::prefix(&[]);
        let store = &self.world.store;
        let spaces = store.spaces().unwrap().into_iter();
        let has = |bytes: &[u8]| bytes.windows(word.len()).any(|at| at == word.as_bytes());
        spaces
            .filter(|space| {
                let rows = store.range(*space, &everything).unwrap();
                rows.iter().any(|row| has(&row.key) || has(&row.value))
            })
            .map(|space| space.name.as_str().to_owned())
            .collect()
    }

    /// What each respondent's device holds of the others, and the relay of anybody.
    fn check(&self, may_know_names: bool) {
        for (own, name) in NAMES.iter().enumerate() {
            assert!(self.holds(name, SAID[own]), "{name} has what they said themself");
            for other in (0..NAMES.len()).filter(|other| *other != own) {
                assert!(!self.holds(name, SAID[other]), "{name} holds {}", SAID[other]);
                if !may_know_names {
                    assert!(!self.holds(name, NAMES[other]), "{name} holds {}", NAMES[other]);
                }
            }
            assert!(self.holds("asker", SAID[own]), "the asker's device has all of them");
        }
        for said in SAID {
            assert_eq!(self.is_at_relay(said), [""; 0], "the relay holds {said}");
        }
        // Who has an account stands in its directory; whose logs are whose, nowhere.
        for name in NAMES {
            let directory = ["accounts", "devices", "packages", "claimed", "invited"];
            let named = self.is_at_relay(name);
            assert!(named.iter().all(|space| directory.contains(&space.as_str())), "{named:?}");
        }
        assert_eq!(self.is_at_relay("terms of the bequest"), [""; 0]);
    }
}

fn asks() -> SoundingToSend {
    SoundingToSend { question: "Which terms of the bequest?".to_owned(), ..question() }
}

#[test]
fn whoever_is_asked_alone_holds_nothing_of_the_others() {
    let mut planted = Planted::new(760);
    let world = &mut planted.world;
    let people = [1, 2, 3, 4, 5, 6];
    let sounding = ask(world, 0, &people, asks());
    for person in people {
        answer(world, person, None, SAID[person - 1]).unwrap();
    }
    assert!(rows(world, 0).iter().all(|(_, said)| said.is_some()));
    // Nor when some change their minds, and the rest are reminded of another one.
    let second = ask(world, 0, &people, asks());
    super::give(world, 0, SoundingCommand::Remind { sounding: second }).unwrap();
    answer(world, 1, Some(0), SAID[0]).unwrap();
    assert_ne!(sounding, second);
    planted.check(false);
}

#[test]
fn in_a_room_everybody_knows_who_is_there_and_nobody_what_they_said() {
    let mut planted = Planted::new(761);
    let world = &mut planted.world;
    let people = [1, 2, 3, 4, 5, 6];
    let room = world.room(0, "Heirs", &people);
    world.run();
    for client in 0..7 {
        world.look(client, &room);
    }
    let command = SoundingCommand::AskRoom { room, sounding: asks(), seen: None };
    let Answer::Sounding(sounding) = super::give(world, 0, command).unwrap() else { panic!() };
    for person in people {
        assert!(asked(world, person).is_some());
        answer(world, person, None, SAID[person - 1]).unwrap();
    }
    super::give(world, 0, SoundingCommand::Publish { sounding, seen: None }).unwrap();
    assert_eq!(super::totals(world, 6, &room)[0].free, 6);
    world.command(0, Command::MarkRead { room, through_seq: 1 }).unwrap();
    planted.check(true);
}
