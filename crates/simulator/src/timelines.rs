//! What all devices together have shown of each room: the same entry means the same to everybody, at
//! the same place, once.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::view::{ItemKind, RoomId, TimelineItem};
use corridor_sealing::room_state::Role;
use corridor_wire::id::{AccountId, Seq};

use crate::failure::{Failure, Promise};

/// What an entry was shown as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    pub sender: AccountId,
    pub kind: ItemKind,
    pub text: String,
}

/// Who was in a room, as the MLS tree behind an entry has it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Roster {
    pub accounts: BTreeSet<AccountId>,
    pub devices: BTreeSet<corridor_wire::id::DeviceId>,
    pub title: String,
    pub roles: BTreeMap<AccountId, Role>,
}

#[derive(Default)]
pub struct Timelines {
    entries: BTreeMap<(RoomId, Seq), Vec<Shown>>,
    /// Entries of which a text was sealed anew behind them.
    moved: BTreeSet<(RoomId, Seq)>,
    texts: BTreeMap<(RoomId, String), Seq>,
    /// Texts that a device still shows, wherever they stand.
    kept: BTreeSet<(RoomId, String)>,
    rosters: BTreeMap<(RoomId, Seq), Roster>,
    /// As devices see it that were lied to: where nobody knows better, and not to be compared.
    rumours: BTreeMap<(RoomId, Seq), Roster>,
}

fn first_line(text: &str) -> &str {
    text.get(..text.len().min(40)).unwrap_or(text)
}

impl Timelines {
    /// All items of one entry, as one device shows them. `may_repeat` tells of a text whether its author
    /// could not know that it had been sent.
    pub fn show(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        items: &[TimelineItem],
        may_repeat: impl Fn(&str) -> bool,
    ) -> Result<(), Failure> {
        let shown: Vec<Shown> = items
            .iter()
            .map(|item| Shown {
                sender: item.sender.clone(),
                kind: item.kind,
                text: item.text.clone(),
            })
            .collect();
        if let Some(known) = self.entries.get(&(room, seq)) {
            if *known != shown {
                let what = format!(
                    "device {device} shows entry {seq} of {room} as {:?} {:?}, others as {:?} {:?}",
                    shown[0].kind,
                    first_line(&shown[0].text),
                    known[0].kind,
                    first_line(&known[0].text)
                );
                return Err(Failure::new(Promise::NothingLost, what));
            }
            return Ok(());
        }
        for one in shown.iter().filter(|one| one.kind == ItemKind::Text) {
            let Some(other) = self.texts.insert((room, one.text.clone()), seq) else { continue };
            if other == seq {
                continue;
            }
            // Sealed anew, it is shown where it was sealed last.
            self.moved.insert((room, other.min(seq)));
            self.texts.insert((room, one.text.clone()), other.max(seq));
            if !may_repeat(&one.text) {
                let text = first_line(&one.text);
                let what = format!("{text:?} stands at {other} and at {seq} of {room}");
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        self.entries.insert((room, seq), shown);
        Ok(())
    }

    /// Who is in the room after the entry at `seq`.
    pub fn roster(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        roster: &Roster,
    ) -> Result<(), Failure> {
        let known = self.rosters.entry((room, seq)).or_insert_with(|| roster.clone());
        if known == roster {
            return Ok(());
        }
        let what = format!(
            "device {device} sees another roster at {seq} of {room}: {roster:?}, others {known:?}"
        );
        Err(Failure::new(Promise::NothingLost, what))
    }

    pub fn rumour(&mut self, room: RoomId, seq: Seq, roster: Roster) {
        self.rumours.insert((room, seq), roster);
    }

    /// Whether somebody who was lied to has seen this account in the room around `seq`.
    pub fn is_rumoured(&self, room: &RoomId, seq: Seq, account: &AccountId) -> bool {
        let known = self.rumours.range((*room, 0)..=(*room, seq));
        known.rev().take(2).any(|(_, roster)| roster.accounts.contains(account))
    }

    /// Whether only somebody who was lied to has looked at the roster since it was last known.
    pub fn is_only_rumoured(&self, room: &RoomId, seq: Seq) -> bool {
        let until = (*room, 0)..=(*room, seq);
        let known = self.rosters.range(until.clone()).next_back().map(|((_, seq), _)| seq);
        self.rumours.range(until).next_back().map(|((_, seq), _)| seq) > known
    }

    /// Whether what the entry said stands elsewhere now.
    pub fn has_moved(&self, room: &RoomId, seq: Seq) -> bool {
        self.moved.contains(&(*room, seq))
    }

    /// The last roster known at or before `seq`.
    pub fn roster_at(&self, room: &RoomId, seq: Seq) -> Option<&Roster> {
        self.rosters.range((*room, 0)..=(*room, seq)).next_back().map(|(_, roster)| roster)
    }

    /// Whether somebody was in every roster from the entry at `seq` on.
    pub fn stayed(&self, room: &RoomId, seq: Seq, account: &AccountId) -> bool {
        let mut later = self.rosters.range((*room, seq)..=(*room, Seq::MAX));
        later.all(|(_, roster)| roster.accounts.contains(account))
    }

    /// The role that somebody had when the entry at `seq` was appended, if that is known: nothing
    /// that was shown since the last look at the roster has changed anybody's.
    pub fn role_before(&self, room: &RoomId, seq: Seq, account: &AccountId) -> Option<Role> {
        let before = seq.checked_sub(1)?;
        let ((_, looked_at), roster) =
            self.rosters.range((*room, 0)..=(*room, before)).next_back()?;
        let is_talk = |seq| {
            let shown = self.entries.get(&(*room, seq));
            shown.is_none_or(|shown| shown.iter().all(|one| one.kind == ItemKind::Text))
        };
        let is_as_it_was = (looked_at + 1..=before).all(is_talk);
        roster.roles.get(account).copied().filter(|_| is_as_it_was)
    }

    pub fn entries_between(&self, room: &RoomId, after: Seq, through: Seq) -> Vec<Seq> {
        let range = (*room, after + 1)..=(*room, through.max(after));
        if after >= through {
            return Vec::new();
        }
        self.entries.range(range).map(|((_, seq), _)| *seq).collect()
    }

    pub fn is_kept(&mut self, room: RoomId, text: &str) {
        self.kept.insert((room, text.to_owned()));
    }

    pub fn is_kept_anywhere(&self, room: &RoomId, text: &str) -> bool {
        self.kept.contains(&(*room, text.to_owned()))
    }

    pub fn place_of(&self, room: &RoomId, text: &str) -> Option<Seq> {
        self.texts.get(&(*room, text.to_owned())).copied()
    }
}
