//! What a view says of a file.

use serde::Serialize;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// A file in a timeline. Name, type and preview are its sender's word.
#[derive(Clone, Debug)]
pub struct FileView {
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    /// How much of the content is at the relay, or on this device where it comes from others.
    pub bytes_done: u64,
    pub state: FileState,
    pub has_preview: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Written here and on its way to the relay.
    Uploading,
    /// Written here, and stopped by its person.
    Paused,
    /// At the relay; the message that says so is queued or held.
    Waiting,
    Sent,
    /// At the relay, and nobody has asked for it here.
    Elsewhere,
    Fetching,
    /// Its content is on this device.
    Here,
    /// The relay no longer has it, or what it gave is not what was sent.
    Gone,
    /// Being copied into this device's database; it goes out when all of it is there.
    Copying,
}

impl FileState {
    /// The stable name, in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Paused => "paused",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Elsewhere => "elsewhere",
            Self::Fetching => "fetching",
            Self::Here => "here",
            Self::Gone => "gone",
            Self::Copying => "copying",
        }
    }
}
