//! Files that are too long for one piece: given, sent, fetched and kept a part at a time.

use corridor_sealing::file::{FILE_BYTES, FileKey, hash};
use corridor_sealing::long_file::{LONG_FILE_BYTES, Parts, hash_of_parts};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::token::Token;

use super::file::no_content;
use super::file_limits::check_about;
use super::kinds::about_file;
use super::{Turn, sealing};
use crate::command::{Answer, CommandError, LongFileToSend, StorageError};
use crate::database::{FileRow, FileStage};
use crate::view::{LocalId, RoomId, RosterMark};

impl Turn<'_> {
    pub(super) fn begin_file(
        &mut self,
        room: &RoomId,
        file: LongFileToSend,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        check_about(&file.name, &file.media_type, &file.caption, file.preview.as_deref())?;
        let actual = file.bytes;
        Parts::of(actual).ok_or(CommandError::FileSize {
            limit: if actual <= FILE_BYTES as u64 { FILE_BYTES as u64 } else { LONG_FILE_BYTES },
            actual,
        })?;
        let details = about_file(file.about, &file.media_type, actual, file.preview.as_deref())?;
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let local_id = self.queue_file(&row, &file.caption, details.as_deref())?;
        self.database.put_file(&FileRow {
            item: local_id,
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            preview: file.preview,
            key: FileKey::generate(&mut self.rng),
            // Known when all parts are sealed.
            hash: [0; 32],
            blob: None,
            read_token: Some(Token::from_bytes(self.random())),
            write_token: None,
            stage: FileStage::Copying,
            mark,
            done: 0,
        })?;
        Ok(Answer::Queued(local_id))
    }

    pub(super) fn add_file_part(
        &mut self,
        item: LocalId,
        content: &[u8],
    ) -> Result<Answer, CommandError> {
        let file = self.database.file(item)?.ok_or(CommandError::NoFile)?;
        let parts = Parts::of(file.bytes).filter(|_| file.stage == FileStage::Copying);
        let parts = parts.ok_or(CommandError::NoFile)?;
        let (expected, actual) = (parts.content_length(file.done), content.len() as u64);
        if expected != actual {
            return Err(CommandError::FilePart { expected, actual });
        }
        self.database.put_file_part(item, file.done, content, None)?;
        let next = file.done + 1;
        self.database.set_parts_done(item, next)?;
        if parts.content_length(next) == 0 {
            self.goes_out(item, &parts, next)?;
        }
        Ok(Answer::Done)
    }

    /// All of its content is here. The last parts may hold padding alone.
    fn goes_out(&mut self, item: LocalId, parts: &Parts, given: u32) -> Result<(), StorageError> {
        for part in given..parts.count() {
            self.database.put_file_part(item, part, &[], None)?;
        }
        self.database.set_parts_done(item, 0)?;
        self.file_is(item, FileStage::Uploading)
    }

    /// A copy of the file `from` in another item that was begun for it.
    pub(super) fn copy_file(&mut self, from: LocalId, to: LocalId) -> Result<(), CommandError> {
        let file = self.database.file(to)?.ok_or(CommandError::NoFile)?;
        let parts = Parts::of(file.bytes).ok_or(CommandError::NoFile)?;
        self.database.copy_parts(from, to)?;
        Ok(self.goes_out(to, &parts, parts.count())?)
    }

    pub(super) fn seal_next_part(
        &mut self,
        key: &FileKey,
        item: LocalId,
        parts: &Parts,
        part: u32,
    ) -> Result<Vec<u8>, StorageError> {
        let mut content = self.database.file_part(item, part)?.ok_or_else(no_content)?;
        if is_planted(Bug::PartSentOtherwise)
            && !self.database.parts_without_hash(item)?.contains(&part)
        {
            content.fill(0);
        }
        let sealed = key.seal_part(parts, part, &content).map_err(sealing)?;
        self.database.set_part_hash(item, part, &hash(&sealed))?;
        Ok(sealed)
    }

    pub(super) fn part_uploaded(
        &mut self,
        file: &FileRow,
        parts: &Parts,
    ) -> Result<(), StorageError> {
        self.database.set_parts_done(file.item, file.done + 1)?;
        if file.done + 1 < parts.count() { Ok(()) } else { self.parts_uploaded(file.item) }
    }

    /// A part that the relay had before this device knew has no hash yet: it is sealed once more.
    pub(super) fn parts_uploaded(&mut self, item: LocalId) -> Result<(), StorageError> {
        let file = self.database.file(item)?.ok_or_else(no_content)?;
        let parts = Parts::of(file.bytes).ok_or_else(no_content)?;
        for part in self.database.parts_without_hash(item)? {
            self.seal_next_part(&file.key, item, &parts, part)?;
        }
        self.database.set_file_hash(item, &hash_of_parts(&self.database.part_hashes(item)?))?;
        self.file_uploaded(&file)
    }

    pub(super) fn part_came(
        &mut self,
        file: &FileRow,
        parts: &Parts,
        sealed: &[u8],
    ) -> Result<(), StorageError> {
        let Ok(content) = file.key.open_part(parts, file.done, sealed) else {
            return self.parts_are_gone(file.item);
        };
        if file.done == 1 && is_planted(Bug::PartInWrongPlace) {
            self.database.put_file_part(file.item, 0, &content, None)?;
        }
        self.database.put_file_part(file.item, file.done, &content, Some(&hash(sealed)))?;
        self.database.set_parts_done(file.item, file.done + 1)?;
        if file.done + 1 < parts.count() {
            return Ok(());
        }
        if hash_of_parts(&self.database.part_hashes(file.item)?) != file.hash {
            // The relay gave others something else under the same key.
            return self.parts_are_gone(file.item);
        }
        self.file_is(file.item, FileStage::Here)
    }

    fn parts_are_gone(&mut self, item: LocalId) -> Result<(), StorageError> {
        self.database.delete_parts(item)?;
        self.database.set_parts_done(item, 0)?;
        self.file_is(item, FileStage::Gone)
    }
}
