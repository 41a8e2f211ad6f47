//! `cargo xtask up`: a relay on this machine, which serves the web app, and invitations to both.
//!
//! It speaks plain HTTP and listens on this machine alone. Browsers count `http://localhost` as secure, so
//! that storage, locks and passkeys work there; a certificate that it signed itself they would refuse.
//!
//! The relay takes this process's place, so that Ctrl-C reaches it as if one had started it oneself.
//! A second process waits until the relay answers and prints the invitations; it is this program
//! again, called with [`ANNOUNCE`].

use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::{Failure, Program};
use crate::{prepare, web};

/// Not for people: prints invitations as soon as the relay answers.
pub const ANNOUNCE: &str = "announce-when-up";
const ANNOUNCE_FIRST: &str = "first";

/// Invitations to open in browsers, and names for those that are accepted in a terminal: of a relay that
/// was just made, and of one that may have those people already.
const FIRST: Guests = Guests { browsers: 2, names: &["alice", "bob"] };
const LATER: Guests = Guests { browsers: 1, names: &["carol"] };

/// What tells the relay which web app it serves.
const WEB_FOLDER: &str = "CORRIDOR_RELAY_WEB_FOLDER";

/// The first port tried, and how many after it.
const PORTS: std::ops::Range<u16> = 4430..4530;

/// A relay that runs at all has locked its directory by now.
const LOCKS_WITHIN: Duration = Duration::from_secs(5);

/// A relay opens its store within a second; a cold disk may take a few.
const STARTS_WITHIN: Duration = Duration::from_mins(1);

pub fn run() -> Result<(), Failure> {
    prepare::run()?;
    // Link-time optimisation doubles the build and changes nothing for two people on one machine.
    let build = ["build", "--release", "--locked", "--package", "corridor", "--package"];
    Program::cargo(build.iter().chain(&["corridor-relay"]))
        .variable("CARGO_PROFILE_RELEASE_LTO", "off")
        .run()?;
    let relay = Relay::here();
    if relay.is_running() {
        println!("A relay is running already.");
        return relay.invite(&LATER);
    }
    let is_new = !relay.directory.join("relay.toml").exists();
    let site = build_web_app();
    if is_new {
        let port = free_port()?;
        let listen = format!("127.0.0.1:{port}");
        // A name and not a number: passkeys belong to names.
        let url = format!("http://localhost:{port}");
        relay.program(["init", "--listen", &listen, "--public-url", &url]).run()?;
    }
    // A relay that was killed leaves the address behind that it had.
    let _ = std::fs::remove_file(relay.bound_address());
    let this = std::env::current_exe().map_err(|error| Failure(format!("xtask: {error}")))?;
    Command::new(this)
        .arg(ANNOUNCE)
        .arg(if is_new { ANNOUNCE_FIRST } else { "later" })
        .env(WEB_FOLDER, &site)
        .spawn()
        .map_err(|error| Failure(format!("xtask cannot start itself: {error}")))?;
    take_place(relay.program(["serve"]).variable(WEB_FOLDER, &site))
}

/// The folder of the web app; empty, which is none, where this machine cannot build it. The command line
/// works without.
fn build_web_app() -> PathBuf {
    match web::run() {
        Ok(()) => web::site_folder(),
        Err(failure) => {
            eprintln!("\nThe web app could not be built, so the relay serves none: {failure}");
            PathBuf::new()
        }
    }
}

pub fn announce() -> Result<(), Failure> {
    let relay = Relay::here();
    let start = Instant::now();
    while !relay.answers() {
        let gave_up = start.elapsed() > LOCKS_WITHIN && !relay.is_locked();
        if gave_up || start.elapsed() > STARTS_WITHIN {
            return Err(Failure("the relay does not answer; what it says above is why".to_owned()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let is_new = std::env::args().nth(2).as_deref() == Some(ANNOUNCE_FIRST);
    relay.invite(if is_new { &FIRST } else { &LATER })?;
    println!("\nThe relay runs until you press Ctrl-C.");
    Ok(())
}

struct Guests {
    browsers: usize,
    names: &'static [&'static str],
}

struct Relay {
    program: PathBuf,
    directory: PathBuf,
}

impl Relay {
    fn here() -> Self {
        let target = crate::target();
        Self {
            program: target.join("release/corridor-relay"),
            directory: target.join("corridor/relay"),
        }
    }

    fn program<const COUNT: usize>(&self, words: [&str; COUNT]) -> Program {
        let directory = self.directory.to_string_lossy();
        let (command, rest) = words.split_at(1);
        let words = command.iter().copied().chain(["--dir", &directory]);
        Program::new(&self.program, words.chain(rest.iter().copied()))
    }

    /// Where `serve` writes the address that it listens on.
    fn bound_address(&self) -> PathBuf {
        self.directory.join("bound-address")
    }

    fn is_running(&self) -> bool {
        self.is_locked() && self.answers()
    }

    /// `serve` holds this lock as long as it lives, however it dies.
    fn is_locked(&self) -> bool {
        let lock = File::open(self.directory.join("lock"));
        lock.is_ok_and(|lock| lock.try_lock().is_err())
    }

    fn answers(&self) -> bool {
        let address = std::fs::read_to_string(self.bound_address()).unwrap_or_default();
        TcpStream::connect(address.trim()).is_ok()
    }

    /// Prints invitations: links to open, and a command for each name.
    fn invite(&self, guests: &Guests) -> Result<(), Failure> {
        // As this process announces, or as the relay that runs already was started.
        let has_web_app = std::env::var_os(WEB_FOLDER).is_none_or(|folder| !folder.is_empty())
            && web::site_folder().join("index.html").exists();
        let browsers = if has_web_app { guests.browsers } else { 0 };
        let count = (browsers + guests.names.len()).to_string();
        let invitations = self.program(["invite", "--count", &count]).output()?;
        let mut invitations = invitations.lines();
        if browsers > 0 {
            println!(
                "\nIn a browser: each link lets one person in, each in a browser profile of their own.\n"
            );
            for invitation in invitations.by_ref().take(browsers) {
                println!("  {invitation}");
            }
        }
        let client = shown(&crate::target().join("release/corridor"));
        let or = if browsers > 0 { "Or in" } else { "In" };
        println!("\n{or} a second terminal (the name is yours to choose):\n");
        for (invitation, name) in invitations.zip(guests.names) {
            println!("  {client} --profile {name} join '{invitation}' --name {name}");
        }
        Ok(())
    }
}

/// Relative to where the reader stands, if it is there.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

fn free_port() -> Result<u16, Failure> {
    PORTS
        .clone()
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| Failure(format!("no port from {} on is free", PORTS.start)))
}

#[cfg(unix)]
fn take_place(program: Program) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = program.command().exec();
    Err(Failure(format!("the relay cannot be started: {error}")))
}

#[cfg(not(unix))]
fn take_place(program: Program) -> Result<(), Failure> {
    program.run()
}
