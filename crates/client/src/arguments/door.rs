//! The arguments of links to rooms, and of knocking.

use clap::Args;

use super::Delivery;
use super::instant::span;

#[derive(Args)]
pub struct Link {
    /// The room: its short id, or its title
    pub room: String,
    /// How long people may knock with it, up to 90d
    #[arg(long = "for", value_name = "TIME", value_parser = span, default_value = "7d")]
    pub span: u64,
    /// How many people it may let in, up to 250
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub people: u64,
}

#[derive(Args)]
pub struct Unlink {
    /// The number that links shows before it
    pub link: i64,
}

#[derive(Args)]
pub struct Knock {
    /// The link that somebody gave you; - reads it from standard input, which keeps it out of the
    /// shell's history
    pub link: String,
    /// What you say with it, to whoever made the link
    #[arg(long, value_name = "TEXT", default_value = "", allow_hyphen_values = true)]
    pub word: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Knocks {
    /// Take an own knock off the list: the number shown before it
    #[arg(long, value_name = "NUMBER")]
    pub forget: Option<i64>,
}

#[derive(Args)]
pub struct LetIn {
    /// The number that knocks shows before them
    pub knock: i64,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct TurnAway {
    /// The number that knocks shows before them
    pub knock: i64,
}
