//! What people do to messages, and what they say in other ways than a plain text.

use corridor_engine::command::{
    AnnouncementCommand, Answer, Command, FileToSend, PollToSend, TextToSend,
};
use corridor_engine::kinds::AboutFile;
use corridor_engine::view::{FileState, ItemKind, LocalId, RoomId, RoomKind, TimelineItem};
use corridor_sealing::room_state::Role;

use crate::device::Accepted;
use crate::failure::{Failure, Promise};
use crate::ledger::{TakenAct, key_of};
use crate::schedule::Millis;
use crate::secrecy::MARK;
use crate::world::{Outcome, World};

const REACTIONS: [&str; 4] = ["+", "-", "\u{2764}", "\u{1f44d}\u{1f3fd}"];

/// Messages back from the end of a room among which people choose.
const NEAR: usize = 10;

/// What is done to a message of a room, or said in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    React {
        reaction: usize,
    },
    TakeBackReaction {
        reaction: usize,
    },
    Edit,
    /// On two devices of one person, who cannot decide.
    EditOnTwo,
    Withdraw,
    Hide,
    Star,
    Pin {
        is_on: bool,
    },
    Ask {
        is_open: bool,
        deadline_ms: Option<Millis>,
    },
    Vote {
        choice: u8,
    },
    EndPoll,
    Forward {
        to: usize,
    },
    PutOff {
        ms: Millis,
    },
    Answer,
    /// That an announcement was seen.
    Acknowledge,
    SendFile {
        bytes: usize,
    },
    Fetch,
    /// A program that asks no rule does what its person may not.
    Forge {
        how: usize,
    },
}

fn is_said(item: &TimelineItem) -> bool {
    item.kind.is_said()
}

impl World {
    /// `which` chooses among the last messages of the room.
    pub fn do_deed(&mut self, device: usize, room: RoomId, which: usize, deed: Deed) -> Outcome {
        match deed {
            Deed::Ask { is_open, deadline_ms } => {
                return self.ask(device, room, is_open, deadline_ms);
            }
            Deed::PutOff { ms } => return self.put_off(device, room, ms),
            Deed::SendFile { bytes } => return self.send_file(device, room, bytes),
            _ => {}
        }
        let Ok(items) = self.devices[device].engine().timeline(&room, None, NEAR) else {
            return Ok(());
        };
        let own = self.devices[device].account.clone();
        let is_own = |item: &TimelineItem| Some(&item.sender) == own.as_ref();
        let fits = |item: &&TimelineItem| match deed {
            Deed::Vote { .. } | Deed::EndPoll => item.kind == ItemKind::Poll,
            Deed::Acknowledge => item.about.announcement.as_ref().is_some_and(|one| one.for_me),
            Deed::Fetch => {
                item.file.as_ref().is_some_and(|file| file.state == FileState::Elsewhere)
            }
            Deed::Edit | Deed::EditOnTwo => {
                // Now and then she tries it on somebody else's.
                matches!(item.kind, ItemKind::Text | ItemKind::File)
                    && (is_own(item) || which.is_multiple_of(7))
            }
            Deed::Withdraw => is_said(item) && (is_own(item) || which.is_multiple_of(3)),
            _ => is_said(item),
        };
        let fitting: Vec<&TimelineItem> = items.iter().filter(fits).collect();
        let Some(item) = fitting.get(which % fitting.len().max(1)).copied() else { return Ok(()) };
        let (local_id, others) = (item.local_id, !is_own(item));
        match deed {
            Deed::React { reaction } => {
                let reaction = REACTIONS[reaction % REACTIONS.len()].to_owned();
                let command = Command::React { local_id, reaction, is_on: true };
                self.act_on(device, room, item, ItemKind::Reaction, command)
            }
            Deed::TakeBackReaction { reaction } => {
                let reaction = REACTIONS[reaction % REACTIONS.len()].to_owned();
                let command = Command::React { local_id, reaction, is_on: false };
                self.command(device, command)?;
                self.take_stock(device, room);
                Ok(())
            }
            Deed::Edit => self.edit(device, room, item, others),
            Deed::EditOnTwo => {
                self.edit(device, room, item, others)?;
                self.edit_elsewhere(device, room, local_id)
            }
            Deed::Withdraw => self.withdraw(device, room, item, others),
            Deed::Hide => {
                if self.command(device, Command::Hide { local_id })?.is_some() {
                    self.ledger.hidden.insert((device, local_id));
                }
                Ok(())
            }
            Deed::Star => self.command(device, Command::Star { local_id, is_on: true }).map(drop),
            Deed::Pin { is_on } => {
                let command = Command::Pin { local_id, is_on };
                self.act_on(device, room, item, ItemKind::Pin, command)
            }
            Deed::Vote { choice } => {
                let command = Command::Vote { local_id, choices: vec![choice] };
                self.act_on(device, room, item, ItemKind::Vote, command)
            }
            Deed::Acknowledge => {
                let command = Command::Announcement(AnnouncementCommand::Acknowledge { local_id });
                self.act_on(device, room, item, ItemKind::AnnouncementSeen, command)
            }
            Deed::EndPoll => {
                let command = Command::EndPoll { local_id };
                self.act_on(device, room, item, ItemKind::PollEnd, command)
            }
            Deed::Forward { to } => self.forward(device, room, item, to),
            Deed::Answer => {
                let text = TextToSend { reply_to: Some(local_id), ..self.new_text(device).into() };
                self.say_so(device, room, text)
            }
            Deed::Fetch => self.command(device, Command::FetchFile { local_id }).map(drop),
            Deed::Forge { how } => self.forge(device, room, item, others, how),
            Deed::Ask { .. } | Deed::PutOff { .. } | Deed::SendFile { .. } => Ok(()),
        }
    }

    pub fn new_text(&mut self, device: usize) -> String {
        self.texts += 1;
        format!("{MARK}{device}/{}", self.texts)
    }

    /// Whether somebody has joined whom this device's person has not looked at.
    pub fn has_newcomers(&mut self, device: usize, room: &RoomId) -> bool {
        let view = self.devices[device].engine().room(room);
        view.ok().flatten().is_some_and(|view| !view.newcomers.is_empty())
    }

    pub fn asked_the_gate(device: usize, had_newcomers: bool, answer: Option<&Answer>) -> Outcome {
        if had_newcomers && matches!(answer, Some(Answer::Queued(_))) {
            let what = format!("device {device} took a message although somebody had joined");
            return Err(Failure::new(Promise::Gate, what));
        }
        Ok(())
    }

    pub fn act_on(
        &mut self,
        device: usize,
        room: RoomId,
        on: &TimelineItem,
        kind: ItemKind,
        command: Command,
    ) -> Outcome {
        let text = match &command {
            Command::Edit { text, .. } => text.clone(),
            _ => String::new(),
        };
        // What was taken before is answered with its number once more.
        let is_once = matches!(kind, ItemKind::Reaction | ItemKind::AnnouncementSeen);
        let had_newcomers = self.has_newcomers(device, &room) && !is_once;
        let answer = self.command(device, command)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        match answer {
            Some(Answer::Queued(act)) => {
                self.was_said(device, room, &text, None);
                self.took(device, room, act, kind, text, on, false);
                Ok(())
            }
            Some(Answer::Done) if kind == ItemKind::Edit => {
                // Nobody has read it in its first form.
                if let Some(one) = self.accepted(device, room, on.local_id) {
                    one.text.clone_from(&text);
                    let due = one.due;
                    self.was_said(device, room, &text, due);
                }
                Ok(())
            }
            Some(Answer::Done) if kind == ItemKind::Withdrawal => {
                if let Some(one) = self.accepted(device, room, on.local_id) {
                    one.discarded = true;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn accepted(&mut self, device: usize, room: RoomId, item: LocalId) -> Option<&mut Accepted> {
        let seen = self.devices[device].rooms.get_mut(&room)?;
        seen.accepted.iter_mut().find(|one| one.local_id == item)
    }

    #[expect(clippy::too_many_arguments)]
    fn took(
        &mut self,
        device: usize,
        room: RoomId,
        local_id: LocalId,
        kind: ItemKind,
        text: String,
        on: &TimelineItem,
        is_forged: bool,
    ) {
        if self.ledger.act(device, local_id).is_some() {
            return;
        }
        let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { return };
        // Refused where it was to be sealed, at once: its person was told before it was known here.
        let told = is_forged && !rows.iter().any(|row| row.local_id == local_id);
        let target = rows.into_iter().find(|row| row.local_id == on.local_id);
        let target = target.and_then(|row| row.message_id).unwrap_or_default();
        self.ledger.acts.push(TakenAct {
            device,
            room,
            local_id,
            kind,
            text,
            target,
            is_forged,
            discarded: false,
            told,
        });
    }

    /// Reactions are taken back one by one: which of them had been sent only the engine knows.
    fn take_stock(&mut self, device: usize, room: RoomId) {
        let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { return };
        for act in &mut self.ledger.acts {
            if act.device == device && act.room == room && act.kind == ItemKind::Reaction {
                act.discarded |= !rows.iter().any(|row| row.local_id == act.local_id);
            }
        }
        let undone = rows.into_iter().filter(|row| row.kind == ItemKind::Withdrawal);
        for row in undone.filter(|row| row.is_written_here && row.seq.is_none()) {
            if self.ledger.act(device, row.local_id).is_none() {
                self.ledger.acts.push(TakenAct {
                    device,
                    room,
                    local_id: row.local_id,
                    kind: row.kind,
                    text: String::new(),
                    target: row.target.unwrap_or_default(),
                    is_forged: false,
                    discarded: false,
                    told: false,
                });
            }
        }
    }

    fn edit(&mut self, device: usize, room: RoomId, item: &TimelineItem, others: bool) -> Outcome {
        let text = self.new_text(device);
        let command = Command::Edit { local_id: item.local_id, text, is_markdown: false };
        if others && self.command(device, command.clone())?.is_some() {
            let what = format!("device {device} took an edit of what somebody else said");
            return Err(Failure::new(Promise::Conversation, what));
        }
        if others {
            return Ok(());
        }
        if let Command::Edit { text, .. } = &command {
            self.ledger.handed.is_said_otherwise(&item.text, text);
        }
        self.act_on(device, room, item, ItemKind::Edit, command)
    }

    fn edit_elsewhere(&mut self, device: usize, room: RoomId, item: LocalId) -> Outcome {
        let person = self.devices[device].person;
        let other = (0..self.devices.len()).find(|other| {
            let one = &self.devices[*other];
            *other != device && one.person == person && one.account.is_some() && !one.withdrawn
        });
        let Some(other) = other.filter(|other| !self.is_away(*other)) else { return Ok(()) };
        let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { return Ok(()) };
        let Ok(theirs) = self.devices[other].engine().timeline(&room, None, NEAR) else {
            return Ok(());
        };
        let Ok(their_rows) = self.devices[other].engine().raw(&room, 0) else { return Ok(()) };
        let id = rows.into_iter().find(|row| row.local_id == item).and_then(|row| row.message_id);
        let row = their_rows.into_iter().find(|row| id.is_some() && row.message_id == id);
        let Some(row) = row else { return Ok(()) };
        match theirs.into_iter().find(|item| item.local_id == row.local_id) {
            Some(item) => self.edit(other, room, &item, false),
            None => Ok(()),
        }
    }

    fn withdraw(
        &mut self,
        device: usize,
        room: RoomId,
        item: &TimelineItem,
        others: bool,
    ) -> Outcome {
        let view = self.devices[device].engine().room(&room).ok().flatten();
        let may =
            view.is_some_and(|view| view.own_role >= Role::Admin && view.kind == RoomKind::Group);
        let command = Command::Withdraw { local_id: item.local_id };
        if others && !may {
            if self.command(device, command)?.is_some() {
                let what = format!("device {device} took back what somebody else said");
                return Err(Failure::new(Promise::Conversation, what));
            }
            return Ok(());
        }
        self.act_on(device, room, item, ItemKind::Withdrawal, command)
    }

    fn forward(&mut self, device: usize, room: RoomId, item: &TimelineItem, to: usize) -> Outcome {
        let Some(to) = self.room_of(device, to) else { return Ok(()) };
        self.look(device, &to)?;
        let Ok(rows) = self.devices[device].engine().raw(&room, 0) else { return Ok(()) };
        let first = rows.into_iter().find(|row| row.local_id == item.local_id);
        let file = first.and_then(|row| key_of(&row.text));
        let had_newcomers = self.has_newcomers(device, &to);
        let command = Command::Forward { local_id: item.local_id, room: to, seen: None };
        let answer = self.command(device, command)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(copy)) = answer {
            // The copy says what the message says now; a file keeps its name.
            let key = key_of(&item.text);
            if let Some(content) = file.clone().and_then(|file| self.ledger.files.get(&file)) {
                let content = content.clone();
                self.ledger.files.extend(key.clone().map(|key| (key, content)));
            }
            self.ledger.forwarded.extend(key);
            self.ledger.forwarded.extend(file);
            // What was announced is said elsewhere, and not announced.
            let kind = match item.kind {
                ItemKind::Announcement => ItemKind::Text,
                kind => kind,
            };
            self.accept(device, to, copy, item.text.clone(), kind, None);
        }
        Ok(())
    }

    fn put_off(&mut self, device: usize, room: RoomId, ms: Millis) -> Outcome {
        let send_at = Some(self.devices[device].clock(self.now()) + ms);
        let text = TextToSend { send_at, ..self.new_text(device).into() };
        self.say_so(device, room, text)
    }

    /// A text; the engine has to refuse it if its person has not looked at who joined.
    pub fn say_so(&mut self, device: usize, room: RoomId, text: TextToSend) -> Outcome {
        let had_newcomers = self.has_newcomers(device, &room);
        let (said, due) = (text.text.clone(), text.send_at);
        let command = Command::SendText { room, text, seen: None };
        let answer = self.command(device, command)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            self.accept(device, room, local_id, said, ItemKind::Text, due);
        }
        Ok(())
    }

    pub fn accept(
        &mut self,
        device: usize,
        room: RoomId,
        local_id: LocalId,
        text: String,
        kind: ItemKind,
        due: Option<Millis>,
    ) {
        self.was_said(device, room, &text, due);
        let view = self.devices[device].engine().room(&room).ok().flatten();
        let taken_at = view.map_or(0, |view| view.cursor);
        let seen = self.devices[device].rooms.entry(room).or_default();
        let sent = seen.queued_as.remove(&local_id);
        let (discarded, told) = (false, false);
        let name = text.clone();
        seen.accepted.push(Accepted {
            local_id,
            text,
            name,
            kind,
            due,
            discarded,
            told,
            sent,
            taken_at,
        });
    }

    fn ask(
        &mut self,
        device: usize,
        room: RoomId,
        is_open: bool,
        deadline_ms: Option<Millis>,
    ) -> Outcome {
        let question = self.new_text(device);
        let deadline = deadline_ms.map(|ms| self.devices[device].clock(self.now()) + ms);
        let poll = PollToSend {
            question: question.clone(),
            options: ["yes", "no", "later"].map(ToOwned::to_owned).to_vec(),
            is_multiple: false,
            is_open,
            deadline,
        };
        let had_newcomers = self.has_newcomers(device, &room);
        let answer = self.command(device, Command::SendPoll { room, poll, seen: None })?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            self.accept(device, room, local_id, question, ItemKind::Poll, None);
        }
        Ok(())
    }

    /// What is said with it, its name and its content carry one mark.
    fn send_file(&mut self, device: usize, room: RoomId, bytes: usize) -> Outcome {
        let caption = self.new_text(device);
        let mut content = caption.clone().into_bytes();
        content.extend((0..bytes).map(|at| u8::try_from(at % 251).unwrap_or(0)));
        let file = FileToSend {
            name: caption.clone(),
            media_type: "application/octet-stream".to_owned(),
            content: content.clone(),
            preview: None,
            caption: caption.clone(),
            about: AboutFile::default(),
        };
        let had_newcomers = self.has_newcomers(device, &room);
        let answer = self.command(device, Command::SendFile { room, file, seen: None })?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            self.ledger.files.extend(key_of(&caption).map(|key| (key, content)));
            self.accept(device, room, local_id, caption, ItemKind::File, None);
        }
        Ok(())
    }

    /// Others have to see through it.
    fn forge(
        &mut self,
        device: usize,
        room: RoomId,
        item: &TimelineItem,
        others: bool,
        how: usize,
    ) -> Outcome {
        let view = self.devices[device].engine().room(&room).ok().flatten();
        let Some(view) = view.filter(|_| item.withdrawn_by.is_none()) else { return Ok(()) };
        let is_admin = view.own_role >= Role::Admin && view.kind == RoomKind::Group;
        let is_poll = item.kind == ItemKind::Poll;
        let (kind, text) = match how % 4 {
            0 if others && !is_poll => (ItemKind::Edit, self.new_text(device)),
            1 if others && !is_admin => (ItemKind::Withdrawal, String::new()),
            2 if is_poll => (ItemKind::Vote, "1".to_owned()),
            3 if others && is_poll => (ItemKind::PollEnd, String::new()),
            _ => return Ok(()),
        };
        let had_newcomers = !view.newcomers.is_empty();
        let entropy = self.entropy(device);
        let now = self.devices[device].clock(self.now());
        let engine = self.devices[device].engine();
        let answer = engine.act_unasked(now, entropy, item.local_id, kind, &text).ok();
        self.drain(device)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        match answer {
            Some(Answer::Queued(act)) => {
                self.took(device, room, act, kind, text, item, true);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
