//! What a person says: texts, polls, what was said elsewhere; at once or at a time, and taken back while it
//! has not left.

use corridor_content::limits::{MENTIONS, MESSAGE_BYTES, POLL_LINE_BYTES, POLL_OPTIONS};
use corridor_content::{Message, Poll};
use corridor_sealing::long_file::Parts;
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};

use super::kinds::described;
use super::{Turn, sealing};
use crate::command::{
    Answer, CommandError, FileToSend, LongFileToSend, PollToSend, StorageError, TextToSend,
};
use crate::database::{FileRow, FileStage, Intent, NewItem};
use crate::kinds::{AboutFile, Link, Voice};
use crate::output::{Change, UnixMillis};
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// A message, in bytes of UTF-8: what fits a record when it is encoded and padded.
pub const TEXT_BYTES: usize = MESSAGE_BYTES / 5 * 4;

/// How far ahead a text may be put off: a year.
const LONGEST_AHEAD_MS: u64 = 366 * 24 * 60 * 60 * 1000;

impl Turn<'_> {
    pub(super) fn send_text(
        &mut self,
        room: &RoomId,
        text: &TextToSend,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        check_text(&text.text)?;
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        self.check_mentions(room, &text.mentions)?;
        self.check_time(text.send_at)?;
        let link = text.link.clone().map(|link| described(link, &text.text)).transpose()?;
        let target = text.reply_to.map(|item| self.answered(room, item)).transpose()?;
        let own = self.registered()?;
        let item = NewItem {
            own: true,
            kind: ItemKind::Text,
            text: &text.text,
            sent_at: text.send_at.unwrap_or(self.now),
            delivery: Delivery::Queued,
            target: target.as_deref(),
            is_markdown: text.is_markdown,
            expires_at: Self::expiry_of_new(&row, text.send_at.unwrap_or(self.now)),
            details: link.as_deref(),
            ..NewItem::by(&own)
        };
        let local_id = self.queue(room, &item)?;
        for account in &text.mentions {
            self.database.add_mention(local_id, account)?;
        }
        match text.send_at {
            Some(at) => self.database.put_off(local_id, at, mark)?,
            None => self.intend_to_say(room, local_id, mark)?,
        }
        Ok(Answer::Queued(local_id))
    }

    /// Gives an own item its number, at the end of the timeline.
    pub(super) fn queue(
        &mut self,
        room: &RoomId,
        item: &NewItem<'_>,
    ) -> Result<LocalId, StorageError> {
        let local_id = self
            .database
            .add_item(room, item)?
            .ok_or_else(|| sealing("a queued item has no place to be taken"))?;
        self.change(Change::Timeline(*room));
        Ok(local_id)
    }

    /// At once, whatever becomes of the clock: texts go in the order in which they were written.
    pub(super) fn intend_to_say(
        &mut self,
        room: &RoomId,
        item: LocalId,
        mark: u64,
    ) -> Result<(), StorageError> {
        self.entered(room)?;
        self.database.add_intent(room, &Intent::Text {}, 0, mark, Some(item))?;
        Ok(())
    }

    fn check_mentions(&self, room: &RoomId, people: &[AccountId]) -> Result<(), CommandError> {
        let devices = self.database.devices(room)?;
        let is_here = |person: &AccountId| devices.iter().any(|row| row.account == *person);
        if people.len() > MENTIONS || !people.iter().all(is_here) {
            return Err(CommandError::Mentions { limit: MENTIONS });
        }
        Ok(())
    }

    pub(super) fn check_time(&self, send_at: Option<UnixMillis>) -> Result<(), CommandError> {
        let is_valid = send_at.is_none_or(|at| at > self.now && at - self.now <= LONGEST_AHEAD_MS);
        if is_valid { Ok(()) } else { Err(CommandError::SendAt) }
    }

    /// The id of the message that an answer names; it is in the same room.
    pub(super) fn answered(&self, room: &RoomId, item: LocalId) -> Result<Vec<u8>, CommandError> {
        let subject = self.database.subject(item)?.filter(|subject| subject.room == *room);
        let subject = subject.ok_or(CommandError::NoMessage)?;
        let id = subject.message_id.ok_or(CommandError::NotSentYet)?;
        Ok(id.as_bytes().to_vec())
    }

    pub(super) fn send_poll(
        &mut self,
        room: &RoomId,
        poll: PollToSend,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let mut asked = Poll::new(poll.question, poll.options)
            .map_err(|_| CommandError::Poll { options: POLL_OPTIONS, bytes: POLL_LINE_BYTES })?;
        self.check_time(poll.deadline)?;
        asked.is_multiple = poll.is_multiple;
        asked.is_open = poll.is_open;
        asked.deadline_ms = poll.deadline;
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let message = Message::poll(self.random(), &asked);
        let local_id = self.queue_card(&row, ItemKind::Poll, asked.question(), &message, mark)?;
        if let Some(deadline) = poll.deadline {
            self.database.look_again_at(local_id, deadline)?;
        }
        Ok(Answer::Queued(local_id))
    }

    /// A copy of its own: nothing in it, and nothing at the relay, ties it to where it comes from.
    pub(super) fn forward(
        &mut self,
        item: LocalId,
        room: &RoomId,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoMessage)?;
        let details = subject.details()?.unwrap_or_default();
        if details.is_view_once {
            let why = "what is to be opened once is not passed on";
            return Err(CommandError::NotAllowed(why.to_owned()));
        }
        let about =
            AboutFile { voice: details.voice.as_ref().map(Voice::from), ..AboutFile::default() };
        let answer = match subject.kind {
            ItemKind::Text => {
                let link = details.link.as_ref().map(Link::from);
                let link = link.filter(|link| subject.text.contains(&link.url));
                let text =
                    TextToSend { is_markdown: subject.is_markdown, link, ..subject.text.into() };
                self.send_text(room, &text, seen)?
            }
            // Elsewhere nobody announces it: it is what was said.
            ItemKind::Announcement => {
                self.send_text(room, &TextToSend::from(subject.text), seen)?
            }
            ItemKind::Contact | ItemKind::Place => self.forward_card(&subject, room, seen)?,
            ItemKind::File => {
                let file = self.database.file(item)?.ok_or(CommandError::NoFile)?;
                if Parts::of(file.bytes).is_some() {
                    return self.forward_long(file, subject.text, about, room, seen);
                }
                let content = self.database.file_content(item)?.ok_or(CommandError::NoFile)?;
                let file = FileToSend {
                    name: file.name,
                    media_type: file.media_type,
                    content: content.to_vec(),
                    preview: file.preview,
                    caption: subject.text,
                    about,
                };
                self.send_file(room, file, seen)?
            }
            _ => return Err(CommandError::NoMessage),
        };
        if let Answer::Queued(copy) = answer {
            self.database.was_said_elsewhere(copy)?;
        }
        Ok(answer)
    }

    fn forward_long(
        &mut self,
        file: FileRow,
        caption: String,
        about: AboutFile,
        room: &RoomId,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        if !matches!(file.stage, FileStage::Here | FileStage::Uploaded) {
            return Err(CommandError::NoFile);
        }
        let copy = LongFileToSend {
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            preview: file.preview,
            caption,
            about,
        };
        let answer = self.begin_file(room, copy, seen)?;
        if let Answer::Queued(copy) = answer {
            self.copy_file(file.item, copy)?;
            self.database.was_said_elsewhere(copy)?;
        }
        Ok(answer)
    }

    /// Texts and nudges whose time has come.
    pub(super) fn send_due(&mut self) -> Result<(), StorageError> {
        for due in self.database.due_texts(self.now)? {
            if is_planted(Bug::PutOffSentTwice) {
                if self.database.intent_of_item(due.item)?.is_some() {
                    continue;
                }
            } else {
                self.database.put_off_no_longer(due.item)?;
            }
            self.intend_to_say(&due.room, due.item, due.mark)?;
            self.change(Change::Delivery(due.room));
        }
        for room in self.database.take_due(self.now)? {
            self.change(Change::Timeline(room));
        }
        Ok(())
    }

    pub(super) fn discard(&mut self, local_id: LocalId) -> Result<Answer, CommandError> {
        let Some((room, intent)) = self.database.intent_of_item(local_id)? else {
            return self.discard_waiting(local_id);
        };
        if self.database.flight(&room)?.is_some_and(|flight| flight.intent == intent.id) {
            return Err(CommandError::AlreadySent);
        }
        self.database.delete_intent(intent.id)?;
        self.take_back_file(local_id)?;
        let target = self.database.target_of(local_id)?;
        self.database.delete_item(local_id)?;
        if let Some((room, target)) = target {
            self.work_out(&room, &target)?;
        }
        self.change(Change::Timeline(room));
        Ok(Answer::Done)
    }

    /// A file that is still on its way to the relay is no intent yet, nor is what waits for its time.
    fn discard_waiting(&mut self, local_id: LocalId) -> Result<Answer, CommandError> {
        let is_waiting =
            self.database.file(local_id)?.is_some() || self.database.put_off_no_longer(local_id)?;
        let Some((room, false)) = self.database.place_of(local_id)?.filter(|_| is_waiting) else {
            return Err(CommandError::NotQueued);
        };
        self.take_back_file(local_id)?;
        self.database.delete_item(local_id)?;
        self.change(Change::Timeline(room));
        Ok(Answer::Done)
    }
}

pub(super) fn check_text(text: &str) -> Result<(), CommandError> {
    if (1..=TEXT_BYTES).contains(&text.len()) {
        return Ok(());
    }
    Err(CommandError::TextLength { limit: TEXT_BYTES, actual: text.len() })
}
