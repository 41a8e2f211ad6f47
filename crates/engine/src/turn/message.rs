//! Messages and their ids: sealed from what was written here, shown from what others sent.

use corridor_content::{
    Body, File, Message, MessageId, MessageStatus, PerMessageStatus, Seen, StatusReport, uri,
};
use corridor_wire::id::{AccountId, DeviceId, Seq};
use corridor_wire::planted::{Bug, is_planted};

use super::announcement::is_named;
use super::expiry::{is_said, says_something};
use super::kinds::{contact_text, details_of_file, is_contact, link_of_text};
use super::outbox::Prepared;
use super::{Turn, sealing};
use crate::command::{CommandError, StorageError};
use crate::database::{
    FileRow, IntentRow, IntentState, NewItem, PINNED, ReceiptStatus, RoomRow, Written, read_answer,
    read_vote,
};
use crate::output::Change;
use crate::output::LATEST_MS;
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// Beyond this many people nobody tells the author that a message has arrived: the answers would
/// outweigh the conversation. Only whom an announcement names tells it in a room of any size.
pub(crate) const RECEIPT_PEOPLE: usize = 32;

impl Turn<'_> {
    /// The roster that a writer saw, unless somebody has joined since.
    pub(super) fn roster_seen(
        &self,
        row: &RoomRow,
        seen: Option<RosterMark>,
    ) -> Result<u64, CommandError> {
        let seen = seen.map_or(row.acknowledged, |mark| mark.0).max(row.acknowledged);
        let joined = self.database.joined_since(&row.id, seen)?;
        if !joined.is_empty() && !is_planted(Bug::RosterGateOff) {
            return Err(CommandError::RosterChanged { joined, mark: RosterMark(row.mark) });
        }
        Ok(seen)
    }

    pub(super) fn prepare_text(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
    ) -> Result<Prepared, StorageError> {
        let Some(item) = row.item else {
            return Err(StorageError::Corrupt("a message without its text".to_owned()));
        };
        // The roster gate: nothing is sealed to somebody whom the writer may not have seen.
        let seen = row.mark.max(room.acknowledged);
        let is_news = !self.database.joined_since(&room.id, seen)?.is_empty();
        if is_news && !is_planted(Bug::RosterGateOff) {
            self.database.set_intent_state(row.id, IntentState::Held)?;
            self.database.set_delivery(item, Delivery::Held)?;
            self.change(Change::Delivery(room.id));
            return Ok(Prepared::Settled);
        }
        let Some(written) = self.database.written(item)? else {
            self.database.delete_intent(row.id)?;
            return Ok(Prepared::Settled);
        };
        if written.is_withdrawn {
            // Taken back before it was sent: there is nothing left to say.
            self.database.delete_intent(row.id)?;
            return Ok(Prepared::Settled);
        }
        let mut expires = None;
        if is_said(written.kind) {
            let own = self.own_account()?;
            if let Some(why) = Self::may_not_say(room, &own, written.kind) {
                self.forget(item, why)?;
                return Ok(Prepared::Settled);
            }
            match self.expiry_to_seal(room, item, &own)? {
                Ok(expiry) => expires = expiry,
                Err(why) => {
                    self.forget(item, why)?;
                    return Ok(Prepared::Settled);
                }
            }
        }
        let file = self.database.file(item)?;
        if written.kind == ItemKind::File && file.is_none() {
            // It was to be opened once, and was sent: nobody can say it again from here.
            self.database.delete_intent(row.id)?;
            return Ok(Prepared::Settled);
        }
        let mut message = match file {
            Some(file) => self.file_message(file, written.text.clone())?,
            None => self.message_of(&written)?,
        };
        if matches!(written.kind, ItemKind::Text | ItemKind::File | ItemKind::Nudge) {
            message.in_reply_to = written.target;
        }
        message.expires = expires;
        if let Some(details) = &written.details {
            message.extensions.set_details(details).map_err(sealing)?;
        }
        message.extensions.set_mentions(&written.mentions).map_err(sealing)?;
        if written.is_forwarded {
            message.extensions.set_forwarded().map_err(sealing)?;
        }
        // Somebody may have read it as it was sealed before.
        if let Some(first) = &written.message_id {
            message.extensions.set_first_id(first).map_err(sealing)?;
        }
        let content = self.content(room, message, written.sent_at)?;
        if written.message_id.is_none() {
            self.database.set_message_id(item, &content.1)?;
        }
        self.launch(room, row.id, &content.0)
    }

    /// The message that an item of this device is, but for files.
    fn message_of(&mut self, written: &Written) -> Result<Message, StorageError> {
        let salt = self.random();
        let text = written.text.clone();
        let words = |salt, text| {
            if written.is_markdown {
                Message::markdown(salt, text)
            } else {
                Message::text(salt, text)
            }
        };
        let target =
            || written.target.ok_or_else(|| StorageError::Corrupt("an act on nothing".to_owned()));
        Ok(match written.kind {
            ItemKind::Reaction => Message::reaction(salt, target()?, text),
            ItemKind::Edit => Message { replaces: Some(target()?), ..words(salt, text) },
            ItemKind::Withdrawal => Message::retraction(salt, target()?),
            ItemKind::Pin => Message::pin(salt, target()?, text == PINNED),
            ItemKind::Vote => {
                let vote =
                    read_vote(&text).ok_or_else(|| StorageError::Corrupt("a vote".to_owned()))?;
                Message::vote(salt, target()?, &vote)
            }
            ItemKind::PollEnd => Message::poll_end(salt, target()?),
            ItemKind::SoundingAnswer => {
                let answer = read_answer(&text)
                    .ok_or_else(|| StorageError::Corrupt("an answer".to_owned()))?;
                Message::sounding_answer(salt, target()?, &answer)
            }
            ItemKind::SoundingReminder => Message::sounding_reminder(salt, target()?),
            ItemKind::AnnouncementSeen => Message::announcement_seen(salt, target()?),
            ItemKind::Poll
            | ItemKind::Contact
            | ItemKind::Place
            | ItemKind::Nudge
            | ItemKind::Announcement
            | ItemKind::Mark
            | ItemKind::Sounding
            | ItemKind::SoundingTotals
            | ItemKind::Statement
            | ItemKind::StatementVersion
            | ItemKind::Suggestion
            | ItemKind::SignOff
            | ItemKind::Silence
            | ItemKind::Objection => {
                let body = written.body.as_deref().unwrap_or_default();
                let message = Message::decode(body).map_err(sealing)?;
                Message { salt, extensions: corridor_content::Extensions::default(), ..message }
            }
            _ => words(salt, text),
        })
    }

    pub(super) fn prepare_receipts(
        &mut self,
        room: &RoomRow,
        row: &IntentRow,
        message_ids: &[u8],
        status: u8,
    ) -> Result<Prepared, StorageError> {
        let status = if status == 0 { MessageStatus::Delivered } else { MessageStatus::Read };
        let statuses = message_ids
            .chunks_exact(MessageId::LENGTH)
            .filter_map(|id| id.try_into().ok().and_then(|id| MessageId::from_bytes(id).ok()))
            .map(|message| PerMessageStatus { message, status })
            .collect();
        // However often it is sealed, it says the same time: a silence counts by it.
        let at = row.since.min(self.now);
        self.silence_reached_here(room, message_ids, at, status)?;
        let report = StatusReport::new(statuses).map_err(sealing)?;
        let message = Message::status(self.random(), &report);
        let content = self.content(room, message, at)?;
        self.launch(room, row.id, &content.0)
    }

    /// The bytes of a message and its id. Each says how much of the log its author had seen, so that
    /// a relay that shows two histories is found out (docs/protocol.md, "Two histories").
    pub(super) fn content(
        &mut self,
        room: &RoomRow,
        mut message: Message,
        sent_at: u64,
    ) -> Result<(Vec<u8>, Vec<u8>), StorageError> {
        let seen = Seen { seq: room.cursor, chain: *room.chain.as_bytes() };
        message.extensions.set_sent_at_ms(sent_at).map_err(sealing)?;
        message.extensions.set_seen(&seen).map_err(sealing)?;
        let content = message.encode().map_err(sealing)?;
        let own = self.own_account()?;
        let id = message_id(&own, &own, room, &content, &message)
            .ok_or_else(|| sealing("a message without an id"))?;
        Ok((content, id.as_bytes().to_vec()))
    }

    /// A message of another device, or of another device of this account.
    pub(super) fn message(
        &mut self,
        room: &mut RoomRow,
        seq: Seq,
        sender: DeviceId,
        account: &AccountId,
        content: &[u8],
    ) -> Result<(), StorageError> {
        let own_account = self.own_account()?;
        let own = *account == own_account;
        let mut item = NewItem {
            seq: Some(seq),
            own,
            kind: ItemKind::Unknown,
            sent_at: self.now,
            delivery: if own { Delivery::Sent } else { Delivery::Received },
            ..NewItem::by(account)
        };
        let may_post = room.state.may_post(account);
        let Ok(message) = Message::decode(content) else {
            if may_post {
                item.body = Some(content);
                item.expires_at = Self::expiry_of_new(room, self.now);
                self.add_item(room, &item)?;
            }
            return Ok(());
        };
        if let Some(seen) = message.extensions.seen() {
            self.compare_histories(room, sender, seen.seq, &seen.chain)?;
        }
        let first = self.own_claim(&room.id, account, message.extensions.first_id())?;
        let id = first.or_else(|| message_id(account, &own_account, room, content, &message));
        let sent_at = message.extensions.sent_at_ms().filter(|at| *at <= LATEST_MS);
        item.sent_at = sent_at.unwrap_or(self.now);
        item.message_id = id.as_ref().map(|id| &id.as_bytes()[..]);
        let is_again = first.is_some();
        let body = message.body();
        // What the room does not let somebody say is shown nowhere, and counts nowhere.
        if says_something(&body) && !may_post {
            return Ok(());
        }
        if says_something(&body) {
            self.typing_is_over(&room.id, account);
        }
        item.expires_at = self.expiry_of_received(room, &message, &body)?;
        if let Body::Mark(mark) = &body {
            return self.mark_came(room, &item, (&message, mark), content, is_again);
        }
        let is_markdown = matches!(body, Body::Markdown(_));
        if let Some((kind, target, text)) = Self::read_act(&room.state, account, &message, &body) {
            item.kind = kind;
            item.text = &text;
            item.target = Some(target.as_bytes());
            item.is_markdown = is_markdown;
            self.answer_came(&mut item, &target)?;
            return self.done_to(room, &item, is_again).map(|_| ());
        }
        item.target = message.in_reply_to.as_ref().map(|id| &id.as_bytes()[..]);
        item.is_forwarded = message.extensions.is_forwarded();
        item.mentions_me = !own
            && may_mention(&body)
            && mentions(&message, &own_account)
            && !self.database.is_blocked(account)?;
        self.came(room, &sender, &message, body, content, &item)
    }

    /// The id that a message claims to have had first, unless another person's has it: whoever claims that gets
    /// nothing of what was done to it.
    fn own_claim(
        &self,
        room: &RoomId,
        account: &AccountId,
        first: Option<MessageId>,
    ) -> Result<Option<MessageId>, StorageError> {
        match first {
            Some(id) if self.database.is_anothers(room, id.as_bytes(), account)? => Ok(None),
            first => Ok(first),
        }
    }

    /// Something that is said, or told of oneself: no act.
    fn came(
        &mut self,
        room: &RoomRow,
        sender: &DeviceId,
        message: &Message,
        body: Body,
        content: &[u8],
        item: &NewItem<'_>,
    ) -> Result<(), StorageError> {
        let first = message.extensions.first_id();
        let is_again = first.is_some_and(|id| item.message_id == Some(id.as_bytes()));
        let is_markdown = matches!(body, Body::Markdown(_));
        match body {
            Body::Text(text) | Body::Markdown(text) if message.replaces.is_none() => {
                let link = link_of_text(message, &text);
                let item = NewItem {
                    kind: ItemKind::Text,
                    text: &text,
                    is_markdown,
                    details: link.as_deref(),
                    ..*item
                };
                self.said(room, &item, None, is_again)?;
            }
            Body::Poll(poll) => {
                self.card_came(room, item, (ItemKind::Poll, poll.question()), content, is_again)?;
                let deadline = poll.deadline_ms.filter(|deadline| *deadline > self.now);
                if let Some((seq, deadline)) = item.seq.zip(deadline) {
                    self.database.look_again(&room.id, seq, deadline)?;
                }
            }
            Body::File(file) => self.file_came(room, item, message, &file, content, is_again)?,
            Body::Contact(contact) if is_contact(&contact) => {
                let card = (ItemKind::Contact, contact_text(&contact));
                self.card_came(room, item, card, content, is_again)?;
            }
            Body::Place(place) => {
                self.card_came(room, item, (ItemKind::Place, place.label()), content, is_again)?;
            }
            Body::Nudge(nudge) => {
                self.card_came(room, item, (ItemKind::Nudge, nudge.subject()), content, is_again)?;
            }
            Body::Announcement(said) => {
                self.announcement_came(room, item, &said, content, is_again)?;
            }
            Body::Sounding(_) | Body::SoundingTotals(_) | Body::SoundingReminder => {
                self.sounding_came(room, item, &body, content, is_again)?;
            }
            // Known, and not to be counted: a pin of somebody who may not, a reaction that is none.
            Body::Pin(_)
            | Body::Vote(_)
            | Body::Reaction(_)
            | Body::PollEnd
            | Body::AnnouncementSeen
            | Body::SoundingAnswer(_) => {}
            Body::Profile(profile) => self.profile_came(&room.id, sender, &profile)?,
            Body::Affiliation(signed) => {
                self.affiliation_came(&room.id, sender, signed.as_deref())?;
            }
            Body::Waking(is_on) => self.waking_came(&room.id, sender, is_on)?,
            Body::Status(report) => self.receipts_came(room, item.sender, message, &report)?,
            body if self.statement_came(room, item, message, &body, content, is_again)? => {}
            _ => {
                self.add_item(room, &NewItem { body: Some(content), ..*item })?;
            }
        }
        Ok(())
    }

    /// Something whose message is kept, beside the words that are sought.
    fn card_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        (kind, text): (ItemKind, &str),
        content: &[u8],
        is_again: bool,
    ) -> Result<(), StorageError> {
        self.said(room, &NewItem { kind, text, body: Some(content), ..*item }, None, is_again)
    }

    fn file_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        message: &Message,
        file: &File,
        content: &[u8],
        is_again: bool,
    ) -> Result<(), StorageError> {
        let details = details_of_file(message, file);
        let Some((mut row, details)) = self.file_of(file)?.zip(details) else {
            self.add_item(room, &NewItem { body: Some(content), ..*item })?;
            return Ok(());
        };
        let kept = if details.is_empty() { None } else { details.encode().ok() };
        let (text, is_once) = (file.caption.as_str(), details.is_view_once);
        let item = NewItem { kind: ItemKind::File, text, details: kept.as_deref(), ..*item };
        if is_once {
            row.preview = None;
        }
        // What this person sent from another device is not theirs to open here.
        let row = Some(row).filter(|_| !(is_once && item.own));
        self.said(room, &item, row, is_again)
    }

    /// Something that people said, in an entry that is new here.
    pub(super) fn said(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        file: Option<FileRow>,
        is_again: bool,
    ) -> Result<(), StorageError> {
        if is_again
            && let Some(seq) = item.seq
            && self.database.move_earlier(&room.id, item, seq)?
        {
            self.change(Change::Timeline(room.id));
            return Ok(());
        }
        if is_planted(Bug::BlockedWordsDropped) && self.database.is_blocked(item.sender)? {
            return Ok(());
        }
        let Some(local_id) = self.database.add_item(&room.id, item)? else { return Ok(()) };
        if let Some(file) = file {
            self.database.put_file(&FileRow { item: local_id, ..file })?;
        }
        self.note_announced(&room.id, local_id)?;
        if item.mentions_me {
            self.was_mentioned(&room.id)?;
        }
        if let Some(id) = item.message_id {
            // What was done to it may have come before, where a relay was restored.
            self.work_out(&room.id, id)?;
        }
        self.change(Change::Timeline(room.id));
        // Who is blocked learns nothing of this device.
        if item.own || self.database.is_blocked(item.sender)? {
            return Ok(());
        }
        self.owe_delivery_receipt(room, item)
    }

    /// Something that somebody did to a message, in an entry that is new here. Answers its number where it was not
    /// here before.
    pub(super) fn done_to(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        is_again: bool,
    ) -> Result<Option<LocalId>, StorageError> {
        let is_moved = match item.seq {
            Some(seq) if is_again => self.database.move_earlier(&room.id, item, seq)?,
            _ => false,
        };
        let added = if is_moved { None } else { self.database.add_item(&room.id, item)? };
        if let Some(target) = item.target {
            self.work_out(&room.id, target)?;
        }
        self.change(Change::Timeline(room.id));
        Ok(added)
    }

    fn owe_delivery_receipt(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
    ) -> Result<(), StorageError> {
        let Some(message_id) = item.message_id else { return Ok(()) };
        let wanted = self.database.number("delivery_receipts")?.unwrap_or(1) == 1;
        let is_asked = self.database.people(&room.id)? <= RECEIPT_PEOPLE
            || is_named(item, &self.own_account()?);
        if wanted && is_asked {
            let due = self.now + super::receipts::COALESCE_MS;
            self.database.owe_receipt(&room.id, message_id, ReceiptStatus::Delivered, due)?;
        }
        Ok(())
    }
}

/// The same at every member: made of the sender's credential, the room, and the bytes.
fn message_id(
    sender: &AccountId,
    own: &AccountId,
    room: &RoomRow,
    content: &[u8],
    message: &Message,
) -> Option<MessageId> {
    let sender = uri::account(sender.as_str());
    // Members of a room share its hub, which is their home relay.
    let room = uri::room(own.relay(), &room.id.to_string());
    MessageId::derive(&sender, &room, content, &message.salt).ok()
}

/// A nudge is short of words and of weight: it breaks through nothing.
fn may_mention(body: &Body) -> bool {
    !matches!(body, Body::Nudge(_))
}

fn mentions(message: &Message, account: &AccountId) -> bool {
    let mentioned = message.extensions.mentions();
    mentioned.iter().any(|one| one == account.as_str() || is_planted(Bug::EverybodyMentioned))
}
