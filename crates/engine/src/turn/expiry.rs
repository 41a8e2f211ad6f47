//! Messages that disappear. Their author says when, by their own clock; the room's period at their place in
//! the log bounds it from the moment a device has them, so that no clock keeps anything longer.

use corridor_content::{Body, Expiration, Message};
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};

use super::Turn;
use super::outbox::undone;
use crate::command::StorageError;
use crate::database::RoomRow;
use crate::output::{Change, Undone, UnixMillis};
use crate::view::{ItemKind, LocalId, RoomId};

/// Whole seconds, as the message says it.
fn later(since: UnixMillis, seconds: u32) -> UnixMillis {
    (since / 1000).saturating_add(u64::from(seconds)).saturating_mul(1000)
}

fn earlier(one: Option<UnixMillis>, other: Option<UnixMillis>) -> Option<UnixMillis> {
    one.into_iter().chain(other).min()
}

/// What of an item's kind the room's expiry and its rule on writing are about.
pub(super) fn is_said(kind: ItemKind) -> bool {
    kind.is_said() || matches!(kind, ItemKind::Edit | ItemKind::Mark)
}

/// The same of what came, where what this version does not know may be anything.
pub(super) fn says_something(body: &Body) -> bool {
    match body {
        Body::Text(_)
        | Body::Markdown(_)
        | Body::File(_)
        | Body::Poll(_)
        | Body::Contact(_)
        | Body::Place(_)
        | Body::Nudge(_)
        | Body::Announcement(_)
        | Body::Mark(_)
        | Body::Sounding(_)
        | Body::SoundingTotals(_)
        | Body::Statement(_)
        | Body::Unknown { .. } => true,
        Body::Reaction(_)
        | Body::Retraction
        | Body::Status(_)
        | Body::Pin(_)
        | Body::Vote(_)
        | Body::Profile(_)
        | Body::Affiliation(_)
        | Body::Waking(_)
        | Body::SoundingAnswer(_)
        | Body::SoundingReminder
        | Body::AnnouncementSeen
        | Body::StatementVersion(_)
        | Body::Suggestion(_)
        | Body::SignOff(_)
        | Body::Silence(_)
        | Body::Objection(_)
        | Body::PollEnd => false,
    }
}

impl Turn<'_> {
    /// When something is forgotten that is said now, or at `said_at`.
    pub(super) fn expiry_of_new(room: &RoomRow, said_at: UnixMillis) -> Option<UnixMillis> {
        room.state.expiry().map(|seconds| later(said_at, seconds))
    }

    /// An edit is forgotten with its message, if not before.
    pub(super) fn expiry_of_edit(
        &self,
        room: &RoomRow,
        edited: LocalId,
    ) -> Result<Option<UnixMillis>, StorageError> {
        let own = Self::expiry_of_new(room, self.now);
        Ok(earlier(own, self.database.expires_at(edited)?))
    }

    /// When something is forgotten that has come.
    pub(super) fn expiry_of_received(
        &self,
        room: &RoomRow,
        message: &Message,
        body: &Body,
    ) -> Result<Option<UnixMillis>, StorageError> {
        let bound = room.state.expiry().map(|seconds| {
            let is_early = is_planted(Bug::ForgottenTooEarly);
            later(self.now, if is_early { seconds / 10 } else { seconds })
        });
        if says_something(body) {
            let own = match message.expires {
                Some(Expiration::At { unix_seconds }) => Some(u64::from(unix_seconds) * 1000),
                // Nobody here writes it, and nobody but the reader knows when that is.
                Some(Expiration::AfterReading { .. }) | None => None,
            };
            return Ok(earlier(own, bound));
        }
        // It goes with its message; where that is gone already, it would stay for ever.
        let on = message.in_reply_to.or(message.replaces);
        match on {
            Some(on) if !self.database.has_message(&room.id, on.as_bytes())? => Ok(bound),
            _ => Ok(None),
        }
    }

    /// Before something own is sealed: what it says of its end. `Err` where it may not go out any more.
    pub(super) fn expiry_to_seal(
        &self,
        room: &RoomRow,
        item: LocalId,
        own: &AccountId,
    ) -> Result<Result<Option<Expiration>, &'static str>, StorageError> {
        if !room.state.may_post(own) {
            return Ok(Err("your role in this room does not allow writing any more"));
        }
        let before = self.database.expires_at(item)?;
        let at = earlier(before, Self::expiry_of_new(room, self.now));
        if at.is_some_and(|at| at <= self.now) {
            return Ok(Err(TOO_LATE));
        }
        if at != before {
            self.database.set_expires_at(item, at)?;
        }
        let seconds = at.map(|at| u32::try_from(at / 1000).unwrap_or(u32::MAX));
        Ok(Ok(seconds.map(|unix_seconds| Expiration::At { unix_seconds })))
    }

    /// Everything whose time is over goes, with a connection or without.
    pub(crate) fn forget_expired(&mut self) -> Result<(), StorageError> {
        self.end_affiliations()?;
        self.erase_ended()?;
        for item in self.database.expired(self.now)? {
            if is_planted(Bug::ExpiredTextStays) {
                self.database.set_expires_at(item, None)?;
                continue;
            }
            self.forget(item, TOO_LATE)?;
        }
        Ok(())
    }

    /// Takes a message and what was done to it off this device. What is own and was never sent is told.
    pub(super) fn forget(&mut self, item: LocalId, why: &str) -> Result<(), StorageError> {
        let mut left = vec![item];
        while let Some(item) = left.pop() {
            let Some(written) = self.database.written(item)? else { continue };
            let Some((room, is_placed)) = self.database.place_of(item)? else { continue };
            let target = self.database.target_of(item)?.filter(|_| is_act(written.kind));
            let file = self.database.file(item)?;
            let what = match &file {
                Some(file) => Undone::SendFile { name: file.name.clone() },
                None => undone(written),
            };
            if !is_placed {
                self.tell_unsent(&room, item, what, why)?;
            }
            if let Some(file) = file {
                self.take_back(file);
            }
            left.extend(self.database.forget_item(item)?);
            if let Some((room, target)) = target {
                self.work_out(&room, &target)?;
            }
            self.change(Change::Timeline(room));
        }
        Ok(())
    }

    fn tell_unsent(
        &mut self,
        room: &RoomId,
        item: LocalId,
        what: Undone,
        why: &str,
    ) -> Result<(), StorageError> {
        let mut why = why;
        if let Some((_, intent)) = self.database.intent_of_item(item)? {
            match self.database.flight(room)?.filter(|flight| flight.intent == intent.id) {
                // The relay has it.
                Some(flight) if flight.appended => return Ok(()),
                // It may be in the log, and is known there by its operation.
                Some(_) => why = NOBODY_KNOWS,
                None => self.database.delete_intent(intent.id)?,
            }
        }
        self.change(Change::Refused { room: Some(*room), what, why: why.to_owned() });
        Ok(())
    }
}

const TOO_LATE: &str = "its time was over before it could be sent";
const NOBODY_KNOWS: &str = "its time was over before the relay had answered whether it has it";

fn is_act(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Reaction
            | ItemKind::Edit
            | ItemKind::Withdrawal
            | ItemKind::Pin
            | ItemKind::Vote
            | ItemKind::PollEnd
            | ItemKind::SoundingAnswer
            | ItemKind::AnnouncementSeen
            | ItemKind::Mark
    ) || kind.is_on_statement()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_told_in_whole_seconds_and_never_overflows() {
        assert_eq!(later(10_999, 300), 310_000);
        assert_eq!(later(11_000, 300), 311_000);
        assert_eq!(later(u64::MAX, u32::MAX), u64::MAX);
        assert_eq!(earlier(Some(2), Some(1)), Some(1));
        assert_eq!(earlier(Some(2), None), Some(2));
        assert_eq!(earlier(None, Some(2)), Some(2));
        assert_eq!(earlier(None, None), None);
    }

    #[test]
    fn each_kind_is_said_or_done_to_a_message_or_happens_to_the_room() {
        use ItemKind::{
            Announcement, AnnouncementSeen, Edit, File, Mark, Nudge, Pin, Poll, PollEnd, Reaction,
            Text, Vote, Withdrawal,
        };
        for kind in [Text, File, Poll, Nudge, Announcement, Edit] {
            assert!(is_said(kind), "{kind:?}");
        }
        for kind in [Reaction, Edit, Withdrawal, Pin, Vote, PollEnd, AnnouncementSeen, Mark] {
            assert!(is_act(kind), "{kind:?}");
            assert_eq!(is_said(kind), matches!(kind, Edit | Mark), "{kind:?}");
        }
        for kind in [Text, File, Poll, Nudge, Announcement, ItemKind::Joined, ItemKind::Unknown] {
            assert!(!is_act(kind), "{kind:?}");
        }
        assert!(!is_said(ItemKind::Joined));
    }
}
