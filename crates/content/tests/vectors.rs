//! The bytes in `vectors/content` are what this crate writes and reads. They change only with the
//! protocol: `CORRIDOR_WRITE_VECTORS=1 cargo test -p corridor-content` writes them anew.
#![allow(clippy::disallowed_methods)] // Tests read and write files; the crate does not.

use std::path::PathBuf;

use corridor_content::{
    Announcement, Body, Cardinality, Change, Contact, ContentError, Details, Disposition,
    EncodingViolation, Expiration, ExtensionKey, ExternalPart, File, LinkPreview, Mark, MarkPoint,
    MarkShape, Message, MessageId, MessageStatus, MultiPart, Nudge, Objection, Paragraph, Part,
    PartSemantics, PerMessageStatus, Phrase, Place, Poll, Profile, Seen, SignOff, Silence,
    SinglePart, Sounding, SoundingAnswer, SoundingTotals, Statement, StatusReport, Suggestion,
    Version, Voice, Vote, uri,
};
use serde_json::{Value, json};

const SALT: [u8; 16] = [0x5a; 16];
const NUDGE: &str = "application/vnd.corridor.nudge+cbor";
const MARK: &str = "application/vnd.corridor.mark+cbor";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<_> = text.bytes().map(|byte| char::from(byte).to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

fn id(fill: u8) -> MessageId {
    let mut bytes = [fill; 32];
    bytes[0] = 1;
    MessageId::from_bytes(bytes).unwrap()
}

fn single(disposition: Disposition, content_type: &str, content: &[u8]) -> Part {
    let single = SinglePart { content_type: content_type.to_owned(), content: content.to_vec() };
    Part { disposition, language: "en".to_owned(), cardinality: Cardinality::Single(single) }
}

fn attachment() -> Part {
    let external = ExternalPart {
        content_type: "image/jpeg".to_owned(),
        url: "https://relay.example/blob/0102".to_owned(),
        expires: 1_800_000_000,
        size: 5_000_000_000,
        encryption_algorithm: 1,
        key: vec![1; 16],
        nonce: vec![2; 12],
        aad: Vec::new(),
        hash_algorithm: 1,
        content_hash: vec![3; 32],
        description: "Article 4, with the margin notes".to_owned(),
        filename: "article-4.jpg".to_owned(),
    };
    Part {
        disposition: Disposition::Attachment,
        language: String::new(),
        cardinality: Cardinality::External(Box::new(external)),
    }
}

fn file(preview: bool, caption: &str) -> Message {
    let Cardinality::External(external) = attachment().cardinality else { unreachable!() };
    let external = ExternalPart {
        url: uri::blob("relay.example", &"0a".repeat(16), &"0b".repeat(32)),
        expires: 0,
        size: 70_000,
        encryption_algorithm: 29,
        key: vec![1; 32],
        ..*external
    };
    let preview = preview.then(|| ("image/jpeg".to_owned(), vec![0xff, 0xd8, 0xff, 0]));
    Message::file(SALT, File { external, preview, caption: caption.to_owned() })
}

/// What a message can be beside words, files and polls.
fn kinds() -> Vec<(&'static str, Message)> {
    let mut voice = file(false, "");
    let note = Voice::new(12_345, vec![0, 128, 255]).unwrap();
    let said = Details { voice: Some(note), ..Details::default() };
    voice.extensions.set_details(&said).unwrap();
    let mut once = file(false, "page 2");
    let said = Details { is_view_once: true, ..Details::default() };
    once.extensions.set_details(&said).unwrap();
    let mut album = file(true, "");
    let said = Details { album: Some([9; 16]), ..Details::default() };
    album.extensions.set_details(&said).unwrap();
    let mut described = Message::text(SALT, "See https://example.org/article-4");
    let link = LinkPreview::new(
        "https://example.org/article-4".to_owned(),
        "Article 4".to_owned(),
        Some("As agreed".to_owned()),
    );
    let said = Details { link: link.ok(), ..Details::default() };
    described.extensions.set_details(&said).unwrap();
    let contact = Contact::new("bob@relay.example".to_owned(), "Bob".to_owned()).unwrap();
    let hall = Place::new(46_226_500, 6_140_200, Some(25), "Hall XX".to_owned()).unwrap();
    let nowhere = Place::new(-90_000_000, 180_000_000, None, String::new()).unwrap();
    let nudge = |phrase, subject: &str| {
        Message::nudge(SALT, &Nudge::new(phrase, subject.to_owned()).unwrap())
    };
    let on_my_way = nudge(Phrase::Yes, "");
    let announcement = |people: &[&str]| {
        let people = people.iter().map(|person| (*person).to_owned()).collect();
        let text = "The vote is at four.\nSpeak for article 4.".to_owned();
        Message::announcement(SALT, &Announcement::new(text, people).unwrap())
    };
    let chosen = ["ann@relay.example", "bob@relay.example"];
    let later_phrase = single(Disposition::Render, NUDGE, &[0x82, 12, 0x60]);
    vec![
        ("voice_note", voice),
        ("file_to_open_once", once),
        ("picture_of_an_album", album),
        ("text_with_a_link_described", described),
        ("affiliation, as its organisation signed it", Message::affiliation(SALT, Some(&[0xa0]))),
        ("affiliation taken back", Message::affiliation(SALT, None)),
        ("contact", Message::contact(SALT, &contact)),
        ("place", Message::place(SALT, &hall)),
        ("place_without_accuracy_or_label", Message::place(SALT, &nowhere)),
        ("nudge_to_speak", nudge(Phrase::Speak, "article 4")),
        ("nudge_of_own_words", nudge(Phrase::Own, "Coffee?")),
        ("nudge_that_answers", Message { in_reply_to: Some(id(0x44)), ..on_my_way }),
        ("announcement", announcement(&[])),
        ("announcement_to_chosen_people", announcement(&chosen)),
        ("announcement_seen", Message::announcement_seen(SALT, id(0x44))),
        ("nudge_of_a_later_version", Message::new(SALT, later_phrase)),
        ("waking", Message::waking(SALT, true)),
        ("waking_no_more", Message::waking(SALT, false)),
    ]
}

/// What people are asked alone, and what comes of it.
fn marks() -> Vec<(&'static str, Message)> {
    let mark = |shape, points: &[(u16, u16)], text: &str| {
        let points = points.iter().map(|(x, y)| MarkPoint { x: *x, y: *y }).collect();
        let mark = Mark::new(shape, points, text.to_owned());
        Message::mark(SALT, id(0x44), &mark.unwrap())
    };
    let later_shape = single(Disposition::Render, MARK, &[0x83, 0x05, 0x82, 0x01, 0x02, 0x60]);
    let stroke = [(0, 0), (65_535, 65_535), (23, 24), (255, 256)];
    vec![
        ("mark_of_a_pen", mark(MarkShape::Pen, &stroke, "")),
        ("mark_of_a_highlighter", mark(MarkShape::Highlighter, &[(7, 7)], "")),
        ("mark_arrow", mark(MarkShape::Arrow, &[(100, 200), (30_000, 200)], "")),
        ("mark_note", mark(MarkShape::Note, &[(32_768, 16_384)], "Not this one\n\u{644}\u{627}")),
        ("mark_pin", mark(MarkShape::Pin, &[(65_535, 0)], "Last year's number")),
        (
            "mark_of_a_later_version",
            Message { in_reply_to: Some(id(0x44)), ..Message::new(SALT, later_shape) },
        ),
    ]
}

fn soundings() -> Vec<(&'static str, Message)> {
    let question = || "What would you accept?".to_owned();
    let answers = ["Ten years", "Five years"].map(str::to_owned).to_vec();
    let sounding = |answers, is_free, deadline, is_room| {
        let sounding = Sounding::new(question(), answers, is_free, deadline, is_room);
        Message::sounding(SALT, &sounding.unwrap())
    };
    let answer = |choice, text: &str| {
        let answer = SoundingAnswer::new(choice, text.to_owned()).unwrap();
        Message::sounding_answer(SALT, id(0x44), &answer)
    };
    let counted = answers.iter().cloned().zip([3, 2]).collect();
    let totals = SoundingTotals::new(question(), counted, 1, 9).unwrap();
    vec![
        ("sounding", sounding(answers.clone(), false, None, false)),
        ("sounding_in_words_of_ones_own", sounding(Vec::new(), true, None, false)),
        ("sounding_of_a_room", sounding(answers, true, Some(1_795_000_000_123), true)),
        ("sounding_answer", answer(Some(1), "")),
        ("sounding_answer_in_words", answer(None, "Seven, if article 4 stays")),
        ("sounding_answer_with_words", answer(Some(0), "but not in May")),
        ("sounding_reminder", Message::sounding_reminder(SALT, id(0x44))),
        ("sounding_totals", Message::sounding_totals(SALT, None, &totals)),
        ("sounding_totals_of_a_room", Message::sounding_totals(SALT, Some(id(0x44)), &totals)),
    ]
}

/// A statement, versions that follow it, and what is done to them.
fn statements() -> Vec<(&'static str, Message)> {
    let paragraph = |id: u8, text: &str| Paragraph { id: [id; 8], text: text.to_owned() };
    let words = |texts: &[(u8, &str)]| {
        let paragraphs = texts.iter().map(|(id, text)| paragraph(*id, text)).collect();
        Statement::new("Communiqu\u{e9}".to_owned(), paragraphs).unwrap()
    };
    let first = words(&[(1, "We met."), (2, "We agreed on [all / most] points.")]);
    let second = words(&[(1, "We met."), (2, "We agreed on most points.")]);
    let version = |words, taken, declined| {
        Message::statement_version(
            SALT,
            id(0x44),
            &Version::new(first.hash(), words, taken, declined).unwrap(),
        )
    };
    let suggestion = |change, reason: &str| {
        let made = Suggestion::new(first.hash(), [2; 8], change, reason.to_owned()).unwrap();
        Message::statement_suggestion(SALT, id(0x44), &made)
    };
    let sign_off = |delegation: &str| {
        let made = SignOff::new(second.hash(), delegation.to_owned()).unwrap();
        Message::statement_sign_off(SALT, id(0x44), &made)
    };
    let silence = Silence::new(second.hash(), 1_795_000_000_123).unwrap();
    let objection = Objection::new(id(0x66), "Not without article 4.".to_owned()).unwrap();
    let replaced = Change::Replace("We agreed on most points.".to_owned());
    let before = Change::InsertBefore { id: [3; 8], text: "We were invited.".to_owned() };
    let inserted = Change::InsertAfter { id: [3; 8], text: "We meet again.".to_owned() };
    vec![
        ("statement", Message::statement(SALT, &first)),
        ("statement_version", version(Some(second.clone()), vec![id(0x55)], vec![id(0x56)])),
        ("statement_version_that_only_declines", version(None, Vec::new(), vec![id(0x55)])),
        ("statement_suggestion_to_replace", suggestion(replaced, "It was not all.")),
        ("statement_suggestion_to_strike", suggestion(Change::Strike, "")),
        ("statement_suggestion_to_insert", suggestion(inserted, "")),
        ("statement_suggestion_to_insert_before", suggestion(before, "")),
        ("statement_sign_off", sign_off("Norway")),
        ("statement_sign_off_for_oneself", sign_off("")),
        ("statement_silence", Message::statement_silence(SALT, id(0x44), &silence)),
        ("statement_objection", Message::statement_objection(SALT, id(0x44), &objection)),
    ]
}

fn messages() -> Vec<(&'static str, Message)> {
    let text = Message::text(SALT, "We can live with article 4.");
    let mut corridor = text.clone();
    corridor.extensions.set_sent_at_ms(1_795_000_000_123).unwrap();
    corridor.extensions.set_seen(&Seen { seq: 41, chain: [7; 32] }).unwrap();
    let mut sealed_anew = text.clone();
    sealed_anew.extensions.set_first_id(&id(0x44)).unwrap();
    let mut mentioning = text.clone();
    mentioning
        .extensions
        .set_mentions(&["ann@relay.example".to_owned(), "bob@relay.example".to_owned()])
        .unwrap();
    let mut forwarded = text.clone();
    forwarded.extensions.set_forwarded().unwrap();
    let answers = ["Yes", "No", "Not today"].map(str::to_owned).to_vec();
    let poll = Poll::new("Do we accept article 4?".to_owned(), answers).unwrap();
    let mut hidden = poll.clone();
    (hidden.is_multiple, hidden.is_open) = (true, false);
    hidden.deadline_ms = Some(1_795_000_000_123);
    let picture = Some(vec![0xff, 0xd8, 0xff, 0]);
    let profile = Profile::new(7, "Dana".to_owned(), "At the back.".to_owned(), picture).unwrap();
    let no_profile = Profile::new(8, String::new(), String::new(), None).unwrap();
    let mut unknown_extensions = text.clone();
    for (key, value) in [
        (ExtensionKey::Number(4711), &[0x82, 0xf9, 0x3e, 0x00, 0xa1, 0x20, 0xf5][..]),
        (ExtensionKey::Number(-3), &[0x43, 1, 2, 3]),
        (ExtensionKey::Name("example.later".to_owned()), &[0xf6]),
    ] {
        unknown_extensions.extensions.set(&key, value.to_vec()).unwrap();
    }
    let report = StatusReport::new(vec![
        PerMessageStatus { message: id(0x11), status: MessageStatus::Delivered },
        PerMessageStatus { message: id(0x22), status: MessageStatus::Read },
        PerMessageStatus { message: id(0x33), status: MessageStatus::Unknown(200) },
    ])
    .unwrap();
    let alternatives = MultiPart {
        semantics: PartSemantics::ChooseOne,
        parts: vec![
            single(Disposition::Render, "text/html;charset=utf-8", b"<p>Agreed.</p>"),
            single(Disposition::Render, "text/markdown;variant=GFM-MIMI", b"_Agreed._"),
        ],
    };
    let multi = Part {
        disposition: Disposition::Render,
        language: String::new(),
        cardinality: Cardinality::Multi(alternatives),
    };
    let unknown_kind = single(Disposition::Unknown(77), "application/example.vote", &[0xde, 0xad]);
    let mut all = kinds();
    all.extend(marks());
    all.extend(soundings());
    all.extend(statements());
    all.extend(vec![
        ("text", text.clone()),
        ("text_with_corridor_extensions", corridor),
        ("text_sealed_anew", sealed_anew),
        ("text_that_mentions", mentioning),
        ("text_forwarded", forwarded),
        ("markdown", Message::markdown(SALT, "We can live with **article 4**.")),
        ("edit", Message { replaces: Some(id(0x44)), ..Message::text(SALT, "Article 5.") }),
        ("pin", Message::pin(SALT, id(0x44), true)),
        ("unpin", Message::pin(SALT, id(0x44), false)),
        ("poll", Message::poll(SALT, &poll)),
        ("poll_of_several_hidden_until_a_deadline", Message::poll(SALT, &hidden)),
        ("vote", Message::vote(SALT, id(0x44), &Vote::new([0, 2]).unwrap())),
        ("vote_taken_back", Message::vote(SALT, id(0x44), &Vote::new([]).unwrap())),
        ("poll_end", Message::poll_end(SALT, id(0x44))),
        ("profile", Message::profile(SALT, &profile)),
        ("profile_taken_back", Message::profile(SALT, &no_profile)),
        ("text_with_unknown_extensions", unknown_extensions),
        (
            "reply_in_topic_expiring_after_reading",
            Message {
                topic: b"article 4".to_vec(),
                in_reply_to: Some(id(0x44)),
                expires: Some(Expiration::AfterReading { seconds: 3600 }),
                ..text.clone()
            },
        ),
        (
            "edit_expiring_at_a_time",
            Message {
                replaces: Some(id(0x55)),
                expires: Some(Expiration::At { unix_seconds: 1_800_000_000 }),
                ..text
            },
        ),
        ("reaction", Message::reaction(SALT, id(0x44), "\u{2665}")),
        ("retraction", Message::retraction(SALT, id(0x44))),
        ("status", Message::status(SALT, &report)),
        ("file", file(false, "")),
        ("file_with_preview", file(true, "")),
        ("file_with_preview_and_caption", file(true, "page 2")),
        ("external", Message::new(SALT, attachment())),
        ("alternatives", Message::new(SALT, multi)),
        ("unknown_kind", Message::new(SALT, unknown_kind)),
    ]);
    all
}

/// Bytes that are refused, and exactly why.
fn refused() -> Vec<(&'static str, Vec<u8>, ContentError)> {
    let text = Message::text(SALT, "a").encode().unwrap();
    let edited = |edit: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = text.clone();
        edit(&mut bytes);
        bytes
    };
    let encoding = |at, violation| ContentError::Encoding { at, violation };
    // Byte 0 the array, 1 to 17 the salt, 18 replaces, 19 topic, 20 expires, 21 in reply to,
    // 22 extensions, 23 the part, 24 disposition, 25 language, 26 cardinality.
    vec![
        ("nested_too_deep", vec![0x81; 11], encoding(10, EncodingViolation::TooDeep)),
        ("nothing", Vec::new(), encoding(0, EncodingViolation::Truncated)),
        ("trailing_byte", edited(&|b| b.push(0)), encoding(55, EncodingViolation::TrailingBytes)),
        (
            "long_form_number",
            edited(&|b| drop(b.splice(24..25, [0x18, 1]))),
            encoding(24, EncodingViolation::NotShortest),
        ),
        (
            "indefinite_map",
            edited(&|b| drop(b.splice(22..23, [0xbf, 0xff]))),
            encoding(22, EncodingViolation::IndefiniteLength),
        ),
        (
            "extensions_out_of_order",
            edited(&|b| drop(b.splice(22..23, [0xa2, 4, 0, 3, 0]))),
            encoding(25, EncodingViolation::MapOrder),
        ),
        (
            "extension_named_by_bytes",
            edited(&|b| drop(b.splice(22..23, [0xa1, 0x41, 9, 0]))),
            ContentError::ExtensionName,
        ),
        (
            "extension_without_a_name",
            edited(&|b| drop(b.splice(22..23, [0xa1, 0x60, 0]))),
            ContentError::ExtensionName,
        ),
        (
            "extension_too_deep",
            edited(&|b| drop(b.splice(22..23, [0xa1, 3, 0x81, 0x81, 0x81, 0x81, 0]))),
            ContentError::ExtensionTooDeep,
        ),
        (
            "short_salt",
            edited(&|b| {
                b[1] = 0x4f;
                b.remove(2);
            }),
            ContentError::Structure { at: 1, expected: "a salt of 16 bytes" },
        ),
        (
            "six_fields",
            edited(&|b| {
                b[0] = 0x86;
                b.remove(19);
            }),
            ContentError::Structure { at: 0, expected: "the 7 fields of a message" },
        ),
        (
            "unknown_cardinality",
            edited(&|b| b[26] = 4),
            ContentError::Structure { at: 26, expected: "a cardinality of 0 to 3" },
        ),
        (
            "disposition_above_255",
            edited(&|b| drop(b.splice(24..25, [0x19, 1, 0]))),
            ContentError::Structure { at: 24, expected: "a disposition below 256" },
        ),
        (
            "field_too_many_in_part",
            edited(&|b| {
                b[23] = 0x86;
                b.push(0);
            }),
            ContentError::Structure { at: 23, expected: "as many fields as the part has" },
        ),
        (
            "one_part_of_many",
            edited(&|b| {
                b.truncate(26);
                b.extend([3, 0, 0x81, 0x83, 1, 0x60, 0]);
            }),
            ContentError::TooFewParts,
        ),
        (
            "replaces_an_id_of_another_hash",
            edited(&|b| drop(b.splice(18..19, [&[0x58, 32][..], &[2; 32]].concat()))),
            ContentError::HashAlgorithm,
        ),
    ]
}

/// The stored vectors, after writing them if the environment asks for it.
fn stored(file: &str, fresh: &Value) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors/content");
    let path = folder.join(file);
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(&path, format!("{fresh:#}\n")).unwrap();
    }
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn messages_have_the_stored_bytes_and_ids() {
    let (sender, room) = (uri::account("alice@relay.example"), uri::room("relay.example", "00ff"));
    let fresh: Vec<_> = messages()
        .iter()
        .map(|(name, message)| {
            let bytes = message.encode().unwrap();
            let id = MessageId::derive(&sender, &room, &bytes, &message.salt).unwrap();
            json!({
                "name": name,
                "diagnostic": minicbor::display(&bytes).to_string(),
                "hex": hex(&bytes),
                "body": format!("{:?}", message.body()),
                "sender_uri": sender,
                "room_uri": room,
                "message_id": id.to_string(),
            })
        })
        .collect();
    let fresh = Value::from(fresh);
    let stored = stored("messages.json", &fresh);
    assert_eq!(stored, fresh, "what is written is not what is stored");
    for (vector, (name, message)) in stored.as_array().unwrap().iter().zip(messages()) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        assert_eq!(Message::decode(&bytes), Ok(message), "{name}");
    }
}

#[test]
fn broken_bytes_are_refused_with_the_stored_reason() {
    let fresh: Vec<_> = refused()
        .iter()
        .map(|(name, bytes, error)| {
            json!({ "name": name, "hex": hex(bytes), "error": error.to_string() })
        })
        .collect();
    let fresh = Value::from(fresh);
    let stored = stored("refused.json", &fresh);
    assert_eq!(stored, fresh);
    for (vector, (name, _, error)) in stored.as_array().unwrap().iter().zip(refused()) {
        let bytes = unhex(vector["hex"].as_str().unwrap());
        assert_eq!(Message::decode(&bytes), Err(error), "{name}");
    }
}

#[test]
fn a_file_reads_as_it_was_written_and_anything_more_is_no_file() {
    for (preview, caption) in [(false, ""), (true, ""), (false, "page 2"), (true, "page 2")] {
        let message = file(preview, caption);
        let Body::File(read) = message.body() else { panic!("{message:?}") };
        assert_eq!(Message::file(SALT, *read.clone()), message);
        assert_eq!((read.preview.is_some(), read.caption.as_str()), (preview, caption));
    }
    let more = |parts: &[Part]| {
        let mut message = file(true, "page 2");
        let Cardinality::Multi(multi) = &mut message.part.cardinality else { unreachable!() };
        multi.parts.extend(parts.iter().cloned());
        matches!(message.body(), Body::File(_))
    };
    assert!(more(&[]));
    assert!(!more(&[single(Disposition::Render, "text/plain;charset=utf-8", b"more")]));
    assert!(!more(&[single(Disposition::Preview, "image/jpeg", b"more")]));
    assert!(!more(&[single(Disposition::Icon, "image/png", b"more")]));
    assert!(!more(&[attachment()]));
}
