//! Key packages of those who are to be added: claimed, checked, and used in one commit.

use corridor_sealing::key_package;
use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, AccountKey};
use corridor_wire::relay_frame::{ClaimedKeyPackage, Response};

use super::outbox::Prepared;
use super::{Turn, sealing, wait_ms};
use crate::command::StorageError;
use crate::database::{Intent, RoomRow};
use crate::link::{Asked, Claims};
use crate::output::{Change, Undone};
use crate::view::RoomId;

impl Turn<'_> {
    /// Asks the relay for a key package of each device of `people`.
    pub(super) fn claim(
        &mut self,
        room: &RoomRow,
        intent: i64,
        people: &[AccountId],
    ) -> Result<Prepared, StorageError> {
        if people.is_empty() {
            self.database.delete_intent(intent)?;
            return Ok(Prepared::Settled);
        }
        let round = self.link.claim_round();
        let claims = Claims { intent, round, waiting: people.len(), claimed: Vec::new() };
        self.link.claims.insert(room.id, claims);
        for account in people {
            let asked = Asked::Claim { room: room.id, round, account: account.clone() };
            self.send(asked, Request::ClaimKeyPackages { account: account.clone() });
        }
        Ok(Prepared::UnderWay)
    }

    pub(super) fn claim_answered(
        &mut self,
        id: &RoomId,
        round: u64,
        account: &AccountId,
        response: Response,
    ) -> Result<(), StorageError> {
        let Some(claims) = self.link.claims.get_mut(id).filter(|claims| claims.round == round)
        else {
            return Ok(());
        };
        claims.waiting -= 1;
        let is_own = *account == self.own_account()?;
        let refused = match response {
            Response::ClaimedKeyPackages { account_key, devices } => {
                match self.check_claimed(account, &account_key, devices.as_slice())? {
                    Ok(()) => {
                        if let Some(claims) = self.link.claims.get_mut(id) {
                            claims.claimed.extend(devices.into_vec());
                        }
                        None
                    }
                    Err(why) => Some(why),
                }
            }
            Response::Error(error) if error.code == ErrorCode::AccountUnknown => {
                Some("there is no such account".to_owned())
            }
            Response::Error(error) if error.code == ErrorCode::ForeignAccount => {
                Some("the account belongs to another relay".to_owned())
            }
            Response::Error(error) if error.code == ErrorCode::NoKeyPackage => {
                Some("none of the account's devices can be added at the moment".to_owned())
            }
            Response::Error(error) => {
                // The relay's trouble: everything is asked again later.
                self.link.claims.remove(id);
                let wait = wait_ms(&error, 5_000);
                self.link.paused.insert(*id, self.now + wait);
                return Ok(());
            }
            _ => Some("the relay gave no answer that fits".to_owned()),
        };
        // Whoever founds a room with one device only asks in vain for others.
        if let Some(why) = refused.filter(|_| !is_own) {
            let what = Undone::Add { people: vec![account.clone()] };
            self.change(Change::Refused { room: Some(*id), what, why });
        }
        if self.link.claims.get(id).is_some_and(|claims| claims.waiting == 0) {
            self.finish_claims(id)?;
        }
        Ok(())
    }

    /// The outer error is ours, the inner one says what is wrong with what the relay gave.
    fn check_claimed(
        &mut self,
        account: &AccountId,
        account_key: &AccountKey,
        devices: &[ClaimedKeyPackage],
    ) -> Result<Result<(), String>, StorageError> {
        if !self.database.meet(account, account_key)? {
            self.change(Change::KeyChanged(account.clone()));
            return Ok(Err("their account key has changed: compare safety numbers".to_owned()));
        }
        for claimed in devices {
            let body = &claimed.device.certificate.body;
            let fits = body.account == *account && body.account_key == *account_key;
            let valid = claimed
                .device
                .verify()
                .and_then(|()| claimed.device.certificate.check_dates(self.now / 1000));
            if let Err(error) = valid {
                return Ok(Err(format!("a device's certificate is not valid: {error}")));
            }
            if !fits {
                return Ok(Err("a device's certificate is another account's".to_owned()));
            }
        }
        Ok(Ok(()))
    }

    fn finish_claims(&mut self, id: &RoomId) -> Result<(), StorageError> {
        let Some(claims) = self.link.claims.remove(id) else { return Ok(()) };
        let (Some(room), Some(row)) =
            (self.database.room(id)?, self.database.intent(claims.intent)?)
        else {
            return Ok(());
        };
        if self.database.flight(id)?.is_some() || !self.link.is_caught_up(id, room.cursor) {
            // The room moved on meanwhile: this intent's turn comes again.
            return Ok(());
        }
        let devices = self.database.devices(id)?;
        let mut add = Vec::new();
        for claimed in claims.claimed {
            let device = claimed.device.certificate.device_id();
            let is_wanted = match &row.intent {
                Intent::AddDevice { device: wanted, .. } => device == *wanted,
                _ => !devices.iter().any(|row| row.device == device),
            };
            if !is_wanted || self.database.is_withdrawn(&device)? {
                continue;
            }
            let now = self.now / 1000;
            let checked = self.with_provider(|provider, _| {
                key_package::validate(provider, &claimed.key_package, &claimed.device, now)
            })?;
            match checked {
                Ok(package) => add.push((package, claimed.device)),
                Err(error @ key_package::KeyPackageError::Storage(_)) => {
                    return Err(sealing(error));
                }
                Err(error) => self.change(Change::Refused {
                    room: Some(*id),
                    what: Undone::AddDevice {
                        account: claimed.device.certificate.body.account.clone(),
                    },
                    why: error.to_string(),
                }),
            }
        }
        if add.is_empty() {
            return self.database.delete_intent(row.id);
        }
        self.commit_adds(&room, row.id, add)?;
        Ok(())
    }
}
