//! `corridor-loadtest run`: what a relay does on this machine, beside what its disk could do.
//!
//! One run starts a fresh relay on loopback, loads it over WebSocket, and prints one table:
//!
//! ```text
//!  disk          sync'd appends without a relay, in batches          measure/disk
//!  registering   accounts, one on each connection                    measure/registering
//!  appends       64 senders: own logs, one log, pipelined            measure/appends
//!  fan-out       one log, 100 followers: paced, and at full speed    measure/fan_out
//!  restart       after kill -9, and after a clean stop               measure/restart
//!  idle          memory of 10,000 authenticated connections          measure/idle
//! ```
//! It asserts nothing about time: it prints, and docs/benchmarks.md says how to read it. The load
//! comes from the same machine as the relay, so every figure is a lower bound.
#![forbid(unsafe_code)]

mod arguments;
mod connection;
mod device;
mod failure;
mod latency;
mod measure;
mod open_files;
mod payload;
mod plan;
mod process;
mod relay;
mod report;
mod run;
mod table;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let Command::Run(options) = Arguments::parse().command;
    match run::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "error: {failure}");
            ExitCode::FAILURE
        }
    }
}
