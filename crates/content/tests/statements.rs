//! Statements, their versions and what is done to them: they come back as they were, their hash is that of their
//! words alone, and what breaks their rules is none of them.

use corridor_content::{
    Body, Change, ContentError, Message, MessageId, Objection, Paragraph, SignOff, Silence,
    Statement, Suggestion, Version, VersionHash, limits,
};
use proptest::collection::{btree_map, btree_set};
use proptest::option::of;
use proptest::prelude::*;

const LINE: &str = "[^\\p{C}\\p{Z}][^\\p{C}]{0,14}";

fn statements() -> impl Strategy<Value = Statement> {
    (LINE, btree_map(any::<[u8; 8]>(), LINE, 1..=6)).prop_map(|(title, texts)| {
        let paragraphs = texts.into_iter().map(|(id, text)| Paragraph { id, text });
        Statement::new(title, paragraphs.collect()).unwrap()
    })
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Strike),
        LINE.prop_map(Change::Replace),
        LINE.prop_map(|text| Change::InsertAfter { id: [9; 8], text }),
        LINE.prop_map(|text| Change::InsertBefore { id: [9; 8], text }),
    ]
}

fn read(message: &Message) -> Body {
    Message::decode(&message.encode().unwrap()).unwrap().body()
}

fn id(byte: u8) -> MessageId {
    let mut id = [byte; 32];
    id[0] = 1;
    MessageId::from_bytes(id).unwrap()
}

proptest! {
    #[test]
    fn a_statement_comes_back_with_the_same_hash(salt in any::<[u8; 16]>(), statement in statements()) {
        let Body::Statement(again) = read(&Message::statement(salt, &statement)) else {
            panic!("no statement")
        };
        prop_assert!(again == statement);
        prop_assert_eq!(again.hash(), statement.hash());
        prop_assert_eq!(VersionHash::parse(&again.hash().to_string()), Some(again.hash()));
    }

    #[test]
    fn any_other_word_is_another_hash(statement in statements(), other in statements()) {
        prop_assert_eq!(statement == other, statement.hash() == other.hash());
    }

    #[test]
    fn a_version_comes_back_as_it_was(
        salt in any::<[u8; 16]>(),
        previous in any::<[u8; 32]>(),
        statement in of(statements()),
        settled in btree_set(0u8..64, 2..=8),
    ) {
        let ids: Vec<_> = settled.into_iter().map(id).collect();
        let (taken, declined) = ids.split_at(if statement.is_some() { ids.len() / 2 } else { 0 });
        let previous = VersionHash::from_bytes(previous);
        let version = Version::new(previous, statement, taken.to_vec(), declined.to_vec()).unwrap();
        let Body::StatementVersion(again) = read(&Message::statement_version(salt, id(1), &version))
        else { panic!("no version") };
        prop_assert!(again == version);
    }

    #[test]
    fn what_is_done_to_it_comes_back_as_it_was(
        salt in any::<[u8; 16]>(),
        version in any::<[u8; 32]>(),
        change in changes(),
        reason in LINE,
        deadline in 0..=limits::LATEST_MS,
    ) {
        let version = VersionHash::from_bytes(version);
        let suggestion = Suggestion::new(version, [1; 8], change, reason.clone()).unwrap();
        let sign_off = SignOff::new(version, reason.clone()).unwrap();
        let silence = Silence::new(version, deadline).unwrap();
        let objection = Objection::new(id(7), reason).unwrap();
        let on = id(1);
        for (message, body) in [
            (Message::statement_suggestion(salt, on, &suggestion), Body::Suggestion(suggestion)),
            (Message::statement_sign_off(salt, on, &sign_off), Body::SignOff(sign_off)),
            (Message::statement_silence(salt, on, &silence), Body::Silence(silence)),
            (Message::statement_objection(salt, on, &objection), Body::Objection(objection)),
        ] {
            prop_assert_eq!(message.in_reply_to, Some(on));
            prop_assert!(read(&message) == body);
        }
    }
}

fn paragraph(id: u8, text: &str) -> Paragraph {
    Paragraph { id: [id; 8], text: text.to_owned() }
}

#[test]
fn a_statement_has_paragraphs_of_their_own_ids_within_bounds() {
    let statement = |title: &str, paragraphs| Statement::new(title.to_owned(), paragraphs);
    assert!(statement("Title", vec![paragraph(1, "One\nin two lines")]).is_ok());
    // Written from right to left, with a mark that says so.
    assert!(statement("\u{628}\u{64a}\u{627}\u{646}", vec![paragraph(1, "\u{200f}1")]).is_ok());
    let many = |count: u8| (0..count).map(|id| paragraph(id, "text")).collect::<Vec<_>>();
    assert!(statement("Title", many(200)).is_ok());
    let long = |bytes| paragraph(1, &"x".repeat(bytes));
    assert!(statement("Title", vec![long(8192)]).is_ok());
    let six = |bytes| (0..6).map(|id| Paragraph { id: [id; 8], ..long(bytes) }).collect();
    assert!(statement("Title", six(8_170)).is_ok());
    for (title, paragraphs) in [
        ("", many(1)),
        ("a\nb", many(1)),
        (&"x".repeat(257), many(1)),
        ("Title", Vec::new()),
        ("Title", many(201)),
        ("Title", vec![paragraph(1, "one"), paragraph(1, "two")]),
        ("Title", vec![paragraph(1, " ")]),
        ("Title", vec![paragraph(1, "a\tb")]),
        ("Title", vec![long(8193)]),
        ("Title", six(8_192)),
    ] {
        assert_eq!(statement(title, paragraphs), Err(ContentError::Statement));
    }
}

#[test]
fn a_version_settles_each_suggestion_once_and_takes_none_without_other_words() {
    let previous = VersionHash::from_bytes([1; 32]);
    let words = Statement::new("Title".to_owned(), vec![paragraph(1, "one")]).unwrap();
    let version = |words: Option<&Statement>, taken: &[u8], declined: &[u8]| {
        let ids = |bytes: &[u8]| bytes.iter().copied().map(id).collect();
        Version::new(previous, words.cloned(), ids(taken), ids(declined)).map(drop)
    };
    let many: Vec<u8> = (0..65).collect();
    assert_eq!(version(Some(&words), &[], &[]), Ok(()));
    assert_eq!(version(Some(&words), &many[..60], &many[60..64]), Ok(()));
    assert_eq!(version(None, &[], &[1]), Ok(()));
    for (words, taken, declined) in [
        (Some(&words), &many[..60], &many[60..]),
        (Some(&words), &[1, 1][..], &[][..]),
        (Some(&words), &[1], &[1]),
        (None, &[1], &[]),
        (None, &[], &[]),
    ] {
        assert_eq!(version(words, taken, declined), Err(ContentError::Version));
    }
}

#[test]
fn what_breaks_the_rules_of_an_act_is_none() {
    let version = VersionHash::from_bytes([1; 32]);
    let long = "x".repeat(513);
    let suggestion = |change, reason: &str| {
        Suggestion::new(version, [1; 8], change, reason.to_owned()).map(drop)
    };
    assert_eq!(suggestion(Change::Strike, ""), Ok(()));
    for (change, reason) in [
        (Change::Replace(String::new()), ""),
        (Change::Strike, &long),
        (Change::Strike, "a\nb"),
        (Change::InsertAfter { id: [1; 8], text: "its own id".to_owned() }, ""),
        (Change::InsertBefore { id: [1; 8], text: "its own id".to_owned() }, ""),
    ] {
        assert_eq!(suggestion(change, reason), Err(ContentError::Suggestion));
    }
    assert_eq!(SignOff::new(version, "x".repeat(257)), Err(ContentError::SignOff));
    assert_eq!(Silence::new(version, limits::LATEST_MS + 1), Err(ContentError::Silence));
    assert_eq!(Objection::new(id(1), String::new()), Err(ContentError::Objection));
    for no_hash in ["", "00", &"0".repeat(63), &"+1".repeat(32), &"\u{e9}".repeat(32)] {
        assert_eq!(VersionHash::parse(no_hash), None);
    }
}
