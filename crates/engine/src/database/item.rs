//! The timeline and its receipts.

use corridor_content::{Details, MessageId};
use corridor_wire::id::{AccountId, Seq};
use rusqlite::{OptionalExtension, params};

use super::blocked::BY_BLOCKED;
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Delivery, ItemKind, LocalId, RoomId};

/// Something that goes into a timeline.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of an item")]
pub(crate) struct NewItem<'a> {
    /// `None` for an own message that is queued.
    pub(crate) seq: Option<Seq>,
    /// One entry of the log can be several items.
    pub(crate) part: u32,
    pub(crate) message_id: Option<&'a [u8]>,
    pub(crate) sender: &'a AccountId,
    /// Written on this device's account.
    pub(crate) own: bool,
    pub(crate) kind: ItemKind,
    pub(crate) text: &'a str,
    /// The encoded message where `text` does not say all of it.
    pub(crate) body: Option<&'a [u8]>,
    pub(crate) sent_at: UnixMillis,
    pub(crate) delivery: Delivery,
    /// The message that it answers or acts on.
    pub(crate) target: Option<&'a [u8]>,
    pub(crate) is_markdown: bool,
    pub(crate) is_forwarded: bool,
    pub(crate) mentions_me: bool,
    pub(crate) expires_at: Option<UnixMillis>,
    /// What it tells of itself in extensions, encoded.
    pub(crate) details: Option<&'a [u8]>,
}

impl<'a> NewItem<'a> {
    /// Nothing said yet, by nobody's clock.
    pub(crate) fn by(sender: &'a AccountId) -> Self {
        Self {
            seq: None,
            part: 0,
            message_id: None,
            sender,
            own: false,
            kind: ItemKind::Unknown,
            text: "",
            body: None,
            sent_at: 0,
            delivery: Delivery::Received,
            target: None,
            is_markdown: false,
            is_forwarded: false,
            mentions_me: false,
            expires_at: None,
            details: None,
        }
    }
}

const KINDS: [ItemKind; 40] = [
    ItemKind::Text,
    ItemKind::Joined,
    ItemKind::DeviceJoined,
    ItemKind::Removed,
    ItemKind::DeviceRemoved,
    ItemKind::Leaving,
    ItemKind::Renamed,
    ItemKind::RoleChanged,
    ItemKind::Unknown,
    ItemKind::Readded,
    ItemKind::File,
    ItemKind::Reaction,
    ItemKind::Edit,
    ItemKind::Withdrawal,
    ItemKind::Pin,
    ItemKind::Vote,
    ItemKind::PollEnd,
    ItemKind::Poll,
    ItemKind::Described,
    ItemKind::ExpiryChanged,
    ItemKind::PostingChanged,
    ItemKind::Contact,
    ItemKind::Place,
    ItemKind::PictureChanged,
    ItemKind::GroupChanged,
    ItemKind::Sounding,
    ItemKind::SoundingTotals,
    ItemKind::SoundingReminder,
    ItemKind::SoundingAnswer,
    ItemKind::Nudge,
    ItemKind::HuddleKept,
    ItemKind::Announcement,
    ItemKind::AnnouncementSeen,
    ItemKind::Mark,
    ItemKind::Statement,
    ItemKind::StatementVersion,
    ItemKind::Suggestion,
    ItemKind::SignOff,
    ItemKind::Silence,
    ItemKind::Objection,
];

/// The places in that list that statements name.
pub(super) const QUESTION: u8 = 25;
pub(super) const TOTALS: u8 = 26;
pub(super) const ANSWER: u8 = 28;
pub(super) const NUDGE: u8 = 29;
pub(super) const ANNOUNCEMENT_SEEN: u8 = 32;
pub(super) const MARK: u8 = 33;
pub(super) const STATEMENT: u8 = 34;
pub(super) const SILENCE: u8 = 38;
/// What is done to a statement.
pub(super) const ON_STATEMENT: &str = "kind BETWEEN 35 AND 39";

/// What people say: texts, files, polls, contacts, places, soundings and their totals, nudges,
/// announcements, statements.
pub(super) const SAID: &str = "kind IN (0, 10, 17, 21, 22, 25, 26, 29, 31, 34)";
/// And reminders, versions of statements, silence procedures and what breaks them, and what a newer version may
/// show: all that counts as unread.
pub(super) const SPOKEN: &str =
    "kind IN (0, 8, 10, 17, 21, 22, 25, 26, 27, 29, 31, 34, 35, 38, 39)";
/// And what they do to it: all that a person's device has sent, and sends again where it is lost.
pub(super) const SENT: &str = "(kind IN (0, 8, 21, 22, 25, 26, 27, 28, 29, 31, 32, 33) OR kind BETWEEN 10 AND 17 OR kind BETWEEN 34 AND 39)";
/// What stands in a timeline.
pub(super) const SHOWN: &str =
    "kind NOT BETWEEN 11 AND 16 AND kind NOT IN (28, 32, 33, 36, 37) AND hidden = 0";

const DELIVERIES: [Delivery; 7] = [
    Delivery::Received,
    Delivery::Queued,
    Delivery::Held,
    Delivery::Sent,
    Delivery::Delivered,
    Delivery::Read,
    Delivery::OnlyHere,
];

pub(super) fn kind_of(number: u8) -> Option<ItemKind> {
    KINDS.get(usize::from(number)).copied()
}

pub(super) fn delivery_of(number: u8) -> Option<Delivery> {
    DELIVERIES.get(usize::from(number)).copied()
}

pub(super) fn number_of(kind: ItemKind) -> Option<i64> {
    number_in(&KINDS, kind)
}

pub(super) fn stored_id(bytes: Option<Vec<u8>>) -> Result<Option<MessageId>, StorageError> {
    let parse = |id: Vec<u8>| id.try_into().ok().and_then(|id| MessageId::from_bytes(id).ok());
    bytes.map(|bytes| stored("message id", parse(bytes))).transpose()
}

pub(super) fn stored_details(bytes: Option<Vec<u8>>) -> Result<Option<Details>, StorageError> {
    bytes.map(|bytes| stored("details", Details::decode(&bytes).ok())).transpose()
}

/// The stored number of one of a fixed list: its place in it.
fn number_in<T: PartialEq + Copy>(list: &[T], value: T) -> Option<i64> {
    list.iter().position(|known| *known == value).and_then(|place| i64::try_from(place).ok())
}

/// What was written here, or done to a message.
pub(crate) struct Written {
    pub(crate) kind: ItemKind,
    /// As it was said first.
    pub(crate) text: String,
    pub(crate) is_markdown: bool,
    pub(crate) is_forwarded: bool,
    pub(crate) target: Option<MessageId>,
    /// The content of a poll, a contact, a place, a nudge, a sounding or its totals, a statement or what is done
    /// to it.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) mentions: Vec<String>,
    pub(crate) sent_at: UnixMillis,
    /// Under which it was sealed first.
    pub(crate) message_id: Option<MessageId>,
    pub(crate) is_withdrawn: bool,
    /// What it tells of itself.
    pub(crate) details: Option<Details>,
}

impl Database {
    /// Answers `None` when an item stands at that position already.
    pub(crate) fn add_item(
        &self,
        room: &RoomId,
        item: &NewItem<'_>,
    ) -> Result<Option<LocalId>, StorageError> {
        let added = self
            .connection
            .prepare_cached(
                "INSERT OR IGNORE INTO item (room, seq, part, message_id, sender, own, kind, text,
                    body, sent_at, delivery, written_here, target, markdown, forwarded, mentions_me,
                    expires_at, details)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                    ?17, ?18)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                item.seq.map(to_sql),
                item.part,
                item.message_id,
                item.sender.as_str(),
                item.own,
                number_in(&KINDS, item.kind),
                item.text,
                item.body,
                to_sql(item.sent_at),
                number_in(&DELIVERIES, item.delivery),
                item.seq.is_none(),
                item.target,
                item.is_markdown,
                item.is_forwarded,
                item.mentions_me,
                item.expires_at.map(to_sql),
                item.details,
            ])?;
        if added == 0 {
            return Ok(None);
        }
        let local_id = self.connection.last_insert_rowid();
        self.sign_before(local_id)?;
        Ok(Some(local_id))
    }

    pub(crate) fn written(&self, local_id: LocalId) -> Result<Option<Written>, StorageError> {
        self.connection
            .prepare_cached(
                "SELECT kind, coalesce(first_text, text), markdown, forwarded, target, body, sent_at,
                    message_id, withdrawn_by IS NOT NULL, details FROM item WHERE local_id = ?1",
            )?
            .query_row(params![local_id], |row| {
                let (kind, target, id): (u8, _, _) = (row.get(0)?, row.get(4)?, row.get(7)?);
                let written = Written {
                    kind: ItemKind::Unknown,
                    text: row.get(1)?,
                    is_markdown: row.get(2)?,
                    is_forwarded: row.get(3)?,
                    target: None,
                    body: row.get(5)?,
                    mentions: Vec::new(),
                    sent_at: from_sql(row.get(6)?),
                    message_id: None,
                    is_withdrawn: row.get(8)?,
                    details: None,
                };
                Ok((kind, target, id, row.get(9)?, written))
            })
            .optional()?
            .map(|(kind, target, id, details, written)| {
                Ok(Written {
                    kind: stored("item kind", kind_of(kind))?,
                    target: stored_id(target)?,
                    message_id: stored_id(id)?,
                    details: stored_details(details)?,
                    mentions: self.mentions(local_id)?,
                    ..written
                })
            })
            .transpose()
    }

    pub(crate) fn set_message_id(
        &self,
        local_id: LocalId,
        message_id: &[u8],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET message_id = ?2 WHERE local_id = ?1")?
            .execute(params![local_id, message_id])?;
        Ok(())
    }

    pub(crate) fn set_delivery(
        &self,
        local_id: LocalId,
        delivery: Delivery,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET delivery = ?2 WHERE local_id = ?1")?
            .execute(params![local_id, number_in(&DELIVERIES, delivery)])?;
        Ok(())
    }

    /// The queued item stands in the log now.
    pub(crate) fn place_item(&self, local_id: LocalId, seq: Seq) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE item SET seq = ?2, delivery = max(delivery, 3) WHERE local_id = ?1",
            )?
            .execute(params![local_id, to_sql(seq)])?;
        Ok(())
    }

    /// An own act that nobody counts where it stands.
    pub(crate) fn delete_placed(&self, local_id: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM item WHERE local_id = ?1")?
            .execute(params![local_id])?;
        Ok(())
    }

    pub(crate) fn delete_item(&self, local_id: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM item WHERE local_id = ?1 AND seq IS NULL")?
            .execute(params![local_id])?;
        self.has_forgotten.set(true);
        Ok(())
    }

    /// How many messages of others stand behind `read_seq`, and how many of them mention this person.
    pub(crate) fn unread(
        &self,
        room: &RoomId,
        read_seq: Seq,
    ) -> Result<(usize, usize), StorageError> {
        let (count, mentions): (i64, i64) = self
            .connection
            .prepare_cached(&unread_query())?
            .query_row(params![&room.as_bytes()[..], to_sql(read_seq)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok((usize::try_from(count).unwrap_or(0), usize::try_from(mentions).unwrap_or(0)))
    }
}

/// From the index alone: a room may hold a hundred thousand, and is counted whenever it is shown.
fn unread_query() -> String {
    format!(
        "SELECT count(*), count(*) FILTER (WHERE mentions_me = 1) FROM item INDEXED BY item_unread
         WHERE room = ?1 AND own = 0 AND hidden = 0 AND withdrawn_by IS NULL AND seq > ?2
            AND {SPOKEN} AND NOT {BY_BLOCKED}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location};

    #[test]
    fn statements_name_the_kinds_by_their_places() {
        for (place, kind) in [
            (QUESTION, ItemKind::Sounding),
            (TOTALS, ItemKind::SoundingTotals),
            (ANSWER, ItemKind::SoundingAnswer),
            (ANNOUNCEMENT_SEEN, ItemKind::AnnouncementSeen),
            (MARK, ItemKind::Mark),
            (STATEMENT, ItemKind::Statement),
            (SILENCE, ItemKind::Silence),
        ] {
            assert_eq!(kind_of(place), Some(kind));
        }
    }

    #[test]
    fn what_is_unread_is_counted_without_reading_a_message() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let plan = database.plan(&unread_query());
        let wanted = "SEARCH item USING COVERING INDEX item_unread \
            (room=? AND own=? AND hidden=? AND withdrawn_by=? AND seq>?)";
        assert!(plan.starts_with(wanted), "{plan}");
    }
}
