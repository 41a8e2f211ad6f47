//! What methods take. Rooms and devices are named by their ids, people by their accounts.

use corridor_engine::shape::RoleName;
use serde::{Deserialize, Serialize};
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

macro_rules! parameters {
    ($($(#[$attribute:meta])* $name:ident { $($(#[$field_attribute:meta])* $field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$attribute])*
            #[derive(Deserialize)]
            #[cfg_attr(not(target_family = "wasm"), derive(TS))]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$field_attribute])* pub $field: $type),* }
        )*
    };
}

parameters! {
    Nothing {}
    InRoom { room: String }
    PageOf {
        room: String,
        /// Items below this sequence.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        before: Option<u64>,
        /// Items above this sequence.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        after: Option<u64>,
        /// How many, about: an entry of the log is never cut in two.
        limit: usize,
    }
    DateIn {
        room: String,
        /// Milliseconds since 1970.
        at: u64,
    }
    Search {
        text: String,
        /// In this room alone.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        room: Option<String>,
        limit: usize,
    }
    OfPerson { account: String }
    People { room: String, people: Vec<String> }
    InvitationLink { link: String }
    Join { link: String, name: String }
    Recover {
        /// The relay's address, or any invitation to it.
        relay: String,
        account: String,
        words: String,
    }
    CreateRoom { title: String, with: Vec<String> }
    Rename { room: String, title: String }
    SetRole { room: String, account: String, role: RoleName }
    SendText {
        room: String,
        text: String,
        /// The mark of the roster that the writer saw; what was acknowledged last where it is left out.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    /// The content and the preview go beside it.
    SendFile {
        room: String,
        name: String,
        media_type: String,
        caption: String,
        /// As of a text.
        #[serde(default)]
        #[cfg_attr(not(target_family = "wasm"), ts(optional))]
        seen: Option<u64>,
    }
    Acknowledge { room: String, mark: u64 }
    OfItem { local_id: i64 }
    MarkRead { room: String, through_seq: u64 }
    Refound { room: String, without: Vec<String> }
    OfDevice { device: String }
    Draft { room: String, text: String }
    SetPush { endpoint: Option<String> }
}

/// Which receipts this device sends.
#[derive(Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Receipts {
    pub delivered: bool,
    pub read: bool,
}
