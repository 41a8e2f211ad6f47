//! When something is wrong: a damaged room, a relay that forgot, two histories of one log.

use corridor_sealing::inbox::{InboxBody, ReAddReason};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, AccountKey, DeviceId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::Response;

use super::{Turn, wait_ms};
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

/// Entries that are given back at once, before the relay has answered for any of them.
const RESTORED_AT_ONCE: u64 = 16;

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
        if self.now.saturating_sub(room.asked_at) < ASK_INTERVAL_MS {
            return Ok(());
        }
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
        if !self.database.meet(account, account_key)? {
            self.change(Change::KeyChanged(account.clone()));
            return Ok(());
        }
        let own = self.identity()?.device_id();
        let members: Vec<DeviceId> = match purpose {
            LookUpPurpose::AskToBeAdded(room) => {
                self.database.devices(room)?.into_iter().map(|row| row.device).collect()
            }
            LookUpPurpose::Announce => Vec::new(),
            LookUpPurpose::Meet => return self.met(account, account_key),
        };
        let body = match purpose {
            LookUpPurpose::AskToBeAdded(room) => {
                InboxBody::ReAddRequest { log: *room, reason: ReAddReason::Damaged }
            }
            LookUpPurpose::Announce | LookUpPurpose::Meet => InboxBody::AnnounceDevice,
        };
        for record in devices {
            let id = record.certificate.device_id();
            let is_asked = id != own
                && (*purpose == LookUpPurpose::Announce || members.contains(&id))
                && record.certificate.body.account == *account
                && record.certificate.body.account_key == *account_key
                && record.verify().is_ok();
            if is_asked {
                self.write_letter(record, &body)?;
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
                } else if row.added_by.is_none() {
                    row.mark = 0;
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
        self.put_flight_aside(room)?;
        room.status = StatusCode::Halted;
        why.clone_into(&mut room.detail);
        self.database.put_room(room)?;
        self.link.logs.remove(&room.id);
        self.change(Change::Room(room.id));
        Ok(())
    }

    /// The relay knows less of the log than this device has read: it was restored from a backup.
    /// Looks for the last entry that both know, then gives back what comes after.
    pub(super) fn relay_forgot(
        &mut self,
        room: &RoomRow,
        code: ErrorCode,
    ) -> Result<(), StorageError> {
        if is_planted(Bug::RestoredRelayNotHealed) {
            self.link.paused.insert(room.id, self.now + 60_000);
            return Ok(());
        }
        let from = self.link.restoring.get(&room.id).copied().unwrap_or(room.cursor + 1);
        let first = self.database.first_known_seq(&room.id)?.unwrap_or(0);
        if code == ErrorCode::LogUnknown || from <= first.max(1) {
            if code == ErrorCode::LogUnknown && room.delete_token.is_some() && first == 1 {
                return self.recreate(room);
            }
            self.link.paused.insert(room.id, self.now + 60_000);
            let what = "the relay has lost this room's log";
            return self.contradicted(&room.id, what);
        }
        // Halve the distance to what is known, so that a long log takes few questions.
        let back = (room.cursor + 2 - from).max(1) * 2;
        let from = room.cursor.saturating_sub(back).max(first.max(1));
        self.link.restoring.insert(room.id, from);
        let version = self.version_at(room, from)?;
        let token = self.database.epoch_token(&room.id, version)?;
        self.link.logs.entry(room.id).or_default().asked = true;
        self.send(
            Asked::Restore { room: room.id, seq: from },
            Request::Read { log: room.id, token, from_seq: from },
        );
        Ok(())
    }

    /// The log's version when the entry `seq` was appended, as this device read it.
    fn version_at(&self, room: &RoomRow, seq: Seq) -> Result<u64, StorageError> {
        let entries = self.database.entries_after(&room.id, seq.saturating_sub(1), 1)?;
        Ok(entries.first().map_or(room.version, |row| row.entry.version))
    }

    /// This device founded the room and has all of its log: it makes the log anew.
    fn recreate(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let token = self.database.epoch_token(&room.id, 0)?;
        let (Some(token), Some(delete_token)) = (token, room.delete_token.as_ref()) else {
            return Ok(());
        };
        self.send(
            Asked::Restore { room: room.id, seq: 0 },
            Request::CreateLog {
                log: room.id,
                token_hash: token.hash(),
                delete_hash: delete_token.hash(),
            },
        );
        Ok(())
    }

    pub(super) fn restored(
        &mut self,
        id: &RoomId,
        seq: Seq,
        response: Response,
    ) -> Result<(), StorageError> {
        let Some(room) = self.database.room(id)? else { return Ok(()) };
        match response {
            // A page from before the gap: its head is the last entry that the relay still has.
            Response::Page(page) => {
                let head = page.head.seq;
                match self.database.chain_at(id, head)? {
                    Some(chain) if chain == page.head.chain => self.give_back(&room, head),
                    _ if head == 0 => self.give_back(&room, 0),
                    _ => self.contradicted(id, "the relay was restored to another history"),
                }
            }
            Response::Done {} => self.give_back(&room, 0),
            Response::Appended { .. } if seq < room.cursor => {
                if seq.is_multiple_of(RESTORED_AT_ONCE) {
                    self.give_back(&room, seq)?;
                }
                Ok(())
            }
            Response::Error(error) => match error.code {
                ErrorCode::CursorAhead | ErrorCode::TokenUnknown => {
                    self.relay_forgot(&room, error.code)
                }
                _ => {
                    // Somebody else is giving the entries back, or the relay is busy: look again.
                    self.link.restoring.remove(id);
                    self.link.logs.remove(id);
                    let wait = wait_ms(&error, 1_000);
                    self.link.paused.insert(*id, self.now + wait);
                    Ok(())
                }
            },
            // The last entry is back, or somebody else was faster: look again.
            _ => {
                self.link.restoring.remove(id);
                self.link.logs.remove(id);
                self.link.paused.insert(*id, self.now + 1_000);
                Ok(())
            }
        }
    }

    /// Appends entries after `seq` again, each with its own operation and token: the relay gives them
    /// the sequences they had, whoever brings them first.
    fn give_back(&mut self, room: &RoomRow, seq: Seq) -> Result<(), StorageError> {
        let count = RESTORED_AT_ONCE - seq % RESTORED_AT_ONCE;
        for row in self.database.entries_after(&room.id, seq, count)? {
            let entry = row.entry;
            let append = Append {
                log: room.id,
                op_id: entry.op_id,
                token: self.database.epoch_token(&room.id, entry.version)?,
                expect_version: entry.version,
                record: entry.record,
                commit: entry.commit,
            };
            self.send(Asked::Restore { room: room.id, seq: entry.seq }, Request::Append(append));
        }
        Ok(())
    }
}
