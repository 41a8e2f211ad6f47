//! Why a request was not carried out: a stable name for the screens' words, and a sentence for logs.

use corridor_engine::command::{CommandError, StorageError};
use corridor_wire::invitation::InvitationError;
use serde::Serialize;
#[cfg(not(target_family = "wasm"))]
use ts_rs::TS;

/// What a rejected promise carries.
#[derive(Debug, Serialize, thiserror::Error)]
#[cfg_attr(not(target_family = "wasm"), derive(TS))]
#[error("{message}")]
pub struct Failure {
    /// Stable: a command's names are those of docs/command-line.md; the worker's are in `status`.
    pub name: String,
    /// In English, for a log or a report of a problem; screens have their own words for `name`.
    pub message: String,
    /// With `roster_changed`: who has joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_family = "wasm"), ts(optional))]
    pub joined: Option<Vec<String>>,
    /// With `roster_changed`: the mark that an acknowledgement names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_family = "wasm"), ts(optional))]
    pub mark: Option<u64>,
}

impl Failure {
    pub fn new(name: &str, message: impl core::fmt::Display) -> Self {
        Self { name: name.to_owned(), message: message.to_string(), joined: None, mark: None }
    }
}

impl From<CommandError> for Failure {
    fn from(error: CommandError) -> Self {
        let mut failure = Self::new(error.name(), &error);
        if let CommandError::RosterChanged { joined, mark } = &error {
            failure.joined = Some(joined.iter().map(ToString::to_string).collect());
            failure.mark = Some(mark.0);
        }
        failure
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::new(error.name(), &error)
    }
}

impl From<InvitationError> for Failure {
    fn from(error: InvitationError) -> Self {
        Self::new("invitation", error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::new("parameters", error)
    }
}
