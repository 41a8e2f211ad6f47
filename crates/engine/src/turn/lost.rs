//! Records of a history that a restored relay has lost and that others have written over. While no
//! commit stands between, they go back into the log as they are, behind what was written: the relay
//! takes each operation once, whoever brings it. Behind a commit nobody can, so each device seals its
//! own texts anew, and keeps showing those of others until their authors have done so.

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{OpId, Seq};
use corridor_wire::relay_frame::{Entry, Response};

use super::{Turn, wait_ms};
use crate::command::StorageError;
use crate::database::{Intent, RoomRow};
use crate::link::Asked;
use crate::output::Change;
use crate::view::RoomId;

const OTHER_HISTORY: &str =
    "the relay was restored, and others wrote on before it had everything again";

impl Turn<'_> {
    /// The relay's log is another one behind the entry `common`; `None` when nothing is in common.
    pub(super) fn follow_other_history(
        &mut self,
        room: &RoomRow,
        common: Option<Seq>,
    ) -> Result<(), StorageError> {
        let Some(mut room) = self.database.room(&room.id)? else { return Ok(()) };
        let id = room.id;
        let start = common.unwrap_or(0);
        let version = self.version_at(&room, start + 1)?;
        let chain = if start == 0 {
            Some(ChainHash::empty(&id))
        } else {
            self.database.chain_at(&id, start)?
        };
        // What is under way may have been put back by others: it is known by its operation.
        self.link.flying.remove(&id);
        self.database.lose_entries(&id, start)?;
        room.read_seq = room.read_seq.min(start);
        room.contradiction = Some(OTHER_HISTORY.to_owned());
        // What was committed in the lost history cannot be undone here.
        let goes_on = version == room.version && common.is_some();
        (room.cursor, room.version) = (start, version);
        room.chain = chain.unwrap_or(ChainHash::empty(&id));
        self.database.put_room(&room)?;
        self.is_as_read(&id)?;
        self.change(Change::Contradiction { room: id, what: OTHER_HISTORY.to_owned() });
        self.change(Change::Timeline(id));
        if goes_on {
            return self.follow_again(&room);
        }
        self.seal_lost_anew(&room)?;
        self.damaged(&mut room, OTHER_HISTORY)
    }

    /// Answers whether the entry is one that this device had read in the lost history.
    pub(super) fn read_again(
        &mut self,
        room: &mut RoomRow,
        entry: &Entry,
    ) -> Result<bool, StorageError> {
        let Some(lost) = self.database.lost(&room.id, &entry.op_id)? else { return Ok(false) };
        if lost.entry.record != entry.record || entry.commit.is_some() {
            return Ok(false);
        }
        if let Some(item) = lost.item {
            self.database.place_again(item, entry.seq)?;
            self.work_out_target(item)?;
            self.change(Change::Timeline(room.id));
        }
        self.database.forget_lost(&room.id, &entry.op_id)?;
        self.passed(room, entry)?;
        Ok(true)
    }

    /// Answers whether something lost is on its way back: nothing else goes out before it.
    pub(super) fn put_back_lost(&mut self, room: &RoomRow) -> Result<bool, StorageError> {
        let Some(lost) = self.database.first_lost(&room.id)? else { return Ok(false) };
        if lost.entry.version != room.version {
            self.seal_lost_anew(room)?;
            return Ok(false);
        }
        if self.link.flying.insert(room.id) {
            let op_id = lost.entry.op_id;
            let (_, append) = self.append_of(room, lost.entry)?;
            self.send(Asked::PutBack { room: room.id, op_id }, Request::Append(append));
        }
        Ok(true)
    }

    pub(super) fn put_back(
        &mut self,
        id: &RoomId,
        op_id: &OpId,
        response: Response,
    ) -> Result<(), StorageError> {
        self.link.flying.remove(id);
        let Some(room) = self.database.room(id)? else { return Ok(()) };
        match response {
            Response::Appended { seq } if seq > room.cursor => {
                // It is read there, and only then no longer lost.
                self.link.head_is(id, seq);
                Ok(())
            }
            // Read already, or never to be read: what is shown of it stays where it is.
            Response::Appended { .. } => self.database.forget_lost(id, op_id),
            Response::Conflict { head } if head.seq > room.cursor => {
                self.link.head_is(id, head.seq);
                Ok(())
            }
            Response::Error(error) if error.code != ErrorCode::OpIdReused => {
                let wait = wait_ms(&error, 5_000);
                self.link.paused.insert(*id, self.now + wait);
                self.follow_again(&room)
            }
            _ => self.seal_lost_anew(&room),
        }
    }

    /// Nothing of the lost history can go back as it was.
    fn seal_lost_anew(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let under_way = self.database.flight(&room.id)?.map(|flight| flight.intent);
        let later: Vec<_> = self
            .database
            .intents(&room.id)?
            .into_iter()
            .filter(|row| row.item.is_some() && Some(row.id) != under_way)
            .collect();
        for item in self.database.take_back_own(&room.id)? {
            let mark = room.acknowledged;
            self.database.add_intent(&room.id, &Intent::Text {}, 0, mark, Some(item))?;
        }
        // What was written after them stays after them.
        for row in later {
            self.database.delete_intent(row.id)?;
            let again = self.database.add_intent(&room.id, &row.intent, 0, row.mark, row.item)?;
            self.database.set_intent_state(again, row.state)?;
        }
        self.change(Change::Delivery(room.id));
        Ok(())
    }
}
