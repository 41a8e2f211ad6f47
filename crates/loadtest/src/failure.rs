//! Why a run ends without a table.

use std::io;
use std::path::PathBuf;

use corridor_wire::error_code::ErrorCode;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("there is no relay at {0}; build it with `cargo build --release -p corridor-relay`")]
    NoRelay(PathBuf),
    #[error("cargo could not build the relay")]
    Build,
    #[error("the relay's program cannot be run: {0}")]
    Program(#[source] io::Error),
    #[error("`corridor-relay {command}` failed: {message}")]
    Command { command: &'static str, message: String },
    #[error("the relay ended before it was ready; what it says above is why")]
    NeverReady,
    #[error("the relay printed an invitation that is none: {0}")]
    Invitation(#[from] corridor_wire::invitation::InvitationError),
    #[error("{0}: {1}")]
    System(&'static str, #[source] io::Error),
    #[error("the connection to the relay failed: {0}")]
    WebSocket(#[source] Box<tokio_tungstenite::tungstenite::Error>),
    #[error("the relay closed the connection{0}")]
    Closed(String),
    #[error("the relay sent a frame that is none: {0}")]
    Frame(#[from] corridor_wire::DecodeError),
    #[error("the relay refused to {asked}: {} ({detail})", code.name())]
    Refused { asked: &'static str, code: ErrorCode, detail: String },
    #[error("the relay answered something else than was asked, to {asked}")]
    Unexpected { asked: &'static str },
    #[error(
        "{wanted} connections need more open files than the system allows, which are for {fit}"
    )]
    OpenFiles { wanted: usize, fit: usize },
    #[error("the relay delivered entries {from} to {through} out of order or not at all")]
    Gap { from: u64, through: u64 },
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    #[error("the latency {0} µs is outside of what is counted")]
    Latency(u64),
    #[error("the report cannot be written: {0}")]
    Report(#[from] serde_json::Error),
}

impl From<tokio_tungstenite::tungstenite::Error> for Failure {
    fn from(error: tokio_tungstenite::tungstenite::Error) -> Self {
        Self::WebSocket(Box::new(error))
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::Random(error)
    }
}
