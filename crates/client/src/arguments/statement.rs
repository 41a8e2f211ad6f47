//! The arguments of statements in numbered paragraphs.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::instant::{Instant, instant};
use super::{Delivery, Message, MessageHere};

#[derive(Args)]
pub struct Statement {
    #[command(subcommand)]
    pub what: StatementWhat,
}

#[derive(Subcommand)]
pub enum StatementWhat {
    /// Put a statement to a room; you hold its pen
    New {
        /// The room: its short id, its title, or the other person of a direct room
        room: String,
        /// What it is called
        title: String,
        /// Where its paragraphs are, with an empty line between two of them
        file: PathBuf,
        #[command(flatten)]
        delivery: Delivery,
    },
    /// Show a statement: its paragraphs, what is suggested, who has signed, and what silence has come to
    Show(MessageHere),
    /// Suggest other words for a paragraph
    Suggest {
        #[command(flatten)]
        statement: Message,
        /// The paragraph: the number before it
        paragraph: usize,
        /// What it is to say
        #[arg(required_unless_present = "strike", conflicts_with = "strike")]
        text: Option<String>,
        /// It is to go
        #[arg(long)]
        strike: bool,
        /// The text is a paragraph of its own behind it
        #[arg(long, conflicts_with = "strike")]
        after: bool,
        /// And one before it
        #[arg(long, conflicts_with_all = ["strike", "after"])]
        before: bool,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take suggestions into the next version
    Take(Suggestions),
    /// Decline suggestions
    Decline(Suggestions),
    /// Write the next version by hand
    Revise {
        #[command(flatten)]
        statement: Message,
        /// Where its paragraphs are, with an empty line between two of them
        file: PathBuf,
        /// What it is called from now on
        #[arg(long)]
        title: Option<String>,
    },
    /// Take an own suggestion or sign-off back
    TakeBack(Suggestions),
    /// Sign a version, and no other
    SignOff {
        #[command(flatten)]
        statement: Message,
        /// The first 8 or more digits of the hash that you have before you
        hash: String,
    },
    /// Let a version be adopted at a time unless somebody objects; or put that time off
    Silence {
        #[command(flatten)]
        statement: Message,
        /// Until when, such as 2026-11-29T18:00Z or +2h
        #[arg(value_name = "TIME", value_parser = instant)]
        deadline: Instant,
    },
    /// Break the silence
    Object {
        #[command(flatten)]
        statement: Message,
        /// Why
        reason: String,
    },
    /// Show what one version says otherwise than another
    Diff {
        #[command(flatten)]
        statement: MessageHere,
        /// The number of a version
        before: usize,
        /// And of a later one
        after: usize,
    },
}

#[derive(Args)]
pub struct Suggestions {
    #[command(flatten)]
    pub statement: Message,
    /// Which: the number that show prints in brackets before each
    #[arg(value_name = "N", required = true)]
    pub items: Vec<i64>,
}
