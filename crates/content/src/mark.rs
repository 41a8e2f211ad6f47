//! Marks on a picture: strokes, arrows, notes and numbered pins, each a small record of its own, so that everybody
//! sees one page and nobody sends the picture twice.
//!
//! Colour, width and number are no part of it: a reader's screen gives each author a colour, and the log's order
//! gives a pin its number.

use minicbor::Decoder;

use crate::detail::fields;
use crate::deterministic;
use crate::error::ContentError;
use crate::field::{structure, text, unsigned, written};
use crate::id::MessageId;
use crate::limits;
use crate::message::{Message, Salt};
use crate::part::Disposition;

pub(crate) const MARK: &str = "application/vnd.corridor.mark+cbor";

/// A number never changes its meaning; later versions add more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkShape {
    Pen,
    Highlighter,
    /// From its first point to its second, where its head is.
    Arrow,
    /// Words that stand on the page.
    Note,
    /// A number on the page, and words beside it.
    Pin,
}

/// Where on a picture, in parts of 65,535 of its width and height: whatever the size it is shown in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MarkPoint {
    pub x: u16,
    pub y: u16,
}

/// Something drawn or written on the picture that a message names.
#[derive(Clone, PartialEq, Eq)]
pub struct Mark {
    shape: MarkShape,
    points: Vec<MarkPoint>,
    text: String,
}

/// What is drawn and written is nothing for logs.
impl core::fmt::Debug for Mark {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Mark({:?}, {} points)", self.shape, self.points.len())
    }
}

impl MarkShape {
    /// Each at the place of its number.
    pub const ALL: [Self; 5] = [Self::Pen, Self::Highlighter, Self::Arrow, Self::Note, Self::Pin];

    pub fn number(self) -> u8 {
        self as u8
    }

    /// `None` for a shape that came after this version.
    pub fn from_number(number: u64) -> Option<Self> {
        usize::try_from(number).ok().and_then(|place| Self::ALL.get(place)).copied()
    }

    fn takes(self, points: usize) -> bool {
        match self {
            Self::Pen | Self::Highlighter => (1..=limits::MARK_POINTS).contains(&points),
            Self::Arrow => points == 2,
            Self::Note | Self::Pin => points == 1,
        }
    }

    fn has_words(self) -> bool {
        matches!(self, Self::Note | Self::Pin)
    }
}

impl Mark {
    /// A note and a pin have words, in one line or several, and nothing else has any.
    pub fn new(
        shape: MarkShape,
        points: Vec<MarkPoint>,
        text: String,
    ) -> Result<Self, ContentError> {
        let is_worded = if shape.has_words() { is_words(&text) } else { text.is_empty() };
        let is_valid = is_worded && shape.takes(points.len());
        if is_valid { Ok(Self { shape, points, text }) } else { Err(ContentError::Mark) }
    }

    pub fn shape(&self) -> MarkShape {
        self.shape
    }

    pub fn points(&self) -> &[MarkPoint] {
        &self.points
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn decode(input: &[u8]) -> Result<Self, ContentError> {
        // The mark, and its list of points.
        deterministic::check(input, 2)?;
        let d = &mut Decoder::new(input);
        fields(d, 3)?;
        let shape = MarkShape::from_number(unsigned(d, "the number of a shape")?);
        let shape = shape.ok_or(ContentError::Mark)?;
        let at = d.position();
        let numbers = d.array().map_err(structure(at, "a list of points"))?.unwrap_or(0);
        if numbers > 2 * limits::MARK_POINTS as u64 || numbers % 2 != 0 {
            return Err(ContentError::Mark);
        }
        let mut points = Vec::new();
        for _ in 0..numbers / 2 {
            let x = unsigned(d, "how far to the right")?;
            points.push(MarkPoint { x, y: unsigned(d, "how far down")? });
        }
        Self::new(shape, points, text(d, "the words of a mark")?)
    }

    fn encode(&self) -> Vec<u8> {
        written(|e| {
            e.array(3)?.u8(self.shape.number())?.array(2 * self.points.len() as u64)?;
            for point in &self.points {
                e.u16(point.x)?.u16(point.y)?;
            }
            e.str(&self.text)?.ok()
        })
    }
}

impl Message {
    /// `on` is a message with a picture.
    pub fn mark(salt: Salt, on: MessageId, mark: &Mark) -> Self {
        let message = Self::single(salt, Disposition::Render, MARK, mark.encode());
        Self { in_reply_to: Some(on), ..message }
    }
}

fn is_words(text: &str) -> bool {
    (1..=limits::MARK_TEXT_BYTES).contains(&text.len())
        && !text.trim().is_empty()
        && !text.chars().any(|character| character.is_control() && character != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_stands_at_the_place_of_its_number() {
        for (place, shape) in (0..).zip(MarkShape::ALL) {
            assert_eq!(u64::from(shape.number()), place);
            assert_eq!(MarkShape::from_number(place), Some(shape));
        }
        assert_eq!(MarkShape::from_number(5), None);
        assert_eq!(MarkShape::from_number(u64::MAX), None);
    }
}
