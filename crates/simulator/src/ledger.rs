//! What people's devices have taken upon themselves to do to messages, and what they have sent in files.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::view::{ItemKind, LocalId, RoomId};

use crate::door::Doors;
use crate::fleeting::Fleeting;
use crate::handed::HandedOver;
use crate::huddle::Huddles;
use crate::people::People;
use crate::secrecy::MARK;
use crate::sounding::Soundings;
use crate::waking::Waking;

/// An act that an engine has taken.
#[derive(Clone, Debug)]
pub struct TakenAct {
    pub device: usize,
    pub room: RoomId,
    pub local_id: LocalId,
    pub kind: ItemKind,
    pub text: String,
    pub target: Vec<u8>,
    /// Whoever did it may not: nobody has to count it.
    pub is_forged: bool,
    pub discarded: bool,
    /// Its person was told that it is not done.
    pub told: bool,
}

#[derive(Default)]
pub struct Ledger {
    pub acts: Vec<TakenAct>,
    /// By the key of what was said with each.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Keys of what was said again elsewhere: it may stand in many places.
    pub forwarded: BTreeSet<String>,
    /// What a device's person took away on it alone.
    pub hidden: BTreeSet<(usize, LocalId)>,
    /// Keys of files that go in parts.
    pub long: BTreeSet<String>,
    /// Keys of what was told to newcomers.
    pub told: BTreeSet<String>,
    pub fleeting: Fleeting,
    pub doors: Doors,
    pub handed: HandedOver,
    pub people: People,
    pub soundings: Soundings,
    pub huddles: Huddles,
    pub waking: Waking,
}

impl Ledger {
    pub fn act(&self, device: usize, local_id: LocalId) -> Option<&TakenAct> {
        self.acts.iter().find(|act| act.device == device && act.local_id == local_id)
    }

    /// A person was told that acts on messages are not done: edits are named, others are not.
    pub fn told(&mut self, device: usize, room: RoomId, is_meant: impl Fn(&TakenAct) -> bool) {
        for act in &mut self.acts {
            act.told |= act.device == device && act.room == room && is_meant(act);
        }
    }

    /// Whether somebody has taken the message back.
    pub fn is_withdrawn(&self, room: &RoomId, id: &[u8]) -> bool {
        self.acts.iter().any(|act| {
            act.kind == ItemKind::Withdrawal
                && act.room == *room
                && act.target == id
                && !act.is_forged
        })
    }
}

/// What tells texts apart: the device on which each was written, and its number.
pub fn keys_in(bytes: &[u8]) -> BTreeSet<String> {
    let mark = MARK.as_bytes();
    let starts = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(mark));
    starts
        .map(|at| {
            let rest = &bytes[at + mark.len()..];
            let end = rest.iter().position(|byte| !(byte.is_ascii_digit() || *byte == b'/'));
            String::from_utf8_lossy(&rest[..end.unwrap_or(rest.len())]).into_owned()
        })
        .filter(|key| key.contains('/'))
        .collect()
}

pub fn key_of(text: &str) -> Option<String> {
    keys_in(text.as_bytes()).into_iter().next()
}
