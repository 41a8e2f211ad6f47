//! One module for each group of commands; here, which is which.

use clap::CommandFactory;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::session::Session;

mod account;
mod deliver;
mod doctor;
mod exchange;
pub mod file;
mod follow;
mod join;
mod people;
mod room;
mod talk;

/// What a program that ends gives to messages that are queued.
pub const CLOSING: std::time::Duration = std::time::Duration::from_secs(5);

pub async fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { global, command } = arguments;
    match command {
        Command::Completion(completion) => {
            let mut script = Vec::new();
            let mut program = Arguments::command();
            clap_complete::generate(completion.shell, &mut program, "corridor", &mut script);
            crate::screen::raw(&script)
        }
        Command::Join(join) => join::join(&global, &join).await,
        Command::Recover(recover) => join::recover(&global, &recover).await,
        Command::Doctor => doctor::doctor(&global).await,
        command => {
            let mut session = Session::open(&global).await?;
            let outcome = on_profile(&mut session, command).await;
            session.driver.close().await;
            outcome
        }
    }
}

async fn on_profile(session: &mut Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::RecoveryWords => account::recovery_words(session),
        Command::Whoami => account::whoami(session),
        Command::Devices(arguments) => account::devices(session, &arguments).await,
        Command::Receipts(arguments) => account::receipts(session, &arguments),
        Command::Verify(arguments) => account::verify(session, &arguments),
        Command::Rooms => room::rooms(session),
        Command::New(arguments) => room::new(session, &arguments).await,
        Command::Direct(arguments) => room::direct(session, &arguments).await,
        Command::Rename(arguments) => room::rename(session, arguments).await,
        Command::Leave(arguments) => room::leave(session, &arguments).await,
        Command::Refound(arguments) => room::refound(session, &arguments).await,
        Command::Add(arguments) => people::add(session, &arguments).await,
        Command::Remove(arguments) => people::remove(session, &arguments).await,
        Command::Role(arguments) => people::role(session, &arguments).await,
        Command::Roster(arguments) => people::roster(session, &arguments),
        Command::Send(arguments) => talk::send(session, &arguments).await,
        Command::SendFile(arguments) => file::send(session, &arguments).await,
        Command::Save(arguments) => file::save(session, &arguments).await,
        Command::Read(arguments) => talk::read(session, &arguments).await,
        Command::Discard(arguments) => talk::discard(session, &arguments),
        Command::Tail(arguments) => follow::tail(session, &arguments).await,
        Command::Chat(arguments) => follow::chat(session, &arguments).await,
        Command::Sync(arguments) => exchange::sync(session, &arguments).await,
        Command::Rpc => crate::rpc::serve(session).await,
        Command::Completion(_) | Command::Join(_) | Command::Recover(_) | Command::Doctor => Ok(()),
    }
}
