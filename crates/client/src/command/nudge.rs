//! Nudges: said, and read as a sentence.

use corridor_engine::command::{Answer, Command, CommandError};
use corridor_engine::kinds::{Nudge, Phrase};
use corridor_engine::view::Delivery;

use super::deliver::deliver;
use super::find::message_at;
use super::talk::{find, report};
use crate::arguments::SendNudge;
use crate::failure::Failure;
use crate::screen::line;
use crate::session::Session;

pub async fn nudge(session: &mut Session, arguments: SendNudge) -> Result<(), Failure> {
    let room = session.room(&arguments.room)?;
    if arguments.acknowledge {
        let roster = session.engine().roster(&room.id)?.ok_or(CommandError::NoRoom)?;
        session.driver.command(Command::AcknowledgeRoster { room: room.id, seen: roster.mark })?;
    }
    let reply_to = arguments.reply_to.map(|seq| message_at(session, &room.id, seq)).transpose()?;
    let nudge = Nudge { phrase: arguments.phrase.into(), subject: arguments.subject };
    let reply_to = reply_to.map(|item| item.local_id);
    let command = Command::SendNudge { room: room.id, nudge, reply_to, seen: None };
    let Answer::Queued(local_id) = session.driver.command(command)? else { return Ok(()) };
    if !arguments.delivery.no_wait && session.screen.is_terminal() {
        session.screen.note(&format!(
            "It goes in five seconds. Press Ctrl-C and run corridor discard {local_id} to take it back."
        ));
    }
    let outcome = deliver(session, arguments.delivery, Some(room.id), |engine| {
        let item = find(engine, &room.id, local_id)?;
        Ok(item.is_none_or(|item| item.delivery != Delivery::Queued))
    })
    .await?;
    report(session, &room, local_id, outcome)
}

/// What it says, in the language of this program.
pub fn sentence(phrase: Phrase, subject: &str) -> String {
    let subject = line(subject);
    let said = match phrase {
        Phrase::Own => return subject,
        Phrase::Speak if !subject.is_empty() => {
            return format!("Please speak in support of {subject}");
        }
        Phrase::Speak => "Please speak in support",
        Phrase::MeetOutside => "Let's meet outside",
        Phrase::Interrupt => "Please interrupt",
        Phrase::Wait => "Please wait",
        Phrase::VoteYes => "Vote yes",
        Phrase::VoteNo => "Vote no",
        Phrase::Abstain => "Abstain",
        Phrase::CallMe => "Please call me",
        Phrase::Yes => "Yes, on my way",
        Phrase::No => "No",
        Phrase::InAMoment => "In a moment",
    };
    said.to_owned()
}
