//! The arguments of organisations, and of for whom people speak.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Delivery;
use super::instant::span;

#[derive(Args)]
pub struct Organisation {
    #[command(subcommand)]
    pub what: OrganisationWhat,
}

/// No profile is needed: an organisation's key is kept away from whatever talks.
#[derive(Subcommand)]
pub enum OrganisationWhat {
    /// Make an organisation's key, in a file of its own, and show its public half
    New {
        /// Where the secret is written; nothing may be there yet
        file: PathBuf,
    },
    /// Show the public half of an organisation's key
    Key {
        /// Where the secret is
        file: PathBuf,
    },
    /// Sign for whom somebody speaks; what is printed is for them
    Sign {
        /// Where the secret is
        file: PathBuf,
        /// Their account's key, which whoami shows them
        account_key: String,
        /// Their name, in up to 128 bytes
        #[arg(long)]
        name: String,
        /// What they are there
        #[arg(long, default_value = "")]
        title: String,
        /// For whom they speak
        #[arg(long)]
        affiliation: String,
        /// How long it is good, such as 90d
        #[arg(long = "for", value_name = "TIME", value_parser = span, default_value = "365d")]
        span: u64,
    },
}

#[derive(Args)]
pub struct Affiliation {
    /// What your organisation has signed; - reads it from standard input. Everybody in each of your rooms
    /// gets it
    #[arg(value_name = "SIGNED", conflicts_with = "remove")]
    pub signed: Option<String>,
    /// Take it back from all rooms
    #[arg(long)]
    pub remove: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Trust {
    /// The organisation's key, from somebody whom you believe
    #[arg(requires = "how")]
    pub key: Option<String>,
    /// How you call it, on this device
    #[arg(group = "how")]
    pub name: Option<String>,
    /// Believe it no longer
    #[arg(long, group = "how")]
    pub remove: bool,
}
