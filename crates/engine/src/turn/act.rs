//! What a person does to messages. Each act goes out as a message of its own, through the same outbox and
//! the same gate as texts, and is worked out in the order of the log (`database/act.rs`).
//!
//! | act | who may | on what |
//! |---|---|---|
//! | react, and no longer | everybody | what people say |
//! | edit | its author | a text, or the words with a file |
//! | withdraw | its author; an admin, but not in a direct room | what people say |
//! | pin | whose role may rename the room; both in a direct room | what people say |
//! | vote | everybody | a poll that is not over |
//! | end | its author | a poll |
//! | mark | whoever may write | a picture (`mark.rs`); withdrawn as what people say |
//! | answer | whoever was asked | a question of a sounding (`sounding.rs`) |
//! | acknowledge | whom it is for | an announcement (`announcement.rs`) |
//! | suggest, sign off, object, and more | `statement.rs` | a statement |

use corridor_content::limits::REACTION_BYTES;
use corridor_content::{Body, Message, MessageId, Poll, Vote};
use corridor_sealing::room_state::{Role, RoomKind, RoomState};
use corridor_wire::id::AccountId;
use corridor_wire::planted::{Bug, is_planted};

use super::Turn;
use super::words::check_text;
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{
    AS_ADMIN, NewItem, PINNED, RoomRow, Subject, UNPINNED, answer_text, vote_text,
};
use crate::output::{Change, Undone};
use crate::view::{Delivery, ItemKind, LocalId, RoomId};

impl Turn<'_> {
    /// Something said that is in a room which this device can use.
    pub(super) fn said_in(&mut self, item: LocalId) -> Result<(Subject, RoomRow), CommandError> {
        let found = self.said_or_marked(item)?;
        if found.0.kind.is_said() { Ok(found) } else { Err(CommandError::NoMessage) }
    }

    /// What is taken back by a message that says so: all that people say, and marks on pictures.
    fn said_or_marked(&mut self, item: LocalId) -> Result<(Subject, RoomRow), CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoMessage)?;
        if !subject.kind.is_said() && subject.kind != ItemKind::Mark {
            return Err(CommandError::NoMessage);
        }
        let row = self.usable_room(&subject.room)?;
        Ok((subject, row))
    }

    /// Queues an act on the message `target`.
    pub(super) fn act(
        &mut self,
        room: &RoomRow,
        target: &MessageId,
        kind: ItemKind,
        text: &str,
        is_markdown: bool,
    ) -> Result<Answer, CommandError> {
        let mark = if kind == ItemKind::Reaction && is_planted(Bug::GateNotForReactions) {
            room.mark
        } else {
            self.roster_seen(room, None)?
        };
        let own = self.registered()?;
        let item = NewItem {
            own: true,
            kind,
            text,
            sent_at: self.now,
            delivery: Delivery::Queued,
            target: Some(target.as_bytes()),
            is_markdown,
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&room.id, &item)?;
        self.intend_to_say(&room.id, local_id, mark)?;
        self.work_out(&room.id, target.as_bytes())?;
        Ok(Answer::Queued(local_id))
    }

    /// As somebody does whose program asks no rule but the gate.
    #[cfg(feature = "simulation")]
    pub(crate) fn act_unasked(
        &mut self,
        item: LocalId,
        kind: ItemKind,
        text: &str,
    ) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        self.act(&room, &target, kind, text, false)
    }

    pub(super) fn react(
        &mut self,
        item: LocalId,
        reaction: &str,
        is_on: bool,
    ) -> Result<Answer, CommandError> {
        if !is_reaction(reaction) {
            return Err(CommandError::Reaction { limit: REACTION_BYTES });
        }
        let (subject, room) = self.said_in(item)?;
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        let given = self.database.own_reactions(&room.id, &target, reaction)?;
        if is_on {
            if let Some(given) = given.first() {
                return Ok(Answer::Queued(*given));
            }
            return self.act(&room, &target, ItemKind::Reaction, reaction, false);
        }
        for item in given {
            self.withdraw_one(item, &room)?;
        }
        Ok(Answer::Done)
    }

    pub(super) fn edit(
        &mut self,
        item: LocalId,
        text: &str,
        is_markdown: bool,
    ) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        self.need_to_post(&room)?;
        // A file needs no words.
        if subject.kind != ItemKind::File || !text.is_empty() {
            check_text(text)?;
        }
        if !subject.own || !matches!(subject.kind, ItemKind::Text | ItemKind::File) {
            return Err(CommandError::NotAllowed(
                "only its author says a text otherwise".to_owned(),
            ));
        }
        if let Some(target) = subject.message_id {
            let answer = self.act(&room, &target, ItemKind::Edit, text, is_markdown)?;
            if let Answer::Queued(edit) = answer {
                let expiry = self.expiry_of_edit(&room, item)?;
                self.database.set_expires_at(edit, expiry)?;
            }
            return Ok(answer);
        }
        // Nobody has read it, nor will in its first form.
        self.database.rewrite(item, text, is_markdown)?;
        self.change(Change::Timeline(room.id));
        Ok(Answer::Done)
    }

    pub(super) fn withdraw(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_or_marked(item)?;
        if !subject.own && !self.may_withdraw_of_others(&room)? {
            return Err(CommandError::NotAllowed(
                "a message is taken back by its author, or by an admin of the room".to_owned(),
            ));
        }
        self.withdraw_one(item, &room)
    }

    fn may_withdraw_of_others(&mut self, room: &RoomRow) -> Result<bool, CommandError> {
        let own = self.registered()?;
        Ok(is_admin(&room.state, &own))
    }

    /// What was never sealed is dropped; anything else is withdrawn by a message.
    pub(super) fn withdraw_one(
        &mut self,
        item: LocalId,
        room: &RoomRow,
    ) -> Result<Answer, CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoMessage)?;
        let Some(target) = subject.message_id else { return self.discard(item) };
        let right = if subject.own { "" } else { AS_ADMIN };
        self.act(room, &target, ItemKind::Withdrawal, right, false)
    }

    /// Here alone, whatever becomes of the room.
    pub(super) fn hide(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoMessage)?;
        if subject.seq.is_none() {
            return Err(CommandError::NotSentYet);
        }
        // What was done to a statement goes with it, or this device would come to another one than all others.
        if subject.kind.is_on_statement() {
            return Err(CommandError::NoMessage);
        }
        self.stop_transfer(item);
        self.database.erase(item, None)?;
        if let Some(id) = subject.message_id {
            self.work_out(&subject.room, id.as_bytes())?;
        }
        self.change(Change::Timeline(subject.room));
        Ok(Answer::Done)
    }

    pub(super) fn star(&mut self, item: LocalId, is_on: bool) -> Result<Answer, CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoMessage)?;
        self.database.star(item, is_on)?;
        self.change(Change::Timeline(subject.room));
        Ok(Answer::Done)
    }

    pub(super) fn pin(&mut self, item: LocalId, is_on: bool) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        if room.state.kind == RoomKind::Room {
            self.need_role(&room, room.state.policy.rename, "pin messages")?;
        }
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        let text = if is_on { PINNED } else { UNPINNED };
        self.act(&room, &target, ItemKind::Pin, text, false)
    }

    pub(super) fn vote(&mut self, item: LocalId, choices: Vec<u8>) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        let poll = poll_of(&subject).ok_or(CommandError::NoMessage)?;
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        let vote = Vote::new(choices).map_err(|_| CommandError::Vote)?;
        let is_late = poll.deadline_ms.is_some_and(|deadline| self.now > deadline);
        if is_late || !vote.fits(&poll) || self.database.is_poll_over(&room.id, &target)? {
            return Err(CommandError::Vote);
        }
        self.act(&room, &target, ItemKind::Vote, &vote_text(&vote), false)
    }

    pub(super) fn end_poll(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        if subject.kind != ItemKind::Poll {
            return Err(CommandError::NoMessage);
        }
        if !subject.own {
            return Err(CommandError::NotAllowed("only its author ends a poll".to_owned()));
        }
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        self.act(&room, &target, ItemKind::PollEnd, "", false)
    }

    /// What an act of somebody is stored as; `None` where nobody counts it. The same at every member: it
    /// follows from the message, and from the room's state where the message stands in the log.
    pub(super) fn read_act(
        room: &RoomState,
        sender: &AccountId,
        message: &Message,
        body: &Body,
    ) -> Option<(ItemKind, MessageId, String)> {
        let on = message.in_reply_to;
        match body {
            Body::Reaction(reaction) if is_reaction(reaction) => {
                Some((ItemKind::Reaction, on?, reaction.clone()))
            }
            Body::Text(text) | Body::Markdown(text) => {
                Some((ItemKind::Edit, message.replaces?, text.clone()))
            }
            Body::Retraction => {
                let right = if is_admin(room, sender) { AS_ADMIN } else { "" };
                Some((ItemKind::Withdrawal, message.replaces?, right.to_owned()))
            }
            Body::Pin(is_on) if may_pin(room, sender) => {
                let text = if *is_on { PINNED } else { UNPINNED };
                Some((ItemKind::Pin, on?, text.to_owned()))
            }
            // Whether it came in time is told by its own time alone, the same to everybody.
            Body::Vote(vote) if message.extensions.sent_at_ms().is_some() => {
                Some((ItemKind::Vote, on?, vote_text(vote)))
            }
            // To whoever asked, in the room of the two, and no other.
            Body::SoundingAnswer(answer)
                if room.kind == RoomKind::Direct && message.extensions.sent_at_ms().is_some() =>
            {
                Some((ItemKind::SoundingAnswer, on?, answer_text(answer)))
            }
            // By its sender's clock the announcer is shown when.
            Body::AnnouncementSeen if message.extensions.sent_at_ms().is_some() => {
                Some((ItemKind::AnnouncementSeen, on?, String::new()))
            }
            Body::PollEnd => Some((ItemKind::PollEnd, on?, String::new())),
            _ => None,
        }
    }

    /// An own act stands in the log: what others read it as, now that its place tells the role that counts.
    /// Who was an admin when she took a message back need not be one where that stands.
    pub(super) fn judge_own_act(
        &mut self,
        room: &RoomRow,
        item: LocalId,
    ) -> Result<(), StorageError> {
        let Some(written) = self.database.written(item)? else { return Ok(()) };
        let own = self.own_account()?;
        match written.kind {
            ItemKind::Withdrawal => {
                let may = is_admin(&room.state, &own);
                self.database.rewrite(item, if may { AS_ADMIN } else { "" }, false)?;
                let Some(target) = written.target.filter(|_| !may) else { return Ok(()) };
                if self.database.is_of_others(&room.id, &target)? {
                    self.role_was_lost(&room.id);
                }
            }
            ItemKind::Pin if !may_pin(&room.state, &own) => {
                self.database.delete_placed(item)?;
                self.role_was_lost(&room.id);
            }
            kind => self.judge_on_statement(room, item, kind)?,
        }
        Ok(())
    }

    pub(super) fn role_was_lost(&mut self, room: &RoomId) {
        self.change(Change::Refused {
            room: Some(*room),
            what: Undone::Act,
            why: "your role in this room does not allow that any more".to_owned(),
        });
    }

    /// What the message has come to on which an item acts, after that has changed its place.
    pub(super) fn work_out_target(&mut self, item: LocalId) -> Result<(), StorageError> {
        match self.database.target_of(item)? {
            Some((room, target)) => self.work_out(&room, &target),
            None => Ok(()),
        }
    }

    /// Files that are taken back by it go from the relay too, where they came from this device.
    pub(super) fn work_out(&mut self, room: &RoomId, target: &[u8]) -> Result<(), StorageError> {
        let mut files = Vec::new();
        for item in self.database.files_of(room, target)? {
            files.extend(self.database.file(item)?);
        }
        self.database.work_out(room, target)?;
        for file in files {
            if self.database.file(file.item)?.is_none() {
                self.take_back(file);
            }
        }
        Ok(())
    }
}

/// Nobody in a direct room takes back what the other one says.
pub(crate) fn is_admin(room: &RoomState, person: &AccountId) -> bool {
    let has_role = room.role_of(person) >= Role::Admin;
    room.kind == RoomKind::Room && (has_role || is_planted(Bug::WithdrawalWithoutRole))
}

fn may_pin(room: &RoomState, person: &AccountId) -> bool {
    let role = room.role_of(person);
    room.kind == RoomKind::Direct || (role >= room.policy.rename && role != Role::Guest)
}

fn is_reaction(text: &str) -> bool {
    (1..=REACTION_BYTES).contains(&text.len()) && !text.chars().any(char::is_control)
}

fn poll_of(subject: &Subject) -> Option<Poll> {
    let message = Message::decode(subject.body.as_deref()?).ok()?;
    match message.body() {
        Body::Poll(poll) => Some(poll),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> AccountId {
        AccountId::parse(&format!("{name}@relay.example")).expect("an account")
    }

    fn read(room: &RoomState, sender: &str, message: &Message) -> Option<(ItemKind, String)> {
        let read = Turn::read_act(room, &person(sender), message, &message.body());
        read.map(|(kind, _, text)| (kind, text))
    }

    #[test]
    fn what_an_act_counts_for_follows_from_the_role_of_who_sent_it() {
        let mut room = RoomState::room("Delegation", &person("olga")).unwrap();
        room.set_role(&person("adam"), Role::Admin);
        room.set_role(&person("gus"), Role::Guest);
        let id = MessageId::from_bytes([1; 32]).unwrap();
        let withdrawal = Message::retraction([0; 16], id);
        let pin = Message::pin([0; 16], id, true);
        let right = |text: &str| Some((ItemKind::Withdrawal, text.to_owned()));
        let pinned = Some((ItemKind::Pin, PINNED.to_owned()));
        for (sender, may_withdraw, may_pin) in [
            ("olga", right(AS_ADMIN), pinned.clone()),
            ("adam", right(AS_ADMIN), pinned.clone()),
            ("mia", right(""), None),
            ("gus", right(""), None),
        ] {
            assert_eq!(read(&room, sender, &withdrawal), may_withdraw, "{sender}");
            assert_eq!(read(&room, sender, &pin), may_pin, "{sender}");
        }
        room.policy.rename = Role::Guest;
        assert_eq!(read(&room, "mia", &pin), pinned);
        assert_eq!(read(&room, "gus", &pin), None);
        let direct = RoomState::direct(&person("olga"), &person("mia"));
        assert_eq!(read(&direct, "mia", &withdrawal), right(""));
        assert_eq!(read(&direct, "mia", &pin), pinned);
    }

    #[test]
    fn an_act_names_what_it_is_on_and_a_vote_its_time() {
        let room = RoomState::room("Delegation", &person("olga")).unwrap();
        let id = MessageId::from_bytes([1; 32]).unwrap();
        let vote = Message::vote([0; 16], id, &Vote::new([2, 0]).unwrap());
        assert_eq!(read(&room, "mia", &vote), None);
        let mut timed = vote.clone();
        timed.extensions.set_sent_at_ms(7).unwrap();
        assert_eq!(read(&room, "mia", &timed), Some((ItemKind::Vote, "0,2".to_owned())));
        timed.in_reply_to = None;
        assert_eq!(read(&room, "mia", &timed), None);
        let reaction = |text: &str| Message::reaction([0; 16], id, text);
        assert!(read(&room, "mia", &reaction("\u{2665}")).is_some());
        for no_reaction in ["", "\n", &"x".repeat(65)] {
            assert_eq!(read(&room, "mia", &reaction(no_reaction)), None);
        }
        let unaddressed = Message { in_reply_to: None, ..reaction("\u{2665}") };
        assert_eq!(read(&room, "mia", &unaddressed), None);
        // A text that replaces nothing is a text.
        assert_eq!(read(&room, "mia", &Message::text([0; 16], "hello")), None);
    }
}
