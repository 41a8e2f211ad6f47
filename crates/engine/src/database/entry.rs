//! The log as it was read here: its chain, to compare histories, and its bytes, to give a relay back
//! what it lost.

use corridor_wire::chain::ChainHash;
use corridor_wire::id::Seq;
use corridor_wire::relay_frame::Entry;
use corridor_wire::{decode, encode, limits};
use rusqlite::{OptionalExtension, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::RoomId;

pub(crate) struct EntryRow {
    pub(crate) entry: Entry,
}

impl Database {
    /// `entry` is `None` for the position at which this device joined.
    pub(crate) fn put_entry(
        &self,
        room: &RoomId,
        seq: Seq,
        chain: &ChainHash,
        entry: Option<&Entry>,
        now: UnixMillis,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO entry (room, seq, chain, bytes, read_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                &room.as_bytes()[..],
                to_sql(seq),
                &chain.as_bytes()[..],
                entry.map(encode),
                to_sql(now),
            ])?;
        Ok(())
    }

    pub(crate) fn chain_at(
        &self,
        room: &RoomId,
        seq: Seq,
    ) -> Result<Option<ChainHash>, StorageError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT chain FROM entry WHERE room = ?1 AND seq = ?2")?
            .query_row(params![&room.as_bytes()[..], to_sql(seq)], |row| row.get(0))
            .optional()?;
        bytes.map(|bytes| stored("chain", ChainHash::from_slice(&bytes))).transpose()
    }

    pub(crate) fn entry_at(&self, room: &RoomId, seq: Seq) -> Result<Option<Entry>, StorageError> {
        let entries = self.entries_after(room, seq.saturating_sub(1), 1)?;
        Ok(entries.into_iter().map(|row| row.entry).find(|entry| entry.seq == seq))
    }

    /// Entries after `seq` whose bytes are kept, in order, at most `limit`.
    pub(crate) fn entries_after(
        &self,
        room: &RoomId,
        seq: Seq,
        limit: u64,
    ) -> Result<Vec<EntryRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT bytes FROM entry WHERE room = ?1 AND seq > ?2 AND bytes IS NOT NULL
             ORDER BY seq LIMIT ?3",
        )?;
        statement
            .query_map(params![&room.as_bytes()[..], to_sql(seq), to_sql(limit)], |row| {
                row.get::<_, Vec<u8>>(0)
            })?
            .map(|bytes| {
                Ok(EntryRow { entry: stored("entry", decode(&bytes?, limits::FRAME_BYTES).ok())? })
            })
            .collect()
    }

    /// The lowest position whose chain is known.
    pub(crate) fn first_known_seq(&self, room: &RoomId) -> Result<Option<Seq>, StorageError> {
        let seq: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(seq) FROM entry WHERE room = ?1")?
            .query_row(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(seq.map(from_sql))
    }

    /// Forgets sealed bytes that the relay would have expired too.
    pub(crate) fn expire_entries(&self, before: UnixMillis) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE entry SET bytes = NULL WHERE read_at < ?1 AND bytes IS NOT NULL",
            )?
            .execute(params![to_sql(before)])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use corridor_wire::client_frame::Record;
    use corridor_wire::id::{LogId, OpId};

    use super::*;
    use crate::database::{DatabaseKey, Location};

    #[test]
    fn bytes_that_the_relay_would_have_expired_are_forgotten_and_their_place_is_not() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let room = LogId::from_bytes([3; 16]);
        for (seq, read_at) in [(1, 100), (2, 200)] {
            let entry = Entry {
                seq,
                version: 0,
                op_id: OpId::from_bytes([4; 16]),
                record: Record::new(vec![5; 64]).unwrap(),
                commit: None,
            };
            database
                .put_entry(&room, seq, &ChainHash::empty(&room), Some(&entry), read_at)
                .unwrap();
        }
        let kept = |database: &Database| -> Vec<Seq> {
            let rows = database.entries_after(&room, 0, 10).unwrap();
            rows.into_iter().map(|row| row.entry.seq).collect()
        };
        database.expire_entries(100).unwrap();
        assert_eq!(kept(&database), [1, 2]);
        database.expire_entries(101).unwrap();
        assert_eq!(kept(&database), [2]);
        assert_eq!(database.first_known_seq(&room).unwrap(), Some(1));
        assert!(database.chain_at(&room, 1).unwrap().is_some());
    }
}
