//! One question to several people, each asked alone, or to a room: what the asker sees, what nobody sees.

mod alone;
mod own_program;
mod room;
mod secrecy;

use crate::support::World;
use corridor_engine::Location;
use corridor_engine::command::{
    Answer, Command, CommandError, SoundingCommand, SoundingError, SoundingToSend,
};
use corridor_engine::kinds::Totals;
use corridor_engine::view::{ItemKind, RoomId, SoundingView, TimelineItem};

const QUESTION: &str = "What would you accept?";
const HOUR: u64 = 60 * 60 * 1000;

fn question() -> SoundingToSend {
    SoundingToSend {
        question: QUESTION.to_owned(),
        answers: ["Ten years", "Five years"].map(str::to_owned).to_vec(),
        is_free: true,
        deadline: None,
    }
}

/// People whose databases stand in a folder, by their names.
fn on_disk(seed: u64, names: &[&str]) -> (World, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut world = World::new(seed);
    for name in names {
        let client = world.add_client(Location::File(folder.path().join(name)));
        world.join_with(client, name);
    }
    (world, folder)
}

fn give(world: &mut World, by: usize, command: SoundingCommand) -> Result<Answer, CommandError> {
    world.now += 1_000;
    let answer = world.command(by, Command::Sounding(command));
    world.run();
    answer
}

/// Asks people one by one; answers the number of the sounding.
fn ask(world: &mut World, by: usize, people: &[usize], sounding: SoundingToSend) -> i64 {
    let people = people.iter().map(|person| world.account(*person)).collect();
    match give(world, by, SoundingCommand::Ask { people, sounding }) {
        Ok(Answer::Sounding(id)) => id,
        other => panic!("{other:?}"),
    }
}

/// The question as it stands with somebody, and in which room.
fn asked(world: &World, client: usize) -> Option<(RoomId, TimelineItem)> {
    let rooms = world.clients[client].engine.rooms().unwrap();
    let mut found = rooms.iter().flat_map(|room| {
        let items = world.timeline(client, &room.id);
        items.into_iter().map(|item| (room.id, item))
    });
    found.find(|(_, item)| item.kind == ItemKind::Sounding)
}

fn answer(
    world: &mut World,
    by: usize,
    choice: Option<u8>,
    text: &str,
) -> Result<Answer, CommandError> {
    let (_, item) = asked(world, by).expect("a question");
    let (local_id, text) = (item.local_id, text.to_owned());
    give(world, by, SoundingCommand::Answer { local_id, choice, text })
}

fn table(world: &World, client: usize) -> SoundingView {
    world.clients[client].engine.soundings().unwrap().remove(0)
}

/// Name and answer of each, as the asker sees them.
fn rows(world: &World, client: usize) -> Vec<(String, Option<String>)> {
    let table = table(world, client);
    let said = |person: &corridor_engine::view::AskedView| {
        person.answer.as_ref().map(|answer| match answer.choice {
            Some(place) => format!("{}{}", table.answers[usize::from(place)], answer.text),
            None => answer.text.clone(),
        })
    };
    table.people.iter().map(|person| (person.account.name().to_owned(), said(person))).collect()
}

fn row(name: &str, said: Option<&str>) -> (String, Option<String>) {
    (name.to_owned(), said.map(str::to_owned))
}

fn totals(world: &World, client: usize, room: &RoomId) -> Vec<Totals> {
    let items = world.timeline(client, room);
    items.into_iter().filter_map(|item| item.about.totals).collect()
}

fn counts(totals: &Totals) -> (Vec<u32>, u32, u32) {
    (totals.answers.iter().map(|one| one.count).collect(), totals.free, totals.asked)
}

fn is_refused(outcome: &Result<Answer, CommandError>, name: &str) {
    match outcome {
        Err(CommandError::Sounding(error)) => assert_eq!(error.name(), name, "{error}"),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn what_is_refused_says_why() {
    for (error, text) in [
        (SoundingError::TooFewAnswers { least: 5, actual: 4 }, "4 have answered"),
        (SoundingError::People { limit: 64 }, "1 to 64 people"),
        (SoundingError::Room { least: 5 }, "where 5 others are in it"),
    ] {
        assert!(error.to_string().contains(text), "{error}");
    }
}
