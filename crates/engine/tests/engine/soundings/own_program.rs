//! What somebody's own program may say, and what of it counts.

use super::{QUESTION, answer, asked, totals};
use crate::support::World;
use crate::support::program::{OwnProgram, invite, invite_as_bob};
use corridor_content::{Message, MessageId, Sounding, SoundingAnswer, SoundingTotals, uri};
use corridor_engine::view::{ItemKind, RoomId};
use corridor_sealing::room_state::RoomState;

const ALICE: usize = 0;
const MALLORY: usize = 1;

fn two(seed: u64) -> World {
    let mut world = World::new(seed);
    for name in ["alice", "mallory"] {
        world.join(name);
    }
    world
}

fn sounding(is_room: bool) -> Message {
    let answers = ["Yes", "No"].map(str::to_owned).to_vec();
    let sounding = Sounding::new(QUESTION.to_owned(), answers, true, None, is_room).unwrap();
    Message::sounding([7; 16], &sounding)
}

/// The id under which others know what was said.
fn id_of(message: &Message, room: &RoomId) -> MessageId {
    let (sender, room) =
        (uri::account("bob@relay.example"), uri::room("relay.example", &room.to_string()));
    MessageId::derive(&sender, &room, &message.encode().unwrap(), &message.salt).unwrap()
}

fn kinds(world: &World, program: &OwnProgram) -> Vec<ItemKind> {
    let items = world.timeline(ALICE, &program.log);
    let said = items.into_iter().map(|item| item.kind);
    said.filter(|kind| !matches!(kind, ItemKind::Joined | ItemKind::DeviceJoined)).collect()
}

#[test]
fn a_question_is_what_it_was_and_only_its_asker_reminds_of_it() {
    let mut world = two(740);
    let mut program = invite_as_bob(&mut world, MALLORY, ALICE);
    world.run();
    let asked_message = sounding(false);
    let id = id_of(&asked_message, &program.log);
    program.say(&mut world, MALLORY, &asked_message);
    let edit = Message { replaces: Some(id), ..Message::text([8; 16], "Would you pay?") };
    program.say(&mut world, MALLORY, &edit);
    let (_, item) = asked(&world, ALICE).unwrap();
    assert_eq!((item.text.as_str(), item.edits), (QUESTION, 0));
    program.say(&mut world, MALLORY, &Message::sounding_reminder([9; 16], id));
    let elsewhere = MessageId::from_bytes([1; 32]).unwrap();
    program.say(&mut world, MALLORY, &Message::sounding_reminder([9; 16], elsewhere));
    assert_eq!(kinds(&world, &program), [ItemKind::Sounding, ItemKind::SoundingReminder]);
    // One to a whole room is none where two are.
    program.say(&mut world, MALLORY, &sounding(true));
    assert_eq!(kinds(&world, &program).pop(), Some(ItemKind::Unknown));
}

#[test]
fn an_answer_to_somebody_else_counts_for_nobody() {
    let mut world = two(741);
    let mut program = invite_as_bob(&mut world, MALLORY, ALICE);
    world.run();
    let asked_message = sounding(false);
    let id = id_of(&asked_message, &program.log);
    program.say(&mut world, MALLORY, &asked_message);
    let said = SoundingAnswer::new(Some(1), String::new()).unwrap();
    let mut own = Message::sounding_answer([9; 16], id, &said);
    own.extensions.set_sent_at_ms(world.now).unwrap();
    program.say(&mut world, MALLORY, &own);
    let question = asked(&world, ALICE).unwrap().1.about.question.unwrap();
    assert_eq!(question.answer, None, "it is nothing that Alice has said");
    world.look(ALICE, &program.log);
    answer(&mut world, ALICE, Some(0), "").unwrap();
    let question = asked(&world, ALICE).unwrap().1.about.question.unwrap();
    assert_eq!(question.answer.unwrap().choice, Some(0));
}

#[test]
fn totals_are_shown_that_are_the_askers_the_first_and_of_five_at_least() {
    let mut world = two(742);
    let room = |bob: &_, _: &_| RoomState::room("Delegation", bob).unwrap();
    let mut program = invite(&mut world, MALLORY, ALICE, room, |_, _, _| {});
    world.run();
    let asked_message = sounding(true);
    let id = id_of(&asked_message, &program.log);
    program.say(&mut world, MALLORY, &asked_message);
    let of = |question: &str, answers: [&str; 2], yes: u32| {
        let counts = answers.map(str::to_owned).into_iter().zip([yes, 1]).collect();
        SoundingTotals::new(question.to_owned(), counts, 0, 9).unwrap()
    };
    let answers = ["Yes", "No"];
    let elsewhere = MessageId::from_bytes([1; 32]).unwrap();
    for (why, on, totals) in [
        ("of four", id, of(QUESTION, answers, 3)),
        ("of another question", id, of("Would you pay?", answers, 4)),
        ("of other answers", id, of(QUESTION, ["Yes", "Never"], 4)),
        ("of what nobody asked", elsewhere, of(QUESTION, answers, 4)),
    ] {
        program.say(&mut world, MALLORY, &Message::sounding_totals([9; 16], Some(on), &totals));
        assert_eq!(kinds(&world, &program), [ItemKind::Sounding], "{why}");
    }
    for salt in [10, 11] {
        let told = Message::sounding_totals([salt; 16], Some(id), &of(QUESTION, answers, 4));
        program.say(&mut world, MALLORY, &told);
        let log = program.log;
        assert_eq!(totals(&world, ALICE, &log).len(), 1, "the first alone");
    }
    // What somebody tells of their own soundings is their word.
    let shared = Message::sounding_totals([12; 16], None, &of(QUESTION, answers, 0));
    program.say(&mut world, MALLORY, &shared);
    assert_eq!(totals(&world, ALICE, &program.log).len(), 2);
    // Somebody alone is not asked in a room of many.
    program.say(&mut world, MALLORY, &sounding(false));
    assert_eq!(kinds(&world, &program).pop(), Some(ItemKind::Unknown));
}
