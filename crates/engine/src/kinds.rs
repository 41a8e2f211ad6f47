//! What a message can be beside words and files: the same going in, in a view, and in JSON. What others
//! send has been held against its rules before it is one of these.

use corridor_content::{self as content, ContentError, Details};
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

mod announcement;
mod mark;
mod nudge;
mod statement;

pub use announcement::{Announcement, Reach, Reached, Tally};
pub(crate) use mark::is_picture;
pub use mark::{Mark, MarkCount, MarkPoint, MarkShape};
pub use nudge::{Nudge, Phrase};
pub use statement::{
    Asked, Delegation, Objection, Paragraph, SignOff, Silence, SilenceCard, SilenceState,
    Statement, StatementCard, StatementVersion, Suggested, Suggestion, SuggestionState, Words,
};

/// How long a voice note is, and how loud along the way: by its sender's word.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Voice {
    pub duration_ms: u32,
    /// At most 64, evenly along the note, each from 0 (silence) to 255.
    pub levels: Vec<u8>,
}

/// What its sender says a link leads to. Nothing is fetched to show it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// It stands in the text.
    pub url: String,
    pub title: String,
    pub description: Option<String>,
}

/// Whom one can write to, by somebody's word.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub account: String,
    /// What the sender calls the person; may be empty.
    pub name: String,
}

/// Somewhere on the earth, as its sender saw it when they sent it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Millionths of a degree, north and east of 0.
    pub latitude: i32,
    pub longitude: i32,
    /// In metres; null where nobody knows.
    pub accuracy: Option<u32>,
    /// What the sender calls it; may be empty.
    pub label: String,
}

/// A question that is answered to its asker alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Question {
    pub answers: Vec<String>,
    /// Whether one may answer in words of one's own.
    pub free: bool,
    pub deadline: Option<u64>,
    /// Everybody in the room is asked, and the room is told the totals.
    pub of_room: bool,
    /// The room has been told what came of it: no answer counts any more.
    pub told: bool,
    /// What this person has answered: the last that counts.
    pub answer: Option<Answered>,
    /// On the device that asked: the number of the sounding.
    pub sounding: Option<i64>,
}

/// What somebody answered to a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Answered {
    /// The place of one of its answers, from 0.
    pub choice: Option<u8>,
    /// May be empty where one was chosen.
    pub text: String,
    /// Milliseconds since 1970, by the clock of whoever answered.
    pub answered_at: u64,
}

/// How many answered what. Nobody is named, and own words are only counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct Totals {
    pub answers: Vec<AnswerCount>,
    /// How many answered in words of their own alone.
    pub free: u32,
    pub asked: u32,
    /// Of a question that was put to the room, and not of one that people were asked elsewhere.
    pub of_room: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct AnswerCount {
    pub text: String,
    pub count: u32,
}

/// A file that is to be opened once.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum ViewOnce {
    /// It is still to be opened here, or on its way.
    Closed,
    /// Opened here, or sent from here: nothing of it is on this device any more.
    Opened,
}

/// All of these of one message; each is null for most.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct About {
    /// Of a file that is a voice note.
    pub voice: Option<Voice>,
    /// Of a file that is to be opened once; its `file` is null once it was.
    pub view_once: Option<ViewOnce>,
    /// Pictures that were sent together have the same: 32 hexadecimal digits.
    pub album: Option<String>,
    pub link: Option<Link>,
    pub contact: Option<Contact>,
    pub place: Option<Place>,
    pub nudge: Option<Nudge>,
    pub announcement: Option<Announcement>,
    pub question: Option<Question>,
    pub totals: Option<Totals>,
    /// Of a picture on which somebody has drawn or written.
    pub marks: Option<MarkCount>,
    pub statement: Option<StatementCard>,
}

/// What a person says of a file beside its name and its words.
#[derive(Clone, Default)]
pub struct AboutFile {
    /// The file is a voice note; its media type is one of sound.
    pub voice: Option<Voice>,
    /// Whoever gets it opens it once, and it is gone from their device, as it is from this one once it was
    /// sent. It has no preview, and at most 16 MiB.
    pub is_view_once: bool,
    /// Which album it stands in: bytes that were drawn for it.
    pub album: Option<content::AlbumId>,
}

/// What a gallery shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum GalleryKind {
    Pictures,
    Files,
    Links,
    Voice,
}

/// What a room's files take on this device.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct RoomStorage {
    pub room: String,
    /// Files whose content is here, and how many bytes that is.
    pub files: usize,
    pub bytes: u64,
    /// Of them: what can be fetched again while the relay has it, if it is freed here.
    pub freeable: u64,
}

impl About {
    pub(crate) fn of(details: &Details, has_file: bool) -> Self {
        let once = if has_file { ViewOnce::Closed } else { ViewOnce::Opened };
        Self {
            voice: details.voice.as_ref().map(Voice::from),
            view_once: details.is_view_once.then_some(once),
            album: details.album.as_ref().map(album_text),
            link: details.link.as_ref().map(Link::from),
            contact: None,
            place: None,
            nudge: None,
            ..Self::default()
        }
    }
}

impl Totals {
    pub(crate) fn of(totals: &content::SoundingTotals, of_room: bool) -> Self {
        let count =
            |(text, count): &(String, u32)| AnswerCount { text: text.clone(), count: *count };
        Self {
            answers: totals.answers().iter().map(count).collect(),
            free: totals.free(),
            asked: totals.asked(),
            of_room,
        }
    }
}

fn album_text(album: &content::AlbumId) -> String {
    let digits = album.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// `None` where these are not 32 hexadecimal digits.
pub fn parse_album(text: &str) -> Option<content::AlbumId> {
    let digits: Vec<u8> = text
        .chars()
        .map(|character| character.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    if digits.len() == 32 { bytes.try_into().ok() } else { None }
}

impl From<&content::Voice> for Voice {
    fn from(voice: &content::Voice) -> Self {
        Self { duration_ms: voice.duration_ms(), levels: voice.levels().to_vec() }
    }
}

impl TryFrom<Voice> for content::Voice {
    type Error = ContentError;

    fn try_from(voice: Voice) -> Result<Self, ContentError> {
        Self::new(voice.duration_ms, voice.levels)
    }
}

impl From<&content::LinkPreview> for Link {
    fn from(link: &content::LinkPreview) -> Self {
        Self {
            url: link.url().to_owned(),
            title: link.title().to_owned(),
            description: link.description().map(str::to_owned),
        }
    }
}

impl TryFrom<Link> for content::LinkPreview {
    type Error = ContentError;

    fn try_from(link: Link) -> Result<Self, ContentError> {
        Self::new(link.url, link.title, link.description)
    }
}

impl From<&content::Contact> for Contact {
    fn from(contact: &content::Contact) -> Self {
        Self { account: contact.account().to_owned(), name: contact.name().to_owned() }
    }
}

impl From<&content::Place> for Place {
    fn from(place: &content::Place) -> Self {
        Self {
            latitude: place.latitude(),
            longitude: place.longitude(),
            accuracy: place.accuracy(),
            label: place.label().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_album_is_read_as_it_is_written() {
        let album = [0, 1, 0x0f, 0xf0, 0xff, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        assert_eq!(parse_album(&album_text(&album)), Some(album));
        for none in ["", "00", &"0".repeat(31), &"0".repeat(33), &"g".repeat(32), &"é".repeat(16)]
        {
            assert_eq!(parse_album(none), None, "{none}");
        }
    }
}
