//! What people do to messages: the acts are items of their own, which stand in no timeline, and name the
//! message that they concern. What a message has come to is worked out from its acts in the order of the
//! log, so that all who have read as far see the same, whenever each act came to them.

use corridor_content::{Details, MessageId};
use corridor_wire::id::{AccountId, Seq};
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, params};

use super::item::{
    MARK, ON_STATEMENT, SAID, SILENCE, STATEMENT, kind_of, stored_details, stored_id,
};
use super::{Database, from_sql, stored};
use crate::command::StorageError;
use crate::view::{ItemKind, LocalId, RoomId};

/// The order of a log; what is queued here comes last.
pub(super) const LOG_ORDER: &str = "seq IS NULL, seq, part, local_id";

/// How an act says that its author's role allows it on messages of others.
pub(crate) const AS_ADMIN: &str = "admin";

/// A message that somebody wants to do something to.
pub(crate) struct Subject {
    pub(crate) room: RoomId,
    pub(crate) seq: Option<Seq>,
    /// None before it was sealed first.
    pub(crate) message_id: Option<MessageId>,
    pub(crate) sender: AccountId,
    pub(crate) own: bool,
    pub(crate) kind: ItemKind,
    pub(crate) text: String,
    pub(crate) is_markdown: bool,
    /// The encoded message where the text does not say all of it.
    pub(crate) body: Option<Vec<u8>>,
    details: Option<Vec<u8>>,
}

impl Subject {
    /// What it tells of itself in extensions.
    pub(crate) fn details(&self) -> Result<Option<Details>, StorageError> {
        stored_details(self.details.clone())
    }
}

/// A message among those that go by an id.
struct Standing {
    local_id: LocalId,
    sender: String,
    is_said: bool,
    is_withdrawn: bool,
    is_hidden: bool,
}

impl Database {
    /// None where there is no such message, or it was taken back.
    pub(crate) fn subject(&self, local_id: LocalId) -> Result<Option<Subject>, StorageError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT room, seq, message_id, own, kind, text, markdown, body, details, sender
                 FROM item
                 WHERE local_id = ?1 AND withdrawn_by IS NULL AND hidden = 0",
            )?
            .query_row(params![local_id], |row| {
                let ids: (Vec<u8>, Option<i64>, Option<Vec<u8>>) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let (kind, sender): (u8, String) = (row.get(4)?, row.get(9)?);
                let said = (row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?);
                Ok((ids, row.get(3)?, kind, sender, said))
            })
            .optional()?;
        let Some((ids, own, kind, sender, said)) = found else { return Ok(None) };
        let (text, is_markdown, body, details) = said;
        Ok(Some(Subject {
            room: stored("room id", RoomId::from_slice(&ids.0))?,
            seq: ids.1.map(from_sql),
            message_id: stored_id(ids.2)?,
            sender: stored("account", AccountId::parse(&sender).ok())?,
            own,
            kind: stored("item kind", kind_of(kind))?,
            text,
            is_markdown,
            body,
            details,
        }))
    }

    /// Whether a message was said by somebody else.
    pub(crate) fn is_of_others(
        &self,
        room: &RoomId,
        target: &MessageId,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT 1 FROM item WHERE room = ?1 AND message_id = ?2 AND own = 0
                    AND ({SAID} OR kind = {MARK})"
            ))?
            .exists(params![&room.as_bytes()[..], &target.as_bytes()[..]])?)
    }

    /// Whether the author of a poll has ended it.
    pub(crate) fn is_poll_over(
        &self,
        room: &RoomId,
        target: &MessageId,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT 1 FROM item JOIN item AS poll ON poll.room = item.room
                    AND poll.message_id = item.target AND poll.sender = item.sender
                 WHERE item.room = ?1 AND item.target = ?2 AND item.kind = 16",
            )?
            .exists(params![&room.as_bytes()[..], &target.as_bytes()[..]])?)
    }

    /// Own reactions of one text to a message, sent or not.
    pub(crate) fn own_reactions(
        &self,
        room: &RoomId,
        target: &MessageId,
        reaction: &str,
    ) -> Result<Vec<LocalId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT local_id FROM item WHERE room = ?1 AND target = ?2 AND kind = 11 AND own = 1
                AND text = ?3 AND withdrawn_by IS NULL
                AND NOT EXISTS (SELECT 1 FROM item AS undone WHERE undone.room = ?1
                    AND undone.kind = 13 AND undone.target = item.message_id)",
        )?;
        let found = statement
            .query_map(params![&room.as_bytes()[..], &target.as_bytes()[..], reaction], |row| {
                row.get(0)
            })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Works out anew what the message `target` has come to: what it says now, or that it was taken back.
    pub(crate) fn work_out(&self, room: &RoomId, target: &[u8]) -> Result<(), StorageError> {
        // An id may be claimed by another sender too: each message is judged by its own.
        let standing = self.standing(room, target)?;
        let mut is_anything_left = standing.is_empty();
        for one in standing {
            // Who was first may be another one where a relay was restored.
            let by = self.withdrawal(room, target, &one)?;
            if let Some(by) = &by {
                self.erase(one.local_id, Some(by))?;
            }
            let is_gone = by.is_some() || one.is_withdrawn || one.is_hidden;
            is_anything_left |= !is_gone;
            if is_gone {
                self.blank_edits(room, target, &one)?;
            } else if one.is_said {
                self.say_latest(room, target, &one)?;
            }
        }
        if is_anything_left { Ok(()) } else { self.blank_marks(room, target) }
    }

    /// Versions, silence procedures and objections are not taken back: others have gone by them.
    fn standing(&self, room: &RoomId, target: &[u8]) -> Result<Vec<Standing>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
 "SELECT local_id, sender, {SAID} OR kind = {MARK}, withdrawn_by IS NOT NULL, hidden FROM item WHERE room = ?1 AND message_id = ?2 AND kind NOT IN (35, 38, 39) ORDER BY local_id"
        ))?;
        let rows = statement.query_map(params![&room.as_bytes()[..], target], |row| {
            Ok(Standing {
                local_id: row.get(0)?,
                sender: row.get(1)?,
                is_said: row.get(2)?,
                is_withdrawn: row.get(3)?,
                is_hidden: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who took it back, in an entry of the log: its author, or an admin where it is something said.
    fn withdrawal(
        &self,
        room: &RoomId,
        target: &[u8],
        of: &Standing,
    ) -> Result<Option<String>, StorageError> {
        Ok(self
            .connection
            .prepare_cached(&withdrawal_query())?
            .query_row(params![&room.as_bytes()[..], target, of.sender, of.is_said], |row| {
                row.get(0)
            })
            .optional()?)
    }

    fn say_latest(&self, room: &RoomId, target: &[u8], of: &Standing) -> Result<(), StorageError> {
        let order = if is_planted(Bug::EditsByArrival) {
            "local_id DESC"
        } else {
            "seq IS NULL DESC, seq DESC, part DESC, local_id DESC"
        };
        let anybody = is_planted(Bug::EditOfOthers);
        let latest: Option<(String, bool)> = self
            .connection
            .prepare_cached(&format!(
                "SELECT text, markdown FROM item WHERE room = ?1 AND target = ?2 AND kind = 12
                    AND (sender = ?3 OR ?4) ORDER BY {order} LIMIT 1"
            ))?
            .query_row(params![&room.as_bytes()[..], target, of.sender, anybody], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        match latest {
            Some((text, is_markdown)) => self
                .connection
                .prepare_cached(
                    "UPDATE item SET first_markdown =
                        CASE WHEN first_text IS NULL THEN markdown ELSE first_markdown END,
                        first_text = coalesce(first_text, text), text = ?2, markdown = ?3
                     WHERE local_id = ?1 AND kind IN (0, 10)",
                )?
                .execute(params![of.local_id, text, is_markdown])?,
            None => self
                .connection
                .prepare_cached(
                    "UPDATE item SET text = first_text, markdown = first_markdown, first_text = NULL
                     WHERE local_id = ?1 AND first_text IS NOT NULL",
                )?
                .execute(params![of.local_id])?,
        };
        Ok(())
    }

    /// They are hidden too, and so never sent again from here: they would say nothing any more.
    fn blank_edits(&self, room: &RoomId, target: &[u8], of: &Standing) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE item SET text = '', hidden = 1 WHERE room = ?1 AND target = ?2 AND kind = 12
                    AND sender = ?3 AND hidden = 0 AND seq IS NOT NULL",
            )?
            .execute(params![&room.as_bytes()[..], target, of.sender])?;
        self.blank_statement(room, target)?;
        self.has_forgotten.set(true);
        Ok(())
    }

    /// Nothing that was done to a statement stays where that is gone: it says its words again. An id may be
    /// claimed by another sender too, so it is nowhere else either.
    fn blank_statement(&self, room: &RoomId, target: &[u8]) -> Result<(), StorageError> {
        let is_gone = format!(
            "NOT EXISTS (SELECT 1 FROM item AS said WHERE said.room = ?1 AND said.message_id = ?2
                AND said.kind = {STATEMENT} AND said.withdrawn_by IS NULL AND said.hidden = 0)"
        );
        for statement in [
            format!(
                "DELETE FROM silence_asked WHERE room = ?1 AND {is_gone} AND message_id IN (
                    SELECT message_id FROM item WHERE room = ?1 AND target = ?2 AND kind = {SILENCE})"
            ),
            format!(
                "UPDATE item SET text = '', body = NULL, due_at = NULL, hidden = 1
                 WHERE room = ?1 AND target = ?2 AND {ON_STATEMENT} AND seq IS NOT NULL AND {is_gone}"
            ),
        ] {
            self.connection
                .prepare_cached(&statement)?
                .execute(params![&room.as_bytes()[..], target])?;
        }
        Ok(())
    }

    /// Nothing of what it said stays on this device; that it was there does.
    pub(crate) fn erase(&self, item: LocalId, by: Option<&str>) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE item SET first_text = CASE WHEN ?3 THEN coalesce(first_text, text) END,
                    text = '', body = NULL, details = NULL, mentions_me = 0,
                    starred = 0, due_at = NULL, withdrawn_by = ?2, hidden = max(hidden, ?2 IS NULL)
                 WHERE local_id = ?1",
            )?
            .execute(params![item, by, is_planted(Bug::WithdrawnTextStays)])?;
        self.has_forgotten.set(true);
        for table in ["file", "file_content", "mention", "announced"] {
            if table == "file_content" && is_planted(Bug::WithdrawnFileStays) {
                continue;
            }
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE item = ?1"))?
                .execute(params![item])?;
        }
        Ok(())
    }

    /// A copy of something that was said in another room.
    pub(crate) fn was_said_elsewhere(&self, item: LocalId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET forwarded = 1 WHERE local_id = ?1")?
            .execute(params![item])?;
        Ok(())
    }

    /// Files among the messages that go by an id.
    pub(crate) fn files_of(
        &self,
        room: &RoomId,
        target: &[u8],
    ) -> Result<Vec<LocalId>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT local_id FROM item WHERE room = ?1 AND message_id = ?2 AND kind = 10",
        )?;
        let rows = statement.query_map(params![&room.as_bytes()[..], target], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn star(&self, item: LocalId, is_on: bool) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET starred = ?2 WHERE local_id = ?1")?
            .execute(params![item, is_on])?;
        Ok(())
    }

    /// What the item acts on or answers.
    pub(crate) fn target_of(
        &self,
        item: LocalId,
    ) -> Result<Option<(RoomId, Vec<u8>)>, StorageError> {
        let found: Option<(Vec<u8>, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT room, target FROM item WHERE local_id = ?1 AND target IS NOT NULL",
            )?
            .query_row(params![item], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let parse = |(room, target): (Vec<u8>, _)| {
            Ok((stored("room id", RoomId::from_slice(&room))?, target))
        };
        found.map(parse).transpose()
    }

    pub(crate) fn mentions(&self, item: LocalId) -> Result<Vec<String>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT account FROM mention WHERE item = ?1 ORDER BY account")?;
        Ok(statement.query_map(params![item], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    pub(crate) fn add_mention(
        &self,
        item: LocalId,
        account: &AccountId,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO mention (item, account) VALUES (?1, ?2)")?
            .execute(params![item, account.as_str()])?;
        Ok(())
    }

    /// An own text says something else before anybody has read it.
    pub(crate) fn rewrite(
        &self,
        item: LocalId,
        text: &str,
        is_markdown: bool,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET text = ?2, markdown = ?3 WHERE local_id = ?1")?
            .execute(params![item, text, is_markdown])?;
        self.has_forgotten.set(true);
        Ok(())
    }
}

fn withdrawal_query() -> String {
    format!(
        "SELECT sender FROM item WHERE room = ?1 AND target = ?2 AND kind = 13
            AND seq IS NOT NULL AND (sender = ?3 OR ?4 AND text = '{AS_ADMIN}')
         ORDER BY seq, part LIMIT 1"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location, NewItem};

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);
    const ID: [u8; 32] = [1; 32];

    struct Table(Database);

    impl Table {
        fn new() -> Self {
            let key = DatabaseKey::from_bytes([1; 32]);
            Self(Database::open(&Location::Memory, &key).unwrap())
        }

        fn add(&self, seq: u64, sender: &str, item: &NewItem<'_>) -> LocalId {
            let sender = AccountId::parse(&format!("{sender}@relay.example")).unwrap();
            let item = NewItem { seq: Some(seq), sender: &sender, ..*item };
            let added = self.0.add_item(&ROOM, &item).unwrap().unwrap();
            self.0.work_out(&ROOM, &ID).unwrap();
            added
        }

        fn shown(&self) -> Vec<(String, bool)> {
            let items = self.0.timeline(&ROOM, None, 10).unwrap();
            items.into_iter().map(|item| (item.text, item.withdrawn_by.is_some())).collect()
        }
    }

    fn nobody() -> AccountId {
        AccountId::parse("nobody@relay.example").unwrap()
    }

    #[test]
    fn a_claimed_id_takes_nothing_from_whom_it_belongs_to() {
        let (table, nobody) = (Table::new(), nobody());
        let act = |kind, text| NewItem { kind, text, target: Some(&ID), ..NewItem::by(&nobody) };
        let said = |text| NewItem {
            kind: ItemKind::Text,
            text,
            message_id: Some(&ID),
            ..NewItem::by(&nobody)
        };
        table.add(1, "alice", &said("by alice"));
        // Mallory says that her message had this id when it was sealed first.
        table.add(2, "mallory", &said("by mallory"));
        table.add(3, "mallory", &act(ItemKind::Edit, "changed"));
        assert_eq!(table.shown(), [("by alice".to_owned(), false), ("changed".to_owned(), false)]);
        table.add(4, "mallory", &act(ItemKind::Withdrawal, ""));
        assert_eq!(table.shown(), [("by alice".to_owned(), false), (String::new(), true)]);
        table.add(5, "alice", &act(ItemKind::Edit, "by alice, mended"));
        assert_eq!(table.shown()[0].0, "by alice, mended");
        table.add(6, "adam", &act(ItemKind::Withdrawal, AS_ADMIN));
        assert_eq!(table.shown(), [(String::new(), true), (String::new(), true)]);
    }

    #[test]
    fn acts_that_come_before_their_message_wait_for_it() {
        let (table, nobody) = (Table::new(), nobody());
        let act = |kind, text| NewItem { kind, text, target: Some(&ID), ..NewItem::by(&nobody) };
        table.add(1, "mallory", &act(ItemKind::Withdrawal, ""));
        table.add(2, "alice", &act(ItemKind::Edit, "mended"));
        assert_eq!(table.shown(), []);
        let said = NewItem {
            kind: ItemKind::Text,
            text: "said",
            message_id: Some(&ID),
            ..NewItem::by(&nobody)
        };
        table.add(3, "alice", &said);
        assert_eq!(table.shown(), [("mended".to_owned(), false)]);
    }

    #[test]
    fn nobody_fills_a_screen_with_reactions() {
        let (table, nobody) = (Table::new(), nobody());
        let said = NewItem {
            kind: ItemKind::Text,
            text: "said",
            message_id: Some(&ID),
            ..NewItem::by(&nobody)
        };
        table.add(1, "alice", &said);
        for seq in 2..200 {
            let text = seq.to_string();
            let reaction = NewItem {
                kind: ItemKind::Reaction,
                text: &text,
                target: Some(&ID),
                ..NewItem::by(&nobody)
            };
            table.add(seq, "mallory", &reaction);
        }
        assert_eq!(table.0.timeline(&ROOM, None, 10).unwrap()[0].reactions.len(), 32);
    }

    #[test]
    fn whether_a_message_was_taken_back_is_not_sought_in_the_whole_room() {
        let plan = Table::new().0.plan(&withdrawal_query());
        assert!(plan.contains("INDEX item_target (room=? AND target=?)"), "{plan}");
    }
}
