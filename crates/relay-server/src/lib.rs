//! The Corridor relay as a program: listeners, TLS, configuration, metrics, admin commands.
//!
//! What a relay *is* lives in `corridor-relay-core`, which has no clock, socket or thread. This crate
//! gives it all three, and nothing else does.
//!
//! ```text
//!   command (init, invite, doctor, backup, restore)      serve
//!        |                                                 |
//!        |      listener (TLS, HTTP, WebSocket) --> driver (core thread, storage thread)
//!        |          |                              push (services that wake devices)
//!        '---> directory, config, certificate, blobs, archive, corridor-store
//! ```
#![forbid(unsafe_code)]

pub mod admin;
pub mod archive;
pub mod blobs;
pub mod certificate;
pub mod clock;
pub mod command;
pub mod config;
pub mod directory;
pub mod doctor;
pub mod driver;
pub mod listener;
pub mod observe;
pub mod push;
pub mod secret;
pub mod serve;
pub mod storage;
pub mod web_app;
