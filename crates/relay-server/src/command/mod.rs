//! The command line.

pub mod backup;
pub mod init;
pub mod invite;
pub mod restore;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::directory::Directory;
use crate::{doctor, serve};

/// A Corridor relay: sealed logs for an end-to-end encrypted messenger.
#[derive(Parser)]
#[command(name = "corridor-relay", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Args)]
pub struct Place {
    /// The relay's directory.
    #[arg(long, value_name = "DIR", env = "CORRIDOR_RELAY_DIR")]
    pub dir: PathBuf,
}

impl Place {
    pub fn directory(&self) -> Directory {
        Directory::new(self.dir.clone())
    }
}

#[derive(Subcommand)]
enum Command {
    /// Sets up a directory from which `serve` runs.
    Init(init::Init),
    /// Runs the relay until it is told to stop.
    Serve(Place),
    /// Prints invitations, one a line.
    Invite(invite::Invite),
    /// Checks the relay and says what to do.
    Doctor(Doctor),
    /// Writes everything into one file; the relay may run.
    Backup(backup::Backup),
    /// Sets up a directory from a backup.
    Restore(restore::Restore),
}

#[derive(clap::Args)]
struct Doctor {
    #[command(flatten)]
    place: Place,
    /// One JSON array instead of text.
    #[arg(long)]
    json: bool,
}

type Failure = Box<dyn std::error::Error>;

/// Runs the program. 0 is success, 1 a failure that was explained on standard error, 2 a command
/// line that is none.
pub fn run() -> ExitCode {
    let command = CommandLine::parse().command;
    match dispatch(&command) {
        Ok(code) => code,
        Err(failure) => {
            let _ = writeln!(std::io::stderr(), "error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &Command) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match command {
        Command::Init(init) => {
            let place = init.place.dir.display();
            match init.run()? {
                init::Outcome::Created => writeln!(
                    out,
                    "A relay is set up in {place}.\n\
                     Start it:    corridor-relay serve --dir {place}\n\
                     Invite:      corridor-relay invite --dir {place} --count 1"
                )?,
                init::Outcome::AlreadyThere => {
                    writeln!(
                        out,
                        "The relay in {place} is set up like this already; nothing changed."
                    )?;
                }
            }
        }
        Command::Serve(place) => {
            drop(out);
            serve::run(&place.directory())?;
        }
        Command::Invite(invite) => {
            for invitation in invite.run()? {
                writeln!(out, "{invitation}")?;
            }
        }
        Command::Doctor(doctor) => return examine(doctor, &mut out),
        Command::Backup(backup) => {
            let bytes = backup.run()?;
            writeln!(
                out,
                "{} holds the relay ({bytes} bytes). It contains secrets.",
                backup.out.display()
            )?;
        }
        Command::Restore(restore) => {
            restore.run()?;
            writeln!(
                out,
                "The relay is restored in {}. What came after the backup, clients send again.",
                restore.place.dir.display()
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn examine(doctor: &Doctor, out: &mut impl std::io::Write) -> Result<ExitCode, Failure> {
    let findings = doctor::examine(&doctor.place.directory());
    if doctor.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?;
    } else {
        for finding in &findings {
            writeln!(out, "{finding}")?;
        }
    }
    Ok(if doctor::is_well(&findings) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
