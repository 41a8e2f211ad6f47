//! Pages of a room's log: in order, without gaps, each entry once.

use corridor_wire::chain::ChainHash;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{Entry, ErrorReply, Head, Page, Response};

use corridor_sealing::session::{OpenError, Opened};

use super::{Turn, wait_ms};
use crate::command::StorageError;
use crate::database::{RoomRow, StatusCode};
use crate::link::{Asked, Fetch, FetchPurpose, FetchedCommit};
use crate::output::{Change, Undone};
use crate::view::RoomId;

/// A follow that ends twice at the same entry is begun again after this long.
const ENDED_TWICE_MS: u64 = 10_000;

/// What reading an entry means for the entries after it.
#[derive(PartialEq, Eq)]
pub(super) enum Next {
    Continue,
    /// The log is left at this entry: it waits for a blob, or the room is over.
    Stop,
}

impl Turn<'_> {
    pub(super) fn page(&mut self, page: &Page) -> Result<(), StorageError> {
        if self.link.fetches.contains_key(&page.log) {
            // The log stands still; it is followed again from the cursor when the blob has come.
            return Ok(());
        }
        if !self.link.logs.get(&page.log).is_some_and(|link| link.following) {
            // Put aside, or asked for anew from the cursor on: what was on its way is sent again.
            return Ok(());
        }
        let inbox = LogId::inbox_of(&self.identity()?.device_id());
        if page.log == inbox {
            return self.inbox_page(&inbox, page);
        }
        let Some(mut room) = self.database.room(&page.log)? else { return Ok(()) };
        if room.status != StatusCode::Active {
            return Ok(());
        }
        self.link.head_is(&page.log, page.head.seq);
        for entry in page.entries.as_slice() {
            if entry.seq <= room.cursor {
                continue;
            }
            if entry.seq != room.cursor + 1 && !is_planted(Bug::GapAccepted) {
                return self.contradicted(&room.id, "the relay left out entries of the log");
            }
            if entry.version != room.version {
                return self.contradicted(&room.id, "the relay counts commits differently");
            }
            if self.entry(&mut room, entry)? == Next::Stop {
                return Ok(());
            }
        }
        let differs = page.head.seq == room.cursor && page.head.chain != room.chain;
        if differs && !is_planted(Bug::ChainNotChecked) {
            return self.contradicted(&room.id, "the relay vouches for another history");
        }
        if page.head.seq == room.cursor {
            self.is_as_read(&room.id)?;
        }
        self.take_parked_invitation(&room)
    }

    /// Applies the next entry of a room and moves the cursor past it.
    fn entry(&mut self, room: &mut RoomRow, entry: &Entry) -> Result<Next, StorageError> {
        if self.read_again(room, entry)? {
            return Ok(Next::Continue);
        }
        if let Some(flight) = self.database.flight(&room.id)?
            && flight.op_id == entry.op_id
            && flight.record.as_ref() == Some(&entry.record)
            && flight.header == entry.commit
            && !is_planted(Bug::EchoNotRecognised)
        {
            let next = self.own_entry(room, entry, &flight)?;
            return Ok(next);
        }
        let log = room.id;
        let opened =
            self.with_session(&log, |session, provider, _| session.open(provider, &log, entry))?;
        self.opened(room, entry, opened)
    }

    /// What an entry of somebody else turned out to be.
    pub(super) fn opened(
        &mut self,
        room: &mut RoomRow,
        entry: &Entry,
        opened: Result<Opened, OpenError>,
    ) -> Result<Next, StorageError> {
        match opened {
            Ok(Opened::Message { sender, account, content }) => {
                if is_planted(Bug::CursorBeforeMessage) {
                    self.passed(room, entry)?;
                    self.database.commit()?;
                    self.database.begin()?;
                    self.message(room, entry.seq, sender, &account, &content)?;
                    return Ok(Next::Continue);
                }
                self.message(room, entry.seq, sender, &account, &content)?;
                self.passed(room, entry)?;
                Ok(Next::Continue)
            }
            Ok(Opened::Commit(applied)) => {
                self.drop_flight(room)?;
                self.committed(room, entry.seq, &applied, false)?;
                self.passed(room, entry)?;
                self.remember_token(room)?;
                Ok(Next::Continue)
            }
            Ok(Opened::Removed(applied)) => {
                self.committed(room, entry.seq, &applied, false)?;
                self.passed(room, entry)?;
                if is_planted(Bug::RemovalNotShown) {
                    return Ok(Next::Stop);
                }
                let status = if room.status == StatusCode::Left {
                    StatusCode::Left
                } else {
                    StatusCode::Removed
                };
                self.end_room(room, status)?;
                self.take_parked_invitation(room)?;
                Ok(Next::Stop)
            }
            Ok(Opened::Fetch(reference)) => {
                let transfer = self.download(&reference);
                let purpose = FetchPurpose::Commit(Box::new(FetchedCommit {
                    room: room.id,
                    entry: entry.clone(),
                    reference,
                }));
                self.link.fetches.insert(room.id, Fetch { transfer, purpose });
                Ok(Next::Stop)
            }
            Err(OpenError::Invalid(_)) => {
                // docs/protocol.md, "First valid commit": everybody skips it alike.
                room.skipped += 1;
                if entry.commit.is_some() {
                    self.drop_flight(room)?;
                }
                self.passed(room, entry)?;
                if entry.commit.is_some_and(|commit| commit.revokes) {
                    // It took every token that is known, and no epoch gives the one that follows.
                    self.locked_out(room)?;
                    return Ok(Next::Stop);
                }
                Ok(Next::Continue)
            }
            Err(OpenError::Damaged(reason)) => {
                self.damaged(room, &reason.to_string())?;
                Ok(Next::Stop)
            }
            Err(OpenError::Storage(error)) => Err(super::sealing(error)),
        }
    }

    /// Moves the cursor past `entry` and keeps what proves the history up to it.
    pub(super) fn passed(&mut self, room: &mut RoomRow, entry: &Entry) -> Result<(), StorageError> {
        room.cursor = entry.seq;
        room.version += u64::from(entry.commit.is_some());
        room.chain = room.chain.extend(entry);
        room.last_activity = self.now;
        if entry.commit.is_some_and(|commit| commit.revokes)
            && let Some(link) = self.link.logs.get_mut(&room.id)
        {
            link.ending = link.asked || link.following;
        }
        self.database.put_entry(&room.id, entry.seq, &room.chain, Some(entry), self.now)?;
        self.database.put_room(room)
    }

    pub(super) fn remember_token(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let token = self.with_session(&room.id, |session, provider, _| session.token(provider))?;
        self.database.put_epoch_token(&room.id, room.version, &token)
    }

    pub(super) fn follow_room(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let link = self.link.logs.entry(room.id).or_default();
        if link.asked || link.following {
            return Ok(());
        }
        link.asked = true;
        let token = self.database.epoch_token(&room.id, room.version)?;
        self.send(
            Asked::Follow(room.id),
            Request::Follow { log: room.id, token, from_seq: room.cursor + 1 },
        );
        Ok(())
    }

    /// Follows again from the cursor, whatever was followed before.
    pub(super) fn follow_again(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        self.link.logs.remove(&room.id);
        self.follow_room(room)
    }

    pub(super) fn follow_inbox(&mut self, inbox: LogId, cursor: Seq) {
        self.link.logs.entry(inbox).or_default().asked = true;
        // 0 stands for the oldest letter that is kept: older ones were read, or have expired.
        let from_seq = if cursor == 0 { 0 } else { cursor + 1 };
        self.send(Asked::Follow(inbox), Request::Follow { log: inbox, token: None, from_seq });
    }

    /// The relay had asked to wait with this log, or had contradicted itself about it.
    pub(super) fn follow_after_pause(&mut self, log: &LogId) -> Result<(), StorageError> {
        if self.link.fetches.contains_key(log) {
            return Ok(());
        }
        match self.database.room(log)? {
            Some(room)
                if matches!(room.status, StatusCode::Active | StatusCode::Halted)
                    && room.created =>
            {
                self.follow_room(&room)
            }
            Some(_) => Ok(()),
            None => {
                if !self.link.logs.get(log).is_some_and(|link| link.following || link.asked) {
                    let cursor = self.account_row()?.inbox_cursor;
                    self.follow_inbox(*log, cursor);
                }
                Ok(())
            }
        }
    }

    pub(super) fn follow_answered(
        &mut self,
        log: &LogId,
        response: Response,
    ) -> Result<(), StorageError> {
        let link = self.link.logs.entry(*log).or_default();
        link.asked = false;
        match response {
            Response::Following { head } => {
                link.following = true;
                link.head = link.head.max(head.seq);
                self.take_up_again(log)?;
                if *log == LogId::inbox_of(&self.identity()?.device_id()) {
                    return self.inbox_followed(log, &head);
                }
                if let Some(room) = self.database.room(log)?
                    && head.seq > room.cursor
                    && self.was_restored_since(log)?
                {
                    // What comes next may go on from another history.
                    self.link.logs.remove(log);
                    return self.look_back(&room);
                }
                self.check_head(log, &head)
            }
            Response::Error(error) => self.follow_refused(log, &error),
            _ => Ok(()),
        }
    }

    /// A halted room whose log can be followed was not lost.
    fn take_up_again(&mut self, log: &RoomId) -> Result<(), StorageError> {
        if let Some(mut room) = self.database.room(log)?
            && room.status == StatusCode::Halted
        {
            room.status = StatusCode::Active;
            room.detail.clear();
            self.database.put_room(&room)?;
            self.change(Change::Room(room.id));
        }
        Ok(())
    }

    /// Compares the relay's end of the log with our own history, where we have been there.
    fn check_head(&mut self, log: &RoomId, head: &Head) -> Result<(), StorageError> {
        let Some(room) = self.database.room(log)? else { return Ok(()) };
        let known = if head.seq == 0 {
            Some(ChainHash::empty(log))
        } else {
            self.database.chain_at(log, head.seq)?
        };
        match known {
            Some(_) if is_planted(Bug::ChainNotChecked) => Ok(()),
            Some(chain) if chain != head.chain && head.seq <= room.cursor => {
                self.contradicted(log, "the relay vouches for another history")
            }
            Some(_) => self.is_as_read(log),
            None => Ok(()),
        }
    }

    fn follow_refused(&mut self, log: &LogId, error: &ErrorReply) -> Result<(), StorageError> {
        let inbox = LogId::inbox_of(&self.identity()?.device_id());
        if *log == inbox {
            return self.inbox_refused(&inbox, error);
        }
        let Some(mut room) = self.database.room(log)? else { return Ok(()) };
        if !matches!(room.status, StatusCode::Active | StatusCode::Halted) {
            return Ok(());
        }
        match error.code {
            ErrorCode::CursorExpired => self.damaged(&mut room, "it was away too long"),
            ErrorCode::CursorAhead | ErrorCode::TokenUnknown | ErrorCode::LogUnknown => {
                self.relay_forgot(&room, error.code)
            }
            // Others went on from less than was read here, and have removed somebody since.
            ErrorCode::TokenRevoked if self.was_restored_since(&room.id)? => self.look_back(&room),
            ErrorCode::TokenRevoked => self.locked_out(&mut room),
            ErrorCode::LogDeleted if self.is_alone_in(&room)? => {
                // Left on another device of this account, which was the last one to know of it.
                self.end_room(&mut room, StatusCode::Left)
            }
            ErrorCode::LogDeleted => {
                self.halt(&mut room, "the relay says that its founder deleted the log")
            }
            _ => {
                let wait = wait_ms(error, 5_000);
                self.link.paused.insert(*log, self.now + wait);
                Ok(())
            }
        }
    }

    /// Nobody but this account is in the room.
    fn is_alone_in(&mut self, room: &RoomRow) -> Result<bool, StorageError> {
        let own = self.own_account()?;
        Ok(self.database.devices(&room.id)?.iter().all(|device| device.account == own))
    }

    /// The relay stopped pushing. When a commit removed somebody this happens to everybody once: the
    /// token of the new epoch follows on.
    pub(super) fn follow_ended(
        &mut self,
        log: &LogId,
        error: &ErrorReply,
    ) -> Result<(), StorageError> {
        if self.link.logs.get(log).is_some_and(|link| link.asked) {
            // It ended before, and this device has asked again already.
            return Ok(());
        }
        self.link.logs.remove(log);
        if self.link.fetches.contains_key(log) {
            return Ok(());
        }
        let Some(room) = self.database.room(log)? else { return Ok(()) };
        if room.status != StatusCode::Active {
            return Ok(());
        }
        match error.code {
            ErrorCode::TokenRevoked
                if self.link.ended.insert(*log, room.cursor) == Some(room.cursor) =>
            {
                // Nothing new in between: the relay is not asked in a circle.
                self.link.paused.insert(*log, self.now + ENDED_TWICE_MS);
                Ok(())
            }
            ErrorCode::TokenRevoked => self.follow_room(&room),
            _ => self.follow_refused(log, error),
        }
    }

    pub(super) fn log_created(
        &mut self,
        room: &RoomId,
        response: Response,
    ) -> Result<(), StorageError> {
        let Some(mut row) = self.database.room(room)? else { return Ok(()) };
        self.link.flying.remove(room);
        match response {
            Response::Done {} => {
                row.created = true;
                self.database.put_room(&row)?;
                // Perhaps it was left before the relay had answered.
                if row.status == StatusCode::Active { self.follow_room(&row) } else { Ok(()) }
            }
            Response::Error(error) => {
                let wait = wait_ms(&error, 30_000);
                self.link.paused.insert(*room, self.now + wait);
                self.change(Change::Refused {
                    room: Some(*room),
                    what: Undone::FoundRoom { title: row.state.title.clone() },
                    why: error.code.name().to_owned(),
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The room is over for this device: the timeline stays, the keys go.
    pub(super) fn end_room(
        &mut self,
        room: &mut RoomRow,
        status: StatusCode,
    ) -> Result<(), StorageError> {
        room.status = status;
        self.database.put_room(room)?;
        let (queued, held) = self.database.count_texts(&room.id)?;
        let queued = queued
            + self.database.count_files_to_send(&room.id)?
            + self.database.count_not_queued(&room.id)?;
        if queued + held > 0 {
            self.change(Change::Refused {
                room: Some(room.id),
                what: Undone::SendQueued { count: queued + held },
                why: "you are no longer in the room".to_owned(),
            });
        }
        self.database.forget_room_secrets(&room.id)?;
        self.forget_strangers()?;
        self.forget_session(&room.id)?;
        if self.link.logs.remove(&room.id).is_some() && self.link.is_ready() {
            self.send(Asked::TrimInbox, Request::Unfollow { log: room.id });
        }
        self.link.flying.remove(&room.id);
        self.link.claims.remove(&room.id);
        self.change(Change::Room(room.id));
        Ok(())
    }
}
