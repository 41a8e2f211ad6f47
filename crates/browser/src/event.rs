//! What the worker tells every tab, unasked.

use corridor_engine::output::{self, Change};
use corridor_wire::id::AccountId;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

use crate::status::Status;

/// What was asked for and is not done.
#[derive(Serialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Undone {
    SendText {
        text: Option<String>,
    },
    Edit {
        text: String,
    },
    /// A reaction, a pin, a vote, or something of that kind.
    Act,
    /// The file's name.
    SendFile {
        text: String,
    },
    SendQueued {
        count: usize,
    },
    SendReceipts,
    Add {
        people: Vec<String>,
    },
    AddDevice {
        people: Vec<String>,
    },
    Remove {
        people: Vec<String>,
    },
    RemoveDevice,
    Rename {
        text: String,
    },
    SetRole {
        people: Vec<String>,
    },
    Describe,
    ShowProfile,
    ShowAffiliation,
    TellWaking,
    ChangeExpiry,
    ChangePosting,
    ChangePicture,
    ChangeGroup,
    EndHuddle,
    KeepHuddle,
    Leave,
    TakeOutLeaving,
    RefreshKeys,
    FoundRoom {
        text: String,
    },
    WithdrawDevice,
    WriteToDevice {
        people: Vec<String>,
    },
    Knock {
        people: Vec<String>,
    },
}

impl From<output::Undone> for Undone {
    fn from(undone: output::Undone) -> Self {
        let names = |people: &[AccountId]| people.iter().map(ToString::to_string).collect();
        match undone {
            output::Undone::SendText { text } => Self::SendText { text },
            output::Undone::Edit { text } => Self::Edit { text },
            output::Undone::Act => Self::Act,
            output::Undone::SendFile { name } => Self::SendFile { text: name },
            output::Undone::SendQueued { count } => Self::SendQueued { count },
            output::Undone::SendReceipts => Self::SendReceipts,
            output::Undone::Add { people } => Self::Add { people: names(&people) },
            output::Undone::AddDevice { account } => Self::AddDevice { people: names(&[account]) },
            output::Undone::Remove { people } => Self::Remove { people: names(&people) },
            output::Undone::RemoveDevice => Self::RemoveDevice,
            output::Undone::Rename { title } => Self::Rename { text: title },
            output::Undone::SetRole { person, .. } => Self::SetRole { people: names(&[person]) },
            output::Undone::Describe => Self::Describe,
            output::Undone::ShowProfile => Self::ShowProfile,
            output::Undone::ShowAffiliation => Self::ShowAffiliation,
            output::Undone::TellWaking => Self::TellWaking,
            output::Undone::ChangeExpiry => Self::ChangeExpiry,
            output::Undone::ChangePosting => Self::ChangePosting,
            output::Undone::ChangePicture => Self::ChangePicture,
            output::Undone::ChangeGroup => Self::ChangeGroup,
            output::Undone::EndHuddle => Self::EndHuddle,
            output::Undone::KeepHuddle => Self::KeepHuddle,
            output::Undone::Leave => Self::Leave,
            output::Undone::TakeOutLeaving => Self::TakeOutLeaving,
            output::Undone::RefreshKeys => Self::RefreshKeys,
            output::Undone::FoundRoom { title } => Self::FoundRoom { text: title },
            output::Undone::WithdrawDevice { .. } => Self::WithdrawDevice,
            output::Undone::WriteToDevice { account } => {
                Self::WriteToDevice { people: names(&[account]) }
            }
            output::Undone::Knock { account } => Self::Knock { people: names(&[account]) },
        }
    }
}

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
    /// `what` and `why` are English; `undone` says the same for other languages.
    Refused { room: Option<String>, undone: Undone, what: String, why: String },
    /// The relay, or a member, contradicts itself about a room's history.
    Contradiction { room: String, what: String },
    /// A contact's account key is another one than before: compare safety numbers.
    KeyChanged { account: String },
    /// A new device of this account has appeared.
    OwnDevice { device: String },
    /// Somebody knocks at a room, and waits.
    Knocked { room: String, account: String },
    /// Others write in a room just now than before.
    Typing { room: String },
    /// This person's own knocks are others than before.
    OwnKnocks,
    /// What this person has asked others, or what they answered, is another than before.
    Soundings,
    /// Nothing is left to send or to receive.
    Settled,
    /// So many bytes of a file are there, up or down, of its sealed form.
    Progress { local_id: i64, done: u64, total: u64 },
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
            Change::Refused { room, what, why } => Self::Refused {
                room: room.map(|room| room.to_string()),
                what: what.to_string(),
                undone: what.into(),
                why,
            },
            Change::Contradiction { room, what } => {
                Self::Contradiction { room: room.to_string(), what }
            }
            Change::KeyChanged(account) => Self::KeyChanged { account: account.to_string() },
            Change::OwnDevice(device) => Self::OwnDevice { device: device.to_string() },
            Change::Knocked { room, account } => {
                Self::Knocked { room: room.to_string(), account: account.to_string() }
            }
            Change::Typing(room) => Self::Typing { room: room.to_string() },
            Change::OwnKnocks => Self::OwnKnocks,
            Change::Soundings => Self::Soundings,
            Change::Settled => Self::Settled,
        }
    }
}
