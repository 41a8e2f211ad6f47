//! What the worker tells every tab, unasked.

use corridor_engine::output::Change;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use crate::status::Status;

#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The relay has accepted the account or the device.
    Joined { account: String },
    /// The relay refused it; the profile is as empty as before. `code` is the relay's
    /// (docs/protocol.md, "Errors").
    JoinRefused { code: String, detail: String },
    /// The room appeared, or its title, roster or state is another.
    Room { room: String },
    /// New items stand in the timeline.
    Timeline { room: String },
    /// The state of something queued or sent is another.
    Delivery { room: String },
    /// What was asked for can't be done; it is out of the outbox. For a person to read.
    Refused { room: Option<String>, what: String, why: String },
    /// The relay, or a member, contradicts itself about a room's history.
    Contradiction { room: String, what: String },
    /// A contact's account key is another one than before: compare safety numbers.
    KeyChanged { account: String },
    /// A new device of this account has appeared.
    OwnDevice { device: String },
    /// Nothing is left to send or to receive.
    Settled,
    /// The connection, the lock or the owner of the engine is another: the whole of it anew.
    Status { status: Status },
}

impl From<Change> for Event {
    fn from(change: Change) -> Self {
        match change {
            Change::Joined(account) => Self::Joined { account: account.to_string() },
            Change::JoinRefused { code, detail } => {
                Self::JoinRefused { code: code.to_owned(), detail }
            }
            Change::Room(room) => Self::Room { room: room.to_string() },
            Change::Timeline(room) => Self::Timeline { room: room.to_string() },
            Change::Delivery(room) => Self::Delivery { room: room.to_string() },
            Change::Refused { room, what, why } => {
                Self::Refused { room: room.map(|room| room.to_string()), what, why }
            }
            Change::Contradiction { room, what } => {
                Self::Contradiction { room: room.to_string(), what }
            }
            Change::KeyChanged(account) => Self::KeyChanged { account: account.to_string() },
            Change::OwnDevice(device) => Self::OwnDevice { device: device.to_string() },
            Change::Settled => Self::Settled,
        }
    }
}
