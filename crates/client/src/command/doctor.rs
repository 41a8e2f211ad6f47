//! `doctor`: looks at everything that can be wrong, and says it in sentences.

use std::time::Duration;

use corridor_engine::view::RoomStatus;
use serde::Serialize;

use super::exchange::settle;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::profile::{self, Profile, ProfileError};
use crate::screen::{ERROR, Screen, WARNING, line};
use crate::session::Session;

/// What the relay gets to answer and to hand over what is new.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Good,
    Notice,
    Bad,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Finding {
    check: &'static str,
    verdict: Verdict,
    says: String,
}

struct Doctor {
    screen: Screen,
    bad: usize,
}

impl Doctor {
    fn say(&mut self, check: &'static str, verdict: Verdict, says: String) -> Result<(), Failure> {
        if verdict == Verdict::Bad {
            self.bad += 1;
        }
        let finding = Finding { check, verdict, says };
        self.screen.show(&finding, || match verdict {
            Verdict::Good => format!("ok       {}", finding.says),
            Verdict::Notice => format!("{WARNING}note{WARNING:#}     {}", finding.says),
            Verdict::Bad => format!("{ERROR}problem{ERROR:#}  {}", finding.says),
        })
    }
}

/// Ends with exit code 1 when something is bad.
pub async fn doctor(global: &Global) -> Result<(), Failure> {
    let mut doctor = Doctor { screen: Screen { json: global.json }, bad: 0 };
    let directory = profile::directory(&global.profile)?;
    if !Profile::exists(&directory) {
        return Err(ProfileError::Missing(directory).into());
    }
    let mut session = Session::open_any(global, &directory).await?;
    doctor.profile(&session)?;
    doctor.account(&session)?;
    if global.offline {
        doctor.say("relay", Verdict::Notice, "The relay was not asked (--offline).".to_owned())?;
    } else {
        doctor.relay(&mut session).await?;
    }
    doctor.rooms(&session)?;
    session.driver.close().await;
    match doctor.bad {
        0 => Ok(()),
        problems => Err(Failure::Unwell { problems }),
    }
}

impl Doctor {
    fn profile(&mut self, session: &Session) -> Result<(), Failure> {
        let profile = &session.profile;
        let place = profile.directory().display();
        self.say("profile", Verdict::Good, format!("The profile is in {place}."))?;
        let open = profile.open_to_others()?;
        if open.is_empty() {
            let says = "Only you can read the profile's files.".to_owned();
            self.say("permissions", Verdict::Good, says)?;
        } else {
            let says = format!(
                "Others on this machine can read: {}. chmod -R go= {place}",
                open.join(", ")
            );
            self.say("permissions", Verdict::Bad, says)?;
        }
        let storage = profile.key_storage();
        let verdict = match storage.name() {
            "file" => Verdict::Notice,
            _ => Verdict::Good,
        };
        self.say("key_storage", verdict, storage.protection().to_owned())?;
        let says = "The database is encrypted and opens with its key.".to_owned();
        self.say("database", Verdict::Good, says)
    }

    fn account(&mut self, session: &Session) -> Result<(), Failure> {
        match session.engine().account()? {
            Some(account) if account.registered => {
                self.say("account", Verdict::Good, format!("This is {}.", account.account))
            }
            _ if session.engine().relay_address()?.is_some() => {
                let says = "The relay has not accepted this account yet.".to_owned();
                self.say("account", Verdict::Bad, says)
            }
            _ => {
                let says = "This profile has no account: corridor join INVITATION.".to_owned();
                self.say("account", Verdict::Bad, says)
            }
        }
    }

    async fn relay(&mut self, session: &mut Session) -> Result<(), Failure> {
        let Some(address) = session.engine().relay_address()? else { return Ok(()) };
        let origin = address.origin();
        let trust = match (address.secure, address.pin) {
            (true, Some(pin)) => {
                format!("its key is the one of the invitation ({pin}) or vouched for")
            }
            (true, None) => "its certificate is vouched for by the web's authorities".to_owned(),
            (false, _) => "without TLS".to_owned(),
        };
        match settle(session, PATIENCE).await {
            Ok(()) => {
                self.say("relay", Verdict::Good, format!("{origin} answers, {trust}."))?;
                let says = "Nothing is left to send or receive.".to_owned();
                self.say("exchange", Verdict::Good, says)
            }
            Err(Failure::TimedOut { pending, .. }) if session.engine().is_authenticated() => {
                self.say("relay", Verdict::Good, format!("{origin} answers, {trust}."))?;
                let left = pending.unwrap_or_default();
                self.say("exchange", Verdict::Notice, format!("Still under way: {left}."))
            }
            Err(
                error @ (Failure::Connect(_) | Failure::TimedOut { .. } | Failure::Disconnected(_)),
            ) => self.say("relay", Verdict::Bad, format!("{error}.")),
            Err(error) => Err(error),
        }
    }

    fn rooms(&mut self, session: &Session) -> Result<(), Failure> {
        for room in session.engine().rooms()? {
            let name = format!("Room {} ({})", room.short_id, line(&room.title));
            match &room.status {
                RoomStatus::Damaged(why) => {
                    let says = format!(
                        "{name}: this device's state is damaged ({}). It has asked to be added again; \
                         another member's sync does that.",
                        line(why)
                    );
                    self.say("room", Verdict::Bad, says)?;
                }
                RoomStatus::Halted => {
                    let says = format!(
                        "{name}: a member has locked everybody out. Found it anew: corridor refound {}",
                        room.short_id
                    );
                    self.say("room", Verdict::Bad, says)?;
                }
                RoomStatus::Active | RoomStatus::Left | RoomStatus::Removed => {}
            }
            if let Some(what) = &room.contradiction {
                let says = format!(
                    "{name}: its history contradicts itself ({}). Ask the others, outside this \
                     room, whether they see the same.",
                    line(what)
                );
                self.say("room", Verdict::Bad, says)?;
            }
            if room.skipped > 0 {
                let says =
                    format!("{name}: {} records were not valid and are skipped.", room.skipped);
                self.say("room", Verdict::Notice, says)?;
            }
            if room.held > 0 {
                let says =
                    format!("{name}: {} messages wait until you look at its roster.", room.held);
                self.say("room", Verdict::Notice, says)?;
            }
        }
        let pending = session.engine().pending(crate::driver::now())?;
        let says = format!("{} to send, {} held.", pending.to_send, pending.held);
        self.say("outbox", Verdict::Good, says)
    }
}
