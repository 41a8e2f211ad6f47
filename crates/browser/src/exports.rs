//! What the worker's JavaScript calls. Time and random bytes come in with every call.
//!
//! A failure is thrown as the JSON of [`Failure`].

use corridor_engine::command::{Command, CommandId};
use corridor_engine::output::{DisconnectReason, Output, TransferId, TransferResult};
use corridor_engine::{DatabaseKey, Engine, Entropy, Location};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_rs::vfs::VfsFilesManager as _;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, install};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::desk::Desk;
use crate::event::Event;
use crate::failure::Failure;
use crate::locked_key::{self, RANDOM_BYTES, Secret};
use crate::method;

/// The folder in the origin's private files, and the database in it.
const FOLDER: &str = "corridor";
const DATABASE: &str = "corridor.db";

type Thrown = String;

fn thrown(failure: impl Into<Failure>) -> Thrown {
    let failure: Failure = failure.into();
    // The structure has no part that JSON cannot hold.
    serde_json::to_string(&failure).unwrap_or_default()
}

fn bytes<const LENGTH: usize>(bytes: &[u8]) -> Result<[u8; LENGTH], Thrown> {
    bytes.try_into().map_err(|_| thrown(Failure::new("parameters", "a length is wrong")))
}

/// Milliseconds since 1970: far below 2^53, where a number of JavaScript is exact.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}

/// The database counts its items from one.
fn whole_id(number: f64) -> i64 {
    i64::try_from(whole(number)).unwrap_or(0)
}

fn not_here() -> Thrown {
    thrown(Failure::new("file_not_here", "that file is not on this device"))
}

/// Takes hold of the origin's private files. Fails while another worker holds them.
#[wasm_bindgen]
pub async fn prepare_storage() -> Result<(), Thrown> {
    let pool = OpfsSAHPoolCfgBuilder::new().directory(FOLDER).build();
    let installed = install::<WasmOsCallback>(&pool, true).await;
    installed.map(drop).map_err(|error| thrown(Failure::new("no_storage", error)))
}

/// Forgets every file there; no database may be open.
#[wasm_bindgen]
pub async fn erase_storage() -> Result<(), Thrown> {
    let pool = OpfsSAHPoolCfgBuilder::new().directory(FOLDER).build();
    let erased = install::<WasmOsCallback>(&pool, true).await.and_then(|pool| pool.clear());
    erased.map_err(|error| thrown(Failure::new("no_storage", error)))
}

#[wasm_bindgen]
pub fn lock_with_passphrase(
    passphrase: &str,
    key: &[u8],
    random: &[u8],
) -> Result<Vec<u8>, Thrown> {
    let random: [u8; RANDOM_BYTES] = bytes(random)?;
    locked_key::lock(&Secret::Passphrase(passphrase), &bytes(key)?, &random).map_err(thrown)
}

#[wasm_bindgen]
pub fn lock_with_passkey(secret: &[u8], key: &[u8], random: &[u8]) -> Result<Vec<u8>, Thrown> {
    let random: [u8; RANDOM_BYTES] = bytes(random)?;
    locked_key::lock(&Secret::Passkey(secret), &bytes(key)?, &random).map_err(thrown)
}

#[wasm_bindgen]
pub fn unlock_with_passphrase(passphrase: &str, locked: &[u8]) -> Result<Vec<u8>, Thrown> {
    let key = locked_key::unlock(&Secret::Passphrase(passphrase), locked).map_err(thrown)?;
    Ok(key.to_vec())
}

#[wasm_bindgen]
pub fn unlock_with_passkey(secret: &[u8], locked: &[u8]) -> Result<Vec<u8>, Thrown> {
    let key = locked_key::unlock(&Secret::Passkey(secret), locked).map_err(thrown)?;
    Ok(key.to_vec())
}

/// The engine over its database. Contract as the engine's: an input, then `poll` until it is empty,
/// then wait for the next input or for `next_wake`.
#[wasm_bindgen]
pub struct Host {
    engine: Engine,
}

#[wasm_bindgen]
impl Host {
    /// Opens the database, or makes it.
    pub fn open(key: &[u8]) -> Result<Host, Thrown> {
        let key = DatabaseKey::from_bytes(bytes(key)?);
        let engine = Engine::open(&Location::File(DATABASE.into()), &key).map_err(thrown)?;
        Ok(Self { engine })
    }

    /// `once` is empty, or 16 random bytes that name a wish which may come again.
    pub fn call(
        &mut self,
        now: f64,
        entropy: &[u8],
        once: &[u8],
        name: &str,
        parameters: &str,
    ) -> Result<String, Thrown> {
        let desk = self.desk(now, entropy, once)?;
        method::call(desk, name, parameters).map_err(thrown)
    }

    /// As `call`, for a file: its bytes and those of its preview (none where there is none) beside the
    /// parameters.
    pub fn send_file(
        &mut self,
        now: f64,
        entropy: &[u8],
        once: &[u8],
        parameters: &str,
        content: Vec<u8>,
        preview: Vec<u8>,
    ) -> Result<String, Thrown> {
        let desk = self.desk(now, entropy, once)?;
        method::send_file(desk, parameters, content, preview).map_err(thrown)
    }

    /// The next part of a long file that was begun: a mebibyte, or what is left.
    pub fn add_file_part(
        &mut self,
        now: f64,
        entropy: &[u8],
        local_id: f64,
        content: Vec<u8>,
    ) -> Result<(), Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        let command = Command::AddFilePart { local_id: whole_id(local_id), content };
        self.engine.command(whole(now), entropy, command).map(drop).map_err(thrown)
    }

    /// A part of the content of an item's file, by its place from 0; nothing behind the last one.
    pub fn file_part(&self, local_id: f64, part: u32) -> Result<Option<Vec<u8>>, Thrown> {
        let content = self.engine.file_part(whole_id(local_id), part).map_err(thrown)?;
        Ok(content.map(|content| content.to_vec()))
    }

    /// The content of an item's file, once it is here.
    pub fn file_content(&self, local_id: f64) -> Result<Vec<u8>, Thrown> {
        let content = self.engine.file_content(whole_id(local_id)).map_err(thrown)?;
        content.map(|content| content.to_vec()).ok_or_else(not_here)
    }

    /// The content of a file that is to be opened once: at the first call alone.
    pub fn open_once(
        &mut self,
        now: f64,
        entropy: &[u8],
        local_id: f64,
    ) -> Result<Vec<u8>, Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        let content = self.engine.open_once(whole(now), entropy, whole_id(local_id));
        content.map(|content| content.to_vec()).map_err(thrown)
    }

    /// The small picture that its sender made of it.
    pub fn file_preview(&self, local_id: f64) -> Result<Vec<u8>, Thrown> {
        self.engine.file_preview(whole_id(local_id)).map_err(thrown)?.ok_or_else(not_here)
    }

    pub fn connected(&mut self, now: f64, entropy: &[u8]) -> Result<(), Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        self.engine.handle_connected(whole(now), entropy).map_err(thrown)
    }

    pub fn disconnected(&mut self, now: f64) {
        self.engine.handle_disconnected(whole(now));
    }

    pub fn frame(&mut self, now: f64, entropy: &[u8], frame: &[u8]) -> Result<(), Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        self.engine.handle_frame(whole(now), entropy, frame).map_err(thrown)
    }

    pub fn wake(&mut self, now: f64, entropy: &[u8]) -> Result<(), Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        self.engine.handle_timeout(whole(now), entropy).map_err(thrown)
    }

    /// How a transfer ended: `uploaded`, `downloaded` with its bytes, `refused` with the reason, or
    /// interrupted, which is worth another try.
    pub fn transferred(
        &mut self,
        now: f64,
        entropy: &[u8],
        transfer: f64,
        how: &str,
        downloaded: Vec<u8>,
        reason: String,
    ) -> Result<(), Thrown> {
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        let result = match how {
            "uploaded" => TransferResult::Uploaded,
            "at" => TransferResult::At(reason.parse().unwrap_or(0)),
            "downloaded" => TransferResult::Downloaded(downloaded),
            "refused" => TransferResult::Refused(reason),
            _ => TransferResult::Interrupted,
        };
        let transfer = TransferId(whole(transfer));
        self.engine.handle_transfer(whole(now), entropy, transfer, result).map_err(thrown)
    }

    /// When to call `wake`, in milliseconds since 1970.
    #[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn next_wake(&self) -> Option<f64> {
        self.engine.poll_wake().map(|at| at as f64)
    }

    pub fn is_authenticated(&self) -> bool {
        self.engine.is_authenticated()
    }

    /// Whether there is an account, so that a connection is wanted.
    pub fn wants_connection(&self) -> Result<bool, Thrown> {
        self.engine.relay_address().map(|address| address.is_some()).map_err(thrown)
    }

    pub fn poll(&mut self) -> Option<Step> {
        self.engine.poll_output().map(Step::from)
    }
}

impl Host {
    fn desk(&mut self, now: f64, entropy: &[u8], once: &[u8]) -> Result<Desk<'_>, Thrown> {
        let once = if once.is_empty() { None } else { Some(CommandId(bytes(once)?)) };
        let entropy = Entropy::from_bytes(bytes(entropy)?);
        Ok(Desk { engine: &mut self.engine, now: whole(now), entropy, once })
    }
}

/// Something for the worker to carry out; which fields count depends on `kind`.
#[derive(Default)]
#[wasm_bindgen(getter_with_clone)]
pub struct Step {
    /// `send`, `upload`, `download`, `cancel`, `event` or `disconnect`.
    pub kind: String,
    /// A blob's id, an event as JSON, or the name of why to disconnect.
    pub text: String,
    /// In words, for `disconnect`.
    pub detail: String,
    pub transfer: f64,
    /// The item whose file an upload or a download is for; 0 where it is for none.
    pub local_id: f64,
    /// Where in its blob an upload or a download begins.
    pub offset: f64,
    /// How long the whole blob is for an upload, and how much of it a download is.
    pub stored_bytes: f64,
    bytes: Vec<u8>,
    token: Vec<u8>,
}

#[wasm_bindgen]
impl Step {
    /// The frame, or what is uploaded; empty at the second call.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.bytes)
    }

    pub fn take_token(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.token)
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts and lengths far below 2^53")]
impl From<Output> for Step {
    fn from(output: Output) -> Self {
        let of = |kind: &str| Self { kind: kind.to_owned(), ..Self::default() };
        match output {
            Output::Send(bytes) => Self { bytes, ..of("send") },
            Output::Upload { transfer, blob, write_token, bytes, offset, total, file } => Self {
                local_id: file.unwrap_or(0) as f64,
                text: blob.to_string(),
                transfer: transfer.0 as f64,
                token: write_token.expose().to_vec(),
                offset: offset as f64,
                stored_bytes: total as f64,
                bytes,
                ..of("upload")
            },
            Output::Cancel { transfer } => Self { transfer: transfer.0 as f64, ..of("cancel") },
            Output::Download { transfer, blob, read_token, offset, stored_bytes, file } => Self {
                local_id: file.unwrap_or(0) as f64,
                text: blob.to_string(),
                transfer: transfer.0 as f64,
                token: read_token.expose().to_vec(),
                offset: offset as f64,
                stored_bytes: stored_bytes as f64,
                ..of("download")
            },
            Output::Changed(change) => Self {
                text: serde_json::to_string(&Event::from(change)).unwrap_or_default(),
                ..of("event")
            },
            Output::Disconnect { reason } => Self {
                detail: match &reason {
                    DisconnectReason::Versions { oldest, newest } => format!("{oldest}-{newest}"),
                    DisconnectReason::OtherRelay(text)
                    | DisconnectReason::DeviceRefused(text)
                    | DisconnectReason::Malformed(text) => text.clone(),
                    DisconnectReason::LocalStorage => String::new(),
                },
                text: reason.name().to_owned(),
                ..of("disconnect")
            },
        }
    }
}
