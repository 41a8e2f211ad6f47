//! Announcements come back as they were, each in one encoding, and what breaks their rules is none of them.

use corridor_content::{Announcement, Body, Cardinality, ContentError, Message, MessageId};
use proptest::collection::vec;
use proptest::prelude::*;

fn read(message: &Message) -> Message {
    Message::decode(&message.encode().unwrap()).unwrap()
}

proptest! {
    #[test]
    fn an_announcement_comes_back_and_is_for_whom_it_names(
        salt in any::<[u8; 16]>(),
        text in "[^\\p{C}\\p{Z}]([^\\p{C}]|\n){0,40}",
        people in vec("[a-z]{1,8}@relay\\.example", 0..80),
        other in "[a-z]{1,8}@relay\\.example",
    ) {
        let distinct: std::collections::BTreeSet<_> = people.iter().cloned().collect();
        let made = Announcement::new(text.clone(), people);
        let Ok(announcement) = made else {
            prop_assert!(distinct.len() > 64);
            return Ok(());
        };
        prop_assert!(distinct.len() <= 64);
        prop_assert!(announcement.people().iter().eq(distinct.iter()));
        prop_assert_eq!(announcement.is_for(&other), distinct.is_empty() || distinct.contains(&other));
        let message = read(&Message::announcement(salt, &announcement));
        prop_assert_eq!(message.body(), Body::Announcement(announcement));
    }
}

#[test]
fn what_somebody_has_seen_is_named() {
    let on = MessageId::from_bytes([1; 32]).unwrap();
    let seen = read(&Message::announcement_seen([0; 16], on));
    assert_eq!((seen.in_reply_to, seen.body()), (Some(on), Body::AnnouncementSeen));
}

#[test]
fn a_text_is_a_page_of_lines_and_people_are_named_in_lines() {
    let people = |count: usize| (0..count).map(|n| format!("p{n:02}@relay.example")).collect();
    assert!(Announcement::new("ш".repeat(2048), people(64)).is_ok());
    assert!(Announcement::new("One.\nTwo.".to_owned(), Vec::new()).is_ok());
    for (text, people) in [
        (String::new(), Vec::new()),
        (" \n ".to_owned(), Vec::new()),
        ("a\tb".to_owned(), Vec::new()),
        ("a\rb".to_owned(), Vec::new()),
        ("x".repeat(4097), Vec::new()),
        ("Now".to_owned(), people(65)),
        ("Now".to_owned(), vec![String::new()]),
        ("Now".to_owned(), vec!["two\nlines".to_owned()]),
        ("Now".to_owned(), vec!["x".repeat(513)]),
    ] {
        assert_eq!(Announcement::new(text, people), Err(ContentError::Announcement));
    }
}

#[test]
fn what_breaks_its_rules_is_kept_as_unknown() {
    let now = Announcement::new("Now".to_owned(), Vec::new()).unwrap();
    for content in [
        // People out of order, or twice.
        &[0x82, 0x61, b'x', 0x82, 0x61, b'b', 0x61, b'a'][..],
        &[0x82, 0x61, b'x', 0x82, 0x61, b'a', 0x61, b'a'],
        &[0x82, 0x61, b'x', 0x9b, 255, 255, 255, 255, 255, 255, 255, 255],
        &[0x82, 0x61, b'x', 0x81, 0x81, 0x61, b'a'],
        &[0x82, 0x60, 0x80],
        &[0x83, 0x61, b'x', 0x80, 0xf5],
        &[0x81, 0x61, b'x'],
        &[0x82, 0x61, b'x', 0xf6],
    ] {
        let mut message = Message::announcement([0; 16], &now);
        let Cardinality::Single(single) = &mut message.part.cardinality else { panic!("one part") };
        single.content = content.to_vec();
        assert!(matches!(read(&message).body(), Body::Unknown { .. }), "{content:02x?}");
    }
    let on = MessageId::from_bytes([1; 32]).unwrap();
    let mut seen = Message::announcement_seen([0; 16], on);
    let Cardinality::Single(single) = &mut seen.part.cardinality else { panic!("one part") };
    single.content = vec![0xf5];
    assert!(matches!(read(&seen).body(), Body::Unknown { .. }));
}
