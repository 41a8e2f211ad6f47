//! What a Corridor client and a relay say to each other: frames, identifiers, limits and error codes.
//!
//! This crate knows nobody. It holds no state, opens no socket and draws no randomness; it turns
//! bytes from outside into types once, or refuses them with a [`DecodeError`].
//!
//! ```text
//!  client                                   relay
//!    |  <------------- RelayFrame::Greeting   |   versions, relay name, nonce, lineage
//!    |  ClientFrame{Hello} ---------------->  |   the version both speak
//!    |  ClientFrame{Register|Authenticate} -> |   a signature over the nonce
//!    |  ClientFrame{Append, Follow, ...} -->  |
//!    |  <-------- RelayFrame::Reply           |   one for each request, by request id
//!    |  <-------- RelayFrame::Pushed          |   entries of followed logs, in order
//! ```
//!
//! Each frame is one CBOR item (RFC 8949) in one WebSocket binary message (RFC 6455). Fields are
//! numbered map keys: a reader skips the numbers it does not know and fills the ones that are
//! missing with their defaults, so old and new versions can read each other.
#![forbid(unsafe_code)]

pub mod bytes;
pub mod certificate;
pub mod chain;
pub mod client_frame;
pub mod error_code;
pub mod id;
pub mod invitation;
pub mod limits;
pub mod planted;
pub mod push;
pub mod relay_frame;
pub mod report_to;
#[cfg(feature = "stub")]
pub mod stub;
pub mod token;

mod codec;

pub use codec::{DecodeError, decode, encode};
