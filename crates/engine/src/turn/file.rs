//! Files that people send: up to the relay, into a message, and down again where somebody asks.
//!
//! ```text
//!   command --> uploading --> uploaded --> intent --> message in the log       (paused: stopped by hand)
//!   message --> elsewhere --> fetching --> here                                (gone: not to be had)
//! ```

use corridor_content::{ExternalPart, File, Message, uri};
use corridor_sealing::file::{AEAD_CHACHA20_POLY1305, FileKey, HASH_SHA_256, hash, stored_length};
use corridor_sealing::long_file::{LONG_FILE_BYTES, Parts, STREAM_CHACHA20_POLY1305};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::{Token, TokenHash};

use super::file_limits::{CAPTION_BYTES, check, is_media_type, is_name, is_preview, preview_type};
use super::kinds::about_file;
use super::{Turn, sealing, wait_ms};
use crate::command::{Answer, CommandError, FileToSend, StorageError};
use crate::database::{FileRow, FileStage, NewItem, RoomRow};
use crate::link::Asked;
use crate::output::{Change, Output, TransferResult, Undone};
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// A transfer that broke off is begun again after this long.
const AGAIN_MS: u64 = 5_000;

impl Turn<'_> {
    pub(super) fn send_file(
        &mut self,
        room: &RoomId,
        file: FileToSend,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        check(&file)?;
        let details = about_file(
            file.about,
            &file.media_type,
            file.content.len() as u64,
            file.preview.as_deref(),
        )?;
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let key = FileKey::generate(&mut self.rng);
        let sealed = key.seal(&file.content).map_err(sealing)?;
        let local_id = self.queue_file(&row, &file.caption, details.as_deref())?;
        self.database.put_file_content(local_id, &file.content)?;
        self.database.put_file(&FileRow {
            item: local_id,
            name: file.name,
            media_type: file.media_type,
            bytes: file.content.len() as u64,
            preview: file.preview,
            key,
            hash: hash(&sealed),
            blob: None,
            read_token: Some(Token::from_bytes(self.random())),
            write_token: None,
            stage: FileStage::Uploading,
            mark,
            done: 0,
        })?;
        Ok(Answer::Queued(local_id))
    }

    /// The item that a file is in the timeline, with what is said with it.
    pub(super) fn queue_file(
        &mut self,
        room: &RoomRow,
        caption: &str,
        details: Option<&[u8]>,
    ) -> Result<LocalId, CommandError> {
        let own = self.registered()?;
        let item = NewItem {
            own: true,
            kind: ItemKind::File,
            text: caption,
            sent_at: self.now,
            delivery: Delivery::Queued,
            expires_at: Self::expiry_of_new(room, self.now),
            details,
            ..NewItem::by(&own)
        };
        Ok(self.queue(&room.id, &item)?)
    }

    pub(super) fn fetch_file(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        self.move_file(item, FileStage::Elsewhere, FileStage::Fetching)
    }

    pub(super) fn resume_file(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        self.move_file(item, FileStage::Paused, FileStage::Uploading)
    }

    pub(super) fn pause_file(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let stage = self.database.file(item)?.map(|file| file.stage);
        let answer = if stage == Some(FileStage::Fetching) {
            self.move_file(item, FileStage::Fetching, FileStage::Elsewhere)?
        } else {
            self.move_file(item, FileStage::Uploading, FileStage::Paused)?
        };
        self.stop_transfer(item);
        Ok(answer)
    }

    fn move_file(
        &mut self,
        item: LocalId,
        from: FileStage,
        to: FileStage,
    ) -> Result<Answer, CommandError> {
        let file = self.database.file(item)?.ok_or(CommandError::NoFile)?;
        if file.stage != from {
            return Err(CommandError::NoFile);
        }
        self.link.files_paused.remove(&item);
        self.file_is(item, to)?;
        Ok(Answer::Done)
    }

    pub(super) fn file_is(&mut self, item: LocalId, stage: FileStage) -> Result<(), StorageError> {
        self.database.set_file_stage(item, stage)?;
        if let Some((room, _)) = self.database.place_of(item)? {
            self.change(Change::Timeline(room));
        }
        Ok(())
    }

    pub(super) fn stop_transfer(&mut self, item: LocalId) {
        let running: Vec<_> = self
            .link
            .files
            .iter()
            .filter(|(_, (file, _))| *file == item)
            .map(|(transfer, _)| *transfer)
            .collect();
        for transfer in running {
            self.link.files.remove(&transfer);
            self.staged.push(Output::Cancel { transfer });
        }
    }

    /// An item that was not sent is taken back. Whatever of its file is at the relay goes too.
    pub(super) fn take_back_file(&mut self, item: LocalId) -> Result<(), StorageError> {
        match self.database.file(item)? {
            Some(file) => self.take_back(file),
            None => self.stop_transfer(item),
        }
        Ok(())
    }

    pub(super) fn take_back(&mut self, file: FileRow) {
        self.stop_transfer(file.item);
        if let (Some(blob), Some(write_token)) = (file.blob, file.write_token)
            && self.link.is_ready()
        {
            self.send(Asked::DeleteBlob, Request::DeleteBlob { blob, write_token });
        }
    }

    /// Begins every transfer of a file that is due.
    pub(super) fn advance_files(&mut self) -> Result<(), StorageError> {
        let now = self.now;
        self.link.files_paused.retain(|_, until| *until > now);
        for item in self.database.files_under_way()? {
            let is_running = self.link.files.values().any(|(running, _)| *running == item);
            if is_running || self.link.files_paused.contains_key(&item) {
                continue;
            }
            let Some(file) = self.database.file(item)? else { continue };
            match file.stage {
                FileStage::Uploading if self.database.waits_for_album(item)? => {}
                FileStage::Uploading => self.advance_upload(file)?,
                FileStage::Fetching => self.begin_download(&file)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn advance_upload(&mut self, file: FileRow) -> Result<(), StorageError> {
        let parts = Parts::of(file.bytes);
        let stored = parts.map(|parts| parts.stored_total()).or(stored_length(file.bytes));
        let (Some(bytes), Some(read_token)) = (stored, &file.read_token) else {
            return Err(StorageError::Corrupt("a file that could not be sent".to_owned()));
        };
        let (Some(blob), Some(write_token)) = (file.blob, file.write_token) else {
            let read_hash = read_token.hash();
            let asked = Asked::CreateFileBlob { item: file.item, read_hash };
            if !self.link.asked.values().any(|waiting| *waiting == asked) {
                self.send(asked, Request::CreateBlob { bytes, read_hash });
            }
            return Ok(());
        };
        let (offset, total) = (parts.map_or(0, |parts| parts.offset(file.done)), bytes);
        let bytes = match parts {
            Some(parts) if file.done >= parts.count() => return self.parts_uploaded(file.item),
            Some(parts) => self.seal_next_part(&file.key, file.item, &parts, file.done)?,
            None => {
                let content = self.database.file_content(file.item)?;
                file.key.seal(&content.ok_or_else(no_content)?).map_err(sealing)?
            }
        };
        let transfer = self.link.transfer();
        self.link.files.insert(transfer, (file.item, blob));
        let file = Some(file.item);
        self.staged.push(Output::Upload {
            transfer,
            blob,
            write_token,
            bytes,
            offset,
            total,
            file,
        });
        Ok(())
    }

    fn begin_download(&mut self, file: &FileRow) -> Result<(), StorageError> {
        let (offset, stored) = match Parts::of(file.bytes) {
            Some(parts) => (parts.offset(file.done), Some(parts.stored_length(file.done))),
            None => (0, stored_length(file.bytes)),
        };
        let place = file.blob.zip(file.read_token.clone()).zip(stored);
        let Some(((blob, read_token), stored_bytes)) = place else {
            return self.file_is(file.item, FileStage::Gone);
        };
        let transfer = self.link.transfer();
        self.link.files.insert(transfer, (file.item, blob));
        let file = Some(file.item);
        self.staged.push(Output::Download {
            transfer,
            blob,
            read_token,
            offset,
            stored_bytes,
            file,
        });
        Ok(())
    }

    pub(super) fn file_blob_answered(
        &mut self,
        item: LocalId,
        read_hash: TokenHash,
        response: Response,
    ) -> Result<(), StorageError> {
        let Some(file) = self.database.file(item)? else { return Ok(()) };
        let is_the_one = file.read_token.as_ref().is_some_and(|token| token.hash() == read_hash);
        if !is_the_one || file.blob.is_some() {
            return Ok(());
        }
        match response {
            Response::BlobCreated { blob, write_token } => {
                self.database.place_file(item, Some((&blob, &write_token)))
            }
            Response::Error(error) if error.code == ErrorCode::BlobTooLarge => {
                self.file_refused(&file, error.code.name())
            }
            Response::Error(error) => {
                let until = self.now + wait_ms(&error, 2 * AGAIN_MS);
                self.link.files_paused.insert(item, until);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The relay will never take it: its person is told, and it is out of the outbox.
    fn file_refused(&mut self, file: &FileRow, why: &str) -> Result<(), StorageError> {
        let Some((room, _)) = self.database.place_of(file.item)? else { return Ok(()) };
        self.database.delete_item(file.item)?;
        self.change(Change::Timeline(room));
        self.change(Change::Refused {
            room: Some(room),
            what: Undone::SendFile { name: file.name.clone() },
            why: why.to_owned(),
        });
        Ok(())
    }

    pub(super) fn file_transferred(
        &mut self,
        item: LocalId,
        blob: BlobId,
        result: &TransferResult,
    ) -> Result<(), StorageError> {
        let Some(file) = self.database.file(item)? else { return Ok(()) };
        if file.blob != Some(blob) {
            return Ok(());
        }
        let parts = Parts::of(file.bytes);
        match (file.stage, result) {
            (FileStage::Uploading, TransferResult::Uploaded) => match parts {
                Some(parts) => self.part_uploaded(&file, &parts),
                None => self.file_uploaded(&file),
            },
            (FileStage::Uploading, TransferResult::At(offset)) if parts.is_some() => {
                let whole = parts.map_or(0, |parts| parts.whole_until(*offset));
                self.database.set_parts_done(item, whole)
            }
            (FileStage::Fetching, TransferResult::Downloaded(sealed)) if parts.is_some() => {
                let parts = parts.ok_or_else(no_content)?;
                self.part_came(&file, &parts, sealed)
            }
            (FileStage::Uploading, TransferResult::Refused(why)) if is_unknown(why) => {
                self.link.files_paused.insert(item, self.now + AGAIN_MS);
                self.database.place_file(item, None)
            }
            (FileStage::Fetching, TransferResult::Downloaded(sealed)) => {
                match file.key.open(sealed, &file.hash, file.bytes) {
                    Ok(content) => {
                        self.database.put_file_content(item, &content)?;
                        self.file_is(item, FileStage::Here)
                    }
                    Err(_) => self.file_is(item, FileStage::Gone),
                }
            }
            (FileStage::Fetching, TransferResult::Refused(_)) => {
                self.file_is(item, FileStage::Gone)
            }
            _ => {
                self.link.files_paused.insert(item, self.now + AGAIN_MS);
                Ok(())
            }
        }
    }

    /// Only now is there something to point to.
    pub(super) fn file_uploaded(&mut self, file: &FileRow) -> Result<(), StorageError> {
        self.file_is(file.item, FileStage::Uploaded)?;
        if let Some((room, false)) = self.database.place_of(file.item)? {
            self.intend_to_say(&room, file.item, file.mark)?;
        }
        Ok(())
    }

    /// What members are told of a file that is at the relay.
    pub(super) fn file_message(
        &mut self,
        file: FileRow,
        caption: String,
    ) -> Result<Message, StorageError> {
        let (Some(blob), Some(read_token)) = (file.blob, file.read_token) else {
            return Err(StorageError::Corrupt("a file that is nowhere".to_owned()));
        };
        let own = self.own_account()?;
        let is_long = Parts::of(file.bytes).is_some();
        let external = ExternalPart {
            content_type: file.media_type,
            url: uri::blob(own.relay(), &blob.to_string(), &read_token.to_hex()),
            expires: 0,
            size: file.bytes,
            encryption_algorithm: if is_long {
                STREAM_CHACHA20_POLY1305
            } else {
                AEAD_CHACHA20_POLY1305
            },
            key: file.key.expose().to_vec(),
            nonce: if is_long {
                file.key.stream_nonce().to_vec()
            } else {
                file.key.nonce().to_vec()
            },
            aad: Vec::new(),
            hash_algorithm: HASH_SHA_256,
            content_hash: file.hash.to_vec(),
            description: String::new(),
            filename: file.name,
        };
        let preview = file.preview.map(|bytes| (preview_type(&bytes).to_owned(), bytes));
        Ok(Message::file(self.random(), File { external, preview, caption }))
    }

    /// A file that a member has sent; `None` where this program could not fetch it.
    pub(super) fn file_of(&mut self, file: &File) -> Result<Option<FileRow>, StorageError> {
        let own = self.own_account()?;
        let external = &file.external;
        let is_long = Parts::of(external.size).is_some();
        let algorithm = if is_long { STREAM_CHACHA20_POLY1305 } else { AEAD_CHACHA20_POLY1305 };
        let is_sealed_so = external.encryption_algorithm == algorithm
            && external.hash_algorithm == HASH_SHA_256
            && external.aad.is_empty();
        let is_sized_so = (1..=LONG_FILE_BYTES).contains(&external.size)
            && is_name(&external.filename)
            && is_media_type(&external.content_type)
            && file.caption.len() <= CAPTION_BYTES;
        let key = if is_long {
            FileKey::from_stream_parts(&external.key, &external.nonce)
        } else {
            FileKey::from_parts(&external.key, &external.nonce)
        };
        let hash = external.content_hash.as_slice().try_into().ok();
        let (Some(key), Some(hash), true) = (key, hash, is_sealed_so && is_sized_so) else {
            return Ok(None);
        };
        let place = uri::parse_blob(own.relay(), &external.url);
        let place =
            place.and_then(|(blob, token)| BlobId::from_hex(blob).zip(Token::from_hex(token)));
        let (blob, read_token) = place.unzip();
        let preview = file.preview.as_ref().map(|(_, bytes)| bytes);
        Ok(Some(FileRow {
            item: 0,
            name: external.filename.clone(),
            media_type: external.content_type.clone(),
            bytes: external.size,
            preview: preview.filter(|bytes| is_preview(bytes)).cloned(),
            key,
            hash,
            stage: if blob.is_some() { FileStage::Elsewhere } else { FileStage::Gone },
            blob,
            read_token,
            write_token: None,
            mark: 0,
            done: 0,
        }))
    }
}

fn is_unknown(why: &str) -> bool {
    [ErrorCode::BlobUnknown, ErrorCode::TokenUnknown].iter().any(|code| code.name() == why)
}

pub(super) fn no_content() -> StorageError {
    StorageError::Corrupt("a file without content".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_unknown_where_the_relay_says_so_of_it_or_of_its_token() {
        assert!(is_unknown("blob_unknown") && is_unknown("token_unknown"));
        assert!(!is_unknown("blob_too_large") && !is_unknown(""));
    }
}
