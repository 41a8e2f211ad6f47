//! Marks on pictures, the same going in, in a view, and in JSON.

use corridor_content as content;
use serde::{Deserialize, Serialize};
#[cfg(feature = "typescript")]
use ts_rs::TS;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum MarkShape {
    /// A stroke of 1 to 512 points.
    Pen,
    Highlighter,
    /// Two points, with its head at the second.
    Arrow,
    /// One point, and words that stand there.
    Note,
    /// One point with a number, and words beside the page.
    Pin,
}

/// In parts of 65,535 of the picture's width, from the left, and of its height, from above.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct MarkPoint {
    pub x: u16,
    pub y: u16,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub shape: MarkShape,
    pub points: Vec<MarkPoint>,
    /// Of a note and a pin, in 1 to 512 bytes; empty otherwise.
    pub text: String,
}

/// How many marks a picture has, and of how many people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
pub struct MarkCount {
    pub marks: usize,
    pub people: usize,
}

impl MarkShape {
    /// The stable name, in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pen => "pen",
            Self::Highlighter => "highlighter",
            Self::Arrow => "arrow",
            Self::Note => "note",
            Self::Pin => "pin",
        }
    }
}

impl From<content::MarkShape> for MarkShape {
    fn from(shape: content::MarkShape) -> Self {
        match shape {
            content::MarkShape::Pen => Self::Pen,
            content::MarkShape::Highlighter => Self::Highlighter,
            content::MarkShape::Arrow => Self::Arrow,
            content::MarkShape::Note => Self::Note,
            content::MarkShape::Pin => Self::Pin,
        }
    }
}

impl From<MarkShape> for content::MarkShape {
    fn from(shape: MarkShape) -> Self {
        match shape {
            MarkShape::Pen => Self::Pen,
            MarkShape::Highlighter => Self::Highlighter,
            MarkShape::Arrow => Self::Arrow,
            MarkShape::Note => Self::Note,
            MarkShape::Pin => Self::Pin,
        }
    }
}

impl From<&content::Mark> for Mark {
    fn from(mark: &content::Mark) -> Self {
        let points = mark.points().iter().map(|point| MarkPoint { x: point.x, y: point.y });
        Self { shape: mark.shape().into(), points: points.collect(), text: mark.text().to_owned() }
    }
}

impl TryFrom<Mark> for content::Mark {
    type Error = content::ContentError;

    fn try_from(mark: Mark) -> Result<Self, content::ContentError> {
        let points = mark.points.iter().map(|point| content::MarkPoint { x: point.x, y: point.y });
        Self::new(mark.shape.into(), points.collect(), mark.text)
    }
}

/// Whether a file is something to draw on, by its sender's word.
pub(crate) fn is_picture(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().starts_with("image/")
}
