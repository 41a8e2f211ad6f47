//! `corridor-relay`: see `docs/operations.md`.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    corridor_relay::command::run()
}
