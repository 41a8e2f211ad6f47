//! A relay that was restored from a backup knows less of a log than its members have read. Whoever has
//! more gives it back; if others have written on by then, `lost` tells what becomes of the rest.
//!
//! ```text
//! the end of the log is not known --> read further back --> its end is one of ours: give back the rest
//!                                          |    ^
//!                                          |    +---------- nothing in common yet
//!                                          +--------------> it goes on differently: follow it
//! ```

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::Seq;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Page, Response};

use super::{Turn, wait_ms};
use crate::command::StorageError;
use crate::database::RoomRow;
use crate::link::Asked;
use crate::view::RoomId;

/// Entries that are given back at once, before the relay has answered for any of them.
const RESTORED_AT_ONCE: u64 = 16;

/// A log that is lost is asked after again: whoever founded it may have brought it back.
const LOST_LOG_MS: u64 = 10 * 60 * 1000;

/// How a page of the relay's log compares with what this device has read.
enum Comparison {
    /// All of it is known: the relay goes on from here, or has less.
    Same(Seq),
    /// The last entry in common, before one that differs.
    Fork(Seq),
    /// Nothing in it is known.
    Foreign,
}

impl Turn<'_> {
    /// Under which lineage of the relay the log was last found to be the one that was read.
    pub(super) fn is_as_read(&mut self, id: &RoomId) -> Result<(), StorageError> {
        if !self.link.as_read.insert(*id) {
            return Ok(());
        }
        let lineage = self.lineage()?;
        self.database.set_number(&format!("lineage/{id}"), lineage)
    }

    fn lineage(&self) -> Result<u64, StorageError> {
        let lineage = self.account_row()?.lineage;
        let start = lineage.map(|lineage| {
            let mut start = [0; 8];
            start.copy_from_slice(&lineage.as_bytes()[..8]);
            u64::from_be_bytes(start)
        });
        // As SQLite keeps it.
        Ok(start.unwrap_or(0) >> 1)
    }

    /// Whether the relay says that it has been restored since the log was last as it was read.
    pub(super) fn was_restored_since(&self, id: &RoomId) -> Result<bool, StorageError> {
        let known = self.database.number(&format!("lineage/{id}"))?;
        let lineage = self.lineage()?;
        Ok(known.is_some_and(|known| known != lineage))
    }

    /// The relay does not know the end of the log, or nothing of it.
    pub(super) fn relay_forgot(
        &mut self,
        room: &RoomRow,
        code: ErrorCode,
    ) -> Result<(), StorageError> {
        if is_planted(Bug::RestoredRelayNotHealed) {
            self.link.paused.insert(room.id, self.now + 60_000);
            return Ok(());
        }
        let first = self.database.first_known_seq(&room.id)?.unwrap_or(0);
        if code == ErrorCode::LogUnknown {
            if room.delete_token.is_some() && first == 1 {
                return self.recreate(room);
            }
            return self.wait_for_others(room);
        }
        self.look_back(room)
    }

    /// Looks for the last entry that both know.
    pub(super) fn look_back(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let from = self.link.restoring.get(&room.id).copied().unwrap_or(room.cursor + 1);
        let first = self.database.first_known_seq(&room.id)?.unwrap_or(0).max(1);
        if from <= first {
            return self.wait_for_others(room);
        }
        // Halve the distance to what is known, so that a long log takes few questions.
        let back = (room.cursor + 2 - from).max(1) * 2;
        self.read_from(room, room.cursor.saturating_sub(back).max(first))
    }

    fn read_from(&mut self, room: &RoomRow, from: Seq) -> Result<(), StorageError> {
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

    /// Those who were in the room before this device have what the relay lost.
    fn wait_for_others(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        self.link.restoring.remove(&room.id);
        let Some(mut room) = self.database.room(&room.id)? else { return Ok(()) };
        self.halt(&mut room, "the relay has lost this room's log")?;
        self.link.paused.insert(room.id, self.now + LOST_LOG_MS);
        Ok(())
    }

    /// The log's version when the entry `seq` was appended, as this device read it.
    pub(super) fn version_at(&self, room: &RoomRow, seq: Seq) -> Result<u64, StorageError> {
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
            Response::Page(page) => self.compared(&room, seq, &page),
            Response::Done {} => self.give_back(&room, 0),
            Response::Appended { seq: at } if at == seq && seq < room.cursor => {
                if seq.is_multiple_of(RESTORED_AT_ONCE) {
                    self.give_back(&room, seq)?;
                }
                Ok(())
            }
            Response::Error(error)
                if matches!(error.code, ErrorCode::CursorAhead | ErrorCode::TokenUnknown) =>
            {
                self.look_back(&room)
            }
            // Others have removed somebody since: the older token may read up to there, no further.
            Response::Error(error)
                if error.code == ErrorCode::TokenRevoked
                    && self.link.restoring.get(id) == Some(&seq) =>
            {
                self.look_back(&room)
            }
            Response::Error(error) => {
                // Somebody else is giving the entries back, or the relay is busy: look again.
                self.look_again(id, wait_ms(&error, 1_000));
                Ok(())
            }
            // The last entry is back.
            Response::Appended { seq: at } if at == seq && seq == room.cursor => {
                self.is_as_read(id)?;
                self.look_again(id, 50);
                Ok(())
            }
            // Somebody else was faster: look again.
            _ => {
                self.look_again(id, 1_000);
                Ok(())
            }
        }
    }

    fn look_again(&mut self, id: &RoomId, wait_ms: u64) {
        self.link.restoring.remove(id);
        self.link.logs.remove(id);
        self.link.paused.insert(*id, self.now + wait_ms);
    }

    /// What the relay has from `from` on.
    fn compared(&mut self, room: &RoomRow, from: Seq, page: &Page) -> Result<(), StorageError> {
        let id = room.id;
        let known = self.database.chain_at(&id, page.head.seq)?;
        if page.head.seq == 0 || known.is_some_and(|chain| chain == page.head.chain) {
            if page.head.seq < room.cursor {
                let next = page.head.seq + 1;
                // The commit that revoked a token is the end that it sees; a newer one may see more.
                if self.version_at(room, from)? != self.version_at(room, next)? {
                    return self.read_from(room, next);
                }
                return self.give_back(room, page.head.seq);
            }
            // All that was read is there. What follows, an older token may not be shown.
            self.is_as_read(&id)?;
            self.look_again(&id, 50);
            return Ok(());
        }
        if self.link.restoring.get(&id) != Some(&from) {
            return Ok(());
        }
        match self.compare(room, from, page)? {
            Comparison::Fork(seq) => {
                self.link.restoring.remove(&id);
                self.follow_other_history(room, Some(seq))
            }
            Comparison::Same(seq) if seq >= room.cursor => {
                self.is_as_read(&id)?;
                self.look_again(&id, 50);
                Ok(())
            }
            Comparison::Same(seq) => self.read_from(room, seq + 1),
            Comparison::Foreign => {
                let first = self.database.first_known_seq(&id)?.unwrap_or(0).max(1);
                if from > first {
                    return self.look_back(room);
                }
                self.link.restoring.remove(&id);
                let founded = first == 1 && self.database.entry_at(&id, 1)?.is_some();
                self.follow_other_history(room, founded.then_some(0))
            }
        }
    }

    fn compare(&self, room: &RoomRow, from: Seq, page: &Page) -> Result<Comparison, StorageError> {
        let reaches_end =
            page.entries.as_slice().last().is_some_and(|last| last.seq == page.head.seq);
        let mut same = None;
        // The relay's chain behind each entry, if it is known where it begins.
        let mut chain = None;
        if let Some((base, known)) = self.base_of(room, from, page)? {
            same = Some(base).filter(|base| *base > 0);
            chain = Some((base, known));
        } else if reaches_end {
            // An entry can be the same behind another history: what was put back is.
            return Ok(Comparison::Foreign);
        }
        for entry in page.entries.as_slice() {
            let is_same = match &mut chain {
                Some((base, _)) if entry.seq <= *base => continue,
                Some((_, chain)) => {
                    *chain = chain.extend(entry);
                    self.database.chain_at(&room.id, entry.seq)?.map(|own| own == *chain)
                }
                None => self.database.entry_at(&room.id, entry.seq)?.map(|own| own == *entry),
            };
            match is_same {
                Some(true) => same = Some(entry.seq),
                Some(false) => return Ok(same.map_or(Comparison::Foreign, Comparison::Fork)),
                None if entry.seq <= room.cursor => {}
                None => break,
            }
        }
        Ok(same.map_or(Comparison::Foreign, Comparison::Same))
    }

    /// An entry at the beginning of the page from whose chain, as this device knows it, the page leads
    /// to the relay's end of the log.
    fn base_of(
        &self,
        room: &RoomRow,
        from: Seq,
        page: &Page,
    ) -> Result<Option<(Seq, ChainHash)>, StorageError> {
        // Where this device joined it knows the chain, not the entry.
        for base in [from.saturating_sub(1), from] {
            let chain = match base {
                0 => Some(ChainHash::empty(&room.id)),
                base => self.database.chain_at(&room.id, base)?,
            };
            let Some(chain) = chain else { continue };
            let after = page.entries.as_slice().iter().filter(|entry| entry.seq > base);
            let end = after.clone().next_back().map_or(base, |last| last.seq);
            let leads_to = after.fold(chain, |chain, entry| chain.extend(entry));
            if end == page.head.seq && leads_to == page.head.chain {
                return Ok(Some((base, chain)));
            }
        }
        Ok(None)
    }

    /// Appends entries after `seq` again, each with its own operation and token: the relay gives them
    /// the sequences they had, whoever brings them first.
    fn give_back(&mut self, room: &RoomRow, seq: Seq) -> Result<(), StorageError> {
        let count = RESTORED_AT_ONCE - seq % RESTORED_AT_ONCE;
        for row in self.database.entries_after(&room.id, seq, count)? {
            let append = self.append_of(room, row.entry)?;
            let asked = Asked::Restore { room: room.id, seq: append.0 };
            self.send(asked, Request::Append(append.1));
        }
        Ok(())
    }

    /// The request that brought `entry` into the log, and the sequence it had.
    pub(super) fn append_of(
        &self,
        room: &RoomRow,
        entry: corridor_wire::relay_frame::Entry,
    ) -> Result<(Seq, Append), StorageError> {
        let append = Append {
            log: room.id,
            op_id: entry.op_id,
            token: self.database.epoch_token(&room.id, entry.version)?,
            expect_version: entry.version,
            record: entry.record,
            commit: entry.commit,
            wake: None,
        };
        Ok((entry.seq, append))
    }
}
