//! The arguments of what a room is set to, for everybody or on this device.

use clap::{Args, ValueEnum};

use super::Delivery;
use super::instant::span;

#[derive(Args)]
pub struct Describe {
    /// The room: its short id, or its title
    pub room: String,
    /// What the room is for; nothing where it is empty
    pub text: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Expiry {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// How long what is said from now on stays
    pub after: ExpiryChoice,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExpiryChoice {
    Off,
    #[value(name = "5m")]
    FiveMinutes,
    #[value(name = "1h")]
    OneHour,
    #[value(name = "1d")]
    OneDay,
    #[value(name = "7d")]
    SevenDays,
    #[value(name = "30d")]
    ThirtyDays,
    #[value(name = "90d")]
    NinetyDays,
}

impl ExpiryChoice {
    pub fn seconds(self) -> Option<u32> {
        const DAY: u32 = 24 * 60 * 60;
        match self {
            Self::Off => None,
            Self::FiveMinutes => Some(5 * 60),
            Self::OneHour => Some(60 * 60),
            Self::OneDay => Some(DAY),
            Self::SevenDays => Some(7 * DAY),
            Self::ThirtyDays => Some(30 * DAY),
            Self::NinetyDays => Some(90 * DAY),
        }
    }
}

#[derive(Args)]
pub struct Posting {
    /// The room: its short id, or its title
    pub room: String,
    /// Who may write
    pub who: PostingChoice,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PostingChoice {
    Everyone,
    Admins,
}

#[derive(Args)]
pub struct Mute {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// For so long, such as 8h; until unmute where it is left out
    #[arg(long = "for", value_name = "TIME", value_parser = span)]
    pub span: Option<u64>,
}
