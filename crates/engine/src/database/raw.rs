//! Items as they are stored, for a simulator that works out by itself what they come to.

use corridor_wire::id::{AccountId, Seq};
use rusqlite::{Row, params};

use super::item::{SENT, delivery_of, kind_of};
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{Delivery, ItemKind, LocalId, RoomId};

/// Something said, or done to it.
#[allow(clippy::struct_excessive_bools, reason = "each says one thing of an item")]
#[derive(Clone, Debug)]
pub struct Raw {
    pub local_id: LocalId,
    pub seq: Option<Seq>,
    pub part: u32,
    pub sender: AccountId,
    pub kind: ItemKind,
    /// As it was said first.
    pub text: String,
    pub sent_at: UnixMillis,
    pub delivery: Delivery,
    pub message_id: Option<Vec<u8>>,
    pub target: Option<Vec<u8>>,
    pub body: Option<Vec<u8>>,
    pub is_written_here: bool,
    pub is_withdrawn: bool,
    pub is_hidden: bool,
    pub is_forwarded: bool,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (sender, kind, delivery): (String, u8, u8) = (row.get(3)?, row.get(4)?, row.get(7)?);
        let seq: Option<i64> = row.get(1)?;
        let (local_id, part, text) = (row.get(0)?, row.get(2)?, row.get(5)?);
        let sent_at = from_sql(row.get(6)?);
        let (message_id, target, body) = (row.get(8)?, row.get(9)?, row.get(10)?);
        let [is_written_here, is_withdrawn, is_hidden, is_forwarded] =
            [row.get(11)?, row.get(12)?, row.get(13)?, row.get(14)?];
        let parse = || {
            Ok(Self {
                local_id,
                seq: seq.map(from_sql),
                part,
                sender: stored("account", AccountId::parse(&sender).ok())?,
                kind: stored("item kind", kind_of(kind))?,
                text,
                sent_at,
                delivery: stored("delivery", delivery_of(delivery))?,
                message_id,
                target,
                body,
                is_written_here,
                is_withdrawn,
                is_hidden,
                is_forwarded,
            })
        };
        Ok(parse())
    }
}

impl Database {
    /// What stands behind `after`, and what is queued.
    pub(crate) fn raw(&self, room: &RoomId, after: Seq) -> Result<Vec<Raw>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT local_id, seq, part, sender, kind, coalesce(first_text, text), sent_at, delivery,
                message_id, target, body, written_here, withdrawn_by IS NOT NULL, hidden, forwarded
             FROM item WHERE room = ?1 AND (seq > ?2 OR seq IS NULL) AND {SENT}
             ORDER BY seq IS NULL, seq, part, local_id"
        ))?;
        let rows = statement.query_map(params![&room.as_bytes()[..], to_sql(after)], Raw::read)?;
        rows.map(|row| row?).collect()
    }
}
