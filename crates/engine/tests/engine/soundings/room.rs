//! Everybody in a room: only totals, all at once, and from five answers on.

use super::{HOUR, answer, asked, counts, give, is_refused, on_disk, question, table, totals};
use crate::disk::tables_with;
use crate::support::{World, wait};
use corridor_engine::command::{Answer, Command, CommandError, SoundingCommand, SoundingToSend};
use corridor_engine::view::RoomId;

const ALICE: usize = 0;
const OTHERS: [usize; 6] = [1, 2, 3, 4, 5, 6];

/// Alice and six others, who have all looked at each other.
fn seven(seed: u64) -> (World, RoomId) {
    let mut world = World::new(seed);
    for name in ["alice", "bob", "carol", "dave", "erin", "frank", "grace"] {
        world.join(name);
    }
    let room = world.room(ALICE, "Delegation", &OTHERS);
    world.run();
    for client in 0..7 {
        world.look(client, &room);
    }
    (world, room)
}

fn ask_room(world: &mut World, room: RoomId, deadline: Option<u64>) -> i64 {
    let sounding = SoundingToSend { deadline, ..question() };
    match give(world, ALICE, SoundingCommand::AskRoom { room, sounding, seen: None }) {
        Ok(Answer::Sounding(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn publish(world: &mut World, sounding: i64) -> Result<Answer, CommandError> {
    give(world, ALICE, SoundingCommand::Publish { sounding, seen: None })
}

#[test]
fn a_room_is_told_the_totals_once_and_from_five_answers_on() {
    let (mut world, room) = seven(720);
    let sounding = ask_room(&mut world, room, None);
    for (person, choice) in OTHERS.into_iter().zip([0, 0, 1, 1]) {
        assert!(asked(&world, person).unwrap().1.about.question.unwrap().of_room);
        answer(&mut world, person, Some(choice), "").unwrap();
    }
    let view = table(&world, ALICE);
    assert_eq!((view.asked, view.answered, view.room), (6, 4, Some(room)));
    assert!(view.people.is_empty() && view.totals.is_none() && !view.is_published);
    is_refused(&publish(&mut world, sounding), "too_few_answers");
    // Changing one's mind is no fifth answer.
    answer(&mut world, OTHERS[0], Some(1), "").unwrap();
    is_refused(&publish(&mut world, sounding), "too_few_answers");
    answer(&mut world, OTHERS[4], None, "neither").unwrap();
    for client in 0..7 {
        assert!(totals(&world, client, &room).is_empty(), "nothing runs on");
    }
    publish(&mut world, sounding).unwrap();
    for client in 0..7 {
        let shown = totals(&world, client, &room);
        assert_eq!(shown.len(), 1);
        assert!(shown[0].of_room);
        assert_eq!(counts(&shown[0]), (vec![1, 3], 1, 6));
    }
    let view = table(&world, ALICE);
    assert_eq!(
        (view.is_published, view.totals.map(|totals| counts(&totals))),
        (true, Some((vec![1, 3], 1, 6)))
    );
    is_refused(&answer(&mut world, OTHERS[5], Some(0), ""), "sounding_answer");
    assert!(asked(&world, OTHERS[5]).unwrap().1.about.question.unwrap().told);
    is_refused(&publish(&mut world, sounding), "published");
    let share = SoundingCommand::ShareTotals { sounding, room, seen: None };
    let shared = give(&mut world, ALICE, share);
    assert!(matches!(shared, Err(CommandError::NotAllowed(_))), "{shared:?}");
    is_refused(&give(&mut world, ALICE, SoundingCommand::Remind { sounding }), "no_sounding");
}

#[test]
fn at_its_deadline_it_is_told_by_itself_when_everything_has_come() {
    let (mut world, room) = seven(722);
    let deadline = world.now + HOUR;
    ask_room(&mut world, room, Some(deadline));
    world.disconnect(ALICE);
    for person in &OTHERS[..5] {
        answer(&mut world, *person, Some(0), "").unwrap();
    }
    // Without a line she does not know of any of them.
    wait(&mut world, ALICE, 2 * HOUR);
    assert!(totals(&world, ALICE, &room).is_empty());
    world.connect(ALICE);
    world.run();
    for client in 0..7 {
        let shown = totals(&world, client, &room);
        assert_eq!(shown.iter().map(counts).collect::<Vec<_>>(), [(vec![5, 0], 0, 6)]);
    }
}

#[test]
fn at_its_deadline_nothing_is_told_of_four() {
    let (mut world, room) = seven(723);
    let deadline = world.now + HOUR;
    let sounding = ask_room(&mut world, room, Some(deadline));
    for person in &OTHERS[..4] {
        answer(&mut world, *person, Some(0), "").unwrap();
    }
    wait(&mut world, ALICE, 2 * HOUR);
    world.run();
    is_refused(&answer(&mut world, OTHERS[4], Some(0), ""), "sounding_answer");
    is_refused(&publish(&mut world, sounding), "too_few_answers");
    assert!(totals(&world, ALICE, &room).is_empty());
}

#[test]
fn who_has_joined_since_holds_the_totals_until_somebody_has_looked() {
    let (mut world, room) = seven(724);
    let deadline = world.now + HOUR;
    ask_room(&mut world, room, Some(deadline));
    for person in &OTHERS[..5] {
        answer(&mut world, *person, Some(0), "").unwrap();
    }
    let henry = world.join("henry");
    let role = corridor_sealing::room_state::Role::Admin;
    let person = world.account(OTHERS[0]);
    world.command(ALICE, Command::SetRole { room, person, role }).unwrap();
    world.run();
    let people = vec![world.account(henry)];
    world.command(OTHERS[0], Command::AddPeople { room, people }).unwrap();
    world.run();
    wait(&mut world, ALICE, 2 * HOUR);
    world.run();
    assert!(totals(&world, OTHERS[0], &room).is_empty());
    world.look(ALICE, &room);
    world.run();
    assert_eq!(totals(&world, OTHERS[0], &room).len(), 1);
    // Whoever never saw the question cannot tell whose it was.
    assert!(totals(&world, henry, &room).is_empty());
}

#[test]
fn a_room_of_few_is_not_asked_as_a_whole() {
    let (mut world, room) = seven(725);
    for away in &OTHERS[4..] {
        let people = vec![world.account(*away)];
        world.command(ALICE, Command::RemovePeople { room, people }).unwrap();
        world.run();
    }
    let sounding = question();
    let asked = give(&mut world, ALICE, SoundingCommand::AskRoom { room, sounding, seen: None });
    is_refused(&asked, "sounding_room");
}

#[test]
fn answers_in_another_room_go_with_the_question() {
    let names = ["alice", "bob", "carol", "dave", "erin", "frank"];
    let (mut world, folder) = on_disk(726, &names);
    let room = world.room(ALICE, "Delegation", &OTHERS[..5]);
    world.run();
    for client in 0..6 {
        world.look(client, &room);
    }
    world.command(ALICE, Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
    world.run();
    ask_room(&mut world, room, None);
    answer(&mut world, OTHERS[0], None, "perhaps").unwrap();
    let is_stored = |name: &str| !tables_with(&folder.path().join(name), "perhaps").is_empty();
    assert!(is_stored("alice") && is_stored("bob") && !is_stored("carol"));
    wait(&mut world, ALICE, 2 * HOUR);
    wait(&mut world, OTHERS[0], 0);
    assert!(!is_stored("alice") && !is_stored("bob"));
}
