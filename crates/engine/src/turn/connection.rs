//! Greeting, registration, and replies by what was asked.

use corridor_wire::client_frame::Request;
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{AccountId, LogId};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::{ErrorReply, Greeting, RelayFrame, Response, VERSIONS};
use corridor_wire::report_to::ReportTo;
use corridor_wire::{decode, limits};

use super::{Turn, sealing};
use crate::command::StorageError;
use crate::database::{REPORT_TO, StatusCode};
use crate::link::{Asked, LookUpPurpose, Stage};
use crate::output::{Change, DisconnectReason, Undone};

/// A certificate outlives any session of negotiations; a device that is lost is withdrawn, not
/// waited out.
const CERTIFICATE_SECONDS: u64 = 10 * 365 * 24 * 60 * 60;

impl Turn<'_> {
    pub(crate) fn connected(&mut self) -> Result<(), StorageError> {
        self.link.go_offline();
        self.link.stage = Stage::Connected;
        // Sealed bytes are kept as long as a relay would keep them, to give back what it lost.
        let month = 30 * 24 * 60 * 60 * 1000;
        self.database.expire_entries(self.now.saturating_sub(month))
    }

    pub(crate) fn frame(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        let frame = match decode::<RelayFrame>(bytes, limits::FRAME_BYTES) {
            Ok(frame) => frame,
            Err(error) => {
                self.disconnect(DisconnectReason::Malformed(error.to_string()));
                return Ok(());
            }
        };
        match frame {
            RelayFrame::Greeting(greeting) if self.link.stage == Stage::Connected => {
                self.greeted(&greeting)
            }
            RelayFrame::Reply { request_id, response } => {
                if let Some(asked) = self.link.asked.remove(&request_id) {
                    return self.replied(asked, response);
                }
                self.uninvited("a reply to nothing that was asked");
                Ok(())
            }
            RelayFrame::Pushed(page) if self.link.is_ready() => {
                self.say_heard(&page.log)?;
                self.page(&page)
            }
            RelayFrame::FollowEnded { log, error } if self.link.is_ready() => {
                self.follow_ended(&log, &error)
            }
            RelayFrame::Signaled { log, version, signal } if self.link.is_ready() => {
                self.signaled(&log, version, &signal)
            }
            RelayFrame::Goodbye { .. } => Ok(()),
            _ => {
                self.uninvited("a frame that does not belong here");
                Ok(())
            }
        }
    }

    fn uninvited(&mut self, what: &str) {
        self.disconnect(DisconnectReason::Malformed(what.to_owned()));
    }

    fn greeted(&mut self, greeting: &Greeting) -> Result<(), StorageError> {
        let Some(version) = VERSIONS.common(greeting.versions) else {
            let theirs = greeting.versions;
            self.disconnect(DisconnectReason::Versions {
                oldest: theirs.oldest,
                newest: theirs.newest,
            });
            return Ok(());
        };
        let Some(mut row) = self.database.account_row()? else {
            self.uninvited("there is no account to connect with");
            return Ok(());
        };
        let account = match &row.account {
            Some(account) => account.clone(),
            None => match AccountId::new(&row.name, &greeting.relay) {
                Ok(account) => account,
                Err(error) => return self.refuse_join("name_invalid", &error.to_string()),
            },
        };
        if account.relay() != greeting.relay.as_str() {
            let relay = greeting.relay.as_str().to_owned();
            self.disconnect(DisconnectReason::OtherRelay(relay));
            return Ok(());
        }
        let device = row.device()?;
        if row.certificate.is_none() {
            let now = self.now / 1000;
            let until = now.saturating_add(CERTIFICATE_SECONDS);
            row.certificate = Some(row.secret()?.issue(&account, &device.key(), now, until));
        }
        row.account = Some(account);
        if row.lineage.is_some_and(|known| known != greeting.lineage) {
            self.database.forget_places()?;
            self.database.forget_file_places()?;
        }
        row.lineage = Some(greeting.lineage);
        self.database.put_account_row(&row)?;

        self.link.stage = Stage::Authenticating;
        self.link.retention_days = greeting.retention_days;
        self.link.push.key = greeting.push_key;
        self.send(Asked::Hello, Request::Hello { version });
        let signature = device.sign_authentication(&greeting.relay, &greeting.nonce);
        if row.registered {
            let device = device.id();
            self.send(Asked::Authenticate, Request::Authenticate { device, signature });
            return Ok(());
        }
        let Some(certificate) = row.certificate else {
            return Err(sealing("the certificate was just made"));
        };
        let device = device.record(certificate);
        match row.invitation {
            Some(invitation) => {
                self.send(Asked::Register, Request::Register { invitation, device, signature });
            }
            None => self.send(Asked::AddDevice, Request::AddDevice { device, signature }),
        }
        Ok(())
    }

    fn replied(&mut self, asked: Asked, response: Response) -> Result<(), StorageError> {
        match (asked, response) {
            (
                asked @ (Asked::Register | Asked::Authenticate | Asked::AddDevice),
                Response::Authenticated { report_to, .. },
            ) => {
                self.database.set_text(REPORT_TO, report_to.as_ref().map(ReportTo::as_str))?;
                self.authenticated(asked == Asked::AddDevice)
            }
            (Asked::Register | Asked::AddDevice, Response::Error(error)) => {
                self.registration_failed(&error)
            }
            (Asked::Hello | Asked::Authenticate, Response::Error(error)) => {
                self.disconnect(DisconnectReason::DeviceRefused(error.code.to_string()));
                Ok(())
            }
            (Asked::CountKeyPackages, Response::KeyPackageCount { one_time, last_resort }) => {
                self.replenish_key_packages(one_time, last_resort)
            }
            (Asked::PublishKeyPackages { last_resort }, Response::Done {}) => {
                if last_resort {
                    self.database.set_number("last_resort_at", self.now)?;
                }
                Ok(())
            }
            (Asked::CreateLog(room), response) => self.log_created(&room, response),
            (Asked::Follow(log), response) => self.follow_answered(&log, response),
            (Asked::ReadInbox(inbox), Response::Page(page)) => self.rest_of_inbox(&inbox, &page),
            (Asked::Append { room, op_id }, response) => {
                self.append_answered(&room, &op_id, response)
            }
            (Asked::Letter { letter, inbox }, response) => {
                self.letter_answered(letter, inbox, response)
            }
            (Asked::Claim { room, round, account }, response) => {
                self.claim_answered(&room, round, &account, response)
            }
            (Asked::LookUp(account, purpose), Response::Account { account_key, devices }) => {
                self.looked_up(&account, &account_key, devices.as_slice(), &purpose)
            }
            (Asked::LookUp(account, purpose), Response::Error(error)) => {
                self.not_looked_up(&account, &purpose, &error)
            }
            (Asked::CreateBlob { upload, read_hash }, response) => {
                self.blob_answered(upload, read_hash, response)
            }
            (Asked::CreateFileBlob { item, read_hash }, response) => {
                self.file_blob_answered(item, read_hash, response)
            }
            (Asked::PutBack { room, op_id }, response) => self.put_back(&room, &op_id, response),
            (Asked::Restore { room, seq }, response) => self.restored(&room, seq, response),
            (Asked::Push { on }, response @ (Response::Done {} | Response::Error(_))) => {
                self.push_answered(on, &response);
                Ok(())
            }
            (Asked::DeleteEnded(log), response @ (Response::Done {} | Response::Error(_))) => {
                self.ended_log_answered(&log, &response)
            }
            (Asked::RevokeDevice(device), Response::Done {}) => {
                self.database.withdrawal_known(&device)
            }
            (Asked::RevokeDevice(device), Response::Error(error))
                if error.code == ErrorCode::DeviceUnknown =>
            {
                self.database.withdrawal_known(&device)
            }
            (Asked::RevokeDevice(device), Response::Error(error)) => {
                self.change(Change::Refused {
                    room: None,
                    what: Undone::WithdrawDevice { device },
                    why: error.code.name().to_owned(),
                });
                Ok(())
            }
            (Asked::Heard, response) => {
                self.was_heard(matches!(response, Response::Done {}));
                Ok(())
            }
            // A signal that was not passed on is not sent again. What is left needs no answer: the greeting's
            // reply, trims, deletions. They are asked again when they matter again.
            (Asked::Signal, _) | (_, Response::Error(_) | Response::Done {}) => Ok(()),
            _ => {
                self.uninvited("an answer to another question");
                Ok(())
            }
        }
    }

    fn registration_failed(&mut self, error: &ErrorReply) -> Result<(), StorageError> {
        match error.code {
            ErrorCode::InvitationInvalid
            | ErrorCode::InvitationUsed
            | ErrorCode::InvitationExpired
            | ErrorCode::NameTaken
            | ErrorCode::ForeignAccount
            | ErrorCode::CertificateInvalid
            | ErrorCode::SignatureInvalid
            | ErrorCode::AccountUnknown
            | ErrorCode::TooManyDevices => self.refuse_join(error.code.name(), &error.detail),
            _ => {
                self.disconnect(DisconnectReason::DeviceRefused(error.code.to_string()));
                Ok(())
            }
        }
    }

    /// The profile is as empty as before the person tried.
    fn refuse_join(&mut self, code: &'static str, detail: &str) -> Result<(), StorageError> {
        self.database.delete_account_row()?;
        self.identity = None;
        self.change(Change::JoinRefused { code, detail: detail.to_owned() });
        self.disconnect(DisconnectReason::DeviceRefused(code.to_owned()));
        Ok(())
    }

    fn authenticated(&mut self, is_new_device: bool) -> Result<(), StorageError> {
        let mut row = self.account_row()?;
        let first = !row.registered;
        row.registered = true;
        row.invitation = None;
        self.database.put_account_row(&row)?;
        let Some(account) = row.account.clone() else {
            return Err(sealing("an account without a name was accepted"));
        };
        if first {
            let key = row.secret()?.key();
            self.database.put_contact(&account, &key, true)?;
            self.change(Change::Joined(account.clone()));
        }
        self.link.stage = Stage::Ready;
        let inbox = LogId::inbox_of(&self.identity()?.device_id());
        self.follow_inbox(inbox, row.inbox_cursor);
        self.send(Asked::CountKeyPackages, Request::CountKeyPackages {});
        self.hear_signals()?;
        if is_new_device {
            let purpose = LookUpPurpose::Announce;
            self.send(
                Asked::LookUp(account.clone(), purpose),
                Request::LookUpAccount { account: account.clone() },
            );
        }
        for device in self.database.withdrawn_devices()? {
            let signature = row.secret()?.revoke(&account, &device);
            let request = Request::RevokeDevice { device, signature };
            self.send(Asked::RevokeDevice(device), request);
        }
        for stranger in self.database.unmet_accounts()? {
            self.look_up_to_meet(&stranger);
        }
        self.look_up_knockers()?;
        for mut room in self.database.rooms()? {
            match room.status {
                // A halted room is asked after once more: perhaps it was the relay that erred.
                StatusCode::Active | StatusCode::Halted if room.created => {
                    if is_planted(Bug::RetriedWithNewOpId) {
                        self.drop_flight(&mut room)?;
                    }
                    self.follow_room(&room)?;
                }
                StatusCode::Damaged => self.ask_to_be_added(&room.id)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps enough one-time key packages at the relay, and a last resort that is not stale.
    fn replenish_key_packages(
        &mut self,
        one_time: u32,
        last_resort: bool,
    ) -> Result<(), StorageError> {
        // Few in simulations, where a device has to run out of them now and then.
        const ENOUGH: u32 = if cfg!(feature = "simulation") { 2 } else { 10 };
        const STALE: u64 = 30 * 24 * 60 * 60 * 1000;
        let made_at = self.database.number("last_resort_at")?.unwrap_or(0);
        let renew = !last_resort || self.now.saturating_sub(made_at) > STALE;
        if one_time >= ENOUGH && !renew {
            return Ok(());
        }
        let wanted = if one_time >= ENOUGH { 0 } else { 2 * ENOUGH - one_time };
        let mut packages = Vec::new();
        for _ in 0..wanted {
            packages.push(self.new_key_package(false)?);
        }
        let last_resort = if renew { Some(self.new_key_package(true)?) } else { None };
        let asked = Asked::PublishKeyPackages { last_resort: last_resort.is_some() };
        let packages = corridor_wire::bytes::BoundedList::new(packages)
            .ok_or_else(|| sealing("more key packages than a frame takes"))?;
        self.send(asked, Request::PublishKeyPackages { packages, last_resort });
        Ok(())
    }

    fn new_key_package(
        &mut self,
        last_resort: bool,
    ) -> Result<corridor_wire::client_frame::KeyPackageBytes, StorageError> {
        self.with_provider(|provider, identity| {
            corridor_sealing::key_package::generate(provider, identity, last_resort)
        })?
        .map_err(sealing)
    }
}
