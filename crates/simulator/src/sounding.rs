//! One question to several people, each asked alone: what each says is in the asker's table, and what
//! they answered is on no device of anybody else.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::Raw;
use corridor_engine::command::{Answer, Command, SoundingCommand, SoundingToSend};
use corridor_engine::view::{ItemKind, RoomId, SoundingView, TimelineItem};
use corridor_wire::id::AccountId;

use crate::failure::{Failure, Promise};
use crate::ledger::{key_of, keys_in};
use crate::plan::Conduct;
use crate::secrecy::MARK;
use crate::world::{Outcome, World};

#[derive(Default)]
pub struct Soundings {
    /// Who asked and who was asked, by the mark in the question.
    asked: BTreeMap<String, BTreeSet<AccountId>>,
    /// Who asked and who answered, by the mark in the answer.
    answers: BTreeMap<String, BTreeSet<AccountId>>,
}

fn broken(what: String) -> Outcome {
    Err(Failure::new(Promise::Conversation, what))
}

impl World {
    pub fn ask_around(&mut self, device: usize, which: usize, count: usize) -> Outcome {
        let Some(own) = self.devices[device].account.clone() else { return Ok(()) };
        let people = (0..count).filter_map(|next| self.account_of(which + next));
        let people: BTreeSet<AccountId> = people.filter(|person| *person != own).collect();
        let question = self.new_text(device);
        let sounding = SoundingToSend {
            question: question.clone(),
            answers: vec!["yes".to_owned(), "no".to_owned()],
            is_free: true,
            deadline: None,
        };
        let all = people.iter().cloned().collect();
        let command = Command::Sounding(SoundingCommand::Ask { people: all, sounding });
        let Some(Answer::Sounding(id)) = self.command(device, command)? else { return Ok(()) };
        let soundings = &mut self.ledger.soundings;
        if let Some(key) = key_of(&question) {
            soundings.asked.insert(key.clone(), people.into_iter().chain([own.clone()]).collect());
            // It stands in as many rooms as there are people.
            self.ledger.forwarded.insert(key);
        }
        let views = self.devices[device].engine().soundings().unwrap_or_default();
        for person in views.into_iter().filter(|view| view.id == id).flat_map(|view| view.people) {
            self.asks_in(person.room, [person.account.clone(), own.clone()]);
            if !self.rooms.contains(&person.room) {
                self.rooms.push(person.room);
            }
            let kind = ItemKind::Sounding;
            self.accept(device, person.room, person.local_id, question.clone(), kind, None);
            self.devices[device].changed.insert(person.room);
        }
        self.look_at_changes(device)
    }

    /// Somebody answers what they were asked, and now and then otherwise than before.
    pub fn answer_around(&mut self, which: usize) -> Outcome {
        let mut asked = Vec::new();
        for device in 0..self.devices.len() {
            if !self.takes_part(device) || self.is_away(device) {
                continue;
            }
            let own = self.devices[device].account.clone();
            for room in self.rooms.clone() {
                let items = self.devices[device].engine().timeline(&room, None, 20);
                let is_question = |item: &TimelineItem| {
                    item.kind == ItemKind::Sounding && Some(&item.sender) != own.as_ref()
                };
                let items = items.unwrap_or_default().into_iter().filter(is_question);
                asked.extend(items.map(|item| (device, room, item)));
            }
        }
        let Some((device, room, item)) = asked.get(which % asked.len().max(1)).cloned() else {
            return Ok(());
        };
        self.look(device, &room)?;
        let text = self.new_text(device);
        let own = self.devices[device].account.clone();
        if let Some(key) = key_of(&text) {
            let both = [Some(item.sender.clone()), own].into_iter().flatten().collect();
            self.ledger.soundings.answers.insert(key, both);
        }
        let choice = which.is_multiple_of(2).then_some(u8::from(which.is_multiple_of(4)));
        let command = SoundingCommand::Answer { local_id: item.local_id, choice, text };
        let kind = ItemKind::SoundingAnswer;
        self.act_on(device, room, &item, kind, Command::Sounding(command))
    }

    /// Reminds whoever has not answered, or tells a room how many said what.
    pub fn go_on_around(&mut self, device: usize, room: RoomId, shares: bool) -> Outcome {
        let views = self.devices[device].engine().soundings().unwrap_or_default();
        let Some(view) = views.into_iter().next() else { return Ok(()) };
        let sounding = view.id;
        if !shares {
            let command = SoundingCommand::Remind { sounding };
            return self.quietly(device, Command::Sounding(command));
        }
        self.look(device, &room)?;
        let had_newcomers = self.has_newcomers(device, &room);
        let command = SoundingCommand::ShareTotals { sounding, room, seen: None };
        let answer = self.command(device, Command::Sounding(command))?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            // Whoever is in the room knows from now on what was asked.
            self.ledger.soundings.asked.extend(key_of(&view.question).map(|key| {
                (key, self.devices.iter().filter_map(|one| one.account.clone()).collect())
            }));
            let kind = ItemKind::SoundingTotals;
            self.accept(device, room, local_id, view.question, kind, None);
        }
        Ok(())
    }

    /// Nobody has what others were asked alone or answered; and the asker's table says what the log says.
    pub fn check_soundings(&mut self) -> Outcome {
        if self.ledger.soundings.asked.is_empty() {
            return Ok(());
        }
        for device in 0..self.devices.len() {
            let Some(own) = self.devices[device].account.clone() else { continue };
            let stored = self.devices[device].engine().stored_with(MARK);
            let stored =
                stored.map_err(|error| Failure::new(Promise::NoPanic, error.to_string()))?;
            for (table, value) in stored {
                for key in keys_in(&value) {
                    let soundings = &self.ledger.soundings;
                    let may = soundings.asked.get(&key).or_else(|| soundings.answers.get(&key));
                    if may.is_some_and(|people| !people.contains(&own)) {
                        let what = format!("device {device} has {key} in {table}, of others");
                        return Err(Failure::new(Promise::RosterOnly, what));
                    }
                }
            }
            if self.plan.conduct != Conduct::Forking {
                for view in self.devices[device].engine().soundings().unwrap_or_default() {
                    self.check_table(device, &view)?;
                }
            }
        }
        Ok(())
    }

    fn check_table(&mut self, device: usize, view: &SoundingView) -> Outcome {
        for person in &view.people {
            let rows = self.devices[device].engine().raw(&person.room, 0).unwrap_or_default();
            let question = rows.iter().find(|row| row.local_id == person.local_id);
            let Some(id) = question.and_then(|row| row.message_id.as_ref()) else { continue };
            let is_answer = |row: &&Raw| {
                row.kind == ItemKind::SoundingAnswer
                    && row.seq.is_some()
                    && row.sender == person.account
                    && row.target.as_ref() == Some(id)
            };
            let last = rows.iter().filter(is_answer).max_by_key(|row| row.seq);
            let last = last.filter(|_| !person.is_blocked).and_then(|row| key_of(&row.text));
            let shown = person.answer.as_ref().and_then(|answer| key_of(&answer.text));
            if last != shown {
                let who = &person.account;
                return broken(format!("device {device} has {shown:?} of {who}, said is {last:?}"));
            }
        }
        Ok(())
    }
}
