//! What messages have come to, worked out once more from what was done to them, in the order of the log; and
//! held against what devices show.

use std::collections::BTreeMap;

use corridor_content::{Body, Message};
use corridor_engine::Raw;
use corridor_engine::view::{
    Delivery, FileState, ItemKind, RoomId, RoomStatus, RoomView, TimelineItem,
};
use corridor_wire::id::{AccountId, Seq};

use crate::failure::{Failure, Promise};
use crate::ledger::key_of;
use crate::plan::Conduct;
use crate::timelines::is_said;
use crate::world::{Outcome, World};

/// What everybody who has read as far sees of a message.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    withdrawn_by: Option<AccountId>,
    /// Every version, the first one first.
    texts: Vec<String>,
    reactions: Vec<(String, Vec<AccountId>)>,
    is_pinned: bool,
    votes: BTreeMap<AccountId, Vec<u8>>,
    is_over: bool,
    /// Who has acknowledged it, and when by their own clocks: the first time of each.
    seen: BTreeMap<AccountId, u64>,
    /// The message that it answers.
    target: Option<Vec<u8>>,
}

fn id_of(row: &Raw) -> Option<&[u8]> {
    row.message_id.as_deref()
}

/// The rules, in the order of the log. `rows` are what one device has stored of a room.
fn work_out(message: &Raw, rows: &[Raw]) -> Standing {
    let Some(id) = id_of(message) else { return Standing::default() };
    let done: Vec<&Raw> =
        rows.iter().filter(|row| row.target.as_deref() == Some(id) && !is_said(row.kind)).collect();
    let is_undone = |act: &Raw| {
        id_of(act).is_some_and(|act_id| {
            rows.iter().any(|row| {
                row.kind == ItemKind::Withdrawal
                    && row.target.as_deref() == Some(act_id)
                    && row.sender == act.sender
            })
        })
    };
    let by = done.iter().find(|act| {
        let may = act.sender == message.sender || act.text == "admin";
        act.kind == ItemKind::Withdrawal && may
    });
    if let Some(act) = by {
        return Standing { withdrawn_by: Some(act.sender.clone()), ..Standing::default() };
    }
    let poll = message.body.as_deref().and_then(|body| Message::decode(body).ok());
    let deadline = match poll.map(|poll| poll.body()) {
        Some(Body::Poll(poll)) => poll.deadline_ms,
        _ => None,
    };
    let mut result = Standing {
        texts: vec![message.text.clone()],
        target: message.target.clone(),
        ..Standing::default()
    };
    for act in done.into_iter().filter(|act| !is_undone(act)) {
        let is_author = act.sender == message.sender;
        match act.kind {
            ItemKind::Edit if is_author && message.kind != ItemKind::Poll => {
                result.texts.push(act.text.clone());
            }
            ItemKind::Reaction => result.react(act),
            ItemKind::Pin => result.is_pinned = act.text == "on",
            ItemKind::AnnouncementSeen => {
                result.seen.entry(act.sender.clone()).or_insert(act.sent_at);
            }
            ItemKind::PollEnd if is_author => result.is_over = true,
            ItemKind::Vote if !result.is_over && deadline.is_none_or(|at| act.sent_at <= at) => {
                let choices = act.text.split(',').filter_map(|choice| choice.parse().ok());
                result.votes.insert(act.sender.clone(), choices.collect());
            }
            _ => {}
        }
    }
    result
}

impl Standing {
    fn react(&mut self, act: &Raw) {
        let known = self.reactions.iter_mut().find(|(reaction, _)| *reaction == act.text);
        match known {
            Some((_, people)) if people.contains(&act.sender) => {}
            Some((_, people)) => people.push(act.sender.clone()),
            None => self.reactions.push((act.text.clone(), vec![act.sender.clone()])),
        }
    }

    /// Whether an item shows just that.
    fn is_shown_by(&self, item: &TimelineItem) -> bool {
        if item.withdrawn_by.is_some() || self.withdrawn_by.is_some() {
            return item.withdrawn_by == self.withdrawn_by
                && item.text.is_empty()
                && item.reactions.is_empty()
                && item.file.is_none();
        }
        let reactions: Vec<_> =
            item.reactions.iter().map(|one| (one.reaction.clone(), one.people.clone())).collect();
        let polled = item.poll.as_ref().is_none_or(|poll| {
            poll.is_over == self.is_over
                && poll.voters == self.votes.len()
                && poll.options.iter().zip(0u8..).all(|(option, place)| {
                    let mine = self.votes.iter().filter(|(_, vote)| vote.contains(&place));
                    let people: Vec<AccountId> = mine.map(|(person, _)| person.clone()).collect();
                    option.votes.is_none_or(|votes| votes == people.len())
                        && (!poll.is_open || option.people == people)
                })
        });
        let seen = item.about.announcement.as_ref().is_none_or(|announcement| {
            let people = announcement.tally.iter().flat_map(|tally| &tally.people);
            let mut told = people.map(|one| (&one.account, one.acknowledged_at));
            let at = |account: &str| {
                let mut seen = self.seen.iter();
                seen.find(|(person, _)| person.as_str() == account).map(|(_, at)| *at)
            };
            told.all(|(account, said)| said == at(account))
                && announcement
                    .acknowledged_at
                    .is_none_or(|at| self.seen.values().any(|one| *one == at))
        });
        seen && self.texts.last() == Some(&item.text)
            && item.edits + 1 == self.texts.len()
            && item.is_pinned == self.is_pinned
            && reactions == self.reactions
            && polled
    }
}

impl World {
    /// Every message shows what was done to it, by the device's own log; all who have read as far agree.
    pub fn check_outcomes(
        &mut self,
        device: usize,
        room: RoomId,
        view: &RoomView,
        items: &[TimelineItem],
        rows: &[Raw],
    ) -> Outcome {
        let broken = |what: String| Err(Failure::new(Promise::Conversation, what));
        for item in items.iter().filter(|item| is_said(item.kind)) {
            let Some(row) = rows.iter().find(|row| row.local_id == item.local_id) else {
                return broken(format!("device {device} shows {item:?}, which is not stored"));
            };
            if row.is_hidden {
                return broken(format!("device {device} shows what was taken away on it"));
            }
            // What is on its way may be done or not.
            let is_waiting = |act: &Raw| act.seq.is_none() || act.delivery == Delivery::OnlyHere;
            let concerns = |act: &&Raw| row.message_id.is_some() && act.target == row.message_id;
            if rows.iter().filter(concerns).any(is_waiting) || is_waiting(row) {
                continue;
            }
            let result = work_out(row, rows);
            if !result.is_shown_by(item) {
                return broken(format!("device {device} shows {item:?}, the log says {result:?}"));
            }
            self.check_versions(device, item, &result)?;
            check_quote(device, item, rows, &result)?;
            self.check_file(device, room, item, &row.text)?;
            self.check_handed(device, item, row)?;
            self.check_folded(device, item)?;
            self.check_hearsay(device, item)?;
            self.check_agreement(device, room, view, row, &result)?;
        }
        self.check_acts_missing(device, room, view, rows)
    }

    fn check_versions(&mut self, device: usize, item: &TimelineItem, result: &Standing) -> Outcome {
        let is_edited = matches!(item.kind, ItemKind::Text | ItemKind::File);
        if result.withdrawn_by.is_some() || !is_edited {
            return Ok(());
        }
        let history = self.devices[device].engine().history(item.local_id).unwrap_or_default();
        let texts: Vec<String> = history.into_iter().map(|version| version.text).collect();
        if texts == result.texts {
            return Ok(());
        }
        let what = format!("device {device} tells {texts:?}, the log {:?}", result.texts);
        Err(Failure::new(Promise::Conversation, what))
    }

    /// What was fetched is what was sent.
    fn check_file(
        &mut self,
        device: usize,
        room: RoomId,
        item: &TimelineItem,
        first: &str,
    ) -> Outcome {
        let Some(file) = &item.file else { return Ok(()) };
        let Some(sent) = key_of(first).and_then(|key| self.ledger.files.get(&key)) else {
            return Ok(());
        };
        let has_slept = self.devices.iter().any(|one| one.slept_days > 0);
        // Whose clock is ahead forgets it sooner, and whoever sent it takes it from the relay.
        let mut devices = 0..self.devices.len();
        let has_ended = devices.any(|one| self.may_text_have_ended(one, &room, first));
        let may_be_gone = has_slept || has_ended || self.plan.conduct != Conduct::Honest;
        if file.state == FileState::Gone && !may_be_gone {
            let what = format!("device {device} cannot have the file of {first:?}");
            return Err(Failure::new(Promise::NothingLost, what));
        }
        if file.state != FileState::Here || self.ledger.handed.is_once(first) {
            return Ok(());
        }
        let sent = sent.clone();
        if self.content_here(device, item.local_id) == sent {
            return Ok(());
        }
        let what = format!("device {device} has another file than was sent as {first:?}");
        Err(Failure::new(Promise::Conversation, what))
    }

    /// Whether the device has read all of the room from the entry at `seq` on, as everybody has.
    pub fn has_read_from(&self, device: usize, room: RoomId, view: &RoomView, seq: Seq) -> bool {
        let Some(seen) = self.devices[device].rooms.get(&room) else { return false };
        let has_gap = seen.gaps.iter().any(|(_, to)| *to >= seq);
        matches!(self.plan.conduct, Conduct::Honest | Conduct::Restored)
            && view.status == RoomStatus::Active
            && !has_gap
            && seen.since < seq
    }

    fn check_agreement(
        &mut self,
        device: usize,
        room: RoomId,
        view: &RoomView,
        row: &Raw,
        result: &Standing,
    ) -> Outcome {
        let (Some(id), Some(seq)) = (row.message_id.clone(), row.seq) else { return Ok(()) };
        if !self.has_read_from(device, room, view, seq) {
            return Ok(());
        }
        let known = self.outcomes.entry((room, id)).or_insert_with(|| result.clone());
        if known == result {
            return Ok(());
        }
        let what = format!("device {device} makes of {seq} of {room} {result:?}, others {known:?}");
        Err(Failure::new(Promise::Conversation, what))
    }

    /// An act that others have and this device does not, although it has read past it.
    fn check_acts_missing(
        &self,
        device: usize,
        room: RoomId,
        view: &RoomView,
        rows: &[Raw],
    ) -> Outcome {
        let Some(seen) = self.devices[device].rooms.get(&room) else { return Ok(()) };
        let here: Vec<Seq> = rows.iter().filter_map(|row| row.seq).collect();
        for (seq, act) in self.timelines.acts_between(&room, seen.since, view.cursor) {
            let kind = act.kind;
            let is_here = rows.iter().any(|row| row.seq == Some(seq)) || {
                let target = act.target.as_deref();
                let is_gone = |id| self.may_message_have_ended(device, &room, id);
                let is_void = |id| is_void(kind, self.timelines.place_of(&room, id), &here);
                target.is_some_and(|id| is_gone(id) || is_void(id))
            };
            if !is_here && self.has_read_from(device, room, view, seq) {
                let what = format!("device {device} lacks {kind:?} at {seq} of {room}");
                return Err(Failure::new(Promise::Conversation, what));
            }
        }
        Ok(())
    }

    /// Each act that was taken is in the log, or its person was told that it is not.
    pub fn check_own_acts(
        &self,
        device: usize,
        room: RoomId,
        status: &RoomStatus,
        rows: &[Raw],
    ) -> Outcome {
        if self.devices[device].was_lied_to || *status != RoomStatus::Active {
            return Ok(());
        }
        let own = self.ledger.acts.iter().filter(|act| act.device == device && act.room == room);
        for act in own.filter(|act| !act.told && !act.discarded) {
            let row = rows.iter().find(|row| row.local_id == act.local_id);
            let is_done = row.is_some_and(|row| row.seq.is_some() || row.is_withdrawn)
                || self.may_message_have_ended(device, &room, &act.target);
            if !is_done {
                let what = format!("device {device} never did {:?} of {act:?}", act.kind);
                return Err(Failure::new(Promise::NothingLost, what));
            }
        }
        Ok(())
    }
}

/// Who came behind a question is shown no reminder of it.
pub fn is_void(kind: ItemKind, question: Option<Seq>, here: &[Seq]) -> bool {
    let is_here = question.is_some_and(|seq| here.contains(&seq));
    kind == ItemKind::SoundingReminder && !is_here
}

/// An answer names what it answers, where that is here.
fn check_quote(device: usize, item: &TimelineItem, rows: &[Raw], result: &Standing) -> Outcome {
    let Some(target) = &result.target else { return Ok(()) };
    let there = rows.iter().find(|row| {
        is_said(row.kind)
            && row.message_id.as_ref() == Some(target)
            && !row.is_hidden
            && !row.is_withdrawn
    });
    let quoted = item.reply_to.as_ref().and_then(|quote| quote.local_id);
    if quoted == there.map(|row| row.local_id) {
        return Ok(());
    }
    let what = format!("device {device}: {item:?} answers {target:?}");
    Err(Failure::new(Promise::Conversation, what))
}
