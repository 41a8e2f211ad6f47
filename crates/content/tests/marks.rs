//! Marks on pictures: they come back as they were, and what breaks their rules is none of them.

use corridor_content::{Body, Cardinality, Mark, MarkPoint, MarkShape, Message, MessageId};
use proptest::collection::vec;
use proptest::prelude::*;

const WORDS: &str = "[^\\p{C}\\p{Z}][^\\p{C}\n]{0,30}(\n[^\\p{C}]{0,20}){0,2}";

fn on() -> MessageId {
    MessageId::from_bytes([1; 32]).unwrap()
}

fn points(most: usize) -> impl Strategy<Value = Vec<MarkPoint>> {
    vec(any::<(u16, u16)>().prop_map(|(x, y)| MarkPoint { x, y }), 0..=most)
}

/// The same rules, said once more.
fn is_mark(shape: MarkShape, points: usize, text: &str) -> bool {
    match shape {
        MarkShape::Pen | MarkShape::Highlighter => points > 0 && points <= 512 && text.is_empty(),
        MarkShape::Arrow => points == 2 && text.is_empty(),
        MarkShape::Note | MarkShape::Pin => points == 1 && !text.is_empty(),
    }
}

proptest! {
    #[test]
    fn a_mark_comes_back_as_it_was_or_there_is_none(
        salt in any::<[u8; 16]>(),
        shape in 0usize..5,
        points in prop_oneof![points(3), points(600)],
        text in prop_oneof![Just(String::new()), WORDS.prop_map(String::from)],
    ) {
        let shape = MarkShape::ALL[shape];
        let mark = Mark::new(shape, points.clone(), text.clone());
        prop_assert_eq!(mark.is_ok(), is_mark(shape, points.len(), &text));
        let Ok(mark) = mark else { return Ok(()) };
        let bytes = Message::mark(salt, on(), &mark).encode().unwrap();
        let read = Message::decode(&bytes).unwrap();
        prop_assert_eq!(read.in_reply_to, Some(on()));
        let Body::Mark(again) = read.body() else { panic!("no mark") };
        prop_assert!(again == mark);
        prop_assert_eq!((again.shape(), again.points(), again.text()), (shape, &points[..], &*text));
    }
}

#[test]
fn words_of_a_mark_are_bounded_and_have_no_control_signs_but_line_ends() {
    let note =
        |text: &str| Mark::new(MarkShape::Note, vec![MarkPoint { x: 1, y: 2 }], text.to_owned());
    for good in ["a", "two\nlines", &"x".repeat(512), "\u{644}\u{627}"] {
        assert!(note(good).is_ok(), "{good}");
    }
    for bad in ["", " \n ", "a\tb", "a\r\nb", "\u{0}", &"x".repeat(513)] {
        assert!(note(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_mark_that_breaks_its_rules_or_is_newer_is_kept_as_unknown() {
    let pin = Mark::new(MarkShape::Pin, vec![MarkPoint { x: 1, y: 2 }], "a".to_owned()).unwrap();
    let long = [vec![0x83, 0x00, 0x99, 0x04, 0x02], vec![0x01; 1026], vec![0x60]].concat();
    for content in [
        // A shape that nobody knows yet; half a point; a number beyond 16 bits; no points; a pin without words.
        vec![0x83, 0x05, 0x82, 0x01, 0x02, 0x60],
        vec![0x83, 0x00, 0x83, 0x01, 0x02, 0x03, 0x60],
        vec![0x83, 0x00, 0x82, 0x1a, 0x00, 0x01, 0x00, 0x00, 0x02, 0x60],
        vec![0x83, 0x00, 0x80, 0x60],
        vec![0x83, 0x04, 0x82, 0x01, 0x02, 0x60],
        long,
    ] {
        let mut message = Message::mark([0; 16], on(), &pin);
        let Cardinality::Single(single) = &mut message.part.cardinality else { panic!("parts") };
        single.content = content;
        let read = Message::decode(&message.encode().unwrap()).unwrap().body();
        assert!(matches!(read, Body::Unknown { .. }), "{read:?}");
    }
}
