//! How a profile comes to an account: a new one by invitation, or one that exists by its words.

use std::io::{IsTerminal, Read as _};
use std::path::Path;
use std::time::Duration;

use corridor_engine::Engine;
use corridor_engine::command::{Command, CommandError};
use corridor_engine::output::Change;
use corridor_wire::id::AccountId;
use corridor_wire::invitation::{Invitation, RelayAddress};
use serde_json::json;
use zeroize::Zeroizing;

use super::exchange::settle;
use crate::arguments::{Global, Join, KeyArguments, Recover};
use crate::driver::Patience;
use crate::driver::connect::connect;
use crate::failure::Failure;
use crate::profile::key::Wish;
use crate::profile::{self, KeyStorage, Profile};
use crate::screen;
use crate::session::Session;
use corridor_engine::shape;

/// What the last publications after joining may take, so that others can add this device at once.
const PUBLISHING: Duration = Duration::from_secs(10);

pub async fn join(global: &Global, arguments: &Join) -> Result<(), Failure> {
    let invitation = Invitation::parse(&arguments.invitation)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => ask_name()?,
    };
    AccountId::check_name(&name).map_err(CommandError::from)?;
    let address = invitation.address.clone();
    let command = Command::Join { invitation, name };
    let entry = Entry { global, key: &arguments.key, address, seconds: arguments.timeout };
    let session = entry.run(command).await?;
    show(&session, arguments.show_recovery_words)?;
    session.driver.close().await;
    Ok(())
}

pub async fn recover(global: &Global, arguments: &Recover) -> Result<(), Failure> {
    let address = match Invitation::parse(&arguments.relay) {
        Ok(invitation) => invitation.address,
        Err(_) => RelayAddress::parse_origin(&arguments.relay)
            .map_err(|error| Failure::Usage(error.to_string()))?,
    };
    let account = AccountId::parse(&arguments.account).map_err(CommandError::from)?;
    let words = recovery_words()?;
    let command = Command::Recover { address: address.clone(), account, words: (*words).clone() };
    let entry = Entry { global, key: &arguments.key, address, seconds: arguments.timeout };
    let session = entry.run(command).await?;
    show(&session, false)?;
    session.driver.close().await;
    Ok(())
}

struct Entry<'a> {
    global: &'a Global,
    key: &'a KeyArguments,
    address: RelayAddress,
    seconds: u64,
}

impl Entry<'_> {
    /// Connects first, so that nothing is made for a relay that is not there. A profile that was
    /// interrupted between asking and being answered asks again: the relay answers alike.
    async fn run(&self, command: Command) -> Result<Session, Failure> {
        if self.global.offline {
            return Err(Failure::Offline);
        }
        let directory = profile::directory(&self.global.profile)?;
        if !Profile::exists(&directory) {
            let socket = connect(self.address.clone(), self.global.allow_plain).await?;
            let mut session = self.create(&directory).await?;
            let asked = session.driver.command(command);
            let entered = match asked {
                Ok(_) => {
                    session.driver.attach(socket)?;
                    self.wait(&mut session).await
                }
                Err(error) => Err(error),
            };
            return match entered {
                Ok(()) => Ok(session),
                Err(error) => Err(undo_if_refused(session, error)),
            };
        }
        let mut session = Session::open_any(self.global, &directory).await?;
        match session.engine().account()? {
            Some(account) if account.registered => {
                return Err(CommandError::HasAccount(account.account).into());
            }
            _ if session.engine().relay_address()?.is_some() => {}
            _ => {
                let socket = connect(self.address.clone(), self.global.allow_plain).await?;
                session.driver.command(command)?;
                session.driver.attach(socket)?;
            }
        }
        match self.wait(&mut session).await {
            Ok(()) => Ok(session),
            Err(error) => Err(undo_if_refused(session, error)),
        }
    }

    async fn create(&self, directory: &Path) -> Result<Session, Failure> {
        let lock_wait = Duration::from_secs(self.global.lock_wait);
        let wish = Wish {
            choice: self.key.key,
            key_file: self.key.key_file.as_deref(),
            passphrase_file: self.global.passphrase_file.as_deref(),
        };
        let (profile, key) =
            Profile::create(directory, lock_wait, |place| KeyStorage::create(place, &wish)).await?;
        match Engine::open(&profile.location(), &key) {
            Ok(engine) => Ok(Session::new(self.global, profile, engine)),
            Err(error) => {
                profile.destroy()?;
                Err(error.into())
            }
        }
    }

    async fn wait(&self, session: &mut Session) -> Result<(), Failure> {
        let limit = Duration::from_secs(self.seconds);
        session
            .driver
            .run_until(limit, Patience::Whole, |engine, changes| {
                for change in changes {
                    if let Change::JoinRefused { code, detail } = change {
                        return Err(Failure::JoinRefused { code, detail });
                    }
                }
                let registered = engine.account()?.is_some_and(|account| account.registered);
                Ok(registered.then_some(()))
            })
            .await?;
        match settle(session, PUBLISHING.min(limit)).await {
            // The account is made; the rest goes out with the next command.
            Err(Failure::Connect(_) | Failure::TimedOut { .. }) => Ok(()),
            other => other,
        }
    }
}

/// After a refusal the profile is as empty as before, and goes. While the answer is open it stays,
/// because the relay may have said yes.
fn undo_if_refused(session: Session, error: Failure) -> Failure {
    let is_final = matches!(
        error,
        Failure::JoinRefused { .. } | Failure::Command(_) | Failure::Disconnected(_)
    );
    let Session { profile, driver, .. } = session;
    let is_empty = matches!(driver.engine().relay_address(), Ok(None));
    drop(driver);
    if is_final && is_empty {
        // What cannot be removed is found and used by the next attempt.
        let _ = profile.destroy();
    }
    error
}

fn show(session: &Session, show_words: bool) -> Result<(), Failure> {
    let account = session.account()?;
    let words = session.engine().recovery_words()?;
    let words = words.filter(|_| show_words || session.screen.is_terminal());
    let protection = session.profile.key_storage().protection();
    if session.screen.json {
        let mut object = json!(shape::Account::from(&account));
        object["key_storage"] = json!(session.profile.key_storage().name());
        if let Some(words) = &words {
            object["recovery_words"] = json!(**words);
        }
        return session.screen.object(&object);
    }
    session.screen.print(&format!("You are {}.", account.account))?;
    match words {
        Some(words) => {
            session.screen.print(
                "Write these 24 words on paper. Whoever has them is you; without them a lost device \
                 is a lost account.",
            )?;
            let words: Vec<_> = words.split_whitespace().collect();
            for line in words.chunks(6) {
                session.screen.print(&format!("  {}", line.join(" ")))?;
            }
        }
        None => session.screen.print("Keep your 24 recovery words: corridor recovery-words")?,
    }
    match session.profile.key_storage() {
        KeyStorage::File { .. } => {
            session.screen.note(protection);
            Ok(())
        }
        _ => session.screen.print(protection),
    }
}

fn ask_name() -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage("which name? corridor join INVITATION --name NAME".to_owned()));
    }
    screen::prompt("The name that others will know you by: ")?;
    let mut name = String::new();
    std::io::stdin()
        .read_line(&mut name)
        .map_err(|error| Failure::File { what: "standard input".to_owned(), error })?;
    Ok(name.trim().to_owned())
}

fn recovery_words() -> Result<Zeroizing<String>, Failure> {
    /// 24 words of at most 8 letters, and whatever stands between them.
    const LONGEST: u64 = 4096;
    let failed = |error| Failure::File { what: "standard input".to_owned(), error };
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("The 24 recovery words: ")
            .map(Zeroizing::new)
            .map_err(failed);
    }
    let mut words = Zeroizing::new(String::new());
    std::io::stdin().take(LONGEST).read_to_string(&mut words).map_err(failed)?;
    Ok(words)
}
