//! Old and new versions read each other: unknown numbers are skipped, missing options are absent,
//! and what cannot be understood is an error, never a panic.

use corridor_wire::client_frame::{Append, ClientFrame};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::relay_frame::{ErrorReply, RelayFrame, VersionRange};
use corridor_wire::{DecodeError, decode, encode, limits};

use crate::samples;

fn read<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, DecodeError> {
    decode(bytes, limits::FRAME_BYTES)
}

/// Adds the field `number` to the map at `at`, which has fewer than 22 fields.
fn with_extra_field(bytes: &[u8], at: usize, number: u8, value: &[u8]) -> Vec<u8> {
    assert_eq!(bytes[at] >> 5, 5, "a map");
    let mut longer = bytes[..at].to_vec();
    longer.extend([bytes[at] + 1, 0x18, number]);
    longer.extend(value);
    longer.extend(&bytes[at + 1..]);
    longer
}

#[test]
fn a_field_of_a_newer_version_is_skipped() {
    // A text, an array of a map, a byte string, a tag, an indefinite list, a half float.
    let values: [&[u8]; 6] = [
        &[0x61, 0x78],
        &[0x81, 0xa1, 0, 0x80],
        &[0x43, 1, 2, 3],
        &[0xc1, 0x1a, 1, 2, 3, 4],
        &[0x9f, 0x61, 0x61, 0xff],
        &[0xf9, 0x3c, 0],
    ];
    for value in values {
        for (name, frame) in samples::client_frames() {
            let longer = with_extra_field(&encode(&frame), 0, 99, value);
            assert_eq!(read::<ClientFrame>(&longer), Ok(frame), "{name}");
        }
        // The frame is [variant, {fields}]; the variant is below 24.
        for (name, frame) in samples::relay_frames() {
            let longer = with_extra_field(&encode(&frame), 2, 99, value);
            assert_eq!(read::<RelayFrame>(&longer), Ok(frame), "{name}");
        }
    }
}

#[test]
fn an_optional_field_may_be_missing_or_null() {
    let append = |token, commit| Append {
        log: samples::LOG,
        op_id: samples::OP_ID,
        token,
        expect_version: 0,
        record: samples::record(),
        commit,
        wake: None,
    };
    let absent = append(None, None);
    let bytes = encode(&absent);
    assert_eq!(bytes[0], 0xa4, "options that are absent are not written");
    assert_eq!(read::<Append>(&bytes), Ok(absent.clone()));
    let mut with_nulls = bytes;
    with_nulls[0] = 0xa7;
    with_nulls.extend([2, 0xf6, 5, 0xf6, 6, 0xf6]);
    assert_eq!(read::<Append>(&with_nulls), Ok(absent));
    let reply =
        ErrorReply { retry_after_ms: None, ..samples::error_reply(ErrorCode::Internal, None) };
    assert_eq!(read::<ErrorReply>(&encode(&reply)), Ok(reply));
}

#[test]
fn a_required_field_may_not_be_missing() {
    // An append with a log and nothing else.
    let mut bytes = vec![0xa1, 0, 0x50];
    bytes.extend([0; 16]);
    assert!(matches!(read::<Append>(&bytes), Err(DecodeError::Malformed(_))));
}

#[test]
fn a_request_of_a_newer_version_is_malformed() {
    // {0: 77, 1: [200, {}]}
    let bytes = [0xa2, 0, 0x18, 77, 1, 0x82, 0x18, 200, 0xa0];
    assert!(matches!(read::<ClientFrame>(&bytes), Err(DecodeError::Malformed(_))));
}

#[test]
fn a_frame_or_a_response_of_a_newer_version_is_malformed() {
    for bytes in [&[0x82, 0x18, 50, 0xa0][..], &[0x82, 1, 0xa2, 0, 1, 1, 0x82, 0x18, 50, 0xa0]] {
        assert!(matches!(read::<RelayFrame>(bytes), Err(DecodeError::Malformed(_))));
    }
}

#[test]
fn an_error_code_of_a_newer_version_is_kept() {
    for number in [0, 99, 700, u16::MAX] {
        let reply = samples::error_reply(ErrorCode::Unknown(number), Some(1));
        let read = read::<ErrorReply>(&encode(&reply)).unwrap();
        assert_eq!(read.code, ErrorCode::Unknown(number));
        assert_eq!(read.retry_after_ms, Some(1));
    }
}

#[test]
fn two_sides_speak_the_newest_version_of_both() {
    let range = |oldest, newest| VersionRange { oldest, newest };
    for (ours, theirs, common) in [
        (range(1, 1), range(1, 1), Some(1)),
        (range(1, 3), range(2, 5), Some(3)),
        (range(4, 6), range(1, 9), Some(6)),
        (range(1, 2), range(3, 4), None),
        (range(3, 4), range(1, 2), None),
        (range(2, 1), range(1, 2), None),
    ] {
        assert_eq!(ours.common(theirs), common);
        assert_eq!(theirs.common(ours), common);
    }
}
