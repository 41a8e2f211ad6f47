//! `corridor`: see `docs/command-line.md`.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    corridor_client::run()
}
