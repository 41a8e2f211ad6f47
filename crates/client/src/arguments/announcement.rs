//! The arguments of announcements.

use clap::Args;

use super::{Delivery, Switch};

#[derive(Args)]
pub struct Announce {
    /// The room: its short id, or its title
    pub room: String,
    /// The text; - reads it from standard input
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// For this person in the room alone; may be given again
    #[arg(long = "for", value_name = "PERSON")]
    pub people: Vec<String>,
    /// Acknowledge everybody who is in the room now, before announcing
    #[arg(long)]
    pub acknowledge: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Seen {
    /// The room: its short id, or its title
    pub room: String,
    /// The announcement: the number that read shows before it
    pub seq: u64,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct LetThrough {
    /// The room: its short id, or its title
    pub room: String,
    /// Whether they do
    pub switch: Switch,
}
