//! The arguments of contacts, places, nudges, galleries, and what files take on this device.

use clap::{Args, ValueEnum};
use corridor_engine::kinds::{GalleryKind, Phrase};

use super::Delivery;

#[derive(Args)]
pub struct SendContact {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The person whose address it is, such as bob or bob@relay.example
    pub account: String,
    /// What you call the person
    #[arg(long, default_value = "")]
    pub name: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct SendPlace {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// Degrees north of the equator, such as 46.2265; south of it with a minus
    #[arg(allow_hyphen_values = true, value_parser = degrees)]
    pub latitude: i32,
    /// Degrees east of Greenwich, such as 6.1402; west of it with a minus
    #[arg(allow_hyphen_values = true, value_parser = degrees)]
    pub longitude: i32,
    /// How far off it may be
    #[arg(long, value_name = "METRES")]
    pub accuracy: Option<u32>,
    /// What it is called
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub label: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct SendNudge {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// What it says, to each reader in their own language
    #[arg(value_enum)]
    pub phrase: PhraseName,
    /// What to speak for, or the words of an own phrase
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub subject: String,
    /// The message it answers: the number that read shows before it
    #[arg(long, value_name = "SEQ")]
    pub reply_to: Option<u64>,
    /// Acknowledge everybody who is in the room now, before nudging
    #[arg(long)]
    pub acknowledge: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PhraseName {
    /// In your own words: --subject
    Own,
    /// Please speak in support; of what, --subject may say
    Speak,
    /// Let's meet outside
    MeetOutside,
    /// Please interrupt
    Interrupt,
    /// Please wait
    Wait,
    /// Vote yes
    VoteYes,
    /// Vote no
    VoteNo,
    /// Abstain
    Abstain,
    /// Please call me
    CallMe,
    /// An answer: yes, on my way
    Yes,
    /// An answer: no
    No,
    /// An answer: in a moment
    InAMoment,
}

impl From<PhraseName> for Phrase {
    fn from(name: PhraseName) -> Self {
        match name {
            PhraseName::Own => Self::Own,
            PhraseName::Speak => Self::Speak,
            PhraseName::MeetOutside => Self::MeetOutside,
            PhraseName::Interrupt => Self::Interrupt,
            PhraseName::Wait => Self::Wait,
            PhraseName::VoteYes => Self::VoteYes,
            PhraseName::VoteNo => Self::VoteNo,
            PhraseName::Abstain => Self::Abstain,
            PhraseName::CallMe => Self::CallMe,
            PhraseName::Yes => Self::Yes,
            PhraseName::No => Self::No,
            PhraseName::InAMoment => Self::InAMoment,
        }
    }
}

#[derive(Args)]
pub struct Gallery {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// What of it
    #[arg(long, value_enum, default_value = "pictures")]
    pub kind: Shown,
    /// What is older than the item with this `local_id`
    #[arg(long, value_name = "LOCAL_ID")]
    pub before: Option<i64>,
    /// Show at most this many, the newest
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    Pictures,
    Files,
    Links,
    Voice,
}

impl From<Shown> for GalleryKind {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Pictures => Self::Pictures,
            Shown::Files => Self::Files,
            Shown::Links => Self::Links,
            Shown::Voice => Self::Voice,
        }
    }
}

#[derive(Args)]
pub struct Free {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The files: the numbers that read shows before them; all of the room where none is given
    #[arg(value_name = "SEQ")]
    pub seqs: Vec<u64>,
}

/// In millionths. Whether there is such a place is for the engine to tell.
fn degrees(text: &str) -> Result<i32, String> {
    let millionths = text.parse::<f64>().map(|degrees| (degrees * 1e6).round());
    match millionths {
        #[allow(clippy::cast_possible_truncation, reason = "it fits, by the condition")]
        Ok(millionths) if millionths.abs() < f64::from(i32::MAX) => Ok(millionths as i32),
        _ => Err("degrees are a number such as 46.2265".to_owned()),
    }
}

/// Seconds, such as 12.5, in milliseconds.
pub fn seconds(text: &str) -> Result<u32, String> {
    let milliseconds = text.parse::<f64>().map(|seconds| (seconds * 1e3).round());
    match milliseconds {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it fits, by the condition"
        )]
        Ok(milliseconds) if (1.0..f64::from(u32::MAX)).contains(&milliseconds) => {
            Ok(milliseconds as u32)
        }
        _ => Err("seconds are a number such as 12.5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_and_seconds_are_read_to_the_digit_and_nothing_else_is() {
        assert_eq!(degrees("46.2265"), Ok(46_226_500));
        assert_eq!(degrees("-0.0000014"), Ok(-1));
        for none in ["", "north", "1e9", "NaN", "inf"] {
            assert!(degrees(none).is_err(), "{none}");
        }
        assert_eq!(seconds("12.345"), Ok(12_345));
        for none in ["0", "-1", "NaN", "9e9"] {
            assert!(seconds(none).is_err(), "{none}");
        }
    }
}
