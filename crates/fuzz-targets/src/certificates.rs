//! Certificates and device records: what verifies says exactly what was signed, in one encoding.

use corridor_wire::certificate::{
    CLOCK_TOLERANCE_SECONDS, DeviceCertificate, DeviceRecord, labelled,
};
use corridor_wire::encode;
use corridor_wire::id::LogId;

use crate::vectors;
use crate::wire_frames::settles;

pub fn run(bytes: &[u8]) {
    if let Some(certificate) = settles::<DeviceCertificate>(bytes) {
        one(&certificate);
    }
    if let Some(record) = settles::<DeviceRecord>(bytes) {
        one(&record.certificate);
        if record.verify().is_ok() {
            let mut other = record.clone();
            other.signature = record.certificate.signature;
            assert!(other.verify().is_err(), "an account's signature is not its device's");
        }
        assert_ne!(
            LogId::inbox_of(&record.certificate.device_id()).as_bytes(),
            record.certificate.device_id().as_bytes(),
        );
    }
    // However bytes are cut into parts, no two cuts sign the same bytes.
    let (left, right) = bytes.split_at(bytes.len() / 2);
    if !right.is_empty() {
        assert_ne!(labelled("l", &[left, right]), labelled("l", &[bytes, &[]]));
        assert_ne!(labelled("l", &[left, right]), labelled("l", &[bytes]));
    }
}

fn one(certificate: &DeviceCertificate) {
    let body = &certificate.body;
    let outside = [
        body.not_before.checked_sub(CLOCK_TOLERANCE_SECONDS + 1),
        body.not_after.checked_add(CLOCK_TOLERANCE_SECONDS + 1),
    ];
    for now in outside.into_iter().flatten() {
        assert!(certificate.check_dates(now).is_err(), "beyond its dates and the tolerance");
    }
    if body.not_before <= body.not_after {
        assert!(certificate.check_dates(body.not_before).is_ok());
        assert!(certificate.check_dates(body.not_after).is_ok());
    }
    if certificate.verify().is_err() {
        return;
    }
    // Every field is signed.
    let mut changed = vec![certificate.clone(); 4];
    changed[0].body.not_before ^= 1;
    changed[1].body.not_after ^= 1;
    let mut key = *body.device_key.as_bytes();
    key[0] ^= 1;
    changed[2].body.device_key = corridor_wire::id::DeviceKey::from_bytes(key);
    let other = format!("x{}", body.account.as_str());
    if let Ok(account) = other.parse() {
        changed[3].body.account = account;
    } else {
        changed.truncate(3);
    }
    for other in changed {
        assert!(other.verify().is_err(), "a field that is not signed: {:02x?}", encode(&other));
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let certificate = vectors::field(vectors::IDENTITIES, "/certificate");
    let record = vectors::field(vectors::IDENTITIES, "/record");
    let sender = vectors::field(vectors::LETTERS, "/sender_certificate");
    [("certificate", certificate), ("device_record", record), ("sender_certificate", sender)]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
}
