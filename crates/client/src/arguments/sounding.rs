//! The arguments of questions to people who are each asked alone.

use clap::Args;

use super::Delivery;
use super::instant::{Instant, instant};

#[derive(Args)]
pub struct Sound {
    /// What is asked
    pub question: String,
    /// Whom: people such as bob or bob@relay.example; none of them sees who else was asked
    #[arg(value_name = "PERSON", required = true)]
    pub people: Vec<String>,
    #[command(flatten)]
    pub asked: Asked,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct SoundRoom {
    /// The room: its short id, or its title
    pub room: String,
    /// What is asked
    pub question: String,
    #[command(flatten)]
    pub asked: Asked,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct Asked {
    /// An answer to choose from, at most 8; without any, people answer in their own words
    #[arg(long = "answer", value_name = "TEXT")]
    pub answers: Vec<String>,
    /// Let people answer in their own words too
    #[arg(long)]
    pub free: bool,
    /// When it is over, such as 2026-11-29T18:00Z or +2h
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub until: Option<Instant>,
}

#[derive(Args)]
pub struct Soundings {
    /// The number of one of them: what each has answered
    #[arg(value_name = "N")]
    pub sounding: Option<i64>,
}

#[derive(Args)]
pub struct AnswerTo {
    /// The room where you were asked: its short id, its title, or the person who asks
    pub room: String,
    /// The question: the number that read shows before it
    pub seq: u64,
    /// One of its answers, counted from 1
    #[arg(value_name = "ANSWER", required_unless_present = "text")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..))]
    pub answer: Option<u8>,
    /// In your own words
    #[arg(long)]
    pub text: Option<String>,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct OfSounding {
    /// Its number, as soundings shows it
    #[arg(value_name = "N")]
    pub sounding: i64,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Args)]
pub struct ShareTotals {
    /// Its number, as soundings shows it
    #[arg(value_name = "N")]
    pub sounding: i64,
    /// The room that is told: its short id, its title, or the other person of a direct room
    pub room: String,
    #[command(flatten)]
    pub delivery: Delivery,
}
