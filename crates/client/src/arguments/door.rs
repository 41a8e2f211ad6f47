//! The arguments of links to rooms, of knocking, and of people of whom one wants to hear nothing.

use std::path::PathBuf;

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

#[derive(Args)]
pub struct Person {
    /// The person, such as bob or bob@relay.example
    pub account: String,
}

#[derive(Args)]
pub struct Report {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The messages that you choose to reveal: the numbers that read shows before them
    #[arg(required = true, value_name = "SEQ")]
    pub messages: Vec<u64>,
    /// What you say with it
    #[arg(long, value_name = "TEXT", default_value = "", allow_hyphen_values = true)]
    pub why: String,
    /// Where it is written; nothing may be there yet [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
}

#[derive(Args)]
pub struct About {
    /// Of this person, instead of yourself
    #[arg(conflicts_with_all = ["name", "line", "picture", "no_picture", "to", "not_to"])]
    pub account: Option<String>,
    /// What you call yourself, in up to 64 bytes
    #[arg(long)]
    pub name: Option<String>,
    /// A line about you, in up to 280 bytes
    #[arg(long)]
    pub line: Option<String>,
    /// A JPEG or WebP of at most 24 KiB; it goes as it is
    #[arg(long, value_name = "PATH")]
    pub picture: Option<PathBuf>,
    /// Show no picture any more
    #[arg(long, conflicts_with = "picture")]
    pub no_picture: bool,
    /// A room that gets it from now on; no room does until you choose it
    #[arg(long, value_name = "ROOM")]
    pub to: Vec<String>,
    /// A room that gets it no longer when it changes
    #[arg(long, value_name = "ROOM")]
    pub not_to: Vec<String>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Tell {
    /// The room: its short id, or its title
    pub room: String,
    /// The first and the last message: the numbers that read shows before them
    pub from: u64,
    pub through: u64,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Alias {
    /// An account such as anna@relay.example, or any word or phrase
    pub name: Option<String>,
    /// What stands for it: a word or an emoji, in up to 32 bytes
    #[arg(value_name = "ALIAS", conflicts_with = "remove")]
    pub shown: Option<String>,
    /// Let nothing stand for it any more
    #[arg(long, requires = "name")]
    pub remove: bool,
}
