//! What people work on together: marks on one picture, and statements. Whoever has read as far makes the
//! same of both.

use corridor_engine::command::{Answer, Command, StatementCommand, SuggestedChange, version_of};
use corridor_engine::kinds::{Mark, MarkPoint, MarkShape, Statement, SuggestionState};
use corridor_engine::view::{Delivery, ItemKind, LocalId, MarkView, RoomId, TimelineItem};

use crate::failure::{Failure, Promise};
use crate::world::{Outcome, World};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    Mark,
    Propose,
    Suggest,
    /// With what was suggested, or in other words.
    Revise,
    SignOff,
}

impl World {
    pub fn work(&mut self, device: usize, room: RoomId, which: usize, work: Work) -> Outcome {
        self.look(device, &room)?;
        match work {
            Work::Propose => self.propose(device, room),
            Work::Mark => self.mark(device, room, which),
            Work::Suggest | Work::Revise | Work::SignOff => {
                self.go_on_with(device, room, which, work)
            }
        }
    }

    fn last_of(&mut self, device: usize, room: &RoomId, kind: ItemKind) -> Option<TimelineItem> {
        let items = self.devices[device].engine().timeline(room, None, 30).ok()?;
        items.into_iter().rev().find(|item| item.kind == kind && item.withdrawn_by.is_none())
    }

    fn propose(&mut self, device: usize, room: RoomId) -> Outcome {
        let title = self.new_text(device);
        let paragraphs = (0..3).map(|_| self.new_text(device)).collect();
        let had_newcomers = self.has_newcomers(device, &room);
        let command =
            StatementCommand::Propose { room, title: title.clone(), paragraphs, seen: None };
        let answer = self.command(device, Command::Statement(command))?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            self.accept(device, room, local_id, title, ItemKind::Statement, None);
        }
        Ok(())
    }

    fn mark(&mut self, device: usize, room: RoomId, which: usize) -> Outcome {
        let Some(picture) = self.last_of(device, &room, ItemKind::File) else { return Ok(()) };
        let text = self.new_text(device);
        let place = u16::try_from(which).unwrap_or(0);
        let mark = if which.is_multiple_of(3) {
            let points = vec![MarkPoint { x: place, y: 1 }, MarkPoint { x: 9, y: place }];
            Mark { shape: MarkShape::Arrow, points, text: String::new() }
        } else {
            Mark { shape: MarkShape::Pin, points: vec![MarkPoint { x: place, y: 7 }], text }
        };
        let command = Command::SendMark { local_id: picture.local_id, mark, seen: None };
        self.quietly(device, command)
    }

    fn go_on_with(&mut self, device: usize, room: RoomId, which: usize, work: Work) -> Outcome {
        let Some(item) = self.last_of(device, &room, ItemKind::Statement) else { return Ok(()) };
        let local_id = item.local_id;
        let statement = self.devices[device].engine().statement(local_id).ok().flatten();
        let Some(statement) = statement else { return Ok(()) };
        let Some(present) = statement.versions.last() else { return Ok(()) };
        let Ok(version) = version_of(&present.hash) else { return Ok(()) };
        let text = self.new_text(device);
        let command = match work {
            Work::SignOff => StatementCommand::SignOff { local_id, version },
            Work::Suggest => StatementCommand::Suggest {
                local_id,
                version,
                number: 1 + which % present.paragraphs.len().max(1),
                change: match which % 4 {
                    0 => SuggestedChange::Strike,
                    1 => SuggestedChange::InsertAfter(text),
                    2 => SuggestedChange::InsertBefore(text),
                    _ => SuggestedChange::Replace(text),
                },
                reason: String::new(),
            },
            _ => {
                let open = statement.suggestions.iter();
                let mut open =
                    open.filter(|one| one.fits && one.state == SuggestionState::Open && one.sent);
                let taken: Vec<LocalId> = open.next().map(|one| one.local_id).into_iter().collect();
                let declined = open.next().map(|one| one.local_id).into_iter().collect();
                let words =
                    taken.is_empty().then(|| (present.title.clone(), vec![text.clone(), text]));
                StatementCommand::Revise { local_id, version, words, taken, declined }
            }
        };
        self.quietly(device, Command::Statement(command))
    }

    /// What a device makes of all that was done to one message.
    fn made_of(&mut self, device: usize, item: &TimelineItem) -> Option<String> {
        let engine = self.devices[device].engine();
        if item.kind == ItemKind::Statement {
            return engine.statement(item.local_id).ok().flatten().map(|one| in_short(&one));
        }
        let marks = engine.marks(item.local_id).ok()?;
        let is_sent = |mark: &MarkView| !matches!(mark.delivery, Delivery::Queued | Delivery::Held);
        let marks = marks.into_iter().filter(is_sent);
        let marks: Vec<_> =
            marks.map(|mark| (mark.author, mark.mark.shape, mark.mark.text, mark.number)).collect();
        Some(format!("{marks:?}"))
    }

    pub fn check_together(&mut self, device: usize, room: RoomId) -> Outcome {
        // What blocked people draw and suggest is left out.
        if self.ledger.people.has_ever_blocked_anybody(device) {
            return Ok(());
        }
        let Ok(Some(view)) = self.devices[device].engine().room(&room) else { return Ok(()) };
        let items = self.devices[device].engine().timeline(&room, None, 1_000_000);
        let rows = self.devices[device].engine().raw(&room, 0).unwrap_or_default();
        for item in items.unwrap_or_default() {
            let is_ours = matches!(item.kind, ItemKind::Statement | ItemKind::File);
            let row = rows.iter().find(|row| row.local_id == item.local_id);
            let id = row.and_then(|row| row.message_id.clone());
            let (Some(seq), Some(id)) = (item.seq.filter(|_| is_ours), id) else { continue };
            let is_compared = item.withdrawn_by.is_none()
                && self.has_read_from(device, room, &view, seq)
                && !self.was_restored(device)
                && !self.may_have_ended(device, &room, seq);
            let Some(made) = self.made_of(device, &item).filter(|_| is_compared) else { continue };
            let known = self.made.entry((room, id)).or_insert_with(|| made.clone());
            if *known != made {
                let what = format!("device {device} makes of {seq} {made}, others {known}");
                return Err(Failure::new(Promise::Conversation, what));
            }
        }
        Ok(())
    }
}

/// All but silence, which goes by clocks and receipts, and what is on its way.
fn in_short(statement: &Statement) -> String {
    let sent = |versions: &[corridor_engine::kinds::StatementVersion]| -> Vec<String> {
        let sent = versions.iter().filter(|version| version.sent);
        sent.map(|version| format!("{} {}", version.number, version.hash)).collect()
    };
    let suggestions = statement.suggestions.iter().filter(|one| one.sent);
    let suggestions: Vec<_> =
        suggestions.map(|one| (&one.by, &one.text, one.state, one.fits, one.taken_in)).collect();
    let signed = statement.sign_offs.iter().filter(|one| one.sent);
    let signed: Vec<_> = signed.map(|one| (&one.by, one.version)).collect();
    let (versions, void) = (sent(&statement.versions), sent(&statement.void));
    format!("{versions:?} {void:?} {suggestions:?} {signed:?}")
}
