//! The device's inbox: invitations to rooms, and requests of others to be added again.

use corridor_sealing::blob::open_blob;
use corridor_sealing::inbox::{InboxBody, Payload, RoomInvitation, open_inbox};
use corridor_sealing::session::{JoinError, RoomSession};
use corridor_wire::certificate::DeviceCertificate;
use corridor_wire::client_frame::{Record, Request};
use corridor_wire::error_code::ErrorCode;
use corridor_wire::id::{LogId, Seq};
use corridor_wire::relay_frame::{Entry, ErrorReply, Head, Page};

use super::invitation::{Return, is_plausible, returns_to};
use super::{Turn, sealing, wait_ms};
use crate::command::StorageError;
use crate::database::{Intent, NewItem, Recipient, RoomRow, StatusCode};
use crate::link::{Asked, Fetch, FetchPurpose};
use crate::output::{Change, TransferResult};
use crate::view::{Delivery, ItemKind};

/// An invitation whose parts are being fetched.
pub(crate) struct PendingInvitation {
    sender: DeviceCertificate,
    invitation: RoomInvitation,
    welcome: Option<Vec<u8>>,
    tree: Option<Vec<u8>>,
    /// The inbox entry that it came with.
    inbox_seq: Seq,
}

/// A Welcome or a tree of a room of a thousand is about 3 MB.
const INVITATION_PART_BYTES: u64 = 8 * 1024 * 1024;

/// A device that keeps asking to be added again is heard once in this time: ten minutes.
const READD_INTERVAL_MS: u64 = 10 * 60 * 1000;

impl Turn<'_> {
    pub(super) fn inbox_page(&mut self, inbox: &LogId, page: &Page) -> Result<(), StorageError> {
        self.link.head_is(inbox, page.head.seq);
        let mut cursor = self.account_row()?.inbox_cursor;
        let before = cursor;
        for entry in page.entries.as_slice() {
            if entry.seq <= cursor {
                continue;
            }
            if self.link.fetches.contains_key(inbox) {
                break;
            }
            self.letter(inbox, entry)?;
            if self.link.fetches.contains_key(inbox) {
                break;
            }
            cursor = entry.seq;
        }
        if cursor > before {
            self.inbox_read(cursor)?;
        }
        Ok(())
    }

    /// What was read is on this device's disk when the relay is told that it may forget it: the
    /// request leaves after the transaction.
    fn inbox_read(&mut self, cursor: Seq) -> Result<(), StorageError> {
        self.database.set_inbox_cursor(cursor)?;
        self.send(Asked::TrimInbox, Request::TrimInbox { through_seq: cursor });
        Ok(())
    }

    pub(super) fn inbox_refused(
        &mut self,
        inbox: &LogId,
        error: &ErrorReply,
    ) -> Result<(), StorageError> {
        let is_lost = matches!(error.code, ErrorCode::CursorAhead | ErrorCode::CursorExpired);
        if is_lost && self.account_row()?.inbox_cursor != 0 {
            // The relay was restored, or letters expired: begin where it begins.
            self.database.set_inbox_cursor(0)?;
            self.follow_inbox(*inbox, 0);
        } else {
            let wait = wait_ms(error, 5_000);
            self.link.paused.insert(*inbox, self.now + wait);
        }
        Ok(())
    }

    /// From the beginning, the relay pushes what it still has. If all of that has expired it pushes
    /// nothing, so it is asked.
    pub(super) fn inbox_followed(
        &mut self,
        inbox: &LogId,
        head: &Head,
    ) -> Result<(), StorageError> {
        if head.seq > 0 && self.account_row()?.inbox_cursor == 0 {
            let request = Request::Read { log: *inbox, token: None, from_seq: 0 };
            self.send(Asked::ReadInbox(*inbox), request);
        }
        Ok(())
    }

    pub(super) fn rest_of_inbox(&mut self, inbox: &LogId, page: &Page) -> Result<(), StorageError> {
        if page.log == *inbox && page.entries.as_slice().is_empty() {
            let cursor = self.account_row()?.inbox_cursor.max(page.head.seq);
            return self.database.set_inbox_cursor(cursor);
        }
        self.inbox_page(inbox, page)
    }

    fn letter(&mut self, inbox: &LogId, entry: &Entry) -> Result<(), StorageError> {
        let opened = open_inbox(&self.identity()?.secret, &entry.record);
        // Anybody at the relay can write here: what does not open is nobody's loss.
        let Ok((sender, body)) = opened else { return Ok(()) };
        if sender.check_dates(self.now / 1000).is_err() {
            return Ok(());
        }
        match body {
            InboxBody::RoomInvitation(invitation) => {
                let known = self.database.room(&invitation.log)?;
                if self.is_unwanted(&sender.body.account, known.as_ref())? {
                    return Ok(());
                }
                if let Some(room) = &known
                    && room.status == StatusCode::Active
                {
                    // Perhaps this device was removed and added again: the room's log will tell.
                    if invitation.seq > room.cursor {
                        self.database.park_invitation(
                            &room.id,
                            invitation.seq,
                            entry.record.as_slice(),
                        )?;
                    }
                    return Ok(());
                }
                let pending = PendingInvitation {
                    sender,
                    invitation,
                    welcome: None,
                    tree: None,
                    inbox_seq: entry.seq,
                };
                self.take_invitation(*inbox, pending)
            }
            InboxBody::ReAddRequest { log, .. } => self.asked_to_add(&log, &sender),
            InboxBody::AnnounceDevice => self.device_announced(&sender),
            InboxBody::Knock { secret, word } => self.knocked(&sender, &secret, &word),
            InboxBody::Unknown => Ok(()),
        }
    }

    /// Fetches what is missing, then joins.
    fn take_invitation(
        &mut self,
        inbox: LogId,
        mut pending: PendingInvitation,
    ) -> Result<(), StorageError> {
        for is_tree in [false, true] {
            let (slot, payload) = if is_tree {
                (&mut pending.tree, &pending.invitation.tree)
            } else {
                (&mut pending.welcome, &pending.invitation.welcome)
            };
            if slot.is_some() {
                continue;
            }
            match payload {
                Payload::Inline(bytes) => *slot = Some(bytes.clone()),
                // Nothing that a room needs is so large: not worth fetching for a stranger.
                Payload::Blob(reference) if reference.stored_bytes > INVITATION_PART_BYTES => {
                    return Ok(());
                }
                Payload::Blob(reference) => {
                    let transfer = self.download(reference);
                    let purpose = FetchPurpose::Invitation(Box::new(pending));
                    self.link.fetches.insert(inbox, Fetch { transfer, purpose });
                    return Ok(());
                }
            }
        }
        self.join(&pending)
    }

    /// A part of an invitation has come, or will not come.
    pub(super) fn invitation_part(
        &mut self,
        inbox: LogId,
        mut pending: PendingInvitation,
        result: TransferResult,
    ) -> Result<(), StorageError> {
        let inbox_seq = pending.inbox_seq;
        match result {
            TransferResult::Downloaded(ciphertext) => {
                let (slot, payload) = if pending.welcome.is_none() {
                    (&mut pending.welcome, &pending.invitation.welcome)
                } else {
                    (&mut pending.tree, &pending.invitation.tree)
                };
                if let Payload::Blob(reference) = payload
                    && let Ok(bytes) = open_blob(reference, &ciphertext)
                {
                    *slot = Some(bytes);
                    self.take_invitation(inbox, pending)?;
                }
            }
            TransferResult::Refused(_) => {}
            _ => {
                // Nothing is lost: the letter is still in the inbox, and is read again.
                let row = self.account_row()?;
                self.link.logs.remove(&inbox);
                self.follow_inbox(inbox, row.inbox_cursor);
                return Ok(());
            }
        }
        if !self.link.fetches.contains_key(&inbox) {
            let cursor = self.account_row()?.inbox_cursor.max(inbox_seq);
            self.inbox_read(cursor)?;
            self.link.logs.remove(&inbox);
            self.follow_inbox(inbox, cursor);
        }
        Ok(())
    }

    fn join(&mut self, pending: &PendingInvitation) -> Result<(), StorageError> {
        let (Some(welcome), Some(tree)) = (&pending.welcome, &pending.tree) else {
            return Ok(());
        };
        let invitation = &pending.invitation;
        let log = invitation.log;
        let mut known = self.database.room(&log)?;
        let mut before = self.database.devices(&log)?;
        if !is_plausible(invitation, &pending.sender.body, known.as_ref(), &before) {
            return Ok(());
        }
        self.sessions.remove(&log);
        let joined = self.with_provider(|provider, identity| {
            RoomSession::join(provider, identity, &log, welcome, tree)
        })?;
        let session = match joined {
            Ok(session) => session,
            Err(JoinError::Storage(error)) => return Err(sealing(error)),
            // A Welcome for another device, for a key package that is gone, or forged.
            Err(_) => return Ok(()),
        };
        let is_member = session.roster().iter().any(|leaf| leaf.certificate == pending.sender);
        if !is_member {
            return self.with_provider(|provider, _| session.delete(provider))?.map_err(sealing);
        }
        let host = &pending.sender.body;
        let contact = self.database.contact(&host.account)?;
        let is_known = known.is_some()
            || host.account == self.own_account()?
            || contact.is_some_and(|known| known.account_key == host.account_key);
        let state = session.state().clone();
        let returned = known.as_ref().map_or(Return::Same, |room| returns_to(room, &state));
        if self.is_over(&state) || returned == Return::Forged {
            return self.with_provider(|provider, _| session.delete(provider))?.map_err(sealing);
        }
        if let Some(room) = known.take_if(|_| returned == Return::Anew) {
            self.erase_content(&room)?;
            before.clear();
        }
        self.sessions.insert(log, session);
        let was_here = known
            .as_ref()
            .is_some_and(|room| matches!(room.status, StatusCode::Damaged | StatusCode::Halted));
        let mut uninvited = Vec::new();
        if was_here {
            uninvited = self.database.flight(&log)?.map_or(Vec::new(), |flight| flight.recipients);
            self.keep_flight_over(&log)?;
        } else if known.is_some() {
            self.database.forget_room_secrets(&log)?;
        }
        let mut room = RoomRow {
            id: log,
            state,
            status: StatusCode::Active,
            detail: String::new(),
            created: true,
            // Whoever has left has given it up: what they delete later is not theirs.
            delete_token: known
                .as_ref()
                .filter(|_| was_here)
                .and_then(|room| room.delete_token.clone()),
            cursor: invitation.seq,
            version: invitation.version,
            chain: invitation.chain,
            read_seq: known.as_ref().map_or(invitation.seq, |room| room.read_seq),
            mark: known.as_ref().map_or(0, |room| room.mark),
            acknowledged: known.as_ref().map_or(0, |room| room.acknowledged),
            last_activity: self.now,
            skipped: known.as_ref().map_or(0, |room| room.skipped),
            contradiction: None,
            asked_at: 0,
        };
        self.database.put_room(&room)?;
        self.database.put_entry(&log, room.cursor, &room.chain, None, self.now)?;
        self.remember_token(&room)?;
        self.is_as_read(&log)?;
        // Whoever was there before is no news; in a room that was over, everybody is.
        let devices = self.write_first_roster(&mut room, known.is_some().then_some(&before[..]))?;
        self.database.put_room(&room)?;
        self.invite_again(&room, &uninvited)?;
        self.note_entrance(&room, &pending.sender, was_here)?;
        // A room of a stranger that was not opened stays one, however this device came back into it.
        let is_open = is_known && !self.is_unentered(&log)?;
        self.present_to_hosts(&log, is_open)?;
        self.refresh_soon(&room, devices)?;
        self.database.drop_parked_invitation(&log)?;
        self.was_let_in(&pending.sender)?;
        self.change(Change::Room(log));
        self.follow_again(&room)
    }

    /// A message that was under way when the room was damaged may be in the log: it is asked for once
    /// more, under its old operation and token, before it is sealed again.
    fn keep_flight_over(&mut self, log: &LogId) -> Result<(), StorageError> {
        // A commit of an epoch that is over goes nowhere: its intent makes another one.
        let flight = self.database.flight(log)?.filter(|flight| flight.header.is_none());
        let version = flight.map(|flight| flight.version);
        let token = match version {
            Some(version) => self.database.epoch_token(log, version)?,
            None => None,
        };
        self.database.forget_room_epochs(log)?;
        match (version, token) {
            (Some(version), Some(token)) => self.database.put_epoch_token(log, version, &token),
            _ => self.database.delete_flight(log),
        }
    }

    /// Those whom this device was letting in when it fell away: if they are in the room now, its commit
    /// was appended, and nobody has told them.
    fn invite_again(
        &mut self,
        room: &RoomRow,
        uninvited: &[Recipient],
    ) -> Result<(), StorageError> {
        let there = self.database.devices(&room.id)?;
        for recipient in uninvited {
            let certificate = &recipient.device.certificate;
            let device = certificate.device_id();
            if there.iter().any(|row| row.device == device) {
                let account = certificate.body.account.clone();
                let intent = Intent::AddDevice { account, device, since: room.cursor };
                self.database.add_intent(&room.id, &intent, self.now, 0, None)?;
            }
        }
        Ok(())
    }

    /// Where the timeline begins, or where it was torn.
    fn note_entrance(
        &mut self,
        room: &RoomRow,
        inviter: &DeviceCertificate,
        was_here: bool,
    ) -> Result<(), StorageError> {
        let own = self.own_account()?;
        let item = NewItem {
            seq: Some(room.cursor),
            own: false,
            kind: if was_here { ItemKind::Readded } else { ItemKind::Joined },
            text: own.as_str(),
            sent_at: self.now,
            delivery: Delivery::Received,
            ..NewItem::by(&inviter.body.account)
        };
        self.database.add_item(&room.id, &item)?;
        Ok(())
    }

    /// An invitation that came while this device still believed to be in the room.
    pub(super) fn take_parked_invitation(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let Some((seq, record)) = self.database.parked_invitation(&room.id)? else {
            return Ok(());
        };
        if room.status == StatusCode::Active {
            if room.cursor >= seq {
                self.database.drop_parked_invitation(&room.id)?;
            }
            return Ok(());
        }
        let Some(record) = Record::new(record) else { return Ok(()) };
        let opened = open_inbox(&self.identity()?.secret, &record);
        self.database.drop_parked_invitation(&room.id)?;
        if let Ok((sender, InboxBody::RoomInvitation(invitation))) = opened
            && !self.is_unwanted(&sender.body.account, Some(room))?
        {
            let inbox = LogId::inbox_of(&self.identity()?.device_id());
            let inbox_seq = self.account_row()?.inbox_cursor;
            let pending =
                PendingInvitation { sender, invitation, welcome: None, tree: None, inbox_seq };
            self.take_invitation(inbox, pending)?;
        }
        Ok(())
    }

    /// A member's device whose state is damaged asks to be taken out and in again.
    fn asked_to_add(
        &mut self,
        log: &LogId,
        sender: &DeviceCertificate,
    ) -> Result<(), StorageError> {
        let Some(room) = self.database.room(log)? else { return Ok(()) };
        let device = sender.device_id();
        let is_member = self.database.devices(log)?.iter().any(|row| {
            row.device == device
                && row.account == sender.body.account
                && row.account_key == sender.body.account_key
        });
        let is_own = device == self.identity()?.device_id();
        let is_withdrawn = self.database.is_withdrawn(&device)?;
        if room.status != StatusCode::Active || !is_member || is_own || is_withdrawn {
            return Ok(());
        }
        let setting = format!("readd/{log}/{device}");
        let heard = self.database.number(&setting)?.unwrap_or(0);
        if self.now.abs_diff(heard) < READD_INTERVAL_MS {
            return Ok(());
        }
        self.database.set_number(&setting, self.now)?;
        let account = sender.body.account.clone();
        let intent = Intent::AddDevice { account, device, since: room.cursor };
        self.database.add_intent(log, &intent, self.now, 0, None)?;
        Ok(())
    }

    /// A new device of this account: it gets into all the rooms that this one is in.
    fn device_announced(&mut self, sender: &DeviceCertificate) -> Result<(), StorageError> {
        let own = self.identity()?;
        let (own_device, own_body) = (own.device_id(), own.certificate.body.clone());
        let device = sender.device_id();
        if sender.body.account != own_body.account
            || sender.body.account_key != own_body.account_key
            || device == own_device
            || self.database.is_withdrawn(&device)?
        {
            return Ok(());
        }
        self.change(Change::OwnDevice(device));
        for room in self.database.rooms()? {
            let is_there = self.database.devices(&room.id)?.iter().any(|row| row.device == device);
            if room.status == StatusCode::Active && !is_there {
                let intent = Intent::AddDevice {
                    account: own_body.account.clone(),
                    device,
                    since: room.cursor,
                };
                self.database.add_intent(&room.id, &intent, self.now, 0, None)?;
            }
        }
        Ok(())
    }
}
