//! Accounts and their devices.

use corridor_store::{Space, Store};
use corridor_wire::bytes::BoundedList;
use corridor_wire::certificate::{
    CertificateError, DeviceRecord, authentication_bytes, revocation_bytes, verify,
};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, DeviceId, LogId, Signature};
use corridor_wire::invitation::InvitationCode;
use corridor_wire::limits;
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::Response;

use crate::Relay;
use crate::invitation;
use crate::refusal::Refusal;
use crate::request::{Answer, Ask, Session};
use crate::retention::day_of;
use crate::rows::{ACCOUNTS, AccountRow, DEVICES, DeviceRow, INVITED, LogHead, PACKAGES, PUSHES};
use crate::staging::Effect;

impl Relay {
    pub fn register(
        &mut self,
        ask: &Ask,
        code: &InvitationCode,
        record: DeviceRecord,
        signature: &Signature,
    ) -> Result<Answer, Refusal> {
        let claims = invitation::verify(&self.config.invitation_secret, code)
            .ok_or(ErrorCode::InvitationInvalid)?;
        self.check_device(ask, &record, signature)?;
        let body = &record.certificate.body;
        let (name, account_key) = (body.account.name().to_owned(), body.account_key);
        let account = self.account_row(&body.account, ask.store)?;
        let invited = Space::of_day(INVITED, claims.expiry_day);
        let used_by = self.staging.get(invited, &claims.id, ask.store)?;
        if let Some(used_by) = used_by.filter(|_| !is_planted(Bug::InvitationTwice)) {
            // The same account key again: its reply was lost.
            return match account {
                Some(row)
                    if used_by == account_key.as_bytes() && row.account_key == account_key =>
                {
                    self.enrol(ask, row, record)
                }
                _ => Err(ErrorCode::InvitationUsed.into()),
            };
        }
        if day_of(ask.now) > claims.expiry_day {
            return Err(ErrorCode::InvitationExpired.into());
        }
        if account.is_some() {
            return Err(ErrorCode::NameTaken.into());
        }
        let answer = self.enrol(ask, AccountRow { account_key, devices: Vec::new() }, record)?;
        if !is_planted(Bug::InvitationTwice) {
            self.staging.assert_absent(invited, claims.id);
        }
        self.staging.put(invited, claims.id, *account_key.as_bytes());
        self.staging.assert_absent(ACCOUNTS, name.as_bytes());
        self.counters.accounts_created += 1;
        Ok(answer)
    }

    /// Also how a device's record is renewed: the newer certificate takes the older one's place.
    pub fn add_device(
        &mut self,
        ask: &Ask,
        record: DeviceRecord,
        signature: &Signature,
    ) -> Result<Answer, Refusal> {
        self.check_device(ask, &record, signature)?;
        let body = &record.certificate.body;
        let row = self.account_row(&body.account, ask.store)?.ok_or(ErrorCode::AccountUnknown)?;
        if row.account_key != body.account_key {
            let detail = "the account has another key";
            return Err(Refusal::new(ErrorCode::CertificateInvalid, detail));
        }
        self.enrol(ask, row, record)
    }

    pub fn authenticate(
        &mut self,
        ask: &Ask,
        device: DeviceId,
        signature: &Signature,
    ) -> Result<Answer, Refusal> {
        let row = self.device_row(&device, ask.store)?.ok_or(ErrorCode::DeviceUnknown)?;
        if row.revoked && !is_planted(Bug::WithdrawnDeviceSignsIn) {
            return Err(ErrorCode::DeviceRevoked.into());
        }
        self.check_signature(ask, &row.record, signature)?;
        row.record.certificate.check_dates(ask.now / 1000).map_err(invalid)?;
        self.sign_in(row.record.certificate.body.account, device)
    }

    pub fn revoke_device(
        &mut self,
        ask: &Ask,
        session: &Session,
        device: DeviceId,
        signature: &Signature,
    ) -> Result<Answer, Refusal> {
        let row = self.device_row(&device, ask.store)?.ok_or(ErrorCode::DeviceUnknown)?;
        let body = &row.record.certificate.body;
        if body.account != session.account {
            return Err(ErrorCode::DeviceUnknown.into());
        }
        let signed = revocation_bytes(&session.account, &device);
        verify(body.account_key.as_bytes(), &signed, signature)
            .map_err(|_| ErrorCode::SignatureInvalid)?;
        if row.revoked {
            return Ok(Answer::Durable(Response::Done {}));
        }
        let mut account =
            self.account_row(&session.account, ask.store)?.ok_or(ErrorCode::Internal)?;
        let inbox = LogId::inbox_of(&device);
        let head = self.staged_head(&inbox, ask.store)?;
        let packages = self.package_keys(&device, ask.store)?;
        account.devices.retain(|listed| *listed != device);
        self.put_account(&session.account, &account);
        self.put_device(&device, &DeviceRow { revoked: true, ..row });
        for key in packages {
            self.staging.delete(PACKAGES, key);
        }
        self.staging.delete(PUSHES, *inbox.as_bytes());
        if let Some(head) = head {
            self.stage_deletion(inbox, &head);
        }
        self.staging.effect(Effect::SignOut(device));
        Ok(Answer::Durable(Response::Done {}))
    }

    pub fn look_up_account(&mut self, ask: &Ask, account: &AccountId) -> Result<Answer, Refusal> {
        let row = self.account_here(account, ask.store)?;
        let records =
            row.devices.iter().map(|device| match self.device_row(device, ask.store)? {
                Some(row) => Ok(row.record),
                None => Err(Refusal::corrupt("a device is missing")),
            });
        let devices = records.collect::<Result<_, Refusal>>()?;
        let devices = BoundedList::new(devices).ok_or_else(|| Refusal::corrupt("devices"))?;
        // Part of it may be staged still.
        Ok(Answer::Durable(Response::Account { account_key: row.account_key, devices }))
    }

    /// An account that somebody asks for by name.
    pub fn account_here(
        &self,
        account: &AccountId,
        store: &dyn Store,
    ) -> Result<AccountRow, Refusal> {
        if account.relay() != self.config.name.as_str() {
            return Err(ErrorCode::ForeignAccount.into());
        }
        self.account_row(account, store)?.ok_or_else(|| ErrorCode::AccountUnknown.into())
    }

    pub fn device_row(
        &self,
        device: &DeviceId,
        store: &dyn Store,
    ) -> Result<Option<DeviceRow>, Refusal> {
        let Some(bytes) = self.staging.get(DEVICES, device.as_bytes(), store)? else {
            return Ok(None);
        };
        let row = corridor_wire::decode(&bytes, bytes.len());
        row.map(Some).map_err(|_| Refusal::corrupt("device"))
    }

    fn account_row(
        &self,
        account: &AccountId,
        store: &dyn Store,
    ) -> Result<Option<AccountRow>, Refusal> {
        let Some(bytes) = self.staging.get(ACCOUNTS, account.name().as_bytes(), store)? else {
            return Ok(None);
        };
        let row = corridor_wire::decode(&bytes, bytes.len());
        row.map(Some).map_err(|_| Refusal::corrupt("account"))
    }

    /// Puts a device into an account, with an inbox, and signs it in. Once it has read what it
    /// needs it does not fail, so that nothing is staged for a refused request.
    fn enrol(
        &mut self,
        ask: &Ask,
        mut account: AccountRow,
        record: DeviceRecord,
    ) -> Result<Answer, Refusal> {
        let device = record.certificate.device_id();
        let id = record.certificate.body.account.clone();
        match self.device_row(&device, ask.store)? {
            Some(row) if row.record.certificate.body.account != id => {
                let detail = "the device key belongs to another account";
                return Err(Refusal::new(ErrorCode::CertificateInvalid, detail));
            }
            Some(row) if row.revoked => return Err(ErrorCode::DeviceRevoked.into()),
            Some(row) if row.record == record => return self.sign_in(id, device),
            Some(_) => {}
            None if account.devices.len() >= limits::DEVICES_PER_ACCOUNT => {
                return Err(ErrorCode::TooManyDevices.into());
            }
            None => account.devices.push(device),
        }
        let inbox = LogId::inbox_of(&device);
        let has_inbox = match self.staged_head(&inbox, ask.store)? {
            None => false,
            Some(head) if head.is_inbox() => true,
            // Somebody who knew the device key made a room of that id.
            Some(_) => return Err(ErrorCode::LogExists.into()),
        };
        let answer = self.sign_in(id.clone(), device)?;
        if !has_inbox {
            self.staging.advance(inbox, LogHead::new(&inbox, None), None);
        }
        self.put_account(&id, &account);
        self.put_device(&device, &DeviceRow { record, revoked: false });
        Ok(answer)
    }

    fn sign_in(&self, account: AccountId, device: DeviceId) -> Result<Answer, Refusal> {
        if self.connections.of_account(&account) >= self.config.limits.connections_per_account {
            return Err(Refusal::retry_after(ErrorCode::TooManyConnections, "close some", 10_000));
        }
        Ok(Answer::SignIn(Session { account, device }))
    }

    fn put_account(&mut self, account: &AccountId, row: &AccountRow) {
        self.staging.put(ACCOUNTS, account.name().as_bytes(), corridor_wire::encode(row));
    }

    fn put_device(&mut self, device: &DeviceId, row: &DeviceRow) {
        self.staging.put(DEVICES, *device.as_bytes(), corridor_wire::encode(row));
    }

    /// That the record is one of this relay's accounts, believable now, and that the device itself
    /// is at the other end.
    fn check_device(
        &self,
        ask: &Ask,
        record: &DeviceRecord,
        signature: &Signature,
    ) -> Result<(), Refusal> {
        if record.certificate.body.account.relay() != self.config.name.as_str() {
            return Err(ErrorCode::ForeignAccount.into());
        }
        record.verify().map_err(invalid)?;
        record.certificate.check_dates(ask.now / 1000).map_err(invalid)?;
        self.check_signature(ask, record, signature)
    }

    fn check_signature(
        &self,
        ask: &Ask,
        record: &DeviceRecord,
        signature: &Signature,
    ) -> Result<(), Refusal> {
        let connection = self.connections.get(ask.conn).ok_or(ErrorCode::Internal)?;
        let device = record.certificate.device_id();
        let signed = authentication_bytes(&self.config.name, &connection.nonce, &device);
        let key = record.certificate.body.device_key;
        verify(key.as_bytes(), &signed, signature).map_err(|_| ErrorCode::SignatureInvalid.into())
    }
}

fn invalid(error: CertificateError) -> Refusal {
    Refusal::new(ErrorCode::CertificateInvalid, error.to_string())
}
