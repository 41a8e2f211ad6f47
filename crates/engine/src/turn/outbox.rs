//! Intents become flights, one at a time in each room; flights become entries.

use corridor_sealing::record::Position;
use corridor_wire::client_frame::{Append, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, OpId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, Response};

use super::log::Next;
use super::{Turn, sealing, wait_ms};
use crate::command::StorageError;
use crate::database::{FlightRow, Intent, IntentRow, IntentState, RoomRow, StatusCode, Written};
use crate::link::Asked;
use crate::output::{Change, Undone};
use crate::view::{Delivery, ItemKind, RoomId};

/// How turning an intent into a flight went.
pub(super) enum Prepared {
    /// It is on its way, or waits for key packages or uploads: the room's turn is taken.
    UnderWay,
    /// It is out of the way: done already, impossible, or held.
    Settled,
}

/// How far this device's clock and the relay's may be apart, in days.
const CLOCK_DAYS: u64 = 2;

impl Turn<'_> {
    /// Does everything that can be done now.
    pub(crate) fn advance(&mut self) -> Result<(), StorageError> {
        if !self.link.is_ready() {
            return Ok(());
        }
        self.forget_typing();
        let now = self.now;
        let ready: Vec<_> =
            self.link.paused.iter().filter(|(_, at)| **at <= now).map(|(room, _)| *room).collect();
        for log in ready {
            self.link.paused.remove(&log);
            self.follow_after_pause(&log)?;
        }
        self.send_due()?;
        self.publish_due()?;
        self.report_receipts()?;
        self.send_knocks()?;
        self.send_letters()?;
        self.delete_ended_logs()?;
        self.advance_files()?;
        for room in self.database.busy_rooms()? {
            self.advance_room(&room)?;
        }
        let settled = self.pending()?.is_settled();
        if settled && !self.link.was_settled {
            self.change(Change::Settled);
        }
        self.link.was_settled = settled;
        Ok(())
    }

    fn advance_room(&mut self, id: &RoomId) -> Result<(), StorageError> {
        let Some(room) = self.database.room(id)? else { return Ok(()) };
        if room.status != StatusCode::Active || self.link.paused.contains_key(id) {
            return Ok(());
        }
        if !room.created {
            return self.create_log(&room);
        }
        if !self.link.is_caught_up(id, room.cursor) {
            // An inbox and a room that was just joined are followed from here too.
            if !self.link.fetches.contains_key(id) {
                self.follow_room(&room)?;
            }
            return Ok(());
        }
        if self.put_back_lost(&room)? {
            return Ok(());
        }
        if let Some(flight) = self.database.flight(id)? {
            let is_past = flight.version != room.version || self.is_stale(id, &flight);
            if is_past && flight.header.is_some() {
                let mut room = room;
                self.drop_flight(&mut room)?;
                return self.advance_room(id);
            }
            return self.send_flight(&room, &flight);
        }
        if self.link.claims.contains_key(id) {
            return Ok(());
        }
        // Those who closed the gate may have gone again: what is held goes first, in its order.
        self.release_held(&room)?;
        while let Some(intent) = self.database.next_intent(id, self.now)? {
            match self.prepare(&room, &intent)? {
                Prepared::UnderWay => return Ok(()),
                Prepared::Settled => {}
            }
        }
        Ok(())
    }

    fn create_log(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        if !self.link.flying.insert(room.id) {
            return Ok(());
        }
        let token = self.database.epoch_token(&room.id, 0)?;
        let (Some(token), Some(delete_token)) = (token, room.delete_token.as_ref()) else {
            return Err(StorageError::Corrupt("a room without tokens".to_owned()));
        };
        self.send(
            Asked::CreateLog(room.id),
            Request::CreateLog {
                log: room.id,
                token_hash: token.hash(),
                delete_hash: delete_token.hash(),
            },
        );
        Ok(())
    }

    fn prepare(&mut self, room: &RoomRow, row: &IntentRow) -> Result<Prepared, StorageError> {
        match &row.intent {
            Intent::Text {} => self.prepare_text(room, row),
            Intent::Receipts { message_ids, status } => {
                self.prepare_receipts(room, row, message_ids, *status)
            }
            Intent::Profile {} => self.prepare_profile(room, row),
            Intent::Affiliation {} => self.prepare_affiliation(room, row),
            Intent::Waking {} => self.prepare_waking(room, row),
            _ => self.prepare_change(room, row),
        }
    }

    /// Once, however often it changes before it goes out: what is sent is worked out then. One that is held is
    /// looked at again.
    pub(super) fn intend_once(
        &mut self,
        room: &RoomId,
        intent: &Intent,
    ) -> Result<(), StorageError> {
        let under_way = self.database.flight(room)?.map(|flight| flight.intent);
        for row in self.database.intents(room)? {
            if row.intent == *intent && Some(row.id) != under_way {
                return self.database.set_intent_state(row.id, IntentState::Waiting);
            }
        }
        self.database.add_intent(room, intent, self.now, 0, None)?;
        Ok(())
    }

    /// Lets held messages go when nobody is in the room whom their writer has not seen.
    pub(super) fn release_held(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let (_, held) = self.database.count_intents(Some(&room.id), self.now)?;
        if held == 0 || !self.database.joined_since(&room.id, room.acknowledged)?.is_empty() {
            return Ok(());
        }
        for row in self.database.intents(&room.id)? {
            if row.state == IntentState::Held {
                self.database.set_intent_state(row.id, IntentState::Waiting)?;
                if let Some(item) = row.item {
                    self.database.set_delivery(item, Delivery::Queued)?;
                }
            }
        }
        self.change(Change::Delivery(room.id));
        Ok(())
    }

    pub(super) fn launch(
        &mut self,
        room: &RoomRow,
        intent: i64,
        content: &[u8],
    ) -> Result<Prepared, StorageError> {
        let op_id = self.new_op_id();
        let position = Position { log: room.id, version: room.version, op_id };
        let record = self
            .with_session(&room.id, |session, provider, identity| {
                session.seal_message(provider, identity, &position, content)
            })?
            .map_err(sealing)?;
        let flight = FlightRow {
            intent,
            op_id,
            version: room.version,
            record: Some(record),
            header: None,
            message: None,
            welcome: None,
            recipients: Vec::new(),
            appended: false,
            made_at: self.now,
        };
        self.database.put_flight(&room.id, &flight)?;
        self.send_flight(room, &flight)?;
        Ok(Prepared::UnderWay)
    }

    pub(super) fn send_flight(
        &mut self,
        room: &RoomRow,
        flight: &FlightRow,
    ) -> Result<(), StorageError> {
        let Some(record) = &flight.record else { return self.send_uploads(&room.id) };
        if !self.link.flying.insert(room.id) {
            return Ok(());
        }
        let append = Append {
            log: room.id,
            op_id: flight.op_id,
            token: self.database.epoch_token(&room.id, flight.version)?,
            expect_version: flight.version,
            record: record.clone(),
            commit: flight.header,
            wake: self.whom_to_wake(&room.id, flight)?,
        };
        let asked = Asked::Append { room: room.id, op_id: flight.op_id };
        self.send(asked, Request::Append(append));
        Ok(())
    }

    pub(super) fn append_answered(
        &mut self,
        id: &RoomId,
        op_id: &OpId,
        response: Response,
    ) -> Result<(), StorageError> {
        let (Some(mut room), Some(mut flight)) =
            (self.database.room(id)?, self.database.flight(id)?)
        else {
            return Ok(());
        };
        if flight.op_id != *op_id {
            // The log was faster than the answer: another flight is under way by now.
            return Ok(());
        }
        // Sealed before this device was let in again: its epoch is over, whatever became of it.
        let is_old = flight.version < room.version;
        match response {
            Response::Appended { seq } if is_old => self.was_appended(&room, &flight, seq),
            Response::Conflict { .. } if is_old => self.was_not_appended(&mut room, &flight),
            Response::Error(error)
                if is_old
                    && matches!(error.code, ErrorCode::TokenUnknown | ErrorCode::TokenRevoked) =>
            {
                self.was_not_appended(&mut room, &flight)
            }
            Response::Appended { seq } => {
                // The entry itself comes through the log, and is applied there.
                self.link.head_is(id, seq);
                flight.appended = true;
                self.database.put_flight(id, &flight)?;
                if let Some(item) = self.database.intent(flight.intent)?.and_then(|row| row.item) {
                    self.database.set_delivery(item, Delivery::Sent)?;
                    self.change(Change::Delivery(*id));
                }
                Ok(())
            }
            Response::Conflict { head } => {
                self.link.head_is(id, head.seq);
                // An honest conflict names an entry that this device has not read.
                let stuck = head.seq <= room.cursor;
                self.drop_flight(&mut room)?;
                if is_planted(Bug::IntentDroppedOnConflict) {
                    self.database.delete_intent(flight.intent)?;
                }
                if stuck {
                    return self.contradicted(id, "the relay refuses the version it names");
                }
                Ok(())
            }
            Response::Error(error) => match error.code {
                ErrorCode::OpIdReused => {
                    self.link.paused.insert(*id, self.now + 5_000);
                    self.drop_flight(&mut room)
                }
                ErrorCode::RecordTooLarge => {
                    let intent = flight.intent;
                    self.drop_flight(&mut room)?;
                    self.refuse(&room, intent, "it is too large for the relay")
                }
                ErrorCode::VersionAhead | ErrorCode::LogUnknown => {
                    self.link.flying.remove(id);
                    self.follow_again(&room)
                }
                // The log tells what happened; until it has, there is nothing to append with.
                ErrorCode::TokenUnknown | ErrorCode::TokenRevoked | ErrorCode::LogDeleted => {
                    self.link.flying.remove(id);
                    self.link.paused.insert(*id, self.now + 5_000);
                    self.follow_again(&room)
                }
                _ => {
                    self.link.flying.remove(id);
                    let wait = wait_ms(&error, 1_000);
                    self.link.paused.insert(*id, self.now + wait);
                    Ok(())
                }
            },
            _ => Ok(()),
        }
    }

    /// A message that this device sent, and whose entry it missed while it could not follow.
    fn was_appended(
        &mut self,
        room: &RoomRow,
        flight: &FlightRow,
        seq: Seq,
    ) -> Result<(), StorageError> {
        let row = self.database.intent(flight.intent)?;
        if row.as_ref().is_some_and(|row| row.item.is_some()) {
            self.change(Change::Delivery(room.id));
        }
        self.landed(room, row, seq)
    }

    /// A message stands in the log at `seq`: what asked for it is done.
    fn landed(
        &mut self,
        room: &RoomRow,
        row: Option<IntentRow>,
        seq: Seq,
    ) -> Result<(), StorageError> {
        if let Some(row) = row {
            if let Some(item) = row.item {
                self.database.place_item(item, seq)?;
                self.was_sent(&room.id, item)?;
                self.note_announced(&room.id, item)?;
                let target = self.database.target_of(item)?;
                self.judge_own_act(room, item)?;
                if let Some((room, target)) = target {
                    self.work_out(&room, &target)?;
                }
                self.change(Change::Timeline(room.id));
            }
            self.database.delete_intent(row.id)?;
        }
        self.link.flying.remove(&room.id);
        self.database.delete_flight(&room.id)
    }

    /// The relay does not know such a message. It is sealed again, unless the relay has had the time to
    /// forget it: then nobody can tell, and the person decides whether to write it once more.
    fn was_not_appended(
        &mut self,
        room: &mut RoomRow,
        flight: &FlightRow,
    ) -> Result<(), StorageError> {
        self.drop_flight(room)?;
        let row = self.database.intent(flight.intent)?;
        let Some(item) = row.and_then(|row| row.item) else { return Ok(()) };
        let Some(written) = self.database.written(item)? else { return Ok(()) };
        let days = u64::from(self.link.retention_days).saturating_sub(CLOCK_DAYS);
        if self.now.saturating_sub(written.sent_at) < days * 24 * 60 * 60 * 1000 {
            return Ok(());
        }
        let what = match self.database.file(item)? {
            Some(file) => Undone::SendFile { name: file.name },
            None => undone(written),
        };
        self.database.delete_intent(flight.intent)?;
        let target = self.database.target_of(item)?;
        self.database.delete_item(item)?;
        if let Some((room, target)) = target {
            self.work_out(&room, &target)?;
        }
        self.change(Change::Delivery(room.id));
        self.change(Change::Refused {
            room: Some(room.id),
            what,
            why: "this device was away for so long that nobody can tell whether it was sent"
                .to_owned(),
        });
        Ok(())
    }

    /// This device's own record has come back as the next entry of the log.
    pub(super) fn own_entry(
        &mut self,
        room: &mut RoomRow,
        entry: &Entry,
        flight: &FlightRow,
    ) -> Result<Next, StorageError> {
        let row = self.database.intent(flight.intent)?;
        if flight.header.is_some() {
            let next = self.own_commit(room, entry, flight, row.as_ref())?;
            self.database.delete_intent(row.map_or(0, |row| row.id))?;
            return Ok(next);
        }
        self.landed(room, row, entry.seq)?;
        self.passed(room, entry)?;
        Ok(Next::Continue)
    }

    /// The room stands still. What was never sent is built anew when it goes on; what was may be in the
    /// log already, so it stays what it is.
    pub(super) fn put_flight_aside(&mut self, room: &mut RoomRow) -> Result<(), StorageError> {
        self.link.flying.remove(&room.id);
        match self.database.flight(&room.id)? {
            Some(flight) if flight.record.is_none() => self.drop_flight(room),
            _ => Ok(()),
        }
    }

    /// The race is lost, or the record is stale: the intent waits for its next turn.
    pub(super) fn drop_flight(&mut self, room: &mut RoomRow) -> Result<(), StorageError> {
        self.link.flying.remove(&room.id);
        let Some(flight) = self.database.flight(&room.id)? else { return Ok(()) };
        if flight.header.is_some() {
            self.with_session(&room.id, |session, provider, _| {
                if session.has_pending_commit() { session.discard_commit(provider) } else { Ok(()) }
            })?
            .map_err(sealing)?;
        }
        self.database.delete_flight(&room.id)
    }

    /// What was asked for can't be done; the person is told.
    pub(super) fn refuse(
        &mut self,
        room: &RoomRow,
        intent: i64,
        why: &str,
    ) -> Result<(), StorageError> {
        if let Some(row) = self.database.intent(intent)? {
            self.change(Change::Refused {
                room: Some(room.id),
                what: super::commit::undone(&row.intent),
                why: why.to_owned(),
            });
            self.database.delete_intent(intent)?;
        }
        Ok(())
    }

    fn send_letters(&mut self) -> Result<(), StorageError> {
        let now = self.now;
        self.link.letters_paused.retain(|_, until| *until > now);
        for letter in self.database.letters()? {
            let is_paused = self.link.letters_paused.contains_key(&letter.inbox);
            if is_paused || !self.link.letters.insert(letter.id) {
                continue;
            }
            let append = Append {
                log: letter.inbox,
                op_id: letter.op_id,
                token: None,
                expect_version: 0,
                record: letter.record,
                commit: None,
                wake: None,
            };
            if is_planted(Bug::LetterForgottenWhenSent) {
                self.database.delete_letter(letter.id)?;
            }
            let asked = Asked::Letter { letter: letter.id, inbox: letter.inbox };
            self.send(asked, Request::Append(append));
        }
        Ok(())
    }

    pub(super) fn letter_answered(
        &mut self,
        letter: i64,
        inbox: LogId,
        response: Response,
    ) -> Result<(), StorageError> {
        self.link.letters.remove(&letter);
        match response {
            Response::Error(error)
                if error.retry_after_ms.is_some() || (500..700).contains(&error.code.number()) =>
            {
                self.link.letters_paused.insert(inbox, self.now + wait_ms(&error, 5_000));
                Ok(())
            }
            // It is in the inbox; or the device is gone and nobody will read it.
            _ => self.database.delete_letter(letter),
        }
    }
}

/// What its person hears of an item that was not sent.
pub(super) fn undone(written: Written) -> Undone {
    match written.kind {
        // Its phrase is for a screen to name.
        ItemKind::Nudge if written.text.is_empty() => Undone::SendText { text: None },
        kind if kind.is_said() => Undone::SendText { text: Some(written.text) },
        ItemKind::Edit => Undone::Edit { text: written.text },
        _ => Undone::Act,
    }
}
