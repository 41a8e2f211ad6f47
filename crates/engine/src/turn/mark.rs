//! Marks on pictures. Each goes out as a small message of its own, through the outbox and the roster gate, and goes
//! when its picture goes.

use corridor_content::{self as content, Message};

use super::{Turn, sealing};
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{NewItem, RoomRow};
use crate::kinds::{Mark, is_picture};
use crate::view::{Delivery, ItemKind, LocalId, RosterMark};

impl Turn<'_> {
    pub(super) fn send_mark(
        &mut self,
        picture: LocalId,
        mark: Mark,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let mark =
            content::Mark::try_from(mark).map_err(|error| CommandError::Kind(error.to_string()))?;
        let (subject, room) = self.said_in(picture)?;
        self.need_to_post(&room)?;
        let is_once = subject.details()?.is_some_and(|details| details.is_view_once);
        let file = self.database.file(picture)?.filter(|_| !is_once);
        if !file.is_some_and(|file| is_picture(&file.media_type)) {
            return Err(CommandError::NoFile);
        }
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        let seen = self.roster_seen(&room, seen)?;
        let own = self.registered()?;
        let body = Message::mark(self.random(), target, &mark).encode().map_err(sealing)?;
        let item = NewItem {
            own: true,
            kind: ItemKind::Mark,
            text: mark.text(),
            body: Some(&body),
            sent_at: self.now,
            delivery: Delivery::Queued,
            target: Some(target.as_bytes()),
            expires_at: self.expiry_of_edit(&room, picture)?,
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&room.id, &item)?;
        self.count_pin(local_id, &mark)?;
        self.intend_to_say(&room.id, local_id, seen)?;
        Ok(Answer::Queued(local_id))
    }

    /// A mark that somebody set, in an entry that is new here. `item` says who and when.
    pub(super) fn mark_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        (message, mark): (&Message, &content::Mark),
        content: &[u8],
        is_again: bool,
    ) -> Result<(), StorageError> {
        // One on nothing is known, and counts nowhere.
        let Some(picture) = &message.in_reply_to else { return Ok(()) };
        let item = NewItem {
            kind: ItemKind::Mark,
            text: mark.text(),
            body: Some(content),
            target: Some(picture.as_bytes()),
            ..*item
        };
        if let Some(local_id) = self.done_to(room, &item, is_again)? {
            self.count_pin(local_id, mark)?;
        }
        match item.message_id {
            // It may have been taken back before it came, where a relay was restored.
            Some(id) => self.work_out(&room.id, id),
            None => Ok(()),
        }
    }

    fn count_pin(&mut self, item: LocalId, mark: &content::Mark) -> Result<(), StorageError> {
        match mark.shape() {
            content::MarkShape::Pin => self.database.number_mark(item),
            _ => Ok(()),
        }
    }
}
