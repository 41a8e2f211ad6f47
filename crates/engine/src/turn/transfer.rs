//! Parts that are too large for a record, on their way to and from the blob store.

use corridor_sealing::blob::{BlobReference, open_blob};
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::Response;
use corridor_wire::token::{Token, TokenHash};

use super::{Turn, wait_ms};
use crate::command::StorageError;
use crate::database::StatusCode;
use crate::link::{Asked, FetchPurpose, FetchedCommit};
use crate::output::{Output, TransferId, TransferResult};
use crate::view::RoomId;

impl Turn<'_> {
    /// Asks for room for each part of the room's commit, or sends it where there is room already.
    pub(super) fn send_uploads(&mut self, room: &RoomId) -> Result<(), StorageError> {
        let uploads = self.database.uploads(room)?;
        if uploads.iter().all(|upload| upload.done) {
            let room = self.existing_room(room)?;
            return self.finish_uploads(&room);
        }
        if !self.link.flying.insert(*room) {
            return Ok(());
        }
        for upload in uploads.into_iter().filter(|upload| !upload.done) {
            match &upload.write_token {
                None => {
                    let read_hash = upload.reference.read_token.hash();
                    let asked = Asked::CreateBlob { upload: upload.id, read_hash };
                    // Another part broke off, and the relay has yet to answer for this one.
                    if !self.link.asked.values().any(|waiting| *waiting == asked) {
                        let bytes = upload.ciphertext.len() as u64;
                        self.send(asked, Request::CreateBlob { bytes, read_hash });
                    }
                }
                Some(write_token) => {
                    let blob = upload.reference.blob;
                    self.upload(upload.id, blob, write_token.clone(), upload.ciphertext);
                }
            }
        }
        Ok(())
    }

    fn upload(&mut self, upload: i64, blob: BlobId, write_token: Token, bytes: Vec<u8>) {
        if self.link.uploading.values().any(|on_its_way| *on_its_way == (upload, blob)) {
            return;
        }
        let transfer = self.link.transfer();
        self.link.uploading.insert(transfer, (upload, blob));
        let total = bytes.len() as u64;
        let (offset, file) = (0, None);
        self.staged.push(Output::Upload {
            transfer,
            blob,
            write_token,
            bytes,
            offset,
            total,
            file,
        });
    }

    pub(super) fn download(&mut self, reference: &BlobReference) -> TransferId {
        let transfer = self.link.transfer();
        self.staged.push(Output::Download {
            transfer,
            blob: reference.blob,
            read_token: reference.read_token.clone(),
            offset: 0,
            stored_bytes: reference.stored_bytes,
            file: None,
        });
        transfer
    }

    pub(super) fn blob_answered(
        &mut self,
        upload: i64,
        read_hash: TokenHash,
        response: Response,
    ) -> Result<(), StorageError> {
        let Some(row) = self.database.upload(upload)? else { return Ok(()) };
        if row.write_token.is_some() || row.reference.read_token.hash() != read_hash {
            return Ok(());
        }
        match response {
            Response::BlobCreated { blob, write_token } => {
                self.database.place_upload(&row, blob, &write_token)?;
                self.upload(upload, blob, write_token, row.ciphertext);
            }
            Response::Error(error) => {
                self.link.flying.remove(&row.room);
                let wait = wait_ms(&error, 10_000);
                self.link.paused.insert(row.room, self.now + wait);
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn transferred(
        &mut self,
        transfer: TransferId,
        result: TransferResult,
    ) -> Result<(), StorageError> {
        if let Some((upload, blob)) = self.link.uploading.remove(&transfer) {
            return self.uploaded(upload, blob, &result);
        }
        if let Some((item, blob)) = self.link.files.remove(&transfer) {
            return self.file_transferred(item, blob, &result);
        }
        let Some(log) = self
            .link
            .fetches
            .iter()
            .find(|(_, fetch)| fetch.transfer == transfer)
            .map(|(log, _)| *log)
        else {
            return Ok(());
        };
        let Some(fetch) = self.link.fetches.remove(&log) else { return Ok(()) };
        match fetch.purpose {
            FetchPurpose::Commit(fetched) => {
                let FetchedCommit { room, entry, reference } = *fetched;
                let Some(mut row) = self.database.room(&room)? else { return Ok(()) };
                if row.status != StatusCode::Active {
                    return Ok(());
                }
                let ciphertext = match result {
                    TransferResult::Downloaded(bytes) => bytes,
                    TransferResult::Refused(why) => {
                        return self
                            .damaged(&mut row, &format!("a commit could not be had: {why}"));
                    }
                    _ => {
                        self.link.paused.insert(room, self.now + 5_000);
                        self.link.logs.remove(&room);
                        return Ok(());
                    }
                };
                match open_blob(&reference, &ciphertext) {
                    Ok(message) => {
                        let opened = self.with_session(&room, |session, provider, _| {
                            session.open_fetched(provider, &room, &entry, &message)
                        })?;
                        self.opened(&mut row, &entry, opened)?;
                    }
                    Err(error) => {
                        return self.damaged(&mut row, &format!("a commit's blob: {error}"));
                    }
                }
                if row.status == StatusCode::Active {
                    self.follow_again(&row)?;
                }
                Ok(())
            }
            FetchPurpose::Invitation(pending) => self.invitation_part(log, *pending, result),
        }
    }

    fn uploaded(
        &mut self,
        upload: i64,
        blob: BlobId,
        result: &TransferResult,
    ) -> Result<(), StorageError> {
        let Some(row) = self.database.upload(upload)? else { return Ok(()) };
        if row.done || row.reference.blob != blob {
            return Ok(());
        }
        if !matches!(result, TransferResult::Uploaded) {
            if let TransferResult::Refused(why) = result
                && [ErrorCode::BlobUnknown, ErrorCode::TokenUnknown]
                    .iter()
                    .any(|code| code.name() == why)
            {
                self.database.forget_place(upload)?;
            }
            self.link.flying.remove(&row.room);
            self.link.paused.insert(row.room, self.now + 5_000);
            return Ok(());
        }
        self.database.finish_upload(upload)?;
        if self.database.uploads(&row.room)?.iter().all(|upload| upload.done) {
            self.link.flying.remove(&row.room);
            self.send_uploads(&row.room)?;
        }
        Ok(())
    }
}
