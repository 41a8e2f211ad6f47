//! One module for each group of commands; here, which is which.

use clap::CommandFactory;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use crate::session::Session;

mod about;
mod account;
mod alias;
mod announcement;
mod block;
mod deliver;
mod doctor;
mod door;
mod exchange;
pub mod file;
pub mod find;
mod follow;
mod huddle;
mod item;
mod join;
mod kinds;
mod look;
mod mark;
mod message;
mod nudge;
mod organisation;
mod people;
mod room;
mod setting;
mod slash;
mod sounding;
mod statement;
mod talk;
mod told;

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
        Command::Organisation(arguments) => organisation::organisation(&global, &arguments.what),
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
        Command::Huddle(arguments) => huddle::huddle(session, &arguments).await,
        Command::Rise(arguments) => huddle::rise(session, &arguments).await,
        Command::Keep(arguments) => huddle::keep(session, &arguments).await,
        Command::Rename(arguments) => room::rename(session, arguments).await,
        Command::Leave(arguments) => room::leave(session, &arguments).await,
        Command::Refound(arguments) => room::refound(session, &arguments).await,
        Command::Add(arguments) => people::add(session, &arguments).await,
        Command::Remove(arguments) => people::remove(session, &arguments).await,
        Command::Role(arguments) => people::role(session, &arguments).await,
        Command::Roster(arguments) => people::roster(session, &arguments),
        Command::Send(arguments) => talk::send(session, &arguments).await,
        Command::SendFile(arguments) => file::send(session, &arguments).await,
        Command::SendContact(arguments) => kinds::contact(session, arguments).await,
        Command::SendPlace(arguments) => kinds::place(session, arguments).await,
        Command::Nudge(arguments) => nudge::nudge(session, arguments).await,
        Command::Save(arguments) => file::save(session, &arguments).await,
        Command::Read(arguments) => talk::read(session, &arguments).await,
        Command::React(arguments) => message::react(session, arguments).await,
        Command::Edit(arguments) => message::edit(session, arguments).await,
        Command::Delete(arguments) => message::delete(session, &arguments).await,
        Command::Forward(arguments) => message::forward(session, &arguments).await,
        Command::Pin(arguments) => message::pin(session, &arguments, true).await,
        Command::Unpin(arguments) => message::pin(session, &arguments, false).await,
        Command::Star(arguments) => message::star(session, &arguments, true),
        Command::Unstar(arguments) => message::star(session, &arguments, false),
        Command::Poll(arguments) => message::poll(session, arguments).await,
        Command::Vote(arguments) => message::vote(session, &arguments).await,
        Command::EndPoll(arguments) => message::end_poll(session, &arguments).await,
        other => on_profile_further(session, other).await,
    }
}

async fn on_profile_further(session: &mut Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Pins(arguments) => find::pins(session, &arguments.room),
        Command::Gallery(arguments) => kinds::gallery(session, &arguments),
        Command::Storage => kinds::storage(session),
        Command::Free(arguments) => kinds::free(session, &arguments),
        Command::Starred => find::starred(session),
        Command::History(arguments) => find::history(session, &arguments),
        Command::Search(arguments) => find::search(session, arguments),
        Command::Announce(arguments) => announcement::announce(session, arguments).await,
        Command::Seen(arguments) => announcement::seen(session, &arguments).await,
        Command::Announcements(arguments) => announcement::announcements(session, &arguments.room),
        Command::LetThrough(arguments) => setting::let_through(session, &arguments),
        Command::Mark(arguments) => mark::mark(session, arguments).await,
        Command::Marks(arguments) => mark::marks(session, &arguments),
        Command::Sound(arguments) => sounding::sound(session, arguments).await,
        Command::SoundRoom(arguments) => sounding::sound_room(session, arguments).await,
        Command::Statement(arguments) => statement::statement(session, arguments.what).await,
        Command::Soundings(arguments) => sounding::soundings(session, &arguments),
        Command::Answer(arguments) => sounding::answer(session, arguments).await,
        Command::Remind(arguments) => sounding::remind(session, &arguments).await,
        Command::Publish(arguments) => sounding::publish(session, &arguments).await,
        Command::ShareTotals(arguments) => sounding::share_totals(session, &arguments).await,
        Command::Describe(arguments) => setting::describe(session, arguments).await,
        Command::Picture(arguments) => look::picture(session, &arguments).await,
        Command::Group(arguments) => look::group(session, &arguments).await,
        Command::Expiry(arguments) => setting::expiry(session, &arguments).await,
        Command::Posting(arguments) => setting::posting(session, &arguments).await,
        Command::Mute(arguments) => setting::mute(session, &arguments),
        Command::Unmute(arguments) => setting::unmute(session, &arguments.room),
        Command::Archive(arguments) => setting::archive(session, &arguments.room, true),
        Command::Unarchive(arguments) => setting::archive(session, &arguments.room, false),
        Command::Tell(arguments) => told::tell(session, &arguments).await,
        Command::Told(arguments) => told::told(session, &arguments).await,
        Command::About(arguments) => about::about(session, &arguments).await,
        Command::Affiliation(arguments) => organisation::affiliation(session, &arguments).await,
        Command::Trust(arguments) => organisation::trust(session, &arguments),
        Command::Block(arguments) => block::block(session, &arguments, true),
        Command::Unblock(arguments) => block::block(session, &arguments, false),
        Command::Blocked => block::blocked(session),
        Command::Alias(arguments) => alias::alias(session, arguments),
        Command::Report(arguments) => block::report(session, &arguments),
        Command::Link(arguments) => door::link(session, &arguments),
        Command::Links(arguments) => door::links(session, &arguments.room),
        Command::Unlink(arguments) => door::unlink(session, &arguments),
        Command::Knock(arguments) => door::knock(session, arguments).await,
        Command::Knocks(arguments) => door::knocks(session, &arguments),
        Command::LetIn(arguments) => door::let_in(session, &arguments).await,
        Command::TurnAway(arguments) => door::turn_away(session, &arguments),
        Command::Discard(arguments) => talk::discard(session, &arguments),
        Command::Tail(arguments) => follow::tail(session, &arguments).await,
        Command::Chat(arguments) => follow::chat(session, &arguments).await,
        Command::Sync(arguments) => exchange::sync(session, &arguments).await,
        Command::Rpc => crate::rpc::serve(session).await,
        _ => Ok(()),
    }
}
