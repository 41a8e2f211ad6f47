//! What people hand to each other beside words and files: contacts and places; what a file or a text tells
//! of itself; and files that are opened once.

use corridor_content::{self as content, Body, Details, File, Message};
use corridor_sealing::long_file::Parts;
use corridor_wire::id::AccountId;
use zeroize::Zeroizing;

use super::{Turn, sealing};
use crate::command::{Answer, CommandError, StorageError};
use crate::database::{FileStage, NewItem, RoomRow, Subject};
use crate::kinds::{AboutFile, Contact, Link, Place};
use crate::output::Change;
use crate::view::{Delivery, ItemKind, LocalId, RoomId, RosterMark};

impl Turn<'_> {
    pub(super) fn send_contact(
        &mut self,
        room: &RoomId,
        contact: Contact,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        AccountId::parse(&contact.account)?;
        let card = content::Contact::new(contact.account, contact.name)
            .map_err(|error| CommandError::Kind(error.to_string()))?;
        let message = Message::contact(self.random(), &card);
        self.send_card(room, ItemKind::Contact, contact_text(&card), &message, seen)
    }

    pub(super) fn send_place(
        &mut self,
        room: &RoomId,
        place: Place,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let Place { latitude, longitude, accuracy, label } = place;
        let place = content::Place::new(latitude, longitude, accuracy, label)
            .map_err(|error| CommandError::Kind(error.to_string()))?;
        let message = Message::place(self.random(), &place);
        self.send_card(room, ItemKind::Place, place.label(), &message, seen)
    }

    /// Something whose message is kept whole, said by whoever may write in the room.
    pub(super) fn send_card(
        &mut self,
        room: &RoomId,
        kind: ItemKind,
        text: &str,
        message: &Message,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let row = self.usable_room(room)?;
        self.need_to_post(&row)?;
        let mark = self.roster_seen(&row, seen)?;
        self.queue_card(&row, kind, text, message, mark).map(Answer::Queued)
    }

    /// The same where what the room lets its person do has been asked already.
    pub(super) fn queue_card(
        &mut self,
        row: &RoomRow,
        kind: ItemKind,
        text: &str,
        message: &Message,
        mark: u64,
    ) -> Result<LocalId, CommandError> {
        let own = self.registered()?;
        let body = message.encode().map_err(sealing)?;
        let item = NewItem {
            own: true,
            kind,
            text,
            body: Some(&body),
            sent_at: self.now,
            delivery: Delivery::Queued,
            expires_at: Self::expiry_of_new(row, self.now),
            ..NewItem::by(&own)
        };
        let local_id = self.queue(&row.id, &item)?;
        self.intend_to_say(&row.id, local_id, mark)?;
        Ok(local_id)
    }

    /// A card that was said elsewhere, said here.
    pub(super) fn forward_card(
        &mut self,
        subject: &Subject,
        room: &RoomId,
        seen: Option<RosterMark>,
    ) -> Result<Answer, CommandError> {
        let message = subject.body.as_deref().and_then(|body| Message::decode(body).ok());
        match message.map(|message| message.body()) {
            Some(Body::Contact(contact)) => self.send_contact(room, Contact::from(&contact), seen),
            Some(Body::Place(place)) => self.send_place(room, Place::from(&place), seen),
            _ => Err(CommandError::NoMessage),
        }
    }

    /// The content of a file that is to be opened once. Whoever has it now has it for the last time: key,
    /// bytes and preview are gone from the database with the same transaction.
    pub(crate) fn open_once(&mut self, item: LocalId) -> Result<Zeroizing<Vec<u8>>, CommandError> {
        let subject = self.database.subject(item)?.ok_or(CommandError::NoFile)?;
        let details = subject.details()?;
        if subject.own || !details.is_some_and(|details| details.is_view_once) {
            return Err(CommandError::NoFile);
        }
        let is_here = self.database.file(item)?.is_some_and(|file| file.stage == FileStage::Here);
        let content = self.database.file_content(item)?.filter(|_| is_here);
        let content = content.ok_or(CommandError::NoFile)?;
        self.erase_file(&subject.room, item)?;
        Ok(content)
    }

    /// An own file that stands in the log and is to be opened once: others have it now.
    pub(super) fn was_sent(&mut self, room: &RoomId, item: LocalId) -> Result<(), StorageError> {
        if self.database.is_view_once(item)? { self.erase_file(room, item) } else { Ok(()) }
    }

    fn erase_file(&mut self, room: &RoomId, item: LocalId) -> Result<(), StorageError> {
        self.stop_transfer(item);
        self.database.erase_file(item)?;
        self.change(Change::Timeline(*room));
        Ok(())
    }

    /// What is on this device of files goes; their keys stay, so that it can be fetched again.
    pub(super) fn free_files(
        &mut self,
        rooms: &[RoomId],
        items: &[LocalId],
    ) -> Result<Answer, CommandError> {
        let mut freed = items.to_vec();
        for room in rooms {
            freed.extend(self.database.freeable_files(room)?);
        }
        for item in freed {
            if !self.database.free_file(item)? {
                return Err(CommandError::NoFile);
            }
            if let Some((room, _)) = self.database.place_of(item)? {
                self.change(Change::Timeline(room));
            }
        }
        Ok(Answer::Done)
    }
}

/// What a person says of a file, held against the same rules as what others say of theirs.
pub(super) fn about_file(
    about: AboutFile,
    media_type: &str,
    bytes: u64,
    preview: Option<&[u8]>,
) -> Result<Option<Vec<u8>>, CommandError> {
    let broken = |error: content::ContentError| CommandError::Kind(error.to_string());
    let details = Details {
        voice: about.voice.map(content::Voice::try_from).transpose().map_err(broken)?,
        is_view_once: about.is_view_once,
        album: about.album,
        link: None,
    };
    if let Some(why) = refused(&details, media_type, bytes) {
        return Err(CommandError::Kind(why.to_owned()));
    }
    if details.is_view_once && preview.is_some() {
        let why = "a file that is to be opened once has no preview: that would show it";
        return Err(CommandError::Kind(why.to_owned()));
    }
    if details.is_empty() { Ok(None) } else { details.encode().map(Some).map_err(broken) }
}

/// Why a file cannot be what it is said to be.
fn refused(details: &Details, media_type: &str, bytes: u64) -> Option<&'static str> {
    let is_sound = media_type.to_ascii_lowercase().starts_with("audio/");
    if details.voice.is_some() && !is_sound {
        return Some("a voice note is sound: its media type begins with audio/");
    }
    if details.is_view_once && Parts::of(bytes).is_some() {
        return Some("a file that is to be opened once has at most 16 MiB");
    }
    None
}

/// What a file of others tells of itself; `None` where it breaks the rules of that, and only a newer
/// version may know what was meant.
pub(super) fn details_of_file(message: &Message, file: &File) -> Option<Details> {
    let details = message.extensions.details().ok()?;
    let external = &file.external;
    match refused(&details, &external.content_type, external.size) {
        None => Some(Details { link: None, ..details }),
        Some(_) => None,
    }
}

/// A link's description counts where the link stands in the text; anything else is not shown.
pub(super) fn link_of_text(message: &Message, text: &str) -> Option<Vec<u8>> {
    let link = message.extensions.details().ok()?.link?;
    let stands = text.contains(link.url());
    let details = Details { link: Some(link), ..Details::default() };
    if stands { details.encode().ok() } else { None }
}

pub(super) fn described(link: Link, text: &str) -> Result<Vec<u8>, CommandError> {
    if !text.contains(&link.url) {
        return Err(CommandError::Kind("a link that is described stands in the text".to_owned()));
    }
    let link = content::LinkPreview::try_from(link);
    let details = Details { link: link.ok(), ..Details::default() };
    match details.link {
        Some(_) => Ok(details.encode().map_err(sealing)?),
        None => Err(CommandError::Kind(content::ContentError::LinkPreview.to_string())),
    }
}

/// By which a contact is found and quoted.
pub(super) fn contact_text(contact: &content::Contact) -> &str {
    if contact.name().is_empty() { contact.account() } else { contact.name() }
}

/// Whether its account is one.
pub(super) fn is_contact(contact: &content::Contact) -> bool {
    AccountId::parse(contact.account()).is_ok()
}
