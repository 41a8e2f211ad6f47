//! Questions to people asked alone, their answers and totals: they come back as they were, and what breaks
//! their rules is none of them.

use corridor_content::{
    Body, Cardinality, Message, MessageId, Sounding, SoundingAnswer, SoundingTotals,
};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;

const LINE: &str = "[^\\p{C}\\p{Z}][^\\p{C}]{0,14}";
const LATEST_MS: u64 = 8_640_000_000_000_000;

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn soundings() -> impl Strategy<Value = Sounding> {
    let rest = (any::<bool>(), of(0..=LATEST_MS), any::<bool>());
    (LINE, btree_set(LINE, 0..=8), rest).prop_map(|(question, answers, rest)| {
        let is_free = rest.0 || answers.is_empty();
        let answers = answers.into_iter().collect();
        Sounding::new(question, answers, is_free, rest.1, rest.2).unwrap()
    })
}

fn read(message: &Message) -> Message {
    Message::decode(&message.encode().unwrap()).unwrap()
}

proptest! {
    #[test]
    fn a_sounding_comes_back_as_it_was(salt in any::<[u8; 16]>(), sounding in soundings()) {
        let Body::Sounding(again) = read(&Message::sounding(salt, &sounding)).body() else {
            panic!("no sounding")
        };
        prop_assert!(again == sounding);
    }

    #[test]
    fn an_answer_comes_back_and_fits_what_it_may_answer(
        salt in any::<[u8; 16]>(),
        choice in of(0u8..8),
        text in LINE,
        sounding in soundings(),
    ) {
        let on = MessageId::from_bytes([1; 32]).unwrap();
        let text = if choice.is_some() && text.len() % 2 == 0 { String::new() } else { text };
        let answer = SoundingAnswer::new(choice, text.clone()).unwrap();
        let message = read(&Message::sounding_answer(salt, on, &answer));
        prop_assert_eq!(message.in_reply_to, Some(on));
        let Body::SoundingAnswer(again) = message.body() else { panic!("no answer") };
        prop_assert!(again == answer);
        let fits = choice.is_none_or(|place| usize::from(place) < sounding.answers().len())
            && (text.is_empty() || sounding.is_free());
        prop_assert_eq!(again.fits(&sounding), fits);
        let reminder = read(&Message::sounding_reminder(salt, on));
        prop_assert_eq!((reminder.in_reply_to, reminder.body()), (Some(on), Body::SoundingReminder));
    }

    #[test]
    fn totals_come_back_as_they_were(
        salt in any::<[u8; 16]>(),
        answers in btree_set(LINE, 0..=8),
        counts in vec(0u32..1_000, 8),
        free in 0u32..1_000,
        silent in 0u32..1_000,
    ) {
        let answers: Vec<_> = answers.into_iter().zip(counts).collect();
        let answered: u32 = answers.iter().map(|(_, count)| count).sum::<u32>() + free;
        let asked = answered + silent;
        let totals = SoundingTotals::new("Which?".to_owned(), answers.clone(), free, asked).unwrap();
        prop_assert_eq!(totals.answered(), u64::from(answered));
        let message = read(&Message::sounding_totals(salt, None, &totals));
        let Body::SoundingTotals(again) = message.body() else { panic!("no totals") };
        prop_assert!(again == totals);
        // More answers than people is no count of anything.
        if answered > 0 {
            let more = SoundingTotals::new("Which?".to_owned(), answers, free, answered - 1);
            prop_assert!(more.is_err());
        }
    }
}

#[test]
fn a_sounding_and_an_answer_that_break_their_rules_are_refused() {
    let made = |question: &str, answers: &[&str], is_free, deadline| {
        Sounding::new(question.to_owned(), lines(answers), is_free, deadline, false).is_ok()
    };
    let nine = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    assert!(made("Which?", &nine[..8], false, Some(LATEST_MS)));
    assert!(made(&"q".repeat(512), &[&"a".repeat(64)], false, None));
    for (why, refused) in [
        ("no question", made("", &["Yes"], false, None)),
        ("a long question", made(&"q".repeat(513), &["Yes"], false, None)),
        ("a question of two lines", made("Which\none?", &["Yes"], false, None)),
        ("nine answers", made("Which?", &nine, false, None)),
        ("twice the same", made("Which?", &["Yes", "Yes"], false, None)),
        ("a long answer", made("Which?", &[&"a".repeat(65)], false, None)),
        ("an empty answer", made("Which?", &[" "], true, None)),
        ("no way to answer", made("Which?", &[], false, None)),
        ("a day that no calendar has", made("Which?", &["Yes"], false, Some(LATEST_MS + 1))),
    ] {
        assert!(!refused, "{why}");
    }
    let answer = |choice, text: &str| SoundingAnswer::new(choice, text.to_owned()).is_ok();
    assert!(answer(Some(7), "") && answer(None, &"t".repeat(512)));
    assert!(!answer(Some(8), "") && !answer(None, "") && !answer(None, &"t".repeat(513)));
    assert!(!answer(Some(0), "two\nlines") && !answer(None, " "));
}

#[test]
fn totals_that_break_their_rules_are_refused() {
    let made = |answers: &[(&str, u32)], free, asked| {
        let answers = answers.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect();
        SoundingTotals::new("Which?".to_owned(), answers, free, asked).is_ok()
    };
    assert!(made(&[("Yes", 3), ("No", 0)], 2, 5));
    assert!(!made(&[("Yes", 3), ("No", 0)], 2, 4));
    assert!(!made(&[("Yes", u32::MAX), ("No", u32::MAX)], u32::MAX, u32::MAX));
    assert!(!made(&[("Yes", 1), ("Yes", 1)], 0, 5));
    assert!(!made(&[("", 1)], 0, 5));
    assert!(!made(&[("1", 0); 9], 0, 5));
}

#[test]
fn one_with_a_field_more_than_this_program_knows_is_kept_as_unknown() {
    let on = MessageId::from_bytes([1; 32]).unwrap();
    let sounding = Sounding::new("Which?".to_owned(), Vec::new(), true, None, false).unwrap();
    let answer = SoundingAnswer::new(None, "This one".to_owned()).unwrap();
    let totals = SoundingTotals::new("Which?".to_owned(), Vec::new(), 1, 2).unwrap();
    for mut message in [
        Message::sounding([0; 16], &sounding),
        Message::sounding_answer([0; 16], on, &answer),
        Message::sounding_totals([0; 16], None, &totals),
    ] {
        let Cardinality::Single(single) = &mut message.part.cardinality else {
            panic!("one part");
        };
        single.content[0] += 1;
        single.content.push(0);
        assert!(matches!(message.body(), Body::Unknown { .. }));
    }
}

#[test]
fn what_is_asked_and_answered_does_not_print() {
    let sounding = Sounding::new("quietly".to_owned(), lines(&["quietly"]), true, None, true);
    let answer = SoundingAnswer::new(None, "quietly".to_owned());
    let totals = SoundingTotals::new("quietly".to_owned(), Vec::new(), 1, 2);
    assert!(!format!("{sounding:?} {answer:?} {totals:?}").contains("quietly"));
}
