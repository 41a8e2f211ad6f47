//! Every bound holds on the way in, whatever the bytes announce.

use corridor_wire::bytes::{BoundedBytes, BoundedList};
use corridor_wire::client_frame::{ClientFrame, KeyPackageBytes, Record, Request};
use corridor_wire::id::{AccountId, LogId};
use corridor_wire::relay_frame::{Entry, Head, Page, RelayFrame};
use corridor_wire::report_to::ReportTo;
use corridor_wire::{DecodeError, decode, encode, limits};

use crate::samples;

fn malformed<T>(result: &Result<T, DecodeError>) -> bool {
    matches!(result, Err(DecodeError::Malformed(_)))
}

#[test]
fn bounded_bytes_stop_at_their_limit() {
    assert!(BoundedBytes::<4>::new(vec![0; 4]).is_some());
    assert!(BoundedBytes::<4>::new(vec![0; 5]).is_none());
    let largest = [0x44, 1, 2, 3, 4];
    assert_eq!(decode::<BoundedBytes<4>>(&largest, 99).unwrap().as_slice(), [1, 2, 3, 4]);
    assert!(malformed(&decode::<BoundedBytes<4>>(&[0x45, 1, 2, 3, 4, 5], 99)));
    // A text, and a byte string in pieces, are not the byte strings of this protocol.
    assert!(malformed(&decode::<BoundedBytes<4>>(&[0x61, 0x78], 99)));
    assert!(malformed(&decode::<BoundedBytes<4>>(&[0x5f, 0x41, 1, 0xff], 99)));
}

#[test]
fn bounded_lists_stop_at_their_limit() {
    type List = BoundedList<u64, 3>;
    assert!(List::new(vec![0; 3]).is_some());
    assert!(List::new(vec![0; 4]).is_none());
    assert_eq!(decode::<List>(&[0x83, 1, 2, 3], 99).unwrap().as_slice(), [1, 2, 3]);
    assert_eq!(decode::<List>(&[0x9f, 1, 2, 3, 0xff], 99).unwrap().as_slice(), [1, 2, 3]);
    assert!(malformed(&decode::<List>(&[0x84, 1, 2, 3, 4], 99)));
    assert!(malformed(&decode::<List>(&[0x9f, 1, 2, 3, 4, 0xff], 99)));
    // An announced length of 2^64 - 1 allocates nothing.
    assert!(malformed(&decode::<List>(&[[0x9b].as_slice(), &[0xff; 8]].concat(), 99)));
}

#[test]
fn identifiers_have_their_exact_length() {
    for length in [0u8, 15, 17] {
        let bytes = [vec![0x40 + length], vec![0; usize::from(length)]].concat();
        assert!(malformed(&decode::<LogId>(&bytes, 99)));
    }
    assert!(malformed(&decode::<AccountId>(b"\x6eAlice@a.exampl", 99)));
}

#[test]
fn a_frame_has_its_size_and_its_end() {
    let bytes = encode(&ClientFrame { request_id: 1, request: Request::Ping {} });
    let too_large = DecodeError::TooLarge { limit: bytes.len() - 1, actual: bytes.len() };
    assert_eq!(decode::<ClientFrame>(&bytes, bytes.len() - 1), Err(too_large));
    let longer = [bytes, vec![0xf6, 0xf6]].concat();
    assert_eq!(decode::<ClientFrame>(&longer, 99), Err(DecodeError::TrailingBytes(2)));
}

/// The largest of everything still fits a frame, so that no limit contradicts another.
#[test]
fn the_largest_frames_fit() {
    let record = |bytes| Record::new(vec![0xff; bytes]).unwrap();
    let entry = |bytes| Entry {
        seq: u64::MAX,
        version: u64::MAX,
        record: record(bytes),
        ..samples::entry(Some(samples::COMMIT))
    };
    let page = |entries: Vec<Entry>| {
        let head = Head { seq: u64::MAX, version: u64::MAX, ..samples::page().head };
        let entries = BoundedList::new(entries).unwrap();
        encode(&RelayFrame::Pushed(Page { log: samples::LOG, entries, head })).len()
    };
    // A relay fills a page until its records pass PAGE_BYTES, so that one more record may be in it.
    let full = limits::PAGE_BYTES / limits::RECORD_BYTES + 1;
    assert!(page(vec![entry(limits::RECORD_BYTES); full]) <= limits::FRAME_BYTES);
    let small = limits::PAGE_BYTES / limits::PAGE_ENTRIES;
    assert!(page(vec![entry(small); limits::PAGE_ENTRIES]) <= limits::FRAME_BYTES);

    let key_package = KeyPackageBytes::new(vec![0xff; limits::KEY_PACKAGE_BYTES]).unwrap();
    let packages = vec![key_package.clone(); limits::KEY_PACKAGES_PER_FRAME];
    let publication = Request::PublishKeyPackages {
        packages: BoundedList::new(packages).unwrap(),
        last_resort: Some(key_package),
    };
    let frame = ClientFrame { request_id: u64::MAX, request: publication };
    assert!(encode(&frame).len() <= limits::FRAME_BYTES);
}

#[test]
fn whom_reports_go_to_is_a_line_of_two_hundred_characters() {
    for text in ["a".repeat(200), "\u{6c47}".repeat(200), "desk@relay.example".to_owned()] {
        assert_eq!(decode::<ReportTo>(&encode(&text), 999).unwrap().as_str(), text);
    }
    for text in [String::new(), "a".repeat(201), "two\nlines".to_owned(), "\u{9b}1m".to_owned()] {
        assert!(malformed(&decode::<ReportTo>(&encode(&text), 999)), "{text:?}");
        assert!(ReportTo::new(text).is_none());
    }
    assert!(malformed(&decode::<ReportTo>(&[0x41, b'a'], 99)));
}
