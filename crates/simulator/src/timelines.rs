//! What all devices together have shown of each room: the same entry means the same to everybody, at
//! the same place, once.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::Raw;
use corridor_engine::view::{ItemKind, RoomId, TimelineItem};
use corridor_sealing::room_state::Role;
use corridor_wire::id::{AccountId, Seq};

use crate::failure::{Failure, Promise};
use crate::ledger::key_of;
use crate::secrecy::MARK;

/// What an entry was shown as.
#[derive(Clone, Debug)]
pub struct Shown {
    pub sender: AccountId,
    pub kind: ItemKind,
    /// As it was said first; empty where it was taken back.
    pub text: String,
    /// Of a message: the same for everybody, and however often it is sealed.
    pub id: Option<Vec<u8>>,
    pub is_gone: bool,
    pub is_forwarded: bool,
    pub is_written_here: bool,
}

impl Shown {
    /// An item of a timeline, and how it is stored where it is a message.
    pub fn new(item: &TimelineItem, row: Option<&Raw>) -> Self {
        let row = row.filter(|row| row.local_id == item.local_id);
        Self {
            sender: item.sender.clone(),
            kind: item.kind,
            text: row.map_or(&item.text, |row| &row.text).clone(),
            id: row.and_then(|row| row.message_id.clone()),
            is_gone: row.is_some_and(|row| row.is_withdrawn || row.is_hidden),
            is_forwarded: item.is_forwarded,
            is_written_here: row.is_some_and(|row| row.is_written_here),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        let is_one = (&self.sender, self.kind, &self.id) == (&other.sender, other.kind, &other.id);
        is_one && (self.is_gone || other.is_gone || self.text == other.text)
    }

    pub fn is_said(&self) -> bool {
        is_said(self.kind)
    }
}

pub fn is_said(kind: ItemKind) -> bool {
    kind.is_said()
}

/// What somebody did to a message, in an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownAct {
    pub sender: AccountId,
    pub kind: ItemKind,
    /// Empty where it was taken back, or what it acts on was.
    pub text: String,
    pub target: Option<Vec<u8>>,
    pub id: Option<Vec<u8>>,
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
    /// Where messages stand, by their ids.
    places: BTreeMap<(RoomId, Vec<u8>), Seq>,
    /// The message that first said a text.
    texts: BTreeMap<(RoomId, String), Vec<u8>>,
    acts: BTreeMap<(RoomId, Seq), ShownAct>,
    act_places: BTreeMap<(RoomId, Vec<u8>), Seq>,
    /// Messages that a device still shows, wherever they stand.
    kept: BTreeSet<(RoomId, Vec<u8>)>,
    rosters: BTreeMap<(RoomId, Seq), Roster>,
    /// As devices see it that were lied to: where nobody knows better, and not to be compared.
    rumours: BTreeMap<(RoomId, Seq), Roster>,
}

/// What such an act says is blanked on a device that no longer shows what it was done to.
fn is_gone_with_its_target(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Edit
            | ItemKind::Reaction
            | ItemKind::Mark
            | ItemKind::StatementVersion
            | ItemKind::Suggestion
            | ItemKind::SignOff
            | ItemKind::Silence
            | ItemKind::Objection
    )
}

fn first_line(text: &str) -> &str {
    text.get(..text.len().min(40)).unwrap_or(text)
}

impl Timelines {
    /// All items of one entry, as one device shows them. `may_repeat` tells of an author whether she
    /// could not know that something had been sent.
    pub fn show(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        shown: &[Shown],
        may_repeat: impl Fn(&AccountId) -> bool,
    ) -> Result<(), Failure> {
        if let Some(known) = self.entries.get_mut(&(room, seq)) {
            let is_alike = known.len() == shown.len()
                && known.iter().zip(shown).all(|(known, one)| known.is_like(one));
            if is_alike {
                for (known, one) in known.iter_mut().zip(shown) {
                    if known.is_gone && !one.is_gone {
                        known.clone_from(one);
                    }
                }
            } else {
                let what = format!(
                    "device {device} shows entry {seq} of {room} as {:?} {:?}, others as {:?} {:?}",
                    shown[0].kind,
                    first_line(&shown[0].text),
                    known[0].kind,
                    first_line(&known[0].text)
                );
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        for one in shown.iter().filter(|one| one.is_said()) {
            let Some(id) = &one.id else { continue };
            let other = self.places.get(&(room, id.clone())).copied();
            let again = other.filter(|other| *other != seq);
            if let Some(other) = again {
                // Sealed anew, it is shown where it was sealed last.
                self.moved.insert((room, other.min(seq)));
            }
            self.places.insert((room, id.clone()), other.map_or(seq, |other| other.max(seq)));
            // A copy says what is said elsewhere.
            let is_single = !one.is_gone && !one.is_forwarded && one.text.starts_with(MARK);
            let first = is_single.then(|| self.texts.entry((room, one.text.clone())));
            let is_double = first.is_some_and(|first| first.or_insert_with(|| id.clone()) != id);
            if (again.is_some() || is_double) && !may_repeat(&one.sender) {
                let text = first_line(&one.text);
                let what = format!("{text:?} stands at {other:?} and at {seq} of {room}");
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        self.entries.entry((room, seq)).or_insert_with(|| shown.to_vec());
        Ok(())
    }

    /// What somebody did to a message, as one device has it.
    pub fn act(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        act: ShownAct,
        may_repeat: impl Fn(&AccountId) -> bool,
    ) -> Result<(), Failure> {
        if let Some(id) = &act.id {
            let other = self.act_places.insert((room, id.clone()), seq);
            if let Some(other) = other.filter(|other| *other != seq && !may_repeat(&act.sender)) {
                let what = format!("{:?} stands at {other} and at {seq} of {room}", act.kind);
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        let known = self.acts.entry((room, seq)).or_insert_with(|| act.clone());
        let is_blank = known.text.is_empty() || act.text.is_empty();
        let may_be_blank = is_gone_with_its_target(act.kind) && is_blank;
        let is_one = (&known.sender, known.kind, &known.target, &known.id)
            == (&act.sender, act.kind, &act.target, &act.id);
        if is_one && (known.text == act.text || may_be_blank) {
            if known.text.is_empty() {
                known.text = act.text;
            }
            return Ok(());
        }
        let what = format!(
            "device {device} has {:?} of {} at {seq} of {room}, others {:?} of {}",
            act.kind, act.sender, known.kind, known.sender
        );
        Err(Failure::new(Promise::Conversation, what))
    }

    pub fn acts_between(&self, room: &RoomId, after: Seq, through: Seq) -> Vec<(Seq, &ShownAct)> {
        if after >= through {
            return Vec::new();
        }
        let range = (*room, after + 1)..=(*room, through);
        self.acts.range(range).map(|((_, seq), act)| (*seq, act)).collect()
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
            shown.is_none_or(|shown| shown.iter().all(Shown::is_said))
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

    /// What was last shown of a kind before the entry at `seq`: its text.
    pub fn last_before(&self, room: &RoomId, seq: Seq, kind: ItemKind) -> Option<&str> {
        let before = self.entries.range((*room, 0)..(*room, seq)).rev();
        let mut shown = before.flat_map(|(_, shown)| shown);
        shown.find(|one| one.kind == kind).map(|one| one.text.as_str())
    }

    /// What tells apart the texts that an entry says.
    pub fn keys_at(&self, room: &RoomId, seq: Seq) -> Vec<String> {
        let shown = self.entries.get(&(*room, seq)).into_iter().flatten();
        shown.filter(|one| one.is_said()).filter_map(|one| key_of(&one.text)).collect()
    }

    pub fn is_kept(&mut self, room: RoomId, id: Vec<u8>) {
        self.kept.insert((room, id));
    }

    pub fn is_kept_anywhere(&self, room: &RoomId, id: &[u8]) -> bool {
        self.kept.contains(&(*room, id.to_vec()))
    }

    /// Edits of what stands at `seq`: a message is forgotten with the first of its own that is.
    pub fn edits_of(&self, room: &RoomId, seq: Seq) -> impl Iterator<Item = (Seq, &ShownAct)> {
        let room = *room;
        let acts = self.acts.range((room, seq + 1)..=(room, Seq::MAX));
        let edits = acts.filter(|(_, act)| act.kind == ItemKind::Edit);
        let place = move |act: &ShownAct| self.place_of(&room, act.target.as_deref()?);
        edits.filter(move |(_, act)| place(act) == Some(seq)).map(|((_, at), act)| (*at, act))
    }

    /// What the act `id` was done to.
    pub fn target_of(&self, room: &RoomId, id: &[u8]) -> Option<&[u8]> {
        let acts = self.acts.range((*room, 0)..=(*room, Seq::MAX));
        let mut acts = acts.filter(|(_, act)| act.id.as_deref() == Some(id));
        acts.find_map(|(_, act)| act.target.as_deref())
    }

    /// Where the message `id` stands, of which somebody has read the text, or that it was taken back.
    pub fn place_of(&self, room: &RoomId, id: &[u8]) -> Option<Seq> {
        self.places.get(&(*room, id.to_vec())).copied()
    }
}
