//! Looks at what a device shows after each input, and holds it against the promises.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::Raw;
use corridor_engine::output::Undone;
use corridor_engine::view::{
    Delivery, ItemKind, LocalId, RoomId, RoomStatus, RosterView, TimelineItem,
};
use corridor_sealing::room_state::Role;
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, Seq};

use crate::device::Accepted;
use crate::failure::{Failure, Promise};
use crate::plan::Conduct;
use crate::timelines::{Roster, Shown, is_said};
use crate::world::{Outcome, World};

/// Tokens of a room that are kept to be tried again after they were revoked.
const TOKENS: usize = 3;

/// How long relays keep records unless told otherwise.
pub const RETENTION_DAYS: u64 = 30;

impl World {
    pub fn look_at_changes(&mut self, device: usize) -> Outcome {
        // A database that fails shows nothing; what changed is looked at after a later input.
        if self.devices[device].storage_fails {
            self.devices[device].looked_late |= !self.devices[device].changed.is_empty();
            return Ok(());
        }
        while let Some(room) = self.devices[device].changed.pop_first() {
            self.look_at(device, room)?;
        }
        Ok(())
    }

    fn look_at(&mut self, device: usize, room: RoomId) -> Outcome {
        let engine = self.devices[device].engine();
        let Ok(Some(view)) = engine.room(&room) else { return Ok(()) };
        let Ok(Some(roster)) = engine.roster(&room) else { return Ok(()) };
        if !self.rooms.contains(&room) {
            self.rooms.push(room);
        }
        let is_new = self.devices[device].rooms.get(&room).is_none_or(|seen| seen.status.is_none());
        // While a database fails nobody looks, so the first look may come late.
        let entrance = match self.devices[device].engine().timeline(&room, Some(0), 100_000) {
            Ok(items) if is_new => items.into_iter().find(|item| {
                let own = self.devices[device].account.as_ref().map(AccountId::as_str);
                item.kind == ItemKind::Joined && Some(item.text.as_str()) == own
            }),
            _ => None,
        };
        let one = &mut self.devices[device];
        let seen = one.rooms.entry(room).or_default();
        if is_new {
            seen.since = entrance.and_then(|item| item.seq).unwrap_or(view.cursor);
            seen.through = seen.since;
            seen.acts_through = seen.since;
            let there = roster.people.iter().flat_map(|person| &person.devices);
            seen.looked_at.extend(there.map(|view| view.device));
        }
        let came_back = view.status == RoomStatus::Active
            && seen.status.as_ref().is_some_and(|status| *status != RoomStatus::Active);
        if came_back {
            seen.gaps.push((seen.through.min(seen.cursor), view.cursor));
        }
        // A restored relay has another history: read again from where they part.
        if view.cursor < seen.cursor {
            seen.through = seen.through.min(view.cursor);
            seen.acts_through = seen.acts_through.min(view.cursor);
            seen.shown.retain(|seq, _| *seq <= view.cursor);
        }
        seen.cursor = view.cursor;
        seen.status = Some(view.status.clone());
        // Whom she lets in herself, and her own devices, are no news to her.
        let own = one.account.clone();
        for person in &roster.people {
            for there in &person.devices {
                if there.added_by == own || Some(&person.account) == own.as_ref() {
                    seen.looked_at.insert(there.device);
                }
            }
        }
        let after = seen.through;
        if view.status == RoomStatus::Active && !self.was_restored(device) {
            self.check_roster(device, room, view.cursor, &view.title, &roster)?;
        }
        let was_too_long =
            matches!(&view.status, RoomStatus::Damaged(why) if why.contains("too long"));
        // One that was withdrawn stops asking.
        let (slept, withdrawn) = (self.devices[device].slept_days, self.devices[device].withdrawn);
        let is_honest = self.plan.conduct == Conduct::Honest;
        if was_too_long && slept <= RETENTION_DAYS && !withdrawn && is_honest {
            let what = format!("device {device} was away for {slept} days and lost {room}");
            return Err(Failure::new(Promise::CatchUp, what));
        }
        let rows = self.check_new_items(device, room, after)?;
        self.check_new_acts(device, room, view.kind, rows)?;
        self.check_receipts(device, room)
    }

    pub fn check_roster(
        &mut self,
        device: usize,
        room: RoomId,
        cursor: Seq,
        title: &str,
        roster: &RosterView,
    ) -> Outcome {
        if self.plan.conduct == Conduct::Forking {
            return Ok(());
        }
        let mut seen = Roster::default();
        for person in &roster.people {
            seen.accounts.insert(person.account.clone());
            seen.roles.insert(person.account.clone(), person.role);
            seen.devices.extend(person.devices.iter().map(|view| view.device));
        }
        // A direct room is called after the other person.
        if !title.contains('@') {
            title.clone_into(&mut seen.title);
        }
        if self.devices[device].was_lied_to {
            self.timelines.rumour(room, cursor, seen);
            return Ok(());
        }
        self.timelines.roster(device, room, cursor, &seen)
    }

    /// Answers what is stored of what is new, for the acts among it.
    fn check_new_items(
        &mut self,
        device: usize,
        room: RoomId,
        after: Seq,
    ) -> Result<BTreeMap<LocalId, Raw>, Failure> {
        let seen = self.devices[device].rooms.get(&room);
        let first = seen.map_or(after, |seen| seen.acts_through.min(after));
        let engine = self.devices[device].engine();
        let (Ok(items), Ok(rows)) =
            (engine.timeline(&room, Some(after), 100_000), engine.raw(&room, first))
        else {
            return Ok(BTreeMap::new());
        };
        let rows: BTreeMap<_, Raw> = rows.into_iter().map(|row| (row.local_id, row)).collect();
        self.check_put_off(device, room, &items)?;
        let own = self.devices[device].account.clone();
        let mut by_entry: BTreeMap<Seq, Vec<TimelineItem>> = BTreeMap::new();
        for item in items {
            let Some(seq) = item.seq.filter(|_| item.delivery != Delivery::OnlyHere) else {
                continue;
            };
            let Some(seen) = self.devices[device].rooms.get_mut(&room) else { continue };
            if item.kind == ItemKind::Readded {
                let from = seen.through;
                seen.gaps.push((from, seq.max(seen.cursor)));
                continue;
            }
            // Out and in again within one input: what was written in between is not hers.
            let own = own.as_ref().map(AccountId::as_str);
            if item.kind == ItemKind::Joined && Some(item.text.as_str()) == own {
                seen.gaps.push((seen.through, seq));
                seen.through = seen.through.max(seq);
                continue;
            }
            by_entry.entry(seq).or_default().push(item);
        }
        for (seq, items) in by_entry {
            let shown = |item: &TimelineItem| Shown::new(item, rows.get(&item.local_id));
            let shown: Vec<Shown> = items.iter().map(shown).collect();
            self.check_entry(device, room, seq, &items, &shown)?;
            let clock = self.devices[device].clock(self.now());
            if let Some(seen) = self.devices[device].rooms.get_mut(&room) {
                seen.through = seen.through.max(seq);
                seen.shown.insert(seq, ids_of(&shown));
                seen.came.entry(seq).or_insert(clock);
            }
        }
        Ok(rows)
    }

    fn check_entry(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        items: &[TimelineItem],
        shown: &[Shown],
    ) -> Outcome {
        if self.was_restored(device) {
            return self.note_texts(device, room, seq, items, shown);
        }
        if self.plan.conduct != Conduct::Forking {
            let lied_to = self.people_lied_to();
            self.timelines.show(device, room, seq, shown, |author| lied_to.contains(author))?;
        }
        self.check_secrecy(device, room, seq)?;
        self.check_commit(device, room, seq, items)?;
        self.check_posting(room, seq, items)?;
        self.note_texts(device, room, seq, items, shown)
    }

    /// A lying line changed what they had said on its way back to them, and they said so.
    pub fn people_lied_to(&self) -> BTreeSet<AccountId> {
        let devices = self.devices.iter().filter(|one| one.was_lied_to);
        devices.filter_map(|one| one.account.clone()).collect()
    }

    /// Its relay was restored: what was read before may stand elsewhere now, so that worlds are
    /// compared at the end only, when everybody has come back.
    pub fn was_restored(&self, device: usize) -> bool {
        self.watches[self.devices[device].relay].was_restored
    }

    fn note_texts(
        &mut self,
        device: usize,
        room: RoomId,
        seq: Seq,
        items: &[TimelineItem],
        shown: &[Shown],
    ) -> Outcome {
        let own = self.devices[device].account.clone();
        for (item, shown) in items.iter().zip(shown).filter(|(item, _)| is_said(item.kind)) {
            if Some(&item.sender) != own.as_ref() || !Self::is_promised(item.delivery) {
                continue;
            }
            // Her other devices write too, each to those whom she has looked at there.
            let is_here = shown.is_written_here;
            if is_here && !self.was_restored(device) {
                self.check_gate(device, room, seq)?;
            }
            self.note_sent(device, room, item, is_here, seq)?;
        }
        Ok(())
    }

    /// What a commit did was its author's to do, and it revokes what it has to.
    fn check_commit(
        &self,
        device: usize,
        room: RoomId,
        seq: Seq,
        items: &[TimelineItem],
    ) -> Outcome {
        let relay = self.devices[device].relay;
        for item in items {
            let removes = matches!(item.kind, ItemKind::Removed | ItemKind::DeviceRemoved);
            if removes && self.watches[relay].revokes(&room, seq) == Some(false) {
                let what = format!("entry {seq} of {room} removes somebody and revokes nothing");
                return Err(Failure::new(Promise::RosterOnly, what));
            }
            if item.kind == ItemKind::Joined {
                self.check_entrance(room, seq, item)?;
            }
            if item.kind == ItemKind::DeviceRemoved {
                self.check_withdrawn(room, seq, &item.text)?;
            }
            let role = self.timelines.role_before(&room, seq, &item.sender);
            let is_high =
                matches!(item.kind, ItemKind::Renamed | ItemKind::RoleChanged | ItemKind::Joined);
            if is_high
                && self.plan.conduct == Conduct::Honest
                && role.is_some_and(|role| role < Role::Admin)
            {
                let what = format!("{} did {:?} at {seq} as {role:?}", item.sender, item.kind);
                return Err(Failure::new(Promise::RosterOnly, what));
            }
        }
        Ok(())
    }

    /// Who stays in a room and has fewer devices there has withdrawn one.
    fn check_withdrawn(&self, room: RoomId, seq: Seq, accounts: &str) -> Outcome {
        if self.plan.conduct != Conduct::Honest {
            return Ok(());
        }
        for account in accounts.split(", ") {
            let mut hers = self
                .devices
                .iter()
                .filter(|one| one.account.as_ref().is_some_and(|known| known.as_str() == account));
            if !hers.any(|one| one.withdrawn) {
                let what = format!("entry {seq} of {room} takes out one device of {account}");
                return Err(Failure::new(Promise::RosterOnly, what));
            }
        }
        Ok(())
    }

    /// What is said to have arrived has.
    fn check_receipts(&mut self, device: usize, room: RoomId) -> Outcome {
        if matches!(self.plan.conduct, Conduct::Forking | Conduct::Lying)
            || self.was_restored(device)
        {
            return Ok(());
        }
        let engine = self.devices[device].engine();
        let Ok(items) = engine.timeline(&room, None, 6) else { return Ok(()) };
        let own = self.devices[device].account.clone();
        for item in items {
            let is_own = item.kind == ItemKind::Text && Some(&item.sender) == own.as_ref();
            let is_there = matches!(item.delivery, Delivery::Delivered | Delivery::Read);
            if let Some(seq) = item.seq.filter(|_| is_own && is_there) {
                self.check_receipt(device, room, seq)?;
            }
        }
        Ok(())
    }

    /// Nobody shows an entry behind which she was not in the room.
    fn check_secrecy(&self, device: usize, room: RoomId, seq: Seq) -> Outcome {
        if self.plan.conduct == Conduct::Forking {
            return Ok(());
        }
        let own = &self.devices[device];
        let (Some(account), Some(roster)) =
            (&own.account, self.timelines.roster_at(&room, seq.saturating_sub(1)))
        else {
            return Ok(());
        };
        // Who comes back shows the entry that let her in.
        let lets_in = self.timelines.roster_at(&room, seq);
        if [Some(roster), lets_in].iter().flatten().any(|one| one.accounts.contains(account)) {
            return Ok(());
        }
        if self.timelines.is_rumoured(&room, seq, account) {
            return Ok(());
        }
        let what = format!("device {device} shows entry {seq} of {room}, {account} was not in");
        Err(Failure::new(Promise::RosterOnly, what))
    }

    /// A text went to those only whom its writer had looked at.
    pub fn check_gate(&self, device: usize, room: RoomId, seq: Seq) -> Outcome {
        let (Some(roster), Some(seen)) = (
            self.timelines.roster_at(&room, seq.saturating_sub(1)),
            self.devices[device].rooms.get(&room),
        ) else {
            return Ok(());
        };
        if self.timelines.is_only_rumoured(&room, seq.saturating_sub(1)) {
            return Ok(());
        }
        if let Some(stranger) = roster.devices.difference(&seen.looked_at).next() {
            let what = format!(
                "device {device} sent {seq} of {room} to {stranger}, whom nobody looked at"
            );
            return Err(Failure::new(Promise::Gate, what));
        }
        Ok(())
    }

    fn note_sent(
        &mut self,
        device: usize,
        room: RoomId,
        item: &TimelineItem,
        is_written_here: bool,
        seq: Seq,
    ) -> Outcome {
        let Some(seen) = self.devices[device].rooms.get_mut(&room) else { return Ok(()) };
        let place = seen.accepted.iter().position(|one| one.local_id == item.local_id);
        let Some(at) = place else {
            // Shown before the command had answered, or written on another device of hers.
            if is_written_here {
                seen.queued_as.insert(item.local_id, seq);
            }
            return Ok(());
        };
        if seen.accepted[at].discarded {
            let what = format!("device {device} sent {:?}, which was taken back", item.text);
            return Err(Failure::new(Promise::NothingLost, what));
        }
        seen.accepted[at].sent = Some(seq);
        let taken_at = seen.accepted[at].taken_at;
        // Somebody came in between, and the writer had to look first.
        let there = |at| self.timelines.roster_at(&room, at).map(|roster| &roster.devices);
        if let (Some(before), Some(after)) = (there(taken_at), there(seq.saturating_sub(1))) {
            self.races += u64::from(!after.is_subset(before));
        }
        // Files go up first, and what was put off has a time of its own.
        let is_at_once = |one: &&Accepted| one.kind != ItemKind::File && one.due.is_none();
        if !is_at_once(&&seen.accepted[at]) {
            return Ok(());
        }
        let before = seen.accepted[..at].iter().filter(is_at_once);
        let before = before.filter(|one| !one.discarded && !one.told);
        if let Some(late) = before.into_iter().find(|one| one.sent.is_none_or(|other| other > seq))
            && self.plan.conduct == Conduct::Honest
        {
            let what = format!("device {device} sent {:?} before {:?}", item.text, late.text);
            return Err(Failure::new(Promise::NothingLost, what));
        }
        Ok(())
    }

    /// A person was told that something will not be done.
    pub fn told(&mut self, device: usize, room: RoomId, what: &Undone) {
        let Some(seen) = self.devices[device].rooms.get_mut(&room) else { return };
        let queued = match what {
            Undone::SendQueued { count } => Some(*count),
            _ => None,
        };
        let is_meant = |one: &Accepted| match what {
            Undone::SendQueued { .. } => true,
            // Of a statement all words are given back, behind its title.
            Undone::SendText { text: Some(said) } => match one.kind {
                ItemKind::Statement => said.split("\n\n").next() == Some(&one.text),
                _ => *said == one.text,
            },
            Undone::SendFile { name } => *name == one.name,
            _ => false,
        };
        self.ledger.told(device, room, |act| match what {
            Undone::SendQueued { .. } => true,
            Undone::Edit { text } => act.kind == ItemKind::Edit && act.text == *text,
            Undone::Act => act.kind != ItemKind::Edit,
            _ => false,
        });
        let mut told = 0;
        for one in &mut seen.accepted {
            if one.sent.is_none() && !one.discarded && is_meant(one) {
                told += usize::from(!one.told);
                one.told = true;
            }
        }
        if let Some(queued) = queued {
            // What a restored relay lost waits once more, and is among them.
            seen.told_again += queued.saturating_sub(told);
        }
    }

    pub fn contradicted(&mut self, device: usize, room: RoomId, what: &str) -> Outcome {
        if let Some(seen) = self.devices[device].rooms.get_mut(&room) {
            seen.has_contradicted = true;
            // What a member says of her history comes later, if anybody says something at all.
            seen.has_accused_relay |= !what.contains("has read another history");
        }
        if self.plan.conduct == Conduct::Honest {
            let what = format!("device {device} of {room} accuses an honest relay: {what}");
            return Err(Failure::new(Promise::Detection, what));
        }
        Ok(())
    }

    pub fn check_refusal(&mut self, device: usize, code: &str) -> Outcome {
        let one = &self.devices[device];
        if one.expects_refusal && code == "invitation_used" {
            return Ok(());
        }
        if self.plan.conduct != Conduct::Honest || one.expects_refusal {
            return Ok(());
        }
        let what = format!("device {device} was refused its account: {code}");
        Err(Failure::new(Promise::Progress, what))
    }

    /// What a device was last seen to show at the relay for a room.
    pub fn remember_token(&mut self, device: usize, request: &Request) {
        let (log, token) = match request {
            Request::Append(append) => (append.log, append.token.clone()),
            Request::Follow { log, token, .. } | Request::Read { log, token, .. } => {
                (*log, token.clone())
            }
            _ => return,
        };
        let (Some(token), Some(seen)) = (token, self.devices[device].rooms.get_mut(&log)) else {
            return;
        };
        if seen.tokens.last().is_none_or(|last| last.expose() != token.expose()) {
            seen.tokens.push(token);
            if seen.tokens.len() > TOKENS {
                seen.tokens.remove(0);
            }
        }
    }

    pub fn joined(&mut self, device: usize) -> Outcome {
        if !self.devices[device].expects_refusal {
            return Ok(());
        }
        let what = format!("device {device} joined with an invitation that was used");
        Err(Failure::new(Promise::LogRules, what))
    }
}

pub fn ids_of(shown: &[Shown]) -> Vec<Vec<u8>> {
    shown.iter().filter(|one| one.is_said()).filter_map(|one| one.id.clone()).collect()
}
