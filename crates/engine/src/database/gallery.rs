//! What a room's files are, what they take on this device, and making room.

use corridor_content::Details;
use corridor_wire::planted::{Bug, is_planted};
use rusqlite::{OptionalExtension, params};

use super::blocked::BY_BLOCKED;
use super::item::stored_details;
use super::{Database, from_sql, stored};
use crate::command::StorageError;
use crate::kinds::{GalleryKind, RoomStorage};
use crate::view::{LocalId, RoomId, TimelineItem};

/// The content of a file that is here and that the relay has too, by its sender's record.
const FREEABLE: &str = "file.state IN (2, 5) AND file.blob IS NOT NULL AND item.seq IS NOT NULL";

/// What a file takes: in one piece, or in parts.
const SIZE: &str = "(coalesce((SELECT length(content) FROM file_content
        WHERE file_content.item = file.item), 0)
    + coalesce((SELECT sum(length(content)) FROM file_part WHERE file_part.item = file.item), 0))";

impl Database {
    /// About `limit` items of one kind, the newest first; `before` is the last of those that were shown.
    pub(crate) fn gallery(
        &self,
        room: &RoomId,
        kind: GalleryKind,
        before: Option<LocalId>,
        limit: usize,
    ) -> Result<Vec<TimelineItem>, StorageError> {
        let condition = match kind {
            GalleryKind::Pictures => "kind = 10 AND media_type LIKE 'image/%'",
            GalleryKind::Files => "kind = 10 AND media_type NOT LIKE 'image/%'",
            GalleryKind::Voice => "kind = 10 AND media_type LIKE 'audio/%'",
            GalleryKind::Links => "kind = 0 AND (text LIKE '%http://%' OR text LIKE '%https://%')",
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT local_id, details FROM item LEFT JOIN file ON file.item = item.local_id
             WHERE room = ?1 AND local_id < ?2 AND hidden = 0 AND withdrawn_by IS NULL
                AND NOT (own = 0 AND {BY_BLOCKED}) AND {condition}
             ORDER BY local_id DESC"
        ))?;
        let mut rows =
            statement.query(params![&room.as_bytes()[..], before.unwrap_or(LocalId::MAX)])?;
        let mut items = Vec::new();
        while items.len() < limit
            && let Some(row) = rows.next()?
        {
            let details = stored_details(row.get(1)?)?.unwrap_or_default();
            if is_of(kind, &details) {
                let item = self.items("WHERE local_id = ?1", params![row.get::<_, i64>(0)?])?.pop();
                items.push(stored("gallery item", item)?);
            }
        }
        Ok(items)
    }

    /// The rooms that have any content of files here, the largest first.
    pub(crate) fn storage(&self) -> Result<Vec<RoomStorage>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT room, count(*), sum(size), sum(CASE WHEN is_freeable THEN size ELSE 0 END) FROM
                (SELECT room, {SIZE} AS size, {FREEABLE} AS is_freeable
                 FROM file JOIN item ON item.local_id = file.item)
             WHERE size > 0 GROUP BY room ORDER BY 3 DESC"
        ))?;
        let rows = statement.query_map([], |row| {
            let room: Vec<u8> = row.get(0)?;
            Ok((room, row.get(1)?, from_sql(row.get(2)?), from_sql(row.get(3)?)))
        })?;
        rows.map(|row| {
            let (room, files, bytes, freeable): (_, i64, _, _) = row?;
            let room = stored("room id", RoomId::from_slice(&room))?.to_string();
            Ok(RoomStorage { room, files: usize::try_from(files).unwrap_or(0), bytes, freeable })
        })
        .collect()
    }

    pub(crate) fn freeable_files(&self, room: &RoomId) -> Result<Vec<LocalId>, StorageError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT file.item FROM file JOIN item ON item.local_id = file.item
             WHERE room = ?1 AND {FREEABLE}"
        ))?;
        let rows = statement.query_map(params![&room.as_bytes()[..]], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets the content of a file and keeps its key. Answers whether there was anything to be freed.
    pub(crate) fn free_file(&self, item: LocalId) -> Result<bool, StorageError> {
        let freed = self
            .connection
            .prepare_cached(&format!(
                "UPDATE file SET state = 3, done = 0 WHERE item =
                    (SELECT local_id FROM item JOIN file ON file.item = local_id
                     WHERE local_id = ?1 AND {FREEABLE})"
            ))?
            .execute(params![item])?;
        if freed == 0 {
            return Ok(false);
        }
        for table in ["file_content", "file_part"] {
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE item = ?1"))?
                .execute(params![item])?;
        }
        self.has_forgotten.set(true);
        Ok(true)
    }

    /// What a message tells of itself beside its words.
    pub(super) fn details(&self, item: LocalId) -> Result<Option<Details>, StorageError> {
        let details: Option<Option<Vec<u8>>> = self
            .connection
            .prepare_cached("SELECT details FROM item WHERE local_id = ?1")?
            .query_row(params![item], |row| row.get(0))
            .optional()?;
        stored_details(details.flatten())
    }

    pub(crate) fn is_view_once(&self, item: LocalId) -> Result<bool, StorageError> {
        Ok(self.details(item)?.is_some_and(|details| details.is_view_once))
    }

    /// Key, bytes and preview of a file; that it was there stays, and what was said with it.
    pub(crate) fn erase_file(&self, item: LocalId) -> Result<(), StorageError> {
        for table in ["file", "file_content"] {
            if table == "file_content" && is_planted(Bug::OpenedContentStays) {
                continue;
            }
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE item = ?1"))?
                .execute(params![item])?;
        }
        self.has_forgotten.set(true);
        Ok(())
    }
}

/// What is to be opened once is in no gallery, and a voice note among no other files.
fn is_of(kind: GalleryKind, details: &Details) -> bool {
    let is_voice = details.voice.is_some();
    match kind {
        GalleryKind::Links => true,
        _ if details.is_view_once => false,
        GalleryKind::Voice => is_voice,
        GalleryKind::Pictures | GalleryKind::Files => !is_voice,
    }
}
