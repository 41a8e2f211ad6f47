//! What a person asks: checked against what this device knows, then kept as an intent.

use corridor_sealing::identity::{AccountSecret, DeviceSecret};
use corridor_sealing::room_state::{Role, RoomKind};
use corridor_wire::client_frame::Request;
use corridor_wire::id::{AccountId, DeviceId};
use corridor_wire::invitation::{InvitationCode, RelayAddress};
use zeroize::Zeroizing;

use super::founding::check_title;
use super::{Turn, sealing};
use crate::command::{Answer, Command, CommandError};
use crate::database::{AccountRow, Intent, ReceiptStatus, RoomRow, StatusCode};
use crate::link::Asked;
use crate::output::Change;
use crate::view::{RoomId, RosterMark};

impl Turn<'_> {
    pub(crate) fn command(&mut self, command: Command) -> Result<Answer, CommandError> {
        match command {
            Command::Join { invitation, name } => {
                AccountId::check_name(&name)?;
                self.start_account(&name, None, None, invitation.address, Some(invitation.code))
            }
            Command::Recover { address, account, words } => {
                let secret =
                    AccountSecret::from_words(&words).map_err(|_| CommandError::RecoveryWords)?;
                let name = account.name().to_owned();
                self.start_account(&name, Some(account), Some(&secret), address, None)
            }
            Command::CreateRoom { title, with } => self.create_room(&title, None, &with, |_| {}),
            Command::FormHuddle { title, with, ends_at } => {
                self.form_huddle(&title, &with, ends_at)
            }
            Command::EndHuddle { room } => self.end_huddle(&room),
            Command::KeepHuddle { room, is_on } => self.keep_huddle(&room, is_on),
            Command::CreateRoomInGroup { title, with, group } => {
                let group = self.chosen_group(group)?;
                self.create_room(&title, None, &with, |state| state.set_group(Some(&group)))
            }
            Command::SetPicture { room, picture } => self.set_picture(&room, picture),
            Command::SetGroup { room, group } => self.set_group(&room, group),
            Command::OpenDirectRoom { with } => self.open_direct_room(with),
            Command::AddPeople { room, people } => self.add_people(&room, &people),
            Command::RemovePeople { room, people } => self.remove_people(&room, people),
            Command::Leave { room } => self.leave(&room),
            Command::Rename { room, title } => {
                check_title(&title)?;
                let row = self.usable_room(&room)?;
                Self::not_direct(&row)?;
                self.need_role(&row, row.state.policy.rename, "rename it")?;
                self.intend(&room, &Intent::Rename { title })
            }
            Command::SetRole { room, person, role } => self.set_role(&room, person, role),
            Command::SetDescription { room, text } => self.set_description(&room, text),
            Command::SetExpiry { room, seconds } => self.set_expiry(&room, seconds),
            Command::SetPosting { room, role } => self.set_posting(&room, role),
            Command::Mute { room, until } => self.mute(&room, until),
            Command::Archive { room, is_archived } => self.archive(&room, is_archived),
            Command::SendText { room, text, seen } => self.send_text(&room, &text, seen),
            Command::SendPoll { room, poll, seen } => self.send_poll(&room, poll, seen),
            Command::SendContact { room, contact, seen } => self.send_contact(&room, contact, seen),
            Command::SendPlace { room, place, seen } => self.send_place(&room, place, seen),
            Command::SendNudge { room, nudge, reply_to, seen } => {
                self.send_nudge(&room, nudge, reply_to, seen)
            }
            Command::Announcement(command) => self.announcement(command),
            Command::KeepPhrases { phrases } => self.keep_phrases(&phrases),
            Command::SendMark { local_id, mark, seen } => self.send_mark(local_id, mark, seen),
            Command::Sounding(command) => self.sounding(command),
            Command::Statement(command) => self.statement(command),
            Command::FreeFiles { rooms, items } => self.free_files(&rooms, &items),
            Command::Forward { local_id, room, seen } => self.forward(local_id, &room, seen),
            Command::React { local_id, reaction, is_on } => self.react(local_id, &reaction, is_on),
            Command::Edit { local_id, text, is_markdown } => {
                self.edit(local_id, &text, is_markdown)
            }
            Command::Withdraw { local_id } => self.withdraw(local_id),
            Command::Hide { local_id } => self.hide(local_id),
            Command::Pin { local_id, is_on } => self.pin(local_id, is_on),
            Command::Star { local_id, is_on } => self.star(local_id, is_on),
            Command::Vote { local_id, choices } => self.vote(local_id, choices),
            Command::EndPoll { local_id } => self.end_poll(local_id),
            Command::SendFile { room, file, seen } => self.send_file(&room, file, seen),
            Command::BeginFile { room, file, seen } => self.begin_file(&room, file, seen),
            Command::AddFilePart { local_id, content } => self.add_file_part(local_id, &content),
            Command::FetchFile { local_id } => self.fetch_file(local_id),
            Command::PauseFile { local_id } => self.pause_file(local_id),
            Command::ResumeFile { local_id } => self.resume_file(local_id),
            Command::AcknowledgeRoster { room, seen } => self.acknowledge(&room, seen),
            Command::Discard { local_id } => self.discard(local_id),
            Command::MarkRead { room, through_seq } => self.mark_read(&room, through_seq),
            Command::MarkVerified { person } => self.mark_verified(&person),
            Command::AcceptNewKey { person } => self.accept_new_key(&person),
            Command::SetReceipts { delivered, read } => self.set_receipts(delivered, read),
            Command::SetTyping { is_on } => {
                self.set_typing(is_on)?;
                Ok(Answer::Done)
            }
            Command::SetWaking { is_on } => self.set_waking(is_on),
            Command::SetRoomWaking { room, is_on } => self.set_room_waking(&room, is_on),
            Command::Refound { room, without } => self.refound(&room, &without),
            Command::RevokeDevice { device } => self.revoke_device(device),
            Command::Tell { room, from, through, seen } => self.tell(&room, (from, through), seen),
            Command::SetProfile { profile } => self.set_profile(profile),
            Command::ShareProfile { room, is_on } => self.share_profile(&room, is_on),
            Command::SetAffiliation { signed } => self.set_affiliation(signed),
            Command::TrustOrganisation { key, name } => {
                self.trust_organisation(&key, name.as_deref())
            }
            Command::Block { person, is_blocked } => self.block(&person, is_blocked),
            Command::MakeLink { room, expires_at, most } => self.make_link(&room, expires_at, most),
            Command::RevokeLink { link } => self.revoke_link(link),
            Command::Knock { link, word } => self.knock(&link, word),
            Command::ForgetKnock { knock } => self.forget_knock(knock),
            Command::LetIn { knock } => self.let_in(knock),
            Command::TurnAway { knock } => self.turn_away(knock),
            Command::SetAlias { name, alias } => self.set_alias(&name, alias.as_deref()),
        }
    }

    fn mark_verified(&mut self, person: &AccountId) -> Result<Answer, CommandError> {
        let contact = self.database.contact(person)?.ok_or(CommandError::UnknownPerson)?;
        self.database.put_contact(person, &contact.account_key, true)?;
        Ok(Answer::Done)
    }

    fn accept_new_key(&mut self, person: &AccountId) -> Result<Answer, CommandError> {
        let contact = self.database.contact(person)?.ok_or(CommandError::UnknownPerson)?;
        let key = contact.offered_key.ok_or(CommandError::UnknownPerson)?;
        self.database.put_contact(person, &key, false)?;
        Ok(Answer::Done)
    }

    fn set_receipts(&mut self, delivered: bool, read: bool) -> Result<Answer, CommandError> {
        self.database.set_number("delivery_receipts", u64::from(delivered))?;
        self.database.set_number("read_receipts", u64::from(read))?;
        Ok(Answer::Done)
    }

    /// Keys for a new device, and for a new account unless `secret` is one that exists.
    fn start_account(
        &mut self,
        name: &str,
        account: Option<AccountId>,
        secret: Option<&AccountSecret>,
        address: RelayAddress,
        invitation: Option<InvitationCode>,
    ) -> Result<Answer, CommandError> {
        if let Some(row) = self.database.account_row()? {
            if row.registered {
                let account = row.account.ok_or_else(|| sealing("an account without a name"))?;
                return Err(CommandError::HasAccount(account));
            }
            let is_same = row.name == name && row.invitation == invitation && secret.is_none();
            if is_same {
                // The answer to the first try was lost: the same keys ask again.
                return Ok(Answer::Done);
            }
        }
        let account_secret = match secret {
            Some(secret) => secret.to_bytes(),
            None => AccountSecret::generate(&mut self.rng).to_bytes(),
        };
        let device_secret = DeviceSecret::generate(&mut self.rng).to_bytes();
        self.database.put_account_row(&AccountRow {
            name: name.to_owned(),
            account,
            account_secret: Zeroizing::new(account_secret.to_vec()),
            device_secret: Zeroizing::new(device_secret.to_vec()),
            certificate: None,
            address,
            invitation,
            registered: false,
            lineage: None,
            inbox_cursor: 0,
        })?;
        self.identity = None;
        if self.link.is_ready() {
            self.link.go_offline();
        }
        Ok(Answer::Done)
    }

    pub(super) fn registered(&mut self) -> Result<AccountId, CommandError> {
        match self.database.account_row()? {
            Some(AccountRow { registered: true, account: Some(account), .. }) => Ok(account),
            _ => Err(CommandError::NoAccount),
        }
    }

    /// A room that this device is in and can use.
    pub(super) fn usable_room(&mut self, room: &RoomId) -> Result<RoomRow, CommandError> {
        self.registered()?;
        let row = self.database.room(room)?.ok_or(CommandError::NoRoom)?;
        match row.status {
            StatusCode::Active => Ok(row),
            StatusCode::Damaged | StatusCode::Halted => Err(CommandError::Damaged(row.detail)),
            StatusCode::Left | StatusCode::Removed => Err(CommandError::NotInRoom),
        }
    }

    pub(super) fn not_direct(room: &RoomRow) -> Result<(), CommandError> {
        match room.state.kind {
            RoomKind::Direct => Err(CommandError::DirectRoom),
            RoomKind::Room => Ok(()),
        }
    }

    pub(super) fn need_role(
        &mut self,
        room: &RoomRow,
        role: Role,
        what: &str,
    ) -> Result<(), CommandError> {
        let own = room.state.role_of(&self.registered()?);
        if own >= role && own != Role::Guest {
            return Ok(());
        }
        Err(CommandError::NotAllowed(format!(
            "to {what} one has to be {} or above",
            super::apply::role_name(role)
        )))
    }

    pub(super) fn intend(
        &mut self,
        room: &RoomId,
        intent: &Intent,
    ) -> Result<Answer, CommandError> {
        self.database.add_intent(room, intent, self.now, 0, None)?;
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    pub(super) fn add_people(
        &mut self,
        room: &RoomId,
        people: &[AccountId],
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.add, "add people")?;
        for person in people {
            if self.concerns(&row, person)? {
                return Err(CommandError::AlreadyMember(person.clone()));
            }
        }
        self.intend_to_add(room, people.to_vec())?;
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    fn remove_people(
        &mut self,
        room: &RoomId,
        people: Vec<AccountId>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, row.state.policy.remove, "remove people")?;
        let own = self.registered()?;
        let own_role = row.state.role_of(&own);
        for person in &people {
            if *person == own {
                return Err(CommandError::NotAllowed("to go yourself, leave".to_owned()));
            }
            if !self.concerns(&row, person)? {
                return Err(CommandError::NotAMember(person.clone()));
            }
            if own_role != Role::Owner && row.state.role_of(person) >= own_role {
                return Err(CommandError::NotAllowed(format!("{person} has a role like yours")));
            }
        }
        self.intend(room, &Intent::RemovePeople { people })
    }

    fn leave(&mut self, room: &RoomId) -> Result<Answer, CommandError> {
        let mut row = self.usable_room(room)?;
        let own = self.registered()?;
        let devices = self.database.devices(room)?;
        let others: Vec<_> = devices
            .iter()
            .filter(|device| device.account != own && !row.state.leaving.contains(&device.account))
            .collect();
        if others.is_empty() || !row.created {
            // The last one out: nobody is left to read the log.
            if row.created
                && self.link.is_ready()
                && let Some(token) = row.delete_token.clone()
            {
                let request = Request::DeleteLog { log: *room, delete_token: token };
                self.send(Asked::DeleteLog, request);
            }
            self.end_room(&mut row, StatusCode::Left)?;
            return Ok(Answer::Done);
        }
        let is_owner = |account: &AccountId| row.state.role_of(account) == Role::Owner;
        let has_heir = others.iter().any(|device| is_owner(&device.account));
        if is_owner(&own) && !has_heir && row.state.kind == RoomKind::Room {
            return Err(CommandError::LastOwner);
        }
        self.intend(room, &Intent::Leave {})
    }

    fn set_role(
        &mut self,
        room: &RoomId,
        person: AccountId,
        role: Role,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        if !self.concerns(&row, &person)? {
            return Err(CommandError::NotAMember(person));
        }
        let own = row.state.role_of(&self.registered()?);
        let theirs = row.state.role_of(&person);
        let may = own == Role::Owner
            || (own == Role::Admin && theirs < Role::Admin && role < Role::Admin);
        if !may {
            return Err(CommandError::NotAllowed(
                "owners give any role, admins those of member and guest".to_owned(),
            ));
        }
        self.intend(room, &Intent::SetRole { person, role })
    }

    fn acknowledge(&mut self, room: &RoomId, seen: RosterMark) -> Result<Answer, CommandError> {
        let mut row = self.database.room(room)?.ok_or(CommandError::NoRoom)?;
        let before = row.acknowledged;
        row.acknowledged = before.max(seen.0.min(row.mark));
        self.database.put_room(&row)?;
        self.show_to_newcomers(&row, before)?;
        self.entered(room)?;
        self.present_to_newcomers(&row, before)?;
        self.release_held(&row)?;
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    fn mark_read(&mut self, room: &RoomId, through: u64) -> Result<Answer, CommandError> {
        let mut row = self.database.room(room)?.ok_or(CommandError::NoRoom)?;
        self.entered(room)?;
        let through = through.min(row.cursor);
        if through <= row.read_seq {
            return Ok(Answer::Done);
        }
        let wanted = self.database.number("read_receipts")?.unwrap_or(0) == 1;
        if wanted && row.status == StatusCode::Active {
            for id in self.database.messages_between(room, row.read_seq, through)? {
                self.database.owe_receipt(room, &id, ReceiptStatus::Read, self.now)?;
            }
        }
        row.read_seq = through;
        self.database.put_room(&row)?;
        self.change(Change::Room(*room));
        Ok(Answer::Done)
    }

    fn revoke_device(&mut self, device: DeviceId) -> Result<Answer, CommandError> {
        let account = self.registered()?;
        if device == self.identity()?.device_id() {
            return Err(CommandError::UnknownDevice);
        }
        let mut is_known = false;
        self.database.withdraw(&device)?;
        for room in self.database.rooms()? {
            let is_there = room.status == StatusCode::Active
                && self
                    .database
                    .devices(&room.id)?
                    .iter()
                    .any(|row| row.device == device && row.account == account);
            if is_there {
                is_known = true;
                let intent = Intent::RemoveDevice { device };
                self.database.add_intent(&room.id, &intent, self.now, 0, None)?;
            }
        }
        let signature = self.account_row()?.secret()?.revoke(&account, &device);
        if self.link.is_ready() {
            self.send(Asked::RevokeDevice(device), Request::RevokeDevice { device, signature });
        } else if !is_known {
            return Err(CommandError::UnknownDevice);
        }
        Ok(Answer::Done)
    }
}
