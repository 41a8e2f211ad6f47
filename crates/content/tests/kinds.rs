//! Voice notes, files to be opened once, albums, described links, contacts, places and nudges: they come back
//! as they were, and what breaks their rules is none of them.

use corridor_content::{
    Body, Cardinality, Contact, ContentError, Details, ExtensionKey, LinkPreview, Message, Nudge,
    Phrase, Place, Voice,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

const LINE: &str = "[^\\p{C}\\p{Z}][^\\p{C}]{0,40}";

fn details() -> impl Strategy<Value = Details> {
    let voice = (1u32..=21_600_000, vec(any::<u8>(), 0..=64))
        .prop_map(|(duration_ms, levels)| Voice::new(duration_ms, levels).unwrap());
    let link = ("https?://[a-z]{1,20}\\.example/[a-z0-9]{0,40}", LINE, of(LINE))
        .prop_map(|(url, title, description)| LinkPreview::new(url, title, description).unwrap());
    (of(voice), any::<bool>(), of(any::<[u8; 16]>()), of(link))
        .prop_map(|(voice, is_view_once, album, link)| Details { voice, is_view_once, album, link })
}

proptest! {
    #[test]
    fn details_come_back_as_they_were(salt in any::<[u8; 16]>(), details in details()) {
        let mut message = Message::text(salt, "see it");
        message.extensions.set_details(&details).unwrap();
        let read = Message::decode(&message.encode().unwrap()).unwrap();
        prop_assert_eq!(read.extensions.details().unwrap(), details.clone());
        prop_assert_eq!(Details::decode(&details.encode().unwrap()).unwrap(), details);
    }

    #[test]
    fn a_contact_and_a_place_come_back_as_they_were(
        salt in any::<[u8; 16]>(),
        account in "[a-z]{1,20}@[a-z]{1,20}\\.example",
        name in of(LINE),
        place in (-90_000_000i32..=90_000_000, -180_000_000i32..=180_000_000),
        accuracy in of(0u32..=20_040_000),
    ) {
        let label = name.unwrap_or_default();
        let contact = Contact::new(account, label.clone()).unwrap();
        let bytes = Message::contact(salt, &contact).encode().unwrap();
        prop_assert_eq!(Message::decode(&bytes).unwrap().body(), Body::Contact(contact));
        let place = Place::new(place.0, place.1, accuracy, label).unwrap();
        let bytes = Message::place(salt, &place).encode().unwrap();
        prop_assert_eq!(Message::decode(&bytes).unwrap().body(), Body::Place(place));
    }

    #[test]
    fn a_nudge_comes_back_as_it_was_and_one_code_says_one_thing(
        salt in any::<[u8; 16]>(),
        number in 0u64..14,
        subject in of("[^\\p{C}\\p{Z}][^\\p{C}]{0,30}"),
    ) {
        let subject = subject.unwrap_or_default();
        let takes = match number {
            0 => !subject.is_empty() && subject.len() <= 64,
            1 => subject.len() <= 64,
            2..=11 => subject.is_empty(),
            _ => false,
        };
        let nudge = Phrase::from_number(number).map(|phrase| Nudge::new(phrase, subject.clone()));
        let Some(Ok(nudge)) = nudge else {
            prop_assert!(!takes);
            return Ok(());
        };
        prop_assert!(takes);
        let bytes = Message::nudge(salt, &nudge).encode().unwrap();
        prop_assert_eq!(Message::decode(&bytes).unwrap().body(), Body::Nudge(nudge.clone()));
        prop_assert_eq!((u64::from(nudge.phrase().number()), nudge.subject()), (number, &*subject));
    }

    #[test]
    fn damaged_details_are_refused_and_never_panic(
        details in details(),
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = details.encode().unwrap();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(read) = Details::decode(&bytes) {
            read.encode().unwrap();
        }
    }
}

fn with(name: &str, value: &[u8]) -> Result<Details, ContentError> {
    let mut message = Message::text([0; 16], "a");
    message.extensions.set(&ExtensionKey::named(name), value.to_vec()).unwrap();
    message.extensions.details()
}

#[test]
fn details_that_break_their_rules_are_none() {
    let structure = |at, expected| Err::<Details, _>(ContentError::Structure { at, expected });
    assert_eq!(with("corridor.voice", &[0x82, 0, 0x40]), Err(ContentError::Voice));
    assert_eq!(
        with("corridor.voice", &[0x82, 0x1a, 1, 0x49, 0x97, 1, 0x40]),
        Err(ContentError::Voice),
        "a millisecond more than six hours"
    );
    let levels = [&[0x82, 1, 0x58, 65][..], &[0; 65]].concat();
    assert_eq!(with("corridor.voice", &levels), Err(ContentError::Voice));
    assert_eq!(with("corridor.voice", &[0x81, 1]), structure(0, "an array of all fields"));
    assert_eq!(with("corridor.view_once", &[0xf4]), Err(ContentError::ViewOnce));
    assert_eq!(with("corridor.album", &[0x41, 1]), Err(ContentError::Album));
    assert_eq!(with("corridor.album", &[1]), structure(0, "an album"));
    for (url, title) in [
        ("javascript:alert(1)", "title"),
        ("https://a b", "title"),
        ("https://a", ""),
        ("https://a", "two\nlines"),
        (&format!("https://{}", "a".repeat(2048)), "title"),
        ("https://a", &"t".repeat(301)),
    ] {
        let made = LinkPreview::new(url.to_owned(), title.to_owned(), None);
        assert!(matches!(made, Err(ContentError::LinkPreview)), "{url} {title}");
    }
}

#[test]
fn a_contact_and_a_place_that_break_their_rules_are_kept_as_unknown() {
    for (account, name) in [("bob", "Bob"), ("", ""), ("a@b\n", ""), ("a@b", "two\nlines")] {
        assert!(Contact::new(account.to_owned(), name.to_owned()).is_err(), "{account:?} {name:?}");
    }
    let place = |latitude, longitude, accuracy, label: &str| {
        Place::new(latitude, longitude, accuracy, label.to_owned()).is_err()
    };
    assert!(place(90_000_001, 0, None, ""));
    assert!(place(0, -180_000_001, None, ""));
    assert!(place(0, 0, Some(20_040_001), ""));
    assert!(place(0, 0, None, &"x".repeat(257)));
    // A place with a field more than this program knows.
    let place = Place::new(1, 2, None, "here".to_owned()).unwrap();
    let mut message = Message::place([0; 16], &place);
    let corridor_content::Cardinality::Single(single) = &mut message.part.cardinality else {
        panic!("one part");
    };
    single.content[0] = 0x85;
    single.content.push(0);
    assert!(matches!(message.body(), Body::Unknown { .. }));
}

#[test]
fn a_nudge_that_breaks_its_rules_or_is_newer_is_kept_as_unknown() {
    let words = "ш".repeat(32);
    assert!(Nudge::new(Phrase::Own, words.clone()).is_ok());
    assert!(Nudge::new(Phrase::Speak, words.clone()).is_ok());
    for (phrase, subject) in [
        (Phrase::Own, ""),
        (Phrase::Own, "two\nlines"),
        (Phrase::Own, &format!("{words}x")),
        (Phrase::Speak, "two\nlines"),
        (Phrase::Speak, &format!("{words}x")),
        (Phrase::Wait, "for me"),
        (Phrase::Yes, "sir"),
    ] {
        let made = Nudge::new(phrase, subject.to_owned());
        assert_eq!(made, Err(ContentError::Nudge), "{phrase:?} {subject:?}");
    }
    let speak = Nudge::new(Phrase::Speak, String::new()).unwrap();
    for content in [
        &[0x82, 12, 0x60][..],
        &[0x82, 0x18, 24, 0x60],
        &[0x82, 0x1b, 255, 255, 255, 255, 255, 255, 255, 255, 0x60],
        &[0x82, 4, 0x61, b'x'],
        &[0x82, 0x20, 0x60],
        &[0x83, 1, 0x60, 0],
        &[0x81, 1],
    ] {
        let mut message = Message::nudge([0; 16], &speak);
        let Cardinality::Single(single) = &mut message.part.cardinality else { panic!("one part") };
        single.content = content.to_vec();
        let read = Message::decode(&message.encode().unwrap()).unwrap().body();
        assert!(matches!(read, Body::Unknown { .. }), "{content:02x?}");
    }
}
