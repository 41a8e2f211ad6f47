//! Frames in both directions: what decodes is a value that goes back and forth, never grows, and has
//! one canonical encoding. Pages extend a chain the same way each time.

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::ClientFrame;
use corridor_wire::relay_frame::{Page, RelayFrame, Response, VERSIONS};
use corridor_wire::{decode, encode, limits};

use crate::vectors;

pub fn run(bytes: &[u8]) {
    settles::<ClientFrame>(bytes);
    match settles::<RelayFrame>(bytes) {
        Some(
            RelayFrame::Pushed(page) | RelayFrame::Reply { response: Response::Page(page), .. },
        ) => chains(&page),
        Some(RelayFrame::Greeting(greeting)) => {
            let common = greeting.versions.common(VERSIONS);
            assert_eq!(common, VERSIONS.common(greeting.versions), "either may be asked");
            if let Some(version) = common {
                assert!(greeting.versions.contains(version) && VERSIONS.contains(version));
            }
        }
        _ => {}
    }
}

/// The value, after checking that it is stable under another round.
pub(crate) fn settles<T>(bytes: &[u8]) -> Option<T>
where
    T: minicbor::Encode<()> + for<'b> minicbor::Decode<'b, ()> + PartialEq + core::fmt::Debug,
{
    let value = decode::<T>(bytes, limits::FRAME_BYTES).ok()?;
    let written = encode(&value);
    assert!(written.len() <= bytes.len(), "the canonical encoding is the shortest one");
    let again = decode::<T>(&written, limits::FRAME_BYTES).expect("own bytes are read");
    assert_eq!(again, value, "the value that was written");
    assert_eq!(encode(&again), written, "one encoding for one value");
    Some(value)
}

fn chains(page: &Page) {
    let mut chain = ChainHash::empty(&page.log);
    let mut seen = Vec::new();
    for entry in page.entries.as_slice() {
        chain = chain.extend(entry);
        assert!(!seen.contains(&chain), "no two histories have one chain");
        seen.push(chain);
        if seen.len() > 64 {
            break;
        }
    }
}

pub fn seeds() -> Vec<(String, Vec<u8>)> {
    let mut seeds = vectors::named(vectors::CLIENT_FRAMES, "client");
    // One error code stands for all: they differ in a number.
    let relay = vectors::named(vectors::RELAY_FRAMES, "relay");
    seeds.extend(
        relay
            .into_iter()
            .filter(|(name, _)| !name.starts_with("relay_error") || name.ends_with("rate_limited")),
    );
    seeds
}
