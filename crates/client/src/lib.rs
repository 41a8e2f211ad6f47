//! The program `corridor`: a command line and a JSON-RPC server over one engine.
//!
//! ```text
//!   arguments --> command::* --> Session { Profile, Driver { Engine }, Screen }
//!                  rpc ----------^                    |
//!                                                     v
//!                              one WebSocket to the relay, blobs over HTTP
//! ```
//!
//! Reading order: `arguments` (what one can type), `session`, `driver` (what runs the engine),
//! `command`, `rpc`, `profile` (where things are kept), `failure` (exit codes).
#![forbid(unsafe_code)]

use std::process;

use clap::Parser;

mod arguments;
mod command;
mod driver;
mod failure;
mod lines;
mod profile;
mod rpc;
mod screen;
mod session;
pub mod untrusted;

use arguments::Arguments;
use failure::Failure;
use screen::Screen;

/// The whole program, from its arguments to its exit code.
pub fn run() -> process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse_arguments(&error),
    };
    let screen = Screen { json: arguments.global.json };
    match carry_out(arguments) {
        // As `head` ends a pipe: whoever read has seen enough.
        Ok(()) | Err(Failure::OutputClosed) => process::ExitCode::SUCCESS,
        Err(failure) => {
            screen.failure(&failure);
            process::ExitCode::from(failure.exit_code() as u8)
        }
    }
}

fn carry_out(arguments: Arguments) -> Result<(), Failure> {
    // One thread: an engine is one state, and commands wait for the network most of the time.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Start)?;
    let outcome = runtime.block_on(command::run(arguments));
    // Name lookups that hang must not keep the program from ending.
    runtime.shutdown_background();
    outcome
}

/// Help and version are results; the rest is a usage error, as JSON where that was asked for.
fn refuse_arguments(error: &clap::Error) -> process::ExitCode {
    if error.use_stderr() && std::env::args().any(|argument| argument == "--json") {
        let failure = Failure::Usage(error.render().to_string());
        Screen { json: true }.failure(&failure);
        return process::ExitCode::from(failure.exit_code() as u8);
    }
    // Nobody is left to tell when the output is closed.
    let _ = error.print();
    process::ExitCode::from(if error.use_stderr() { failure::ExitCode::Usage as u8 } else { 0 })
}
