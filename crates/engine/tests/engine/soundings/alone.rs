//! Several people, each asked alone.

use super::{
    HOUR, QUESTION, answer, ask, asked, counts, give, is_refused, on_disk, question, row, rows,
    table, totals,
};
use crate::disk::tables_with;
use crate::support::{World, wait};
use corridor_engine::command::{Answer, Command, CommandError, SoundingCommand, SoundingToSend};
use corridor_engine::view::{Delivery, ItemKind};

const ALICE: usize = 0;
const BOB: usize = 1;
const CAROL: usize = 2;
const DAVE: usize = 3;

fn four(seed: u64) -> World {
    let mut world = World::new(seed);
    for name in ["alice", "bob", "carol", "dave"] {
        world.join(name);
    }
    world
}

fn remind(world: &mut World, sounding: i64) -> Result<Answer, CommandError> {
    give(world, ALICE, SoundingCommand::Remind { sounding })
}

#[test]
fn each_is_asked_alone_and_the_asker_sees_one_table_fill() {
    let mut world = four(700);
    let people = [BOB, CAROL, DAVE];
    ask(&mut world, ALICE, &people, question());
    let silent = ["bob", "carol", "dave"].map(|name| row(name, None));
    assert_eq!(rows(&world, ALICE), silent);
    for person in people {
        let (room, item) = asked(&world, person).unwrap();
        assert_eq!((item.text.as_str(), item.sender), (QUESTION, world.account(ALICE)));
        let seen = item.about.question.unwrap();
        assert_eq!(seen.answers, ["Ten years", "Five years"]);
        assert!(seen.free && !seen.of_room && seen.answer.is_none() && seen.sounding.is_none());
        assert_eq!(world.people(person, &room).len(), 2, "nobody else is there");
    }
    answer(&mut world, BOB, Some(0), "").unwrap();
    answer(&mut world, CAROL, Some(0), "").unwrap();
    answer(&mut world, CAROL, None, "seven").unwrap();
    let expected = [row("bob", Some("Ten years")), row("carol", Some("seven")), row("dave", None)];
    assert_eq!(rows(&world, ALICE), expected);
    let view = table(&world, ALICE);
    assert_eq!((view.asked, view.answered, view.totals, view.room), (3, 2, None, None));
    // Who has answered sees what, and that alone.
    let own = asked(&world, CAROL).unwrap().1.about.question.unwrap().answer.unwrap();
    assert_eq!((own.choice, own.text.as_str()), (None, "seven"));
    assert!(world.clients[CAROL].engine.soundings().unwrap().is_empty());
    // What is asked again is asked anew: the answers are to what was asked before.
    ask(&mut world, ALICE, &[BOB], question());
    assert_eq!(rows(&world, ALICE), [row("bob", None)]);
    assert_eq!(world.clients[ALICE].engine.soundings().unwrap().len(), 2);
}

#[test]
fn who_is_away_is_asked_when_they_come_and_answers_without_a_line() {
    let mut world = four(701);
    world.disconnect(ALICE);
    ask(&mut world, ALICE, &[BOB], question());
    assert_eq!(table(&world, ALICE).people[0].delivery, Delivery::Queued);
    assert!(asked(&world, BOB).is_none());
    world.connect(ALICE);
    world.run();
    assert_eq!(table(&world, ALICE).people[0].delivery, Delivery::Delivered);
    world.disconnect(BOB);
    answer(&mut world, BOB, Some(1), "").unwrap();
    let own = asked(&world, BOB).unwrap().1.about.question.unwrap().answer;
    assert_eq!(own.unwrap().choice, Some(1), "shown before it has left");
    assert_eq!(rows(&world, ALICE), [row("bob", None)]);
    world.connect(BOB);
    world.run();
    assert_eq!(rows(&world, ALICE), [row("bob", Some("Five years"))]);
}

#[test]
fn an_answer_counts_that_is_one_and_came_in_time() {
    let mut world = four(702);
    let deadline = Some(world.now + HOUR);
    let sounding = SoundingToSend { is_free: false, deadline, ..question() };
    ask(&mut world, ALICE, &[BOB, CAROL], sounding);
    is_refused(&answer(&mut world, BOB, Some(2), ""), "sounding_answer");
    is_refused(&answer(&mut world, BOB, Some(0), "but"), "sounding_answer");
    is_refused(&answer(&mut world, BOB, None, ""), "sounding_answer");
    answer(&mut world, BOB, Some(1), "").unwrap();
    // Carol answers in time, without a line; Bob thinks better of it when it is over.
    world.disconnect(CAROL);
    answer(&mut world, CAROL, Some(0), "").unwrap();
    wait(&mut world, ALICE, 2 * HOUR);
    is_refused(&answer(&mut world, BOB, Some(0), ""), "sounding_answer");
    world.clients[BOB].skew = -3 * i64::try_from(HOUR).unwrap();
    world.connect(CAROL);
    world.run();
    assert_eq!(
        rows(&world, ALICE),
        [row("bob", Some("Five years")), row("carol", Some("Ten years"))]
    );
    let (_, own) = asked(&world, ALICE).unwrap();
    let local_id = own.local_id;
    let own = SoundingCommand::Answer { local_id, choice: Some(0), text: String::new() };
    assert!(matches!(give(&mut world, ALICE, own), Err(CommandError::NotAllowed(_))));
}

#[test]
fn reminders_go_to_those_who_have_not_answered() {
    let mut world = four(703);
    let sounding = ask(&mut world, ALICE, &[BOB, CAROL], question());
    answer(&mut world, BOB, Some(0), "").unwrap();
    remind(&mut world, sounding).unwrap();
    let reminded = |world: &World, client| {
        let (room, item) = asked(world, client).unwrap();
        let items = world.timeline(client, &room);
        let reminders = items.iter().filter(|one| one.kind == ItemKind::SoundingReminder);
        let on = reminders.map(|one| one.reply_to.as_ref().unwrap().local_id);
        let unread = world.clients[client].engine.room(&room).unwrap().unwrap().unread;
        (on.collect::<Vec<_>>() == [Some(item.local_id)], unread)
    };
    assert_eq!(reminded(&world, BOB), (false, 1));
    assert_eq!(reminded(&world, CAROL), (true, 2));
    let at: Vec<bool> =
        table(&world, ALICE).people.iter().map(|one| one.reminded_at.is_some()).collect();
    assert_eq!(at, [false, true]);
    answer(&mut world, CAROL, Some(0), "").unwrap();
    is_refused(&remind(&mut world, sounding), "nobody_to_remind");
    is_refused(&remind(&mut world, 99), "no_sounding");
}

#[test]
fn totals_are_shared_without_names_and_what_was_said_in_words_is_counted() {
    let mut world = four(704);
    let room = world.room(ALICE, "Delegation", &[DAVE]);
    world.run();
    world.look(ALICE, &room);
    let sounding = ask(&mut world, ALICE, &[BOB, CAROL, DAVE], question());
    answer(&mut world, BOB, Some(1), "").unwrap();
    answer(&mut world, CAROL, None, "only if article 4 stays").unwrap();
    let share = SoundingCommand::ShareTotals { sounding, room, seen: None };
    give(&mut world, ALICE, share).unwrap();
    for client in [ALICE, DAVE] {
        let shown = totals(&world, client, &room);
        assert_eq!(shown.len(), 1);
        assert_eq!(counts(&shown[0]), (vec![0, 1], 1, 3));
        assert!(!shown[0].of_room);
    }
    let publish = SoundingCommand::Publish { sounding, seen: None };
    is_refused(&give(&mut world, ALICE, publish), "no_sounding");
}

#[test]
fn whom_to_ask_and_what_has_its_bounds() {
    let mut world = four(705);
    let bob = world.account(BOB);
    let mut refused = |people: Vec<_>, sounding| {
        let refused = give(&mut world, ALICE, SoundingCommand::Ask { people, sounding });
        assert!(world.clients[ALICE].engine.rooms().unwrap().is_empty(), "nothing was begun");
        refused
    };
    is_refused(&refused(Vec::new(), question()), "sounding_people");
    let no_answer = SoundingToSend { is_free: false, answers: Vec::new(), ..question() };
    is_refused(&refused(vec![bob.clone()], no_answer), "sounding");
    let past = SoundingToSend { deadline: Some(1), ..question() };
    assert!(matches!(refused(vec![bob.clone()], past), Err(CommandError::SendAt)));
    let command = Command::Block { person: bob.clone(), is_blocked: true };
    world.command(ALICE, command).unwrap();
    let people = vec![bob, world.account(CAROL)];
    let refused = give(&mut world, ALICE, SoundingCommand::Ask { people, sounding: question() });
    assert!(matches!(refused, Err(CommandError::Blocked(_))), "{refused:?}");
    assert!(world.clients[ALICE].engine.rooms().unwrap().is_empty(), "nobody was asked");
}

#[test]
fn what_the_blocked_answer_is_neither_shown_nor_counted() {
    let mut world = four(706);
    ask(&mut world, ALICE, &[BOB, CAROL], question());
    answer(&mut world, BOB, Some(0), "").unwrap();
    let bob = world.account(BOB);
    world.command(ALICE, Command::Block { person: bob, is_blocked: true }).unwrap();
    assert_eq!(rows(&world, ALICE), [row("bob", None), row("carol", None)]);
    let table = table(&world, ALICE);
    assert_eq!((table.answered, table.people[0].is_blocked), (0, true));
}

#[test]
fn an_answer_that_is_taken_away_on_a_device_says_nothing_there() {
    let mut world = four(710);
    ask(&mut world, ALICE, &[BOB], question());
    let Answer::Queued(local_id) = answer(&mut world, BOB, Some(0), "").unwrap() else {
        panic!("nothing queued")
    };
    world.command(BOB, Command::Hide { local_id }).unwrap();
    assert_eq!(asked(&world, BOB).unwrap().1.about.question.unwrap().answer, None);
    assert_eq!(rows(&world, ALICE), [row("bob", Some("Ten years"))]);
    answer(&mut world, BOB, Some(1), "").unwrap();
    assert_eq!(rows(&world, ALICE), [row("bob", Some("Five years"))]);
}

#[test]
fn a_question_that_is_taken_back_is_gone_from_the_table() {
    let mut world = four(707);
    ask(&mut world, ALICE, &[BOB, CAROL], question());
    answer(&mut world, CAROL, Some(0), "").unwrap();
    let local_id = table(&world, ALICE).people[0].local_id;
    world.command(ALICE, Command::Withdraw { local_id }).unwrap();
    world.run();
    assert_eq!(rows(&world, ALICE), [row("carol", Some("Ten years"))]);
    assert!(asked(&world, BOB).unwrap().1.withdrawn_by.is_some());
    let local_id = table(&world, ALICE).people[0].local_id;
    world.command(ALICE, Command::Withdraw { local_id }).unwrap();
    world.run();
    assert!(world.clients[ALICE].engine.soundings().unwrap().is_empty());
}

#[test]
fn question_and_answer_disappear_with_the_rooms_expiry() {
    let (mut world, folder) = on_disk(708, &["alice", "bob"]);
    let bob = world.account(BOB);
    let opened = world.command(ALICE, Command::OpenDirectRoom { with: bob }).unwrap();
    let Answer::Room(room) = opened else { panic!("no room") };
    world.run();
    world.command(ALICE, Command::SetExpiry { room, seconds: Some(3600) }).unwrap();
    world.run();
    ask(&mut world, ALICE, &[BOB], question());
    answer(&mut world, BOB, None, "perhaps").unwrap();
    assert_eq!(rows(&world, ALICE), [row("bob", Some("perhaps"))]);
    wait(&mut world, ALICE, 2 * HOUR);
    wait(&mut world, BOB, 0);
    for (client, name) in [(ALICE, "alice"), (BOB, "bob")] {
        assert!(asked(&world, client).is_none());
        assert_eq!(tables_with(&folder.path().join(name), "perhaps"), [""; 0]);
    }
    assert!(world.clients[ALICE].engine.soundings().unwrap().is_empty());
}

#[test]
fn a_command_that_is_given_again_asks_nobody_twice() {
    let mut world = four(709);
    let people = vec![world.account(BOB)];
    let command = Command::Sounding(SoundingCommand::Ask { people, sounding: question() });
    let id = corridor_engine::command::CommandId([4; 16]);
    let answers: Vec<Answer> = (0..2)
        .map(|_| {
            let (now, entropy) = (world.now, world.entropy());
            let engine = &mut world.clients[ALICE].engine;
            engine.command_once(now, entropy, id, command.clone()).unwrap()
        })
        .collect();
    assert_eq!(answers[0], answers[1]);
    assert_eq!(world.clients[ALICE].engine.soundings().unwrap().len(), 1);
}
