//! Whom a relay's operator wants reports of misuse sent to, in the operator's words.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::limits::REPORT_TO_CHARACTERS;

/// A line of 1 to 200 characters: an account, an address, a telephone number. Whoever shows it takes it for
/// text from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportTo(String);

impl ReportTo {
    /// `None` when it is empty, too long or no line.
    pub fn new(text: String) -> Option<Self> {
        let is_line = !text.chars().any(char::is_control);
        let is_short = (1..=REPORT_TO_CHARACTERS).contains(&text.chars().count());
        (is_line && is_short).then_some(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<C> Encode<C> for ReportTo {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.str(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ReportTo {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        Self::new(d.str()?.to_owned())
            .ok_or_else(|| decode::Error::message("reports go to a line of 200 characters").at(at))
    }
}
