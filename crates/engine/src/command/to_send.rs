//! What a person says, as they give it: texts, polls, profiles, files.

use corridor_wire::id::{AccountId, GroupId};

use crate::kinds::{AboutFile, Link};
use crate::output::UnixMillis;
use crate::view::LocalId;

/// A text as its person gives it.
#[derive(Clone, Default)]
pub struct TextToSend {
    pub text: String,
    /// Whether its signs mean something; otherwise it is shown as it was typed.
    pub is_markdown: bool,
    /// What it answers.
    pub reply_to: Option<LocalId>,
    /// Who is told of it although the room is muted; people of the room.
    pub mentions: Vec<AccountId>,
    /// Kept on this device until then, and sent when it is running: at once where it is left out.
    pub send_at: Option<UnixMillis>,
    /// What a link in it leads to, in this person's words.
    pub link: Option<Link>,
}

impl<T: Into<String>> From<T> for TextToSend {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The group that a room is put into.
#[derive(Clone)]
pub enum GroupChoice {
    /// One that is made with it, of 1 to 100 bytes without control characters.
    New { name: String },
    /// That of a room on this device, called as it is there.
    Known { id: GroupId },
}

/// How a person wishes to be known.
#[derive(Clone, Default)]
pub struct ProfileToShow {
    pub name: String,
    pub status: String,
    /// A small JPEG or WebP.
    pub picture: Option<Vec<u8>>,
}

/// A poll as its person gives it.
#[derive(Clone)]
pub struct PollToSend {
    pub question: String,
    /// 2 to 12 different ones.
    pub options: Vec<String>,
    pub is_multiple: bool,
    /// Screens show who has chosen what, and while it goes on; otherwise the totals, at its end.
    pub is_open: bool,
    pub deadline: Option<UnixMillis>,
}

/// A file as its person gives it.
#[derive(Clone)]
pub struct FileToSend {
    /// 1 to 255 bytes without control characters.
    pub name: String,
    pub media_type: String,
    pub content: Vec<u8>,
    /// A small JPEG or WebP of it.
    pub preview: Option<Vec<u8>>,
    pub caption: String,
    pub about: AboutFile,
}

/// A file of more than 16 MiB, without its content.
#[derive(Clone)]
pub struct LongFileToSend {
    pub name: String,
    pub media_type: String,
    /// Up to 2 GiB.
    pub bytes: u64,
    pub preview: Option<Vec<u8>>,
    pub caption: String,
    pub about: AboutFile,
}
