//! Where text from outside comes in, for those who test what any text at all does: lines of JSON-RPC,
//! words of a command line, and what others say on its way to the screen. The program itself does not use
//! this.

use std::path::Path;
use std::time::Duration;

use clap::Parser as _;
use corridor_engine::{DatabaseKey, Engine};

use crate::arguments::{Arguments, Global};
use crate::profile::{KeyStorage, Profile};
use crate::rpc;
use crate::session::Session;

pub use crate::screen::{line, paragraph, to_json};

/// What a command line would do, as far as its words say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Understood {
    Command,
    /// Help or a version, with what is printed.
    Shown(String),
    /// With what is said on standard error.
    Refused(String),
}

/// Reads the words of a command line, the program's name first, and carries nothing out.
pub fn command_line(words: &[String]) -> Understood {
    match Arguments::try_parse_from(words) {
        Ok(_) => Understood::Command,
        Err(error) if error.use_stderr() => Understood::Refused(error.render().to_string()),
        Err(error) => Understood::Shown(error.render().to_string()),
    }
}

/// A JSON-RPC server without its input, output and connection.
pub struct Desk {
    session: Session,
    conversation: rpc::Conversation,
}

impl Desk {
    /// Over an engine, with a fresh profile in `folder`. `None` where the folder takes none.
    pub async fn new(folder: &Path, engine: Engine) -> Option<Self> {
        let store = |_: &Path| {
            Ok((KeyStorage::File { path: folder.join("key") }, DatabaseKey::from_bytes([1; 32])))
        };
        let (profile, _) = Profile::create(folder, Duration::ZERO, store).await.ok()?;
        let words = ["corridor", "--offline", "--json", "whoami"];
        let global: Global = Arguments::try_parse_from(words).ok()?.global;
        let session = Session::new(&global, profile, engine);
        Some(Self { session, conversation: rpc::Conversation::default() })
    }

    pub fn engine(&self) -> &Engine {
        self.session.engine()
    }

    /// One line of input; what is written in answer, if anything is.
    pub fn line(&mut self, line: &[u8]) -> Option<Vec<u8>> {
        let response = self.conversation.answer(&mut self.session, line).ok()??;
        Some(to_json(&response))
    }
}
