//! What the engine hands back after an input.

use corridor_wire::id::{AccountId, BlobId, DeviceId};
use corridor_wire::token::Token;
use thiserror::Error;

use crate::view::{LocalId, RoomId};

pub use corridor_content::limits::LATEST_MS;

/// Milliseconds since 1970-01-01T00:00:00Z, by the driver's clock.
pub type UnixMillis = u64;

#[derive(Debug)]
pub enum Output {
    /// A frame for the relay, as one binary WebSocket message.
    Send(Vec<u8>),
    /// `PUT` these bytes to the blob store, which stand at `offset` of the blob's `total`, resuming
    /// where it says, then call `handle_transfer`: with `At`, if it goes on at another place altogether.
    /// `file` is the item of the timeline that it is for, where it is for one.
    Upload {
        transfer: TransferId,
        blob: BlobId,
        write_token: Token,
        bytes: Vec<u8>,
        offset: u64,
        total: u64,
        file: Option<LocalId>,
    },
    /// `GET` exactly `stored_bytes` of this blob from `offset` on, then call `handle_transfer`.
    Download {
        transfer: TransferId,
        blob: BlobId,
        read_token: Token,
        offset: u64,
        stored_bytes: u64,
        file: Option<LocalId>,
    },
    /// Stop this transfer; nobody waits for its end any more.
    Cancel { transfer: TransferId },
    /// Something that a screen may show has changed.
    Changed(Change),
    /// Close the connection; connecting again is pointless until `retry` says so.
    Disconnect { reason: DisconnectReason },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TransferId(pub u64);

/// How a transfer ended.
#[derive(Debug)]
pub enum TransferResult {
    Uploaded,
    /// The relay has so many bytes of the blob, and these were not the ones that follow.
    At(u64),
    Downloaded(Vec<u8>),
    /// The connection failed: worth another try.
    Interrupted,
    /// The relay said no: not worth another try.
    Refused(String),
}

/// What was asked for and is not done. Its text is English; a program that speaks another language goes
/// by the variant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Undone {
    #[error("send {}", .text.as_ref().map_or("a message".to_owned(), |text| quoted(text)))]
    SendText { text: Option<String> },
    #[error("say otherwise: {}", quoted(.text))]
    Edit { text: String },
    #[error("do something to a message")]
    Act,
    #[error("send {}", quoted(.name))]
    SendFile { name: String },
    #[error("send {count} queued messages")]
    SendQueued { count: usize },
    #[error("send receipts")]
    SendReceipts,
    #[error("add {}", list(.people))]
    Add { people: Vec<AccountId> },
    #[error("add a device of {account}")]
    AddDevice { account: AccountId },
    #[error("remove {}", list(.people))]
    Remove { people: Vec<AccountId> },
    #[error("remove a device")]
    RemoveDevice,
    #[error("rename the room to {}", quoted(.title))]
    Rename { title: String },
    #[error("make {person} {role}")]
    SetRole { person: AccountId, role: &'static str },
    #[error("describe the room")]
    Describe,
    #[error("change when messages disappear")]
    ChangeExpiry,
    #[error("change who may write")]
    ChangePosting,
    #[error("change the room's picture")]
    ChangePicture,
    #[error("change the room's group")]
    ChangeGroup,
    #[error("end the huddle")]
    EndHuddle,
    #[error("say whether the huddle is to be kept")]
    KeepHuddle,
    #[error("show how you wish to be known")]
    ShowProfile,
    #[error("show for whom you speak")]
    ShowAffiliation,
    #[error("say whether this device is to be woken")]
    TellWaking,
    #[error("leave the room")]
    Leave,
    #[error("take out those who left")]
    TakeOutLeaving,
    #[error("refresh this device's keys")]
    RefreshKeys,
    #[error("found the room {}", quoted(.title))]
    FoundRoom { title: String },
    #[error("withdraw device {device}")]
    WithdrawDevice { device: DeviceId },
    #[error("write to a device of {account}")]
    WriteToDevice { account: AccountId },
    #[error("knock at {account}'s")]
    Knock { account: AccountId },
}

fn quoted(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}

fn list(people: &[AccountId]) -> String {
    people.iter().map(AccountId::as_str).collect::<Vec<_>>().join(", ")
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The relay has accepted the account or the device.
    Joined(AccountId),
    /// The relay refused it; the profile is as empty as before.
    JoinRefused { code: &'static str, detail: String },
    /// The room appeared, or its title, roster or state is another.
    Room(RoomId),
    /// New items stand in the timeline.
    Timeline(RoomId),
    /// The state of something queued or sent is another.
    Delivery(RoomId),
    /// What was asked for can't be done; it is out of the outbox. For a person to read.
    Refused { room: Option<RoomId>, what: Undone, why: String },
    /// The relay, or a member, contradicts itself about a room's history.
    Contradiction { room: RoomId, what: String },
    /// A contact's account key is another one than before: compare safety numbers.
    KeyChanged(AccountId),
    /// A new device of this account has appeared.
    OwnDevice(DeviceId),
    /// Somebody knocks at a room and waits.
    Knocked { room: RoomId, account: AccountId },
    /// Others write in a room just now than before.
    Typing(RoomId),
    /// This person's own knocks are others than before.
    OwnKnocks,
    /// What this person has asked others, or what they answered, is another than before.
    Soundings,
    /// Nothing is left to send or to receive.
    Settled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisconnectReason {
    /// The relay speaks only versions that this program does not.
    Versions { oldest: u16, newest: u16 },
    /// The relay says it is another one than this account's.
    OtherRelay(String),
    /// The relay no longer knows this device, or has withdrawn it.
    DeviceRefused(String),
    /// The relay sent something that is not of the protocol.
    Malformed(String),
    /// The local database failed: nothing of the last input was kept.
    LocalStorage,
}

impl DisconnectReason {
    /// The stable name: docs/command-line.md lists them.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Versions { .. } => "unsupported_version",
            Self::OtherRelay(_) => "other_relay",
            Self::DeviceRefused(_) => "device_refused",
            Self::Malformed(_) => "malformed_frame",
            Self::LocalStorage => "local_storage",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_done_is_named_with_what_it_was_about() {
        let people = ["ann", "ben"]
            .map(|name| AccountId::parse(&format!("{name}@relay.example")).unwrap())
            .to_vec();
        let says = |undone: Undone| undone.to_string();
        assert_eq!(
            says(Undone::Add { people: people.clone() }),
            "add ann@relay.example, ben@relay.example"
        );
        assert_eq!(says(Undone::Remove { people: people[..1].into() }), "remove ann@relay.example");
        assert_eq!(says(Undone::SendText { text: None }), "send a message");
        let text = "Article 4".to_owned();
        assert_eq!(
            says(Undone::SendText { text: Some(text.clone()) }),
            "send \u{201c}Article 4\u{201d}"
        );
        assert_eq!(
            says(Undone::Rename { title: text }),
            "rename the room to \u{201c}Article 4\u{201d}"
        );
        assert_eq!(says(Undone::SendQueued { count: 3 }), "send 3 queued messages");
    }

    #[test]
    fn each_reason_to_disconnect_has_the_name_that_scripts_know() {
        let reason = String::new;
        for (expected, of) in [
            ("unsupported_version", DisconnectReason::Versions { oldest: 1, newest: 1 }),
            ("other_relay", DisconnectReason::OtherRelay(reason())),
            ("device_refused", DisconnectReason::DeviceRefused(reason())),
            ("malformed_frame", DisconnectReason::Malformed(reason())),
            ("local_storage", DisconnectReason::LocalStorage),
        ] {
            assert_eq!(of.name(), expected);
        }
    }
}
