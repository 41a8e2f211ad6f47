//! Parts of a commit that are too large for a record and go through the blob store.

use corridor_sealing::blob::BlobReference;
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;
use corridor_wire::{decode, encode};
use rusqlite::{Row, params};
use zeroize::Zeroizing;

use super::{Database, stored};
use crate::command::StorageError;
use crate::view::RoomId;

/// Which part of a flight an upload is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Slot {
    Message = 0,
    Welcome = 1,
    Tree = 2,
}

pub(crate) struct UploadRow {
    pub(crate) id: i64,
    pub(crate) room: RoomId,
    pub(crate) slot: Slot,
    /// What members will be told; its blob id counts only once there is a `write_token`.
    pub(crate) reference: BlobReference,
    pub(crate) ciphertext: Vec<u8>,
    /// Present once the relay has made room.
    pub(crate) write_token: Option<Token>,
    pub(crate) done: bool,
}

/// A reference is two hundred bytes.
const REFERENCE_LIMIT: usize = 1024;

impl UploadRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let (id, slot, done) = (row.get(0)?, row.get::<_, i64>(2)?, row.get(6)?);
        let room: Vec<u8> = row.get(1)?;
        let reference: Zeroizing<Vec<u8>> = Zeroizing::new(row.get(3)?);
        let ciphertext = row.get(4)?;
        let write_token: Option<Vec<u8>> = row.get(5)?;
        let parse = || {
            Ok(Self {
                id,
                room: stored("room id", RoomId::from_slice(&room))?,
                slot: match slot {
                    0 => Slot::Message,
                    1 => Slot::Welcome,
                    _ => Slot::Tree,
                },
                reference: stored("blob reference", decode(&reference, REFERENCE_LIMIT).ok())?,
                ciphertext,
                write_token: write_token.as_deref().and_then(Token::from_slice),
                done,
            })
        };
        Ok(parse())
    }
}

const COLUMNS: &str = "SELECT id, room, slot, reference, ciphertext, write_token, done FROM upload";

impl Database {
    pub(crate) fn add_upload(
        &self,
        room: &RoomId,
        slot: Slot,
        reference: &BlobReference,
        ciphertext: &[u8],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT INTO upload (room, slot, reference, ciphertext, done)
                 VALUES (?1, ?2, ?3, ?4, 0)",
            )?
            .execute(params![&room.as_bytes()[..], slot as i64, encode(reference), ciphertext])?;
        Ok(())
    }

    pub(crate) fn uploads(&self, room: &RoomId) -> Result<Vec<UploadRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{COLUMNS} WHERE room = ?1 ORDER BY id"))?;
        statement
            .query_map(params![&room.as_bytes()[..]], UploadRow::read)?
            .map(|row| row?)
            .collect()
    }

    pub(crate) fn upload(&self, id: i64) -> Result<Option<UploadRow>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
        let mut rows = statement.query_map(params![id], UploadRow::read)?;
        rows.next().map(|row| row?).transpose()
    }

    /// The relay has made room for the upload at `blob`.
    pub(crate) fn place_upload(
        &self,
        upload: &UploadRow,
        blob: BlobId,
        write_token: &Token,
    ) -> Result<(), StorageError> {
        let reference = BlobReference { blob, ..upload.reference.clone() };
        self.connection
            .prepare_cached("UPDATE upload SET reference = ?2, write_token = ?3 WHERE id = ?1")?
            .execute(params![upload.id, encode(&reference), &write_token.expose()[..]])?;
        Ok(())
    }

    /// The relay does not know the place any more: another one has to be asked for.
    pub(crate) fn forget_place(&self, id: i64) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE upload SET write_token = NULL WHERE id = ?1")?
            .execute(params![id])?;
        Ok(())
    }

    /// A restored relay may have lost what no record points to yet.
    pub(crate) fn forget_places(&self) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE upload SET write_token = NULL, done = 0 WHERE room IN
                    (SELECT room FROM flight WHERE record IS NULL)",
            )?
            .execute([])?;
        Ok(())
    }

    pub(crate) fn finish_upload(&self, id: i64) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE upload SET done = 1 WHERE id = ?1")?
            .execute(params![id])?;
        Ok(())
    }
}
