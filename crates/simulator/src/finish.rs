//! The end of a run: everything works again, everybody comes back, and what was promised is counted.

use std::collections::BTreeMap;

use corridor_engine::view::{Delivery, ItemKind, RoomId, RoomStatus, RoomView, TimelineItem};
use corridor_wire::id::{AccountId, Seq};

use crate::acts::shown_act;
use crate::device::Seen;
use crate::failure::{Failure, Promise};
use crate::observe::{RETENTION_DAYS, ids_of};
use crate::on_disk::entries_on_disk;
use crate::outcome::is_void;
use crate::plan::Conduct;
use crate::schedule::{HOUR, MINUTE, Millis, SECOND};
use crate::secrecy;
use crate::timelines::{Shown, Timelines, is_said};
use crate::world::{Event, Outcome, World};

/// Rounds of waiting after which a room has to be well again. A damaged device asks once an hour.
const ROUNDS: usize = 8;

impl World {
    /// Runs the whole plan, heals everything, and checks what is left.
    pub fn finish(&mut self) -> Outcome {
        let steps: Millis = self.plan.timed().map(|(when, _)| when).max().unwrap_or(0);
        let end = self.now() + steps + SECOND;
        self.run_until(end)?;
        let awake = self.devices.iter().map(|device| device.away_until).max().unwrap_or(0);
        self.run_until(awake.max(self.last_put_off().unwrap_or(0)) + MINUTE)?;
        self.heal()?;
        self.go_on()?;
        self.settle()?;
        self.check_detection()?;
        self.check_end()
    }

    fn heal(&mut self) -> Outcome {
        self.healed = true;
        self.lies.clear();
        for relay in 0..self.relays.len() {
            self.relays[relay].full = false;
            self.relays[relay].fails_next_write = false;
            if self.relays[relay].is_damaged {
                self.damage_found(relay);
            }
        }
        for device in 0..self.devices.len() {
            self.devices[device].unreachable_until = 0;
            self.happen(Event::StorageWorks(device))?;
        }
        Ok(())
    }

    /// Until everybody has read and sent everything, or has had the time to.
    fn settle(&mut self) -> Outcome {
        for round in 0..ROUNDS {
            self.reconnect_all();
            self.quiet(5 * MINUTE)?;
            for device in 0..self.devices.len() {
                for room in self.rooms.clone() {
                    if self.member_status(device, &room) == Some(RoomStatus::Active) {
                        self.look(device, &room)?;
                    }
                }
            }
            self.quiet(5 * MINUTE)?;
            if round >= 1 && self.is_settled()? {
                return Ok(());
            }
            if round == 0 {
                self.fetch_everywhere()?;
            }
            let later = self.now() + HOUR + MINUTE;
            self.run_until(later)?;
        }
        Ok(())
    }

    /// When the last text that was put off goes out, if any still waits.
    fn last_put_off(&self) -> Option<Millis> {
        let waiting = self.devices.iter().flat_map(|device| {
            let accepted = device.rooms.values().flat_map(|seen| &seen.accepted);
            let waiting = accepted.filter(|one| one.sent.is_none() && !one.discarded && !one.told);
            waiting.filter_map(|one| one.due).map(|due| due.saturating_add_signed(-device.skew))
        });
        waiting.max()
    }

    fn reconnect_all(&mut self) {
        for device in 0..self.devices.len() {
            self.cut(device, 0, 0);
            self.devices[device].failures = 0;
            self.schedule.after(1, Event::Connect(device));
        }
    }

    /// Lets things happen until nothing is under way, at most for this long.
    pub fn quiet(&mut self, most: Millis) -> Outcome {
        let end = self.now() + most;
        while let Some(next) = self.schedule.next_of(Event::is_under_way) {
            if next > end {
                break;
            }
            self.run_until(next)?;
        }
        let mut soon = self.now() + 2 * MINUTE;
        while let Some(next) =
            self.schedule.next_of(|event| !matches!(event, Event::RelayWakes { .. }))
        {
            if next > soon {
                break;
            }
            self.run_until(next)?;
            soon = soon.min(end + 2 * MINUTE);
        }
        Ok(())
    }

    fn is_settled(&mut self) -> Result<bool, Failure> {
        for device in 0..self.devices.len() {
            let now = self.devices[device].clock(self.now());
            if !self.takes_part(device) {
                continue;
            }
            let pending = self.devices[device].engine().pending(now);
            let pending =
                pending.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
            if !pending.is_settled() || pending.held > 0 {
                return Ok(false);
            }
            for room in self.rooms.clone() {
                if let Some(RoomStatus::Damaged(_)) = self.member_status(device, &room) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    pub fn takes_part(&self, device: usize) -> bool {
        let one = &self.devices[device];
        one.account.is_some() && !one.withdrawn && !one.refused
    }

    fn check_end(&mut self) -> Outcome {
        let accounts: Vec<AccountId> =
            self.devices.iter().filter_map(|device| device.account.clone()).collect();
        for relay in 0..self.relays.len() {
            let disk = &self.relays[relay].disk;
            self.watches[relay].check_disk(disk)?;
            secrecy::check_disk(disk, &accounts)?;
        }
        self.compare_again()?;
        for device in 0..self.devices.len() {
            if !self.takes_part(device) {
                continue;
            }
            let rooms: Vec<RoomId> = self.devices[device].rooms.keys().copied().collect();
            for room in rooms {
                self.check_room(device, room)?;
                self.check_together(device, room)?;
            }
            self.check_rest(device)?;
            self.check_doors(device)?;
        }
        self.check_profiles()?;
        self.check_soundings()?;
        self.check_huddles()?;
        self.check_remains()?;
        self.check_rosters()
    }

    /// Who shows what is known of the end alone.
    pub fn was_reset(&self) -> bool {
        self.watches.iter().any(|watch| watch.was_restored)
    }

    /// After a restore nothing was compared: now that everybody has come back, all show the same.
    fn compare_again(&mut self) -> Outcome {
        if !self.was_reset() {
            return Ok(());
        }
        self.timelines = Timelines::default();
        for device in 0..self.devices.len() {
            if !self.takes_part(device) {
                continue;
            }
            for room in self.rooms.clone() {
                self.show_all(device, room)?;
            }
        }
        Ok(())
    }

    fn show_all(&mut self, device: usize, room: RoomId) -> Outcome {
        let engine = self.devices[device].engine();
        let (Ok(Some(view)), Ok(Some(roster))) = (engine.room(&room), engine.roster(&room)) else {
            return Ok(());
        };
        let Ok(items) = engine.timeline(&room, None, 1_000_000) else { return Ok(()) };
        let Ok(raw) = engine.raw(&room, 0) else { return Ok(()) };
        for row in raw.iter().filter(|row| is_said(row.kind) && row.seq.is_some()) {
            if let Some(id) = row.message_id.clone() {
                self.timelines.is_kept(room, id);
            }
        }
        if view.status != RoomStatus::Active {
            return Ok(());
        }
        let own = self.devices[device].account.as_ref().map(|own| own.as_str().to_owned());
        let mut by_entry: BTreeMap<Seq, Vec<TimelineItem>> = BTreeMap::new();
        for item in items {
            let is_entrance = item.kind == ItemKind::Readded
                || item.kind == ItemKind::Joined && Some(&item.text) == own.as_ref();
            if let Some(seq) = item.seq
                && item.delivery != Delivery::OnlyHere
                && !is_entrance
            {
                by_entry.entry(seq).or_default().push(item);
            }
        }
        for act in raw.iter().filter(|row| !is_said(row.kind) && row.kind != ItemKind::Unknown) {
            if let Some(seq) = act.seq.filter(|_| act.delivery != Delivery::OnlyHere) {
                self.timelines.act(device, room, seq, shown_act(act), |_| false)?;
            }
        }
        let raw: BTreeMap<_, _> = raw.into_iter().map(|row| (row.local_id, row)).collect();
        for (seq, items) in by_entry {
            let shown = |item: &TimelineItem| Shown::new(item, raw.get(&item.local_id));
            let shown: Vec<Shown> = items.iter().map(shown).collect();
            self.timelines.show(device, room, seq, &shown, |_| false)?;
            if let Some(seen) = self.devices[device].rooms.get_mut(&room) {
                seen.shown.insert(seq, ids_of(&shown));
            }
        }
        self.check_roster(device, room, view.cursor, &view.title, &roster)
    }

    /// Whoever is in a room's roster knows the room: her invitation has not been lost.
    fn check_rosters(&mut self) -> Outcome {
        if self.plan.conduct != Conduct::Honest {
            return Ok(());
        }
        for room in self.rooms.clone() {
            // Who comes when a huddle is over hears nothing of it.
            if self.ledger.huddles.contains(&room) {
                continue;
            }
            let Some(roster) = self.timelines.roster_at(&room, Seq::MAX) else { continue };
            let there = roster.devices.clone();
            for device in 0..self.devices.len() {
                let one = &self.devices[device];
                let is_there = one.id.is_some_and(|id| there.contains(&id));
                // Letters expire like everything else.
                let may_have_missed = one.slept_days >= RETENTION_DAYS || !self.takes_part(device);
                // A withdrawn device is turned away, and its letters with it.
                let can_be_told = (0..self.devices.len()).any(|other| {
                    self.takes_part(other) && self.member_status(other, &room).is_some()
                });
                // She may have withdrawn the device that let this one in, before it had written the letter.
                let is_silenced = (0..self.devices.len()).any(|other| {
                    let its = &self.devices[other];
                    its.withdrawn
                        && its.person == self.devices[device].person
                        && self.member_status(other, &room).is_some()
                });
                let is_deaf = self.ledger.people.has_ever_blocked_anybody(device);
                let must_know =
                    is_there && !may_have_missed && can_be_told && !is_silenced && !is_deaf;
                if must_know && self.member_status(device, &room).is_none() {
                    let what = format!("device {device} was let into {room} and never heard");
                    return Err(Failure::new(Promise::CatchUp, what));
                }
            }
        }
        Ok(())
    }

    /// Nothing waits that could have gone out.
    fn check_rest(&mut self, device: usize) -> Outcome {
        if matches!(self.plan.conduct, Conduct::Lying | Conduct::Forking) {
            return Ok(());
        }
        let now = self.devices[device].clock(self.now());
        let engine = self.devices[device].engine();
        let pending = engine.pending(now);
        let pending = pending.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
        if pending.is_settled() {
            return Ok(());
        }
        let what = format!("device {device} never comes to rest: {pending:?}");
        Err(Failure::new(Promise::Progress, what))
    }

    fn check_room(&mut self, device: usize, room: RoomId) -> Outcome {
        let engine = self.devices[device].engine();
        let failed = |error: corridor_engine::command::StorageError| {
            Failure::new(Promise::NoPanic, error.to_string())
        };
        let Some(view) = engine.room(&room).map_err(failed)? else { return Ok(()) };
        let items = engine.timeline(&room, None, 1_000_000).map_err(failed)?;
        let raw = engine.raw(&room, 0).map_err(failed)?;
        let mut shown: Vec<Seq> = items.iter().filter_map(|item| item.seq).collect();
        if !shown.is_sorted() {
            let what = format!("device {device} does not show {room} in order");
            return Err(Failure::new(Promise::NothingLost, what));
        }
        let seen = self.devices[device].rooms.get(&room).cloned().unwrap_or_default();
        self.check_outcomes(device, room, &view, &items, &raw)?;
        // What its person took away here is still there for the rules of the log.
        shown.extend(raw.iter().filter(|row| row.is_hidden).filter_map(|row| row.seq));
        // A text moves to where its author sealed it anew: behind a restore, or having been lied to.
        let has_moved = |ids: &[Vec<u8>]| {
            let stands = |id: &Vec<u8>| {
                raw.iter().any(|row| row.seq.is_some() && row.message_id.as_ref() == Some(id))
            };
            !ids.is_empty() && ids.iter().all(stands)
        };
        let may_move = |seq| self.was_restored(device) || self.timelines.has_moved(&room, seq);
        let is_gone = |(seq, texts): &(&Seq, &Vec<Vec<u8>>)| {
            !(shown.contains(seq)
                || may_move(**seq) && has_moved(texts)
                || self.may_have_ended(device, &room, **seq))
        };
        if let Some((lost, _)) = seen.shown.iter().find(is_gone) {
            let what = format!("device {device} no longer shows entry {lost} of {room}");
            return Err(Failure::new(Promise::NothingLost, what));
        }
        if self.plan.conduct == Conduct::Forking {
            return Ok(());
        }
        self.check_own_texts(device, room, &view.status, &raw)?;
        self.check_own_acts(device, room, &view.status, &raw)?;
        if self.plan.conduct == Conduct::Lying {
            return self.check_silence(device, room, &seen, &view, &shown);
        }
        self.check_health(device, room, &view)?;
        if view.status == RoomStatus::Active {
            let head = self.head_of(self.devices[device].relay, &room);
            if head.is_some_and(|head| head != view.cursor) {
                let what = format!("device {device} stands at {} of {head:?}", view.cursor);
                return Err(Failure::new(Promise::CatchUp, what));
            }
        }
        // Who had left before a restore stays in the history that she left.
        let is_elsewhere = self.was_restored(device) && view.status != RoomStatus::Active;
        let missing = self.missing(device, room, &seen, view.cursor, &shown);
        if let Some(seq) = missing.filter(|_| !is_elsewhere) {
            let what = format!("device {device} does not show entry {seq} of {room}");
            return Err(Failure::new(Promise::CatchUp, what));
        }
        for item in items.iter().filter(|item| item.kind == ItemKind::Text) {
            if matches!(item.delivery, Delivery::Delivered | Delivery::Read)
                && let Some(seq) = item.seq
            {
                self.check_receipt(device, room, seq)?;
            }
        }
        Ok(())
    }

    /// An entry that others show and this device does not, although it has read past it.
    fn missing(
        &self,
        device: usize,
        room: RoomId,
        seen: &Seen,
        cursor: Seq,
        shown: &[Seq],
    ) -> Option<Seq> {
        let all = self.timelines.entries_between(&room, seen.since, cursor);
        all.into_iter().find(|seq| {
            let is_excused = seen.gaps.iter().any(|(from, to)| from < seq && seq <= to);
            let act = self.timelines.acts_between(&room, seq - 1, *seq).pop().map(|(_, act)| act);
            let is_void = act.is_some_and(|act| {
                let target = act.target.as_deref();
                let place = target.and_then(|id| self.timelines.place_of(&room, id));
                is_void(act.kind, place, shown)
            });
            let may_lack = is_void
                || self.timelines.has_moved(&room, *seq)
                || self.may_have_ended(device, &room, *seq);
            !is_excused && !shown.contains(seq) && !may_lack
        })
    }

    /// Whoever was lied to so that something is missing has said so.
    fn check_silence(
        &self,
        device: usize,
        room: RoomId,
        seen: &Seen,
        view: &RoomView,
        shown: &[Seq],
    ) -> Outcome {
        match self.missing(device, room, seen, view.cursor, shown) {
            Some(seq) if !seen.has_accused_relay => {
                let what = format!("device {device} lacks entry {seq} of {room} and is silent");
                Err(Failure::new(Promise::Detection, what))
            }
            _ => Ok(()),
        }
    }

    /// Without a lie and without weeks away, nothing is skipped, damaged or contradicted.
    fn check_health(&mut self, device: usize, room: RoomId, view: &RoomView) -> Outcome {
        let is_well = match &view.status {
            RoomStatus::Active | RoomStatus::Left | RoomStatus::Removed => true,
            RoomStatus::Damaged(_) | RoomStatus::Halted => false,
        };
        let is_honest = self.plan.conduct == Conduct::Honest;
        let relay = self.devices[device].relay;
        let is_deleted = self.watches[relay].is_deleted(&room);
        let is_stuck = view.status == RoomStatus::Halted && is_honest && !is_deleted;
        // Who was removed while she was away for too long cannot learn it from anybody.
        // Nor who was let in by a commit that a relay lost, or finds the log deleted.
        let is_out = (self.devices[device].slept_days > RETENTION_DAYS
            || is_deleted
            || self.plan.conduct == Conduct::Restored)
            && self.devices[device].id.is_some_and(|id| {
                let last = self.timelines.roster_at(&room, Seq::MAX);
                last.is_some_and(|roster| !roster.devices.contains(&id))
            });
        if !is_well && !is_out && (is_stuck || self.others_are_in(device, &room)) {
            let what = format!("device {device} of {room} ends as {:?}", view.status);
            return Err(Failure::new(Promise::CatchUp, what));
        }
        if is_honest && (view.skipped > 0 || view.contradiction.is_some()) {
            let what = format!(
                "device {device} of {room} skipped {} and reports {:?}",
                view.skipped, view.contradiction
            );
            return Err(Failure::new(Promise::CatchUp, what));
        }
        Ok(())
    }

    fn others_are_in(&mut self, device: usize, room: &RoomId) -> bool {
        (0..self.devices.len()).any(|other| {
            other != device
                && self.takes_part(other)
                && self.member_status(other, room) == Some(RoomStatus::Active)
        })
    }

    fn head_of(&self, relay: usize, room: &RoomId) -> Option<Seq> {
        entries_on_disk(&self.relays[relay].disk, room).last().map(|entry| entry.seq)
    }
}
