//! The Corridor client without its input and output: rooms, outbox, timeline, roster gate.
//!
//! The engine owns one local database and nothing else. It opens no socket, reads no clock and draws
//! no randomness: whoever drives it hands those in, one input at a time, and then drains what came of
//! it. One input is one transaction: the decrypted message, the MLS state, the cursor and the outbox
//! change together or not at all, and outputs appear only after the transaction is on disk.
//!
//! ```text
//!              command(now, entropy, Command) -> Answer
//!   screen  ------------------------------------------------+
//!                                                           v
//!   relay   --- handle_frame(now, entropy, bytes) ---->  [Engine]  <--> one SQLCipher database
//!   clock   --- handle_timeout(now, entropy) --------->     |
//!   blobs   --- handle_transfer(now, entropy, ...) --->     |
//!                                                           v
//!              poll_output() -> Send(frame) | Upload | Download | Changed | Disconnect
//!              poll_wake()   -> when to call handle_timeout
//! ```
//!
//! The contract: give it an input, then call `poll_output` until it is empty, then wait for the next
//! input or for `poll_wake`.
#![forbid(unsafe_code)]

pub mod alias;
pub mod command;
mod database;
mod door;
mod engine;
pub mod kinds;
mod link;
mod link_use;
mod marks;
mod once;
pub mod output;
mod pages;
mod query;
pub mod shape;
#[cfg(feature = "simulation")]
mod simulation;
mod soundings;
mod statements;
mod storage_error;
mod turn;
pub mod view;

pub use corridor_content::VersionHash;
pub use corridor_sealing::Entropy;
pub use corridor_sealing::room_link::RoomLink;
#[cfg(feature = "simulation")]
pub use database::Raw;
pub use database::{DatabaseKey, Location};
pub use engine::Engine;
pub use turn::PushState;
