//! Every bound holds in both directions: what is too much is neither written nor read.

use corridor_content::{
    Cardinality, ContentError, Disposition, ExtensionKey, Message, MessageId, MessageStatus,
    MultiPart, Part, PartSemantics, PerMessageStatus, Profile, StatusReport, limits,
};

const SALT: [u8; 16] = [0; 16];

fn null() -> Part {
    Part {
        disposition: Disposition::Unspecified,
        language: String::new(),
        cardinality: Cardinality::Null,
    }
}

fn multi(parts: Vec<Part>) -> Part {
    let semantics = PartSemantics::ProcessAll;
    Part { cardinality: Cardinality::Multi(MultiPart { semantics, parts }), ..null() }
}

#[test]
fn a_message_has_its_size() {
    let fits = |bytes: usize| Message::text(SALT, "x".repeat(bytes)).encode();
    let overhead = fits(1000).unwrap().len() - 1000;
    let largest = limits::MESSAGE_BYTES - overhead;
    assert_eq!(fits(largest).unwrap().len(), limits::MESSAGE_BYTES);
    assert_eq!(fits(largest + 1), Err(ContentError::TooLarge { actual: largest + 1 + overhead }));
}

#[test]
fn parts_nest_four_deep_and_no_deeper() {
    let nested = |levels: usize| {
        let innermost = null();
        let part = (1..levels).fold(innermost, |part, _| multi(vec![part, null()]));
        Message::new(SALT, part).encode()
    };
    assert!(nested(limits::PART_DEPTH).is_ok());
    assert_eq!(nested(limits::PART_DEPTH + 1), Err(ContentError::PartTooDeep));
    assert_eq!(nested(1000), Err(ContentError::PartTooDeep));
}

#[test]
fn parts_are_counted_over_all_levels() {
    let with = |count: usize| Message::new(SALT, multi(vec![null(); count])).encode();
    assert!(with(limits::PARTS - 1).is_ok());
    assert_eq!(with(limits::PARTS), Err(ContentError::TooManyParts));
    let halves = multi(vec![multi(vec![null(); 200]), multi(vec![null(); 200])]);
    assert_eq!(Message::new(SALT, halves).encode(), Err(ContentError::TooManyParts));
}

#[test]
fn extensions_have_bounds() {
    let mut message = Message::text(SALT, "a");
    let limit = i64::try_from(limits::EXTENSIONS).unwrap();
    for number in 0..limit {
        message.extensions.set(&ExtensionKey::Number(-1 - number), vec![0]).unwrap();
    }
    let one_more = message.extensions.set(&ExtensionKey::Number(9), vec![0]);
    assert_eq!(one_more, Err(ContentError::TooManyExtensions));
    assert_eq!(message.extensions.len(), limits::EXTENSIONS);
    assert!(message.encode().is_ok());

    let mut set = |key: ExtensionKey, value: &[u8]| message.extensions.set(&key, value.to_vec());
    assert_eq!(set(ExtensionKey::Name(String::new()), &[0]), Err(ContentError::ExtensionName));
    assert_eq!(set(ExtensionKey::Name("x".repeat(256)), &[0]), Err(ContentError::ExtensionName));
    assert_eq!(set(ExtensionKey::Number(1 << 53), &[0]), Err(ContentError::ExtensionNumber));
    let too_deep = set(ExtensionKey::Number(-1), &[0x81, 0x81, 0x81, 0x81, 0]);
    assert_eq!(too_deep, Err(ContentError::ExtensionTooDeep));
    assert!(matches!(set(ExtensionKey::Number(-1), &[]), Err(ContentError::Encoding { .. })));
}

#[test]
fn a_report_has_its_length() {
    let message = MessageId::from_bytes([1; 32]).unwrap();
    let status = PerMessageStatus { message, status: MessageStatus::Delivered };
    let full = StatusReport::new(vec![status; limits::STATUSES]).unwrap();
    assert!(Message::status(SALT, &full).encode().is_ok());
    let too_many = StatusReport::new(vec![status; limits::STATUSES + 1]);
    assert_eq!(too_many, Err(ContentError::TooManyStatuses));
    let mut encoded = full.encode();
    assert_eq!(encoded[..3], [0x99, 4, 0]);
    encoded[2] = 1;
    encoded.extend_from_within(3..39);
    assert_eq!(StatusReport::decode(&encoded), Err(ContentError::TooManyStatuses));
}

#[test]
fn an_id_depends_on_sender_room_and_salt() {
    let bytes = Message::text(SALT, "a").encode().unwrap();
    let id = |sender: &str, room: &str, salt| MessageId::derive(sender, room, &bytes, salt);
    let ids = [id("a", "bc", &SALT), id("ab", "c", &SALT), id("a", "bc", &[1; 16])];
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
    assert_eq!(id(&"x".repeat(65_536), "", &SALT), Err(ContentError::UriTooLong));
}

#[test]
fn a_profile_is_two_short_lines_and_a_small_picture() {
    let made = |name: &str, status: &str, picture: Option<Vec<u8>>| {
        Profile::new(1, name.to_owned(), status.to_owned(), picture)
    };
    let picture = |bytes: usize| {
        let mut picture = vec![0; bytes];
        picture[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
        Some(picture)
    };
    let (name, status) =
        ("x".repeat(limits::PROFILE_NAME_BYTES), "y".repeat(limits::PROFILE_STATUS_BYTES));
    let largest = made(&name, &status, picture(limits::PROFILE_PICTURE_BYTES)).unwrap();
    assert!(Profile::decode(&largest.encode()).is_ok_and(|read| read == largest));
    assert!(Message::profile(SALT, &largest).encode().is_ok());
    for refused in [
        made(&format!("{name}x"), "", None),
        made("", &format!("{status}y"), None),
        made("two\nlines", "", None),
        made("", "", picture(limits::PROFILE_PICTURE_BYTES + 1)),
        made("", "", Some(b"<svg>".to_vec())),
        Profile::new(1 << 53, String::new(), String::new(), None),
    ] {
        assert_eq!(refused, Err(ContentError::Profile));
    }
    // What is read is bound as what is written: a picture that is none, one field less, another form.
    let bytes = largest.encode();
    for cut in [0, 1, 9, bytes.len() - 1] {
        assert!(Profile::decode(&bytes[..cut]).is_err());
    }
    assert!(Profile::decode(&[0x84, 1, 0x60, 0x60, 0x41, 0]).is_err());
    assert!(Profile::decode(&[0x83, 1, 0x60, 0x60]).is_err());
}
