//! The arguments of marks on pictures. Places are in percent of the picture's width and height.

use clap::{Args, Subcommand};
use corridor_engine::kinds::MarkPoint;

use super::Delivery;

#[derive(Args)]
pub struct Mark {
    /// The room: its short id, its title, or the other person of a direct room
    pub room: String,
    /// The picture: the number that read shows before it
    pub seq: u64,
    #[command(subcommand)]
    pub shape: MarkWanted,
    #[command(flatten)]
    pub delivery: Delivery,
}

#[derive(Subcommand)]
pub enum MarkWanted {
    /// A number on the page, and a comment beside it
    Pin(Worded),
    /// Words that stand on the page
    Note(Worded),
    /// An arrow from one place to another
    Arrow {
        /// How far to the right it begins, such as 12.5
        #[arg(value_parser = percent)]
        x1: u16,
        /// How far down
        #[arg(value_parser = percent)]
        y1: u16,
        /// How far to the right its head is
        #[arg(value_parser = percent)]
        x2: u16,
        /// How far down
        #[arg(value_parser = percent)]
        y2: u16,
    },
    /// Take a mark back: an own one, or any as an admin of the room
    Remove {
        /// The number that marks shows at the beginning of its line
        local_id: i64,
    },
}

#[derive(Args)]
pub struct Worded {
    /// How far to the right, in percent of the width, such as 12.5
    #[arg(value_parser = percent)]
    pub x: u16,
    /// How far down, in percent of the height
    #[arg(value_parser = percent)]
    pub y: u16,
    /// What it says
    #[arg(allow_hyphen_values = true)]
    pub text: String,
}

impl Worded {
    pub fn at(&self) -> MarkPoint {
        MarkPoint { x: self.x, y: self.y }
    }
}

/// In parts of 65,535.
fn percent(text: &str) -> Result<u16, String> {
    let parts = text.parse::<f64>().map(|percent| (percent / 100.0 * f64::from(u16::MAX)).round());
    match parts {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it fits, by the condition"
        )]
        Ok(parts) if (0.0..=f64::from(u16::MAX)).contains(&parts) => Ok(parts as u16),
        _ => Err("a place is a number of percent from 0 to 100, such as 12.5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_in_percent_and_nothing_else_is() {
        assert_eq!(percent("0"), Ok(0));
        assert_eq!(percent("12.5"), Ok(8_192));
        assert_eq!(percent("100"), Ok(65_535));
        for none in ["", "-1", "100.1", "NaN", "left"] {
            assert!(percent(none).is_err(), "{none}");
        }
    }
}
