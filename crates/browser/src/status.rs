//! The worker's own state and methods: the lock of the stored key, the connection, who owns the engine.
//! The worker is TypeScript; its messages are declared here beside the engine's.

use serde::{Deserialize, Serialize};
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

/// What a screen shows before anything else.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Status {
    pub phase: Phase,
    /// Set in every phase but `starting` and `new`.
    pub protection: Option<Protection>,
    pub connection: Connection,
    /// Whether this tab's worker runs the engine; the others follow it.
    pub owner: bool,
    /// Why the connection or the engine does not work, where it does not: a failure's name.
    pub trouble: Option<String>,
    /// For a person to read beside it, in English.
    pub detail: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Loading, or waiting for another tab to answer.
    Starting,
    /// Nothing is stored yet: call `create`, then `join` or `recover`.
    New,
    /// Stored, and locked: call `unlock`.
    Locked,
    /// The engine runs. Without an account (`account` answers null), `join` or `recover`.
    Open,
    /// This browser cannot run it, or its storage failed; `trouble` says why: `no_storage` (no private
    /// files: a private window, or an old browser), `wrong_key`, `newer_schema`, `no_cipher`...
    Failed,
}

/// What unlocks the key of the stored database.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// A key that the browser keeps and does not hand out: no question at start. Whoever can use
    /// this browser profile can read what is stored.
    Browser,
    Passphrase,
    /// A platform passkey with the extension `prf`.
    Passkey,
}

#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// Not wanted: no account yet, or locked.
    Idle,
    Connecting,
    Connected,
    /// Tried and failed; tried again by itself.
    Waiting,
}

/// What opens the lock. `secret` is what the passkey's `prf` gave, 32 bytes as base64url: a worker
/// cannot ask for it, so the page does (`passkey.ts`).
#[derive(Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(tag = "protection", rename_all = "snake_case")]
pub enum Unlocking {
    Browser,
    Passphrase { passphrase: String },
    Passkey { secret: String },
}

/// Makes an empty database, or puts the one there is under another lock. `credential` is kept beside
/// the lock, as base64url, so that the page can ask for the same passkey again.
#[derive(Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct Lock {
    #[serde(flatten)]
    pub lock: Unlocking,
    #[cfg_attr(not(target_family = "wasm"), ts(optional))]
    pub credential: Option<String>,
}

/// What a passkey is asked with.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct LockHint {
    pub protection: Option<Protection>,
    /// The passkey's id, as base64url.
    pub credential: Option<String>,
    /// What the passkey's `prf` is evaluated at, as base64url; stays the same for ever.
    pub prf_input: String,
}

#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
pub struct StorageUse {
    pub used_bytes: u64,
    pub quota_bytes: u64,
    /// Whether the browser has promised not to clear it by itself.
    pub persistent: bool,
}
