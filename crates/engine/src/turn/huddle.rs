//! Huddles: rooms that end by themselves, and of which nothing stays on this device then.
//!
//! ```text
//! formed --> its end comes, by this device's clock ------------> erased
//!   |   \--> an admin ends it: the end is 0 -------------------> erased
//!   |   \--> all who stay would keep it: the field goes --> a room like any other
//!   \--> left, or removed from --> its end comes --------------> erased
//! ```

use corridor_sealing::room_state::{Huddle, Role, RoomState};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, LogId};
use corridor_wire::relay_frame::Response;

use super::Turn;
use crate::command::{Answer, CommandError, HUDDLE_MINUTES, StorageError};
use crate::database::{DeviceRow, Intent, RoomRow, StatusCode};
use crate::link::{Asked, FetchPurpose};
use crate::output::{Change, Output, Undone, UnixMillis};
use crate::view::RoomId;

/// How long a device whose person would keep a huddle waits to read whether all would, where it was away at
/// the end; and how long its log stays at the relay, so that whoever was away reads that it is over.
pub(crate) const PATIENCE_MS: u64 = 24 * 60 * 60 * 1000;

const MINUTE_MS: u64 = 60 * 1000;

/// Between two times that a relay is asked to delete a log.
const ASK_AGAIN_MS: u64 = 10 * MINUTE_MS;

/// When a room is over; `None` for one that does not end.
pub(crate) fn end_of(state: &RoomState) -> Option<UnixMillis> {
    state.huddle().map(|huddle| huddle.ends_at.saturating_mul(1000))
}

/// What a huddle becomes where all who stay in it would keep it.
pub(super) fn keep_where_all_would(state: &mut RoomState, staying: &[&AccountId]) {
    let Some(huddle) = state.huddle() else { return };
    let mut staying =
        staying.iter().filter(|account| !state.leaving.contains(**account)).peekable();
    let is_kept =
        staying.peek().is_some() && staying.all(|account| huddle.keepers.contains(*account));
    if is_kept {
        state.set_huddle(None);
    }
}

impl Turn<'_> {
    pub(super) fn form_huddle(
        &mut self,
        title: &str,
        with: &[AccountId],
        ends_at: UnixMillis,
    ) -> Result<Answer, CommandError> {
        let (least, most) = (*HUDDLE_MINUTES.start(), *HUDDLE_MINUTES.end());
        let refused = CommandError::HuddleTerms { least, most };
        let minutes = ends_at.saturating_sub(self.now).div_ceil(MINUTE_MS);
        if !HUDDLE_MINUTES.contains(&minutes) {
            return Err(refused);
        }
        let huddle = Huddle::until(ends_at.div_ceil(1000)).map_err(|_| refused)?;
        self.create_room(title, None, with, |state| state.set_huddle(Some(&huddle)))
    }

    fn huddle_of(&mut self, room: &RoomId) -> Result<(RoomRow, Huddle), CommandError> {
        let row = self.usable_room(room)?;
        let huddle = row.state.huddle().ok_or(CommandError::NoHuddle)?;
        Ok((row, huddle))
    }

    pub(super) fn end_huddle(&mut self, room: &RoomId) -> Result<Answer, CommandError> {
        let (row, _) = self.huddle_of(room)?;
        self.need_role(&row, Role::Admin, "end the huddle")?;
        if row.created {
            return self.intend(room, &Intent::EndHuddle {});
        }
        // Nobody else has heard of it.
        self.erase(&row)?;
        Ok(Answer::Done)
    }

    pub(super) fn keep_huddle(
        &mut self,
        room: &RoomId,
        is_on: bool,
    ) -> Result<Answer, CommandError> {
        self.huddle_of(room)?;
        self.intend(room, &Intent::KeepHuddle { is_on })
    }

    /// What a commit makes of the state for an intent about a huddle. One that is none any more is left alone.
    pub(super) fn change_huddle(
        &mut self,
        state: &mut RoomState,
        intent: &Intent,
    ) -> Result<(), StorageError> {
        let Some(mut huddle) = state.huddle() else { return Ok(()) };
        match intent {
            Intent::EndHuddle {} => huddle.ends_at = 0,
            Intent::KeepHuddle { is_on: true } => drop(huddle.keepers.insert(self.own_account()?)),
            Intent::KeepHuddle { is_on: false } => {
                huddle.keepers.remove(&self.own_account()?);
            }
            _ => {}
        }
        state.set_huddle(Some(&huddle));
        Ok(())
    }

    /// Whether a room that this device is let into is over already.
    pub(super) fn is_over(&self, state: &RoomState) -> bool {
        end_of(state).is_some_and(|end| end <= self.now)
    }

    /// Nothing stays of a huddle whose end has come, with a connection or without.
    pub(super) fn erase_ended(&mut self) -> Result<(), StorageError> {
        for id in self.database.ended_rooms(self.now)? {
            if let Some(room) = self.database.room(&id)?
                && !self.may_yet_be_kept(&room)?
            {
                self.erase(&room)?;
            }
        }
        Ok(())
    }

    /// Who would keep it may learn that all would, having been away at the end.
    fn may_yet_be_kept(&mut self, room: &RoomRow) -> Result<bool, StorageError> {
        let Some(huddle) = room.state.huddle() else { return Ok(true) };
        let is_late = huddle.ends_at.saturating_mul(1000).saturating_add(PATIENCE_MS) <= self.now;
        let is_read = self.link.is_caught_up(&room.id, room.cursor);
        if room.status != StatusCode::Active || is_late || is_read {
            return Ok(false);
        }
        Ok(huddle.keepers.contains(&self.own_account()?))
    }

    fn erase(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        self.erase_content(room)?;
        if let Some(token) = room.delete_token.as_ref().filter(|_| room.created)
            && self.may_delete_log(room)?
        {
            self.database.delete_log_later(&room.id, token, self.now + PATIENCE_MS)?;
        }
        self.forget_session(&room.id)
    }

    /// Whoever has left it, or would keep it, does not know whether the others went on.
    fn may_delete_log(&mut self, room: &RoomRow) -> Result<bool, StorageError> {
        let Some(huddle) = room.state.huddle() else { return Ok(true) };
        let is_ended = huddle.ends_at == 0;
        let may_go_on = !is_ended && huddle.keepers.contains(&self.own_account()?);
        Ok(room.status == StatusCode::Active && !may_go_on)
    }

    /// All that this device has of it but the keys of its session.
    pub(super) fn erase_content(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let (queued, held) = self.database.count_texts(&room.id)?;
        let count = queued + held + self.database.count_not_queued(&room.id)?;
        if count > 0 {
            let (what, why) = (Undone::SendQueued { count }, "the huddle is over".to_owned());
            self.change(Change::Refused { room: Some(room.id), what, why });
        }
        for item in self.database.files_in(&room.id)? {
            if let Some(file) = self.database.file(item)? {
                self.take_back(file);
            }
        }
        // What people answered each other alone goes with the question.
        for item in self.database.answers_to_questions_in(&room.id)? {
            self.forget(item, "the huddle is over")?;
        }
        self.let_go(&room.id)?;
        self.database.erase_room(&room.id)?;
        self.forget_strangers()?;
        self.change(Change::Room(room.id));
        Ok(())
    }

    /// Nothing of the room is under way on this connection any more.
    fn let_go(&mut self, room: &RoomId) -> Result<(), StorageError> {
        for upload in self.database.uploads(room)? {
            let theirs = |_: &_, on_its_way: &mut (i64, _)| on_its_way.0 == upload.id;
            let running: Vec<_> = self.link.uploading.extract_if(.., theirs).collect();
            for (transfer, _) in running {
                self.staged.push(Output::Cancel { transfer });
            }
        }
        if let Some(fetch) = self.link.fetches.remove(room)
            && matches!(fetch.purpose, FetchPurpose::Commit(_))
        {
            self.staged.push(Output::Cancel { transfer: fetch.transfer });
        }
        if self.link.logs.remove(room).is_some() && self.link.is_ready() {
            self.send(Asked::TrimInbox, Request::Unfollow { log: *room });
        }
        self.link.flying.remove(room);
        self.link.claims.remove(room);
        self.link.paused.remove(room);
        self.link.ended.remove(room);
        self.link.restoring.remove(room);
        self.link.as_read.remove(room);
        self.typing_ends_in(room);
        Ok(())
    }

    /// Those who were away have had the time to read how it ended.
    pub(super) fn delete_ended_logs(&mut self) -> Result<(), StorageError> {
        for (log, delete_token) in self.database.logs_to_delete(self.now)? {
            let asked = Asked::DeleteEnded(log);
            if !self.link.asked.values().any(|waiting| *waiting == asked) {
                self.send(asked, Request::DeleteLog { log, delete_token });
            }
        }
        Ok(())
    }

    /// Deleted, or nobody's to delete any more; otherwise it is asked again.
    pub(super) fn ended_log_answered(
        &mut self,
        log: &LogId,
        response: &Response,
    ) -> Result<(), StorageError> {
        match response {
            Response::Error(error) if !is_for_good(error.code) => {
                let pause = error.retry_after_ms.unwrap_or(0).clamp(ASK_AGAIN_MS, PATIENCE_MS);
                self.database.delete_log_at(log, self.now.saturating_add(pause))
            }
            _ => self.database.log_is_deleted(log),
        }
    }
}

/// Whether a relay that was asked to delete a log will never do anything else.
fn is_for_good(code: ErrorCode) -> bool {
    use ErrorCode::{InboxRules, LogDeleted, LogUnknown, TokenRevoked, TokenUnknown};
    matches!(code, LogUnknown | LogDeleted | TokenUnknown | TokenRevoked | InboxRules)
}

/// Those of whom no device is taken out.
pub(super) fn staying<'d>(
    devices: &'d [DeviceRow],
    removed: &[corridor_wire::id::DeviceId],
) -> Vec<&'d AccountId> {
    devices.iter().filter(|row| !removed.contains(&row.device)).map(|row| &row.account).collect()
}
