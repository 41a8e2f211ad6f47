//! The arguments of what is done to messages. A message is named by its room and the number that `read`
//! shows before it.

use clap::{Args, ValueEnum};
use corridor_engine::view::ItemKind;
use serde::Deserialize;

use super::Delivery;
use super::instant::{Instant, instant};

#[derive(Args)]
pub struct Message {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The message: the number that read shows before it
    pub seq: u64,
    #[command(flatten)]
    pub delivery: Delivery,
}

/// A message, where nothing is sent.
#[derive(Args)]
pub struct MessageHere {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The message: the number that read shows before it
    pub seq: u64,
}

#[derive(Args)]
pub struct React {
    #[command(flatten)]
    pub message: Message,
    /// The reaction, such as 👍
    pub reaction: String,
    /// Take it back
    #[arg(long)]
    pub remove: bool,
}

#[derive(Args)]
pub struct Edit {
    #[command(flatten)]
    pub message: Message,
    /// What it says from now on
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// The signs in the text mean something
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Args)]
pub struct Delete {
    #[command(flatten)]
    pub message: Message,
    /// On this device alone; everybody else keeps it
    #[arg(long)]
    pub for_me: bool,
}

#[derive(Args)]
pub struct Forward {
    #[command(flatten)]
    pub message: Message,
    /// The room that it goes to
    pub to_room: String,
}

#[derive(Args)]
pub struct Poll {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// What is asked
    pub question: String,
    /// An answer to choose from; 2 to 12 of them
    #[arg(long = "option", value_name = "ANSWER", required = true)]
    pub options: Vec<String>,
    /// Let people choose several answers
    #[arg(long)]
    pub multiple: bool,
    /// Show the totals at the end alone, and not who chose what
    #[arg(long)]
    pub hidden: bool,
    /// When it is over, such as 2026-11-29T18:00Z or +2h
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub deadline: Option<Instant>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Vote {
    #[command(flatten)]
    pub message: Message,
    /// The answers chosen, counted from 1
    #[arg(value_name = "ANSWER", required_unless_present = "none", conflicts_with = "none")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..))]
    pub answers: Vec<u8>,
    /// Take an earlier choice back
    #[arg(long)]
    pub none: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidKind {
    Text,
    File,
    Poll,
    Contact,
    Place,
    Nudge,
    Announcement,
    Sounding,
    Statement,
}

impl From<SaidKind> for ItemKind {
    fn from(kind: SaidKind) -> Self {
        match kind {
            SaidKind::Text => Self::Text,
            SaidKind::File => Self::File,
            SaidKind::Poll => Self::Poll,
            SaidKind::Contact => Self::Contact,
            SaidKind::Place => Self::Place,
            SaidKind::Nudge => Self::Nudge,
            SaidKind::Announcement => Self::Announcement,
            SaidKind::Sounding => Self::Sounding,
            SaidKind::Statement => Self::Statement,
        }
    }
}

#[derive(Args)]
pub struct Search {
    /// Part of what was said; letters' case does not matter
    #[arg(default_value = "")]
    pub text: String,
    /// In this room alone
    #[arg(long)]
    pub room: Option<String>,
    /// What this person said
    #[arg(long, value_name = "ACCOUNT")]
    pub from: Option<String>,
    /// Of this kind alone
    #[arg(long)]
    pub kind: Vec<SaidKind>,
    /// Sent at this time or later, such as 2026-11-29 or 2026-11-29T18:00Z
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub since: Option<Instant>,
    /// Sent before this time
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub until: Option<Instant>,
    /// Show at most this many, the newest
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}
