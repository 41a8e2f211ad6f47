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

impl Desk<'_> {
    /// A seed serves one input, so this ends the call.
    pub(crate) fn command(self, command: Command) -> Result<Answer, CommandError> {
        let Self { engine, now, entropy, once } = self;
        match once {
            Some(id) => engine.command_once(now, entropy, id, command),
            None => engine.command(now, entropy, command),
        }
    }

    // With the desk, so that ids are read where commands are given.
    #[allow(clippy::unused_self)]
    pub(crate) fn room(&self, id: &str) -> Result<RoomId, CommandError> {
        RoomId::from_hex(id).ok_or(CommandError::NoRoom)
    }
}
