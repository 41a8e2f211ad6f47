//! The engine as the web app has it: compiled to WebAssembly, in a dedicated worker.
//!
//! ```text
//!   screens            web/src/engine/client.ts      one for each tab
//!      | request, subscribe
//!      v
//!   worker             web/src/engine/worker.ts      clock, randomness, WebSocket, fetch, locks
//!      | call(name, parameters as JSON), connected, frame, transferred, wake
//!      v
//!   [Desk]             this crate                    methods by name, events, the key's lock
//!      |
//!      v
//!   [Engine]  <-->     one SQLCipher database in the origin's private files (OPFS)
//! ```
//!
//! Everything here but the files for WebAssembly is built and tested natively too. What a screen may
//! ask stands in [`method`]; `web/src/engine/generated.ts` is made from it, and a test fails when
//! the two differ.
#![forbid(unsafe_code)]

pub mod desk;
pub mod event;
#[cfg(target_family = "wasm")]
mod exports;
pub mod failure;
pub mod locked_key;
pub mod method;
pub mod status;
