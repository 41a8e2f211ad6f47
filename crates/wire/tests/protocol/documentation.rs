//! `docs/protocol.md` says what the code says.

#![allow(clippy::disallowed_methods)] // Tests read files; the crate does not.

use std::collections::BTreeMap;
use std::path::PathBuf;

use corridor_wire::error_code::ErrorCode;
use corridor_wire::limits;

/// The tables' rows below a heading, each as its cells without backticks.
fn rows_below(heading: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol.md");
    let text = std::fs::read_to_string(path).unwrap();
    let section = text.split(&format!("\n## {heading}\n")).nth(1).expect("the heading is there");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim));
    // The first row names the columns.
    cells.skip(1).map(|row| row.map(|cell| cell.trim_matches('`').to_owned()).collect()).collect()
}

#[test]
fn every_error_code_is_documented_in_order() {
    let documented: Vec<_> = rows_below("Error codes")
        .into_iter()
        .map(|row| (row[0].parse::<u16>().unwrap(), row[1].clone()))
        .collect();
    let declared: Vec<_> =
        ErrorCode::ALL.iter().map(|code| (code.number(), code.name().to_owned())).collect();
    assert_eq!(documented, declared);
}

#[test]
fn every_limit_is_documented() {
    let documented: BTreeMap<_, _> = rows_below("Limits")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].parse::<u64>().unwrap()))
        .collect();
    let source =
        std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/limits.rs"));
    let declared = source.unwrap().lines().filter(|line| line.starts_with("pub const")).count();
    assert_eq!(documented.len(), declared, "as many rows as constants");
    for (name, value) in [
        ("RECORD_BYTES", limits::RECORD_BYTES),
        ("FRAME_BYTES", limits::FRAME_BYTES),
        ("PAGE_BYTES", limits::PAGE_BYTES),
        ("PAGE_ENTRIES", limits::PAGE_ENTRIES),
        ("KEY_PACKAGE_BYTES", limits::KEY_PACKAGE_BYTES),
        ("KEY_PACKAGES_PER_DEVICE", limits::KEY_PACKAGES_PER_DEVICE),
        ("KEY_PACKAGES_PER_FRAME", limits::KEY_PACKAGES_PER_FRAME),
        ("DEVICES_PER_ACCOUNT", limits::DEVICES_PER_ACCOUNT),
        ("INBOX_KEY_BYTES", limits::INBOX_KEY_BYTES),
        ("ERROR_DETAIL_BYTES", limits::ERROR_DETAIL_BYTES),
        ("ACCOUNT_NAME_BYTES", limits::ACCOUNT_NAME_BYTES),
        ("RELAY_NAME_BYTES", limits::RELAY_NAME_BYTES),
        ("PUSH_ENDPOINT_BYTES", limits::PUSH_ENDPOINT_BYTES),
        ("REPORT_TO_CHARACTERS", limits::REPORT_TO_CHARACTERS),
        ("FOLLOWS_PER_CONNECTION", limits::FOLLOWS_PER_CONNECTION),
    ] {
        assert_eq!(documented.get(name), Some(&(value as u64)), "{name}");
    }
    assert_eq!(documented.get("BLOB_BYTES"), Some(&limits::BLOB_BYTES));
}
