//! When something is wrong: a damaged room, a relay that forgot, two histories of one log.

use corridor_sealing::inbox::{InboxBody, ReAddReason};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, AccountKey, DeviceId, Seq};
use corridor_wire::planted::{Bug, is_planted};

use super::Turn;
use crate::command::StorageError;
use crate::database::{RoomRow, StatusCode};
use crate::link::{Asked, LookUpPurpose};
use crate::output::Change;
use crate::view::RoomId;

/// A damaged device asks again after this long, when it connects: an hour.
const ASK_INTERVAL_MS: u64 = 60 * 60 * 1000;

/// How many people are asked: their devices may be asleep.
const ASKED_PEOPLE: usize = 3;

/// Contradictions after which a device asks to be added again.
const CONTRADICTIONS: u64 = 3;

impl Turn<'_> {
    /// This device cannot follow the room any more. It says so, and asks to be added again.
    pub(super) fn damaged(&mut self, room: &mut RoomRow, why: &str) -> Result<(), StorageError> {
        self.put_flight_aside(room)?;
        room.status = StatusCode::Damaged;
        why.clone_into(&mut room.detail);
        self.database.put_room(room)?;
        self.link.logs.remove(&room.id);
        self.link.claims.remove(&room.id);
        self.change(Change::Room(room.id));
        self.take_parked_invitation(room)?;
        let is_damaged =
            self.database.room(&room.id)?.is_some_and(|row| row.status == StatusCode::Damaged);
        if is_damaged { self.ask_to_be_added(&room.id) } else { Ok(()) }
    }

    pub(super) fn ask_to_be_added(&mut self, id: &RoomId) -> Result<(), StorageError> {
        let Some(mut room) = self.database.room(id)? else { return Ok(()) };
        if self.now.abs_diff(room.asked_at) < ASK_INTERVAL_MS {
            return Ok(());
        }
        let is_first = room.asked_at == 0;
        room.asked_at = self.now;
        self.database.put_room(&room)?;
        let mut people: Vec<AccountId> = Vec::new();
        for row in self.database.devices(id)? {
            if !people.contains(&row.account) {
                people.push(row.account);
            }
        }
        // Those who answer for the room first.
        people.sort_by_key(|account| core::cmp::Reverse(room.state.role_of(account)));
        if !is_first && !people.is_empty() {
            // They did not help, or have left since: it is the others' turn.
            let round = usize::try_from(self.now / ASK_INTERVAL_MS).unwrap_or(0);
            let first = round % people.len() * ASKED_PEOPLE % people.len();
            people.rotate_left(first);
        }
        people.truncate(ASKED_PEOPLE);
        let own = self.own_account()?;
        if !people.contains(&own) {
            people.push(own);
        }
        for account in people {
            let purpose = LookUpPurpose::AskToBeAdded(*id);
            let request = Request::LookUpAccount { account: account.clone() };
            self.send(Asked::LookUp(account, purpose), request);
        }
        Ok(())
    }

    pub(super) fn looked_up(
        &mut self,
        account: &AccountId,
        account_key: &AccountKey,
        devices: &[DeviceRecord],
        purpose: &LookUpPurpose,
    ) -> Result<(), StorageError> {
        match purpose {
            LookUpPurpose::CheckKnocker => return self.knocker_looked_up(account, account_key),
            LookUpPurpose::Knock(knock) => {
                return self.door_looked_up(*knock, account_key, devices);
            }
            _ => {}
        }
        if !self.database.meet(account, account_key)? {
            self.change(Change::KeyChanged(account.clone()));
            return Ok(());
        }
        if *purpose == LookUpPurpose::Meet {
            return self.met(account, account_key);
        }
        let own = self.identity()?.device_id();
        let (members, body): (Vec<DeviceId>, _) = match purpose {
            LookUpPurpose::AskToBeAdded(room) => (
                self.database.devices(room)?.into_iter().map(|row| row.device).collect(),
                InboxBody::ReAddRequest { log: *room, reason: ReAddReason::Damaged },
            ),
            _ => (Vec::new(), InboxBody::AnnounceDevice),
        };
        let about = match purpose {
            LookUpPurpose::AskToBeAdded(room) => Some(room),
            _ => None,
        };
        let is_known = |record: &DeviceRecord| members.contains(&record.certificate.device_id());
        // While this device was away its person may have changed all of hers.
        let are_all_asked = *purpose == LookUpPurpose::Announce || !devices.iter().any(is_known);
        for record in devices {
            let id = record.certificate.device_id();
            let is_asked = id != own
                && (are_all_asked || is_known(record))
                && record.certificate.body.account == *account
                && record.certificate.body.account_key == *account_key
                && record.verify().is_ok();
            if is_asked {
                self.write_letter(record, &body, about)?;
            }
        }
        Ok(())
    }

    pub(super) fn look_up_to_meet(&mut self, account: &AccountId) {
        let request = Request::LookUpAccount { account: account.clone() };
        self.send(Asked::LookUp(account.clone(), LookUpPurpose::Meet), request);
    }

    /// The directory has said whose key it is. Those who showed the same one in a room just joined
    /// are no news any more; those who showed another stay behind the gate, and the person is told.
    fn met(&mut self, account: &AccountId, key: &AccountKey) -> Result<(), StorageError> {
        for room in self.database.rooms()? {
            for mut row in self.database.devices(&room.id)? {
                if row.account != *account {
                    continue;
                }
                if row.account_key != *key {
                    self.database.meet(account, &row.account_key)?;
                    self.change(Change::KeyChanged(account.clone()));
                } else if row.is_unmet {
                    row.mark = 0;
                    row.is_unmet = false;
                    self.database.put_device(&room.id, &row)?;
                    self.change(Change::Room(room.id));
                }
            }
        }
        Ok(())
    }

    /// The relay, or another member, tells another history of the log than this device has read.
    pub(super) fn contradicted(&mut self, id: &RoomId, what: &str) -> Result<(), StorageError> {
        if let Some(mut room) = self.database.room(id)? {
            if self.was_restored_since(id)? {
                self.link.logs.remove(id);
                return self.look_back(&room);
            }
            room.contradiction = Some(what.to_owned());
            self.database.put_room(&room)?;
            // Once may be a relay's slip. A history that stays another one is not come back from
            // alone: the others have to add this device again.
            let counter = format!("contradictions/{id}");
            let count = self.database.number(&counter)?.unwrap_or(0) + 1;
            self.database.set_number(&counter, count % CONTRADICTIONS)?;
            if count >= CONTRADICTIONS && room.status == StatusCode::Active {
                self.change(Change::Contradiction { room: *id, what: what.to_owned() });
                return self.damaged(&mut room, what);
            }
        }
        // Read on from what is known after a pause; a relay that keeps contradicting itself is not
        // asked in a circle.
        self.link.paused.insert(*id, self.now + 30_000);
        self.link.logs.remove(id);
        self.change(Change::Contradiction { room: *id, what: what.to_owned() });
        Ok(())
    }

    /// Each message says how far its author had read, and the chain there.
    pub(super) fn compare_histories(
        &mut self,
        room: &mut RoomRow,
        sender: DeviceId,
        seq: Seq,
        chain: &[u8; 32],
    ) -> Result<(), StorageError> {
        let known = if seq == 0 {
            Some(corridor_wire::chain::ChainHash::empty(&room.id))
        } else {
            self.database.chain_at(&room.id, seq)?
        };
        let differs = match known {
            _ if is_planted(Bug::ForkNotNoticed) => false,
            Some(known) => known.as_bytes() != chain,
            // Further than this device, although the message stands right behind what it has read.
            None => seq > room.cursor,
        };
        if differs {
            let what = format!("device {sender} has read another history up to entry {seq}");
            room.contradiction = Some(what.clone());
            self.change(Change::Contradiction { room: room.id, what });
        }
        Ok(())
    }

    /// A commit that nobody can follow has revoked everybody's token.
    pub(super) fn locked_out(&mut self, room: &mut RoomRow) -> Result<(), StorageError> {
        self.halt(room, "a member has locked everybody out")
    }

    /// The room does not go on. Nothing is thrown away: if the relay was wrong, it goes on later.
    pub(super) fn halt(&mut self, room: &mut RoomRow, why: &str) -> Result<(), StorageError> {
        // What is under way may be in the log: it is known by its operation when the room goes on.
        self.link.flying.remove(&room.id);
        room.status = StatusCode::Halted;
        why.clone_into(&mut room.detail);
        self.database.put_room(room)?;
        self.link.logs.remove(&room.id);
        self.change(Change::Room(room.id));
        Ok(())
    }
}
