//! The arguments of what concerns the account and its devices.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::KeyChoice;

#[derive(Args)]
pub struct Join {
    /// The invitation: a link with /join# in it
    pub invitation: String,
    /// The name that others will know you by
    #[arg(long)]
    pub name: Option<String>,
    /// Print the 24 recovery words even when standard output is not a terminal
    #[arg(long)]
    pub show_recovery_words: bool,
    #[command(flatten)]
    pub key: KeyArguments,
    /// Give up after this long
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

#[derive(Args)]
pub struct Recover {
    /// The relay's address (<https://relay.example>), or an invitation to it
    #[arg(long)]
    pub relay: String,
    /// The account, such as alice@relay.example
    #[arg(long)]
    pub account: String,
    #[command(flatten)]
    pub key: KeyArguments,
    /// Give up after this long
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// Where the key of a new profile's database is kept.
#[derive(Args)]
pub struct KeyArguments {
    /// Where the key of the database is kept [default: the keyring where there is one, else a file]
    #[arg(long, value_enum)]
    pub key: Option<KeyChoice>,
    /// Keep the key in this file; made if it is missing
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

#[derive(Args)]
pub struct Verify {
    /// The person, such as bob or bob@relay.example
    pub account: String,
    /// You have compared the numbers with that person and they are the same
    #[arg(long)]
    pub confirm: bool,
    /// Accept that this person has another key than before
    #[arg(long)]
    pub accept_new_key: bool,
}

#[derive(Args)]
pub struct Revoke {
    /// Withdraw this device of yours, everywhere
    #[arg(long, value_name = "DEVICE")]
    pub revoke: Option<String>,
    #[command(flatten)]
    pub delivery: super::Delivery,
}

#[derive(Args)]
pub struct Receipts {
    /// Tell senders when their messages have reached this device
    #[arg(long, value_enum)]
    pub delivered: Option<Switch>,
    /// Tell senders when you have read their messages
    #[arg(long, value_enum)]
    pub read: Option<Switch>,
    /// Tell others that you are writing, while you do, and be told the same of them
    #[arg(long, value_enum)]
    pub typing: Option<Switch>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}
