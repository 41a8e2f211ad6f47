//! What must never leave a device unsealed (DESIGN, promise 3). Texts and titles carry a mark that
//! is looked for in everything that goes to a relay; lengths have to be padded ones.

use corridor_store::View;
use corridor_wire::client_frame::Request;
use corridor_wire::id::AccountId;

use crate::failure::{Failure, Promise};

/// Ten bytes that no ciphertext has by chance.
pub const MARK: &str = "q~Z8-vX_7:";

/// Nonce and tag of the AEAD around a padded record (docs/protocol-sealing.md).
const SEAL_BYTES: usize = 24 + 16;

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        rest = &rest[at..];
        if rest.starts_with(needle) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

pub fn check_frame(frame: &[u8]) -> Result<(), Failure> {
    if contains(frame, MARK.as_bytes()) {
        let what = "a text or a title went to the relay unsealed";
        return Err(Failure::new(Promise::RelayBlind, what));
    }
    Ok(())
}

/// The length that a record of at most so many bytes is padded to (docs/protocol-sealing.md,
/// "Padding"), worked out here once more: a seal that forgets to pad would agree with itself.
fn is_padded(length: usize) -> bool {
    const FLOOR_BYTES: usize = 512;
    if length <= FLOOR_BYTES {
        return length == FLOOR_BYTES;
    }
    // Padme: of a length with exponent e, all but the first `bits of e` bits below it are zero.
    let exponent = length.ilog2();
    let cleared = exponent - (exponent.ilog2() + 1);
    length.trailing_zeros() >= cleared
}

/// A record of a room shows its padded length only.
pub fn check_request(request: &Request) -> Result<(), Failure> {
    let Request::Append(append) = request else { return Ok(()) };
    if append.token.is_none() {
        return Ok(());
    }
    let length = append.record.len();
    if length.checked_sub(SEAL_BYTES).is_some_and(is_padded) {
        return Ok(());
    }
    Err(Failure::new(Promise::RelayBlind, format!("a record of {length} bytes is not padded")))
}

/// Where a relay may write down whom it knows: everywhere else nobody is named.
const DIRECTORY: [&str; 5] = ["accounts", "devices", "packages", "claimed", "invited"];

/// A relay's disk: no text or title anywhere, and no account outside the directory.
pub fn check_disk(disk: &dyn View, accounts: &[AccountId]) -> Result<(), Failure> {
    let everything = corridor_store::KeyRange::prefix(&[]);
    for space in disk.spaces().unwrap_or_default() {
        let may_name = DIRECTORY.contains(&space.name.as_str());
        for row in disk.range(space, &everything).unwrap_or_default() {
            for bytes in [&row.key, &row.value] {
                check_frame(bytes)?;
                let named = accounts.iter().find(|name| contains(bytes, name.name().as_bytes()));
                if let Some(account) = named.filter(|_| !may_name) {
                    let what = format!("{account} stands in a row of {}", space.name.as_str());
                    return Err(Failure::new(Promise::RelayBlind, what));
                }
            }
        }
    }
    Ok(())
}
