//! What headquarters says to a room: it reaches people although they have muted the room, and asks them to say that
//! they have seen it.
//!
//! | who | may |
//! |---|---|
//! | an admin or an owner, where it stands in the log | announce, to everybody or to people in the room |
//! | anybody else | nothing of that: what they say so is a text, and breaks through nowhere |
//! | whom it is for | acknowledge it, once |
//! | whoever reads it | keep a room's announcements from breaking through, on their device |

use corridor_content::{self as content, Body, Message};
use corridor_sealing::room_state::{Role, RoomKind, RoomState};
use corridor_wire::id::AccountId;

use super::Turn;
use crate::command::{AnnouncementCommand, Answer, CommandError, StorageError};
use crate::database::{NewItem, RoomRow, Subject};
use crate::view::{ItemKind, LocalId, RoomId, RosterMark};

impl Turn<'_> {
    pub(super) fn announcement(
        &mut self,
        command: AnnouncementCommand,
    ) -> Result<Answer, CommandError> {
        match command {
            AnnouncementCommand::Announce { room, text, people, seen } => {
                self.announce(&room, text, &people, seen)
            }
            AnnouncementCommand::Acknowledge { local_id } => {
                self.acknowledge_announcement(local_id)
            }
            AnnouncementCommand::LetThrough { room, is_on } => {
                self.let_announcements_through(&room, is_on)
            }
        }
    }

    fn announce(
        &mut self,
        room: &RoomId,
        text: String,
        people: &[AccountId],
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        Self::not_direct(&row)?;
        self.need_role(&row, Role::Admin, "announce")?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        let own = self.registered()?;
        let others = self.database.others_in(room, &own)?;
        if people.contains(&own) {
            return Err(CommandError::Kind("what somebody announces is for others".to_owned()));
        }
        if let Some(other) = people.iter().find(|person| !others.contains(*person)) {
            return Err(CommandError::NotAMember(other.clone()));
        }
        let people = people.iter().map(ToString::to_string).collect();
        let announcement = content::Announcement::new(text, people)
            .map_err(|error| CommandError::Kind(error.to_string()))?;
        let message = Message::announcement(self.random(), &announcement);
        self.queue_card(&row, ItemKind::Announcement, announcement.text(), &message, mark)
            .map(Answer::Queued)
    }

    fn acknowledge_announcement(&mut self, item: LocalId) -> Result<Answer, CommandError> {
        let (subject, room) = self.said_in(item)?;
        let announcement = announced(&subject).ok_or(CommandError::NoMessage)?;
        let own = self.registered()?;
        if subject.own || !announcement.is_for(own.as_str()) {
            let why = "an announcement is acknowledged by those whom it is for";
            return Err(CommandError::NotAllowed(why.to_owned()));
        }
        let target = subject.message_id.ok_or(CommandError::NotSentYet)?;
        if let Some(given) = self.database.own_acknowledgement(&room.id, target.as_bytes())? {
            return Ok(Answer::Queued(given));
        }
        self.act(&room, &target, ItemKind::AnnouncementSeen, "", false)
    }

    /// Before something is sealed: why its author's role does not allow it any more. What is sealed stands in the log
    /// under the same roles, or is sealed again.
    pub(super) fn may_not_say(
        room: &RoomRow,
        own: &AccountId,
        kind: ItemKind,
    ) -> Option<&'static str> {
        let is_refused = kind == ItemKind::Announcement && !may_announce(&room.state, own);
        is_refused.then_some("your role in this room does not allow announcing any more")
    }

    pub(super) fn announcement_came(
        &mut self,
        room: &RoomRow,
        item: &NewItem<'_>,
        announcement: &content::Announcement,
        content: &[u8],
        is_again: bool,
    ) -> Result<(), StorageError> {
        let text = announcement.text();
        if !may_announce(&room.state, item.sender) {
            let item = NewItem { kind: ItemKind::Text, text, ..*item };
            return self.said(room, &item, None, is_again);
        }
        let own = self.own_account()?;
        let mentions_me = !item.own
            && announcement.is_for(own.as_str())
            && !self.database.is_blocked(item.sender)?
            && !self.database.aside(&room.id)?.is_quiet;
        let kind = ItemKind::Announcement;
        // It answers nothing.
        let item = NewItem { kind, text, body: Some(content), mentions_me, target: None, ..*item };
        self.said(room, &item, None, is_again)
    }

    /// An own announcement stands in the log: who of those whom it is for is in the room there.
    pub(super) fn note_announced(
        &mut self,
        room: &RoomId,
        item: LocalId,
    ) -> Result<(), StorageError> {
        let Some(subject) = self.database.subject(item)?.filter(|subject| subject.own) else {
            return Ok(());
        };
        let Some(announcement) = announced(&subject) else { return Ok(()) };
        let mut people = self.database.others_in(room, &subject.sender)?;
        people.retain(|person| announcement.is_for(person.as_str()));
        self.database.put_announced(item, &people)
    }
}

/// Headquarters are whoever the room has given a role above its members. Two who write to each other need none.
fn may_announce(room: &RoomState, person: &AccountId) -> bool {
    room.kind == RoomKind::Room && room.role_of(person) >= Role::Admin
}

fn announced(subject: &Subject) -> Option<content::Announcement> {
    let body = subject.body.as_deref().filter(|_| subject.kind == ItemKind::Announcement)?;
    announcement_in(body)
}

fn announcement_in(body: &[u8]) -> Option<content::Announcement> {
    match Message::decode(body).ok()?.body() {
        Body::Announcement(announcement) => Some(announcement),
        _ => None,
    }
}

/// Whether it is an announcement that names this person: there are few of those to answer.
pub(super) fn is_named(item: &NewItem<'_>, own: &AccountId) -> bool {
    let body = item.body.filter(|_| item.kind == ItemKind::Announcement);
    let announcement = body.and_then(announcement_in);
    announcement.is_some_and(|one| !one.people().is_empty() && one.is_for(own.as_str()))
}
