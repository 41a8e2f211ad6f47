//! Files: what is known of each, where its sealed bytes are, and its content where that is here.

use corridor_sealing::file::FileKey;
use corridor_sealing::long_file::Parts;
use corridor_wire::id::BlobId;
use corridor_wire::token::Token;
use rusqlite::{OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::item::stored_details;
use super::{Database, from_sql, stored, to_sql};
use crate::command::StorageError;
use crate::view::{FileState, FileView, LocalId, RoomId};

/// How far a file has come. `FileState` says the same with what its message has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FileStage {
    Uploading = 0,
    Paused = 1,
    Uploaded = 2,
    Elsewhere = 3,
    Fetching = 4,
    Here = 5,
    Gone = 6,
    /// Its person is still giving the parts of its content.
    Copying = 7,
}

const STAGES: [FileStage; 8] = [
    FileStage::Uploading,
    FileStage::Paused,
    FileStage::Uploaded,
    FileStage::Elsewhere,
    FileStage::Fetching,
    FileStage::Here,
    FileStage::Gone,
    FileStage::Copying,
];

pub(crate) struct FileRow {
    pub(crate) item: LocalId,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: u64,
    pub(crate) preview: Option<Vec<u8>>,
    pub(crate) key: FileKey,
    /// Of the sealed bytes.
    pub(crate) hash: [u8; 32],
    /// `None` until the relay has made room, and for a file that is at no relay of ours.
    pub(crate) blob: Option<BlobId>,
    pub(crate) read_token: Option<Token>,
    pub(crate) write_token: Option<Token>,
    pub(crate) stage: FileStage,
    /// The roster that its writer had seen.
    pub(crate) mark: u64,
    /// Of a long file: how many parts are at the relay, or on this device.
    pub(crate) done: u32,
}

impl FileRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Result<Self, StorageError>> {
        let key: Zeroizing<Vec<u8>> = Zeroizing::new(row.get(5)?);
        let (nonce, hash): (Vec<u8>, Vec<u8>) = (row.get(6)?, row.get(7)?);
        let blob: Option<Vec<u8>> = row.get(8)?;
        let token = |column| -> rusqlite::Result<Option<Token>> {
            Ok(row.get::<_, Option<Vec<u8>>>(column)?.as_deref().and_then(Token::from_slice))
        };
        let (read_token, write_token) = (token(9)?, token(10)?);
        let stage: u8 = row.get(11)?;
        let (item, name, media_type) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (bytes, preview, mark) = (row.get(3)?, row.get(4)?, row.get(12)?);
        let done = row.get(13)?;
        let parse = || {
            Ok(Self {
                item,
                name,
                media_type,
                bytes: from_sql(bytes),
                preview,
                key: stored("file key", FileKey::from_parts(&key, &nonce))?,
                hash: stored("file hash", hash.try_into().ok())?,
                blob: blob.map(|id| stored("blob id", BlobId::from_slice(&id))).transpose()?,
                read_token,
                write_token,
                stage: stored("file stage", STAGES.get(usize::from(stage)).copied())?,
                mark: from_sql(mark),
                done,
            })
        };
        Ok(parse())
    }
}

/// The file of an item, from the columns that `item::COLUMNS` ends with.
pub(super) fn read_view(
    row: &Row<'_>,
    is_sent: bool,
) -> rusqlite::Result<Option<Result<FileView, StorageError>>> {
    let Some(name) = row.get::<_, Option<String>>(7)? else { return Ok(None) };
    let stage: u8 = row.get(10)?;
    let (media_type, has_preview) = (row.get(8)?, row.get(11)?);
    let (bytes, done): (u64, u32) = (from_sql(row.get(9)?), row.get(23)?);
    let stage = stored("file stage", STAGES.get(usize::from(stage)).copied());
    Ok(Some(stage.map(|stage| FileView {
        name,
        media_type,
        bytes,
        state: match stage {
            FileStage::Uploading => FileState::Uploading,
            FileStage::Paused => FileState::Paused,
            FileStage::Uploaded if is_sent => FileState::Sent,
            FileStage::Uploaded => FileState::Waiting,
            FileStage::Elsewhere => FileState::Elsewhere,
            FileStage::Fetching => FileState::Fetching,
            FileStage::Here => FileState::Here,
            FileStage::Gone => FileState::Gone,
            FileStage::Copying => FileState::Copying,
        },
        bytes_done: match Parts::of(bytes) {
            Some(parts) => (0..done).map(|part| parts.content_length(part)).sum(),
            None if stage == FileStage::Here => bytes,
            None if stage == FileStage::Uploaded && is_sent => bytes,
            None => 0,
        },
        has_preview,
    })))
}

const COLUMNS: &str = "SELECT item, name, media_type, bytes, preview, key, nonce, hash, blob,
    read_token, write_token, state, mark, done FROM file";

impl Database {
    pub(crate) fn put_file(&self, file: &FileRow) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO file (item, name, media_type, bytes, preview, key, nonce,
                    hash, blob, read_token, write_token, state, mark, done)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                file.item,
                file.name,
                file.media_type,
                to_sql(file.bytes),
                file.preview,
                &file.key.expose()[..],
                &file.key.nonce()[..],
                &file.hash[..],
                file.blob.as_ref().map(|blob| &blob.as_bytes()[..]),
                file.read_token.as_ref().map(|token| &token.expose()[..]),
                file.write_token.as_ref().map(|token| &token.expose()[..]),
                file.stage as i64,
                to_sql(file.mark),
                file.done,
            ])?;
        Ok(())
    }

    pub(crate) fn file(&self, item: LocalId) -> Result<Option<FileRow>, StorageError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{COLUMNS} WHERE item = ?1"))?;
        let mut rows = statement.query_map(params![item], FileRow::read)?;
        rows.next().map(|row| row?).transpose()
    }

    /// Those that are to go up or to come down, oldest first.
    pub(crate) fn files_under_way(&self) -> Result<Vec<LocalId>, StorageError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT item FROM file WHERE state IN (0, 4) ORDER BY item")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Whether an earlier picture of its album is not at the relay yet. They go up one after the other, because they
    /// stand in the log as they arrive there, and are shown as they stand in the log.
    pub(crate) fn waits_for_album(&self, item: LocalId) -> Result<bool, StorageError> {
        let Some(album) = self.details(item)?.and_then(|details| details.album) else {
            return Ok(false);
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT item.details FROM file JOIN item ON item.local_id = file.item
             WHERE file.item < ?1 AND file.state IN (0, 1, 7) AND item.details IS NOT NULL
             AND item.room = (SELECT room FROM item WHERE local_id = ?1)",
        )?;
        let mut earlier = statement.query(params![item])?;
        while let Some(row) = earlier.next()? {
            if stored_details(row.get(0)?)?.and_then(|details| details.album) == Some(album) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(crate) fn set_file_stage(
        &self,
        item: LocalId,
        stage: FileStage,
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("UPDATE file SET state = ?2 WHERE item = ?1")?
            .execute(params![item, stage as i64])?;
        Ok(())
    }

    pub(crate) fn place_file(
        &self,
        item: LocalId,
        place: Option<(&BlobId, &Token)>,
    ) -> Result<(), StorageError> {
        let blob = place.map(|(blob, _)| &blob.as_bytes()[..]);
        let token = place.map(|(_, token)| &token.expose()[..]);
        self.connection
            .prepare_cached(
                "UPDATE file SET blob = ?2, write_token = ?3, done = 0 WHERE item = ?1",
            )?
            .execute(params![item, blob, token])?;
        Ok(())
    }

    /// A restored relay may have lost what no record points to yet.
    pub(crate) fn forget_file_places(&self) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE file SET blob = NULL, write_token = NULL, done = 0 WHERE state IN (0, 1)",
            )?
            .execute([])?;
        Ok(())
    }

    pub(crate) fn put_file_content(
        &self,
        item: LocalId,
        content: &[u8],
    ) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO file_content (item, content) VALUES (?1, ?2)")?
            .execute(params![item, content])?;
        Ok(())
    }

    pub(crate) fn file_content(
        &self,
        item: LocalId,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StorageError> {
        let content: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT content FROM file_content WHERE item = ?1")?
            .query_row(params![item], |row| row.get(0))
            .optional()?;
        Ok(content.map(Zeroizing::new))
    }

    /// The room of an item, and whether it stands in the log.
    pub(crate) fn place_of(&self, item: LocalId) -> Result<Option<(RoomId, bool)>, StorageError> {
        let found: Option<(Vec<u8>, bool)> = self
            .connection
            .prepare_cached("SELECT room, seq IS NOT NULL FROM item WHERE local_id = ?1")?
            .query_row(params![item], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((room, is_placed)) = found else { return Ok(None) };
        Ok(Some((stored("room id", RoomId::from_slice(&room))?, is_placed)))
    }

    /// Files of a room whose message waits for them, and is no intent yet.
    pub(crate) fn count_files_to_send(&self, room: &RoomId) -> Result<usize, StorageError> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM item JOIN file ON file.item = item.local_id
                 WHERE room = ?1 AND seq IS NULL AND state IN (0, 1)",
            )?
            .query_row(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
