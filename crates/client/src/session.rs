//! One run of the program on one profile: the engine's driver, the screen, and what names mean here.

use std::path::Path;
use std::time::Duration;

use corridor_engine::Engine;
use corridor_engine::command::CommandError;
use corridor_engine::view::{AccountView, RoomId, RoomView};
use corridor_wire::id::{AccountId, RelayName};

use crate::arguments::Global;
use crate::driver::{Driver, Options};
use crate::failure::Failure;
use crate::profile::{self, Profile};
use crate::screen::Screen;

pub struct Session {
    pub screen: Screen,
    pub profile: Profile,
    pub driver: Driver,
}

impl Session {
    /// Opens a profile that has an account, registered or on its way to be.
    pub async fn open(global: &Global) -> Result<Self, Failure> {
        let directory = profile::directory(&global.profile)?;
        let session = Self::open_any(global, &directory).await?;
        if session.driver.engine().relay_address()?.is_none() {
            return Err(CommandError::NoAccount.into());
        }
        Ok(session)
    }

    /// Opens a profile whether or not its account has come to be.
    pub async fn open_any(global: &Global, directory: &Path) -> Result<Self, Failure> {
        let wait = Duration::from_secs(global.lock_wait);
        let profile = Profile::open(directory, wait).await?;
        let key = profile.key_storage().key(directory, global.passphrase_file.as_deref())?;
        let engine = Engine::open(&profile.location(), &key)?;
        Ok(Self::new(global, profile, engine))
    }

    pub fn new(global: &Global, profile: Profile, engine: Engine) -> Self {
        let screen = Screen { json: global.json };
        let options = Options {
            offline: global.offline,
            allow_plain: global.allow_plain,
            progress: !global.json && std::io::IsTerminal::is_terminal(&std::io::stderr()),
        };
        Self { screen, profile, driver: Driver::new(engine, options) }
    }

    pub fn engine(&self) -> &Engine {
        self.driver.engine()
    }

    pub fn account(&self) -> Result<AccountView, Failure> {
        Ok(self.engine().account()?.ok_or(CommandError::NoAccount)?)
    }

    /// `bob` is `bob@` this account's own relay.
    pub fn person(&self, text: &str) -> Result<AccountId, Failure> {
        if text.contains('@') {
            return Ok(AccountId::parse(text).map_err(CommandError::from)?);
        }
        let relay = RelayName::parse(self.account()?.account.relay());
        let relay = relay.map_err(CommandError::from)?;
        Ok(AccountId::new(text, &relay).map_err(CommandError::from)?)
    }

    pub fn people(&self, texts: &[String]) -> Result<Vec<AccountId>, Failure> {
        texts.iter().map(|text| self.person(text)).collect()
    }

    /// Who else writes in a room just now.
    pub fn typing(&self, room: &RoomId) -> Vec<String> {
        self.engine().typing(room).iter().map(ToString::to_string).collect()
    }

    /// The one room that `text` stands for: a beginning of its id, its title, or the other person of
    /// a direct room.
    pub fn room_id(&self, text: &str) -> Result<RoomId, Failure> {
        let mut found = self.engine().find_rooms(text)?;
        if found.is_empty()
            && let Ok(person) = self.person(text)
        {
            found = self.engine().find_rooms(person.as_str())?;
        }
        match found[..] {
            [] => Err(Failure::NoRoom(text.to_owned())),
            [room] => Ok(room),
            _ => {
                let views = found.iter().map(|room| self.engine().room(room));
                let rooms = views.filter_map(Result::transpose).collect::<Result<_, _>>()?;
                Err(Failure::AmbiguousRoom { text: text.to_owned(), rooms })
            }
        }
    }

    /// As [`Self::room_id`], with all that a list says of it.
    pub fn room(&self, text: &str) -> Result<RoomView, Failure> {
        let room = self.room_id(text)?;
        self.engine().room(&room)?.ok_or_else(|| Failure::NoRoom(text.to_owned()))
    }
}
