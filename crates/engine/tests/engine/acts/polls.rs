//! Polls: who counts, until when, and what is shown before the end.

use corridor_engine::command::{Command, CommandError, PollToSend};
use corridor_engine::view::LocalId;

use super::{ALICE, BOB, CAROL, Three, withdraw};
use crate::support::wait;

/// Longer than a world runs until it rests.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

const QUESTION: &str = "Do we accept article 4?";

fn poll() -> PollToSend {
    PollToSend {
        question: QUESTION.to_owned(),
        options: ["Yes", "No", "Not today"].map(str::to_owned).to_vec(),
        is_multiple: false,
        is_open: true,
        deadline: None,
    }
}

fn ask(three: &mut Three, poll: PollToSend) {
    let room = three.room;
    three.world.command(ALICE, Command::SendPoll { room, poll, seen: None }).unwrap();
    three.world.run();
}

fn vote(choices: &[u8]) -> impl FnOnce(LocalId) -> Command {
    let choices = choices.to_vec();
    move |local_id| Command::Vote { local_id, choices }
}

fn end(local_id: LocalId) -> Command {
    Command::EndPoll { local_id }
}

fn totals(three: &Three) -> Vec<Option<usize>> {
    three.alike(QUESTION, |item| {
        item.poll.as_ref().unwrap().options.iter().map(|option| option.votes).collect()
    })
}

fn is_refused<T: std::fmt::Debug>(outcome: &Result<T, CommandError>) {
    assert!(matches!(outcome, Err(CommandError::Vote)), "{outcome:?}");
}

#[test]
fn the_last_vote_of_a_person_counts_until_the_author_ends_the_poll() {
    let mut three = Three::new(31);
    ask(&mut three, poll());
    assert_eq!(totals(&three), [Some(0); 3]);
    three.on(BOB, QUESTION, vote(&[0])).unwrap();
    three.on(CAROL, QUESTION, vote(&[0])).unwrap();
    three.on(BOB, QUESTION, vote(&[1])).unwrap();
    assert_eq!(totals(&three), [Some(1), Some(1), Some(0)]);
    let people =
        three.alike(QUESTION, |item| item.poll.as_ref().unwrap().options[1].people.clone());
    assert_eq!(people, [three.world.account(BOB)]);
    assert!(three.item(BOB, QUESTION).poll.unwrap().options[1].is_own);
    three.on(CAROL, QUESTION, vote(&[])).unwrap();
    assert_eq!(totals(&three), [Some(0), Some(1), Some(0)]);
    assert_eq!(three.alike(QUESTION, |item| item.poll.as_ref().unwrap().voters), 1);
    let refused = three.on(BOB, QUESTION, end);
    assert!(matches!(refused, Err(CommandError::NotAllowed(_))), "{refused:?}");
    three.on(ALICE, QUESTION, end).unwrap();
    assert!(three.alike(QUESTION, |item| item.poll.as_ref().unwrap().is_over));
    is_refused(&three.on(CAROL, QUESTION, vote(&[0])));
    assert_eq!(totals(&three), [Some(0), Some(1), Some(0)]);
}

#[test]
fn a_vote_that_was_on_its_way_when_the_poll_ended_does_not_count() {
    let mut three = Three::new(32);
    ask(&mut three, poll());
    three.world.disconnect(BOB);
    three.on(BOB, QUESTION, vote(&[0])).unwrap();
    three.on(ALICE, QUESTION, end).unwrap();
    three.world.connect(BOB);
    three.world.run();
    assert_eq!(totals(&three), [Some(0); 3]);
}

#[test]
fn answers_are_those_that_there_are_and_one_unless_several_are_asked_for() {
    let mut three = Three::new(33);
    ask(&mut three, poll());
    is_refused(&three.on(BOB, QUESTION, vote(&[3])));
    is_refused(&three.on(BOB, QUESTION, vote(&[0, 1])));
    is_refused(&three.on(BOB, QUESTION, vote(&[200])));
    three.on(ALICE, QUESTION, withdraw).unwrap();
    ask(&mut three, PollToSend { is_multiple: true, ..poll() });
    three.on(BOB, QUESTION, vote(&[2, 0])).unwrap();
    assert_eq!(totals(&three), [Some(1), Some(0), Some(1)]);
    is_refused(&three.on(BOB, QUESTION, vote(&[0, 3])));
}

#[test]
fn a_hidden_poll_tells_nothing_before_its_end_and_never_who() {
    let mut three = Three::new(34);
    ask(&mut three, PollToSend { is_open: false, ..poll() });
    three.on(BOB, QUESTION, vote(&[0])).unwrap();
    assert_eq!(totals(&three), [None; 3]);
    assert!(three.item(BOB, QUESTION).poll.unwrap().options[0].is_own);
    assert_eq!(three.alike(QUESTION, |item| item.poll.as_ref().unwrap().voters), 1);
    three.on(ALICE, QUESTION, end).unwrap();
    assert_eq!(totals(&three), [Some(1), Some(0), Some(0)]);
    let named = three.alike(QUESTION, |item| {
        item.poll.as_ref().unwrap().options.iter().any(|option| !option.people.is_empty())
    });
    assert!(!named);
}

#[test]
fn a_deadline_ends_a_poll_by_the_voters_own_clocks() {
    let mut three = Three::new(35);
    let now = three.world.now;
    let deadline = now + 30 * DAY_MS;
    ask(&mut three, PollToSend { is_open: false, deadline: Some(deadline), ..poll() });
    three.on(BOB, QUESTION, vote(&[0])).unwrap();
    three.world.disconnect(CAROL);
    three.on(CAROL, QUESTION, vote(&[1])).unwrap();
    for client in [ALICE, BOB, CAROL] {
        let left = deadline.saturating_sub(three.world.now);
        wait(&mut three.world, client, left);
    }
    // Voted in time, and heard of later: it counts.
    three.world.connect(CAROL);
    three.world.run();
    assert_eq!(totals(&three), [Some(1), Some(1), Some(0)]);
    three.world.now = deadline + 1;
    is_refused(&three.on(BOB, QUESTION, vote(&[2])));
    // A clock that is behind votes in time by its own word.
    three.world.clients[BOB].skew = -2 * i64::try_from(DAY_MS).unwrap();
    three.on(BOB, QUESTION, vote(&[2])).unwrap();
    assert_eq!(totals(&three), [Some(0), Some(1), Some(1)]);
}

#[test]
fn a_poll_is_a_question_and_two_to_twelve_different_answers() {
    let mut three = Three::new(36);
    let room = three.room;
    let many = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
    for (question, options) in [
        ("", many(2)),
        ("Two\nlines", many(2)),
        ("One", many(1)),
        ("Thirteen", many(13)),
        ("The same", vec!["a".to_owned(), "a".to_owned()]),
        ("Nothing", vec!["a".to_owned(), " ".to_owned()]),
        ("Long", vec!["a".to_owned(), "b".repeat(513)]),
    ] {
        let poll = PollToSend { question: question.to_owned(), options, ..poll() };
        let outcome = three.world.command(ALICE, Command::SendPoll { room, poll, seen: None });
        assert!(matches!(outcome, Err(CommandError::Poll { .. })), "{question}: {outcome:?}");
    }
    let most = PollToSend { options: many(12), ..poll() };
    three.world.command(ALICE, Command::SendPoll { room, poll: most, seen: None }).unwrap();
    three.world.run();
    assert_eq!(totals(&three).len(), 12);
}
