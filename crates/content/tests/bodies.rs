//! What this program takes a message to say.

use corridor_content::{
    Body, Cardinality, Disposition, Message, MessageId, MessageStatus, MultiPart, Part,
    PartSemantics, PerMessageStatus, SinglePart, StatusReport,
};

const SALT: [u8; 16] = [0; 16];

fn part(content_type: &str, content: &[u8]) -> Part {
    let single = SinglePart { content_type: content_type.to_owned(), content: content.to_vec() };
    Part {
        disposition: Disposition::Render,
        language: String::new(),
        cardinality: Cardinality::Single(single),
    }
}

fn body_of(content_type: &str, content: &[u8]) -> Body {
    Message::new(SALT, part(content_type, content)).body()
}

fn unknown(content_type: &str, bytes: &[u8]) -> Body {
    Body::Unknown { content_type: content_type.to_owned(), bytes: bytes.to_vec() }
}

#[test]
fn media_types_compare_without_case_and_spaces() {
    for content_type in ["text/plain", "TEXT/Plain; Charset=\"UTF-8\"", "text/plain;charset=utf-8"]
    {
        assert_eq!(body_of(content_type, b"hello"), Body::Text("hello".to_owned()));
    }
    let markdown = body_of("text/markdown;variant=CommonMark", b"_hello_");
    assert_eq!(markdown, Body::Markdown("_hello_".to_owned()));
}

#[test]
fn what_cannot_be_shown_is_handed_over_unchanged() {
    for (content_type, content) in [
        ("text/plain;charset=utf-16", &b"hello"[..]),
        ("text/plain", b"\xff\xfe"),
        ("application/mimi-message-status", b"\x81\x00"),
        ("application/example.vote", b"\x00\x01"),
        ("", b""),
    ] {
        assert_eq!(body_of(content_type, content), unknown(content_type, content));
    }
}

#[test]
fn of_alternatives_the_first_known_one_is_shown() {
    let multi = |semantics| {
        let parts = vec![part("text/html", b"<p>hello"), part("text/plain", b"hello")];
        let cardinality = Cardinality::Multi(MultiPart { semantics, parts });
        Message::new(SALT, Part { cardinality, ..part("", b"") }).body()
    };
    assert_eq!(multi(PartSemantics::ChooseOne), Body::Text("hello".to_owned()));
    assert!(matches!(multi(PartSemantics::SingleUnit), Body::Unknown { .. }));
    assert!(matches!(multi(PartSemantics::ProcessAll), Body::Unknown { .. }));
}

#[test]
fn an_empty_message_is_a_retraction_only_of_something() {
    let first = MessageId::from_bytes([1; 32]).unwrap();
    let retraction = Message::retraction(SALT, first);
    assert_eq!(retraction.body(), Body::Retraction);
    let of_nothing = Message { replaces: None, ..retraction };
    assert!(matches!(of_nothing.body(), Body::Unknown { .. }));
}

#[test]
fn a_report_comes_back_as_it_was_sent() {
    let message = MessageId::from_bytes([1; 32]).unwrap();
    let status = PerMessageStatus { message, status: MessageStatus::Read };
    let report = StatusReport::new(vec![status]).unwrap();
    assert_eq!(Message::status(SALT, &report).body(), Body::Status(report));
}

#[test]
fn what_is_said_does_not_print() {
    let message = Message::text(SALT, "quietly");
    assert!(!format!("{message:?} {:?}", message.body()).contains("quietly"));
}
