//! Voice notes, albums, contacts, places, nudges, links, mentions, and files that are opened once: shown to
//! everybody as they were sent, and once.

use std::collections::{BTreeMap, BTreeSet};

use corridor_engine::Raw;
use corridor_engine::command::{AnnouncementCommand, Answer, Command, FileToSend, TextToSend};
use corridor_engine::kinds::{
    About, AboutFile, Announcement, Contact, Link, Nudge, Phrase, Place, ViewOnce, Voice,
};
use corridor_engine::view::{FileState, ItemKind, RoomId, TimelineItem};
use corridor_sealing::room_state::Role;
use corridor_wire::id::AccountId;

use crate::failure::{Failure, Promise};
use crate::feature::Handed;
use crate::ledger::key_of;
use crate::schedule::Millis;
use crate::world::{Outcome, World};

/// How long a nudge waits on its device, in milliseconds.
const NUDGE_WAITS: Millis = 5_000;

/// What was handed over, by the mark of what was said with it.
#[derive(Default)]
pub struct HandedOver {
    about: BTreeMap<String, About>,
    mentions: BTreeMap<String, BTreeSet<AccountId>>,
    /// The mark in what is to be opened once: another one than of what is said with it.
    once: BTreeMap<String, String>,
}

impl HandedOver {
    pub fn is_once(&self, text: &str) -> bool {
        key_of(text).is_some_and(|key| self.once.contains_key(&key))
    }

    /// What has not left its device is said otherwise in its place, and mentions whom it did before.
    pub fn is_said_otherwise(&mut self, before: &str, after: &str) {
        let people = key_of(before).and_then(|key| self.mentions.get(&key).cloned());
        if let (Some(people), Some(key)) = (people, key_of(after)) {
            self.mentions.insert(key, people);
        }
    }
}

fn broken(what: String) -> Outcome {
    Err(Failure::new(Promise::Conversation, what))
}

impl World {
    pub fn hand(&mut self, device: usize, room: RoomId, which: usize, kind: Handed) -> Outcome {
        self.look(device, &room)?;
        let number = u8::try_from(which).unwrap_or(0);
        match kind {
            Handed::Mention => self.mention(device, room, which),
            Handed::Voice => {
                let voice = Voice { duration_ms: 1_000, levels: vec![number, 255, 0] };
                let about = AboutFile { voice: Some(voice), ..AboutFile::default() };
                self.hand_file(device, room, "audio/ogg", about)
            }
            Handed::Once => {
                let about = AboutFile { is_view_once: true, ..AboutFile::default() };
                self.hand_file(device, room, "image/jpeg", about)
            }
            Handed::Album => {
                for _ in 0..2 {
                    let about = AboutFile { album: Some([number; 16]), ..AboutFile::default() };
                    self.hand_file(device, room, "image/jpeg", about)?;
                }
                Ok(())
            }
            Handed::Contact => {
                let name = self.new_text(device);
                let account = "somebody@relay.example".to_owned();
                let contact = Contact { account, name: name.clone() };
                let about = About { contact: Some(contact.clone()), ..About::default() };
                let command = Command::SendContact { room, contact, seen: None };
                self.hand_over(device, room, name, ItemKind::Contact, command, about)
            }
            Handed::Place => {
                let label = self.new_text(device);
                let (latitude, longitude) = (1_000_000 * i32::from(number), -7);
                let accuracy = number.is_multiple_of(2).then_some(20);
                let place = Place { latitude, longitude, accuracy, label: label.clone() };
                let about = About { place: Some(place.clone()), ..About::default() };
                let command = Command::SendPlace { room, place, seen: None };
                self.hand_over(device, room, label, ItemKind::Place, command, about)
            }
            Handed::Announcement => self.announce(device, room, which),
            Handed::Nudge => {
                let subject = self.new_text(device);
                let nudge = Nudge { phrase: Phrase::Own, subject: subject.clone() };
                let about = About { nudge: Some(nudge.clone()), ..About::default() };
                let due = Some(self.devices[device].clock(self.now()) + NUDGE_WAITS);
                let command = Command::SendNudge { room, nudge, reply_to: None, seen: None };
                self.hand_over_later(device, room, subject, ItemKind::Nudge, command, about, due)
            }
            Handed::Link => {
                let url = format!("https://example.org/{number}");
                let text = format!("{} {url}", self.new_text(device));
                let title = format!("page {number}");
                let link = Link { url, title, description: None };
                let about = About { link: Some(link.clone()), ..About::default() };
                self.ledger.handed.about.extend(key_of(&text).map(|key| (key, about)));
                self.say_so(device, room, TextToSend { link: Some(link), ..text.into() })
            }
        }
    }

    fn somebody_else(&mut self, device: usize, room: &RoomId, which: usize) -> Option<AccountId> {
        let own = self.devices[device].account.clone();
        let roster = self.devices[device].engine().roster(room).ok().flatten()?;
        let mut people: Vec<AccountId> =
            roster.people.into_iter().map(|person| person.account).collect();
        people.retain(|person| Some(person) != own.as_ref());
        people.get(which % people.len().max(1)).cloned()
    }

    /// By whoever may, to somebody of the room, whom it reaches as a mention does.
    fn announce(&mut self, device: usize, room: RoomId, which: usize) -> Outcome {
        let device = self.one_with(&room, Role::Admin, which).unwrap_or(device);
        self.look(device, &room)?;
        let Some(person) = self.somebody_else(device, &room, which) else { return Ok(()) };
        let text = self.new_text(device);
        let mentioned = BTreeSet::from([person.clone()]);
        self.ledger.handed.mentions.extend(key_of(&text).map(|key| (key, mentioned)));
        let announcement = Announcement {
            people: vec![person.to_string()],
            for_me: false,
            acknowledged_at: None,
            tally: None,
        };
        let about = About { announcement: Some(announcement), ..About::default() };
        let command = Command::Announcement(AnnouncementCommand::Announce {
            room,
            text: text.clone(),
            people: vec![person],
            seen: None,
        });
        self.hand_over(device, room, text, ItemKind::Announcement, command, about)
    }

    fn mention(&mut self, device: usize, room: RoomId, which: usize) -> Outcome {
        let Some(person) = self.somebody_else(device, &room, which) else { return Ok(()) };
        let text = self.new_text(device);
        let mentioned = BTreeSet::from([person.clone()]);
        self.ledger.handed.mentions.extend(key_of(&text).map(|key| (key, mentioned)));
        self.say_so(device, room, TextToSend { mentions: vec![person], ..text.into() })
    }

    fn hand_file(
        &mut self,
        device: usize,
        room: RoomId,
        media_type: &str,
        about: AboutFile,
    ) -> Outcome {
        let caption = self.new_text(device);
        let inside = if about.is_view_once { self.new_text(device) } else { caption.clone() };
        let content = format!("{inside} and more").into_bytes();
        let shown = About {
            voice: about.voice.clone(),
            view_once: about.is_view_once.then_some(ViewOnce::Closed),
            album: about.album.map(|album| format!("{:02x}", album[0]).repeat(16)),
            ..About::default()
        };
        if let Some(key) = key_of(&caption) {
            self.ledger.files.insert(key.clone(), content.clone());
            if about.is_view_once {
                self.ledger.handed.once.extend(key_of(&inside).map(|inside| (key, inside)));
            }
        }
        let file = FileToSend {
            name: caption.clone(),
            media_type: media_type.to_owned(),
            content,
            preview: None,
            caption: caption.clone(),
            about,
        };
        let command = Command::SendFile { room, file, seen: None };
        self.hand_over(device, room, caption, ItemKind::File, command, shown)
    }

    fn hand_over(
        &mut self,
        device: usize,
        room: RoomId,
        text: String,
        kind: ItemKind,
        command: Command,
        about: About,
    ) -> Outcome {
        self.hand_over_later(device, room, text, kind, command, about, None)
    }

    /// `due` where it waits on its device until then.
    #[expect(clippy::too_many_arguments)]
    fn hand_over_later(
        &mut self,
        device: usize,
        room: RoomId,
        text: String,
        kind: ItemKind,
        command: Command,
        about: About,
        due: Option<Millis>,
    ) -> Outcome {
        self.ledger.handed.about.extend(key_of(&text).map(|key| (key, about)));
        let had_newcomers = self.has_newcomers(device, &room);
        let answer = self.command(device, command)?;
        Self::asked_the_gate(device, had_newcomers, answer.as_ref())?;
        if let Some(Answer::Queued(local_id)) = answer {
            self.accept(device, room, local_id, text, kind, due);
        }
        Ok(())
    }

    /// Somebody opens what is to be opened once; it is fetched first, where it is not here.
    pub fn open_once(&mut self, which: usize) -> Outcome {
        let mut closed = Vec::new();
        for device in 0..self.devices.len() {
            if !self.takes_part(device) || self.is_away(device) {
                continue;
            }
            for room in self.rooms.clone() {
                let items = self.devices[device].engine().timeline(&room, None, 100);
                let is_closed = |item: &TimelineItem| {
                    let state = item.file.as_ref().map(|file| file.state);
                    item.about.view_once == Some(ViewOnce::Closed)
                        && matches!(state, Some(FileState::Here | FileState::Elsewhere))
                };
                let items = items.unwrap_or_default().into_iter().filter(is_closed);
                closed.extend(items.map(|item| (device, room, item)));
            }
        }
        let Some((device, room, item)) = closed.get(which % closed.len().max(1)).cloned() else {
            return Ok(());
        };
        let local_id = item.local_id;
        if item.file.is_some_and(|file| file.state == FileState::Elsewhere) {
            return self.quietly(device, Command::FetchFile { local_id });
        }
        let rows = self.devices[device].engine().raw(&room, 0).unwrap_or_default();
        let key =
            rows.iter().find(|row| row.local_id == local_id).and_then(|row| key_of(&row.text));
        let sent = key.and_then(|key| self.ledger.files.get(&key)).cloned();
        let (entropy, now) = (self.entropy(device), self.devices[device].clock(self.now()));
        let opened = self.devices[device].engine().open_once(now, entropy, local_id);
        self.drain(device)?;
        let Ok(opened) = opened else { return Ok(()) };
        if sent.is_some_and(|sent| sent != *opened) {
            return broken(format!("device {device} opens another file than was sent"));
        }
        let entropy = self.entropy(device);
        if self.devices[device].engine().open_once(now, entropy, local_id).is_ok() {
            return broken(format!("device {device} opens twice what is to be opened once"));
        }
        self.drain(device)
    }

    /// What an item shows beside its words is what was sent.
    pub fn check_handed(&mut self, device: usize, item: &TimelineItem, row: &Raw) -> Outcome {
        if row.is_withdrawn || item.withdrawn_by.is_some() || item.is_forwarded {
            return Ok(());
        }
        let Some(key) = key_of(&row.text) else { return Ok(()) };
        let own = self.devices[device].account.as_ref();
        let is_own = own == Some(&item.sender);
        let heard = !self.ledger.people.has_ever_blocked(device, &item.sender);
        let mentioned = self.ledger.handed.mentions.get(&key);
        let means_me = mentioned.is_some_and(|people| own.is_some_and(|own| people.contains(own)));
        if heard && item.mentions_me != (means_me && !is_own) {
            return broken(format!("device {device} is mentioned or not in {item:?}"));
        }
        let Some(sent) = self.ledger.handed.about.get(&key) else { return Ok(()) };
        let mut sent = sent.clone();
        // An edit may have taken the link away.
        sent.link = sent.link.filter(|link| item.text.contains(&link.url));
        let mut shown = item.about.clone();
        // What has become of it is another on each device; `outcome.rs` holds it against the log.
        if let (Some(sent), Some(shown)) = (&sent.announcement, &mut shown.announcement) {
            *shown = Announcement { people: shown.people.clone(), ..sent.clone() };
        }
        // What others drew on it is compared elsewhere.
        shown.marks = sent.marks;
        if let (Some(_), Some(_)) = (&sent.view_once, &shown.view_once) {
            shown.view_once.clone_from(&sent.view_once);
        }
        if shown == sent {
            return Ok(());
        }
        broken(format!("device {device} shows {shown:?}, sent was {sent:?}"))
    }

    /// What is in what was opened on a device, or sent from it.
    pub fn opened_on(&mut self, device: usize) -> BTreeSet<String> {
        let mut gone = BTreeSet::new();
        if self.ledger.handed.once.is_empty() {
            return gone;
        }
        for room in self.rooms.clone() {
            let Ok(items) = self.devices[device].engine().timeline(&room, None, 1_000_000) else {
                continue;
            };
            let rows = self.devices[device].engine().raw(&room, 0).unwrap_or_default();
            for item in items {
                let row = rows.iter().find(|row| row.local_id == item.local_id);
                let inside = row.and_then(|row| key_of(&row.text));
                let inside = inside.and_then(|key| self.ledger.handed.once.get(&key));
                let is_sent = row.is_some_and(|row| row.is_written_here && row.seq.is_some());
                if item.about.view_once == Some(ViewOnce::Opened) || is_sent {
                    gone.extend(inside.cloned());
                }
            }
        }
        gone
    }
}
