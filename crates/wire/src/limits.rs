//! The numbers both sides agree on. A relay may set lower quotas; these are what the protocol holds.

/// A record in a log. Larger things travel as blobs (DESIGN.md, "The one idea").
pub const RECORD_BYTES: usize = 64 * 1024;

/// A frame: a full record, or a page of entries, and room for the fields around it.
pub const FRAME_BYTES: usize = 512 * 1024;

/// Entries in one reply or push, so that one page always fits a frame.
pub const PAGE_BYTES: usize = 256 * 1024;

/// Entries in one reply or push, however small they are.
pub const PAGE_ENTRIES: usize = 1024;

/// A key package of the hybrid suite is about 4 KB: two ML-KEM-768 keys, a certificate, a signature.
pub const KEY_PACKAGE_BYTES: usize = 16 * 1024;

/// One-time key packages a device keeps at its relay; what a busy week uses up.
pub const KEY_PACKAGES_PER_DEVICE: usize = 100;

/// Key packages in one publication, so that a publication fits a frame.
pub const KEY_PACKAGES_PER_FRAME: usize = 24;

/// Devices of one account; a person with more has lost track of some.
pub const DEVICES_PER_ACCOUNT: usize = 16;

/// The public key that inbox messages are sealed to (X-Wing: 1,216 bytes).
pub const INBOX_KEY_BYTES: usize = 2 * 1024;

/// The text that explains an error to an engineer. Never shown raw to a person.
pub const ERROR_DETAIL_BYTES: usize = 256;

/// The part of an account before the `@`.
pub const ACCOUNT_NAME_BYTES: usize = 32;

/// A domain name, RFC 1035 section 2.3.4.
pub const RELAY_NAME_BYTES: usize = 253;

/// One blob: 2 GiB of content, its padding and its chunk tags.
pub const BLOB_BYTES: u64 = 5 * 1024 * 1024 * 1024 / 2;

/// What is passed on to those who are there, and kept nowhere.
pub const SIGNAL_BYTES: usize = 1024;

/// Devices that one append may wake.
pub const WAKE_DEVICES: usize = 64;

/// The address of one installation at a push service; the longest that browsers give is about half.
pub const PUSH_ENDPOINT_BYTES: usize = 1024;

/// Whom an operator wants reports sent to: a line that a person reads.
pub const REPORT_TO_CHARACTERS: usize = 200;

/// Logs one connection may follow.
pub const FOLLOWS_PER_CONNECTION: usize = 4096;
