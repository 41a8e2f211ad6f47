//! The arguments of what concerns rooms. A room is named by its short id, the beginning of its id,
//! its title if no other room has it, or the account of a direct room's other person.

#![allow(clippy::struct_field_names, reason = "an argument is named as the help shows it")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Delivery;
use super::instant::{Instant, instant};
use super::kinds::seconds;

#[derive(Args)]
pub struct Room {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
}

#[derive(Args)]
pub struct Leave {
    /// The room: its short id, or its title
    pub room: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct New {
    /// What the room is called
    pub title: String,
    /// Who is in it from the start, such as bob or bob@relay.example
    #[arg(long, value_name = "ACCOUNT", num_args = 1..)]
    pub with: Vec<String>,
    /// Under a heading that is made with it: a group, which other rooms can be put into
    #[arg(long, value_name = "NAME", conflicts_with = "beside")]
    pub group: Option<String>,
    /// In the group of this room
    #[arg(long, value_name = "ROOM")]
    pub beside: Option<String>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Picture {
    /// The room: its short id, or its title
    pub room: String,
    /// A JPEG, PNG or WebP of at most 8 KiB
    #[arg(value_name = "PATH", required_unless_present = "remove")]
    pub path: Option<PathBuf>,
    /// No picture any more
    #[arg(long, conflicts_with = "path")]
    pub remove: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
#[group(id = "choice", required = true, multiple = false, args = ["name", "beside", "remove"])]
pub struct Group {
    /// The room: its short id, or its title
    pub room: String,
    /// In a new group of this name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// In the group of this room
    #[arg(long, value_name = "ROOM")]
    pub beside: Option<String>,
    /// In no group any more
    #[arg(long)]
    pub remove: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct People {
    /// The room: its short id, or its title
    pub room: String,
    /// The people, such as bob or bob@relay.example
    #[arg(required = true, value_name = "ACCOUNT")]
    pub people: Vec<String>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Rename {
    /// The room: its short id, or its title
    pub room: String,
    /// What it will be called
    pub title: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Role {
    /// The room: its short id, or its title
    pub room: String,
    /// The person, such as bob or bob@relay.example
    pub account: String,
    #[arg(value_enum)]
    pub role: RoleName,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// May do everything
    Owner,
    /// May add, remove and rename
    Admin,
    /// May talk
    Member,
    /// May talk, and never add anybody
    Guest,
}

#[derive(Args)]
pub struct Send {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The text; - reads it from standard input
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// The signs in the text mean something
    #[arg(long)]
    pub markdown: bool,
    /// The message that it answers: the number that read shows before it
    #[arg(long, value_name = "SEQ")]
    pub reply_to: Option<u64>,
    /// Tell this person of it even if they have muted the room
    #[arg(long = "mention", value_name = "ACCOUNT")]
    pub mentions: Vec<String>,
    /// Keep it on this device until then, such as 2026-11-29T18:00Z or +2h
    #[arg(long = "at", value_name = "TIME", value_parser = instant)]
    pub at: Option<Instant>,
    /// A link in the text that is described to those who read it; nothing is fetched, here or there
    #[arg(long, value_name = "URL", requires = "link_title")]
    pub link: Option<String>,
    /// What the link leads to
    #[arg(long, value_name = "TEXT", requires = "link")]
    pub link_title: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "link")]
    pub link_description: Option<String>,
    /// Accept who has joined the room since you last looked, without looking
    #[arg(long)]
    pub acknowledge: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct SendFile {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The file, of at most 2 GiB; it goes as it is, with whatever it says of itself inside
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// It is a voice note of so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub voice: Option<u32>,
    /// Whoever gets it opens it once; then it is gone there, as it is here once it was sent. A changed
    /// program, or a photograph of the screen, keeps it all the same
    #[arg(long)]
    pub once: bool,
    /// What is said with it, or with the first of several
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub caption: Option<String>,
    /// The name that others see, instead of the file's own
    #[arg(long)]
    pub name: Option<String>,
    /// What it is, such as application/pdf
    #[arg(long = "type", value_name = "MEDIA TYPE")]
    pub media_type: Option<String>,
    /// Accept who has joined the room since you last looked, without looking
    #[arg(long)]
    pub acknowledge: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Save {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// Where it stands: the number that read shows before it
    pub seq: u64,
    /// Where it is written; nothing may be there yet [default: a harmless form of its name, here]
    #[arg(long, value_name = "PATH")]
    pub to: Option<PathBuf>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Read {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// Show at most this many, the newest
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// Show only what comes after this sequence number
    #[arg(long, value_name = "SEQ")]
    pub after: Option<u64>,
    /// Do not mark as read, and do not acknowledge who has joined
    #[arg(long)]
    pub peek: bool,
    /// Ask the relay for news first
    #[arg(long)]
    pub sync: bool,
}

#[derive(Args)]
pub struct Roster {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// You have seen who is in the room: let held messages go
    #[arg(long)]
    pub acknowledge: bool,
}

#[derive(Args)]
pub struct Refound {
    /// The room: its short id, or its title
    pub room: String,
    /// Leave these people out
    #[arg(long, value_name = "ACCOUNT", num_args = 1..)]
    pub without: Vec<String>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Discard {
    /// The number that `send --json` and `read --json` give as `local_id`
    pub local_id: i64,
}
