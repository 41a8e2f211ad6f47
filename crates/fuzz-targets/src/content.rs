//! MIMI content: only canonical bytes are messages, every message is bounded, and its body and its
//! extensions are read without trouble whatever they hold.

use corridor_content::{
    Body, Details, ExtensionKey, Message, MessageId, Salt, StatusReport, VersionHash, limits, uri,
};
use corridor_sealing::affiliation::SignedAffiliation;

use crate::vectors;

pub fn run(bytes: &[u8]) {
    if let Ok(report) = StatusReport::decode(bytes) {
        check_report(&report);
    }
    let Ok(mut message) = Message::decode(bytes) else { return };
    assert!(bytes.len() <= limits::MESSAGE_BYTES && message.extensions.len() <= limits::EXTENSIONS);
    assert_eq!(message.encode().as_deref(), Ok(bytes), "a message has one encoding");
    match message.body() {
        Body::Text(text) | Body::Markdown(text) | Body::Reaction(text) => {
            assert!(text.len() <= bytes.len());
        }
        body @ Body::Waking(is_on) => {
            assert_eq!(Message::waking(message.salt, is_on).body(), body);
        }
        Body::Status(report) => check_report(&report),
        Body::File(file) => {
            let preview = file.preview.as_ref().map_or(0, |(_, preview)| preview.len());
            assert!(file.caption.len() + preview <= bytes.len());
            let _ = uri::parse_blob("relay.example", &file.external.url);
        }
        Body::Unknown { bytes: kept, .. } => assert!(kept.len() <= bytes.len()),
        Body::Poll(poll) => {
            assert!((2..=limits::POLL_OPTIONS).contains(&poll.options().len()));
            let again = Message::poll(message.salt, &poll);
            assert_eq!(again.body(), Body::Poll(poll), "a poll has one encoding");
        }
        Body::Vote(vote) => {
            assert!(vote.choices().len() <= limits::POLL_OPTIONS);
            let on = MessageId::from_bytes([1; 32]).expect("an id");
            assert_eq!(Message::vote(message.salt, on, &vote).body(), Body::Vote(vote));
        }
        Body::Profile(profile) => {
            assert!(profile.picture().map_or(0, <[u8]>::len) <= limits::PROFILE_PICTURE_BYTES);
            let again = Message::profile(message.salt, &profile);
            assert_eq!(again.body(), Body::Profile(profile), "a profile has one encoding");
        }
        Body::Affiliation(signed) => {
            let again = Message::affiliation(message.salt, signed.as_deref());
            assert_eq!(again.body(), Body::Affiliation(signed.clone()));
            let read = signed.and_then(|signed| SignedAffiliation::decode(&signed).ok());
            assert!(read.is_none_or(|read| SignedAffiliation::decode(&read.encode()) == Ok(read)));
        }
        Body::Contact(contact) => {
            let again = Message::contact(message.salt, &contact);
            assert_eq!(again.body(), Body::Contact(contact), "a contact has one encoding");
        }
        Body::Place(place) => {
            let again = Message::place(message.salt, &place);
            assert_eq!(again.body(), Body::Place(place), "a place has one encoding");
        }
        Body::Nudge(nudge) => {
            let again = Message::nudge(message.salt, &nudge);
            assert_eq!(again.body(), Body::Nudge(nudge), "a nudge has one encoding");
        }
        Body::Announcement(announcement) => {
            assert!(announcement.people().len() <= limits::ANNOUNCEMENT_PEOPLE);
            let again = Message::announcement(message.salt, &announcement);
            assert_eq!(again.body(), Body::Announcement(announcement), "it has one encoding");
        }
        Body::Mark(mark) => {
            assert!((1..=limits::MARK_POINTS).contains(&mark.points().len()));
            let on = MessageId::from_bytes([1; 32]).expect("an id");
            let again = Message::mark(message.salt, on, &mark);
            assert_eq!(again.body(), Body::Mark(mark), "a mark has one encoding");
        }
        Body::Sounding(sounding) => {
            assert!(sounding.answers().len() <= limits::SOUNDING_ANSWERS);
            let again = Message::sounding(message.salt, &sounding);
            assert_eq!(again.body(), Body::Sounding(sounding), "a sounding has one encoding");
        }
        Body::SoundingAnswer(answer) => {
            let on = MessageId::from_bytes([1; 32]).expect("an id");
            let again = Message::sounding_answer(message.salt, on, &answer);
            assert_eq!(again.body(), Body::SoundingAnswer(answer), "an answer has one encoding");
        }
        Body::SoundingTotals(totals) => {
            assert!(totals.answered() <= u64::from(totals.asked()));
            let again = Message::sounding_totals(message.salt, None, &totals);
            assert_eq!(again.body(), Body::SoundingTotals(totals), "totals have one encoding");
        }
        Body::Pin(_) | Body::PollEnd | Body::SoundingReminder | Body::AnnouncementSeen => {}
        Body::Retraction => assert!(message.replaces.is_some()),
        body => check_statement(message.salt, &body),
    }
    let (sender, room) = (uri::account("alice@relay.example"), uri::room("relay.example", "10"));
    let id = MessageId::derive(&sender, &room, bytes, &message.salt);
    assert_eq!(id, MessageId::derive(&sender, &room, bytes, &message.salt));
    let longest = [message.extensions.sender_uri(), message.extensions.room_uri()];
    assert!(longest.iter().flatten().all(|uri| uri.len() <= bytes.len()));
    assert!(message.extensions.mentions().len() <= limits::MENTIONS);
    if let Ok(details) = message.extensions.details() {
        let kept = details.encode().expect("what was read is written");
        assert_eq!(Details::decode(&kept), Ok(details), "details come back as they were");
    }
    let known = message.extensions.get(&ExtensionKey::named("corridor.seen")).is_some();
    assert!(known || message.extensions.seen().is_none());

    // What we add to a message that came is there afterwards, and nothing else has changed.
    let before = message.clone();
    if message.extensions.set_sent_at_ms(77).is_ok() && message.encode().is_ok() {
        assert_eq!(message.extensions.sent_at_ms(), Some(77));
        assert_eq!((&message.part, message.salt), (&before.part, before.salt));
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds = vectors::named(vectors::MESSAGES, "message");
    seeds.extend(vectors::named(vectors::REFUSED_MESSAGES, "refused"));
    // Vectors at the limits are large; the limits are tested by name in the crate itself.
    seeds.retain(|(_, bytes)| bytes.len() <= 4096);
    seeds
}

fn check_report(report: &StatusReport) {
    assert!(report.statuses().len() <= limits::STATUSES);
    assert_eq!(StatusReport::decode(&report.encode()).as_ref(), Ok(report));
}

/// A statement and what is done to one have one encoding each, and a version one hash.
fn check_statement(salt: Salt, body: &Body) {
    let on = MessageId::from_bytes([1; 32]).expect("an id");
    let again = match body {
        Body::Statement(statement) => {
            assert!(statement.paragraphs().len() <= limits::STATEMENT_PARAGRAPHS);
            assert_eq!(VersionHash::parse(&statement.hash().to_string()), Some(statement.hash()));
            Message::statement(salt, statement)
        }
        Body::StatementVersion(version) => Message::statement_version(salt, on, version),
        Body::Suggestion(suggestion) => Message::statement_suggestion(salt, on, suggestion),
        Body::SignOff(sign_off) => Message::statement_sign_off(salt, on, sign_off),
        Body::Silence(silence) => Message::statement_silence(salt, on, silence),
        Body::Objection(objection) => Message::statement_objection(salt, on, objection),
        _ => unreachable!("every other body is checked before"),
    };
    assert!(again.body() == *body, "one encoding each");
}
