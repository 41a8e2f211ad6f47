//! What a message tells of itself in extensions, beside its parts: that a file is a voice note or is to be
//! opened once, which pictures belong together, and what a link leads to by its sender's word.

use minicbor::Decoder;

use crate::error::ContentError;
use crate::extension::{ExtensionKey, Extensions};
use crate::field::{bytes, structure, text, unsigned, written};
use crate::limits;

/// That a file is a voice note: `[milliseconds, levels]`.
const VOICE: &str = "corridor.voice";
/// That a file is to be opened once.
const VIEW_ONCE: &str = "corridor.view_once";
/// Which album a picture stands in.
const ALBUM: &str = "corridor.album";
/// What a link in the text leads to: `[url, title, description or null]`.
const LINK_PREVIEW: &str = "corridor.link_preview";

/// Pictures that were sent together have the same bytes, drawn for them.
pub type AlbumId = [u8; 16];

#[derive(Clone, PartialEq, Eq, Default)]
pub struct Details {
    pub voice: Option<Voice>,
    pub is_view_once: bool,
    pub album: Option<AlbumId>,
    pub link: Option<LinkPreview>,
}

/// How long a voice note is, and how loud along the way: by its sender's word.
#[derive(Clone, PartialEq, Eq)]
pub struct Voice {
    duration_ms: u32,
    levels: Vec<u8>,
}

/// What its sender says a link leads to. Nobody fetches anything to show it.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkPreview {
    url: String,
    title: String,
    description: Option<String>,
}

/// What is said is nothing for logs.
impl core::fmt::Debug for Details {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let voice = self.voice.as_ref().map(|voice| voice.duration_ms);
        write!(f, "Details(voice {voice:?}, view once {}", self.is_view_once)?;
        write!(f, ", album {}, link {})", self.album.is_some(), self.link.is_some())
    }
}

impl core::fmt::Debug for Voice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Voice({} ms, {} levels)", self.duration_ms, self.levels.len())
    }
}

impl core::fmt::Debug for LinkPreview {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LinkPreview")
    }
}

impl Voice {
    /// `levels` run from silence to the loudest, evenly along the note.
    pub fn new(duration_ms: u32, levels: Vec<u8>) -> Result<Self, ContentError> {
        let is_valid =
            (1..=limits::VOICE_MS).contains(&duration_ms) && levels.len() <= limits::VOICE_LEVELS;
        if is_valid { Ok(Self { duration_ms, levels }) } else { Err(ContentError::Voice) }
    }

    pub fn duration_ms(&self) -> u32 {
        self.duration_ms
    }

    pub fn levels(&self) -> &[u8] {
        &self.levels
    }

    fn decode(value: &[u8]) -> Result<Self, ContentError> {
        let d = &mut Decoder::new(value);
        fields(d, 2)?;
        Self::new(unsigned(d, "a duration")?, bytes(d, "levels")?)
    }
}

impl LinkPreview {
    pub fn new(
        url: String,
        title: String,
        description: Option<String>,
    ) -> Result<Self, ContentError> {
        let is_link = (url.starts_with("https://") || url.starts_with("http://"))
            && url.len() <= limits::LINK_BYTES
            && !url.chars().any(|character| character.is_whitespace() || character.is_control());
        let is_described =
            description.as_deref().is_none_or(|text| is_line(text, limits::LINK_DESCRIPTION_BYTES));
        if is_link && is_line(&title, limits::LINK_TITLE_BYTES) && is_described {
            return Ok(Self { url, title, description });
        }
        Err(ContentError::LinkPreview)
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    fn decode(value: &[u8]) -> Result<Self, ContentError> {
        let d = &mut Decoder::new(value);
        fields(d, 3)?;
        let (url, title) = (text(d, "a link")?, text(d, "a title")?);
        let is_null = d.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
        let description = if is_null { None } else { Some(text(d, "a description")?) };
        Self::new(url, title, description)
    }
}

impl Details {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As a device keeps them: a map of the extensions that they are.
    pub fn encode(&self) -> Result<Vec<u8>, ContentError> {
        let mut extensions = Extensions::default();
        extensions.set_details(self)?;
        Ok(written(|e| extensions.write(e)))
    }

    pub fn decode(input: &[u8]) -> Result<Self, ContentError> {
        crate::deterministic::check(input, limits::EXTENSION_DEPTH)?;
        Extensions::read(&mut Decoder::new(input), input)?.details()
    }
}

impl Extensions {
    /// Refused where one of them breaks its rules: it was not meant so.
    pub fn details(&self) -> Result<Details, ContentError> {
        let value = |name| self.get(&ExtensionKey::named(name));
        let album = |value: &[u8]| {
            let album = bytes(&mut Decoder::new(value), "an album")?;
            album.try_into().map_err(|_| ContentError::Album)
        };
        let is_view_once = match value(VIEW_ONCE) {
            None => false,
            Some([0xf5]) => true,
            Some(_) => return Err(ContentError::ViewOnce),
        };
        Ok(Details {
            voice: value(VOICE).map(Voice::decode).transpose()?,
            is_view_once,
            album: value(ALBUM).map(album).transpose()?,
            link: value(LINK_PREVIEW).map(LinkPreview::decode).transpose()?,
        })
    }

    pub fn set_details(&mut self, details: &Details) -> Result<(), ContentError> {
        if let Some(voice) = &details.voice {
            let value = written(|e| e.array(2)?.u32(voice.duration_ms)?.bytes(&voice.levels)?.ok());
            self.set(&ExtensionKey::named(VOICE), value)?;
        }
        if details.is_view_once {
            self.set(&ExtensionKey::named(VIEW_ONCE), written(|e| e.bool(true)?.ok()))?;
        }
        if let Some(album) = &details.album {
            self.set(&ExtensionKey::named(ALBUM), written(|e| e.bytes(album)?.ok()))?;
        }
        if let Some(link) = &details.link {
            let value = written(|e| {
                e.array(3)?.str(&link.url)?.str(&link.title)?;
                match &link.description {
                    Some(description) => e.str(description)?.ok(),
                    None => e.null()?.ok(),
                }
            });
            self.set(&ExtensionKey::named(LINK_PREVIEW), value)?;
        }
        Ok(())
    }
}

/// Something to read in one line.
pub(crate) fn is_line(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && !text.trim().is_empty()
        && !text.chars().any(char::is_control)
}

pub(crate) fn fields(d: &mut Decoder<'_>, count: u64) -> Result<(), ContentError> {
    let at = d.position();
    if d.array().map_err(structure(at, "an array"))? == Some(count) {
        return Ok(());
    }
    Err(ContentError::Structure { at, expected: "an array of all fields" })
}
