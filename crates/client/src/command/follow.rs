//! `tail` and `chat`: a room as it goes on.

use corridor_engine::command::{Command, CommandError};
use corridor_engine::output::Change;
use corridor_engine::view::{RoomStatus, RoomView};

use super::deliver::sentence;
use super::item::show;
use super::slash;
use super::talk::mark_seen;
use crate::arguments::Room;
use crate::failure::Failure;
use crate::lines;
use crate::session::Session;

/// What is shown of what was said before.
const BACKLOG: usize = 20;

/// More than comes between two looks, even after a long absence; the rest is in `read`.
const AT_ONCE: usize = 10_000;

/// A room and how far it has been shown.
struct Followed {
    room: RoomView,
    shown_through: u64,
    trouble: Option<String>,
}

pub async fn tail(session: &mut Session, arguments: &Room) -> Result<(), Failure> {
    let mut followed = Followed::begin(session, &arguments.room)?;
    // One listener for the whole run: a signal between two waits is not missed.
    let mut interrupted = Box::pin(tokio::signal::ctrl_c());
    loop {
        tokio::select! {
            _ = &mut interrupted => return Ok(()),
            turned = session.driver.turn(None) => turned?,
        };
        if followed.look(session)? {
            mark_seen(session, &followed.room, AT_ONCE)?;
        }
    }
}

/// Each line typed is sent. When somebody has joined meanwhile, the line waits for an empty one:
/// that is how the writer says "I have seen who reads this".
pub async fn chat(session: &mut Session, arguments: &Room) -> Result<(), Failure> {
    let mut followed = Followed::begin(session, &arguments.room)?;
    // One listener for the whole run: a signal between two waits is not missed.
    let mut interrupted = Box::pin(tokio::signal::ctrl_c());
    let mut lines = lines::standard_input();
    let mut waiting: Option<String> = None;
    loop {
        tokio::select! {
            _ = &mut interrupted => return Ok(()),
            turned = session.driver.turn(None) => { turned?; }
            line = lines.recv() => {
                let Some(line) = line else { return leave(session).await };
                let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
                waiting = match (line.is_empty(), waiting.take()) {
                    (true, None) => None,
                    (true, Some(text)) => {
                        acknowledge(session, &followed.room)?;
                        say(session, &followed.room, text)?
                    }
                    (false, _) => say(session, &followed.room, line)?,
                };
            }
        }
        if followed.look(session)? {
            let (room, through_seq) = (followed.room.id, followed.shown_through);
            session.driver.command(Command::MarkRead { room, through_seq })?;
        }
    }
}

/// Sends what was typed last before the input ended.
async fn leave(session: &mut Session) -> Result<(), Failure> {
    let delivery = crate::arguments::Delivery { seconds: 10, no_wait: false };
    super::deliver::deliver(session, delivery, None, super::deliver::nothing_to_send).await?;
    Ok(())
}

fn acknowledge(session: &mut Session, room: &RoomView) -> Result<(), Failure> {
    if let Some(roster) = session.engine().roster(&room.id)? {
        let command = Command::AcknowledgeRoster { room: room.id, seen: roster.mark };
        session.driver.command(command)?;
    }
    Ok(())
}

/// The text comes back when it has to wait for the writer.
fn say(session: &mut Session, room: &RoomView, text: String) -> Result<Option<String>, Failure> {
    let command = match slash::command(session, room, &text) {
        Ok(Some(command)) => command,
        Ok(None) => return Ok(None),
        Err(Failure::Command(CommandError::Storage(error))) => return Err(error.into()),
        Err(failure) => {
            session.screen.note(&failure.to_string());
            return Ok(None);
        }
    };
    match session.driver.command(command) {
        Ok(_) => Ok(None),
        Err(Failure::Command(error @ CommandError::RosterChanged { .. })) => {
            session.screen.note(&format!(
                "Not sent: {error}. An empty line sends it; anything else replaces it."
            ));
            Ok(Some(text))
        }
        Err(Failure::Command(
            error @ (CommandError::TextLength { .. }
            | CommandError::Reaction { .. }
            | CommandError::NoMessage
            | CommandError::NotSentYet
            | CommandError::NotAllowed(_)),
        )) => {
            session.screen.note(&error.to_string());
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

impl Followed {
    fn begin(session: &mut Session, text: &str) -> Result<Self, Failure> {
        if session.driver.is_offline() {
            return Err(Failure::Offline);
        }
        let room = session.room(text)?;
        let items = session.engine().timeline(&room.id, None, BACKLOG)?;
        for item in &items {
            show(session, item)?;
        }
        let shown_through = items.iter().filter_map(|item| item.seq).max().unwrap_or_default();
        mark_seen(session, &room, BACKLOG)?;
        Ok(Self { room, shown_through, trouble: None })
    }

    /// Shows what is new; whether there was anything.
    fn look(&mut self, session: &mut Session) -> Result<bool, Failure> {
        let changes = session.driver.changes();
        for note in changes.iter().filter_map(sentence) {
            session.screen.note(&note);
        }
        self.say_trouble(session);
        let concerns = |change: &Change| match change {
            Change::Timeline(room) | Change::Room(room) => *room == self.room.id,
            _ => false,
        };
        if !changes.iter().any(concerns) {
            return Ok(false);
        }
        let items = session.engine().timeline(&self.room.id, Some(self.shown_through), AT_ONCE)?;
        let mut is_news = false;
        for item in items.iter().filter(|item| item.seq.is_some()) {
            show(session, item)?;
            self.shown_through = self.shown_through.max(item.seq.unwrap_or_default());
            is_news = true;
        }
        let room = session.engine().room(&self.room.id)?.ok_or(CommandError::NoRoom)?;
        match &room.status {
            RoomStatus::Left | RoomStatus::Removed => return Err(CommandError::NotInRoom.into()),
            _ => self.room = room,
        }
        Ok(is_news)
    }

    /// Each trouble once, until it is another or over.
    fn say_trouble(&mut self, session: &mut Session) {
        if session.engine().is_authenticated() {
            if self.trouble.take().is_some() {
                session.screen.note("Connected again.");
            }
        } else if let Some(trouble) = session.driver.trouble()
            && self.trouble.as_ref() != Some(&trouble)
        {
            session.screen.note(&format!("{trouble}. Trying again."));
            self.trouble = Some(trouble);
        }
    }
}
