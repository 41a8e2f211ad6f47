//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Measures a Corridor relay beside the disk it writes to.
#[derive(Parser)]
#[command(name = "corridor-loadtest", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Starts a fresh relay on this machine, measures it, prints a table and removes everything.
    Run(Options),
}

#[derive(Args)]
pub struct Options {
    /// The relay's program. Without it, the one beside this program, which cargo builds if it runs
    /// this program.
    #[arg(long, value_name = "PATH")]
    pub relay_binary: Option<PathBuf>,
    /// A folder on the disk to measure. What the run writes there is removed at its end.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Seconds of each measurement under load; 8 without it, 1 with --quick.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: Option<u64>,
    /// Everything in less than half a minute: enough to see that it works, too short for figures.
    #[arg(long)]
    pub quick: bool,
    /// Connections that send.
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub senders: u16,
    /// Connections that follow the log of the fan-out.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub followers: u16,
    /// Connections that do nothing; 10,000 without it, 500 with --quick.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    pub idle: Option<u32>,
    /// Bytes of a record.
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub record_bytes: u32,
    /// One JSON object instead of the table.
    #[arg(long)]
    pub json: bool,
}
