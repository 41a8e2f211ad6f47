//! What must never leave a device unsealed (DESIGN, promise 3). Texts and titles carry a mark that
//! is looked for in everything that goes to a relay; lengths have to be padded ones.

use corridor_sealing::padding::padded_length;
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

/// A record of a room shows its padded length only.
pub fn check_request(request: &Request) -> Result<(), Failure> {
    let Request::Append(append) = request else { return Ok(()) };
    if append.token.is_none() {
        return Ok(());
    }
    let length = append.record.len();
    let is_padded = length
        .checked_sub(SEAL_BYTES + 1)
        .is_some_and(|most| padded_length(most) == length - SEAL_BYTES);
    if is_padded {
        return Ok(());
    }
    Err(Failure::new(Promise::RelayBlind, format!("a record of {length} bytes is not padded")))
}

/// A relay's disk: no text or title anywhere, and no account or device in a row of a log.
pub fn check_disk(disk: &dyn View, accounts: &[AccountId]) -> Result<(), Failure> {
    let everything = corridor_store::KeyRange::prefix(&[]);
    for space in disk.spaces().unwrap_or_default() {
        let of_logs = ["heads", "tokens", "revocations", "entries", "ops", "purges", "blobs"];
        let of_logs = of_logs.contains(&space.name.as_str());
        for row in disk.range(space, &everything).unwrap_or_default() {
            for bytes in [&row.key, &row.value] {
                check_frame(bytes)?;
                let named = accounts.iter().find(|name| contains(bytes, name.name().as_bytes()));
                if let Some(account) = named.filter(|_| of_logs) {
                    let what = format!("{account} stands in a row of {}", space.name.as_str());
                    return Err(Failure::new(Promise::RelayBlind, what));
                }
            }
        }
    }
    Ok(())
}
