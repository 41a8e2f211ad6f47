//! Lines between devices and relays: ordered, slow, breakable; and in some runs somebody sits on them
//! who drops, doubles, swaps and changes what passes.

use std::sync::Arc;

use corridor_wire::relay_frame::{Page, RelayFrame};
use corridor_wire::{bytes::BoundedList, decode, encode, limits};

use crate::fault::Fault;
use crate::random::Random;
use crate::schedule::Millis;

pub struct Line {
    pub device: usize,
    pub relay: usize,
    /// When the last frame in each direction arrives: the next one is not faster.
    pub up: Millis,
    pub down: Millis,
    /// Nothing arrives any more, although an end may not have noticed.
    pub broken: bool,
    /// Frames of logs that went down, to be said again by a relay that lies.
    pub past: Vec<Arc<[u8]>>,
    /// A frame that is kept back to swap it with the next.
    pub held: Option<Vec<u8>>,
}

impl Line {
    pub fn new(device: usize, relay: usize, now: Millis) -> Self {
        Self { device, relay, up: now, down: now, broken: false, past: Vec::new(), held: None }
    }
}

/// What becomes of a frame that is lied about: any number of frames, in order.
pub fn lie(
    fault: Fault,
    line: &mut Line,
    frame: &[u8],
    is_down: bool,
    random: &mut Random,
) -> Vec<Vec<u8>> {
    match fault {
        Fault::Drop => Vec::new(),
        Fault::Duplicate => vec![frame.to_vec(), frame.to_vec()],
        Fault::Reorder => match line.held.take() {
            None => {
                line.held = Some(frame.to_vec());
                Vec::new()
            }
            Some(held) => vec![frame.to_vec(), held],
        },
        Fault::Corrupt => {
            let mut bytes = frame.to_vec();
            let at = random.below(bytes.len().max(1));
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
            vec![bytes]
        }
        Fault::Withhold if is_down && page_of(frame).is_some() => Vec::new(),
        Fault::Replay if is_down && !line.past.is_empty() => {
            let past = line.past[random.below(line.past.len())].to_vec();
            vec![frame.to_vec(), past]
        }
        Fault::Rewrite if is_down => vec![rewrite(frame, random).unwrap_or(frame.to_vec())],
        _ => vec![frame.to_vec()],
    }
}

fn page_of(frame: &[u8]) -> Option<Page> {
    match decode(frame, limits::FRAME_BYTES) {
        Ok(RelayFrame::Pushed(page)) => Some(page),
        _ => None,
    }
}

/// A page with an entry left out, two swapped, or one changed.
fn rewrite(frame: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut page = page_of(frame)?;
    let mut entries = page.entries.as_slice().to_vec();
    if entries.is_empty() {
        page.head.seq += random.between(1, 3);
    } else {
        let at = random.below(entries.len());
        match random.below(4) {
            0 => {
                entries.remove(at);
            }
            1 => entries[at].seq += 1,
            2 => {
                let mut record = entries[at].record.as_slice().to_vec();
                let byte = random.below(record.len().max(1));
                *record.get_mut(byte)? ^= 1;
                entries[at].record = corridor_wire::client_frame::Record::new(record)?;
            }
            _ => entries.reverse(),
        }
    }
    page.entries = BoundedList::new(entries)?;
    Some(encode(&RelayFrame::Pushed(page)))
}

/// Adds a field that no program of today knows, as a newer one would.
pub fn from_the_future(mut frame: Vec<u8>) -> Vec<u8> {
    // A map of fewer than 22 fields, alone (a client's frame) or behind a variant's number.
    let at = match frame.as_slice() {
        [0xA0..=0xB5, ..] => Some(0),
        [0x82, 0x00..=0x17, 0xA0..=0xB5, ..] => Some(2),
        _ => None,
    };
    if let Some(at) = at {
        frame[at] += 1;
        // Field 99: true.
        frame.extend([0x18, 0x63, 0xF5]);
    }
    frame
}
