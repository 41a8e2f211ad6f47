//! Blobs: what the relay knows of them. Their content is the HTTP side's.
//!
//! ```text
//! CreateBlob --> row --PUT, resumed as often as needed--> handle_blob_complete --> GET
//! ```

use corridor_store::{Space, Store};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::BlobId;
use corridor_wire::relay_frame::{ErrorReply, Response};
use corridor_wire::token::{Token, TokenHash};
use subtle::ConstantTimeEq;

use crate::Relay;
use crate::config::UnixMillis;
use crate::output::Ticket;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::retention;
use crate::rows::{BLOBS, BlobRow};
use crate::staging::{Completion, Effect, Waiter};

/// What a genuine write token allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PutGrant {
    /// The exact size the blob will have.
    pub bytes: u64,
    /// Everything has arrived already; more is refused.
    pub complete: bool,
}

/// What a genuine read token allows: the whole of a complete blob.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GetGrant {
    pub bytes: u64,
}

/// The day on which a blob was created: the first two bytes of its id, big endian, so that its row
/// and its content are found and expire by day without an index.
pub fn day_of(blob: &BlobId) -> u32 {
    let [high, low, ..] = *blob.as_bytes();
    u32::from(u16::from_be_bytes([high, low]))
}

impl Relay {
    pub fn create_blob(
        &mut self,
        ask: &Ask,
        session: &Session,
        bytes: u64,
        read_hash: TokenHash,
    ) -> Result<Answer, Refusal> {
        let limit = self.config.limits.blob_bytes;
        if bytes > limit {
            let detail = format!("{bytes} bytes are more than {limit}");
            return Err(Refusal::new(ErrorCode::BlobTooLarge, detail));
        }
        self.accounts.take_blob(&session.account, bytes, &self.config.limits, ask.now)?;
        let today = retention::day_of(ask.now).max(self.retention.from());
        let mut id: [u8; BlobId::LENGTH] = self.random_bytes();
        id[..2].copy_from_slice(&u16::try_from(today).unwrap_or(u16::MAX).to_be_bytes());
        let blob = BlobId::from_bytes(id);
        let write_token = Token::from_bytes(self.random_bytes());
        let row = BlobRow { bytes, write_hash: write_token.hash(), read_hash, complete: false };
        self.staging.assert_absent(space_of(&blob), id);
        self.stage_blob(&blob, &row);
        self.counters.blobs_created += 1;
        Ok(Answer::Durable(Response::BlobCreated { blob, write_token }))
    }

    pub fn delete_blob(
        &mut self,
        ask: &Ask,
        blob: BlobId,
        write_token: &Token,
    ) -> Result<Answer, Refusal> {
        self.writable_blob(&blob, write_token, ask.store)?;
        self.staging.delete(space_of(&blob), *blob.as_bytes());
        self.staging.effect(Effect::BlobDeleted(blob));
        Ok(Answer::Durable(Response::Done {}))
    }

    /// Whether these bytes may be put, for `PUT /blobs/{id}`.
    pub fn authorize_put(
        &self,
        blob: BlobId,
        write_token: &Token,
        store: &dyn Store,
    ) -> Result<PutGrant, ErrorReply> {
        let row = self.durable_blob(&blob, store).map_err(Refusal::into_reply)?;
        check_token(&row.write_hash, write_token).map_err(Refusal::into_reply)?;
        Ok(PutGrant { bytes: row.bytes, complete: row.complete })
    }

    /// Whether a blob may be read, for `GET /blobs/{id}`.
    pub fn authorize_get(
        &self,
        blob: BlobId,
        read_token: &Token,
        store: &dyn Store,
    ) -> Result<GetGrant, ErrorReply> {
        let row = self.durable_blob(&blob, store).map_err(Refusal::into_reply)?;
        check_token(&row.read_hash, read_token).map_err(Refusal::into_reply)?;
        if !row.complete {
            return Err(Refusal::from(ErrorCode::BlobIncomplete).into_reply());
        }
        Ok(GetGrant { bytes: row.bytes })
    }

    /// All bytes of a blob are on disk; `Output::BlobCompleted` follows when that is recorded.
    pub fn handle_blob_complete(
        &mut self,
        ticket: Ticket,
        blob: BlobId,
        write_token: &Token,
        now: UnixMillis,
        store: &dyn Store,
    ) {
        self.now = now;
        let response = match self.writable_blob(&blob, write_token, store) {
            Ok(row) => {
                if !row.complete {
                    self.stage_blob(&blob, &BlobRow { complete: true, ..row });
                }
                Response::Done {}
            }
            Err(refusal) => refusal.into_response(),
        };
        let completion = Completion { waiter: Waiter::Blob(ticket), response, sign_in: None };
        if let Some(completion) = self.staging.complete(completion) {
            self.finish(completion);
        }
    }

    fn stage_blob(&mut self, blob: &BlobId, row: &BlobRow) {
        self.staging.put(space_of(blob), *blob.as_bytes(), corridor_wire::encode(row));
    }

    fn durable_blob(&self, blob: &BlobId, store: &dyn Store) -> Result<BlobRow, Refusal> {
        let row = store.get(space_of(blob), blob.as_bytes())?;
        self.kept_row(blob, row)
    }

    fn writable_blob(
        &self,
        blob: &BlobId,
        write_token: &Token,
        store: &dyn Store,
    ) -> Result<BlobRow, Refusal> {
        let row = self.staging.get(space_of(blob), blob.as_bytes(), store)?;
        let row = self.kept_row(blob, row)?;
        check_token(&row.write_hash, write_token)?;
        Ok(row)
    }

    /// A blob whose day has expired is unknown, dropped or not.
    fn kept_row(&self, blob: &BlobId, row: Option<Vec<u8>>) -> Result<BlobRow, Refusal> {
        let kept = row.filter(|_| day_of(blob) >= self.retention.from());
        let row = kept.ok_or(ErrorCode::BlobUnknown)?;
        corridor_wire::decode(&row, row.len()).map_err(|_| Refusal::corrupt("blob"))
    }
}

fn space_of(blob: &BlobId) -> Space {
    Space::of_day(BLOBS, day_of(blob))
}

/// A wrong token learns no more than that: not even whether the blob exists.
fn check_token(hash: &TokenHash, token: &Token) -> Result<(), Refusal> {
    let genuine: bool = hash.as_bytes().ct_eq(token.hash().as_bytes()).into();
    if genuine { Ok(()) } else { Err(ErrorCode::BlobUnknown.into()) }
}
