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

#[cfg(test)]
mod tests {
    use corridor_sealing::Entropy;
    use corridor_sealing::blob::seal_blob;

    use super::*;
    use crate::database::{DatabaseKey, Location};

    const ROOM: RoomId = RoomId::from_bytes([2; 16]);

    #[test]
    fn an_upload_has_a_place_when_the_relay_has_made_one_until_it_is_forgotten() {
        let database =
            Database::open(&Location::Memory, &DatabaseKey::from_bytes([1; 32])).unwrap();
        let sealed = seal_blob(b"a tree", &mut Entropy::from_bytes([4; 32]).rng()).unwrap();
        let nowhere = BlobId::from_bytes([0; 16]);
        let reference = sealed.reference(nowhere, Token::from_bytes([5; 32]));
        for slot in [Slot::Message, Slot::Welcome, Slot::Tree] {
            database.add_upload(&ROOM, slot, &reference, &sealed.ciphertext).unwrap();
        }
        let uploads = database.uploads(&ROOM).unwrap();
        let slots: Vec<Slot> = uploads.iter().map(|upload| upload.slot).collect();
        assert_eq!(slots, [Slot::Message, Slot::Welcome, Slot::Tree]);
        assert!(database.uploads(&RoomId::from_bytes([3; 16])).unwrap().is_empty());
        let welcome = &uploads[1];
        assert!(!welcome.done && welcome.write_token.is_none());
        let blob = BlobId::from_bytes([6; 16]);
        database.place_upload(welcome, blob, &Token::from_bytes([7; 32])).unwrap();
        database.finish_upload(welcome.id).unwrap();
        let placed = database.upload(welcome.id).unwrap().unwrap();
        assert_eq!((placed.room, placed.slot, placed.done), (ROOM, Slot::Welcome, true));
        assert_eq!(placed.reference.blob, blob);
        assert!(placed.write_token.is_some());
        assert_eq!(placed.ciphertext, sealed.ciphertext);
        assert_eq!(database.upload(uploads[0].id).unwrap().unwrap().reference.blob, nowhere);
        database.forget_place(welcome.id).unwrap();
        assert!(database.upload(welcome.id).unwrap().unwrap().write_token.is_none());
        assert!(database.upload(99).unwrap().is_none());
    }
}
