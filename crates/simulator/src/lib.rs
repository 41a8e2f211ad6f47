//! Many engines and one or more relays in one thread, in virtual time, with every fault there is,
//! from one seed. `docs/reliability.md` says what the model is, what counts as a failure, and what
//! is not covered.
//!
//! ```text
//!            Plan (seed) --> steps: what people do, what goes wrong
//!                               |
//!   [Device: engine] --frames--> Line: slow, broken, lied on --frames--> [RelayNode: relay core]
//!        |                         |                                        |        |
//!     observe                    watch                                   Disk     backups
//!        |                         |                                        |
//!        +-----> timelines, promises <-------------- check_end -------------+
//! ```
//!
//! The same seed gives the same run: no clock, no thread, no source of randomness but the seed.
#![forbid(unsafe_code)]

pub mod campaign;
pub mod failure;
pub mod fault;
pub mod plan;
pub mod run;
pub mod shrink;

mod act;
mod acts;
pub mod deed;
mod device;
mod disk;
mod door;
pub mod feature;
mod finish;
mod fleeting;
mod fork;
mod handed;
mod harm;
mod hearsay;
mod huddle;
mod ledger;
mod line;
mod log;
mod long_file;
mod observe;
mod on_disk;
mod outcome;
mod people;
mod posting;
mod promised;
pub mod races;
mod random;
mod relay;
mod remains;
mod schedule;
mod secrecy;
mod sounding;
mod timelines;
pub mod together;
mod use_feature;
mod waking;
mod watch;
mod words;
mod world;
