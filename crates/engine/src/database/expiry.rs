//! What is forgotten when its time is over: a message, and with it what people have done to it.

use corridor_wire::id::AccountId;
use rusqlite::{OptionalExtension, params};

use super::item::{ON_STATEMENT, SAID};
use super::{Database, from_sql, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{LocalId, RoomId};

/// How long a statement waits for another connection, as `rusqlite` has it.
const BUSY_MS: u64 = 5_000;

impl Database {
    pub(crate) fn next_expiry(&self) -> Result<Option<UnixMillis>, StorageError> {
        let next: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT min(at) FROM (
                    SELECT min(expires_at) AS at FROM item WHERE expires_at IS NOT NULL
                    UNION ALL SELECT min(until) * 1000 FROM affiliation)",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(next.map(from_sql))
    }

    /// What is to be forgotten by `now`. A message whose author has said it otherwise goes with the edit,
    /// whichever ends first: otherwise it would say again what it was to say no longer.
    pub(crate) fn expired(&self, now: UnixMillis) -> Result<Vec<LocalId>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT said.local_id FROM item AS edit JOIN item AS said ON said.room = edit.room
                AND said.message_id = edit.target AND said.sender = edit.sender AND said.{SAID}
             WHERE edit.expires_at <= ?1 AND edit.kind = 12 AND edit.seq IS NOT NULL
             UNION ALL SELECT local_id FROM item WHERE expires_at <= ?1"
        ))?;
        let rows = statement.query_map(params![to_sql(now)], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(crate) fn expires_at(&self, item: LocalId) -> Result<Option<UnixMillis>, StorageError> {
        let found: Option<Option<i64>> = self
            .connection
            .prepare_cached("SELECT expires_at FROM item WHERE local_id = ?1")?
            .query_row(params![item], |row| row.get(0))
            .optional()?;
        Ok(found.flatten().map(from_sql))
    }

    pub(crate) fn set_expires_at(
        &self,
        item: LocalId,
        at: Option<UnixMillis>,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE item SET expires_at = ?2 WHERE local_id = ?1")?
            .execute(params![item, at.map(to_sql)])?;
        Ok(())
    }

    /// Whether a message of this id is here.
    pub(crate) fn has_message(&self, room: &RoomId, id: &[u8]) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM item WHERE room = ?1 AND message_id = ?2")?
            .exists(params![&room.as_bytes()[..], id])?)
    }

    /// Whether somebody else has said something under that id.
    pub(crate) fn is_anothers(
        &self,
        room: &RoomId,
        id: &[u8],
        account: &AccountId,
    ) -> Result<bool, StorageError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT 1 FROM item WHERE room = ?1 AND message_id = ?2 AND sender <> ?3",
            )?
            .exists(params![&room.as_bytes()[..], id, account.as_str()])?)
    }

    /// Takes an item off this device for good; what was done to it is answered, and is to go too.
    pub(crate) fn forget_item(&self, item: LocalId) -> Result<Vec<LocalId>, StorageError> {
        let gone: Option<(Vec<u8>, Option<Vec<u8>>, String)> = self
            .connection
            .prepare_cached(
                "DELETE FROM item WHERE local_id = ?1 RETURNING room, message_id, sender",
            )?
            .query_row(params![item], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        self.has_forgotten.set(true);
        // Its record stays known, and is not brought back to a relay that has lost it.
        self.connection
            .prepare_cached("UPDATE lost SET item = NULL WHERE item = ?1")?
            .execute(params![item])?;
        let Some((room, Some(id), sender)) = gone else { return Ok(Vec::new()) };
        // An id may be claimed by another sender too: what others did to it stays with what is left.
        let is_claimed = self
            .connection
            .prepare_cached("SELECT 1 FROM item WHERE room = ?1 AND message_id = ?2")?
            .exists(params![room, id])?;
        if !is_claimed {
            for table in ["receipt", "due_receipt", "silence_asked"] {
                self.connection
                    .prepare_cached(&format!(
                        "DELETE FROM {table} WHERE room = ?1 AND message_id = ?2"
                    ))?
                    .execute(params![room, id])?;
            }
        }
        let mut acts = self.connection.prepare_cached(&format!(
            "SELECT local_id FROM item WHERE room = ?1 AND target = ?2
 AND (kind BETWEEN 11 AND 16 OR kind IN (27, 28, 32, 33) OR {ON_STATEMENT}) AND (NOT ?3 OR sender = ?4 AND kind IN (12, 16, 27, 35))" ))?;
        let acts = acts.query_map(params![room, id, is_claimed, sender], |row| row.get(0))?;
        Ok(acts.collect::<Result<_, _>>()?)
    }

    /// What was forgotten stands in the log of writes until that is emptied. Answers whether it is; if not
    /// (somebody reads, the disk is full), it is tried again after the next input.
    pub(crate) fn empty_journal(&self) -> bool {
        // Nobody waits for a reader.
        let patience = |milliseconds| {
            self.connection.busy_timeout(core::time::Duration::from_millis(milliseconds))
        };
        let is_busy = patience(0).and_then(|()| {
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
        });
        patience(BUSY_MS).is_ok() && is_busy.is_ok_and(|busy| busy == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{DatabaseKey, Location, NewItem};
    use crate::view::ItemKind;

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);
    const ID: [u8; 32] = [1; 32];

    fn database() -> Database {
        Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap()
    }

    #[test]
    fn an_id_is_anothers_where_somebody_else_has_said_something_under_it() {
        let database = database();
        let [ann, ben] =
            ["ann", "ben"].map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap());
        let is_anothers = |who| database.is_anothers(&ROOM, &ID, who).unwrap();
        assert!(!is_anothers(&ann) && !is_anothers(&ben));
        let item = NewItem { seq: Some(1), message_id: Some(&ID), ..NewItem::by(&ann) };
        database.add_item(&ROOM, &item).unwrap();
        assert!(!is_anothers(&ann) && is_anothers(&ben));
    }

    #[test]
    fn what_disappears_does_so_at_its_time_and_with_what_was_done_to_it() {
        let database = database();
        let [ann, ben] =
            ["ann", "ben"].map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap());
        let add = |item: &NewItem<'_>| database.add_item(&ROOM, item).unwrap().unwrap();
        let said = add(&NewItem {
            seq: Some(1),
            kind: ItemKind::Text,
            text: "said",
            message_id: Some(&ID),
            expires_at: Some(2_000),
            ..NewItem::by(&ann)
        });
        let edit = NewItem {
            seq: Some(2),
            kind: ItemKind::Edit,
            text: "said otherwise",
            target: Some(&ID),
            ..NewItem::by(&ann)
        };
        let edit = add(&edit);
        let reaction = add(&NewItem {
            seq: Some(3),
            kind: ItemKind::Reaction,
            text: "+",
            target: Some(&ID),
            ..NewItem::by(&ben)
        });
        assert_eq!(database.next_expiry().unwrap(), Some(2_000));
        assert!(database.expired(1_999).unwrap().is_empty());
        assert_eq!(database.expired(2_000).unwrap(), [said]);
        // An edit that ends first takes its message with it.
        database.set_expires_at(edit, Some(1_000)).unwrap();
        assert_eq!(database.expires_at(edit).unwrap(), Some(1_000));
        assert_eq!(database.expires_at(reaction).unwrap(), None);
        assert_eq!(database.expires_at(99).unwrap(), None);
        assert_eq!(database.next_expiry().unwrap(), Some(1_000));
        assert_eq!(database.expired(1_000).unwrap(), [said, edit]);
        assert!(database.has_message(&ROOM, &ID).unwrap());
        let mut left = database.forget_item(said).unwrap();
        left.sort_unstable();
        assert_eq!(left, [edit, reaction]);
        assert!(!database.has_message(&ROOM, &ID).unwrap());
        assert!(database.has_forgotten.get());
    }
}
