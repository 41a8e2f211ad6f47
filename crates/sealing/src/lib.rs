//! What makes a conversation private: MLS sessions (RFC 9420), the seal around each record, padding,
//! identities, invitations and safety numbers.
//!
//! This crate knows no relay and no database. It draws no randomness (an [`Entropy`] is handed in),
//! reads no clock (`now` is handed in) and stores through an [`MlsTable`] that the engine provides.
//!
//! ```text
//!   create ──┐                     ┌── seal_message ──> Record
//!   load ────┼──> RoomSession ─────┼── open(Entry) ───> Opened | OpenError
//!   join ────┘        │            └── token
//!                     │ prepare_commit          (policy checked, pending in the group)
//!                     v
//!               PreparedCommit ── seal_commit ──> Record ── the hub's answer
//!                     │                                        │
//!                     │   Appended: merge_own_commit  <────────┤
//!                     └── Conflict: discard_commit    <────────┘
//! ```
//!
//! Order of reading: [`identity`], [`room_state`], [`policy`], [`session`], [`record`], then the
//! rest. The bytes are specified in `docs/protocol.md`.
#![forbid(unsafe_code)]

pub mod affiliation;
pub mod blob;
pub mod entropy;
pub mod file;
pub mod identity;
pub mod inbox;
pub mod key_package;
pub mod long_file;
pub mod padding;
pub mod policy;
pub mod provider;
pub mod record;
pub mod room_link;
pub mod room_state;
pub mod safety;
pub mod session;
pub mod signal;
mod signing;
#[cfg(feature = "stub")]
pub mod stub;

pub use entropy::Entropy;
pub use provider::{MemoryTable, MlsTable, Provider, StorageError};
