//! The harness of the end-to-end tests: the real programs, run as people and operators run them.
//!
//! ```text
//!   World --- Relay          corridor-relay, started, killed and started again
//!     |------ Person ...     corridor, one command at a time
//!     |         `-- Rpc      corridor rpc, one process for a whole conversation
//!     |------ RawClient      frames by hand, for what no proper client would send
//!     |------ BrokenLine     is cut again and again, and counts what went over it
//!     |------ Eavesdropper   hears what a client says to its relay
//!     |------ SmallDisk      a file system of a few megabytes, to fill
//!     |------ strace         kills, fails and records exact system calls
//!     |------ lost_writes    a folder as its disk could have it after a power cut
//!     `------ Traces         looks for planted strings in files and core dumps
//! ```
//!
//! Nothing of the programs is linked in here but the encoding of frames. A harness has nobody to
//! hand an error to, so it panics, and says what was run and what came out.
#![forbid(unsafe_code)]
// Every function of a harness may panic; a section on each would say so again and again.
#![allow(clippy::missing_panics_doc)]
// `succeeded()` is an assertion first, and its value is often not needed.
#![allow(clippy::return_self_not_must_use)]

pub mod binaries;
pub mod broken_line;
pub mod chance;
pub mod eavesdropper;
pub mod lost_writes;
pub mod person;
pub mod process;
pub mod raw;
pub mod recording;
pub mod relay;
pub mod rpc;
pub mod small_disk;
pub mod strace;
pub mod traces;
pub mod world;

pub use person::Person;
pub use relay::Relay;
pub use rpc::Rpc;
pub use world::World;
