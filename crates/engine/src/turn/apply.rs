//! What a commit changes: roster, state, timeline.

use std::collections::{BTreeMap, BTreeSet};

use corridor_sealing::session::{AppliedCommit, RosterDevice};
use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::id::{AccountId, Seq};

use super::Turn;
use crate::command::StorageError;
use crate::database::{DeviceRow, Intent, NewItem, RoomRow};
use crate::output::Change;
use crate::view::{Delivery, ItemKind};

/// A device that joins a tree this large makes everybody's commits large until it commits itself.
const FRESH_TREE_DEVICES: usize = 16;
/// Neighbours share all keys above them, so one of so many fills the tree for all; for the few keys between
/// them, a commit has a kilobyte each in it. A power of two.
const NEIGHBOURS: u32 = 8;

impl Turn<'_> {
    pub(super) fn add_item(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
    ) -> Result<bool, StorageError> {
        let added = self.database.add_item(&room.id, item)?.is_some();
        if added {
            self.change(Change::Timeline(room.id));
        }
        Ok(added)
    }

    /// Brings roster, state and timeline to where a valid commit has led. `by_person` is set when it
    /// is this device's own and adds whom its person named.
    pub(super) fn committed(
        &mut self,
        room: &mut RoomRow,
        seq: Seq,
        applied: &AppliedCommit,
        by_person: bool,
    ) -> Result<(), StorageError> {
        let before = self.database.devices(&room.id)?;
        let people_before: BTreeSet<_> = before.iter().map(|row| row.account.clone()).collect();
        room.state = applied.after.clone();
        self.bring_roster_up(room, seq, applied, &before, by_person)?;
        // Not before those are back whom the same commit has taken out and in again.
        if !applied.removed.is_empty() {
            self.forget_strangers()?;
        }
        let after = self.database.devices(&room.id)?;
        let people_after: BTreeSet<_> = after.iter().map(|row| row.account.clone()).collect();
        self.refreshed_by_a_neighbour(room, applied, &after)?;
        // Who came while the room was small has not filled the tree either.
        if before.len() <= FRESH_TREE_DEVICES && applied.committer != self.identity()?.device_id() {
            self.refresh_soon(room, after.len())?;
        }
        let events = events(applied, &people_before, &people_after);
        let own = applied.account == self.own_account()?;
        for (part, (kind, text)) in events.iter().enumerate() {
            let item = NewItem {
                seq: Some(seq),
                part: u32::try_from(part).unwrap_or(u32::MAX),
                own,
                kind: *kind,
                text,
                sent_at: self.now,
                delivery: Delivery::Received,
                ..NewItem::by(&applied.account)
            };
            self.add_item(room, &item)?;
        }
        // Whom a person adds herself is no news to her, and gets her profile all the same.
        let has_shown = by_person && self.database.shares_profile(&room.id)?;
        if has_shown && !applied.added.is_empty() {
            self.intend_to_show(&room.id)?;
        }
        if by_person && !applied.added.is_empty() {
            self.intend_to_present(&room.id)?;
        }
        self.tell_waking_after(&room.id, !applied.added.is_empty())?;
        self.change(Change::Room(room.id));
        self.take_out_those_leaving(room, &after)
    }

    /// Rewrites the room's devices from the tree. `mark` counts up with each device that is news.
    fn bring_roster_up(
        &mut self,
        room: &mut RoomRow,
        seq: Seq,
        applied: &AppliedCommit,
        before: &[DeviceRow],
        by_person: bool,
    ) -> Result<(), StorageError> {
        let removed: BTreeSet<_> =
            applied.removed.iter().map(DeviceCertificate::device_id).collect();
        for device in &removed {
            self.database.delete_device(&room.id, device)?;
            self.database.set_device_waking(&room.id, device, false)?;
        }
        if applied.added.is_empty() {
            return Ok(());
        }
        let added: BTreeSet<_> = applied.added.iter().map(DeviceCertificate::device_id).collect();
        let known: BTreeMap<_, _> = before.iter().map(|row| (row.device, row)).collect();
        let roster = self.with_session(&room.id, |session, _, _| session.roster())?;
        for leaf in roster {
            if !added.contains(&leaf.device) {
                // Leaves keep their places; nothing to write.
                debug_assert!(known.contains_key(&leaf.device));
                continue;
            }
            // Taken out and in again by one commit, a device is the one it was.
            let old = known.get(&leaf.device).filter(|old| {
                old.mark <= room.acknowledged
                    && old.account_key == leaf.certificate.body.account_key
            });
            let is_news = !by_person && old.is_none();
            self.enter(room, &leaf, Some(applied.account.clone()), seq, is_news)?;
        }
        Ok(())
    }

    /// Nobody can commit their own removal, so those who stay do it: the first leaf at once, each
    /// further one a little later, so that they rarely race.
    fn take_out_those_leaving(
        &mut self,
        room: &RoomRow,
        devices: &[DeviceRow],
    ) -> Result<(), StorageError> {
        const TURN_MS: u64 = 2_000;
        const LAST_TURN: u64 = 30;
        let own_account = self.own_account()?;
        if room.state.leaving.is_empty() || room.state.leaving.contains(&own_account) {
            return Ok(());
        }
        let pending = self.database.intents(&room.id)?;
        if pending.iter().any(|row| row.intent == Intent::RemoveLeaving {}) {
            return Ok(());
        }
        let own = self.identity()?.device_id();
        let turn = devices
            .iter()
            .filter(|row| !room.state.leaving.contains(&row.account))
            .position(|row| row.device == own)
            .unwrap_or(0) as u64;
        let not_before = self.now + turn.min(LAST_TURN) * TURN_MS;
        self.database.add_intent(&room.id, &Intent::RemoveLeaving {}, not_before, 0, None)?;
        Ok(())
    }

    /// The roster of a room just joined: everybody in it is known from the start.
    pub(super) fn write_first_roster(
        &mut self,
        room: &mut RoomRow,
        before: Option<&[DeviceRow]>,
    ) -> Result<usize, StorageError> {
        let roster = self.with_session(&room.id, |session, _, _| session.roster())?;
        let devices = roster.len();
        let own = self.own_account()?;
        for leaf in roster {
            // News that she has not looked at stays news, however often she is let in.
            let was_seen =
                |row: &DeviceRow| row.device == leaf.device && row.mark <= room.acknowledged;
            let is_news = leaf.certificate.body.account != own
                && before.is_some_and(|rows| !rows.iter().any(was_seen));
            self.enter(room, &leaf, None, room.cursor, is_news)?;
        }
        Ok(devices)
    }

    /// A device is in the room from the entry `seq` on. A certificate says only that its own key
    /// signed it: the key is believed when the relay's directory, or an earlier meeting, knows it.
    fn enter(
        &mut self,
        room: &mut RoomRow,
        leaf: &RosterDevice,
        added_by: Option<AccountId>,
        seq: Seq,
        is_news: bool,
    ) -> Result<(), StorageError> {
        let body = &leaf.certificate.body;
        let known = self.database.contact(&body.account)?;
        let is_known = known.as_ref().is_some_and(|one| one.account_key == body.account_key);
        if known.is_none() {
            self.look_up_to_meet(&body.account);
        } else if !is_known {
            self.database.meet(&body.account, &body.account_key)?;
            self.change(Change::KeyChanged(body.account.clone()));
        }
        let mark = if is_news || !is_known {
            room.mark += 1;
            room.mark
        } else {
            0
        };
        let row = DeviceRow {
            device: leaf.device,
            account: body.account.clone(),
            account_key: body.account_key,
            leaf: leaf.leaf,
            is_unmet: added_by.is_none() && !is_news,
            added_by,
            added_at: self.now,
            added_seq: seq,
            mark,
        };
        self.database.put_device(&room.id, &row)
    }

    /// See `FRESH_TREE_DEVICES`. Spread over a minute so that joiners do not race.
    pub(super) fn refresh_soon(
        &mut self,
        room: &RoomRow,
        devices: usize,
    ) -> Result<(), StorageError> {
        if devices <= FRESH_TREE_DEVICES {
            return Ok(());
        }
        let spread = u64::from(u16::from_be_bytes(self.random())) % 60_000;
        self.database.add_intent(&room.id, &Intent::Refresh {}, self.now + spread, 0, None)?;
        Ok(())
    }

    /// Every commit is read by every device, so what a neighbour's has done already need not be done again.
    fn refreshed_by_a_neighbour(
        &mut self,
        room: &RoomRow,
        applied: &AppliedCommit,
        devices: &[DeviceRow],
    ) -> Result<(), StorageError> {
        if !applied.has_path {
            return Ok(());
        }
        let own = self.identity()?.device_id();
        let place = |device| {
            let row = devices.iter().find(|row| row.device == device);
            row.map(|row| row.leaf / NEIGHBOURS)
        };
        if applied.committer == own || place(own) != place(applied.committer) {
            return Ok(());
        }
        let flying = self.database.flight(&room.id)?.map(|flight| flight.intent);
        for row in self.database.intents(&room.id)? {
            if row.intent == (Intent::Refresh {}) && flying != Some(row.id) {
                self.database.delete_intent(row.id)?;
            }
        }
        Ok(())
    }
}

/// A commit in words of the timeline, the same at every member who was there.
fn events(
    applied: &AppliedCommit,
    before: &BTreeSet<AccountId>,
    after: &BTreeSet<AccountId>,
) -> Vec<(ItemKind, String)> {
    let mut events = Vec::new();
    let mut list = |kind, people: Vec<&str>| {
        if !people.is_empty() {
            events.push((kind, people.join(", ")));
        }
    };
    let left = &applied.before.leaving;
    list(ItemKind::Joined, after.difference(before).map(AccountId::as_str).collect());
    let gone = before.difference(after).filter(|account| !left.contains(*account));
    list(ItemKind::Removed, gone.map(AccountId::as_str).collect());
    let stayed = |account: &AccountId| before.contains(account) && after.contains(account);
    let device_owners = |certificates: &[DeviceCertificate]| {
        let owners: BTreeSet<_> = certificates.iter().map(|one| one.body.account.clone()).collect();
        owners.into_iter().filter(|account| stayed(account)).collect::<BTreeSet<_>>()
    };
    let got = device_owners(&applied.added);
    list(ItemKind::DeviceJoined, got.iter().map(AccountId::as_str).collect());
    let without = device_owners(&applied.removed);
    list(ItemKind::DeviceRemoved, without.difference(&got).map(AccountId::as_str).collect());
    let leaving = applied.after.leaving.difference(left);
    list(ItemKind::Leaving, leaving.map(AccountId::as_str).collect());
    if applied.before.title != applied.after.title {
        events.push((ItemKind::Renamed, applied.after.title.clone()));
    }
    events.extend(super::room_settings::events(&applied.before, &applied.after));
    for account in after.intersection(before) {
        let role = applied.after.role_of(account);
        if applied.before.role_of(account) != role {
            events.push((ItemKind::RoleChanged, format!("{account}: {}", role_name(role))));
        }
    }
    events
}

/// The stable name of a role, in the timeline, in JSON and on the command line.
pub(crate) fn role_name(role: corridor_sealing::room_state::Role) -> &'static str {
    use corridor_sealing::room_state::Role;
    match role {
        Role::Guest => "guest",
        Role::Member => "member",
        Role::Admin => "admin",
        Role::Owner => "owner",
    }
}

#[cfg(test)]
mod tests {
    use corridor_sealing::room_state::Role;

    use super::role_name;

    #[test]
    fn a_role_has_the_name_that_scripts_know() {
        let names = [Role::Guest, Role::Member, Role::Admin, Role::Owner].map(role_name);
        assert_eq!(names, ["guest", "member", "admin", "owner"]);
    }
}
