//! Intents that change the room: each becomes one commit, rebuilt after every lost race.

use corridor_sealing::blob::seal_blob;
use corridor_sealing::inbox::{InboxBody, Payload, RoomInvitation, seal_inbox};
use corridor_sealing::key_package::ValidatedKeyPackage;
use corridor_sealing::record::{Position, RecordError, SealedBody};
use corridor_sealing::room_state::RoomState;
use corridor_sealing::session::{CommitError, CommitRequest, PreparedCommit};
use corridor_wire::certificate::DeviceRecord;
use corridor_wire::id::{AccountId, BlobId, DeviceId, LogId};
use corridor_wire::planted::{Bug, is_planted};
use corridor_wire::relay_frame::Entry;
use corridor_wire::token::Token;

use super::log::Next;
use super::outbox::Prepared;
use super::{Turn, sealing};
use crate::command::StorageError;
use crate::database::{
    DeviceRow, FlightRow, Intent, IntentRow, Recipient, RoomRow, Slot, StatusCode,
};
use crate::output::{Change, Undone};
use crate::view::RoomId;

/// A commit that has not gone in a day is made anew: the blobs and the key packages that it names grow
/// old, and whoever it adds could not come in.
const STALE_MS: u64 = 24 * 60 * 60 * 1000;

/// A Welcome and a tree up to this size together travel inside the invitation itself.
const INLINE_WELCOME_BYTES: usize = 40 * 1024;

impl Turn<'_> {
    pub(super) fn prepare_change(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
    ) -> Result<Prepared, StorageError> {
        let devices = self.database.devices(&room.id)?;
        let request = match &row.intent {
            Intent::AddPeople { people } => {
                let own = self.own_account()?;
                let is_in = |person: &AccountId| devices.iter().any(|row| row.account == *person);
                let missing: Vec<_> = people
                    .iter()
                    // This device is in; the others of its account may not be.
                    .filter(|person| **person == own || !is_in(person))
                    .cloned()
                    .collect();
                return self.claim(room, row.id, &missing);
            }
            Intent::AddDevice { account, device, since } => {
                let there = devices.iter().find(|row| row.device == *device);
                let is_done = there.is_some_and(|row| row.added_seq > *since);
                if is_done || !devices.iter().any(|row| row.account == *account) {
                    self.database.delete_intent(row.id)?;
                    return Ok(Prepared::Settled);
                }
                return self.claim(room, row.id, core::slice::from_ref(account));
            }
            other => self.simple_request(room, &devices, other)?,
        };
        if let Some(request) = request {
            return self.commit(room, row.id, request, Vec::new());
        }
        self.database.delete_intent(row.id)?;
        Ok(Prepared::Settled)
    }

    /// A commit that needs nobody's key packages. `None` when there is nothing left to do.
    fn simple_request(
        &mut self,
        room: &RoomRow,
        devices: &[DeviceRow],
        intent: &Intent,
    ) -> Result<Option<CommitRequest>, StorageError> {
        let mut state = room.state.clone();
        let mut remove = Vec::new();
        match intent {
            Intent::RemovePeople { people } => remove = devices_of(devices, people),
            Intent::RemoveDevice { device } => {
                remove.extend(devices.iter().map(|row| row.device).filter(|id| id == device));
            }
            Intent::Rename { title } => state.title.clone_from(title),
            Intent::SetRole { person, role } => state.set_role(person, *role),
            Intent::Describe { text } => state.set_description(text).map_err(sealing)?,
            Intent::SetExpiry { seconds } => state.expiry_seconds = *seconds,
            Intent::SetPosting { role } => state.set_post(*role),
            Intent::SetPicture { picture } => {
                state.set_picture(picture.as_deref()).map_err(sealing)?;
            }
            Intent::SetGroup { group } => state.set_group(group.as_ref()),
            Intent::EndHuddle {} | Intent::KeepHuddle { .. } => {
                self.change_huddle(&mut state, intent)?;
            }
            Intent::Leave {} => {
                let own = self.own_account()?;
                state.leaving.insert(own);
            }
            Intent::RemoveLeaving {} => {
                let leaving: Vec<_> = room.state.leaving.iter().cloned().collect();
                remove = devices_of(devices, &leaving);
            }
            Intent::Refresh {} => return Ok(Some(CommitRequest::default())),
            Intent::Text {}
            | Intent::Receipts { .. }
            | Intent::Profile {}
            | Intent::Affiliation {}
            | Intent::Waking {}
            | Intent::AddPeople { .. }
            | Intent::AddDevice { .. } => return Ok(None),
        }
        for person in people_without(devices, &remove) {
            state.forget(&person);
        }
        let may_be_all = matches!(
            intent,
            Intent::KeepHuddle { .. } | Intent::RemovePeople { .. } | Intent::RemoveLeaving {}
        );
        if may_be_all {
            super::huddle::keep_where_all_would(
                &mut state,
                &super::huddle::staying(devices, &remove),
            );
        }
        let changed = (state != room.state).then_some(state);
        if remove.is_empty() && changed.is_none() {
            return Ok(None);
        }
        Ok(Some(CommitRequest { add: Vec::new(), remove, state: changed }))
    }

    /// Adds the claimed devices; `readded` is taken out in the same commit where it is there.
    pub(super) fn commit_adds(
        &mut self,
        room: &RoomRow,
        intent: i64,
        add: Vec<(ValidatedKeyPackage, DeviceRecord)>,
    ) -> Result<Prepared, StorageError> {
        let devices = self.database.devices(&room.id)?;
        let (add, recipients): (Vec<_>, Vec<_>) =
            add.into_iter().map(|(package, device)| (package, Recipient { device })).unzip();
        let remove = recipients
            .iter()
            .map(|recipient| recipient.device.certificate.device_id())
            .filter(|id| devices.iter().any(|row| row.device == *id))
            .collect();
        self.commit(room, intent, CommitRequest { add, remove, state: None }, recipients)
    }

    fn commit(
        &mut self,
        room: &RoomRow,
        intent: i64,
        request: CommitRequest,
        recipients: Vec<Recipient>,
    ) -> Result<Prepared, StorageError> {
        let op_id = self.new_op_id();
        let prepared = self.with_session(&room.id, |session, provider, identity| {
            session.prepare_commit(provider, identity, &op_id, request)
        })?;
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(CommitError::Storage(error)) => return Err(sealing(error)),
            Err(refused) => {
                self.refuse(room, intent, &refused.to_string())?;
                return Ok(Prepared::Settled);
            }
        };
        let position = Position { log: room.id, version: room.version, op_id };
        let body = SealedBody::Mls(prepared.message.clone());
        let sealed = self.with_session(&room.id, |session, provider, _| {
            session.seal_commit(provider, &position, &prepared.header, &body)
        })?;
        let record = match sealed {
            Ok(record) => Some(record),
            Err(RecordError::TooLarge { .. }) => None,
            Err(other) => return Err(sealing(other)),
        };
        let inline_bytes = self.inline_bytes()?;
        #[cfg(feature = "simulation")]
        let record = record.filter(|record: &corridor_wire::client_frame::Record| {
            inline_bytes == INLINE_WELCOME_BYTES || record.len() <= inline_bytes
        });
        let is_inline = prepared
            .welcome
            .as_ref()
            .is_none_or(|parts| parts.welcome.len() + parts.tree.len() <= inline_bytes);
        let in_blobs = self.upload_large_parts(room, &prepared, record.is_none(), !is_inline)?;
        let flight = FlightRow {
            intent,
            op_id,
            version: room.version,
            record: if in_blobs { None } else { record },
            header: Some(prepared.header),
            message: Some(prepared.message),
            welcome: prepared.welcome.map(|parts| (parts.welcome, parts.tree)),
            recipients,
            appended: false,
            made_at: self.now,
        };
        self.database.put_flight(&room.id, &flight)?;
        self.send_flight(room, &flight)?;
        Ok(Prepared::UnderWay)
    }

    /// Whether a commit has waited for too long. One that is on its way or in the log has not.
    pub(super) fn is_stale(&self, room: &RoomId, flight: &FlightRow) -> bool {
        let is_due = !flight.appended && !self.link.flying.contains(room);
        is_due && self.now.abs_diff(flight.made_at) > STALE_MS
    }

    /// Up to which size a Welcome and its tree travel inside the invitation.
    #[cfg_attr(not(feature = "simulation"), expect(clippy::unused_self, clippy::unnecessary_wraps))]
    fn inline_bytes(&self) -> Result<usize, StorageError> {
        #[cfg(feature = "simulation")]
        if let Some(bytes) = self.database.number(crate::simulation::INLINE_BYTES)? {
            return Ok(usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        Ok(INLINE_WELCOME_BYTES)
    }

    /// Answers whether the commit has to wait for uploads.
    fn upload_large_parts(
        &mut self,
        room: &RoomRow,
        prepared: &PreparedCommit,
        message: bool,
        welcome: bool,
    ) -> Result<bool, StorageError> {
        if message {
            self.add_upload(&room.id, Slot::Message, &prepared.message)?;
        }
        if let Some(parts) = prepared.welcome.as_ref().filter(|_| welcome) {
            self.add_upload(&room.id, Slot::Welcome, &parts.welcome)?;
            self.add_upload(&room.id, Slot::Tree, &parts.tree)?;
        }
        Ok(message || welcome)
    }

    fn add_upload(&mut self, room: &RoomId, slot: Slot, bytes: &[u8]) -> Result<(), StorageError> {
        let sealed = seal_blob(bytes, &mut self.rng).map_err(sealing)?;
        let read_token = Token::from_bytes(self.random());
        let reference = sealed.reference(BlobId::from_bytes([0; 16]), read_token);
        self.database.add_upload(room, slot, &reference, &sealed.ciphertext)
    }

    /// All parts of a commit are at the relay: seal what goes into the log, and send it.
    pub(super) fn finish_uploads(&mut self, room: &RoomRow) -> Result<(), StorageError> {
        let Some(mut flight) = self.database.flight(&room.id)? else { return Ok(()) };
        let (Some(header), Some(message)) = (flight.header, flight.message.clone()) else {
            return Ok(());
        };
        let uploads = self.database.uploads(&room.id)?;
        let body = match uploads.iter().find(|upload| upload.slot == Slot::Message) {
            Some(upload) => SealedBody::Blob(upload.reference.clone()),
            None => SealedBody::Mls(message),
        };
        let position = Position { log: room.id, version: flight.version, op_id: flight.op_id };
        let record = self
            .with_session(&room.id, |session, provider, _| {
                session.seal_commit(provider, &position, &header, &body)
            })?
            .map_err(sealing)?;
        flight.record = Some(record);
        self.database.put_flight(&room.id, &flight)?;
        self.send_flight(room, &flight)
    }

    /// This device's own commit is the next entry: it is valid for everybody, so it is applied, and
    /// those whom it adds are invited.
    pub(super) fn own_commit(
        &mut self,
        room: &mut RoomRow,
        entry: &Entry,
        flight: &FlightRow,
        row: Option<&IntentRow>,
    ) -> Result<Next, StorageError> {
        let applied = self
            .with_session(&room.id, |session, provider, _| session.merge_own_commit(provider))?
            .map_err(sealing)?;
        let by_person = matches!(row, Some(row) if matches!(row.intent, Intent::AddPeople { .. }));
        let leaves = matches!(row, Some(row) if row.intent == Intent::Leave {});
        self.committed(room, entry.seq, &applied, by_person)?;
        self.passed(room, entry)?;
        self.remember_token(room)?;
        self.invite(room, flight)?;
        self.database.delete_flight(&room.id)?;
        self.link.flying.remove(&room.id);
        if leaves {
            self.end_room(room, StatusCode::Left)?;
            return Ok(Next::Stop);
        }
        Ok(Next::Continue)
    }

    /// Puts an invitation into the inbox of each device that the commit added.
    fn invite(&mut self, room: &RoomRow, flight: &FlightRow) -> Result<(), StorageError> {
        let Some((welcome, tree)) = &flight.welcome else { return Ok(()) };
        let uploads = self.database.uploads(&room.id)?;
        let payload = |slot, bytes: &Vec<u8>| {
            uploads.iter().find(|upload| upload.slot == slot).map_or_else(
                || Payload::Inline(bytes.clone()),
                |upload| Payload::Blob(upload.reference.clone()),
            )
        };
        let body = InboxBody::RoomInvitation(RoomInvitation {
            log: room.id,
            welcome: payload(Slot::Welcome, welcome),
            tree: payload(Slot::Tree, tree),
            seq: room.cursor,
            version: room.version,
            chain: room.chain,
        });
        for recipient in &flight.recipients {
            self.write_letter(&recipient.device, &body, Some(&room.id))?;
        }
        Ok(())
    }

    pub(super) fn write_letter(
        &mut self,
        recipient: &DeviceRecord,
        body: &InboxBody,
        about: Option<&RoomId>,
    ) -> Result<(), StorageError> {
        let op_id = self.new_op_id();
        let mut rng = corridor_sealing::Entropy::from_bytes(self.random()).rng();
        let identity = self.identity()?;
        let account = recipient.certificate.body.account.clone();
        let record = match seal_inbox(identity, recipient, body, &mut rng) {
            Ok(record) => record,
            Err(error) => {
                // A record that its device signed is still what a stranger wrote.
                self.change(Change::Refused {
                    room: None,
                    what: Undone::WriteToDevice { account },
                    why: error.to_string(),
                });
                return Ok(());
            }
        };
        let inbox = LogId::inbox_of(&recipient.certificate.device_id());
        self.database.add_letter(&inbox, &op_id, &record, about)
    }
}

fn devices_of(devices: &[DeviceRow], people: &[AccountId]) -> Vec<DeviceId> {
    let most = if is_planted(Bug::OneDeviceRemoved) { people.len() } else { usize::MAX };
    let theirs = devices.iter().filter(|row| people.contains(&row.account));
    theirs.map(|row| row.device).take(most).collect()
}

/// People who have no device left once `removed` is gone.
fn people_without(devices: &[DeviceRow], removed: &[DeviceId]) -> Vec<AccountId> {
    let stays = |account: &AccountId| {
        devices.iter().any(|row| row.account == *account && !removed.contains(&row.device))
    };
    devices.iter().map(|row| row.account.clone()).filter(|account| !stays(account)).collect()
}

/// An intent in words, for a person who has to be told that it failed.
pub(super) fn undone(intent: &Intent) -> Undone {
    match intent {
        Intent::Text {} => Undone::SendText { text: None },
        Intent::Receipts { .. } => Undone::SendReceipts,
        Intent::AddPeople { people } => Undone::Add { people: people.clone() },
        Intent::AddDevice { account, .. } => Undone::AddDevice { account: account.clone() },
        Intent::RemovePeople { people } => Undone::Remove { people: people.clone() },
        Intent::RemoveDevice { .. } => Undone::RemoveDevice,
        Intent::Rename { title } => Undone::Rename { title: title.clone() },
        Intent::SetRole { person, role } => {
            Undone::SetRole { person: person.clone(), role: super::apply::role_name(*role) }
        }
        Intent::Describe { .. } => Undone::Describe,
        Intent::SetExpiry { .. } => Undone::ChangeExpiry,
        Intent::SetPosting { .. } => Undone::ChangePosting,
        Intent::SetPicture { .. } => Undone::ChangePicture,
        Intent::SetGroup { .. } => Undone::ChangeGroup,
        Intent::EndHuddle {} => Undone::EndHuddle,
        Intent::KeepHuddle { .. } => Undone::KeepHuddle,
        Intent::Profile {} => Undone::ShowProfile,
        Intent::Affiliation {} => Undone::ShowAffiliation,
        Intent::Waking {} => Undone::TellWaking,
        Intent::Leave {} => Undone::Leave,
        Intent::RemoveLeaving {} => Undone::TakeOutLeaving,
        Intent::Refresh {} => Undone::RefreshKeys,
    }
}

/// The state of a room that is founded by `owner`.
pub(super) fn founding_state(
    title: &str,
    owner: &AccountId,
    direct_with: Option<&AccountId>,
) -> Result<RoomState, StorageError> {
    match direct_with {
        Some(other) => Ok(RoomState::direct(owner, other)),
        None => RoomState::room(title, owner).map_err(sealing),
    }
}
