//! Questions to people who are each asked alone. Everybody gets a message of their own in the room with the
//! asker, with nothing in it that tells of others; what belongs together is known on the asker's device.
//!
//! | who is asked | where | where they answer | who is shown what |
//! |---|---|---|---|
//! | several people | each in the direct room with the asker | there | the asker each answer, nobody else anything |
//! | a room | in it | in the direct room with the asker | all the totals, once, from five answers on |

use corridor_content::limits::ROOM_SOUNDING_ANSWERS;
use corridor_content::{Body, Message, MessageId, Sounding, SoundingAnswer, SoundingTotals};
use corridor_sealing::room_state::RoomKind;
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};

use super::{Turn, sealing};
use crate::command::{
    Answer, CommandError, SoundingCommand, SoundingError, SoundingToSend, StorageError,
};
use crate::database::{
    AskedRow, NewItem, RoomRow, SoundingRow, StatusCode, answer_text, counted, question_in,
};
use crate::output::Change;
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

/// People whom one sounding asks: each is a room of its own, and two commits where there was none.
pub const SOUNDING_PEOPLE: usize = 64;

impl Turn<'_> {
    pub(super) fn sounding(&mut self, command: SoundingCommand) -> Result<Answer, CommandError> {
        match command {
            SoundingCommand::Ask { people, sounding } => self.send_sounding(people, sounding),
            SoundingCommand::AskRoom { room, sounding, seen } => {
                self.send_room_sounding(&room, sounding, seen)
            }
            SoundingCommand::Answer { local_id, choice, text } => {
                self.answer_sounding(local_id, choice, text)
            }
            SoundingCommand::Remind { sounding } => self.remind_sounding(sounding),
            SoundingCommand::Publish { sounding, seen } => self.publish_sounding(sounding, seen),
            SoundingCommand::ShareTotals { sounding, room, seen } => {
                self.share_totals(sounding, &room, seen)
            }
        }
    }

    fn send_sounding(
        &mut self,
        mut people: Vec<AccountId>,
        asked: SoundingToSend,
    ) -> Result<Answer, CommandError> {
        let question = self.checked_question(asked, false)?;
        people.sort();
        people.dedup();
        if !(1..=SOUNDING_PEOPLE).contains(&people.len()) {
            return Err(SoundingError::People { limit: SOUNDING_PEOPLE }.into());
        }
        let sounding = self.database.add_sounding(None, self.now, None)?;
        for person in people {
            let Answer::Room(room) = self.open_direct_room(person.clone())? else { continue };
            let row = self.usable_room(&room)?;
            // Each has a salt of its own. Who has a new device is asked when somebody has looked at it.
            let message = Message::sounding(self.random(), &question);
            let item = self.say(&row, ItemKind::Sounding, &question, &message, row.acknowledged)?;
            self.database.add_asked(sounding, item, Some(&person))?;
        }
        self.change(Change::Soundings);
        Ok(Answer::Sounding(sounding))
    }

    fn send_room_sounding(
        &mut self,
        room: &RoomId,
        asked: SoundingToSend,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let question = self.checked_question(asked, true)?;
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        if self.others_in(room)?.len() < ROOM_SOUNDING_ANSWERS {
            return Err(SoundingError::Room { least: ROOM_SOUNDING_ANSWERS }.into());
        }
        let sounding = self.database.add_sounding(Some(room), self.now, question.deadline_ms)?;
        let message = Message::sounding(self.random(), &question);
        let item = self.say(&row, ItemKind::Sounding, &question, &message, mark)?;
        self.database.add_asked(sounding, item, None)?;
        self.change(Change::Soundings);
        Ok(Answer::Sounding(sounding))
    }

    fn checked_question(
        &mut self,
        asked: SoundingToSend,
        is_room: bool,
    ) -> Result<Sounding, CommandError> {
        self.registered()?;
        self.check_time(asked.deadline)?;
        let SoundingToSend { question, answers, is_free, deadline } = asked;
        Sounding::new(question, answers, is_free, deadline, is_room)
            .map_err(|error| SoundingError::Question(error).into())
    }

    /// Queues a question or totals, which say all in their message.
    fn say(
        &mut self,
        room: &RoomRow,
        kind: ItemKind,
        question: &Sounding,
        message: &Message,
        mark: u64,
    ) -> Result<LocalId, CommandError> {
        let own = self.registered()?;
        let body = message.encode().map_err(sealing)?;
        let item = NewItem {
            own: true,
            kind,
            text: question.question(),
            body: Some(&body),
            sent_at: self.now,
            delivery: Delivery::Queued,
            target: message.in_reply_to.as_ref().map(|id| &id.as_bytes()[..]),
            expires_at: Self::expiry_of_new(room, self.now),
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&room.id, &item)?;
        if let Some(deadline) = question.deadline_ms.filter(|_| kind == ItemKind::Sounding) {
            self.database.look_again_at(local_id, deadline)?;
        }
        self.intend_to_say(&room.id, local_id, mark)?;
        Ok(local_id)
    }

    fn answer_sounding(
        &mut self,
        item: LocalId,
        choice: Option<u8>,
        text: String,
    ) -> Result<Answer, CommandError> {
        let (subject, row) = self.said_in(item)?;
        let question = subject.body.as_deref().and_then(question_in);
        let question = question.filter(|_| subject.kind == ItemKind::Sounding);
        let question = question.ok_or(CommandError::NoMessage)?;
        if subject.own {
            let why = "who asks does not answer: only the others do";
            return Err(CommandError::NotAllowed(why.to_owned()));
        }
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        let answer = SoundingAnswer::new(choice, text).map_err(|_| SoundingError::Answer)?;
        let is_late = question.deadline_ms.is_some_and(|deadline| self.now > deadline);
        let asked = (&target.as_bytes()[..], &subject.sender);
        let is_told = self.database.has_totals(row.id.as_bytes(), asked, None)?;
        if is_late || is_told || !answer.fits(&question) {
            return Err(SoundingError::Answer.into());
        }
        let row = if question.is_room {
            let Answer::Room(room) = self.open_direct_room(subject.sender)? else {
                return Err(CommandError::NoRoom);
            };
            self.usable_room(&room)?
        } else {
            row
        };
        self.need_to_post(&row)?;
        let queued =
            self.act(&row, &target, ItemKind::SoundingAnswer, &answer_text(&answer), false)?;
        if let Answer::Queued(queued) = queued {
            // It goes with its question, which may stand in another room.
            let end = self.database.expires_at(item)?;
            self.database.set_expires_at(queued, end)?;
        }
        self.change(Change::Timeline(subject.room));
        Ok(queued)
    }

    /// Asks once more those of whom nothing has come that counts.
    fn remind_sounding(&mut self, sounding: i64) -> Result<Answer, CommandError> {
        let row = self.own_sounding(sounding)?;
        if row.room.is_some() {
            return Err(SoundingError::NoSounding.into());
        }
        let mut is_anybody = false;
        for asked in self.database.asked(sounding)? {
            is_anybody |= self.remind(&asked)?;
        }
        if !is_anybody {
            return Err(SoundingError::NobodyToRemind.into());
        }
        self.change(Change::Soundings);
        Ok(Answer::Done)
    }

    fn remind(&mut self, asked: &AskedRow) -> Result<bool, CommandError> {
        let (Some(id), Some(question), Some(person)) =
            (&asked.message_id, asked.question(), &asked.account)
        else {
            return Ok(false);
        };
        let is_over = question.deadline_ms.is_some_and(|deadline| self.now > deadline);
        let is_on_its_way = matches!(asked.delivery, Delivery::Queued | Delivery::Held);
        let answers = self.database.answers_in(asked.room.as_bytes(), id)?;
        let has_answered = counted(&question, answers).iter().any(|row| row.sender == *person);
        if is_over || is_on_its_way || has_answered || self.database.is_blocked(person)? {
            return Ok(false);
        }
        let Some(row) = self.database.room(&asked.room)? else { return Ok(false) };
        if row.status != StatusCode::Active {
            return Ok(false);
        }
        let own = self.registered()?;
        let item = NewItem {
            own: true,
            kind: ItemKind::SoundingReminder,
            sent_at: self.now,
            delivery: Delivery::Queued,
            target: Some(id),
            expires_at: asked.expires_at,
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&row.id, &item)?;
        self.intend_to_say(&row.id, local_id, row.acknowledged)?;
        self.database.was_reminded(asked.item, self.now)?;
        Ok(true)
    }

    /// Tells the room that was asked how many answered what: once, and not before five have.
    fn publish_sounding(
        &mut self,
        sounding: i64,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let room = self.own_sounding(sounding)?.room.ok_or(SoundingError::NoSounding)?;
        let row = self.usable_room(&room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        self.publish(sounding, &row, mark)
    }

    fn publish(&mut self, sounding: i64, row: &RoomRow, mark: u64) -> Result<Answer, CommandError> {
        let asked = self.database.asked(sounding)?.pop().ok_or(SoundingError::NoSounding)?;
        let question = asked.question().ok_or(SoundingError::NoSounding)?;
        let id = asked.message_id.as_deref().and_then(|id| id.try_into().ok());
        let id =
            id.and_then(|id| MessageId::from_bytes(id).ok()).ok_or(CommandError::NotSentYet)?;
        let own = self.registered()?;
        if self.database.has_totals(row.id.as_bytes(), (id.as_bytes(), &own), None)? {
            return Err(SoundingError::Published.into());
        }
        let answers = self.database.answers_of_room(&row.id, id.as_bytes())?;
        let answers = counted(&question, answers);
        if answers.len() < ROOM_SOUNDING_ANSWERS {
            let actual = answers.len();
            let least = ROOM_SOUNDING_ANSWERS;
            return Err(SoundingError::TooFewAnswers { least, actual }.into());
        }
        let people = self.others_in(&row.id)?.len();
        let given: Vec<SoundingAnswer> = answers.into_iter().map(|row| row.answer).collect();
        let totals = totals(&question, &given, people)?;
        let message = Message::sounding_totals(self.random(), Some(id), &totals);
        let item = self.say(row, ItemKind::SoundingTotals, &question, &message, mark)?;
        self.database.publish_no_longer(sounding)?;
        self.change(Change::Soundings);
        Ok(Answer::Queued(item))
    }

    /// Says in a room how many answered what, of those who were asked one by one: nobody is named.
    fn share_totals(
        &mut self,
        sounding: i64,
        room: &RoomId,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        if self.own_sounding(sounding)?.room.is_some() {
            let why = "what a room was asked is told that room alone";
            return Err(CommandError::NotAllowed(why.to_owned()));
        }
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let asked = self.database.asked(sounding)?;
        let question = asked.first().and_then(AskedRow::question);
        let question = question.ok_or(SoundingError::NoSounding)?;
        let mut answers = Vec::new();
        for one in &asked {
            answers.extend(self.database.answer_of(one)?.map(|row| row.answer));
        }
        let totals = totals(&question, &answers, asked.len())?;
        let message = Message::sounding_totals(self.random(), None, &totals);
        let item = self.say(&row, ItemKind::SoundingTotals, &question, &message, mark)?;
        Ok(Answer::Queued(item))
    }

    fn own_sounding(&mut self, sounding: i64) -> Result<SoundingRow, CommandError> {
        self.registered()?;
        Ok(self.database.sounding(sounding)?.ok_or(SoundingError::NoSounding)?)
    }

    fn others_in(&mut self, room: &RoomId) -> Result<Vec<AccountId>, CommandError> {
        let own = self.registered()?;
        Ok(self.database.others_in(room, &own)?)
    }

    /// What rooms were asked and is over, when nothing is left to receive: answers that were given in time
    /// may still wait at the relay.
    pub(super) fn publish_due(&mut self) -> Result<(), StorageError> {
        let due = self.database.soundings_due(self.now)?;
        if due.is_empty() || self.pending()?.to_receive > 0 {
            return Ok(());
        }
        for sounding in due {
            // Once, of itself. By hand it goes as soon as there are answers enough.
            self.database.publish_no_longer(sounding)?;
            let room = self.database.sounding(sounding)?.and_then(|row| row.room);
            let row = room.map(|room| self.database.room(&room)).transpose()?.flatten();
            let Some(row) = row.filter(|row| row.status == StatusCode::Active) else { continue };
            // Somebody who has joined since holds it, as any other message.
            let told = self.publish(sounding, &row, row.acknowledged);
            if let Err(CommandError::Storage(error)) = told {
                return Err(error);
            }
            self.change(Change::Soundings);
        }
        Ok(())
    }

    /// A question, totals, or a reminder of others.
    pub(super) fn sounding_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        body: &Body,
        content: &[u8],
        is_again: bool,
    ) -> Result<(), StorageError> {
        let of = |kind, text, body| NewItem { kind, text, body, ..*item };
        match body {
            Body::Sounding(question) if is_where_it_belongs(question, room) => {
                let item = of(ItemKind::Sounding, question.question(), Some(content));
                self.said(room, &item, None, is_again)?;
                if let Some((seq, deadline)) = item.seq.zip(question.deadline_ms)
                    && deadline > self.now
                {
                    self.database.look_again(&room.id, seq, deadline)?;
                }
                Ok(())
            }
            Body::SoundingTotals(totals) => {
                let item = of(ItemKind::SoundingTotals, totals.question(), Some(content));
                if self.are_totals(room, &item, totals)? {
                    self.said(room, &item, None, is_again)?;
                }
                Ok(())
            }
            Body::SoundingReminder => {
                let Some(on) = item.target else { return Ok(()) };
                // Of what its sender has asked here.
                if self.database.has_asked(&room.id, on, item.sender)? {
                    let item = of(ItemKind::SoundingReminder, "", None);
                    self.said(room, &item, None, is_again)?;
                }
                Ok(())
            }
            _ => self.add_item(room, &of(ItemKind::Unknown, "", Some(content))).map(drop),
        }
    }

    /// An answer goes with its question, which may stand in another room.
    pub(super) fn answer_came(
        &mut self,
        item: &mut NewItem<'_>,
        target: &MessageId,
    ) -> Result<(), StorageError> {
        if item.kind == ItemKind::SoundingAnswer {
            let end = self.database.end_of_asked(target.as_bytes())?;
            item.expires_at = item.expires_at.into_iter().chain(end).min();
            self.change(Change::Soundings);
        }
        Ok(())
    }

    /// Whether totals are what they say. Those of a question to the room are its asker's, the first, of that
    /// question, and of five answers at least.
    fn are_totals(
        &self,
        room: &RoomRow,
        item: &NewItem<'_>,
        totals: &SoundingTotals,
    ) -> Result<bool, StorageError> {
        let Some(on) = item.target else { return Ok(true) };
        let Some(question) = self.database.question_of(&room.id, on, item.sender)? else {
            return Ok(false);
        };
        let is_of_question = totals.question() == question.question()
            && totals.answers().iter().map(|(answer, _)| answer).eq(question.answers());
        Ok(question.is_room
            && is_of_question
            && totals.answered() >= ROOM_SOUNDING_ANSWERS as u64
            && !self.database.has_totals(room.id.as_bytes(), (on, item.sender), item.message_id)?)
    }
}

/// A question to a room stands in one of many, a question to somebody alone in a direct one.
fn is_where_it_belongs(question: &Sounding, room: &RoomRow) -> bool {
    question.is_room == (room.state.kind == RoomKind::Room)
}

fn totals(
    question: &Sounding,
    answers: &[SoundingAnswer],
    asked: usize,
) -> Result<SoundingTotals, CommandError> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let chosen = |place: usize| {
        let is_it = |answer: &&SoundingAnswer| answer.choice().map(usize::from) == Some(place);
        number(answers.iter().filter(is_it).count())
    };
    let counts = question.answers().iter().cloned().enumerate();
    let counts = counts.map(|(place, answer)| (answer, chosen(place))).collect();
    let free = number(answers.iter().filter(|answer| answer.choice().is_none()).count());
    // Who has left since may have answered.
    let asked = number(asked.max(answers.len()));
    let quoted = answers.first().map(SoundingAnswer::text).filter(|_| is_planted(Bug::TotalsQuote));
    let question = quoted.unwrap_or(question.question()).to_owned();
    let totals = SoundingTotals::new(question, counts, free, asked);
    Ok(totals.map_err(sealing)?)
}
