//! Statements: what a person does with one, and what came of others. What it has come to is worked out in
//! `statements/course.rs`.

use corridor_content::{
    self as content, Body, Change, Message, MessageId, Objection, Paragraph, SignOff, Silence,
    Statement, Suggestion, VersionHash,
};
use corridor_sealing::room_state::RoomState;
use corridor_wire::id::AccountId;

use super::act::is_admin;
use super::{Turn, sealing};
use crate::command::{
    Answer, CommandError, StatementCommand, StatementError, StorageError, SuggestedChange,
};
use crate::database::{AS_ADMIN, NewItem, ReceiptStatus, RoomRow, Subject, statement_in};
use crate::output::{Change as Changed, UnixMillis};
use crate::statements::course::{ActRow, Course, Fate, SuggestionRow, carry_ids};
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// A statement, what it has come to, and where.
struct Before {
    id: MessageId,
    row: RoomRow,
    course: Course,
    is_own: bool,
}

impl Turn<'_> {
    pub(super) fn statement(&mut self, command: StatementCommand) -> Result<Answer, CommandError> {
        match command {
            StatementCommand::Propose { room, title, paragraphs, seen } => {
                self.propose(&room, title, paragraphs, seen)
            }
            StatementCommand::Suggest { local_id, version, number, change, reason } => {
                self.suggest(local_id, version, number, change, reason)
            }
            StatementCommand::Revise { local_id, version, words, taken, declined } => {
                self.revise(local_id, version, words, (&taken, &declined))
            }
            StatementCommand::SignOff { local_id, version } => self.sign_off(local_id, version),
            StatementCommand::TakeBack { local_id } => self.take_back_act(local_id),
            StatementCommand::Silence { local_id, version, deadline } => {
                self.begin_silence(local_id, version, deadline)
            }
            StatementCommand::Object { local_id, version, reason } => {
                self.object(local_id, version, reason)
            }
        }
    }

    fn propose(
        &mut self,
        room: &RoomId,
        title: String,
        paragraphs: Vec<String>,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let with_id = |text| Paragraph { id: self.random(), text };
        let paragraphs = paragraphs.into_iter().map(with_id).collect();
        let statement = Statement::new(title, paragraphs).map_err(StatementError::Form)?;
        let message = Message::statement(self.random(), &statement);
        self.send_card(room, ItemKind::Statement, &words_of(&statement), &message, seen)
    }

    /// A statement that this person may write on, in the version that they have before them.
    fn before(&mut self, item: LocalId, version: VersionHash) -> Result<Before, CommandError> {
        let (subject, row) = self.said_in(item)?;
        let first = subject.body.as_deref().and_then(statement_in);
        let first = first.filter(|_| subject.kind == ItemKind::Statement);
        let first = first.ok_or(StatementError::NoStatement)?;
        self.need_to_post(&row)?;
        let Subject { message_id, sender, own: is_own, .. } = subject;
        let id = message_id.ok_or(CommandError::NotSentYet)?;
        let course =
            self.database.course(row.id.as_bytes(), Some(id.as_bytes()), &sender, (item, first))?;
        if course.present().hash != version {
            return Err(StatementError::Changed.into());
        }
        Ok(Before { id, row, course, is_own })
    }

    fn suggest(
        &mut self,
        item: LocalId,
        version: VersionHash,
        number: usize,
        change: SuggestedChange,
        reason: String,
    ) -> Result<Answer, CommandError> {
        let before = self.before(item, version)?;
        let paragraphs = before.course.present().statement.paragraphs();
        let paragraph = number.checked_sub(1).and_then(|place| paragraphs.get(place));
        let paragraph = paragraph.ok_or(StatementError::NoParagraph)?.id;
        let change = match change {
            SuggestedChange::Replace(text) => Change::Replace(text),
            SuggestedChange::Strike => Change::Strike,
            SuggestedChange::InsertAfter(text) => Change::InsertAfter { id: self.random(), text },
            SuggestedChange::InsertBefore(text) => Change::InsertBefore { id: self.random(), text },
        };
        let made = Suggestion::new(version, paragraph, change, reason);
        let made = made.map_err(StatementError::Form)?;
        let message = Message::statement_suggestion(self.random(), before.id, &made);
        self.do_to(&before, ItemKind::Suggestion, "", &message)
    }

    /// The present words with what is taken in them, or other words.
    fn revise(
        &mut self,
        item: LocalId,
        version: VersionHash,
        words: Option<(String, Vec<String>)>,
        (taken, declined): (&[LocalId], &[LocalId]),
    ) -> Result<Answer, CommandError> {
        let before = self.before(item, version)?;
        if !before.is_own {
            return Err(StatementError::NotThePen.into());
        }
        let present = &before.course.present().statement;
        let taken = settled(&before.course, taken)?;
        let declined = settled(&before.course, declined)?;
        let next = match words {
            Some((title, words)) => {
                let paragraphs = carry_ids(present, words, || self.random());
                Some(Statement::new(title, paragraphs).map_err(StatementError::Form)?)
            }
            None if taken.is_empty() => None,
            None => Some(with_taken(&before.course, &taken)?),
        };
        let ids = |rows: &[&SuggestionRow]| {
            let ids = rows.iter().map(|row| row.act.id.ok_or(CommandError::NotSentYet));
            ids.collect::<Result<Vec<_>, _>>()
        };
        let text = next.as_ref().map(|next| next.title().to_owned()).unwrap_or_default();
        let version = content::Version::new(version, next, ids(&taken)?, ids(&declined)?);
        let version = version.map_err(StatementError::Form)?;
        let message = Message::statement_version(self.random(), before.id, &version);
        self.do_to(&before, ItemKind::StatementVersion, &text, &message)
    }

    fn sign_off(&mut self, item: LocalId, version: VersionHash) -> Result<Answer, CommandError> {
        let before = self.before(item, version)?;
        let own = self.identity()?.certificate.body.account_key;
        let signed = self.database.affiliation(&own)?;
        let delegation = signed.map(|signed| signed.affiliation().affiliation.clone());
        let made = SignOff::new(version, delegation.unwrap_or_default());
        let made = made.map_err(StatementError::Form)?;
        let message = Message::statement_sign_off(self.random(), before.id, &made);
        self.do_to(&before, ItemKind::SignOff, "", &message)
    }

    fn begin_silence(
        &mut self,
        item: LocalId,
        version: VersionHash,
        deadline: UnixMillis,
    ) -> Result<Answer, CommandError> {
        self.check_time(Some(deadline))?;
        let before = self.before(item, version)?;
        let own = self.registered()?;
        let may = before.is_own || is_admin(&before.row.state, &own);
        if !may {
            let why = "a silence procedure is begun by who holds the pen, or by an admin";
            return Err(CommandError::NotAllowed(why.to_owned()));
        }
        let is_shorter = before.course.silences.last().is_some_and(|last| {
            let is_of_it = last.version + 1 == before.course.versions.len();
            is_of_it
                && !last.is_broken()
                && (self.now..).contains(&last.deadline)
                && deadline <= last.deadline
        });
        if is_shorter {
            return Err(StatementError::Shorter.into());
        }
        let made = Silence::new(version, deadline).map_err(StatementError::Form)?;
        let message = Message::statement_silence(self.random(), before.id, &made);
        let right = if is_admin(&before.row.state, &own) { AS_ADMIN } else { "" };
        let answer = self.do_to(&before, ItemKind::Silence, right, &message)?;
        if let Answer::Queued(queued) = answer {
            self.database.look_again_at(queued, deadline)?;
        }
        Ok(answer)
    }

    fn object(
        &mut self,
        item: LocalId,
        version: VersionHash,
        reason: String,
    ) -> Result<Answer, CommandError> {
        let before = self.before(item, version)?;
        // Also where another version has followed that claims to have come behind its end.
        let mut silences = before.course.silences.iter().rev();
        let running = silences
            .find(|one| one.put_off_by.is_none() && !one.is_overtaken && self.now <= one.deadline);
        let silence = running.and_then(|last| last.act.id).ok_or(StatementError::NoSilence)?;
        let made = Objection::new(silence, reason).map_err(StatementError::Form)?;
        let message = Message::statement_objection(self.random(), before.id, &made);
        self.do_to(&before, ItemKind::Objection, made.reason(), &message)
    }

    fn take_back_act(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let subject = self.database.subject(item)?.ok_or(StatementError::NoStatement)?;
        let is_undone = matches!(subject.kind, ItemKind::Suggestion | ItemKind::SignOff);
        if !subject.own || !is_undone {
            return Err(StatementError::NoStatement.into());
        }
        let row = self.usable_room(&subject.room)?;
        let answer = self.withdraw_one(item, &row)?;
        self.change(Changed::Timeline(row.id));
        Ok(answer)
    }

    fn do_to(
        &mut self,
        before: &Before,
        kind: ItemKind,
        text: &str,
        message: &Message,
    ) -> Result<Answer, CommandError> {
        let mark = self.roster_seen(&before.row, None)?;
        let own = self.registered()?;
        let body = message.encode().map_err(sealing)?;
        let item = NewItem {
            own: true,
            kind,
            text,
            body: Some(&body),
            sent_at: self.now,
            delivery: Delivery::Queued,
            target: Some(before.id.as_bytes()),
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&before.row.id, &item)?;
        self.intend_to_say(&before.row.id, local_id, mark)?;
        Ok(Answer::Queued(local_id))
    }

    /// A statement, or what somebody did to one. Answers whether it is either.
    pub(super) fn statement_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        message: &Message,
        body: &Body,
        content: &[u8],
        is_again: bool,
    ) -> Result<bool, StorageError> {
        if let Body::Statement(statement) = body {
            let text = words_of(statement);
            let item = NewItem {
                kind: ItemKind::Statement,
                text: &text,
                body: Some(content),
                is_forwarded: message.extensions.is_forwarded(),
                ..*item
            };
            self.said(room, &item, None, is_again)?;
            return Ok(true);
        }
        let Some((kind, text)) = read_on_statement(&room.state, item.sender, body) else {
            return Ok(false);
        };
        // Which counts by its own time counts for nothing without.
        let is_timed = message.extensions.sent_at_ms().is_some();
        let Some(on) = message.in_reply_to.filter(|_| is_timed) else { return Ok(true) };
        if !room.state.may_post(item.sender) {
            return Ok(true);
        }
        let item = NewItem {
            kind,
            text: &text,
            body: Some(content),
            target: Some(on.as_bytes()),
            ..*item
        };
        self.done_to(room, &item, is_again)?;
        if let Body::Silence(silence) = body {
            self.silence_came(room, &item, silence, &on)?;
        }
        Ok(true)
    }

    fn silence_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        silence: &Silence,
        on: &MessageId,
    ) -> Result<(), StorageError> {
        let Some((id, seq)) = item.message_id.zip(item.seq) else { return Ok(()) };
        // By whoever may, on a version that is here: nobody else asks anybody.
        let course = self.database.course_of_target(&room.id, on.as_bytes())?;
        let is_his =
            |act: &ActRow| act.id.is_some_and(|own| own.as_bytes() == id) && act.by == *item.sender;
        if !course.is_some_and(|course| course.silences.iter().any(|one| is_his(&one.act))) {
            return Ok(());
        }
        self.database.ask_silence((&room.id, &room.state), id, (item.sender, item.sent_at))?;
        if silence.deadline_ms() > self.now {
            self.database.look_again(&room.id, seq, silence.deadline_ms())?;
        }
        if item.own || self.database.is_blocked(item.sender)? {
            return Ok(());
        }
        self.owe_silence_receipt(room, id)
    }

    /// In a room of any size: a silence counts for nothing with whom it has not reached.
    fn owe_silence_receipt(&mut self, room: &RoomRow, id: &[u8]) -> Result<(), StorageError> {
        if self.database.number("delivery_receipts")?.unwrap_or(1) == 1 {
            let due = self.now + super::receipts::COALESCE_MS;
            self.database.owe_receipt(&room.id, id, ReceiptStatus::Delivered, due)?;
        }
        Ok(())
    }

    /// What this device tells the others of silences that it has, it knows by the same words.
    pub(super) fn silence_reached_here(
        &mut self,
        room: &RoomRow,
        message_ids: &[u8],
        at: UnixMillis,
        status: content::MessageStatus,
    ) -> Result<(), StorageError> {
        let own = self.own_account()?;
        let status = match status {
            content::MessageStatus::Read => ReceiptStatus::Read,
            _ => ReceiptStatus::Delivered,
        };
        for id in message_ids.chunks_exact(MessageId::LENGTH) {
            if self.database.silence_reached(&room.id, id, &own, at, status)? {
                self.change(Changed::Timeline(room.id));
            }
        }
        Ok(())
    }

    /// An own act stands in the log: who may do it is told by its place.
    pub(super) fn judge_on_statement(
        &mut self,
        room: &RoomRow,
        item: LocalId,
        kind: ItemKind,
    ) -> Result<(), StorageError> {
        if !kind.is_on_statement() {
            return Ok(());
        }
        let own = self.own_account()?;
        if !room.state.may_post(&own) {
            self.database.delete_placed(item)?;
            self.role_was_lost(&room.id);
            return Ok(());
        }
        if kind == ItemKind::Silence {
            let right = if is_admin(&room.state, &own) { AS_ADMIN } else { "" };
            self.database.rewrite(item, right, false)?;
            if let Some(written) = self.database.written(item)?
                && let Some(id) = written.message_id
            {
                let began = (&own, written.sent_at);
                self.database.ask_silence((&room.id, &room.state), id.as_bytes(), began)?;
            }
        }
        Ok(())
    }
}

/// What something that was done to a statement is stored as.
fn read_on_statement(
    room: &RoomState,
    sender: &AccountId,
    body: &Body,
) -> Option<(ItemKind, String)> {
    Some(match body {
        Body::StatementVersion(version) => {
            let title = version.statement().map(|statement| statement.title().to_owned());
            (ItemKind::StatementVersion, title.unwrap_or_default())
        }
        Body::Suggestion(_) => (ItemKind::Suggestion, String::new()),
        Body::SignOff(_) => (ItemKind::SignOff, String::new()),
        Body::Silence(_) => {
            let right = if is_admin(room, sender) { AS_ADMIN } else { "" };
            (ItemKind::Silence, right.to_owned())
        }
        Body::Objection(objection) => (ItemKind::Objection, objection.reason().to_owned()),
        _ => return None,
    })
}

/// What a search reads, and who shows nothing else of it.
fn words_of(statement: &Statement) -> String {
    let paragraphs = statement.paragraphs().iter().map(|paragraph| paragraph.text.as_str());
    let words: Vec<_> = core::iter::once(statement.title()).chain(paragraphs).collect();
    words.join("\n\n")
}

fn settled<'c>(
    course: &'c Course,
    items: &[LocalId],
) -> Result<Vec<&'c SuggestionRow>, CommandError> {
    let find = |item: &LocalId| {
        let row = course.suggestions.iter().find(|row| row.act.local_id == *item);
        let row = row.filter(|row| row.fate == Fate::Open);
        row.ok_or_else(|| StatementError::NoSuggestion.into())
    };
    items.iter().map(find).collect()
}

/// The present words with these suggestions in them, each on a paragraph that says what it was made for. What
/// stands behind or before a paragraph does so in the order in which it is taken, whatever becomes of that.
fn with_taken(course: &Course, taken: &[&SuggestionRow]) -> Result<Statement, StatementError> {
    let present = &course.present().statement;
    let fits = |row: &&SuggestionRow| {
        let paragraph = &row.suggestion.paragraph;
        course.fits(&row.suggestion) && present.paragraph(paragraph).is_some()
    };
    if !taken.iter().all(fits) {
        return Err(StatementError::NoSuggestion);
    }
    let mut paragraphs = Vec::new();
    for old in present.paragraphs() {
        let mut behind = Vec::new();
        let mut said = None;
        for row in taken.iter().filter(|row| row.suggestion.paragraph == old.id) {
            match row.suggestion.change() {
                Change::InsertBefore { id, text } => {
                    paragraphs.push(Paragraph { id: *id, text: text.clone() });
                }
                Change::InsertAfter { id, text } => {
                    behind.push(Paragraph { id: *id, text: text.clone() });
                }
                // Two of them want other words in one place.
                _ if said.is_some() => return Err(StatementError::NoSuggestion),
                Change::Replace(text) => {
                    said = Some(Some(Paragraph { id: old.id, text: text.clone() }));
                }
                Change::Strike => said = Some(None),
            }
        }
        paragraphs.extend(said.unwrap_or_else(|| Some(old.clone())));
        paragraphs.extend(behind);
    }
    Statement::new(present.title().to_owned(), paragraphs).map_err(StatementError::Form)
}
