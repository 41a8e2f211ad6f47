//! What this device's person has asked others, and what came back.

use corridor_content::{Body, Message};
use corridor_wire::id::AccountId;

use crate::command::StorageError;
use crate::database::{AnswerRow, AskedRow, Database, SoundingRow, counted};
use crate::engine::Engine;
use crate::kinds::{Answered, Question, Totals};
use crate::view::{AskedView, LocalId, RoomId, SoundingView};

impl Engine {
    /// The newest first. Those of which every question was taken back or forgotten are gone.
    pub fn soundings(&self) -> Result<Vec<SoundingView>, StorageError> {
        let mut views = Vec::new();
        for row in self.database.soundings()? {
            views.extend(self.sounding_view(&row)?);
        }
        Ok(views)
    }

    fn sounding_view(&self, row: &SoundingRow) -> Result<Option<SoundingView>, StorageError> {
        let asked = self.database.asked(row.id)?;
        let Some(question) = asked.first().and_then(AskedRow::question) else { return Ok(None) };
        let mut view = SoundingView {
            id: row.id,
            question: question.question().to_owned(),
            answers: question.answers().to_vec(),
            is_free: question.is_free(),
            deadline: question.deadline_ms,
            room: row.room,
            asked_at: row.asked_at,
            people: Vec::new(),
            asked: asked.len(),
            answered: 0,
            totals: None,
            is_published: false,
        };
        if let (Some(room), [one, ..]) = (&row.room, &asked[..]) {
            self.count_room(room, one, &mut view)?;
        } else {
            for one in &asked {
                view.people.extend(self.asked_view(one)?);
            }
            let has_answered = |person: &&AskedView| person.answer.is_some();
            view.answered = view.people.iter().filter(has_answered).count();
        }
        Ok(Some(view))
    }

    /// How many have answered, and nothing more until the room knows it too.
    fn count_room(
        &self,
        room: &RoomId,
        asked: &AskedRow,
        view: &mut SoundingView,
    ) -> Result<(), StorageError> {
        let own = self.account()?.map(|own| own.account);
        view.asked = match &own {
            Some(own) => self.database.others_in(room, own)?.len(),
            None => 0,
        };
        let (Some(id), Some(question)) = (&asked.message_id, asked.question()) else {
            return Ok(());
        };
        let told = self.database.totals_of(room, id)?;
        let told = told.and_then(|body| match Message::decode(&body).ok()?.body() {
            Body::SoundingTotals(totals) => Some(Totals::of(&totals, true)),
            _ => None,
        });
        let Some(own) = own else { return Ok(()) };
        view.is_published = self.database.has_totals(room.as_bytes(), (id, &own), None)?;
        view.answered = counted(&question, self.database.answers_of_room(room, id)?).len();
        view.totals = told;
        Ok(())
    }

    fn asked_view(&self, asked: &AskedRow) -> Result<Option<AskedView>, StorageError> {
        let Some(account) = asked.account.clone() else { return Ok(None) };
        Ok(Some(AskedView {
            is_blocked: self.database.is_blocked(&account)?,
            account,
            room: asked.room,
            local_id: asked.item,
            delivery: asked.delivery,
            answer: self.database.answer_of(asked)?.map(Answered::from),
            reminded_at: asked.reminded_at,
        }))
    }
}

impl Database {
    /// The answer that counts of somebody who was asked alone. None of whom is blocked.
    pub(crate) fn answer_of(&self, asked: &AskedRow) -> Result<Option<AnswerRow>, StorageError> {
        let (Some(id), Some(question), Some(person)) =
            (&asked.message_id, asked.question(), &asked.account)
        else {
            return Ok(None);
        };
        if self.is_blocked(person)? {
            return Ok(None);
        }
        let answers = counted(&question, self.answers_in(asked.room.as_bytes(), id)?);
        Ok(answers.into_iter().find(|row| row.sender == *person))
    }

    /// A question as it stands in a timeline.
    pub(crate) fn question_view(
        &self,
        question: &corridor_content::Sounding,
        (room, item): (&[u8], LocalId),
        asker: &AccountId,
        id: Option<&[u8]>,
    ) -> Result<Question, StorageError> {
        let is_told = |id| self.has_totals(room, (id, asker), None);
        let own = id.map(|id| self.own_answers(room, id, asker)).transpose()?.unwrap_or_default();
        Ok(Question {
            answers: question.answers().to_vec(),
            free: question.is_free(),
            deadline: question.deadline_ms,
            of_room: question.is_room,
            told: id.map(is_told).transpose()?.unwrap_or(false),
            answer: counted(question, own).pop().map(Answered::from),
            sounding: self.sounding_of(item)?,
        })
    }
}

impl From<AnswerRow> for Answered {
    fn from(row: AnswerRow) -> Self {
        Self {
            choice: row.answer.choice(),
            text: row.answer.text().to_owned(),
            answered_at: row.sent_at,
        }
    }
}
