//! An engine with the time and the random bytes of one call.

use corridor_engine::command::{Answer, Command, CommandError, CommandId};
use corridor_engine::output::UnixMillis;
use corridor_engine::view::RoomId;
use corridor_engine::{Engine, Entropy};

pub struct Desk<'a> {
    pub engine: &'a mut Engine,
    pub now: UnixMillis,
    pub entropy: Entropy,
    /// Of a wish that may come again, when the tab that was asked first has gone.
    pub once: Option<CommandId>,
}

impl<'a> Desk<'a> {
    /// A seed serves one input, so this ends the call.
    pub(crate) fn command(self, command: Command) -> Result<Answer, CommandError> {
        self.command_and_ask(command).map(|(answer, _)| answer)
    }

    /// The same, for a method that looks at what came of it.
    pub(crate) fn command_and_ask(
        self,
        command: Command,
    ) -> Result<(Answer, &'a Engine), CommandError> {
        let Self { engine, now, entropy, once } = self;
        let answer = match once {
            Some(id) => engine.command_once(now, entropy, id, command),
            None => engine.command(now, entropy, command),
        }?;
        Ok((answer, engine))
    }

    // With the desk, so that ids are read where commands are given.
    #[allow(clippy::unused_self)]
    pub(crate) fn room(&self, id: &str) -> Result<RoomId, CommandError> {
        RoomId::from_hex(id).ok_or(CommandError::NoRoom)
    }
}
