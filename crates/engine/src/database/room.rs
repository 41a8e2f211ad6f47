//! Rooms as this device knows them.

use corridor_sealing::room_state::{RoomKind, RoomState};
use corridor_wire::chain::ChainHash;
use corridor_wire::id::{LogId, Seq, Version};
use corridor_wire::token::Token;
use rusqlite::{OptionalExtension, Row, params};

use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::output::UnixMillis;
use crate::view::{RoomId, RoomStatus};

/// The stored form of `RoomStatus`; the text that belongs to it is `RoomRow::detail`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StatusCode {
    Active = 0,
    Damaged = 1,
    Halted = 2,
    Left = 3,
    Removed = 4,
}

#[derive(Clone)]
pub(crate) struct RoomRow {
    pub(crate) id: RoomId,
    pub(crate) state: RoomState,
    pub(crate) status: StatusCode,
    pub(crate) detail: String,
    /// Whether the hub has the log.
    pub(crate) created: bool,
    /// Held by the device that founded the room.
    pub(crate) delete_token: Option<Token>,
    pub(crate) cursor: Seq,
    pub(crate) version: Version,
    pub(crate) chain: ChainHash,
    pub(crate) read_seq: Seq,
    pub(crate) mark: u64,
    pub(crate) acknowledged: u64,
    pub(crate) last_activity: UnixMillis,
    pub(crate) skipped: u64,
    pub(crate) contradiction: Option<String>,
    /// When this device last asked to be added again.
    pub(crate) asked_at: UnixMillis,
}

impl RoomRow {
    pub(crate) fn view_status(&self) -> RoomStatus {
        match self.status {
            StatusCode::Active => RoomStatus::Active,
            StatusCode::Damaged => RoomStatus::Damaged(self.detail.clone()),
            StatusCode::Halted => RoomStatus::Halted,
            StatusCode::Left => RoomStatus::Left,
            StatusCode::Removed => RoomStatus::Removed,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let id: Vec<u8> = row.get("id")?;
        let state: Vec<u8> = row.get("state")?;
        let status: i64 = row.get("status")?;
        let chain: Vec<u8> = row.get("chain")?;
        let delete_token: Option<Vec<u8>> = row.get("delete_token")?;
        let number = |name: &str| row.get::<_, i64>(name).map(from_sql);
        let (cursor, version, read_seq) =
            (number("cursor")?, number("version")?, number("read_seq")?);
        let (mark, acknowledged) = (number("mark")?, number("acknowledged")?);
        let (last_activity, skipped, asked_at) =
            (number("last_activity")?, number("skipped")?, number("asked_at")?);
        let (detail, created, contradiction) =
            (row.get("detail")?, row.get("created")?, row.get("contradiction")?);
        let parse = || {
            Ok(Self {
                id: stored("room id", LogId::from_slice(&id))?,
                state: stored("room state", RoomState::decode(&state).ok())?,
                status: match status {
                    0 => StatusCode::Active,
                    1 => StatusCode::Damaged,
                    2 => StatusCode::Halted,
                    3 => StatusCode::Left,
                    4 => StatusCode::Removed,
                    other => return Err(StorageError::Corrupt(format!("room status {other}"))),
                },
                detail,
                created,
                delete_token: delete_token.as_deref().and_then(Token::from_slice),
                cursor,
                version,
                chain: stored("room chain", ChainHash::from_slice(&chain))?,
                read_seq,
                mark,
                acknowledged,
                last_activity,
                skipped,
                contradiction,
                asked_at,
            })
        };
        Ok(parse())
    }
}

/// What is asked about every room at every input.
pub(crate) struct ActiveRoom {
    pub(crate) id: RoomId,
    pub(crate) created: bool,
    pub(crate) cursor: Seq,
}

impl Database {
    /// The rooms that are open to this device, without what takes reading.
    pub(crate) fn active_rooms(&self) -> Result<Vec<ActiveRoom>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, created, cursor FROM room WHERE status = ?1")?;
        let rows = statement.query_map(params![StatusCode::Active as i64], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get::<_, i64>(2)?))
        })?;
        rows.map(|row| {
            let (id, created, cursor) = row?;
            let id = stored("room id", LogId::from_slice(&id))?;
            Ok(ActiveRoom { id, created, cursor: from_sql(cursor) })
        })
        .collect()
    }

    pub(crate) fn room(&self, id: &RoomId) -> Result<Option<RoomRow>, StorageError> {
        self.connection
            .prepare_cached("SELECT * FROM room WHERE id = ?1")?
            .query_row(params![&id.as_bytes()[..]], RoomRow::read)
            .optional()?
            .transpose()
    }

    pub(crate) fn rooms(&self) -> Result<Vec<RoomRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached("SELECT * FROM room ORDER BY last_activity DESC, id")?;
        statement.query_map([], RoomRow::read)?.map(|row| row?).collect()
    }

    pub(crate) fn put_room(&self, room: &RoomRow) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO room (id, title, direct, status, detail, state, created,
                    delete_token, cursor, version, chain, read_seq, mark, acknowledged,
                    last_activity, skipped, contradiction, asked_at, ends_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                    ?17, ?18, ?19)",
            )?
            .execute(params![
                &room.id.as_bytes()[..],
                room.state.title,
                room.state.kind == RoomKind::Direct,
                room.status as i64,
                room.detail,
                room.state.encode().map_err(|error| StorageError::Corrupt(error.to_string()))?,
                room.created,
                room.delete_token.as_ref().map(|token| token.expose().to_vec()),
                to_sql(room.cursor),
                to_sql(room.version),
                &room.chain.as_bytes()[..],
                to_sql(room.read_seq),
                to_sql(room.mark),
                to_sql(room.acknowledged),
                to_sql(room.last_activity),
                to_sql(room.skipped),
                room.contradiction,
                to_sql(room.asked_at),
                crate::turn::end_of(&room.state).map(to_sql),
            ])?;
        Ok(())
    }

    pub(crate) fn epoch_token(
        &self,
        room: &RoomId,
        version: Version,
    ) -> Result<Option<Token>, StorageError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT token FROM epoch_token WHERE room = ?1 AND version <= ?2
                 ORDER BY version DESC LIMIT 1",
            )?
            .query_row(params![&room.as_bytes()[..], to_sql(version)], |row| {
                row.get::<_, Vec<u8>>(0)
            })
            .optional()?
            .and_then(|bytes| Token::from_slice(&bytes)))
    }

    pub(crate) fn put_epoch_token(
        &self,
        room: &RoomId,
        version: Version,
        token: &Token,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO epoch_token (room, version, token) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![&room.as_bytes()[..], to_sql(version), &token.expose()[..]])?;
        Ok(())
    }

    /// Keeps the timeline and forgets everything that could open or write the log, or let others in.
    pub(crate) fn forget_room_secrets(&self, room: &RoomId) -> Result<(), StorageError> {
        for table in [
            "epoch_token",
            "intent",
            "flight",
            "upload",
            "entry",
            "lost",
            "due_receipt",
            "device",
            "room_link",
            "profile_room",
            "waking",
        ] {
            self.connection.execute(
                &format!("DELETE FROM {table} WHERE room = ?1"),
                params![&room.as_bytes()[..]],
            )?;
        }
        // What was queued to be done to messages shows on them already.
        let mut queued = self.connection.prepare_cached(
            "SELECT DISTINCT target FROM item
             WHERE room = ?1 AND seq IS NULL AND kind BETWEEN 11 AND 16 AND target IS NOT NULL",
        )?;
        let targets: Vec<Vec<u8>> = queued
            .query_map(params![&room.as_bytes()[..]], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.connection.execute(
            "DELETE FROM item WHERE room = ?1 AND seq IS NULL",
            params![&room.as_bytes()[..]],
        )?;
        for target in targets {
            self.work_out(room, &target)?;
        }
        self.has_forgotten.set(true);
        Ok(())
    }

    /// For a device that is let in again: forgets what belonged to the epochs that it missed, and keeps
    /// what its person has asked for.
    pub(crate) fn forget_room_epochs(&self, room: &RoomId) -> Result<(), StorageError> {
        for table in ["epoch_token", "upload", "entry", "lost", "device", "waking"] {
            self.connection.execute(
                &format!("DELETE FROM {table} WHERE room = ?1"),
                params![&room.as_bytes()[..]],
            )?;
        }
        Ok(())
    }

    pub(crate) fn park_invitation(
        &self,
        room: &RoomId,
        seq: Seq,
        record: &[u8],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO parked (room, seq, record) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![&room.as_bytes()[..], to_sql(seq), record])?;
        Ok(())
    }

    pub(crate) fn parked_invitation(
        &self,
        room: &RoomId,
    ) -> Result<Option<(Seq, Vec<u8>)>, StorageError> {
        Ok(self
            .connection
            .prepare_cached("SELECT seq, record FROM parked WHERE room = ?1")?
            .query_row(params![&room.as_bytes()[..]], |row| {
                Ok((from_sql(row.get(0)?), row.get(1)?))
            })
            .optional()?)
    }

    pub(crate) fn drop_parked_invitation(&self, room: &RoomId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM parked WHERE room = ?1")?
            .execute(params![&room.as_bytes()[..]])?;
        Ok(())
    }
}
