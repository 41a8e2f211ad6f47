//! What headquarters announces to a room, and who has seen it.
//!
//! An announcement always asks for an acknowledgement: one that nobody needs to have seen is a text.

use minicbor::Decoder;

use crate::detail::{fields, is_line};
use crate::error::ContentError;
use crate::field::{structure, text, written};
use crate::id::MessageId;
use crate::message::{Message, Salt};
use crate::part::Disposition;
use crate::{deterministic, limits};

pub(crate) const ANNOUNCEMENT: &str = "application/vnd.corridor.announcement+cbor";
pub(crate) const SEEN: &str = "application/vnd.corridor.announcement-seen+cbor";

#[derive(Clone, PartialEq, Eq)]
pub struct Announcement {
    text: String,
    people: Vec<String>,
}

/// What is announced, and to whom, is nothing for logs.
impl core::fmt::Debug for Announcement {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Announcement({} bytes, {} people)", self.text.len(), self.people.len())
    }
}

impl Announcement {
    /// For `people`, by their accounts; for everybody where nobody is named.
    pub fn new(text: String, mut people: Vec<String>) -> Result<Self, ContentError> {
        people.sort();
        people.dedup();
        let announcement = Self { text, people };
        announcement.check().map(|()| announcement)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// In ascending order, each once.
    pub fn people(&self) -> &[String] {
        &self.people
    }

    pub fn is_for(&self, account: &str) -> bool {
        self.people.is_empty() || self.people.iter().any(|person| person == account)
    }

    fn check(&self) -> Result<(), ContentError> {
        let is_text = (1..=limits::ANNOUNCEMENT_BYTES).contains(&self.text.len())
            && !self.text.trim().is_empty()
            && !self.text.chars().any(|character| character.is_control() && character != '\n');
        let is_for_people = self.people.len() <= limits::ANNOUNCEMENT_PEOPLE
            && self.people.iter().all(|person| is_line(person, limits::CONTACT_BYTES))
            && self.people.is_sorted_by(|one, next| one < next);
        if is_text && is_for_people { Ok(()) } else { Err(ContentError::Announcement) }
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(2)?.str(&self.text)?.array(self.people.len() as u64)?;
            for person in &self.people {
                e.str(person)?;
            }
            Ok(())
        })
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The announcement, and the list of people.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        fields(d, 2)?;
        let said = text(d, "what is announced")?;
        let at = d.position();
        let count = d.array().map_err(structure(at, "a list of people"))?.unwrap_or(0);
        if count > limits::ANNOUNCEMENT_PEOPLE as u64 {
            return Err(ContentError::Announcement);
        }
        let people = (0..count).map(|_| text(d, "a person")).collect::<Result<_, _>>()?;
        let announcement = Self { text: said, people };
        announcement.check().map(|()| announcement)
    }
}

impl Message {
    pub fn announcement(salt: Salt, announcement: &Announcement) -> Self {
        Self::single(salt, Disposition::Render, ANNOUNCEMENT, announcement.encode())
    }

    /// Its sender has seen the announcement `on`.
    pub fn announcement_seen(salt: Salt, on: MessageId) -> Self {
        let message = Self::single(salt, Disposition::Render, SEEN, written(|e| e.null()?.ok()));
        Self { in_reply_to: Some(on), ..message }
    }
}
