//! The arguments of what concerns huddles: rooms that end by themselves.

use clap::Args;

use super::Delivery;

#[derive(Args)]
pub struct Huddle {
    /// Who is in it, such as bob or bob@relay.example
    #[arg(required = true, value_name = "ACCOUNT")]
    pub people: Vec<String>,
    /// How long it is for, up to 10080 [default: until somebody rises, for twelve hours at most]
    #[arg(long, value_name = "N")]
    pub minutes: Option<u64>,
    /// What it is called
    #[arg(long, value_name = "TITLE", default_value = "Huddle")]
    pub title: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Rise {
    /// The huddle: its short id, or its title
    pub room: String,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Keep {
    /// The huddle: its short id, or its title
    pub room: String,
    /// You would not keep it any more
    #[arg(long)]
    pub off: bool,
    #[command(flatten)]
    pub delivery: Delivery,
}
