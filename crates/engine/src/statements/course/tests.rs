//! What decides is the order of the log, and each act's own word on when it was done.

use corridor_content::{Objection, Paragraph, Silence, Version};

use super::*;

fn person(name: &str) -> AccountId {
    AccountId::parse(&format!("{name}@relay.example")).unwrap()
}

fn id(byte: u8) -> MessageId {
    let mut id = [byte; 32];
    id[0] = 1;
    MessageId::from_bytes(id).unwrap()
}

fn words(texts: &[&str]) -> Statement {
    let paragraphs =
        (1..).zip(texts).map(|(id, text)| Paragraph { id: [id; 8], text: (*text).to_owned() });
    Statement::new("Title".to_owned(), paragraphs.collect()).unwrap()
}

fn version(of: &Statement, next: &Statement) -> Body {
    let next = Some(next.clone());
    Body::StatementVersion(Version::new(of.hash(), next, Vec::new(), Vec::new()).unwrap())
}

fn silence(of: &Statement, deadline: u64) -> Body {
    Body::Silence(Silence::new(of.hash(), deadline).unwrap())
}

fn objection(silence: u8) -> Body {
    Body::Objection(Objection::new(id(silence), "No.".to_owned()).unwrap())
}

/// Acts of `(number, sender, sent at, body)`: the number is its place, and its message's id.
fn course(acts: Vec<(u8, &str, u64, Body)>) -> Course {
    let first = words(&["one"]);
    let first =
        VersionRow { local_id: 0, hash: first.hash(), statement: first, at: 0, is_placed: true };
    let act = |(number, sender, sent_at, body): (u8, &str, u64, Body)| Act {
        local_id: i64::from(number),
        id: Some(id(number)),
        is_placed: true,
        sender: person(sender),
        is_own: false,
        sent_at,
        is_by_admin: sender == "adam",
        body,
    };
    Course::of(person("mona"), first, acts.into_iter().map(act))
}

#[test]
fn the_first_that_follows_in_the_log_wins_and_another_is_void() {
    let (one, two, other) = (words(&["one"]), words(&["two"]), words(&["other"]));
    let course = course(vec![
        (1, "mona", 1, version(&one, &two)),
        (2, "mona", 2, version(&one, &other)),
        // Nobody else holds the pen, an admin neither.
        (3, "adam", 3, version(&two, &other)),
        // The same again is no other version.
        (4, "mona", 4, version(&two, &two)),
        // As it stands where a relay had lost it.
        (1, "mona", 1, version(&one, &two)),
    ]);
    assert!(course.present().hash == two.hash());
    assert_eq!((course.versions.len(), course.void.len()), (2, 1));
}

#[test]
fn a_silence_counts_for_the_present_version_by_whom_it_may_be_begun() {
    let (one, two) = (words(&["one"]), words(&["two"]));
    let begun = |acts| course(acts).silences.len();
    assert_eq!(begun(vec![(1, "mona", 1, silence(&one, 9))]), 1);
    assert_eq!(begun(vec![(1, "adam", 1, silence(&one, 9))]), 1);
    assert_eq!(begun(vec![(1, "ali", 1, silence(&one, 9))]), 0);
    assert_eq!(begun(vec![(1, "mona", 1, silence(&two, 9))]), 0);
    assert_eq!(begun(vec![(1, "mona", 9, silence(&one, 9))]), 0);
    // Nobody makes it shorter while it runs.
    assert_eq!(begun(vec![(1, "mona", 1, silence(&one, 9)), (2, "adam", 2, silence(&one, 8))]), 1);
    let acts = vec![(1, "mona", 1, silence(&one, 9)), (2, "mona", 9, version(&one, &two))];
    assert!(course(acts).silences[0].is_overtaken);
    let acts = vec![(1, "mona", 1, silence(&one, 9)), (2, "mona", 10, version(&one, &two))];
    assert!(!course(acts).silences[0].is_overtaken);
}

#[test]
fn an_objection_counts_by_the_deadline_of_what_it_breaks() {
    let one = words(&["one"]);
    let broken =
        |acts| -> Vec<bool> { course(acts).silences.iter().map(SilenceRow::is_broken).collect() };
    let first = || (1, "mona", 1, silence(&one, 9));
    assert_eq!(broken(vec![first(), (2, "ali", 9, objection(1))]), [true]);
    assert_eq!(broken(vec![first(), (2, "ali", 10, objection(1))]), [false]);
    assert_eq!(broken(vec![first(), (2, "ali", 2, objection(7))]), [false]);
    // It names what was put off since: it breaks what runs on.
    let put_off = || (2, "mona", 5, silence(&one, 20));
    assert_eq!(broken(vec![first(), put_off(), (3, "ali", 12, objection(1))]), [false, true]);
    // What is broken is not put off: another one begins.
    assert_eq!(broken(vec![first(), (3, "ali", 2, objection(1)), put_off()]), [true, false]);
    // Nor what is over.
    let later = (2, "mona", 10, silence(&one, 20));
    assert_eq!(broken(vec![first(), later, (3, "ali", 9, objection(1))]), [true, false]);
    // One that claims to have been begun behind its end, while it runs, is named by all and breaks both.
    let beside = (2, "mona", 10, silence(&one, 20));
    assert_eq!(broken(vec![first(), beside, (3, "ali", 5, objection(2))]), [true, true]);
    // So does one that is objected to when another version claims to have come behind its end.
    let (two, over) = (words(&["two"]), (2, "mona", 10, version(&one, &words(&["two"]))));
    assert_ne!(one.hash(), two.hash());
    assert_eq!(broken(vec![first(), over, (3, "ali", 5, objection(1))]), [true]);
}

#[test]
fn a_paragraph_keeps_its_id_through_other_words() {
    let before = words(&["one", "two", "three"]);
    let ids = |words: &[&str]| -> Vec<u8> {
        let words = words.iter().map(|text| (*text).to_owned()).collect();
        carry_ids(&before, words, || [9; 8]).iter().map(|paragraph| paragraph.id[0]).collect()
    };
    assert_eq!(ids(&["one", "2", "three"]), [1, 2, 3]);
    assert_eq!(ids(&["one", "three"]), [1, 3]);
    assert_eq!(ids(&["one", "two", "new", "three"]), [1, 2, 9, 3]);
    assert_eq!(ids(&["1", "2", "3", "4"]), [1, 2, 3, 9]);
    assert_eq!(ids(&["three", "one"]), [3, 9]);
}
